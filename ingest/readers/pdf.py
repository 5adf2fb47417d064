"""PDF (PDF 读取): pdfium gives glyphs, pdfplumber the cells of ruled tables where lines are drawn, OCR scanned pages."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.readers import ocr
from ingest.readers.errors import Damaged, Encrypted, NoText, ReadError, TooLarge
from ingest.readers.glyph_lines import Glyph, Segment, segments
from ingest.readers.limits import Deadline, ReaderLimits
from ingest.readers.model import Reading
from ingest.readers.page_blocks import PageText, blocks_of
from ingest.readers.pdf_tables import TableFinder

# A frame has two lines each way, a table at least one more; a drawing may have many thousand.
TABLE_LINES = 2
DRAWING_LINES = 4000
# Drawn objects looked at for lines and pictures; a map has a hundred thousand.
OBJECTS = 20_000
# A drawn line is thinner than this, in points.
THIN = 3.0
# A page with more than this share of characters that its fonts do not name is noted.
UNNAMED = 0.3
# A page with a picture and fewer Chinese characters than this is taken for a scan, be it with a stamp or a number on it,
SCAN_CHINESE = 30
# unless it has so much other text, or its pictures fill less than this share of it: a cover with a coat of arms.
SCAN_LETTERS = 200
SCAN_SHARE = 0.25

# pdfium is not safe to call from two threads at once.
_PDFIUM = threading.Lock()


def read_pdf(data: bytes, file_name: str, limits: ReaderLimits) -> Reading:
    """Read a PDF's text, tables, headings and captions; pages that are pictures by OCR where that is installed.

    Raises Encrypted, Damaged, TooLarge (pages, characters), TooSlow, NoText. Pages count from one.
    """
    limits.check_size(len(data), file_name)
    deadline = Deadline(file_name, limits.seconds)
    notes: list[str] = []
    if b"%%EOF" not in data[-2048:]:
        notes.append("the file has no end mark, it may have broken off")
    scans = ocr.OcrPages(file_name, limits)
    with _PDFIUM:
        pages = _read_pages(data, file_name, limits, deadline, scans, notes)
    if not any(page.segments or page.aside for page in pages):
        if scans.skipped:
            raise ocr.required(file_name, f"pictures only ({len(pages)} pages)")
        if scans.looked:
            raise NoText(f"{file_name}: pictures only ({len(pages)} pages), OCR found no text in them; scan them again")
        raise NoText(f"{file_name}: {len(pages)} pages without text or pictures; send the file again")
    deadline.check("joining lines")
    return Reading("pdf", blocks_of(pages), [*notes, *scans.notes()])


def _read_pages(
    data: bytes, file_name: str, limits: ReaderLimits, deadline: Deadline, scans: ocr.OcrPages, notes: list[str]
) -> list[PageText]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _open_error(error, file_name) from error
    pages: list[PageText] = []
    characters = 0
    with closing(document), TableFinder(data) as tables:
        count = len(document)
        if count > limits.pages:
            raise TooLarge(f"{file_name}: {count} pages, more than {limits.pages}; split the file")
        for index in range(count):
            deadline.check(f"page {index + 1}")
            try:
                with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
                    characters += textpage.count_chars()
                    if characters > limits.characters:
                        raise TooLarge(
                            f"{file_name}: more than {limits.characters} characters (at page {index + 1}); split the file"
                        )
                    before = scans.seconds
                    pages.append(_read_page(index + 1, page, textpage, tables, scans, notes))
                    deadline.seconds += scans.seconds - before
            except pdfium.PdfiumError as error:
                raise Damaged(
                    f"{file_name}: page {index + 1} of {count} is damaged ({error}); save or send the file again"
                ) from error
    return pages


def _open_error(error: pdfium.PdfiumError, file_name: str) -> ReadError:
    if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        return Encrypted(f"{file_name}: asks for a password; save it without one")
    return Damaged(f"{file_name}: the PDF is damaged ({error}); save or send the file again")


def _read_page(
    number: int,
    page: pdfium.PdfPage,
    textpage: pdfium.PdfTextPage,
    tables: TableFinder,
    scans: ocr.OcrPages,
    notes: list[str],
) -> PageText:
    sheet = _Sheet.of(page)
    drawn = _drawn(page, textpage)
    glyphs, aside, unnamed = _glyphs(textpage, sheet)
    if drawn.left_out:
        if (more := tables.completed(number, glyphs)) is None:
            notes.append(f"page {number}: some letters are missing, their font is not in the file; embed the fonts")
        else:
            glyphs = more
    total = len(glyphs) + len(aside) + unnamed
    if unnamed > UNNAMED * total:
        notes.append(f"page {number}: fonts do not name {unnamed} of {total} characters, those are missing")
    read = _is_scan(glyphs, drawn, sheet) and _read_scan(number, page, glyphs, drawn, scans)
    ruled: list[Segment] = []
    if glyphs and drawn.across > TABLE_LINES and drawn.down > 1:
        if drawn.across + drawn.down > DRAWING_LINES:
            notes.append(f"page {number}: a drawing of many lines, no tables looked for")
        elif (found := tables.take(number, glyphs)) is None:
            notes.append(f"page {number}: its tables cannot be told apart, read as text")
        else:
            ruled, glyphs = found
    return PageText(number, sheet.width, sheet.height, [*segments(glyphs), *ruled], aside, read)


def _is_scan(glyphs: Sequence[Glyph], drawn: _Drawn, sheet: _Sheet) -> bool:
    inked = [glyph.char for glyph in glyphs if not glyph.char.isspace()]
    if not drawn.pictures or sum("\u4e00" <= char <= "\u9fff" for char in inked) >= SCAN_CHINESE:
        return False
    return not inked or (len(inked) < SCAN_LETTERS and drawn.area >= SCAN_SHARE * sheet.width * sheet.height)


def _read_scan(number: int, page: pdfium.PdfPage, glyphs: list[Glyph], drawn: _Drawn, scans: ocr.OcrPages) -> bool:
    """Add to `glyphs` what OCR finds beside them; whether it found anything."""
    if not ocr.available():
        scans.skipped.append(number)
        return False
    if drawn.pixels > scans.limits.pixels:
        raise TooLarge(
            f"{scans.file_name}: page {number} holds a picture of {drawn.pixels} pixels, more than "
            f"{scans.limits.pixels}; scan it at a lower resolution"
        )
    width, height = page.get_size()
    scale = min(ocr.DPI / 72, ocr.SIDE / max(width, height, 1.0))
    with closing(page.render(scale=scale, may_draw_forms=False)) as bitmap:
        pixels = bitmap.to_numpy()[:, :, :3].copy()
    with _others_go_first():
        seen = scans.read(number, pixels, 1 / scale)
    more = [glyph for glyph in seen if not any(_over(glyph, other) for other in glyphs)]
    glyphs += more
    return bool(more)


def _over(seen: Glyph, known: Glyph) -> bool:
    """Whether a recognised letter is one that the file names itself."""
    near = abs(seen.y - known.y) < 0.8 * max(seen.size, known.size)
    return near and known.x0 - seen.size < (seen.x0 + seen.x1) / 2 < known.x1 + seen.size


@contextmanager
def _others_go_first() -> Iterator[None]:
    """Other files may be read while this one waits for OCR."""
    _PDFIUM.release()
    try:
        yield
    finally:
        _PDFIUM.acquire()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How a page's own coordinates lie on the page as shown."""

    left: float
    bottom: float
    own_width: float
    own_height: float
    turn: int

    @staticmethod
    def of(page: pdfium.PdfPage) -> _Sheet:
        left, bottom, right, top = page.get_mediabox()
        return _Sheet(left, bottom, right - left, top - bottom, page.get_rotation() // 90)

    @property
    def width(self) -> float:
        return self.own_height if self.turn % 2 else self.own_width

    @property
    def height(self) -> float:
        return self.own_width if self.turn % 2 else self.own_height

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        return ((x, self.own_height - y), (y, x), (self.own_width - x, y), (self.own_height - y, self.own_width - x))[
            self.turn
        ]

    def direction(self, x: float, y: float) -> tuple[float, float]:
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.turn]


