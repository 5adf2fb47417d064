"""What a reader gives: blocks of text with their kind and place, and one text that spans point into (读取结果)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from ingest.readers.limits import ReaderLimits


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    CAPTION = "caption"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands; everything counts from one, what the format does not say is None.

    `ocr`: the text was recognised in a picture and may hold wrong characters.
    """

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    ocr: bool = False

    def __str__(self) -> str:
        """Such as `page=3 table=1 row=2 column=4` or `page=2 ocr=yes`."""
        said = [(name, getattr(self, name)) for name in ("page", "sheet", "table", "row", "column")]
        if self.ocr:
            said.append(("ocr", "yes"))
        return " ".join(f"{name}={value}" for name, value in said if value is not None)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, cell … without line ends at its ends; `level` counts headings from one."""

    kind: BlockKind
    text: str
    place: Place = Place()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's blocks in the order in which they are read, and notes on what was left out and why."""

    format: str
    blocks: Sequence[Block]
    notes: Sequence[str] = ()


class Reader(Protocol):
    """One format: bytes in, blocks out. Raises ReadError; reads nothing else, keeps to the limits."""

    def __call__(self, data: bytes, file_name: str, limits: ReaderLimits) -> Reading:
        """Read one file."""
        ...


@dataclass(frozen=True, slots=True)
class ReadText:
    """The blocks as one text: a line a block, cells of a row joined by tabs, footers left out.

    `headings` maps the offset of a line to its level, `places` holds (offset, place) in order.
    """

    text: str
    headings: dict[int, int] = field(default_factory=dict)
    places: tuple[tuple[int, Place], ...] = ()


def joined(blocks: Sequence[Block]) -> ReadText:
    """Put blocks together as the text that a document's spans point into."""
    parts: list[str] = []
    headings: dict[int, int] = {}
    places: list[tuple[int, Place]] = []
    offset = 0
    before: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.FOOTER or not block.text.strip():
            continue
        if before is not None:
            separator = _separator(before, block)
            parts.append(separator)
            offset += len(separator)
        if block.kind is BlockKind.HEADING:
            headings[offset] = block.level or 1
        places.append((offset, block.place))
        parts.append(block.text)
        offset += len(block.text)
        before = block
    return ReadText("".join(parts), headings, tuple(places))


def _separator(one: Block, other: Block) -> str:
    """A tab a column between cells of one row (empty cells have no block), else a line end."""
    before, after = one.place, other.place
    cells = one.kind is BlockKind.TABLE_CELL and other.kind is BlockKind.TABLE_CELL
    if not cells or (before.table, before.row) != (after.table, after.row):
        return "\n"
    return "\t" * max(1, (after.column or 0) - (before.column or 0))
