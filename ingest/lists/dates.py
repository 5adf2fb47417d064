"""The day of a document with a list, and how long what it awards is valid (清单日期)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from ingest.lists.running import Line
from ingest.numbers import parse_number

_DAY = r"(?P<y{0}>\d{{4}}|[〇○零ΟO一二三四五六七八九]{{4}})年(?P<m{0}>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<d{0}>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日"
_SIGNED: Final = re.compile(r"[(（]?" + _DAY.format("") + r"[)）]?(?:印发)?")
_FIELD: Final = re.compile(
    r"(?:成文日期|发文日期|发布日期|发布时间|公布日期|日期|时间)[:：]?(?P<y>\d{4})[-年/.](?P<m>\d{1,2})[-月/.](?P<d>\d{1,2})"
)
_VALID: Final = re.compile(r"有效期[^。]{0,16}?" + _DAY.format("1") + r"(?:起)?(?:至|到|—+|-|–|~)+" + _DAY.format("2"))
_ZERO: Final = str.maketrans("○零ΟO", "〇〇〇〇")
_CHINESE: Final = "〇一二三四五六七八九"


def _number(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    plain = text.translate(_ZERO)
    if len(plain) == 4 and all(c in _CHINESE for c in plain):
        return int("".join(str(_CHINESE.index(c)) for c in plain))
    return int(parse_number(plain) or 0)


def _date(match: re.Match[str], part: str = "") -> dt.date | None:
    try:
        return dt.date(*(_number(match[name + part]) for name in "ymd"))
    except ValueError:
        return None


def document_day(lines: Sequence[Line], before: int) -> dt.date | None:
    """The day under the last signature above offset `before`, else the first below it, else a field such as 成文日期."""
    signed = [
        (line.start, day)
        for line in lines
        if len(line.text) < 40 and (match := _SIGNED.fullmatch("".join(line.text.split()))) and (day := _date(match))
    ]
    above = [day for start, day in signed if start < before]
    if above:
        return above[-1]
    if signed:
        return signed[0][1]
    for line in lines:
        match = _FIELD.search("".join(line.text.split())) if len(line.text) < 200 else None
        if match is not None:
            return _date(match)
    return None


def validity(text: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of the one 有效期 that a text states; of several none, for they belong to single rows."""
    plain = "".join(text.split())
    found = {(_date(m, "1"), _date(m, "2")) for m in _VALID.finditer(plain)}
    return found.pop() if len(found) == 1 else (None, None)
