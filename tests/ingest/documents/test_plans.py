"""Plans: task tree, closed and open lists, directions, steps, tiers, targets, zones."""

from __future__ import annotations

from decimal import Decimal

from schema.pack_loader import load_packs
from tests.ingest.documents.reading import Read, read

NEWS = """# 示例市出台场景方案

近日，示例市印发《示例市场景创新行动方案（2027—2029年）》（以下简称《方案》），推进场景应用。根据《方案》，示例市将实施场景“五十百”工程。三年内打造5个以上标杆场景，累计应用50项以上新技术，服务企业不少于100家。

{body}

示例晚报记者 某甲
"""


def news(body: str) -> Read:
    return read(NEWS.format(body=body), "news.md")


def areas(made: Read, level: str) -> list[tuple[str, int, bool]]:
    return [(r["name"], r["order"], r["stated"]) for r in made.rows("nodes_ActionArea") if r["level"] == level]


def test_the_policy_with_period_and_alias() -> None:
    made = news("《方案》很具体。")
    policy = made.rows("nodes_Policy")[0]
    assert (policy["name"], policy["period_from"], policy["period_to"], policy["kind"]) == (
        "示例市场景创新行动方案（2027—2029年）",
        2027,
        2029,
        "行动方案",
    )
    assert policy["aliases"] == ["方案"]
    assert len(made.edges("REPORTS")) == 1
    assert made.names("Organization") == []


TREE = (
    "实施全域开放行动，将从{total}加快开放。一是场景便民行动，聚焦{first}，方便群众。"
    "二是场景兴业行动，围绕研发、制造、物流等3个方面，促进产业。三是场景护绿行动，推动节能、环保等2个方面的落地。"
)


def test_actions_and_aspects_with_their_order() -> None:
    made = news(TREE.format(total="三大领域7个方面", first="看病、上学等2个领域"))
    assert areas(made, "task_group") == [("实施全域开放行动", 1, True)]
    assert [a[:2] for a in areas(made, "action")] == [("场景便民行动", 1), ("场景兴业行动", 2), ("场景护绿行动", 3)]
    assert [a[0] for a in areas(made, "aspect")] == ["看病", "上学", "研发", "制造", "物流", "节能", "环保"]
    assert all(stated for *_, stated in areas(made, "aspect"))


def test_what_the_total_leaves_over_closes_the_one_open_list() -> None:
    made = news(TREE.format(total="三大领域7个方面", first="看病、上学"))
    inferred = [a[0] for a in areas(made, "aspect") if not a[2]]
    assert inferred == ["看病", "上学"]
    rules = {r["rule"] for r in made.rows("nodes_ActionArea") if not r["stated"]}
    assert rules == {"count-closure"}


def test_a_total_that_does_not_fit_closes_nothing() -> None:
    made = news(TREE.format(total="三大领域9个方面", first="看病、上学"))
    assert [a for a in areas(made, "aspect") if not a[2]] == []
    assert len(areas(made, "aspect")) == 5


def test_a_count_that_differs_from_the_items_leaves_the_list_open() -> None:
    made = news(TREE.format(total="三大领域", first="看病、上学等5个领域"))
    open_one = next(r for r in made.rows("nodes_ActionArea") if r["name"] == "场景便民行动")
    assert (open_one["stated_count"], open_one["list_complete"]) == (5, False)


def test_directions_steps_and_tiers_in_their_order() -> None:
    made = news(
        "《方案》聚焦智慧港、旧城区、机器人谷等3个重点方向，谋划超级场景。"
        "全周期服务方面，围绕“征集、评审、落地”3个重点环节健全机制。"
        "加快构建“清单—实验室—示范项目”工作成果体系。2027—2029年有序推进。"
    )
    assert [t for _, t in made.edges("HAS_DIRECTION")] == ["智慧港", "旧城区", "机器人谷"]
    assert [t for _, t in made.edges("HAS_STEP")] == ["征集", "评审", "落地"]
    assert made.edges("PRECEDES") == [("征集", "评审"), ("评审", "落地")]
    assert [t for _, t in made.edges("HAS_TIER")] == ["清单", "实验室", "示范项目"]
    assert made.edges("UPGRADES_TO") == [("清单", "实验室"), ("实验室", "示范项目")]


