"""What a reader makes of hurt bytes: a reading or one of our errors, within a CPU second (a busy machine adds none)."""

from __future__ import annotations

import time

from ingest.readers.errors import ReadError
from ingest.readers.limits import DEFAULT_LIMITS
from ingest.readers.model import Reader, Reading


def outcome_of(reader: Reader, data: bytes, file_name: str) -> str:
    """The name of the error, or `read`; another error passes on and fails the test."""
    started = time.process_time()
    try:
        reading = reader(data, file_name, DEFAULT_LIMITS)
    except ReadError as error:
        return type(error).__name__
    finally:
        assert time.process_time() - started < 1
    assert isinstance(reading, Reading)
    return "read"
