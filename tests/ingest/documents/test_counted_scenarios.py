"""Scenarios counted off one by one, planned in a row, told with their place; what they need in how many pieces."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 场景上新\n\n{body}\n")


def test_scenarios_counted_off_each_with_who_asks_and_what_it_needs() -> None:
    made = news(
        "一是样本河道垃圾智能打捞场景，由样本水务集团有限公司提出，需要水面清洁机器人和浊度传感器。"
        "二是样本站台客流预警场景，由青岛样本地铁有限公司提出，急需客流研判大模型不少于2套。"
        "三是设在样本浴场的溺水识别场景，预算90万元，尚缺热成像相机。"
    )
    river, station, beach = "样本河道垃圾智能打捞场景", "样本站台客流预警场景", "溺水识别场景"
    assert made.names("Scenario") == [river, station, beach]
    assert made.edges("OWNED_BY") == [(river, "样本水务集团有限公司"), (station, "青岛样本地铁有限公司")]
    assert set(made.edges("DEMANDS")) == {
        (river, "水面清洁机器人"),
        (river, "浊度传感器"),
        (station, "客流研判大模型"),
        (beach, "热成像相机"),
    }


@pytest.mark.parametrize(
    "said",
    [
        "样本岛生鲜无人速递场景落在即墨区，采用倾转旋翼无人机。",
        "样本岛生鲜无人速递场景拟在即墨区实施，采用倾转旋翼无人机。",
        "样本岛生鲜无人速递场景选在即墨区，采用倾转旋翼无人机。",
        "其一，样本岛生鲜无人速递场景，位于即墨区，采用倾转旋翼无人机。",
    ],
)
def test_a_scenario_with_the_place_where_it_is_or_is_to_be(said: str) -> None:
    made = news(said)
    assert made.names("Scenario") == ["样本岛生鲜无人速递场景"]
    assert made.edges("APPLIES") == [("样本岛生鲜无人速递场景", "倾转旋翼无人机")]


@pytest.mark.parametrize(
    "said",
    [
        "一是拓展人工智能应用场景，由市发展改革委牵头。二是丰富消费场景，需要各区配合。",
        "一是更多医疗健康场景，首批20个。",
        "今年谋划开放场景、打造高地。",
    ],
)
def test_tasks_counted_off_are_no_scenarios(said: str) -> None:
    assert news(said).names("Scenario") == []


def test_a_plan_names_scenarios_in_a_row_by_their_deeds() -> None:
    plan = "青岛市样本场景行动方案（2027—2029年）\n\n一、重点任务\n1.样本提智行动。"
    made = read(f"{plan}谋划堆场无人转运、岸桥远程操控场景。\n")
    assert made.names("Scenario") == ["堆场无人转运", "岸桥远程操控"]
    # Of kinds and fields a plan speaks everywhere.
    assert read(f"{plan}谋划智慧教育、数字文旅场景。\n").names("Scenario") == []
    assert read(f"{plan}谋划一批试点示范、标杆引领场景。\n").names("Scenario") == []


def test_what_is_to_be_bought_for_a_scenario_is_what_it_lacks() -> None:
    made = news("样本水务集团有限公司发布的管网漏损预警场景，拟采购声学检漏仪和边缘计算网关，预算40万元。")
    assert {tail for _, tail in made.edges("DEMANDS")} == {"声学检漏仪", "边缘计算网关"}


def test_a_scenario_near_something_and_the_next_of_a_row() -> None:
    made = news(
        "样本牧场智能监测场景由样本渔业集团提出，需求水质多参数传感器和鱼群识别系统；"
        "近岸赤潮预警场景由即墨区海洋发展局牵头，预算30万元。"
    )
    assert made.names("Scenario") == ["样本牧场智能监测场景", "近岸赤潮预警场景"]
    assert {tail for _, tail in made.edges("DEMANDS")} == {"水质多参数传感器", "鱼群识别系统"}
    assert news("近百个智慧出行场景由市里发布。").names("Scenario") == []


@pytest.mark.parametrize(
    "said",
    [
        "样本水库大坝巡检场景的需求方是样本水务集团有限公司，预算80万元。",
        "样本水库大坝巡检场景的业主单位为样本水务集团有限公司。",
        "样本水库大坝巡检场景则由样本水务集团有限公司“出题”，希望借助系留无人机查险。",
        "又如，样本水库大坝巡检场景，需求方为样本水务集团有限公司。",
    ],
)
def test_whose_a_scenario_is_told_by_its_part(said: str) -> None:
    made = news(said)
    assert made.names("Scenario") == ["样本水库大坝巡检场景"]
    assert made.edges("OWNED_BY") == [("样本水库大坝巡检场景", "样本水务集团有限公司")]
    # What one hopes to be helped by is not in use yet.
    assert made.edges("APPLIES") == []


def test_a_scenario_of_a_list_and_one_that_rose() -> None:
    assert news("系留无人机已在首批清单的样本水库大坝巡检场景中飞行百次。").names("Scenario") == [
        "样本水库大坝巡检场景"
    ]
    assert news("样本水库等落地见效，其中样本库区大坝巡检场景已升级为示范场景。").names("Scenario") == [
        "样本库区大坝巡检场景"
    ]
    assert news("其中一批消费场景的业主是企业，清单的应用场景中多数已落地。").names("Scenario") == []


def test_an_item_of_a_counted_row_keeps_its_words_where_it_is_named_again() -> None:
    made = news("样本锻件柔性装夹、样本线束插拔检测2个场景公开张榜。样本锻件柔性装夹场景则由样本重工有限公司承接实施。")
    assert made.names("Scenario") == ["样本锻件柔性装夹", "样本线束插拔检测"]
