"""Firms on links of a chain, and what a system of industries is made of, in the words of bulletins and features."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

CHAIN = "新型显示由玻璃基板、驱动芯片、面板制造三个环节构成。"


def test_an_industry_made_up_of_links() -> None:
    made = read(f"# 观察\n\n{CHAIN}\n")
    assert made.edges("PART_OF") == [
        (link, "qingdao:Industry/new-display") for link in ("玻璃基板", "驱动芯片", "面板制造")
    ]


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("在驱动芯片环节，青岛样芯微电子有限公司去年出货300万颗。", "驱动芯片"),
        ("青岛样芯微电子有限公司扎根驱动芯片环节，订单不断。", "驱动芯片"),
        ("样品交给下一环——驱动芯片企业青岛样芯微电子有限公司。", "驱动芯片"),
        ("在驱动芯片环节，本地还没有企业。青岛样芯微电子有限公司明年搬来。", None),
        ("青岛样芯微电子有限公司的订单正处于面板制造环节。", None),
    ],
)
def test_a_firm_on_a_link(said: str, link: str | None) -> None:
    made = read(f"# 观察\n\n{CHAIN}{said}\n")
    assert made.edges("ENGAGES_IN") == ([("青岛样芯微电子有限公司", link)] if link else [])


def test_the_links_of_an_item_are_of_its_industry() -> None:
    made = read(
        "示例区2027年工业公报\n\n——轨道交通装备。全年产值936亿元。在转向架环节，青岛样轨装备股份有限公司批量供货。\n"
        "——新型显示。产值310亿元。\n"
    )
    assert made.edges("PART_OF") == [("qingdao:ChainLink/rail-transit/bogies", "qingdao:Industry/rail-transit")]


def test_what_stands_before_within_a_chain_begins_no_link() -> None:
    made = read("# 观察\n\n聚焦低空经济产业链中飞控系统、机载雷达两个薄弱环节攻关。\n")
    assert made.names("ChainLink") == ["飞控系统", "机载雷达"]


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("平度市已形成以食品饮料为主导，智能家电、新型显示为支撑的“1+2”先进制造业体系。", True),
        ("平度市初步构建起以食品饮料为引领、智能家电和新型显示为支撑的“1+2”现代产业体系。", True),
        ("平度市将构建以食品饮料为引领、智能家电和新型显示为支撑的“1+2”现代产业体系。", False),
    ],
)
def test_a_system_by_what_leads_and_what_backs_it(said: str, there: bool) -> None:
    made = read(f"# 观察\n\n{said}\n")
    members = {"food-beverage", "home-appliance", "new-display"}
    (system,) = made.names("IndustrySystem")
    assert {(head.rpartition("/")[2], tail) for head, tail in made.edges("PART_OF")} == {(m, system) for m in members}
    has = {tail.rpartition("/")[2] for _, tail in made.edges("HAS_INDUSTRY")}
    assert has == ({*members, system.rpartition("/")[2]} if there else set())
    assert made.edges("FOCUSES_ON") == []


def test_a_system_with_other_numbers_has_no_members_of_these() -> None:
    made = read("# 观察\n\n平度市形成了以食品饮料为引领、智能家电为支撑的“1+3”现代产业体系。\n")
    assert made.edges("PART_OF") == []
    assert made.edges("HAS_INDUSTRY") == [("cn-div:370283", "“1+3”现代产业体系")]


def test_the_fastest_of_a_system_is_of_it() -> None:
    made = read("# 观察\n\n作为“10+1”创新型产业体系中增长最快的产业之一，仪器仪表产业去年营收突破百亿元。\n")
    assert [head for head, _ in made.edges("PART_OF")] == ["qingdao:Industry/instrument"]


@pytest.mark.parametrize(
    "said",
    [
        "仪器仪表产业实现产值96亿元，增长7%。",
        "青岛集聚仪器仪表企业320余家。",
        "支持平度市建设仪器仪表产业集聚区。",
        "全市仪器仪表产量达到3万台。",
    ],
)
def test_what_says_nothing_of_what_a_place_has(said: str) -> None:
    assert read(f"# 观察\n\n青岛今年开局平稳。\n\n{said}\n").edges("HAS_INDUSTRY") == []
