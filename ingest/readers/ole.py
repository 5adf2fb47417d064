"""OLE containers (.doc, .wps, .xls, .et) opened with care: the head is checked before olefile follows it (复合文档)."""

from __future__ import annotations

import io
import struct
from typing import Final

import olefile

from ingest.readers.errors import Damaged

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR: Final = 512
# What olefile 0.47 raises over a broken container, found by flipping bytes: OleFileError is an OSError.
ERRORS: Final = (
    OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, struct.error,
    RecursionError, MemoryError,
)  # fmt: skip


def check_head(data: bytes, file_name: str) -> None:
    """Raise Damaged where the head promises more than the file can hold.

    olefile follows the counts of the head however large they are; no count can exceed the file's sectors.
    """
    if len(data) < 3 * _SECTOR:
        raise Damaged(f"{file_name}: the OLE container breaks off after {len(data)} bytes; send the file again")
    (shift,) = struct.unpack_from("<H", data, 30)
    counts = [struct.unpack_from("<I", data, at)[0] for at in (44, 64, 72)]
    if shift not in (9, 12) or max(counts) > len(data) // _SECTOR + 1:
        raise Damaged(f"{file_name}: the head of the OLE container is broken; save or send the file again")


def stream_names(data: bytes, file_name: str) -> set[str]:
    """Paths of the streams in lower case; raises Damaged."""
    check_head(data, file_name)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return {"/".join(entry).lower() for entry in container.listdir()}
    except ERRORS as error:
        raise Damaged(f"{file_name}: the OLE container is damaged ({error}); save or send the file again") from error
