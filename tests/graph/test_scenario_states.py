"""Where scenarios stand: dated histories, what may follow, what stays too long, decisions. All days by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.analysis.scenario_work import (
    ScenarioWork,
    assessment,
    check_change,
    find_case,
    library,
    promotion,
    set_state,
    states,
    staying,
    targets,
)  # fmt: skip
from graph.errors import LedgerError, NotFound
from graph.facts import Facts
from schema.errors import PackError
from schema.pack_loader import load_packs
from schema.pack_scenario_work import scenario_work_rules
from tests.graph.scenario_papers import STEPS, TIERS, Papers, plan, stands, target
from tests.graph.small_city import SOUTH

PACKS = load_packs("qingdao")
MARCH, JUNE, SEPTEMBER = dt.date(2026, 3, 1), dt.date(2026, 6, 1), dt.date(2026, 9, 1)
LIMITS = {limit.id: limit.days for limit in PACKS.scenario_work.limits}


OLDER = ("收集", "评审比选", "落地示范")
DUE, NEXT_YEAR = dt.date(2026, 5, 31), dt.date(2027, 5, 31)


def one(*args: Any, into: Facts | None = None, **more: Any) -> Facts:
    facts = into if into is not None else Facts()
    stands(facts, *args, **more)
    return facts


def lists() -> tuple[Facts, Facts, Facts, Facts]:
    """Two versions of a list, a second list and a news page."""
    first, second, other, news = Facts(), Facts(), Facts(), Facts()
    one(1, "海岛接驳", step="出题征集", day=MARCH, list_kind="demand", into=first)
    one(1, "海岛接驳", step="发布对接", day=JUNE, list_kind="demand", into=second)
    one(2, "海岛接驳", step="落地示范", day=SEPTEMBER, into=news)
    one(3, "退回的", step="方案打磨", day=MARCH, into=first)
    one(3, "退回的", step="出题征集", day=JUNE, into=second)
    one(4, "无日期", step="出题征集", into=second)
    one(5, "智慧停车", step="出题征集", day=MARCH, into=second)
    one(6, "智慧停车", step="落地示范", day=JUNE, zone=SOUTH, into=news)
    one(7, "智慧路灯", zone="", into=other)
    one(8, "智慧路灯", zone="", into=other)
    one(9, "推定的", day=MARCH, status="征集中", list_kind="demand", into=second)
    one(16, "别案的", day=MARCH, status="评审中", into=second)
    one(10, "储备的", day=MARCH, status="已立项", list_kind="reserve", into=second)
    one(11, "升过的", day=MARCH, tier="示范场景", into=first)
    one(11, "升过的", day=JUNE, list_kind="demand", into=second)
    one(14, "不确定的", step="落地示范", day=MARCH, confidence="0.4", into=second)
    # Steps that no policy owns, and two that go in a circle.
    for ends in (("初选", "复选"), ("复选", "定选"), ("轮一", "轮二"), ("轮二", "轮一")):
        for name in ends:
            news.node("LifecyclePhase", f"name:LifecyclePhase:{name}", name, locator="r=60", rule="s")
        before, after = (("LifecyclePhase", f"name:LifecyclePhase:{name}") for name in ends)
        news.edge("PRECEDES", before, after, locator="r=60", rule="s")
    # A page that tells of one scenario's rise names a part of the plan's ladder.
    for name in ("示范场景", "超级场景"):
        news.node("ScenarioTier", f"name:ScenarioTier:news{name}", name, locator="r=61", rule="s")
    rise = (("ScenarioTier", f"name:ScenarioTier:news{name}") for name in ("示范场景", "超级场景"))
    news.edge("UPGRADES_TO", *rise, locator="r=61", rule="s")
    one(15, "无主步骤", step="复选", day=MARCH, into=second)
    one(12, "旧步骤", step="评审比选", day=MARCH, into=second)
    one(13, "两案都有", step="落地示范", day=MARCH, into=second)
    one(21, "甲", step="方案打磨", day=MARCH, into=second)
    one(22, "乙", step="方案打磨", day=MARCH, deadline=DUE, into=second)
    one(23, "丙", step="落地示范", day=MARCH, deadline=DUE, into=second)
    one(24, "丁", step="跟踪评估", day=MARCH, into=second)
    one(25, "戊", step="方案打磨", day=MARCH, deadline=NEXT_YEAR, into=second)
    one(31, "待记甲", step="出题征集", day=MARCH, into=second)
    one(32, "待记乙", step="出题征集", day=MARCH, into=second)
    return first, second, other, news


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Papers]:
    """Three papers with steps, lists and news; decisions of a test are on scenarios of its own."""
    made = Papers(tmp_path_factory.mktemp("town") / "home")
    same = ("摸底", "同名示范"), ("同名示范", "顶级")
    for name, facts in (
        ("方案", plan()),
        ("旧方案", plan(OLDER, TIERS, "name:Policy:older", 2021)),
        ("另案", plan(*same, "name:Policy:othr", 2019)),
        # Newer, but no plan on scenarios: it goes last.
        ("规划", plan(("起草", "落地示范"), TIERS, "name:Policy:grow", 2030, "2030年产业规划")),
    ):
        made.put(name, facts, kind="document", precedence="policy")
    first, second, other, news = lists()
    made.put("清单", first)
    made.put("清单", second)
    made.put("二批", other)
    made.put("快报", news, kind="document", precedence="news")
    yield made
    made.close()


def of(papers: Papers, name: str, day: dt.date) -> dict[str, Any]:
    [item] = states(papers.open(), PACKS, name, as_of=day)["items"]
    return dict(item)


def test_a_history_holds_what_each_version_and_each_source_said(town: Papers) -> None:
    item = of(town, "海岛接驳", dt.date(2026, 9, 11))
    steps = [(e["name"], e["date"], e["earlier_version"]) for e in item["history"] if e["kind"] == "step"]
    assert steps == [("出题征集", MARCH, True), ("发布对接", JUNE, False), ("落地示范", SEPTEMBER, False)]
    assert item["nodes"] == ["name:Scenario:1", "name:Scenario:2"]
    assert (item["step"]["name"], item["step"]["since"], item["step"]["days"]) == ("落地示范", SEPTEMBER, 10)
    assert (item["step"]["place"], item["step"]["of"], item["step"]["may_follow"]) == (4, 5, ["跟踪评估"])
    # The list says 出题征集, then 发布对接: 方案打磨 between is said by nobody.
    assert item["remarks"] == ["2026-06-01由“出题征集”到“发布对接”，跳过方案打磨"]
    assert item["history"][0]["evidence"][0]["document"]["id"] == "清单"
    # As of June the news is still to come.
    then = of(town, "海岛接驳", dt.date(2026, 6, 30))
    assert (then["step"]["name"], then["step"]["days"]) == ("发布对接", 29)
    assert [e["later"] for e in then["history"] if e["kind"] == "step"] == [False, False, True]


def test_a_step_back_is_said_and_nothing_is_dated_by_guess(town: Papers) -> None:
    item = of(town, "退回的", SEPTEMBER)
    assert (item["step"]["since"], item["remarks"]) == (JUNE, ["2026-06-01由“方案打磨”退回“出题征集”"])
    # What is too unsure for the graph is no part of a history.
    assert [e["kind"] for e in of(town, "不确定的", JUNE)["history"]] == ["tier"]
    item = of(town, "无日期", JUNE)
    assert (item["step"]["since"], item["step"]["days"], item["history"][0]["date_basis"]) == (None, None, "none")


def test_scenarios_of_one_name_in_different_districts_or_in_one_list_are_different(town: Papers) -> None:
    found = {tuple(item["nodes"]) for item in states(town.open(), PACKS, as_of=JUNE)["items"]}
    assert {(f"name:Scenario:{n}",) for n in (5, 6, 7, 8)} <= found
    with pytest.raises(NotFound, match="several scenarios have this name"):
        states(town.open(), PACKS, "智慧停车", as_of=JUNE)


def test_a_status_and_a_list_say_something_by_a_rule_only(town: Papers) -> None:
    item = of(town, "推定的", JUNE)
    assert (item["step"]["name"], item["step"]["stated"]) == ("出题征集", False)
    assert (item["tier"]["name"], item["tier"]["stated"], item["tier"]["may_follow"]) == (
        "场景清单",
        False,
        ["示范场景"],
    )
    # Only an older paper has a step of 评审: what is inferred is inferred for the first paper alone.
    assert of(town, "别案的", JUNE)["step"] is None
    other = of(town, "储备的", JUNE)
    assert (other["step"], other["tier"]) == (None, None)
    assert other["may_follow"] == {"step": ["出题征集"], "tier": ["场景清单"]}
    # To stand in a list does not bring down what a source puts higher.
    risen = of(town, "升过的", JUNE)
    assert (risen["tier"]["name"], risen["tier"]["since"]) == ("示范场景", MARCH)
    assert "已立项（1处）、评审中（1处）" in "".join(states(town.open(), PACKS, as_of=JUNE)["basis"]["warnings"])


def test_papers_with_steps_of_their_own(town: Papers) -> None:
    assert of(town, "旧步骤", JUNE)["step"]["may_follow"] == ["落地示范"]
    unowned = of(town, "无主步骤", JUNE)["step"]
    assert (unowned["place"], unowned["of"], unowned["may_follow"], unowned["policy"]) == (2, 3, ["定选"], None)
    # Two papers have this step; the newer one says what follows.
    assert of(town, "两案都有", JUNE)["step"]["may_follow"] == ["跟踪评估"]
    [item] = states(town.open(), PACKS, "两案都有", as_of=JUNE, plan="2021年")["items"]
    assert (item["step"]["place"], item["step"]["of"], item["step"]["may_follow"]) == (3, 3, [])
    with pytest.raises(NotFound, match=r"--plan 月球: no policy.*there are: 2019年场景方案、2021年场景方案"):
        states(town.open(), PACKS, as_of=JUNE, plan="月球")
    ladders = states(town.open(), PACKS, as_of=JUNE)["basis"]["ladders"]
    assert [one["names"] for one in ladders if one["kind"] == "step"][:2] == [list(STEPS), list(OLDER)]
    # The older paper has the same rungs: they are one ladder.
    assert [one["names"] for one in ladders if one["kind"] == "tier"] == [list(TIERS), ["同名示范", "顶级"]]


def test_what_stays_too_long_by_limit_or_by_its_own_deadline(town: Papers) -> None:
    assert (LIMITS["stay-choosing"], LIMITS["stay-landing"], LIMITS["stay-step"]) == (90, 365, 180)

    def late(day: dt.date) -> list[tuple[str, str, int]]:
        items = staying(town.open(), PACKS, as_of=day)["items"]
        found = [(i["scenario"]["name"], i["rule"]["id"], i["over"]) for i in items]
        return [entry for entry in found if entry[0] in "甲乙丙丁戊"]

    # 1 March + 90 days is 30 May, which is not yet too long.
    assert late(dt.date(2026, 5, 30)) == []
    assert late(dt.date(2026, 5, 31)) == [("甲", "stay-choosing", 1)]
    # 乙's own deadline stands for the default; on the ground (丙) it no longer matters; 戊 has until next year.
    assert late(dt.date(2026, 6, 2)) == [("甲", "stay-choosing", 3), ("乙", "stay-deadline", 2)]
    # 丙: 1 March 2026 + 365 days is 1 March 2027. After the last step (丁) nothing is waited for.
    assert {name for name, *_ in late(dt.date(2027, 3, 2))} == {"甲", "乙", "丙"}
    assert "戊" in {name for name, *_ in late(dt.date(2027, 6, 1))}
    answer = staying(town.open(), PACKS, as_of=SEPTEMBER)
    unjudged = {n["scenario"]["name"]: n["why"] for n in answer["not_judged"]}
    assert unjudged["无日期"] == "在“出题征集”，但来源没有给出日期"
    assert (answer["state"], unjudged["储备的"]) == ("found", "没有来源或决定说它在哪个环节")


def decide(papers: Papers, name: str, to: str, day: dt.date, **more: Any) -> tuple[int, tuple[str, ...]]:
    workspace = papers.open()
    work = ScenarioWork.of(workspace, PACKS)
    with workspace.ledger.writing():
        case = find_case(work, work.cases(SEPTEMBER), name)
        change = check_change(work, case, to, day, SEPTEMBER, **more)
        return set_state(workspace.ledger, case.id, change, who="张三", note="附注").number, change.remarks


def test_steps_back_and_over_others_are_allowed_and_said(town: Papers) -> None:
    assert decide(town, "待记甲", "落地示范", JUNE)[1] == ("由“出题征集”到“落地示范”，跳过方案打磨、发布对接",)
    number, remarks = decide(town, "待记甲", "发布对接", SEPTEMBER)
    assert remarks == ("由“落地示范”退回“发布对接”",)
    # Before what is known already: it goes into the history, and changes nothing today.
    assert "现状不变" in decide(town, "待记甲", "方案打磨", dt.date(2026, 4, 1))[1][0]
    item = of(town, "待记甲", SEPTEMBER)
    assert (item["step"]["name"], item["step"]["basis"]) == ("发布对接", "decision")
    said = item["history"][-1]["decision"]
    assert (said["number"], said["who"], said["note"]) == (number, "张三", "附注")
    # Being in a list is the lowest rung, by a rule.
    assert decide(town, "待记甲", "超级场景", JUNE)[1] == ("由“场景清单”到“超级场景”，跳过示范场景",)
    assert decide(town, "储备的", "示范场景", JUNE)[1] == ("此前没有记录，跳过场景清单",)


def test_bad_changes_say_what_to_do(town: Papers) -> None:
    with pytest.raises(LedgerError, match=r"no step or rung.*steps: 出题征集、方案打磨"):
        decide(town, "待记乙", "飞行", JUNE)
    with pytest.raises(LedgerError, match=r"a day to come.*today is 2026-09-01"):
        decide(town, "待记乙", "方案打磨", dt.date(2026, 9, 2))
    with pytest.raises(NotFound, match="near: 海岛接驳"):
        decide(town, "海岛上接人", "方案打磨", JUNE)
    number, _ = decide(town, "待记乙", "方案打磨", JUNE)
    with pytest.raises(LedgerError, match=f"already, by decision {number} of 2026-06-01; undo {number}"):
        decide(town, "待记乙", "方案打磨", SEPTEMBER)
    with pytest.raises(LedgerError, match="--kind"):
        decide(town, "待记乙", "同名示范", JUNE)
    assert decide(town, "待记乙", "同名示范", JUNE, kind="tier")[0] == number + 1


def test_a_withdrawn_paper_takes_its_states_along_and_decisions_outlive_a_new_list(tmp_path: Path) -> None:
    papers = Papers(tmp_path / "home")
    facts = plan(title="青岛市场景方案")
    far = plan(("外地征集", "落地示范", "外地推广"), TIERS, "name:Policy:away", 2027)
    papers.put("外地", far, kind="document", precedence="policy")
    for number, (metric, unit) in enumerate((("超级场景", "个"), ("新技术新产品", "项")), start=50):
        target(facts, number, metric, 1, unit=unit)
    papers.put("方案", facts, kind="document", precedence="policy")
    papers.put("清单", one(1, "海岛接驳", step="出题征集", day=MARCH), complete=True)
    papers.put("快报", one(2, "海岛接驳", step="落地示范", day=JUNE), kind="document", precedence="news")
    assert of(papers, "海岛接驳", SEPTEMBER)["step"]["name"] == "落地示范"
    # The home city's plan goes before a newer one from elsewhere.
    assert of(papers, "海岛接驳", SEPTEMBER)["step"]["may_follow"] == ["跟踪评估"]
    # One scenario, dated, of a list that says it is complete: looked at, and none stays too long.
    assert staying(papers.open(), PACKS, as_of=JUNE)["state"] == "looked_none"
    # The list leaves no scenario out, so none stands on the top rung; of technologies it does not say that.
    counted = {
        i["target"]["metric"]: (i["count"], i["state"]) for i in targets(papers.open(), PACKS, as_of=JUNE)["items"]
    }
    assert counted == {"超级场景": (0, "looked_none"), "新技术新产品": (0, "none_found")}
    table = assessment(papers.open(), PACKS, as_of=JUNE, by=["district"])
    assert [(one["name"], one["state"]) for one in table["empty"]] == [("南区", "looked_none")]
    number, _ = decide(papers, "海岛接驳", "跟踪评估", SEPTEMBER)
    papers.retract("快报")
    papers.retract("方案")
    papers.retract("外地")
    papers.put("清单", one(1, "海岛接驳", step="出题征集", day=dt.date(2026, 5, 1)))
    item = of(papers, "海岛接驳", SEPTEMBER)
    assert [e["name"] for e in item["history"]] == ["出题征集", "出题征集", "跟踪评估"]
    assert (item["step"]["name"], item["step"]["may_follow"], item["step"]["policy"]) == ("跟踪评估", [], None)
    assert item["remarks"] == ["“跟踪评估”不在已载入文件列出的环节之中"]
    workspace = papers.open()
    with workspace.ledger.writing():
        workspace.ledger.undo(number, who="李四")
    assert of(papers, "海岛接驳", SEPTEMBER)["step"]["since"] == MARCH
    with workspace.ledger.writing():
        again = workspace.ledger.decide(
            "scenario_step", "name:Scenario:1", who="张三", note="2026-09-01 跟踪评估"
        ).number
    papers.retract("清单")
    answer = states(papers.open(), PACKS, as_of=SEPTEMBER)
    assert (answer["items"], answer["state"]) == ([], "not_looked")
    for ask in (staying, promotion, library, assessment):
        answer_of_none = ask(papers.open(), PACKS, as_of=SEPTEMBER)
        assert (answer_of_none["items"], answer_of_none["state"]) == ([], "not_looked")
    empty = assessment(papers.open(), PACKS, as_of=SEPTEMBER)["empty"]
    assert {(one["name"], one["state"]) for one in empty} == {("北区", "not_looked"), ("南区", "not_looked")}
    assert f"第 {again} 号" in "".join(answer["basis"]["warnings"])
    papers.close()


def rules(**changed: Any) -> object:
    row = {"id": "x", "text": "t", "source": "s"}
    return {
        "limits": [{**row, "of": "step", "words": [], "days": 5}],
        "deadline": {**row, "id": "d", "words": ["征集"]},
        "landed": {**row, "id": "l", "words": ["落地"]},
        "statuses": [{**row, "id": "st", "statuses": ["征集中"], "words": ["征集"]}],
        "listed": {**row, "id": "li", "words": ["清单"], "not_kinds": []},
        "plans": {**row, "id": "pl", "words": ["场景"]},
        "served": {**row, "id": "se", "words": ["contacted"]},
        "matched": {**row, "id": "ma", "words": ["signed"]},
        "promotion": [{**row, "id": "p", "kind": "for", "reason": "landed", "weight": 1}],
        "counters": [{**row, "id": "c", "words": [], "units": ["个"], "sentence": [], "counts": "tier"}],
        **changed,
    }


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"limits": [{"id": "x"}]}, "limits 1: must have days"),
        (
            {"limits": [{"id": "x", "text": "t", "source": "s", "of": "step", "words": [], "days": 0}]},
            "limits 1: of must",
        ),
        ({"landed": {"id": "l", "text": "t", "source": "z", "words": []}}, "landed 1: source: 'z'"),
        ({"landed": {"id": "x", "text": "t", "source": "s", "words": []}}, "landed 1: id: 'x' is there twice"),
        ({"listed": {"id": "li", "text": "", "source": "s", "words": [], "not_kinds": []}}, "listed 1: text"),
        ({"statuses": [{"id": "q", "text": "t", "source": "s", "statuses": [1], "words": []}]}, "statuses 1: statuses"),
        (
            {
                "counters": [
                    {"id": "c", "text": "t", "source": "s", "words": [], "units": [], "sentence": [], "counts": "all"}
                ]
            },
            "counters 1: counts",
        ),
        (
            {"promotion": [{"id": "p", "text": "t", "source": "s", "kind": "for", "reason": "late"}]},
            "promotion 1: reason",
        ),
        ({"promotion": [{"id": "p", "text": "t", "source": "s", "kind": "for", "reason": "landed"}]}, "weight"),
        ({"more": []}, "must have limits"),
    ],
)
def test_bad_rules_name_file_row_and_key(changed: dict[str, Any], message: str) -> None:
    assert scenario_work_rules(rules(), "cn/scenario_work.yaml", {"s"}).limits[0].days == 5
    with pytest.raises(PackError, match=message):
        scenario_work_rules(rules(**changed), "cn/scenario_work.yaml", {"s"})
