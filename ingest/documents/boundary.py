"""Where a name begins: from its ending leftwards to the word that cannot belong to it (左边界).

A name's ending (有限公司, 局, 研究院) is easy to see, its beginning is not. Tokens are
walked leftwards until a verb, preposition, role or mark; brackets stay balanced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from schema.tokens import Token, tagged
from schema.words import longest_first, word_set

LONGEST: Final = 40
"""Characters of a name before its ending; the longest registered names have about as many."""
_KEPT: Final = 1 << 13
_OTHERS: Final = 6
_SHORTEST: Final = 2
_TO_PLACE: Final = 8
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()·&+\-]+$")
# Single characters are brand characters (筑领畅视) but for these.
_FUNCTION: Final = frozenset(
    "同跟由与和及系以在从对向为既供被让给把将是有的了等如也还已又而但其按经至往地着过当据称说并或若到去自令故便则"
)
# 本报讯, 12月1日电: these end a dateline and stand in many a brand (恒电, 科讯).
_DATELINE_END = re.compile(r"(?:[报社台网]|\d日)[讯电]$")
# Single characters that no name is known by.
_COMMON: Final = frozenset("各另个某每这那该本几两些位名种第之所此你我他她它没都很就才再使一")
_STOP_TAGS: Final = (
    "v",
    "vg",
    "vd",
    "vi",
    "vq",
    "d",
    "p",
    "c",
    "r",
    "u",
    "y",
    "uj",
    "ul",
    "uv",
    "ud",
    "ug",
    "uz",
    "t",
    "e",
    "o",
)
_COUNTED = re.compile(
    r"(?:\d+(?:余|多)?|[一两几数各多])(?:家|个|户|名|位|所|座|项|件|则|款)|[四五两各]大|各主要|首个|另一个?"
)
# 11月底农行, 东三环南路23号国家体彩中心: a date or an address stands before the name.
_DATED = re.compile(
    r"(?:\d{1,4}年)?(?:\d{1,2}月(?:底|初|末|份|中旬|上旬|下旬)?)?(?:\d{1,2}日)?(?:上午|下午|晚间?|凌晨)?"
)
# (一)甲园: the number of a clause stands before the name.
_NUMBERED = re.compile(r"\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)")
_CLAUSE = re.compile(r"第[一二三四五六七八九十百\d]+[条章款项节]")
_ADDRESS = re.compile(r".{0,30}(?:路|街|大道|巷)\d+(?:号|弄)(?:院|楼|之\d+)?")


def name_start(text: str, ending: int, floor: int = 0) -> int:
    """Start of the name whose ending begins at `ending`, not before `floor`; `ending` itself where nothing fits."""
    start = _run_start(text, max(floor, ending - LONGEST), ending)
    if start is None:
        return ending
    begins = start + _begin(text[start:ending])
    # 该项目的甲园: cut as 该项|目的 by the dictionary.
    return begins + 2 if begins and text[begins - 1 : begins + 2] == "项目的" else begins


@lru_cache(maxsize=_KEPT)
def _begin(run: str) -> int:
    """Where in a run of a name's characters the name begins that goes on to its end: rules of several kinds ask."""
    tokens = tagged(run)
    kept = _kept(run, tokens)
    return _stripped(run, tokens[kept].start if kept < len(tokens) else len(run))


