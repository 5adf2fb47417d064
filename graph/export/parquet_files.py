"""Parquet for analysts: one file a label, one a relationship type, with types (Parquet)."""

from __future__ import annotations

from typing import Final

from graph.export.task import Task, by_name

OPTIONS: Final = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000"


def write(task: Task) -> None:
    """Write `<label>.parquet` and `<type>.parquet`; an edge's columns begin with head, tail and their labels."""
    for part in task.contents.nodes():
        task.copy(f"{part.name}.parquet", part.select, OPTIONS, part.rows)
    for name, parts in by_name(task.contents.edges()).items():
        select = " UNION ALL ".join(
            f"SELECT head, tail, '{part.head}' AS head_label, '{part.tail}' AS tail_label,"
            f" * EXCLUDE (head, tail) FROM ({part.select})"
            for part in parts
        )
        task.copy(f"{name}.parquet", select, OPTIONS, sum(part.rows for part in parts))
