"""Which reader a file needs, seen from its bytes and not from its name (格式识别)."""

from __future__ import annotations

import io
import zipfile
from importlib import import_module
from typing import Final

from ingest.readers import ole
from ingest.readers.errors import Damaged, Encrypted, ReadError, UnknownFormat
from ingest.readers.limits import DEFAULT_LIMITS, ReaderLimits
from ingest.readers.model import Reader, Reading

ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PDF_WITHIN: Final = 1024
"""Readers look for the mark %PDF- in the first KiB; some printers write a few bytes before it."""
# A reader is imported when a file needs it: each brings a library of its own.
READERS: Final = {
    "pdf": ("ingest.readers.pdf", "read_pdf"),
    "docx": ("ingest.readers.docx", "read_docx"),
    "doc": ("ingest.readers.doc", "read_doc"),
    "ofd": ("ingest.readers.ofd", "read_ofd"),
}


def format_of(data: bytes, file_name: str) -> str:
    """`pdf`, `docx`, `doc`, `ofd`, or `text` for what is no container.

    Raises Encrypted for an encrypted Office file, UnknownFormat for containers that no reader takes.
    """
    if b"%PDF-" in data[:PDF_WITHIN]:
        return "pdf"
    if data.startswith(ole.MAGIC):
        return _of_compound(data, file_name)
    if data.startswith(ZIP):
        return _of_zip(data, file_name)
    return "text"


def _of_compound(data: bytes, file_name: str) -> str:
    streams = ole.stream_names(data, file_name)
    if "encryptedpackage" in streams:
        raise Encrypted(f"{file_name}: the file asks for a password; remove it and give the file again")
    if streams & {"workbook", "book"}:
        raise UnknownFormat(f"{file_name}: this is a workbook (.xls, .et); save it as .xlsx or .csv")
    return "doc"


def _of_zip(data: bytes, file_name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = set(container.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        names = set()
    if "OFD.xml" in names or (not names and file_name.lower().endswith(".ofd")):
        return "ofd"
    if any(name.startswith("word/") for name in names) or (not names and file_name.lower().endswith(".docx")):
        return "docx"
    what = "a workbook" if any(name.startswith("xl/") for name in names) else "a zip archive"
    raise UnknownFormat(f"{file_name}: this is {what}, not a document; give .docx, .doc, .wps, .ofd, .pdf or a text")


def read(format: str, data: bytes, file_name: str, limits: ReaderLimits = DEFAULT_LIMITS) -> Reading:
    """Read a file of a format that `format_of` gave; raises ReadError."""
    module, name = READERS[format]
    reader: Reader = getattr(import_module(module), name)
    try:
        return reader(data, file_name, limits)
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        # Libraries for these formats answer to hostile bytes with errors of any kind; one file must not end a batch.
        raise Damaged(
            f"{file_name}: can't be read as .{format} ({type(error).__name__}: {str(error)[:200]}); save it again"
        ) from error
