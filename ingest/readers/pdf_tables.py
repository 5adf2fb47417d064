"""What pdfplumber adds to a page where pdfium does not suffice: ruled tables, letters of missing fonts (有线表格)."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from pdfminer.pdfexceptions import PDFException

from ingest.readers.glyph_lines import Glyph, Line, RuledTable, Segment, glue, line_of, rows, segments

if TYPE_CHECKING:
    import pdfplumber

# Room that word processors leave left and right of a cell's text together, in points.
CELL_PADDING = 12.0
# What pdfminer and pdfplumber raise on broken pages that pdfium still reads.
_BROKEN = (
    PDFException,
    struct.error,
    zlib.error,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    OSError,
)
_Box = tuple[float, float, float, float]
_Found = TypeVar("_Found")
_log = logging.getLogger(__name__)


class TableFinder:
    """Opens the file a second time with pdfplumber at the first page that needs it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: pdfplumber.pdf.PDF | None = None

    def __enter__(self) -> TableFinder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def completed(self, number: int, glyphs: list[Glyph]) -> list[Glyph] | None:
        """Glyphs with those that pdfium leaves out: pieces in fonts that neither file nor computer has.

        None where pdfplumber cannot tell them either.
        """
        more = self._on_page(number, _glyphs)
        if more is None or any(len(glyph.char) > 4 for glyph in more):
            # pdfminer writes `(cid:12)` for a letter without a name, ligatures have up to three letters.
            return None
        taken = {(glyph.char, round(glyph.x0 / 3), round(glyph.y / 3)) for glyph in glyphs}
        return glyphs + [
            glyph
            for glyph in more
            if not any(
                (glyph.char, round(glyph.x0 / 3) + across, round(glyph.y / 3) + down) in taken
                for across in (-1, 0, 1)
                for down in (-1, 0, 1)
            )
        ]

    def take(self, number: int, glyphs: Sequence[Glyph]) -> tuple[list[Segment], list[Glyph]] | None:
        """Tables of page `number` (from one) and the glyphs outside them; None where pdfplumber fails."""
        found = self._on_page(number, _cells)
        if found is None:
            return None
        tables: list[Segment] = []
        left = list(glyphs)
        for boxes in found:
            table, left = _filled(boxes, left)
            if table is not None:
                tables.append(table)
        return tables, left

    def _on_page(self, number: int, look: Callable[[pdfplumber.page.Page], _Found]) -> _Found | None:
        # pdfplumber takes 0.5 s to import and most files need none of it.
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException

        try:
            if self._pdf is None:
                self._pdf = pdfplumber.open(io.BytesIO(self._data))
            page = self._pdf.pages[number - 1]
            try:
                return look(page)
            finally:
                page.close()
        except (PdfminerException, *_BROKEN) as error:
            _log.debug("page %d: not read by pdfplumber: %s", number, error)
            return None


def _cells(page: pdfplumber.page.Page) -> list[list[list[_Box | None]]]:
    """Cells by table and row."""
    tables = sorted(page.find_tables(), key=lambda one: float(one.bbox[1]))
    return [[[_box(cell) for cell in row.cells] for row in table.rows] for table in tables]


def _glyphs(page: pdfplumber.page.Page) -> list[Glyph]:
    return [
        Glyph(
            char["text"],
            float(char["x0"]),
            float(char["x1"]),
            float(page.height) - float(char["matrix"][5]),
            round(float(char["size"]), 1),
        )
        for char in page.chars
        if char["upright"] and char["text"]
    ]


def _box(cell: tuple[float, float, float, float] | None) -> _Box | None:
    return None if cell is None else (float(cell[0]), float(cell[1]), float(cell[2]), float(cell[3]))


def _filled(boxes: Sequence[Sequence[_Box | None]], glyphs: list[Glyph]) -> tuple[Segment | None, list[Glyph]]:
    """A table with its text, and the glyphs that are not in it; frames around text are no tables."""
    columns = max(map(len, boxes), default=0)
    cells = {
        (row, column): box for row, line in enumerate(boxes) for column, box in enumerate(line, 1) if box is not None
    }
    if columns < 2 or len(cells) < 2:
        return None, glyphs
    inside: dict[tuple[int, int], list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - 0.3 * glyph.size
        for place, (x0, top, x1, bottom) in cells.items():
            if x0 <= x < x1 and top <= y < bottom:
                inside.setdefault(place, []).append(glyph)
                break
        else:
            outside.append(glyph)
    texts = {place: _cell_text(found, cells[place]) for place, found in inside.items()}
    if not any(texts.values()):
        return None, glyphs
    said = [
        [(column, text) for column in range(1, columns + 1) if (text := texts.get((row, column)))]
        for row in range(len(boxes))
    ]
    x0, x1 = min(box[0] for box in cells.values()), max(box[2] for box in cells.values())
    top = min(box[1] for box in cells.values())
    return Segment(x0, x1, top, 1.0, table=RuledTable(columns, [row for row in said if row])), outside


def _cell_text(glyphs: Sequence[Glyph], box: _Box) -> str:
    """Lines of a cell as one text; a line that ended although more would have fitted keeps a blank after it."""
    text = ""
    before: Line | None = None
    for line in (line_of(row, box[0], box[2]) for row in rows(segments(glyphs))):
        if before is not None:
            room = box[2] - box[0] - CELL_PADDING - (before.x1 - before.x0)
            text += " " if room > line.first_width + 0.5 * line.size else glue(text, line.text)
        text += line.text
        before = line
    return text
