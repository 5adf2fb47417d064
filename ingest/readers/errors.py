"""Errors of reading a document file.

ReadError             code `document`
├── UnknownFormat     code `unknown_type`: no reader for what the bytes are
├── Encrypted         code `encrypted`: a password is needed
├── Damaged           code `damaged`: the file breaks off or contradicts itself
├── TooLarge          code `too_large`: over a limit of bytes, pages, characters, depth
├── ExpandsTooFar     code `expands`: a zip that grows beyond measure
├── TooSlow           code `too_slow`: over the time limit
└── NoText            code `no_text`: pictures only, or nothing at all
"""

from __future__ import annotations

from typing import ClassVar


class ReadError(Exception):
    """A file cannot be read; the text says what, where and what to do. `code` is stable."""

    code: ClassVar[str] = "document"


class UnknownFormat(ReadError):
    """No reader knows these bytes."""

    code = "unknown_type"


class Encrypted(ReadError):
    """The file asks for a password."""

    code = "encrypted"


class Damaged(ReadError):
    """The file breaks off or contradicts itself."""

    code = "damaged"


class TooLarge(ReadError):
    """The file is over a limit."""

    code = "too_large"


class ExpandsTooFar(ReadError):
    """A compressed file grows beyond measure."""

    code = "expands"


class TooSlow(ReadError):
    """Reading took longer than allowed."""

    code = "too_slow"


class NoText(ReadError):
    """The file holds no text."""

    code = "no_text"
