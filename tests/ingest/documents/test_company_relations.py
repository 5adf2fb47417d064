"""Who supplies, holds, belongs to whom and sits where, in several wordings."""

import pytest

from tests.ingest.documents.reading import Read, read

A, B = "青岛样甲科技有限公司", "青岛样乙电机有限公司"
PARK = "青岛样本湾智能产业园"


def news(body: str) -> Read:
    return read(f"# 企业新事\n\n{body}\n")


@pytest.mark.parametrize(
    "said",
    [
        f"{A}一直为{B}供应轴承。",
        f"{A}的模块已批量供货给{B}。",
        f"{B}又向{A}追加采购了30台。",
        f"{A}与{B}签下供货协议。",
        f"{B}同{A}签订采购合同。",
        f"{A}是{B}的核心供应商。",
        f"{B}是{A}的最大客户。",
        f"{A}的产品销路很广，首批客户{B}用了一年。",
    ],
)
def test_who_supplies_whom(said: str) -> None:
    assert news(said).edges("SUPPLIES") == [(A, B)]


@pytest.mark.parametrize(
    "said",
    [f"{A}拟向{B}采购设备。", f"{A}与{B}签署战略合作协议。", f"{A}向{B}道贺。", f"{A}取消了为{B}供货的计划。"],
)
def test_what_is_no_supply(said: str) -> None:
    assert news(said).edges("SUPPLIES") == []


@pytest.mark.parametrize(
    ("said", "held"),
    [
        (f"{A}宣布完成A轮融资，{B}领投，济南样丙资本管理有限公司跟投。", [(B, A), ("济南样丙资本管理有限公司", A)]),
        (f"{A}是新公司，由{B}全资设立。", [(B, A)]),
        (f"{B}的全资子公司{A}今天开业。", [(B, A)]),
        (f"{A}是{B}的控股子公司。", [(B, A)]),
        (f"{A}拟融资，{B}尚未表态。", []),
    ],
)
def test_who_holds_whom(said: str, held: list[tuple[str, str]]) -> None:
    assert sorted(news(said).edges("INVESTS_IN")) == sorted(held)


def test_seat_named_before_the_firm_and_branches() -> None:
    made = news("即墨区企业青岛样丁食品有限公司上新。来自厦门的样戊食品有限公司也来了。")
    assert ("青岛样丁食品有限公司", "cn-div:370215") in made.edges("LOCATED_IN")
    assert ("样戊食品有限公司", "cn-div:350200") in made.edges("LOCATED_IN")
    made = news("上海样己海洋科技股份有限公司（下称“样己海洋”）扩张。样己海洋青岛分公司去年落户青岛自贸片区。")
    assert made.edges("BRANCH_OF") == [("样己海洋青岛分公司", "上海样己海洋科技股份有限公司")]


@pytest.mark.parametrize(
    "said",
    [
        f"走进{PARK}，{A}的车间里机声隆隆。",
        f"{PARK}上月又交付一批厂房，{A}等企业拿到了钥匙。",
        f"{A}负责人是{PARK}的首批租户。",
        f"在{PARK}，隔壁的{A}正赶订单。",
        f"{PARK}里，今年搬来的{A}已经投产。",
    ],
)
def test_tenants_in_other_words(said: str) -> None:
    assert news(said).edges("TENANT_OF") == [(A, PARK)]


@pytest.mark.parametrize(
    "said",
    [
        f"{PARK}热闹起来，坊间盛传{A}将整体迁来。",
        f"{A}没有搬进{PARK}。",
        f"{A}来{PARK}考察，暂未入驻。",
    ],
)
def test_who_is_no_tenant(said: str) -> None:
    assert news(said).edges("TENANT_OF") == []


def test_a_short_form_is_that_of_the_firm_whose_whole_name_it_is() -> None:
    made = news("青岛样步智能有限公司由深圳样步智能装备股份有限公司出资设立。样步智能带来了四足巡检机器人。")
    assert made.edges("OFFERS") == [("青岛样步智能有限公司", "四足巡检机器人")]


