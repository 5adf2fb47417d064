"""From a file to its plain bytes: gzip, xz, zstd and zip are unpacked to disk, within limits (解压).

What is packed how is seen from the bytes. Memory stays at a few MiB whatever the
size: small content is held, larger content lies in a temporary file that goes with
its `Content`.
"""

from __future__ import annotations

import io
import lzma
import os
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from ingest.tables.errors import BinaryTable, DamagedTable, EmptyTable, TableError, TableTooLarge
from ingest.tables.limits import TableLimits

GZIP: Final = b"\x1f\x8b"
XZ: Final = b"\xfd7zXZ\x00"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
ZIP: Final = b"PK\x03\x04"
STEP: Final = 1 << 20
HEAD: Final = 64 << 10
# Unpacked content up to this size is held in memory.
_HELD: Final = 8 << 20
# What no .zip of tables has: the parts of an Office package.
_PACKAGE_MARK: Final = "[Content_Types].xml"


class Content:
    """Plain bytes that can be opened as often as needed; `head` holds the first `HEAD` of them."""

    def __init__(self, source: bytes | Path) -> None:
        self._source = source
        self.size = len(source) if isinstance(source, bytes) else source.stat().st_size
        with self.open() as stream:
            self.head = stream.read(HEAD)

    @property
    def path(self) -> Path | None:
        """Where the bytes lie, None if they are held."""
        return self._source if isinstance(self._source, Path) else None

    def open(self) -> BinaryIO:
        """A new stream at the first byte."""
        if isinstance(self._source, bytes):
            return io.BytesIO(self._source)
        return self._source.open("rb", buffering=STEP)

    def pieces(self, skip: int = 0) -> Iterator[bytes]:
        """All bytes behind `skip`, in pieces of at most `STEP`."""
        with self.open() as stream:
            stream.seek(skip)
            while piece := stream.read(STEP):
                yield piece

    def read(self) -> bytes:
        """All bytes at once, for formats that can't be read otherwise."""
        return self._source if isinstance(self._source, bytes) else self._source.read_bytes()


def load(source: bytes | Path, file_name: str, limits: TableLimits) -> Content:
    """The file's content, unpacked where it is packed; refuses what is empty, broken or over the limits."""
    content = Content(source)
    _check_size(content.size, file_name, limits)
    unpack = _unpacker(content, file_name, limits)
    if unpack is not None:
        content = _stored(_within(unpack(), content.size, file_name, limits))
        inner = _unpacker(content, file_name, limits)
        if inner is not None:
            raise BinaryTable(f"{file_name}: packed twice; unpack it once")
    if content.size <= HEAD and not content.head.strip(b" \t\r\n\xef\xbb\xbf"):
        raise EmptyTable(f"{file_name}: the file is empty; give a file with a header row and rows")
    return content


def _unpacker(content: Content, file_name: str, limits: TableLimits) -> Callable[[], Iterator[bytes]] | None:
    head = content.head
    if head.startswith(GZIP):
        return lambda: _gzip(content, file_name)
    if head.startswith(XZ):
        return lambda: _xz(content, file_name, limits)
    if head.startswith(ZSTD):
        return lambda: _zstd(content, file_name)
    if head.startswith(ZIP):
        member = _only_member(content, file_name, limits)
        return None if member is None else lambda: _member(content, member, file_name)
    return None


def _check_size(size: int, file_name: str, limits: TableLimits) -> None:
    if size > limits.bytes:
        raise TableTooLarge(
            f"{file_name}: {size:,} bytes or more, the limit is {limits.bytes:,}; split the file into parts"
        )


def _within(pieces: Iterator[bytes], packed: int, file_name: str, limits: TableLimits) -> Iterator[bytes]:
    """The same pieces, stopped where they grow beyond the limits."""
    total = 0
    for piece in pieces:
        total += len(piece)
        _check_size(total, file_name, limits)
        if total > limits.expansion_free_bytes and total > limits.expansion * packed:
            raise TableTooLarge(
                f"{file_name}: unpacks to more than {limits.expansion} times its size, which no table does; "
                "check where the file comes from"
            )
        yield piece


