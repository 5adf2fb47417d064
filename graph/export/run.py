"""Writes a projection into a folder that is all there or not there (导出)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from graph.errors import ExportError
from graph.export import csv_files, cypher_script, graphml, neo4j_import, parquet_files
from graph.export.task import Exported, Progress, State, Task
from graph.ledger.durable import fsync_folder, replace_durably, unfinished
from graph.stores.contents import Contents

_WRITERS: Final[dict[str, Callable[[Task], None]]] = {
    "csv": csv_files.write,
    "parquet": parquet_files.write,
    "graphml": graphml.write,
    "cypher": cypher_script.write,
    "neo4j-import": neo4j_import.write,
}
FORMATS: Final = tuple(_WRITERS)
MEMORY: Final = "512MB"
"""What DuckDB may hold before it spills beside the export."""


def export_graph(
    projection_folder: Path,
    format: str,
    target: Path,
    *,
    state: State | None = None,
    progress: Progress = lambda what, done, total: None,
) -> list[Exported]:
    """Write the graph of a projection into the new folder `target`; returns its files.

    `state` are properties of one more node (:Projection), which `neo4j-import` writes; it needs
    an `id`. Memory does not grow with the graph. Raises ExportError where the format is unknown,
    the target can't be made or holds something, or writing fails; then nothing has the target's name.
    """
    write = _WRITERS.get(format)
    if write is None:
        raise ExportError(f"format {format}: there is none of this name; take one of {', '.join(FORMATS)}")
    tables = projection_folder / "tables"
    if not tables.is_dir():
        raise ExportError(f"{projection_folder}: no projection is here; run `scenariograph build`")
    place = _place(target)
    beside = unfinished(place.parent)
    try:
        with _failures_named(target):
            beside.mkdir()
        files = _write(tables, write, beside, target, state, progress)
        with _failures_named(target):
            fsync_folder(beside)
            if place.exists():
                place.rmdir()  # Windows renames onto nothing that is there; a folder filled meanwhile stays
            replace_durably(beside, place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return files


def _place(target: Path) -> Path:
    """Where the export will stand, links followed; raises ExportError where it can't."""
    place = target.resolve()
    if not place.parent.is_dir():
        raise ExportError(f"{target}: there is no folder {place.parent}; make it first")
    if place.exists() and not place.is_dir():
        raise ExportError(f"{target}: is a file; name a new folder")
    if place.exists() and any(place.iterdir()):
        raise ExportError(f"{target}: the folder is not empty; name a new one")
    # Neither can be replaced by a folder written beside it: one is another disk, the other somebody stands in.
    if os.path.ismount(place) or place == Path.cwd():
        raise ExportError(f"{target}: can't be replaced as a whole; name a new folder in it")
    return place


def _write(
    tables: Path, write: Callable[[Task], None], beside: Path, target: Path, state: State | None, progress: Progress
) -> list[Exported]:
    task: Task | None = None
    try:
        with Contents(tables, memory=MEMORY, spill=beside / "spill") as contents:
            task = Task(contents, beside, progress, sum(part.rows for part in contents.parts()), state)
            write(task)
        return task.files
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except (duckdb.Error, OSError) as error:
        place = target / task.current if task else target
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error).replace(
            str(beside), str(target)
        )
        raise ExportError(f"{place}: can't be written: {reason}. Nothing is left of this export.") from error


@contextmanager
def _failures_named(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(f"{target}: can't be written: {error.strerror or error}") from error
