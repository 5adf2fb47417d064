"""What each column of a sheet means: by the user's word, by its header, by what stands in it (列的含义).

The patterns of what cells of a field look like are data of the pack (contents.csv).
A column is taken by its content only where its header says nothing, or where the
column that the header names holds nothing of the kind.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from ingest.tables.cells import is_empty, is_total_row
from ingest.tables.columns import PERSON_FIELDS, ColumnGuess, ColumnMatcher
from ingest.tables.model import Sheet
from schema.pack_model import ContentRow

SAMPLE_ROWS: Final = 200
# Fewer cells say nothing sure of a column.
_LEAST_CELLS: Final = 3
# A header's word is doubted where next to no cell fits it, in at least so many cells.
_DOUBT_SHARE: Final = 0.05
_DOUBT_CELLS: Final = 20


def understand(sheet: Sheet, matcher: ColumnMatcher, contents: Sequence[ContentRow]) -> ColumnGuess:
    """Fields by column with the ground of each; looks at the first records, which `sheet` still gives afterwards."""
    guess = matcher.guess(sheet.header)
    rows = [row for row in contents if row.table == matcher.table]
    if not rows:
        return guess
    cells = _columns(sheet)
    persons = set(guess.persons)
    free = [i for i in range(len(sheet.header)) if i in guess.unknown and i not in guess.not_read]
    for row in rows:
        if row.field in PERSON_FIELDS:
            persons |= {i for i in free if _fits(row, cells[i])}
    free = [i for i in free if i not in persons]
    fields, basis = dict(guess.fields), dict(guess.basis)
    for row in rows:
        if row.field in PERSON_FIELDS or basis.get(row.field) == "given":
            continue
        if row.field in fields and not _doubtful(row, cells[fields[row.field]]):
            continue
        found = [i for i in free if _fits(row, cells[i])]
        # Two columns that look alike (two days, two addresses) are told apart by their headers or not at all.
        if len(found) == 1:
            fields[row.field], basis[row.field] = found[0], "content"
            free.remove(found[0])
    used = set(fields.values())
    unknown = tuple(i for i in range(len(sheet.header)) if i not in used and i not in persons)
    return ColumnGuess(fields, unknown, tuple(sorted(persons)), basis, guess.not_read)


def is_data_row(cells: Sequence[str], contents: Sequence[ContentRow], table: str) -> bool:
    """Whether a row that should be the header is a row of data: a name, and a cell that only data has."""
    said = {
        row.field
        for row in contents
        if row.table == table
        for cell in cells
        if cell.strip() and row.pattern.fullmatch(cell.strip())
    }
    return "name" in said and bool(said & {"credit_code", "registered_on", "capital"})


def serial_days(sheet: Sheet, column: int) -> bool:
    """Whether a column of days holds numbers as spreadsheets count days (1 is 1900-01-01)."""
    cells = [c for c in _columns(sheet)[column] if c]
    serial = sum(1 for c in cells if len(c.partition(".")[0]) == 5 and c.replace(".", "", 1).isdigit())
    return len(cells) >= _LEAST_CELLS and serial >= 0.9 * len(cells)


def _columns(sheet: Sheet) -> list[list[str]]:
    """The cells of the first records, column by column; the records are put back."""
    sample = list(itertools.islice(sheet.records, SAMPLE_ROWS))
    sheet.pieces = itertools.chain(sample, sheet.pieces)
    width = len(sheet.header)
    rows = [r.cells for r in sample if r.problem is None and len(r.cells) == width and not is_total_row(r.cells)]
    return [["" if is_empty(row[i]) else row[i].strip() for row in rows] for i in range(width)]


def _fits(row: ContentRow, cells: Sequence[str]) -> bool:
    filled = [c for c in cells if c]
    if len(filled) < _LEAST_CELLS or len(set(filled)) < row.distinct * len(filled):
        return False
    return sum(1 for c in filled if row.pattern.fullmatch(c)) >= row.share * len(filled)


def _doubtful(row: ContentRow, cells: Sequence[str]) -> bool:
    filled = [c for c in cells if c]
    if len(filled) < _DOUBT_CELLS:
        return False
    return sum(1 for c in filled if row.pattern.fullmatch(c)) <= _DOUBT_SHARE * len(filled)
