"""What the clauses of a plan say besides its tasks: programmes, units, parks, scenarios, mechanisms, products."""

import pytest

from tests.ingest.documents.reading import Read, read

PAPER = """示例区人民政府关于加快渔业装备发展的实施意见

示例政发〔2027〕9号

各街道办事处：

为抢抓机遇，现提出如下实施意见。

一、重点任务

（一）做强整机研制。支持企业开展电动观光渔船、无缆水下机器人试航。支持示例湾渔业装备产业园扩容，2028年底前新增厂房30万平方米，重点引进链主企业和独角兽企业。（责任单位：区工业和信息化局、流湾街道办事处）

（二）实施“百船千机”工程。将“百船千机”工程作为主抓手，推广智能分级、无人叉车。率先建设“示例湾渔获急送”场景。（责任单位：区交通运输局）

（三）强化要素保障。设立总规模20亿元的示例区渔业发展基金；建立渔业装备“早期介入”服务机制，组建由区海洋发展局牵头的“船港渔”协同专班。各单位要制定年度工作清单。
"""


@pytest.fixture(scope="module")
def paper() -> Read:
    return read(PAPER)


def test_a_task_that_carries_out_a_programme_keeps_its_name(paper: Read) -> None:
    assert paper.names("ActionArea") == ["做强整机研制", "实施“百船千机”工程", "强化要素保障"]
    assert paper.names("Initiative") == ["“百船千机”工程"]


def test_offices_of_subdistricts_are_units(paper: Read) -> None:
    assert ("做强整机研制", "流湾街道办事处") in paper.edges("ASSIGNED_TO")
    assert ("实施“百船千机”工程", "区交通运输局") in paper.edges("ASSIGNED_TO")


def test_the_park_that_is_supported_wants_firms(paper: Read) -> None:
    assert set(paper.edges("COURTS")) == {
        ("示例湾渔业装备产业园", "链主企业"),
        ("示例湾渔业装备产业园", "独角兽企业"),
    }


def test_scenarios_that_the_plan_proposes(paper: Read) -> None:
    assert [tail for _, tail in paper.edges("PROPOSES")] == ["示例湾渔获急送"]


def test_mechanisms_by_their_whole_names(paper: Read) -> None:
    made = {"示例区渔业发展基金", "渔业装备“早期介入”服务机制", "“船港渔”协同专班"}
    assert set(paper.names("Mechanism")) == made
    assert {tail for _, tail in paper.edges("ESTABLISHES")} == made
    assert [tail for head, tail in paper.edges("LED_BY") if head == "“船港渔”协同专班"] == ["区海洋发展局"]
    assert paper.names("Industry") == []


def test_products_that_a_plan_brings_on(paper: Read) -> None:
    assert set(paper.names("Technology")) == {"电动观光渔船", "无缆水下机器人", "智能分级", "无人叉车"}


def test_scenarios_that_a_report_of_a_plan_names() -> None:
    made = read(
        "# 海州开放场景\n\n《海州区渔港场景实施方案》近日印发，首批开放26个场景。其中，渔船靠泊引导场景由海州区民政局提出，"
        "预算20万元。目前，青岛示例科技有限公司建设的网箱清理场景已经投用。\n",
        "news.md",
    )
    assert made.edges("PROPOSES") == [("海州区渔港场景实施方案", "渔船靠泊引导场景")]


def test_a_heading_that_only_gathers_directions_is_no_task() -> None:
    made = read(PAPER.replace("一、重点任务", "一、主攻方向"))
    assert made.names("ActionArea") == ["做强整机研制", "实施“百船千机”工程", "强化要素保障"]


def test_money_before_a_fund_and_years_before_a_trade_are_no_part_of_the_name() -> None:
    made = read(
        "# 海州出台方案\n\n《海州区渔港方案》近日印发。海州区设立10亿元渔港产业基金。去年，渔企320家，2025年产业规模达到180亿元。\n",
        "news.md",
    )
    assert made.names("Mechanism") == ["渔港产业基金"]
    assert made.names("Industry") == []


def test_scenarios_and_fields_of_measures() -> None:
    made = read(
        "示例市推进渔业装备发展的若干措施\n\n为加快发展，制定以下措施。\n\n一、拓展应用场景。在远洋捕捞、海上养殖、渔港物流3个领域，"
        "每年发布场景机会清单，支持“网箱死鱼清理”“渔货无人分级”两个场景先行落地。\n\n二、完善保障机制。定期调度。\n"
    )
    assert [tail for _, tail in made.edges("OPENS")] == ["远洋捕捞", "海上养殖", "渔港物流"]
    assert set(made.names("Scenario")) == {"网箱死鱼清理", "渔货无人分级"}
    assert "保障机制" not in made.names("Mechanism")


