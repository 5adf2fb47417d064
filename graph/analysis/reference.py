"""The reference that answers are measured against: chains, links, zones, coverage (参照)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import pyarrow.parquet as pq
from rapidfuzz import fuzz, process

from graph.errors import NotFound
from graph.queries import ask
from graph.workspace import Workspace
from schema.ids import normal_name

NAMES_OFFERED: Final = 3
ALIKE: Final = 50
"""Per cent of likeness from which a name is offered for one that is not there."""


@dataclass(frozen=True)
class Zone:
    """A zone with its parents."""

    id: str
    name: str
    level: str
    short_name: str
    parents: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A chain link with what stands before and after it."""

    id: str
    name: str
    chain: str
    stage: str
    order: int
    basis: str
    placeable: bool
    products: tuple[str, ...]
    counts_as: str
    upstream: tuple[str, ...]
    downstream: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """What the loaded companies of one zone or park cover of one link; capital in CNY.

    `attested` are placed by a source's own word or by their main activity; `largest_share` is the part of the
    known capital that the largest company holds.
    """

    companies: int
    branches: int
    capital: float | None
    leaders: tuple[str, ...]
    hhi: float | None
    location_quotient: float | None
    attested: int = 0
    capital_known: int = 0
    largest_share: float | None = None


@dataclass(frozen=True)
class Ended:
    """Companies that were placed on one link in one zone or park and have ended; the largest first."""

    companies: int
    leaders: tuple[str, ...]


@dataclass(frozen=True)
class Park:
    """A park with the zones it lies in."""

    id: str
    name: str
    zones: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """A reference chain with its links in order."""

    id: str
    name: str
    basis: str
    links: tuple[Link, ...] = field(repr=False)


