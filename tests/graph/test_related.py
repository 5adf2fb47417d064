"""Related scenarios, companies, parks and policies: scores worked out by hand, both ends, filters, variety, wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import log, sqrt
from typing import Any

import pytest

from graph.analysis.related import Wanted, related, varied
from graph.errors import NotFound
from graph.facts import Facts
from graph.wording import UNIT, Wording, inverse_frequencies, weights
from graph.workspace import Workspace
from schema.errors import PackError
from schema.pack_loader import load_packs
from schema.pack_related import merged, related_rules
from tests.graph.small_city import BAY, CHAIN, ENGINE, FERRY, NORTH, PARK, SOUTH, YARD, Cities, firm

PACKS = load_packs("qingdao")
BOATS = ("海上快艇接驳", "用快艇接驳旅客往返海岛")


def scenario(
    facts: Facts, number: int, name: str, *links: str, zone: str = NORTH, asker: str = "", **properties: Any
) -> str:
    """A scenario that asks for links in a zone."""
    local, place = f"name:Scenario:{number}", f"r={number}"
    facts.node("Scenario", local, name, locator=place, rule="s", properties=properties or None)
    facts.edge("LOCATED_IN", ("Scenario", local), ("Zone", zone), locator=place, rule="s")
    for link in links:
        facts.edge("DEMANDS", ("Scenario", local), ("ChainLink", link), locator=place, rule="s")
    if asker:
        facts.node("Organization", f"name:Organization:{asker}", asker, locator=place, rule="s")
        ends = (("Scenario", local), ("Organization", f"name:Organization:{asker}"))
        facts.edge("OWNED_BY", *ends, locator=place, rule="s")
    return local


def city_facts(order: int = 1) -> list[Facts]:
    """Six scenarios in two lists; `order` -1 writes them the other way round."""
    first, second = Facts(), Facts()
    one = [
        lambda: scenario(first, 1, "甲甲甲", YARD, zone=NORTH, asker="船厂", field="造船", status="征集中"),
        lambda: scenario(first, 2, "乙乙乙", YARD, zone=NORTH, asker="船厂", field="造船", status="已签约"),
        lambda: scenario(first, 3, "丙丙丙", FERRY, zone=SOUTH, field="造船"),
        lambda: scenario(first, 4, "丁丁丁", zone=NORTH, field="造船"),
    ]
    two = [
        lambda: scenario(second, 5, BOATS[0], zone=SOUTH, demand=BOATS[1]),
        lambda: scenario(second, 6, BOATS[0], zone=BAY, demand=BOATS[1]),
    ]
    for make in [*one[::order], *two[::order]]:
        make()
    return [first, second][::order]


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cities]:
    made = Cities(tmp_path_factory.mktemp("cities"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def city(cities: Cities) -> Workspace:
    facts = city_facts()
    first = facts[0]
    group = [firm(first, n, NORTH, *links) for n, links in ((11, (YARD,)), (12, (YARD, FERRY)), (13, ()), (14, ()))]
    for branch in (group[0], group[2]):
        first.edge("BRANCH_OF", ("Company", branch), ("Company", group[3]), locator="r=9", rule="b")
    first.node("Park", "name:Park:2", "二号园", locator="r=9", rule="p")
    first.edge("FOCUSES_ON", ("Park", "name:Park:2"), ("Industry", CHAIN), locator="r=9", rule="p")
    for name in ("规划甲", "规划乙"):
        first.node("Policy", f"name:Policy:{name}", name, locator="r=9", rule="p")
        first.edge("FOCUSES_ON", ("Policy", f"name:Policy:{name}"), ("ChainLink", ENGINE), locator="r=9", rule="p")
        first.edge("SUPPORTS", ("Policy", f"name:Policy:{name}"), ("Zone", NORTH), locator="r=9", rule="p")
    return cities.open(facts)


def parts(answer: Any, name: str, kind: str = "scenario") -> dict[str, float]:
    """Reason → weight of the item with this name."""
    found = [item for item in answer["items"] if item[kind]["name"] == name]
    return {} if not found else {part["reason"]: part["weight"] for part in found[0]["parts"]}


def test_the_parts_are_what_two_scenarios_share(city: Workspace) -> None:
    answer = related(city, PACKS, "甲甲甲")
    # link 3, industry 1, demander 1, zone 1, field 1
    assert parts(answer, "乙乙乙") == {"link": 3, "industry": 1, "demander": 1, "zone": 1, "field": 1}
    assert parts(answer, "丙丙丙") == {"industry": 1, "field": 1}
    # A zone and a field add weight, but relate nothing by themselves.
    assert parts(answer, "丁丁丁") == {}
    assert [item["score"] for item in answer["items"]] == [7, 2]
    shared = {part["reason"]: part["shared"]["name"] for part in answer["items"][0]["parts"]}
    assert shared == {"link": "船舶总装", "industry": "造船", "demander": "船厂", "zone": "北区", "field": "造船"}
    assert all(part["evidence"][0]["locator"] == "1#r=2" for part in answer["items"][0]["parts"])


def test_the_same_wording_relates_by_its_whole_weight(city: Workspace) -> None:
    answer = related(city, PACKS, "name:Scenario:5")
    # The bay lies in the north, the other in the south: nothing else is shared.
    assert parts(answer, BOATS[0]) == {"wording": pytest.approx(3, abs=0.01)}
    assert answer["items"][0]["parts"][0]["cosine"] == pytest.approx(1, abs=0.001)


def test_every_pair_has_one_score_from_both_ends(city: Workspace) -> None:
    names = [f"name:Scenario:{n}" for n in range(1, 7)]
    found = {
        one: {item["scenario"]["id"]: item["score"] for item in related(city, PACKS, one)["items"]} for one in names
    }
    assert any(found.values())
    for one, other in combinations(names, 2):
        assert found[one].get(other) == found[other].get(one)
    for one in names:
        for item in related(city, PACKS, one)["items"]:
            assert sum(part["weight"] for part in item["parts"]) == pytest.approx(item["score"], abs=1e-9)


def test_the_graphs_edge_has_the_same_parts_but_wording(city: Workspace) -> None:
    rows = city.store.query("MATCH (a:Scenario)-[r:RELATED_TO]->(b:Scenario) RETURN a.id AS a, b.id AS b, r.score AS s")
    assert len(rows) == 3
    for row in rows:
        item = next(i for i in related(city, PACKS, row["a"])["items"] if i["scenario"]["id"] == row["b"])
        assert sum(p["weight"] for p in item["parts"] if p["reason"] != "wording") == float(row["s"])


def test_order_of_input_changes_nothing(cities: Cities, city: Workspace) -> None:
    turned = cities.open(city_facts(-1))
    for number in range(1, 7):
        first, second = (related(one, PACKS, f"name:Scenario:{number}")["items"] for one in (city, turned))
        for item in (*first, *second):
            for part in item["parts"]:
                part.pop("evidence")
        assert first == second


def test_filters_hold_to_zone_industry_field_and_status(city: Workspace) -> None:
    def names(**wanted: str) -> list[str]:
        return [i["scenario"]["name"] for i in related(city, PACKS, "甲甲甲", wanted=Wanted(**wanted))["items"]]

    assert names(zone="南区") == ["丙丙丙"]
    assert names(zone="示例市") == ["乙乙乙", "丙丙丙"]
    assert names(status="已签约") == ["乙乙乙"]
    assert names(field="造船", industry="造船", zone="北区") == ["乙乙乙"]
    for wanted, offered in (("zone", "北区"), ("field", "造船"), ("status", "征集中"), ("industry", "造船")):
        with pytest.raises(NotFound, match=offered):
            names(**{wanted: "不存在"})
    empty = related(city, PACKS, "甲甲甲", wanted=Wanted(zone="邻市"))
    assert empty["items"] == [] and "筛选" in empty["basis"]["warnings"][0]


def test_variety_takes_the_second_batch_before_the_third_copy() -> None:
    ranked = [("a", 6000), ("b", 6000), ("c", 5500), ("d", 5000)]
    one, two = frozenset({"list 1"}), frozenset({"list 2"})
    batches = {"a": one, "b": one, "c": one, "d": two}
    # a first; then b 6000 / 1.5 = 4000, c 3667, d 5000: d; then b.
    assert varied(ranked, batches, 2, 0.5) == [("a", 6000), ("d", 5000)]
    assert varied(ranked, batches, 3, 0.5) == [("a", 6000), ("b", 6000), ("d", 5000)]
    assert varied(ranked, batches, 2, 0) == ranked[:2]
    # One list for all: nothing is gained by leaving one out.
    assert varied(ranked, dict.fromkeys("abcd", one), 3, 0.5) == ranked[:3]


def test_weights_of_words_are_bm25s_and_likeness_is_their_cosine() -> None:
    counts = {"x": Counter({"船": 2, "海": 1}), "y": Counter({"船": 1})}
    inverse = inverse_frequencies(counts.values())
    # N = 2: 船 stands in both, 海 in one.
    assert inverse == {"船": pytest.approx(log(1 + 0.5 / 2.5)), "海": pytest.approx(log(1 + 1.5 / 1.5))}
    # Lengths 3 and 1, mean 2: norm of x is 1.2 (0.25 + 0.75 · 1.5) = 1.65.
    ship, sea = inverse["船"] * 2 * 2.2 / (2 + 1.65), inverse["海"] * 1 * 2.2 / (1 + 1.65)
    length = sqrt(ship**2 + sea**2)
    made = weights(counts, inverse)
    assert made == {"x": {"船": round(UNIT * ship / length), "海": round(UNIT * sea / length)}, "y": {"船": UNIT}}


def test_a_workspace_without_scenarios_has_no_wording(cities: Cities) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, YARD)
    empty = cities.open(facts)
    assert Wording.read(empty.folder, ("Scenario",)).like({"船": UNIT}, 0.1) == {}
    with pytest.raises(NotFound, match="no scenario or company"):
        related(empty, PACKS, "甲甲甲")


def test_companies_share_links_zones_and_groups(city: Workspace) -> None:
    answer = related(city, PACKS, "企业11")
    # 14 is 11's parent, 13 another branch of it; 12 works on one link of the same.
    assert parts(answer, "企业14", "company") == {"group": 4, "zone": 1}
    assert parts(answer, "企业13", "company") == {"group": 4, "zone": 1}
    assert parts(answer, "企业12", "company") == {"link": 3, "zone": 1}
    assert [i["score"] for i in answer["items"]] == [5, 5, 4]
    scores = {}
    for number in range(11, 15):
        for item in related(city, PACKS, f"企业{number}")["items"]:
            scores[f"企业{number}", item["company"]["name"]] = item["score"]
    assert all(scores[b, a] == score for (a, b), score in scores.items())


def test_parks_and_policies(city: Workspace) -> None:
    assert parts(related(city, PACKS, PARK), "二号园", "park") == {"industry": 2}
    assert parts(related(city, PACKS, "规划甲"), "规划乙", "policy") == {"link": 3, "zone": 1}


RULE = {"id": "a", "of": "Scenario", "reason": "link", "weight": 1, "relates": True, "text": "甲", "source": "s"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"of": "Zone"}, "of: 'Zone'"),
        ({"reason": "smell"}, "reason: 'smell'"),
        ({"of": "Park", "reason": "wording"}, "reason: 'wording'"),
        ({"weight": 0}, "weight: 0"),
        ({"weight": "3"}, "weight: '3'"),
        ({"weight": float("nan")}, "weight: nan"),
        ({"weight": 0.001}, "two decimals"),
        ({"relates": 1}, "relates"),
        ({"source": "x"}, "source: 'x'"),
        ({"text": ""}, "text: must be"),
        ({"more": 1}, "exactly"),
    ],
)
def test_a_wrong_rule_is_named(change: dict[str, Any], says: str) -> None:
    with pytest.raises(PackError, match=says) as raised:
        related_rules([RULE, {**RULE, "id": "b", "reason": "zone", **change}], "cn/related.yaml", {"s"})
    assert "cn/related.yaml: rule 2" in str(raised.value)


def test_a_later_pack_changes_a_weight() -> None:
    first = related_rules([RULE, {**RULE, "id": "b", "reason": "zone"}], "f", {"s"})
    later = related_rules([{**RULE, "id": "c", "weight": 9}], "g", {"s"})
    assert [(r.reason, int(r.weight)) for r in merged(first, later)] == [("zone", 1), ("link", 9)]
    with pytest.raises(PackError, match="twice"):
        related_rules([RULE, {**RULE, "id": "c"}], "f", {"s"})


def test_rules_of_the_pack_name_what_the_program_sees() -> None:
    from graph.analysis.related_kinds import STEPS
    from schema.pack_related import REASONS

    assert {kind: set(steps) for kind, steps in STEPS.items()} == {
        kind: set(reasons) for kind, reasons in REASONS.items() if kind != "Scenario"
    }
    assert {(r.of, r.reason) for r in PACKS.related_rules} == {(k, r) for k, rs in REASONS.items() for r in rs}
