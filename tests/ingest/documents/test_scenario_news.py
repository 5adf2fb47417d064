"""Scenarios told of in plain words, with who opened them, who does them and by which technology."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 场景上新\n\n{body}\n")


def test_who_opened_a_scenario_and_who_does_it() -> None:
    made = news("这是青岛示例医院开放的夜间药品自动配送场景，由青岛样本机器人有限公司承建，用上了跨楼层导航技术。")
    assert made.names("Scenario") == ["夜间药品自动配送"]
    assert made.edges("OWNED_BY") == [("夜间药品自动配送", "青岛示例医院")]
    assert set(made.edges("APPLIES")) == {
        ("青岛样本机器人有限公司", "夜间药品自动配送"),
        ("夜间药品自动配送", "跨楼层导航技术"),
    }


def test_a_scenario_that_was_handed_over_and_one_that_asks() -> None:
    made = news(
        "青岛示例港务有限公司把集装箱外观损伤识别场景交给了青岛样本视觉科技有限公司。"
        "下一步，青岛示例港务有限公司还将开放堆场能耗优化场景，急需数字孪生技术。"
    )
    assert made.names("Scenario") == ["集装箱外观损伤识别", "堆场能耗优化"]
    assert set(made.edges("OWNED_BY")) == {
        ("集装箱外观损伤识别", "青岛示例港务有限公司"),
        ("堆场能耗优化", "青岛示例港务有限公司"),
    }
    assert made.edges("APPLIES") == [("青岛样本视觉科技有限公司", "集装箱外观损伤识别")]
    assert made.edges("DEMANDS") == [("堆场能耗优化", "数字孪生技术")]


@pytest.mark.parametrize(
    "kind",
    [
        "全市累计开放医疗健康场景120个以上。",
        "各区将培育各具特色的港航贸易场景。",
        "今年将打造一批智能制造标杆场景，开放3个领域的应用场景。",
        "计划要拿下60个以上示范场景。",
    ],
)
def test_a_kind_of_scenarios_is_none(kind: str) -> None:
    assert news(kind).names("Scenario") == []


def test_names_that_move_in_together_and_firms_from_elsewhere() -> None:
    made = news("青岛样本健康产业园已经启用。康泰骨科、海越生物、明睿影像也先后在园区落户。苏州远岫制药也曾前来考察。")
    assert made.edges("TENANT_OF") == [(firm, "青岛样本健康产业园") for firm in ("康泰骨科", "海越生物", "明睿影像")]
    assert "苏州远岫制药" in made.names("Company")
    assert "苏州市" not in made.names("Zone")


def test_an_industry_taken_as_the_main_one() -> None:
    made = news("市南区把数字健康作为主攻产业。")
    assert made.edges("FOCUSES_ON") == [("cn-div:370202", "数字健康")]


def test_who_asks_serves_and_what_is_used_and_lacking() -> None:
    made = news(
        "近日，“港区无人转运”场景由青岛样本港航有限公司提出，需要厘米级定位终端。承接该场景的青岛样本车联有限公司"
        "自主研发了厘米级定位终端。"
    )
    assert made.edges("OWNED_BY") == [("港区无人转运", "青岛样本港航有限公司")]
    assert made.edges("APPLIES") == [("青岛样本车联有限公司", "港区无人转运")]
    assert made.edges("DEMANDS") == [("港区无人转运", "厘米级定位终端")]


def test_a_platform_or_a_firm_between_is_not_the_scenario() -> None:
    made = news(
        "“港区无人转运”场景已经投用。企业可以登录平台揭榜，平台由青岛样本运营有限公司提供服务。"
        "另外，青岛样本车联有限公司采用激光雷达造出新车，由青岛样本设备有限公司提供设备。"
    )
    assert made.edges("APPLIES") == []


REACHED = """# 示例市出台场景方案

近日，示例市印发《示例市场景创新行动方案（2027—2029年）》（以下简称《方案》）。场景要依次走完封闭测试、开放测试、载人示范3个步骤，成果按“试验线—示范线—运营线”逐级认定。

“港区无人转运”场景从试验线升为示范线。该场景目前处在开放测试环节，最快年底进入载人示范。
"""


def test_the_rung_and_the_step_that_a_scenario_has_reached() -> None:
    made = read(REACHED)
    assert made.edges("AT_TIER") == [("港区无人转运", "示范线")]
    assert made.edges("IN_PHASE") == [("港区无人转运", "开放测试")]
