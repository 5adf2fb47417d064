"""Pages about a city and its districts: lists of scenarios and districts, parks, projects, platforms and names in them."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read
from tests.ingest.documents.test_scenario_news import LISTED


def test_a_place_is_not_cut_out_of_two_words() -> None:
    def zones(words: str) -> list[str]:
        return [row["text"] for row in read(f"# 园区见闻\n\n{words}\n").rows("mentions") if row["label"] == "Zone"]

    assert zones("“这是我们选择留下的最大理由。”企业负责人说。") == []
    assert zones("企业来自大理、青岛等地。") == ["大理", "青岛"]


def test_a_system_is_not_read_as_the_trade_in_its_name() -> None:
    made = read(
        "# 行动计划发布\n\n全市海洋产业规模突破60亿元。届时，我市“4+4+2”现代海洋产业体系基本成型，"
        "样本渔业、样本船舶、滨海旅游、海洋化工4个优势产业协同并进。\n"
    )
    system = "qingdao:IndustrySystem/4-plus-4-plus-2"
    assert {tail for _, tail in made.edges("PART_OF")} == {system}
    assert len(made.edges("PART_OF")) == 4


def test_who_was_asked_does_not_sit_where_the_news_is() -> None:
    made = read("# 园区竣工\n\n记者从平度市工业和信息化局获悉，位于平度市的平度样本产业园日前竣工。\n")
    assert made.edges("LOCATED_IN") == [("平度样本产业园", "cn-div:370283")]


def test_a_platform_by_who_led_its_building_and_a_list_by_the_office_charged_with_it() -> None:
    made = read(
        "# 示例区发布清单\n\n市北区召开发布会，由市北区商务局依据有关办法，发布《市北区夜间消费场景清单》。"
        "由城阳区样本产业促进会牵头打造的样湾海事智联平台上线半年。\n"
    )
    assert made.names("Platform") == ["样湾海事智联平台"]
    assert ("城阳区样本产业促进会", "样湾海事智联平台") in made.edges("ESTABLISHES")
    assert [head for head, _ in made.edges("RELEASES")] == ["市北区商务局"]


def test_parks_within_the_zone_of_an_item_and_those_it_builds() -> None:
    made = read(
        "# 各区主攻方向\n\n●崂山区 主攻人工智能，依托辖区内的溪云人工智能产业园，集聚企业60家。\n\n"
        "●青岛高新区 聚焦人形机器人，规划建设溪云具身智能中试基地。\n\n"
        "●青岛自贸片区 学习上海样本产业园的经验。\n"
    )
    assert made.edges("LOCATED_IN") == [
        ("溪云人工智能产业园", "cn-div:370212"),
        ("溪云具身智能中试基地", "qingdao:Zone/high-tech"),
    ]


def test_zones_within_the_zone_of_an_item_and_told_from_the_other_side() -> None:
    inside = [("qingdao:Zone/blue-valley", "cn-div:370215")]
    assert read("# 各区\n\n●即墨区 主攻深海开发，发挥区内青岛蓝谷机构密集的优势。\n").edges("PART_OF") == inside
    assert read("# 各区\n\n青岛蓝谷地处即墨区东部，聚焦深海开发。\n").edges("PART_OF") == inside
    assert read("# 各区\n\n即墨区学习青岛蓝谷的做法。\n").edges("PART_OF") == []


def test_who_runs_a_park_and_who_is_to_come_there() -> None:
    made = read(
        "# 园区见闻\n\n样谷芯片产业园开园五年。说起园区，负责运营的青岛样谷园区管理有限公司负责人打开了话匣子。\n\n"
        "对此，西海岸新区给出的办法是缺什么补什么——未来三年，样谷芯片产业园将重点引进独角兽企业。\n"
    )
    assert made.edges("OPERATES") == [("青岛样谷园区管理有限公司", "样谷芯片产业园")]
    assert made.edges("TENANT_OF") == []
    assert [head for head, _ in made.edges("COURTS")] == ["样谷芯片产业园"]


def test_tenants_told_of_by_role_and_in_a_park_of_a_zone_and_links_firms_are_invited_for() -> None:
    made = read(
        "# 园区见闻\n\n入驻青岛高新区的样湾机器人产业园的青岛样程智能装备有限公司迎来好消息。"
        "作为首批入驻的企业，青岛样光半导体有限公司深耕外延。园区还将围绕传感器、控制器等薄弱环节开展招商。\n"
    )
    assert set(made.edges("TENANT_OF")) == {
        ("青岛样程智能装备有限公司", "样湾机器人产业园"),
        ("青岛样光半导体有限公司", "样湾机器人产业园"),
    }
    assert [head for head, _ in made.edges("COURTS")] == ["样湾机器人产业园"] * 2
    assert made.edges("FOCUSES_ON") == []


def test_who_asks_together_and_who_bids_for_which() -> None:
    made = read(
        "# 示例区发布场景清单\n\n1.乡镇药房自助取药场景。由市北区综合行政执法局与青岛样本医药有限公司共同开放。\n\n"
        "2.口岸查验排队预测场景。由样本口岸服务有限公司开放。\n\n"
        "截至目前，青岛样甲智能有限公司、青岛样乙软件有限公司分别申报口岸查验排队预测场景和乡镇药房自助取药场景，"
        "青岛样丙医疗科技有限公司（以下简称“样丙医疗”）申报乡镇药房自助取药场景。企业可申报示范场景。\n"
    )
    assert set(made.edges("OWNED_BY")) == {
        ("乡镇药房自助取药场景", "市北区综合行政执法局"),
        ("乡镇药房自助取药场景", "青岛样本医药有限公司"),
        ("口岸查验排队预测场景", "样本口岸服务有限公司"),
    }
    assert set(made.edges("APPLIES")) == {
        ("青岛样甲智能有限公司", "口岸查验排队预测场景"),
        ("青岛样乙软件有限公司", "乡镇药房自助取药场景"),
        ("青岛样丙医疗科技有限公司", "乡镇药房自助取药场景"),
    }


def test_fields_in_brackets_behind_a_scenario_are_those_the_page_has_opened() -> None:
    made = read(
        LISTED.replace("一、首批", "示例区全面开放智慧医疗、口岸物流、城市治理3大领域场景。\n\n一、首批").replace(
            "口岸物流）", "新增）"
        )
    )
    said = [row["text"] for row in made.rows("mentions") if row["label"] == "ScenarioField"]
    assert said == ["智慧医疗", "口岸物流", "城市治理", "智慧医疗"]


def test_industries_whose_growth_is_told_are_there() -> None:
    made = read("# 运行情况\n\n分行业看，青岛市示例样机产业增长11.8%，示例样车产业增速高达31.5%。\n")
    assert {tail for _, tail in made.edges("HAS_INDUSTRY")} == {"示例样机", "示例样车"}


def test_a_product_by_its_name_in_quotes_behind_what_it_is() -> None:
    made = read("# 发布\n\n青岛样本研究院面向企业发布了开源芯片设计工具链“样芯”。\n")
    assert made.names("Technology") == ["样芯"]
    assert made.edges("RELEASES") == [("青岛样本研究院", "样芯")]


def test_a_business_is_a_link_and_no_product() -> None:
    made = read("# 园区\n\n青岛样本半导体科技有限公司主营封装测试业务，去年销售收入4亿元。\n")
    assert made.names("Technology") == []
    packaging = "qingdao:ChainLink/integrated-circuit/packaging-test"
    assert made.edges("ENGAGES_IN") == [("青岛样本半导体科技有限公司", packaging)]


def test_a_flagship_without_a_verb_and_a_capacity_that_rises_from_one_figure_to_another() -> None:
    made = read(
        "# 企业\n\n青岛样程微电子有限公司拳头产品车规级微控制器累计出货800余万颗。青岛样程智能装备有限公司伺服电机年产能由35万台提升至90万台。\n"
    )
    assert ("青岛样程微电子有限公司", "车规级微控制器") in made.edges("OFFERS")
    assert ("青岛样程智能装备有限公司", "伺服电机") in made.edges("OFFERS")


def test_the_latter_builds_what_it_was_set_up_for() -> None:
    made = read(
        "# 样本传感器研发项目落户\n\n苏州样本仪器股份有限公司将设立全资子公司青岛样本传感有限公司，"
        "由后者承担样本传感器研发项目建设，总投资3亿元。\n"
    )
    assert ("青岛样本传感有限公司", "样本传感器研发项目") in made.edges("DELIVERS")
    assert ("苏州样本仪器股份有限公司", "样本传感器研发项目") not in made.edges("DELIVERS")


def test_a_plant_that_is_started_is_a_project_of_those_who_build_it() -> None:
    made = read(
        "# 样澜海上风电叶片基地破土动工\n\n在青岛西海岸新区，由青岛样澜能源装备有限公司投资建设、山东样筑建设集团有限公司承建的"
        "样澜海上风电叶片基地4月21日正式开工。\n"
    )
    assert made.names("Project") == ["样澜海上风电叶片基地"]
    assert set(made.edges("DELIVERS")) == {
        ("青岛样澜能源装备有限公司", "样澜海上风电叶片基地"),
        ("山东样筑建设集团有限公司", "样澜海上风电叶片基地"),
    }
    assert read("# 快讯\n\n企业新产线投产，各类生产基地开工建设。\n").names("Project") == []


def test_what_is_to_be_built_is_named_behind_the_verb() -> None:
    made = read("# 签约\n\n青岛样澜半导体材料有限公司将建设高密度封装基板项目，计划投资12亿元。\n")
    assert made.edges("DELIVERS") == [("青岛样澜半导体材料有限公司", "高密度封装基板项目")]


def test_what_each_district_of_a_list_goes_in_for() -> None:
    made = read(
        "# 各区主攻方向\n\n青岛将重点布局人形机器人、脑机接口、第六代移动通信等三大未来产业。\n\n"
        "●崂山区 发展人形机器人、脑机接口，支持企业扩产。\n\n●城阳区 培育第六代移动通信，到2028年产业规模力争达到60亿元。\n\n"
        "●即墨区 培育专业人才，发展壮大队伍。\n"
    )
    focus = [(head, tail) for head, tail in made.edges("FOCUSES_ON") if head != "cn-div:370200"]
    assert sorted(head for head, _ in focus) == ["cn-div:370212", "cn-div:370212", "cn-div:370214"]
    assert ("cn-div:370214", "第六代移动通信") in focus


def test_a_quarter_behind_its_district() -> None:
    made = read("# 快讯\n\n在李沧区样山片区，首台钻机轰鸣作业。\n")
    assert made.names("Zone") == ["样山片区"]
    assert [tail for _, tail in made.edges("PART_OF")] == ["cn-div:370213"]


def test_a_list_by_its_name_in_quotes() -> None:
    made = read("# 快讯\n\n青岛样本研究院建立“样谷共享设备清单”，企业可预约。\n")
    assert made.names("Mechanism") == ["样谷共享设备清单"]
    assert made.edges("ESTABLISHES") == [("青岛样本研究院", "样谷共享设备清单")]


def test_an_institute_that_a_zone_has_set_up_in_the_park() -> None:
    made = read("# 园区见闻\n\n样谷芯片产业园开园五年。\n\n西海岸新区在园区设立的青岛样本研究院发布了成果。\n")
    assert ("青岛样本研究院", "样谷芯片产业园") in made.edges("LOCATED_IN")
    assert [tail for _, tail in made.edges("ESTABLISHES")] == ["青岛样本研究院"]


def test_the_industry_that_comes_first_is_there() -> None:
    made = read("# 城阳观察\n\n城阳区公布成绩单。压舱石仍是样车装备产业，增长最快的是样药制剂产业。\n")
    assert made.edges("HAS_INDUSTRY") == [("cn-div:370214", "样车装备"), ("cn-div:370214", "样药制剂")]


@pytest.mark.parametrize(
    "said",
    [
        "我市构建“3+2”灯塔产业体系。该体系涵盖灯塔制造、航标维护、海图测绘三大传统产业，以及无人巡检、卫星导航两个未来产业。",
        "“3+2”灯塔产业体系已经成形。其中，传统产业包括灯塔制造、航标维护、海图测绘，未来产业为无人巡检、卫星导航。",
        "我市构建“3+2”灯塔产业体系，传统产业有灯塔制造、航标维护、海图测绘，未来产业是无人巡检、卫星导航。",
    ],
)
def test_members_of_a_system_also_in_the_sentence_behind_it(said: str) -> None:
    made = read(f"# 产业观察\n\n{said}\n")
    members = {(head, tail) for head, tail in made.edges("PART_OF") if "产业体系" in tail}
    five = ("灯塔制造", "航标维护", "海图测绘", "无人巡检", "卫星导航")
    assert members == {(one, "“3+2”灯塔产业体系") for one in five}


def test_what_opens_behind_a_tier_is_of_the_system_told_of() -> None:
    made = read(
        "# 产业简报\n\n从“10+1”创新型产业体系看，先导产业中，人工智能产业增加值增长20%。新兴产业中，绿色能源产值增长9%；生命健康产值增长7%。\n\n"
        "传统产业中，现代轻工增长3%。\n"
    )
    found = {head.rpartition("/")[2] for head, _ in made.edges("PART_OF")}
    assert found == {"artificial-intelligence", "green-energy", "life-health"}


def test_the_number_of_a_clause_is_no_part_of_a_name() -> None:
    made = read(
        "# 园区名录\n\n（一）云杉智造产业园。占地200亩。\n\n（二）项目方青岛云杉食品有限公司。\n\n（三）青岛禾木科技有限公司。\n"
    )
    assert made.names("Park") == ["云杉智造产业园"]
    assert made.names("Company") == ["青岛云杉食品有限公司", "青岛禾木科技有限公司"]
