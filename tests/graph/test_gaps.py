"""Chain gaps on a small city, each expected value worked out beside the test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.analysis.gaps import gaps
from graph.analysis.reference import Reference
from graph.errors import NotFound, QueryError
from graph.facts import Facts
from graph.workspace import Workspace
from schema.pack_loader import load_packs
from schema.pack_model import GapRule
from tests.graph.small_city import (
    CHAIN,
    CITY,
    ENGINE,
    FEEDS,
    FERRY,
    NAMES,
    NORTH,
    OTHER_CITY,
    OTHER_DISTRICT,
    PARK,
    REPAIR,
    SOUTH,
    STEEL,
    YARD,
    Cities,
    firm,
    pack,
)

PACKS = load_packs("qingdao")


@pytest.fixture
def cities(tmp_path: Path) -> Iterator[Cities]:
    made = Cities(tmp_path)
    yield made
    made.close()


def found(workspace: Workspace, **asked: Any) -> dict[str, dict[str, Any]]:
    """Gaps by link, those of kind short by stage."""
    answer = gaps(Reference.of(workspace), PACKS.gap_rules, severity=PACKS.gap_severity, **asked)
    assert "NaN" not in json.dumps(answer, allow_nan=False, default=str)
    return {g["id"].rpartition("=")[2] if g["kind"] == "short" else g["link"]["id"]: g for g in answer["items"]}


def kinds(workspace: Workspace, **asked: Any) -> dict[str, str]:
    return {key: gap["kind"] for key, gap in found(workspace, **asked).items()}


def many(facts: Facts, first: int, count: int, zone: str, link: str, **more: Any) -> None:
    """Companies of equal capital: no rule of weakness holds of three or more of them in the city."""
    for number in range(first, first + count):
        firm(facts, number, zone, link, **{"capital": 100, **more})


def test_each_kind_by_its_own_rule(cities: Cities) -> None:
    facts = Facts()
    many(facts, 1, 4, NORTH, STEEL)  # four equal ones: hhi 4·(1/4)² = 0.25, no gap
    many(facts, 11, 2, NORTH, ENGINE)  # two: weak
    many(facts, 21, 2, NORTH, FERRY, is_branch=True)  # two branches: hidden, which says more than that they are few
    # YARD: suppliers STEEL and ENGINE, user FERRY, nobody on it: broken. REPAIR: nobody, its supplier neither: missing.
    got = found(cities.open(facts))
    assert {key: gap["kind"] for key, gap in got.items()} == {
        ENGINE: "weak",
        YARD: "broken",
        FERRY: "hidden",
        REPAIR: "missing",
    }
    assert got[YARD]["counts"] | {"upstream": 6, "downstream": 2, "companies": 0} == got[YARD]["counts"]
    assert (got[FERRY]["counts"]["companies"], got[FERRY]["counts"]["branches"]) == (2, 2)
    assert "不超过2家" in got[FERRY]["reasons"][2]
    assert got[FERRY]["rule"]["id"] == "hidden-only-branches"
    assert got[ENGINE]["counts"]["hhi"] == pytest.approx(0.5)


def test_a_chain_is_short_where_a_whole_stage_is_not_there(cities: Cities) -> None:
    facts = Facts()
    many(facts, 1, 4, NORTH, YARD)
    got = found(cities.open(facts))
    assert {key: got[key]["kind"] for key in ("upstream", "downstream")} == {"upstream": "short", "downstream": "short"}
    # The chain ends at the link of the stage that stands nearest to the yard.
    assert got["downstream"]["link"]["id"] == FERRY
    assert got["upstream"]["link"]["id"] == ENGINE
    assert [link["id"] for link in got["upstream"]["links"]] == [STEEL, ENGINE]
    assert got["downstream"]["counts"]["upstream"] == 4
    one_more = Facts()
    many(one_more, 1, 4, NORTH, YARD)
    firm(one_more, 9, NORTH, REPAIR)
    assert "downstream" not in kinds(cities.open(one_more))
    assert kinds(cities.open(Facts())) == dict.fromkeys((STEEL, ENGINE, YARD, FERRY, REPAIR), "missing")


def test_a_stage_nobody_can_be_placed_on_says_nothing(cities: Cities) -> None:
    own = pack(not_placeable=(FERRY, REPAIR))
    facts = Facts()
    many(facts, 1, 4, NORTH, YARD)
    many(facts, 11, 4, NORTH, STEEL)
    got = found(cities.open(facts, own=own), kind="short")
    assert got == {}


def test_firms_that_ended_leave_a_hidden_gap_and_no_count(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, REPAIR, ended=True, capital=5)
    firm(facts, 2, NORTH, REPAIR, ended=True, capital=9)
    got = found(cities.open(facts, covers=[(CITY, True)]))[REPAIR]
    assert (got["kind"], got["state"], got["rule"]["id"]) == ("hidden", "looked_none", "hidden-only-ended")
    assert (got["counts"]["companies"], got["counts"]["ended"], got["counts"]["capital"]) == (0, 2, None)
    assert [one["id"] for one in got["counts"]["ended_companies"]] == ["cn-uscc:2", "cn-uscc:1"]
    assert got["evidence"]


@pytest.mark.parametrize(
    ("capitals", "rule"),
    [
        # 700 of 1,000 is 0.7 of the capital; 0.7² + 3·0.1² = 0.52.
        ((700, 100, 100, 100), "weak-dominant-company"),
        # 0.5² + … : the largest holds half, hhi = 0.25 + 3·(1/6)² = 0.33: nothing holds.
        ((300, 100, 100, 100), ""),
        # Missing capital: only one is known, so neither share nor hhi is of any company against another.
        ((700, None, None, None), ""),
    ],
)
def test_one_company_that_holds_most_capital_makes_a_link_weak(
    cities: Cities, capitals: tuple[int | None, ...], rule: str
) -> None:
    facts = Facts()
    for number, capital in enumerate(capitals, start=1):
        firm(facts, number, NORTH, STEEL, capital=capital)
    workspace = cities.open(facts)
    got = found(workspace).get(STEEL)
    assert (got["rule"]["id"] if got else "") == rule
    answer = gaps(Reference.of(workspace), PACKS.gap_rules)
    unknown = capitals.count(None)
    assert any(f"有 {unknown} 家次企业的注册资本缺失" in said for said in answer["basis"]["warnings"]) == bool(unknown)


def test_capital_of_several_currencies_counts_where_a_rate_is_known(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, STEEL, capital=100)
    firm(facts, 2, NORTH, STEEL, capital=100, capital_currency="USD", capital_cny=Decimal(700))
    firm(facts, 3, NORTH, STEEL, capital=999, capital_currency="XAU")
    firm(facts, 4, NORTH, STEEL, capital=200, capital_currency="EUR", capital_cny=Decimal(100))
    firm(facts, 5, NORTH, STEEL)
    got = found(cities.open(facts))[STEEL]
    # Known in CNY: 100 + 700 + 100; the largest holds 7/9.
    assert (got["counts"]["capital"], got["counts"]["capital_known"]) == (900, 3)
    assert got["counts"]["largest_share"] == pytest.approx(7 / 9)
    assert got["rule"]["id"] == "weak-dominant-company"


def test_side_lines_alone_make_a_link_weak(cities: Cities) -> None:
    facts = Facts()
    many(facts, 1, 3, NORTH, STEEL, main=False)
    assert found(cities.open(facts))[STEEL]["rule"]["id"] == "weak-inferred-only"
    firm(facts, 9, NORTH, STEEL, capital=100)
    assert STEEL not in kinds(cities.open(facts))


def test_adding_a_company_turns_missing_into_weak_and_removing_it_turns_it_back(cities: Cities) -> None:
    before, with_one, after = Facts(), Facts(), Facts()
    for facts in (before, with_one, after):
        many(facts, 1, 4, SOUTH, STEEL)
    firm(with_one, 9, SOUTH, REPAIR)
    asked = [kinds(cities.open(facts))[REPAIR] for facts in (before, with_one, after)]
    assert asked == ["missing", "weak", "missing"]


def test_renaming_a_zone_changes_no_numbers_and_order_plays_no_part(cities: Cities) -> None:
    def city(order: int, names: dict[str, str] | None = None) -> dict[str, Any]:
        facts = [Facts(), Facts()]
        for number in range(1, 13)[::order]:
            zone, link = (NORTH, SOUTH)[number % 2], (STEEL, YARD, FERRY)[number % 3]
            firm(facts[number % 2], number, zone, link, capital=10 * number)
        workspace = cities.open(facts[::order], own=pack(names=names, feeds=FEEDS[::order]))
        return {zone: found(workspace, zone=zone) for zone in (CITY, NORTH, SOUTH)}

    def numbers(answer: dict[str, Any]) -> list[Any]:
        """Without evidence, which names the version that a register happens to be."""
        return [
            (zone, key, g["kind"], g["state"], g["severity"], g["counts"])
            for zone, found_there in answer.items()
            for key, g in found_there.items()
        ]

    plain = numbers(city(1))
    assert plain == numbers(city(-1))
    assert plain == numbers(city(1, {NORTH: "改名区"}))


def test_a_park_is_asked_for_by_its_tenants(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, STEEL, park=PARK, capital=10)
    firm(facts, 2, NORTH, YARD)
    firm(facts, 3, SOUTH, YARD)
    facts.edge(
        "TENANT_OF",
        ("Company", "cn-uscc:3"),
        ("Park", PARK),
        locator="r=3",
        rule="x",
        properties={"status": "intended"},
    )
    workspace = cities.open(facts, covers=[(CITY, True)])
    got = found(workspace, park="小城船坞园")
    assert {key: gap["kind"] for key, gap in got.items()} == {
        STEEL: "weak",
        ENGINE: "missing",
        YARD: "missing",
        FERRY: "missing",
        REPAIR: "missing",
        "downstream": "short",
    }
    # The register covers the city whole, yet says in which park a company sits only where its address does.
    assert got[YARD]["state"] == "none_found"
    assert (got[YARD]["park"]["id"], got[YARD]["zone"]["id"]) == (PARK, NORTH)
    assert [(f["company"]["id"], f["zone"]["id"]) for f in got[YARD]["who_could_fill"]] == [
        ("cn-uscc:2", NORTH),
        ("cn-uscc:3", SOUTH),
    ]
    assert got[STEEL]["counts"]["capital"] == 10
    with pytest.raises(NotFound, match="小城船坞园"):
        found(workspace, park="船坞")
    with pytest.raises(QueryError, match="zone or for a park"):
        found(workspace, park=PARK, zone=NORTH)


def test_who_pulls_puts_gaps_in_order_by_written_parts(cities: Cities) -> None:
    facts = Facts()
    many(facts, 1, 4, NORTH, STEEL)
    facts.node("Scenario", "name:Scenario:1", "夜航", locator="r=31", rule="s")
    facts.edge("DEMANDS", ("Scenario", "name:Scenario:1"), ("ChainLink", REPAIR), locator="r=31", rule="s")
    for policy in ("name:Policy:1", "name:Policy:2"):
        facts.node("Policy", policy, f"计划{policy[-1]}", locator="r=32", rule="s")
        facts.edge("FOCUSES_ON", ("Policy", policy), ("ChainLink", FERRY), locator="r=32", rule="s")
    facts.edge("FOCUSES_ON", ("Policy", "name:Policy:1"), ("Industry", CHAIN), locator="r=32", rule="s")
    facts.edge("FOCUSES_ON", ("Zone", NORTH), ("Industry", CHAIN), locator="r=33", rule="s")
    facts.edge("FOCUSES_ON", ("Zone", OTHER_DISTRICT), ("Industry", CHAIN), locator="r=33", rule="s")
    facts.node("Qualification", "name:Qualification:1", "市级链主企业", locator="r=34", rule="s")
    facts.edge(
        "CERTIFIED_AS", ("Company", "cn-uscc:2"), ("Qualification", "name:Qualification:1"), locator="r=34", rule="s"
    )
    got = found(cities.open(facts))
    order = sorted((gap for gap in got.values() if gap["kind"] != "short"), key=lambda gap: gap["severity"]["place"])
    # A scenario asks for REPAIR; a policy, a zone and a park pull on each link, on FERRY a second policy; of YARD and
    # ENGINE the first has a certified leader beside it.
    assert [gap["link"]["id"] for gap in order] == [REPAIR, FERRY, YARD, ENGINE]
    # The first policy names FERRY and the chain: it pulls once, by the nearer.
    pulls = [(p["id"], p["via"]) for p in got[FERRY]["policies_that_pull"]]
    assert pulls == [("name:Policy:1", "link"), ("name:Policy:2", "link"), (NORTH, "chain")]
    assert got[FERRY]["policies_that_pull"][0]["evidence"]
    assert [(p["id"], p["inside"], p["via"]) for p in got[FERRY]["parks_that_fit"]] == [(PARK, True, "chain")]
    leaders = {(one["company"]["id"], one["basis"]) for one in got[YARD]["chain_leaders"]}
    assert leaders == {("cn-uscc:2", "qualification"), ("cn-uscc:1", "capital")}
    parts = {part["part"]: part["value"] for part in got[YARD]["severity"]["parts"]}
    assert parts == {"scenarios": 0, "policies": 3, "leaders": 1, "neighbours": 4, "feeds": 2, "fed_by": 2}


def test_a_scenario_that_asks_for_a_technology_pulls_on_its_link(cities: Cities) -> None:
    facts = Facts()
    facts.node("Technology", "name:Technology:1", "电推进", locator="r=30", rule="s")
    facts.edge("PART_OF", ("Technology", "name:Technology:1"), ("ChainLink", ENGINE), locator="r=30", rule="s")
    facts.node("Scenario", "name:Scenario:1", "夜航", locator="r=31", rule="s")
    facts.edge(
        "DEMANDS", ("Scenario", "name:Scenario:1"), ("Technology", "name:Technology:1"), locator="r=31", rule="s"
    )
    facts.edge("DEMANDS", ("Scenario", "name:Scenario:1"), ("ChainLink", YARD), locator="r=31", rule="s")
    got = found(cities.open(facts))
    pulls = {link: [(s["id"], s["technology"]) for s in got[link]["scenarios_that_pull"]] for link in (ENGINE, YARD)}
    assert pulls == {ENGINE: [("name:Scenario:1", "电推进")], YARD: [("name:Scenario:1", None)]}
    assert got[ENGINE]["scenarios_that_pull"][0]["evidence"]


def test_other_cities_are_looked_at_only_where_they_are_loaded(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, STEEL)
    got = found(cities.open(facts))[YARD]["candidates_outside"]
    assert (got["state"], got["cities"]) == ("not_looked", [])
    assert "未查" in got["reason"]
    firm(facts, 2, OTHER_DISTRICT, YARD)
    workspace = cities.open(facts)
    yard, ferry = (found(workspace)[link]["candidates_outside"] for link in (YARD, FERRY))
    assert [(c["zone"]["id"], c["state"], c["companies"]) for c in yard["cities"]] == [(OTHER_CITY, "found", 1)]
    assert (yard["state"], ferry["state"]) == ("found", "not_looked")
    filled = found(workspace)[YARD]["who_could_fill"]
    assert [(f["company"]["id"], f["zone"]["id"]) for f in filled] == [("cn-uscc:2", OTHER_CITY)]
    workspace = cities.open(facts, covers=[(OTHER_CITY, False)])
    assert found(workspace)[FERRY]["candidates_outside"]["state"] == "none_found"


# -- bad input ---------------------------------------------------------------------


def test_a_chain_with_a_circle_is_answered_and_said(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, STEEL)
    workspace = cities.open(facts, own=pack(feeds=((STEEL, YARD), (YARD, ENGINE), (ENGINE, YARD), (ENGINE, FERRY))))
    answer = gaps(Reference.of(workspace), PACKS.gap_rules)
    said = [warning for warning in answer["basis"]["warnings"] if "成环" in warning]
    assert len(said) == 1
    # Neither what feeds the circle nor what it feeds is part of it.
    assert "船用主机、船舶总装" in said[0]
    assert not any(NAMES[link] in said[0] for link in (STEEL, FERRY))
    assert {g["link"]["id"] for g in answer["items"] if g["kind"] != "short"} == {STEEL, ENGINE, YARD, FERRY, REPAIR}


def test_a_link_that_feeds_itself_is_not_its_own_neighbour(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, STEEL)
    got = found(cities.open(facts, own=pack(feeds=((STEEL, STEEL), (STEEL, YARD)))))
    assert got[STEEL]["counts"]["downstream"] == 0
    assert got[STEEL]["kind"] == "weak"


def test_an_empty_graph_says_so(cities: Cities) -> None:
    own = Facts()
    own.node("Zone", CITY, "示例市", locator="pack:t/x#r=2", rule="pack", properties={"level": "city"})
    workspace = cities.open(Facts(), own=own)
    answer = gaps(Reference.of(workspace), PACKS.gap_rules, severity=PACKS.gap_severity)
    assert answer["items"] == []
    assert any("没有参考产业链" in said for said in answer["basis"]["warnings"])
    with pytest.raises(NotFound, match="no industry"):
        found(workspace, industry="造船")


def test_a_rule_that_measures_nothing_is_refused(cities: Cities) -> None:
    rule = GapRule(id="x", kind="missing", text="x", thresholds={"firmas_at_most": 0}, source="s")
    with pytest.raises(QueryError, match="firmas_at_most"):
        gaps(Reference.of(cities.open(Facts())), [rule])


def test_rules_may_be_held_to_one_link_or_industry(cities: Cities) -> None:
    rules = [
        GapRule(id="a", kind="missing", text="a", thresholds={"companies_at_most": 0}, source="s", link=YARD),
        GapRule(
            id="b", kind="missing", text="b", thresholds={"companies_at_most": 0}, source="s", industry="t:Industry/no"
        ),
    ]
    answer = gaps(Reference.of(cities.open(Facts())), rules)
    assert [(g["link"]["id"], g["rule"]["id"]) for g in answer["items"]] == [(YARD, "a")]
