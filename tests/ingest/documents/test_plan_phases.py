"""Phases of a plan, and steps and rungs of what gets onto a list."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

HEAD = "# 平度市葡萄酒产业振兴行动方案\n\n为做强葡萄酒产业，制定本方案。\n\n一、总体要求\n\n坚持稳步推进。\n\n"


@pytest.mark.parametrize(
    ("part", "names"),
    [
        (
            "二、实施步骤\n\n（一）谋划启动阶段（2026年1月至3月）。成立专班。\n\n（二）集中攻坚阶段（2026年4月至12月）。分批推进。",
            ["谋划启动阶段", "集中攻坚阶段"],
        ),
        (
            "二、进度安排\n\n第一阶段：摸底征集（2026年3月底前）。收集需求。\n\n第二阶段：对接实施（2026年4月起）。组织对接。",
            ["摸底征集", "对接实施"],
        ),
        ("二、工作进度\n\n1.部署阶段（2026年3月）\n\n2.落实阶段（2026年4月至9月）", ["部署阶段", "落实阶段"]),
        (
            "二、工作步骤\n\n——动员部署（2026年3月）。印发方案。\n\n——考核验收（2026年12月）。开展验收。",
            ["动员部署", "考核验收"],
        ),
        (
            "二、时间安排\n\n2026年为起步阶段，完成平台搭建；2027年为攻坚阶段，实现突破。",
            ["起步阶段", "攻坚阶段"],
        ),
        (
            "二、动员部署（2026年3月）\n\n印发方案。\n\n三、组织实施（2026年4月至11月）\n\n逐户推进。\n\n四、总结评估（2026年12月）\n\n开展评估。",
            ["动员部署", "组织实施", "总结评估"],
        ),
    ],
)
def test_phases_of_a_plan_are_its_steps(part: str, names: list[str]) -> None:
    found = read(HEAD + part + "\n", "page.md")
    assert found.edges("HAS_STEP") == [("平度市葡萄酒产业振兴行动方案", name) for name in names]
    assert found.names("ActionArea") == []


def test_a_phase_keeps_its_period_as_printed() -> None:
    part = "二、实施步骤\n\n（一）启动阶段（2026年1月至3月）。部署。\n\n（二）推进阶段（2026年4月至12月）。落实。\n"
    rows = read(HEAD + part, "page.md").rows("nodes_LifecyclePhase")
    assert [row["period"] for row in rows] == ["2026年1月至3月", "2026年4月至12月"]


@pytest.mark.parametrize(
    "part",
    [
        # Tasks with a date by which they are to be done.
        "二、重点任务\n\n（一）建设酿造平台（2026年底前）。建成投用。\n\n（二）培育酒庄品牌（2027年底前）。评选品牌。\n\n（三）办好葡萄酒节（2026年9月）。邀请客商。",
        # One alone.
        "二、实施步骤\n\n（一）启动阶段（2026年1月至3月）。部署。",
    ],
)
def test_tasks_with_dates_are_no_phases(part: str) -> None:
    assert read(HEAD + part + "\n", "page.md").edges("HAS_STEP") == []


@pytest.mark.parametrize(
    "told",
    [
        "列入海工场景机会清单的场景，统一走“申报→会审→试用”流程。",
        "列入清单的场景，按“申报、会审、试用”三步走。",
        "清单内的场景按照“申报、会审、试用”三个环节推进。",
        "入单场景一律走“申报—会审—试用”流程。",
        "纳入清单的项目统一走“申报—会审—试用”流程。",
    ],
)
def test_what_gets_onto_a_list_goes_the_steps_of_the_list(told: str) -> None:
    found = read(f"# 样例新闻\n\n崂山区发布海工场景机会清单，共20条。{told}\n", "page.md")
    assert found.edges("HAS_STEP") == [("海工场景机会清单", step) for step in ("申报", "会审", "试用")]


def test_rungs_behind_other_words_are_of_the_list_too() -> None:
    text = HEAD.replace("坚持稳步推进", "编制平度市酒庄场景机会清单") + (
        "二、运行办法\n\n列入酒庄场景机会清单的场景，统一走“申报→会审→试用”流程；依成熟程度，按萌芽场景、示范场景、标杆场景三级逐级晋升。\n"
    )
    found = read(text, "page.md")
    assert [head for head, _ in found.edges("HAS_TIER")] == ["平度市酒庄场景机会清单"] * 3
    assert [head for head, _ in found.edges("HAS_STEP")] == ["平度市酒庄场景机会清单"] * 3


def test_what_help_aims_at_is_no_row_of_steps() -> None:
    text = "# 样例新闻\n\n城阳区出台《城阳区支持应用场景企业若干措施》。《城阳区支持应用场景企业若干措施》共10条，紧盯“成长、创新、融资”三个环节下药。\n"
    assert read(text, "page.md").edges("HAS_STEP") == []
