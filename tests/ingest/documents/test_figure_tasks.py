"""Figures of tasks, funds and projects that a paper tells of: whose they are."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

POLICY = "示例市纺织机械提质行动计划（2026—2028年）"
PAGE = (
    "# 示例市印发行动计划\n\n本报2026年4月2日讯 近日，青岛市印发《示例市纺织机械提质行动计划（2026—2028年）》"
    "（以下简称《行动计划》），由市工业和信息化局牵头实施。位于胶州市的胶州纺机产业园已入驻企业31家。\n\n"
    "《行动计划》部署了样机攻坚行动、部件补链行动、出海护航行动等三项行动。"
)


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("其中，样机攻坚行动每年支持14家企业改造产线。", "14家"),
        ("部件补链行动由市科技局牵头，建设4条以上中试线，攻关关键技术30项左右。", "4条以上"),
        ("部件补链行动由市科技局牵头，建设4条以上中试线，攻关关键技术30项左右。", "30项左右"),
        ("出海护航行动明确，依托“纺机通”平台，三年累计组织80场对接活动。", "80场"),
        ("样机攻坚行动对首次进入市场的整机，按不超过销售额15%的比例给予补助。", "15%"),
    ],
)
def test_what_an_action_of_a_report_is_to_bring_is_a_target_of_the_policy(said: str, raw: str) -> None:
    assert figures(PAGE + said + "\n")[raw] == POLICY


def test_what_an_action_has_brought_or_a_park_has_is_none() -> None:
    found = figures(
        PAGE
        + "样机攻坚行动启动以来，已支持9家企业。出海护航行动实施以来，入库企业达到26家。胶州纺机产业园上半年新建厂房6万平方米。\n"
    )
    assert POLICY not in (found["9家"], found["达到26家"])
    assert found["6万平方米"] == "胶州纺机产业园"


def test_items_behind_the_words_of_a_plan_and_aims_that_it_fixes_are_its_targets() -> None:
    items = (
        "# 胶州市下半年这样干\n\n胶州市近日印发《胶州市工业稳产工作方案》（下称《方案》），由市工信局牵头实施。\n\n"
        "《方案》把下半年工作归纳为三个方面：\n\n——稳存量。对骨干企业实施“一企一策”，年内完成120个技改项目。\n\n"
        "——扩增量。推动总投资16亿元的海川电机项目开工。\n\n——强服务。组织45场以上对接活动。上半年已办结诉求880件。\n\n"
        "按照《方案》确定的目标，全年工业投资增长9%以上，新增规上企业不少于40家。\n"
    )
    found = figures(items)
    policy = "胶州市工业稳产工作方案"
    assert [found[raw] for raw in ("120个", "45场以上", "9%以上", "不少于40家")] == [policy] * 4
    assert found["16亿元"] == "海川电机项目"
    assert found["880件"] != policy


def test_what_a_fund_holds_is_its_own_in_news_and_in_a_plan() -> None:
    news = figures("# 示例市发展纺机产业\n\n青岛市将设立总规模12亿元的纺机产业发展基金。\n")
    assert news["12亿元"] == "纺机产业发展基金"
    plan = figures(
        "# 青岛市支持科技创新实施意见\n\n一、资金保障\n到2028年，设立首期规模5亿元的人才创业引导基金，"
        "组建规模3亿元的首台套风险补偿资金池。\n"
    )
    assert (plan["5亿元"], plan["3亿元"]) == ("人才创业引导基金", "首台套风险补偿资金池")


@pytest.mark.parametrize("said", ["从签约到开工只用了66天", "从拿地到投产仅66天"])
def test_how_long_a_project_took_is_a_figure_of_it(said: str) -> None:
    text = f"# 项目提速\n\n海川电机项目由青岛海川电机有限公司建设，总投资8亿元。“{said}。”负责人说。\n"
    assert figures(text)["66天"] == "海川电机项目"


def test_times_that_are_kept_to_are_bounds_and_sizes_in_names_or_half_way_are_no_figures() -> None:
    made = read(
        "# 胶州市推进项目\n\n胶州市时间过半、任务过半。工程建设过半。该系统能在5秒内告警。一片12英寸硅片下线。3天内公示名单。\n",
        "page.md",
    )
    told = {(r["raw"], r["comparator"]) for r in made.rows("nodes_Indicator")}
    assert told == {("5秒", "lte")}
    assert {r["raw"] for r in read("# 胶州市\n\n胶州市工业占比过半。\n", "page.md").rows("nodes_Indicator")} == {"过半"}


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        # What has so many stands behind it, whoever was told of before.
        (
            "青岛澜图装备有限公司从事储运；经营着9座加油站的青岛畅途能源有限公司深耕加注服务。",
            "9座",
            "青岛畅途能源有限公司",
        ),
        (
            "青岛澜图装备有限公司已投产，与之相邻、员工260人的青岛畅途能源有限公司也在扩产。",
            "260人",
            "青岛畅途能源有限公司",
        ),
        ("在省内拥有12家门店的青岛远岬食品有限公司扎根胶州市。", "12家", "青岛远岬食品有限公司"),
        # What is made, sold or bought counts for who does it.
        ("青岛澜图装备有限公司去年交付变频电机3100台，同比增长22%。", "3100台", "青岛澜图装备有限公司"),
        ("青岛澜图装备有限公司去年交付变频电机3100台，同比增长22%。", "22%", "青岛澜图装备有限公司"),
        ("海川电机项目达产后，可年产变频电机20万台、控制器8万套。", "8万套", "海川电机项目"),
        # The park told of, called by a long description.
        (
            "青岛澜图装备有限公司入驻胶州纺机产业园。这个由青岛纺城运营有限公司负责、去年投用的园区，上半年产值达到13亿元。",
            "达到13亿元",
            "胶州纺机产业园",
        ),
        (
            "胶州纺机产业园面向纺织装备产业链上的精密模具、特种电机等环节招商，青岛澜图装备有限公司等19家企业已签约入驻。",
            "19家",
            "胶州纺机产业园",
        ),
    ],
)
def test_whose_a_figure_in_a_clause_of_many_names_is(said: str, raw: str, about: str) -> None:
    assert figures(f"# 园区走访\n\n{said}\n")[raw] == about


def test_links_that_an_action_works_on_have_none_of_its_aims() -> None:
    plan = (
        "# 青岛市纺织机械提质行动计划（2026—2028年）\n\n二、重点任务\n1.部件补链行动。聚焦纺织机械产业链上游的精密轴承、特种电机等薄弱环节，"
        "滚动编制清单，攻关关键技术25项。\n"
    )
    assert figures(plan)["25项"] == "青岛市纺织机械提质行动计划（2026—2028年）"
