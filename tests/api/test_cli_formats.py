"""Formats of lists, briefings and the demonstration."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.api.workspaces import REGISTER, documents_work, scenariograph

CHAIN = "低空经济"
SCENARIO = "示例海岛无人机配送"

needs_documents = pytest.mark.skipif(not documents_work(), reason="this program reads no documents yet")


LISTS: tuple[tuple[str, ...], ...] = (
    ("gaps", "--industry", CHAIN),
    ("coverage", "--industry", CHAIN),
    ("links", "--industry", CHAIN),
    ("related", SCENARIO),
    ("search", "无人机"),
    ("sources",),
    ("query", "parks"),
    ("query", "--list"),
)


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_lists_in_every_format_say_the_same(made: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    items = scenariograph(made, *command, "--json").items
    assert items == scenariograph(made, *command, "--format", "json").items
    lines = scenariograph(made, *command, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == items
    rows = list(csv.reader(io.StringIO(scenariograph(made, *command, "--format", "csv").out)))
    assert len(rows) == len(items) + 1
    target = tmp_path / "out.xlsx"
    run = scenariograph(made, *command, "--format", "xlsx", "--output", target)
    assert run.out == ""
    assert str(target) in run.err
    sheet = load_workbook(target).active
    assert sheet is not None
    assert next([str(c or "") for c in row] for row in sheet.iter_rows(values_only=True)) == rows[0]
    assert sheet.max_row == len(rows)
    table = scenariograph(made, *command).out
    assert "\x1b" not in table
    assert items[0].get("name", "") in table


def test_xlsx_without_output_is_the_file_itself(made: Path) -> None:
    raw = scenariograph(made, "sources", "--format", "xlsx").raw
    assert load_workbook(io.BytesIO(raw)).active is not None


def test_output_that_can_not_be_written_is_said(made: Path, tmp_path: Path) -> None:
    run = scenariograph(made, "gaps", "--output", tmp_path / "none" / "x.csv", code=2)
    assert "x.csv" in run.err


def test_table_goes_to_the_file_whole(made: Path, tmp_path: Path) -> None:
    run = scenariograph(made, "search", "无人机", "--output", tmp_path / "x.txt")
    assert run.out == ""
    assert (tmp_path / "x.txt").read_text(encoding="utf-8") == scenariograph(made, "search", "无人机").out.rstrip("\n")


def test_cells_that_look_like_formulas_are_neutralised(tmp_path: Path) -> None:
    names = ["=1+1示例场景", "+示例场景", "-示例场景", "@示例场景"]
    listing = tmp_path / "场景.csv"
    with listing.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["场景名称", "需求单位"], *([name, "示例单位"] for name in names)])
    home = tmp_path / "w"
    scenariograph(home, "ingest", listing, "--kind", "scenarios")
    shown = {row["name"] for row in scenariograph(home, "query", "scenarios", "--json").items}
    rows = list(csv.DictReader(io.StringIO(scenariograph(home, "query", "scenarios", "--format", "csv").out)))
    assert rows
    assert {row["name"] for row in rows} == {f"'{name}" for name in shown}
    raw = scenariograph(home, "query", "scenarios", "--format", "xlsx").raw
    cells = [row[1].value for row in load_workbook(io.BytesIO(raw)).active.iter_rows(min_row=2)]  # type: ignore[union-attr]
    assert all(str(cell).startswith("'") for cell in cells)


# -- briefings and the demonstration ------------------------------------------------


@pytest.mark.parametrize("ending", [".svg", ".html"])
def test_brief_is_one_offline_file(made: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"链图{ending}"
    scenariograph(made, "brief", "chain", "--industry", CHAIN, "--output", target)
    text = target.read_text(encoding="utf-8")
    assert CHAIN in text
    assert "<script" not in text
    assert "https://" not in text
    assert "http://" not in text.replace("http://www.w3.org/", "")


def test_brief_refuses_what_it_can_not_write(made: Path, tmp_path: Path) -> None:
    run = scenariograph(made, "brief", "chain", "--industry", CHAIN, "--output", tmp_path / "x.pptx", code=2)
    assert ".svg" in run.err
    several = scenariograph(made, "brief", "chain", "--industry", "10+1", "--output", tmp_path / "x.svg", code=2)
    assert CHAIN in several.err


@needs_documents
def test_demo_shows_the_first_answers(tmp_path: Path) -> None:
    run = scenariograph(tmp_path / "demo", "demo", "--examples", REGISTER.parent)
    for word in ("10+1", "4+4+2", CHAIN, "跨区联动", "虚构"):
        assert word in run.out
    assert (tmp_path / f"demo-{CHAIN}.html").exists()


def test_demo_without_examples_says_where_to_look(tmp_path: Path) -> None:
    assert "--examples" in scenariograph(tmp_path / "demo", "demo", "--examples", tmp_path, code=2).err
