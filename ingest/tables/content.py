"""From bytes to text: what kind of file it is, how it is packed, how it is encoded.

The content decides, never the file's name.
"""

from __future__ import annotations

import codecs
import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from ingest.tables.errors import BinaryTable, DamagedTable, EmptyTable, TableEncoding, TableTooLarge
from ingest.tables.limits import TableLimits

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0"
_STEP: Final = 1 << 20
_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "a PDF; save its table as .xlsx or .csv"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xfd7zXZ", "packed with xz; unpack it first"),
    (b"7z\xbc\xaf", "packed with 7-Zip; unpack it first"),
    (b"Rar!", "packed with RAR; unpack it first"),
    (b"BZh", "packed with bzip2; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd; unpack it first"),
)
# Share of broken characters below which UTF-8 with a damaged byte is likelier than another encoding.
_DAMAGED_SHARE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Encoding:
    """Name of the codec, bytes of BOM to skip, and whether some bytes could not be read."""

    name: str
    skip: int = 0
    damaged: bool = False


def load(source: bytes | Path, file_name: str, limits: TableLimits) -> bytes:
    """The file's bytes, unpacked if they are gzip; refuses what is empty or over the limits."""
    if isinstance(source, Path):
        size = source.stat().st_size
        if size > limits.bytes:
            raise _too_large(file_name, size, limits)
        source = source.read_bytes()
    if len(source) > limits.bytes:
        raise _too_large(file_name, len(source), limits)
    data = _gunzip(source, file_name, limits) if source.startswith(_GZIP) else source
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise EmptyTable(f"{file_name}: the file is empty; give a file with a header row and rows")
    if data.startswith(_GZIP):
        raise BinaryTable(f"{file_name}: packed twice with gzip; unpack it once")
    return data


def _too_large(file_name: str, size: int, limits: TableLimits) -> TableTooLarge:
    return TableTooLarge(
        f"{file_name}: {size:,} bytes or more, the limit is {limits.bytes:,}; split the file into parts"
    )


def _gunzip(packed: bytes, file_name: str, limits: TableLimits) -> bytes:
    out = bytearray()
    rest = packed
    try:
        while rest:
            engine = zlib.decompressobj(wbits=31)
            while not engine.eof:
                piece = engine.decompress(rest, _STEP)
                out += piece
                rest = engine.unconsumed_tail
                if len(out) > limits.bytes:
                    raise _too_large(file_name, len(out), limits)
                if len(out) > limits.expansion_free_bytes and len(out) > limits.expansion * len(packed):
                    raise TableTooLarge(
                        f"{file_name}: unpacks to more than {limits.expansion} times its size, which no "
                        "table does; check where the file comes from"
                    )
                if not engine.eof and not piece and not rest:
                    raise DamagedTable(
                        f"{file_name}: the gzip stream ends after {len(out):,} unpacked bytes; fetch the file again"
                    )
            rest = engine.unused_data
            if not rest.startswith(_GZIP):
                break  # gzip itself ignores padding after the last member
    except zlib.error as error:
        raise DamagedTable(f"{file_name}: broken gzip at unpacked byte {len(out):,} ({error})") from error
    return bytes(out)


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a ZIP container, as .xlsx is, or an OLE one, as .xls and .et are."""
    return data.startswith((_ZIP, OLE))


def refuse_binary(data: bytes, file_name: str) -> None:
    """Raise `BinaryTable` for what is plainly no text table."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryTable(f"{file_name}: the content is {what}")
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise BinaryTable(f"{file_name}: the content is a web page or XML; save the table as .xlsx or .csv")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    at = data.find(b"\0")
    if at >= 0:
        raise BinaryTable(f"{file_name}: binary content (a NUL byte at byte {at:,}); give a .csv or .xlsx file")


def find_encoding(data: bytes, file_name: str) -> Encoding:
    """BOM, else UTF-8, else GB18030, else UTF-8 with a few damaged bytes; raises `TableEncoding`."""
    if data.startswith(codecs.BOM_UTF8):
        return _utf8(data, 3, file_name)
    if data.startswith(codecs.BOM_UTF16_LE):
        return Encoding("utf-16-le", 2, _broken(data, "utf-16-le") is not None)
    if data.startswith(codecs.BOM_UTF16_BE):
        return Encoding("utf-16-be", 2, _broken(data, "utf-16-be") is not None)
    return _utf8(data, 0, file_name)


def _utf8(data: bytes, skip: int, file_name: str) -> Encoding:
    at = _broken(data, "utf-8")
    if at is None:
        return Encoding("utf-8", skip)
    if skip or _damaged_share(data) < _DAMAGED_SHARE:
        return Encoding("utf-8", skip, damaged=True)
    other = _broken(data, "gb18030")
    if other is None:
        return Encoding("gb18030")
    raise TableEncoding(
        f"{file_name}: neither UTF-8 (byte {at:,} does not fit) nor GB18030 (byte {other:,} does not fit); "
        "save the file as UTF-8"
    )


def _broken(data: bytes, codec: str) -> int | None:
    """Position of about the first byte that does not decode, without holding the text."""
    decoder = codecs.getincrementaldecoder(codec)()
    view = memoryview(data)
    for start in range(0, len(data), _STEP):
        try:
            decoder.decode(view[start : start + _STEP], start + _STEP >= len(data))
        except UnicodeDecodeError as error:
            return start + error.start
    return None


def _damaged_share(data: bytes) -> float:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    wide = broken = 0
    for start in range(0, len(data), _STEP):
        text = decoder.decode(data[start : start + _STEP], start + _STEP >= len(data))
        wide += sum(1 for c in text if c > "\x7f")
        broken += text.count("\ufffd")
    return broken / wide if wide else 1.0


def open_text(data: bytes, encoding: Encoding) -> TextIO:
    """The text as a stream of lines whose ends are kept as they are."""
    stream = io.BytesIO(data)
    stream.seek(encoding.skip)
    errors = "replace" if encoding.damaged else "strict"
    return io.TextIOWrapper(stream, encoding=encoding.name, errors=errors, newline="")
