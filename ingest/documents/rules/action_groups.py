"""Groups of a plan's actions, each told with its row: 甲组包括A、B两项行动；C、D列入乙组; 丙篇只有一项：E (任务分组).

A group is named by a noun that gathers (组, 篇, 板块). It counts beside another of the same noun, or where the text
says how many there are; its actions are shown by their ending or by their number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, split_items, split_last
from ingest.documents.rules.action_names import action_names
from ingest.documents.rules.plan_parts import Part, find_again
from ingest.documents.rules.task_parts import NO_TASK
from ingest.numbers import parse_number
from ingest.sieve import regex

Tree = list[tuple[Part, list[Part]]]
_NOUN: Final = "(?P<noun>组|篇|篇章|板块|单元|序列|类|侧|端)"
_NAME: Final = rf"[“]?(?P<name>[^，。;:、“”（）()《》的了]{{1,10}}?[”]?{_NOUN})"
_KINDS: Final = "(?:行动|任务|工程|举措|专项)"
_COUNTED: Final = rf"(?P<n>{COUNT}|一)(?:项|个|大|条)(?:重点|专项|具体|主要)?(?P<kind>{_KINDS})?"
_HAS: Final = "(?:包括|包含|涵盖|囊括|含有?|有|是|共?设有?|下设|内设|安排|部署|布局|列入|列有|纳入|收入|归集|由|下辖|下含|分为|分设|统领|涉及)"
# 甲组，包括A、B两项行动; 乙组设三项行动，即C、D、E; 丙板块则由F行动、G行动组成.
_HEADED: Final = regex(
    rf"(?:^|[，。;:]){_NAME}(?:，)?(?:则|还|也|就|又|只|仅|主要|共|一共|里|中|内|项下|下)*(?P<has>{_HAS})了?(?:(?:就|也)?(?P<front>{_COUNTED})(?P<lead>(?:，)?(?:即|分别[是为]|依次[是为]|包括|为|是)|:|——))?"
)
# A行动、B行动列入甲组; C、D两项行动归到乙组.
_CLOSED: Final = regex(
    rf"(?:^|[，。;:])(?P<list>[^，。;:（）()《》]{{2,20}}(?:、[^，。;:（）()《》]{{2,16}}?)+?)(?:等?这?{_COUNTED})?(?:，)?(?:则|均|都|也|一并|共同|被)*(?:列入|归入|划入|编入|纳入|归为|属于|同属|归到|划归|归在|放入|放进|进入|构成|组成)了?{_NAME}(?=[，。;]|$)"
)
_ROW_END: Final = re.compile(
    rf"(?P<list>[^，。;:]+?)(?:等?这?(?P<n>{COUNT})(?:项|个|大)(?:重点|专项|具体|主要)?{_KINDS}|(?:所)?(?:组成|构成))?(?=[，。;]|$)"
)
_ENDS: Final = ("行动", "任务", "工程", "专项")
_SAID: Final = regex(
    r"(?P<n>\d{1,2}|[二两三四五六七八九])(?:个|大|类)?(?P<noun>组|篇章|篇|板块|单元|序列|类|侧|端)(?:任务|行动|内容|举措)?(?![\u4e00-\u9fff]?家)"
)


def group_tree(context: Context) -> Tree:
    """Groups with the actions of their rows; empty unless there are several of one noun, as many as are counted."""
    found: dict[str, Tree] = defaultdict(list)
    for sentence in context.article.body:
        heads = sorted(
            [*_HEADED.finditer(sentence.shadow.text), *_CLOSED.finditer(sentence.shadow.text)],
            key=lambda match: match.start("name"),
        )
        for match in heads:
            if NO_TASK.search(match["name"]) or re.match(rf"{COUNT}|[各每该本这]|第", match["name"]):
                continue
            closed = match.re is _CLOSED.re
            spans = _in_front(sentence, match) if closed else _behind(context, sentence, match)
            if spans:
                group = Part(sentence, *_bare(sentence, *match.span("name")), True, False)
                found[match["noun"]].append((group, [Part(of, a, b, False, False) for of, a, b in spans]))
    said = {
        (match["noun"], parse_number(match["n"]))
        for s in context.article.body
        for match in _SAID.finditer(s.shadow.text)
    }
    for noun, tree in found.items():
        counts = [count for named, count in said if named == noun]
        near = tree[-1][0].sentence.paragraph - tree[0][0].sentence.paragraph <= 2 * len(tree)
        if (
            len(tree) > 1
            and near
            and len({group.name for group, _ in tree}) == len(tree)
            and (not counts or len(tree) in counts)
        ):
            for part in (one for group, children in tree for one in (group, *children)):
                find_again(context, part)
            return tree
    return []


def _bare(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """A name with the quote that opens it: “甲”组."""
    return start - (sentence.shadow.text[start - 1 : start] == "“"), end


def _in_front(sentence: Sentence, match: re.Match[str]) -> list[tuple[Sentence, int, int]]:
    """The row that is put into a group."""
    text = sentence.shadow.text
    items = split_last(text, split_items(text, *match.span("list")))
    said = parse_number(match["n"]) if match["n"] else None
    if said is not None and match["kind"]:
        fits = len(items) == said
    else:
        fits = said in (None, len(items)) and all(text.endswith(_ENDS, a, b) for a, b in items)
    return [(sentence, a, b) for a, b in items] if fits else []


def _behind(context: Context, sentence: Sentence, match: re.Match[str]) -> list[tuple[Sentence, int, int]]:
    """The row behind the verb of a group, or the names in its clauses where a number says how many."""
    text, start = sentence.shadow.text, match.end()
    said = int(parse_number(match["n"]) or 0) if match["front"] else 0
    row = _ROW_END.match(text, start)
    if row is not None:
        items = split_last(text, split_items(text, *row.span("list")))
        counted = int(parse_number(row["n"]) or 0) if row["n"] else said if match["kind"] else 0
        short = all(2 <= b - a <= 16 for a, b in items)
        shown = all(text.endswith(_ENDS, a, b) for a, b in items)
        if short and (counted == len(items) if counted else shown and said in (0, len(items))):
            return [(sentence, a, b) for a, b in items]
    # 丙组只有两项：A行动，由甲承担；B行动，由乙牵头: names by their ending, to the end of the paragraph.
    if not said:
        return []
    names = [(sentence, a, b) for a, b in action_names(sentence) if a >= start]
    following = [s for s in context.article.body if s.paragraph == sentence.paragraph and s.number > sentence.number]
    for later in following if len(names) < said else ():
        names += [(later, a, b) for a, b in action_names(later)]
        if len(names) >= said or _HEADED.search(later.shadow.text):
            break
    return names[:said] if len(names) >= said else []
