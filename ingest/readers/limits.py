"""Limits of reading documents: input files are hostile until they have been counted (读取上限)."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from ingest.readers.errors import TooLarge, TooSlow


@dataclass(frozen=True, slots=True)
class ReaderLimits:
    """Every limit with its default and its reason."""

    # A paper with many pictures has 30 MB; more is a scan of a book or no paper.
    bytes: int = 100 << 20
    # The longest plans have 300 pages; a book of statistics about 900.
    pages: int = 2000
    # Seven million characters are forty novels.
    characters: int = 7_000_000
    # XML in zip files compresses 5 to 20 times, a zip bomb a thousand times.
    expansion: int = 200
    # Below this size the expansion does not matter (small files compress very well).
    expansion_free_bytes: int = 16 << 20
    # A document of 20 MB of XML was the largest seen; parsed it takes several times that.
    unpacked_bytes: int = 256 << 20
    # A Word file has some dozens of parts, an OFD of 300 pages about a thousand.
    zip_members: int = 10_000
    # Tables within tables within tables; more is made to break readers.
    depth: int = 20
    # A page of text takes 1 ms, a page with a ruled table up to 1 s. Time for OCR is counted apart.
    seconds: float = 120.0
    # A3 at 600 dots an inch has 70 million pixels; a decompression bomb has thousands of millions.
    pixels: int = 80_000_000
    # At 2 s a page ten minutes; longer scans are books.
    ocr_pages: int = 300
    # A page takes 1 to 2 s on two cores; thirty times that is a machine that stands still.
    ocr_seconds: float = 60.0

    def check_size(self, size: int, file_name: str) -> None:
        """Go on, or raise TooLarge where a file has more bytes; every reader asks this first."""
        if size > self.bytes:
            raise TooLarge(f"{file_name}: {size} bytes, more than {self.bytes}; split the file")


@dataclass(slots=True)
class Deadline:
    """A reader asks it between pages, rows or parts; raises TooSlow when the time is up."""

    file_name: str
    seconds: float
    started: float = field(default_factory=time.monotonic)

    def check(self, where: str) -> None:
        """Go on, or raise TooSlow naming how far it came."""
        if time.monotonic() - self.started > self.seconds:
            raise TooSlow(f"{self.file_name}: not read within {self.seconds:g} s (stopped at {where}); split the file")


DEFAULT_LIMITS = ReaderLimits()
