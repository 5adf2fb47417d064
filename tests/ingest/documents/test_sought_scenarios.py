"""Scenarios put to firms as questions: who asks, who answers, where, and what is sought for them."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 场景上新\n\n{body}\n", "page.md")


@pytest.mark.parametrize(
    ("told", "scenario", "asker"),
    [
        (
            "在样湾工业园，青岛样霞纺织有限公司腾出一条产线，征集“面料智能验布”的解法。",
            "面料智能验布",
            "青岛样霞纺织有限公司",
        ),
        ("这是样湾区海洋发展局拿出来的“岸线无人巡检”场景。", "岸线无人巡检", "样湾区海洋发展局"),
        ("青岛样驭物流有限公司张榜求贤。它提出的“堆场无人转运”场景，预算800万元。", "堆场无人转运", "青岛样驭物流有限公司"),
        ("另一道题来自青岛样底工程研究院。该院想为“管缆智能检测”场景寻找侧扫声呐供应商。", "管缆智能检测", "青岛样底工程研究院"),
        ("青岛样港码头有限公司拿出的是“料堆无人盘点”，地点就在董家口港区。", "料堆无人盘点", "青岛样港码头有限公司"),
        ("样湾区城市管理局提出在老街试点“管网智能体检”，一期12公里。", "管网智能体检", "样湾区城市管理局"),
        ("青岛样垣轮胎股份有限公司想上“胎面在线检测”，点名要视觉大模型。", "胎面在线检测", "青岛样垣轮胎股份有限公司"),
        ("青岛样川供热有限公司出了一道题：“管网泄漏预警”，谁能答？", "管网泄漏预警", "青岛样川供热有限公司"),
    ],
)  # fmt: skip
def test_who_puts_a_scenario_to_firms(told: str, scenario: str, asker: str) -> None:
    made = news(told)
    assert made.names("Scenario") == [scenario]
    assert made.edges("OWNED_BY") == [(scenario, asker)]


@pytest.mark.parametrize(
    "told",
    [
        "12家企业参加比选，青岛样瞳科技有限公司凭一套机器视觉系统胜出。",
        "接单的青岛样瞳科技有限公司去年才成立。",
        "两个月后，青岛样瞳科技有限公司接了单。",
        "所用设备都出自青岛样瞳科技有限公司。",
        "青岛样瞳科技有限公司则以一套机器视觉系统应战。",
    ],
)
def test_who_answers(told: str) -> None:
    made = news("青岛样霞纺织有限公司抛出“面料智能验布”场景。" + told)
    assert ("青岛样瞳科技有限公司", "面料智能验布") in made.edges("APPLIES")


def test_two_who_answer_two_streets_where_it_runs_and_what_is_sought() -> None:
    made = news(
        "样湾区民政局抛出“老人无感守护”场景，要求同时具备毫米波测量和跌倒识别能力，率先在通济街道、潮海街道铺开。"
        "接题的有两家：青岛样康科技有限公司带来了雷达；杭州样脉科技有限公司则以贴片应战。"
    )
    assert made.edges("DEMANDS") == [("老人无感守护", "毫米波测量"), ("老人无感守护", "跌倒识别")]
    assert len(made.edges("LOCATED_IN")) == 2
    assert made.edges("APPLIES") == [
        ("青岛样康科技有限公司", "老人无感守护"),
        ("杭州样脉科技有限公司", "老人无感守护"),
    ]


def test_quotes_that_are_no_scenario_and_answers_to_none() -> None:
    made = read(
        "# 征文启事\n\n青岛样霞文化有限公司征集“老街夜间巡游”的老照片。青岛样瞳科技有限公司接了单。\n", "page.md"
    )
    assert made.names("Scenario") == []
    made = news("青岛样霞纺织有限公司征集“揭榜挂帅”项目和“数字化转型”的经验。")
    assert made.names("Scenario") == []
