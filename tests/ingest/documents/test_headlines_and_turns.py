"""A policy as its headline calls it, platforms told by what became of them, and what a place turns to in turned words."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

OUT = "\n\n6月3日，市商务局发布《青岛市样费商圈焕新升级工作方案（2026—2027年）》（简称《方案》）。\n"


def spoken(title: str) -> list[str]:
    made = read(f"# {title}{OUT}", "page.md")
    return [row["text"] for row in made.rows("mentions") if row["label"] == "Policy"]


@pytest.mark.parametrize("title", ["青岛样费商圈焕新方案发布 两年打造30个样板", "青岛出台样费商圈升级方案"])
def test_a_headline_leaves_words_of_the_title_out(title: str) -> None:
    assert len(spoken(title)) == 3


@pytest.mark.parametrize("title", ["青岛样湾文旅融合方案发布", "样费商圈升级提速"])
def test_words_that_are_not_in_the_title_are_another_paper(title: str) -> None:
    assert len(spoken(title)) == 2


def test_platforms_by_what_became_of_them() -> None:
    made = read(
        "# 样例新闻\n\n园内的样水检验检测平台由青岛样水研究院牵头建成。5月，样湾医疗器械检测公共服务平台启用。公共服务平台启用后，各区忙起来。\n",
        "page.md",
    )
    assert made.names("Platform") == ["样水检验检测平台", "样湾医疗器械检测公共服务平台"]
    assert made.edges("ESTABLISHES") == [("青岛样水研究院", "样水检验检测平台")]


def test_who_invites_for_trades_by_so_many_events() -> None:
    made = read(
        "# 样例新闻\n\n下半年青岛西海岸新区将围绕集成电路、生物医药等产业再推20场左右的链式招商活动。\n", "page.md"
    )
    assert len(made.edges("COURTS")) == 2
    assert made.edges("FOCUSES_ON") == []


@pytest.mark.parametrize(
    "told",
    [
        "样湾产业园的运营方把方向收得很窄：海洋传感器、水声通信，别的一概不谈。",
        "下半年，即墨区将把第三批场景的重心放在低空经济和智能网联汽车上。",
    ],
)
def test_what_a_place_turns_to(told: str) -> None:
    assert len(read("# 样例新闻\n\n样湾产业园占地20亩。" + told + "\n", "page.md").edges("FOCUSES_ON")) == 2


def test_trades_that_a_city_turns_to_are_no_directions_of_a_districts_paper() -> None:
    made = read(
        "# 样例新闻\n\n6月3日，市北区印发《市北区支持样景创新若干措施》。第三批场景预计10月亮相，届时青岛将重点瞄准低空经济和具身智能两个方向。\n",
        "page.md",
    )
    assert made.names("ScenarioDirection") == []
    assert {head for head, _ in made.edges("FOCUSES_ON")} == {"cn-div:370200"}
