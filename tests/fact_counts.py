"""Counts of companies on links by zone, straight from the fact bundles and the packs: plain lines beside the projection's SQL."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq

from schema.pack_model import Packs


@dataclass
class FactCounts:
    """Companies by (zone, link), and of each whether it is a branch, its capital in yuan, its attested links."""

    placed: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    branches: set[str] = field(default_factory=set)
    capital: dict[str, Decimal] = field(default_factory=dict)
    attested: set[tuple[str, str]] = field(default_factory=set)
    levels: dict[str, str] = field(default_factory=dict)
    companies: int = 0
    """Companies of registers, each by its credit code."""

    def zone(self, zone: str) -> set[str]:
        """Distinct companies placed anywhere in a zone."""
        return set().union(*(found for (where, _), found in self.placed.items() if where == zone))

    def capitals(self, zone: str, link: str) -> list[float]:
        """Known capital of the companies of a cell, the largest first."""
        known = (self.capital[c] for c in self.placed[zone, link] if c in self.capital)
        return sorted((float(amount) for amount in known), reverse=True)

    def leaders(self, zone: str, link: str) -> list[str]:
        """The three of most capital; those whose capital is not known come last, equals by id."""
        return sorted(self.placed[zone, link], key=lambda c: (-self.capital.get(c, Decimal(-1)), c))[:3]


def fact_counts(home: Path, packs: Packs) -> FactCounts:
    """Read all bundles below `home`; a company whose status says it has ended is left out."""
    counts = FactCounts(levels={zone.id: zone.level for zone in packs.zones.values()})
    ended: set[str] = set()
    registered: set[str] = set()
    for path in home.glob("facts/*/nodes_Company.parquet"):
        for row in pq.read_table(path).to_pylist():
            ended |= {row["local_id"]} if row["ended"] else set()
            registered |= {row["local_id"]} if row["local_id"].startswith("cn-uscc:") else set()
            counts.branches |= {row["local_id"]} if row["is_branch"] else set()
            amount = row["registered_capital"] if row["capital_currency"] == "CNY" else row["capital_cny"]
            if amount is not None:
                counts.capital[row["local_id"]] = amount
    counts.companies = len(registered)
    links: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    for path in home.glob("facts/*/edges.parquet"):
        for edge in pq.read_table(path).to_pylist():
            if edge["confidence"] < Decimal("0.5") or edge["head"] in ended:
                continue
            if edge["type"] == "ENGAGES_IN":
                links[edge["head"]].add(edge["tail"])
                counts.attested |= {(edge["head"], edge["tail"])} if edge["main"] or edge["stated"] else set()
            elif edge["type"] == "LOCATED_IN" and (edge["head_label"], edge["tail_label"]) == ("Company", "Zone"):
                places[edge["head"]].add(edge["tail"])
    for company, near in places.items():
        waiting, around = list(near), set()
        while waiting:
            zone = packs.zones[waiting.pop()]
            around.add(zone.id)
            # Of several districts around a functional zone none is known to hold the company.
            waiting += zone.parents if zone.level != "functional" or len(zone.parents) == 1 else ()
        for zone_id in around:
            for link in links[company]:
                counts.placed[zone_id, link].add(company)
    return counts
