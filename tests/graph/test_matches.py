"""Demand and capability: reasons worked out by hand, vetoes, states and their steps, outcomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from graph.analysis.match_states import check_step, histories, outcomes, set_state
from graph.analysis.matches import matches
from graph.errors import LedgerError
from graph.facts import Facts
from graph.workspace import Workspace
from schema.errors import PackError
from schema.pack_loader import load_packs
from schema.pack_matching import matching
from tests.graph.small_city import CITY, NORTH, SOUTH, YARD, Cities, firm
from tests.graph.test_related import scenario

PACKS = load_packs("qingdao")
STATES = PACKS.matching
DAY = dt.date(2026, 5, 1)
ASKED = "要求耐浪的无人快艇，能在海上自主避障"
ONE, TWO = "name:Scenario:1", "name:Scenario:2"


def city_facts(order: int = 1) -> Facts:
    facts = Facts()
    tech = ("Technology", "name:Technology:boat")

    def needs() -> None:
        facts.node("Technology", tech[1], "无人快艇", locator="r=1", rule="s")
        until = dt.date(2026, 6, 30)
        scenario(facts, 1, "海岛接驳", YARD, zone=NORTH, demand=ASKED, budget=Decimal(500), deadline=until)
        facts.edge("DEMANDS", ("Scenario", ONE), tech, locator="r=1", rule="s")
        scenario(facts, 2, "造船车间", YARD, zone=SOUTH)

    def best() -> None:
        firm(facts, 11, NORTH, YARD, capital=500, capability=ASKED)
        facts.edge("OFFERS", ("Company", "cn-uscc:11"), tech, locator="r=11", rule="c")
        facts.node("Qualification", "name:Qualification:q", "瞪羚企业", locator="r=11", rule="c")
        ends = (("Company", "cn-uscc:11"), ("Qualification", "name:Qualification:q"))
        facts.edge("CERTIFIED_AS", *ends, locator="r=11", rule="c")

    makers = [
        needs,
        best,
        lambda: firm(facts, 12, SOUTH, YARD, capital=499, is_branch=True),
        lambda: firm(facts, 13, NORTH, YARD, ended=True, status="注销"),
        lambda: firm(facts, 14, NORTH),
    ]
    for make in makers[::order]:
        make()
    return facts


@pytest.fixture
def cities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cities]:
    made = Cities(tmp_path_factory.mktemp("cities"))
    yield made
    made.close()


@pytest.fixture
def city(cities: Cities) -> Workspace:
    return cities.open(city_facts())


def by_company(answer: Any) -> dict[str, Any]:
    return {item["company"]["name"]: item for item in answer["items"]}


def test_reasons_for_and_against_and_a_veto(city: Workspace) -> None:
    answer = matches(city, PACKS, "海岛接驳", as_of=DAY)
    assert [item["company"]["name"] for item in answer["items"]] == ["企业11", "企业12", "企业13"]
    found = by_company(answer)
    best = {part["reason"]: part["weight"] for part in found["企业11"]["parts"]}
    # The name of the scenario adds words that the company's text lacks: the cosine is under 1.
    wording = best.pop("wording")
    assert 2 < wording < 3
    # A budget equal to the capital does not exceed it.
    assert best == {"technology": 3, "link": 2, "qualification": 1, "zone": 1, "budget": 1}
    assert found["企业11"]["score"] == pytest.approx(8 + wording, abs=1e-9)
    assert (found["企业11"]["against"], found["企业11"]["veto"]) == ([], [])
    assert {part["reason"] for part in found["企业12"]["parts"]} == {"link"}
    assert [one["reason"] for one in found["企业12"]["against"]] == ["elsewhere", "over_capital", "branch"]
    assert [one["text"] for one in found["企业13"]["veto"]] == ["企业已终止：注销"]
    # link 2 and zone 1 are more than 企业12's 2, but a veto stands behind all.
    assert found["企业13"]["score"] == 3 > found["企业12"]["score"]
    link = next(part for part in found["企业12"]["parts"] if part["reason"] == "link")
    assert link["evidence"][0]["locator"] == "1#r=12"


def test_every_reason_opens_to_the_rows_of_both_sides(city: Workspace) -> None:
    """What both say in their own rows opens to both; what a fact of the company says, to the company's."""
    found = by_company(matches(city, PACKS, "海岛接驳", as_of=DAY))["企业11"]
    opened = {part["reason"]: {one["locator"] for one in part["evidence"]} for part in found["parts"]}
    both = {"1#r=1", "1#r=11"}
    own = {"1#r=11"}
    assert opened == {
        "technology": own,
        "link": own,
        "qualification": own,
        "wording": both,
        "zone": both,
        "budget": both,
    }


def test_a_deadline_holds_to_its_last_day(city: Workspace) -> None:
    def vetoed(day: dt.date) -> bool:
        found = by_company(matches(city, PACKS, "海岛接驳", as_of=day))["企业11"]
        return "deadline" in {one["reason"] for one in found["veto"]}

    assert not vetoed(dt.date(2026, 6, 30))
    assert vetoed(dt.date(2026, 7, 1))


def test_a_company_sees_the_same_pair(city: Workspace) -> None:
    from_company = {item["scenario"]["id"]: item for item in matches(city, PACKS, "企业11", as_of=DAY)["items"]}
    assert set(from_company) == {ONE, TWO}
    assert from_company[ONE] == by_company(matches(city, PACKS, ONE, as_of=DAY))["企业11"]
    nothing = matches(city, PACKS, "企业14", as_of=DAY)
    assert nothing["items"] == [] and "没有场景" in nothing["basis"]["warnings"][0]


