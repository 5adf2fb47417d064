"""Lists as table files."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
import xlwt

from ingest.extraction import kind_of
from ingest.tables import NoNameColumn
from tests.ingest.lists.reading import PACKS, csv_bytes, table

HEAD = ["序号", "企业名称", "所在区市", "认定类别", "备注"]


def _workbook(old: bool) -> bytes:
    """Title, header of two rows, a zone merged over two rows, a group's row, a sum."""
    rows = [
        ["2024年度某市瞪羚企业名单"],
        ["序号", "所在区市", "企业情况", "", "联系电话"],
        ["", "", "企业名称", "主要产品", ""],
        ["1", "崂山区", "青岛甲有限公司", "机器人", "123"],
        ["2", "", "青岛乙有限公司", "传感器", "456"],
        ["二、复核通过"],
        ["1", "城阳区", "青岛丙有限公司", "软件", ""],
        ["2", "即墨区", "青岛丁有限公司", "阀门", ""],
        ["合计", "", "3", "", ""],
    ]
    merges = [(0, 0, 0, 4), (1, 2, 0, 0), (1, 2, 1, 1), (1, 1, 2, 3), (1, 2, 4, 4), (3, 4, 1, 1), (5, 5, 0, 4)]
    out = io.BytesIO()
    if old:
        book = xlwt.Workbook()
        sheet = book.add_sheet("名单")
        covered = {(r, c) for a, b, d, e in merges for r in range(a, b + 1) for c in range(d, e + 1)}
        for first, last, left, right in merges:
            sheet.write_merge(first, last, left, right, rows[first][left])
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if (r, c) not in covered:
                    sheet.write(r, c, text)
        book.save(out)
    else:
        new = openpyxl.Workbook()
        new.active.title = "名单"
        for row in rows:
            new.active.append(row)
        for first, last, left, right in merges:
            new.active.merge_cells(start_row=first + 1, end_row=last + 1, start_column=left + 1, end_column=right + 1)
        new.save(out)
    return out.getvalue()


@pytest.mark.parametrize("old", [False, True], ids=["xlsx", "xls"])
def test_workbooks_with_merged_cells(old):
    made, extraction = table(_workbook(old), "companies", "list.xls" if old else "list.xlsx")
    assert made.edges("LOCATED_IN") == [
        ("青岛甲有限公司", "崂山区"), ("青岛乙有限公司", "崂山区"), ("青岛丙有限公司", "城阳区"),
        ("青岛丁有限公司", "即墨区"),
    ]  # fmt: skip
    assert {(e["tail"], e["since"]) for e in made.full_edges("CERTIFIED_AS")} == {("某市瞪羚企业", "2024")}
    assert ("青岛甲有限公司", "机器人") in made.edges("OFFERS")
    assert extraction.read == extraction.accepted + extraction.set_aside == 6
    assert extraction.reasons == {"group_row": 1, "total_row": 1}
    assert extraction.info["columns_dropped"] == ["联系电话"]
    assert "123" not in str([t.to_pylist() for t in extraction.tables.values()])
    assert made.rows("nodes_Company")[0]["locator"] == "sheet=名单;r=4"


def test_columns_that_are_not_understood_are_kept_and_named():
    made, extraction = table(
        csv_bytes(HEAD, ["1", "青岛甲有限公司", "崂山区", "高新技术企业", "复审"]), "companies", "list.csv"
    )
    assert extraction.info["columns_unknown"] == ["备注"]
    assert any("备注" in note for note in extraction.notes)
    assert "复审" in made.rows("rows")[0]["cells"]
    assert made.edges("CERTIFIED_AS") == [("青岛甲有限公司", "高新技术企业")]


def test_same_row_twice_and_a_row_without_a_name():
    row = ["1", "青岛甲有限公司", "崂山区", "高新技术企业", ""]
    _, extraction = table(csv_bytes(HEAD, row, ["2", "", "市北区", "", ""], row), "companies", "list.csv")
    assert extraction.reasons == {"duplicate_row": 1, "no_name": 1}


@pytest.mark.parametrize(
    ("header", "name", "kind"),
    [
        (["序号", "企业名称", "所在区市"], "2024年瞪羚企业名单.csv", "companies"),
        (["企业名称", "统一社会信用代码", "成立日期", "经营范围"], "登记.csv", "registrations"),
        (["序号", "企业名称", "统一社会信用代码", "注册地址"], "清单.csv", "registrations"),
        (["序号", "场景名称", "需求方", "预算(万元)"], "清单.csv", "scenarios"),
        (["园区名称", "所在区市", "主导产业"], "清单.csv", "parks"),
        (["序号", "项目名称", "建设单位", "总投资（亿元）", "建设地点"], "清单.csv", "projects"),
        (["指标名称", "单位", "2025年目标"], "清单.csv", "indicators"),
        (["公司名称", "场景能力", "可应用落地场景"], "清单.csv", "capabilities"),
        (["序号", "省份", "乡镇名单", "数量"], "强镇.csv", "towns"),
    ],
)
def test_kind_by_its_columns(tmp_path: Path, header, name, kind):
    path = tmp_path / name
    path.write_bytes(csv_bytes(header, ["1"] * len(header)))
    assert kind_of(path, name, "auto", PACKS) == kind


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(NoNameColumn, match="no list of parks"):
        table(csv_bytes(["违法行为", "处罚依据"], ["a", "b"]), "parks", "list.csv")
