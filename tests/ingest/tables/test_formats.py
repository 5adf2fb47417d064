"""Formats and packings: the same rows whatever they are written in."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import json
import lzma
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.tables import (
    BinaryTable,
    DamagedTable,
    EmptyTable,
    TableLimits,
    TableTooLarge,
    is_text_table,
    read_table,
)
from ingest.tables.separator import find_separator
from schema.pack_loader import load_packs

PACKS = load_packs()
HEADER = ["企业名称", "统一社会信用代码", "注册资本", "成立日期"]
ROWS = [["甲公司", "", "1,000万元", "2020-01-02"], ["乙公司", "370202228012345", "5万美元", "2021-03-04"]]


def read(data: bytes | Path, name: str = "表", **options):
    table = read_table(data, name, columns=PACKS.columns, table="registrations", **options)
    [sheet] = table.sheets
    return table, sheet.header, [r.cells for r in sheet.records]


def text(separator: str) -> bytes:
    return "\n".join(separator.join(row) for row in [HEADER, *ROWS]).encode()


def zstd(data: bytes) -> bytes:
    return pa.compress(data, codec="zstd", asbytes=True)


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("separator", ["\t", ";", "|", "||", "@@", "^", "~", "\x01", "#", "$", "   ", "，"])
def test_any_separator(separator):
    rows = [[c or "-" for c in row] for row in ROWS]
    data = "\n".join(separator.join(row) for row in [HEADER, *rows]).encode()
    table, header, records = read(data)
    assert (header, records) == (HEADER, rows)
    assert table.delimiter == ("  " if separator == "   " else separator)


def test_prose_is_not_cut_at_its_signs():
    lines = ["企业名称\n", "甲、乙公司\n", "丙公司\n"]
    assert find_separator(lines).text == ","


def test_a_register_as_txt_is_told_from_prose(tmp_path):
    register, prose = tmp_path / "a.txt", tmp_path / "b.txt"
    register.write_bytes(text("|"))
    prose.write_text(
        "企业名称,注册资本,成立日期等信息以登记为准。\n这是一段说明。\n又一段,说明\n另一段说明。\n", encoding="utf-8"
    )
    assert is_text_table(register, PACKS) and not is_text_table(prose, PACKS)
    titled = tmp_path / "c.txt"
    titled.write_bytes("某市企业登记情况表\n制表：某局，单位：万元\n".encode() + text("|"))
    assert is_text_table(titled, PACKS)
    # Lines of a table inside a paper make no register of it.
    listed = tmp_path / "d.txt"
    listed.write_bytes("关于公布名单的通知\n各区：\n现公布名单。\n请执行。\n".encode() + text("|"))
    assert not is_text_table(listed, PACKS)


def test_json_lines_with_keys_that_come_late():
    lines = [
        {"企业名称": "甲公司", "注册资本": 500, "标签": ["a", "b"]},
        {"企业名称": "乙公司", "成立日期": "2020-01-02", "注册资本": None, "面积": 1.5},
    ]
    data = "\n".join([*(json.dumps(v, ensure_ascii=False) for v in lines), "", "not json", "[1]"]).encode()
    table = read_table(data, "表.jsonl", columns=PACKS.columns, table="registrations")
    [sheet] = table.sheets
    records = list(sheet.records)
    assert sheet.header == ["企业名称", "注册资本", "标签", "成立日期", "面积"]
    assert records[0].cells == ["甲公司", "500", '["a", "b"]', "", ""]
    assert records[1].cells == ["乙公司", "", "", "2020-01-02", "1.5"]
    assert [(r.number, r.problem.code) for r in records if r.problem] == [(4, "not_json"), (5, "not_json")]


def test_codes_in_json_numbers_keep_their_digits():
    [sheet] = read_table(b'{"name": "A", "uscc": 911101085923662400, "capital": 5.0}\n', "a.jsonl").sheets
    assert next(sheet.records).cells == ["A", "911101085923662400", "5"]


def test_parquet(tmp_path):
    path = tmp_path / "a.parquet"
    columns = {
        "企业名称": ["甲公司", "乙公司", None],
        "成立日期": [dt.date(2020, 1, 2), None, None],
        "注册资本": [5.0, 1.5, None],
        "更新": pa.array([0, 1, None], pa.timestamp("ns")),
        "词": [["a"], None, None],
    }
    pq.write_table(pa.table(columns), path)
    table, header, records = read(path)
    assert header == list(columns) and table.size_hint == 3
    assert records == [
        ["甲公司", "2020-01-02", "5", "1970-01-01", '["a"]'],
        ["乙公司", "", "1.5", "1970-01-01", ""],
    ]
    with pytest.raises(DamagedTable):
        read(path.read_bytes()[:-20])


PACKINGS = {"gz": gzip.compress, "xz": lzma.compress, "zst": zstd, "zip": lambda data: zipped(("a.csv", data))}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("size", [3, 90_000])
def test_packed(packing, size, tmp_path):
    plain = text(",").replace(b"1,000", b"1000") + b"\n" + b"".join(f"C{i},,,{i:099d}\n".encode() for i in range(size))
    path = tmp_path / f"a.csv.{packing}"
    path.write_bytes(PACKINGS[packing](plain))
    for source in (path, path.read_bytes()):
        _, header, records = read(source)
        assert header == HEADER and len(records) == size + 2 and records[-1][0] == f"C{size - 1}"


@pytest.mark.parametrize("packing", PACKINGS)
def test_packed_and_cut_off_or_empty(packing):
    with pytest.raises(EmptyTable):
        read(PACKINGS[packing](b""))
    whole = PACKINGS[packing](text(";") * 200)
    with pytest.raises(DamagedTable, match="表"):
        read(whole[: len(whole) // 2])
    with pytest.raises(BinaryTable, match="twice"):
        read(PACKINGS[packing](gzip.compress(text(";"))))


@pytest.mark.parametrize("packing", PACKINGS)
def test_bombs_stop_at_the_limits(packing):
    bomb = PACKINGS[packing](b"a,b\n" + b"\n" * 3_000_000)
    with pytest.raises(TableTooLarge, match="times its size"):
        read(bomb, limits=TableLimits(expansion_free_bytes=1 << 20))
    with pytest.raises(TableTooLarge, match="limit"):
        read(bomb, limits=TableLimits(bytes=1 << 20))


def test_members_and_padding_of_gzip_and_xz():
    head, tail = (",".join(HEADER) + "\n").encode(), "甲公司,,,\n".encode()
    for pack, padding in ((gzip.compress, b"\0\0\0\0"), (lzma.compress, b"\0" * 8)):
        _, header, records = read(pack(head) + pack(tail) + padding)
        assert header == HEADER and records == [["甲公司", "", "", ""]]


def test_zips_that_are_no_table():
    with pytest.raises(BinaryTable, match="2 files"):
        read(zipped(("a.csv", text(";")), ("b.csv", b"x")))
    with pytest.raises(BinaryTable, match="bzip2"):
        read(bz2.compress(text(";")))


def test_a_workbook_in_gzip_and_columns_to_the_right():
    book = openpyxl.Workbook()
    for i, row in enumerate([HEADER, *ROWS], 3):
        for j, cell in enumerate(row, 3):
            book.active.cell(i, j, cell or None)
    out = io.BytesIO()
    book.save(out)
    table, header, records = read(gzip.compress(out.getvalue()))
    assert header == ["", "", *HEADER] and table.sheets[0].header_rows == (3,)
    assert records == [["", "", *row] for row in ROWS]


def test_a_nul_byte_costs_its_row_only():
    lines = [",".join(HEADER), *(f"公司{i},,," for i in range(9_000)), "坏\0公司,,,", "后,,,"]
    table = read_table("\n".join(lines).encode(), "表.csv", columns=PACKS.columns, table="registrations")
    records = list(table.sheets[0].records)
    assert [r.problem.code for r in records if r.problem] == ["undecodable"] and len(records) == 9_002


def test_temporary_files_go_with_their_table(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    data = gzip.compress((",".join(HEADER) + "\n" + f"某某公司,,,{'x' * 200}\n" * 50_000).encode())
    table = read_table(data, "表.csv.gz", columns=PACKS.columns, table="registrations")
    next(table.sheets[0].records)
    assert len(list(tmp_path.iterdir())) == 1
    del table
    assert list(tmp_path.iterdir()) == []
