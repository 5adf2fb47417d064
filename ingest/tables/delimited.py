"""Delimited text (CSV) as records, with lines of unclosed quotes set aside one by one.

Python's csv reader lets an unclosed quote swallow the rest of the file in
silence. Here each record is read strictly; where that fails, the record's first
line is looked at alone: it is used if it is complete by itself, else set aside
with its line number, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ingest.tables.blocks import Block, read_block
from ingest.tables.errors import UnclosedQuote
from ingest.tables.limits import TableLimits
from ingest.tables.model import Problem, Record

# The header is searched in so many records besides its limit, and a sample behind it: these come one by one.
ONE_BY_ONE: Final = 1_500
BLOCK_CHARACTERS: Final = 1 << 21


class _Lines:
    """Lines that can be put back; remembers those taken since the last `mark`.

    Of a stream of text many lines are read ahead at once.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._stream = lines if isinstance(lines, io.TextIOBase) else None
        self._source = iter(lines)
        self.waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else next(self._source)
        self.taken.append(line)
        self.number += 1
        return line

    def mark(self) -> None:
        self.taken.clear()

    def put_back_after_first(self) -> None:
        again = self.taken[1:]
        self.waiting.extendleft(reversed(again))
        self.number -= len(again)
        del self.taken[1:]

    def look_ahead(self) -> bool:
        """Whether some lines of the source could be put in `waiting`."""
        if self._stream is not None:
            self.waiting.extend(self._stream.readlines(BLOCK_CHARACTERS))
            return bool(self.waiting)
        characters = 0
        for line in self._source:
            self.waiting.append(line)
            characters += len(line)
            if characters >= BLOCK_CHARACTERS:
                break
        return bool(self.waiting)

    def take_waiting(self) -> None:
        """All that waits is read."""
        self.number += len(self.waiting)
        self.waiting.clear()


def read_records(lines: Iterable[str], delimiter: str, file_name: str, limits: TableLimits) -> Iterator[Record]:
    """All records, blank ones too (with no cells), numbered from 1."""
    yield from _Reading(lines, delimiter, file_name, limits).records(lambda: False)


def read_pieces(lines: Iterable[str], delimiter: str, file_name: str, limits: TableLimits) -> Iterator[Record | Block]:
    """The same records; behind the first `ONE_BY_ONE` those of plain lines come as blocks."""
    reading = _Reading(lines, delimiter, file_name, limits)
    first = limits.header_search_rows + ONE_BY_ONE
    yield from reading.records(lambda: reading.number >= first and not reading.feed.waiting)
    while reading.feed.look_ahead():
        block = reading.block()
        if block is not None:
            yield block
        else:
            yield from reading.records(lambda: not reading.feed.waiting)


class _Reading:
    """The text under way: its lines, how many records were read, how wide they are, how many lines were broken."""

    def __init__(self, lines: Iterable[str], delimiter: str, file_name: str, limits: TableLimits) -> None:
        self.feed = _Lines(lines)
        self.number = 0
        self._delimiter, self._file_name, self._limits = delimiter, file_name, limits
        self._usual = self._broken = 0

    def block(self) -> Block | None:
        """The waiting lines as a block if they are plain; else they go on waiting."""
        columns = read_block(self.feed.waiting, self._delimiter, self._usual)
        if columns is None:
            return None
        self.feed.take_waiting()
        first = self.number + 1
        self.number += columns.num_rows
        return Block(first, columns)

    def records(self, enough: Callable[[], bool]) -> Iterator[Record]:
        """Records one by one to the end of the text, or until `enough` after one of them."""
        feed = self.feed
        while True:
            reader = csv.reader(feed, delimiter=self._delimiter, strict=True)
            try:
                for cells in reader:
                    self.number += 1
                    if (
                        len(feed.taken) > 1
                        and self._usual
                        and _swallowed(cells, feed.taken, self._delimiter, self._usual)
                    ):
                        self.number -= 1
                        break
                    self._usual = max(self._usual, len(cells))
                    feed.taken.clear()
                    yield Record(self.number, cells)
                    if enough():
                        return
                else:
                    return
            except csv.Error:
                if not feed.taken:
                    raise
            yield self._first_line()
            if enough():
                return

    def _first_line(self) -> Record:
        """The first line of what could not be read together, by itself; those behind it wait."""
        feed = self.feed
        first_line = feed.number - len(feed.taken) + 1
        feed.put_back_after_first()
        self.number += 1
        record = _alone(feed.taken[0], self._delimiter, self.number, first_line, self._limits)
        feed.mark()
        if record.problem is not None:
            self._broken += 1
            if self._broken > self._limits.broken_lines:
                raise UnclosedQuote(
                    f"{self._file_name}: more than {self._limits.broken_lines} lines leave a quote open, the last at "
                    f"line {first_line:,}; write the file again with quotes doubled inside cells"
                )
        return record


def _swallowed(cells: list[str], taken: list[str], delimiter: str, usual: int) -> bool:
    """Whether a record over several lines has eaten whole records behind it."""
    if len(cells) == usual:
        return False
    # A line that closes the quote has an odd number of them: it ends a cell, it is no record of its own.
    whole = [line for line in taken[1:] if line.count('"') % 2 == 0]
    return any(_width(line, delimiter) == usual for line in whole)


def _width(line: str, delimiter: str) -> int | None:
    """Cells of a line that is a record by itself; None where it leaves a quote open, as between two cells with line ends."""
    try:
        return len(next(csv.reader([line], delimiter=delimiter, strict=True), []))
    except csv.Error:
        return None


def _alone(line: str, delimiter: str, number: int, line_number: int, limits: TableLimits) -> Record:
    """One line read by itself and leniently; a second line shows whether it had ended."""
    try:
        rows = list(csv.reader([line, "\n"], delimiter=delimiter))
    except csv.Error:
        message = f"line {line_number}: a cell is longer than {limits.cell_characters:,} characters"
        return Record(number, [line[:200]], Problem("cell_too_long", message))
    if len(rows) == 2:
        return Record(number, rows[0])
    message = f"line {line_number}: a quote is opened and not closed; close it, or double the quotes inside the cell"
    return Record(number, [line.rstrip("\r\n")], Problem("unclosed_quote", message))
