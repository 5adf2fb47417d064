"""Lists inside a sentence: A、B、C等3个方面 (列举).

Offsets are into the shadow. An item keeps the quotes inside a name and loses those around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingest.numbers import parse_number
from ingest.sieve import regex

Span = tuple[int, int]

COUNT: Final = r"(?:\d{1,3}|[二三四五六七八九十两]{1,3})"
NOUN: Final = (
    r"(?:重点|主要|核心|关键|优先|创新|典型|应用|主攻|特色|细分|场景|超级场景)*"
    r"(?:方面|领域|方向|环节|步骤|阶段|任务|举措|行动|工程|板块|维度|层面)"
)
_COUNTED = regex(
    rf"(?P<quote>”)?(?P<etc>等)?(?P<this>，?(?:这|上述|以上|共计|合计|总共|一共|共))?(?P<count>{COUNT})(?:个|大|项|类|条)?(?P<noun>{NOUN})"
)
_OPEN = regex(rf"等(?P<noun>{NOUN}|[^，。;:、”]{{0,12}})")
_OPENING, _CLOSING = "“(《‘[", "”)》’]"
# Words after which a list starts wherever they stand in their clause.
_FRAME = regex(
    r"聚焦(?:于|在)?|沿着|围绕|针对|面向|涵盖|覆盖|包括|包含|涉及|支持|依托|瞄准|即|分别为|分为|突出|划定|锁定|确定|圈定|明确"
)
_ADVERB = re.compile(
    r"(?:将|要|并|也|还|重点|着力|大力|积极|加快|进一步|持续|全面|统筹|不断|深入|同时|率先|优先|从|在|对|把|以)"
)
# Whose list it is: 《方案》以A、B等5个方向…, 我市在A、B等3个领域….
_SUBJECT = re.compile(
    r"(?:答案|它们|分别|那就|就|依次|具体|即)?(?:是|为)(?=[^是])|(?:《[^《》]+》|我市|全市|全区|我区|该市|该区|本市|该方案|方案|意见|计划|规划)(?=以|在|将|还|要|明确|提出|围绕|从|对)(?:明确|提出)?"
)
_JOINT = re.compile(r"(?<=..)(?:以及|和|及|与)(?=..)")
_VERB = re.compile(
    r"(?:释放|提升|推动|推进|加强|强化|优化|完善|健全|促进|实施|开展|打造|建设|构建|培育|发展|拓展|深化|扩大|做[强大深活精优细实好]|办好|点亮|擦亮|改进|筑牢|守牢|盘活|管好|护好|"
    r"壮大|布局|开放|谋划|培树|推广|引进|引入|探索|落实|创新|丰富|改善|增强|加大|保障|开发|组织|建立|抓好|做好|实现|"
    r"激发|激活|挖掘|满足|增加|提高|形成|聚集|集聚|汇聚)"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of a list with the count and class noun that close it; `etc` says that 等 stands there."""

    items: tuple[Span, ...]
    start: int
    end: int
    count: int | None
    noun: str
    etc: bool

    @property
    def closed(self) -> bool:
        """Whether the stated count equals the items (annotation rule 7)."""
        return self.count is not None and self.count == len(self.items)


def top_level(text: str, start: int, end: int, marks: str) -> list[int]:
    """Places of `marks` in `[start, end)` outside quotes and brackets."""
    depth, places = 0, []
    for i in range(start, end):
        if text[i] in _OPENING:
            depth += 1
        elif text[i] in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and text[i] in marks:
            places.append(i)
    return places


def after_mark(text: str, marks: str, end: int) -> int:
    """The place behind the last of several marks before `end`, 0 where none stands there.

    >>> after_mark("甲，乙。丙", "，。", 3)
    2
    """
    last = -1
    for mark in marks:
        found = text.rfind(mark, last + 1, end)
        if found > last:
            last = found
    return last + 1


def clause_start(text: str, end: int) -> int:
    """Start of the comma clause that ends at `end`, outside quotes and brackets."""
    depth = 0
    for i in range(end - 1, -1, -1):
        if text[i] in _CLOSING:
            depth += 1
        elif text[i] in _OPENING:
            if depth == 0:
                return i + 1
            depth -= 1
        elif depth == 0 and text[i] in "，。;:！？":
            return i + 1
    return 0


