"""What reading a table gives: sheets with a header and records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ingest.tables.blocks import Block
    from ingest.tables.columns import ColumnGuess


class Problem(NamedTuple):
    """Why a record can't be used: a stable code and a message for people."""

    code: str
    message: str


class Record(NamedTuple):
    """One record below the header; `number` counts the file's records (a sheet's rows) from 1."""

    number: int
    cells: list[str]
    problem: Problem | None = None


@dataclass
class Sheet:
    """One sheet (a CSV file has one, without a name); its records can be read once.

    They come as `pieces`: records, and where the reader was asked for them blocks of many.
    `title` is the text above the header; `header_rows` are record numbers; `guess` is set where the
    table was read as one of a kind.
    """

    name: str | None
    header: list[str]
    header_rows: tuple[int, ...]
    title: str
    pieces: Iterator[Record | Block]
    guess: ColumnGuess | None = None

    @property
    def records(self) -> Iterator[Record]:
        """The records one by one."""
        for piece in self.pieces:
            if isinstance(piece, Record):
                yield piece
            else:
                yield from piece.records()


@dataclass
class Table:
    """A file read as a table. `size_hint` is about the number of records, for progress only."""

    file_name: str
    encoding: str
    delimiter: str
    spreadsheet: bool
    size_hint: int
    sheets: list[Sheet]
    skipped: list[str] = field(default_factory=list)
