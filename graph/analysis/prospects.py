"""Prospects of a park: firms two steps from a tenant, and those beside tenants in the chain (以商招商)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.companies import company_cards
from graph.analysis.firm_chain import named_link
from graph.analysis.named_nodes import find_one
from graph.analysis.path_graph import PathGraph, path_graph
from graph.analysis.path_search import Found
from graph.analysis.paths import PathWriter, chosen_steps, crowded_at
from graph.analysis.reference import Reference
from graph.evidence import EvidenceReader
from graph.queries import ask
from schema.pack_model import PathStepRow, ThresholdRow

Kind = Literal["relation", "chain"]

PATHS_SHOWN: Final = 3
TENANTS_SHOWN: Final = 3
EVIDENCE_SHOWN: Final = 2


@dataclass
class _Relation:
    """A firm that tenants have to do with: by tenant the surest way of one or two steps."""

    ways: dict[int, tuple[float, Found]] = field(default_factory=dict)

    def add(self, tenant: int, cost: float, path: Found) -> None:
        """Keep a way if it is surer than the tenant's known one; of equals the first."""
        if tenant not in self.ways or (cost, path.nodes) < (self.ways[tenant][0], self.ways[tenant][1].nodes):
            self.ways[tenant] = (cost, path)

    @property
    def best(self) -> list[tuple[float, Found]]:
        """Ways by cost."""
        return sorted(self.ways.values(), key=lambda way: (way[0], way[1].nodes))


def two_steps(graph: PathGraph, park: int | None, tenants: Sequence[int]) -> dict[int, _Relation]:
    """Companies that are no tenants and one or two steps from one, not by way of the park itself.

    Of two steps one may be crowded, as on any path.
    """
    inside = {*tenants} | ({park} if park is not None else set())
    found: dict[int, _Relation] = defaultdict(_Relation)
    onward: dict[tuple[int, bool], list[tuple[int, int]]] = {}
    for tenant in tenants:
        for edge, middle in graph.neighbours(tenant):
            if middle in inside:
                continue
            cost, crowded = float(graph.cost[edge]), bool(graph.crowded[edge])
            if graph.companies[middle]:
                found[middle].add(tenant, cost, Found((tenant, middle), (edge,)))
            key = (middle, crowded)
            if key not in onward:
                onward[key] = [
                    (other, end)
                    for other, end in graph.neighbours(middle, crowded=not crowded, companies=True)
                    if end not in inside
                ]
            for other, end in onward[key]:
                found[end].add(tenant, cost + float(graph.cost[other]), Found((tenant, middle, end), (edge, other)))
    return dict(found)


@dataclass
class _Beside:
    """A firm on a link beside tenants' links: (its link, the tenants' link, 上游 or 下游) and the tenants."""

    places: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)

    @property
    def tenants(self) -> set[str]:
        """Tenants it stands beside."""
        return {tenant for some in self.places.values() for tenant in some}


def beside(reference: Reference, graph: PathGraph, tenants: Mapping[str, int]) -> dict[str, _Beside]:
    """Leading firms of the home city on the links before and after those of tenants."""
    on: dict[str, list[str]] = defaultdict(list)
    for tenant, place in tenants.items():
        for own in graph.links_of(place):
            on[own].append(tenant)
    found: dict[str, _Beside] = defaultdict(_Beside)
    for own in sorted(on):
        link = reference.links.get(own)
        for word, others in (("上游", link.upstream), ("下游", link.downstream)) if link else ():
            for other in others:
                cell = reference.cells.get((reference.workspace.home_zone, other))
                for leader in cell.leaders if cell else ():
                    if leader not in tenants:
                        found[leader].places[other, own, word] = sorted(on[own])
    return dict(found)


class _Writer:
    def __init__(self, reference: Reference, graph: PathGraph, steps: Sequence[PathStepRow], focus: set[str]) -> None:
        self.reference = reference
        self.graph = graph
        self.paths = PathWriter(reference.workspace, graph, steps)
        self.focus = focus

    def fits(self, company: str) -> list[str]:
        """Names of the company's links that the park's focus holds, by themselves or by their chain."""
        place = self.graph.place(company)
        links = [self.reference.links.get(link) for link in self.graph.links_of(place)] if place is not None else []
        return [link.name for link in links if link is not None and self.focus & {link.id, link.chain}]

    def relation(self, company: str, relation: _Relation) -> dict[str, Any]:
        """A firm two steps from tenants; its ways are opened by `open_paths`."""
        best = relation.best
        return {
            "kind": "relation",
            "company": company,
            "steps": min(len(path.edges) for _, path in best),
            "tenants": len(best),
            "fits_focus": self.fits(company),
            "confidence": float(np.exp(-best[0][0])),
            "found": [path for _, path in best[:PATHS_SHOWN]],
        }

    def chain(self, company: str, firm: _Beside) -> dict[str, Any]:
        """A firm beside tenants in the reference chain."""
        return {
            "kind": "chain",
            "company": company,
            "tenants": len(firm.tenants),
            "fits_focus": self.fits(company),
            "confidence": None,
            "places": firm.places,
        }