def test_what_is_needed_comes_from_whom_it_names() -> None:
    made = news(f"{B}所需的轴承，多由同在岛上的{A}供货。")
    assert made.edges("SUPPLIES") == [(A, B)]


def test_a_firm_described_without_its_name_is_the_one_told_of() -> None:
    made = news(f"园区迎来{A}。这家从事精密测量的企业，由{B}出资组建。")
    assert made.edges("INVESTS_IN") == [(B, A)]


def test_a_count_stands_in_no_name_of_a_body() -> None:
    made = news("系统已在省内9家医院落地，近10家场景实验室用上了它。")
    assert made.names("Organization") == []


def test_two_firms_told_of_as_both() -> None:
    made = news(f"{A}去年搬来，{B}是老邻居，两家签了战略合作协议。")
    assert made.edges("COOPERATES_WITH") == [(A, B)]
    assert news(f"{A}来过，{B}也来过，双方没有签约。").edges("COOPERATES_WITH") == []


def test_holders_and_staff() -> None:
    made = news(f"{A}扩产。公司有员工76人，大股东为{B}，持股35%。")
    assert made.edges("INVESTS_IN") == [(B, A)]
    assert made.names("Organization") == []


def test_who_runs_a_park_is_no_part_of_the_firms_name() -> None:
    made = news(f"{PARK}开园。运营公司青岛样辛园区管理有限公司说，厂房已租完。")
    assert made.edges("OPERATES") == [("青岛样辛园区管理有限公司", PARK)]


@pytest.mark.parametrize(
    ("said", "tenants"),
    [
        (
            "青岛样甲电池有限公司、青岛样乙储能有限公司都是园里的“老住户”。",
            ["青岛样甲电池有限公司", "青岛样乙储能有限公司"],
        ),
        ("她说的“楼下”，是同在园区的青岛样甲电池有限公司。", ["青岛样甲电池有限公司"]),
        (
            "园里还有青岛样甲电池有限公司、青岛样乙储能有限公司，厂房之间只隔一条马路。",
            ["青岛样甲电池有限公司", "青岛样乙储能有限公司"],
        ),
        ("青岛样甲电池有限公司去年扩产。这家企业是园区的首批租户。", ["青岛样甲电池有限公司"]),
        ("青岛样甲电池有限公司去年扩产。眼下，它落户青岛样本产业园刚满两年。", ["青岛样甲电池有限公司"]),
        ("青岛样甲电池有限公司的办公室设在青岛样本产业园。", ["青岛样甲电池有限公司"]),
        ("青岛样甲电池有限公司的办公室设在城阳区。", []),
        ("青岛样甲电池有限公司去年扩产。公司没有入驻园区的计划。", []),
    ],
)
def test_who_sits_in_the_park(said: str, tenants: list[str]) -> None:
    made = read(f"# 园区一则\n\n青岛样本产业园已经启用。{said}\n")
    assert sorted(set(made.edges("TENANT_OF"))) == sorted((name, "青岛样本产业园") for name in tenants)
    assert not [one for one in made.edges("LOCATED_IN") if one[1] == "青岛样本产业园"]


def test_firms_that_a_park_has_brought_in_are_its_tenants() -> None:
    made = read(
        "# 园区一则\n\n青岛样本智能产业园占地30亩，入驻率达65%。"
        "青岛样甲科技有限公司、青岛样乙科技有限公司均为今年新引进的企业。\n"
    )
    assert len(made.edges("TENANT_OF")) == len(made.edges("ATTRACTS")) == 2


def test_an_operator_whose_short_name_is_defined_behind_it() -> None:
    made = read("# 园区一则\n\n青岛样本智能产业园由青岛样甲园区管理有限公司(以下简称“样甲运营”)运营，由它招商。\n")
    assert made.edges("OPERATES") == [("青岛样甲园区管理有限公司", "青岛样本智能产业园")]


