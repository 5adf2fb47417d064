"""Scenarios that a page lists one by one: names, who asks, what is sought, where, and the figures of each."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, figures, read

LEAD = "# 样湾区发布场景机会清单\n\n样湾区日前发布第二批场景机会清单，共12项，现摘登如下。\n\n"
FIRM = "青岛样轨运营有限公司"


def page(*items: str) -> Read:
    return read(LEAD + "\n\n".join(items) + "\n")


@pytest.mark.parametrize(
    "item",
    [
        f"1.隧道夜间智能巡检。发布单位：{FIRM}；需求：轨道巡检机器人、裂缝识别算法；预算：420万元。",
        f"（1）隧道夜间智能巡检：{FIRM}想找轨道巡检机器人和裂缝识别算法，预算420万元左右。",
        f"——隧道夜间智能巡检，由{FIRM}提出，急需轨道巡检机器人、裂缝识别算法，预算420万元。",
        f"【智慧交通】1.隧道夜间智能巡检。出题的是{FIRM}，寻求轨道巡检机器人和裂缝识别算法来替代人工，预算420万元。",
        f"1.隧道夜间智能巡检\n\n需求单位：{FIRM}；技术需求：轨道巡检机器人、裂缝识别算法；意向投资：420万元。",
    ],
)
def test_an_item_tells_its_scenario(item: str) -> None:
    made = page(item)
    name = "隧道夜间智能巡检"
    assert made.edges("OWNED_BY") == [(name, FIRM)]
    assert made.edges("DEMANDS") == [(name, "轨道巡检机器人"), (name, "裂缝识别算法")]
    told = figures(LEAD + item + "\n")
    assert next(subject for raw, subject in told.items() if "420万元" in raw) == name


def test_items_of_several_owners_in_fields_and_places() -> None:
    made = page(
        "【海洋监测】",
        "1.浒苔漂移预警。发布单位：样湾区海洋发展局；需求：卫星遥感反演；预算：300万元。",
        "2.冷库无人盘点。场景位于样湾科技园，业主青岛样冷冷链有限公司提出，需要低温无人叉车。",
        "【医疗康养】",
        "3.病区物资无人配送。青岛样康医院求购楼宇配送机器人，预算90万元。",
    )
    assert made.edges("OWNED_BY") == [
        ("浒苔漂移预警", "样湾区海洋发展局"),
        ("冷库无人盘点", "青岛样冷冷链有限公司"),
        ("病区物资无人配送", "青岛样康医院"),
    ]
    assert ("冷库无人盘点", "样湾科技园") in made.edges("LOCATED_IN")
    assert {row["name"] for row in made.rows("nodes_ScenarioField")} == {"海洋监测", "医疗康养"}
    assert made.edges("DEMANDS") == [
        ("浒苔漂移预警", "卫星遥感反演"),
        ("冷库无人盘点", "低温无人叉车"),
        ("病区物资无人配送", "楼宇配送机器人"),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "1.关键技术攻关。征集重大技术需求，每年不少于20项。（责任单位：区科技局）",
        "1.智能制造升级。支持企业建设智能工厂，需要资金的由银行优先安排。",
        "1.申报条件。申报单位：在本区注册的企业；预算不限。",
        "1.青岛样轨运营有限公司。需求：分拣机器人；预算：50万元。",
        "1.隧道夜间智能巡检。去年客流创下新高。",
    ],
)
def test_tasks_conditions_and_firms_are_no_scenarios(item: str) -> None:
    assert page(item).rows("nodes_Scenario") == []


def test_without_talk_of_scenarios_an_item_is_none() -> None:
    made = read(f"# 样湾区招标公告\n\n1.隧道夜间智能巡检。采购单位：{FIRM}；预算：420万元。\n")
    assert made.rows("nodes_Scenario") == []
