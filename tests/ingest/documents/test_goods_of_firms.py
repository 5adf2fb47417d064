"""Goods that a firm's own words show, who hands on to whom, who holds whom and who runs what is built."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

FIRM, OTHER, THIRD = "青岛样光智能终端有限公司", "青岛示海材料有限公司", "青岛例川汽车有限公司"


def news(said: str) -> Read:
    return read(f"# 企业新事\n\n{said}\n")


@pytest.mark.parametrize(
    ("said", "good"),
    [
        (f"{FIRM}的拳头产品车载曲面屏为{THIRD}配套。", "车载曲面屏"),
        (f"{FIRM}揭榜后，用自家的强光可读显示屏改造了首批座舱。", "强光可读显示屏"),
        (f"{FIRM}的海藻多糖降糖药获批上市。", "海藻多糖降糖药"),
        (f"{FIRM}生产的纯电动轻型货车产销两旺，全年下线9.6万辆。", "纯电动轻型货车"),
        (f"整机所用的耐压陶瓷轴承，由{FIRM}独家供应。", "耐压陶瓷轴承"),
        (f"{FIRM}生产的拖曳式声呐阵列一举拿下3个海外订单。", "拖曳式声呐阵列"),
    ],
)
def test_a_good_is_the_firms(said: str, good: str) -> None:
    made = news(said)
    assert made.names("Technology") == [good]
    assert made.edges("OFFERS") == [(FIRM, good)]


@pytest.mark.parametrize(
    "said",
    [
        f"进展顺利，由{FIRM}供应物资。",
        f"{FIRM}的订单获批上市。",
        f"{FIRM}还没有用上自家的食堂。",
    ],
)
def test_no_good_of_a_firm(said: str) -> None:
    assert news(said).names("Technology") == []


def test_what_is_made_of_bought_goods_is_handed_on() -> None:
    made = news(f"{FIRM}从{OTHER}采购面板，制成背光模组，再交给下一环——整机企业{THIRD}。")
    assert set(made.edges("SUPPLIES")) == {(OTHER, FIRM), (FIRM, THIRD)}
    assert news(f"{FIRM}计划再交给{THIRD}。").edges("SUPPLIES") == []


def test_who_holds_a_stake() -> None:
    assert news(f"{FIRM}持有{OTHER}12%的股权。").edges("INVESTS_IN") == [(FIRM, OTHER)]
    assert news(f"{FIRM}拟持有{OTHER}12%的股权。").edges("INVESTS_IN") == []


def test_who_runs_a_platform_that_is_to_be_built_and_who_manages_a_fund() -> None:
    made = news(
        f"样湾航空产业园占地86万平方米。建设青岛低空飞行综合服务平台，由{FIRM}负责运营。"
        "设立由市财政局牵头管理的青岛低空经济产业基金。"
    )
    assert made.edges("OPERATES") == [(FIRM, "青岛低空飞行综合服务平台")]


def test_links_within_a_chain_are_weighed_not_the_chain() -> None:
    made = news("平度市聚焦低空经济产业链中飞控系统、机载雷达等薄弱环节招商。")
    assert {tail for _, tail in made.edges("FOCUSES_ON")} <= {"飞控系统", "机载雷达"}


def test_a_quoted_model_made_with_an_institute_is_the_firms() -> None:
    made = news(f"{FIRM}今年5月获评瞪羚企业，与青岛科技大学合作开发的“知样”大模型已在26家医院上线。")
    assert made.edges("OFFERS") == [(FIRM, "知样")]
    assert made.edges("RELEASES") == []


def test_an_honour_once_given_is_held() -> None:
    assert news(f"{FIRM}曾获评瞪羚企业。").edges("CERTIFIED_AS") == [(FIRM, "瞪羚企业")]
    assert news(f"{FIRM}曾有望获评瞪羚企业。").edges("CERTIFIED_AS") == []
