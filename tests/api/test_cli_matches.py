"""States of matches by command: set with who and when, taken back, kept over new versions of their sources."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.api.workspaces import REGISTER, SCENARIOS, scenariograph

SCENARIO = "示例海岛无人机配送"
COMPANY = "青岛示例海澜无人机有限公司"
DAY = ("--as-of", "2026-05-01")


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "workspace"))


def state(home: Path) -> Any:
    """What is decided on the pair, as the scenario's matches and the company's tell it alike."""
    found = [
        next(
            item["match"]
            for item in scenariograph(home, "matches", one, *DAY, "--limit", 100, "--json").items
            if there(item)
        )
        for one, there in (
            (SCENARIO, lambda item: item["company"]["name"] == COMPANY),
            (COMPANY, lambda item: item["scenario"]["name"] == SCENARIO),
        )
    ]
    assert found[0] == found[1]
    return found[0]


def counts(home: Path, by: str, name: str) -> dict[str, int]:
    items = scenariograph(home, "matches", "--outcomes", "--json").items
    found = next((item["counts"] for item in items if (item["by"], item["name"]) == (by, name)), {})
    return {key: n for key, n in found.items() if n}


def test_a_state_is_set_with_who_and_taken_back(home: Path) -> None:
    assert state(home) is None
    made = scenariograph(
        home, "matches", "set", SCENARIO, COMPANY, "contacted", "--who", "张三", "--note", "已电话", "--json"
    )
    assert (made.json["who"], made.json["note"]) == ("张三", "contacted 已电话")
    assert f"“{SCENARIO}”与“{COMPANY}”" in made.err
    scenariograph(home, "matches", "set", SCENARIO, COMPANY, "talking", "--who", "李四")
    now = state(home)
    assert (now["state"], [(h["state"], h["who"]) for h in now["history"]]) == (
        "talking",
        [("contacted", "张三"), ("talking", "李四")],
    )
    assert counts(home, "scenario", SCENARIO) == counts(home, "zone", "黄岛区") == {"talking": 1}
    scenariograph(home, "matches", "undo", now["history"][-1]["number"], "--who", "张三")
    assert state(home)["state"] == "contacted"
    assert "洽谈" not in scenariograph(home, "matches", SCENARIO, *DAY).out
    scenariograph(home, "matches", "undo", now["history"][0]["number"])
    assert state(home) is None
    assert counts(home, "scenario", SCENARIO) == {}


def test_what_can_not_be_set_is_said(home: Path) -> None:
    for words, said in (
        (("set", SCENARIO, COMPANY, "married"), "no state of a match"),
        (("set", SCENARIO, COMPANY, "done"), "what may"),
        (("set", SCENARIO, COMPANY), "name the scenario, the company and the state"),
        (("set", SCENARIO, "火星移民公司", "contacted"), "火星移民公司"),
        (("undo", "99"), "no state of a match that stands has the number 99"),
        (("undo",), "give the number"),
        ((SCENARIO, COMPANY), "takes one scenario or company"),
    ):
        run = scenariograph(home, "matches", *words, code=None)
        assert run.code in (1, 2) and said in run.err, words
    assert state(home) is None


def test_states_stay_over_new_versions_of_their_sources(home: Path, tmp_path: Path) -> None:
    scenariograph(home, "matches", "set", SCENARIO, COMPANY, "contacted")
    before = state(home)
    edits = {SCENARIOS: ("680,征集中", "690,征集中"), REGISTER: ("2000万元人民币", "2100万元人民币")}
    for file, (old, new) in edits.items():
        text = file.read_text(encoding="utf-8")
        assert old in text
        (tmp_path / file.name).write_text(text.replace(old, new), encoding="utf-8")
    told = scenariograph(home, "ingest", *(tmp_path / file.name for file in edits), "--replace", "--json").json
    assert [item["state"] for item in told["items"]] == ["changed", "changed"]
    assert state(home) == before
    # Where the list is withdrawn the pair is still counted, by the scenario's id, and comes back with it.
    scenariograph(home, "retract", SCENARIOS.name)
    gone = scenariograph(home, "matches", "--outcomes", "--json").json
    assert gone["items"] and any("已没有这些场景" in said for said in gone["basis"]["warnings"])
    scenariograph(home, "restore", SCENARIOS.name)
    assert state(home) == before