def placed_start(text: str, start: int, ending: int, floor: int = 0) -> int:
    """Start of a full legal name at the place shortly before `start`: 北京|云杉视听文化有限公司, where 视听 may be a verb.

    Function words, roles and the verbs of `left_stops` between keep it where it is.
    """
    low = _run_start(text, max(floor, start - _TO_PLACE), ending)
    if low is None or low >= start:
        return start
    # 莱西|启航|回收科技: of two words that may be verbs the one right behind the place is the firm's own.
    own = start - 2 - _SHORTEST
    known = own - 2 >= low and _place_ends(text, low, own)
    verbs = -1 if known else 0
    for token in reversed(tagged(text[low:ending])):
        if low + token.start >= start:
            continue
        verbs += token.tag in _STOP_TAGS and len(token.text) > 1 and not _is_place(token)
        if token.text == "同" and token.start and tagged(text[low : low + token.start])[-1].tag == "ns":
            continue  # 青岛|同岚大药房: right behind a place it opens a brand more often than another name.
        if token.text in word_set("left_stops") or token.text in _FUNCTION | {"(", ")"} or verbs > 1:
            return start
        if _DATELINE_END.search(text, low, low + token.end):
            return start
        if _is_place(token):
            return low + token.start
    return start


def _is_place(token: Token) -> bool:
    return len(token.text) > 1 and (token.tag == "ns" or token.text in word_set("places_tagged_otherwise"))


def _place_ends(text: str, low: int, end: int) -> bool:
    """Whether the words before `end` are a place's name of two characters or more, and nothing leads in what is done there."""
    before = tagged(text[low:end])
    placed = bool(before) and _is_place(before[-1])
    return placed and text[low + before[-1].start - 1 : low + before[-1].start] not in ("在", "到", "于", "赴")


# 已装上|青岛甲车辆, 还要看|青岛乙研究院: a deed, and where it goes.
_DEED_AT: Final = re.compile("(?:[上进入到给向在往了回下出起着过])?")


def behind_deed(text: str, start: int, ending: int, *, firm: bool = True) -> int:
    """Start of a name behind a verb that stands right before its place, where a word of its own follows that.

    爱青岛传媒 keeps its verb: without it only a place and a trade are left; an institute needs no more than its trade.
    """
    tokens = tagged(text[start:ending])
    if len(tokens) < _SHORTEST + 1 or not tokens[0].tag.startswith("v") or len(tokens[0].text) > _SHORTEST:
        return start
    at = 1 + (not _is_place(tokens[1]) and _DEED_AT.fullmatch(tokens[1].text) is not None)
    place = tokens[at]
    rest = text[start + place.end : ending]
    named = _is_place(place) and len(own_word(rest) if firm else rest) >= _SHORTEST
    return start + place.start if named else start


def other_starts(text: str, start: int, ending: int, *, shorter: bool, floor: int = 0) -> list[int]:
    """Other places where the name found at `start` may begin, a few words further left and, if `shorter`, right.

    Which of them is a name only a register can tell: 材料商|甲有限公司.
    """
    low = _run_start(text, max(floor, ending - LONGEST), ending)
    if low is None:
        return []
    begins = [low + token.start for token in tagged(text[low:ending])]
    left = [b for b in begins if b < start][-_OTHERS:]
    right = [b for b in begins if start < b <= ending - _SHORTEST][:_OTHERS] if shorter else []
    return left + right


def _run_start(text: str, floor: int, ending: int) -> int | None:
    """Where the characters that a name may hold begin before `ending`; None where none stands there."""
    run = _RUN.search(text, floor, ending)
    if run is None:
        return None
    start = _balanced(text, run.start(), ending)
    numbered = _NUMBERED.match(text, start, ending)
    return start if numbered is None else numbered.end()


def _balanced(text: str, start: int, end: int) -> int:
    """After the last bracket that opens and does not close before `end`, or that closes and never opened."""
    depth = 0
    for i in range(end - 1, start - 1, -1):
        if text[i] == ")":
            depth += 1
        elif text[i] == "(":
            if depth == 0:
                return i + 1
            depth -= 1
    if depth:
        return text.rfind(")", start, end) + 1
    return start


