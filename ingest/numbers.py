"""Quantities and dates in Chinese text (数量与日期).

Works on any text; callers hand over the folded shadow so that full-width digits and
blanks inside a number do not hide it. Offsets are into the text given. Values keep
the words as printed in `raw`: nothing vague is made exact (十几 has no value).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS: Final = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES: Final = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
BEFORE: Final = {
    "不低于": "gte", "不少于": "gte", "不小于": "gte", "至少": "gte",
    "超过": "gt", "超": "gt", "逾": "gt", "突破": "gt", "破": "gt", "跨过": "gt", "迈过": "gt", "冲破": "gt", "大于": "gt", "高于": "gt",
    "不超过": "lte", "不高于": "lte", "不多于": "lte", "至多": "lte", "最多": "lte",
    "低于": "lt", "少于": "lt", "小于": "lt", "不足": "lt",
    "将近": "approx_below", "接近": "approx_below", "近": "approx_below",
    "大约": "approx", "约为": "approx", "约": "approx",
    "最高": "lte", "上限": "lte", "不到": "lt", "最低": "gte", "低至": "eq", "突破了": "gt", "超出": "gt", "超过了": "gt", "达到了": "eq",
    "高达": "eq", "多达": "eq", "达到": "eq", "达": "eq", "力争": "eq",
}  # fmt: skip
AFTER: Final = {
    "以上": "gte", "及以上": "gte", "以下": "lte", "以内": "lte", "之内": "lte",
    "左右": "approx", "上下": "approx",
}  # fmt: skip
UNITS: Final = (
    "个百分点", "百分点", "%", "‰", "平方米", "平米", "平方公里", "平方千米", "立方米", "公里", "千米", "海里", "公顷",
    "亩", "千瓦时", "千瓦", "兆瓦", "吉瓦", "标准箱", "标箱", "美元", "欧元", "日元", "港元", "英镑", "澳元", "加元", "韩元", "卢布", "元", "万吨", "吨", "公斤", "个小时",
    "千克", "毫米", "厘米", "毫升", "升", "人次", "人天", "架次", "辆次", "班次", "车次", "航次", "例次", "个月", "小时", "分钟", "秒",
    "台(套)", "台套", "件(套)", "倍", "成", "家", "个", "项", "处", "座", "栋", "幢", "箱", "级", "颗", "枚", "笔", "单", "宗", "例",
    "集", "篇", "册", "组", "床", "张", "本", "头", "株", "股", "枝", "盏", "根", "块", "片", "瓶", "杯", "份", "章", "列", "辑", "袋", "盒", "节", "站",
    "层", "部", "门", "种", "条", "支", "只", "名", "位", "户", "次", "起", "场", "批", "批次", "所", "间", "艘", "步", "轮", "期", "届", "季",
    "架", "辆", "台", "套", "件", "款", "类", "大", "米", "年", "天", "周", "岁", "人", "TB", "GB", "MW", "GW", "kW", "km", "TEU", "分",
)  # fmt: skip
# Units that also begin common words: they count behind digits only.
_DIGITS_ONLY: Final = frozenset(
    {
        "级",
        "单",
        "集",
        "组",
        "本",
        "头",
        "股",
        "节",
        "站",
        "片",
        "块",
        "根",
        "期",
        "届",
        "季",
        "轮",
        "步",
        "周",
        "秒",
        "门",
        "部",
        "大",
        "成",
        "分",
    }
)

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?"
_NUMERALS: Final = "零〇一二两三四五六七八九十百千万亿"
_CHINESE = rf"[{_NUMERALS}]+"
_MAGNITUDE = "|".join(MAGNITUDES)
_WORDS = "|".join(sorted(BEFORE, key=len, reverse=True))
_UNIT = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
# Tried only where a number or a word before one can begin: few characters of a text do.
_FIRST: Final = "".join(sorted({word[0] for word in BEFORE}))
_QUANTITY = re.compile(
    rf"(?=[\d{_NUMERALS}几数{_FIRST}])(?P<before>(?:{_WORDS})*)"
    rf"(?:(?P<low>{_NUMBER})(?P<low_mag>{_MAGNITUDE})?(?P<low_unit>%)?(?:[—–~至到]|-))?"
    rf"(?:(?P<num>{_NUMBER})|(?P<vague>[十百千]几|几[十百千万]|数[十百千万]|十余|十多|[百千]余)|(?P<cn>{_CHINESE}))"
    rf"(?P<more1>余|多)?(?P<mag>{_MAGNITUDE})?(?P<more2>余|多)?"
    rf"(?P<unit>{_UNIT})?(?:(?<=成)(?P<half>[一二三四五六七八九半]))?(?P<more3>多)?(?P<after>及以上|以上|以下|以内|之内|左右|上下)?"
)
_PARTS = re.compile(
    rf"(?=[{_NUMERALS}翻{_FIRST}])(?P<before>(?:{_WORDS})*)(?:(?P<den>[二三四五六七八九十百千万]{{1,3}})分之(?P<part>{_CHINESE}|{_NUMBER})|(?P<fold>翻(?P<times>[一两二三])?番))"
    r"(?P<more>多)?(?P<after>及以上|以上|以下|以内|左右|上下)?"
)
# 95分 as a score stands at the end of a clause; 10分钟, 3分之一 and 5分公司 are none.
_SCORE_END = re.compile(r"[\s,，。、；;)）的以及]|$")
# 一 as part of a word: 进一步, 统一部署, 唯一.
_WORD_WITH_ONE = re.compile(r"^(?:进一步|[统唯同单万]一)")
# 近三年来 and 最近8轮 name a stretch of time; 近300家 is nearly so many.
_RECENT = re.compile(r"(?:年|个月|周|天|季|期|届|轮|个赛季)(?:多|余)?(?:来|间|内|里|中|以来|期间)")
_FOLD: Final = {"": 2, "一": 2, "两": 4, "二": 4, "三": 8}
_LEFT_BAD = re.compile(r"[\d.+＋第A-Za-z\-—/〔\[]$")
_RIGHT_BAD = re.compile(r"^(?:[\d.]*[+＋]|[A-Za-z月日号时点]|年(?!内|期|以|来|级|头|度|份)|年?代)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: `value` in `unit` (as printed, magnitude multiplied in), None where only raw is known."""

    start: int
    end: int
    raw: str
    value: Decimal | None
    value_to: Decimal | None
    unit: str
    comparator: str
    number_start: int
    digits: bool


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as printed with its ISO form: a day, month or year (`first` = the year alone)."""

    start: int
    end: int
    raw: str
    iso: str
    precision: str


def chinese_number(text: str) -> Decimal | None:
    """Value of a Chinese numeral such as 三, 二十一, 三千五百, 两千零二十六, 千万; None if it is none.

    >>> chinese_number("二百零三"), chinese_number("千万")
    (Decimal('203'), Decimal('10000000'))
    """
    if not text or not re.fullmatch(_CHINESE, text):
        return None
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total, section, digit = 0, 0, 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in TENS:
            section += (digit or 1) * TENS[c]
            digit = 0
        else:
            unit = 10**4 if c == "万" else 10**8
            block = section + digit
            total = (total + block) * unit if c == "亿" and total else total + (block or 1) * unit
            section, digit = 0, 0
    return Decimal(total + section + digit)


def parse_number(text: str) -> Decimal | None:
    """Value of digits or a Chinese numeral, with a magnitude (8.5万); None if it is none."""
    match = re.fullmatch(rf"({_NUMBER})({_MAGNITUDE})?", text)
    if match:
        return _digits(match[1], match[2])
    return chinese_number(text)


def _digits(number: str, magnitude: str | None) -> Decimal:
    value = Decimal(number.replace(",", "")) * MAGNITUDES.get(magnitude or "", 1)
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _comparator(match: re.Match[str]) -> str:
    after = match["after"]
    if after:
        return AFTER[after]
    if match["more1"] or match["more2"] or match["more3"] or (match["vague"] or "")[-1:] in ("余", "多"):
        return "gt"
    return _before(match["before"] or "")


def _before(said: str) -> str:
    """Comparator of the words before a number; the last that is not only 达 or 力争 counts."""
    for word in reversed(re.findall(_WORDS, said)):
        if BEFORE[word] != "eq":
            return BEFORE[word]
    return "eq"


def _value(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    magnitude = match["mag"]
    if match["vague"]:
        known = {"十余": 10, "十多": 10, "百余": 100, "千余": 1000}.get(match["vague"])
        return (None if known is None else Decimal(known) * MAGNITUDES.get(magnitude or "", 1)), None
    if match["cn"]:
        value = chinese_number(match["cn"])
        if value is not None:
            value *= MAGNITUDES.get(magnitude or "", 1)
    else:
        value = _digits(match["num"], magnitude)
    if match["low"]:
        return _digits(match["low"], match["low_mag"] or magnitude), value
    return value, None


def find_quantities(text: str) -> list[Quantity]:
    """Quantities in the order of the text; dates, ordinals, codes (10+1, 2号) and bare numerals are left out.

    Tenths (三成), fractions (四分之一) and 翻一番 are given as %, % and 倍.

    >>> [(str(q.value), q.unit, q.comparator) for q in find_quantities("超三成，不少于1.2万家，翻一番")]
    [('30', '%', 'gt'), ('12000', '家', 'gte'), ('2', '倍', 'eq')]
    """
    found = _parts(text)
    taken = [(q.start, q.end) for q in found]
    for match in _QUANTITY.finditer(text):
        if taken and any(s < match.end() and match.start() < e for s, e in taken):
            continue
        quantity = _quantity(match, text)
        if quantity is not None:
            found.append(quantity)
    return sorted(found, key=lambda q: q.start)


def _parts(text: str) -> list[Quantity]:
    """Fractions and doublings."""
    found = []
    for match in _PARTS.finditer(text):
        if match["fold"]:
            value: Decimal | None = Decimal(_FOLD[match["times"] or ""])
            unit, number_start = "倍", match.start("fold")
        else:
            whole, part = chinese_number(match["den"]), parse_number(match["part"])
            if not whole or part is None:
                continue
            value, unit, number_start = _plain(part * 100 / whole), "%", match.start("den")
        comparator = AFTER[match["after"]] if match["after"] else "gt" if match["more"] else _before(match["before"])
        found.append(Quantity(match.start(), match.end(), match[0], value, None, unit, comparator, number_start, True))
    return found


def _plain(value: Decimal) -> Decimal:
    """A share as it would be written: two decimals, no zeros behind."""
    short = value.quantize(Decimal("0.01"))
    return short.to_integral_value() if short == short.to_integral_value() else short.normalize()


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    """The quantity of one match, None for dates, ordinals, codes and bare numerals."""
    first = "low" if match["low"] else "num" if match["num"] else "vague" if match["vague"] else "cn"
    number_start = match.start(first)
    start, end = match.start(), match.end()
    unit = match["unit"] or ""
    digits = bool(match["num"])
    # 1.2亿元B轮: behind money a letter begins another word.
    runs_on = _RIGHT_BAD.match(text[end : end + 4]) and not (unit == "元" and text[end : end + 1].isascii())
    if _LEFT_BAD.search(text[max(0, number_start - 1) : number_start]) or runs_on:
        return None
    if unit == "年" and (
        (len(match["num"] or "") == 4 and not (match["more1"] or match["more2"]))
        or re.match(r"\d{1,2}月|底|度", text[end : end + 3])
    ):
        return None
    if unit == "大" and not text[end : end + 1]:
        return None
    if unit == "分" and not _SCORE_END.match(text, end):
        return None
    if match["cn"] == "一" and _WORD_WITH_ONE.search(text[max(0, start - 1) : end]):
        return None
    if match["cn"] and (
        match["cn"] in ("零", "〇")
        or (unit in _DIGITS_ONLY and unit != "成" and unit != "大" and unit != "部" and unit != "步")
    ):
        return None
    # 成 is a tenth behind a numeral, else the verb: 三成, but not 一成立.
    if unit == "成" and re.match(r"[立为了员果功本交就品都绩长人熟效]", text[end : end + 1]):
        return None
    big = bool(match["mag"]) or bool(match["cn"] and re.search("[百千万亿]", match["cn"]))
    vague = any(match[name] for name in ("before", "after", "more1", "more2"))
    if not unit and not (big and vague):
        return None
    value, value_to = _value(match)
    if unit == "成":
        half = Decimal(5 if match["half"] == "半" else DIGITS[match["half"]]) if match["half"] else Decimal(0)
        unit, value, value_to = "%", value and value * 10 + half, value_to and value_to * 10
    comparator = _comparator(match)
    if match["before"] == "近" and (text[:start].endswith("最") or _RECENT.match(text, end - len(match["unit"] or ""))):
        comparator, start = "eq", number_start
    return Quantity(start, end, text[start:end], value, value_to, unit, comparator, number_start, digits)


_YEAR = r"(?:(?P<year>(?:19|20)\d{2})|(?P<cnyear>[二一][〇零九]\w{2})|(?P<rel>同|次|翌|上|当))年"
_DATE = re.compile(
    rf"{_YEAR}(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?)?"
    r"|(?P<y2>(?:19|20)\d{2})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})(?!\d)"
)
PERIOD: Final = re.compile(r"((?:19|20)\d{2})年?\s*(?:—|–|-|~|至|到)+\s*((?:19|20)\d{2})年?")


def find_dates(text: str, last_year: int | None = None) -> list[DateSpan]:
    """Dates with a year; 同年/当年, 次年, 上年 follow the last year read (or `last_year`), else stay out.

    An impossible day (2023-02-30) is left out rather than repaired.
    """
    found = []
    year = last_year
    for match in _DATE.finditer(text):
        month, day = match["month"] or match["m2"], match["day"] or match["d2"]
        if match["rel"]:
            if year is None or month is None:
                continue
            this = year + {"次": 1, "翌": 1, "上": -1}.get(match["rel"], 0)
        elif match["cnyear"]:
            digits = [DIGITS.get(c) for c in match["cnyear"]]
            if None in digits:
                continue
            this = int("".join(map(str, digits)))
        else:
            this = int(match["year"] or match["y2"])
        year = this
        try:
            dt.date(this, int(month or 1), int(day or 1))
        except ValueError:
            continue
        parts = [f"{this:04d}"] + [f"{int(p):02d}" for p in (month, day) if p]
        precision = ("year", "month", "day")[len(parts) - 1]
        found.append(DateSpan(match.start(), match.end(), match[0], "-".join(parts), precision))
    return found


def find_period(text: str) -> tuple[int, int] | None:
    """First and last year of the first period such as 2026—2028年; None without one."""
    match = PERIOD.search(text)
    return (int(match[1]), int(match[2])) if match and int(match[1]) <= int(match[2]) else None
