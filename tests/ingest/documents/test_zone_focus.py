"""What zones go in for without a word for weight, who brings out a list, who is in a park by a few words."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

RAIL, TOOLS = "qingdao:Industry/rail-transit", "qingdao:Industry/instrument"
FIRM, PARK = "青岛样甲精密仪器有限公司", "青岛样本产业园"


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("支持城阳区做强轨道交通装备产业。", {("cn-div:370214", RAIL)}),
        (
            "支持城阳区培育轨道交通装备产业，支持崂山区发展仪器仪表产业。",
            {("cn-div:370214", RAIL), ("cn-div:370212", TOOLS)},
        ),
        ("支持城阳区、崂山区发展仪器仪表产业。", {("cn-div:370214", TOOLS), ("cn-div:370212", TOOLS)}),
        ("崂山区把仪器仪表摆在突出位置。", {("cn-div:370212", TOOLS)}),
        ("不再支持城阳区发展轨道交通装备产业。", set()),
        ("城阳区培育轨道交通装备企业30家。", set()),
        ("崂山区把安全生产摆在突出位置。", set()),
    ],
)
def test_what_a_zone_goes_in_for(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(read(f"# 观察\n\n{said}\n").edges("FOCUSES_ON")) == pairs


def test_a_district_that_leans_on_an_area_of_its_own() -> None:
    made = read("# 观察\n\n城阳区依托样板片区培育轨道交通装备产业。\n")
    assert made.edges("FOCUSES_ON") == [("cn-div:370214", RAIL)]


PLAN = "《青岛市样例产业行动计划》日前印发。"
ONE, TWO = "青岛样甲新材料产业园", "青岛样乙传感器产业园"


def test_former_and_latter_of_the_sentence_before() -> None:
    made = read(
        f"# 计划\n\n{PLAN}\n\n园区集聚行动支持位于平度市的{ONE}和位于崂山区的{TWO}错位发展。"
        "前者占地420亩，重点布局仪器仪表；后者主攻轨道交通装备。\n"
    )
    assert set(made.edges("FOCUSES_ON")) == {(ONE, TOOLS), (TWO, RAIL)}
    assert {tail for _, tail in made.edges("SUPPORTS")} == {ONE, TWO}


def test_links_of_a_plan_for_one_industry_are_its_links_by_inference() -> None:
    made = read(
        "# 计划\n\n《青岛市仪器仪表产业行动计划》日前印发。仪器仪表去年增长9%。"
        "《行动计划》聚焦敏感元件、光学器件2个短板环节。\n"
    )
    rows = [(r["tail"], r["stated"]) for r in made.rows("edges") if r["type"] == "PART_OF"]
    assert rows == [(TOOLS, False), (TOOLS, False)]


def test_who_leads_brings_out_what_comes_again_and_again() -> None:
    made = read(f"# 计划\n\n{PLAN}\n\n一是开放场景，由青岛市大数据发展管理局牵头，每季度发布低空场景需求清单。\n")
    assert [head for head, _ in made.edges("RELEASES")] == ["qingdao:Organization/big-data"]


@pytest.mark.parametrize(
    ("said", "tenant", "there"),
    [
        (f"{PARK}目前入驻企业46家，{FIRM}便是其中之一。", True, False),
        (f"在{PARK}，{FIRM}投产不满两年。", False, True),
        (f"在{PARK}，首批入驻的{FIRM}正在赶工。", True, False),
        (f"{PARK}去年启用，{FIRM}总经理到访。", False, False),
    ],
)
def test_a_firm_in_a_park(said: str, tenant: bool, there: bool) -> None:
    made = read(f"# 观察\n\n{said}\n")
    assert ((FIRM, PARK) in made.edges("TENANT_OF"), (FIRM, PARK) in made.edges("LOCATED_IN")) == (tenant, there)


def test_a_zone_brings_in_a_firm_that_is_described() -> None:
    made = read(f"# 观察\n\n胶州市今年引进了从事复合翼无人机制造的{FIRM}。\n")
    assert made.edges("ATTRACTS") == [("cn-div:370281", FIRM)]


def test_fields_opened_by_an_action_are_no_aspects_of_it() -> None:
    made = read(
        f"# 计划\n\n{PLAN}\n\n《行动计划》部署了两项任务。一是实施需求挖潜行动，面向海岛物流、城市治理等领域开放场景；"
        "二是实施供给提质行动，完善检测服务。\n"
    )
    assert sorted(made.names("ScenarioField")) == sorted(["海岛物流", "城市治理"])


def test_an_office_that_tells_of_a_place_does_not_sit_there() -> None:
    made = read("# 观察\n\n市海洋发展局处长介绍，今年新增试验场一处，设在即墨区。\n")
    assert made.edges("LOCATED_IN") == []


def test_as_many_scenarios_as_are_announced_are_proposed() -> None:
    body = "样甲岛无人机速运场景落在崂山区，由样本公司运营；样乙山林火情巡护场景位于城阳区，需要吊舱。"
    head = f"# 计划\n\n{PLAN}\n\n有哪些示范场景？首批谋划了"
    assert len(read(f"{head}两个。{body}\n").edges("PROPOSES")) == 2
    assert read(f"{head}九个。{body}\n").edges("PROPOSES") == []


def test_each_project_lies_where_its_own_part_of_the_sentence_says() -> None:
    made = read(
        "# 观察\n\n总投资38亿元的样甲海水淡化二期项目进展过半，建成后日产淡水20万吨；"
        "样乙创新药中试基地项目落户崂山区，总投资9.6亿元。\n"
    )
    assert made.edges("LOCATED_IN") == [("样乙创新药中试基地项目", "cn-div:370212")]


def test_a_line_of_a_board_that_begins_with_a_verb() -> None:
    made = read("# 观察\n\n市北区：重点发展仪器仪表、工业互联网；崂山区另有安排。\n")
    assert {tail for _, tail in made.edges("FOCUSES_ON")} >= {TOOLS}
    assert not [name for name in made.names("Industry") if name.startswith("重点")]


def test_a_place_in_front_of_a_project_that_describes_something_else() -> None:
    made = read(f"# 观察\n\n位于崂山区的{FIRM}以仪器为主业，由其建设的样丁智能工厂项目今年投产。\n")
    assert made.edges("LOCATED_IN") == [(FIRM, "cn-div:370212")]


def test_who_runs_a_park_is_no_tenant_of_it() -> None:
    made = read(
        f"# 观察\n\n{PARK}由青岛样丙园区管理有限公司运营。\n\n走进园区，青岛样丙园区管理有限公司的办公室设在青岛样本产业园。\n"
    )
    assert made.edges("TENANT_OF") == []
    assert made.edges("OPERATES") == [("青岛样丙园区管理有限公司", PARK)]


def test_a_districts_own_item_supports_for_itself() -> None:
    made = read(
        f"# 计划\n\n{PLAN}\n\n《行动计划》对各区作出安排。\n\n◆崂山区：发展仪器仪表，支持{PARK}完善中试条件。\n"
    )
    assert "青岛市样例产业行动计划" not in {head for head, _ in made.edges("SUPPORTS")}
    assert made.edges("LOCATED_IN") == [(PARK, "cn-div:370212")]


def test_who_asks_for_the_scenario_behind_it() -> None:
    made = read(
        "# 观察\n\n由青岛样甲食品有限公司提出的样甲产线质量检测场景，需要视觉检测设备；"
        "由青岛样乙电器有限公司提出的样乙车间能耗管理场景，已采用能耗管理系统。\n"
    )
    assert set(made.edges("OWNED_BY")) <= {
        ("样甲产线质量检测场景", "青岛样甲食品有限公司"),
        ("样乙车间能耗管理场景", "青岛样乙电器有限公司"),
    }


def test_a_firm_settles_in_the_town_of_a_district() -> None:
    made = read(f"# 观察\n\n{FIRM}落户莱西市姜山镇。\n")
    assert [tail for head, tail in made.edges("LOCATED_IN") if head == FIRM] == ["cn-div:370285101"]


def test_a_park_that_a_plan_is_to_build_somewhere_is_proposed() -> None:
    made = read(
        "青岛市样例产业行动方案（2026—2028年）\n\n为落实部署，制定本方案。\n\n一、工作目标\n到2028年，规模突破1800亿元。\n\n"
        f"二、重点任务\n1.平台载体提升行动。在崂山区规划建设{TWO}，首期面积约18万平方米。（牵头单位：青岛市科技局）\n\n"
        "三、组织实施\n本方案自2026年3月1日起施行。\n\n青岛市科技局\n2026年2月6日\n"
    )
    assert [tail for _, tail in made.edges("PROPOSES")] == [TWO]


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("去年，全市仪器仪表、轨道交通装备产业营业收入分别达到120亿元、410亿元。", {TOOLS, RAIL}),
        ("去年，全市轨道交通装备产业营业收入突破480亿元。", {RAIL}),
        ("仪器仪表和轨道交通装备同属青岛“10+1”创新型产业体系，前者是优势产业。", set()),
        ("到2028年，全市轨道交通装备产业营业收入突破480亿元。", set()),
    ],
)
def test_a_row_of_industries_that_is_measured_is_there(said: str, there: set[str]) -> None:
    made = read(f"# 观察\n\n{said}\n")
    assert {tail for _, tail in made.edges("HAS_INDUSTRY") if tail.startswith("qingdao:Industry/")} == there


@pytest.mark.parametrize(
    "said",
    [
        f"{PARK}去年启用，以仪器仪表和轨道交通装备为主导，入驻率92%。",
    ],
)
def test_what_a_park_is_for_in_a_description(said: str) -> None:
    assert set(read(f"# 观察\n\n{said}\n").edges("FOCUSES_ON")) == {(PARK, TOOLS), (PARK, RAIL)}
