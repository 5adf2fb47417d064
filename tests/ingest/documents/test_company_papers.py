"""A firm's own paper: 公司 is the firm of the title, its subsidiary is told apart, figures go to each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.ingest.documents.reading import Read, read

REPORT = """青岛岚舟船艇股份有限公司2027年上半年经营情况
发布时间：2027-08-20　来源：岚舟船艇

青岛岚舟船艇股份有限公司（以下简称“岚舟船艇”）总部位于青岛高新区。
报告期内，公司实现营业收入3.1亿元。
5月，公司与青岛云岬监测有限公司签署战略合作协议。公司全资子公司青岛岚舟动力有限公司的厂房已投入使用，年产能由60台提高到140台。
截至6月底，公司拥有有效专利136件，其中发明专利41件。
"""
HOUSE, DAUGHTER = "青岛岚舟船艇股份有限公司", "青岛岚舟动力有限公司"


@pytest.fixture(scope="module")
def report() -> Read:
    return read(REPORT)


def test_the_firms_are_those_named_and_no_phrase_is_one(report: Read) -> None:
    assert set(report.names("Company")) == {HOUSE, DAUGHTER, "青岛云岬监测有限公司"}
    assert {alias for row in report.rows("nodes_Company") for alias in row["aliases"] or ()} == {"岚舟船艇"}


def test_the_day_is_read_from_the_line_below_the_title(report: Read) -> None:
    assert str(report.rows("nodes_Document")[0]["published_on"]) == "2027-08-20"


def test_a_subsidiary_is_held_by_the_house(report: Read) -> None:
    assert report.edges("INVESTS_IN") == [(HOUSE, DAUGHTER)]


def test_each_figure_is_of_the_firm_that_it_is_told_of(report: Read) -> None:
    firms = {row["local_id"]: row["name"] for row in report.rows("nodes_Company")}
    rows = {row["local_id"]: row for row in report.rows("nodes_Indicator")}
    measured = {
        (rows[edge["head"]]["metric"], rows[edge["head"]]["value"], firms.get(edge["tail"]))
        for edge in report.rows("edges")
        if edge["type"] == "MEASURES"
    }
    assert {one for one in measured if one[0] != "年产能"} == {
        ("营业收入", Decimal(310_000_000), HOUSE),
        ("有效专利", Decimal(136), HOUSE),
        ("发明专利", Decimal(41), HOUSE),
    }
    # Both values of a rise are of the daughter, under the one name.
    assert {(metric, firm) for metric, _, firm in measured if metric == "年产能"} == {("年产能", DAUGHTER)}
