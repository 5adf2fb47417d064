"""Cells: amounts, days, header words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.tables import ColumnMatcher, header_unit
from ingest.tables.cells import is_empty, is_total_row, read_amount, read_date
from schema.pack_loader import load_packs


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("1,286.5000(万)", "12865000.00", "CNY"),
        ("93万元", "930000.00", "CNY"),
        ("30(万美元)", "300000.00", "USD"),
        ("5万欧元", "50000.00", "EUR"),
        ("7(万日元)", "70000.00", "JPY"),
        ("8万港元", "80000.00", "HKD"),
        ("8(万香港元)", "80000.00", "HKD"),
        ("１００（万元）", "1000000.00", "CNY"),
        ("9(万元(人民币))", "90000.00", "CNY"),
        ("9(万元美元)", "90000.00", "USD"),
        ("9( 万人民币元)", "90000.00", "CNY"),
        ("9.5万元人民币", "95000.00", "CNY"),
        ("1,000,000(人民币元)", "1000000.00", "CNY"),
        ("1.2亿元", "120000000.00", "CNY"),
        ("人民币3万元整", "30000.00", "CNY"),
        ("0.123456万元", "1234.56", "CNY"),
        ("壹佰万元整", "1000000.00", "CNY"),
        ("人民币叁仟伍佰万元整", "35000000.00", "CNY"),
        ("美元伍拾万元", "500000.00", "USD"),
        ("USD500万", "5000000.00", "USD"),
        ("500万 USD", "5000000.00", "USD"),
        ("港币:100万元", "1000000.00", "HKD"),
        ("US$ 20,000", "20000.00", "USD"),
        ("￥3万", "30000.00", "CNY"),
        ("2600000人民币", "2600000.00", "CNY"),
    ],
)
def test_amounts(cell, amount, currency):
    assert read_amount(cell) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "cell",
    [
        "N/A",
        "",
        "9",
        "9()",
        "万元",
        "-5万元",
        "5万只",
        "9" * 30 + "万元",
        "美元500万人民币",
        "约500万元",
        "拾万只",
        "1.2.3万元",
    ],
)
def test_amounts_that_are_not_read(cell):
    assert read_amount(cell) is None


def test_a_bare_number_takes_the_unit_of_its_header():
    assert header_unit("注册资本（万元）") == "万元"
    assert read_amount("500", "万元") == (Decimal("5000000.00"), "CNY")
    assert read_amount("500万美元", "万元") == (Decimal("5000000.00"), "USD")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2019-01-02", "2019-01-02"),
        ("2019/1/2", "2019-01-02"),
        ("2019.1.2", "2019-01-02"),
        ("20190102", "2019-01-02"),
        ("2019年1月2日", "2019-01-02"),
        ("２０１９-01-02", "2019-01-02"),
        ("2019-01-02 08:30:00", "2019-01-02"),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_days(cell, day):
    found, problem = read_date(cell)
    assert (found.isoformat(), problem) == (day, None)


def test_days_that_do_not_exist_or_are_not_read():
    assert read_date("2023-02-30") == (None, "date_invalid")
    assert read_date("2019年1月") == (None, "date_unread")
    assert read_date("1月2日") == (None, "date_unread")
    assert read_date("N/A") == (None, None)


def test_serial_days_count_in_spreadsheets_only():
    # Excel's day 1 is 1900-01-01 with a 29 February 1900 that never was: 43467 is 2019-01-02.
    assert read_date("43467", spreadsheet=True)[0].isoformat() == "2019-01-02"
    assert read_date("43467") == (None, "date_unread")


def test_empty_and_total():
    assert all(map(is_empty, ["", " ", "N/A", "n/a", "—", "无", "null"]))
    assert not is_empty("无锡公司")
    assert is_total_row(["", "合 计", "5"]) and is_total_row(["总计：12个"])
    assert not is_total_row(["合计划有限公司"])


def test_columns_by_meaning():
    guess = ColumnMatcher(load_packs().columns, "registrations").guess(
        ["序号", "*企业名称", "企业注册地址", "注册资本（万元）", "法定代表人", "联系电话", "董事长姓名", "备注"]
    )
    assert guess.fields == {"name": 1, "address": 2, "capital": 3}
    assert guess.persons == (4, 5, 6)
    assert guess.unknown == (0, 7)
