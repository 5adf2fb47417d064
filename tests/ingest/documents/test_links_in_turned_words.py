"""Links whose place in a chain is told behind their names, in order, by number or as its weakest (链条的另一种说法)."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read
from tests.ingest.documents.reading import read as read_text


def read(text: str) -> Read:
    return read_text(f"# 链上观察\n\n{text}\n", "page.md")


def test_links_stand_before_the_words_for_their_stage() -> None:
    made = read("在青岛的氢能产业链上，制氢设备居于上游，储运装备处在中游，往下才是燃料电池整车。")
    assert made.edges("UPSTREAM_OF") == [("制氢设备", "储运装备"), ("储运装备", "燃料电池整车")]
    assert [tail for _, tail in made.edges("PART_OF")] == ["氢能"] * 3


def test_a_bare_deed_behind_and_belongs_to_the_link() -> None:
    made = read("在生物制造产业链上，菌种设计与构建位于上游，发酵生产居中，终端制剂与应用落在下游。")
    assert made.names("ChainLink") == ["菌种设计与构建", "发酵生产", "终端制剂与应用"]


def test_two_things_before_a_stage_are_two_links() -> None:
    made = read("从产业链看，减速器和伺服电机属于上游，整机总装属于下游。")
    assert made.edges("UPSTREAM_OF") == [("减速器", "整机总装"), ("伺服电机", "整机总装")]


def test_links_in_the_order_of_a_chain() -> None:
    made = read("氢能产业链由上到下依次是制氢设备、储氢瓶、燃料电池。")
    assert made.edges("UPSTREAM_OF") == [("制氢设备", "储氢瓶"), ("储氢瓶", "燃料电池")]


def test_links_behind_their_number_are_of_the_industry_before_it() -> None:
    made = read("《方案》梳理出碳纤维产业的四个环节：原丝、碳化、复材制备、制品加工。")
    assert made.edges("PART_OF") == [(link, "碳纤维产业") for link in ("原丝", "碳化", "复材制备", "制品加工")]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("氢能产业链上，最弱的一环是储氢瓶。", "储氢瓶"),
        ("氢能产业的短板在加氢机，本地企业只有两家。", "加氢机"),
        ("氢能产业链里，最薄弱的环节当属压缩机。", "压缩机"),
    ],
)
def test_the_weakest_link_is_one_of_the_chain(text: str, link: str) -> None:
    made = read(text)
    assert made.names("ChainLink") == [link]
    assert made.edges("PART_OF")[0][0] == link


def test_the_links_of_the_chain_that_a_plan_is_for() -> None:
    made = read(
        "莱西市印发《莱西市氢能产业链强链补链实施方案》（以下简称《实施方案》），目标是氢能产业产值突破100亿元。\n\n"
        "《实施方案》把链条拆成了三个环节：制氢设备、储氢瓶、加氢机。"
    )
    assert {head for head, _ in made.edges("PART_OF")} >= {"制氢设备", "储氢瓶", "加氢机"}


@pytest.mark.parametrize(
    "text",
    [
        "鸟类栖息地位于河流上游，湿地公园处在中游，入海口落在下游。",
        "前两个位于上游，中间两个属于中游，最后一个为下游。",
        "孩子们最大的短板是英语。",
    ],
)
def test_rivers_ordinals_and_people_are_no_links(text: str) -> None:
    assert read(text).names("ChainLink") == []
