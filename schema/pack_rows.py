"""Rows of a pack's CSV files with their checks (分类体系表格的读取与校验).

Every cell is asked for by its column, and what is wrong is said with file, row
(the header is row 1, as in locators) and key.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from schema.errors import PackError
from schema.ids import pack_id

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._/-]*")
_FLAGS = {"yes": True, "no": False}


def confidence_of(text: str) -> Decimal | None:
    """A confidence in (0, 1] with at most three decimals, or None where the text is none."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 < value <= 1 or value != round(value, 3):
        return None
    return value


class Row:
    """One record of a table; its methods give cells or raise `PackError`."""

    __slots__ = ("cells", "number", "table")

    def __init__(self, table: Table, number: int, cells: list[str]) -> None:
        self.table = table
        self.number = number
        self.cells = cells

    def error(self, key: str, what: str) -> PackError:
        """An error that names this row and `key`."""
        return PackError(f"{self.table.file}: row {self.number}: {key}: {what}")

    @property
    def locator(self) -> str:
        """Such as `pack:qingdao/parks#r=3`."""
        return f"{self.table.locator}{self.number}"

    def optional(self, key: str) -> str:
        """The cell, empty where nothing is said."""
        return self.cells[self.table.columns[key]]

    def text(self, key: str) -> str:
        """The cell, which must not be empty."""
        value = self.cells[self.table.columns[key]]
        if not value:
            raise self.error(key, "the cell is empty; fill it in")
        return value

    def many(self, key: str) -> tuple[str, ...]:
        """The parts of a list joined by `|`; empty parts and repetitions are refused."""
        value = self.cells[self.table.columns[key]]
        if not value:
            return ()
        if "|" not in value and value == value.strip():
            return (value,)
        parts = value.split("|")
        if "" in parts or len(set(parts)) != len(parts) or any(p != p.strip() for p in parts):
            raise self.error(key, f"{value!r} has an empty, repeated or padded part between its | signs")
        return tuple(parts)

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """The cell, which must be one of `allowed`."""
        value = self.cells[self.table.columns[key]]
        if value not in allowed:
            raise self.error(key, f"{value!r} is not one of {', '.join(a or '(empty)' for a in allowed)}")
        return value

    def flag(self, key: str) -> bool:
        """`yes` or `no`."""
        return _FLAGS[self.choice(key, ("yes", "no"))]

    def integer(self, key: str) -> int:
        """A whole number of at least 0."""
        value = self.text(key)
        if not (value.isascii() and value.isdigit()):
            raise self.error(key, f"{value!r} is not a whole number")
        return int(value)

    def date(self, key: str) -> dt.date | None:
        """An ISO day, or None where the cell is empty."""
        value = self.optional(key)
        if not value:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise self.error(key, f"{value!r} is not a day like 2025-01-31") from None

    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """`valid_from` and `valid_to`; the first must not be after the second."""
        start, end = self.date("valid_from"), self.date("valid_to")
        if start is not None and end is not None and start > end:
            raise self.error("valid_to", f"{end} is before valid_from {start}")
        return start, end

    def confidence(self) -> Decimal:
        """The cell `confidence`: in (0, 1], at most three decimals."""
        text = self.cells[self.table.columns["confidence"]]
        known = self.table.confidences.get(text)
        if known is None:
            known = confidence_of(text)
            if known is None:
                raise self.error("confidence", f"{text!r} is not a number in (0, 1] with three decimals")
            self.table.confidences[text] = known
        return known

    def id(self, key: str, label: str) -> str:
        """The public id of a cell that holds a slug of this pack or a whole id."""
        return self.as_id(key, label, self.text(key))

    def as_id(self, key: str, label: str, value: str) -> str:
        """The public id for `value`: a slug of this pack, or a whole id (it has a colon)."""
        if ":" in value:
            return value
        if not _SLUG.fullmatch(value):
            raise self.error(key, f"{value!r} is not a slug; use letters, digits and the signs + . _ / -")
        return pack_id(self.table.pack, label, value)

    def ids(self, key: str, label: str) -> tuple[str, ...]:
        """The public ids of a list of slugs or ids."""
        return tuple([self.as_id(key, label, part) for part in self.many(key)])


class Table:
    """One CSV file of a pack: its columns are checked at once, its rows when they are asked for."""

    def __init__(self, pack: str, path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> None:
        self.pack = pack
        self.file = f"{pack}/{path.name}"
        self.locator = f"pack:{pack}/{path.stem}#r="
        self.complements = path.stem.endswith("_chains")
        self.confidences: dict[str, Decimal] = {}
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise PackError(f"{self.file}: byte {error.start}: not UTF-8; save the file as UTF-8") from None
        try:
            self._records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error as error:
            raise PackError(f"{self.file}: not a CSV file: {error}") from None
        header = self._records[0] if self._records else []
        unknown = [c for c in header if c not in columns and c not in optional]
        missing = [c for c in columns if c not in header]
        if unknown or missing or len(set(header)) != len(header):
            wrong = f"unknown: {', '.join(unknown) or '-'}; missing: {', '.join(missing) or '-'}"
            raise PackError(f"{self.file}: row 1: columns must be {', '.join(columns)} ({wrong}), each once")
        self.columns = {name: i for i, name in enumerate(header)}

    def __iter__(self) -> Iterator[Row]:
        width = len(self.columns)
        for number, cells in enumerate(self._records[1:], start=2):
            if len(cells) != width:
                raise PackError(
                    f"{self.file}: row {number}: {len(cells)} cells where the header has {width} "
                    f"(first: {cells[0] if cells else ''!r}); quote cells that hold commas"
                )
            yield Row(self, number, cells)
