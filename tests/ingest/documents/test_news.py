"""What news says of parks, firms, works, mechanisms, projects and scenarios; and what it does not say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.ingest.documents.reading import Read, read


def news(*paragraphs: str, title: str = "示例新闻一则") -> Read:
    return read(f"# {title}\n\n" + "\n\n".join(paragraphs) + "\n", "news.md")


PARK = "6月1日，市北区的青岛示例云帆产业园迎来新企业。"


def test_tenants_of_a_list_with_the_park_told_of_before() -> None:
    made = news(PARK, "目前，园区入驻企业包括青岛岚汐科技有限公司、鲸拓智联、山东禾屿软件有限公司等30余家。")
    assert {h for h, _ in made.edges("TENANT_OF")} == {"青岛岚汐科技有限公司", "鲸拓智联", "山东禾屿软件有限公司"}
    assert {t for _, t in made.edges("TENANT_OF")} == {"青岛示例云帆产业园"}


@pytest.mark.parametrize("denial", ["尚未入驻园区", "已经不再入驻园区"])
def test_who_is_not_there_is_no_tenant(denial: str) -> None:
    made = news(PARK, f"青岛岚汐科技有限公司{denial}。")
    assert made.edges("TENANT_OF") == []


def test_who_plans_to_come_is_an_intended_tenant() -> None:
    made = news(PARK, "青岛岚汐科技有限公司计划入驻园区。")
    assert [r["status"] for r in made.rows("edges") if r["type"] == "TENANT_OF"] == ["intended"]


@pytest.mark.parametrize(
    "sentence",
    [
        "园区由青岛岚汐运营管理有限公司负责运营。",
        "园区运营方青岛岚汐运营管理有限公司介绍了情况。",
        "园区委托青岛岚汐运营管理有限公司运营。",
    ],
)
def test_operators(sentence: str) -> None:
    assert news(PARK, sentence).edges("OPERATES") == [("青岛岚汐运营管理有限公司", "青岛示例云帆产业园")]


def test_a_lease_is_a_tenancy_and_a_pact_is_a_partnership() -> None:
    made = news(PARK, "产业园已与青岛岚汐科技有限公司签订房屋租赁合同，并与鲸拓智联达成合作协议。")
    assert [(h, r) for (h, _), r in zip(made.edges("TENANT_OF"), ["leased"], strict=True)] == [
        ("青岛岚汐科技有限公司", "leased")
    ]
    assert made.edges("COOPERATES_WITH") == [("青岛示例云帆产业园", "鲸拓智联")]


def test_a_zone_that_brings_a_firm_in_makes_it_no_tenant_of_a_park_named_beside() -> None:
    made = news("市南区支持青岛示例云帆产业园建设，推动青岛岚汐科技有限公司等落户发展。")
    assert [h for _, h in made.edges("ATTRACTS")] == ["青岛岚汐科技有限公司"]
    assert made.edges("TENANT_OF") == []
    assert [t for _, t in made.edges("SUPPORTS")] == ["青岛示例云帆产业园"]


def test_classes_that_a_park_courts() -> None:
    made = news(PARK, "下一步，园区将重点引进专精特新“小巨人”企业、高新技术企业。")
    assert [t for _, t in made.edges("COURTS")] == ["专精特新“小巨人”企业", "高新技术企业"]


def test_certified_firms_of_a_list_and_not_those_refused() -> None:
    made = news(
        "经评审，认定青岛岚汐科技有限公司、山东禾屿软件有限公司等2家企业为青岛市瞪羚企业。",
        "青岛未名示例有限公司材料失实，其瞪羚企业称号予以撤销；青岛无关示例有限公司尚未获评瞪羚企业。",
    )
    assert {h for h, _ in made.edges("CERTIFIED_AS")} == {"青岛岚汐科技有限公司", "山东禾屿软件有限公司"}


def test_short_names_defined_and_derived_stand_for_the_firm() -> None:
    made = news(
        "青岛岚汐海洋科技股份有限公司（以下简称“岚汐科技”）今天开业。",
        "岚汐科技去年获评高新技术企业。武汉鹭屿电气有限公司也来了，武汉鹭屿的产品很多。",
    )
    forms = {m["text"]: m["local_id"] for m in made.rows("mentions") if m["label"] == "Company"}
    assert forms["岚汐科技"] == forms["青岛岚汐海洋科技股份有限公司"]
    assert forms["武汉鹭屿"] == forms["武汉鹭屿电气有限公司"]
    assert made.names("Company") == ["青岛岚汐海洋科技股份有限公司", "武汉鹭屿电气有限公司"]


def test_works_with_makers_publisher_parts_and_honour() -> None:
    made = news(
        "由青岛岚汐影业有限公司与棱方AI工作室联合制作、海螺TV出品的动画《潮间带》上线，获海螺官方“优选动画”认证。",
        "青岛岚汐影业有限公司打造的短片《老码头》三部曲，包含《清晨》《正午》《黄昏》三部作品。",
    )
    assert set(made.edges("PRODUCES")) == {
        ("青岛岚汐影业有限公司", "潮间带"),
        ("棱方AI工作室", "潮间带"),
        ("青岛岚汐影业有限公司", "老码头"),
    }
    assert made.edges("PUBLISHES") == [("海螺TV", "潮间带")]
    assert made.edges("CERTIFIED_AS") == [("潮间带", "“优选动画”认证")]
    parts = [(h, t) for h, t in made.edges("PART_OF") if t == "老码头"]
    assert parts == [("清晨", "老码头"), ("正午", "老码头"), ("黄昏", "老码头")]


def test_policies_in_title_marks_are_no_works() -> None:
    made = news("《示例市促进办法》和《人民日报》都提到了《合作备忘录》。")
    assert made.rows("nodes_Work") == []


def test_who_sets_up_and_who_leads() -> None:
    made = news(
        "近日，青岛市印发《青岛市示例场景行动方案（2027—2029年）》（以下简称《方案》）。",
        "《方案》提出，建立示例场景联席会议，由市发展改革委牵头；上线“示例通”服务平台，定期发布示例场景清单。",
    )
    assert {t for _, t in made.edges("ESTABLISHES")} == {"示例场景联席会议", "“示例通”服务平台"}
    assert [t for _, t in made.edges("RELEASES")] == ["示例场景清单"]
    assert [h for h, _ in made.edges("LED_BY")] == ["示例场景联席会议"]


def test_what_is_abolished_is_not_set_up() -> None:
    made = news("青岛市不再建立示例项目联席会议，各区市不得重复建设“示例通”服务平台。")
    assert made.edges("ESTABLISHES") == []


def test_projects_with_stage_investment_and_place() -> None:
    made = news(
        "6月2日，总投资16亿元的岚汐固态电池中试线项目在胶州市签约，项目由青岛岚汐新能源有限公司投资建设，落户青岛示例云帆产业园。"
    )
    (project,) = made.names("Project")
    assert project == "岚汐固态电池中试线项目"
    values = {k: v for r in made.rows("nodes_Project") for k, v in r.items() if v is not None}
    assert (values["stage"], values["investment"]) == ("signed", Decimal("1600000000.00"))
    assert made.edges("DELIVERS") == [("青岛岚汐新能源有限公司", project)]
    assert (project, "青岛示例云帆产业园") in made.edges("LOCATED_IN")


def test_products_supplies_and_holdings_of_a_firm() -> None:
    made = news(
        "青岛岚汐海洋科技有限公司成立于崂山区，主营水下滑翔机、声学释放器。",
        "该公司的耐压壳体由宝鸡鹭屿新材有限公司供应，今年全资设立青岛岚汐智能装备有限公司。",
    )
    firm = "青岛岚汐海洋科技有限公司"
    assert {t for h, t in made.edges("OFFERS") if h == firm} == {"水下滑翔机", "声学释放器"}
    assert made.edges("SUPPLIES") == [("宝鸡鹭屿新材有限公司", firm)]
    assert made.edges("INVESTS_IN") == [(firm, "青岛岚汐智能装备有限公司")]


def test_a_scenario_that_has_risen() -> None:
    made = news("“码头夜间转运”场景已从试点场景升级为示范场景，需求方是青岛市示例救援中心。")
    assert made.names("Scenario") == ["码头夜间转运"]
    assert made.edges("AT_TIER") == [("码头夜间转运", "示范场景")]
    assert made.edges("UPGRADES_TO") == [("试点场景", "示范场景")]


def test_values_that_are_told_respectively() -> None:
    made = news("一季度，市南区、城阳区、胶州市增加值分别增长8.1%、7.9%、9.3%。")
    names = {r["local_id"]: r for r in made.rows("nodes_Indicator")}
    zones = {r["tail"]: names[r["head"]]["value"] for r in made.rows("edges") if r["type"] == "MEASURES"}
    assert zones == {"cn-div:370202": Decimal("8.1"), "cn-div:370214": Decimal("7.9"), "cn-div:370281": Decimal("9.3")}


def test_a_repealed_policy_is_superseded() -> None:
    made = read(
        "示例市推动场景开放实施方案（2027—2028年）\n\n一、推进产业场景开放\n\n（一）场景强链行动。聚焦设计、制造等2个方面。\n\n"
        "二、附则\n\n本方案自印发之日起施行，《示例市场景开放试行办法》同时废止。\n"
    )
    assert made.edges("SUPERSEDES") == [("示例市推动场景开放实施方案（2027—2028年）", "示例市场景开放试行办法")]


def test_responsible_units_belong_to_their_task() -> None:
    made = read(
        "示例市推动场景开放实施方案（2027—2028年）\n\n一、重点任务\n\n（一）补强关键部件\n\n"
        "1.攻关核心器件。组织开展研发。（责任单位：市科技局、市工信局）\n2.建设中试平台。推进建设。（责任单位：市商务局）\n"
    )
    led = {h: {t for x, t in made.edges("ASSIGNED_TO") if x == h} for h, _ in made.edges("ASSIGNED_TO")}
    assert set(led) == {"攻关核心器件", "建设中试平台"}
    assert len(led["攻关核心器件"]) == 2
    assert ("攻关核心器件", "补强关键部件") in made.edges("PART_OF")


def measured(made: Read) -> set[tuple[float, str, str]]:
    whose = dict(made.edges("MEASURES"))
    return {(float(r["value"]), r["kind"], whose.get(r["name"], "")) for r in made.rows("nodes_Indicator")}


def test_the_city_of_a_bulletin_is_the_one_in_its_title() -> None:
    made = news("全市规模以上工业企业达到1215家。", "固定资产投资下降0.8%。", title="2027年胶州市统计公报")
    assert measured(made) == {(1215, "actual", "cn-div:370281"), (0.8, "actual", "cn-div:370281")}


def test_a_year_that_is_compared_with_is_no_target() -> None:
    made = news(
        "青岛市印发《青岛市示例场景建设方案（2027—2029年）》。",
        "去年，青岛实现旅游收入2130亿元，入境游客恢复到2019年的1.3倍。",
    )
    assert {kind for _, kind, _ in measured(made)} == {"actual"}
    assert made.edges("HAS_TARGET") == []


def test_a_second_phase_belongs_to_its_park_and_a_project_of_it_does_not() -> None:
    assert news("6月2日，上合传感器产业园二期交付使用。").names("Park") == ["上合传感器产业园"]
    assert news("6月2日，上合传感器产业园二期项目开工。").names("Park") == []


def test_honours_of_a_park_by_whom_they_are_given() -> None:
    made = news(PARK, "4月，园区被山东省农业农村厅认定为山东省现代农业产业园。")
    assert made.edges("DESIGNATED_AS") == [("青岛示例云帆产业园", "山东省现代农业产业园")]
    assert made.names("Qualification") == ["山东省现代农业产业园"]


def test_the_first_clause_says_who_sets_everything_up() -> None:
    made = news("青岛将成立低空场景推进专班，由市发展改革委牵头；建立空域协同会商机制。")
    assert {h for h, _ in made.edges("ESTABLISHES")} == {"cn-div:370200"}
    assert len(made.edges("ESTABLISHES")) == 2


def test_capacity_and_investment_are_the_projects() -> None:
    made = news("岚汐固态电池中试线项目由青岛岚汐新能源有限公司投资建设，计划总投资16亿元，达产后年产能可达20万套。")
    (project,) = {r["local_id"] for r in made.rows("nodes_Project")}
    ends = {r["tail"] for r in made.rows("edges") if r["type"] == "MEASURES"}
    assert ends == {project}


def test_names_without_ending_move_in_beside_a_full_name() -> None:
    made = news(PARK, "青岛岚汐电子有限公司、海纳报关、北辰冷链早早在园区安了家。")
    assert {h for h, _ in made.edges("TENANT_OF")} >= {"青岛岚汐电子有限公司", "海纳报关"}


def test_works_of_whoever_was_told_of() -> None:
    made = news("青岛岚汐数字文化有限公司成立三年。由它一手制作的互动剧《海边来信》上线。")
    assert made.edges("PRODUCES") == [("青岛岚汐数字文化有限公司", "海边来信")]


def test_an_honour_that_is_bestowed() -> None:
    made = news(PARK, "今年4月，山东省商务厅授予园区“省级跨境电商示范园区”称号。")
    assert made.edges("DESIGNATED_AS") == [("青岛示例云帆产业园", "省级跨境电商示范园区")]
    assert [h for h, _ in made.edges("GRANTED_BY")] == ["省级跨境电商示范园区"]
