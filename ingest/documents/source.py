"""A document file as the text that spans point into, whatever its format (文档文本)."""

from __future__ import annotations

from typing import Final

from ingest.documents.decode import DecodedText, read_text
from ingest.readers import format_of, joined, read
from ingest.readers.errors import TooLarge

TEXT_BYTES: Final = 20 << 20
"""A text of 20 MiB is 7 million characters: no paper is so long, a wrong file often is."""


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
    reading = read(format, data, file_name)
    made = joined(reading.blocks)
    return DecodedText(
        made.text, reading.format, reading.format, made.headings, made.places, tuple(reading.notes), whole_lines=True
    )
