"""What must not change an answer, or must change it in one way, over every question that is asked of the graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.graph.dump import assert_equal
from tests.graph.every_question import asked, facts_of, own_pack
from tests.graph.small_city import CITY, NAMES, NORTH, REPAIR, SOUTH, Cities, firm

TIMES = ("built_at", "made_at", "hash")
RENAMED = "阿尔法区"


def without(value: Any, *keys: str) -> Any:
    """A value without some keys, at any depth."""
    if isinstance(value, dict):
        return {key: without(part, *keys) for key, part in value.items() if key not in keys}
    return [without(part, *keys) for part in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cities]:
    made = Cities(tmp_path_factory.mktemp("metamorphic"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def plain(cities: Cities) -> dict[str, Any]:
    """The answers that the others are held against."""
    answers = asked(cities.open(facts_of(), own=own_pack(), covers=[(CITY, False)]))
    empty = [name for name, answer in answers.items() if "items" in answer and not answer["items"]]
    assert empty == []
    return answers


def test_the_order_of_input_changes_nothing(cities: Cities, plain: dict[str, Any]) -> None:
    turned = asked(cities.open(facts_of(-1), own=own_pack(-1), covers=[(CITY, False)]))
    assert {name: without(a, *TIMES) for name, a in turned.items()} == {
        name: without(a, *TIMES) for name, a in plain.items()
    }


def test_another_name_of_a_zone_changes_no_number(cities: Cities, plain: dict[str, Any]) -> None:
    renamed = asked(cities.open(facts_of(), own=own_pack(names={NORTH: RENAMED}), covers=[(CITY, False)]))
    for name, answer in renamed.items():
        said = json.dumps(without(answer, *TIMES), ensure_ascii=False)
        assert json.loads(said.replace(RENAMED, NAMES[NORTH])) == without(plain[name], *TIMES), name
    assert RENAMED in json.dumps(renamed["coverage"], ensure_ascii=False)


def test_twice_as_many_of_all_companies_leave_the_quotients(cities: Cities, plain: dict[str, Any]) -> None:
    doubled = asked(cities.open(facts_of(twins=True), own=own_pack(), covers=[(CITY, False)]))
    once, twice = ({(r["zone_id"], r["link_id"]): r for r in side["coverage"]["items"]} for side in (plain, doubled))
    assert once.keys() == twice.keys()
    for cell, row in once.items():
        assert twice[cell]["companies"] == 2 * row["companies"]
        assert twice[cell]["location_quotient"] == pytest.approx(row["location_quotient"])
        # Each share of capital is split between two like ones: its square is halved.
        assert twice[cell]["hhi"] == (None if row["hhi"] is None else pytest.approx(row["hhi"] / 2))
        assert twice[cell]["capital"] == (None if row["capital"] is None else 2 * row["capital"])
    for by in (None, "zone", "link", "pair"):
        one, two = (
            [without(i, "companies", "capital", "small") for i in side[f"complexity {by}"]["items"]]
            for side in (plain, doubled)
        )
        assert_equal(two, one, f"complexity {by}")


def test_a_company_more_on_an_empty_link_turns_missing_into_weak_and_back(
    cities: Cities, plain: dict[str, Any]
) -> None:
    more = facts_of()
    firm(more, 9, SOUTH, REPAIR)

    def kinds(answers: dict[str, Any], zone: str) -> dict[str, str]:
        return {gap["link"]["id"]: gap["kind"] for gap in answers[f"gaps {zone}"]["items"] if gap["kind"] != "short"}

    added = asked(cities.open(more, own=own_pack(), covers=[(CITY, False)]))
    assert [kinds(answers, SOUTH)[REPAIR] for answers in (plain, added)] == ["missing", "weak"]
    assert [kinds(answers, NORTH)[REPAIR] for answers in (plain, added)] == ["missing", "missing"]
    back = asked(cities.open(facts_of(), own=own_pack(), covers=[(CITY, False)]))
    assert {name: without(a, *TIMES) for name, a in back.items()} == {
        name: without(a, *TIMES) for name, a in plain.items()
    }
