"""Scenario lists: rows to scenarios, needs, places, bodies."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from ingest.registrations import TableOptions
from ingest.scenarios import extract_scenarios
from ingest.tables import NoNameColumn
from schema.ids import name_id
from schema.pack_loader import load_packs

PACKS = load_packs()
OPTIONS = TableOptions("list-1", "2026年场景机会清单.csv")
HEAD = [
    "序号",
    "应用领域",
    "场景名称",
    "单位名称",
    "合作需求",
    "主要技术",
    "拟落地区域",
    "预算(万元)",
    "状态",
    "截止日期",
    "联系方式",
]
ROW = ["1", "低空经济", "海岛配送", "青岛示例航空有限公司", "工业无人机配送", "飞控系统、光电吊舱；计算机视觉",
       "崂山区、青岛高新区", "120", "征集中", "2026年9月30日", "某人 123"]  # fmt: skip


def made_of(*rows, head=HEAD, options=OPTIONS):
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    return extract_scenarios(out.getvalue().encode(), options, PACKS)


def edges(extraction, relation):
    return [e for e in extraction.tables["edges"].to_pylist() if e["type"] == relation]


def test_one_row():
    made = made_of(ROW)
    assert (made.kind, made.read, made.accepted, made.set_aside) == ("scenarios", 1, 1, 0)
    [scenario] = made.tables["nodes_Scenario"].to_pylist()
    assert scenario["local_id"] == name_id("Scenario", "海岛配送", "list-1|1")
    assert scenario["technologies"] == ["飞控系统", "光电吊舱", "计算机视觉"]
    assert (scenario["budget"], scenario["deadline"]) == (Decimal("1200000.00"), dt.date(2026, 9, 30))
    assert (scenario["status"], scenario["field"], scenario["list_kind"]) == ("征集中", "低空经济", "opportunity")
    assert "某人" not in str([t.to_pylist() for t in made.tables.values()])
    assert made.info["columns_dropped"] == ["联系方式"]


def test_places_needs_and_owner():
    made = made_of(ROW)
    assert {PACKS.zones[e["tail"]].name for e in edges(made, "LOCATED_IN")} == {"崂山区", "城阳区", "青岛高新区"}
    needs = edges(made, "DEMANDS")
    links = {e["tail"]: e for e in needs if e["tail_label"] == "ChainLink"}
    uav = next(e for link, e in links.items() if PACKS.links[link].name == "无人机整机")
    assert "无人机" in "".join(uav["words"]) and str(uav["confidence"]) == "0.600" and uav["stated"] is False
    named = {e["tail"] for e in needs if e["tail_label"] == "Technology"}
    assert named == {name_id("Technology", t, PACKS.home) for t in ("飞控系统", "光电吊舱", "计算机视觉")}
    [owner] = edges(made, "OWNED_BY")
    assert (owner["tail_label"], owner["tail"]) == ("Company", name_id("Company", "青岛示例航空有限公司", PACKS.home))


@pytest.mark.parametrize(
    ("demander", "label", "known"),
    [
        ("市工信局", "Organization", True),
        ("示例区城管局", "Organization", False),
        ("某街道办事处", "Organization", False),
    ],
)
def test_offices_by_name_or_alias(demander, label, known):
    made = made_of([*ROW[:3], demander, *ROW[4:]])
    [owner] = edges(made, "OWNED_BY")
    assert (owner["tail_label"], owner["tail"] in PACKS.organizations) == (label, known)
    assert ("nodes_Organization" in made.tables) is not known


def test_parks_and_the_whole_city():
    park = next(iter(PACKS.parks.values()))
    made = made_of([*ROW[:6], park.name, *ROW[7:]], ["2", *ROW[1:6], "全市", *ROW[7:]])
    tails = [(e["tail_label"], e["tail"]) for e in edges(made, "LOCATED_IN")]
    assert ("Park", park.id) in tails and ("Zone", PACKS.home) in tails


def test_rows_that_are_no_scenarios():
    group = ["", "一、低空经济类", *[""] * 9]
    made = made_of(ROW, group, ["合计", *[""] * 6, "120", "", "", ""], ["3", "x", "", *ROW[3:]], ROW, HEAD)
    codes = {r["row"]: r["code"] for r in made.tables["set_aside"].to_pylist()}
    assert codes == {3: "group_row", 4: "total_row", 5: "no_name", 6: "duplicate_row", 7: "repeated_header"}
    assert made.read == made.accepted + made.set_aside == 6


def test_same_name_with_other_numbers_are_two_scenarios():
    made = made_of(ROW, ["2", *ROW[1:]])
    assert len(set(made.tables["nodes_Scenario"]["local_id"].to_pylist())) == 2


def test_tier_phase_and_unread_cells():
    head = ["场景名称", "成果层级", "全周期环节", "预算", "截止日期"]
    made = made_of(["甲场景", "示范级", "验证", "若干", "2023-02-30"], head=head)
    assert made.reasons == {"budget_unread": 1, "date_invalid": 1}
    [tier], [phase] = edges(made, "AT_TIER"), edges(made, "IN_PHASE")
    assert tier["tail"] == name_id("ScenarioTier", "示范级", PACKS.home)
    assert phase["tail"] == name_id("LifecyclePhase", "验证", PACKS.home)


def test_workbook_with_title_and_kind_from_the_title():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(["某市场景能力清单"])
    sheet.merge_cells("A1:C1")
    sheet.append(["序号", "场景名称", "需求方"])
    sheet.append([1, "甲场景", "乙局"])
    out = io.BytesIO()
    book.save(out)
    made = extract_scenarios(out.getvalue(), TableOptions("k", "表.xlsx"), PACKS)
    [scenario] = made.tables["nodes_Scenario"].to_pylist()
    assert (scenario["list_kind"], scenario["locator"]) == ("capability", "sheet=Sheet1;r=3")


def test_list_without_a_name_column():
    with pytest.raises(NoNameColumn, match="场景名称"):
        made_of(["1", "x"], head=["序号", "备注"])
