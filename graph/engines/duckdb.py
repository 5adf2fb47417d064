"""DuckDB inside this process: spills to disk where its memory limit is reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from graph.engines.base import Statement

MEMORY_LIMIT: Final = "1GB"
"""What DuckDB may hold before it spills beside the projection."""

QUIET: Final = "SET enable_progress_bar = false"
"""DuckDB draws a bar on the standard output of whoever asks for JSON, once a statement takes two seconds."""


@contextmanager
def duckdb_connection(spill: Path, threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the memory limit that spills to `spill`."""
    config: dict[str, Any] = {"memory_limit": MEMORY_LIMIT, "temp_directory": str(spill)}
    if threads is not None:
        config["threads"] = threads
    with duckdb.connect(config=config) as con:
        con.execute(QUIET)
        con.execute("SET preserve_insertion_order = false")
        yield con


class DuckDBEngine:
    """Tables of one connection."""

    errors: tuple[type[Exception], ...] = (duckdb.Error,)

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    def register(self, name: str, table: pa.Table) -> None:
        """Give a table in memory a name."""
        self._con.register(name, table)

    def register_parquet(self, name: str, files: Sequence[Path], schema: pa.Schema) -> None:
        """Name the rows of Parquet files, with the name of each file's folder as `bundle`."""
        texts = [str(path) for path in files]
        columns = ", ".join(f'"{field.name}"' for field in schema)
        folders = pa.table({"filename": texts, "bundle": [path.parent.name for path in files]})
        self._con.register(f"files_of_{name}", folders)
        self._con.read_parquet(texts, filename=True, union_by_name=True).create_view(f"rows_of_{name}")
        self._con.execute(
            f"CREATE VIEW {name} AS SELECT f.bundle, {columns}"
            f" FROM rows_of_{name} r JOIN files_of_{name} f ON f.filename = r.filename"
        )

    def register_numbered(self, name: str, file: Path) -> None:
        """Name the rows of one Parquet file, each with its `row_number` in it from 0."""
        rows = self._con.read_parquet(str(file), file_row_number=True)
        rows.project("* RENAME (file_row_number AS row_number)").create_view(name)

    def execute(self, *groups: Sequence[Statement]) -> None:
        """Make tables and views, one after the other."""
        for made in chain.from_iterable(groups):
            self._con.execute(f"CREATE {'VIEW' if made.is_view else 'TABLE'} {made.name} AS {made.query}")

    def fetch(self, query: str) -> pa.Table:
        """The rows of a query."""
        return self._con.sql(query).to_arrow_table()

    def outcome(self, names: Iterable[str]) -> duckdb.DuckDBPyConnection:
        """The connection itself: it holds them all."""
        return self._con
