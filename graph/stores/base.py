"""What a graph store must do; callers never see an engine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Protocol

Row = dict[str, Any]
StoreKind = Literal["embedded", "neo4j"]


class GraphStore(Protocol):
    """A store holds one projection's graph and answers portable Cypher.

    `sync` leaves the same graph whether `previous` is given or not; both name
    the folder of a projection. `query` gives rows of scalars, lists and dates
    (never nodes or relationships, whose shapes differ between engines).
    """

    kind: StoreKind

    def sync(self, previous: Path | None, following: Path) -> None:
        """Bring the store from one projection to the next; raises StoreError."""
        ...

    def query(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of one Cypher text; values only as parameters; raises StoreError."""
        ...

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Nodes by label and edges by type, without zeros."""
        ...

    def is_current(self) -> bool:
        """Whether what is read is still what it was when the store was opened."""
        ...

    def close(self) -> None:
        """Give back what the store holds."""
        ...
