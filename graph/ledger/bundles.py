"""Bundles: the facts of one version of one source as immutable Parquet files (事实包).

A bundle's name is a digest over (bytes, options, recipe), so it is known before
it is made, and the same input never makes a second one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from graph.errors import LedgerError
from graph.ledger.durable import (
    fsync_file,
    fsync_folder,
    replace_durably,
    sha256_of,
    unfinished,
)
from graph.ledger.milestones import reached
from graph.ledger.table_files import COMPRESSION, TableFiles, row_group

MANIFEST = "manifest.json"
FEW_ROWS: Final = 1_000
"""Rows of a table without dictionaries: a document's tables are written in three quarters of the time, and are smaller."""


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no blanks: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def bundle_name(sha256: str, options: Mapping[str, Any], recipe: Mapping[str, Any]) -> str:
    """Name of the bundle that these bytes, options and recipe give."""
    text = canonical_json([sha256, dict(options), dict(recipe)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Bundle:
    """A finished bundle on disk; `tables` maps table name to row count."""

    name: str
    folder: Path
    tables: dict[str, int]

    def path(self, table: str) -> Path:
        """File of one of its tables."""
        return self.folder / f"{table}.parquet"

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table | None:
        """One table (or some of its columns), or None where the bundle has no rows of it."""
        if table not in self.tables:
            return None
        return pq.read_table(self.path(table), columns=list(columns) if columns else None)


def open_bundle(folder: Path) -> Bundle:
    """The bundle in `folder`; raises LedgerError when its manifest can't be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LedgerError(
            f"facts/{folder.name}: manifest.json can't be read ({error}); "
            "run `scenariograph ingest --refresh` to make the bundle again from its original"
        ) from error
    return Bundle(folder.name, folder, {name: spec["rows"] for name, spec in manifest["tables"].items()})


def _write_table(folder: Path, name: str, tables: Mapping[str, pa.Table]) -> tuple[str, dict[str, Any]]:
    """Write one table and bring it to the disk; its name and what the manifest says of it."""
    path = folder / f"{name}.parquet"
    written = tables.path(name) if isinstance(tables, TableFiles) else None
    if written is not None:
        shutil.copyfile(written, path)
        rows = pq.read_metadata(path).num_rows
    else:
        table = tables[name]
        pq.write_table(
            table,
            path,
            compression=COMPRESSION,
            row_group_size=row_group(name),
            use_dictionary=table.num_rows > FEW_ROWS,
        )
        rows = table.num_rows
    fsync_file(path)
    return name, {"rows": rows, "sha256": sha256_of(path)}


def write_bundle(facts: Path, name: str, tables: Mapping[str, pa.Table]) -> Bundle:
    """Write a bundle all or nothing and give it back; one that is there already is kept."""
    final = facts / name
    if final.exists():
        return open_bundle(final)
    beside = unfinished(facts)
    beside.mkdir()
    specs: dict[str, dict[str, Any]] = {}
    # Compressing and hashing happen outside Python: two tables at a time take half as long.
    with ThreadPoolExecutor(2) as pool:
        written = pool.map(lambda name: _write_table(beside, name, tables), sorted(tables))
        for number, (table_name, spec) in enumerate(written):
            specs[table_name] = spec
            if number == 0:
                reached("first table")
    reached("all tables")
    manifest = beside / MANIFEST
    manifest.write_text(canonical_json({"bundle": name, "tables": specs}), encoding="utf-8")
    fsync_file(manifest)
    fsync_folder(beside)
    replace_durably(beside, final)
    reached("rename")
    return open_bundle(final)