@pytest.mark.parametrize(
    ("said", "granted"),
    [
        ("青岛样甲科技有限公司获得样本省工业和信息化厅颁发的“样本省单项冠军企业”称号。", True),
        ("青岛样甲科技有限公司被样本省工业和信息化厅认定为单项冠军企业。", True),
        ("青岛样甲科技有限公司获评单项冠军企业。该称号由样本省工业和信息化厅授予。", True),
        ("青岛样甲科技有限公司获评单项冠军企业。由样本省工业和信息化厅发布的清单下月更新。", False),
        ("青岛样甲科技有限公司未被样本省工业和信息化厅认定为单项冠军企业。", False),
    ],
)
def test_who_grants_a_title(said: str, granted: bool) -> None:
    assert bool(news(said).edges("GRANTED_BY")) is granted


def test_an_institute_sits_where_it_is_said_to_and_a_scenario_is_no_firm() -> None:
    made = news(
        "青岛样甲科技有限公司扩产。青岛样本氢能研究院发布新品。该院位于崂山区。“港区无人转运”场景投用。该场景位于即墨区。"
    )
    assert {head for head, tail in made.edges("LOCATED_IN") if tail == "cn-div:370212"} == {"青岛样本氢能研究院"}
    assert "青岛样甲科技有限公司" not in {head for head, _ in made.edges("LOCATED_IN")}


@pytest.mark.parametrize(
    "said",
    [
        f"{A}成立不久。它所在的{PARK}建筑面积3万平方米。",
        f"{PARK}今年扩容。同在园区、只隔一条路的，是为{B}供应阀片的{A}。",
        f"{PARK}今年扩容。同样入驻园区的{A}上月投产。",
        f"{A}2015年落户胶州市，如今在{PARK}拥有两座工厂、三百名员工。",
    ],
)
def test_a_tenant_by_what_is_said_of_the_park(said: str) -> None:
    assert (A, PARK) in news(said).edges("TENANT_OF")


@pytest.mark.parametrize(
    "said",
    [
        f"崂山区：依托{PARK}，重点发展人工智能。",
        f"崂山区依托{PARK}，重点发展人工智能。",
        f"崂山区瞄准新方向，以{PARK}为载体，重点发展人工智能。",
        f"{PARK}已有42家企业，该载体位于崂山区。",
    ],
)
def test_the_zone_that_builds_on_a_park_has_it(said: str) -> None:
    made = news(said)
    assert made.edges("LOCATED_IN") == [(PARK, "cn-div:370212")]
    assert [head for head, _ in made.edges("FOCUSES_ON")] in ([], ["cn-div:370212"])


def test_a_seat_told_before_the_firm_and_where_a_headquarters_was_moved() -> None:
    made = news(f"资金将用于设在四川的{A}成都分公司。{B}今年把北方总部设到了崂山区。")
    assert (f"{A}成都分公司", "cn-div:510000") in made.edges("LOCATED_IN")
    assert (B, "cn-div:370212") in made.edges("LOCATED_IN")


def test_firms_brought_in_by_the_place_that_the_paragraph_has_come_to() -> None:
    made = news(f"崂山区交出年报。{PARK}入驻企业达20家。\n\n年末全区拥有高新技术企业90家。全年招引{A}、{B}等项目。")
    assert sorted(made.edges("ATTRACTS")) == sorted([("cn-div:370212", A), ("cn-div:370212", B)])


def test_who_works_with_a_neighbour_sits_beside_it() -> None:
    made = news(f"{PARK}今年扩容。{A}与同在园区的{B}结成合作伙伴，共同开发仿生机械手。")
    assert made.edges("COOPERATES_WITH") == [(A, B)]
    assert set(made.edges("TENANT_OF")) == {(A, PARK), (B, PARK)}


