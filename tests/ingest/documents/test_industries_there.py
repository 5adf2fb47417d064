"""Industries that figures, words for their district or the official classification show (产业在地)."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

RAIL, AI, LOW, CHIPS = (
    "qingdao:Industry/rail-transit",
    "qingdao:Industry/artificial-intelligence",
    "qingdao:Industry/low-altitude",
    "qingdao:Industry/integrated-circuit",
)
CHENGYANG, LAOSHAN, JIAOZHOU, QINGDAO = "cn-div:370214", "cn-div:370212", "cn-div:370281", "cn-div:370200"


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("城阳区轨道交通装备出口额达12.4亿元，增长8%。", {(CHENGYANG, RAIL)}),
        ("崂山区人工智能完成投资21亿元。", {(LAOSHAN, AI)}),
        ("上半年，崂山区低空经济企业增至41家，人工智能企业已逾300家。", {(LAOSHAN, LOW), (LAOSHAN, AI)}),
        ("同在崂山区的集成电路，上半年产量增长3.5%。", {(LAOSHAN, CHIPS)}),
        ("崂山区将引进低空经济企业12家。", set()),
        ("项目建成后，可容纳崂山区的人工智能企业30家。", {(LAOSHAN, AI)}),
        ("项目建成后，可容纳人工智能企业30家。", set()),
        ("到2028年，崂山区低空经济企业达到100家。", set()),
        ("青岛市集成电路产量增长12%。", set()),
    ],
)
def test_what_is_counted_of_an_industry_is_there(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(read(f"# 上半年观察\n\n{said}\n").edges("HAS_INDUSTRY")) == pairs


def test_the_whole_city_is_the_county_level_city_just_told_of() -> None:
    said = "一季度，胶州市实际使用外资2.2亿美元；全市人工智能产业规模突破90亿元，占青岛市同类产业的一成。"
    made = read(f"# 季度观察\n\n{said}\n")
    assert made.edges("HAS_INDUSTRY") == [(JIAOZHOU, AI)]
    assert made.names("Industry") == []  # 同类产业 is no name


def test_what_belongs_to_a_wider_industry_is_what_is_told_of() -> None:
    made = read("# 季度观察\n\n城阳区上半年，属于轨道交通装备的人工智能产值突破20亿元。\n")
    assert made.edges("HAS_INDUSTRY") == [(CHENGYANG, AI)]


@pytest.mark.parametrize("where", ["区内", "当地", "辖区内的"])
def test_the_words_for_a_place_are_no_part_of_a_name(where: str) -> None:
    made = read(f"# 季度观察\n\n2025年，城阳区规模以上工业企业达900家；{where}氢能产业产值突破31亿元。\n")
    assert made.names("Industry") == ["氢能产业"]
    assert made.edges("HAS_INDUSTRY") == [(CHENGYANG, "氢能产业")]


@pytest.mark.parametrize("trade", ["软件和信息技术服务业", "批发和零售业", "铁路、船舶、航空航天和其他运输设备制造业"])
def test_a_class_of_the_official_classification_is_one_name(trade: str) -> None:
    made = read(f"# 季度观察\n\n崂山区{trade}营业收入增长7.1%。\n")
    assert made.names("Industry") == [trade]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("青岛市公布了数据。以轨道交通装备为主导产业的城阳区增长最快。", {(CHENGYANG, RAIL)}),
        ("青岛市公布了数据。主攻人工智能赛道的崂山区增长最快。", {(LAOSHAN, AI)}),
        ("崂山区在人工智能上做足“数据”文章。", {(LAOSHAN, AI)}),
        ("城阳区则在轨道交通装备上持续发力。", {(CHENGYANG, RAIL)}),
        ("崂山区在服务群众上下足功夫。", set()),
        ("城阳区在养老服务上下功夫。", set()),
        ("鼓励企业在人工智能上下功夫。", set()),
    ],
)
def test_what_describes_a_district_and_what_it_works_on(said: str, pairs: set[tuple[str, str]]) -> None:
    made = read(f"# 季度观察\n\n{said}\n")
    assert set(made.edges("FOCUSES_ON")) == pairs
    assert made.names("Industry") == []


def test_the_whole_city_is_the_county_level_city_of_the_heading() -> None:
    body = "记者从胶州市工业和信息化局了解到，今年一季度，全市支柱产业人工智能产业共有规上企业9家，实现产值8.7亿元。"
    made = read(f"# 各地一线\n\n## 城阳区：新事\n\n城阳区今年新增企业9家。\n\n## 胶州市：新事\n\n{body}\n")
    assert made.edges("HAS_INDUSTRY") == [(JIAOZHOU, AI)]


def test_that_industry_is_the_one_named_before() -> None:
    made = read("# 季度观察\n\n崂山区把人工智能产业作为先导产业来抓，去年该产业实现营业收入83.4亿元。\n")
    assert made.edges("FOCUSES_ON") == [(LAOSHAN, AI)]
    assert made.edges("HAS_INDUSTRY") == [(LAOSHAN, AI)]


def test_the_word_for_its_kind_is_no_part_of_an_industry() -> None:
    made = read("# 季度观察\n\n城阳区的传统优势产业氢能产业营收增长5.6%。\n")
    assert made.names("Industry") == ["氢能产业"]


def test_what_a_system_is_made_of_is_no_emphasis() -> None:
    said = "城阳区将构建以轨道交通装备为优势产业、以人工智能为新兴产业的“1+1”现代产业体系。"
    assert (CHENGYANG, AI) not in read(f"# 季度观察\n\n{said}\n").edges("FOCUSES_ON")


def test_what_an_industry_is_counted_to_is_not_in_the_focus() -> None:
    plan = "《青岛市低空经济发展行动计划(2026—2028年)》(以下简称《计划》)印发。"
    said = f"{plan}《计划》聚焦低空经济这一“10+1”创新型产业体系中的未来产业，开放场景15个以上。"
    made = read(f"# 季度观察\n\n{said}\n")
    assert [tail for _, tail in made.edges("FOCUSES_ON")] == [LOW]
    assert made.edges("PART_OF") == [(LOW, "qingdao:IndustrySystem/10-plus-1")]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("崂山区人工智能产业从业者达12万人。", {(LAOSHAN, AI)}),
        ("城阳区轨道交通装备产业实现出口交货值21亿元。", {(CHENGYANG, RAIL)}),
        ("在崂山区，人工智能是当之无愧的第一大产业。", {(LAOSHAN, AI)}),
        ("崂山区发布数据。人工智能是某某新区的看家产业。", set()),
        ("人工智能是崂山区的看家产业。", {(LAOSHAN, AI)}),
    ],
)
def test_what_a_district_is_known_for(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(read(f"# 上半年观察\n\n{said}\n").edges("HAS_INDUSTRY")) == pairs


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (
            "11个项目现场签约，涵盖智能家电、新能源汽车零部件、集成电路封测等多个领域。",
            ["新能源汽车零部件", "集成电路封测"],
        ),
        ("今年签约的企业集中在人工智能、光通信器件两大赛道。", ["光通信器件"]),
        ("今年开放的场景项目涵盖智能家电、光通信器件等多个领域。", []),
        ("今年的民生项目涉及教育、医疗、交通等多个领域。", []),
        ("讲座涉及人工智能、光通信器件等多个领域。", []),
    ],
)
def test_what_fields_of_projects_and_firms_are(said: str, names: list[str]) -> None:
    assert read(f"# 上半年观察\n\n{said}\n").names("Industry") == names


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("崂山区：人工智能企业由2022年的31家增至72家。", {(LAOSHAN, AI)}),
        (
            "分区市看，人工智能产值居前列的是崂山区和胶州市，分别完成86亿元、21亿元。",
            {(LAOSHAN, AI), (JIAOZHOU, AI)},
        ),
        ("人工智能企业多半落在崂山区、胶州市。", {(LAOSHAN, AI), (JIAOZHOU, AI)}),
        ("低空经济在崂山区扎下根来。", {(LAOSHAN, LOW)}),
        ("崂山区人工智能大会签约投资12亿元，参会企业达300家。", set()),
    ],
)
def test_where_an_industry_is_said_to_lie(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(read(f"# 上半年观察\n\n{said}\n").edges("HAS_INDUSTRY")) == pairs


def test_members_of_a_district_s_industries() -> None:
    made = read("# 上半年观察\n\n城阳区拥有轨道交通装备、新能源材料等产业。莱西市以食品饮料为主的特色产业起势。\n")
    assert made.names("Industry") == ["新能源材料"]
    assert {(CHENGYANG, RAIL), (CHENGYANG, "新能源材料")} <= set(made.edges("HAS_INDUSTRY"))
