"""Every question on one small city that holds something for each of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from decimal import Decimal
from typing import Any

from graph.analysis.asking import answer_in_words
from graph.analysis.complexity import complexity
from graph.analysis.coverage import coverage
from graph.analysis.cross_zone import cross_zone_links, zone_matrix
from graph.analysis.entries import entries
from graph.analysis.firm_chain import firm_chain
from graph.analysis.gaps import gaps
from graph.analysis.match_states import outcomes, set_state
from graph.analysis.matches import matches
from graph.analysis.paths import paths
from graph.analysis.prospects import prospects
from graph.analysis.reference import Reference
from graph.analysis.related import related
from graph.analysis.systems import systems_diff
from graph.analysis.watching import watched
from graph.facts import Facts
from graph.workspace import Workspace
from schema.pack_loader import load_packs
from tests.graph.small_city import (
    CHAIN,
    CITY,
    ENGINE,
    FEEDS,
    FERRY,
    NORTH,
    PARK,
    SOUTH,
    STEEL,
    YARD,
    firm,
    pack,
)
from tests.graph.test_related import scenario

PACKS = load_packs("qingdao")
DAY = dt.date(2026, 5, 1)
ONE, TWO = "name:Scenario:1", "name:Scenario:2"
OLD, NEW = "t:IndustrySystem/old", "t:IndustrySystem/new"
TWIN = 1000
EAST = "cn-div:13"
# Number, zone, links, capital. STEEL stands in both districts, YARD in the south only, nobody repairs.
FIRMS = (
    (1, NORTH, (STEEL,), 40),
    (2, NORTH, (STEEL, ENGINE), 10),
    (3, SOUTH, (STEEL,), 70),
    (4, SOUTH, (YARD,), 25),
    (5, SOUTH, (YARD,), None),
    (6, NORTH, (FERRY,), 5),
    (7, SOUTH, (FERRY, YARD), 5),
    (8, EAST, (ENGINE, YARD), 30),
)


def facts_of(order: int = 1, twins: bool = False) -> Facts:
    """The city's facts; `order` -1 writes them the other way round, `twins` gives each company another like it."""
    facts = Facts()

    def tie(kind: str, head: int, tail: int) -> None:
        ends = (("Company", f"cn-uscc:{head}"), ("Company", f"cn-uscc:{tail}"))
        facts.edge(kind, *ends, locator=f"r={head}", rule="x")

    def tenant(number: int) -> None:
        ends = (("Company", f"cn-uscc:{number}"), ("Park", PARK))
        facts.edge("TENANT_OF", *ends, locator=f"r={number}", rule="x")

    def pull(label: str, number: int, link: str) -> None:
        local, place = f"name:{label}:{number}", f"r={30 + number}"
        facts.node(label, local, f"造船{label}{number}", locator=place, rule="s")
        facts.edge("FOCUSES_ON", (label, local), ("ChainLink", link), locator=place, rule="s")
        if label == "Park":
            facts.edge("FOCUSES_ON", (label, local), ("Industry", CHAIN), locator=place, rule="s")
            facts.edge("LOCATED_IN", (label, local), ("Zone", SOUTH), locator=place, rule="s")

    makers: list[Callable[[], Any]] = []
    for number, zone, links, capital in FIRMS:
        for one in (number, number + TWIN) if twins else (number,):
            makers.append(lambda one=one, zone=zone, links=links, c=capital: firm(facts, one, zone, *links, capital=c))
    makers += [
        lambda: scenario(facts, 1, "海岛接驳", YARD, FERRY, zone=NORTH, demand="用快艇接驳旅客", budget=Decimal(20)),
        lambda: scenario(facts, 2, "夜航", FERRY, zone=SOUTH, demand="用快艇接驳夜航旅客"),
        *(lambda n=n: pull("Policy", n, ENGINE) for n in (1, 2)),
        lambda: pull("Park", 3, YARD),
        lambda: tie("SUPPLIES", 1, 4),
        lambda: tie("BRANCH_OF", 3, 2),
        lambda: tenant(4),
    ]
    for make in makers[::order]:
        make()
    return facts


def own_pack(order: int = 1, names: Mapping[str, str] | None = None) -> Facts:
    """The city's pack with a third district and two systems of which the older holds the chain."""
    facts = pack(feeds=FEEDS[::order], names=names)
    facts.node("Zone", EAST, "东区", locator="pack:t/x#r=2", rule="pack", properties={"level": "district"})
    facts.edge("PART_OF", ("Zone", EAST), ("Zone", CITY), locator="pack:t/x#r=2", rule="pack")
    for system, name in ((OLD, "旧体系"), (NEW, "新体系")):
        facts.node("IndustrySystem", system, name, locator="pack:t/x#r=2", rule="pack")
    facts.edge("PART_OF", ("Industry", CHAIN), ("IndustrySystem", OLD), locator="pack:t/x#r=2", rule="pack")
    return facts


def asked(workspace: Workspace) -> dict[str, Any]:
    """Every question once, those of a zone, park, company and scenario each; somebody talks to one company."""
    reference = Reference.of(workspace)
    with workspace.ledger.writing():
        set_state(workspace.ledger, (ONE, "cn-uscc:7"), "suggested", who="某人")
    rules, order, limits, steps = PACKS.gap_rules, PACKS.gap_severity, PACKS.thresholds, PACKS.path_steps
    answers: dict[str, Any] = {
        **{f"gaps {zone}": gaps(reference, rules, zone=zone, severity=order) for zone in (CITY, NORTH, SOUTH)},
        "gaps park": gaps(reference, rules, park=PARK, severity=order),
        "coverage": coverage(reference),
        "links": cross_zone_links(reference, limit=1000),
        "links to": cross_zone_links(reference, from_zone=NORTH, to_zone=SOUTH, limit=1000),
        "matrix": zone_matrix(reference),
        **{f"complexity {by}": complexity(reference, limits, by=by) for by in (None, "zone", "link", "pair")},
        "entries": entries(reference, limits, NORTH),
        **{f"related {one}": related(workspace, PACKS, one) for one in (ONE, "cn-uscc:4", PARK, "name:Policy:1")},
        **{f"matches {one}": matches(workspace, PACKS, one, as_of=DAY) for one in (ONE, "cn-uscc:7")},
        "outcomes": outcomes(workspace, PACKS.matching),
        "path": paths(workspace, steps, limits, "cn-uscc:1", ONE),
        "chain": firm_chain(reference, "cn-uscc:4"),
        "prospects": prospects(reference, steps, limits, PARK),
        "systems": systems_diff(workspace, OLD, NEW),
        "ask": answer_in_words(reference, PACKS, "造船缺什么", nullcontext),
        "watch": watched(workspace, PACKS, "links", {}),
    }
    return dict(json.loads(json.dumps(answers, ensure_ascii=False, allow_nan=False, default=str)))
