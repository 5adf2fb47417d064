"""The chain of a firm: its links, who stands before and after it, its parks, scenarios and zones (企业链图)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.companies import company_cards
from graph.analysis.coverage import no_register_warning
from graph.analysis.named_nodes import find_one
from graph.analysis.reference import Link, Reference
from graph.evidence import EvidenceReader
from graph.queries import ask
from schema.ontology import ontology

FIRMS_SHOWN: Final = 3
SCENARIOS_SHOWN: Final = 10
EVIDENCE_SHOWN: Final = 2


class _Writer:
    """Gathers what must be looked up, then writes it with one look-up of names and one of evidence."""

    def __init__(self, reference: Reference, company: str, zones: list[dict[str, Any]]) -> None:
        self.reference = reference
        self.company = company
        around = {outer for zone in zones for outer in reference.within(zone["zone_id"])}
        levels = {z: reference.zones[z].level for z in sorted(around) if z in reference.zones}
        # A functional zone lies in districts; counted beside them its companies would count twice.
        self.own_zones = [z for z, level in levels.items() if level == "district"]
        self.own_zones = self.own_zones or [z["zone_id"] for z in zones]
        self.cities = [z for z, level in levels.items() if level == "city"]
        self.demand: dict[str, list[dict[str, Any]]] = {}
        for row in ask(reference.workspace.store, "link_demand"):
            self.demand.setdefault(row["link_id"], []).append(row)
        self.firms: dict[str, list[tuple[str, str]]] = {}

    def leaders(self, link: str) -> list[tuple[str, str]]:
        """(zone, company) of leading firms on a link: in the firm's own district first, then in its city."""
        if link not in self.firms:
            found: dict[str, str] = {}
            for zone in (*self.own_zones, *self.cities):
                cell = self.reference.cells.get((zone, link))
                for leader in cell.leaders if cell else ():
                    if leader != self.company:
                        found.setdefault(leader, zone)
            self.firms[link] = [(zone, leader) for leader, zone in list(found.items())[:FIRMS_SHOWN]]
        return self.firms[link]

    def companies(self, zones: Iterable[str], link: str) -> int:
        """Companies of some zones of one level on a link."""
        cells = (self.reference.cells.get((zone, link)) for zone in zones)
        return sum(cell.companies for cell in cells if cell is not None)

    def neighbour(self, link_id: str, cards: dict[str, Any], evidence: dict[str, Any]) -> dict[str, Any]:
        """A link before or after the firm's with the firms on it."""
        link = self.reference.links[link_id]
        return {
            "link": named_link(link),
            "companies": {
                "zone": self.companies(self.own_zones, link_id),
                "city": self.companies(self.cities, link_id),
            },
            "firms": [
                {
                    "company": {"id": company, "name": cards[company]["name"]},
                    "zone": {"id": zone, "name": self.reference.zone_name(zone)},
                    "evidence": evidence.get(f"ENGAGES_IN:{company}>{link_id}", []),
                }
                for zone, company in self.leaders(link_id)
                if company in cards
            ],
        }


def named_link(link: Link) -> dict[str, str]:
    """A link as answers name it."""
    return {"id": link.id, "name": link.name, "stage": link.stage, "basis": link.basis}


def _edges(
    company: str, rows: list[dict[str, Any]], what: str, label: str, evidence: dict[str, Any]
) -> list[dict[str, Any]]:
    """Rows of an edge query as answers: what is at the other end, how, and where it is said."""
    made = []
    for row in sorted(rows, key=lambda r: (r[f"{what}_id"], r["edge"])):
        type_name = row["edge"].partition(":")[0]
        made.append(
            {
                what: {"id": row[f"{what}_id"], "label": label, "name": row[what]},
                "type": type_name,
                "zh": ontology().relationships[type_name].zh,
                "direction": "out" if row["edge"].startswith(f"{type_name}:{company}>") else "in",
                "confidence": row.get("confidence"),
                "stated": row.get("stated"),
                "edge": row["edge"],
                "evidence": evidence.get(row["edge"], []),
            }
        )
    return made


def firm_chain(reference: Reference, company: str) -> Answer:
    """The links of a company, each with the links before and after it and the firms there; its other ties.

    Firms on neighbouring links are the leading ones of the company's own district, then of its city: that they are
    suppliers or customers of this company is not said, only that the reference chain puts them there.
    """
    workspace = reference.workspace
    hit = find_one(workspace, company, "Company")
    of = {"id": hit.id}
    links = ask(workspace.store, "company_links", of)
    relations, parks, scenarios = (
        ask(workspace.store, name, of) for name in ("company_relations", "company_parks", "company_scenarios")
    )
    zones = ask(workspace.store, "company_zones", {"ids": [hit.id]})
    writer = _Writer(reference, hit.id, zones)
    placed = [row for row in links if row["link_id"] in reference.links]
    near = {n for row in placed for k in (reference.links[row["link_id"]],) for n in (*k.upstream, *k.downstream)}
    cards = company_cards(workspace, [c for link in near for _, c in writer.leaders(link)])
    facts = [row["edge"] for rows in (links, relations, parks, scenarios, zones) for row in rows]
    facts += [f"ENGAGES_IN:{c}>{link}" for link in near for _, c in writer.leaders(link)]
    facts += [d["edge"] for row in placed for d in writer.demand.get(row["link_id"], ())[:SCENARIOS_SHOWN]]
    evidence = EvidenceReader.of(workspace).for_facts(facts, EVIDENCE_SHOWN)
    items = []
    for row in placed:
        link = reference.links[row["link_id"]]
        demand = writer.demand.get(link.id, [])
        items.append(
            {
                "link": named_link(link),
                "industry": {"id": link.chain, "name": reference.chains[link.chain].name},
                "confidence": row["confidence"],
                "stated": row["stated"],
                "words": row["words"],
                "role": row["role"],
                "peers": {
                    "zone": writer.companies(writer.own_zones, link.id),
                    "city": writer.companies(writer.cities, link.id),
                },
                "upstream": [writer.neighbour(other, cards, evidence) for other in link.upstream],
                "downstream": [writer.neighbour(other, cards, evidence) for other in link.downstream],
                "scenarios": [
                    {
                        "id": d["scenario_id"],
                        "name": d["scenario"],
                        "words": d["words"],
                        "evidence": evidence.get(d["edge"], []),
                    }
                    for d in demand[:SCENARIOS_SHOWN]
                ],
                "scenarios_total": len(demand),
                "edge": row["edge"],
                "evidence": evidence.get(row["edge"], []),
            }
        )
    answer = listing(items, basis(workspace, _warnings(reference, items, zones)))
    answer["company"] = {"id": hit.id, "label": "Company", "name": hit.name}
    answer["zones"] = _edges(hit.id, zones, "zone", "Zone", evidence)
    answer["parks"] = _edges(hit.id, parks, "park", "Park", evidence)
    answer["relations"] = _edges(hit.id, relations, "other", "Company", evidence)
    answer["scenarios"] = _edges(hit.id, scenarios, "scenario", "Scenario", evidence)
    return answer


def _warnings(reference: Reference, items: list[dict[str, Any]], zones: list[dict[str, Any]]) -> list[str]:
    warnings = no_register_warning(reference)
    if not items:
        warnings.append("这家企业没有归入任何环节：经营范围和文件中没有看到环节所列的词。")
    if not zones:
        warnings.append("没有这家企业所在区域的登记，上下游的企业数无从统计。")
    for item in items:
        if not item["upstream"] and not item["downstream"]:
            warnings.append(f"参考产业链没有写明“{item['link']['name']}”的上下游。")
    return warnings
