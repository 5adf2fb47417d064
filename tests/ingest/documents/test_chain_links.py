"""Links of chains in lists that 环节 closes, where their names stand again, and the firms that work on them."""

import pytest

from tests.ingest.documents.reading import Read, read

PARK = "青岛样本湾数字产业园"


def news(body: str) -> Read:
    return read(f"# 园区新事\n\n{PARK}位于崂山区，占地120亩，由青岛样本运营有限公司运营。\n\n{body}\n")


@pytest.mark.parametrize(
    ("said", "links"),
    [
        ("园区瞄准声呐装备产业链上的换能器、水密接头、耐压外壳材料等环节。", ["换能器", "水密接头", "耐压外壳材料"]),
        ("园区针对声呐装备产业链，着力补齐换能器、信号芯片等薄弱环节。", ["换能器", "信号芯片"]),
        ("声呐装备产业链由换能器、信号芯片、整机集成三个环节构成。", ["换能器", "信号芯片", "整机集成"]),
        ("该产品经过设计评审、样件试制、整机测试等环节，流程走完要半年。", []),
        ("园区覆盖苗圃、课堂、展厅等环节。", []),
        ("园区形成从换能器、信号芯片到整机集成的完整产业链。", ["换能器", "信号芯片", "整机集成"]),
        ("园区打通从选题策划、成果评审到推广销售的全链条。", []),
        ("从实验室到生产线的链条缩短了。", []),
    ],
)
def test_a_list_that_a_word_for_links_closes(said: str, links: list[str]) -> None:
    assert news(said).names("ChainLink") == links


def test_the_chain_is_told_and_in_the_focus_as_its_links_are() -> None:
    made = news("园区针对集成电路产业链，补强光刻胶材料、测试设备等薄弱环节。")
    assert [head for head, _ in made.edges("PART_OF")] == ["光刻胶材料", "测试设备"]
    assert {head for head, _ in made.edges("FOCUSES_ON")} == {PARK}
    assert len(made.edges("FOCUSES_ON")) == 3  # the chain and its two links


def test_a_link_named_once_is_one_in_the_next_article_too() -> None:
    made = read(
        "# 甲报道\n\n本报6月1日讯 园区聚焦换能器、水密接头等关键环节招商。\n\n（记者 样本）\n\n"
        "# 乙报道\n\n本报6月1日讯 青岛样甲声学科技有限公司主攻换能器，去年卖出300套。生产温度换能器的企业不在此列。\n\n（记者 样本）\n"
    )
    assert made.edges("ENGAGES_IN") == [("青岛样甲声学科技有限公司", "换能器")]
    assert [m["text"] for m in made.rows("mentions") if m["label"] == "ChainLink"].count("换能器") == 2


@pytest.mark.parametrize(
    ("said", "links"),
    [
        ("青岛样甲声学科技有限公司专做海缆检测服务。", ["海缆检测服务"]),
        ("青岛样甲声学科技有限公司不做海缆检测服务。", []),
        ("园区将从事海缆检测服务。", []),
    ],
)
def test_a_service_that_a_firm_specialises_in(said: str, links: list[str]) -> None:
    assert [tail for _, tail in news(said).edges("ENGAGES_IN")] == links


def test_weight_that_a_firm_puts_on_a_link_is_not_its_parks() -> None:
    made = news("青岛样甲声学科技有限公司是园区首批企业，主攻换能器。园区聚焦换能器、水密接头等环节。")
    assert ("青岛样甲声学科技有限公司", "换能器") in made.edges("ENGAGES_IN")
    assert {head for head, _ in made.edges("FOCUSES_ON")} == {PARK}


def test_links_of_a_chain_told_without_a_word_for_goods_or_weight() -> None:
    made = read(
        "# 计划发布\n\n《青岛市样例产业行动计划》提出，推动卫星应用产业卫星制造、地面终端、数据处理三个环节协同发展。\n"
    )
    assert made.names("ChainLink") == ["卫星制造", "地面终端", "数据处理"]
    assert made.edges("PART_OF") == [(link, "卫星应用") for link in made.names("ChainLink")]
    assert {tail for _, tail in made.edges("FOCUSES_ON")} == {"卫星制造", "地面终端", "数据处理", "卫星应用"}


@pytest.mark.parametrize(
    "said",
    [
        "一条海洋样仪产业链，上游的浮力母粒、水密插头，中游的整机组装，下游的海况观测，都在园里。",
        "海洋样仪产业链上，上游有浮力母粒、水密插头，中游是整机组装，下游为海况观测。",
        "海洋样仪产业成了气候：上游做浮力母粒和水密插头，中游做整机组装，下游做海况观测。",
    ],
)
def test_a_chain_told_by_its_parts(said: str) -> None:
    made = news(said)
    assert made.names("ChainLink") == ["浮力母粒", "水密插头", "整机组装", "海况观测"]
    assert {tail for _, tail in made.edges("PART_OF")} == {"海洋样仪"}
    assert made.edges("UPSTREAM_OF") == [
        ("浮力母粒", "整机组装"),
        ("水密插头", "整机组装"),
        ("整机组装", "海况观测"),
    ]


@pytest.mark.parametrize(
    "said", ["上游的企业和下游的客户都来了。", "产业链上游的甲材料已经配套。", "下游的港口，上游的电站。"]
)
def test_what_is_no_chain_by_its_parts(said: str) -> None:
    assert news(said).edges("UPSTREAM_OF") == []


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("青岛样甲声学科技有限公司主营氢能产业链上的储运装备。", "储运装备"),
        ("深耕鱼糜提取的青岛样甲声学科技有限公司去年获奖。", "鱼糜提取"),
        ("青岛样甲声学科技有限公司专注船体涂装，客户20家。", "船体涂装"),
    ],
)
def test_what_a_firm_works_on_along_a_chain(said: str, link: str) -> None:
    assert ("青岛样甲声学科技有限公司", link) in news(said).edges("ENGAGES_IN")


@pytest.mark.parametrize(
    "said",
    [
        "业内习惯把氢能产业链拆成三段来看：氢气制取、储运装备、整车集成。",
        "氢能产业链分为三个环节：氢气制取、储运装备、整车集成。",
        "氢能产业链大致可划分为3个主要环节，分别是氢气制取、储运装备、整车集成。",
    ],
)
def test_links_behind_the_number_that_a_chain_falls_into(said: str) -> None:
    made = read(f"# 氢能\n\n{said}\n")
    assert made.names("ChainLink") == ["氢气制取", "储运装备", "整车集成"]
    assert {head for head, _ in made.edges("PART_OF")} == {"氢气制取", "储运装备", "整车集成"}


def test_what_is_said_of_a_stage_is_no_link() -> None:
    made = read("# 氢能\n\n氢能产业链很长。“上游氢气制取做得便宜，下游才有饭吃。”他说。\n")
    assert made.names("ChainLink") == []
