"""The work on scenarios over the example workspace: writing states, export, wrong use."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.workspaces import scenariograph

SCENARIO = "示例海岛无人机配送"
DAY = ("--as-of", "2026-09-01")


def test_a_state_is_written_shown_and_taken_back(made: Path, copy_of: Callable[[Path], Path]) -> None:
    home = copy_of(made)
    # The list prints 征集中; the plan has 评审打磨 between it and 发布对接.
    run = scenariograph(
        home,
        "scenarios",
        "set",
        SCENARIO,
        "发布对接",
        "--on",
        "2026-05-01",
        "--who",
        "张三",
        "--note",
        "已上线",
        "--json",
    )
    assert "跳过评审打磨" in run.err
    number = run.json["number"]
    shown = scenariograph(home, "scenarios", "states", SCENARIO, *DAY).out
    assert "环节：发布对接\n自：2026-05-01\n可进入：落地示范\n" in shown
    assert f"决定第 {number} 号，张三" in shown
    assert "场景环节" in scenariograph(home, "review", "list", "--kind", "decided").out
    scenariograph(home, "scenarios", "undo", str(number))
    assert f"决定第 {number} 号" not in scenariograph(home, "scenarios", "states", SCENARIO, *DAY).out
    again = scenariograph(home, "scenarios", "undo", str(number), code=2)
    assert f"number {number}" in again.err


def test_the_library_as_csv(made: Path) -> None:
    out = scenariograph(made, "scenarios", "library", *DAY, "--field", "智慧应急", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["scenario"] for row in rows] == ["示例山林防火无人机巡查", "示例高危管廊巡检机器人"]
    assert {row["actions"] for row in rows} == {"场景提升治理行动"}
    assert all(row["id"].startswith("name:Scenario:") for row in rows)


def test_a_file_for_others_is_whole_unless_a_limit_is_given(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.cli.scenario_commands.SHOWN", 3)
    assert len(scenariograph(made, "scenarios", "library", *DAY, "--json").items) == 3
    # The list has 25 scenarios; the first line names the columns.
    assert len(scenariograph(made, "scenarios", "library", *DAY, "--format", "csv").out.splitlines()) == 26
    cut = scenariograph(made, "scenarios", "library", *DAY, "--format", "csv", "--limit", "3")
    assert len(cut.out.splitlines()) == 4
    assert "共 25 条，只写出 3 条" in cut.err


def test_scenarios_belong_to_a_direction_by_its_name_or_by_two_words(made: Path) -> None:
    run = scenariograph(made, "scenarios", "library", *DAY, "--json")
    found = {item["scenario"]["name"]: item["directions"] for item in run.items}
    [by_words] = found[SCENARIO]
    assert (by_words["name"], by_words["stated"]) == ("低空海岛配送", False)
    assert {"海岛", "配送"} <= set(by_words["why"].removeprefix("文字相近：").removesuffix("（推定）").split("、"))
    [by_name] = found["示例人形机器人训练场"]
    assert (by_name["name"], by_name["stated"]) == ("机器人训练场", True)
    # It has 机器人 in common with 机器人训练场, and nothing else.
    assert found["示例高危管廊巡检机器人"] == []


def test_the_targets_of_the_example_plan(made: Path) -> None:
    items = {i["target"]["metric"]: i for i in scenariograph(made, "scenarios", "targets", *DAY, "--json").items}
    # The list names eleven companies that ask; nothing says that a scenario is on the ground or on the top rung.
    assert (items["企业"]["count"], items["超级场景"]["count"], items["新技术新产品"]["count"]) == (11, 0, 0)
    assert items["城市公共场景开放率"]["why_not"].startswith("没有规则说明")
    table = scenariograph(made, "scenarios", "targets", *DAY).out
    assert "≥1500家" in table and "≤60天" in table


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("walk",), 2, "not one of states, set"),
        (("late", "--step", "场景征集"), 2, "does not take --step"),
        (("set", SCENARIO, "评审打磨", "--as-of", "2026-05-01"), 2, "does not take --as-of"),
        (("targets", "--limit", "3"), 2, "does not take --limit"),
        (("late", SCENARIO), 2, "takes no name"),
        (("states", "--as-of", "去年"), 2, "not a date"),
        (("states", "海上无人机快递"), 2, "near: 示例"),
        (("set", SCENARIO), 2, "name the scenario and the step"),
        (("set", SCENARIO, "飞行"), 1, "no step or rung"),
        (("set", SCENARIO, "评审打磨", "--on", "2999-01-01"), 1, "a day to come"),
        (("undo", "一"), 2, "give the number"),
        (("assess", "--by", "year"), 2, "the table goes by district"),
        (("library", "--library", "图书馆库"), 2, "no paper sets up a library"),
    ],
)
def test_wrong_use_says_what_to_do(made: Path, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in scenariograph(made, "scenarios", *words, code=code).err


def test_one_scenario_is_asked_for_without_a_zone(made: Path) -> None:
    run = scenariograph(made, "scenarios", "states", SCENARIO, "--zone", "崂山区", code=2)
    assert "leave --zone out" in run.err
