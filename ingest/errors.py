"""Errors of the ingest room.

IngestError          root; `code` is stable and counted in job summaries
├── WrongUse         what was asked for can't be meant
└── Refused          one file is not taken in; the others go on
"""

from __future__ import annotations


class IngestError(Exception):
    """Something about a job; the text says what, where and what to do."""

    code = "ingest"


class WrongUse(IngestError):
    """What was asked for can't be meant: a path that is not there, options that exclude each other."""

    code = "usage"


class Refused(IngestError):
    """One file is not taken in."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
