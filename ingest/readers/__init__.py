"""Readers of document files, one module a format (文档读取)."""

from ingest.readers.dispatch import format_of, read
from ingest.readers.errors import ReadError
from ingest.readers.limits import DEFAULT_LIMITS, ReaderLimits
from ingest.readers.model import Block, BlockKind, Place, Reader, Reading, ReadText, joined

__all__ = [
    "DEFAULT_LIMITS",
    "Block",
    "BlockKind",
    "Place",
    "ReadError",
    "ReadText",
    "Reader",
    "ReaderLimits",
    "Reading",
    "format_of",
    "joined",
    "read",
]
