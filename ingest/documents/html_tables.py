"""Cells of an HTML table with their rows, columns and spans (网页表格)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

MOST_COLUMNS: Final = 200
"""Columns that a cell may cover: lists have up to 60; a page may say any number."""
LAYOUT_CELL: Final = 2000
"""Characters of a cell from which on a table of few rows holds the page and not data."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell with text; row and column count from one, `rows` and `columns` say how far it reaches."""

    table: int
    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def is_data_table(table: LexborNode) -> bool:
    """Whether a table holds data: no table inside it, two rows at least, no cell that is a whole page."""
    if len(table.css("table")) > 1:
        return False
    rows = [row.css("td, th") for row in table.css("tr")]
    rows = [cells for cells in rows if cells]
    if len(rows) < 2:
        return False
    return len(rows) > 3 or all(len(cell.text()) < LAYOUT_CELL for cells in rows for cell in cells)


def _span(cell: LexborNode, name: str, most: int) -> int:
    said = (cell.attributes.get(name) or "").strip()
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def table_rows(table: LexborNode, number: int, text_of: Callable[[LexborNode], str]) -> Iterator[list[TableCell]]:
    """Cells with text, row by row; a cell stands right of those that reach down from rows above it."""
    rows = table.css("tr")
    reach: dict[int, int] = {}
    for at, row in enumerate(rows, 1):
        column = 1
        cells: list[TableCell] = []
        for node in row.css("td, th"):
            while reach.get(column, 0) >= at:
                column += 1
            columns = _span(node, "colspan", MOST_COLUMNS)
            height = _span(node, "rowspan", len(rows) - at + 1)
            text = text_of(node)
            if text:
                cells.append(TableCell(number, at, column, text, height, columns))
            for covered in range(column, column + columns):
                reach[covered] = at + height - 1
            column += columns
        yield cells