def _stored(pieces: Iterator[bytes]) -> Content:
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) > _HELD:
            break
    else:
        return Content(bytes(held))
    handle, name = tempfile.mkstemp(prefix="scenariograph-", suffix=".table")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(held)
            del held
            for piece in pieces:
                file.write(piece)
        content = Content(Path(name))
    except BaseException:
        Path(name).unlink()
        raise
    weakref.finalize(content, _remove, name)
    return content


def _remove(name: str) -> None:
    Path(name).unlink(missing_ok=True)


def _damaged(file_name: str, how: str, total: int, error: Exception | None = None) -> TableError:
    if error is None:
        return DamagedTable(f"{file_name}: the {how} stream ends after {total:,} unpacked bytes; fetch the file again")
    return DamagedTable(f"{file_name}: broken {how} at unpacked byte {total:,} ({error}); fetch the file again")


def _gzip(content: Content, file_name: str) -> Iterator[bytes]:
    """All members; padding behind the last one is passed over, as gzip itself does."""
    total, engine = 0, zlib.decompressobj(wbits=31)
    try:
        with content.open() as stream:
            rest = stream.read(STEP)
            while rest:
                piece = engine.decompress(rest, STEP)
                total += len(piece)
                if piece:
                    yield piece
                rest = engine.unused_data if engine.eof else engine.unconsumed_tail
                if not rest or (engine.eof and len(rest) < len(GZIP)):
                    rest += stream.read(STEP)
                if engine.eof:
                    if not rest.startswith(GZIP):
                        return
                    engine = zlib.decompressobj(wbits=31)
    except zlib.error as error:
        raise _damaged(file_name, "gzip", total, error) from error
    raise _damaged(file_name, "gzip", total)


def _xz(content: Content, file_name: str, limits: TableLimits) -> Iterator[bytes]:
    total, engine = 0, lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=limits.xz_memory)
    try:
        with content.open() as stream:
            rest = stream.read(STEP)
            while rest or not engine.needs_input:
                piece = engine.decompress(rest, STEP)
                total += len(piece)
                if piece:
                    yield piece
                rest = b""
                if engine.eof:
                    rest = (engine.unused_data or stream.read(STEP)).lstrip(b"\0")
                    if not rest:
                        return
                    engine = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=limits.xz_memory)
                elif engine.needs_input:
                    rest = stream.read(STEP)
    except lzma.LZMAError as error:
        raise _damaged(file_name, "xz", total, error) from error
    raise _damaged(file_name, "xz", total)


def _zstd(content: Content, file_name: str) -> Iterator[bytes]:
    total = 0
    try:
        with content.open() as raw, pa.CompressedInputStream(pa.PythonFile(raw, mode="r"), "zstd") as stream:
            while piece := stream.read(STEP):
                total += len(piece)
                yield bytes(piece)
    except (OSError, pa.ArrowException) as error:
        raise _damaged(file_name, "zstd", total, error) from error


def _only_member(content: Content, file_name: str, limits: TableLimits) -> zipfile.ZipInfo | None:
    """The one file in a zip; None where the zip is a workbook."""
    try:
        with content.open() as stream, zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DamagedTable(f"{file_name}: the zip container is damaged ({error}); fetch the file again") from error
    if len(members) > limits.zip_members:
        raise TableTooLarge(f"{file_name}: {len(members):,} parts, the limit is {limits.zip_members:,}")
    if _PACKAGE_MARK in {m.filename for m in members} or any(m.filename.startswith(("xl/", "word/")) for m in members):
        return None
    files = [m for m in members if not m.is_dir() and not m.filename.startswith(("__MACOSX/", "."))]
    if len(files) != 1:
        names = ", ".join(m.filename for m in files[:5]) or "nothing"
        raise BinaryTable(f"{file_name}: a zip of {len(files)} files ({names}); unpack it and give the folder")
    if files[0].flag_bits & 1:
        raise BinaryTable(f"{file_name}: the zip asks for a password; pack it without one")
    return files[0]


def _member(content: Content, member: zipfile.ZipInfo, file_name: str) -> Iterator[bytes]:
    total = 0
    try:
        with content.open() as stream, zipfile.ZipFile(stream) as archive, archive.open(member) as part:
            while piece := part.read(STEP):
                total += len(piece)
                yield piece
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error, lzma.LZMAError) as error:
        raise _damaged(file_name, "zip", total, error) from error