def test_targets_with_comparator_and_time_are_no_actual_figures() -> None:
    made = news("目前，示例市已有企业300家。")
    targets = {r["raw"]: r for r in made.rows("nodes_Indicator") if r["kind"] == "target"}
    assert {(r["value"], r["comparator"]) for r in targets.values()} == {
        (Decimal(5), "gte"),
        (Decimal(50), "gte"),
        (Decimal(100), "gte"),
    }
    assert {r["time"] for r in targets.values()} == {"三年内"}
    assert made.names("Initiative") == ["“五十百”工程"]
    other = [r for r in made.rows("nodes_Indicator") if r["kind"] != "target"]
    assert [(r["value"], r["comparator"]) for r in other] == [(Decimal(300), "eq")]


def test_zones_supported_in_their_order_and_systems_get_no_members() -> None:
    made = news("青岛市支持青岛高新区、上合示范区等功能区谋划项目，聚焦“10+1”创新型产业体系开放场景。")
    zones = load_packs("qingdao").zones
    assert [zones[t].short_name or zones[t].name for _, t in made.edges("SUPPORTS")] == ["青岛高新区", "上合示范区"]
    assert not any(r["type"] == "PART_OF" and r["tail_label"] == "IndustrySystem" for r in made.rows("edges"))
    assert made.rows("nodes_IndustrySystem") == []


PLAN = """示例市推动场景开放实施方案（2027—2028年）

示例政办发〔2027〕8号

一、总体要求

坚持需求导向，稳妥推进。

二、推进产业场景开放

（一）场景强链行动。聚焦设计、制造、服务等3个方面，开放产线场景。

（二）场景出海行动。支持企业参展。

三、保障措施

加强组织领导。
"""


def test_a_plan_in_clauses_is_its_own_policy() -> None:
    made = read(PLAN)
    policies = made.rows("nodes_Policy")
    assert {p["name"] for p in policies} == {"示例市推动场景开放实施方案（2027—2028年）"}
    assert "示例政办发〔2027〕8号" in {p["document_number"] for p in policies}
    assert made.extraction.info["kind"] == "plan"
    assert [a[0] for a in areas(made, "task_group")] == ["推进产业场景开放"]
    assert [a[0] for a in areas(made, "action")] == ["场景强链行动", "场景出海行动"]
    assert [a[0] for a in areas(made, "aspect")] == ["设计", "制造", "服务"]


def test_figures_of_a_plan_are_planned_and_not_actual() -> None:
    made = read(PLAN.replace("支持企业参展。", "支持企业参展，给予最高100万元奖励。"))
    told = [(r["kind"], r["value"]) for r in made.rows("nodes_Indicator") if r["kind"] != "count"]
    assert told == [("planned", Decimal(1_000_000))]


def counted(made: Read) -> set[tuple[float, str, str]]:
    nodes = {r["local_id"]: r["name"] for t in ("ActionArea", "Policy") for r in made.rows(f"nodes_{t}")}
    whose = {r["head"]: nodes.get(r["tail"], "") for r in made.rows("edges") if r["type"] == "MEASURES"}
    return {
        (float(r["value"]), r["unit"], whose[r["local_id"]])
        for r in made.rows("nodes_Indicator")
        if r["kind"] == "count"
    }


def test_stated_lengths_of_lists_are_counts_of_what_is_listed() -> None:
    made = news(TREE.format(total="三大领域7个方面", first="看病、上学等2个领域"))
    group = "实施全域开放行动"
    assert counted(made) == {
        (3, "大", group),
        (7, "个", group),
        (2, "个", "场景便民行动"),
        (3, "个", "场景兴业行动"),
        (2, "个", "场景护绿行动"),
    }


