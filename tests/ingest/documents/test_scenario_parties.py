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


def test_a_product_that_the_firm_told_of_has_made() -> None:
    made = news(f"由{_FIRM}揭榜的“桥隧巡检”场景，应用该公司研制的裂缝巡检机器人，今年4月完成验收。")
    assert made.edges("OFFERS") == [(_FIRM, "裂缝巡检机器人")]
    assert set(made.edges("APPLIES")) == {(_FIRM, "桥隧巡检"), ("桥隧巡检", "裂缝巡检机器人")}


def test_scenarios_of_a_row_each_by_its_whole_name_and_their_fields() -> None:
    made = news(
        "李沧区举行发布会，公开发布冷库夜间盘点场景、渔港自动计量场景2个应用场景，涉及跨境贸易、食品安全两个领域。"
    )
    assert made.names("Scenario") == ["冷库夜间盘点场景", "渔港自动计量场景"]
    assert made.edges("OPENS") == [("cn-div:370213", "跨境贸易"), ("cn-div:370213", "食品安全")]


def test_fields_of_a_parks_scenarios_are_opened_by_no_zone() -> None:
    made = news("在李沧区，样本云仓产业园举行发布会，发布2个应用场景，涉及跨境贸易、食品安全两个领域。")
    assert made.edges("OPENS") == []


def test_who_provides_the_place_of_a_scenario_in_an_item() -> None:
    made = news(
        "首批场景如下。\n\n——渔港自动计量场景。位于李沧区，由青岛样本港务有限公司提供，需要激光雷达、称重传感器等产品。"
    )
    assert made.edges("OWNED_BY") == [("渔港自动计量场景", "青岛样本港务有限公司")]


def test_a_scenario_that_asks_firms_for_something() -> None:
    made = news("“桥隧巡检”场景已经揭榜；示例医院智慧病房管理场景则向企业征集体征监测雷达。")
    assert "示例医院智慧病房管理场景" in "".join(made.names("Scenario")) + "场景"


def test_a_list_led_by_an_office_is_no_scenario_led_by_it() -> None:
    made = news("“桥隧巡检”场景由李沧区民政局提出。李沧区同时建立场景首购首用清单，由李沧区发展和改革局牵头按季更新。")
    assert not [e for e in made.edges("LED_BY") if e[0] == "桥隧巡检"]


def test_the_firm_whose_product_runs_in_a_scenario() -> None:
    made = news(f"{_FIRM}成立于2019年。公司的产品已应用于动车智能检修场景，该场景被列入示范成果。")
    assert made.edges("APPLIES") == [(_FIRM, "动车智能检修场景")]


def test_a_product_that_works_in_a_scenario() -> None:
    made = news(
        "“航道巡查”场景由李沧区交通运输局提出。青岛样本航空有限公司研制的QX-60型倾转旋翼无人机，载重40公斤，已在“航道巡查”场景中稳定飞行1.2万架次。"
    )
    assert ("航道巡查", "QX-60型倾转旋翼无人机") in made.edges("APPLIES")


def test_a_place_that_a_station_is_called_by_is_no_scenarios_place() -> None:
    made = news("“无人接驳”场景设在青岛北站商圈，由李沧区交通运输局提出。")
    assert made.edges("LOCATED_IN") == []


_TAKER, _ASKER = "青岛样本智能科技有限公司", "青岛样本港务有限公司"


@pytest.mark.parametrize(
    "told",
    [
        f"“无人理货”场景的答题方是{_TAKER}。",
        f"揭榜“无人理货”场景的正是{_TAKER}。",
        f"“无人理货”场景的技术支撑来自{_TAKER}。",
        f"“无人理货”场景对外发布，{_TAKER}答题。",
    ],
)
def test_who_answers_a_scenario(told: str) -> None:
    made = news(told)
    assert made.edges("APPLIES") == [(_TAKER, "无人理货")]
    assert made.edges("OWNED_BY") == []


def test_firms_that_take_a_scenario_on_in_one_group() -> None:
    made = news(f"“无人理货”场景由{_TAKER}和{_FIRM}组成联合体揭榜。")
    assert set(made.edges("APPLIES")) == {(_TAKER, "无人理货"), (_FIRM, "无人理货")}


@pytest.mark.parametrize(
    "told",
    [
        f"“无人理货”场景的出题方是{_ASKER}，答题方是{_TAKER}。",
        f"{_ASKER}把“无人理货”场景交给{_TAKER}实施。",
        f"“无人理货”场景需求来自{_ASKER}，{_TAKER}承建。",
    ],
)
def test_who_asks_and_who_answers(told: str) -> None:
    made = news(told)
    assert made.edges("OWNED_BY") == [("无人理货", _ASKER)]
    assert made.edges("APPLIES") == [(_TAKER, "无人理货")]


def test_who_provides_what_a_scenario_lacks_is_not_who_asks() -> None:
    made = news(f"“助餐到家”场景急需的送餐机器人，由{_TAKER}提供。")
    assert made.edges("OWNED_BY") == []


@pytest.mark.parametrize(
    "told",
    [
        f"{_TAKER}的送餐机器人已在“助餐到家”场景上岗。",
        f"“助餐到家”场景投用了{_TAKER}生产的送餐机器人。",
    ],
)
def test_whose_product_is_at_work(told: str) -> None:
    made = news(told)
    assert made.edges("OFFERS") == [(_TAKER, "送餐机器人")]
    assert made.edges("APPLIES") == [("助餐到家", "送餐机器人")]


def test_a_product_that_is_to_work_there_some_day_is_not_at_work() -> None:
    assert news(f"{_TAKER}的送餐机器人有望在“助餐到家”场景上岗。").edges("APPLIES") == []


def test_what_who_asks_says_that_they_lack() -> None:
    made = news(
        f"在前湾港区，由{_ASKER}提出的集装箱智能绑扎场景正在验证。“码头盐雾重，我们最缺的是耐盐雾关节模组。”该公司负责人说。"
    )
    assert [t for _, t in made.edges("DEMANDS")] == ["耐盐雾关节模组"]
