"""Rows of a sheet as what they say: fields, groups above them, or why they are set aside (清单行).

Rows that stand side by side come one by one. A group's heading, a sum and a repeated header are no rows of
the list; a row without number and name goes on with the one above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ingest.lists.kinds import panels_of
from ingest.lists.names import NUMBER, Shapes
from ingest.tables import ColumnGuess, ColumnMatcher, Record, Sheet
from ingest.tables.cells import half_width, is_empty, is_total_row

GROUP_FIELDS: Final = ("province", "city", "zone", "field", "category", "lead", "batch", "qualification", "list_kind")
"""Fields that are written once for several rows; a name, a sum or a day never is."""
_MOSTLY: Final = 3


class Aside(NamedTuple):
    """A row that is none of the list: a stable code and a message for people."""

    number: int
    code: str
    message: str
    cells: list[str]


@dataclass(slots=True)
class ListRow:
    """One row and what it says by field; `cells` are all but those about persons."""

    number: int
    sheet: str | None
    said: dict[str, str]
    groups: tuple[str, ...]
    cells: list[str]


@dataclass
class Columns:
    """How a sheet's header was understood; the first panel speaks for those beside it."""

    header: list[str]
    panels: list[list[int]]
    guess: ColumnGuess
    key: str
    unknown: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, header: list[str], matcher: ColumnMatcher) -> Columns:
        """Match a header."""
        panels = panels_of(header)
        cells = [header[i] for i in panels[0]]
        guess = matcher.guess(cells)
        return cls(
            cells, panels, guess, "name" if matcher.words_of("name") else "company",
            [cells[i] for i in guess.unknown if cells[i]], [cells[i] for i in guess.persons],
        )  # fmt: skip

    @property
    def has_serial(self) -> bool:
        """Whether rows are numbered."""
        return "serial" in self.guess.fields


def read_rows(sheet: Sheet, columns: Columns, shapes: Shapes, *, merged_lost: bool) -> Iterator[ListRow | Aside]:
    """Rows in order, panel by panel within a record.

    `merged_lost`: the source does not say which cells are merged, so an empty cell of a group's field
    means the one above it. Else that is so only where most cells of the column are empty.
    """
    read = list(_read(sheet, columns, shapes))
    rows = [row for row in read if isinstance(row, ListRow)]
    for name in GROUP_FIELDS:
        if name in columns.guess.fields:
            _fill(rows, name, merged_lost)
    yield from read


def _fill(rows: list[ListRow], name: str, always: bool) -> None:
    empty = sum(name not in row.said for row in rows)
    if not rows or name not in rows[0].said or not (always or empty * _MOSTLY >= len(rows)):
        return
    value, groups = "", rows[0].groups
    for row in rows:
        if name in row.said:
            value, groups = row.said[name], row.groups
        elif value and row.groups == groups:
            row.said[name] = value


def _read(sheet: Sheet, columns: Columns, shapes: Shapes) -> Iterator[ListRow | Aside]:
    groups: list[tuple[int, str]] = []
    last: ListRow | None = None
    for record in sheet.records:
        if record.problem is not None:
            yield Aside(record.number, record.problem.code, record.problem.message, record.cells)
            continue
        heading = _group(record, columns, shapes)
        if heading is not None:
            level, text = heading
            groups = [(n, t) for n, t in groups if n < level] + [(level, text)]
            yield Aside(record.number, "group_row", f"row {record.number}: {text[:40]} heads a group", record.cells)
            continue
        for panel in columns.panels:
            cells = [record.cells[i] if i < len(record.cells) else "" for i in panel]
            if not any(c.strip() for c in cells):
                continue
            made = _row(record, sheet, cells, columns, tuple(t for _, t in groups), last)
            if isinstance(made, ListRow) or made.code != "continued_row":
                last = made if isinstance(made, ListRow) else None
            yield made


def _group(record: Record, columns: Columns, shapes: Shapes) -> tuple[int, str] | None:
    """(level, text) of a row that only heads a group: one text in it, which is no name of the list."""
    texts = list(dict.fromkeys(c.strip() for c in record.cells if c.strip()))
    if len(texts) != 1 or is_total_row(texts) or NUMBER.fullmatch(texts[0]):
        return None
    level = shapes.level(texts[0])
    if level is not None:
        return level, texts[0]
    key = columns.guess.fields.get(columns.key, 0)
    stands_in_name = any(record.cells[panel[key]].strip() for panel in columns.panels if panel[key] < len(record.cells))
    # Under numbered rows a text without a number is no row, wherever it stands.
    return (3, texts[0]) if columns.has_serial or not stands_in_name else None


def _row(
    record: Record, sheet: Sheet, cells: list[str], columns: Columns, groups: tuple[str, ...], last: ListRow | None
) -> ListRow | Aside:
    number = record.number
    fields = columns.guess.fields
    said = {n: text for n, i in fields.items() if (text := _said(cells[i]))}
    kept = [c for i, c in enumerate(cells) if i not in columns.guess.persons]
    if is_total_row([c for c in cells if c.strip()][:1]) or is_total_row((said.get(columns.key, ""),)):
        return Aside(number, "total_row", f"row {number}: a sum line", kept)
    name = said.get(columns.key)
    if name is None:
        if last is not None and columns.has_serial and "serial" not in said and said:
            return _go_on(last, said, number, kept)
        return Aside(number, "no_name", f"row {number}: no {columns.key}; fill it in", kept)
    again = last is not None and all(said.get(n) == last.said.get(n) for n in (columns.key, "serial"))
    if last is not None and again and last.groups == groups and last.number != number and last.cells != kept:
        return _go_on(last, said, number, kept)
    return ListRow(number, sheet.name, said, groups, kept)


def _go_on(last: ListRow, said: dict[str, str], number: int, cells: list[str]) -> Aside:
    """Add what a continuing row says to the row it goes on from."""
    for name, text in said.items():
        before = last.said.get(name, "")
        if text != before and half_width(text) not in half_width(before).split("；"):
            last.said[name] = f"{before}；{text}" if before else text
    return Aside(
        number, "continued_row", f"row {number}: goes on with row {last.number}, where its words are kept", cells
    )


def _said(cell: str) -> str:
    text = cell.strip()
    return "" if is_empty(text) else text
