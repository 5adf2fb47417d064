"""Cells, tables and JSON of the command line, on made-up answers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api.cli.output import LONG_JSON, Format, Output, as_json, cell_text, emit, shorten, text_table, width

COLUMNS = {"name": "名称", "n": "数"}


def _answer(*names: object) -> dict[str, object]:
    return {"items": [{"name": name, "n": 1} for name in names], "total": len(names), "basis": {"warnings": ["小心"]}}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_like_a_formula_is_neutralised_and_numbers_are_not(start: str, tmp_path: Path) -> None:
    answer = _answer(f"{start}cmd", ["=a", "b"], -1, Decimal("-2.5"))
    emit(answer, Output(Format.csv, tmp_path / "x.csv"), COLUMNS)
    text = (tmp_path / "x.csv").read_bytes().decode()
    cells = [row[0] for row in csv.reader(io.StringIO(text, newline=""))]
    assert cells == ["name", f"'{start}cmd".replace("\r", "\n"), "'=a；b", "-1", "-2.5"]
    emit(answer, Output(Format.xlsx, tmp_path / "x.xlsx"), COLUMNS)
    sheet = load_workbook(tmp_path / "x.xlsx").active
    assert sheet is not None
    first, second, third, fourth = (row[0].value for row in sheet.iter_rows(min_row=2))
    assert str(first).startswith("'")
    assert (second, third, fourth) == ("'=a；b", -1, -2.5)


def test_a_full_stop_goes_where_another_text_follows_in_the_cell() -> None:
    assert cell_text(["没有登记声明覆盖，未查。", "缺链：未见企业。"]) == "没有登记声明覆盖，未查；缺链：未见企业。"


def test_characters_that_a_workbook_may_not_hold_are_left_out(tmp_path: Path) -> None:
    emit(_answer("甲\x0b\x00=乙", "\x01=1+1"), Output(Format.xlsx, tmp_path / "x.xlsx"), COLUMNS)
    sheet = load_workbook(tmp_path / "x.xlsx").active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["甲=乙", "'=1+1"]


def test_json_has_no_number_that_is_none() -> None:
    assert json.loads(as_json({"a": Decimal("1.50"), "d": dt.date(2026, 3, 1)})) == {"a": 1.5, "d": "2026-03-01"}
    with pytest.raises(ValueError, match="JSON"):
        as_json({"a": float("nan")})
    with pytest.raises(TypeError, match="set"):
        as_json({"a": {1}})


def test_long_answers_are_indented_alike() -> None:
    item = {
        "名": '甲\n\u2028"',
        "v": [1, -0.5, 1e300, 12345678901234567890, None, True],
        "empty": [[], {}],
        "d": Decimal("0.25"),
    }
    answer = {"items": [item] * 2000}
    text = as_json(answer)
    assert len(text) > LONG_JSON
    assert text == json.dumps(answer, ensure_ascii=False, indent=2, default=float)


def test_cells_in_words() -> None:
    values = (None, True, {"id": "x", "name": "甲"}, ["甲", {"name": "乙"}], 0.12345, 1234567.0)
    assert [cell_text(value) for value in values] == ["", "是", "甲", "甲；乙", "0.1235", "1,234,567"]


def test_tables_line_up_by_the_width_of_characters(capsys: pytest.CaptureFixture[str]) -> None:
    assert width("a中（") == 5
    assert width(shorten("字" * 100)) <= 48
    assert shorten("a\n b") == "a b"
    lines = text_table([{"name": "甲", "n": 1}, {"name": "abcdef", "n": 22}], COLUMNS).splitlines()
    assert lines == ["名称    数", "------  --", "甲      1", "abcdef  22"]
    emit(_answer(), Output(), COLUMNS)
    assert capsys.readouterr().out == "（没有结果）\n注意：小心\n"
