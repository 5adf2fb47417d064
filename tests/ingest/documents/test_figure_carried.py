"""Figures of what a clause means without its name, gives up for something behind it, or puts into another."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

NEWS = "# 快讯\n\n本报讯 "
FIRM = "青岛澜图海洋科技有限公司"


@pytest.mark.parametrize(
    ("said", "raw", "subject"),
    [
        # What has such a figure is told of before, by a noun of its kind or as 产品.
        (f"{FIRM}研制出“海豚”水下机器人。这款水下机器人下潜深度达3000米。", "达3000米", "“海豚”水下机器人"),
        (f"{FIRM}研制出“海豚”水下机器人，产品价格比进口同类低三成。", "三成", "“海豚”水下机器人"),
        (f"{FIRM}主营海洋观测，自研的“海豚”水下机器人国内市场份额接近12%。", "接近12%", "海豚"),
        (f"{FIRM}派出“海豚”水下机器人，连续下水46天。", "46天", "“海豚”水下机器人"),
        # What a firm has stays its own, whatever it makes.
        (f"{FIRM}研制出“海豚”水下机器人，产品线已有20条，营收3亿元。", "3亿元", FIRM),
        (f"{FIRM}研制出“海豚”水下机器人，产品销往11个国家。", "11个", FIRM),
    ],
)
def test_a_product_that_a_clause_means(said: str, raw: str, subject: str) -> None:
    assert figures(f"{NEWS}{said}\n")[raw] == subject


def test_a_technique_is_not_the_product_made_by_it() -> None:
    found = figures(f"{NEWS}{FIRM}攻克了多层编织技术，产品价格比进口同类低四成。\n")
    assert found["四成"] == FIRM


@pytest.mark.parametrize(
    ("said", "raw", "subject"),
    [
        ("青岛锚地创业投资有限公司向青岛澜图海洋科技有限公司追投1500万元。", "1500万元", FIRM),
        ("青岛锚地创业投资有限公司上月给青岛澜图海洋科技有限公司注资2000万元。", "2000万元", FIRM),
        # Who buys a share is told of the buyer.
        (
            "青岛锚地创业投资有限公司向青岛澜图海洋科技有限公司投资1.1亿元，持股51%。",
            "1.1亿元",
            "青岛锚地创业投资有限公司",
        ),
        (
            "青岛锚地创业投资有限公司出资2000万元入股青岛澜图海洋科技有限公司。",
            "2000万元",
            "青岛锚地创业投资有限公司",
        ),
    ],
)
def test_money_put_into_a_firm_is_that_firms(said: str, raw: str, subject: str) -> None:
    assert figures(f"{NEWS}{said}\n")[raw] == subject


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        (f"{FIRM}把港内3.5公里道路让出来，作为“港区无人短驳”场景对外揭榜。", "3.5公里"),
        (f"{FIRM}腾出厂里的2条产线，推出“港区无人短驳”场景。", "2条"),
        ("市北区城市管理局提出在大鲍岛试点“港区无人短驳”场景，一期12.6公里。", "12.6公里"),
        ("“港区无人短驳”场景面向全国征集方案。前来测试的有两家。", "两家"),
    ],
)
def test_what_is_given_up_for_a_scenario_is_its_own(said: str, raw: str) -> None:
    assert figures(f"{NEWS}{said}\n")[raw] == "港区无人短驳"


def test_what_a_firm_builds_beside_a_scenario_is_the_firms() -> None:
    found = figures(f"{NEWS}{FIRM}去年建成2条产线，今年将参加“港区无人短驳”场景。\n")
    assert found["2条"] == FIRM


def test_the_clause_behind_has_words_of_its_own() -> None:
    found = figures(f"{NEWS}{FIRM}带来的是电解槽生产基地项目，一期投资5.2亿元，拟租用厂房2万平方米。\n")
    assert found["5.2亿元"] == "电解槽生产基地项目"


def test_what_firms_ask_of_a_platform_is_the_platforms() -> None:
    found = figures(f"{NEWS}蓝岸精密制造产业园上线“蓝岸管家”企业服务平台，受理企业诉求1300余件。\n")
    assert found["1300余件"] == "“蓝岸管家”企业服务平台"


def test_how_many_links_a_chain_has_is_told_of_the_industry() -> None:
    made = read(
        "# 城阳区印发《城阳区轨道交通产业链强链方案》\n\n本报讯 城阳区近日印发《城阳区轨道交通产业链强链方案》（简称《方案》）。"
        "《方案》把轨道交通装备产业链拆分为材料、关键系统、整车制造、运维服务四个环节。\n",
        "page.md",
    )
    names = {r["local_id"]: r["raw"] for r in made.rows("nodes_Indicator")}
    of = {names[e["head"]]: e["tail"] for e in made.rows("edges") if e["type"] == "MEASURES"}
    assert of["四个"] == "qingdao:Industry/rail-transit"


def test_a_cap_is_a_bound() -> None:
    made = read(f"{NEWS}市北区对揭榜企业给予补助，单个项目封顶200万元，比去年多50万元。\n", "page.md")
    comparators = {r["raw"]: r["comparator"] for r in made.rows("nodes_Indicator")}
    assert (comparators["200万元"], comparators["50万元"]) == ("lte", "eq")


PLAN = (
    "# 李沧区智慧康养产业培育实施方案（2026—2028年）\n\n一、总体要求\n\n到2028年，培育企业80家以上。\n\n二、重点任务\n\n"
    "（一）“银发百业”工程\n\n2.组织实施“银发百业”工程，每年发布清单不少于2批次，撮合对接300次。\n\n"
    "（二）其他\n\n3.扩大开放。由“银发百业”工程牵引，三年累计开放点位100个以上。责任单位：区民政局。\n"
)


def test_aims_behind_the_name_of_a_programme_are_its_own_in_any_paragraph() -> None:
    found = figures(PLAN)
    assert found["不少于2批次"] == found["300次"] == found["100个以上"] == "“银发百业”工程"
    assert found["80家以上"] != "“银发百业”工程"


@pytest.mark.parametrize("said", ["链上规上企业总数超过90家", "集聚规模以上企业90家"])
def test_how_many_firms_an_industry_comes_to_is_its_own(said: str) -> None:
    text = (
        "# 青岛市海洋装备产业提升行动计划（2026—2028年）\n\n一、目标\n\n"
        f"到2028年，全市海洋装备产业规模达到300亿元，{said}，新培育小巨人企业12家。\n"
    )
    found = figures(text)
    raw = "超过90家" if "超过" in said else "90家"
    assert found[raw] == found["达到300亿元"]
    assert found["12家"] != found["达到300亿元"]


def test_a_report_on_a_districts_paper_tells_the_districts_figures() -> None:
    found = figures(
        "# 把车间变成“考场”\n\n即墨区发展和改革局近日发布消息，按照《即墨区场景开放实施办法》推出的场景在青岛率先运行。"
        "这批场景共9个，先后有15家企业前来应考。\n"
    )
    assert found["9个"] == found["15家"] == "cn-div:370215"
