"""Actions that a report names one after the other in its own words: 甲行动做a、b两个方面；乙行动盯住c、d … (行动列举).

No mark (一是) leads them; what makes them a run is that several names end in 行动 in one paragraph.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, Listing, split_items
from ingest.documents.rules.action_names import action_names
from ingest.documents.rules.task_parts import Action, Group
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.tokens import tagged

# 任务一是甲; 头一块叫甲: a task of the plan by its number.
_ORDINAL = regex(
    r"(?:^|[。；;，])(?:任务[一二三四五六]|(?:头|第[一二三四五六])一?(?:块|项任务|大任务|项工作|大板块|个板块))(?:则|就)?(?:是|叫做?|名为|为)[“]?(?P<name>[\u4e00-\u9fff]{4,14})[”]?(?=[，。])"
)
_TOTALS = regex(
    rf"(?P<actions>{COUNT})(?:大|个|路|项|类|条)[^，。;、]{{0,6}}?[、，和]?(?:含|共|合计|涵盖|包括|覆盖)?(?P<aspects>{COUNT})(?:个|项|类)(?:方面|领域|方向)"
)
_COUNTED = regex(
    rf"(?P<etc>等)?(?:这|共计|合计|共)?(?P<n>{COUNT})(?:(?:处|道|篇|样|件)|(?:个|大|项|类)(?P<noun>[\u4e00-\u9fff]{{2,4}}?(?=[，。；;组铺做发使]|$|上)|方面|领域|方向|环节|场景|板块|内容))"
)
_OPEN = regex(r"等(?:重点|新)?(?:方面|领域|方向|环节|场景|应用|业态|行业)")
# What leads to a list: 则还要在, 瞄准, 把触角伸向, 做好.
_LEAD = re.compile(
    r"(?:，|则|还|要|也|就|将|重点|主要|分别|着力|进一步|全力|持续|先|再|和|都|去)*"
    r"(?:做好|做|策划|谋划|瞄准|聚焦|围绕|端出|盯住|盯紧|盯上|推进|推动|推广|抓好|抓住|抓|在|从|突出|覆盖|涵盖|包括|包含|涉及|面向|针对|拓展|建设|打造|实施|开展|推出|布局|"
    r"主攻|落在|指向|把[^，。;、]{1,4}?(?:伸向|投向|放在|对准)|搞好|办好|强化|提升|优化|加强|完善|释放|深耕|安排|设置|设|改造|升级|用于|服务|发力|聚力|上新|管好|加快|支持|为|给|替|建好|守住|补上|打通|按)?"
)


def action_runs(context: Context) -> list[Group]:
    """Groups of actions by paragraph; a first name with totals (四项、14个方面) is the group of the others."""
    groups: list[Group] = []
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in context.article.body:
        if sentence.kind == layout.BODY:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    for sentences in paragraphs.values():
        found = [(s, a, b) for s in sentences for a, b in action_names(s)]
        numbered = [
            Group(m["name"], s, m.start("name"), False) for s in sentences for m in _ORDINAL.finditer(s.shadow.text)
        ]
        if len(found) < 2:
            groups += numbered
            if len(found) == 1 and _opens_paragraph(found[0], sentences):
                bullet = _bullet(found[0], sentences)
                if bullet is not None:
                    if (
                        not groups
                        or groups[-1].sentence.paragraph + len(groups[-1].actions) + 1 < found[0][0].paragraph
                    ):
                        groups.append(Group("", found[0][0], 0, False))
                    bullet.order = len(groups[-1].actions) + 1
                    groups[-1].actions.append(bullet)
            continue
        group = _group(found)
        first = 1 if group.name else 0
        if (
            numbered
            and not group.name
            and (numbered[0].sentence.number, numbered[0].start) < (found[0][0].number, found[0][1])
        ):
            group, *numbered = numbered
        actions = [_action(found, i, order) for order, i in enumerate(range(first, len(found)), start=1)]
        if any(action.listing or action.open for action in actions):
            group.actions = actions
            groups += [group, *numbered]
    return groups if any(group.actions for group in groups) else []


def _opens_paragraph(found: tuple[Sentence, int, int], sentences: list[Sentence]) -> bool:
    """Whether a name stands at the head of its paragraph, all alone or before a mark: ——甲行动。…."""
    sentence, start, end = found
    text = sentence.shadow.text
    return sentence is sentences[0] and not text[:start].strip("—-•·●◆ ") and (end == len(text) or text[end] in "。:，")


def _bullet(found: tuple[Sentence, int, int], sentences: list[Sentence]) -> Action | None:
    """The action of such a paragraph with the list in its sentence or the next one; None without a list."""
    action = _action([found], 0, 1)
    if action.listing is None and action.open is None and len(sentences) > 1:
        listing = listed_behind(sentences[1].shadow.text, 0, len(sentences[1].shadow.text))
        if listing is not None:
            action.listing, action.listed_in = listing, sentences[1]
    return action if action.listing or action.open else None


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
    action = Action(text[start:end], order, sentence, start)
    listing = listed_behind(text, end, clause_stop(text, end, until))
    if listing is not None:
        action.listed_in = sentence
        if listing.count is not None or not listing.etc:
            action.listing = listing
        else:
            action.open = listing
    return action


def clause_stop(text: str, start: int, end: int) -> int:
    """The first ； or 。 of `[start, end)`, else its end."""
    return next((p for p in range(start, end) if text[p] in "；;。"), end)


def listed_behind(text: str, start: int, stop: int) -> Listing | None:
    """The list between `start` and `stop`: closed by a count, open by 等, or plain."""
    while start < stop and text[start] in "”，,:":
        start += 1
    counted = _COUNTED.search(text, start, stop)
    opened = _OPEN.search(text, start, stop)
    closing = counted or opened
    end = closing.start() if closing else stop
    if "、" not in text[start:end]:
        return None
    # A count closes the stretch with 、 right before it, else the first one is the list; what leads to it is no part of it.
    if counted is not None:
        bounds = [start - 1, *(p for p in range(start, end) if text[p] in "，:"), end]
        low, end = next((a + 1, b) for a, b in reversed([*pairwise(bounds)]) if "、" in text[a + 1 : b])
        first = text.find("、", low, end)
    else:
        first = text.find("、", start, end)
        low = max(start, *(text.rfind(mark, start, first) + 1 for mark in "，:"))
        comma = text.find("，", first, end)
        end = comma if comma >= 0 and closing is None else end
    lead = _LEAD.match(text, low, first)
    low = lead.end() if lead and lead.end() < first else low
    items = split_items(text, low, end)
    if len(items) > 1:
        items = [(_first_start(text, items), items[0][1]), *items[1:-1], (items[-1][0], _last_end(text, items))]
    count = int(parse_number(counted["n"]) or 0) if counted else None
    if len(items) < 2 or any(not 2 <= e - s <= 16 or re.search("[，。；;等]", text[s:e]) for s, e in items):
        return None
    etc = opened is not None if counted is None else counted["etc"] is not None
    return Listing(tuple(items), low, closing.end() if closing else end, count, "", etc)


def _first_start(text: str, items: list[tuple[int, int]]) -> int:
    """Where the first item begins behind a verb that leads to the list: 囊括|内涝预警、高层消防, shown by the others' length."""
    start, end = items[0]
    lead = re.match(r"(?:[^，。;]{0,12}?[把将由从在])?[\u4e00-\u9fff][着了过](?=[\u4e00-\u9fff]{2})", text[start:end])
    if lead is not None and tagged(text[start : start + lead.end()])[-1].text.endswith(("着", "了", "过")):
        return start + lead.end()
    longest = max(e - s for s, e in items[1:])
    for token in tagged(text[start:end]):
        at = start + token.start
        if token.tag not in ("v", "vn", "p", "uz", "ul", "d", "c") or (token.tag[0] == "v" and end - at <= longest + 1):
            return at if end - at >= 2 else start
    return start


def _last_end(text: str, items: list[tuple[int, int]]) -> int:
    """Where the last item ends before words that only close the clause: 船员培训|拢到一处, shown by the others' length."""
    start, end = items[-1]
    longest = max(e - s for s, e in items[:-1])
    if end - start <= longest + 1:
        return end
    cuts = [
        start + token.start
        for token in tagged(text[start:end])
        if token.start >= 2
        and (token.tag in ("zg", "p", "d") or text[start + token.end : end].startswith(tuple("到在成进")))
    ]
    return next((cut for cut in cuts if cut - start <= longest + 1), end)
