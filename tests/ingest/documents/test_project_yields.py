"""What a project brings: a link of a chain, a park, a scenario."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

_NAME = "样本特色工艺产线项目"
_LINK = "qingdao:ChainLink/integrated-circuit/wafer-fabrication"
_FIRM = "青岛样本微电子有限公司"


def news(body: str) -> Read:
    return read(f"# 项目开工\n\n{body}\n", "page.md")


def yields(body: str) -> list[tuple[str, str]]:
    return [(head, tail) for head, tail in news(body).edges("DELIVERS") if head == _NAME]


@pytest.mark.parametrize(
    "told",
    [
        f"由{_FIRM}投资建设的{_NAME}在即墨区开工，建成后补齐集成电路产业链的晶圆制造环节。",
        f"由{_FIRM}投资建设的{_NAME}在即墨区开工。项目由{_FIRM}承建，将补上当地集成电路产业的晶圆制造环节。",
        f"由{_FIRM}投资建设的{_NAME}在即墨区开工，总投资9亿元，填补晶圆制造环节空白。",
    ],
)
def test_a_link_that_a_project_fills(told: str) -> None:
    assert yields(told) == [(_NAME, _LINK)]


@pytest.mark.parametrize(
    "told",
    [
        f"由{_FIRM}投资建设的{_NAME}在即墨区开工，尚未补齐晶圆制造环节。",
        f"{_NAME}在即墨区开工。青岛另一家企业{_FIRM}也补齐了晶圆制造环节。",
    ],
)
def test_what_a_project_does_not_fill(told: str) -> None:
    assert yields(told) == []


def test_a_park_that_a_project_becomes() -> None:
    told = f"{_NAME}在即墨区开工，建成后将形成墨水河芯片产业园，可容纳企业40家。"
    assert yields(told) == [(_NAME, "墨水河芯片产业园")]


def test_a_scenario_that_a_project_makes_real() -> None:
    told = f"“晶圆搬运”场景由{_FIRM}提出。{_NAME}在即墨区开工，率先把“晶圆搬运”场景落到实处。"
    assert yields(told) == [(_NAME, "晶圆搬运")]


def test_projects_that_settle_do_not_take_their_firms_with_them() -> None:
    made = news(
        f"签约仪式上，{_FIRM}投资5亿元的无人机总装项目、青岛样本港务有限公司投资3亿元的冷链分拨项目同时落户胶州市。"
    )
    assert set(made.edges("LOCATED_IN")) == {("无人机总装项目", "cn-div:370281"), ("冷链分拨项目", "cn-div:370281")}


def test_both_who_sign_build_what_they_build_together() -> None:
    made = news(f"{_FIRM}与青岛样本港务有限公司签约，并共同投资2亿元建设智能理货装备产业化项目。")
    assert set(made.edges("DELIVERS")) == {
        (_FIRM, "智能理货装备产业化项目"),
        ("青岛样本港务有限公司", "智能理货装备产业化项目"),
    }


def test_three_who_sign_and_a_model_of_ones_own() -> None:
    made = news(
        f"{_FIRM}与青岛样本港务有限公司、青岛样本航运有限公司三方签署战略合作协议。{_FIRM}自研的“观涛”大模型已经投用。"
    )
    assert len(made.edges("COOPERATES_WITH")) >= 2
    assert made.edges("OFFERS") == [(_FIRM, "观涛")]
