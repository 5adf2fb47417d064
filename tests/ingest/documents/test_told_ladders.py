"""Steps and rungs whose clauses each say on which place what they name stands."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

OUT = "# 样例新闻\n\n6月3日，市工业和信息化局印发《青岛市样湾机床产业提质行动方案》。"


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        (
            "《行动方案》给出一条场景流程：样需求登记之后是样机研制，再往后依次为产线试用、成批订货，末了以经验推广收尾。",
            ["样需求登记", "样机研制", "产线试用", "成批订货", "经验推广"],
        ),
        (
            "《行动方案》为场景排好了路：先要登记需求，接着专家会诊，随后小试，再往后是中试，最后以推广收官。",
            ["登记需求", "专家会诊", "小试", "中试", "推广"],
        ),
        (
            "《行动方案》明确，一个场景从需求登记起步，经方案比选、样机试制，再到产线试用，以经验推广收尾，环环相扣。",
            ["需求登记", "方案比选", "样机试制", "产线试用", "经验推广"],
        ),
        (
            "怎么把样机送到用户手里？《行动方案》画出一条路：从样题发榜起步，经过结对研制、样机评测，最后走向批量订货，四步环环相扣。",
            ["样题发榜", "结对研制", "样机评测", "批量订货"],
        ),
        (
            "《行动方案》把场景培育分为四步：样题征集打头，随后是专家论证，再到产线试用，最后经验推广。",
            ["样题征集", "专家论证", "产线试用", "经验推广"],
        ),
        ("方案把一个场景的成长理成登记、样题打磨、供需对接、经验推广四步，依次推进。", ["登记", "样题打磨", "供需对接", "经验推广"]),
    ],
)  # fmt: skip
def test_steps_told_one_behind_the_other(told: str, steps: list[str]) -> None:
    made = read(OUT + told + "\n", "page.md")
    assert [tail for _, tail in made.edges("HAS_STEP")] == steps


@pytest.mark.parametrize(
    ("told", "rungs"),
    [
        (
            "成果则分三级，样区场景清单打底，场景试验间居中，往上是市级样板场景，干得好的逐级晋升。",
            ["样区场景清单", "场景试验间", "市级样板场景"],
        ),
        (
            "场景成果也分高下，从“样机清单”“试用案例”到“示范车间”，最高一级是“样板场景”，逐级晋升。",
            ["样机清单", "试用案例", "示范车间", "样板场景"],
        ),
        (
            "场景成果由“入库项目”“试点项目”一路升到“示范项目”，塔尖为“样板项目”。",
            ["入库项目", "试点项目", "示范项目", "样板项目"],
        ),
        ("办法把场景分为三档：基础档是入库场景，中间档是示范场景，最高档是样板场景。", ["入库场景", "示范场景", "样板场景"]),
        ("场景成果分三级，最高一级是“样板场景”，中间是“示范车间”，入门级是“样机清单”。", ["样机清单", "示范车间", "样板场景"]),
    ],
)  # fmt: skip
def test_rungs_each_with_its_place(told: str, rungs: list[str]) -> None:
    made = read(OUT + told + "\n", "page.md")
    assert [tail for _, tail in made.edges("HAS_TIER")] == rungs


def test_clauses_of_no_procedure_and_no_ladder() -> None:
    told = "展会上，样甲公司之后是样乙公司，再往后依次为样丙公司、样丁公司，末了以样戊公司收尾。场景展区人气旺，样甲展台打底，样乙展台居中。"
    made = read(OUT + told + "\n", "page.md")
    assert made.names("LifecyclePhase") == []
    assert made.names("ScenarioTier") == []


def test_where_a_scenario_stands_in_turned_words() -> None:
    made = read(
        "# 场景上新\n\n样湾区印发《样湾区应用场景办法》，按照“需求登记、样题打磨、供需对接、经验推广”四个环节推进，"
        "成果由低到高分为“入库清单”“场景试验间”“样板场景”三个层级。\n\n"
        "“样岸无人巡检”场景已率先挂上场景试验间的牌子。“样车无人转运”场景报名踊跃，走到了样题打磨这一步。\n",
        "page.md",
    )
    assert made.edges("AT_TIER") == [("样岸无人巡检", "场景试验间")]
    assert made.edges("IN_PHASE") == [("样车无人转运", "样题打磨")]
