"""Figures that only a heading says, and figures told in a sentence of a place, an industry or a park carried on."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

PARK = "蓝岸精密制造产业园"


def _measured(text: str) -> list[tuple[str, str, str]]:
    made = read(text, "page.md")
    names = {r["local_id"]: r["raw"] for r in made.rows("nodes_Indicator")}
    rules = {r["local_id"]: r["rule"] for r in made.rows("nodes_Indicator")}
    return [(names[e["head"]], e["tail"], rules[e["head"]]) for e in made.rows("edges") if e["type"] == "MEASURES"]


def test_a_heading_of_a_section_tells_of_the_park_beneath() -> None:
    text = f"# 走进新园\n\n本报讯 记者近日采访。\n\n## 一期入驻率超九成\n\n位于城阳区的{PARK}最近很热闹，门口排起了货车。\n"
    found = figures(text)
    assert found["超九成"] == PARK


@pytest.mark.parametrize(
    ("heading", "raw", "subject"),
    [
        ("轨道交通装备产业产值瞄准1600亿元", "1600亿元", "qingdao:Industry/rail-transit"),
        (f"{PARK}半年新增企业19家", "19家", PARK),
    ],
)
def test_what_a_heading_names_has_its_figure(heading: str, raw: str, subject: str) -> None:
    assert figures(f"# 城阳快讯\n\n本报讯 城阳区项目不少。\n\n## {heading}\n\n大家都在忙。\n")[raw] == subject


def test_what_the_text_says_again_is_one_figure() -> None:
    text = f"# 快讯\n\n本报讯 一早。\n\n## {PARK}入驻企业67家\n\n{PARK}现有入驻企业67家。\n"
    assert [rule for raw, _, rule in _measured(text) if raw == "67家"] == ["figure"]


def test_a_heading_without_a_bearer_gives_none() -> None:
    assert "18分钟" not in figures("# 海鲜，18分钟上岸\n\n本报讯 一早，渔船靠岸。\n")
    text = "# 快讯\n\n本报讯 一早。\n\n## 青岛牧岸生物科技有限公司投3.6亿元建厂\n\n大家都在忙。\n"
    assert "3.6亿元" not in figures(text)


def test_an_industry_is_carried_on_by_its_firms_and_its_share() -> None:
    found = figures(
        "# 快讯\n\n本报讯 城阳区轨道交通装备产业去年不声不响长了26%。本地配套率由35%提到48%，链上企业有310家，其中上市公司6家。\n"
    )
    assert {found[raw] for raw in ("26%", "35%", "48%", "310家", "6家")} == {"qingdao:Industry/rail-transit"}


def test_a_firm_told_of_between_ends_it() -> None:
    found = figures(
        "# 快讯\n\n本报讯 城阳区轨道交通装备产业去年长了26%。青岛锐轨车辆有限公司是链主。本地配套率达到48%，链上企业有310家。\n"
    )
    assert found["310家"] != "qingdao:Industry/rail-transit"


def test_classes_of_the_firms_just_counted_are_of_the_same() -> None:
    found = figures(f"# 快讯\n\n本报讯 走进{PARK}，园里已聚起企业67家，其中规上企业21家、专精特新企业8家。\n")
    assert found["21家"] == found["8家"] == found["67家"] == PARK


def test_two_told_of_over_several_sentences() -> None:
    first, second = "青岛启澜船舶科技有限公司", "青岛听澜电机有限公司"
    found = figures(
        f"# 快讯\n\n本报讯 {first}与{second}一墙之隔。前者每年从后者采购电机1.2万台。后者去年营收3.6亿元。\n"
    )
    assert (found["1.2万台"], found["3.6亿元"]) == (first, second)


def test_what_a_place_clears_in_characters_is_a_figure() -> None:
    found = figures("# 快讯\n\n本报讯 青岛澜图海洋科技有限公司腾出厂里的两条产线，开了一条新路。\n")
    assert "两条" in found and "一条" not in found
