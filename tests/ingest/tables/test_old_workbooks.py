"""Workbooks of before 2007 (.xls) and of WPS (.et): read by content, refused where locked or broken."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import xlwt

from ingest.tables import TableError, read_table


def workbook() -> bytes:
    """A list with a merged title, a date, a whole number and a code of 18 digits as text, and a hidden sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("清单")
    sheet.write_merge(0, 0, 0, 3, "示例场景清单")
    for column, text in enumerate(["序号", "场景名称", "截止日期", "代码"]):
        sheet.write(1, column, text)
    sheet.write(2, 0, 1)
    sheet.write(2, 1, "示例无人机巡检")
    sheet.write(2, 2, dt.date(2026, 6, 30), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write(2, 3, "913799000000000012")
    hidden = book.add_sheet("隐藏")
    hidden.visibility = 1
    hidden.write(0, 0, "看不见")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["清单.xls", "清单.et", "清单.xlsx", "清单.csv"])
def test_an_old_workbook_is_known_by_its_bytes(name: str) -> None:
    table = read_table(workbook(), name)
    assert [sheet.name for sheet in table.sheets] == ["清单"]
    cells = [record.cells for record in table.sheets[0].records]
    assert ["1", "示例无人机巡检", "2026-06-30", "913799000000000012"] in cells
    assert table.skipped == ["隐藏: hidden or no worksheet"]


@pytest.mark.parametrize("length", [520, 1024, 3000])
def test_a_cut_off_workbook_is_refused(length: int) -> None:
    with pytest.raises(TableError) as caught:
        list(read_table(workbook()[:length], "清单.xls").sheets[0].records)
    assert caught.value.code in ("damaged", "binary", "empty")


def test_a_word_file_is_no_table() -> None:
    data = workbook().replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))
    with pytest.raises(TableError, match="no workbook"):
        read_table(data, "方案.xls")
