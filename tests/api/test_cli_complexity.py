"""complexity and entries over the example workspace."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.api.workspaces import scenariograph


def test_cells_csv_has_one_row_a_zone_and_link(made: Path) -> None:
    lines = scenariograph(made, "complexity", "--zone", "城阳区", "--format", "csv").out.splitlines()
    assert lines[0].startswith("zone_id,zone,link_id,link,industry,companies,capital,location_quotient,density")
    assert len(lines) > 50
    assert all(",城阳区," in line for line in lines[1:])


def test_a_zone_of_another_level_is_said_to_be_outside(made: Path) -> None:
    run = scenariograph(made, "complexity", "--by", "zone", "--zone", "青岛市")
    assert "青岛市不在矩阵内" in run.out
    wrong = scenariograph(made, "complexity", "--zone", "城洋区", code=2)
    assert "城阳区" in wrong.err


def test_quotients_come_from_the_coverages_counts(made: Path) -> None:
    counts = {(i["zone_id"], i["link_id"]): i["companies"] for i in scenariograph(made, "coverage", "--json").items}
    zones, links, total = Counter[str](), Counter[str](), sum(counts.values())
    for (zone, link), companies in counts.items():
        zones[zone] += companies
        links[link] += companies
    cells = scenariograph(made, "complexity", "--json").items
    assert len(cells) == len(zones) * len(links)
    for cell in cells:
        zone, link = cell["zone_id"], cell["link_id"]
        companies = counts.get((zone, link), 0)
        assert cell["companies"] == companies
        assert cell["location_quotient"] == pytest.approx((companies / zones[zone]) / (links[link] / total), abs=1e-12)


def test_an_entry_opens_to_the_firms_on_the_near_links(made: Path) -> None:
    cells = {(i["zone"], i["link_id"]): i for i in scenariograph(made, "complexity", "--json").items}
    items = scenariograph(made, "entries", "城阳区", "--json").items
    assert items
    densities = [item["density"] for item in items]
    assert densities == sorted(densities, reverse=True)
    for item in items:
        cell = cells["城阳区", item["link"]["id"]]
        assert cell["companies"] == 0
        assert cell["density"] == item["density"]
        assert item["near"]
        for near in item["near"]:
            assert cells["城阳区", near["link"]["id"]]["present"]
            assert near["firms"]
            assert all(firm["evidence"][0]["sentence"] for firm in near["firms"])
        assert item["elsewhere"]
        # The register covers the city and does not say that it is complete.
        assert item["state"] == "none_found"
        assert all(firm["zone"]["name"] != "城阳区" and firm["evidence"] for firm in item["elsewhere"])


def test_entries_are_for_zones_that_have_peers(made: Path) -> None:
    assert "district or a functional zone" in scenariograph(made, "entries", "青岛市", code=2).err


def test_who_has_not_looked_does_not_say_that_nobody_is_there(bare: Path) -> None:
    answer = scenariograph(bare, "entries", "城阳区", "--json").json
    assert {item["state"] for item in answer["items"]} == {"not_looked"}
    assert any("只能读作“未查”" in warning for warning in answer["basis"]["warnings"])
