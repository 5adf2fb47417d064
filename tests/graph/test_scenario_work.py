"""Promotion, library, targets and assessment over one small town; every number is worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from graph.analysis.scenario_work import Wish, assessment, library, promotion, targets
from graph.analysis.scenario_work.judging import reached, sense_of
from graph.analysis.scenario_work.targets import deadline_of
from graph.errors import NotFound, QueryError
from graph.facts import Facts
from graph.workspace import Workspace
from schema.pack_loader import load_packs
from tests.graph.scenario_papers import POLICY, Papers, plan, stands, target
from tests.graph.small_city import CITY, NORTH, PARK, SOUTH, YARD, firm

PACKS = load_packs("qingdao")
MARCH, DAY, LATER = dt.date(2026, 3, 1), dt.date(2026, 3, 11), dt.date(2026, 9, 1)
GROUP, WORKS, RULES, IDLE, ASPECT = (f"name:ActionArea:{n}" for n in ("group", "works", "rules", "idle", "aspect"))
DOCK, NIGHT = "name:ScenarioDirection:dock", "name:ScenarioDirection:night"
# metric, value, comparator, unit, time, sentence
TARGETS = (
    ("超级场景", 2, "gte", "个", "三年内", "打造2个以上超级场景"),
    ("新技术新产品", 3, "gte", "项", "2028", "推广3项以上"),
    ("创新型企业", 1, "gt", "家", "2028", "引进超过1家"),
    ("企业", 4, "gte", "家", "2028", "为4家以上企业提供服务"),
    ("高新技术企业", 4, "gte", "家", "2028", "高新技术企业达到4家"),
    ("对接周期", 60, "lte", "天", "2028", "不超过60天"),
)


def paper() -> Facts:
    """A plan with three actions, two directions, a library and targets."""
    facts = plan()

    def area(key: str, name: str, level: str, above: str = "") -> None:
        facts.node("ActionArea", key, name, locator="r=40", rule="p", properties={"level": level})
        if above:
            facts.edge("PART_OF", ("ActionArea", key), ("ActionArea", above), locator="r=40", rule="p")

    area(GROUP, "任务一", "task_group")
    area(WORKS, "产业行动", "action", GROUP)
    area(RULES, "治理行动", "action", GROUP)
    area(IDLE, "民生行动", "action", GROUP)
    area(ASPECT, "智慧应急", "aspect", RULES)
    facts.edge("FOCUSES_ON", ("ActionArea", WORKS), ("ChainLink", YARD), locator="r=40", rule="p")
    for key, name in ((DOCK, "船坞园"), (NIGHT, "海岛夜游")):
        facts.node("ScenarioDirection", key, name, locator="r=41", rule="p")
        facts.edge("HAS_DIRECTION", ("Policy", POLICY), ("ScenarioDirection", key), locator="r=41", rule="p")
    facts.node("Mechanism", "name:Mechanism:lib", "超级场景项目库", locator="r=42", rule="p")
    facts.node("Mechanism", "name:Mechanism:other", "专家库", locator="r=42", rule="p")
    for number, (metric, value, comparator, unit, time, sentence) in enumerate(TARGETS, start=50):
        target(facts, number, metric, value, comparator=comparator, unit=unit, time=time, sentence=sentence)
    for number, (value, subject) in enumerate(((7, ("Zone", CITY)), (26, ("Park", PARK))), start=60):
        local = f"name:Indicator:{number}"
        said = {"metric": "超级场景", "value": Decimal(value), "kind": "actual", "comparator": "eq"}
        facts.node("Indicator", local, "超级场景", locator=f"r={number}", rule="p", properties=said)
        facts.edge("MEASURES", ("Indicator", local), subject, locator=f"r={number}", rule="p")
    return facts


def listed() -> Facts:
    """Five scenarios: on the top rung, in the middle, there since last year, of which nothing is known, inferred."""
    facts = Facts()
    first = stands(
        facts, 1, "海岛接驳", step="落地示范", tier="超级场景", day=MARCH, field="智慧应急", list_kind="reserve"
    )
    facts.edge("LOCATED_IN", ("Scenario", first), ("Park", PARK), locator="r=1", rule="s")
    second = stands(
        facts, 2, "海岛夜游灯光", step="方案打磨", tier="示范场景", day=MARCH, zone=SOUTH, list_kind="reserve"
    )
    facts.edge("DEMANDS", ("Scenario", second), ("ChainLink", YARD), locator="r=2", rule="s")
    old = stands(facts, 3, "老码头", step="跟踪评估", tier="超级场景", day=dt.date(2025, 5, 1), list_kind="reserve")
    stands(facts, 4, "空白", zone="", list_kind="reserve")
    stands(facts, 5, "清单场景", step="落地示范", day=MARCH, list_kind="demand")
    for scenario, number, names in ((first, 1, "甲乙"), (second, 2, "乙丙"), (old, 3, "丁")):
        for name in names:
            facts.node("Technology", f"name:Technology:{name}", f"技术{name}", locator=f"r={number}", rule="s")
            ends = (("Scenario", scenario), ("Technology", f"name:Technology:{name}"))
            facts.edge("DEMANDS", *ends, locator=f"r={number}", rule="s")
    for number in (11, 12, 13, 14, 15):
        firm(facts, number, NORTH)
    facts.edge(
        "APPLIES", ("Company", "cn-uscc:11"), ("Scenario", first), locator="r=1", rule="s", properties={"role": "make"}
    )
    facts.edge("OWNED_BY", ("Scenario", second), ("Company", "cn-uscc:12"), locator="r=2", rule="s")
    for number in (11, 15):
        facts.edge("ATTRACTS", ("Park", PARK), ("Company", f"cn-uscc:{number}"), locator="r=9", rule="s")
    facts.node("Qualification", "name:Qualification:q", "瞪羚企业", locator="r=9", rule="s")
    ends = (("Company", "cn-uscc:11"), ("Qualification", "name:Qualification:q"))
    facts.edge("CERTIFIED_AS", *ends, locator="r=9", rule="s")
    return facts


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = Papers(tmp_path_factory.mktemp("town") / "home")
    made.put("方案", paper(), kind="document", precedence="policy")
    made.put("清单", listed())
    workspace = made.open()
    with workspace.ledger.writing():
        for scenario, company, state in ((2, 13, "contacted"), (1, 14, "signed"), (2, 15, "suggested")):
            pair = f"name:Scenario:{scenario}", f"cn-uscc:{company}"
            workspace.ledger.decide("match_state", *pair, who="张三", note=state)
    yield workspace
    made.close()


def names(items: Any) -> list[str]:
    return [item["name"] for item in items]


def by_metric(town: Workspace, day: dt.date = DAY) -> dict[str, dict[str, Any]]:
    return {item["target"]["metric"]: item for item in targets(town, PACKS, as_of=day)["items"]}


def test_targets_against_what_is_counted(town: Workspace) -> None:
    found = by_metric(town)
    assert list(found) == [metric for metric, *_ in TARGETS]
    best = found["超级场景"]
    # 老码头 has stood there since 2025; the plan begins in 2026.
    assert (best["count"], names(best["members"]), best["progress"], best["reached"]) == (1, ["海岛接驳"], 0.5, False)
    assert [(m["name"], m["why"]) for m in best["not_counted"]] == [("老码头", "2025-05-01已是，早于2026年起的实施期")]
    assert (best["target"]["deadline"], best["target"]["deadline_basis"]) == (dt.date(2028, 12, 31), "period")
    assert best["members"][0]["facts"] == ["AT_TIER:name:Scenario:1>name:ScenarioTier:超级场景"]
    assert best["members"][0]["evidence"][0]["locator"] == "2#r=1"
    # What a source says of the city stands beside the count and is no part of it; what it says of a park is not told.
    assert [said["value"] for said in best["said"]] == [7]
    # 甲 and 乙 by 海岛接驳, which is on the ground; 丙 only by 海岛夜游灯光; 丁 was in use in 2025.
    new = found["新技术新产品"]
    assert (new["count"], names(new["members"])) == (2, ["技术乙", "技术甲"])
    assert {m["name"]: m["why"][:7] for m in new["not_counted"]} == {"技术丙": "场景尚未落地：", "技术丁": "2025-05"}
    # More than one is asked for: one is not enough. 企业15 came too, and no list certifies it.
    brought = found["创新型企业"]
    assert (names(brought["members"]), brought["reached"], names(brought["not_counted"])) == (
        ["企业11"],
        False,
        ["企业15"],
    )
    # 11 takes part, 12 asks, 13 was contacted, 14 signed; 15 was only suggested.
    served = found["企业"]
    assert (names(served["members"]), served["reached"], served["progress"]) == (
        ["企业11", "企业12", "企业13", "企业14"],
        True,
        1,
    )


def test_a_target_that_cannot_be_counted_says_why(town: Workspace) -> None:
    found = by_metric(town)
    for metric, why in (("高新技术企业", "没有规则说明“高新技术企业”"), ("对接周期", "没有一项供需匹配记下了")):
        item = found[metric]
        assert (item["count"], item["progress"], item["reached"], item["state"]) == (None, None, None, "not_looked")
        assert item["why_not"].startswith(why)
    with pytest.raises(NotFound, match=r"--plan 别的: no policy.*there are: 2026年场景方案"):
        targets(town, PACKS, as_of=DAY, plan="别的")
    assert len(targets(town, PACKS, as_of=DAY, plan="场景方案")["items"]) == len(TARGETS)
    # Before 1 March nothing had come to the top rung since the plan began.
    then = by_metric(town, dt.date(2026, 2, 1))["超级场景"]
    assert (then["count"], then["state"], then["reached"]) == (0, "none_found", False)
    assert by_metric(town, dt.date(2029, 1, 1))["超级场景"]["target"]["due"] == "passed"


def test_a_decision_moves_a_scenario_between_counts(town: Workspace) -> None:
    with town.ledger.writing():
        number = town.ledger.decide("scenario_tier", "name:Scenario:1", who="张三", note="2026-03-05 示范场景").number
    assert by_metric(town)["超级场景"]["count"] == 0
    with town.ledger.writing():
        town.ledger.undo(number, who="张三")
    assert by_metric(town)["超级场景"]["count"] == 1


@pytest.mark.parametrize(
    ("time", "policies", "expected"),
    [
        ("2028", [], (dt.date(2028, 12, 31), "time")),
        ("2026—2028年", [], (dt.date(2028, 12, 31), "time")),
        ("2027-06-30", [], (dt.date(2027, 6, 30), "time")),
        ("三年内", [{"period_to": 2028}, {}], (dt.date(2028, 12, 31), "period")),
        ("三年内", [], (None, "none")),
        (None, [{"period_to": None}], (None, "none")),
    ],
)
def test_the_last_day_of_a_target(time: str | None, policies: Any, expected: Any) -> None:
    assert deadline_of(time, policies) == expected


@pytest.mark.parametrize(
    ("comparator", "count", "met"),
    [
        ("gte", 2, True),
        ("gt", 2, False),
        ("gt", 3, True),
        ("eq", 1, False),
        ("lte", 2, True),
        ("lte", 3, False),
        ("lt", 2, False),
        ("lt", 1, True),
    ],
)
def test_a_target_is_met(comparator: str, count: int, met: bool) -> None:
    row = {"comparator": comparator, "raw": "2个", "unit": "个", "metric": "场景"}
    assert reached(sense_of(row, "场景2个"), count, Decimal(2)) is met


def rises(town: Workspace, day: dt.date, to: str | None = None) -> dict[str, dict[str, Any]]:
    return {item["scenario"]["name"]: item for item in promotion(town, PACKS, as_of=day, to=to)["items"]}


def test_promotion_with_reasons_for_and_against(town: Workspace) -> None:
    found = rises(town, DAY)
    # Those on the top rung have nowhere to rise. Of equal scores the name decides.
    assert list(found) == ["海岛夜游灯光", "清单场景", "空白"]
    first = found["海岛夜游灯光"]
    assert {part["reason"]: part["weight"] for part in first["parts"]} == {"direction": 2, "technology": 1}
    assert (first["to"], first["score"]) == ("超级场景", 3)
    assert [part["reason"] for part in first["against"]] == ["not_landed", "no_company"]
    assert first["parts"][0]["evidence"][0]["locator"] == "2#r=2"
    second = found["清单场景"]
    assert ({p["reason"]: p["weight"] for p in second["parts"]}, second["to"]) == ({"landed": 3}, "示范场景")
    assert [part["reason"] for part in second["against"]] == ["no_company", "inferred"]
    assert [part["reason"] for part in found["空白"]["against"]] == ["no_step", "no_company", "inferred"]
    assert list(rises(town, DAY, "示范场景")) == ["清单场景"]
    # 1 March + 90 days have passed for 方案打磨: a veto stands behind all.
    late = rises(town, LATER)
    assert list(late) == ["清单场景", "空白", "海岛夜游灯光"]
    assert [part["reason"] for part in late["海岛夜游灯光"]["veto"]] == ["late"]
    with pytest.raises(NotFound, match="there are: 场景清单、示范场景、超级场景"):
        promotion(town, PACKS, as_of=DAY, to="顶级")


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(), ["海岛夜游灯光", "海岛接驳", "清单场景", "空白", "老码头"]),
        (Wish(library="项目库"), ["海岛接驳", "老码头"]),
        (Wish(step="落地示范"), ["海岛接驳", "清单场景"]),
        (Wish(step="无"), ["空白"]),
        (Wish(tier="示范场景"), ["海岛夜游灯光"]),
        (Wish(tier="无"), ["空白"]),
        (Wish(action="治理"), ["海岛接驳"]),
        (Wish(action="无"), ["清单场景", "空白", "老码头"]),
        (Wish(direction="海岛夜游"), ["海岛夜游灯光"]),
        (Wish(direction="无"), ["清单场景", "空白", "老码头"]),
        (Wish(zone="南区"), ["海岛夜游灯光"]),
        (Wish(zone="示例市", tier="超级场景"), ["海岛接驳", "老码头"]),
        (Wish(industry="造船"), ["海岛夜游灯光"]),
        (Wish(field="智慧应急"), ["海岛接驳"]),
        (Wish(late=True), []),
    ],
)
def test_the_library_by_filters(town: Workspace, wish: Wish, expected: list[str]) -> None:
    answer = library(town, PACKS, wish, as_of=DAY)
    assert [item["scenario"]["name"] for item in answer["items"]] == expected
    assert (answer["total"], answer["state"]) == (len(expected), "found" if expected else "none_found")


def test_an_entry_of_the_library(town: Workspace) -> None:
    answer = library(town, PACKS, Wish(tier="超级场景"), as_of=LATER, limit=1)
    [item] = answer["items"]
    assert (answer["total"], item["step"]["name"], item["step"]["days"]) == (2, "落地示范", 184)
    assert [(tie["name"], tie["why"], tie["stated"]) for tie in item["actions"]] == [
        ("治理行动", "应用领域“智慧应急”是它的内容", True)
    ]
    assert [(tie["name"], tie["why"]) for tie in item["directions"]] == [("船坞园", "在小城船坞园")]
    assert (names(item["companies"]), item["matches"]["signed"]) == (["企业11"], 1)
    # 专家库 tells no rung.
    assert [(one["name"], one["tier"], one["scenarios"]) for one in answer["basis"]["libraries"]] == [
        ("超级场景项目库", "超级场景", 2),
        ("专家库", None, 0),
    ]


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (Wish(library="图书"), "there are: 超级场景项目库、专家库"),
        (Wish(library="专家库"), "its name tells no single rung; ask by --tier"),
        (Wish(step="飞行"), "no step of this name; there are: 出题征集"),
        (Wish(action="行动"), "several of this name"),
        (Wish(direction="月球"), "none of this name; there are: 海岛夜游、船坞园"),
        (Wish(zone="西区"), "西区"),
        (Wish(field="造纸"), "near: 智慧应急"),
    ],
)
def test_unknown_names_offer_what_there_is(town: Workspace, wish: Wish, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        library(town, PACKS, wish, as_of=DAY)


def cells(answer: Any) -> dict[tuple[str | None, ...], list[str]]:
    parts = [one for one in ("district", "action", "direction") if one in answer["items"][0]]
    return {
        tuple(item[one] and item[one]["name"] for one in parts): sorted(names(item["members"]))
        for item in answer["items"]
    }


def test_the_assessment_table_opens_to_its_members(town: Workspace) -> None:
    answer = assessment(town, PACKS, as_of=LATER)
    assert cells(answer) == {
        ("北区", "治理行动", "船坞园"): ["海岛接驳"],
        ("北区", None, None): ["清单场景", "老码头"],
        ("南区", "产业行动", "海岛夜游"): ["海岛夜游灯光"],
        (None, None, None): ["空白"],
    }
    assert cells(assessment(town, PACKS, as_of=LATER, by=["action"])) == {
        ("治理行动",): ["海岛接驳"],
        ("产业行动",): ["海岛夜游灯光"],
        (None,): ["清单场景", "空白", "老码头"],
    }
    sums = answer["totals"]
    assert (sums["scenarios"], sums["landed"], names(sums["late"])) == (5, 3, ["海岛夜游灯光"])
    assert sums["steps"] == {"方案打磨": 1, "落地示范": 2, "跟踪评估": 1}
    assert sums["tiers"] == {"场景清单": 1, "示范场景": 1, "超级场景": 2}
    assert sums["matched"] == [{"scenario": "name:Scenario:1", "company": "cn-uscc:14"}]
    assert [(one["by"], one["name"], one["state"]) for one in answer["empty"]] == [("action", "民生行动", "none_found")]
    assert len(assessment(town, PACKS, as_of=LATER, zone="南区")["items"]) == 1
    with pytest.raises(QueryError, match="the table goes by district"):
        assessment(town, PACKS, as_of=LATER, by=["year"])
    with pytest.raises(NotFound):
        assessment(town, PACKS, as_of=LATER, zone="西区")