def test_a_number_that_differs_from_what_stands_there_counts_nothing() -> None:
    made = news(TREE.format(total="九大领域70个方面", first="看病、上学等5个领域"))
    assert counted(made) == {(3, "个", "场景兴业行动"), (2, "个", "场景护绿行动")}


def test_rungs_and_parts_are_counted_too() -> None:
    made = news("场景成果按照“需求清单—试验场景—示范场景—标杆场景”四级阶梯成长。")
    assert {(value, unit) for value, unit, _ in counted(made)} == {(4, "级")}


def test_a_programme_is_named_in_headings_too() -> None:
    made = read(NEWS.format(body="好。").replace("# 示例市出台场景方案", "# “五十百”工程启幕"), "news.md")
    texts = [r["text"] for r in made.rows("mentions") if r["label"] == "Initiative"]
    assert texts == ["“五十百”工程", "“五十百”工程"]


FREE = (
    "任务有两块。头一块叫便民场景铺开，包含三大行动、8个小切口。其中，出行畅达行动选了信号配时、停车共享、轨道接驳三个小切口；"
    "应急先知行动囊括内涝预警、高层消防等2个方面；银龄守护行动在居家看护、助餐配送、防走失这3个小切口上做文章。"
    "第二块是超级场景锻造，主攻方向列了3个：交通大脑、地铁运维、低空救援。"
)


def test_actions_in_a_reports_own_words() -> None:
    made = news(FREE)
    assert areas(made, "task_group")[0][0] == "便民场景铺开"
    assert [name for name, _, _ in areas(made, "action")] == ["出行畅达行动", "应急先知行动", "银龄守护行动"]
    assert [name for name, _, _ in areas(made, "aspect")] == [
        "信号配时",
        "停车共享",
        "轨道接驳",
        "内涝预警",
        "高层消防",
        "居家看护",
        "助餐配送",
        "防走失",
    ]
    assert [tail for _, tail in made.edges("HAS_DIRECTION")] == ["交通大脑", "地铁运维", "低空救援"]


def test_steps_and_rungs_in_a_reports_own_words() -> None:
    made = news(
        "一个场景先后得过出题征集、揭榜比选、港区实测、评价定级四道关；"
        "成果好比爬梯子，打底的是种子场景，往上是样板场景，顶格才是超级场景。"
    )
    assert [tail for _, tail in made.edges("HAS_STEP")] == ["出题征集", "揭榜比选", "港区实测", "评价定级"]
    assert [tail for _, tail in made.edges("HAS_TIER")] == ["种子场景", "样板场景", "超级场景"]


def test_steps_told_by_words_of_order_and_rungs_quoted_one_by_one() -> None:
    made = news(
        "一个场景得过五道关：先征集需求，再比选方案，接着小试中试，随后验收评估，末了才是复制推广。"
        "成果由低到高依次是“种子场景”“样板场景”“超级场景”三级台阶。"
    )
    steps = ["征集需求", "比选方案", "小试中试", "验收评估", "复制推广"]
    assert [tail for _, tail in made.edges("HAS_STEP")] == steps
    assert [tail for _, tail in made.edges("HAS_TIER")] == ["种子场景", "样板场景", "超级场景"]


def test_actions_that_stand_each_at_the_head_of_a_paragraph() -> None:
    made = news(
        "《方案》部署两项行动：\n\n——光影造梦行动。虚拟拍摄、云端剪辑两道题目向社会张榜。\n\n"
        "——山海漫游行动。从智慧导览、低空观光两处入手。"
    )
    assert [name for name, _, _ in areas(made, "action")] == ["光影造梦行动", "山海漫游行动"]
    assert [order for _, order, _ in areas(made, "action")] == [1, 2]
    assert [name for name, _, _ in areas(made, "aspect")] == ["虚拟拍摄", "云端剪辑", "智慧导览", "低空观光"]


