"""What columns mean: by a mapping file, by header, by content."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.errors import WrongUse
from ingest.extraction import Given, extract, kind_of
from ingest.registrations import TableOptions, extract_registrations
from ingest.tables import NoNameColumn
from ingest.tables.mapping import read_mapping
from schema.ids import credit_code_check_character
from schema.pack_loader import load_packs

PACKS = load_packs()
OPTIONS = TableOptions("register", "登记.csv")


def code(number: int) -> str:
    first = f"91370202MA{number:07d}"
    return first + credit_code_check_character(first)


def records(count: int = 30) -> list[list[str]]:
    """Name, code, legal form, capital, day, address, scope, status, mobile, remark."""
    return [
        [f"青岛示例{i}有限公司", code(i), "有限责任公司(自然人投资或控股)", f"{i + 1}万人民币", f"2019-01-{i % 28 + 1:02d}",
         f"青岛市市南区示例路{i}号", "船舶制造；船舶销售。", "存续", f"1380000{i:04d}", f"备注{i}"]
        for i in range(count)
    ]  # fmt: skip


def file_of(header: list[str] | None, rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([*([header] if header else []), *rows])
    return out.getvalue().encode()


BY_CONTENT = {
    "B": "credit_code", "C": "legal_form", "D": "capital", "E": "registered_on", "F": "address",
    "G": "business_scope", "H": "status",
}  # fmt: skip


def test_columns_whose_headers_say_nothing_are_known_by_what_stands_in_them():
    made = extract_registrations(file_of([*"ABCDEFGHIJ"], records()), OPTIONS, PACKS)
    assert made.info["columns"] == {"A": "name", **BY_CONTENT}
    assert set(made.info["columns_basis"].values()) == {"content"}
    assert (made.info["columns_dropped"], made.info["columns_unknown"]) == (["I"], ["J"])
    assert "A = name" in made.notes[0] and "--columns" in made.notes[0]
    assert "13800000001" not in str(made.tables["rows"].to_pylist())
    company = made.tables["nodes_Company"].to_pylist()[1]
    assert (company["credit_code"], company["registered_capital"]) == (code(1), Decimal("20000.00"))


def test_a_header_goes_before_the_content_unless_nothing_fits_it():
    rows = [[r[0], r[4], "2021-01-01", "甲", r[1]] for r in records()]
    made = extract_registrations(
        file_of(["企业名称", "成立日期", "核验", "统一社会信用代码", "编号"], rows), OPTIONS, PACKS
    )
    assert made.info["columns"] == {"企业名称": "name", "成立日期": "registered_on", "编号": "credit_code"}
    assert made.info["columns_basis"] == {"企业名称": "header", "成立日期": "header", "编号": "content"}


def test_two_columns_that_look_alike_are_not_guessed():
    rows = [[r[0], r[4], "2021-01-01"] for r in records()]
    made = extract_registrations(file_of(["企业名称", "甲", "乙"], rows), OPTIONS, PACKS)
    assert made.info["columns"] == {"企业名称": "name"}


def test_a_register_without_a_header_loses_no_row():
    made = extract_registrations(file_of(None, records()), OPTIONS, PACKS)
    assert (made.read, made.accepted) == (30, 30)
    assert made.info["columns"]["列1"] == "name" and made.info["columns"]["列2"] == "credit_code"
    assert made.tables["nodes_Company"]["locator"].to_pylist()[0] == "r=1"


def test_words_alone_are_no_register():
    with pytest.raises(NoNameColumn, match="--columns"):
        extract_registrations(file_of(["甲", "乙"], [["一", "二"], ["三", "四"]]), OPTIONS, PACKS)


def test_serial_days_in_a_csv_by_their_company():
    rows = [[f"示例{i}有限公司", str(43467 + i)] for i in range(5)]
    made = extract_registrations(file_of(["企业名称", "成立日期"], rows), OPTIONS, PACKS)
    assert made.tables["nodes_Company"]["registered_on"].to_pylist()[0] == dt.date(2019, 1, 2)
    lone = extract_registrations(
        file_of(["企业名称", "成立日期"], [*rows[:1], ["乙", "2019-01-02"], ["丙", ""]]), OPTIONS, PACKS
    )
    assert lone.reasons["date_unread"] == 1


def mapping(folder: Path, text: str) -> Path:
    path = folder / "columns.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_users_mapping_wins_over_headers_and_content(tmp_path):
    rows = [[r[0], f"旧{r[0]}", r[1], r[5], r[8]] for r in records()]
    path = tmp_path / "登记.csv"
    path.write_bytes(file_of(["曾用名", "企业名称", "编号", "住所", "号码"], rows))
    pairs = read_mapping(
        mapping(tmp_path, "列名,字段\n曾用名,name\n企业名称,former_name\n编号,-\n号码,person\n"), PACKS, "registrations"
    )
    assert kind_of(path, path.name, "auto", PACKS, pairs) == "registrations"
    given = Given("登记", path.name, "registrations", columns=pairs)
    assert Given.from_json(given.as_json()) == given
    made = extract(path, given, PACKS)
    assert made.info["columns"] == {"曾用名": "name", "企业名称": "former_name", "住所": "address"}
    assert made.info["columns_basis"] == {"曾用名": "given", "企业名称": "given", "住所": "header"}
    assert (made.info["columns_unknown"], made.info["columns_dropped"]) == (["编号"], ["号码"])
    company = made.tables["nodes_Company"].to_pylist()[0]
    assert (company["name"], company["aliases"], company["credit_code"]) == (
        "青岛示例0有限公司",
        ["旧青岛示例0有限公司"],
        None,
    )


def test_options_without_a_mapping_are_as_before():
    assert "columns" not in Given("登记", "登记.csv", "registrations").as_json()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n", "row 1 must be column,field"),
        ("column,field\n甲,nothing\n", "row 2: nothing is no field of registrations; known: address"),
        ("column,field\n甲,name\n乙,name\n", "row 3: name is given to two columns"),
        ("column,field\n甲,name\n甲,-\n", "row 3: 甲 stands there twice"),
        ("column,field\n,name\n", "row 2: write the header"),
        ("column,field\n", "no row"),
    ],
)
def test_a_wrong_mapping_says_where(text, message, tmp_path):
    with pytest.raises(WrongUse, match=message):
        read_mapping(mapping(tmp_path, text), PACKS, "registrations")
    with pytest.raises(WrongUse, match="can't be read"):
        read_mapping(tmp_path / "none.csv", PACKS, "registrations")
