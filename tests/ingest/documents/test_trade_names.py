"""How far the name of an industry reaches: with 产业 and 业 or without, before 产业链, among firms that are wanted."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 产业新事\n\n{body}\n")


def words(made: Read, label: str) -> list[str]:
    return [row["text"] for row in made.rows("mentions") if row["label"] == label]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        # Short words and long ones take 产业 into the name, four characters stand alone.
        ("全市氢能产业产值达到20亿元。", "氢能产业"),
        ("全市游艇制造产业产值达到20亿元。", "游艇制造"),
        ("全市船舶海工装备产业产值达到20亿元。", "船舶海工装备产业"),
        ("园区重点布局特种机器人产业，入驻企业30家。", "特种机器人产业"),
        ("全市游艇制造占文化旅游产业的一半。", "文化旅游"),
        # Of a chain the name is what the chain is of.
        ("全市氢能产业链规模超过40亿元。", "氢能"),
        ("我市补强工业机器人产业链。", "工业机器人"),
        ("主营氢能产业链业务的企业不多。", "氢能"),
        ("全市海水淡化业日产能达到5万吨。", "海水淡化业"),
    ],
)
def test_how_far_the_name_of_an_industry_reaches(said: str, name: str) -> None:
    assert words(news(said), "Industry") == [name]


@pytest.mark.parametrize(
    "said",
    ["完善本地产业链，形成一条完整产业链。", "打造千亿级产业链，拉长重点产业链。", "建立氢能产业链推进机制。"],
)
def test_a_chain_of_nothing_in_particular(said: str) -> None:
    assert words(news(said), "Industry") == []


def test_a_chain_in_a_heading_is_of_its_industry() -> None:
    assert words(read("# 样本区补强氢能产业链\n\n本报讯 昨天，样本区开会。\n"), "Industry") == ["氢能"]


def test_what_is_named_with_its_class_noun_is_known_again_without() -> None:
    made = news("园区主攻海洋观测仪器产业。“一条海洋观测仪器产业链，上游的浮力材料、下游的海上运维都在。”他说。")
    assert words(made, "Industry") == ["海洋观测仪器产业", "海洋观测仪器"]
    assert len(set(made.names("Industry"))) == 1
    assert {head for head, _ in made.edges("PART_OF")} == {"浮力材料", "海上运维"}


def test_two_industries_each_with_its_class_noun_are_both_in_focus() -> None:
    made = news("西海岸新区主攻海洋装备产业和海洋化工产业。")
    assert len(made.edges("FOCUSES_ON")) == 2


def test_firms_wanted_beside_an_industry_are_of_industries() -> None:
    made = news("崂山区力争吸引60家以上人工智能和机器人企业落户。")
    assert sorted(words(made, "Industry")) == ["人工智能", "机器人"]
    assert words(news("崂山区重点招引算力芯片、数据标注企业。"), "Industry") == []


def test_links_upstream_and_down_are_known_again_and_a_rate_names_none() -> None:
    made = news(
        "产业链上游是碱液制氢，下游是氢车总装。\n\n青岛样甲制氢科技有限公司主攻碱液制氢。关键零部件本地配套率不到五成。"
    )
    assert sorted(words(made, "ChainLink")) == ["氢车总装", "碱液制氢", "碱液制氢"]
    assert made.edges("ENGAGES_IN") == [("青岛样甲制氢科技有限公司", "碱液制氢")]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("胶州市以智能家电、纺织机械为支柱，入驻企业300家。", ["智能家电", "纺织机械"]),
        ("胶州市加快培育低空装备、合成生物等新赛道。", ["低空装备", "合成生物"]),
        ("胶州市瞄准风电装备、特种机器人两个方向招引企业。", ["风电装备", "特种机器人"]),
        ("胶州市以企业、群众为重点，改进服务。", []),
    ],
)
def test_what_a_place_stands_on_and_what_it_grows(said: str, names: list[str]) -> None:
    made = news(said)
    assert sorted(words(made, "Industry")) == sorted(names)
    assert len(made.edges("FOCUSES_ON")) == len(names)


def test_industries_at_the_head_of_a_clause_that_a_number_counts() -> None:
    made = news("胶州市产值增长；新能源、新材料、纺织机械三大新兴产业产值占比提高到27%。")
    assert sorted(words(made, "Industry")) == sorted(["新能源", "新材料", "纺织机械"])
    assert words(news("胶州市产值增长；做优新能源、新材料2大新兴产业。"), "Industry") == ["新能源", "新材料"]


@pytest.mark.parametrize(
    "said", ["坚持以贸易带物流、以物流聚产业。", "即墨区建设海洋装备共享试验场，办好人工智能大会。"]
)
def test_words_beside_a_class_noun_and_meetings_that_name_none(said: str) -> None:
    assert words(news(said), "Industry") == []
