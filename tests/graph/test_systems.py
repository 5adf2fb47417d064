"""Industry systems over time, on two small systems whose relation is worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.analysis.reference import Reference
from graph.analysis.show import search
from graph.analysis.systems import systems_diff
from graph.errors import NotFound
from graph.facts import Facts
from tests.graph.small_city import CHAIN, Cities, pack

OLD, NEW, OLDER = "t:IndustrySystem/old", "t:IndustrySystem/new", "t:IndustrySystem/older"
SYSTEMS = {OLDER: "前五条", OLD: "旧六条", NEW: "新三类"}
INDUSTRIES = {"steel": "钢铁", "kiln": "窑业", "glass": "玻璃", "wharf": "码头", "craft": "手艺", "sea": "海洋工程"}


def _id(slug: str) -> str:
    return f"t:Industry/{slug}"


def _own(*, shares: tuple[int | None, int | None] = (60, 40)) -> Facts:
    """旧六条: 钢铁, 窑业, 玻璃, 码头, 手艺, 造船. 新三类: 钢铁, 海洋工程 (holds 码头), 建材.

    窑业 goes to 建材 and 海洋工程 by shares; 玻璃 goes to 窑业 and so, over it, to both; 手艺 goes nowhere.
    """
    facts, place = pack(), "pack:t/x#r=2"
    for system, name in SYSTEMS.items():
        facts.node("IndustrySystem", system, name, locator=place, rule="pack")
    facts.node("Industry", _id("build"), "建材", locator=place, rule="pack")
    for slug, name in INDUSTRIES.items():
        facts.node("Industry", _id(slug), name, locator=place, rule="pack")

    def member(child: str, parent: tuple[str, str], tier: str, order: int) -> None:
        properties = {"tier": tier, "order": order}
        facts.edge("PART_OF", ("Industry", child), parent, locator=place, rule="pack", properties=properties)

    olds = [_id("steel"), _id("kiln"), _id("glass"), _id("wharf"), _id("craft"), CHAIN]
    for order, child in enumerate(olds, start=1):
        member(child, ("IndustrySystem", OLD), "优势", order)
    for order, child in enumerate([_id("steel"), _id("sea"), _id("build")], start=1):
        member(child, ("IndustrySystem", NEW), "新兴", order)
    member(_id("wharf"), ("Industry", _id("sea")), "", 1)

    def maps(kind: str, old: str, new: str, share: int | None) -> None:
        properties = {"share": None if share is None else Decimal(share)}
        facts.edge("MAPS_TO", (kind, old), (kind, new), locator=place, rule="pack", stated=False, properties=properties)

    maps("Industry", _id("kiln"), _id("build"), shares[0])
    maps("Industry", _id("kiln"), _id("sea"), shares[1])
    maps("Industry", _id("glass"), _id("kiln"), None)
    maps("IndustrySystem", OLDER, OLD, None)
    maps("IndustrySystem", OLD, NEW, None)
    return facts


@pytest.fixture
def cities(tmp_path: Path) -> Iterator[Cities]:
    """Workspaces of this test."""
    made = Cities(tmp_path)
    yield made
    made.close()


def _lines(answer: dict[str, Any]) -> set[tuple[str, str | None, str | None, float | None]]:
    name = lambda side: side and side["name"]  # noqa: E731
    return {(i["relation"], name(i["from"]), name(i["to"]), i["share"]) for i in answer["items"]}


def test_what_became_of_each_member(cities: Cities) -> None:
    answer = systems_diff(cities.open(Facts(), own=_own()), "旧六条", "新三类")
    assert _lines(answer) == {
        ("kept", "钢铁", "钢铁", None),
        ("mapped", "窑业", "建材", 60.0),
        ("mapped", "窑业", "海洋工程", 40.0),
        # Two steps: no share is worked out.
        ("mapped", "玻璃", "建材", None),
        ("mapped", "玻璃", "海洋工程", None),
        ("within", "码头", "海洋工程", None),
        ("left", "手艺", None, None),
        ("left", "造船", None, None),
    }
    assert answer["counts"] == {"kept": 1, "mapped": 4, "within": 1, "left": 2, "new": 0}
    assert answer["basis"]["follows"] is True
    kept = answer["items"][0]
    assert (kept["from"]["tier"], kept["to"]["tier"], kept["tier_changed"]) == ("优势", "新兴", True)
    assert all(item["evidence"] for item in answer["items"])
    assert any("3 项是推定" in w for w in answer["basis"]["warnings"])
    assert any("1 项没有份额" in w for w in answer["basis"]["warnings"])


def test_the_other_way_nothing_is_mapped_back(cities: Cities) -> None:
    answer = systems_diff(cities.open(Facts(), own=_own()), NEW, OLD)
    assert answer["counts"] == {"kept": 1, "mapped": 0, "within": 0, "left": 2, "new": 5}
    assert answer["basis"]["follows"] is False


@pytest.mark.parametrize(("shares", "said"), [((60, 40), False), ((60, 41), True)])
def test_shares_over_a_whole_are_said(cities: Cities, shares: tuple[int, int], said: bool) -> None:
    answer = systems_diff(cities.open(Facts(), own=_own(shares=shares)), OLD, NEW)
    assert any("窑业" in w and "101%" in w for w in answer["basis"]["warnings"]) is said


def test_a_circle_in_the_crosswalk_ends(cities: Cities) -> None:
    own = _own()
    own.edge("MAPS_TO", ("Industry", _id("kiln")), ("Industry", _id("glass")), locator="pack:t/x#r=2", rule="pack")
    answer = systems_diff(cities.open(Facts(), own=own), OLD, NEW)
    assert answer["counts"]["mapped"] == 4


def test_an_unknown_system_offers_what_there_is(cities: Cities) -> None:
    with pytest.raises(NotFound, match="旧六条"):
        systems_diff(cities.open(Facts(), own=_own()), "九条", NEW)


def test_an_old_name_finds_the_chain_it_maps_to(cities: Cities) -> None:
    own = _own()
    own.edge("MAPS_TO", ("Industry", _id("craft")), ("Industry", CHAIN), locator="pack:t/x#r=2", rule="pack")
    reference = Reference(cities.open(Facts(), own=own))
    assert [chain.id for chain in reference.find_chains("手艺")] == [CHAIN]
    with pytest.raises(NotFound):
        reference.find_chains("玻璃")


def test_old_documents_are_found_under_new_names(cities: Cities) -> None:
    document = Facts()
    document.row("evidence", locator="c=0-9", segments=["0-9"], sentence="支持玻璃企业改造。", place="body")
    document.row("evidence", locator="c=9-18", segments=["9-18"], sentence="建材市场平稳运行。", place="body")
    found = search(cities.open(document, own=_own()), "建材")["sentences"]
    # 玻璃 became 窑业, and that 建材.
    assert [(s["sentence"], s["under"] and s["under"]["name"]) for s in found] == [
        ("建材市场平稳运行。", None),
        ("支持玻璃企业改造。", "玻璃"),
    ]
