"""Scenarios that only their name shows: where or when, and what is done there."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

_NAME = "码头夜间理货场景"
_ASKER, _TAKER = "青岛样本港务有限公司", "青岛样本智能科技有限公司"


def news(body: str) -> Read:
    return read(f"# 场景对接会举行\n\n{body}\n", "page.md")


@pytest.mark.parametrize(
    "told",
    [
        f"先看{_NAME}。",
        f"最受关注的是{_NAME}，{_ASKER}为此拿出预算800万元。",
        f"依托{_NAME}，{_TAKER}把理货机器人卖到了3个港口。",
        f"作为{_NAME}的提出方，{_ASKER}开放了3个泊位。",
    ],
)
def test_a_scenario_that_only_its_name_shows(told: str) -> None:
    assert news(told).names("Scenario") == [_NAME]


@pytest.mark.parametrize(
    "told",
    [
        "在城市管理领域，重点拓展道路病害智能巡检场景，鼓励企业参与。",
        "聚焦港口集装箱智能理货场景，开展技术攻关。",
        "人工智能在港口智能化生产场景落地见效。",
        "市民政局建立场景需求库，市体育局组建体育场景专家团。",
        "《青岛市港口集装箱智能理货场景示范办法》印发。",
        "今年新增道路病害智能巡检场景12个。",
    ],
)
def test_kinds_lists_and_titles_are_no_scenarios(told: str) -> None:
    assert news(told).names("Scenario") == []


def test_who_takes_on_such_a_scenario_and_where() -> None:
    made = news(f"在董家口经济区，{_NAME}正在试运行，承建方{_TAKER}投入理货机器人12台。")
    assert made.edges("APPLIES") == [(_TAKER, _NAME)]
    assert [head for head, _ in made.edges("LOCATED_IN")] == [_NAME]


def test_a_plan_speaks_of_kinds() -> None:
    made = read(
        "# 青岛市场景开放实施方案\n\n为开放场景，制定本方案。\n\n一、工作目标\n\n到2028年，码头夜间理货场景覆盖3个港口。\n\n"
        "二、重点任务\n\n（一）开放港口。组织企业参与。\n\n（二）开放园区。支持企业验证。\n\n三、保障措施\n\n市发展改革委负责统筹。\n"
    )
    assert made.names("Scenario") == []


def test_the_former_and_the_latter_of_two_told_before() -> None:
    made = news(
        f"海上养殖网箱清洗场景、码头夜间理货场景日前同时发布。前者由崂山区海洋发展局提出，位于崂山区；后者由{_ASKER}提出，位于董家口经济区。"
    )
    assert set(made.edges("OWNED_BY")) == {("海上养殖网箱清洗场景", "崂山区海洋发展局"), (_NAME, _ASKER)}
    assert [head for head, _ in made.edges("LOCATED_IN")] == ["海上养殖网箱清洗场景", _NAME]


@pytest.mark.parametrize(
    "told",
    [
        f"最受关注的是{_NAME}，{_ASKER}为此拿出预算800万元，求购激光雷达和理货机器人。",
        f"{_NAME}（需求单位：{_ASKER}；预算：800万元；需求：激光雷达、理货机器人）。",
    ],
)
def test_what_such_a_scenario_lacks(told: str) -> None:
    assert news(told).edges("DEMANDS") == [(_NAME, "激光雷达"), (_NAME, "理货机器人")]


def test_who_asks_as_the_one_who_asks() -> None:
    assert news(f"作为{_NAME}的提出方，{_ASKER}开放了3个泊位。").edges("OWNED_BY") == [(_NAME, _ASKER)]