def _kept(text: str, tokens: Sequence[Token]) -> int:
    """Index of the first token of a text that belongs to the name."""
    joined = [m.span() for m in _joined().finditer(text)]
    depth = 0
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        if token.text == ")":
            depth += 1
        elif token.text == "(":
            depth -= 1
        elif depth == 0 and not any(s < token.end and token.start < e for s, e in joined):
            # 海卓验证(青岛)有限公司: what stands right before the place in brackets is the word of the firm's own.
            if i and i + 1 < len(tokens) and tokens[i + 1].text == "(" and len(token.text) > 1:
                continue
            if _stops(token) or _ends_with(text, token.end, _roles()) or _DATELINE_END.search(text, 0, token.end):
                return i + 1
            if i + 1 < len(tokens) and (
                _before_division(token, tokens[i + 1])
                or (_ends_with(text, token.end, _nouns()) and _own_word(tokens[i + 1 :]))
            ):
                return i + 1
    return 0


@cache
def _joined() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first("joined_names"))))


@cache
def _roles() -> dict[int, frozenset[str]]:
    return _by_length(word for word in longest_first("left_stops") if len(word) > 1)


@cache
def _nouns() -> dict[int, frozenset[str]]:
    return _by_length(longest_first("role_nouns"))


def _by_length(words: Iterable[str]) -> dict[int, frozenset[str]]:
    return {size: frozenset(same) for size, same in groupby(words, key=len)}


def _ends_with(text: str, end: int, words: dict[int, frozenset[str]]) -> bool:
    """Whether one of the words, given by their length, ends at a place."""
    return any(text[max(0, end - size) : end] in same for size, same in words.items())


def _own_word(tokens: Sequence[Token]) -> bool:
    """Whether what follows begins with a place or holds a word that is no common one."""
    return tokens[0].tag == "ns" or any(
        len(t.text) == 1 and t.text not in _FUNCTION and t.text.isalnum() for t in tokens
    )


def _stops(token: Token) -> bool:
    if len(token.text) == 1:
        return token.text in _FUNCTION
    if token.text in word_set("left_stops"):
        return True
    if token.text in word_set("places_tagged_otherwise"):
        return False
    return token.tag in _STOP_TAGS and token.text not in word_set("name_verbs")


def _before_division(token: Token, following: Token) -> bool:
    """Whether a verb of one character stands right before a place: 获|青岛…公司, 改挂|青岛…公司, 离|崂山实验室; 爱青岛 may be a brand."""
    if following.tag != "ns" or len(token.text) > 1:
        return False
    return token.text in "获受赴抵离距于挂叫归像" or (token.tag == "v" and following.text[-1] in "省市区县")


def _stripped(text: str, start: int) -> int:
    """Where the name begins without what can't begin one: a count, a mark, a bracket with a remark."""
    end = len(text)
    for pattern in (_ADDRESS, _CLAUSE, _DATED, _COUNTED):
        found = pattern.match(text[start:end])
        if found and found.end() <= end - start:
            start += found.end()
    while start < end and text[start] in ")·&+-":
        start += 1
    return start


@lru_cache(maxsize=_KEPT)
def own_word(words: str) -> str:
    """The word of its own (字号) in a name without its ending: what stands before the words of trade."""
    at = len(words)
    while at > 0:
        cut = next((w for w in longest_first("industry_tail") if words[:at].endswith(w)), None)
        if cut is None:
            break
        at -= len(cut)
    own = words[:at]
    # 灵采网络: the trade may also stand in the middle, behind a word of two or more characters.
    for word in longest_first("industry_tail"):
        found = own.find(word, 2)
        if found >= 2:
            own = own[:found]
    return own


def is_brand_like(name: str) -> bool:
    """Whether a short name holds a word that the dictionary does not know as a common one.

    Nothing is a name for that alone: a frame (入驻, 与X签约) must ask for one.
    """
    for token in tagged(name):
        if token.text.isascii() and token.text.isalpha() and token.text.isupper() is False:
            return True
        if len(token.text) == 1 and "\u4e00" <= token.text <= "\u9fff" and token.text not in _FUNCTION | _COMMON:
            return True
        if token.tag in ("", "nz", "nt", "nr", "nrt", "nrfg") and len(token.text) > 1:
            return True
    return False
