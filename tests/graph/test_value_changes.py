"""Values of edges that changed between two states, on a small city."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.analysis.changes import changes
from graph.facts import Facts
from tests.graph.small_city import NORTH, PARK, STEEL, Cities, firm


@pytest.fixture
def cities(tmp_path: Path) -> Iterator[Cities]:
    made = Cities(tmp_path)
    yield made
    made.close()


def city(status: str, area: int, words: list[str]) -> Facts:
    """Two companies of the north, the first in the park with a status, the second holding a share of it."""
    facts = Facts()
    firm(facts, 1, NORTH, STEEL)
    firm(facts, 2, NORTH)
    ends = (("Company", "cn-uscc:1"), ("Park", PARK))
    facts.edge("TENANT_OF", *ends, locator="r=1", rule="x", properties={"status": status})
    both = (("Company", "cn-uscc:2"), ("Company", "cn-uscc:1"))
    facts.edge("INVESTS_IN", *both, locator="r=2", rule="x", properties={"share": area})
    same = (("Company", "cn-uscc:2"), ("ChainLink", STEEL))
    facts.edge("ENGAGES_IN", *same, locator="r=2", rule="x", stated=False, properties={"words": words})
    return facts


def test_values_of_stated_edges_that_changed(cities: Cities) -> None:
    before, after = (cities.open(city(*values)) for values in (("intended", 30, ["钢"]), ("in_use", 60, ["钢", "船"])))
    answer = changes(before, after, (), kind="edge_changed")
    # What the words of an inferred placement are says nothing of its own.
    assert [(i["type"], i["property"]["id"], i["before"], i["after"]) for i in answer["items"]] == [
        ("INVESTS_IN", "share", 30.0, 60.0),
        ("TENANT_OF", "status", "intended", "in_use"),
    ]
    tenancy = answer["items"][1]
    assert (tenancy["name"], tenancy["property"]["name"]) == ("企业1 → 小城船坞园", "状态")
    assert [one["locator"] for one in tenancy["evidence"]] == ["1#r=1"]
    assert changes(before, before, (), kind="edge_changed")["counts"] == {"edge_changed": 0}