@pytest.mark.parametrize(
    "said",
    [
        f"{A}先后被认定为高新技术企业、制造业单项冠军企业。",
        f"园区里还有{A}。这家去年从外地迁来、今年刚刚获评制造业单项冠军企业的高新技术企业，订单不少。",
    ],
)
def test_a_firm_holds_each_class_of_a_row_and_what_this_firm_is_called(said: str) -> None:
    assert sorted(news(said).edges("CERTIFIED_AS")) == [(A, "制造业单项冠军企业"), (A, "高新技术企业")]


def test_praise_before_a_firm_is_no_class() -> None:
    made = news(f"龙头企业{A}出货不少，该企业的客户有农业产业化龙头企业。")
    assert made.names("Qualification") == ["农业产业化龙头企业"]


def test_what_a_park_is_made_among_the_first() -> None:
    made = news(f"{PARK}是全省首批被认定为省级特色产业园区的智能园区。")
    assert made.edges("DESIGNATED_AS") == [(PARK, "省级特色产业园区")]


@pytest.mark.parametrize(
    "said",
    [
        f"园区里还有为{B}供应阀片和密封圈的{A}。",
        f"龙头企业{A}出货不少；由其供应低温阀门的{B}，今年也搬来了。",
        f"{B}把新建厂房所需的阀门悉数交给了{A}。",
        f"{A}今年营业收入9亿元，其中船用压载水泵贡献5亿元。{B}一口气订了60套船用压载水泵。",
        f"{B}是一家老厂，{B}的订单不少，{B}也扩了产。\n\n上游也在跟着跑：{A}为其配套阀片。",
    ],
)
def test_who_supplies_whom_told_from_the_other_side(said: str) -> None:
    assert news(said).edges("SUPPLIES") == [(A, B)]


def test_what_the_firm_told_of_supplies_is_not_its_buyers() -> None:
    made = news(f"{A}出货不少；由其供应低温阀门的{B}，今年也搬来了。")
    assert made.edges("OFFERS") == [(A, "低温阀门")]


def test_who_builds_and_runs_a_park_holds_no_tenant() -> None:
    made = news(f"{A}所在的{PARK}，由{B}投资建设并负责运营。")
    assert made.edges("INVESTS_IN") == []


def test_a_prize_in_quotes() -> None:
    made = news(f"由{A}制作的短片《灯与鲸》，日前获得样例动漫协会评选的“海洋样例金奖”。")
    assert made.edges("CERTIFIED_AS") == [("灯与鲸", "海洋样例金奖")]
    assert made.edges("GRANTED_BY") == [("海洋样例金奖", "样例动漫协会")]


def test_a_zone_signs_with_a_firm_and_is_no_partner_of_another() -> None:
    made = news(f"{B}是一家老厂。次日，崂山区与{A}签约一个研发项目。")
    assert made.edges("COOPERATES_WITH") == []


def test_what_a_zone_has_lies_in_it() -> None:
    made = news(f"崂山区拥有样海药物研究院，区内的{PARK}去年投用。")
    assert sorted(made.edges("LOCATED_IN")) == sorted([("样海药物研究院", "cn-div:370212"), (PARK, "cn-div:370212")])


def test_the_park_that_the_text_goes_on_about_is_kept_by_its_noun() -> None:
    other = "青岛样澜湾药物产业园"
    made = news(
        f"{other}去年开园。\n\n{PARK}今年扩容。园区建了新楼。订单多了。车间里机声隆隆。园区又添了食堂。"
        f"路也修了。再往北，同样入驻园区的{A}上月投产。"
    )
    assert (A, PARK) in made.edges("TENANT_OF")


def test_a_firm_that_settled_in_a_town_does_not_place_its_park() -> None:
    made = news(f"{A}2014年落户胶州市，如今在{PARK}拥有两座工厂。")
    assert made.edges("LOCATED_IN") == [(A, "cn-div:370281")]


def test_a_short_name_of_a_park_by_its_own_word_and_its_kind() -> None:
    made = news(f"{PARK}今年扩容。在样本湾产业园，机声隆隆。青岛样鳌湾海洋装备产业园开了，青岛样鳌湾产业园很热闹。")
    assert "青岛样鳌湾产业园" not in made.names("Park")
