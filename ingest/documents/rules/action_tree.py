"""Actions of a plan as a report spreads them over its text, held together by how many it says there are (行动清单).

Parts are names by their ending, by their number (任务一是甲, 排在第二位的是乙) or by a clause head ((一)丙。).
A part opens others where as many follow as it says (甲行动拆成四项). What is found counts only if it
closes: as many top parts as the article announces, or as many under one as that one says.
"""

from __future__ import annotations

import re
import sys
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.enumerations import Enumeration, enumerations
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, after_mark
from ingest.documents.parts import AREA
from ingest.documents.rules.action_groups import group_tree
from ingest.documents.rules.action_marks import counted_right_before, front_parts, marked_parts, rest_parts
from ingest.documents.rules.action_names import action_names, announced, name_start
from ingest.documents.rules.aspect_lists import aspects_behind
from ingest.documents.rules.plan_parts import APART, Part, find_again, runs
from ingest.documents.rules.plan_talk import told_of_policy
from ingest.documents.rules.task_parts import NO_TASK, RUN_IN, Action, Group, put_listing
from ingest.numbers import parse_number
from ingest.sieve import regex

_NUMERAL: Final = "一二三四五六七八九"
# 任务一是, 头一块叫, 排在第二位的是, 最后一块是, 第三项为: what makes the words behind it a part of the plan.
_PLACE: Final = rf"(?:(?:任务|行动|工程)[{_NUMERAL}]|(?:排|列|放|摆|排名)?在?(?:头|首|第[{_NUMERAL}])一?(?:块|个|位|项|类|条|件|大)?(?:任务|工作|行动|板块|举措)?|最后一?(?:块|个|项|类|条|位)?(?:任务|工作|行动|板块|举措)?|打头(?:阵|炮)?|领头|领衔|压轴|收尾|殿后|垫底|居首|居中|接下来|紧随其后|随后|紧接着)的?"
_PLACED = regex(
    rf"(?:^|[，。;:!?]|[^一二三四五六七八九十]里)(?P<place>{_PLACE})(?:则|就|便|也|，)*(?:是|叫做?|名为|为|当属|:)[“]?(?P<name>[^，。;:、“”（）()《》的了]{{4,14}})[”]?(?=[，。;:]|$)"
)
# 实施甲行动: what a plan does, beside names that are told of in passing.
_LED: Final = re.compile(r"(?:^|[，。;:])(?:将|要|重点|同步|深入|组织)*(?:实施|开展|推进|启动|推动)?[“]?$")
_HEADED: Final = re.compile(rf"(?:{_PLACE})(?:则|就|便|也|，)*(?:是|叫做?|名为|为|当属|:)?[“]?$")
# 拆成四项, 由五大行动撑起, 分四路: that parts follow.
_OPENED: Final = re.compile(
    rf"(?<![、\d])(?P<n>{COUNT})(?:(?:大|个|项|类|条|块|路)(?:[^，。;:、]{{0,3}}?(?:行动|任务|工程|板块|举措|线))|[项路块](?=[，。;:、]|$)|(?:大|个|项|类|条)(?:领域|板块)(?={COUNT}))"
)
# What counts tasks of a plan by a list; a 工程 is a programme, a 举措 any measure.
_TASKS: Final = regex(
    rf"{COUNT}(?:大|项|个)[^，。;:、]{{0,4}}?(?:行动|任务|板块|篇章|专项)|{COUNT}个方面的?[^，。;:、]{{0,2}}任务|(?:行动|任务)[^，。;:、]{{0,4}}{COUNT}(?:项|个)"
)


_QUOTED = regex(r"“[^“”，。;:、]{2,10}”(?P<noun>板块|篇章|专项|任务)")
_TITLE: Final = re.compile(
    r"(?:[—\-•·●◆■▶ ]*(?P<name>[^，。;:、“”（）()《》—的了]{4,12})|[—\-]{1,2}(?P<short>[^，。;:、“”（）()《》—的了]{3}))(?:[。:]|$)"
)
_ABOVE: Final = 6
"""Paragraphs above its parts where a report may say how many there are."""


