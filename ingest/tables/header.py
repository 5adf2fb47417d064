"""Which rows of a table are its header: one, or two with merged titles over their columns (表头)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.tables.columns import ColumnMatcher, header_unit
from ingest.tables.model import Record
from ingest.tables.workbook import Merge

_HEADER_CELL: Final = 30
# The score of a cell that is one of the words, see `ColumnMatcher.field_of`.
_EXACT_WORD: Final = 1000
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
_PERIOD: Final = re.compile(
    r"(?:(?:19|20)\d{2}年?(?:度|末|底)?)?(?:目标|现状|实际|完成|计划|预期|基期|规划|预计|实绩)?(?:值|数|情况)?"
)


@dataclass(frozen=True, slots=True)
class Header:
    """Header cells, the place of their first row among those searched, how many rows, how many are understood."""

    cells: list[str]
    start: int
    rows: int
    fields: int


def find_header(head: list[Record], merges: tuple[Merge, ...], matchers: Sequence[ColumnMatcher]) -> Header | None:
    """The row, or two rows joined, that most words know; else the first with two cells; None if all are blank."""
    usable = [i for i, r in enumerate(head) if r.problem is None and any(c.strip() for c in r.cells)]
    if not usable:
        return None
    best: Header | None = None
    for i in usable:
        one = _candidate(head[i].cells, i, 1, matchers)
        both: Header | None = None
        if i + 1 < len(head) and _may_be_header(head[i + 1].cells) and _may_be_header(head[i].cells):
            upper = _spread(head[i], merges, len(head[i + 1].cells))
            lower = _candidate(head[i + 1].cells, i + 1, 1, matchers)
            both = _candidate(_join(upper, head[i + 1].cells, matchers), i, 2, matchers)
            if both.fields <= lower.fields:
                both = None
        goes_on = both is not None and (both.fields > one.fields or _goes_on(head[i], head[i + 1], matchers))
        chosen = both if both is not None and goes_on else one
        if chosen.fields and (best is None or chosen.fields > best.fields):
            best = chosen
    if best is not None:
        return best
    first = next((i for i in usable if sum(1 for c in head[i].cells if c.strip()) > 1), usable[0])
    return Header([c.strip() for c in head[first].cells], first, 1, 0)


def _candidate(cells: Sequence[str], start: int, rows: int, matchers: Sequence[ColumnMatcher]) -> Header:
    fields = max((len(g.fields) + len(g.persons) for g in (m.guess(cells) for m in matchers)), default=0)
    return Header([c.strip() for c in cells], start, rows, fields)


def _may_be_header(cells: Sequence[str]) -> bool:
    texts = [c.strip() for c in cells if c.strip()]
    return len(texts) > 1 and all(
        len(t) <= _HEADER_CELL and (not t.replace(".", "").isdigit() or _YEAR.fullmatch(t)) for t in texts
    )


def _spread(record: Record, merges: tuple[Merge, ...], width: int) -> list[str]:
    """The upper of two header rows with each merged title over all its columns."""
    cells = [c.strip() for c in record.cells] + [""] * (width - len(record.cells))
    row = record.number - 1
    if merges:
        for (top, left), (bottom, right) in merges:
            if top <= row <= bottom and top == row:
                for column in range(left + 1, min(right + 1, len(cells))):
                    cells[column] = cells[column] or cells[left]
        return cells
    for i in range(1, len(cells)):
        cells[i] = cells[i] or cells[i - 1]
    return cells


def _goes_on(upper: Record, lower: Record, matchers: Sequence[ColumnMatcher]) -> bool:
    """Whether a row is the lower half of a header of indicators: years and kinds of values beside the metric."""
    texts = [c.strip() for c in lower.cells if c.strip()]
    if not texts or not all(_PERIOD.fullmatch(text) for text in texts):
        return False
    for matcher in matchers:
        if matcher.table == "indicators":
            fields = {f[1]: i for i, c in enumerate(upper.cells) if (f := matcher.field_of(c)) and f[0] > _EXACT_WORD}
            named = [fields[n] for n in ("serial", "name", "unit") if n in fields]
            return "name" in fields and not any(lower.cells[i].strip() for i in named if i < len(lower.cells))
    return False


def _join(upper: Sequence[str], lower: Sequence[str], matchers: Sequence[ColumnMatcher]) -> list[str]:
    """The lower title of each column, with what only the one above it says: its unit, or a year's 目标."""
    width = max(len(upper), len(lower))
    low = [c.strip() for c in lower] + [""] * (width - len(lower))
    high = [*upper, *[""] * (width - len(upper))]
    joined = []
    for up, down in zip(high, low, strict=True):
        unit = header_unit(up)
        if up and down and up != down and not any(m.field_of(down) for m in matchers):
            joined.append(f"{up}{down}")
            continue
        joined.append(f"{down}({unit})" if down and unit and not header_unit(down) else down or up)
    return joined
