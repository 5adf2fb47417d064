"""Random small fact sets as projections: hostile texts, dates, lists, flags, nulls, edges with and without keys."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from graph.facts import Facts
from tests.graph.projections import projected
from tests.graph.test_projection import MIDDLE, NORTH, SOUTH, UP

# No lone surrogates (no file holds them) and no NUL (C strings end there).
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
COMPANY = st.fixed_dictionaries(
    {
        "name": TEXT,
        "aliases": st.lists(TEXT, max_size=2),
        "address": st.none() | TEXT | st.just("长" * 5000),
        "registered_on": st.none() | st.dates(dt.date(1949, 10, 1), dt.date(2100, 1, 1)),
        "registered_capital": st.none() | st.decimals(0, 10**12, places=2),
        "is_branch": st.none() | st.booleans(),
        "zone": st.sampled_from([NORTH, SOUTH]),
        "links": st.sets(st.sampled_from([UP, MIDDLE])),
        "words": st.lists(TEXT, max_size=2),
        "parent": st.none() | st.integers(1, 4),
        "since": st.none() | st.sampled_from(["2020", "2021-05"]),
    }
)
CITY_OF = st.dictionaries(st.integers(1, 4), COMPANY, min_size=1)


def _facts(companies: dict[int, dict[str, Any]]) -> Facts:
    made = Facts()
    made.node("Park", "name:Park:p", "园区", locator="r=0", rule="x")
    for number, spec in companies.items():
        local, place = f"cn-uscc:{number}", f"r={number}"
        properties = {k: spec[k] for k in ("address", "registered_on", "registered_capital", "is_branch")}
        if properties["registered_capital"] is not None:
            properties |= {"registered_capital": Decimal(properties["registered_capital"]), "capital_currency": "CNY"}
        made.node(
            "Company", local, spec["name"], locator=place, rule="x", aliases=spec["aliases"], properties=properties
        )
        made.edge("LOCATED_IN", ("Company", local), ("Zone", spec["zone"]), locator=place, rule="x")
        for link in sorted(spec["links"]):
            words = {"words": spec["words"]} if spec["words"] else None
            made.edge("ENGAGES_IN", ("Company", local), ("ChainLink", link), locator=place, rule="x", properties=words)
        if spec["parent"] in companies and spec["parent"] != number:
            parent = f"cn-uscc:{spec['parent']}"
            made.edge("BRANCH_OF", ("Company", local), ("Company", parent), locator=place, rule="x")
        if spec["since"]:
            since = {"since": spec["since"]}
            made.edge(
                "TENANT_OF", ("Company", local), ("Park", "name:Park:p"), locator=place, rule="x", properties=since
            )
    return made


@st.composite
def random_projections(draw: st.DrawFn, folder: Path) -> list[Path]:
    """Two or three projections, each another state of the same small city."""
    cities = draw(st.lists(CITY_OF, min_size=2, max_size=3))
    return [projected(_facts(city), folder, number).folder for number, city in enumerate(cities, start=1)]
