"""Where the parts of a row begin and end in the running text around them: 把目光放在|A、B、C|做文章 (列举项的边界).

What leads to the first part and what closes the last one are words of the sentence; where no such word
shows it, the length of the other parts does. Offsets are into the shadow.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.lists import Span, split_items, split_last
from schema.tokens import tagged
from schema.words import word_set, words

LONGEST: Final = 20
"""Characters of a part; longer ones are clauses."""
_ENOUGH: Final = 4
"""Characters that are a part behind a word that leads, however long the other parts are."""
_BAD: Final = re.compile(r"[，。;:?!“”（）()《》]|了|的")
_PREPOSITIONS: Final = "从在以把将对由按为给替"
_COMPLEMENTS: Final = "着了过住好实到在成向准上牢紧稳"
_YEAR: Final = re.compile(r"\d{2,4}年|\d+月")
_PLACES: Final = re.compile(r"(?:国家|中央|省|市|区|县|区县|区市|镇|镇街|街道|村|社区|乡镇|部|州|地|校|院|系)级?$")


AREA: Final = re.compile(r"[\u4e00-\u9fff]{2,14}(?:[带城港湾谷岛园镇]|(?<!社)区|走廊|商圈|街道|组团|半岛|新城|基地)")
"""What ends as an area does."""


def row(text: str, start: int, end: int, count: int | None = None) -> list[Span]:
    """Parts of a row that closes at `end` and begins somewhere behind `start`; empty where there is none."""
    start = max(start, text.rfind("》", start, end) + 1)
    items = split_items(text, start, end)
    if not items or (len(items) == 1 and count is None):
        return []
    if count is None or len(items) != count:
        wider = split_last(text, items)
        items = wider if count is None or len(wider) == count else items
    if len(items) < 2:
        return []
    lengths = [e - s for s, e in items[1:]]
    # 建设甲、开放乙、完善丙: where all others begin with such a verb, the first keeps its own.
    alike = len(items) > 2 and all(tagged(text[s:e])[0].text in word_set("list_leads") for s, e in items[1:])
    first = part_start(text, *items[0], max(lengths), min(lengths), alike=alike)
    items = [(first, items[0][1]), *items[1:]]
    items = [*items[:-1], (items[-1][0], _last_end(text, items))]
    return items if are_parts(text, items) else []


def part_start(text: str, start: int, end: int, longest: int, shortest: int = 2, *, alike: bool = False) -> int:
    """Where the first part begins behind what leads to it: the last word that opens lists, else shown by the others' length."""
    leads = word_set("list_leads")
    pieces = tagged(text[start:end])
    at = start
    # 以上合…, 为首台…: a preposition at the start, which the dictionary joins to the word behind it.
    named = pieces[0].tag[:1] in ("n", "v", "a", "i", "l", "b") and text[start] not in "为把将"
    if text[start] in _PREPOSITIONS and end - start > longest and not named:
        at = start + 1
    for i, token in enumerate(pieces):
        rest = end - start - token.end
        joined = token.text if not i else pieces[i - 1].text + token.text
        # 涉及|管廊巡检: a verb of one character right behind what leads is a part of the name.
        again = at > start and at == start + token.start and len(token.text) == 1
        again = again and token.text not in _PREPOSITIONS + _COMPLEMENTS
        # 理成|征集、遴选打磨: what something is made into begins right there, however short it is.
        into = len(joined) > 1 and joined[-1] in "成为" and joined in leads
        if rest < (2 if into else max(2, min(shortest - 1, _ENOUGH))) or again:
            continue
        if alike and token.text in leads and not (i + 1 < len(pieces) and pieces[i + 1].text in leads):
            continue
        if (
            token.text in leads
            or joined in leads
            or (token.text in _COMPLEMENTS and at == start + token.start > start)
            or token.tag in ("uz", "ul", "p")
        ):
            at = max(at, start + token.end, _whole(text, start + token.start, end, shortest))
    # 三处:计量测试服务、…: behind a colon the row begins, where no word leads to it.
    if at > start or end - at <= longest + 1 or text[start - 1 : start] == ":":
        return at
    for token in pieces:
        here = start + token.end
        leads_on = token.tag[:1] in ("v", "p", "d", "c", "u") or (token.start > 0 and token.text in _COMPLEMENTS)
        if here > at and leads_on and 2 <= end - here <= longest + 1:
            return here
    return at


def _whole(text: str, at: int, end: int, shortest: int) -> int:
    """The end of the longest word that leads and begins at `at`: 走完|意向登记, whatever words the dictionary sees."""
    for size in (4, 3, 2):
        if text[at : at + size] in word_set("list_leads") and end - at - size >= max(2, min(shortest - 1, _ENOUGH)):
            return at + size
    return at


def _last_end(text: str, items: list[Span]) -> int:
    """Where the last part ends before words that only close the clause: …、船员培训|拢到一处, shown by the others' length."""
    start, end = items[-1]
    longest = max(e - s for s, e in items[:-1])
    if len(items) < 3 or end - start <= longest + 1:
        return end
    tails = words("list_tails")
    cuts = [
        start + t.start
        for t in tagged(text[start:end])
        if t.start >= 2 and (t.tag in ("zg", "p", "d") or text[start + t.start : end].startswith(tails))
    ]
    return next((cut for cut in cuts if cut - start <= longest + 1), end)


def are_parts(text: str, items: list[Span]) -> bool:
    """Whether the spans read like parts: short, without marks inside, no levels of government."""
    return (
        len(items) >= 2
        and all(2 <= e - s <= LONGEST and not _BAD.search(_plain(text[s:e])) for s, e in items)
        and not any(_YEAR.search(text[s:e]) for s, e in items)
        and not all(_PLACES.fullmatch(text[s:e]) for s, e in items)
    )


def _plain(part: str) -> str:
    """A part without a quoted word inside it: “一单制”服务."""
    return re.sub("“[^“”]*”", "", part) if "“" in part else part