def test_order_of_input_changes_nothing(cities: Cities, city: Workspace) -> None:
    turned = cities.open(city_facts(-1))
    for name in (ONE, TWO, "企业11"):
        assert matches(turned, PACKS, name, as_of=DAY)["items"] == matches(city, PACKS, name, as_of=DAY)["items"]


def step(city: Workspace, pair: tuple[str, str], state: str) -> int:
    with city.ledger.writing():
        check_step(STATES, histories(city).get(pair, []), state)
        return set_state(city.ledger, pair, state, who="张三", note="附注").number


def test_states_follow_the_written_steps_and_go_back_by_undoing_only(city: Workspace) -> None:
    pair = (ONE, "cn-uscc:11")
    numbers = [step(city, pair, state) for state in ("suggested", "contacted", "talking")]
    found = by_company(matches(city, PACKS, ONE, as_of=DAY))["企业11"]["match"]
    assert (found["state"], found["text"], found["may_follow"]) == ("talking", "洽谈中", ["signed", "refused"])
    assert [(h["state"], h["who"], h["note"]) for h in found["history"]] == [
        (state, "张三", "附注") for state in ("suggested", "contacted", "talking")
    ]
    with pytest.raises(LedgerError, match=f"undo decision {numbers[2]}"):
        step(city, pair, "contacted")
    with pytest.raises(LedgerError, match="what may: signed, refused"):
        step(city, pair, "done")
    with pytest.raises(LedgerError, match="no state of a match"):
        step(city, pair, "married")
    with city.ledger.writing(), pytest.raises(LedgerError, match=f"undo {numbers[2]} first"):
        city.ledger.undo(numbers[1], who="李四")
    with city.ledger.writing():
        city.ledger.undo(numbers[2], who="李四")
    assert [d.number for d in histories(city)[pair]] == numbers[:2]
    step(city, pair, "refused")
    with pytest.raises(LedgerError, match="what may: nothing"):
        step(city, pair, "talking")


def test_a_state_keeps_a_pair_in_sight_and_follows_a_merged_id(city: Workspace) -> None:
    # 企业14 has nothing to offer, but somebody talks to it.
    step(city, (TWO, "cn-uscc:14"), "contacted")
    found = by_company(matches(city, PACKS, TWO, as_of=DAY))
    assert found["企业14"]["match"]["state"] == "contacted"
    assert found["企业11"]["match"] is None


def test_a_decision_on_an_id_that_was_merged_is_the_living_ones(cities: Cities) -> None:
    facts = city_facts()
    facts.node("Company", "name:Company:old", "企业11", locator="r=50", rule="news")
    facts.edge("ENGAGES_IN", ("Company", "name:Company:old"), ("ChainLink", YARD), locator="r=50", rule="news")
    opened = cities.open(facts)
    living = by_company(matches(opened, PACKS, ONE, as_of=DAY))
    with opened.ledger.writing():
        set_state(opened.ledger, (ONE, "name:Company:old"), "contacted", who="张三")
    pairs = histories(opened)
    assert living["企业11"]["company"]["id"] == "cn-uscc:11"
    assert list(pairs) == [(ONE, "cn-uscc:11")]


def test_outcomes_by_scenario_and_zone(city: Workspace) -> None:
    step(city, (ONE, "cn-uscc:11"), "contacted")
    step(city, (ONE, "cn-uscc:12"), "refused")
    step(city, (TWO, "cn-uscc:11"), "contacted")
    counted = {(i["by"], i["id"]): i["counts"] for i in outcomes(city, STATES)["items"]}
    assert counted["scenario", ONE]["contacted"] == counted["scenario", ONE]["refused"] == 1
    assert counted["zone", NORTH] == counted["scenario", ONE]
    assert counted["zone", SOUTH]["contacted"] == 1
    assert (counted["zone", CITY]["contacted"], counted["zone", CITY]["refused"]) == (2, 1)
    assert all(len(i["matches"]) == i["total"] == sum(i["counts"].values()) for i in outcomes(city, STATES)["items"])


RULE = {"id": "a", "kind": "for", "reason": "link", "weight": 1, "text": "甲", "source": "s"}
STATE = {"id": "new", "text": "新", "after": [""], "source": "s"}


@pytest.mark.parametrize(
    ("rule", "state", "says"),
    [
        ({"kind": "veto"}, {}, "reason: 'link'"),
        ({"weight": 0}, {}, "weight"),
        ({"kind": "veto", "reason": "ended"}, {}, "weight"),
        ({"source": "x"}, {}, "source: 'x'"),
        ({"text": ""}, {}, "text"),
        ({}, {"after": ["gone"]}, "'gone' is no state"),
        ({}, {"after": []}, "after"),
    ],
)
def test_a_wrong_row_is_named(rule: dict[str, Any], state: dict[str, Any], says: str) -> None:
    with pytest.raises(PackError, match=says):
        matching({"rules": [{**RULE, **rule}], "states": [{**STATE, **state}]}, "cn/matching.yaml", {"s"})
    assert set(matching({"rules": [RULE], "states": [STATE]}, "f", {"s"}).states) == {"new"}
