"""Forms that stand for a firm's full name in running text (企业简称): 港迪电气 of 武汉港迪电气有限公司."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from itertools import takewhile
from typing import Final

from ingest.documents.boundary import is_brand_like, own_word
from ingest.sieve import Regex, regex
from schema.ids import normal_name
from schema.tokens import Token, tagged
from schema.words import longest_first, word_set


@cache
def full_endings() -> Regex:
    """What a company's full name ends with."""
    return regex("|".join(map(re.escape, longest_first("company_endings"))))


_LONG_BRAND: Final = 4
"""Characters of a word of one's own that is one though its parts are common words: 咕咚黑胶|文化."""


def is_place_word(token: Token) -> bool:
    """Whether a word is a place, also one that the dictionary calls a verb."""
    return len(token.text) > 1 and (token.tag == "ns" or token.text in word_set("places_tagged_otherwise"))


def _joined_forms(rest: str, brand: str) -> list[str]:
    """The word of its own with one word of the trade, wherever that stands: 启蛰智能 of 启蛰具身智能科技, 明澈影像 of 明澈医学影像技术.

    The word of its own need be no coined one (浮光影业): the full name beside it tells whom the form means.
    """
    trades = word_set("industry_tail") | word_set("company_trades") | word_set("generic_heads") | word_set("name_verbs")
    forms = []
    for own in dict.fromkeys((brand if 2 <= len(brand) <= _LONG_BRAND else "", rest[:2])):
        left = rest[len(own) :]
        if len(own) < 2 or len(left) < 2 or own in trades or any(t.tag == "m" and len(t.text) > 1 for t in tagged(own)):
            continue
        for token in tagged(left):
            halves = (token.text[:2], token.text[2:]) if len(token.text) == 2 * _HALF else (token.text,)
            forms += [own + half for half in halves if _HALF <= len(half) <= _HALF + 1 and half not in _LEGAL]
    # 浮山湾影业: all that stands before the legal form.
    if len(rest) > _LONG_BRAND and tagged(rest)[0].text not in trades and rest[:2] not in trades:
        forms.append(rest)
    return forms


_HALF: Final = 2
_LEGAL: Final = ("有限", "公司", "股份", "集团")


@lru_cache(maxsize=1 << 13)
def short_forms(name: str) -> tuple[str, ...]:
    """Forms that stand for a full name in running text: place + brand, brand, brand + trade, brand + 集团.

    >>> short_forms("武汉港迪电气有限公司")[:2]
    ('武汉港迪', '武汉港迪电气')
    """
    plain = normal_name(name).replace("（", "(").replace("）", ")")
    ending = full_endings().re.search(plain) or re.search(r"集团$|公司$", plain)
    if ending is None:
        return ()
    body = plain[: ending.start()]
    bracket = re.search(r"\(([^()]+)\)", body)
    inner = body.replace(bracket[0], "") if bracket else body
    tokens = tagged(inner)
    places = len("".join(t.text for t in takewhile(is_place_word, tokens))) or _city(inner)
    place, rest = inner[:places].removesuffix("市").removesuffix("省"), inner[places:]
    rest = rest.removeprefix("市").removeprefix("省")
    brand = own_word(rest)
    if brand == rest:
        # 浩储 of 浩储压力容器有限公司: a trade that running text alone does not show.
        trade = next((w for w in longest_first("company_trades") if rest.endswith(w)), "")
        short = rest.removesuffix(trade)
        brand = short if 2 <= len(short) <= _LONG_BRAND and is_brand_like(short) else brand
    if len(brand) < 2 or not (is_brand_like(brand) or _LONG_BRAND <= len(brand) < len(rest)):
        whole = (inner,) if len(inner) >= 4 and inner != plain and is_brand_like(rest or inner) else ()
        return (*whole, *_joined_forms(rest, brand))
    trade = rest[len(brand) :]
    forms = [place + brand, inner, brand, rest, brand + "集团", brand + "公司", place + brand + "公司"]
    # A first part of the trade may stay: 港迪电气 of 港迪电气设备.
    forms += [brand + trade[:2], place + brand + trade[:2]] if len(trade) > 2 else []
    # Or its last: 港迪设备.
    forms += [brand + trade[-2:]] if len(trade) > 3 and len(brand) <= _LONG_BRAND else []
    # 盐谷生化 of 盐谷生物化学, 翎羽复材 of 翎羽复合材料: of two words of trade the first characters.
    forms += [brand + trade[0] + trade[2]] if len(trade) > 3 and len(brand) <= _LONG_BRAND else []
    forms += _joined_forms(rest, brand)
    trades = word_set("industry_tail") | word_set("company_trades")
    return tuple(f for f in dict.fromkeys(forms) if len(f) >= 2 and f != plain and f not in trades)


def _city(inner: str) -> int:
    """Length of the city that a full name begins with, where the dictionary sees none: 合肥|澜图机器人."""
    city = next((word for word in longest_first("cities_of_firms") if inner.startswith(word)), "")
    left = inner[len(city) :].removeprefix("市")
    return len(city) if len(left) >= _LONG_BRAND else 0


BRANCHES: Final = ("分公司", "支公司", "分行", "支行", "营业部")


def is_branch(name: str, others: Collection[str]) -> bool:
    """Whether a name is that of a branch of one of the firms named: 甲有限公司德州分公司, of 甲有限公司."""
    return name.endswith(BRANCHES) and any(name != other and name.startswith(other) for other in others)


def begins_longer(text: str, start: int, end: int, *owners: Mapping[str, Collection[str]]) -> bool:
    """Whether a listed name only begins the short form of a firm named in full: 北汽|样河 of 北汽样河汽车有限公司."""
    return any(
        len(ids) == 1 and len(form) > end - start and text.startswith(form, start)
        for forms in owners
        for form, ids in forms.items()
    )


COUNTED: Final = re.compile(r"\d[余多]?[万亿]?(?:支|台|套|辆|架|艘|片|块|颗|吨|部|款)$")
"""Words before what is counted: 8000支甲膜组件 are goods."""
_PROJECT: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,14}?(?:项目|产业园|生产线|平台)")
# 岚汐投资建设固态电池项目: the firm does something to it.
_DEEDS: Final = frozenset(
    ["投资", "建设", "承建", "投建", "实施", "推进", "打造", "签约", "拿下", "中标", "启动", "负责", "谋划", "申报", "运营", "牵头", "布局", "新建"]
)  # fmt: skip


def names_project(text: str, end: int) -> bool:
    """Whether a firm's word only begins the name of its project or park: 岚汐|固态电池项目."""
    more = _PROJECT.match(text, end)
    return more is not None and all(
        t.tag not in ("p", "c", "uj", "d") and t.text not in _DEEDS for t in tagged(more[0])
    )


def inside_word(text: str, start: int, end: int) -> bool:
    """Whether a form cuts through a word of the dictionary or a Latin word."""
    if end < len(text) and text[end - 1].isascii() and text[end].isascii() and text[end].isalnum():
        return True
    low = max(0, start - 4)
    window = tagged(text[low : end + 4])
    for token in window:
        a, b = low + token.start, low + token.end
        if len(token.text) > 1 and ((a < start < b) or (a < end < b)):
            return True
    return False
