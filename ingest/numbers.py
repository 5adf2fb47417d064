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

from ingest.number_words import (
    AFTER,
    APART,
    BEFORE,
    CHINESE,
    DIGITS,
    DIGITS_ONLY,
    FOLD,
    HALVED,
    JOINED,
    LEFT_BAD,
    MAGNITUDE,
    MAGNITUDES,
    NUMBER,
    PARTS,
    QUANTITY,
    RECENT,
    RIGHT_BAD,
    RUNS_ON,
    SCORE_END,
    SHARE_BOUND,
    TENS,
    TIMES_OF,
    WORD_WITH_ONE,
    WORDS,
)

_NUMERAL: Final = re.compile(CHINESE)
_SCALED: Final = re.compile(rf"({NUMBER})({MAGNITUDE})?")
_WORDS: Final = re.compile(WORDS)
MEASURES: Final = frozenset("已时达了有过长经耗花")


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
    if not text or not _NUMERAL.fullmatch(text):
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
    match = _SCALED.fullmatch(text)
    if match:
        return _digits(match[1], match[2])
    return chinese_number(text)


def _digits(number: str, magnitude: str | None) -> Decimal:
    value = Decimal(number.replace(",", "").replace("·", ".")) * MAGNITUDES.get(magnitude or "", 1)
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _comparator(match: re.Match[str]) -> str:
    after = match["after"]
    if after:
        return AFTER[after]
    if match["past"]:
        return "gte" if match["past"] == "上" else "gt"
    if match["more1"] or match["more2"] or match["more3"] or (match["vague"] or "")[-1:] in ("余", "多"):
        return "gt"
    return "eq"


def _before(said: str) -> str:
    """Comparator of the words before a number; the last that is not only 达 or 力争 counts."""
    for word in reversed(_WORDS.findall(said)):
        if BEFORE[word] != "eq":
            return BEFORE[word]
    return "eq"


def _value(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    magnitude = match["mag"]
    if match["pair"]:
        scale = Decimal(MAGNITUDES.get(magnitude or "", 10 if magnitude == "十" else 1))
        return DIGITS[match["pair"][0]] * scale, DIGITS[match["pair"][1]] * scale
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
        low = match["low"]
        begin = _digits(low, match["low_mag"] or magnitude) if low[0].isdigit() else chinese_number(low)
        return begin, value
    return value, None


_IN_PARTS: Final = re.compile("分之|番|半")
_IN_NUMBERS: Final = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿几数]")