def reached(starts: Iterable[str], onward: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything that `onward` leads to from `starts`, they themselves included; circles end where they begin."""
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting.extend(onward.get(current, ()))
    return seen


def _alike(text: str, names: Sequence[str]) -> list[str]:
    """Names like a text, the likest first."""
    found = process.extract(text, names, scorer=fuzz.ratio, limit=NAMES_OFFERED, score_cutoff=ALIKE)
    return [name for name, _, _ in found]


class Reference:
    """Chains, zones and coverage of one workspace, each asked of the store once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._within: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, workspace: Workspace) -> Reference:
        """The reference of a workspace, made once as long as its projection is open."""
        kept: Reference = workspace.kept.setdefault("reference", cls(workspace))
        return kept

    @cached_property
    def zones(self) -> dict[str, Zone]:
        """All zones by id."""
        parents: dict[str, list[str]] = defaultdict(list)
        rows = {}
        for row in ask(self.workspace.store, "zones"):
            rows[row["id"]] = row
            if row["parent"] is not None:
                parents[row["id"]].append(row["parent"])
        return {
            key: Zone(key, r["name"], r["level"] or "", r["short_name"] or "", tuple(parents[key]))
            for key, r in rows.items()
        }

    def zone_name(self, zone_id: str) -> str:
        """A zone's name, or its id where it is not in the graph."""
        zone = self.zones.get(zone_id)
        return zone.name if zone else zone_id

    def within(self, zone_id: str) -> frozenset[str]:
        """The zone and all zones it lies in."""
        if zone_id not in self._within:
            self._within[zone_id] = frozenset(reached([zone_id], self._parents))
        return self._within[zone_id]

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        return {key: zone.parents for key, zone in self.zones.items()}

    def districts(self, city: str) -> list[Zone]:
        """Districts of a city in order of id."""
        return sorted(
            (z for z in self.zones.values() if z.level == "district" and city in z.parents), key=lambda z: z.id
        )

    @cached_property
    def chains(self) -> dict[str, Chain]:
        """Chains by id; links in order."""
        up: dict[str, list[str]] = defaultdict(list)
        down: dict[str, list[str]] = defaultdict(list)
        for edge in ask(self.workspace.store, "chain_edges"):
            up[edge["downstream"]].append(edge["upstream"])
            down[edge["upstream"]].append(edge["downstream"])
        links: dict[str, list[Link]] = defaultdict(list)
        heads: dict[str, tuple[str, str]] = {}
        for row in ask(self.workspace.store, "chain_links"):
            heads[row["chain_id"]] = (row["chain"], row["chain_basis"] or "")
            links[row["chain_id"]].append(
                Link(
                    row["link_id"],
                    row["link"],
                    row["chain_id"],
                    row["stage"] or "",
                    row["place"] or 0,
                    row["basis"] or "",
                    bool(row["placeable"]),
                    tuple(row["products"] or ()),
                    row["counts_as"] or "",
                    tuple(sorted(up[row["link_id"]])),
                    tuple(sorted(down[row["link_id"]])),
                )
            )
        return {key: Chain(key, name, basis, tuple(links[key])) for key, (name, basis) in sorted(heads.items())}

    @cached_property
    def links(self) -> dict[str, Link]:
        """All links by id."""
        return {link.id: link for chain in self.chains.values() for link in chain.links}

    @cached_property
    def cells(self) -> dict[tuple[str, str], Cell]:
        """Coverage by (zone id, link id); absent means zero companies."""
        return {
            (r["zone_id"], r["link_id"]): Cell(
                r["companies"],
                r["branches"],
                r["capital"],
                tuple(r["leaders"] or ()),
                r["hhi"],
                r["location_quotient"],
                r["attested"],
                r["capital_known"],
                r["largest_share"],
            )
            for r in ask(self.workspace.store, "coverage")
        }

    @cached_property
    def zones_with_companies(self) -> frozenset[str]:
        """Zones of which anything is covered."""
        return frozenset(zone for zone, _ in self.cells)

    @cached_property
    def park_cells(self) -> dict[tuple[str, str], Cell]:
        """Coverage by (park id, link id); absent means zero companies."""
        return {
            (r["park"], r["link"]): Cell(
                r["companies"],
                r["branches"],
                None if r["capital"] is None else float(r["capital"]),
                tuple(r["leaders"] or ()),
                r["hhi"],
                None,
                r["attested"],
                r["capital_known"],
                r["largest_share"],
            )
            for r in self._table("park_covers")
        }

    @cached_property
    def ended(self) -> dict[tuple[str, str], Ended]:
        """Ended companies by (zone or park id, link id)."""
        return {
            (r["scope"], r["link"]): Ended(r["companies"], tuple(r["leaders"])) for r in self._table("ended_covers")
        }

    @cached_property
    def crossings(self) -> list[dict[str, Any]]:
        """What crosses between zones by what is on record, in all and by chain."""
        return self._table("crossing")

    @cached_property
    def scenario_zones(self) -> list[dict[str, Any]]:
        """Zones of those who ask for scenarios (`side` take) and of those who serve them (give), with the edge."""
        return self._table("scenario_zone")

    @cached_property
    def overheld(self) -> list[dict[str, Any]]:
        """Companies whose holders are said to hold more than the whole."""
        return self._table("overheld")

    @cached_property
    def parks(self) -> dict[str, Park]:
        """All parks by id."""
        names: dict[str, str] = {}
        zones: dict[str, list[str]] = defaultdict(list)
        for row in ask(self.workspace.store, "parks"):
            names[row["id"]] = row["name"]
            zones[row["id"]] += [row["zone_id"]] if row["zone_id"] is not None else []
        return {key: Park(key, name, tuple(zones[key])) for key, name in names.items()}

    def _table(self, name: str) -> list[dict[str, Any]]:
        path = self.workspace.tables / f"{name}.parquet"
        return list(pq.read_table(path).to_pylist()) if path.exists() else []

    @cached_property
    def declared(self) -> list[dict[str, Any]]:
        """What registers say they cover: source, zone, complete, as_of.

        Only a register looks for companies: a list of scenarios of the whole city says nothing about who is absent.
        """
        registers = {s.key for s in self.workspace.ledger.sources() if s.kind == "registrations"}
        return [row for row in self._table("coverage") if row["source"] in registers]

    def find_zone(self, text: str) -> Zone:
        """The zone with this id, name or alias; raises NotFound offering near names."""
        if text in self.zones:
            return self.zones[text]
        hits = [hit for hit in self.workspace.search.exact(text, "Zone") if hit.id in self.zones]
        ids = {hit.id for hit in hits}
        home = {i for i in ids if self.workspace.home_zone in self.within(i)}
        chosen = home or ids
        if len(chosen) == 1:
            return self.zones[chosen.pop()]
        districts = [zone.name for zone in self.districts(self.workspace.home_zone)]
        alike = _alike(
            text, [zone.name for key, zone in self.zones.items() if self.workspace.home_zone in self.within(key)]
        )
        near = f"near: {'、'.join(alike)}; " if alike else ""
        why = "names several zones" if chosen else "is no zone in this graph"
        raise NotFound(f"{text}: {why}; {near}districts here: {'、'.join(districts)}")

    def find_park(self, text: str) -> Park:
        """The park with this id, name or alias; raises NotFound offering near names."""
        if text in self.parks:
            return self.parks[text]
        ids = {hit.id for hit in self.workspace.search.exact(text, "Park")} & self.parks.keys()
        if len(ids) == 1:
            return self.parks[ids.pop()]
        normal = set(normal_name(text))
        near = sorted(self.parks.values(), key=lambda p: (-len(normal & set(normal_name(p.name))), p.id))
        why = "names several parks" if ids else "is no park in this graph"
        raise NotFound(f"{text}: {why}; near: {'、'.join(p.name for p in near[:8]) or 'none, the graph has no park'}")

    def find_chains(self, text: str) -> list[Chain]:
        """Chains of an industry, chain or system by id, name or alias; raises NotFound offering what there is.

        An industry of an older system without a chain of its own stands for what it maps to.
        """
        hits = self.workspace.search.exact(text)
        ids = {hit.id for hit in hits if hit.label in ("Industry", "IndustrySystem")} | {text}
        children: dict[str, set[str]] = defaultdict(set)
        for row in ask(self.workspace.store, "industry_parents"):
            children[row["parent"]].add(row["child"])
        for row in ask(self.workspace.store, "system_industries"):
            children[row["system"]].add(row["industry"])
        seen = reached(ids, children)
        if seen.isdisjoint(self.chains):
            for row in ask(self.workspace.store, "crosswalk"):
                children[row["old"]].add(row["new"])
            seen = reached(ids, children)
        found = [chain for key, chain in self.chains.items() if key in seen]
        if found:
            return found
        normal = normal_name(text)
        near = [c.name for c in self.chains.values() if set(normal) & set(normal_name(c.name))]
        offered = "、".join(near[:8] or [c.name for c in self.chains.values()])
        raise NotFound(f"{text}: no industry or chain has this name; there are: {offered}")
