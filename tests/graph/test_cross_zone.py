"""Links between zones on a small city, each expected value worked out beside the test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.analysis.cross_zone import cross_zone_links, zone_matrix
from graph.analysis.reference import Reference
from graph.facts import Facts
from graph.workspace import Workspace
from tests.graph.small_city import (
    BAY,
    CHAIN,
    CITY,
    ENGINE,
    FERRY,
    NORTH,
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

EAST = "cn-div:13"


@pytest.fixture
def cities(tmp_path: Path) -> Iterator[Cities]:
    made = Cities(tmp_path)
    yield made
    made.close()


def links(workspace: Workspace, **asked: Any) -> list[dict[str, Any]]:
    answer = cross_zone_links(Reference.of(workspace), limit=1000, **asked)
    assert json.dumps(answer, allow_nan=False, default=str)
    assert len({item["id"] for item in answer["items"]}) == answer["total"] == len(answer["items"])
    return list(answer["items"])


def short(items: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(i["via"], i["from_zone"]["id"], i["to_zone"]["id"], i["strength"]) for i in items]


def tie(facts: Facts, kind: str, head: str, tail: str, **properties: Any) -> None:
    ends = (("Company", f"cn-uscc:{head}"), ("Company", f"cn-uscc:{tail}"))
    facts.edge(kind, *ends, locator=f"r={head}", rule="x", properties=properties or None)


def city_of_three() -> Facts:
    """The pack with a third district in the east."""
    own = pack()
    own.node("Zone", EAST, "东区", locator="pack:t/x#r=2", rule="pack", properties={"level": "district"})
    own.edge("PART_OF", ("Zone", EAST), ("Zone", CITY), locator="pack:t/x#r=2", rule="pack")
    return own


def test_each_observed_kind_with_its_direction(cities: Cities) -> None:
    facts = Facts()
    for number, zone in ((1, NORTH), (2, SOUTH), (3, SOUTH), (4, NORTH), (5, EAST)):
        firm(facts, number, zone)
    tie(facts, "SUPPLIES", "1", "2")  # north supplies south
    tie(facts, "BRANCH_OF", "3", "1")  # a branch in the south of a company in the north: north to south
    tie(facts, "INVESTS_IN", "2", "4", share=10)  # south invests in the north
    tie(facts, "INVESTS_IN", "1", "5", share=60)  # north holds more than half of a company in the east
    # Children of company 1 sit in south and east: one group over these two zones.
    got = links(cities.open(facts, own=city_of_three()))
    assert set(short(got)) == {
        ("branch", NORTH, SOUTH, 1),
        ("group", SOUTH, EAST, 1),
        ("investment", SOUTH, NORTH, 1),
        ("investment", NORTH, EAST, 1),
        ("supply", NORTH, SOUTH, 1),
    }
    for item in got:
        assert item["kind"] == "observed"
        assert item["evidence"]
        assert item["directed"] == (item["via"] != "group")
    group = next(item for item in got if item["via"] == "group")
    assert group["companies"][0]["id"] == "cn-uscc:1"


def test_a_tie_within_one_zone_does_not_cross(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH)
    firm(facts, 2, NORTH)
    firm(facts, 3, OTHER_DISTRICT)
    facts.edge("LOCATED_IN", ("Company", "cn-uscc:2"), ("Zone", SOUTH), locator="r=2", rule="x")
    tie(facts, "SUPPLIES", "1", "2")  # the second has a place in the north too
    tie(facts, "SUPPLIES", "1", "3")  # another city
    assert links(cities.open(facts)) == []


def test_zones_that_share_ground_are_not_crossing(cities: Cities) -> None:
    # The bay lies in the north and overlaps the south; a third district is apart from it.
    facts = Facts()
    firm(facts, 1, BAY)
    firm(facts, 2, SOUTH)
    firm(facts, 3, EAST)
    tie(facts, "SUPPLIES", "1", "2")
    tie(facts, "SUPPLIES", "1", "3")
    workspace = cities.open(facts, own=city_of_three())
    # In the bay is in the north: by districts the first supply crosses from north to south.
    assert set(short(links(workspace))) == {("supply", NORTH, SOUTH, 1), ("supply", NORTH, EAST, 1)}
    assert short(links(workspace, from_zone="月湾新区")) == [("supply", BAY, EAST, 1)]
    answer = cross_zone_links(Reference.of(workspace), from_zone="月湾新区", to_zone="南区")
    assert answer["items"] == []
    assert any("不算跨区" in said for said in answer["basis"]["warnings"])


def test_scenarios_and_parks_over_several_zones(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH)
    firm(facts, 2, EAST)
    facts.node("Scenario", "name:Scenario:1", "夜航", locator="r=31", rule="s")
    facts.edge("LOCATED_IN", ("Scenario", "name:Scenario:1"), ("Zone", SOUTH), locator="r=31", rule="s")
    for number in ("1", "2"):
        ends = (("Company", f"cn-uscc:{number}"), ("Scenario", "name:Scenario:1"))
        facts.edge("APPLIES", *ends, locator="r=31", rule="s", properties={"role": "serve"})
    facts.edge("LOCATED_IN", ("Park", PARK), ("Zone", SOUTH), locator="r=32", rule="s")
    got = links(cities.open(facts, own=city_of_three()))
    seen = {(i["via"], i["from_zone"]["id"], i["to_zone"]["id"], i["directed"]) for i in got if i["kind"] == "observed"}
    assert seen == {
        ("shared_scenario", NORTH, SOUTH, True),
        ("shared_scenario", EAST, SOUTH, True),
        ("shared_scenario", NORTH, EAST, False),
        ("park", NORTH, SOUTH, False),
    }
    shared = {i["via"]: i["shared"] for i in got if not i["directed"]}
    assert shared["shared_scenario"] == [{"id": "name:Scenario:1", "name": "夜航"}]
    assert shared["park"] == [{"id": PARK, "name": "小城船坞园"}]


def test_possible_kinds_rest_on_supply_there_and_none_here(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, SOUTH, STEEL)
    firm(facts, 2, SOUTH, STEEL)
    firm(facts, 3, NORTH, YARD)
    facts.node("Scenario", "name:Scenario:1", "夜航", locator="r=31", rule="s")
    facts.edge("LOCATED_IN", ("Scenario", "name:Scenario:1"), ("Zone", NORTH), locator="r=31", rule="s")
    facts.edge("DEMANDS", ("Scenario", "name:Scenario:1"), ("ChainLink", STEEL), locator="r=31", rule="s")
    got = links(cities.open(facts))
    # The yard of the north needs steel: 2 suppliers × 1 user. A scenario there asks for it. The park in the north puts
    # weight on the chain, of which the north lacks steel. The north has the yard, the south the steel: coverage.
    assert sorted(short(got)) == sorted(
        [
            ("complement", SOUTH, NORTH, 2),
            ("demand", SOUTH, NORTH, 2),
            ("focus", SOUTH, NORTH, 2),
            ("coverage", NORTH, SOUTH, 2),
        ]
    )
    by_via = {item["via"]: item for item in got}
    assert by_via["complement"]["from_link"]["id"] == STEEL
    assert by_via["complement"]["to_link"]["id"] == YARD
    assert "夜航" in by_via["demand"]["reasons"][0]
    assert "小城船坞园" in by_via["focus"]["reasons"][0]
    assert "2 个" in by_via["coverage"]["reasons"][0]
    assert all(item["evidence"] for item in got)
    assert all(item["industry"]["id"] == CHAIN for item in got)


def test_what_a_zone_has_itself_is_not_offered_to_it(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, YARD)
    firm(facts, 2, SOUTH, YARD)
    facts.node("Scenario", "name:Scenario:1", "夜航", locator="r=31", rule="s")
    facts.edge("LOCATED_IN", ("Scenario", "name:Scenario:1"), ("Zone", NORTH), locator="r=31", rule="s")
    facts.edge("DEMANDS", ("Scenario", "name:Scenario:1"), ("ChainLink", YARD), locator="r=31", rule="s")
    assert links(cities.open(facts)) == []


def test_a_city_of_one_district_has_a_matrix_of_one_row(cities: Cities) -> None:
    own = Facts()
    for zone, name, level in ((CITY, "示例市", "city"), (NORTH, "北区", "district")):
        own.node("Zone", zone, name, locator="pack:t/x#r=2", rule="pack", properties={"level": level})
    own.edge("PART_OF", ("Zone", NORTH), ("Zone", CITY), locator="pack:t/x#r=2", rule="pack")
    matrix = zone_matrix(Reference.of(cities.open(Facts(), own=own)))
    assert ([zone["id"] for zone in matrix["zones"]], matrix["items"]) == ([NORTH], [])


def test_the_order_is_that_of_the_written_parts(cities: Cities) -> None:
    facts = Facts()
    for number in range(1, 4):
        firm(facts, number, SOUTH, STEEL)
    firm(facts, 4, SOUTH, ENGINE)
    firm(facts, 5, NORTH, YARD)
    facts.node("Policy", "name:Policy:1", "造船计划", locator="r=32", rule="s")
    facts.edge("FOCUSES_ON", ("Policy", "name:Policy:1"), ("ChainLink", ENGINE), locator="r=32", rule="s")
    tie(facts, "SUPPLIES", "4", "5")
    got = links(cities.open(facts))
    values = [[part["value"] for part in item["parts"]] for item in got]
    assert values == sorted(values, reverse=True)
    assert got[0]["via"] == "supply"
    # A policy pulls on the engine, so one supplier of it stands before three of steel.
    complements = [(i["from_link"]["id"], i["strength"]) for i in got if i["via"] == "complement"]
    assert complements == [(ENGINE, 1), (STEEL, 3)]


def test_two_zones_are_answered_in_both_directions(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, STEEL)
    firm(facts, 2, SOUTH, YARD)
    firm(facts, 3, SOUTH, ENGINE)
    firm(facts, 4, NORTH, FERRY)
    firm(facts, 5, SOUTH)
    tie(facts, "SUPPLIES", "5", "4")
    workspace = cities.open(facts)
    there = links(workspace, from_zone="北区", to_zone="南区")
    back = links(workspace, from_zone="南区", to_zone="北区")
    turned = {"gives": "receives", "receives": "gives", "both": "both"}
    assert {(i["id"], i["direction"]) for i in there} == {(i["id"], turned[i["direction"]]) for i in back}
    assert {i["id"] for i in there} == {i["id"] for i in links(workspace)}
    assert [i["direction"] for i in there] == sorted(
        (i["direction"] for i in there), key=["gives", "both", "receives"].index
    )
    gives = {i["via"] for i in there if i["direction"] == "gives"}
    # The north gives steel for the yard of the south; it receives what the south supplies.
    assert "complement" in gives
    assert ("supply", "receives") in {(i["via"], i["direction"]) for i in there}
    assert {i["direction"] for i in links(workspace, from_zone="北区")} <= {"gives", "both"}


def test_the_matrix_counts_what_the_list_lists(cities: Cities) -> None:
    facts = Facts()
    for number, zone, link in ((1, NORTH, STEEL), (2, SOUTH, YARD), (3, EAST, FERRY), (4, EAST, REPAIR)):
        firm(facts, number, zone, link)
    tie(facts, "SUPPLIES", "1", "2")
    tie(facts, "BRANCH_OF", "3", "2")
    workspace = cities.open(facts, own=city_of_three())
    for industry in (None, "造船"):
        listed = links(workspace, industry=industry)
        matrix = zone_matrix(Reference.of(workspace), industry=industry)
        assert [zone["id"] for zone in matrix["zones"]] == [NORTH, SOUTH, EAST]
        for cell in matrix["items"]:
            start, end = cell["from_zone"]["id"], cell["to_zone"]["id"]
            here = [
                i
                for i in listed
                if (i["from_zone"]["id"], i["to_zone"]["id"]) == (start, end)
                or (not i["directed"] and (i["to_zone"]["id"], i["from_zone"]["id"]) == (start, end))
            ]
            assert cell["observed_total"] == sum(i["strength"] for i in here if i["kind"] == "observed")
            assert cell["possible_total"] == sum(1 for i in here if i["kind"] == "possible")
        assert sum(c["observed_total"] for c in matrix["items"]) == 2


def test_a_tie_belongs_to_the_chains_of_its_ends(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, STEEL)
    firm(facts, 2, SOUTH)
    firm(facts, 3, NORTH)
    tie(facts, "SUPPLIES", "1", "2")
    tie(facts, "SUPPLIES", "3", "2")
    workspace = cities.open(facts)
    observed = [i for i in links(workspace) if i["kind"] == "observed"]
    of_chain = [i for i in links(workspace, industry="造船") if i["kind"] == "observed"]
    assert (observed[0]["strength"], of_chain[0]["strength"]) == (2, 1)
    assert (observed[0]["industry"], of_chain[0]["industry"]["id"]) == (None, CHAIN)


def test_holdings_over_the_whole_make_no_group_and_are_said(cities: Cities) -> None:
    facts = Facts()
    for number, zone in ((1, NORTH), (2, SOUTH), (3, NORTH), (4, NORTH)):
        firm(facts, number, zone)
    tie(facts, "INVESTS_IN", "4", "2", share=80)
    tie(facts, "INVESTS_IN", "1", "2", share=70)
    tie(facts, "INVESTS_IN", "4", "3", share=80)
    workspace = cities.open(facts)
    assert {i["via"] for i in links(workspace)} == {"investment"}
    said = cross_zone_links(Reference.of(workspace))["basis"]["warnings"]
    assert any("企业2的持股合计 150%" in warning for warning in said)


def test_a_zone_that_overlaps_itself_changes_nothing(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, STEEL)
    firm(facts, 2, SOUTH, YARD)
    tie(facts, "SUPPLIES", "1", "2")
    plain = links(cities.open(facts))
    own = pack()
    own.edge("OVERLAPS", ("Zone", NORTH), ("Zone", NORTH), locator="pack:t/x#r=3", rule="pack")
    assert links(cities.open(facts, own=own)) == plain


def test_an_empty_graph_has_no_links_and_renaming_changes_no_numbers(cities: Cities) -> None:
    own = Facts()
    own.node("Zone", CITY, "示例市", locator="pack:t/x#r=2", rule="pack", properties={"level": "city"})
    workspace = cities.open(Facts(), own=own)
    assert links(workspace) == []
    assert zone_matrix(Reference.of(workspace))["items"] == []
    facts = Facts()
    firm(facts, 1, NORTH, STEEL)
    firm(facts, 2, SOUTH, YARD)
    tie(facts, "SUPPLIES", "1", "2")
    plain = short(links(cities.open(facts)))
    assert short(links(cities.open(facts, own=pack(names={NORTH: "改名区"})))) == plain
