"""Watches: what changed in saved questions is said and kept at each build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from api.http import make_app
from tests.api.http_client import TestClient
from tests.api.workspaces import scenariograph
from tests.registers import register, row


def _take(home: Path, folder: Path, rows: list[str]) -> str:
    file = folder / "reg.csv"
    file.write_text(register(rows), encoding="utf-8")
    return scenariograph(home, "ingest", file, "--source", "reg", "--covers", "青岛市", "--complete").err


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One drone maker in 市南区, watched; then one of ships comes and the drone maker goes. What the ingest said."""
    folder = tmp_path_factory.mktemp("watches")
    home = folder / "home"
    _take(home, folder, [row(1)])
    scenariograph(home, "watch", "add", "无人机", "coverage", "--param", "industry=低空经济")
    scenariograph(home, "watch", "add", "船", "gaps", "--param", "industry=海洋装备", "--param", "kind=missing")
    scenariograph(home, "watch", "add", "互补", "links", "--param", "industry=虚拟现实")
    return home, _take(home, folder, [row(2, scope="ship", district="城阳区")])


def test_a_build_says_what_changed(watched: tuple[Path, str]) -> None:
    _, said = watched
    assert "关注“无人机”自第 1 版以来：消失 1：市南区：低空经济·无人机整机" in said
    # 船舶总装 is no longer missing in the city; which others are is as before, or is a stage now.
    assert "关注“船”自第 1 版以来：" in said and "船舶总装" in said
    assert "关注“互补”自第 1 版以来：没有变化" in said


def test_reports_are_kept_with_values(watched: tuple[Path, str]) -> None:
    items = {item["name"]: item for item in scenariograph(watched[0], "watch", "list", "--json").items}
    assert [item["version"] for item in items.values()] == [2, 2, 2]
    (report,) = items["无人机"]["reports"]
    assert report["counts"] == {"came": 0, "went": 1, "changed": 0}
    assert [(one["id"].partition(">")[0], one["value"]) for one in report["went"]] == [
        ("COVERS:cn-div:370202", {"companies": 1})
    ]
    assert items["无人机"]["items"] == 0


def test_a_build_without_change_says_nothing(watched: tuple[Path, str], tmp_path: Path) -> None:
    own = Path(shutil.copytree(watched[0], tmp_path / "home"))
    assert "关注" not in scenariograph(own, "build").err
    assert "关注" not in scenariograph(own, "build", "--anew").err
    assert all(len(item["reports"]) == 1 for item in scenariograph(own, "watch", "list", "--json").items)


def test_a_removed_watch_goes_with_its_reports(watched: tuple[Path, str], tmp_path: Path) -> None:
    own = Path(shutil.copytree(watched[0], tmp_path / "home"))
    scenariograph(own, "watch", "remove", "船")
    assert [i["name"] for i in scenariograph(own, "watch", "list", "--json").items] == ["无人机", "互补"]
    said = scenariograph(own, "retract", "reg").err
    assert "关注“互补”" in said and "关注“船”" not in said


def test_a_name_that_left_the_graph_is_said_and_the_last_answer_stays(tmp_path: Path) -> None:
    home, lists = tmp_path / "home", tmp_path / "list.csv"
    lists.write_text("场景名称,需求内容,所属区域\n海岛送药,无人机配送药品,崂山区\n", encoding="utf-8")
    scenariograph(home, "ingest", lists, "--kind", "scenarios", "--source", "list")
    scenariograph(home, "watch", "add", "药", "related", "--param", "scenario=海岛送药")
    said = scenariograph(home, "retract", "list").err
    assert "关注“药”自第 1 版以来：无法再问：" in said
    (item,) = scenariograph(home, "watch", "list", "--json").items
    assert "海岛送药" in item["reports"][0]["error"]


@pytest.mark.parametrize(
    ("args", "offered"),
    [
        (("add", "无人机", "gaps"), "无人机"),
        (("add", "新", "complexity"), "coverage"),
        (("add", "新", "coverage", "--param", "town=x"), "industry, zone"),
        (("add", "新", "coverage", "--param", "industry=炼金"), "低空经济"),
        (("add", "新", "gaps", "--param", "kind=big"), "broken"),
        (("add", "新", "related"), "scenario"),
        (("add", "新", "gaps", "--param", "zone"), "key=value"),
        (("add", "新"), "question"),
        (("remove", "旧"), "无人机"),
    ],
)
def test_wrong_use_offers_what_there_is(watched: tuple[Path, str], args: tuple[str, ...], offered: str) -> None:
    assert offered in scenariograph(watched[0], "watch", *args, code=2).err


def test_the_service_lists_watches(watched: tuple[Path, str]) -> None:
    with TestClient(make_app(watched[0])) as client:
        assert client.get("/v1/watches").json() == scenariograph(watched[0], "watch", "list", "--json").json