def _glyphs(textpage: pdfium.PdfTextPage, sheet: _Sheet) -> tuple[list[Glyph], str, int]:
    """Upright glyphs in the file's order, text drawn aslant, and the number of characters without a name."""
    raw = textpage.raw
    box, matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    found: list[Glyph] = []
    aside: list[str] = []
    unnamed = 0
    for index in range(textpage.count_chars()):
        if pdfium_c.FPDFText_IsGenerated(raw, index) == 1:
            continue
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        if code in (0x2, 0xFFFE):
            # So pdfium marks a hyphen at a line's end.
            char = "-"
        elif code in (0, 0xFFFD):
            unnamed += 1
            continue
        elif 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            char = _pair(raw, index, code)
        else:
            char = " " if code in (0x9, 0xA0) else chr(code)
        if not char or (ord(char) < 0x20) or not pdfium_c.FPDFText_GetMatrix(raw, index, matrix):
            continue
        across, down = sheet.direction(matrix.a, matrix.b)
        if abs(down) > 0.1 * abs(across) or across < 0:
            aside.append(char)
            continue
        pdfium_c.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
        one, other = sheet.point(box.left, box.bottom), sheet.point(box.right, box.top)
        size = pdfium_c.FPDFText_GetFontSize(raw, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        found.append(
            Glyph(
                char,
                min(one[0], other[0]),
                max(one[0], other[0]),
                sheet.point(x.value, y.value)[1],
                max(round(size, 1), 0.1),
            )
        )
    return found, "".join(aside).strip(), unnamed


def _pair(raw: object, index: int, code: int) -> str:
    """A rare character that pdfium gives as two halves: whole at its first half, nothing at its second."""
    if not 0xD800 <= code < 0xDC00:
        return ""
    low = pdfium_c.FPDFText_GetUnicode(raw, index + 1)
    return chr(0x10000 + ((code - 0xD800) << 10) + low - 0xDC00) if 0xDC00 <= low < 0xE000 else ""


@dataclass(slots=True)
class _Drawn:
    across: int = 0
    down: int = 0
    pictures: int = 0
    area: float = 0.0
    pixels: int = 0
    left_out: bool = False


def _drawn(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> _Drawn:
    """Count horizontal and vertical lines, pictures, and text that pdfium leaves out; a path of many pieces may be a whole grid."""
    drawn = _Drawn()
    _count(pdfium_c.FPDFPage_CountObjects(page), partial(pdfium_c.FPDFPage_GetObject, page), textpage, drawn, 3)
    return drawn


def _count(count: int, get: Callable[[int], object], textpage: pdfium.PdfTextPage, drawn: _Drawn, depth: int) -> None:
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(count, OBJECTS)):
        piece = get(index)
        kind = pdfium_c.FPDFPageObj_GetType(piece)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            _count_picture(piece, drawn, sides)
        elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            drawn.left_out = drawn.left_out or _is_left_out(piece, textpage, sides)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth > 0:
            _count(
                pdfium_c.FPDFFormObj_CountObjects(piece),
                partial(pdfium_c.FPDFFormObj_GetObject, piece),
                textpage,
                drawn,
                depth - 1,
            )
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH and pdfium_c.FPDFPageObj_GetBounds(piece, *sides):
            left, bottom, right, top = (side.value for side in sides)
            wide, high = right - left > THIN, top - bottom > THIN
            # A box of five segments has two lines each way, a grid in one path more.
            lines = max(1, pdfium_c.FPDFPath_CountSegments(piece) // 4) + 1 if wide and high else 1
            drawn.across += lines * wide
            drawn.down += lines * high


def _count_picture(piece: object, drawn: _Drawn, sides: list[ctypes.c_float]) -> None:
    drawn.pictures += 1
    across, down = ctypes.c_uint(), ctypes.c_uint()
    if pdfium_c.FPDFImageObj_GetImagePixelSize(piece, across, down):
        drawn.pixels = max(drawn.pixels, across.value * down.value)
    if pdfium_c.FPDFPageObj_GetBounds(piece, *sides):
        left, bottom, right, top = (side.value for side in sides)
        drawn.area += max(0.0, right - left) * max(0.0, top - bottom)


def _is_left_out(piece: object, textpage: pdfium.PdfTextPage, sides: list[ctypes.c_float]) -> bool:
    """Whether pdfium's text lacks this piece.

    A font that is neither in the file nor installed has no shapes: pdfium takes single letters of it for nothing, and
    equal pieces for one drawn twice.
    """
    if not pdfium_c.FPDFPageObj_GetBounds(piece, *sides):
        return False
    left, bottom, right, top = (side.value for side in sides)
    if right - left > 0.01 and top - bottom > 0.01:
        return False
    font = pdfium_c.FPDFTextObj_GetFont(piece)
    if not font or pdfium_c.FPDFFont_GetIsEmbedded(font) != 0:
        return False
    # The length in bytes counts the two of the end mark.
    return bool(pdfium_c.FPDFTextObj_GetText(piece, textpage, None, 0) <= 2)