def _unquoted(text: str, start: int, end: int) -> Span:
    if end - start > 2 and text[start] in "“‘" and text[end - 1] in "”’" and "”" not in text[start : end - 1]:
        return start + 1, end - 1
    return start, end


def split_items(text: str, start: int, end: int) -> list[Span]:
    """Items between 、 of `[start, end)`."""
    bounds = [start - 1, *top_level(text, start, end, "、"), end]
    spans = [(a + 1, b) for a, b in pairwise(bounds)]
    return [_unquoted(text, s, e) for s, e in spans if e > s]


def split_last(text: str, items: list[Span]) -> list[Span]:
    """The last item cut at its 和/及/以及/与, where it has one between two names."""
    start, end = items[-1]
    match = _JOINT.search(text[start:end])
    if match is None:
        return items
    cut = [(start, start + match.start()), (start + match.end(), end)]
    return [*items[:-1], *(_unquoted(text, s, e) for s, e in cut)]


def list_start(text: str, start: int, end: int) -> int:
    """Where the first item begins: after a frame word, else after adverbs and one verb at the clause's start."""
    first = next(iter(top_level(text, start, end, "、")), end)
    frame = None
    for match in _FRAME.finditer(text, start, first):
        if match.end() < first:
            frame = match
    if frame is not None:
        return frame.end()
    at = start
    subject = _SUBJECT.match(text, at, first)
    at = subject.end() if subject else at
    while adverb := _ADVERB.match(text, at, first):
        at = adverb.end()
    verb = _VERB.match(text, at, first)
    return verb.end() if verb is not None and verb.end() + 2 <= first else at


def _items(text: str, end: int, quoted: bool, count: int | None) -> tuple[list[Span], int]:
    if quoted:
        start = text.rfind("“", 0, end) + 1
        items = split_items(text, start, end)
    else:
        start = list_start(text, clause_start(text, end), end)
        items = split_items(text, start, end)
    if len(items) > 1 and count is not None and count != len(items):
        wider = split_last(text, items)
        if len(wider) == count:
            items = wider
    return items, start


def counted_lists(text: str, start: int = 0, end: int | None = None) -> list[Listing]:
    """Lists closed by a count and a class noun within `[start, end)`: A、B等2个方面, “A、B”2个环节."""
    found = []
    for match in _COUNTED.finditer(text, start, len(text) if end is None else end):
        value = parse_number(match["count"])
        if value is None:
            continue
        items, first = _items(text, match.start(), match["quote"] is not None, int(value))
        if first < start or len(items) < 2:
            continue
        found.append(Listing(tuple(items), first, match.end(), int(value), match["noun"], match["etc"] is not None))
    return found


def open_lists(text: str, start: int = 0, end: int | None = None) -> list[Listing]:
    """Lists that end in 等 without a count: A、B、C等领域."""
    found = []
    for match in _OPEN.finditer(text, start, len(text) if end is None else end):
        if re.match(COUNT, match["noun"]):
            continue
        items, first = _items(text, match.start(), False, None)
        if first < start or len(items) < 2:
            continue
        found.append(Listing(tuple(items), first, match.end(), None, match["noun"], True))
    return found


def framed_list(text: str, start: int, end: int) -> Listing | None:
    """A list without a count after 聚焦, 围绕 …, going on over commas up to its 以及: A、B等C，D，以及E."""
    frame = _FRAME.search(text, start, end)
    if frame is None:
        return None
    commas = [*top_level(text, frame.end(), end, "，;。"), end]
    clauses = []
    at = frame.end()
    for comma in commas:
        clauses.append((at, comma))
        at = comma + 1
    last = next((i for i, (s, _) in enumerate(clauses) if i and re.match("以及|及|和", text[s : s + 2])), 0)
    items: list[Span] = []
    for i, (s, e) in enumerate(clauses[: last + 1]):
        if i == last and i:
            s += 2 if text.startswith("以及", s) else 1
        etc = text.find("等", s, e)
        cut = etc if etc > s and "、" in text[s:etc] else e
        items += split_items(text, s, cut)
    if len(items) > 1 and not last:
        items = split_last(text, items) if "等" not in text[frame.end() : clauses[0][1]] else items
    return Listing(tuple(items), frame.end(), clauses[last][1], None, "", False) if items else None
