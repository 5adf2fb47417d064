"""Search and store of a projection, made while its other tables still are: each spends much of its time on one core."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Final

from graph.projection import Base, ProjectionInputs
from graph.search import build_search, update_search
from graph.stores.embedded import EmbeddedStore, load_bytes

LARGEST_BESIDE: Final = 2 << 30
"""What the store may hold while tables are made, which hold their own: more is loaded after them."""


class MadeBeside:
    """Makes both in `folder`, from those of the projection `before` where this one is an update of it.

    They begin once what they need is written, and are there after `finish`. The store takes longest: while it loads the
    nodes, search waits, whose names it could begin with.
    """

    def __init__(self, folder: Path, before: Path | None, inputs: ProjectionInputs, base: Base | None) -> None:
        self._folder = folder
        self._before = before
        self._inputs = inputs
        self._base = base
        self._store = EmbeddedStore(folder)
        self._loads: list[tuple[str, Callable[[Path], None]]] = [
            ("node_*", self._store.load_nodes),
            ("edge", self._store.load_edges),
        ]
        self._under_way: list[Future[None]] = []
        self._patched: Future[bool] | None = None
        self._searches, self._stores = ThreadPoolExecutor(1), ThreadPoolExecutor(1)

    def nodes_written(self) -> None:
        """Nodes and names are there; of an update, those that changed."""
        if self._before is not None and self._base is not None:
            made = self._searches.submit(update_search, self._folder, self._before, self._inputs, self._base)
            self._under_way.append(made)
            self._patched = self._stores.submit(self._store.patch_nodes, self._before, self._folder)
        else:
            self._load_beside()

    def edges_written(self) -> None:
        """Edges are there; of an update, those that changed."""
        if self._patched is not None:
            self._patch_on(self._store.patch_edges)
        else:
            self._under_way.append(self._searches.submit(build_search, self._folder, self._inputs))

    def graph_written(self) -> None:
        """Edges and derived edges are there too."""
        if self._patched is not None:
            self._patch_on(self._store.patch_derived)
        elif len(self._loads) == 1:
            self._load_beside()

    def _patch_on(self, patch: Callable[[Path], bool]) -> None:
        if (begun := self._patched) is not None:
            self._patched = self._stores.submit(lambda: begun.result() and patch(self._folder))

    def _load_beside(self) -> None:
        tables, load = self._loads[0]
        if load_bytes(self._folder / "tables", tables) <= LARGEST_BESIDE:
            del self._loads[0]
            self._under_way.append(self._stores.submit(load, self._folder))

    def finish(self) -> None:
        """All tables are there: what is not made yet is made now; raises what went wrong."""
        if self._patched is not None and self._patched.result():
            self._loads.clear()
        for _, load in self._loads:
            self._under_way.append(self._stores.submit(load, self._folder))
        for made in self._under_way:
            made.result()

    def __enter__(self) -> MadeBeside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in (self._searches, self._stores):
            pool.shutdown(cancel_futures=True)
        self._store.close()
