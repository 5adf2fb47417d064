"""What companies have to offer, by company and by what they share with scenarios, read once a projection (供方).

A register has millions of companies; those on a link or with a technology are a few of them, and each scenario asks
of a thousand. Read from the tables for each question they took most of its time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from graph.wording import Wording
from graph.workspace import Workspace

Whole = NDArray[np.int64]

OFFERS: Final = {"technology": "OFFERS", "link": "ENGAGES_IN"}
"""Types of edges by which a company has what a scenario asks for."""
SIDES: Final = {"ChainLink": "link", "Technology": "technology", "Zone": "zone", "Qualification": "qualification"}
_TYPES: Final = ("ENGAGES_IN", "OFFERS", "LOCATED_IN", "CERTIFIED_AS")
_EDGE: Final = ("id", "type", "head", "tail", "tail_label")
_ROW: Final = (
    "id",
    "name",
    "ended",
    "status",
    "is_branch",
    "capital_cny",
    "registered_capital",
    "capital_currency",
)


@dataclass
class Company:
    """What is known of one company: its links, technologies, zones and qualifications with the edges that say so."""

    id: str
    row: dict[str, Any] = field(default_factory=dict)
    things: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))


class Sides:
    """Companies that have anything a scenario may ask for, numbered in order of id."""

    def __init__(self, workspace: Workspace, wording: Wording) -> None:
        self._nodes = workspace.tables / "node_Company.parquet"
        self._edges = workspace.tables / "edge.parquet"
        edges = self._read(None)
        offered = edges.filter(pc.is_in(edges.column("type"), value_set=pa.array(sorted(OFFERS.values()))))
        told = pa.array(sorted(wording.words), pa.string())
        heads = offered.column("head").combine_chunks().cast(pa.string())
        self._rows = self._companies(pc.unique(pa.chunked_array([heads, told])))
        self.ids: pa.Array = self._rows.column("id").combine_chunks()
        edges = edges.filter(pc.is_in(edges.column("head"), value_set=self.ids)).combine_chunks()
        head = _places(edges.column("head"), self.ids)
        # Of one company's edges the order of the file is kept.
        order = np.argsort(head, kind="stable")
        self._of: pa.Table = edges.take(pa.array(order)).drop_columns(["head"])
        self._start = np.searchsorted(head[order], np.arange(len(self.ids) + 1))
        self._holding: dict[tuple[str, str], Whole] = {}
        for reason, kind in OFFERS.items():
            of_kind = edges.filter(pc.equal(edges.column("type"), kind))
            for thing, places in _by_tail(of_kind.column("tail"), _places(of_kind.column("head"), self.ids)):
                self._holding[reason, thing] = places

    @classmethod
    def of(cls, workspace: Workspace, wording: Wording) -> Sides:
        """The sides of a workspace, read once as long as its projection is open."""
        kept: Sides | None = workspace.kept.get("match_sides")
        if kept is None:
            kept = workspace.kept["match_sides"] = cls(workspace, wording)
        return kept

    def _read(self, heads: Sequence[str] | None) -> pa.Table:
        """Edges of all companies, or of some."""
        if not self._edges.exists():
            return pa.table({name: pa.array([], pa.string()) for name in _EDGE})
        wanted = pc.field("type").isin(list(_TYPES)) & (pc.field("head_label") == "Company")
        wanted = wanted if heads is None else wanted & pc.field("head").isin(heads)
        return pq.read_table(self._edges, columns=list(_EDGE), filters=wanted)

    def _companies(self, ids: pa.Array) -> pa.Table:
        """Rows of some companies in order of id."""
        if not self._nodes.exists():
            return pa.table({name: pa.array([], pa.string()) for name in _ROW})
        found = pq.read_table(self._nodes, columns=list(_ROW), filters=pc.field("id").isin(ids))
        return found.sort_by("id").combine_chunks()

    def holding(self, reason: str, thing: str) -> Whole:
        """Numbers of the companies that have a thing, in order."""
        return self._holding.get((reason, thing), np.zeros(0, dtype=np.int64))

    def place(self, company: str) -> int | None:
        """Number of a company, None for one that has nothing to offer."""
        found = bisect_left(range(len(self.ids)), company, key=lambda place: str(self.ids[place].as_py()))
        return found if found < len(self.ids) and self.ids[found].as_py() == company else None

    def at(self, places: Sequence[int]) -> dict[str, Company]:
        """All sides of companies by their numbers."""
        made = {}
        for place, row in zip(places, self._rows.take(pa.array(places, pa.int64())).to_pylist(), strict=True):
            made[row["id"]] = company = Company(row["id"], row)
            low, high = int(self._start[place]), int(self._start[place + 1])
            _add(company, self._of.slice(low, high - low).to_pylist())
        return made

    def companies(self, ids: Iterable[str]) -> dict[str, Company]:
        """All sides of companies by id; those that have nothing to offer are read, unknown ids have no entry."""
        places = {one: self.place(one) for one in sorted(set(ids))}
        made = self.at([place for place in places.values() if place is not None])
        unread = [one for one, place in places.items() if place is None]
        if unread:
            read = {row["id"]: Company(row["id"], row) for row in self._companies(pa.array(unread)).to_pylist()}
            edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for edge in self._read(unread).to_pylist():
                edges[edge["head"]].append(edge)
            for one, company in read.items():
                _add(company, edges[one])
            made |= read
        return made


def _add(company: Company, edges: Iterable[dict[str, Any]]) -> None:
    for edge in edges:
        if edge["tail_label"] in SIDES:
            company.things[SIDES[edge["tail_label"]]][edge["tail"]] = edge["id"]


def _places(column: pa.ChunkedArray, ids: pa.Array) -> Whole:
    found: Whole = pc.index_in(column, value_set=ids).to_numpy().astype(np.int64)
    return found


def _by_tail(tails: pa.ChunkedArray, places: Whole) -> Iterable[tuple[str, Whole]]:
    """The places at each tail, each once and in order."""
    coded = tails.combine_chunks().dictionary_encode()
    codes = coded.indices.to_numpy().astype(np.int64)
    order = np.lexsort((places, codes))
    bounds = np.searchsorted(codes[order], np.arange(len(coded.dictionary) + 1))
    for number, tail in enumerate(coded.dictionary.to_pylist()):
        yield str(tail), np.unique(places[order[bounds[number] : bounds[number + 1]]])
