"""Graph stores behind one Protocol (图存储)."""

from graph.stores.base import GraphStore, Row
from graph.stores.embedded import EmbeddedStore

__all__ = ["EmbeddedStore", "GraphStore", "Row"]
