"""Ranks: 总量居全市第2位, 排名全省第三位 (位次)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from ingest.numbers import Quantity, parse_number
from ingest.sieve import regex

RANK_UNIT: Final = "位"
_RANK: Final = regex(
    r"(?:居|列|排|跃升?|升|进|名次|位次)(?:[^，。；;:、\d]{0,20}?)第(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})位(?!于|置|的是|登场|亮相)"
)


def ranks(text: str) -> list[Quantity]:
    """The places that a text says something takes, each as a quantity in 位."""
    found = []
    for match in _RANK.finditer(text):
        value = parse_number(match["n"])
        if value is not None:
            start, end = match.start("n"), match.end("n") + 1
            found.append(Quantity(start, end, text[start:end], Decimal(value), None, RANK_UNIT, "eq", start, True))
    return found
