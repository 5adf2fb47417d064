"""The Neo4j store: any Neo4j 5 or later, single server or cluster, by the official driver (Neo4j 图库).

The database holds one workspace's graph and says so in its node (:Projection). Every
answer is read together with that node's revision: an answer that a sync may have
touched is refused, never given half.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.errors import StoreError, StoreMoved
from graph.stores import neo4j_statements as statements
from graph.stores.base import Row, StoreKind
from graph.stores.neo4j_connection import Connection
from graph.stores.neo4j_settings import Neo4jSettings
from graph.stores.neo4j_state import State
from graph.stores.neo4j_sync import Progress, Synchronizer


class Neo4jStore:
    """One database; `workspace` is the identity of the workspace whose graph it holds."""

    kind: StoreKind = "neo4j"

    def __init__(self, settings: Neo4jSettings, workspace: str) -> None:
        self._connection = Connection(settings)
        self._workspace = workspace
        self._revision: int | None = None

    # -- writing --------------------------------------------------------------

    def sync(
        self,
        previous: Path | None,
        following: Path,
        *,
        replace: bool = False,
        progress: Progress = lambda what, done, total: None,
    ) -> None:
        """Bring the database to `following`, by difference where it holds `previous`; resumes what was broken off.

        `replace` overwrites the graph of another workspace. Raises StoreError.
        """
        self._revision = None
        self._revision = Synchronizer(self._connection, self._workspace, replace=replace, progress=progress).run(
            previous, following
        )

    # -- reading --------------------------------------------------------------

    def state(self) -> State | None:
        """What the database says of itself; None where it holds no graph of ours."""
        return self._connection.state()

    def expect(self, content_hash: str | None = None) -> None:
        """Take the graph with this hash (any whole one without) as the one to read; raises StoreError otherwise."""
        place, state = self._connection.settings.place, self.state()
        again = "run `scenariograph build --store neo4j`"
        if state is None:
            raise StoreError(f"{place}: no graph here; {again}")
        if not state.ready:
            raise StoreError(
                f"{place}: a sync to version {state.target_version} began at {state.began_at} and has not ended; "
                f"wait for it, or if none is running, {again}: it goes on where it stopped"
            )
        if state.workspace != self._workspace:
            raise StoreError(f"{place}: the graph here is of another workspace; set NEO4J_DATABASE, or {again}")
        if content_hash is not None and state.hash != content_hash:
            raise StoreError(
                f"{place}: the graph here is version {state.version}, not the workspace's current; {again}"
            )
        self._revision = state.revision

    def is_current(self) -> bool:
        """Whether the graph is still the one that was expected."""
        state = self.state()
        return state is not None and state.ready and state.revision == self._revision

    def query(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of one Cypher text; raises StoreMoved when a sync touched the graph since it was taken."""
        if self._revision is None:
            self.expect()
        rows, revision = self._connection.read(text, parameters)
        if revision != self._revision:
            raise StoreMoved(
                f"{self._connection.settings.place}: the graph was synced while this answer was read; ask again"
            )
        return rows

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Nodes by label and edges by type, without zeros."""
        return statements.counts(self.query)

    def close(self) -> None:
        """Close the driver."""
        self._connection.close()
