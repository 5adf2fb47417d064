"""Actions that a report names one after the other in its own words: 甲行动做a、b两个方面；乙行动盯住c、d … (行动列举).

No mark (一是) leads them; what makes them a run is that several names end in 行动 in one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, Listing, split_items
from ingest.documents.rules.task_parts import Action, Group
from ingest.numbers import parse_number

_NAME = re.compile(
    r"(?:行动|工程)(?=[”，。:;、]|做|瞄准|聚焦|围绕|推|抓|盯|端|在|从|要|则|把|将|突出|覆盖|涵盖|包括|面向|拓展|被|是|分|共|含|着|重|主|$)"
)
# What stands before a name and does not belong to it.
_BEFORE = re.compile(
    r".*(?:[，。;:、“”《》()]|推出|实施|开展|启动|部署|叫做|叫|名为|抓好|推进|组织|其[一二三四五六七八九十]|[一二三四五六七八九十]是|第[一二三四五六七八九十]|首先|其次|再次|最后|而|则|还有)"
)
_TOTALS = re.compile(
    rf"(?P<actions>{COUNT})(?:大|个|路|项|类|条)[^，。;、]{{0,6}}?[、，和]?(?:含|共|合计|涵盖|包括|覆盖)?(?P<aspects>{COUNT})(?:个|项|类)(?:方面|领域|方向)"
)
_COUNTED = re.compile(rf"(?P<etc>等)?(?P<n>{COUNT})(?:个|大|项|类)?(?P<noun>方面|领域|方向|环节|场景|板块|内容)")
_OPEN = re.compile(r"等(?:重点|新)?(?:方面|领域|方向|环节|场景|应用|业态|行业)")
# What leads to a list: 则还要在, 瞄准, 把触角伸向, 做好.
_LEAD = re.compile(
    r"(?:，|则|还|要|也|就|将|重点|主要|分别|着力|进一步|全力|持续|先|再|和|都|去)*"
    r"(?:做好|做|瞄准|聚焦|围绕|端出|盯住|盯紧|盯上|推进|推动|推广|抓好|抓住|抓|在|从|突出|覆盖|涵盖|包括|包含|涉及|面向|针对|拓展|建设|打造|实施|开展|推出|布局|"
    r"主攻|落在|指向|把[^，。;、]{1,4}?(?:伸向|投向|放在|对准)|搞好|办好|强化|提升|优化|加强|完善|释放|深耕|安排|设置|设|改造|升级|用于|服务|发力|聚力|上新|管好|加快|支持|为|给|替|建好|守住|补上|打通|按)?"
)
_GENERIC: Final = re.compile(
    r"^(?:该|本|这|各|专项|三年|具体|四项|五项|六项|重点|主要|上述|一系列|\d+项|[一二三四五六七八九十]+(?:大|项)|联合执法|执法|统一|实际)*(?:行动|工程)$"
)
_SHORTEST, _LONGEST = 4, 16


def action_runs(context: Context) -> list[Group]:
    """Groups of actions by paragraph; a first name with totals (四项、14个方面) is the group of the others."""
    groups: list[Group] = []
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in context.article.body:
        if sentence.kind == layout.BODY:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    for sentences in paragraphs.values():
        found = [(s, a, b) for s in sentences for a, b in _names(s)]
        if len(found) < 2:
            continue
        group = _group(found)
        actions = [
            _action(found, i, order) for order, i in enumerate(range(1 if group.name else 0, len(found)), start=1)
        ]
        if any(action.listing or action.open for action in actions):
            group.actions = actions
            groups.append(group)
    return groups


def _names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Shadow spans of names that end in 行动."""
    text = sentence.shadow.text
    floor = 0
    for match in _NAME.finditer(text):
        end = match.end()
        before = _BEFORE.match(text[floor : match.start()])
        start = floor + (before.end() if before else 0)
        floor = end
        name = text[start:end]
        if match[0].startswith("工程") or not _SHORTEST <= len(name) <= _LONGEST or _GENERIC.match(name):
            continue
        yield start, end


def _group(found: list[tuple[Sentence, int, int]]) -> Group:
    """The group that the first name is, if totals follow it before the next; else one without a name."""
    sentence, start, end = found[0]
    until = found[1][1] if found[1][0] is sentence else len(sentence.shadow.text)
    totals = _TOTALS.search(sentence.shadow.text, end, until)
    if totals is None:
        return Group("", sentence, 0, False)
    made = Group(sentence.shadow.text[start:end], sentence, start, False)
    values = [parse_number(totals[name]) for name in ("actions", "aspects")]
    made.stated_actions, made.stated_aspects = (None if value is None else int(value) for value in values)
    if made.stated_actions != len(found) - 1:
        made.stated_actions = None
    return made


def _action(found: list[tuple[Sentence, int, int]], i: int, order: int) -> Action:
    """An action with the list that stands between its name and the next one."""
    sentence, start, end = found[i]
    text = sentence.shadow.text
    until = found[i + 1][1] if i + 1 < len(found) and found[i + 1][0] is sentence else len(text)
    stop = next((p for p in range(end, until) if text[p] in "；;。"), until)
    action = Action(text[start:end], order, sentence, start)
    listing = _list(text, end, stop)
    if listing is not None:
        action.listed_in = sentence
        if listing.count is not None or not listing.etc:
            action.listing = listing
        else:
            action.open = listing
    return action


def _list(text: str, start: int, stop: int) -> Listing | None:
    """The list between `start` and `stop`: closed by a count, open by 等, or plain."""
    while start < stop and text[start] in "”，,:":
        start += 1
    counted = _COUNTED.search(text, start, stop)
    opened = _OPEN.search(text, start, stop)
    closing = counted or opened
    end = closing.start() if closing else stop
    if "、" not in text[start:end]:
        return None
    # The list is the last stretch with 、 in it; what leads to it is no part of its first item.
    first = text.find("、", start, end)
    low = max(text.rfind(mark, start, first) for mark in "，:") + 1
    low = max(low, start)
    comma = text.find("，", first, end)
    end = comma if comma >= 0 and closing is None else end
    lead = _LEAD.match(text, low, first)
    low = lead.end() if lead and lead.end() < first else low
    items = split_items(text, low, end)
    count = int(parse_number(counted["n"]) or 0) if counted else None
    if len(items) < 2 or any(not 2 <= e - s <= 16 or re.search("[，。；;]", text[s:e]) for s, e in items):
        return None
    etc = opened is not None if counted is None else counted["etc"] is not None
    return Listing(tuple(items), low, closing.end() if closing else end, count, "", etc)
