"""Rows about indicators: a value for each column that names a year, a target or an actual state (指标表)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ingest.lists.context import ListRow, ListSource, Writer
from ingest.number_words import AFTER, BEFORE
from ingest.numbers import find_quantities
from schema.ids import name_id

_COLUMN: Final = re.compile(r"(?:19|20)\d{2}|目标|现状|实际|完成|基期|预期|预计|规划|指标值|数值|增速|增长|value", re.I)
_NO_VALUE: Final = re.compile(r"单位|属性|名称|性质|责任|备注|说明|时间$|时限")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}(?:\s*[—–~至-]\s*(?:19|20)?\d{2,4})?")
_KINDS: Final = (
    ("target", re.compile(r"目标|预期|规划|约束")),
    ("planned", re.compile(r"计划|预计|安排")),
    ("actual", re.compile(r"实际|完成|现状|基期|实绩|达到")),
)
_BARE: Final = re.compile(
    rf"(?P<before>{'|'.join(sorted(BEFORE, key=len, reverse=True))})?(?P<number>-?\d[\d,]*(?:\.\d+)?)"
    rf"(?P<after>{'|'.join(sorted(AFTER, key=len, reverse=True))})?"
)
_SIGNS: Final = {"≥": "gte", "＞": "gt", ">": "gt", "≤": "lte", "＜": "lt", "<": "lt", "约": "approx"}


def value_columns(header: Sequence[str], known: Sequence[int]) -> list[int]:
    """Columns that hold values; `known` are those that mean something else."""
    plain = ["".join(cell.split()) for cell in header]
    return [i for i, c in enumerate(plain) if i not in known and _COLUMN.search(c) and not _NO_VALUE.search(c)]


def indicators(
    writer: Writer, source: ListSource, row: ListRow, cells: Sequence[tuple[str, str]]
) -> list[tuple[str, str, str]]:
    """Indicators of one row; `cells` are (header, cell) of its value columns.

    A cell without a number gives none. The unit is the cell's own, else the row's, else the one in the
    header of the metric (亿元). What is no target, plan or actual by the header is `actual` only by a
    past tense in it, else the row's own word, else left out.
    """
    name = "".join(row.said["name"].split())
    metric, unit = _unit_of(name, row.said.get("unit", ""))
    names = []
    zone = writer.places.named(row.said.get("zone", ""))
    for header, cell in cells:
        amount = read_cell(cell, unit)
        if amount is None:
            continue
        year = _YEAR.search(header) or _YEAR.search(row.said.get("time", "")) or _YEAR.search(source.title.text)
        time = "".join(year[0].split()) if year else None
        kind = _kind(header) or _kind(source.title.text) or _kind(row.said.get("kind", ""))
        scope = (
            f"{writer.source_key}|{kind or ''}|{time or ''}|{row.said.get('zone', '')}|{row.said.get('category', '')}"
        )
        local_id = name_id("Indicator", metric, scope)
        writer.node(
            source, row, "Indicator", local_id, metric,
            {
                "metric": metric, "value": amount.value, "value_to": amount.value_to,
                "unit": amount.unit, "comparator": amount.comparator, "kind": kind, "time": time,
                "raw": cell.strip(),
            },
        )  # fmt: skip
        for tail, _ in zone[:1]:
            writer.edge(source, row, "MEASURES", ("Indicator", local_id), ("Zone", tail))
        names.append(("Indicator", local_id, row.said["name"]))
    return names


def _unit_of(name: str, unit: str) -> tuple[str, str]:
    """地区生产总值（亿元） as metric and unit."""
    match = re.search(r"[(（]([^()（）]{1,8})[)）]$", name)
    if match and not unit:
        return name[: match.start()], match[1]
    return name, "".join(unit.split())


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell's number in `unit`, magnitudes (亿) multiplied in as in running text."""

    value: Decimal
    value_to: Decimal | None
    unit: str
    comparator: str


def read_cell(cell: str, unit: str) -> Amount | None:
    """The number of a cell whose unit may stand elsewhere; None where there is not exactly one.

    >>> read_cell("≥1000", "亿元")
    Amount(value=Decimal('100000000000'), value_to=None, unit='元', comparator='gte')
    """
    text = "".join(cell.split())
    sign = next((code for mark, code in _SIGNS.items() if text.startswith(mark)), None)
    text = text.lstrip("".join(_SIGNS)) if sign else text
    found = [q for q in find_quantities(text) if q.value is not None and q.unit]
    bare = _BARE.fullmatch(text)
    if not found and bare:
        joined = f"{bare['before'] or ''}{bare['number']}{unit}{bare['after'] or ''}"
        found = [q for q in find_quantities(joined) if q.value is not None and q.unit]
        if not found:
            comparator = sign or BEFORE.get(bare["before"] or "") or AFTER.get(bare["after"] or "") or "eq"
            return Amount(Decimal(bare["number"].replace(",", "")), None, unit, comparator)
    if len(found) != 1 or found[0].value is None:
        return None
    one = found[0]
    return Amount(one.value or Decimal(0), one.value_to, one.unit, sign or one.comparator)


def _kind(text: str) -> str | None:
    return next((kind for kind, words in _KINDS if words.search(text)), None)
