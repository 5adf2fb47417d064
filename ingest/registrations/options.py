"""Options of a table's source and the layout found in its header."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What the user says about a table; dates are None where nothing is known."""

    source_key: str
    file_name: str
    publisher: str | None = None
    published_on: dt.date | None = None
    url: str | None = None
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each field stands among the kept cells of one sheet (-1: no such column)."""

    sheet: str | None
    header: tuple[str, ...]
    fields: dict[str, int]
    capital_unit: str
    spreadsheet: bool
    as_of: dt.date | None

    def column(self, field: str) -> int:
        """Index of a field's cell, or -1."""
        return self.fields.get(field, -1)
