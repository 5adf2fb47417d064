"""Opens the store that a user named, and says how it stands (打开图库)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import StoreError
from graph.stores.base import GraphStore, StoreKind
from graph.stores.embedded import EmbeddedStore

if TYPE_CHECKING:
    from graph.stores.neo4j import Neo4jStore


def neo4j_store(identity: str) -> Neo4jStore:
    """The Neo4j store that the environment names, for the workspace with this identity; nothing is asked yet."""
    # The driver takes as long to import as a small question takes to answer.
    from graph.stores.neo4j import Neo4jStore
    from graph.stores.neo4j_settings import Neo4jSettings

    return Neo4jStore(Neo4jSettings.from_environment(), identity)


def open_store(kind: StoreKind, folder: Path, manifest: Mapping[str, Any], identity: str) -> GraphStore:
    """A store that holds the projection in `folder`; raises StoreError where it does not."""
    if kind == "embedded":
        return EmbeddedStore(folder)
    store = neo4j_store(identity)
    try:
        store.expect(manifest["hash"])
    except BaseException:
        store.close()
        raise
    return store


def store_status(kind: StoreKind, manifest: Mapping[str, Any] | None, identity: str) -> dict[str, Any]:
    """`kind` and `state`: ready, empty; for a server also behind, syncing, foreign, unreachable with a `detail`."""
    if kind == "embedded":
        return {"kind": kind, "state": "ready" if manifest else "empty"}
    store = neo4j_store(identity)
    try:
        state = store.state()
    except StoreError as error:
        return {"kind": kind, "state": "unreachable", "detail": str(error)}
    finally:
        store.close()
    if state is None:
        return {"kind": kind, "state": "empty"}
    if state.workspace != identity:
        return {"kind": kind, "state": "foreign", "version": state.version}
    if not state.ready:
        return {"kind": kind, "state": "syncing", "version": state.version, "target_version": state.target_version}
    current = manifest is not None and state.hash == manifest["hash"]
    return {"kind": kind, "state": "ready" if current else "behind", "version": state.version}
