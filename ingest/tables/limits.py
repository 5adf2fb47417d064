"""Limits of reading tables: input files are hostile until they have been counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableLimits:
    """Every limit with its default and its reason."""

    # A register of three million rows is about 1.1 GiB as CSV; text is read in pieces, so that disk is what it takes.
    bytes: int = 8 << 30
    # A workbook is read as a whole; a full sheet of 1,048,576 rows and 12 columns unpacks to about 700 MiB of XML.
    workbook_bytes: int = 2 << 30
    # `xz -9e` needs 65 MiB to unpack; more is asked for by files that are made to fill the memory.
    xz_memory: int = 128 << 20
    # Text tables compress 4 to 40 times; a zip bomb a thousand times.
    expansion: int = 200
    # Below this size the expansion does not matter (a small list of equal rows compresses very well).
    expansion_free_bytes: int = 16 << 20
    # Excel holds 1,048,576 rows a sheet; registers come as CSV with a few millions.
    rows: int = 5_000_000
    # Real lists have 5 to 60 columns; thousands mean that rows and columns were swapped.
    columns: int = 1_000
    # Excel's own limit is 32,767; Python's csv stops at 131,072, which also ends a runaway quote.
    cell_characters: int = 131_072
    # Each broken line costs a second reading of up to `cell_characters`.
    broken_lines: int = 200
    # Title rows, remarks and blank rows above the header; the longest seen were under ten.
    header_search_rows: int = 30
    # Parts of an xlsx; a workbook of a hundred sheets has about 300.
    zip_members: int = 10_000


DEFAULT_LIMITS = TableLimits()
