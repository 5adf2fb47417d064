"""CSV for people and spreadsheets: one file a label, one a relationship type (CSV).

Lists are JSON text. Cells that look like formulas are neutralised, so a text that begins
with = + - @ comes back with a ' before it; `parquet` keeps every text as it is.
"""

from __future__ import annotations

from typing import Final

from graph.cells import safe_text_sql
from graph.export.task import Task, by_name
from graph.stores.contents import Part

OPTIONS: Final = "FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULL ''"


def write(task: Task) -> None:
    """Write `<label>.csv` (id, name, …) and `<type>.csv` (head, tail, head_label, tail_label, id, …)."""
    for part in task.contents.nodes():
        task.copy(f"{part.name}.csv", f"SELECT {_cells(part)} FROM ({part.select})", OPTIONS, part.rows)
    for name, parts in by_name(task.contents.edges()).items():
        select = " UNION ALL ".join(f"SELECT {_ends(part)}, {_cells(part)} FROM ({part.select})" for part in parts)
        task.copy(f"{name}.csv", select, OPTIONS, sum(part.rows for part in parts))


def _ends(part: Part) -> str:
    head, tail = (f"{safe_text_sql(end)} AS {end}" for end in ("head", "tail"))
    return f"{head}, {tail}, '{part.head}' AS head_label, '{part.tail}' AS tail_label"


def _cells(part: Part) -> str:
    return ", ".join(f'{_cell(name, kind)} AS "{name}"' for name, kind in part.columns)


def _cell(name: str, kind: str) -> str:
    if kind == "text":
        return safe_text_sql(f'"{name}"')
    # JSON text begins with a bracket, and escapes what a cell may not hold.
    return f'CAST(to_json("{name}") AS VARCHAR)' if kind == "texts" else f'"{name}"'
