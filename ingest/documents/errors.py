"""Errors of reading a document.

DocumentError            code `document`
├── EmptyDocument        code `empty`: no bytes, or blanks only
├── BinaryDocument       code `binary`: not text, whatever its name says
├── UnknownEncoding      code `encoding`: no encoding gives readable text
└── NoSentences          code `no_sentences`: text without one sentence
"""

from __future__ import annotations

from typing import ClassVar


class DocumentError(Exception):
    """A document cannot be read; the text says what, where and what to do. `code` is stable."""

    code: ClassVar[str] = "document"


class EmptyDocument(DocumentError):
    """The file holds nothing but blanks."""

    code = "empty"


class BinaryDocument(DocumentError):
    """The file is not text."""

    code = "binary"


class UnknownEncoding(DocumentError):
    """No encoding gives readable text."""

    code = "encoding"


class NoSentences(DocumentError):
    """The text holds no sentence."""

    code = "no_sentences"