def action_tree(context: Context) -> list[Group]:
    """Groups of actions, one without name where there is but one level; empty where the numbers do not close."""
    said = announced(context)
    marked = marked_parts(context)
    named = named_parts(context)
    led = [part for part in named if any(map(_led, (part, *part.again)))]
    if (grouped := group_tree(context)) and about_plan(
        context, grouped[0][0].sentence.paragraph, grouped[-1][0].sentence.paragraph
    ):
        return _groups(context, [one for group, children in grouped for one in (group, *children)], grouped, True)
    whole = [*marked, *rest_parts(context, marked[0])] if marked else []
    fronts = front_parts(context)
    for found in (named, led, *_quoted_parts(context), whole, marked, fronts, _clause_parts(context)):
        for parts in runs(found):
            tree = _nested(parts)
            opened = any(children for _, children in tree)
            first, last = parts[0].sentence.paragraph, parts[-1].sentence.paragraph
            # The number stands in the same part of the report, as does the plan's name.
            closes = any(count == len(tree) and first - _ABOVE <= at <= last + 1 for count, at in said)
            # 一共是五个方面。一是甲，…; 四个方面共16条 … 第一个方面是甲: any noun may count what marks name.
            if found is marked or found is fronts:
                closes = closes or counted_right_before(parts) or (len(parts) > 2 and _closes_widely(context, parts))
            if (opened or closes) and about_plan(context, first, last):
                return _groups(context, parts, tree, opened)
    for parts in runs(_titled_parts(context), apart=1):
        first = parts[0].sentence.paragraph
        closes = any(count == len(parts) and 0 <= first - at <= 2 for count, at in announced(context, wide=True))
        if closes and about_plan(context, first, first):
            return _groups(context, parts, _nested(parts), False)
    return _listed(context)


def _closes_widely(context: Context, parts: list[Part]) -> bool:
    """Whether a few paragraphs above as many parts of any kind are counted."""
    first = parts[0].sentence.paragraph
    return any(count == len(parts) and first - APART <= at < first for count, at in announced(context, wide=True))


def about_plan(context: Context, first: int, last: int) -> bool:
    """Whether the plan is named in these paragraphs or not far above them."""
    return any(
        first - _ABOVE <= sentence.paragraph <= last + 1
        for sentence in context.article.sentences
        if context.things_of(sentence, "Policy")
    )


