"""Scenarios by name and kind, who won them, who works in them and what they use (场景里的各方)."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read
from tests.ingest.documents.reading import read as read_text


def read(text: str) -> Read:
    return read_text(f"# 场景见闻\n\n{text}\n", "page.md")


def test_a_name_in_quotes_before_its_kind_is_a_scenario() -> None:
    made = read("走红的是“海底剧院”沉浸式观演场景，“空中看湾”低空游览场景5月也将试飞。")
    assert made.names("Scenario") == ["海底剧院", "空中看湾"]


def test_names_in_quotes_before_their_number_are_scenarios() -> None:
    made = read("市文旅局推出“渔村夜话”“星空露营”“古堡夜游”三个夜间文旅场景。")
    assert made.names("Scenario") == ["渔村夜话", "星空露营", "古堡夜游"]
    assert len(made.edges("OWNED_BY")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "“人工智能+”医疗场景加快落地。",
        "“首店经济”消费场景不断涌现。",
        "打造“深蓝港湾”这一超级场景。",
        "“城市大脑”医疗场景陆续铺开。",
        "推出“渔村夜话”“星空露营”等一批夜间文旅场景。",
    ],
)
def test_trends_and_kinds_in_quotes_are_none(text: str) -> None:
    assert read(text).names("Scenario") == []


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("“海底剧院”场景火了。该场景的制作方青岛浪花数字文化有限公司又有新打算。", "青岛浪花数字文化有限公司"),
        ("“银龄食堂”助餐场景已经开到第12家，运营方是青岛暖阳餐饮有限公司。", "青岛暖阳餐饮有限公司"),
        ("“老街旧货市集”场景开张，由青岛拾光商业管理有限公司负责运营。", "青岛拾光商业管理有限公司"),
        ("“码头智能理货”场景发榜后，11家企业应征，青岛深瞳科技有限公司脱颖而出。", "青岛深瞳科技有限公司"),
        ("“云端会诊”场景征集影像识别算法。最终中选的是青岛慧诊软件有限公司。", "青岛慧诊软件有限公司"),
        ("青岛捷运物流有限公司今秋在“绿色快递”场景中率先启用可折叠周转箱。", "青岛捷运物流有限公司"),
        (
            "青岛麦浪新材料有限公司同青岛捷运物流有限公司结成伙伴，由后者今夏率先在“绿色快递”场景中换上新箱子。",
            "青岛捷运物流有限公司",
        ),
    ],
)
def test_who_makes_runs_or_won_a_scenario_serves_it(text: str, firm: str) -> None:
    assert [head for head, _ in read(text).edges("APPLIES") if head.endswith("公司")] == [firm]


@pytest.mark.parametrize(
    "text",
    [
        "“海底剧院”场景火了。由青岛海屏园区运营有限公司运营的海屏产业园也迎来新租户。",
        "青岛捷运物流有限公司计划在“绿色快递”场景中启用可折叠周转箱。",
    ],
)
def test_who_runs_something_else_or_only_plans_does_not(text: str) -> None:
    assert not [head for head, _ in read(text).edges("APPLIES") if head.endswith("公司")]


def test_what_a_scenario_is_made_with() -> None:
    made = read(
        "“海底剧院”场景的制作方青岛浪花数字文化有限公司利用全息投影、动作捕捉和语音交互数字人，让游客走进海底。"
    )
    used = [tail for head, tail in made.edges("APPLIES") if head == "海底剧院"]
    assert used == ["全息投影", "动作捕捉", "语音交互数字人"]


def test_techniques_that_a_number_closes_are_each_asked_for() -> None:
    made = read(
        "“夜间自动巡堤”场景里，大堤上看不见一个人。\n\n"
        "这个场景由青岛水务集团提出。当初发榜时，水务方需要的是水下声呐和边缘计算两项技术。\n\n"
        "眼下该场景正处在“试点验证”阶段。"
    )
    assert made.edges("DEMANDS") == [("夜间自动巡堤", "水下声呐"), ("夜间自动巡堤", "边缘计算")]
    assert made.edges("IN_PHASE") == [("夜间自动巡堤", "试点验证")]


def test_a_district_has_the_scenario_that_is_told_of_as_its_own() -> None:
    made = read("崂山区一季度零售额78亿元。区里的“空中看湾”低空游览场景4月试飞。")
    assert made.edges("LOCATED_IN") == [("空中看湾", "cn-div:370212")]


def test_so_many_of_a_product_stand_in_a_scenario() -> None:
    made = read("在“夜间自动巡堤”场景里，12台巡堤机器人沿着防潮堤来回走动。")
    assert made.edges("APPLIES") == [("夜间自动巡堤", "巡堤机器人")]


@pytest.mark.parametrize("text", ["在“云端会诊”场景中，3台设备正在调试。", "在“云端会诊”场景中，120名医生分两班值守。"])
def test_people_and_things_of_any_kind_are_no_product(text: str) -> None:
    assert read(text).edges("APPLIES") == []
