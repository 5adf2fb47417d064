"""Scenarios told of in plain words, with who opened them, who does them and by which technology."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 场景上新\n\n{body}\n")


def test_who_opened_a_scenario_and_who_does_it() -> None:
    made = news("这是青岛示例医院开放的夜间药品自动配送场景，由青岛样本机器人有限公司承建，用上了跨楼层导航技术。")
    assert made.names("Scenario") == ["夜间药品自动配送"]
    assert made.edges("OWNED_BY") == [("夜间药品自动配送", "青岛示例医院")]
    assert set(made.edges("APPLIES")) == {
        ("青岛样本机器人有限公司", "夜间药品自动配送"),
        ("夜间药品自动配送", "跨楼层导航技术"),
    }


def test_a_scenario_that_was_handed_over_and_one_that_asks() -> None:
    made = news(
        "青岛示例港务有限公司把集装箱外观损伤识别场景交给了青岛样本视觉科技有限公司。"
        "下一步，青岛示例港务有限公司还将开放堆场能耗优化场景，急需数字孪生技术。"
    )
    assert set(made.names("Scenario")) == {"集装箱外观损伤识别", "堆场能耗优化"}
    assert set(made.edges("OWNED_BY")) == {
        ("集装箱外观损伤识别", "青岛示例港务有限公司"),
        ("堆场能耗优化", "青岛示例港务有限公司"),
    }
    assert made.edges("APPLIES") == [("青岛样本视觉科技有限公司", "集装箱外观损伤识别")]
    assert made.edges("DEMANDS") == [("堆场能耗优化", "数字孪生技术")]


@pytest.mark.parametrize(
    "kind",
    [
        "全市累计开放医疗健康场景120个以上。",
        "各区将培育各具特色的港航贸易场景。",
        "今年将打造一批智能制造标杆场景，开放3个领域的应用场景。",
        "计划要拿下60个以上示范场景。",
    ],
)
def test_a_kind_of_scenarios_is_none(kind: str) -> None:
    assert news(kind).names("Scenario") == []


def test_names_that_move_in_together_and_firms_from_elsewhere() -> None:
    made = news("青岛样本健康产业园已经启用。康泰骨科、海越生物、明睿影像也先后在园区落户。苏州远岫制药也曾前来考察。")
    assert made.edges("TENANT_OF") == [(firm, "青岛样本健康产业园") for firm in ("康泰骨科", "海越生物", "明睿影像")]
    assert "苏州远岫制药" in made.names("Company")
    assert "苏州市" not in made.names("Zone")


def test_an_industry_taken_as_the_main_one() -> None:
    made = news("市南区把数字健康作为主攻产业。")
    assert made.edges("FOCUSES_ON") == [("cn-div:370202", "数字健康")]


def test_who_asks_serves_and_what_is_used_and_lacking() -> None:
    made = news(
        "近日，“港区无人转运”场景由青岛样本港航有限公司提出，需要厘米级定位终端。承接该场景的青岛样本车联有限公司"
        "自主研发了厘米级定位终端。"
    )
    assert made.edges("OWNED_BY") == [("港区无人转运", "青岛样本港航有限公司")]
    assert made.edges("APPLIES") == [("青岛样本车联有限公司", "港区无人转运")]
    assert made.edges("DEMANDS") == [("港区无人转运", "厘米级定位终端")]


def test_a_platform_or_a_firm_between_is_not_the_scenario() -> None:
    made = news(
        "“港区无人转运”场景已经投用。企业可以登录平台揭榜，平台由青岛样本运营有限公司提供服务。"
        "另外，青岛样本车联有限公司采用激光雷达造出新车，由青岛样本设备有限公司提供设备。"
    )
    assert made.edges("APPLIES") == []


REACHED = """# 示例市出台场景方案

近日，示例市印发《示例市场景创新行动方案（2027—2029年）》（以下简称《方案》）。场景要依次走完封闭测试、开放测试、载人示范3个步骤，成果按“试验线—示范线—运营线”逐级认定。

