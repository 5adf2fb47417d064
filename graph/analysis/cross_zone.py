"""Cross-zone links: what zones give each other today, and what they could (跨区联动).

Observed: supply, branches, investment, shared scenarios, parks over several zones, groups with one parent.
Possible: supply of a neighbouring link (complement), a scenario's demand, a focus without supply at home, and
zones that each cover what the other lacks of a chain (coverage). Zones that share ground are not crossing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.companies import company_cards
from graph.analysis.coverage import chosen_chains
from graph.analysis.observed_links import observed_links, overheld
from graph.analysis.possible_links import Possible
from graph.analysis.reference import Reference
from graph.analysis.zone_links import PARTS, Ground, ZoneLink
from graph.evidence import EvidenceReader
from graph.queries import ask

EVIDENCE_SHOWN: Final = 2
LINKS_SHOWN: Final = 50
VIAS: Final = (
    "supply",
    "branch",
    "investment",
    "shared_scenario",
    "park",
    "group",
    "complement",
    "demand",
    "focus",
    "coverage",
)


class CrossZone:
    """All links between zones of the home city, in order, made once a projection and set of functional zones."""

    def __init__(self, reference: Reference, asked: tuple[str, ...] = ()) -> None:
        self.reference = reference
        self.ground = Ground(reference)
        shown = {zone.id for zone in self.ground.zones(reference.workspace.home_zone, asked)}
        observed = [link for link in observed_links(reference) if {link.from_zone, link.to_zone} <= shown]
        possible = Possible(reference, self.ground, asked).every()
        self.links = sorted((*observed, *possible), key=lambda link: link.order)
        self.any_observed = bool(observed)
        # Of ties on record there are few samples a pair: read together.
        EvidenceReader.of(reference.workspace).keep([fact for link in observed for fact in link.facts])

    @classmethod
    def of(cls, reference: Reference, asked: Iterable[str] = ()) -> CrossZone:
        """The links with these functional zones beside the districts."""
        zones = reference.zones
        functional = tuple(sorted({zone for zone in asked if zones[zone].level == "functional"}))
        kept: dict[tuple[str, ...], CrossZone] = reference.workspace.kept.setdefault("cross_zone", {})
        if functional not in kept:
            kept[functional] = cls(reference, functional)
        return kept[functional]

    def of_chains(self, chains: set[str] | None) -> list[ZoneLink]:
        """The links of some chains; observed ones of all chains stand once, not once more by chain."""
        if chains is None:
            return [link for link in self.links if not (link.observed and link.chain)]
        return [link for link in self.links if link.chain in chains]


def direction(link: ZoneLink, start: str | None, end: str | None) -> str | None:
    """How a link stands to the zones asked for: gives, receives or both ways; None where it does not concern them.

    With two zones both directions are given; with one, what it gives (`start`) or receives (`end`).
    """
    if start is None and end is None:
        return "gives" if link.directed else "both"
    if start is not None and end is not None:
        if {link.from_zone, link.to_zone} != {start, end}:
            return None
        if not link.directed:
            return "both"
        return "gives" if link.from_zone == start else "receives"
    one = start if start is not None else end or ""
    if not link.directed:
        return "both" if link.joins(one) else None
    if start is not None:
        return "gives" if link.from_zone == start else None
    return "receives" if link.to_zone == end else None


def cross_zone_links(
    reference: Reference,
    *,
    from_zone: str | None = None,
    to_zone: str | None = None,
    industry: str | None = None,
    limit: int = LINKS_SHOWN,
) -> Answer:
    """Links between zones of the home city, observed ones first, then by their written parts.

    With both zones given what goes from the first to the second comes before what comes back. Strength: for observed
    links what is counted, for complements suppliers × users, else the companies on the giving side.
    """
    start = reference.find_zone(from_zone).id if from_zone else None
    end = reference.find_zone(to_zone).id if to_zone else None
    chains = {chain.id for chain in chosen_chains(reference, industry)} if industry else None
    made = CrossZone.of(reference, [zone for zone in (start, end) if zone])
    every = [(link, way) for link in made.of_chains(chains) if (way := direction(link, start, end)) is not None]
    if start and end:
        places = ("gives", "both", "receives")
        every.sort(key=lambda pair: places.index(pair[1]))
    warnings = _warnings(made, chains is not None)
    if start and end and made.ground.shared(start, end):
        names = f"{reference.zone_name(start)}和{reference.zone_name(end)}"
        warnings.append(f"{names}同属一地或相互重叠，不算跨区。")
    rests_on = basis(
        reference.workspace,
        warnings,
        order=[{"part": part, "text": text} for part, text in PARTS],
        zones=[reference.zone_name(zone) for zone in (start, end) if zone],
        industries=[reference.chains[chain].name for chain in sorted(chains)] if chains is not None else [],
    )
    answer = listing(_written(reference, every[:limit]), rests_on)
    answer["total"] = len(every)
    return answer


def _written(reference: Reference, shown: Sequence[tuple[ZoneLink, str]]) -> list[dict[str, Any]]:
    cards = company_cards(reference.workspace, [c for link, _ in shown for c in link.companies])
    facts = [fact for link, _ in shown for fact in link.facts]
    evidence = EvidenceReader.of(reference.workspace).kept_for_facts(facts, EVIDENCE_SHOWN)
    names = _shared_names(reference) if any(link.shared for link, _ in shown) else {}
    return [
        {
            "id": link.id,
            "kind": "observed" if link.observed else "possible",
            "via": link.via,
            "directed": link.directed,
            "direction": way,
            "from_zone": {"id": link.from_zone, "name": reference.zone_name(link.from_zone)},
            "to_zone": {"id": link.to_zone, "name": reference.zone_name(link.to_zone)},
            "industry": _chain(reference, link.chain),
            "from_link": _named_link(reference, link.from_link),
            "to_link": _named_link(reference, link.to_link),
            "companies": [{"id": c, "name": cards[c]["name"]} for c in link.companies if c in cards],
            "shared": [{"id": one, "name": names.get(one, one)} for one in link.shared],
            "strength": link.strength,
            "parts": [
                {"part": part, "text": text, "value": value}
                for (part, text), value in zip(PARTS, link.parts, strict=True)
            ],
            "reasons": list(link.reasons),
            "evidence": [e for fact in link.facts for e in evidence[fact]],
        }
        for link, way in shown
    ]


def _shared_names(reference: Reference) -> dict[str, str]:
    kept = reference.workspace.kept
    if "scenario_names" not in kept:
        kept["scenario_names"] = {row["id"]: row["name"] for row in ask(reference.workspace.store, "scenarios")}
    return {**kept["scenario_names"], **{park.id: park.name for park in reference.parks.values()}}


def _chain(reference: Reference, chain_id: str) -> dict[str, str] | None:
    chain = reference.chains.get(chain_id)
    return {"id": chain.id, "name": chain.name} if chain else None


def _named_link(reference: Reference, link_id: str) -> dict[str, str] | None:
    return {"id": link_id, "name": reference.links[link_id].name} if link_id else None


def _warnings(made: CrossZone, by_industry: bool) -> list[str]:
    said = []
    if not made.any_observed:
        said.append("已载入数据中没有看到跨区的分支、供应或投资关系（登记信息中分支机构的总部不在文件内时无法连上）。")
    elif by_industry:
        said.append("按产业筛选时，已见的联系只计其中一方企业归入该产业链的。")
    for company, share in overheld(made.reference):
        card = company_cards(made.reference.workspace, [company]).get(company)
        name = card["name"] if card else company
        said.append(f"{name}的持股合计 {share:g}%，超过百分之百：不据此认定同一集团。")
    reference = made.reference
    if len(reference.districts(reference.workspace.home_zone)) < 2:
        said.append("本市在图谱中不足两个区市，没有可以跨的区。")
    return said


def zone_matrix(reference: Reference, *, industry: str | None = None) -> Answer:
    """Zone × zone: for each ordered pair of districts how many links of each kind lead from the first to the second.

    What has no direction counts both ways. `zones` has the rows and columns in order.
    """
    chains = {chain.id for chain in chosen_chains(reference, industry)} if industry else None
    made = CrossZone.of(reference)
    cells: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(VIAS, 0))
    for link in made.of_chains(chains):
        ways = [(link.from_zone, link.to_zone)] + ([] if link.directed else [(link.to_zone, link.from_zone)])
        for pair in ways:
            cells[pair][link.via] += link.strength if link.observed else 1
    items = []
    for (start, end), counts in sorted(cells.items()):
        observed = {via: n for via, n in counts.items() if n and via in VIAS[:6]}
        possible = {via: n for via, n in counts.items() if n and via in VIAS[6:]}
        items.append(
            {
                "from_zone": {"id": start, "name": reference.zone_name(start)},
                "to_zone": {"id": end, "name": reference.zone_name(end)},
                "observed": observed,
                "possible": possible,
                "observed_total": sum(observed.values()),
                "possible_total": sum(possible.values()),
            }
        )
    districts = reference.districts(reference.workspace.home_zone)
    rests_on = basis(
        reference.workspace,
        _warnings(made, chains is not None),
        industries=[reference.chains[chain].name for chain in sorted(chains)] if chains is not None else [],
    )
    return {**listing(items, rests_on), "zones": [{"id": zone.id, "name": zone.name} for zone in districts]}
