"""Reading tables: kind and encoding by content, header by meaning, broken lines one by one."""

from __future__ import annotations

import gzip
import io
import zipfile

import openpyxl
import pytest

from ingest.tables import (
    BinaryTable,
    DamagedTable,
    EmptyTable,
    NoNameColumn,
    TableEncoding,
    TableError,
    TableLimits,
    TableTooLarge,
    UnclosedQuote,
    guess_kind,
    read_table,
    table_kind,
)
from schema.pack_loader import load_packs

COLUMNS = load_packs().columns
HEAD = "企业名称,注册资本,注册日期\n"


def read(data: bytes, **options):
    table = read_table(data, "表.csv", columns=COLUMNS, table="registrations", **options)
    return table, [list(sheet.records) for sheet in table.sheets]


def workbook(rows, merges=(), title="名单"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encoding_is_found_by_looking(encoding):
    table, [records] = read((HEAD + "甲公司,10万元,2020-01-02\n").encode(encoding))
    assert table.sheets[0].header == ["企业名称", "注册资本", "注册日期"]
    assert records[0].cells == ["甲公司", "10万元", "2020-01-02"]
    assert records[0].number == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_found_by_looking(delimiter):
    text = (HEAD + "甲公司,10万元,2020-01-02\n").replace(",", delimiter)
    table, [records] = read(text.encode())
    assert table.delimiter == delimiter
    assert records[0].cells[2] == "2020-01-02"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyTable),
        (b"\xef\xbb\xbf \r\n", EmptyTable),
        (gzip.compress(b"", mtime=0), EmptyTable),
        (b"PNG\x00\x01\x02", BinaryTable),
        (b"\x89PNG\r\n", BinaryTable),
        (b"%PDF-1.7", BinaryTable),
        (b"<html><table></table></html>", BinaryTable),
        (b"\xd0\xcf\x11\xe0old", DamagedTable),
        (gzip.compress(HEAD.encode() * 99, mtime=0)[:-30], DamagedTable),
        (b"PK\x03\x04broken", DamagedTable),
        (b"a,b\n\xff\x80\xff,\xff\xff\n", TableEncoding),
        ("甲,乙\n1,2\n".encode(), NoNameColumn),
    ],
)
def test_what_is_no_table_is_refused_with_file_and_code(data, error):
    with pytest.raises(error, match=r"表\.csv") as caught:
        read(data)
    assert caught.value.code == error.code
    assert isinstance(caught.value, TableError)


def test_codes_of_errors_are_all_different():
    codes = [error.code for error in TableError.__subclasses__()]
    assert len(set(codes)) == len(codes) == 7


def test_document_in_a_zip_is_not_taken_for_a_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(BinaryTable, match=r"no \.xlsx"):
        read(out.getvalue())


def test_unclosed_quote_costs_its_own_line_only():
    lines = [f'公司{i},"{i},000万元",2020-01-02\n' for i in range(2, 9)]
    lines[3] = '公司5,"5000万元,2020-01-02\n'
    _, [records] = read((HEAD + "".join(lines)).encode())
    assert [r.number for r in records] == list(range(2, 9))
    broken = [r for r in records if r.problem]
    assert [(r.number, r.problem.code) for r in broken] == [(5, "unclosed_quote")]
    assert "line 5" in broken[0].problem.message
    assert records[-1].cells == ["公司8", "8,000万元", "2020-01-02"]


@pytest.mark.parametrize("last", [True, False])
def test_unclosed_quote_that_swallows_plain_lines(last):
    lines = ['公司2,"2万元,2020-01-02\n'] + ["" if last else f"公司{i},1万元,2020-01-02\n" for i in range(3, 6)]
    _, [records] = read((HEAD + "".join(lines)).encode())
    assert [r.problem.code for r in records if r.problem] == ["unclosed_quote"]
    assert [r.cells[0] for r in records if not r.problem] == ([] if last else ["公司3", "公司4", "公司5"])


def test_cell_with_line_breaks_is_one_record():
    _, [records] = read((HEAD + '甲公司,"10\n万元\n",2020-01-02\n乙公司,,\n').encode())
    assert [r.cells for r in records] == [["甲公司", "10\n万元\n", "2020-01-02"], ["乙公司", "", ""]]
    assert [r.number for r in records] == [2, 3]


def test_too_many_unclosed_quotes_stop_the_reading():
    data = (HEAD + '公司,"1万元,2020\n' * 5).encode()
    with pytest.raises(UnclosedQuote, match="more than 3 lines"):
        read(data, limits=TableLimits(broken_lines=3))


def test_titles_above_and_a_second_header_in_the_middle():
    text = "某市企业名单,,\n制表：某局,,\n\n" + HEAD + "甲公司,1万元,2020-01-02\n" + HEAD + "乙公司,2万元,2020-01-03\n"
    table, [records] = read(text.encode())
    assert table.sheets[0].header_rows == (4,)
    assert table.sheets[0].title == "某市企业名单 制表：某局"
    assert [(r.number, r.problem.code if r.problem else None) for r in records] == [
        (5, None),
        (6, "repeated_header"),
        (7, None),
    ]


def test_two_header_rows_and_merged_cells():
    data = workbook(
        [
            ["企业名称", "登记信息", None, None],
            [None, "注册资本", "成立日期", "住所"],
            ["甲公司", 10, "2020-01-02", "某路"],
        ],
        merges=["A1:A2", "B1:D1"],
    )
    table, [records] = read(data)
    assert table.spreadsheet
    assert table.sheets[0].header == ["企业名称", "注册资本", "成立日期", "住所"]
    assert table.sheets[0].header_rows == (1, 2)
    assert [(r.number, r.cells) for r in records] == [(3, ["甲公司", "10", "2020-01-02", "某路"])]


def test_row_with_too_many_cells_is_marked_and_a_short_one_filled():
    _, [records] = read((HEAD + "甲公司,1,000万元,2020-01-02\n乙公司\n").encode())
    assert records[0].problem.code == "cell_count"
    assert records[1].cells == ["乙公司", "", ""]


def test_a_few_broken_bytes_cost_their_row_only():
    good = "".join(f"公司名称很长很长{i},1万元,2020-01-02\n" for i in range(60))
    data = (HEAD + good).encode() + b"\xe5\x85,1,2\n" + "乙公司,1,2\n".encode()
    _, [records] = read(data)
    assert [r.problem.code for r in records if r.problem] == ["undecodable"]
    assert records[-1].cells[0] == "乙公司"


@pytest.mark.parametrize(
    "limits",
    [
        TableLimits(bytes=50),
        TableLimits(rows=3),
        TableLimits(columns=2),
        TableLimits(expansion=2, expansion_free_bytes=9),
    ],
)
def test_limits(limits):
    data = gzip.compress((HEAD + "甲公司,1万元,2020-01-02\n" * 50).encode())
    with pytest.raises(TableTooLarge):
        read(data, limits=limits)


def test_kind_is_guessed_from_the_header():
    packs = load_packs()
    assert guess_kind(["企业名称", "统一社会信用代码", "经营范围"], packs) == "registrations"
    assert guess_kind(["序号", "场景名称", "单位名称", "合作需求", "联系方式"], packs) == "scenarios"
    assert guess_kind(["甲", "乙"], packs) is None
    assert table_kind((HEAD + "甲,,\n").encode(), "表.csv", packs) == "registrations"
