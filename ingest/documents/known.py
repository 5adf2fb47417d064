"""Names of well-known bodies in a text: 工行, 国务院, 国际米兰 (知名机构).

No ending shows them; the packs list them. A hit counts where it does not cut through a
word, does not run on into a longer name (中国银行业, 汉堡王), and, for names that are
also words or places, where the sentence speaks of what the list asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from schema.pack_model import KnownNameRow, Packs
from schema.per_packs import per_packs
from schema.scanner import Scanner
from schema.tokens import tagged
from schema.words import TALK_OF, longest_first, word_set

SHORT_LATIN: Final = 3
"""Latin names of at most so many letters count in the case in which they are listed: EA, not ea."""
_KEPT: Final = 1 << 13
_LOWER: Final = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
# Behind these a name is the name of a place, a prize or a people.
_PLACE: Final = (
    r"大厦|大楼|广场|大道|大街|大桥|路(?![透演])|街(?!道)|体育馆|体育场|球场|公园|故居|旧址|机场|火车站|地铁站"
)
_RUNS_ON: Final = re.compile(
    rf"{_PLACE}|门(?!户)|杯|门口|"
    r"生(?![产物])|系(?!统)|化(?![工学])|式|版|味|号|型|级|籍|裔|语|人(?![士民员事才工力保寿社])|菜|市民|市区|市长|省|县|城区|时装周|电影节|艺术节|双年展"
)
_STOPPED: Final = ("v", "vg", "vd", "vi", "p", "c", "r", "u", "uj", "ul", "uv", "d", "y", "zg")
_OFFICE_BEFORE: Final = re.compile(r"[省市区县州盟旗镇乡]$")
_OWN_COUNTRY: Final = ("中国", "国家", "全国", "我国", "中央")
# Of a foreign office the country is part of the name: 美国财政部 is not 财政部.
_OFFICE: Final = re.compile(r"[部委会局署院行]$")


_BRANCH: Final = re.compile(
    r"(?P<between>[\u4e00-\u9fff]{0,8}?)(?:总行(?!长)|分行(?!长)|支行(?!长)|营业部|营业厅|分理处|储蓄所|分公司|支公司|信用卡中心|办事处)"
)
_DEPARTMENT: Final = re.compile(
    r"(?P<between>[\u4e00-\u9fff]{0,12}?)(?:司令部|办公室|研究所|研究院|研究中心|委员会|分局|分院|分部|分校|附属医院|组织部|宣传部|"
    r"统战部|政法委|支队|大队|总队|派出所|(?<=[\u4e00-\u9fff]{2})(?<!附属)(?:中心|学院|医院|实验室)|"
    r"(?<=[\u4e00-\u9fff]{4})(?:司(?![长机令法空])|局(?![长面部势])|厅(?!长)|处(?![长于理置在罚])))"
)
_OTHER_BODY: Final = re.compile("大学|学院|[究学工程]院|研究所|公司|银行|局|委员会")
_MARKS: Final = "的两三四五六七八九十"


class KnownHit(NamedTuple):
    """A name at `[start, end)` of a text and its row."""

    start: int
    end: int
    row: KnownNameRow


class KnownNames:
    """All listed names of some packs, ready to be found."""

    def __init__(self, rows: Iterable[KnownNameRow]) -> None:
        self._rows: dict[str, KnownNameRow] = {}
        self._printed: dict[str, set[str]] = {}
        for row in rows:
            folded = _folded(row.name)
            lower = folded.translate(_LOWER)
            self._rows.setdefault(lower, row)
            self._printed.setdefault(lower, set()).add(folded)
        self._scanner = Scanner((lower, row.label, lower) for lower, row in self._rows.items())
        self.hits = lru_cache(maxsize=_KEPT)(self._hits)

    def row_of(self, name: str) -> KnownNameRow | None:
        """The row of a name as printed that counts without any context."""
        row = self._rows.get(_folded(name).translate(_LOWER))
        return None if row is None or row.needs else row

    def _hits(self, text: str) -> tuple[KnownHit, ...]:
        """Names that count in a sentence, in its order."""
        found = []
        for hit in self._scanner.scan(text.translate(_LOWER)):
            start, end, lower = hit.start, hit.end, hit.surface
            if lower.isascii() and len(lower) <= SHORT_LATIN and text[start:end] not in self._printed[lower]:
                continue
            row = self._rows[lower]
            if row.needs and not _speaks_of(row.needs, text, start, end):
                continue
            if (
                _in_title(text, start)
                or _runs_on(text, start, end, row)
                or cuts_word(text, start, end)
                or _of_a_place(text, start, end, row)
            ):
                continue
            found.append(KnownHit(start, end, row))
        return tuple(found)


def _folded(name: str) -> str:
    return name.replace("（", "(").replace("）", ")")


@cache
def _talk(subject: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first(TALK_OF + subject))))


def _speaks_of(subject: str, text: str, start: int, end: int) -> bool:
    """Whether the sentence around a name speaks of a subject."""
    pattern = _talk(subject)
    return pattern.search(text, end) is not None or pattern.search(text, 0, start) is not None


def _in_title(text: str, start: int) -> bool:
    """Whether a place lies between 《 and 》."""
    return text.rfind("《", 0, start) > text.rfind("》", 0, start)


def names_place(text: str, end: int) -> bool:
    """Whether a name that ends here only begins the name of a house, street or ground: 中国银行|大厦."""
    return re.match(_PLACE, text[end : end + 4]) is not None


def _runs_on(text: str, start: int, end: int, row: KnownNameRow) -> bool:
    after = _RUNS_ON.match(text, end)
    if after is None:
        return False
    return not (after[0] in ("人", "版", "号", "式", "级") and row.label == "Company" and end - start > 2)


def cuts_word(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` begins or ends inside a word of the dictionary: 招行 in 招行业人才.

    >>> cuts_word("组建行业协会", 1, 3)
    True
    """
    return any(a < start < b or a < end < b for a, b in _words_around(text, start, end))


