"""Who supplies whom and works on what, who sits in a park and what a new firm does, in the words of reports."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

PARK = "青岛样本智造产业园"
METER, CHIP, BORN = "青岛样辰仪器股份有限公司", "青岛样穗微电子有限公司", "青岛样泽科技有限公司"
INTRO = f"位于城阳区的{PARK}入驻企业达52家，重点布局仪器仪表链条上的敏感元件、信号调理芯片、整机装配等环节。"


def told(said: str) -> Read:
    return read(f"# 园区里的链条\n\n{INTRO}\n\n{said}\n")


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}去年落成。公司信号调理芯片的供应商，正是今年1月入驻的{CHIP}。", {(CHIP, METER)}),
        (f"{METER}的主要供应商就是{CHIP}。", {(CHIP, METER)}),
        (f"{METER}的供应商包括{CHIP}和{BORN}。", {(CHIP, METER), (BORN, METER)}),
        (f"多年向{METER}供应芯片的{CHIP}扩了产。", {(CHIP, METER)}),
        (f"{METER}去年落成。公司的供应商不再是{CHIP}。", set()),
        (f"{METER}的供应商将是{CHIP}。", set()),
    ],
)
def test_who_a_supplier_is_said_to_be(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(told(said).edges("SUPPLIES")) == pairs


def test_a_supplier_works_on_what_it_supplies() -> None:
    made = told(f"{METER}去年落成。公司信号调理芯片的供应商，正是今年1月入驻的{CHIP}。")
    assert made.edges("ENGAGES_IN") == [(CHIP, "信号调理芯片")]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}落户园区。这家以整机装配为主业的高新技术企业，去年产值突破5亿元。", {(METER, "整机装配")}),
        (f"以整机装配为主营业务的{METER}去年产值突破5亿元。", {(METER, "整机装配")}),
        (f"{METER}主攻仪器仪表的敏感元件环节。", {(METER, "敏感元件")}),
        (f"{METER}不再专攻敏感元件。", set()),
        (f"{METER}在园区设立全资子公司{BORN}，租下厂房2千平方米，专攻敏感元件。", {(BORN, "敏感元件")}),
    ],
)
def test_what_a_firm_is_said_to_work_on(said: str, pairs: set[tuple[str, str]]) -> None:
    made = told(said)
    assert set(made.edges("ENGAGES_IN")) == pairs
    assert "整机装配" not in made.names("Industry")


def test_a_link_of_one_chain_is_part_of_it() -> None:
    made = read(f"# 新事\n\n{METER}主攻轨道交通装备的转向架环节，去年出口12亿元。\n")
    assert made.edges("PART_OF") == [("qingdao:ChainLink/rail-transit/bogies", "qingdao:Industry/rail-transit")]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}(以下简称样辰仪器)是园区2023年引进的首家企业。", {(METER, PARK)}),
        (f"{METER}在园区设立全资子公司{BORN}。", {(BORN, PARK)}),
        (f"{METER}拟在园区设立全资子公司{BORN}。", set()),
    ],
)
def test_who_sits_in_the_park_told_of(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(told(said).edges("TENANT_OF")) == pairs


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("样湾标定中心项目也已落户园区，总投资3.2亿元。", {("样湾标定中心项目", PARK)}),
        ("样湾标定中心项目选址该园区，总投资3.2亿元。", {("样湾标定中心项目", PARK)}),
        ("样湾标定中心项目有望落户园区，总投资3.2亿元。", set()),
    ],
)
def test_a_project_that_settles_in_the_park_told_of(said: str, pairs: set[tuple[str, str]]) -> None:
    assert {p for p in told(said).edges("LOCATED_IN") if p[0] != PARK} == pairs


def test_who_adds_capital_for_a_project_builds_it() -> None:
    made = read(f"# 新事\n\n{METER}增资1.2亿欧元的样湾减速器二期项目昨天签约。\n")
    assert made.edges("DELIVERS") == [(METER, "样湾减速器二期项目")]


def test_what_belongs_to_an_industry_is_a_part_of_it() -> None:
    made = read("# 新事\n\n属于轨道交通装备领域的智能家电去年产值突破62亿元。\n")
    assert made.edges("PART_OF") == [("qingdao:Industry/home-appliance", "qingdao:Industry/rail-transit")]
