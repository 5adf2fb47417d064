"""Registers: every row is accepted or set aside, and the facts do not depend on how the work is cut."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.facts import PLAIN_SCHEMAS, edge_schema, node_schema
from ingest.registrations import TableOptions, extract_registrations
from ingest.registrations.extract import CHUNK_ROWS
from schema.ids import credit_code_check_character, name_id
from schema.pack_loader import load_packs

PACKS = load_packs()
HEAD = [
    "企业名称",
    "统一社会信用代码",
    "注册日期",
    "企业类型",
    "注册资金",
    "经营范围",
    "法定代表人",
    "注册地址",
    "备注",
]
OPTIONS = TableOptions("register", "登记.csv", as_of=dt.date(2026, 1, 1))
REAL = Path(__file__).resolve().parents[3] / "../shared/data/registrations/qingdao_dev.csv.gz"


def code(number: int, division: str = "370202") -> str:
    first = f"91{division}{number:09d}"
    return first + credit_code_check_character(first)


def row(name="青岛示例有限公司", number=1, **cells) -> list[str]:
    values = {
        "统一社会信用代码": code(number), "注册日期": "2019-01-02", "企业类型": "N/A", "注册资金": "100万元",
        "经营范围": "船舶制造", "法定代表人": "某人", "注册地址": "青岛市市南区示例路1号", "备注": "x",
        **cells, "企业名称": name,
    }  # fmt: skip
    return [values[column] for column in HEAD]


def file_of(*rows: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode()


def extract(*rows, **options):
    return extract_registrations(file_of(*rows), OPTIONS, PACKS, **options)


def reasons(extraction) -> dict[int, str]:
    table = extraction.tables.get("set_aside")
    return {r["row"]: r["code"] for r in table.to_pylist()} if table else {}


def test_one_row_becomes_a_company_with_its_place():
    made = extract(row())
    assert (made.read, made.accepted, made.repaired, made.set_aside, made.reasons) == (1, 1, 0, 0, {})
    [company] = made.tables["nodes_Company"].to_pylist()
    assert company["local_id"] == f"cn-uscc:{code(1)}"
    assert (company["registered_capital"], company["capital_currency"]) == (Decimal("1000000.00"), "CNY")
    assert company["registered_on"] == company["valid_from"] == dt.date(2019, 1, 2)
    assert (company["legal_form"], company["is_branch"], company["locator"]) == ("有限责任公司", False, "r=2")
    assert company["as_of"] == dt.date(2026, 1, 1)
    places = [e for e in made.tables["edges"].to_pylist() if e["type"] == "LOCATED_IN"]
    assert [(e["tail"], e["basis"], e["words"], e["stated"]) for e in places] == [
        ("cn-div:370202", "address", ["市南区"], True)
    ]


def test_link_of_the_scope_with_words_and_confidence():
    [link] = [e for e in extract(row()).tables["edges"].to_pylist() if e["type"] == "ENGAGES_IN"]
    assert link["words"] == ["船舶制造"]
    assert (link["basis"], link["stated"], link["rule"]) == ("scope", False, "registrations.scope")
    assert link["tail"] in PACKS.links and link["confidence"] > Decimal("0.5")


def test_schemas_are_those_of_the_ontology():
    tables = extract(row(), row(name="")).tables
    assert tables["nodes_Company"].schema == node_schema("Company")
    assert tables["edges"].schema == edge_schema()
    assert tables["rows"].schema == PLAIN_SCHEMAS["rows"]
    assert tables["set_aside"].schema == PLAIN_SCHEMAS["set_aside"]


def test_persons_are_dropped_even_from_raw_rows():
    made = extract(row(), row(name=""), [*row(number=2), "多一格"])
    assert made.info["columns_dropped"] == ["法定代表人"]
    assert made.info["columns_unknown"] == ["备注"]
    assert made.reasons["cell_count"] == 1
    for table in made.tables.values():
        assert "某人" not in str(table.to_pylist())
    assert "x" in made.tables["rows"].to_pylist()[0]["cells"]


def test_wrong_check_character_names_the_right_one():
    good = code(1)
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    made = extract(row(统一社会信用代码=wrong))
    [aside] = made.tables["set_aside"].to_pylist()
    assert (aside["row"], aside["code"]) == (2, "code_check")
    assert f"{good[-1]!r} expected" in aside["message"]


@pytest.mark.parametrize("bad", ["91370202", "9137020200000000O1", "91370202000000001你"])
def test_codes_of_wrong_length_or_alphabet(bad):
    assert reasons(extract(row(统一社会信用代码=bad))) == {2: "code_check"}


def test_lower_case_and_wide_codes_are_repaired():
    number = next(n for n in range(1, 999) if code(n)[-1] == "X")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code(2))
    made = extract(row(统一社会信用代码=code(number).lower()), row(name="青岛示例二有限公司", 统一社会信用代码=wide))
    assert (made.accepted, made.repaired) == (2, 2)
    assert made.info["repaired_reasons"] == {"code_case": 1, "code_width": 1}
    assert made.tables["nodes_Company"]["credit_code"].to_pylist() == [code(number), code(2)]


@pytest.mark.parametrize(
    ("old", "reason"),
    [("370202228012345", "code_old"), ("3702022801234", "code_old"), ("N/A", "code_missing"), ("", "code_missing")],
)
def test_old_numbers_and_missing_codes_give_an_id_by_name(old, reason):
    made = extract(row(统一社会信用代码=old))
    [company] = made.tables["nodes_Company"].to_pylist()
    assert company["local_id"] == name_id("Company", "青岛示例有限公司", PACKS.home)
    assert company["credit_code"] is None and made.reasons == {reason: 1} and made.repaired == 0


def test_repeated_rows_and_conflicts():
    made = extract(
        row(), row(), row(name="青岛另一有限公司"), row(注册资金="5万元"),
        row(name="青岛无码有限公司", 统一社会信用代码=""),
        row(name="青岛无码有限公司", 统一社会信用代码="-", 注册资金="1万元"),
    )  # fmt: skip
    assert reasons(made) == {3: "duplicate_row", 4: "code_conflict", 5: "code_conflict", 7: "name_conflict"}
    messages = [r["message"] for r in made.tables["set_aside"].to_pylist()]
    assert all("record 2" in m for m in messages[:3]) and "青岛示例有限公司" in messages[1]


def test_one_name_with_two_codes_is_kept_and_noted():
    made = extract(row(), row(number=2), row(name="青岛另一有限公司", number=3))
    assert (made.accepted, made.reasons) == (3, {"name_shared": 2})


def test_capital_and_date_that_say_nothing():
    made = extract(row(注册资金="N/A"), row(name="乙有限公司", number=2, 注册日期="2023-02-30", 注册资金="9()"))
    assert made.accepted == 2 and made.set_aside == 0
    assert made.reasons == {"capital_missing": 1, "capital_unread": 1, "date_invalid": 1}
    companies = made.tables["nodes_Company"].to_pylist()
    assert [c["registered_capital"] for c in companies] == [None, None]
    assert [c["capital_raw"] for c in companies] == [None, "9()"]
    assert companies[1]["registered_on"] is None
    assert "2023-02-30" in made.tables["rows"].to_pylist()[1]["cells"]


@pytest.mark.parametrize(
    ("as_of", "cny", "rate"),
    [
        (dt.date(2023, 6, 30), "6964600.00", "USD 6.9646 (2022-12-30)"),
        (dt.date(2010, 1, 1), "6976200.00", "USD 6.9762 (2019-12-31)"),
        (None, "7188400.00", "USD 7.1884 (2024-12-31)"),
    ],
)
def test_capital_in_another_currency_is_computed_by_the_rate_of_the_day_and_says_so(as_of, cny, rate):
    rows = file_of(row(注册资金="100(万美元)"), row(name="乙有限公司", number=2))
    made = extract_registrations(rows, TableOptions("register", "登记.csv", as_of=as_of), PACKS)
    foreign, own = made.tables["nodes_Company"].to_pylist()
    assert (foreign["registered_capital"], foreign["capital_currency"]) == (Decimal("1000000.00"), "USD")
    assert (foreign["capital_cny"], foreign["capital_rate"]) == (Decimal(cny), rate)
    assert (own["capital_cny"], own["capital_rate"]) == (own["registered_capital"], None)
    assert made.info["capital_computed"] == 1


def test_rates_are_for_one_unit_and_a_currency_without_one_is_noted():
    made = extract(row(注册资金="100万日元"), row(name="乙有限公司", number=2, 注册资金="5(万德国马克)"))
    yen, mark = made.tables["nodes_Company"].to_pylist()
    # 4.6233 CNY for 100 yen.
    assert (yen["capital_cny"], yen["capital_rate"]) == (Decimal("46233.00"), "JPY 0.046233 (2024-12-31)")
    assert (mark["registered_capital"], mark["capital_cny"]) == (Decimal("50000.00"), None)
    assert made.reasons == {"capital_no_rate": 1}


STATUS = ["企业名称", "统一社会信用代码", "经营状态", "注销日期"]


@pytest.mark.parametrize(
    ("cell", "kind", "ended"),
    [
        ("存续", "active", False), ("在营（开业）企业", "active", False), ("在业", "active", False),
        ("吊销，未注销", "revoked", True), ("吊销,已注销", "cancelled", True), ("注销", "cancelled", True),
        ("迁出", "moved_out", False), ("企业已注销", "cancelled", True), ("正常营业、迁入", "active", False),
        ("在业（曾注销）", None, None), ("待核", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_status_words_have_one_vocabulary(cell, kind, ended):
    out = io.StringIO()
    csv.writer(out).writerows([STATUS, ["甲有限公司", code(1), cell, ""]])
    made = extract_registrations(out.getvalue().encode(), OPTIONS, PACKS)
    [company] = made.tables["nodes_Company"].to_pylist()
    assert (company["status"], company["status_kind"], company["ended"]) == (cell or None, kind, ended)
    assert made.reasons.get("status_unknown", 0) == (1 if cell and kind is None else 0)


def test_a_day_of_the_end_ends_the_company():
    out = io.StringIO()
    csv.writer(out).writerows([STATUS, ["甲有限公司", code(1), "", "2021-03-04"]])
    [company] = extract_registrations(out.getvalue().encode(), OPTIONS, PACKS).tables["nodes_Company"].to_pylist()
    assert (company["valid_to"], company["ended"]) == (dt.date(2021, 3, 4), True)


def test_codes_that_a_spreadsheet_hurt():
    made = extract(
        row(统一社会信用代码="9.137E+17"),
        row(name="乙有限公司", 统一社会信用代码="913702001635621000"),
        row(name="丙有限公司", 统一社会信用代码="'" + code(3)),
        row(name="丁有限公司", 统一社会信用代码=f'="{code(4)}"'),
        row(name="戊有限公司", 统一社会信用代码=code(5) + "\u200b"),
        row(name="己有限公司", 统一社会信用代码="'" + code(3)),
    )
    assert reasons(made) == {2: "code_number", 3: "code_number", 7: "code_conflict"}
    assert made.info["repaired_reasons"] == {"code_marks": 3}
    assert made.tables["nodes_Company"]["credit_code"].to_pylist() == [code(3), code(4), code(5)]
    assert "as text" in made.tables["set_aside"].to_pylist()[0]["message"]


def test_codes_stored_as_numbers_in_a_workbook_are_not_trusted():
    book = openpyxl.Workbook()
    book.active.append(["企业名称", "统一社会信用代码"])
    # A good code of digits only: as a float its last digits are gone, and it must not come back by chance.
    book.active.append(["甲有限公司", 911101085923662400])
    book.active.append(["乙有限公司", 370202228012345])
    out = io.BytesIO()
    book.save(out)
    made = extract_registrations(out.getvalue(), OPTIONS, PACKS)
    assert reasons(made) == {2: "code_number"}
    assert made.reasons["code_old"] == 1


def test_rows_without_a_name_and_sum_lines():
    assert reasons(extract(row(name=" "), row(name="N/A"), row(name="合计"))) == {
        2: "no_name",
        3: "no_name",
        4: "total_row",
    }


def test_branch_of_a_parent_in_the_same_file():
    made = extract(
        row(name="青岛示例有限公司即墨分公司", number=2), row(), row(name="外地示例有限公司青岛分公司", number=3)
    )
    branches = [e for e in made.tables["edges"].to_pylist() if e["type"] == "BRANCH_OF"]
    assert [(e["head"], e["tail"]) for e in branches] == [(f"cn-uscc:{code(2)}", f"cn-uscc:{code(1)}")]
    assert made.tables["nodes_Company"]["branch_of_name"].to_pylist() == ["青岛示例有限公司", None, "外地示例有限公司"]


def test_ordinals_count_the_whole_bundle():
    made = extract(*(row(name=f"青岛示例{i}有限公司", number=i) for i in range(9)), chunk_rows=2)
    for name in ("nodes_Company", "edges"):
        assert made.tables[name]["ordinal"].to_pylist() == list(range(made.tables[name].num_rows))


def test_worker_processes_and_chunks_leave_no_trace():
    rows = [row(name=f"青岛示例{i}有限公司", number=i % 7 + 1, 注册资金=f"{i}万元") for i in range(12)]
    one = extract(*rows)
    seen: list[tuple[int, int]] = []
    two = extract(*rows, workers=2, chunk_rows=5, progress=lambda done, total: seen.append((done, total)))
    three = extract(*rows, chunk_rows=1)
    assert one.set_aside == 5
    for other in (two, three):
        assert (other.read, other.accepted, other.reasons) == (one.read, one.accepted, one.reasons)
        assert other.tables.keys() == one.tables.keys()
        assert all(other.tables[name].equals(table) for name, table in one.tables.items())
    assert [done for done, _ in seen] == [5, 10, 12] and all(done <= total for done, total in seen)
    assert CHUNK_ROWS > 1_000


def test_workbook_with_serial_dates_and_a_sheet_name():
    book = openpyxl.Workbook()
    book.active.title = "名单"
    book.active.append(["企业名称", "成立日期", "注册资本（万元）"])
    book.active.append(["青岛示例有限公司", 43467, 500])
    out = io.BytesIO()
    book.save(out)
    made = extract_registrations(out.getvalue(), OPTIONS, PACKS)
    [company] = made.tables["nodes_Company"].to_pylist()
    assert company["locator"] == "sheet=名单;r=2"
    assert company["registered_on"] == dt.date(2019, 1, 2)
    assert company["registered_capital"] == Decimal("5000000.00")
    assert made.tables["rows"].to_pylist()[0]["sheet"] == "名单"


def test_gzip_gives_the_same_facts():
    plain = file_of(row())
    one = extract_registrations(plain, OPTIONS, PACKS)
    two = extract_registrations(gzip.compress(plain), OPTIONS, PACKS)
    assert all(two.tables[name].equals(table) for name, table in one.tables.items())


CELLS = st.sampled_from(
    ["", "N/A", "青岛示例有限公司", "乙公司", "合计", code(1), code(2), code(1).lower(), code(1)[:-1] + "?",
     "370202228012345", "2023-02-30", "43467", "1万元", "青岛市市南区", '"', "a,b", "x\ny", "企业名称", "开发区", "\u3000"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=0, max_size=len(HEAD) + 1), max_size=8), st.integers(1, 4))
# Two cells with line ends, a cell too many: the line between them closes one quote and opens the next.
@example([["x\ny", "", "", "", "", "", "", "", "x\ny", ""]], 1)
def test_every_row_is_accepted_or_set_aside(rows, chunk):
    made = extract(*rows, chunk_rows=chunk)
    assert made.read == made.accepted + made.set_aside
    assert made.set_aside == sum(made.info["set_aside_reasons"].values())
    assert made.read == sum(1 for r in rows if any(c.strip() for c in r))
    nodes = made.tables.get("nodes_Company")
    assert (nodes.num_rows if nodes else 0) == made.accepted
    assert len(reasons(made)) == made.set_aside
    ids = nodes["local_id"].to_pylist() if nodes else []
    assert len(set(ids)) == len(ids)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='甲乙,"\n\r;\t 1', max_size=80))
def test_any_text_below_a_header_is_read_to_its_end(text):
    made = extract_registrations(("企业名称,备注\n" + text).encode(), OPTIONS, PACKS)
    assert made.read == made.accepted + made.set_aside


@pytest.mark.realdata
def test_real_register_of_qingdao():
    if not REAL.exists():
        pytest.skip("../shared/data/registrations is not here")
    made = extract_registrations(REAL, TableOptions("dev", REAL.name), PACKS)
    assert (made.read, made.accepted, made.set_aside) == (6844, 6844, 0)
    assert made.repaired == made.reasons["code_case"] > 0
    assert made.info["with_district"] / made.accepted > 0.99
    assert made.info["columns"]["注册地址"] == "address" and made.info["columns_unknown"] == []


def test_repeats_over_sheets_name_the_sheet():
    book = openpyxl.Workbook()
    for title, rows in (
        ("一", [row(), row(number=2, name="乙")]),
        ("二", [row(name="丙", number=3), row(), row(number=2)]),
    ):
        sheet = book.create_sheet(title)
        for cells in [HEAD, *rows]:
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    made = extract_registrations(out.getvalue(), OPTIONS, PACKS)
    messages = [(r["code"], r["message"]) for r in made.tables["set_aside"].to_pylist()]
    assert [code for code, _ in messages] == ["duplicate_row", "code_conflict"]
    assert "record 2 of sheet 一" in messages[0][1] and "record 3 of sheet 一 with another name (乙)" in messages[1][1]
