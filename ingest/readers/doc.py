"""Word 97–2003 (.doc) and WPS Writer (.wps) files: OLE containers read by their piece table (旧版文字文档).

Source: [MS-DOC] 2.5 (FIB), 2.8.35 (PlcPcd), 2.9.38 (Clx), 2.9.112 (FKP), 2.4.3 (tables by 0x07 and PAPX).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import olefile

from ingest.readers import ole
from ingest.readers.doc_stories import Paragraph, Piece, Properties, Stories
from ingest.readers.errors import Damaged, Encrypted, NoText, TooLarge, UnknownFormat
from ingest.readers.limits import Deadline, ReaderLimits
from ingest.readers.model import Reading

_WORD_MAGIC: Final = 0xA5EC
# Word 6 writes 101, Word 95 writes 103 and 104; both have another FIB and no 0Table or 1Table. Word 97 writes 193.
_FIRST_WORD_97: Final = 106
_FLAG_ENCRYPTED: Final = 0x0100
_FLAG_TABLE_1: Final = 0x0200
_STORIES_AT: Final = 76
_PAIRS_AT: Final = 154
_PAIR_STYLES, _PAIR_PARAGRAPHS, _PAIR_CLX = 1, 13, 33
_PIECE_COMPRESSED: Final = 0x40000000
_PAGE: Final = 512
# Windows-1252 where it differs from Latin-1; the five bytes without a meaning stay controls, which are dropped.
_CP1252: Final = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_STYLE_TITLE: Final = 62
_NO_STYLE: Final = 0xFFF


def read_doc(data: bytes, file_name: str, limits: ReaderLimits) -> Reading:
    """Read a Word 97–2003 or WPS file.

    Body first, then footnotes, endnotes and text boxes as paragraphs, headers and footers as FOOTER; comments are
    left out with a note. Headings come from the built-in heading styles and outline levels, list items and table rows
    from the paragraph properties; where those are damaged, all is PARAGRAPH and two cell marks in a row end a row
    (an empty cell then looks like a row's end). A cell without text gives no block, its column is counted. Pages are
    unknown. Changes to paragraph properties by fast saving (Prm of a piece) are not followed, numbers that Word makes
    for list items are not in the text.

    Raises Damaged, Encrypted, NoText, TooLarge, TooSlow and UnknownFormat (Word 6/95, another OLE file).
    """
    limits.check_size(len(data), file_name)
    word = _opened(data, file_name)
    deadline = Deadline(file_name, limits.seconds)
    text, pieces = word.text(limits, deadline)
    notes: list[str] = []
    try:
        properties = word.properties(pieces, deadline)
    except (struct.error, IndexError):
        properties = None
        notes.append("paragraph properties are damaged: no headings, table rows guessed from the cell marks")
    reader = Stories(file_name, limits, deadline, properties)
    sizes = word.stories()
    if sum(sizes.values()) > len(text):
        raise Damaged(f"{file_name}: its text breaks off after {len(text)} characters; save or send the file again")
    start = 0
    for name, size in sizes.items():
        if name in ("comments", "macros") and size:
            notes.append(f"{name} left out: {size} characters")
        elif size:
            reader.read(text, start, start + size, footer=name.startswith("header"))
        start += size
    if not reader.body:
        raise NoText(f"{file_name}: no text, {reader.pictures} pictures; the extra `ocr` is for scans (save as PDF)")
    if reader.pictures:
        notes.append(f"pictures and drawn objects left out: {reader.pictures}")
    if reader.numbered:
        notes.append(f"automatic numbers are not in the text: {reader.numbered} paragraphs")
    return Reading("doc", reader.body + reader.footers, notes)


@dataclass(slots=True)
class _Word:
    """The streams of a Word file; offsets are those of the FIB."""

    file_name: str
    main: bytes
    table: bytes
    extra: bytes

    def damaged(self, what: str) -> Damaged:
        return Damaged(f"{self.file_name}: {what}; save or send the file again")

    def stories(self) -> dict[str, int]:
        """Lengths in characters of the parts of the text, in their order."""
        names = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header boxes")
        sizes = dict(zip(names, struct.unpack_from("<8i", self.main, _STORIES_AT), strict=True))
        if min(sizes.values()) < 0:
            raise self.damaged("its header gives a negative length of text")
        return sizes

    def pair(self, number: int) -> bytes:
        """The part of the table stream that the FIB's pair (offset, length) points to; IndexError outside of it."""
        offset, length = struct.unpack_from("<II", self.main, _PAIRS_AT + 8 * number)
        if offset + length > len(self.table):
            raise IndexError(number)
        return self.table[offset : offset + length]

    def text(self, limits: ReaderLimits, deadline: Deadline) -> tuple[str, list[Piece]]:
        """The text of all parts, one character a UTF-16 unit, so that indices are character positions (CP)."""
        pieces = self._pieces()
        if pieces[-1].end > limits.characters:
            raise TooLarge(f"{self.file_name}: {pieces[-1].end} characters, more than {limits.characters}")
        parts = []
        for number, piece in enumerate(pieces):
            deadline.check(f"piece {number + 1} of {len(pieces)}")
            raw = self.main[piece.offset : piece.offset + (piece.end - piece.start) * piece.width]
            if len(raw) != (piece.end - piece.start) * piece.width:
                raise self.damaged(f"piece {number + 1} of its text lies outside the stream WordDocument")
            if piece.width == 1:
                parts.append(raw.decode("latin-1").translate(_CP1252))
                continue
            part = raw.decode("utf-16-le", "surrogatepass")
            whole = len(part) * 2 == len(raw)
            parts.append(part if whole else "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw))))
        return "".join(parts), pieces

    def _pieces(self) -> list[Piece]:
        try:
            clx = self.pair(_PAIR_CLX)
            at = 0
            while clx[at] == 1:
                at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
            if clx[at] != 2:
                raise self.damaged("its piece table is broken")
            (length,) = struct.unpack_from("<I", clx, at + 1)
            count, rest = divmod(length - 4, 12)
            if count < 1 or rest or at + 5 + length > len(clx):
                raise self.damaged("its piece table has no whole number of pieces")
            bounds = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
            descriptors = at + 5 + 4 * (count + 1)
            places = [struct.unpack_from("<I", clx, descriptors + 8 * number + 2)[0] for number in range(count)]
        except (struct.error, IndexError) as error:
            raise self.damaged("its piece table lies outside the table stream") from error
        if bounds[0] != 0 or any(end <= start for start, end in pairwise(bounds)):
            raise self.damaged("its piece table is not in order")
        return [
            Piece(start, end, (place & ~_PIECE_COMPRESSED) // 2, 1)
            if place & _PIECE_COMPRESSED
            else Piece(start, end, place, 2)
            for start, end, place in zip(bounds, bounds[1:], places, strict=False)
        ]

    def properties(self, pieces: list[Piece], deadline: Deadline) -> Properties | None:
        """Paragraph properties by position, None where the file has none; struct.error, IndexError where broken."""
        bins = self.pair(_PAIR_PARAGRAPHS)
        if not bins:
            return None
        count = (len(bins) - 4) // 8
        numbers = struct.unpack_from(f"<{count}I", bins, 4 * (count + 1))
        starts: list[int] = []
        ends: list[int] = []
        found: list[Paragraph] = []
        for number in sorted(set(numbers)):
            deadline.check(f"paragraph properties {number}")
            page = self.main[number * _PAGE : (number + 1) * _PAGE]
            runs = page[_PAGE - 1]
            bounds = struct.unpack_from(f"<{runs + 1}I", page)
            for run in range(runs):
                starts.append(bounds[run])
                ends.append(bounds[run + 1])
                found.append(self._paragraph(page, page[4 * (runs + 1) + 13 * run] * 2))
        order = sorted(range(len(starts)), key=starts.__getitem__)
        return Properties(
            pieces, [piece.start for piece in pieces],
            [starts[one] for one in order], [ends[one] for one in order], [found[one] for one in order], self._levels(),
        )  # fmt: skip

    def _paragraph(self, page: bytes, at: int) -> Paragraph:
        if at == 0:
            return Paragraph()
        size = 2 * page[at] - 1 if page[at] else 2 * page[at + 1]
        at += 1 if page[at] else 2
        paragraph = Paragraph(style=struct.unpack_from("<H", page, at)[0])
        self._apply(paragraph, page[at + 2 : at + size], huge=False)
        return paragraph

    def _apply(self, paragraph: Paragraph, changes: bytes, huge: bool) -> None:
        for code, operand in _changes(changes):
            value = int.from_bytes(operand[:4], "little")
            if code == 0x2416:
                paragraph.in_table = value != 0
            elif code == 0x2417:
                paragraph.row_end = value != 0
            elif code == 0x2640:
                paragraph.outline = value
            elif code == 0x460B:
                paragraph.listed = value not in (0, 0xF801)
            elif code in (0x6645, 0x6646) and not huge:
                # Too long for its page (rows of wide tables): the changes stand in the stream Data.
                (length,) = struct.unpack_from("<H", self.extra, value)
                self._apply(paragraph, self.extra[value + 2 : value + 2 + length], huge=True)

    def _levels(self) -> dict[int, int]:
        """Heading level of each style that is a built-in heading or rests on one."""
        sheet = self.pair(_PAIR_STYLES)
        if not sheet:
            return {}
        (at,) = struct.unpack_from("<H", sheet)
        (count,) = struct.unpack_from("<H", sheet, 2)
        at += 2
        levels: dict[int, int] = {}
        bases: dict[int, int] = {}
        for style in range(count):
            if at + 2 > len(sheet):
                break
            (length,) = struct.unpack_from("<H", sheet, at)
            if length >= 4:
                first, second = struct.unpack_from("<HH", sheet, at + 2)
                built_in = first & 0xFFF
                bases[style] = second >> 4
                if 1 <= built_in <= 9 or built_in == _STYLE_TITLE:
                    levels[style] = 1 if built_in == _STYLE_TITLE else built_in
            at += 2 + length + length % 2
        for style in list(bases):
            base, steps = bases[style], 0
            while style not in levels and base != _NO_STYLE and base in bases and steps < len(bases):
                if base in levels:
                    levels[style] = levels[base]
                base, steps = bases[base], steps + 1
        return levels


def _changes(changes: bytes) -> Iterator[tuple[int, bytes]]:
    """The single property modifiers (Sprm) of a list: their code and operand."""
    at = 0
    while at + 2 <= len(changes):
        (code,) = struct.unpack_from("<H", changes, at)
        at += 2
        size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
        if code == 0xD608:
            size = struct.unpack_from("<H", changes, at)[0] + 1
        elif size == 0:
            size = changes[at] + 1
        yield code, changes[at : at + size]
        at += size


def _opened(data: bytes, file_name: str) -> _Word:
    """Open the container and check the head of the stream WordDocument."""
    if not data.startswith(ole.MAGIC):
        raise UnknownFormat(f"{file_name}: no Word 97–2003 file (no OLE container); save as .docx and send that")
    ole.check_head(data, file_name)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {name[0].lower() for name in container.listdir() if len(name) == 1}
            if "encryptedpackage" in names:
                raise Encrypted(f"{file_name}: the document is encrypted; remove the password and save it again")
            if "worddocument" not in names:
                raise UnknownFormat(
                    f"{file_name}: an OLE file without the stream WordDocument (it has "
                    f"{', '.join(sorted(ascii(name) for name in names)[:5]) or 'none'}); save as .docx and send that"
                )
            main = container.openstream("WordDocument").read()
            table_name = _checked_head(main, file_name)
            if table_name.lower() not in names:
                raise Damaged(f"{file_name}: its stream {table_name} is missing; save or send the file again")
            table = container.openstream(table_name).read()
            extra = container.openstream("Data").read() if "data" in names else b""
    except ole.ERRORS as error:
        raise Damaged(f"{file_name}: the OLE container is damaged ({error}); save or send the file again") from error
    return _Word(file_name, main, table, extra)


def _checked_head(main: bytes, file_name: str) -> str:
    """Check magic, version and encryption; gives the name of the table stream."""
    if len(main) < _PAIRS_AT + 8 * (_PAIR_CLX + 1):
        raise Damaged(f"{file_name}: the stream WordDocument breaks off in its head; save or send the file again")
    magic, version = struct.unpack_from("<HH", main)
    (flags,) = struct.unpack_from("<H", main, 10)
    if magic != _WORD_MAGIC:
        raise Damaged(f"{file_name}: the stream WordDocument does not begin as Word does (0x{magic:04x})")
    if version < _FIRST_WORD_97:
        raise UnknownFormat(f"{file_name}: written by Word 6 or 95 (version {version}); save as .docx and send that")
    if flags & _FLAG_ENCRYPTED:
        raise Encrypted(f"{file_name}: the document is encrypted; remove the password and save it again")
    return "1Table" if flags & _FLAG_TABLE_1 else "0Table"
