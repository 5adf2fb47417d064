"""Graph stores behind one Protocol (图存储)."""

from graph.stores.base import GraphStore, Row, StoreKind
from graph.stores.embedded import EmbeddedStore
from graph.stores.opening import neo4j_store, open_store, store_status

__all__ = ["EmbeddedStore", "GraphStore", "Row", "StoreKind", "neo4j_store", "open_store", "store_status"]
