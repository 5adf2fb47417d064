"""One export under way: what is read, where it goes, what is written so far (导出任务)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from graph.ledger.durable import fsync_file
from graph.stores.contents import Contents, Part

Progress = Callable[[str, int, int], None]
"""Called with the file under way, the rows written and all rows to write."""
State = Mapping[str, str | int | None]
BATCH: Final = 5_000
"""Rows held at once where Python writes; with the longest texts seen some tens of megabytes."""


class Exported(NamedTuple):
    """A file of the export and how many nodes or edges it holds."""

    file: str
    rows: int


@dataclass
class Task:
    """What a format's writer works with; `current` names the file that an error is about."""

    contents: Contents
    folder: Path
    progress: Progress
    total: int
    state: State | None = None
    done: int = 0
    current: str = ""
    files: list[Exported] = field(default_factory=list)

    def begin(self, file: str) -> Path:
        """Where to write `file`."""
        self.current = file
        return self.folder / file

    def advance(self, rows: int) -> None:
        """Say that `rows` more are written."""
        self.done += rows
        self.progress(self.current, self.done, self.total)

    def end(self, rows: int) -> None:
        """The file begun last is whole."""
        fsync_file(self.folder / self.current)
        self.files.append(Exported(self.current, rows))

    def text(self, file: str, text: str) -> Path:
        """Write a small file that holds no rows."""
        path = self.begin(file)
        path.write_text(text, encoding="utf-8", newline="\n")
        self.end(0)
        return path

    def copy(self, file: str, select: str, options: str, rows: int) -> None:
        """Let DuckDB write the rows of `select`."""
        path = self.begin(file)
        self.contents.execute(f"COPY ({select}) TO ? ({options})", [str(path)])
        self.advance(rows)
        self.end(rows)

    def rows(self, part: Part, size: int = BATCH) -> Iterator[list[list[Any]]]:
        """A part's rows, at most `size` at a time, column by column; an edge's ends come first."""
        for batch in self.contents.batches(part.select, size):
            yield [column.to_pylist() for column in batch.columns]
            self.advance(batch.num_rows)


def by_name(parts: list[Part]) -> dict[str, list[Part]]:
    """Parts under their label or type, in their order; a type may join several pairs of labels."""
    grouped: dict[str, list[Part]] = {}
    for part in parts:
        grouped.setdefault(part.name, []).append(part)
    return grouped
