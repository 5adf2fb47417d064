"""Frames of whole pages: short forms, offices that issue, parts by their ordinal, work of firms, limits of names."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str, title: str = "园区新事") -> Read:
    return read(f"# {title}\n\n{body}\n")


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("青岛澄蛰具身智能科技有限公司", "澄蛰智能"),
        ("青岛海屏医学影像技术有限公司", "海屏影像"),
        ("青岛云砂影业有限公司", "云砂影业"),
        ("青岛贝椒餐饮供应链有限公司", "贝椒供应链"),
    ],
)
def test_a_short_form_joins_the_own_word_with_one_word_of_the_trade(full: str, short: str) -> None:
    made = news(f"{full}今年搬进新厂。春天一到，{short}的订单多了起来。")
    assert made.names("Company") == [full]
    assert [m["text"] for m in made.rows("mentions") if m["label"] == "Company"] == [full, short]


def test_a_trade_alone_is_no_short_form() -> None:
    made = news("青岛海洋科技有限公司今年搬进新厂。海洋科技是这座城市的底色。")
    assert [m["text"] for m in made.rows("mentions") if m["label"] == "Company"] == ["青岛海洋科技有限公司"]


@pytest.mark.parametrize(
    ("said", "firm"),
    [
        ("产品已批量供应青岛样曙显示技术有限公司。", "青岛样曙显示技术有限公司"),
        ("它收购了材料商西安样络新材料有限公司。", "西安样络新材料有限公司"),
    ],
)
def test_a_firm_begins_at_the_place_behind_a_deed(said: str, firm: str) -> None:
    assert news(said).names("Company") == [firm]


def test_the_head_of_an_office_ends_no_office() -> None:
    made = news("市科技局副局长样某说，今年再办三场对接会。")
    assert [m["text"] for m in made.rows("mentions") if m["label"] == "Organization"] == ["市科技局"]


def test_two_offices_of_a_district_issue_a_plan() -> None:
    made = news(
        "今年3月，城阳区工业和信息化局与城阳区发展和改革局联合印发《城阳区样本产业培育行动方案（2026—2028年）》。"
    )
    issued = {tail for _, tail in made.edges("ISSUED_BY")}
    assert issued == {"城阳区工业和信息化局", "城阳区发展和改革局"}


def test_a_plan_called_by_its_noun_is_issued_by_those_before_the_verb() -> None:
    made = news(
        "《莱西市样本农业行动计划（2026—2028年）》来了。这份由莱西市农业农村局会同莱西市商务局印发的计划，重在落实。"
    )
    assert {tail for _, tail in made.edges("ISSUED_BY")} == {"莱西市农业农村局", "莱西市商务局"}


PLAN = "《青岛市样本场景行动计划（2026—2028年）》日前印发。"


def test_directions_by_their_ordinal_are_as_many_as_were_announced() -> None:
    made = news(
        f"{PLAN}\n\n计划提出三个超级场景方向：第一个方向是车库无人值守，第二个方向是楼宇低碳运行，第三个方向是街区夜间巡检。"
    )
    assert made.names("ScenarioDirection") == ["车库无人值守", "楼宇低碳运行", "街区夜间巡检"]


def test_ordinals_may_stand_in_the_sentence_behind_the_count() -> None:
    made = news(
        f"{PLAN}\n\n计划可以概括成四个场景方向。四条路，第一是无人果园，第二是数字育苗，第三是净菜智造，第四是冷链直达。"
    )
    assert made.names("ScenarioDirection") == ["无人果园", "数字育苗", "净菜智造", "冷链直达"]


def test_ordinals_without_such_a_count_are_no_directions() -> None:
    made = news(f"{PLAN}\n\n计划提出四个场景方向。跑得快有讲究，第一是热身，第二是呼吸，第三是步幅。")
    assert made.names("ScenarioDirection") == []


def test_steps_in_turn_are_steps_and_no_aspects_of_the_action_before() -> None:
    made = news(
        f"{PLAN}\n\n计划部署了两项行动：一是挖潜样本行动，请龙头写清单；二是揭榜样本行动，让企业接单。"
        "每个场景都要依次走完意向征集、方案比选、现场验证、复制推广四个环节。"
    )
    assert made.names("LifecyclePhase") == ["意向征集", "方案比选", "现场验证", "复制推广"]
    assert made.names("ActionArea") == ["挖潜样本行动", "揭榜样本行动"]


def test_marked_steps_joined_by_arrows() -> None:
    made = news(f"{PLAN}\n\n场景培育分四步：①意向发布→②供需对接→③封闭测试→④规模推广。")
    assert made.names("LifecyclePhase") == ["意向发布", "供需对接", "封闭测试", "规模推广"]
    assert made.edges("PRECEDES") == [("意向发布", "供需对接"), ("供需对接", "封闭测试"), ("封闭测试", "规模推广")]


def test_actions_told_in_turn() -> None:
    made = news(
        f"{PLAN}\n\n计划有三项行动。先是固本样本行动，把传感网络铺到田头；再是延链样本行动，让原料就地加工；"
        "最后是亮牌样本行动，让产品走出去。"
    )
    assert made.names("ActionArea") == ["固本样本行动", "延链样本行动", "亮牌样本行动"]


@pytest.mark.parametrize(
    ("said", "links"),
    [
        ("从事深冷配送的青岛样甲冷链科技有限公司今年扩产。", ["深冷配送"]),
        ("青岛样甲食品股份有限公司从净菜加工一路做到调理熟制，员工300人。", ["净菜加工", "调理熟制"]),
        ("青岛样甲农业有限公司靠智能灌溉起家，员工300人。", ["智能灌溉"]),
        ("青岛样甲材料有限公司长期从事功能膜材料生产。", ["功能膜材料"]),
        ("青岛样甲铸造有限公司从事部组件制造，员工300人。", ["部组件制造"]),
    ],
)
def test_what_a_firm_works_on_is_a_link(said: str, links: list[str]) -> None:
    made = news(said)
    assert [tail for _, tail in made.edges("ENGAGES_IN")] == links


def test_what_many_firms_work_on_is_none() -> None:
    assert news("全区从事深冷配送的企业有30家。").edges("ENGAGES_IN") == []


def test_the_chain_told_of_before_has_the_links_upon_it() -> None:
    made = news("城阳区的轨道交通装备产业去年增长9%。链条上的整车制造、牵引系统和运维服务三个环节都在区内。")
    assert {head for head, _ in made.edges("PART_OF")} == {"整车制造", "牵引系统", "运维服务"}


def test_links_of_an_industry_without_a_word_that_says_so() -> None:
    made = news("园区聚焦人工智能的数据标注、模型训练两个环节。")
    assert made.names("ChainLink") == ["数据标注", "模型训练"]
    assert len(made.edges("PART_OF")) == 2


def test_a_scenario_is_named_where_the_next_words_call_it_this_one() -> None:
    made = news("样本大模型已应用于泊位智能配载场景。该场景由青岛样本码头有限公司提出，差错率降到0.2%。")
    assert made.names("Scenario") == ["泊位智能配载场景"]
    assert made.edges("OWNED_BY") == [("泊位智能配载场景", "青岛样本码头有限公司")]


def test_a_kind_of_scenario_named_in_passing_is_none() -> None:
    assert news("今年开放一批智慧养老场景。该局还将举办对接会。").names("Scenario") == []


def test_items_under_the_heading_of_an_action_are_its_aspects() -> None:
    made = read(
        "一图读懂《青岛市样本数据行动方案（2026—2028年）》\n\n"
        "《青岛市样本数据行动方案（2026—2028年）》日前印发，部署两项行动、三个方面。\n\n"
        "行动一　供给样本行动\n（1）公共数据授权：市大数据局完善办法。\n（2）企业数据入表：市财政局负责辅导。\n"
        "行动二　底座样本行动\n（3）算力集约布局：年内投用。\n"
    )
    assert {
        ("公共数据授权", "供给样本行动"),
        ("企业数据入表", "供给样本行动"),
        ("算力集约布局", "底座样本行动"),
    } <= set(made.edges("PART_OF"))


def test_items_that_no_number_counts_are_no_aspects() -> None:
    made = read(
        "《青岛市样本数据行动方案（2026—2028年）》日前印发，部署两项行动、五个方面。\n\n"
        "行动一　供给样本行动\n（1）公共数据授权：市大数据局完善办法。\n行动二　底座样本行动\n（2）算力集约布局：年内投用。\n"
    )
    assert "公共数据授权" not in made.names("ActionArea")


PARK = "青岛样本湾新材料产业园"


@pytest.mark.parametrize(
    ("said", "tenants"),
    [
        ("入驻该园已六年的青岛样甲膜材料有限公司今年扩产。", ["青岛样甲膜材料有限公司"]),
        ("去年入驻园区的青岛样乙检测有限公司今年扩产。", ["青岛样乙检测有限公司"]),
        ("园区另一家租户是青岛样丙化工有限公司的全资子公司青岛样丁检测有限公司。", ["青岛样丁检测有限公司"]),
        ("拟入驻该园的青岛样戊化工有限公司仍在选址。", []),
    ],
)
def test_who_a_description_seats_in_a_park(said: str, tenants: list[str]) -> None:
    made = news(f"{PARK}地处董家口经济区，占地820亩。{said}")
    assert [head for head, _ in made.edges("TENANT_OF")] == tenants


def test_a_park_lies_in_the_place_right_behind_it() -> None:
    made = news(f"{PARK}就在姜山镇，占地820亩。")
    assert [head for head, _ in made.edges("LOCATED_IN")] == [PARK]


def test_what_is_wanted_instead_is_courted() -> None:
    made = news(f"{PARK}占地820亩。园区想引进的也不再是“会盖库的”，而是链主企业。")
    assert [head for head, _ in made.edges("COURTS")] == [PARK]


def test_what_firms_wanted_make_is_a_link() -> None:
    made = news(f"{PARK}占地820亩。园区眼下最想招的是信号系统企业。")
    assert made.names("ChainLink") == ["信号系统"]
    assert made.edges("COURTS") == [(PARK, "信号系统")]


def test_industries_that_a_policy_supports() -> None:
    made = news(
        "平度市工业和信息化局去年印发的《平度市样本产业转型实施方案》正在推进，该方案重点支持精细化工和电子化学品。"
    )
    assert [tail for _, tail in made.edges("SUPPORTS")] == ["精细化工", "电子化学品"]
    assert [tail for _, tail in made.edges("ISSUED_BY")] == ["平度市工业和信息化局"]


def test_zones_by_which_a_programme_is_carried_out() -> None:
    made = news(f"{PLAN}计划面向全国招引企业，依托崂山区、市北区实施“样本千景”工程。")
    assert len(made.edges("IMPLEMENTS")) == 2


@pytest.mark.parametrize(
    ("said", "made_by"),
    [
        ("青岛样本结构材料研究院上个月发布了轻质碳纤维转向架。", [("青岛样本结构材料研究院", "轻质碳纤维转向架")]),
        ("青岛样本涂料研究所5月发布海洋防腐涂料“海样三号”。", [("青岛样本涂料研究所", "海样三号")]),
        ("青岛样本结构材料研究院将发布轻质碳纤维转向架。", []),
    ],
)
def test_what_an_institute_brings_out(said: str, made_by: list[tuple[str, str]]) -> None:
    assert news(said).edges("RELEASES") == made_by


def test_what_a_firm_uses_is_of_who_makes_it() -> None:
    made = news(
        "青岛样甲餐饮有限公司今年扩产。青岛样甲餐饮有限公司用的果蔬清洗分拣线，则是青岛样乙农业有限公司供的货。"
    )
    assert made.edges("SUPPLIES") == [("青岛样乙农业有限公司", "青岛样甲餐饮有限公司")]
    assert ("青岛样乙农业有限公司", "果蔬清洗分拣线") in made.edges("OFFERS")


def test_the_former_and_the_latter_of_two_scenarios() -> None:
    made = news(
        "第一批包括港口集装箱智能理货场景和电力负荷精准预测场景，前者由青岛样甲港口集团有限公司提供，"
        "后者由青岛样乙电力有限公司提供。目前，港口集装箱智能理货场景已经运行，电力负荷精准预测场景还在调试。"
    )
    assert set(made.edges("OWNED_BY")) == {
        ("港口集装箱智能理货场景", "青岛样甲港口集团有限公司"),
        ("电力负荷精准预测场景", "青岛样乙电力有限公司"),
    }


def test_a_firm_that_serves_a_scenario_by_its_role() -> None:
    made = news("车辆段夜间巡检场景由青岛样甲地铁运营有限公司提出，青岛样乙智能科技有限公司作为技术提供方参与建设。")
    assert ("青岛样乙智能科技有限公司", "车辆段夜间巡检场景") in made.edges("APPLIES")


def test_a_river_and_where_one_goes_name_no_province() -> None:
    made = news("沿样沽河北上，头一站是莱西市。")
    assert [m["text"] for m in made.rows("mentions") if m["label"] == "Zone"] == ["莱西市"]


def test_a_short_industry_where_its_output_is_told() -> None:
    made = news("平度重点发展预制菜产业。去年，预制菜产值超过420亿元。孩子们爱吃预制菜。")
    assert [m["text"] for m in made.rows("mentions") if m["label"] == "Industry"] == ["预制菜产业", "预制菜"]
    assert len({m["local_id"] for m in made.rows("mentions") if m["label"] == "Industry"}) == 1


def test_links_upstream_of_each_other_and_goods_that_belong_to_a_link() -> None:
    made = news(
        "集成电路产业链由芯片设计、晶圆制造、封装测试3个环节构成。芯片设计是晶圆制造的上游。"
        "青岛样甲微电子有限公司研制功率模块，功率模块归入封装测试环节。"
    )
    text = {m["local_id"]: m["text"] for m in made.rows("mentions")}

    def named(type_name: str) -> list[tuple[str, str]]:
        return [(text[e["head"]], text.get(e["tail"], "")) for e in made.rows("edges") if e["type"] == type_name]

    assert named("UPSTREAM_OF") == [("芯片设计", "晶圆制造")]
    assert ("功率模块", "封装测试") in named("PART_OF")


def test_an_industry_is_where_its_firms_are_counted() -> None:
    assert len(news("市北区人工智能企业超过420家。").edges("HAS_INDUSTRY")) == 1
    assert news("到2028年，市北区人工智能企业超过420家。").edges("HAS_INDUSTRY") == []


def test_a_firm_set_up_in_a_place_sits_there() -> None:
    made = news("青岛样甲数据有限公司9月在青岛蓝谷设立青岛样乙数据有限公司。")
    assert [head for head, _ in made.edges("LOCATED_IN")] == ["青岛样乙数据有限公司"]


def test_two_firms_that_both_hold_a_class() -> None:
    made = news("青岛样甲医疗有限公司与青岛样乙智能有限公司达成合作，两家企业均为高新技术企业。")
    assert {head for head, _ in made.edges("CERTIFIED_AS")} == {"青岛样甲医疗有限公司", "青岛样乙智能有限公司"}


def test_a_page_headed_by_a_policy_tells_of_it() -> None:
    made = read(
        "一图读懂｜《青岛市样本算力行动方案（2026—2028年）》\n来源：政务公开栏目　发布时间：2026年7月2日\n\n"
        "成果从低到高依次为“试点级”“示范级”“标杆级”三个层级。原《青岛市样本算力建设工作要点》自本方案施行之日起被替代。\n"
    )
    assert len(made.edges("HAS_TIER")) == 3
    assert len(made.edges("SUPERSEDES")) == 1


def test_a_rung_with_a_grant_is_reached_by_no_scenario() -> None:
    made = news(
        f"{PLAN}成果从低到高依次为“试点级”“示范级”“标杆级”三个层级。“港区夜间转运”场景正在测试。"
        "获评“示范级”的场景最高奖补80万元。"
    )
    assert made.edges("AT_TIER") == []
