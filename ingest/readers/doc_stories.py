"""The parts of a Word 97–2003 text cut into blocks: paragraphs, cells, fields, footers (旧版文字文档分段)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from ingest.readers.errors import TooLarge
from ingest.readers.limits import Deadline, ReaderLimits
from ingest.readers.model import Block, BlockKind, Place

_CONTROLS: Final = (*range(0x09), *range(0x0E, 0x1E), *range(0x7F, 0xA0))
_PICTURES: Final = "\x01\x08"
_SHOWN_AS: Final = dict.fromkeys(_CONTROLS) | {0x0B: "\n", 0x1E: "-", 0x1F: None, 0xA0: " "}
_MARK: Final = re.compile("[\x07\x0c-\x0e\x13-\x15]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of the text are stored from `offset` on, `width` bytes each."""

    start: int
    end: int
    offset: int
    width: int


@dataclass(slots=True)
class Paragraph:
    """What the paragraph properties say: in a table, end of a row, outline level (9: none), list, style."""

    style: int = 0
    in_table: bool = False
    row_end: bool = False
    outline: int | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """Looks up the properties of the paragraph whose mark stands at a character position."""

    pieces: list[Piece]
    piece_starts: list[int]
    starts: list[int]
    ends: list[int]
    paragraphs: list[Paragraph]
    levels: dict[int, int]

    def at(self, position: int) -> Paragraph | None:
        piece = self.pieces[bisect_right(self.piece_starts, position) - 1]
        offset = piece.offset + (position - piece.start) * piece.width
        run = bisect_right(self.starts, offset) - 1
        return self.paragraphs[run] if run >= 0 and offset < self.ends[run] else None


@dataclass(slots=True)
class Stories:
    """Cuts the parts of the text into blocks; `table`, `row`, `cells` are the table in progress."""

    file_name: str
    limits: ReaderLimits
    deadline: Deadline
    properties: Properties | None
    body: list[Block] = field(default_factory=list)
    footers: list[Block] = field(default_factory=list)
    pictures: int = 0
    numbered: int = 0
    tables: int = 0
    row: int = 0
    cells: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    def read(self, text: str, start: int, end: int, footer: bool) -> None:
        """Read the characters [start, end) as one part."""
        hidden = self._field_marks(text, start, end)
        shown: list[str] = []
        depth = 0
        at = start
        for mark in _MARK.finditer(text, start, end):
            if not depth:
                shown.append(text[at : mark.start()])
            at = mark.end()
            depth += hidden.get(mark.start(), 0)
            sign = mark[0]
            if sign == "\x07":
                self._cell(self._clean(shown), mark.start(), footer)
                shown = []
            elif sign in "\r\x0c\x0e" and not depth:
                self._paragraph(self._clean(shown), mark.start(), footer)
                shown = []
        if not depth:
            shown.append(text[at:end])
        self._paragraph(self._clean(shown), None, footer)
        self._leave_table(footer)

    def _field_marks(self, text: str, start: int, end: int) -> dict[int, int]:
        """Where a field's code begins (+1) and ends (-1): 0x13 code 0x14 result 0x15; marks without mate are none."""
        steps: dict[int, int] = {}
        open_fields: list[tuple[int, int | None]] = []
        for mark in re.finditer("[\x13-\x15]", text[start:end]):
            at = start + mark.start()
            if mark[0] == "\x13":
                open_fields.append((at, None))
                if len(open_fields) > self.limits.depth:
                    raise TooLarge(f"{self.file_name}: fields within fields, deeper than {self.limits.depth}")
            elif open_fields and mark[0] == "\x14":
                begin, separator = open_fields[-1]
                open_fields[-1] = (begin, at if separator is None else separator)
            elif open_fields:
                begin, separator = open_fields.pop()
                steps[begin] = 1
                steps[at if separator is None else separator] = -1
        return steps

    def _clean(self, shown: list[str]) -> str:
        self.deadline.check(f"block {len(self.body) + len(self.footers) + 1}")
        raw = "".join(shown)
        self.pictures += sum(raw.count(sign) for sign in _PICTURES)
        units = raw.translate(_SHOWN_AS)
        # Surrogates come as two characters, since positions count UTF-16 units.
        return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()

    def _paragraph(self, text: str, mark: int | None, footer: bool) -> None:
        found = None if mark is None or self.properties is None else self.properties.at(mark)
        inside = bool(self.cells) if found is None else found.in_table
        if inside and mark is not None:
            self.waiting.append(text)
            return
        self._leave_table(footer)
        kind, level = BlockKind.PARAGRAPH, 0
        if found is not None and self.properties is not None:
            level = self.properties.levels.get(found.style, 0)
            if found.outline is not None:
                level = found.outline + 1 if found.outline < 9 else 0
            kind = BlockKind.HEADING if level else BlockKind.LIST_ITEM if found.listed else kind
            self.numbered += found.listed and bool(text) and not footer
        self._add(Block(BlockKind.FOOTER, text) if footer else Block(kind, text, Place(), level), footer)

    def _cell(self, text: str, mark: int, footer: bool) -> None:
        found = None if self.properties is None else self.properties.at(mark)
        if self.row == 0:
            self.tables += 1
            self.row = 1
        content = "\n".join(part for part in (*self.waiting, text) if part).replace("\t", " ")
        row_end = bool(self.cells) and not content if found is None else found.row_end
        if row_end:
            self._end_row(footer)
        else:
            self.cells.append(content)
        self.waiting = []

    def _end_row(self, footer: bool) -> None:
        for column, content in enumerate(self.cells, 1):
            place = Place() if footer else Place(table=self.tables, row=self.row, column=column)
            self._add(Block(BlockKind.FOOTER if footer else BlockKind.TABLE_CELL, content, place), footer)
        self.cells = []
        self.row += 1

    def _leave_table(self, footer: bool) -> None:
        """End the table; a last row without its end mark still counts, as do lines of a cell without cell mark."""
        if self.cells:
            self._end_row(footer)
        left, self.waiting = self.waiting, []
        for text in left:
            self._add(Block(BlockKind.FOOTER if footer else BlockKind.PARAGRAPH, text), footer)
        self.row = 0

    def _add(self, block: Block, footer: bool) -> None:
        if block.text:
            (self.footers if footer else self.body).append(block)
