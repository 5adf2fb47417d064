"""Sorts, hashes and writes a projection's tables (写表)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import duckdb

from graph.ledger.durable import fsync_file
from graph.projection.digest import changed_digest, table_digest
from graph.projection.update import Base, Update
from graph.snapshot import CHANGES

NO_ROWS: Final = "0:0:0"


class Tables:
    """The tables of one projection, each written once; `digests` are those of the tables dealt with so far.

    Of a table that an update made, the rows that went and came are written apart, before or with the table itself.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path, update: Update | None, base: Base | None) -> None:
        self._con = con
        self._folder = folder
        self._update = update
        self._before: Mapping[str, str] = base.digests if base is not None else {}
        self._written: set[str] = set()
        self.digests: dict[str, str] = {}

    def write(self, orders: Mapping[str, str]) -> None:
        """Write tables, each sorted as `orders` says; those that are written already are passed over."""
        for name, order in orders.items():
            if name in self._written:
                continue
            self._written.add(name)
            if self._update is not None and self._update.made(name):
                self.write_changes(name)
                self._write_updated(self._update, name, order)
                continue
            self.digests[name] = table_digest(self._con, name)
            if self.digests[name] != NO_ROWS:
                self._write(f'SELECT * FROM "{name}" ORDER BY {order}', self._file(name))

    def write_changes(self, name: str) -> None:
        """Write the rows that went and came of a table that an update made; of others there are none."""
        if self._update is None or not self._update.made(name) or name in self.digests:
            return
        gone, new = NO_ROWS, table_digest(self._con, f"new_{name}")
        if self._update.splits(name):
            gone = table_digest(self._con, f"gone_{name}")
        self.digests[name] = changed_digest(self._before.get(name, NO_ROWS), gone, new)
        for kind, part in (("gone", gone), ("new", new)):
            if part != NO_ROWS:
                self._write(f'SELECT * FROM "{kind}_{name}"', self._folder / CHANGES / kind / f"{name}.parquet")

    def _write_updated(self, update: Update, name: str, order: str) -> None:
        """Write kept and new rows. What is kept stands in order already: only new rows are sorted, behind it."""
        if self.digests[name] == NO_ROWS:
            return
        rows = f'SELECT * FROM "new_{name}" ORDER BY {order}'
        if update.splits(name):
            rows = f'SELECT * FROM "kept_{name}" UNION ALL BY NAME ({rows})'
        self._con.execute("SET preserve_insertion_order = true")
        self._write(rows, self._file(name))
        self._con.execute("SET preserve_insertion_order = false")

    def _file(self, name: str) -> Path:
        return self._folder / "tables" / f"{name}.parquet"

    def _write(self, rows: str, path: Path) -> None:
        # Evidence is opened fact by fact, and a row group is read whole for one of its rows.
        group = 4096 if path.stem == "evidence" else 20000
        self._con.execute(
            f"COPY ({rows}) TO ? (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {group})",
            [str(path)],
        ).fetchall()
        fsync_file(path)
