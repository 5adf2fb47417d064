"""Targets in percent, means, and what must not be exceeded; every number is worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from graph.analysis.scenario_work import targets
from graph.analysis.scenario_work.judging import by_word, sense_of
from graph.facts import Facts
from graph.workspace import Workspace
from schema.pack_loader import load_packs
from tests.graph.scenario_papers import Papers, plan, stands, target
from tests.graph.small_city import CITY, NORTH, firm

PACKS = load_packs("qingdao")
DAY = dt.date(2026, 9, 1)
# metric, value, comparator, unit, sentence, value in the sentence
TARGETS = (
    ("场景落地率", 60, "gte", "%", "场景落地率达到60%以上", "60%以上"),
    ("签约率", 30, "gt", "%", "签约率超过30%", "超过30%"),
    ("对接周期", 60, "lte", "天", "对接周期不超过60天", "不超过60天"),
    ("场景", 3, "lte", "个", "场景不超过3个", "不超过3个"),
    ("示范场景", 3, "lte", "个", "示范场景不多于3个", "不多于3个"),
    ("超级场景", 2, "lte", "个", "超级场景不超过2个", "不超过2个"),
    ("群众满意度", 90, "gte", "%", "群众满意度达到90%以上", "90%以上"),
    ("办理时间", 5, "eq", "天", "办理时间下降到5天", "5天"),
    ("误差", 8, "eq", "%", "误差控制在8%", "8%"),
    ("能耗", 20, "eq", "%", "能耗下降20%", "20%"),
    ("开放率", 90, "gte", "%", "开放率达到90%以上", "90%以上"),
)
# metric, value, comparator, unit, time of what sources say was reached
SAID = (
    ("群众满意度", 85, "eq", "%", "2024"),
    ("群众满意度", 92, "gte", "%", "2025"),
    ("办理时间", 6, "eq", "天", "2025"),
    ("误差", 7, "eq", "%", "2025"),
    ("误差", 9, "eq", "%", "2025"),
    ("能耗", 20, "eq", "%", "2025"),
    # Another unit says nothing of a share.
    ("开放率", 95, "eq", "个", "2025"),
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """Targets by what they measure, over four scenarios: two on the ground, two with a match that was signed."""
    paper = plan()
    for number, (metric, value, comparator, unit, sentence, raw) in enumerate(TARGETS, start=50):
        target(paper, number, metric, value, comparator=comparator, unit=unit, sentence=sentence, raw=raw)
    for number, (metric, value, comparator, unit, time) in enumerate(SAID, start=80):
        local = f"name:Indicator:{number}"
        said = {"metric": metric, "value": Decimal(value), "comparator": comparator, "unit": unit, "time": time}
        paper.node("Indicator", local, metric, locator=f"r={number}", rule="p", properties={**said, "kind": "actual"})
        paper.edge("MEASURES", ("Indicator", local), ("Zone", CITY), locator=f"r={number}", rule="p")
    listed = Facts()
    march = dt.date(2026, 3, 1)
    stands(listed, 1, "海岛接驳", step="落地示范", day=march)
    stands(listed, 2, "老码头", step="跟踪评估", tier="示范场景", day=march)
    stands(listed, 3, "夜游灯光", step="方案打磨", day=march)
    stands(listed, 4, "空白")
    for number in (11, 12, 13):
        firm(listed, number, NORTH)
    made = Papers(tmp_path_factory.mktemp("judged") / "home")
    made.put("方案", paper, kind="document", precedence="policy")
    made.put("清单", listed)
    workspace = made.open()
    write_down(workspace)
    yield {item["target"]["metric"]: item for item in targets(workspace, PACKS, as_of=DAY)["items"]}
    made.close()


def write_down(workspace: Workspace) -> None:
    """Three matches: of ten days, of fifty days, and one that has only begun."""
    for day, scenario, company, state in (
        ("2026-04-01", 1, 11, "contacted"),
        ("2026-04-05", 1, 11, "talking"),
        ("2026-04-11", 1, 11, "signed"),
        ("2026-05-01", 3, 12, "contacted"),
        ("2026-06-20", 3, 12, "signed"),
        ("2026-06-20", 3, 12, "done"),
        ("2026-07-01", 4, 13, "contacted"),
    ):
        workspace.ledger._now = lambda day=day: f"{day}T09:00:00+00:00"  # type: ignore[method-assign,misc]
        with workspace.ledger.writing():
            workspace.ledger.decide(
                "match_state", f"name:Scenario:{scenario}", f"cn-uscc:{company}", who="张三", note=state
            )


def names(items: Any) -> list[str]:
    return [item["name"] for item in items]


def test_a_share_is_compared_with_a_percentage(found: dict[str, dict[str, Any]]) -> None:
    landed = found["场景落地率"]
    # 海岛接驳 and 老码头 of four: 50 of the 60 that are asked for.
    assert (landed["judged_by"], landed["measured"], landed["count"], landed["whole"]) == ("share", 50, 2, 4)
    assert (landed["reached"], landed["progress"], names(landed["members"])) == (False, 0.8333, ["海岛接驳", "老码头"])
    signed = found["签约率"]
    # The matches of 海岛接驳 and 夜游灯光 were signed, that of 空白 was not: 50 percent, and more than 30 is asked for.
    assert (signed["measured"], names(signed["members"]), signed["reached"]) == (50, ["夜游灯光", "海岛接驳"], True)


def test_a_mean_is_compared_with_a_time(found: dict[str, dict[str, Any]]) -> None:
    days = found["对接周期"]
    # From 1 to 11 April, and from 1 May to 20 June.
    assert (days["judged_by"], days["measured"], days["reached"]) == ("mean", (10 + 50) / 2, True)
    assert [member["why"] for member in days["members"]] == ["“海岛接驳”，联系到签约10天", "“夜游灯光”，联系到签约50天"]
    # What must not be exceeded is not on its way.
    assert days["progress"] is None


def test_what_must_not_be_exceeded(found: dict[str, dict[str, Any]]) -> None:
    assert (found["场景"]["count"], found["场景"]["reached"], found["场景"]["remark"]) == (4, False, "")
    # One is known; what is not loaded would add to it. Of none at all nothing is said.
    few = found["示范场景"]
    assert (few["count"], few["reached"]) == (1, True)
    assert "未载入的不在内" in few["remark"]
    none = found["超级场景"]
    assert (none["count"], none["state"], none["reached"]) == (0, "none_found", None)
    assert found["示范场景"]["target"]["asks"] == "at_most"


def test_what_no_rule_counts_is_judged_by_the_sources_own_word(found: dict[str, dict[str, Any]]) -> None:
    happy = found["群众满意度"]
    # 92 of 2025 goes before 85 of 2024.
    assert (happy["judged_by"], happy["measured"], happy["reached"], happy["count"]) == ("said", 92, True, None)
    assert happy["progress"] == round(92 / 90, 4)
    assert "没有规则说明" in happy["why_not"] and "来源自己所说" in happy["remark"]
    slow = found["办理时间"]
    assert (slow["target"]["asks"], slow["measured"], slow["reached"], slow["progress"]) == ("at_most", 6, False, None)
    assert found["误差"]["reached"] is None and "说法不一（7、9%）" in found["误差"]["remark"]
    assert (found["开放率"]["reached"], found["开放率"]["judged_by"], len(found["开放率"]["said"])) == (None, None, 1)


def test_a_change_is_not_judged_without_a_start(found: dict[str, dict[str, Any]]) -> None:
    change = found["能耗"]
    assert (change["reached"], change["judged_by"], change["state"]) == (None, None, "not_looked")
    assert change["why_not"].startswith("目标是变化量（下降20%）")


@pytest.mark.parametrize(
    ("sentence", "raw", "unit", "comparator", "asks"),
    [
        ("能耗降至20%", "20%", "%", "eq", "at_most"),
        ("能耗控制在20%以内", "20%以内", "%", "lte", "at_most"),
        ("能耗降低了20%", "20%", "%", "eq", "change"),
        ("能耗缩短一半", "一半", None, "eq", "change"),
        ("能耗增长20%以上", "20%以上", "%", "gte", "change"),
        ("能耗提高到20%", "20%", "%", "eq", "at_least"),
        ("能耗增加30家", "30家", "家", "eq", "at_least"),
        ("比重为20%，能耗降至20%", "20%", "%", "eq", "at_most"),
        ("", "20%", "%", "lt", "at_most"),
        ("别的句子", "20%", "%", "gt", "at_least"),
    ],
)
def test_what_a_target_asks_for(sentence: str, raw: str, unit: str | None, comparator: str, asks: str) -> None:
    assert sense_of({"metric": "能耗", "raw": raw, "unit": unit, "comparator": comparator}, sentence).asks == asks


@pytest.mark.parametrize(
    ("comparator", "said", "said_as", "met"),
    [
        # Over 80 may be over 90; under 95 may be under 90.
        ("gte", 80, "gt", None),
        ("gte", 95, "lt", None),
        ("gte", 80, "lt", False),
        ("gte", 95, "gte", True),
        ("lte", 80, "gt", None),
        ("lte", 95, "lte", None),
        ("lte", 80, "lte", True),
        ("lte", 95, "gte", False),
    ],
)
def test_a_bound_that_sources_say_judges_only_what_it_settles(
    comparator: str, said: int, said_as: str, met: bool | None
) -> None:
    row = {"metric": "甲", "raw": "90%", "unit": "%", "comparator": comparator, "value": Decimal(90)}
    one = {"value": float(said), "unit": "%", "comparator": said_as, "time": "2025", "evidence": []}
    assert by_word(sense_of(row, "甲90%"), row, [one]).reached is met
