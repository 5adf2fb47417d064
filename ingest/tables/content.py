"""From bytes to text: what kind of file it is, how it is encoded.

The content decides, never the file's name. A file is looked through once, piece by
piece, before it is read.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import Final, TextIO

from ingest.tables.errors import BinaryTable, TableEncoding
from ingest.tables.unpack import ZIP, Content

OLE: Final = b"\xd0\xcf\x11\xe0"
PARQUET: Final = b"PAR1"
_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "a PDF; save its table as .xlsx or .csv"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"7z\xbc\xaf", "packed with 7-Zip; unpack it first"),
    (b"Rar!", "packed with RAR; unpack it first"),
    (b"BZh", "packed with bzip2; unpack it first"),
)
# Share of broken characters below which UTF-8 with a damaged byte is likelier than another encoding.
_DAMAGED_SHARE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Encoding:
    """Name of the codec, bytes of BOM to skip, whether some bytes could not be read, and how many lines there are."""

    name: str
    skip: int = 0
    damaged: bool = False
    lines: int = 0


def is_workbook(content: Content) -> bool:
    """Whether the bytes are a ZIP container, as .xlsx is, or an OLE one, as .xls and .et are."""
    return content.head.startswith((ZIP, OLE))


def refuse_binary(content: Content, file_name: str) -> None:
    """Raise `BinaryTable` for what is plainly no text table."""
    for signature, what in _SIGNATURES:
        if content.head.startswith(signature):
            raise BinaryTable(f"{file_name}: the content is {what}")
    head = content.head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise BinaryTable(f"{file_name}: the content is a web page or XML; save the table as .xlsx or .csv")
    if content.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    # Further down a stray NUL costs its row only.
    at = content.head.find(b"\0")
    if at >= 0:
        raise BinaryTable(f"{file_name}: binary content (a NUL byte at byte {at:,}); give a .csv or .xlsx file")


@dataclass(slots=True)
class _Scan:
    """What one pass over a file saw: lines, whether there are NUL bytes, about where decoding broke."""

    lines: int = 0
    nul: bool = False
    broken: int | None = None


def _scan(content: Content, codec: str, skip: int) -> _Scan:
    decoder = codecs.getincrementaldecoder(codec)()
    seen, at = _Scan(), skip
    for piece in content.pieces(skip):
        seen.lines += piece.count(b"\n")
        seen.nul = seen.nul or (codec != "utf-16-le" and codec != "utf-16-be" and b"\0" in piece)
        if seen.broken is None:
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as error:
                seen.broken = at + error.start
        at += len(piece)
    if seen.broken is None:
        try:
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            seen.broken = at
    return seen


def find_encoding(content: Content, file_name: str) -> Encoding:
    """BOM, else UTF-8, else GB18030, else UTF-8 with a few damaged bytes; raises `TableEncoding`."""
    for bom, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.head.startswith(bom):
            seen = _scan(content, codec, 2)
            return Encoding(codec, 2, seen.broken is not None, seen.lines)
    skip = 3 if content.head.startswith(codecs.BOM_UTF8) else 0
    seen = _scan(content, "utf-8", skip)
    if seen.broken is None:
        return Encoding("utf-8", skip, seen.nul, seen.lines)
    if skip or _damaged_share(content) < _DAMAGED_SHARE:
        return Encoding("utf-8", skip, True, seen.lines)
    other = _scan(content, "gb18030", 0)
    if other.broken is None:
        return Encoding("gb18030", 0, other.nul, other.lines)
    raise TableEncoding(
        f"{file_name}: neither UTF-8 (byte {seen.broken:,} does not fit) nor GB18030 (byte {other.broken:,} does not "
        "fit); save the file as UTF-8"
    )


def _damaged_share(content: Content) -> float:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    wide = broken = 0
    for piece in content.pieces():
        text = decoder.decode(piece)
        wide += len(text) - len(text.encode("ascii", "ignore"))
        broken += text.count("\ufffd")
    return broken / wide if wide else 1.0


def open_text(content: Content, encoding: Encoding) -> TextIO:
    """The text as a stream of lines whose ends are kept as they are."""
    stream = content.open()
    stream.seek(encoding.skip)
    errors = "replace" if encoding.damaged else "strict"
    return io.TextIOWrapper(stream, encoding=encoding.name, errors=errors, newline="")