“港区无人转运”场景从试验线升为示范线。该场景目前处在开放测试环节，最快年底进入载人示范。
"""


def test_the_rung_and_the_step_that_a_scenario_has_reached() -> None:
    made = read(REACHED)
    assert made.edges("AT_TIER") == [("港区无人转运", "示范线")]
    assert made.edges("IN_PHASE") == [("港区无人转运", "开放测试")]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("这是样本区发展改革局建设的商务楼宇虚拟电厂场景，接入楼宇83栋。", ["商务楼宇虚拟电厂场景"]),
        ("样本区城市管理局正在谋划村镇光储充微电网场景，计划投资3600万元。", ["村镇光储充微电网场景"]),
        ("这就是园区夜间无人环卫场景。", ["园区夜间无人环卫"]),
        ("本报6月9日讯 港区无人集卡转运场景日前在青岛自贸片区发布。", ["港区无人集卡转运"]),
        ("区里正在谋划的园区接驳小巴、夜间安防巡逻2个新场景，同样等着企业揭榜。", ["园区接驳小巴", "夜间安防巡逻"]),
        # Three are no two, kinds are no names, and a text that builds in general names none.
        ("区里正在谋划园区接驳小巴、夜间安防巡逻、街区无人零售2个新场景。", []),
        ("样本区发展改革局建设的一批人工智能示范场景，样本区大数据局打造的智慧城市典型场景。", []),
        ("企业要打造村镇光储充微电网场景。", []),
    ],
)
def test_scenarios_that_a_frame_names(said: str, names: list[str]) -> None:
    assert news(said).names("Scenario") == names


def test_scenarios_that_use_one_thing_each() -> None:
    made = news("首批落地的工船智能投喂、鱼群健康巡检2个应用场景，分别用上了水下视觉识别系统和声学生物量监测仪。")
    assert set(made.edges("APPLIES")) == {("工船智能投喂", "水下视觉识别系统"), ("鱼群健康巡检", "声学生物量监测仪")}


def test_the_scenario_stands_for_itself_in_the_sentence_behind() -> None:
    made = news("这就是园区夜间无人环卫场景。场景由青岛样本高新区建设部提出，青岛样本智能科技有限公司承建。")
    assert made.edges("OWNED_BY") == [("园区夜间无人环卫", "青岛样本高新区建设部")]
    assert made.edges("APPLIES") == [("青岛样本智能科技有限公司", "园区夜间无人环卫")]
    made = news(
        "园区夜间无人环卫场景日前在青岛自贸片区发布。"
        "场景方青岛样本港航有限公司开出需求单：要厘米级定位终端，也要车队协同调度系统。"
    )
    assert made.edges("OWNED_BY") == [("园区夜间无人环卫", "青岛样本港航有限公司")]
    assert {tail for _, tail in made.edges("DEMANDS")} == {"厘米级定位终端", "车队协同调度系统"}


def test_a_list_of_scenarios_is_none_but_names_some() -> None:
    made = news("区里发布的商业楼宇低碳改造场景清单共列入12个场景，其中“甲楼光储一体化”“乙街空调群控”两个已经落地。")
    assert made.names("Scenario") == ["甲楼光储一体化", "乙街空调群控"]
    assert news("这个名为“规模猪场疫病预警”的场景由莱西市农业农村局提出。").names("Scenario") == ["规模猪场疫病预警"]


def test_scenarios_that_open_a_clause_and_whose_they_are() -> None:
    made = news(
        "青岛样本家电有限公司拿出外机柔性装配、总装线束插接2个场景公开张榜。总装线束插接场景提出对触觉反馈灵巧手的需求。"
    )
    assert set(made.edges("OWNED_BY")) == {
        ("外机柔性装配", "青岛样本家电有限公司"),
        ("总装线束插接", "青岛样本家电有限公司"),
    }
    assert made.edges("DEMANDS") == [("总装线束插接", "触觉反馈灵巧手")]
    made = news(
        "在轮胎企业青岛样本橡胶有限公司，成品胎智能判级场景已连续运行大半年，依托的是青岛样本视觉有限公司的微米级缺陷检测仪。"
    )
    assert made.edges("OWNED_BY") == [("成品胎智能判级", "青岛样本橡胶有限公司")]
    assert ("成品胎智能判级", "微米级缺陷检测仪") in made.edges("APPLIES")
    assert news("全市人工智能应用场景已开放120个，典型示范应用场景正在征集。").names("Scenario") == []


def test_a_scenario_called_by_its_whole_name_in_one_place_is_so_in_the_others() -> None:
    made = news("这是样本区发展改革局建设的商务楼宇虚拟电厂场景。今年6月，商务楼宇虚拟电厂场景被列为示范。")
    assert made.names("Scenario") == ["商务楼宇虚拟电厂场景"]
    made = news("走进青岛样本轮胎有限公司，企业自建的轮胎全流程孪生场景正在接受测评。")
    assert made.edges("OWNED_BY") == [("轮胎全流程孪生场景", "青岛样本轮胎有限公司")]


def test_items_of_a_list_of_scenarios() -> None:
    made = news(
        "首批清单摘要如下：\n\n"
        "1. 神经康复训练场景。需求单位：青岛样本康复医院。地点：市北区。需要下肢外骨骼机器人、脑电采集仪，预算480万元。\n\n"
        "2. 药品冷链配送场景。需求单位：青岛样本医药物流有限公司。地点：胶州市。需要药品配送机器人和温控传感器，预算300万元。"
    )
    one, other = "神经康复训练场景", "药品冷链配送场景"
    assert made.names("Scenario") == [one, other]
    assert set(made.edges("OWNED_BY")) == {(one, "青岛样本康复医院"), (other, "青岛样本医药物流有限公司")}
    assert set(made.edges("LOCATED_IN")) >= {(one, "cn-div:370203"), (other, "cn-div:370281")}
    assert set(made.edges("DEMANDS")) == {
        (one, "下肢外骨骼机器人"),
        (one, "脑电采集仪"),
        (other, "药品配送机器人"),
        (other, "温控传感器"),
    }


def test_who_leads_a_scenario() -> None:
    made = news("样本区民政局牵头的家庭照护床位场景，需要智能药盒。")
    assert made.edges("LED_BY") == [("家庭照护床位场景", "样本区民政局")]
    assert made.edges("OWNED_BY") == []


@pytest.mark.parametrize("mark", ["■", "●", "★", "——", "1."])
def test_items_of_scenarios_with_who_asks_where_and_what_they_need(mark: str) -> None:
    made = read(
        "# 示例市发布渔港场景\n\n示例市开放渔港、养殖2个领域的场景，这里举3个例子:\n\n"
        f"{mark}远洋渔船靠泊引导场景，由青岛远岬港航科技有限公司提出，需要声学测距、船岸协同技术，预算300万元；\n\n"
        f"{mark}网箱死鱼自动清理场景，位于即墨区，需要水下机器人、视觉识别系统，预算约90万元。\n\n"
        "渔获分级核验场景，由市海洋发展局提出，预算20万元；渔具失踪报警场景需要卫星信标。\n",
        "news.md",
    )
    assert set(made.names("Scenario")) == {
        "远洋渔船靠泊引导场景",
        "网箱死鱼自动清理场景",
        "渔获分级核验场景",
        "渔具失踪报警场景",
    }
    assert ("远洋渔船靠泊引导场景", "青岛远岬港航科技有限公司") in made.edges("OWNED_BY")
    assert made.edges("DEMANDS") == [
        ("远洋渔船靠泊引导场景", "声学测距"),
        ("远洋渔船靠泊引导场景", "船岸协同"),
        ("网箱死鱼自动清理场景", "水下机器人"),
        ("网箱死鱼自动清理场景", "视觉识别系统"),
    ]
    assert [head for head, _ in made.edges("LOCATED_IN")] == ["网箱死鱼自动清理场景"]


@pytest.mark.parametrize(
    ("said", "lacked"),
    [
        ("■渔港泊位自动引导场景，由青岛样港渔业有限公司提出，需要厘米级定位、车船协同技术，预算90万元。", ["厘米级定位", "车船协同"]),
        ("渔港泊位自动引导场景需要视频识别、浪高预测，报名截至7月底。", ["视频识别", "浪高预测"]),
        ("渔港泊位自动引导场景由青岛样港渔业有限公司提出，需要统一标准、共享数据。", []),
        ("渔港泊位自动引导场景由青岛样港渔业有限公司提出，需要场地支持、专项资金。", []),
    ],
)  # fmt: skip
def test_what_a_scenario_lacks_whatever_it_ends_in(said: str, lacked: list[str]) -> None:
    made = read(f"# 场景发榜\n\n市里公布一批场景。\n\n{said}\n")
    assert made.names("Scenario") == ["渔港泊位自动引导场景"]
    assert [tail for _, tail in made.edges("DEMANDS")] == lacked


def test_who_takes_a_scenario_takes_none_of_the_next_clause() -> None:
    made = read(
        "# 场景发榜\n\n渔港泊位自动引导场景由李沧区民政局提出，青岛样港科技有限公司已揭榜；商圈停车引导场景由李沧区民政局提出。\n"
    )
    assert made.edges("APPLIES") == [("青岛样港科技有限公司", "渔港泊位自动引导场景")]


def test_a_firm_leads_a_scenario_another_provides_and_its_goods_are_at_work() -> None:
    made = news(
        "在即墨区田横镇海域落地的“网箱智能巡检”场景5月运行，3台远洋样鲸巡检机器人接下了检查。"
        "该场景由青岛样港物流有限公司牵头，青岛样甲科技有限公司提供装备与运维。"
    )
    assert made.edges("LED_BY") == [("网箱智能巡检", "青岛样港物流有限公司")]
    assert ("青岛样甲科技有限公司", "网箱智能巡检") in made.edges("APPLIES")


LISTED = """# 示例区发布场景清单

