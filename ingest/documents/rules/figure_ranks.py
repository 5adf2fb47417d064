"""Ranks: 总量居全市第2位, 排名全省第三位 (位次)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ingest.numbers import Quantity, parse_number
from ingest.sieve import regex

RANK_UNIT: Final = "位"
_RANK: Final = regex(
    r"(?:居|列|排|跃升?|升|进|名次|位次)(?:[^，。；;:、\d]{0,20}?)第(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})位(?!于|置|的是|登场|亮相)"
)

_ALSO: Final = re.compile(r"[、和与]第(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})位(?!于|置)")


def ranks(text: str) -> list[Quantity]:
    """The places that a text says something takes, each as a quantity in 位."""
    found = []
    for match in _RANK.finditer(text):
        value = parse_number(match["n"])
        if value is not None:
            start, end = match.start("n"), match.end("n") + 1
            found.append(Quantity(start, end, text[start:end], Decimal(value), None, RANK_UNIT, "eq", start, True))
            # 分列全市第3位、第1位.
            while (also := _ALSO.match(text, end)) is not None and (place := parse_number(also["n"])) is not None:
                start, end = also.start("n"), also.end()
                found.append(Quantity(start, end, text[start:end], Decimal(place), None, RANK_UNIT, "eq", start, True))
    return found
