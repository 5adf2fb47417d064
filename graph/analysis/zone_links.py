"""One link between two zones before it is written out, and which zones have no ground in common (跨区关系)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.analysis.pulls import Pulls
from graph.analysis.reference import Chain, Link, Reference, Zone
from graph.queries import ask

PARTS: Final = (
    ("observed", "已见为1，可能为0"),
    ("pulled", "牵引它的场景、政策和重点数"),
    ("facts", "已见：关系、场景、园区或集团数；可能：供给方企业数"),
    ("users", "需求方企业数"),
    ("of_city", "参照环节有本市依据为1"),
)
"""By what links are put in order: the first part decides, of equal ones the next; the larger number comes first."""


@dataclass(frozen=True)
class ZoneLink:
    """What one zone gives another, or shares with it where it is not directed.

    `chain` is empty where it belongs to no chain in particular; `facts` are ids that open to evidence.
    """

    via: str
    observed: bool
    directed: bool
    from_zone: str
    to_zone: str
    chain: str
    from_link: str
    to_link: str
    companies: tuple[str, ...]
    shared: tuple[str, ...]
    strength: int
    parts: tuple[int, ...]
    reasons: tuple[str, ...]
    facts: tuple[str, ...]

    @property
    def id(self) -> str:
        """An id that says what it is."""
        sign = ">" if self.directed else "<>"
        pair = f"{self.from_link}>{self.to_link}" if self.from_link or self.to_link else self.chain
        return f"cross:{self.via}:{self.from_zone}{sign}{self.to_zone}{'#' if pair else ''}{pair}"

    @property
    def order(self) -> tuple[object, ...]:
        """What it is sorted by."""
        return (*(-part for part in self.parts), self.id)

    def joins(self, zone: str) -> bool:
        """Whether it has this zone at one end."""
        return zone in (self.from_zone, self.to_zone)


class Ground:
    """Which zones share ground: one lies in the other, or they overlap."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        rows = ask(self._reference.workspace.store, "zone_overlaps")
        pairs = [(row["first_zone"], row["second_zone"]) for row in rows]
        return frozenset(pair for one, other in pairs for pair in ((one, other), (other, one)))

    def shared(self, one: str, other: str) -> bool:
        """Whether two zones share ground; a zone does with itself."""
        within = self._reference.within
        return one in within(other) or other in within(one) or (one, other) in self._pairs

    def zones(self, city: str, asked: tuple[str, ...] = ()) -> list[Zone]:
        """Districts of a city, and the zones asked for where they are functional ones of it."""
        zones = self._reference.zones
        extra = [zones[a] for a in asked if zones[a].level == "functional" and city in self._reference.within(a)]
        return [*self._reference.districts(city), *extra]


class Chains:
    """Chains and what pulls on their links, as links between zones need them."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.pulls = Pulls.of(reference)

    def pulled(self, link: Link) -> int:
        """How many scenarios, policies and tasks pull on a link."""
        chain = self.reference.chains[link.chain]
        return len(self.pulls.scenarios.get(link.id, ())) + len(
            {p.id for p in self.pulls.on_link(chain, link) if p.via != "system" and p.label in ("Policy", "ActionArea")}
        )

    def placeable(self, chain: Chain) -> list[Link]:
        """Links of a chain that companies can be placed on."""
        return [link for link in chain.links if link.placeable]
