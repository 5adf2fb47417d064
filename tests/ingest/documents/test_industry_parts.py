"""Of what a link or an industry is a part, in the order and the words that papers have for it; what a plan's title is for."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

SYSTEM = "“10+1”创新型产业体系"


@pytest.mark.parametrize(
    ("said", "links"),
    [
        (
            "橡胶轮胎是平度市的主导产业，产业链分为胶料混炼、轮胎压延、试验检测3个环节。",
            ["胶料混炼", "轮胎压延", "试验检测"],
        ),
        ("橡胶轮胎这条链由胶料混炼、轮胎压延、试验检测三个环节构成。", ["胶料混炼", "轮胎压延", "试验检测"]),
        ("橡胶轮胎产业链主要包括胶料混炼、轮胎压延、试验检测等环节。", ["胶料混炼", "轮胎压延", "试验检测"]),
        ("全力补齐橡胶轮胎链条上的密炼设备、钢丝帘线等薄弱环节。", ["密炼设备", "钢丝帘线"]),
        ("鼓励橡胶轮胎企业联合攻克密炼设备、成型设备等环节。", ["密炼设备", "成型设备"]),
        ("橡胶轮胎产业链由甲公司牵头。", []),
        ("橡胶轮胎企业的研发、销售环节都在外地。", []),
    ],
)
def test_the_links_of_a_chain(said: str, links: list[str]) -> None:
    made = read(f"# 观察\n\n平度市橡胶轮胎产业去年产值增长8%。\n\n{said}\n")
    assert [head for head, tail in made.edges("PART_OF") if tail.startswith("橡胶轮胎")] == links


def test_links_of_an_industry_that_stands_before_them() -> None:
    made = read(
        "# 观察\n\n园区聚焦集成电路中的特色工艺制造、先进封装环节，面向新型显示的显示驱动芯片、光学膜材等环节招商。\n"
    )
    tails = dict(made.edges("PART_OF"))
    assert tails["特色工艺制造"] == tails["先进封装"] != tails["显示驱动芯片"] == tails["光学膜材"]


@pytest.mark.parametrize(
    "said",
    [
        f"作为全市{SYSTEM}中智能装备产业的重要组成部分，仪器仪表产业去年增长9%。",
        "智能装备产业营业收入突破800亿元，其中仪器仪表产业增长28.5%。",
    ],
)
def test_an_industry_behind_the_one_that_it_is_a_part_of(said: str) -> None:
    made = read(f"# 观察\n\n{said}\n")
    assert ("qingdao:Industry/instrument", "qingdao:Industry/smart-equipment") in made.edges("PART_OF")


def test_what_grows_among_the_whole_of_a_place_is_a_part_of_no_industry() -> None:
    made = read("# 观察\n\n全市规模以上工业增加值增长8.6%，其中仪器仪表产业增长14.7%。\n")
    assert made.edges("PART_OF") == []


@pytest.mark.parametrize(
    "said",
    [
        f"作为青岛{SYSTEM}的重要组成部分，仪器仪表产业去年增长9%。",
        f"作为已列入{SYSTEM}的产业之一，仪器仪表产业去年增长9%。",
        f"集成电路和仪器仪表同属青岛{SYSTEM}。",
    ],
)
def test_an_industry_of_a_system(said: str) -> None:
    made = read(f"# 观察\n\n{said}\n")
    assert "qingdao:Industry/instrument" in [
        head for head, tail in made.edges("PART_OF") if tail.startswith("qingdao:IndustrySystem")
    ]


def test_future_industries_where_the_article_has_them() -> None:
    made = read("# 观察\n\n未来产业是下一程的看点。深海开发、量子信息等未来产业加快布局。\n")
    assert {tail for _, tail in made.edges("PART_OF")} == {"qingdao:Industry/future-industries"}
    assert len(made.edges("PART_OF")) == 2


PLAN = "《青岛市仪器仪表产业跃升行动计划（2026—2028年）》（以下简称《行动计划》）日前印发。"


def test_what_the_city_is_to_do_by_a_plan_is_in_the_plans_focus() -> None:
    made = read(f"# 计划发布\n\n{PLAN}\n\n根据《行动计划》，青岛将重点布局量子信息、深海开发等未来产业。\n")
    heads = {head for head, _ in made.edges("FOCUSES_ON")}
    assert heads == {"青岛市仪器仪表产业跃升行动计划（2026—2028年）"}


def test_the_title_of_a_plan_tells_its_focus_without_saying_so() -> None:
    made = read(f"# 计划发布\n\n{PLAN}仪器仪表产业去年增长9%。\n")
    rows = [r for r in made.rows("edges") if r["type"] == "FOCUSES_ON"]
    assert [(r["tail"], r["stated"]) for r in rows] == [("qingdao:Industry/instrument", False)]


def test_an_aim_goes_on_behind_a_semicolon() -> None:
    made = read(f"# 计划发布\n\n{PLAN}到2028年，全市工业总规模突破6500亿元；其中，仪器仪表产业产值不低于400亿元。\n")
    assert made.edges("HAS_INDUSTRY") == []
