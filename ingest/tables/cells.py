"""What a cell says: nothing, a day, an amount of money, a sum line."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Final

EMPTY_LENGTH: Final = 4
EMPTY: Final = frozenset({"", "N/A", "NA", "NULL", "NONE", "NAN", "-", "--", "---", "—", "——", "/", "\\", "无"})
_DATE = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
)
_SERIAL = re.compile(r"\d{4,5}(?:\.\d+)?")
_EXCEL_EPOCH: Final = dt.date(1899, 12, 30)
# 1909-2119; other whole numbers in a date column are no Excel dates of a company or a deadline.
_SERIAL_RANGE: Final = (3_500, 80_000)
_TOTAL = re.compile(r"(?:合计|总计|共计|小计|累计)(?:\d.*|[:：].*|\(.*\))?")
_AMOUNT = re.compile(r"([^\d.]{0,8}?)[:：]?(\d+(?:\.\d+)?|\.\d+)(.*)")
_SPELLED = re.compile(r"([^零壹贰叁肆伍陆柒捌玖]{0,8})((?:[零壹贰叁肆伍陆柒捌玖][拾佰仟]?|[拾佰仟])+)([万亿]?[^万亿]*)")
_REST = re.compile(r"(亿|千万|百万|万|千)?元?(人民币|[^元整\d]*)元?整?")
_SCALE: Final = {"": 1, None: 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
# ISO 4217 codes of the currencies in which capital is registered in China, by their Chinese words.
_CURRENCIES: Final[dict[str, str]] = {
    word: code
    for code, words in {
        "CNY": "人民币 RMB CNY 圆 元 ¥ ￥ 中国元",
        "USD": "美元 美 美金 USD 美圆 US$ $",
        "EUR": "欧元 欧 欧圆 EUR",
        "JPY": "日元 日 日圆 日币 JPY",
        "HKD": "港元 港 港币 港圆 香港 香港元 香港币 HKD",
        "MOP": "澳门元 澳门 澳门币 MOP",
        "TWD": "台币 新台币 新台 台湾元 TWD",
        "GBP": "英镑 GBP",
        "KRW": "韩元 韩 韩圆 韩国 韩币 KRW",
        "SGD": "新加坡元 新加坡 新元 SGD",
        "AUD": "澳元 澳大利亚元 澳大利亚 澳 澳洲 AUD",
        "CAD": "加元 加拿大元 加拿大 加 CAD",
        "CHF": "瑞士法郎 瑞郎 CHF",
        "NZD": "新西兰元 新西兰 NZD",
        "SEK": "瑞典克朗 SEK",
        "DEM": "德国马克 马克 西德马克 DEM",
    }.items()
    for word in words.split()
}
_CENT: Final = Decimal("0.01")
# Amounts are DECIMAL(19,2) in every table.
LARGEST_AMOUNT: Final = Decimal(10) ** 17
_SPELLED_DIGITS: Final = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_SPELLED_TENS: Final = {"拾": 10, "佰": 100, "仟": 1000}


def is_empty(cell: str) -> bool:
    """Whether a cell says nothing: blank, N/A, a dash."""
    text = cell.strip()
    return len(text) <= EMPTY_LENGTH and text.upper() in EMPTY


def half_width(text: str) -> str:
    """Compatibility forms folded and blanks out."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split())


def is_total_row(cells: Sequence[str]) -> bool:
    """Whether the first cell with words is 合计 or the like."""
    first = next((c for c in cells if c.strip()), "")
    return len(first) < 40 and "计" in first and _TOTAL.fullmatch(half_width(first)) is not None


@lru_cache(maxsize=65_536)
def read_date(cell: str, spreadsheet: bool = False) -> tuple[dt.date | None, str | None]:
    """The day a cell states, or None and why: `date_invalid` (no such day) or `date_unread`.

    Numbers are Excel's serial days only where the file is a spreadsheet.

    >>> read_date("2019年1月2日")[0].isoformat(), read_date("2023-02-30")[1]
    ('2019-01-02', 'date_invalid')
    """
    if is_empty(cell):
        return None, None
    text = unicodedata.normalize("NFKC", cell).strip()
    found = _DATE.fullmatch(text) or _DATE.fullmatch(half_width(text))
    if found:
        year, month, day = found[1], found[2] or found[4], found[3] or found[5]
        try:
            return dt.date(int(year), int(month), int(day)), None
        except ValueError:
            return None, "date_invalid"
    if spreadsheet and _SERIAL.fullmatch(text):
        days = int(float(text))
        if _SERIAL_RANGE[0] <= days <= _SERIAL_RANGE[1]:
            return _EXCEL_EPOCH + dt.timedelta(days=days), None
    return None, "date_unread"


@lru_cache(maxsize=65_536)
def read_amount(cell: str, unit: str = "") -> tuple[Decimal, str] | None:
    """Amount in units of its currency with two decimals, and the ISO 4217 code; None if it can't be read.

    `unit` (万元, 万美元 …) is what the header states, for cells that hold a bare
    number; a bare number without a unit is not read, since 500 may be 500 or 500万.

    >>> read_amount("1,286.5000(万)")
    (Decimal('12865000.00'), 'CNY')
    """
    text = half_width(cell).upper().replace(",", "")
    found = _AMOUNT.fullmatch(text)
    if found:
        front, number, behind = found[1], Decimal(found[2]), found[3]
    else:
        spelled = _SPELLED.fullmatch(text)
        if not spelled:
            return None
        front, number, behind = spelled[1], Decimal(_spelled_number(spelled[2])), spelled[3]
    if front and front not in _CURRENCIES:
        return None
    rest = behind.replace("(", "").replace(")", "") or unit or ("元" if front else "")
    scaled = _scale_and_currency(rest)
    if scaled is None:
        return None
    currencies = {code for code in (_CURRENCIES.get(front), scaled[1]) if code is not None}
    if len(currencies) > 1:  # 美元500万人民币 says two things
        return None
    amount = number * scaled[0]
    if amount >= LARGEST_AMOUNT:
        return None
    return amount.quantize(_CENT, ROUND_HALF_EVEN), next(iter(currencies), "CNY")


def _spelled_number(text: str) -> int:
    """Numerals of cheques and licences below 10,000 (大写数字).

    >>> _spelled_number("壹佰零伍"), _spelled_number("拾")
    (105, 10)
    """
    total = digit = 0
    for character in text:
        if character in _SPELLED_DIGITS:
            digit = _SPELLED_DIGITS[character]
        else:
            total += (digit or 1) * _SPELLED_TENS[character]
            digit = 0
    return total + digit


@lru_cache(maxsize=4_096)
def _scale_and_currency(rest: str) -> tuple[int, str | None] | None:
    if not rest:
        return None
    if rest in _CURRENCIES and rest != "元":
        return 1, _CURRENCIES[rest]
    found = _REST.fullmatch(rest)
    if not found:
        return None
    if found[2] and found[2] not in _CURRENCIES:
        return None
    return _SCALE[found[1]], _CURRENCIES[found[2]] if found[2] else None