def _listed(context: Context) -> list[Group]:
    """Tasks that one sentence about the plan lists by their number: 包括六项任务:甲、乙 …."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        for one in enumerations(text):
            said = _TASKS.search(text, one.start, max(one.end, one.items[0][0])) or _of_measures(text, one)
            if not said or not one.closed or not told_of_policy(context, sentence):
                continue
            if len(one.items) < 3 or not all(4 <= end - start <= 14 for start, end in one.items):
                continue
            # 甲港区、乙商务区、丙科创带三大板块: areas.
            if all(AREA.fullmatch(text, *span) for span in one.items):
                continue
            parts = [Part(sentence, start, end, False, False) for start, end in one.items]
            for part in parts:
                find_again(context, part)
            return _groups(context, parts, [(part, []) for part in parts], False)
    return []


# 围绕A、B等N个方面提出M条举措; 共M条，涵盖A、B …N个方面.
_MEASURES: Final = re.compile(
    rf"[^，。;:、]{{0,4}}?，?(?:共|一共|总共)?(?:提出|推出|明确|部署|安排|制定|出台|列出|细化|拿出|给出|谋划|设置)(?:了|出)?[^，。;:、]{{0,4}}?{COUNT}(?:条|项|个)[^，。;:、]{{0,6}}?(?:措施|举措|任务|政策|办法|意见|条款)"
)
_MEASURES_BEFORE: Final = re.compile(
    rf"{COUNT}(?:条|项|款)[^。;:、]{{0,10}}?，(?:主要)?(?:涵盖|涉及|覆盖|包括|包含|聚焦|围绕|分为|从|涵括|囊括)(?:了)?$"
)


def _of_measures(text: str, one: Enumeration) -> bool:
    """Whether the list says what the measures of a plan are about."""
    counted = one.count is not None and "aspect" in one.kinds
    return counted and (
        _MEASURES.match(text, one.end) is not None or _MEASURES_BEFORE.search(text, 0, one.items[0][0]) is not None
    )


def named_parts(context: Context, ending: str = "") -> list[Part]:
    """Names by ending, by number and by place, each at its first mention with the later ones."""
    parts: list[Part] = []
    seen: dict[str, Part] = {}
    last: Part | None = None
    for sentence in context.article.body:
        text = sentence.shadow.text
        spans = set(action_names(sentence, ending)) if ending else set()
        if not ending:
            spans |= {*action_names(sentence), *action_names(sentence, "任务")}
            spans |= {m.span("name") for m in _PLACED.finditer(text)}
            spans |= {(name_start(text, *m.span("name")), m.end("name")) for m in RUN_IN.finditer(text)}
        for start, end in sorted(spans):
            name = text[start:end]
            if NO_TASK.search(name) or (last and last.sentence is sentence and start < last.end):
                continue
            headed = _HEADED.search(text, max(0, start - 16), start) is not None
            last = Part(sentence, start, end, headed, False)
            if name in seen:
                seen[name].again.append(last)
            else:
                seen[name] = last
                parts.append(last)
    return parts


def _led(part: Part) -> bool:
    return _LED.search(part.sentence.shadow.text, max(0, part.start - 12), part.start) is not None


def _quoted_parts(context: Context) -> list[list[Part]]:
    """Names in quotes that one noun follows: “甲”板块 …, “乙”板块 …; those of each noun, all of them last."""
    parts: dict[str, Part] = {}
    nouns: dict[str, list[Part]] = {}
    for sentence in context.article.body:
        for match in _QUOTED.finditer(sentence.shadow.text):
            part = Part(sentence, *match.span(), False, False)
            if match[0] in parts:
                parts[match[0]].again.append(part)
            else:
                parts[match[0]] = part
                nouns.setdefault(match["noun"], []).append(part)
    return [*nouns.values(), list(parts.values())]


def _clause_parts(context: Context) -> list[Part]:
    """Short clause heads of one level that follow each other in a report: (一)甲。(二)乙。"""
    best: list[Part] = []
    parts: list[Part] = []
    level = -1
    for sentence in context.article.sentences:
        if sentence.kind != layout.CLAUSE or not sentence.first or not sentence.headings:
            continue
        head = sentence.headings[-1]
        if not 4 <= len(head.name) <= 16 or NO_TASK.search(head.name):
            continue
        start = sentence.shadow.text.find(head.name[:2], sentence.mark)
        if head.level != level:
            level, parts = head.level, []
        if start >= 0 and sentence.shadow.text.startswith(head.name, start):
            parts.append(Part(sentence, start, start + len(head.name), True, True))
        best = max(best, parts, key=len)
    return best


def _titled_parts(context: Context) -> list[Part]:
    """Paragraphs that begin with a short title of their own: ——甲。…, 乙板块：…."""
    parts = []
    for sentence in context.article.body:
        match = _TITLE.match(sentence.shadow.text) if sentence.first and sentence.kind == layout.BODY else None
        if match is not None and not NO_TASK.search(match["name"] or match["short"]):
            parts.append(Part(sentence, *match.span("name" if match["name"] else "short"), True, False))
    return parts


def _nested(parts: list[Part]) -> list[tuple[Part, list[Part]]]:
    """Top parts with those under them."""
    tree: list[tuple[Part, list[Part]]] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        follow = 0
        while at + 1 + follow < len(parts) and not parts[at + 1 + follow].headed:
            follow += 1
        children = parts[at + 1 : at + 1 + follow] if follow >= 2 and _says(part, parts[at + 1], follow) else []
        tree.append((part, children))
        at += 1 + len(children)
    return tree


def _says(part: Part, following: Part, count: int) -> bool:
    """Whether so many parts are said behind the name, before the next one."""
    text = part.sentence.shadow.text
    stop = following.start if following.sentence is part.sentence else len(text)
    for match in _OPENED.finditer(text, part.end, stop):
        clause = text[after_mark(text, "，。;:", match.start()) : match.start()]
        # A row before the number is what it counts: 推广A、B、C三项.
        if parse_number(match["n"]) == count and "、" not in clause:
            return True
    return False


def _groups(context: Context, parts: list[Part], tree: list[tuple[Part, list[Part]]], nested: bool) -> list[Group]:
    if not nested:
        first = parts[0]
        group = Group("", first.sentence, 0, False)
        group.actions = [_action(context, parts, part, order) for order, part in enumerate(parts, start=1)]
        return [group]
    groups = []
    for part, children in tree:
        group = Group(part.name, part.sentence, part.start, True)
        group.actions = [_action(context, parts, child, order) for order, child in enumerate(children, start=1)]
        group.stated_actions = len(children) or None
        groups.append(group)
    return groups


def _action(context: Context, parts: list[Part], part: Part, order: int) -> Action:
    """An action with the list of its aspects, behind the first of its mentions that one follows."""
    action = Action(part.name, order, part.sentence, part.start)
    action.again = [(again.sentence, again.start, again.end) for again in part.again]
    places = sorted((p.sentence.number, p.start) for one in parts for p in (one, *one.again))
    for mention in (part, *part.again):
        own = mention.sentence.number, mention.start
        after = next((place for place in places if place > own), (sys.maxsize, 0))
        for sentence in context.article.body:
            if not mention.sentence.number <= sentence.number <= after[0] or not _told_of(mention, sentence):
                continue
            text = sentence.shadow.text
            start = mention.end if sentence is mention.sentence else 0
            stop = after[1] if after[0] == sentence.number else len(text)
            if sentence is mention.sentence and ";" in text[start:stop]:
                stop = text.index(";", start, stop)
            start, stop = _former_latter(text, mention, after, start, stop)
            bullet = not part.clause and sentence.number == mention.sentence.number + 1 and _alone(mention)
            listing = aspects_behind(text, start, stop, plain=bullet or sentence is mention.sentence)
            put_listing(action, sentence, listing)
            if listing is not None:
                return action
    return action


def _former_latter(text: str, mention: Part, after: tuple[int, int], start: int, stop: int) -> tuple[int, int]:
    """甲行动和乙行动…，前者…，后者…: what is said of the first stands behind 前者, of the second behind 后者."""
    former, latter = text.find("前者", start), text.find("后者", start)
    if former < 0 or latter < former:
        return start, stop
    if after[0] == mention.sentence.number and text[mention.end : after[1]].strip("”“") in ("和", "与", "及", "、"):
        return former, latter
    return (
        (latter, stop)
        if former < stop and text[: mention.start].rstrip("“")[-1:] in ("和", "与", "及")
        else (start, stop)
    )


def _told_of(part: Part, sentence: Sentence) -> bool:
    """Whether what a sentence says may be said of the part: its paragraph, of a clause also the next one."""
    if not part.clause or sentence is part.sentence:
        return sentence.paragraph == part.sentence.paragraph
    under = any(heading.name == part.name for heading in sentence.headings)
    return under and sentence.paragraph <= part.sentence.paragraph + 1


def _alone(part: Part) -> bool:
    """Whether the name is all that its sentence says: ——甲行动。"""
    text = part.sentence.shadow.text
    before = text[: part.start].strip("—-•·●◆■ “")
    return (not before or _HEADED.fullmatch(before) is not None) and not text[part.end :].strip("”。:")
