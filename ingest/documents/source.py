"""A document file as the text that spans point into, whatever its format (文档文本)."""

from __future__ import annotations

from typing import Final

from ingest.documents.decode import DecodedText, read_text
from ingest.documents.mail import read_mail
from ingest.readers import DEFAULT_LIMITS, format_of, joined, read
from ingest.readers.errors import TooLarge, UnknownFormat
from ingest.readers.zip_files import listed

TEXT_BYTES: Final = 20 << 20
"""A text of 20 MiB is 7 million characters: no paper is so long, a wrong file often is."""


NAMED: Final = 5
"""Members that the refusal of an archive names."""


def open_source(data: bytes, file_name: str) -> DecodedText:
    """Text, headings and places of one file; raises DocumentError or ReadError.

    In formats that know paragraphs a line of the text is a whole one: nothing is joined over line ends.
    """
    if not data.strip():
        return read_text(data, file_name)
    format = format_of(data, file_name)
    if format == "text":
        if len(data) > TEXT_BYTES:
            raise TooLarge(f"{file_name}: a text larger than {TEXT_BYTES >> 20} MiB; split the document")
        return read_text(data, file_name)
    if format == "mail":
        return read_mail(data, file_name, DEFAULT_LIMITS)
    if format == "zip":
        raise _archive(data, file_name)
    reading = read(format, data, file_name)
    made = joined(reading.blocks)
    return DecodedText(
        made.text, reading.format, reading.format, made.headings, made.places, tuple(reading.notes), whole_lines=True
    )


def _archive(data: bytes, file_name: str) -> UnknownFormat:
    """The refusal of a zip of files, which names some of them."""
    names = listed(data, file_name, DEFAULT_LIMITS)
    shown = "、".join(names[:NAMED]) + (f" … ({len(names)} files)" if len(names) > NAMED else "")
    return UnknownFormat(
        f"{file_name}: a zip archive of files ({shown or 'none'}), not one document; "
        "unpack it and give one of them, or `scenariograph ingest` the archive, which takes in each"
    )
