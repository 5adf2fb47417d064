"""Chains split into links, and who issues, leads and draws in the words of a page about them."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read


@pytest.mark.parametrize(
    "said",
    [
        "去年起，崂山区工业和信息化局把虚拟现实产业拆成声场采集、手势追踪、影像渲染三个环节逐一比对。",
        "崂山区将这条虚拟现实产业链细分为声场采集、手势追踪、影像渲染3个关键环节。",
    ],
)
def test_an_industry_split_into_as_many_links_as_are_named(said: str) -> None:
    found = read(f"# 崂山接链\n\n{said}\n")
    assert found.names("ChainLink") == ["声场采集", "手势追踪", "影像渲染"]


def test_steps_of_an_industrys_work_are_no_links() -> None:
    found = read("# 崂山办事\n\n崂山区把企业办事流程拆成受理、审核、发证三个环节。\n")
    assert found.names("ChainLink") == []


def test_who_made_and_issued_a_paper_together() -> None:
    found = read(
        "# 问答\n\n由市科技局会同市财政局制定印发的《青岛市场景发榜管理办法》7月1日起施行，本报请市科技局有关负责人作答。\n"
    )
    issued = {tail for head, tail in found.edges("ISSUED_BY")}
    assert issued == {"qingdao:Organization/science-technology", "qingdao:Organization/finance"}
    assert found.names("Organization") == []


def test_the_latter_is_who_is_led() -> None:
    found = read(
        "# 问答\n\n青岛市印发《青岛市场景发榜管理办法》。《办法》建立场景首用免责清单，同时设立发榜争议裁决机制，后者由市科技局牵头。\n"
    )
    assert [head for head, _ in found.edges("LED_BY")] == ["发榜争议裁决机制"]


def test_who_draws_firms_in_is_who_opens_the_clause_and_a_parks_firms_are_the_parks() -> None:
    found = read(
        "# 崂山接链\n\n云屿虚拟现实产业园由青岛云屿园区运营有限公司运营。于是崂山区定向敲门，先后引来青岛澜镜光电有限公司等企业23家。\n"
    )
    assert [tail for _, tail in found.edges("ATTRACTS")] == ["青岛澜镜光电有限公司"]
    assert [head for head, _ in found.edges("ATTRACTS")] == ["cn-div:370212"]
    told = figures(
        "# 园区走访\n\n云屿虚拟现实产业园由青岛云屿园区运营有限公司运营。截至5月底，园区入驻企业64家，今年前5个月企业营业收入合计7.3亿元。\n"
    )
    assert told["7.3亿元"] == told["64家"] == "云屿虚拟现实产业园"


def test_as_many_links_as_counted_are_whole_and_this_chain_is_the_one_told_of_just_before() -> None:
    made = read(
        "# 灯塔\n\n城阳区轨道交通装备产业基础好。按照划分，这条链由轮轨与制动部件、列车控制、整车组装三个环节首尾相接。\n"
    )
    rail = "qingdao:Industry/rail-transit"
    assert made.edges("PART_OF") == [("轮轨与制动部件", rail), ("列车控制", rail), ("整车组装", rail)]