def cuts_two_words(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` is the end of one word and the beginning of another: 大理 in 最大理由.

    >>> cuts_two_words("选这里的最大理由", 5, 7)
    True
    """
    words = _words_around(text, start, end)
    return any(a < start < b for a, b in words) and any(a < end < b for a, b in words)


def ends_in_word(text: str, end: int) -> bool:
    """Whether a word of the dictionary runs on across `end`: 政协会|议.

    >>> ends_in_word("在政协会议上", 4)
    True
    """
    return any(a < end < b for a, b in _words_around(text, end, end))


def _words_around(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words of the dictionary stand in a stretch and a few characters on both sides of it."""
    low = max(0, start - 4)
    return [(low + token.start, low + token.end) for token in tagged(text[low : end + 4])]


def _of_a_place(text: str, start: int, end: int, row: KnownNameRow) -> bool:
    """Whether an office's short name is that of a place's office: 青岛市发改委, 美国财政部."""
    if row.kind != "office" or end - start > 5 or not _OFFICE.search(text[start:end]):
        return False
    before = text[max(0, start - 6) : start]
    if _OFFICE_BEFORE.search(before):
        return True
    tokens = tagged(before)
    return bool(tokens) and tokens[-1].tag == "ns" and tokens[-1].text not in _OWN_COUNTRY


@per_packs
def known_names(packs: Packs) -> KnownNames:
    """The names of these packs."""
    return KnownNames(packs.known_names.values())


def unit_end(text: str, end: int, label: str) -> int:
    """Where a body's name ends with the branch or department behind it: 工行|上海市分行, 财政部|国库司; else `end`.

    A branch is a body of its own, and one name with the body it belongs to.
    """
    pattern = _BRANCH if label == "Company" else _DEPARTMENT
    end = end if label == "Company" else _campus_end(text, end)
    while match := pattern.match(text, end):
        if not is_one_name(match["between"], match[0]) or cuts_word(text, end, match.end()):
            break
        end = match.end()
    return end


# 山东大学(青岛), 中国石油大学(华东), 青岛理工大学(嘉陵江路校区).
_CAMPUS: Final = re.compile(r"\((?P<at>[\u4e00-\u9fff]{2,7}?)(?P<kind>校区|分校|校园)?\)")


def _campus_end(text: str, end: int) -> int:
    """Where the name of a university ends whose seat stands in brackets behind it; 大学(以下简称…) ends before them."""
    campus = _CAMPUS.match(text, end) if text[:end].endswith(("大学", "学院")) else None
    if campus is None:
        return end
    seat = tagged(campus["at"])
    placed = len(seat) == 1 and (seat[0].tag == "ns" or campus["at"] in word_set("places_tagged_otherwise"))
    return campus.end() if placed or campus["kind"] else end


def is_one_name(words: str, unit: str = "") -> bool:
    """Whether the words between a body and the kind of its unit hold nothing that ends a name."""
    joined = unit.endswith(("研究所", "研究院", "实验室", "学院")) and _OTHER_BODY.search(words) is None
    return all(
        (t.tag not in _STOPPED or t.text in word_set("name_verbs") or (joined and t.text in ("与", "和")))
        and t.text not in _MARKS
        and (len(t.text) == 1 or t.text not in word_set("left_stops"))
        for t in tagged(words)
    )
