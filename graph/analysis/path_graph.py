"""The edges that paths go along, as adjacency in memory (路径图).

Made from the projection's table of edges and not asked of the store: shortest paths are no part of the Cypher
that stores share, and the table is the same whichever store is asked. A crowded edge is one of whose ends has
more edges of its type and direction than the pack's threshold, such as ENGAGES_IN at a link of a thousand
companies; what such an edge says of two companies is little.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from graph.workspace import Workspace
from schema.pack_model import PathStepRow

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

LEAST_CONFIDENCE: Final = 0.001
"""Confidences have three decimals; the least of them keeps costs finite."""
_COLUMNS: Final = ("id", "type", "head", "tail", "head_label", "tail_label", "confidence", "stated", "rule", "valid_to")


@dataclass(frozen=True)
class Adjacency:
    """Neighbours of every node in order: those of node n stand from `start[n]` to `start[n + 1]`."""

    start: Whole
    node: Whole
    edge: Whole

    def around(self, nodes: Whole) -> tuple[Whole, Whole]:
        """(which of `nodes`, place among the neighbours) for every neighbour of `nodes`."""
        counts = self.start[nodes + 1] - self.start[nodes]
        which = np.repeat(np.arange(len(nodes)), counts)
        first = np.repeat(self.start[nodes] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        return which, first + np.arange(len(which))


class PathGraph:
    """Edges of the chosen steps among nodes that stand, numbered in order of id."""

    def __init__(self, tables: Path, steps: Sequence[PathStepRow], most: float) -> None:
        self.table = _edges(tables, steps)
        ends = pa.chunked_array([*self.table.column("head").chunks, *self.table.column("tail").chunks], pa.string())
        self.ids = pc.unique(ends).sort()
        places = pc.index_in(ends, value_set=self.ids).to_numpy().astype(np.int64)
        self.head, self.tail = places[: len(self.table)], places[len(self.table) :]
        confidence = self.table.column("confidence").cast(pa.float64()).to_numpy()
        self.cost: Floats = -np.log(np.clip(confidence, LEAST_CONFIDENCE, 1.0))
        self.crowded: Flags = self._crowded(most)

    def _crowded(self, most: float) -> Flags:
        types = self.table.column("type").combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
        found = np.zeros(len(self.table), dtype=bool)
        for ends in (self.head, self.tail):
            _, group, counts = np.unique(ends * 1024 + types, return_inverse=True, return_counts=True)
            found |= counts[group] > most
        return found

    def place(self, node: str) -> int | None:
        """Number of a node, None where no step leads to it."""
        found = bisect_left(range(len(self.ids)), node, key=lambda place: str(self.ids[place].as_py()))
        return found if found < len(self.ids) and self.ids[found].as_py() == node else None

    @cached_property
    def adjacency(self) -> Adjacency:
        """Both directions of every edge."""
        count = len(self.ids)
        sources = np.concatenate((self.head, self.tail))
        targets = np.concatenate((self.tail, self.head))
        edges = np.concatenate((np.arange(len(self.head)), np.arange(len(self.head))))
        order = np.lexsort((targets, sources))
        start = np.zeros(count + 1, dtype=np.int64)
        np.cumsum(np.bincount(sources, minlength=count), out=start[1:])
        return Adjacency(start, targets[order], edges[order])

    @cached_property
    def companies(self) -> Flags:
        """Which nodes are companies."""
        found = np.zeros(len(self.ids), dtype=bool)
        for ends, column in ((self.head, "head_label"), (self.tail, "tail_label")):
            labels = pc.equal(self.table.column(column), "Company")
            found[ends[labels.to_numpy().astype(bool)]] = True
        return found

    def neighbours(self, node: int, *, crowded: bool = True, companies: bool = False) -> list[tuple[int, int]]:
        """(edge, neighbour) of a node; without the crowded ones, or companies only, where said so."""
        adjacency = self.adjacency
        nodes = adjacency.node[adjacency.start[node] : adjacency.start[node + 1]]
        edges = adjacency.edge[adjacency.start[node] : adjacency.start[node + 1]]
        kept = np.ones(len(nodes), dtype=bool)
        if not crowded:
            kept &= ~self.crowded[edges]
        if companies:
            kept &= self.companies[nodes]
        return list(zip(edges[kept].tolist(), nodes[kept].tolist(), strict=True))

    def links_of(self, company: int) -> list[str]:
        """Ids of the chain links that a company is on."""
        types = self.table.column("type")
        return sorted(
            str(self.ids[node].as_py())
            for edge, node in self.neighbours(company)
            if self.head[edge] == company and types[edge].as_py() == "ENGAGES_IN"
        )

    def between(self, one: int, other: int) -> list[int]:
        """Edges that join two nodes, in either direction, the surest first."""
        adjacency = self.adjacency
        low, high = adjacency.start[one], adjacency.start[one + 1]
        nodes = adjacency.node[low:high]
        first, last = np.searchsorted(nodes, other, "left"), np.searchsorted(nodes, other, "right")
        edges = adjacency.edge[low + first : low + last].tolist()
        return sorted(edges, key=lambda e: (self.cost[e], self.table.column("id")[e].as_py()))

    def label(self, edge: int, node: int) -> str:
        """Label of a node as an end of an edge."""
        column = "head_label" if self.head[edge] == node else "tail_label"
        return str(self.table.column(column)[edge].as_py())

    def row(self, edge: int) -> dict[str, Any]:
        """One edge as it stands in the table."""
        found: dict[str, Any] = self.table.slice(edge, 1).to_pylist()[0]
        return found


def _edges(tables: Path, steps: Sequence[PathStepRow]) -> pa.Table:
    """The rows of the steps that have not ended, none of them at a company that has."""
    path = tables / "edge.parquet"
    if not path.exists() or not steps:
        return pa.table(
            {name: pa.array([], pa.float64() if name == "confidence" else pa.string()) for name in _COLUMNS}
        )
    types = sorted({step.type for step in steps})
    table = pq.read_table(path, columns=list(_COLUMNS), filters=pc.field("type").isin(types))
    wanted = pc.is_null(table.column("valid_to"))
    fits = None
    for step in steps:
        one = pc.equal(table.column("type"), step.type)
        for column, labels in (("head_label", step.heads), ("tail_label", step.tails)):
            one = pc.and_(one, pc.is_in(table.column(column), value_set=pa.array(labels)))
        fits = one if fits is None else pc.or_(fits, one)
    if (ended := _ended(tables)) is not None:
        for column in ("head", "tail"):
            wanted = pc.and_(wanted, pc.invert(pc.is_in(table.column(column), value_set=ended)))
    return table.filter(pc.and_(wanted, fits)).combine_chunks()


def _ended(tables: Path) -> pa.Array | None:
    path = tables / "node_Company.parquet"
    if not path.exists():
        return None
    gone = pc.field("valid_to").is_valid() | (pc.field("ended") == True)  # noqa: E712 - an expression, not a truth
    ids = pq.read_table(path, columns=["id"], filters=gone).column("id").combine_chunks()
    return ids if len(ids) else None


_LOCK = threading.Lock()
_MADE: WeakKeyDictionary[Workspace, dict[tuple[Any, ...], PathGraph]] = WeakKeyDictionary()


def path_graph(workspace: Workspace, steps: Sequence[PathStepRow], most: float) -> PathGraph:
    """The path graph of a workspace, made once for the same steps and threshold."""
    key = (tuple((s.type, s.heads, s.tails) for s in steps), most)
    with _LOCK:
        made = _MADE.setdefault(workspace, {})
        if key not in made:
            made[key] = PathGraph(workspace.tables, steps, most)
            _ = made[key].adjacency
        return made[key]