def _order(item: dict[str, Any]) -> tuple[Any, ...]:
    return (
        item["kind"] != "relation",
        item.get("steps", 0),
        -item["tenants"],
        not item["fits_focus"],
        -(item["confidence"] or 0.0),
        item["company"],
    )


def prospects(
    reference: Reference,
    steps: Sequence[PathStepRow],
    thresholds: Mapping[str, ThresholdRow],
    park: str,
    *,
    kind: Kind | None = None,
    through_hubs: bool = False,
    limit: int = 20,
) -> Answer:
    """Firms that a park could bring in by way of its tenants (以商招商): direct ties first, then by tenants behind them, then those that fit its focus.

    `relation`: one or two steps from a tenant along the pack's path steps (supply, investment, cooperation, a
    common scenario, technology or small link), crowded edges as in `paths`. `chain`: leading firms of the home
    city on links that the reference chain puts before or after a tenant's; no tie with the tenant is known.
    """
    workspace = reference.workspace
    hit = find_one(workspace, park, "Park")
    rows = ask(workspace.store, "companies_in_park", {"id": hit.id})
    names = {row["company_id"]: row["company"] for row in rows}
    used = chosen_steps(steps, ())
    graph = path_graph(workspace, used, crowded_at(thresholds, through_hubs))
    placed = {tenant: place for tenant in sorted(names) if (place := graph.place(tenant)) is not None}
    focus = ask(workspace.store, "park_focus", {"id": hit.id})
    writer = _Writer(reference, graph, used, {row["focus_id"] for row in focus})
    found: list[dict[str, Any]] = []
    if kind in (None, "relation"):
        ways = two_steps(graph, graph.place(hit.id), list(placed.values()))
        found += [writer.relation(str(graph.ids[node].as_py()), relation) for node, relation in ways.items()]
    if kind in (None, "chain"):
        known = {item["company"] for item in found}
        firms = beside(reference, graph, placed)
        found += [writer.chain(company, firm) for company, firm in firms.items() if company not in known]
    found.sort(key=_order)
    warnings = _warnings(hit.name, names, found, through_hubs)
    rests_on = basis(
        workspace,
        warnings,
        park={"id": hit.id, "name": hit.name},
        tenants=len(names),
        focus=[row["focus"] for row in focus],
    )
    answer = listing(_written(reference, writer, names, found[:limit]), rests_on)
    answer["total"] = len(found)
    return answer


def _warnings(park: str, names: Mapping[str, str], found: Sequence[Any], through_hubs: bool) -> list[str]:
    if not names:
        return [f"已载入数据中没有{park}的入驻企业，无从以商招商。"]
    if not found:
        said = f"{park}的 {len(names)} 家入驻企业，两步之内和上下游环节上都没有园外企业。"
        return [said if through_hubs else f"{said}拥挤的关系最多走一段（--through-hubs 不受此限）。"]
    return []


def _written(
    reference: Reference, writer: _Writer, names: Mapping[str, str], shown: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    companies = [item["company"] for item in shown]
    cards = company_cards(reference.workspace, companies)
    zones: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in ask(reference.workspace.store, "company_zones", {"ids": companies}) if companies else ():
        zones[row["company_id"]].append({"id": row["zone_id"], "name": row["zone"]})
    ways = iter(writer.paths.write([path for item in shown for path in item.get("found", ())]))
    facts = [f"ENGAGES_IN:{item['company']}>{link}" for item in shown for link, *_ in item.get("places", ())]
    evidence = EvidenceReader.of(reference.workspace).for_facts(facts, EVIDENCE_SHOWN)
    items = []
    for item in shown:
        company = item["company"]
        paths = [next(ways) for _ in item.get("found", ())]
        beside_links = [
            {
                "link": named_link(reference.links[link]),
                "side": side,
                "tenants_link": named_link(reference.links[own]),
                "tenants": [{"id": tenant, "name": names[tenant]} for tenant in tenants[:TENANTS_SHOWN]],
                "evidence": evidence.get(f"ENGAGES_IN:{company}>{link}", []),
            }
            for (link, own, side), tenants in item.get("places", {}).items()
        ]
        reasons = [path["text"] for path in paths]
        for one in beside_links:
            some = "、".join(tenant["name"] for tenant in one["tenants"])
            reasons.append(
                f"在“{one['link']['name']}”，是园内企业（{some}）所在“{one['tenants_link']['name']}”的{one['side']}。"
            )
        if item["fits_focus"]:
            reasons.append(f"所在环节（{'、'.join(item['fits_focus'])}）属于园区聚焦或引进的产业。")
        items.append(
            {
                "kind": item["kind"],
                "company": {"id": company, "name": cards[company]["name"] if company in cards else company},
                "zones": zones.get(company, []),
                "steps": item.get("steps"),
                "tenants": item["tenants"],
                "confidence": item["confidence"],
                "fits_focus": item["fits_focus"],
                "paths": paths,
                "beside": beside_links,
                "reasons": reasons,
            }
        )
    return items
