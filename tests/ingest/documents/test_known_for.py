"""Industries that a place is known for or lives by."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

HEAD = "# 样例新闻\n\n"


@pytest.mark.parametrize(
    ("text", "place", "trades"),
    [
        ("城阳区以轨道交通装备、新能源汽车见长。", "cn-div:370214", 2),
        ("胶州市则长于智能家电。", "cn-div:370281", 1),
        ("李沧区靠纺织服装起家。", "cn-div:370213", 1),
        ("平度市以食品饮料、葡萄酒产业立市。", "cn-div:370283", 2),
        ("莱西市的石墨新材料、食品加工是当地两大支柱。", "cn-div:370285", 2),
        ("西海岸新区总量领跑，船舶海工、海洋交通运输业是其两大支柱。", "cn-div:370211", 2),
    ],
)
def test_what_a_place_is_known_for_is_there(text: str, place: str, trades: int) -> None:
    found = read(HEAD + text + "\n", "page.md")
    assert [head for head, _ in found.edges("HAS_INDUSTRY")] == [place] * trades
    assert found.edges("FOCUSES_ON") == []


@pytest.mark.parametrize(
    "text",
    [
        "青岛海澜科技有限公司以水下机器人见长，位于城阳区。",
        "城阳区今年的产值增长于近期提速。",
    ],
)
def test_firms_and_growth_give_no_industry(text: str) -> None:
    assert read(HEAD + text + "\n", "page.md").edges("HAS_INDUSTRY") == []


def test_a_link_that_a_place_is_known_for_stays_in_its_focus() -> None:
    found = read(HEAD + "平度市南村镇以智能传感器见长。\n", "page.md")
    assert [tail for _, tail in found.edges("FOCUSES_ON")] == ["智能传感器"]


def test_how_many_pillars_there_are_is_of_the_place() -> None:
    assert figures(HEAD + "莱西市的石墨新材料、食品加工是当地两大支柱。\n")["两大"] == "cn-div:370285"
    assert figures(HEAD + "智能家电、装备制造是胶州市的两大支柱产业。\n")["两大"] == "cn-div:370281"


def test_links_by_the_ends_of_materials_and_deeds() -> None:
    body = "# 平度市无人机产业行动方案\n\n为壮大产业，制定本方案。\n\n一、总体要求\n\n坚持稳步推进。\n\n二、重点任务\n\n（一）补强短板。瞄准飞控系统、碳纤维复材、适航审定，组织攻关。\n"
    found = read(body, "page.md")
    assert [tail for head, tail in found.edges("FOCUSES_ON") if head == "补强短板"] == [
        "飞控系统",
        "碳纤维复材",
        "适航审定",
    ]