一、首批上新的场景

1.乡镇药房自助取药场景（智慧医疗）。由青岛样本医药有限公司开放，需要智能药柜终端、处方识别算法，预算90万元。

2.口岸查验排队预测场景（口岸物流）。位于示例新区，由样本口岸服务有限公司开放，急需客流预测大模型、边缘计算终端。

"""


def test_items_of_a_list_with_their_fields_in_brackets() -> None:
    made = read(LISTED)
    assert made.names("Scenario") == ["乡镇药房自助取药场景", "口岸查验排队预测场景"]
    assert made.edges("OWNED_BY") == [
        ("乡镇药房自助取药场景", "青岛样本医药有限公司"),
        ("口岸查验排队预测场景", "样本口岸服务有限公司"),
    ]
    assert set(made.edges("DEMANDS")) == {
        ("乡镇药房自助取药场景", "智能药柜终端"),
        ("乡镇药房自助取药场景", "处方识别算法"),
        ("口岸查验排队预测场景", "客流预测大模型"),
        ("口岸查验排队预测场景", "边缘计算终端"),
    }


def test_what_whoever_gets_there_is_given_is_said_of_no_scenario() -> None:
    made = read(
        REACHED.replace("该场景目前", "对晋升为运营线的，给予奖励。该场景目前").replace("从试验线升为", "已评为")
    )
    assert made.edges("AT_TIER") == [("港区无人转运", "示范线")]


def test_two_scenarios_told_one_after_the_other_have_each_its_place() -> None:
    made = read(
        "# 样本市讯\n\n已有两个场景先行：一个是样本麦田无人收获场景，设在平度市，需要北斗导航终端；"
        "另一个是样本网箱智能投喂场景，设在即墨区，由青岛样本渔业有限公司发布，需要水下识别终端。\n\n"
        "样本隧道无人巡检场景则对隧道巡检终端提出了明确需求。\n"
    )
    field, cage = "样本麦田无人收获场景", "样本网箱智能投喂场景"
    assert made.names("Scenario") == [field, cage, "样本隧道无人巡检场景"]
    assert set(made.edges("LOCATED_IN")) == {(field, "cn-div:370283"), (cage, "cn-div:370215")}
    assert made.edges("OWNED_BY") == [(cage, "青岛样本渔业有限公司")]
    assert set(made.edges("DEMANDS")) >= {(field, "北斗导航终端"), (cage, "水下识别终端")}


def test_of_a_row_of_scenarios_each_has_what_its_own_part_says() -> None:
    made = read(
        "# 首批场景亮相\n\n青岛市印发《青岛市灯塔场景行动方案（2027—2029年）》，场景按试验场景、示范场景、标杆场景三级晋升。首批12个试验场景一并亮相。"
        "灯塔湾无人船巡检场景落在市南区，青岛灯塔智能科技有限公司将为其提供自主研发的水质快检无人船；散货码头智能调度场景位于西海岸新区，"
        "需求方是青岛航标码头有限公司；即墨区的温泉小镇陪护机器人应用场景则已率先进入试点验证环节，急需跌倒监测雷达和陪护机器人两类产品。\n",
        "page.md",
    )
    first, second, third = "灯塔湾无人船巡检场景", "散货码头智能调度场景", "温泉小镇陪护机器人应用场景"
    assert {head for head, _ in made.edges("AT_TIER")} == {first, second, third}
    assert made.edges("OWNED_BY") == [(second, "青岛航标码头有限公司")]
    assert made.edges("IN_PHASE") == [(third, "试点验证")]
    assert {head for head, _ in made.edges("LOCATED_IN")} == {first, second, third}
    assert set(made.edges("APPLIES")) == {("青岛灯塔智能科技有限公司", first), (first, "水质快检无人船")}
    assert set(made.edges("DEMANDS")) == {(third, "跌倒监测雷达"), (third, "陪护机器人")}
