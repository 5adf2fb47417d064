"""Scenarios that a plan or its report names as to come, which of two does what, and where."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

PLAN = """青岛市人民政府办公厅关于加快样洋产业高质量发展的实施意见

青政办发〔2026〕19号

各区、市人民政府:

为推动样洋产业做大做强，现提出如下意见。

一、总体目标

到2028年，全市样洋产业规模达到320亿元。

二、重点任务

(一)开放海上应用场景。"""


def test_as_many_as_a_plan_says_and_what_the_first_and_the_second_do() -> None:
    told = "率先建设样州湾无人船编队巡航、样山岛海底观测网两个示范场景：前者由青岛海事局牵头，采用北斗短报文技术；后者向社会征集耐高压水密接插件。"
    made = read(PLAN + told + "\n")
    first, second = "样州湾无人船编队巡航", "样山岛海底观测网"
    assert [tail for _, tail in made.edges("PROPOSES")] == [first, second]
    assert made.edges("LED_BY") == [(first, "青岛海事局")]
    assert made.edges("APPLIES") == [(first, "北斗短报文技术")]
    assert made.edges("DEMANDS") == [(second, "耐高压水密接插件")]


def test_each_where_the_plan_puts_it() -> None:
    made = read(PLAN + "在西海岸新区遴选“样园无人巡检”场景，在即墨区遴选“样车工况验证”场景。\n")
    assert [head for head, _ in made.edges("LOCATED_IN")] == ["样园无人巡检", "样车工况验证"]
    assert len(made.edges("PROPOSES")) == 2


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (
            "《方案》共安排三大任务。\n\n一曰商圈提档。二曰文旅融合，推出“样夜泊帆”“样城漫游”2个夜游场景。三曰银发悦享。",
            2,
        ),
        ("《方案》提出，率先打造“样夜泊帆”场景。", 1),
        ("去年，青岛样旅集团打造的“样夜泊帆”场景人气旺。", 0),
    ],
)
def test_a_report_tells_what_its_plan_brings(told: str, count: int) -> None:
    out = "# 样例新闻\n\n6月3日，市商务局发布《青岛市样费场景焕新方案》（简称《方案》）。"
    assert len(read(out + told + "\n", "page.md").edges("PROPOSES")) == count


@pytest.mark.parametrize("office", ["青岛海事局", "青岛金融监管局", "青岛税务局"])
def test_offices_of_the_state_in_a_city(office: str) -> None:
    assert read(f"# 样例新闻\n\n这项工作由{office}牵头。\n", "page.md").names("Organization") == [office]