def test_steps_counted_behind_them_rungs_from_low_to_high_and_directions_marked_out() -> None:
    made = read(
        "# 我市出台方案\n\n本报讯 市政府印发《青岛市样本场景开放方案（2026—2028年）》（下称《方案》）。《方案》划定无人码头、数字车间、"
        "零碳园区三个方向，打造超级场景。《方案》设定摸底建库、张榜招贤、现场验证、授牌推广四步流程；成果由低到高依次为入库场景、"
        "优秀场景、标杆场景，共三档。\n"
    )
    assert made.names("ScenarioDirection") == ["无人码头", "数字车间", "零碳园区"]
    assert made.names("LifecyclePhase") == ["摸底建库", "张榜招贤", "现场验证", "授牌推广"]
    assert made.edges("UPGRADES_TO") == [("入库场景", "优秀场景"), ("优秀场景", "标杆场景")]


def test_who_leads_is_said_in_brackets_and_in_words() -> None:
    made = news(
        "《方案》部署4项行动。一是场景便民行动，围绕看病、上学2个方面（责任单位：市教育局、市民政局）。"
        "二是场景兴业行动，抓好研发、制造2个方面，由市科技局会同市财政局推进；"
        "三是场景护绿行动，做好节能、环保2个方面，牵头单位是市水务局和市商务局；"
        "四是场景护航行动，守住数据、资金2个方面，由市公安局牵头，市司法局配合。"
    )
    assert {(head, office.rpartition("/")[2]) for head, office in made.edges("ASSIGNED_TO")} == {
        ("场景便民行动", "education"),
        ("场景便民行动", "civil-affairs"),
        ("场景兴业行动", "science-technology"),
        ("场景兴业行动", "finance"),
        ("场景护绿行动", "water"),
        ("场景护绿行动", "commerce"),
        ("场景护航行动", "public-security"),
    }


def test_what_an_office_leads_is_the_thing_named_right_before() -> None:
    made = news(
        "《方案》由市科技局牵头组织实施。《方案》部署2项行动。一是场景便民行动，围绕看病、上学2个方面，由市民政局牵头建设服务平台。"
    )
    assert [(head, office.rpartition("/")[2]) for head, office in made.edges("LED_BY")] == [
        ("示例市场景创新行动方案（2027—2029年）", "science-technology")
    ]
    assert made.edges("ASSIGNED_TO") == []


def test_rungs_of_a_pair_and_what_follows_on_it() -> None:
    made = news("运行稳定的，从种子场景升级为示范场景；可复制的，再升级为领航场景。")
    assert made.edges("UPGRADES_TO") == [("种子场景", "示范场景"), ("示范场景", "领航场景")]


def test_steps_of_a_plan_that_speaks_of_scenarios_beside_them() -> None:
    made = news("《方案》要求场景先试后推。\n\n项目实行“四步走”，即摸底建档、方案比选、并网调试、运行评价。")
    assert made.names("LifecyclePhase") == ["摸底建档", "方案比选", "并网调试", "运行评价"]


def test_directions_counted_in_other_words() -> None:
    listed = "北岸智慧粮仓、南岸蓝色药库、东岸数字茶园"
    for body in (
        f"三处红点格外醒目，分别是{listed}，这就是《方案》圈定的超级场景方向。",
        f"“三个场景方向各有侧重。”负责人一一作了介绍：{listed}，都能报名。",
        f"《方案》附图上标着3个重点方向，已经写明：{listed}。",
    ):
        assert made_directions(body) == listed.split("、")
    # Two are no three.
    assert made_directions("三处红点格外醒目，分别是北岸粮仓、南岸药库，这就是《方案》圈定的超级场景方向。") == []


def made_directions(body: str) -> list[str]:
    return [name for _, name in news(body).edges("HAS_DIRECTION")]


