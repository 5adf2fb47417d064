"""The embedded store: one Ladybug file beside the projection's tables (内嵌图库).

Built beside and published with its projection, then opened read-only: a killed
build leaves the old graph, and readers are never blocked.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import StoreError
from graph.snapshot import CHANGES
from graph.stores.base import Row, StoreKind

if TYPE_CHECKING:
    from graph.stores.embedded_patch import Patch

FILE: Final = "graph.lbug"
LOAD_BUFFER: Final = 512 << 20
"""What Ladybug may hold while a graph is loaded (its default is 80 % of the machine's memory), and more by `ROW_BUFFER`."""
ROW_BUFFER: Final = 1 << 10
"""Bytes for each row of the largest COPY: pages stay until it ends, and a million edges do not fit into 512 MB."""
READ_BUFFER: Final = 256 << 20
CHECKPOINT_BYTES: Final = 1 << 20
STATEMENTS_KEPT: Final = 40
"""A connection never forgets a statement it prepared (about 80 KB of the read buffer each), so it is renewed after
so many texts: forty threads of a service then hold half of the buffer."""


class EmbeddedStore:
    """Ladybug over `<projection>/graph.lbug` and its log; one Database a path, one connection a thread."""

    kind: StoreKind = "embedded"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database: Any = None
        self._local = threading.local()
        self._opening = threading.Lock()
        self._patch: Patch | None = None

    # -- writing --------------------------------------------------------------

    def sync(self, previous: Path | None, following: Path) -> None:
        """Make the file of `following`: from that of `previous` where an update says what changed, else by a load."""
        if previous is None or not self.patch(previous, following):
            self.load(following)

    def patch(self, previous: Path, following: Path) -> bool:
        """Make the file of `following` from that of `previous`; False, and nothing made, where it must be loaded."""
        try:
            return (
                self.patch_nodes(previous, following) and self.patch_edges(following) and self.patch_derived(following)
            )
        finally:
            self.close()

    def patch_nodes(self, previous: Path, following: Path) -> bool:
        """Begin with the nodes: of `following` what changed of them must be written. False where it must be loaded."""
        from graph.stores.embedded_patch import Patch

        self.close()
        changes = following / CHANGES
        if not changes.is_dir() or not (previous / FILE).exists():
            return False
        self._patch = Patch(
            previous / FILE,
            changes,
            following / "tables",
            following / FILE,
            buffer_bytes=max(load_bytes(previous / "tables", pattern) for pattern in ("node_*", "edge")),
        )
        return self._patch.nodes()

    def patch_edges(self, following: Path) -> bool:
        """Go on in the same thread, once what changed of the edges is written."""
        assert self._patch is not None, f"the nodes of {following} come first"
        return self._patch.edges()

    def patch_derived(self, following: Path) -> bool:
        """Go on in the same thread to the end, once the derived tables are written too."""
        assert self._patch is not None, "nodes and edges come first"
        made = self._patch.derived()
        self.close()
        if made:
            self._folder = following
        return made

    def load(self, following: Path) -> None:
        """Make the file of `following` from its tables."""
        self.load_nodes(following)
        self.load_edges(following)

    def load_nodes(self, following: Path) -> None:
        """Begin the file of `following`, of whose tables those of nodes must be written."""
        from graph.stores.embedded_load import load_nodes

        self.close()
        tables = following / "tables"
        load_nodes(
            tables, following / FILE, buffer_bytes=load_bytes(tables, "node_*"), checkpoint_bytes=CHECKPOINT_BYTES
        )

    def load_edges(self, following: Path) -> None:
        """Make the file whole from the tables of edges and of derived edges."""
        from graph.stores.embedded_load import load_edges

        tables = following / "tables"
        load_edges(tables, following / FILE, buffer_bytes=load_bytes(tables, "edge"), checkpoint_bytes=CHECKPOINT_BYTES)
        self._folder = following

    # -- reading --------------------------------------------------------------

    def _connection(self, text: str) -> Any:
        import ladybug

        connection = getattr(self._local, "connection", None)
        if connection is not None:
            self._local.texts.add(text)
            if len(self._local.texts) <= STATEMENTS_KEPT:
                return connection
            connection.close()
        with self._opening:
            if self._database is None:
                path = self._folder / FILE
                if not path.exists():
                    raise StoreError(f"{path}: no graph here; run `scenariograph build`")
                try:
                    self._database = ladybug.Database(
                        str(path),
                        read_only=True,
                        buffer_pool_size=READ_BUFFER,
                        # A damaged log must not be passed over in silence: what it says is part of the graph.
                        throw_on_wal_replay_failure=True,
                    )
                except RuntimeError as error:
                    raise StoreError(f"{path}: can't be opened ({error}); run `scenariograph build --anew`") from error
        self._local.connection = ladybug.Connection(self._database, num_threads=1)
        self._local.texts = {text}
        return self._local.connection

    def query(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of one Cypher text."""
        try:
            result = self._connection(text).execute(text, dict(parameters or {}))
        except RuntimeError as error:
            raise StoreError(f"the query was refused: {error}") from error
        names = result.get_column_names()
        rows = []
        while result.has_next():
            rows.append(dict(zip(names, result.get_next(), strict=True)))
        result.close()
        return rows

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Nodes by label and edges by type, without zeros."""
        nodes: dict[str, int] = {}
        edges: dict[str, int] = {}
        for table in self.query("CALL show_tables() RETURN name, type"):
            pattern = "(x:{})" if table["type"] == "NODE" else "()-[x:{}]->()"
            found = self.query(f"MATCH {pattern.format(table['name'])} RETURN count(*) AS n")[0]["n"]
            if found:
                (nodes if table["type"] == "NODE" else edges)[table["name"]] = found
        return nodes, edges

    def is_current(self) -> bool:
        """Always: the file of a projection never changes."""
        return True

    def close(self) -> None:
        """Close connections and database; a patch that is not at its end is given up."""
        if self._patch is not None:
            self._patch.close()
            self._patch = None
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
        self._local = threading.local()
        if self._database is not None:
            self._database.close()
            self._database = None


def load_bytes(tables: Path, pattern: str) -> int:
    """What Ladybug may hold while it copies in the tables whose names fit `pattern`."""
    from pyarrow import parquet

    rows = [parquet.read_metadata(file).num_rows for file in tables.glob(f"{pattern}.parquet")]
    return LOAD_BUFFER + max(rows, default=0) * ROW_BUFFER
