"""The queries that questions in words are answered by: each gives its parameters and its answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from graph.analysis.asking.asked import Asked, Result
from graph.analysis.asking.scenario_queries import SCENARIO_QUERIES
from graph.analysis.asking.things import Thing
from graph.analysis.basis import Answer, basis, listing
from graph.analysis.changes import changes
from graph.analysis.coverage import coverage, no_register_warning
from graph.analysis.cross_zone import cross_zone_links
from graph.analysis.entries import entries
from graph.analysis.firm_chain import firm_chain
from graph.analysis.gaps import gaps
from graph.analysis.matches import matches
from graph.analysis.paths import paths
from graph.analysis.prospects import prospects
from graph.analysis.related import related
from graph.analysis.show import evidence, show
from graph.evidence import EvidenceReader
from graph.queries import ask

EVIDENCE_SHOWN: Final = 2
SHOWN: Final = 100
"""Rows of a list that are given; `total` counts them all."""


def _rows(asked: Asked, names: Sequence[str], key: str, value: str, warning: str) -> Answer:
    """Rows of named queries, each with the evidence of its edge; `warning` where there are none."""
    workspace = asked.reference.workspace
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for name in names:
        for row in ask(workspace.store, name, {key: value}):
            if row["edge"] not in seen:
                seen.add(row["edge"])
                rows.append(row)
    shown = rows[:SHOWN]
    found = EvidenceReader.of(workspace).for_facts([row["edge"] for row in shown], EVIDENCE_SHOWN)
    items = [{**row, "evidence": found.get(row["edge"], [])} for row in shown]
    answer = listing(items, basis(workspace, [] if items else [warning]))
    answer["total"] = len(rows)
    return answer


def _by_thing(answer: Answer, key: str, why: str) -> Answer:
    """One item a thing, with all that speaks for it: `edges`, what stood in column `why`, evidence."""
    things: dict[str, dict[str, Any]] = {}
    for row in answer["items"]:
        item = things.setdefault(row[key], {**row, why: [], "edges": [], "evidence": []})
        item.pop("edge", None)
        item[why] = list(dict.fromkeys([*item[why], row[why]]))
        item["edges"].append(row["edge"])
        item["evidence"] += row["evidence"]
    return {**answer, "items": list(things.values()), "total": len(things)}


def _gaps(asked: Asked) -> Result:
    answer = gaps(
        asked.reference,
        asked.packs.gap_rules,
        industry=asked.id_of("industry"),
        zone=asked.id_of("zone"),
        park=asked.id_of("park"),
        kind=asked.fixed.get("kind"),
        severity=asked.packs.gap_severity,
    )
    return asked.parameters(), answer


def _coverage(asked: Asked) -> Result:
    return asked.parameters(), coverage(asked.reference, industry=asked.id_of("industry"))


def _cross_zone(asked: Asked) -> Result:
    """What the first zone gives to the other, and what comes back unless the question has one direction."""
    answer = cross_zone_links(
        asked.reference,
        from_zone=asked.slots["zone"].id,
        to_zone=asked.slots["other"].id,
        industry=asked.id_of("industry"),
    )
    if asked.fixed.get("direction") == "one":
        given = [item for item in answer["items"] if item["direction"] != "receives"]
        answer = {**answer, "items": given, "total": len(given)}
    return asked.parameters(), answer


def _related(asked: Asked) -> Result:
    return asked.parameters(), related(asked.reference.workspace, asked.packs, asked.slots["scenario"].id)


SCENARIOS: Final = {
    "Park": ("park_scenarios", "park_focus_scenarios"),
    "Zone": ("zone_scenarios",),
    "Industry": ("chain_scenarios",),
    "ChainLink": ("link_scenarios",),
    "Technology": ("technology_scenarios",),
}


def _scenarios(asked: Asked) -> Result:
    found = _about(asked, SCENARIOS, "已载入数据中没有与“{}”相连的场景。")
    return asked.parameters(), _by_thing(found, "id", "why")


def _about(asked: Asked, queries: Mapping[str, Sequence[str]], warning: str) -> Answer:
    """Rows about the thing that the question names, by the queries for its label."""
    about = asked.slots["about"]
    said = warning.format(about.name)
    ids = _industry_ids(asked, about) if about.label == "Industry" else [about.id]
    return _joined([_rows(asked, queries[about.label], "id", one, said) for one in ids], said)


def _industry_ids(asked: Asked, about: Thing) -> list[str]:
    """The industry and the chains under it: a policy may speak of either."""
    return list(dict.fromkeys([about.id, *(chain.id for chain in asked.reference.find_chains(about.id))]))


def _joined(parts: Sequence[Answer], warning: str) -> Answer:
    """Lists of one kind as one list."""
    items = list({item["edge"]: item for part in parts for item in part["items"]}.values())
    answer: Answer = {**parts[0], "items": items, "total": len(items)}
    answer["basis"] = {**parts[0]["basis"], "warnings": [] if items else [warning]}
    return answer


def _scenario_suppliers(asked: Asked) -> Result:
    scenario = asked.slots["scenario"]
    warning = f"“{scenario.name}”没有写明需求哪个环节或技术，或已载入数据中没有企业在做。"
    rows = _rows(asked, ("scenario_suppliers", "scenario_technology_suppliers"), "id", scenario.id, warning)
    answer = _by_thing(rows, "company_id", "via")
    answer["basis"]["warnings"] += no_register_warning(asked.reference)
    return asked.parameters(), answer


def _matches(asked: Asked) -> Result:
    """As of today: what a deadline has passed for is vetoed."""
    [thing] = asked.slots.values()
    day = dt.date.today()
    answer = matches(asked.reference.workspace, asked.packs, thing.id, as_of=day)
    return {**asked.parameters(), "as_of": day.isoformat()}, answer


def _prospects(asked: Asked) -> Result:
    known = asked.packs
    return asked.parameters(), prospects(asked.reference, known.path_steps, known.thresholds, asked.slots["park"].id)


def _firm_chain(asked: Asked) -> Result:
    return asked.parameters(), firm_chain(asked.reference, asked.slots["company"].id)


def _path(asked: Asked) -> Result:
    known, ends = asked.packs, (asked.slots["company"].id, asked.slots["other"].id)
    return asked.parameters(), paths(asked.reference.workspace, known.path_steps, known.thresholds, *ends)


def _changes(asked: Asked) -> Result:
    with asked.past(asked.slots["since"].id) as before:
        zone, kind = asked.id_of("zone"), asked.fixed.get("kind")
        answer = changes(before, asked.reference.workspace, asked.packs.gap_rules, zone=zone, kind=kind)
    return asked.parameters(), answer


def _link_companies(asked: Asked) -> Result:
    link = asked.slots["link"]
    answer = _rows(asked, ("link_companies",), "link", link.id, f"已载入数据中没有企业在“{link.name}”环节。")
    zone = asked.slots.get("zone")
    if zone is not None:
        inside = [
            row for row in answer["items"] if row["zone_id"] and zone.id in asked.reference.within(row["zone_id"])
        ]
        answer["items"], answer["total"] = inside, len(inside)
    answer["basis"]["warnings"] += no_register_warning(asked.reference)
    return asked.parameters(), answer


def _chain_links(asked: Asked) -> Result:
    chains = asked.reference.find_chains(asked.slots["industry"].id)
    items = [
        {"industry": chain.name, "link_id": link.id, "link": link.name, "stage": link.stage, "basis": link.basis}
        for chain in chains
        for link in chain.links
    ]
    return asked.parameters(), listing(items, basis(asked.reference.workspace, industries=[c.name for c in chains]))


def _parks(asked: Asked) -> Result:
    zone = asked.slots["zone"]
    rows = ask(asked.reference.workspace.store, "parks")
    items = [row for row in rows if row["zone_id"] and zone.id in asked.reference.within(row["zone_id"])]
    warnings = [] if items else [f"已载入数据中没有位于{zone.name}的园区。"]
    return asked.parameters(), listing(items, basis(asked.reference.workspace, warnings, zones=[zone.name]))


def _park_tenants(asked: Asked) -> Result:
    park = asked.slots["park"]
    warning = f"已载入数据中没有写明哪家企业在“{park.name}”。"
    return asked.parameters(), _rows(asked, ("park_tenants", "park_companies"), "id", park.id, warning)


POLICIES: Final = {
    "Industry": ("policies_on_industry", "policies_for_industry"),
    "ChainLink": ("policies_on_link",),
    "Park": ("policies_for_park",),
    "Zone": ("policies_for_zone",),
    "Scenario": ("policies_for_scenario",),
    "ScenarioDirection": ("policies_for_scenario",),
}


def _policies(asked: Asked) -> Result:
    return asked.parameters(), _about(asked, POLICIES, "已载入文件中没有写明支持或聚焦“{}”的政策。")


def _system_members(asked: Asked) -> Result:
    system = asked.slots["system"]
    return asked.parameters(), _rows(asked, ("system_members",), "id", system.id, f"“{system.name}”没有成员。")


def _entries(asked: Asked) -> Result:
    return asked.parameters(), entries(asked.reference, asked.packs.thresholds, asked.slots["zone"].id)


def _evidence(asked: Asked) -> Result:
    return asked.parameters(), evidence(asked.reference.workspace, asked.slots["thing"].id)


def _show(asked: Asked) -> Result:
    return asked.parameters(), show(asked.reference.workspace, asked.slots["thing"].id)


QUERIES: Final[Mapping[str, Callable[[Asked], Result]]] = {
    "gaps": _gaps,
    "coverage": _coverage,
    "cross_zone": _cross_zone,
    "related": _related,
    "scenarios": _scenarios,
    "scenario_suppliers": _scenario_suppliers,
    "matches": _matches,
    "prospects": _prospects,
    "firm_chain": _firm_chain,
    "path": _path,
    "changes": _changes,
    "link_companies": _link_companies,
    "chain_links": _chain_links,
    "parks": _parks,
    "park_tenants": _park_tenants,
    "policies": _policies,
    "system_members": _system_members,
    "entries": _entries,
    "evidence": _evidence,
    "show": _show,
    **SCENARIO_QUERIES,
}
"""By the names that the grammar gives."""