def find_quantities(text: str) -> list[Quantity]:
    """Quantities in the order of the text; dates, ordinals, codes (10+1, 2号) and bare numerals are left out.

    Tenths (三成), fractions (四分之一) and 翻一番 are given as %, % and 倍.

    >>> [(str(q.value), q.unit, q.comparator) for q in find_quantities("超三成，不少于1.2万家，翻一番")]
    [('30', '%', 'gt'), ('12000', '家', 'gte'), ('2', '倍', 'eq')]
    """
    # Most texts have no fraction, doubling or half, and many no number.
    found = _parts(text) if _IN_PARTS.search(text) else []
    if _IN_NUMBERS.search(text) is None:
        return found
    taken = [(q.start, q.end) for q in found]
    for match in QUANTITY.finditer(text):
        if taken and any(s < match.end() and match.start() < e for s, e in taken):
            continue
        quantity = _quantity(match, text)
        if quantity is not None:
            found.append(quantity)
    return _ranges(text, sorted(found, key=lambda q: q.start))


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Two quantities that say from where to where are one: 一千元以上五千元以下, 1亿元至2亿元."""
    made: list[Quantity] = []
    for quantity in found:
        last = made[-1] if made else None
        if last is not None and last.unit == quantity.unit and last.value_to is None and quantity.value_to is None:
            between = text[last.end : quantity.start]
            bounds = not between and last.raw.endswith("以上") and quantity.raw.endswith(("以下", "以内"))
            spread = between in ("—", "~", "至", "-") and last.comparator == quantity.comparator == "eq"
            rising = last.value is not None and quantity.value is not None and last.value < quantity.value
            if rising and last.unit and (bounds or (spread and not text[: last.start].endswith(("由", "从")))):
                made[-1] = Quantity(
                    last.start, quantity.end, text[last.start : quantity.end], last.value, quantity.value,
                    last.unit, "eq", last.number_start, last.digits,
                )  # fmt: skip
                continue
        made.append(quantity)
    return made


def _parts(text: str) -> list[Quantity]:
    """Fractions and doublings."""
    found = []
    value: Decimal | None
    for match in PARTS.finditer(text):
        if match["half"]:
            told = match["before"] or match["past"] or match["after"] or match["more"]
            if not told and (
                match["half"] == "半" or HALVED.search(text, max(0, match.start() - 4), match.start()) is None
            ):
                continue
            value, unit, number_start = Decimal(50), "%", match.start("half")
        elif match["fold"]:
            value = Decimal(FOLD[match["times"] or ""])
            unit, number_start = "倍", match.start("fold")
        else:
            whole, part = chinese_number(match["den"]), _share(match["part"])
            if not whole or part is None:
                continue
            value, unit, number_start = _plain(part * 100 / whole), "%", match.start("den")
        more = match["more"] or match["past"]
        comparator = AFTER[match["after"]] if match["after"] else "gt" if more else _told_before(text, match)
        if match["nearly"]:
            # 翻了近一番, 翻了不止一番.
            comparator = "gt" if match["nearly"] in ("不止", "超", "超过") else BEFORE[match["nearly"]]
        found.append(Quantity(match.start(), match.end(), match[0], value, None, unit, comparator, number_start, True))
    return found


def _share(words: str) -> Decimal | None:
    """The upper part of a fraction, also with decimals in characters: 百分之六点五."""
    whole, _, rest = words.partition("点")
    value = parse_number(whole)
    if value is None or not rest:
        return value
    return value + Decimal("0." + "".join(str(DIGITS[c]) for c in rest))


_APART: Final = 26


def _joined(text: str, match: re.Match[str]) -> bool:
    """Whether the first character of the words in front of a number ends another word: 签约9个; 超过 never does."""
    said, start = match["before"] or "", match.start()
    return bool(said) and not said.startswith("超过") and JOINED.search(text[max(0, start - 2) : start + 1]) is not None


def _told_before(text: str, match: re.Match[str]) -> str:
    """Comparator of the words in front of a number, of those that stand apart where there are none."""
    said, start = match["before"] or "", match.start()
    if _joined(text, match):
        said = said[1:]
    if said and _before(said) != "eq":
        return _before(said)
    apart = APART.search(text[max(0, start - _APART) : start])
    if apart is None and "%" in match[0]:
        apart = SHARE_BOUND.search(text[max(0, start - 20) : start])
    return apart.lastgroup or "eq" if apart else "eq"


def _plain(value: Decimal) -> Decimal:
    """A share as it would be written: two decimals, no zeros behind."""
    short = value.quantize(Decimal("0.01"))
    return short.to_integral_value() if short == short.to_integral_value() else short.normalize()


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    """The quantity of one match, None for dates, ordinals, codes and bare numerals."""
    said = match.groupdict()
    first = next(name for name in ("low", "num", "pair", "vague", "cn") if said[name])
    number_start = match.start(first)
    start, end = match.start(), match.end()
    unit = said["unit"] or ""
    digits = bool(said["num"])
    # 1.2亿元B轮: behind money a letter begins another word.
    runs_on = RIGHT_BAD.match(text[end : end + 4]) and not (unit == "元" and text[end : end + 1].isascii())
    if LEFT_BAD.search(text[max(0, number_start - 1) : number_start]) or runs_on:
        return None
    if unit == "年" and (
        (len(said["num"] or "") == 4 and not (said["more1"] or said["more2"]))
        or re.match(r"\d{1,2}月|底|度", text[end : end + 3])
    ):
        return None
    if unit == "大" and (not text[end : end + 1] or said["mag"] or said["before"]):
        # 20万大关, 10万大学生: 大 begins the word behind.
        unit, end = "", end - len("大")
    if unit == "个" and _PERSONS.match(text, end):
        # 扩充到96个人: of people.
        unit, end = "人", end + 1
    if text[end : end + 1] in set(RUNS_ON.get(unit, "")):
        return None
    # 前3名 is a rank.
    if unit in ("名", "位", "强", "项", "批") and text[start - 1 : start] == "前":
        return None
    if unit == "分" and (not SCORE_END.match(text, end) or text[start - 1 : start] in ("时", "点")):
        return None
    # 亿元 behind what is no number; 超亿元 and 亿元以上 are figures.
    if said["cn"] in ("万", "亿") and not any(said[name] for name in ("before", "past", "after")):
        return None
    if said["cn"] == "一" and WORD_WITH_ONE.search(text[max(0, start - 1) : end]):
        return None
    if said["cn"] and (
        said["cn"] in ("零", "〇")
        or (unit in DIGITS_ONLY and unit != "成" and unit != "大" and unit != "部" and unit != "步")
    ):
        return None
    # 成 is a tenth behind a numeral, else the verb: 三成, but not 一成立.
    if unit == "成" and re.match(r"[立为了员果功本交就品都绩长人熟效]", text[end : end + 1]):
        return None
    if not unit:
        big = said["mag"] or (said["cn"] and re.search("[百千万亿]", said["cn"]))
        vague = any(said[name] for name in ("before", "past", "after", "more1", "more2", "pair")) or (
            digits and (said["mag"] or "")[-1:] in ("万", "亿")
        )
        if not (big and vague):
            return None
    value, value_to = _value(match)
    if unit == "成":
        half = Decimal(5 if said["half"] == "半" else DIGITS[said["half"]]) if said["half"] else Decimal(0)
        unit, value, value_to = "%", value and value * 10 + half, value_to and value_to * 10
    comparator = _comparator(match)
    if comparator == "eq":
        comparator = _told_before(text, match)
    if _joined(text, match):
        start = number_start if comparator == "eq" else start + 1
    # 近8次, 近两年 name a stretch of time; 已近4个月, 历时近三年 measure one.
    span = unit in TIMES_OF or (unit == "个" and text.startswith(("赛季", "财年"), end))
    odd = span and value is not None and value < 100 and value % 10 != 0
    if said["before"] == "近" and (
        text[:start].endswith("最")
        or (odd and text[start - 1 : start] not in MEASURES)
        or RECENT.match(text, end - len(said["unit"] or ""))
    ):
        comparator, start = "eq", number_start
    return Quantity(start, end, text[start:end], value, value_to, unit, comparator, number_start, digits)


_PERSONS: Final = re.compile("人(?=[，。；;、（(）)”！？扩增减缩就左上]|$)(?!上市)")
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
