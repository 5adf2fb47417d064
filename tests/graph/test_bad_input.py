"""Bad input to every question: answered by rule, said in words, never a number that is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from graph.analysis.complexity import complexity
from graph.analysis.coverage import coverage
from graph.analysis.cross_zone import cross_zone_links, zone_matrix
from graph.analysis.gaps import gaps
from graph.analysis.reference import Reference
from graph.errors import NotFound
from graph.facts import Facts
from graph.workspace import Workspace
from schema.pack_model import GapRule
from tests.graph.every_question import NEW, OLD, PACKS, asked, facts_of, own_pack
from tests.graph.small_city import CHAIN, CITY, ENGINE, NORTH, REPAIR, SOUTH, STEEL, YARD, Cities, firm

PLACE = "pack:t/x#r=2"


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cities]:
    made = Cities(tmp_path_factory.mktemp("bad"))
    yield made
    made.close()


def warnings(answer: Any) -> list[str]:
    return list(answer["basis"]["warnings"])


def broken_pack() -> Facts:
    """A circle, a link that feeds itself, a zone that overlaps itself and lies in itself, shares over the whole."""
    own = own_pack()
    for ends in ((YARD, ENGINE), (STEEL, STEEL)):
        own.edge("UPSTREAM_OF", *(("ChainLink", end) for end in ends), locator=PLACE, rule="pack")
    for kind in ("OVERLAPS", "PART_OF"):
        own.edge(kind, ("Zone", NORTH), ("Zone", NORTH), locator=PLACE, rule="pack")
    own.node("Industry", "t:Industry/old", "旧造船", locator=PLACE, rule="pack")
    own.edge("PART_OF", ("Industry", "t:Industry/old"), ("IndustrySystem", OLD), locator=PLACE, rule="pack")
    own.edge("PART_OF", ("Industry", CHAIN), ("IndustrySystem", NEW), locator=PLACE, rule="pack")
    for new, share in ((CHAIN, 70), ("t:Industry/else", 60)):
        if new != CHAIN:
            own.node("Industry", new, "其他", locator=PLACE, rule="pack")
        ends = (("Industry", "t:Industry/old"), ("Industry", new))
        own.edge("MAPS_TO", *ends, locator=PLACE, rule="pack", properties={"share": Decimal(share)})
    return own


def broken_facts() -> Facts:
    """Capital in five currencies of which two have a rate, holdings over the whole, a tie of a company to itself."""
    facts = facts_of()
    money = (("CNY", None), ("USD", 700), ("EUR", 780), ("XAU", None), ("XXX", None))
    for number, (currency, yuan) in enumerate(money, start=50):
        more = {} if yuan is None else {"capital_cny": Decimal(yuan)}
        firm(facts, number, SOUTH, STEEL, capital=100, capital_currency=currency, **more)
    for head, share in ((50, 80), (51, 70)):
        ends = (("Company", f"cn-uscc:{head}"), ("Company", "cn-uscc:1"))
        facts.edge("INVESTS_IN", *ends, locator=f"r={head}", rule="x", properties={"share": Decimal(share)})
    itself = ("Company", "cn-uscc:52")
    facts.edge("SUPPLIES", itself, itself, locator="r=52", rule="x")
    return facts


@pytest.fixture(scope="module")
def broken(cities: Cities) -> Workspace:
    return cities.open(broken_facts(), own=broken_pack(), covers=[(CITY, False)])


@pytest.fixture(scope="module")
def answers(broken: Workspace) -> dict[str, Any]:
    """Every question; a number that is none is refused where it is written as JSON."""
    return asked(broken)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("gaps cn-div:1", "互为上下游成环（船用主机、船舶总装）"),
        ("gaps cn-div:1", "环节没有写明产品"),
        ("coverage", "环节没有写明产品"),
        # Of the steel makers of the south 50 to 54 two state money without a rate; one more company has no capital.
        ("gaps cn-div:12", "有 3 家次企业的注册资本缺失或币种没有汇率"),
        ("coverage", "有 3 家次企业的注册资本缺失或币种没有汇率"),
        ("links", "企业1的持股合计 150%"),
        ("systems", "旧造船"),
        ("systems", "130%"),
    ],
)
def test_what_is_wrong_is_said(question: str, said: str, answers: dict[str, Any]) -> None:
    assert any(said in warning for warning in warnings(answers[question])), warnings(answers[question])


def test_numbers_hold_to_what_is_right(answers: dict[str, Any]) -> None:
    steel = next(row for row in answers["coverage"]["items"] if (row["zone_id"], row["link_id"]) == (SOUTH, STEEL))
    # 70 of company 3, and 100, 700 and 780 of those with a rate.
    assert (steel["companies"], steel["capital"]) == (6, 1650)
    assert steel["hhi"] == pytest.approx((70**2 + 100**2 + 700**2 + 780**2) / 1650**2)
    # A zone that lies in itself holds its companies once: 1, 2 and 6 are in the north.
    north = {row["link_id"]: row["companies"] for row in answers["coverage"]["items"] if row["zone_id"] == NORTH}
    assert (north[STEEL], north[ENGINE]) == (2, 1)
    # Who supplies itself crosses to nowhere, and a link that feeds itself is not its own neighbour.
    assert all(link["from_zone"] != link["to_zone"] for link in answers["links"]["items"])
    yard = next(gap for gap in answers["gaps cn-div:11"]["items"] if gap["link"]["id"] == YARD)
    # Before the yard: steel (2) and engines (1); behind it ferries (1), repair (0) and, by the circle, engines (1).
    assert (yard["counts"]["upstream"], yard["counts"]["downstream"]) == (3, 2)


def test_what_leads_from_a_thing_to_itself_is_in_no_graph(broken: Workspace) -> None:
    """A pack whose zone overlaps itself or whose link feeds itself is refused with file and row; from other sources
    and after a merge the build leaves it out."""
    _, edges = broken.store.counts()
    assert (edges["OVERLAPS"], edges["UPSTREAM_OF"]) == (1, 5)
    assert broken.store.query("MATCH (z:Zone)-[:OVERLAPS]->(o:Zone) WHERE z.id = o.id RETURN z.id AS id") == []


def test_an_empty_graph_answers_each_question_with_nothing(cities: Cities) -> None:
    own = Facts()
    own.node("Zone", CITY, "示例市", locator=PLACE, rule="pack", properties={"level": "city"})
    reference = Reference.of(cities.open(Facts(), own=own))
    found = {
        "gaps": gaps(reference, PACKS.gap_rules),
        "coverage": coverage(reference),
        "links": cross_zone_links(reference),
        "matrix": zone_matrix(reference),
        "complexity": complexity(reference, PACKS.thresholds),
    }
    assert {name: answer["items"] for name, answer in found.items()} == {name: [] for name in found}
    for name, said in (
        ("gaps", "没有参考产业链"),
        ("coverage", "没有参考产业链"),
        ("links", "没有可以跨的区"),
        ("matrix", "没有可以跨的区"),
        ("complexity", "没有可计算的指标"),
    ):
        assert any(said in warning for warning in warnings(found[name])), name


def test_a_city_of_one_district_has_one_row(cities: Cities) -> None:
    own = Facts()
    for zone, name, level in ((CITY, "示例市", "city"), (NORTH, "北区", "district")):
        own.node("Zone", zone, name, locator=PLACE, rule="pack", properties={"level": level})
    own.edge("PART_OF", ("Zone", NORTH), ("Zone", CITY), locator=PLACE, rule="pack")
    own.node("Industry", CHAIN, "造船", locator=PLACE, rule="pack")
    for order, link in enumerate((STEEL, YARD)):
        more = {"stage": "midstream", "order": order, "placeable": True, "products": ["船"]}
        own.node("ChainLink", link, f"环节{order}", locator=PLACE, rule="pack", properties=more)
        own.edge("PART_OF", ("ChainLink", link), ("Industry", CHAIN), locator=PLACE, rule="pack")
    facts = Facts()
    for number in range(1, 4):
        firm(facts, number, NORTH, STEEL)
    reference = Reference.of(cities.open(facts, own=own))
    matrix, table = zone_matrix(reference), complexity(reference, PACKS.thresholds, by="zone")
    assert [zone["id"] for zone in matrix["zones"]] == [NORTH]
    assert any("没有可以跨的区" in said for said in warnings(matrix))
    assert any("没有可比对象" in said for said in warnings(table))
    assert [row["economic_complexity_index"] for row in table["items"]] == [None]
    # Against itself alone a district is as special as itself.
    assert [row["location_quotient"] for row in coverage(reference)["items"]] == [1]
    assert not any("没有写明产品" in said for said in warnings(coverage(reference)))


def test_equal_counts_everywhere_tell_nothing_apart(cities: Cities) -> None:
    facts = Facts()
    for number, (zone, link) in enumerate(((z, k) for z in (NORTH, SOUTH) for k in (STEEL, YARD)), start=1):
        firm(facts, number, zone, link, capital=100)
    reference = Reference.of(cities.open(facts))
    assert {row["location_quotient"] for row in coverage(reference)["items"]} == {1}
    table = complexity(reference, PACKS.thresholds, by="zone")
    assert any("完全相同" in said for said in warnings(table))
    assert {row["economic_complexity_index"] for row in table["items"]} == {None}


def test_a_rule_of_nothing_is_not_used_and_said(broken: Workspace) -> None:
    rules = [
        GapRule(
            id="a", kind="missing", text="甲", thresholds={"companies_at_most": 0}, source="s", link="t:ChainLink/x"
        ),
        GapRule(id="b", kind="weak", text="乙", thresholds={"companies_at_least": 1}, source="s", industry=NEW),
    ]
    answer = gaps(Reference.of(broken), rules)
    assert answer["items"] == []
    assert [said for said in warnings(answer) if "没有用上" in said] == [
        "规则 a 所指的 t:ChainLink/x 不在图谱的参考产业链中，这条规则没有用上。",
        f"规则 b 所指的 {NEW} 不在图谱的参考产业链中，这条规则没有用上。",
    ]
    held = [replace(rules[0], link=REPAIR)]
    assert [gap["link"]["id"] for gap in gaps(Reference.of(broken), held)["items"]] == [REPAIR]


@pytest.mark.parametrize(
    ("asked_for", "offered"),
    [
        ({"zone": "月湾开发区"}, "near: 月湾新区"),
        ({"zone": "亚特兰蒂斯"}, "districts here: 北区、南区、东区"),
        ({"industry": "造船业"}, "造船"),
        ({"park": "小城船坞"}, "小城船坞园"),
    ],
)
def test_an_unknown_name_offers_the_nearest(asked_for: dict[str, str], offered: str, broken: Workspace) -> None:
    with pytest.raises(NotFound, match=offered):
        gaps(Reference.of(broken), PACKS.gap_rules, **asked_for)
