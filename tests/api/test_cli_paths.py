"""path over the example workspace."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

from tests.api.workspaces import scenariograph

COMPANY = "青岛示例海川航空材料有限公司"
SCENARIO = "示例海岛无人机配送"


def test_a_company_reaches_a_scenario_over_the_chain(made: Path) -> None:
    item = scenariograph(made, "path", COMPANY, SCENARIO, "--limit", 1, "--json").items[0]
    assert [node["label"] for node in item["nodes"]] == ["Company", "ChainLink", "ChainLink", "Scenario"]
    assert [node["name"] for node in item["nodes"]][:3] == [COMPANY, "航空材料", "无人机整机"]
    assert [(e["type"], e["direction"]) for e in item["edges"]] == [
        ("ENGAGES_IN", "out"),
        ("UPSTREAM_OF", "out"),
        ("DEMANDS", "in"),
    ]
    assert item["confidence"] == math.prod(edge["confidence"] for edge in item["edges"])
    # Each step joins the nodes beside it, and opens to where it is said.
    for (one, other), edge in zip(pairwise(item["nodes"]), item["edges"], strict=True):
        head, tail = (one, other) if edge["direction"] == "out" else (other, one)
        assert edge["id"].startswith(f"{edge['type']}:{head['id']}>{tail['id']}")
        assert edge["evidence"]


def test_paths_read_as_lines(made: Path) -> None:
    out = scenariograph(made, "path", COMPANY, SCENARIO, "--limit", 1).out
    assert out.startswith("3 步")
    assert f"{COMPANY} —从事→ 航空材料 —上游→ 无人机整机 ←需求— {SCENARIO}" in out


def test_a_zone_is_a_step_only_when_asked_for(made: Path) -> None:
    shut = scenariograph(made, "path", COMPANY, "崂山区", "--json").json
    assert shut["items"] == []
    assert any("没有可走的关系" in warning for warning in shut["basis"]["warnings"])
    usual = scenariograph(made, "path", COMPANY, SCENARIO, "--most-steps", 2, "--json").json
    assert usual["items"] == []
    said = "".join(usual["basis"]["warnings"])
    assert "2 步之内没有路径" in said
    assert "--also zone" in said
    opened = scenariograph(made, "path", COMPANY, "莱西市", "--also", "zone", "--json").items
    assert opened[0]["edges"][-1]["type"] == "LOCATED_IN"


def test_what_can_not_be_asked_is_said(made: Path) -> None:
    assert "zone" in scenariograph(made, "path", COMPANY, SCENARIO, "--also", "friends", code=2).err
    assert "two different nodes" in scenariograph(made, "path", COMPANY, COMPANY, code=2).err
