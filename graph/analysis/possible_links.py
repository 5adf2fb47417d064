"""Links between zones that could be: who has what a neighbour's chain, scenario or focus lacks (可能联系)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.analysis.reference import Cell, Chain, Link, Reference, Zone
from graph.analysis.zone_links import Chains, Ground, ZoneLink
from graph.queries import ask

COMPANIES_SHOWN = 3
EVIDENCE_SHOWN = 2


def _proof(cell: Cell, link: str) -> tuple[str, ...]:
    return tuple(f"ENGAGES_IN:{company}>{link}" for company in cell.leaders[:EVIDENCE_SHOWN])


def _of_city(*links: Link) -> int:
    return int(all(link.basis == "city" for link in links))


class Possible:
    """Makes the possible links of the home city; `asked` are functional zones that are looked at beside districts."""

    def __init__(self, reference: Reference, ground: Ground, asked: tuple[str, ...] = ()) -> None:
        self._reference = reference
        self._ground = ground
        self._chains = Chains(reference)
        self._zones = ground.zones(reference.workspace.home_zone, asked)

    def every(self) -> list[ZoneLink]:
        """All of them, unsorted."""
        return [*self._complements(), *self._coverage(), *self._demanded(), *self._focused()]

    def _cell(self, zone: str, link: str) -> Cell | None:
        return self._reference.cells.get((zone, link))

    def _crossing(self) -> Iterator[tuple[Zone, Zone]]:
        for one in self._zones:
            for other in self._zones:
                if one.id != other.id and not self._ground.shared(one.id, other.id):
                    yield one, other

    def _pairs(self) -> Iterator[tuple[Zone, Zone, Chain, str, str]]:
        """(supplier's zone, user's zone, chain, supplying link, using link) by the table, and by cells where asked."""
        zones = {zone.id: zone for zone in self._zones}
        districts = {z.id for z in self._zones if z.level == "district"}
        for row in ask(self._reference.workspace.store, "complements"):
            if row["from_zone"] in zones and row["to_zone"] in zones and row["chain"] in self._reference.chains:
                for pair in row["pairs"]:
                    supplying, using = pair.split(" > ")
                    chain = self._reference.chains[row["chain"]]
                    yield zones[row["from_zone"]], zones[row["to_zone"]], chain, supplying, using
        for one, other in self._crossing():
            if one.id in districts and other.id in districts:
                continue
            for chain in self._reference.chains.values():
                for link in chain.links:
                    for using in link.downstream:
                        if (
                            self._cell(one.id, link.id)
                            and self._cell(other.id, using)
                            and not self._cell(other.id, link.id)
                        ):
                            yield one, other, chain, link.id, using

    def _complements(self) -> Iterator[ZoneLink]:
        """Supply of the feeding link there, users of it here, nobody on it here."""
        links = self._reference.links
        for one, other, chain, supplying, using in self._pairs():
            if supplying not in links or using not in links:
                continue
            giver, taker = self._reference.cells[one.id, supplying], self._reference.cells[other.id, using]
            first, second = links[supplying], links[using]
            pulled = self._chains.pulled(first)
            yield ZoneLink(
                via="complement",
                observed=False,
                directed=True,
                from_zone=one.id,
                to_zone=other.id,
                chain=chain.id,
                from_link=supplying,
                to_link=using,
                companies=(*giver.leaders[:COMPANIES_SHOWN], *taker.leaders[:COMPANIES_SHOWN]),
                shared=(),
                strength=giver.companies * taker.companies,
                parts=(0, pulled, giver.companies, taker.companies, _of_city(first, second)),
                reasons=(
                    f"{one.name}有“{first.name}”企业 {giver.companies} 家；"
                    f"{other.name}有其下游“{second.name}”企业 {taker.companies} 家，而本区没有“{first.name}”企业。",
                ),
                facts=(*_proof(giver, supplying), *_proof(taker, using)),
            )

    def _coverage(self) -> Iterator[ZoneLink]:
        """Two zones that each have links of a chain which the other lacks; it has no direction."""
        for chain in self._reference.chains.values():
            links = self._chains.placeable(chain)
            has = {z.id: {link.id for link in links if self._cell(z.id, link.id)} for z in self._zones}
            for one, other in self._crossing():
                mine, theirs = has[one.id] - has[other.id], has[other.id] - has[one.id]
                if one.id < other.id and mine and theirs:
                    yield self._shared_coverage(chain, links, one, other, mine, theirs)

    def _shared_coverage(
        self, chain: Chain, links: list[Link], one: Zone, other: Zone, mine: set[str], theirs: set[str]
    ) -> ZoneLink:
        def told(zone: Zone, own: set[str]) -> tuple[list[Link], list[Cell], str]:
            some = [link for link in links if link.id in own]
            cells = [self._reference.cells[zone.id, link.id] for link in some]
            return some, cells, f"只有{zone.name}有：{'、'.join(link.name for link in some)}。"

        first, giving, said = told(one, mine)
        second, taking, answered = told(other, theirs)
        both = sum(1 for link in links if self._cell(one.id, link.id) or self._cell(other.id, link.id))
        leaders = [cell.leaders[0] for cell in (*giving, *taking) if cell.leaders]
        proofs = [
            proof for c, link in zip((*giving, *taking), (*first, *second), strict=True) for proof in _proof(c, link.id)
        ]
        return ZoneLink(
            via="coverage",
            observed=False,
            directed=False,
            from_zone=one.id,
            to_zone=other.id,
            chain=chain.id,
            from_link="",
            to_link="",
            companies=tuple(dict.fromkeys(leaders))[: 2 * COMPANIES_SHOWN],
            shared=(),
            strength=len(mine) + len(theirs),
            parts=(0, 0, sum(c.companies for c in giving), sum(c.companies for c in taking), _of_city(*first, *second)),
            reasons=(f"合起来覆盖{chain.name} {len(links)} 个可归类环节中的 {both} 个。{said}{answered}",),
            facts=tuple(proofs[: 2 * EVIDENCE_SHOWN]),
        )

    def _lacking(self, zone: Zone, link: Link) -> Iterator[tuple[Zone, Cell]]:
        """Other zones that have a link which a zone lacks."""
        if link.placeable and not self._cell(zone.id, link.id):
            for giver in self._zones:
                cell = self._cell(giver.id, link.id)
                if cell and not self._ground.shared(giver.id, zone.id):
                    yield giver, cell

    def _demanded(self) -> Iterator[ZoneLink]:
        """A scenario here asks for a link that only other zones have."""
        zones = {zone.id: zone for zone in self._zones}
        asking: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        demands = {(row["scenario_id"], on): row for on, rows in self._chains.pulls.scenarios.items() for row in rows}
        of_scenario: dict[str, list[str]] = defaultdict(list)
        for scenario, on in demands:
            of_scenario[scenario].append(on)
        for place in self._reference.scenario_zones:
            if place["side"] == "take" and place["zone"] in zones:
                for on in of_scenario.get(place["scenario"], ()):
                    asking[place["zone"], on][place["scenario"]] = place["proof"]
        for (zone, link_id), scenarios in sorted(asking.items()):
            link = self._reference.links.get(link_id)
            if link is None:
                continue
            names = "、".join(f"“{demands[s, link_id]['scenario']}”" for s in sorted(scenarios)[:COMPANIES_SHOWN])
            proofs = [
                e for s in sorted(scenarios)[:EVIDENCE_SHOWN] for e in (demands[s, link_id]["edge"], scenarios[s])
            ]
            for giver, cell in self._lacking(zones[zone], link):
                yield self._one_way(
                    "demand",
                    giver,
                    zones[zone],
                    link,
                    cell,
                    len(scenarios),
                    f"{zones[zone].name}有 {len(scenarios)} 个场景（{names}）需要“{link.name}”，本区没有；"
                    f"{giver.name}有 {cell.companies} 家。",
                    proofs,
                )

    def _focused(self) -> Iterator[ZoneLink]:
        """A zone's named focus lacks a link at home that other zones have."""
        for zone in self._zones:
            for chain in self._reference.chains.values():
                for link in chain.links:
                    pulls = [
                        p
                        for p in self._chains.pulls.on_link(chain, link)
                        if p.via in ("link", "chain") and self._is_of(p.label, p.id, zone.id)
                    ]
                    if not pulls:
                        continue
                    names = "、".join(dict.fromkeys(p.name for p in pulls))
                    for giver, cell in self._lacking(zone, link):
                        yield self._one_way(
                            "focus",
                            giver,
                            zone,
                            link,
                            cell,
                            len({p.id for p in pulls}),
                            f"{names}以“{pulls[0].target_name}”为重点，{zone.name}没有其中的“{link.name}”；"
                            f"{giver.name}有 {cell.companies} 家。",
                            [p.edge for p in pulls[:EVIDENCE_SHOWN]],
                        )

    def _is_of(self, label: str, one: str, zone: str) -> bool:
        """Whether a pull is a zone's own: the zone, one in it, or a park in it."""
        within = self._reference.within
        if label == "Zone":
            return zone in within(one)
        return label == "Park" and any(zone in within(place) for place in self._reference.parks[one].zones)

    def _one_way(
        self, via: str, giver: Zone, taker: Zone, link: Link, cell: Cell, pulled: int, said: str, proofs: Iterable[str]
    ) -> ZoneLink:
        return ZoneLink(
            via=via,
            observed=False,
            directed=True,
            from_zone=giver.id,
            to_zone=taker.id,
            chain=link.chain,
            from_link=link.id,
            to_link="",
            companies=cell.leaders[:COMPANIES_SHOWN],
            shared=(),
            strength=cell.companies,
            parts=(0, pulled, cell.companies, 0, _of_city(link)),
            reasons=(said,),
            facts=(*proofs, *_proof(cell, link.id)),
        )