def test_the_end_of_a_title_in_marks_is_the_plan_of_that_title() -> None:
    told = "示例市政府近日印发《示例市海洋装备倍增计划（2026—2030年）》。\n\n《倍增计划》提出，设立示例市海洋装备发展基金。"
    made = read(told)
    assert {r["name"] for r in made.rows("nodes_Policy")} == {"示例市海洋装备倍增计划（2026—2030年）"}
    assert made.names("Work") == []
    assert made.edges("ESTABLISHES") == [("示例市海洋装备倍增计划（2026—2030年）", "示例市海洋装备发展基金")]


def test_the_end_that_two_titles_have_is_of_neither() -> None:
    made = read(
        "示例市近日印发《示例市海洋装备三年行动计划》和《示例市人工智能三年行动计划》。\n\n《三年行动计划》提出三项任务。"
    )
    assert "三年行动计划" in made.names("Policy")


def test_titled_articles_are_the_tasks_of_a_paper_and_who_leads_is_told_in_several_ways() -> None:
    made = read(
        "# 关于支持灯塔产业的若干措施\n\n为做强灯塔产业，制定本措施。\n\n第一条 总体目标。到2029年，产值达到20亿元。\n\n"
        "第二条 加快技术攻关。支持企业攻关。（责任单位：市科技局）\n\n第三条 培育优质企业。每年培育20家。（责任单位：市商务局）\n\n"
        "第四条 强化人才保障。对人才给予奖励。（责任单位：市财政局）\n\n本措施自2027年7月1日起施行。\n"
    )
    assert made.names("ActionArea") == ["加快技术攻关", "培育优质企业", "强化人才保障"]
    assert [head for head, _ in made.edges("ASSIGNED_TO")] == ["加快技术攻关", "培育优质企业", "强化人才保障"]
    law = read(
        "# 青岛市灯塔管理办法\n\n第一条 为了规范管理，制定本办法。\n\n第二条 市交通部门负责管理。\n\n第三条 鼓励共享灯塔。应当开放。\n"
    )
    assert law.names("ActionArea") == []


def test_an_action_pointed_at_is_no_further_one_and_is_led_by_who_stands_there() -> None:
    made = read(
        "# 三大行动落地\n\n近日，青岛市印发《青岛市绿色灯塔发展行动方案（2027—2029年）》，部署三大行动。由市民政局牵头制定的方案已经施行。\n\n"
        "灯塔点亮行动，围绕码头、船舶两个方面推进。该行动由市科技局牵头。\n\n灯塔换芯行动，瞄准老灯。市商务局牵头这一行动，市水务局配合。\n\n"
        "灯塔巡护行动，抓好巡查、养护两个方面，责任单位为市财政局；市教育局参加此项行动。\n"
    )
    assert [a for a in made.names("ActionArea") if a.endswith("行动")] == [
        "灯塔点亮行动",
        "灯塔换芯行动",
        "灯塔巡护行动",
    ]
    assert [office.rpartition("/")[2] for _, office in made.edges("LED_BY")] == ["civil-affairs"]
    assert {(head, office.rpartition("/")[2]) for head, office in made.edges("ASSIGNED_TO")} == {
        ("灯塔点亮行动", "science-technology"),
        ("灯塔换芯行动", "commerce"),
        ("灯塔巡护行动", "finance"),
    }
    assert made.edges("ISSUED_BY") == []


def test_who_does_an_item_in_brackets_closes_it_without_a_label() -> None:
    made = read(
        "青岛市海洋装备提升行动方案\n\n一、重点任务\n（一）服务提升行动\n"
        "  1.壮大服务力量。支持机构开展测试。（市科技局、各区（市）政府按职责分工负责）\n"
        "  2.推进数字赋能。支持企业改造车间。（市大数据局牵头，市财政局配合）\n"
        "  3.完善标准体系。支持企业参与制定标准。\n"
    )
    assert [n for n in made.names("ActionArea") if n != "服务提升行动"] == [
        "壮大服务力量",
        "推进数字赋能",
        "完善标准体系",
    ]


def test_steps_that_form_a_loop_are_steps_of_any_plan() -> None:
    plan = "青岛市海洋装备提升行动方案\n\n一、重点任务\n（一）服务提升行动\n"
    looped = read(plan + "以需求征集、方案比选、试验验证、推广应用4个环节形成闭环，每季度公布结果。\n")
    assert looped.names("LifecyclePhase") == ["需求征集", "方案比选", "试验验证", "推广应用"]
    served = read(plan + "打通需求征集、方案比选、试验验证三个环节，形成全流程服务。\n")
    assert served.names("LifecyclePhase") == ["需求征集", "方案比选", "试验验证"]
    # Only named, nothing says that they are a whole.
    assert read(plan + "优化需求征集、方案比选、试验验证三个环节。\n").names("LifecyclePhase") == []
