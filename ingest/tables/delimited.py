"""Delimited text (CSV) as records, with lines of unclosed quotes set aside one by one.

Python's csv reader lets an unclosed quote swallow the rest of the file in
silence. Here each record is read strictly; where that fails, the record's first
line is looked at alone: it is used if it is complete by itself, else set aside
with its line number, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

from ingest.tables.errors import UnclosedQuote
from ingest.tables.limits import TableLimits
from ingest.tables.model import Problem, Record


class _Lines:
    """Lines that can be put back; remembers those taken since the last `mark`."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._source = iter(lines)
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._source)
        self.taken.append(line)
        self.number += 1
        return line

    def mark(self) -> None:
        self.taken.clear()

    def put_back_after_first(self) -> None:
        again = self.taken[1:]
        self._waiting.extendleft(reversed(again))
        self.number -= len(again)
        del self.taken[1:]


def read_records(lines: Iterable[str], delimiter: str, file_name: str, limits: TableLimits) -> Iterator[Record]:
    """All records, blank ones too (with no cells), numbered from 1."""
    feed = _Lines(lines)
    number = broken = usual = 0
    while True:
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                number += 1
                if len(feed.taken) > 1 and usual and _swallowed(cells, feed.taken, delimiter, usual):
                    number -= 1
                    break
                usual = max(usual, len(cells))
                feed.taken.clear()
                yield Record(number, cells)
            else:
                return
        except csv.Error:
            if not feed.taken:
                raise
        first_line = feed.number - len(feed.taken) + 1
        feed.put_back_after_first()
        number += 1
        record = _alone(feed.taken[0], delimiter, number, first_line, limits)
        feed.mark()
        if record.problem is not None:
            broken += 1
            if broken > limits.broken_lines:
                raise UnclosedQuote(
                    f"{file_name}: more than {limits.broken_lines} lines leave a quote open, the last at "
                    f"line {first_line:,}; write the file again with quotes doubled inside cells"
                )
        yield record


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
