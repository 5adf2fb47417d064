"""Commands that bring facts in and look after them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.workspaces import (
    CITY,
    NEWS,
    REGISTER,
    ROOT,
    SCENARIOS,
    documents_work,
    scenariograph,
)
from tests.schema.packs import write_pack

ITEM = {
    "file",
    "kind",
    "source",
    "version",
    "state",
    "read",
    "accepted",
    "repaired",
    "set_aside",
    "reasons",
    "facts",
    "seconds",
}
HEADER = "企业名称,统一社会信用代码,成立日期,企业类型,注册资本,经营范围,住所,登记状态\n"
ROW = "青岛示例甲舟无人机有限公司,,2020-01-02,有限责任公司,100万元,无人机整机制造,山东省青岛市莱西市示例路1号,存续\n"

needs_documents = pytest.mark.skipif(not documents_work(), reason="this program reads no documents yet")


def _hash(home: Path) -> str:
    return str(scenariograph(home, "status", "--json").json["projection"]["hash"])


def test_init_makes_a_workspace_and_says_so_on_stderr(tmp_path: Path) -> None:
    run = scenariograph(tmp_path / "new", "init", "--city", "qingdao")
    assert run.out == ""
    assert "qingdao" in run.err
    assert (tmp_path / "new" / "catalog.db").exists()


def test_home_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCENARIOGRAPH_HOME", str(tmp_path / "from-environment"))
    scenariograph(None, "init")
    assert (tmp_path / "from-environment" / "catalog.db").exists()
    scenariograph(tmp_path / "option", "init")
    assert (tmp_path / "option" / "catalog.db").exists()


def test_home_is_else_a_folder_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCENARIOGRAPH_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    scenariograph(None, "init")
    assert (tmp_path / "workspace" / "catalog.db").exists()


def test_ingest_json_has_its_shape_and_sums_add_up(tmp_path: Path) -> None:
    answer = scenariograph(tmp_path / "w", "ingest", REGISTER, SCENARIOS, "--no-build", "--json").json
    assert {"job", "items"} <= answer.keys()
    register, scenarios = answer["items"]
    for item in (register, scenarios):
        assert item.keys() >= ITEM
        assert item["state"] == "new"
        assert item["read"] == item["accepted"] + item["set_aside"]
        assert item["repaired"] <= item["accepted"]
    with REGISTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert register["read"] == len(rows)
    # One row's code has a wrong check character (examples/README.md): it is set aside, with its reason.
    assert register["set_aside"] == 1
    assert register["reasons"]["code_check"] == 1
    assert register["facts"]["Company"] == len(rows) - 1
    assert scenarios["facts"]["Scenario"] == scenarios["read"] == 25


def test_same_file_twice_changes_nothing(made: Path, copy_of: Callable[[Path], Path]) -> None:
    home = copy_of(made)
    before = scenariograph(home, "status", "--json").json["projection"]
    answer = scenariograph(home, "ingest", REGISTER, "--json").json
    assert [item["state"] for item in answer["items"]] == ["unchanged"]
    assert scenariograph(home, "status", "--json").json["projection"] == before
    scenariograph(home, "build", "--anew")
    assert _hash(home) == before["hash"]


def test_order_of_arrival_plays_no_part(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    scenariograph(first, "ingest", REGISTER, SCENARIOS)
    scenariograph(second, "ingest", SCENARIOS, "--no-build")
    scenariograph(second, "ingest", REGISTER)
    assert _hash(first) == _hash(second)


def test_retract_takes_facts_along_and_restore_brings_the_hash_back(
    made: Path, copy_of: Callable[[Path], Path]
) -> None:
    home = copy_of(made)
    before = _hash(home)
    scenariograph(home, "retract", REGISTER.name)
    status = scenariograph(home, "status", "--json").json
    assert status["retracted"] == 1
    assert "registrations" not in status["sources"]
    assert status["projection"]["hash"] != before
    placed = scenariograph(home, "coverage", "--json").json["items"]
    assert placed == []
    gaps = scenariograph(home, "gaps", "--industry", "低空经济", "--json").items
    assert {gap["state"] for gap in gaps} == {"not_looked"}
    scenariograph(home, "restore", REGISTER.name)
    assert _hash(home) == before


def test_status_has_its_shape(made: Path) -> None:
    status = scenariograph(made, "status", "--json").json
    assert status.keys() >= {"workspace", "ontology_version", "projection", "sources", "rows", "review", "store"}
    assert status["projection"].keys() >= {"version", "hash", "built_at", "nodes", "edges"}
    assert status["store"] == {"kind": "embedded", "state": "ready"}
    assert status["sources"]["registrations"] == status["sources"]["scenarios"] == 1
    with REGISTER.open(encoding="utf-8", newline="") as file:
        registrations = len(list(csv.DictReader(file)))
    assert status["rows"] == {"read": registrations + 25, "accepted": registrations + 24, "set_aside": 1}
    assert status["projection"]["nodes"]["Scenario"] == 25
    assert status["stale"] == []


def test_status_in_words_goes_to_stdout_without_colour(made: Path) -> None:
    run = scenariograph(made, "status")
    assert "图谱第" in run.out
    assert "\x1b" not in run.out + run.err


def test_sources_names_every_version(made: Path) -> None:
    items = {item["key"]: item for item in scenariograph(made, "sources", "--json").items}
    register = items[REGISTER.name]
    assert register["state"] == "current"
    assert register["covers"] == [{"zone": CITY, "complete": False, "as_of": "2026-03-31"}]
    assert len(register["versions"]) == 1
    assert len(register["versions"][0]["sha256"]) == 64


def test_dry_run_leaves_no_source_and_no_graph(tmp_path: Path) -> None:
    answer = scenariograph(tmp_path / "w", "ingest", REGISTER, "--dry-run", "--json").json
    assert answer["items"][0]["read"] > 0
    assert answer["items"][0]["version"] is None
    status = scenariograph(tmp_path / "w", "status", "--json").json
    assert status["projection"] is None
    assert status["sources"] == {}


def test_all_refused_is_three_and_one_refused_is_not(tmp_path: Path) -> None:
    empty = tmp_path / "空.csv"
    empty.write_bytes(b"")
    run = scenariograph(tmp_path / "w", "ingest", empty, "--json", code=3)
    assert run.json["items"][0]["state"] == "refused"
    assert "空.csv" in run.err
    good = tmp_path / "登记.csv"
    good.write_text(HEADER + ROW, encoding="utf-8")
    answer = scenariograph(tmp_path / "w", "ingest", empty, good, "--no-build", "--json").json
    assert [item["state"] for item in answer["items"]] == ["refused", "new"]


def test_strict_is_four_when_a_row_was_set_aside(tmp_path: Path) -> None:
    scenariograph(tmp_path / "w", "ingest", REGISTER, "--no-build", "--strict", code=4)
    good = tmp_path / "登记.csv"
    good.write_text(HEADER + ROW, encoding="utf-8")
    scenariograph(tmp_path / "w", "ingest", good, "--no-build", "--strict", code=0)


def test_a_file_without_facts_is_told_of_without_a_gap_in_the_line(tmp_path: Path) -> None:
    broken = tmp_path / "断.csv"
    broken.write_text(HEADER + '"未完', encoding="utf-8")
    run = scenariograph(tmp_path / "w", "ingest", broken, "--no-build")
    assert "搁置 1；" in run.err + run.out
    assert "；；" not in run.err + run.out


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("ingest", "没有这个文件.csv"), "没有这个文件.csv"),
        (("ingest",), "at least one file"),
        (("ingest", REGISTER, "--complete"), "--covers"),
        (("ingest", REGISTER, "--covers", "亚特兰蒂斯"), "莱西市"),
        (("ingest", REGISTER, "--as-of", "2026-13-01"), "2026-13-01"),
        (("ingest", REGISTER, "--update", "snapshot"), "--as-of"),
        (("ingest", REGISTER, SCENARIOS, "--source", "一个"), "--source"),
        (("extract", "没有这个文件.txt"), "没有这个文件.txt"),
        (("retract", "没有这个来源"), "没有这个来源"),
        (("restore", "没有这个来源"), "没有这个来源"),
        (("gaps", "--kind", "wrong"), "wrong"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_usage_is_two_and_says_what_on_stderr(tmp_path: Path, args: tuple[object, ...], word: str) -> None:
    scenariograph(tmp_path / "w", "init")
    run = scenariograph(tmp_path / "w", *args, code=2)
    assert word in run.err
    assert run.out == ""


def test_questions_before_a_build_say_what_to_run(tmp_path: Path) -> None:
    for command in (("gaps",), ("status",), ("show", "青岛市")):
        run = scenariograph(tmp_path / "nothing", *command, code=1)
        assert "scenariograph init" in run.err
    scenariograph(tmp_path / "w", "init")
    assert "scenariograph ingest" in scenariograph(tmp_path / "w", "gaps", code=1).err
    assert scenariograph(tmp_path / "w", "status", "--json").json["projection"] is None


def test_other_bytes_from_elsewhere_are_refused_until_replace(tmp_path: Path) -> None:
    for place, more in (("a", ""), ("b", ROW.replace("甲舟", "乙舟"))):
        (tmp_path / place).mkdir()
        (tmp_path / place / "登记.csv").write_text(HEADER + ROW + more, encoding="utf-8")
    home = tmp_path / "w"
    scenariograph(home, "ingest", tmp_path / "a" / "登记.csv", "--no-build")
    run = scenariograph(home, "ingest", tmp_path / "b" / "登记.csv", "--no-build", code=3)
    assert str(tmp_path / "a") in run.err
    answer = scenariograph(home, "ingest", tmp_path / "b" / "登记.csv", "--replace", "--no-build", "--json").json
    assert answer["items"][0]["state"] == "changed"
    assert len(scenariograph(home, "sources", "--json").items[0]["versions"]) == 2


def test_verify_is_quiet_when_well_and_names_what_is_not(made: Path, copy_of: Callable[[Path], Path]) -> None:
    home = copy_of(made)
    assert scenariograph(home, "verify", "--json").json == {"ok": True, "items": []}
    original = next((home / "originals").iterdir())
    original.write_bytes(original.read_bytes() + b"x")
    run = scenariograph(home, "verify", "--json", code=1)
    assert run.json["ok"] is False
    assert any(original.name in item["path"] for item in run.json["items"])


def test_refresh_without_stale_sources_keeps_the_hash(made: Path, copy_of: Callable[[Path], Path]) -> None:
    home = copy_of(made)
    before = _hash(home)
    scenariograph(home, "ingest", "--refresh")
    assert _hash(home) == before


def test_a_second_city_needs_data_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCENARIOGRAPH_PACKS", str(write_pack(tmp_path / "packs")))
    home = tmp_path / "w"
    scenariograph(home, "init", "--city", "tiny")
    register = tmp_path / "登记.csv"
    register.write_text(
        "企业名称,经营范围,住所\n小城造船有限公司,船舶造船制造,示例省小城市东河区1号\n", encoding="utf-8"
    )
    scenariograph(home, "ingest", register, "--kind", "registrations", "--covers", "小城市")
    answer = scenariograph(home, "gaps", "--json").json
    assert answer["basis"]["zones"] == ["小城市"]
    assert {gap["link"]["name"] for gap in answer["items"]} <= {"船用钢板", "船舶总装"}
    steel = next(gap for gap in answer["items"] if gap["link"]["name"] == "船用钢板")
    assert steel["state"] == "none_found"
    assert "东河区" in scenariograph(home, "gaps", "--zone", "莱西市", code=2).err


def test_an_unknown_city_names_what_there_is(tmp_path: Path) -> None:
    run = scenariograph(tmp_path / "w", "init", "--city", "atlantis", code=None)
    assert run.code in (1, 2)
    assert "atlantis" in run.err
    assert not (tmp_path / "w" / "catalog.db").exists()


@needs_documents
def test_extract_gives_lines_that_slice_the_original() -> None:
    lines = [json.loads(line) for line in scenariograph(None, "extract", NEWS, "--format", "jsonl").out.splitlines()]
    text = NEWS.read_text(encoding="utf-8")
    assert lines[0]["kind"] == "document"
    assert {line["kind"] for line in lines} >= {"document", "sentence", "entity", "mention"}
    for line in lines:
        if line["kind"] == "mention":
            assert "".join(text[s:e] for s, e in line["segments"]).replace("\n", "") == line["text"].replace("\n", "")
    assert scenariograph(None, "extract", NEWS, "--text").out.rstrip("\n") == text.rstrip("\n")


def test_streams_and_exit_code_of_the_real_command(tmp_path: Path) -> None:
    """Through a pipe: data alone on stdout, words on stderr, no traceback, no colour."""
    program = shutil.which("scenariograph", path=str(Path(sys.executable).parent))
    assert program, "the command is not installed beside this Python"
    environment = {**os.environ, "SCENARIOGRAPH_HOME": str(tmp_path / "w")}
    done = subprocess.run(
        [program, "ingest", str(REGISTER), "--no-build", "--json"], capture_output=True, env=environment, cwd=ROOT
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["items"][0]["state"] == "new"
    assert "读 " in done.stderr.decode()
    failed = subprocess.run([program, "gaps"], capture_output=True, env=environment, cwd=ROOT)
    assert failed.returncode == 1
    assert failed.stdout == b""
    assert b"Traceback" not in failed.stderr
    assert b"\x1b" not in done.stderr + failed.stderr


def test_coverage_can_be_declared_later(bare: Path, copy_of: Callable[[Path], Path]) -> None:
    home = copy_of(bare)
    assert scenariograph(home, "gaps", "--kind", "broken", "--json").items[0]["state"] == "not_looked"
    answer = scenariograph(home, "ingest", REGISTER, "--covers", "青岛市", "--json").json
    assert answer["items"][0]["state"] == "unchanged"
    assert scenariograph(home, "gaps", "--kind", "broken", "--json").items[0]["state"] == "none_found"


def test_build_says_what_it_published(made: Path, copy_of: Callable[[Path], Path]) -> None:
    home = copy_of(made)
    before = scenariograph(home, "status", "--json").json["projection"]
    same = scenariograph(home, "build", "--json").json
    assert same == before
    anew = scenariograph(home, "build", "--anew", "--threads", "1", "--json").json
    assert anew["version"] == before["version"] + 1
    assert {k: anew[k] for k in ("hash", "nodes", "edges")} == {k: before[k] for k in ("hash", "nodes", "edges")}


def test_a_failure_that_is_nobodys_mistake_is_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    run = scenariograph(tmp_path / "file", "init", code=1)
    assert run.err.startswith("错误：")
    assert "Traceback" not in run.err


def test_interruption_is_130_and_says_what_stays(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.analysis.status.status", interrupted)
    run = scenariograph(made, "status", code=130)
    assert "保留" in run.err
    assert run.out == ""


def test_a_reader_that_goes_away_is_no_error(made: Path) -> None:
    program = shutil.which("scenariograph", path=str(Path(sys.executable).parent))
    assert program
    with subprocess.Popen(
        [program, "--home", str(made), "gaps", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        error = process.stderr.read()
    assert process.returncode == 0
    assert error == b""
