"""Tables of a document as rows of cells, whichever format they come from (文档表格).

The readers say where cells begin (`DecodedText.places`); a cell goes on to where the next one begins. A
table that goes on over a page is one table: nothing but the mark of a continuation stands between its
parts, and they have the same columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ingest.lists.running import Line
from ingest.tables.model import Record
from ingest.tables.workbook import Merge

if TYPE_CHECKING:
    # The documents call the lists; for them the lists need types only.
    from ingest.documents.decode import DecodedText

_CONTINUED: Final = re.compile(r"[(（]?(?:续表|续|接上页|接上表)[)）]?[ \u3000]*\d*")
WIDEST: Final = 200
"""Columns of a table that is read as a list; pages laid out as tables may have any number."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell's text with its span in the document."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class GridRow:
    """Cells by column, counted from 0."""

    cells: dict[int, GridCell] = field(default_factory=dict)

    @property
    def span(self) -> tuple[int, int]:
        """From the first cell's start to the last one's end."""
        return min(c.start for c in self.cells.values()), max(c.end for c in self.cells.values())


@dataclass
class Grid:
    """One table; `above` is the text between the table before it (or the beginning) and this one."""

    rows: list[GridRow]
    spans: dict[tuple[int, int], tuple[int, int]]
    above: str = ""
    above_start: int = 0

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((column for row in self.rows for column in row.cells), default=-1) + 1

    @property
    def region(self) -> tuple[int, int]:
        """Characters from the first cell to the last."""
        return self.rows[0].span[0], self.rows[-1].span[1]

    def merges(self, first: int) -> tuple[Merge, ...]:
        """Merged cells where the rows are records numbered from `first`; a merge's rows count from 0."""
        return tuple(
            ((first - 1 + row, column), (first - 2 + row + rows, column + columns - 1))
            for (row, column), (rows, columns) in self.spans.items()
        )

    def records(self, first: int) -> Iterator[Record]:
        """Rows as records numbered from `first`; blanks and line ends inside a cell are kept."""
        width = self.width
        for number, row in enumerate(self.rows, first):
            yield Record(number, [row.cells[i].text if i in row.cells else "" for i in range(width)])


def grids_of(decoded: DecodedText) -> list[Grid]:
    """All tables of a document in order, parts of one table together."""
    grids: list[Grid] = []
    ends = [*(offset for offset, _ in decoded.places), len(decoded.text)][1:]
    key: tuple[int | None, int | None] | None = None
    last_end = 0
    row_number: int | None = None
    for (offset, place), end in zip(decoded.places, ends, strict=True):
        if place.table is None or place.row is None or place.column is None or place.column > WIDEST:
            continue
        text = decoded.text[offset:end].rstrip("\t\r\n \u3000")
        # A reader may count tables by page or through the document, and rows through a table over pages.
        if key is None or key[1] != place.table or (key[0] != place.page and place.row <= (row_number or 0)):
            grids.append(Grid([], {}, decoded.text[last_end:offset], last_end))
            row_number = None
        key = (place.page, place.table)
        if row_number != place.row:
            grids[-1].rows.append(GridRow())
            row_number = place.row
        row, column = grids[-1].rows[-1], place.column - 1
        row.cells[column] = GridCell(offset, offset + len(text), text)
        if offset in decoded.spans:
            grids[-1].spans[len(grids[-1].rows) - 1, column] = decoded.spans[offset]
        last_end = offset + len(text)
    return _joined(grids)


def _joined(grids: list[Grid]) -> list[Grid]:
    joined: list[Grid] = []
    for grid in grids:
        between = "".join(line for line in grid.above.split("\n") if not _CONTINUED.fullmatch(line.strip())).strip()
        before = joined[-1] if joined else None
        # Empty columns at the right have no cells, so a part may be narrower.
        if before is not None and not between and 1 < grid.width <= before.width:
            shift = len(before.rows)
            before.rows += grid.rows
            before.spans |= {(row + shift, column): span for (row, column), span in grid.spans.items()}
        else:
            joined.append(grid)
    return joined


_COLUMNS: Final = re.compile(r"\t|[ ]{2,}|\u3000+|[|│｜]")
_RULER: Final = re.compile(r"[\s|│｜:：+=—-]+")


def text_grids(lines: Sequence[Line], is_header: Callable[[list[str]], bool]) -> list[Grid]:
    """Tables written as lines: a header that is understood, then lines with as many columns.

    Columns stand between tabs, several blanks or upright strokes (Markdown).
    """
    grids: list[Grid] = []
    at, above = 0, 0
    while at < len(lines):
        cells = _columns(lines[at])
        if len(cells) < 2 or not is_header([c.text for c in cells.values()]):
            at += 1
            continue
        text = "\n".join(line.text for line in lines[above:at])
        grid = Grid([GridRow(cells)], {}, text, lines[above].start)
        at += 1
        while at < len(lines):
            row = _columns(lines[at])
            if not _RULER.fullmatch(lines[at].text):
                if len(row) < 2 or max(row) >= grid.width:
                    break
                grid.rows.append(GridRow(row))
            at += 1
        if len(grid.rows) > 1:
            grids.append(grid)
            above = at
    return grids


def _columns(line: Line) -> dict[int, GridCell]:
    stroked = re.search(r"[|│｜]", line.text) is not None
    cells: dict[int, GridCell] = {}
    at = column = 0
    for gap in [*_COLUMNS.finditer(line.text), None]:
        if gap is not None and stroked and gap[0] not in "|│｜":
            continue
        end = gap.start() if gap else len(line.text)
        text = line.text[at:end].strip()
        if text:
            start = line.start + at + line.text[at:end].find(text)
            cells[column] = GridCell(start, start + len(text), text)
        # A stroke at the beginning of a line opens no column.
        column += not (stroked and end == 0)
        at = gap.end() if gap else end
    return cells
