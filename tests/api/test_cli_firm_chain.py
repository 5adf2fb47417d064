"""chain and prospects over the examples and a page that ties three companies and a park."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.api.workspaces import CUSTOMER, FIRM, PARTNER, documents_work, scenariograph
from tests.api.workspaces import TENANTED as PARK

pytestmark = pytest.mark.skipif(not documents_work(), reason="this program reads no documents yet")


def test_the_chain_of_a_firm_names_what_stands_around_it(tied: Path) -> None:
    answer = scenariograph(tied, "chain", FIRM, "--json").json
    assert answer["company"]["name"] == FIRM
    item = next(i for i in answer["items"] if i["link"]["name"] == "航空材料")
    coverage = scenariograph(tied, "coverage", "--industry", "低空经济", "--json").items
    counts = {(row["zone"], row["link"]): row["companies"] for row in coverage}
    zone = next(row["zone"]["name"] for row in answer["zones"] if row["zone"]["name"] in {z for z, _ in counts})
    assert item["peers"]["zone"] == counts[zone, "航空材料"]
    assert [near["link"]["name"] for near in item["downstream"]] != []
    for near in (*item["upstream"], *item["downstream"]):
        assert near["companies"]["zone"] == counts.get((zone, near["link"]["name"]), 0)
        assert near["companies"]["city"] == sum(n for (_, link), n in counts.items() if link == near["link"]["name"])
        assert bool(near["firms"]) == bool(near["companies"]["city"])
        assert all(firm["evidence"][0]["sentence"] for firm in near["firms"])
        assert FIRM not in [firm["company"]["name"] for firm in near["firms"]]
    assert {(p["type"], p["park"]["name"]) for p in answer["parks"]} == {("TENANT_OF", PARK)}
    ties = {(r["type"], r["direction"], r["other"]["name"]) for r in answer["relations"]}
    assert ties == {("SUPPLIES", "out", CUSTOMER), ("COOPERATES_WITH", "in", PARTNER)}
    assert all(row["evidence"] for key in ("zones", "parks", "relations") for row in answer[key])


def test_the_chain_reads_as_a_table_with_the_ties_before_it(tied: Path) -> None:
    out = scenariograph(tied, "chain", "海川航空材料").out
    assert out.startswith(FIRM)
    assert f"企业  供应  {CUSTOMER}" in out
    assert f"企业  合作（对方对本企业）  {PARTNER}" in out
    assert "本企业  航空材料" in out


def test_a_name_that_fits_several_firms_offers_them(tied: Path) -> None:
    assert "青岛示例" in scenariograph(tied, "chain", "青岛示例", code=2).err
    assert "no Company" in scenariograph(tied, "chain", "没有这家企业", code=2).err
    assert "no Park" in scenariograph(tied, "prospects", FIRM, code=2).err


def by_name(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["company"]["name"]: item for item in items}


def test_prospects_are_the_firms_around_the_tenant(tied: Path) -> None:
    answer = scenariograph(tied, "prospects", PARK, "--limit", 200, "--json").json
    assert answer["basis"]["tenants"] == 1
    items = by_name(answer["items"])
    assert FIRM not in items
    customer, partner = items[CUSTOMER], items[PARTNER]
    assert (customer["kind"], customer["tenants"]) == ("relation", 1)
    assert customer["paths"][0]["text"] == f"{FIRM} —供应→ {CUSTOMER}"
    assert customer["confidence"] == pytest.approx(customer["paths"][0]["confidence"])
    # Who has to do with the tenant directly stands before those it only shares a small link with.
    assert [item["company"]["name"] for item in answer["items"][:2]] == [PARTNER, CUSTOMER]
    assert (partner["steps"], customer["steps"]) == (1, 1)
    assert all(path["steps"] <= 2 for item in items.values() for path in item["paths"])
    assert all(edge["evidence"] for item in items.values() for path in item["paths"] for edge in path["edges"])
    # The park's page says what it wants, so a firm of that trade fits.
    assert partner["fits_focus"] == ["基础设施"]
    assert customer["fits_focus"] == []


def test_firms_beside_the_tenants_link_are_told_apart(tied: Path) -> None:
    items = scenariograph(tied, "prospects", PARK, "--kind", "chain", "--limit", 200, "--json").items
    assert items
    assert {item["kind"] for item in items} == {"chain"}
    chain = scenariograph(tied, "chain", FIRM, "--json").items
    beside = {near["link"]["id"] for item in chain for near in (*item["upstream"], *item["downstream"])}
    assert {place["link"]["id"] for item in items for place in item["beside"]} <= beside
    assert all(place["evidence"] for item in items for place in item["beside"])


def test_a_park_without_tenants_says_so(made: Path) -> None:
    answer = scenariograph(made, "prospects", PARK, "--json").json
    assert answer["items"] == []
    assert "没有" in answer["basis"]["warnings"][0]


def test_a_retracted_page_takes_its_prospects_along(tied: Path, copy_of: Callable[[Path], Path]) -> None:
    home = copy_of(tied)
    key = next(
        s["key"] for s in scenariograph(home, "sources", "--json").items if "入园" in json.dumps(s, ensure_ascii=False)
    )
    scenariograph(home, "retract", key)
    assert scenariograph(home, "prospects", PARK, "--json").items == []
    assert scenariograph(home, "chain", FIRM, "--json").json["relations"] == []
