"""A workspace opened for questions: its ledger and one published projection (工作区).

A `Workspace` pins the projection it was opened on; `serve` opens a new one when
the pointer moves.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from graph.errors import LedgerError
from graph.ledger import Ledger
from graph.search import SearchIndex
from graph.snapshot import current_folder, is_readable, read_manifest
from graph.stores import GraphStore, StoreKind, open_store


class Workspace:
    """Ledger, store, search and tables of one published projection."""

    def __init__(self, ledger: Ledger, folder: Path, store: GraphStore) -> None:
        self.ledger = ledger
        self.folder = folder
        self.store = store
        self.manifest: dict[str, Any] = read_manifest(folder)
        # What answers make once of this projection, by name; it goes with the workspace.
        self.kept: dict[str, Any] = {}

    @classmethod
    def open(cls, home: Path, store: StoreKind = "embedded") -> Workspace:
        """Open the published projection of the workspace in `home`.

        Raises LedgerError before a first build, StoreError where `store` does not hold that projection.
        """
        ledger = Ledger.open(home, create=False)
        try:
            folder = current_folder(ledger.graph)
            if folder is None:
                raise LedgerError(f"{home}: nothing is built yet; run `scenariograph ingest` or `scenariograph build`")
            manifest = read_manifest(folder)
            if not is_readable(manifest):
                raise LedgerError(f"{folder}: built by another version of this program; run `scenariograph build`")
            return cls(ledger, folder, open_store(store, folder, manifest, ledger.identity))
        except BaseException:
            ledger.close()
            raise

    @property
    def home_zone(self) -> str:
        """Id of the home city's zone."""
        return str(self.manifest["home"])

    @property
    def tables(self) -> Path:
        """Folder of the projection's Parquet tables."""
        return self.folder / "tables"

    @cached_property
    def search(self) -> SearchIndex:
        """Names and sentences."""
        return SearchIndex(self.folder)

    @cached_property
    def pack_evidence(self) -> dict[str, dict[str, Any]]:
        """Rows of packs that facts rest on, by locator; read once, as most answers open some of them."""
        path = self.tables / "pack_evidence.parquet"
        return {row["locator"]: row for row in pq.read_table(path).to_pylist()} if path.exists() else {}

    def close(self) -> None:
        """Close store, search and ledger."""
        self.store.close()
        if "search" in self.__dict__:
            self.search.close()
        self.ledger.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
