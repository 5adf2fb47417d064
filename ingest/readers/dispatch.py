"""Which reader a file needs, seen from its bytes and not from its name (格式识别)."""

from __future__ import annotations

import io
import zipfile
from importlib import import_module
from pathlib import Path
from typing import IO, Final

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
    "picture": ("ingest.readers.picture", "read_picture"),
}
# What packages hold and files that somebody put together do not: Office, OpenDocument and EPUB.
PACKAGE_MARKS: Final = {"[Content_Types].xml", "mimetype"}
MAIL_FIELDS: Final = {
    b"from", b"to", b"subject", b"date", b"mime-version", b"received", b"message-id", b"content-type", b"return-path",
}  # fmt: skip
PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
"""PNG, JPEG, TIFF in both orders of bytes."""


def format_of(data: bytes, file_name: str) -> str:
    """`pdf`, `docx`, `doc`, `ofd`, `picture`, `zip`, `mail`, or `text` for anything else; the last three have no reader.

    Raises Encrypted for an encrypted Office file, UnknownFormat for containers that no reader takes.
    """
    if b"%PDF-" in data[:PDF_WITHIN]:
        return "pdf"
    if data.startswith(ole.MAGIC):
        return _of_compound(data, file_name)
    if data.startswith(ZIP):
        return _of_zip(data, file_name)
    # A text may begin with BM as well, but a bitmap has four zeros then.
    if data.startswith(PICTURES) or (data.startswith(b"BM") and data[6:10] == bytes(4)):
        return "picture"
    return "mail" if looks_like_mail(data[: 64 << 10]) else "text"


def begins_as_document(path: Path) -> bool:
    """Whether the first bytes are the marks of a PDF, an Office file, a container or a picture; raises OSError."""
    with path.open("rb") as file:
        head = file.read(PDF_WITHIN)
    return b"%PDF-" in head or head.startswith((ole.MAGIC, *ZIP, *PICTURES))


def _of_compound(data: bytes, file_name: str) -> str:
    streams = ole.stream_names(data, file_name)
    if "encryptedpackage" in streams:
        raise Encrypted(f"{file_name}: the file asks for a password; remove it and give the file again")
    if streams & {"workbook", "book"}:
        raise UnknownFormat(f"{file_name}: this is a workbook (.xls, .et); save it as .xlsx or .csv")
    return "doc"


def zip_kind(file: IO[bytes], file_name: str) -> str:
    """`ofd`, `docx`, `xlsx`, `office` for other packages, `zip` for files that somebody put together; by the names inside.

    A container that is broken is what its name says; raises Damaged where that says nothing.
    """
    try:
        with zipfile.ZipFile(file) as container:
            names = set(container.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        for kind in ("ofd", "docx"):
            if file_name.lower().endswith(f".{kind}"):
                return kind
        raise Damaged(f"{file_name}: the zip container is damaged ({error}); save or send the file again") from error
    if "OFD.xml" in names:
        return "ofd"
    if not names & PACKAGE_MARKS and "word/document.xml" not in names:
        return "zip"
    roots = {name.partition("/")[0] for name in names}
    return "docx" if "word" in roots else "xlsx" if "xl" in roots else "office"


def _of_zip(data: bytes, file_name: str) -> str:
    kind = zip_kind(io.BytesIO(data), file_name)
    if kind in ("xlsx", "office"):
        what = "a workbook" if kind == "xlsx" else "an Office file without text"
        raise UnknownFormat(
            f"{file_name}: this is {what}, not a document; give .docx, .doc, .wps, .ofd, .pdf or a text"
        )
    return kind


def looks_like_mail(head: bytes) -> bool:
    """Whether a text begins with the head of a mail (RFC 5322): lines of known fields down to the first empty one."""
    known = set()
    for line in head.lstrip(b"\xef\xbb\xbf\r\n").splitlines():
        if not line.strip():
            break
        field, colon, _ = line.partition(b":")
        if line[:1] in b" \t" or line.startswith(b"From "):
            continue
        if not colon or not field.replace(b"-", b"").isalnum() or not field.isascii():
            return False
        known.add(field.lower())
    return len(known & MAIL_FIELDS) >= 3


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
