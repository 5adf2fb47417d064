"""Whose a place, a product and a bid are in a paragraph about scenarios: the scenario's, the firm's or the project's."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

_FIRM = "青岛样本检测有限公司"


def news(body: str) -> Read:
    return read(f"# 场景上新\n\n{body}\n")


@pytest.mark.parametrize("verb", ["急需", "需要", "寻求", "还缺"])
def test_a_counted_row_of_techniques_that_a_scenario_lacks(verb: str) -> None:
    made = news(f"“冷库夜间盘点”场景位于李沧区，预算900万元，{verb}射频识别、视觉盘库两项技术。")
    assert made.edges("DEMANDS") == [("冷库夜间盘点", "射频识别"), ("冷库夜间盘点", "视觉盘库")]
    assert made.edges("APPLIES") == []


def test_what_people_can_do_is_no_technique() -> None:
    made = news("“冷库夜间盘点”场景已经发布。场景放出来，还要接得住、长得大、走得远。")
    assert made.names("Technology") == []


def test_a_firm_takes_a_scenario_on_with_a_university() -> None:
    made = news(
        "“海岛送药”场景由青岛样本航空有限公司揭榜。"
        f"位于李沧区的“桥隧巡检”场景，则由{_FIRM}与胶东理工大学联合揭榜，今年完成验收。"
    )
    assert set(made.edges("APPLIES")) == {("青岛样本航空有限公司", "海岛送药"), (_FIRM, "桥隧巡检")}
    assert made.edges("LOCATED_IN") == [("桥隧巡检", "cn-div:370213")]


def test_who_is_in_charge_of_providing_something_serves_the_scenario() -> None:
    made = news("“海岛送药”场景由崂山区卫生健康局牵头，青岛样本航空有限公司负责提供YZ-60垂直起降无人机。")
    assert set(made.edges("APPLIES")) == {
        ("青岛样本航空有限公司", "海岛送药"),
        ("海岛送药", "YZ-60垂直起降无人机"),
    }


def test_the_seat_of_a_firm_and_the_place_of_its_project_are_no_scenarios_places() -> None:
    made = news(
        "“海岛送药”场景落地崂山区。总部位于杭州市的杭州样本航空科技有限公司揭榜“海岛送药”场景，由其投资的药品中转中心项目落户王哥庄街道。"
    )
    assert {e for e in made.edges("LOCATED_IN") if e[0] == "海岛送药"} == {("海岛送药", "cn-div:370212")}


@pytest.mark.parametrize(
    ("told", "used"),
    [
        ("研发的视觉大模型“瞳见”将应用于该场景。", True),
        ("研发的视觉大模型“瞳见”已率先部署到“桥隧巡检”场景。", True),
        ("研发的视觉大模型“瞳见”将应用于该公司的生产线。", False),
    ],
)
def test_a_product_that_goes_into_a_scenario(told: str, used: bool) -> None:
    made = news(f"“桥隧巡检”场景由李沧区城市管理局提出。{_FIRM}{told}")
    assert made.edges("APPLIES") == ([("桥隧巡检", "瞳见")] if used else [])