def test_steps_and_rungs_beside_each_other() -> None:
    made = news(
        "凡列入计划的片区，一律按照体检评估、策划设计、清单发布、运营维护4个环节滚动实施。\n\n"
        "按照《方案》，推行“诊断—改造—推广”闭环服务，梯次培育“数字车间—样板工厂—未来工厂”。"
    )
    steps = made.names("LifecyclePhase")
    assert steps[:4] == ["体检评估", "策划设计", "清单发布", "运营维护"]
    assert made.names("ScenarioTier") == ["数字车间", "样板工厂", "未来工厂"]
    made = news("构建由微场景到标杆场景再到超级场景的梯次培育体系。")
    assert made.edges("UPGRADES_TO") == [("微场景", "标杆场景"), ("标杆场景", "超级场景")]


def test_a_row_that_is_said_to_be_the_directions() -> None:
    made = news("智能排产、碳足迹管理、船舶智能建造，是《方案》为场景创新划定的三个重点方向。")
    assert [name for _, name in made.edges("HAS_DIRECTION")] == ["智能排产", "碳足迹管理", "船舶智能建造"]


def test_items_of_news_in_brief_have_their_own_zone() -> None:
    made = read(
        "# 某区一则\n\n市南区的街区很热闹。\n\n【简讯】\n\n△李沧区日前首批开放智慧商圈、绿色消费、夜间经济三个领域场景。\n"
    )
    assert {zone for zone, _ in made.edges("OPENS")} == {"cn-div:370213"}


def test_who_issues_carries_out_and_replaces() -> None:
    made = news(
        "《方案》有新意，日前已由市财政局、市科技局联合印发实施。《方案》设立“百船千车”工程，由市水务局组织实施。"
        "市南区、市北区率先实施《方案》。《方案》施行后，替代《示例市旧场景若干措施》。"
    )
    plan = "示例市场景创新行动方案（2027—2029年）"
    issued = {office.rpartition("/")[2] for policy, office in made.edges("ISSUED_BY") if policy == plan}
    assert issued == {"finance", "science-technology"}
    carried = {(head.rpartition("/")[2], tail) for head, tail in made.edges("IMPLEMENTS")}
    assert ("water", "“百船千车”工程") in carried
    assert {head for head, tail in carried if tail == plan} == {"cn-div:370202", "cn-div:370203"}
    assert made.edges("SUPERSEDES") == [(plan, "示例市旧场景若干措施")]


def test_a_row_of_actions_and_the_mechanism_behind_its_leader() -> None:
    made = news(
        "《方案》部署2项行动。一是芯片攻坚行动，包括架构设计、特色工艺2个方面；二是家电焕新行动，包括整机升级、绿色回收2个方面。"
        "芯片攻坚行动、家电焕新行动由市科技局负责，其余工作由市商务局负责。"
        "建立家电芯片对接清单，设立由市财政局牵头的芯片家电协同专班。"
    )
    led = {(head, office.rpartition("/")[2]) for head, office in made.edges("ASSIGNED_TO") + made.edges("LED_BY")}
    assert {("芯片攻坚行动", "science-technology"), ("家电焕新行动", "science-technology")} <= led
    assert not [one for one in led if one[1] == "commerce" or one[0] == "家电芯片对接清单"]


def test_links_of_an_industry_are_no_aspects() -> None:
    made = news(
        "《方案》部署2项行动。一是链条强基行动，聚焦氢能产业的制氢、储运、加氢3个环节，推进材料攻关、整机集成2个方面工作；"
        "二是家电焕新行动，包括整机升级、绿色回收2个方面。"
    )
    assert {name for name, whole in made.edges("PART_OF") if whole == "链条强基行动"} == {"材料攻关", "整机集成"}


def test_a_report_tells_whom_the_plan_courts_and_which_platform_it_sets_up() -> None:
    made = news("《方案》支持市南区先行先试，重点引进独角兽企业，上线服务平台“料运通”。")
    plan = "示例市场景创新行动方案（2027—2029年）"
    assert [head for head, _ in made.edges("COURTS")] == [plan]
    assert (plan, "料运通") in made.edges("ESTABLISHES")
    assert made.names("Platform") == ["料运通"]
