"""Who supplies whom and works on what, who sits in a park and what a new firm does, in the words of reports."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

PARK = "青岛样本智造产业园"
METER, CHIP, BORN = "青岛样辰仪器股份有限公司", "青岛样穗微电子有限公司", "青岛样泽科技有限公司"
INTRO = f"位于城阳区的{PARK}入驻企业达52家，重点布局仪器仪表链条上的敏感元件、信号调理芯片、整机装配等环节。"


def told(said: str) -> Read:
    return read(f"# 园区里的链条\n\n{INTRO}\n\n{said}\n")


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}去年落成。公司信号调理芯片的供应商，正是今年1月入驻的{CHIP}。", {(CHIP, METER)}),
        (f"{METER}的主要供应商就是{CHIP}。", {(CHIP, METER)}),
        (f"{METER}的供应商包括{CHIP}和{BORN}。", {(CHIP, METER), (BORN, METER)}),
        (f"多年向{METER}供应芯片的{CHIP}扩了产。", {(CHIP, METER)}),
        (f"{METER}去年落成。公司的供应商不再是{CHIP}。", set()),
        (f"{METER}的供应商将是{CHIP}。", set()),
    ],
)
def test_who_a_supplier_is_said_to_be(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(told(said).edges("SUPPLIES")) == pairs


def test_a_supplier_works_on_what_it_supplies() -> None:
    made = told(f"{METER}去年落成。公司信号调理芯片的供应商，正是今年1月入驻的{CHIP}。")
    assert made.edges("ENGAGES_IN") == [(CHIP, "信号调理芯片")]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}落户园区。这家以整机装配为主业的高新技术企业，去年产值突破5亿元。", {(METER, "整机装配")}),
        (f"以整机装配为主营业务的{METER}去年产值突破5亿元。", {(METER, "整机装配")}),
        (f"{METER}主攻仪器仪表的敏感元件环节。", {(METER, "敏感元件")}),
        (f"{METER}不再专攻敏感元件。", set()),
        (f"{METER}在园区设立全资子公司{BORN}，租下厂房2千平方米，专攻敏感元件。", {(BORN, "敏感元件")}),
    ],
)
def test_what_a_firm_is_said_to_work_on(said: str, pairs: set[tuple[str, str]]) -> None:
    made = told(said)
    assert set(made.edges("ENGAGES_IN")) == pairs
    assert "整机装配" not in made.names("Industry")


def test_a_link_of_one_chain_is_part_of_it() -> None:
    made = read(f"# 新事\n\n{METER}主攻轨道交通装备的转向架环节，去年出口12亿元。\n")
    assert made.edges("PART_OF") == [("qingdao:ChainLink/rail-transit/bogies", "qingdao:Industry/rail-transit")]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}(以下简称样辰仪器)是园区2023年引进的首家企业。", {(METER, PARK)}),
        (f"{METER}在园区设立全资子公司{BORN}。", {(BORN, PARK)}),
        (f"{METER}拟在园区设立全资子公司{BORN}。", set()),
    ],
)
def test_who_sits_in_the_park_told_of(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(told(said).edges("TENANT_OF")) == pairs


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("样湾标定中心项目也已落户园区，总投资3.2亿元。", {("样湾标定中心项目", PARK)}),
        ("样湾标定中心项目选址该园区，总投资3.2亿元。", {("样湾标定中心项目", PARK)}),
        ("样湾标定中心项目有望落户园区，总投资3.2亿元。", set()),
    ],
)
def test_a_project_that_settles_in_the_park_told_of(said: str, pairs: set[tuple[str, str]]) -> None:
    assert {p for p in told(said).edges("LOCATED_IN") if p[0] != PARK} == pairs


def test_who_adds_capital_for_a_project_builds_it() -> None:
    made = read(f"# 新事\n\n{METER}增资1.2亿欧元的样湾减速器二期项目昨天签约。\n")
    assert made.edges("DELIVERS") == [(METER, "样湾减速器二期项目")]


def test_what_belongs_to_an_industry_is_a_part_of_it() -> None:
    made = read("# 新事\n\n属于轨道交通装备领域的智能家电去年产值突破62亿元。\n")
    assert made.edges("PART_OF") == [("qingdao:Industry/home-appliance", "qingdao:Industry/rail-transit")]


def test_links_on_a_chain_counted_are_of_the_industry_named_before() -> None:
    made = read(
        f"# 新事\n\n位于城阳区的{PARK}占地460亩。园区以氢能产业为主攻方向，围绕产业链上制氢、储运、加注三大环节布局厂房。\n\n"
        f"{METER}从事制氢环节的设备制造。\n"
    )
    links = ["制氢", "储运", "加注"]
    assert [tail for head, tail in made.edges("FOCUSES_ON") if head == PARK] == ["氢能产业", *links]
    assert set(made.edges("PART_OF")) == {(link, "氢能产业") for link in links}
    assert made.edges("ENGAGES_IN") == [(METER, "制氢")]


@pytest.mark.parametrize(
    ("said", "links"),
    [
        (f"{METER}主攻无人机整机制造。", ["无人机整机制造"]),
        (f"{METER}主攻智能制造。", []),
        ("项目建成后将填补当地智能运维环节的空白。", ["智能运维"]),
        ("项目目前处在开放道路测试环节。", []),
        ("方案把冷链物流、检验检测列为主攻环节。", ["冷链物流", "检验检测"]),
        ("将消防安全、隐患排查列为重点环节。", []),
    ],
)
def test_what_a_single_link_is(said: str, links: list[str]) -> None:
    assert read(f"# 新事\n\n{said}\n").names("ChainLink") == links


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}去年出口大增。它的上游，是同在{PARK}办公的{CHIP}。", {(METER, PARK), (CHIP, PARK)}),
        (f"{PARK}集聚设计、制衣企业73家，其中{CHIP}把工期压缩了一半。", {(CHIP, PARK)}),
        (f"{PARK}扩容。{METER}集聚合作企业73家，其中{CHIP}最大。", set()),
    ],
)
def test_who_is_told_of_as_one_in_the_park(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(read(f"# 新事\n\n{said}\n").edges("TENANT_OF")) == pairs


def test_a_form_of_two_signs_before_a_trade_means_the_firm() -> None:
    made = read(f"# 新事\n\n青岛浩岚压力容器有限公司投产。浩岚已与{METER}结成战略合作伙伴。\n")
    assert set(made.edges("COOPERATES_WITH")) == {("青岛浩岚压力容器有限公司", METER)}


def test_the_latter_is_named_in_the_sentence_before_and_keeps_its_own() -> None:
    made = told(
        f"它的上游，是青岛样澜光电有限公司。后者生产的自由曲面光学模组长期供应给{METER}，去年又被认定为高新技术企业。"
    )
    assert made.edges("OFFERS") == [("青岛样澜光电有限公司", "自由曲面光学模组")]
    assert made.edges("CERTIFIED_AS") == [("青岛样澜光电有限公司", "高新技术企业")]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("样湾智能装备基地项目开工，建成后将填补当地智能运维环节的空白。", {("样湾智能装备基地项目", "智能运维")}),
        ("样湾智能装备基地项目开工。崂山区将补齐智能运维环节的短板。", set()),
    ],
)
def test_a_project_brings_about_the_link_it_fills(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(read(f"# 新事\n\n{said}\n").edges("DELIVERS")) == pairs


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}已与{CHIP}结成战略合作伙伴，并为其供应高压储罐。", {(METER, CHIP)}),
        (f"{METER}与{CHIP}同在一座楼，后者多年来为其供应芯片。", {(CHIP, METER)}),
    ],
)
def test_who_is_meant_by_its_supplier(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(told(said).edges("SUPPLIES")) == pairs


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}的产品卖给{CHIP}。{BORN}是前者的芯片供货商。", {(METER, CHIP), (BORN, METER)}),
        (f"{METER}的产品卖给{CHIP}。{BORN}是后者的老客户。", {(METER, CHIP), (CHIP, BORN)}),
        (f"为{METER}提供芯片的，正是隔壁的{CHIP}。", {(CHIP, METER)}),
        (f"为{METER}提供贷款的是一家银行，{CHIP}没有。", set()),
    ],
)
def test_suppliers_in_turned_words(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(told(said).edges("SUPPLIES")) == pairs


@pytest.mark.parametrize(
    ("said", "links"),
    [
        (f"{METER}专注传感器整机装配。", ["传感器整机装配"]),
        (f"主打晶圆检测服务的{CHIP}今年扩产。", ["晶圆检测服务"]),
        (f"{CHIP}主业是功率器件的设计。", ["功率器件"]),
        (f"{CHIP}主业是安全的。", []),
    ],
)
def test_what_a_firm_specialises_in(said: str, links: list[str]) -> None:
    assert read(f"# 新事\n\n{said}\n").names("ChainLink") == links


def test_the_latter_settles_and_offers() -> None:
    made = read(f"# 新事\n\n总部在烟台的{METER}出资成立{BORN}，持股70%。后者落户{PARK}，主攻燃料电池电堆。\n")
    assert made.edges("TENANT_OF") == [(BORN, PARK)]
    assert made.edges("OFFERS") == [(BORN, "燃料电池电堆")]
    assert (METER, "cn-div:370600") in made.edges("LOCATED_IN")


def test_money_is_no_part_of_a_project() -> None:
    made = told(f"{METER}在园区投资3亿元建设压缩机项目，计划10月投产。")
    assert made.names("Project") == []


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{PARK}再添新邻居：{METER}整体搬迁至此，{CHIP}租下两层厂房。", {(METER, PARK), (CHIP, PARK)}),
        (f"{PARK}扩容。同在该园的{CHIP}拿到了新订单。", {(CHIP, PARK)}),
        (f"作为首批签约入驻{PARK}的企业，{METER}今年扩产。", {(METER, PARK)}),
        (f"看中{PARK}的配套，{CHIP}把研发中心搬了过来。", {(CHIP, PARK)}),
        (f"{PARK}扩容。{CHIP}没有把研发中心搬过来。", set()),
        (f"作为{PARK}的邻居，{METER}今年扩产。", set()),
    ],
)
def test_who_came_to_the_park(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(read(f"# 新事\n\n{said}\n").edges("TENANT_OF")) == pairs


@pytest.mark.parametrize("verb", ["先后引来", "去年引进", "吸引了", "迎来"])
def test_a_park_before_a_verb_and_a_firm_is_no_firm(verb: str) -> None:
    made = read(f"# 新事\n\n{PARK}{verb}{METER}、{CHIP}等20多家企业。\n")
    assert made.names("Park") == [PARK]
    assert made.names("Company") == [METER, CHIP]


def test_a_firm_by_its_park_and_trade_is_no_park() -> None:
    made = read("# 新事\n\n青岛样本产业园开发建设有限公司成立于2019年。\n")
    assert made.names("Park") == []


def test_projects_seen_in_a_park() -> None:
    made = read(f"# 新事\n\n走进{PARK}，由{METER}投资5亿元的样江减速器项目正在安装设备。园区还有样澜电堆项目开工。\n")
    assert made.names("Project") == ["样江减速器项目", "样澜电堆项目"]
    assert ("样江减速器项目", PARK) in made.edges("LOCATED_IN")


def test_a_firm_on_a_link_named_before() -> None:
    said = f"崂山区虚拟现实产业链涵盖光学器件、近眼显示等环节，{METER}占据光学器件环节，{CHIP}则卡位近眼显示。"
    assert set(read(f"# 新事\n\n{said}\n").edges("ENGAGES_IN")) == {(METER, "光学器件"), (CHIP, "近眼显示")}


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{PARK}扩容。园区今年引进{METER}、{CHIP}，两家企业均已入驻。", {(METER, PARK), (CHIP, PARK)}),
        (f"记者在{PARK}看到，{CHIP}的产线已经满负荷。", {(CHIP, PARK)}),
        (f"{METER}从宁波迁来。这家落户{PARK}的公司去年营收翻番。", {(METER, PARK)}),
        (f"{METER}全资设立{BORN}，专做功率器件，落户{PARK}。", {(BORN, PARK)}),
        (f"{PARK}扩容。{METER}的产品供给同一园区的{CHIP}。", {(CHIP, PARK)}),
        (f"{PARK}扩容。园区与{METER}、{CHIP}洽谈，两家企业均未入驻。", set()),
    ],
)
def test_tenants_in_turned_words(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(read(f"# 新事\n\n{said}\n").edges("TENANT_OF")) == pairs


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{CHIP}的芯片已进入{METER}的供应链。", {(CHIP, METER)}),
        (f"{METER}去年投产。公司所用的包装线来自{CHIP}。", {(CHIP, METER)}),
        (f"{CHIP}为{METER}提供分拣机器人。", {(CHIP, METER)}),
        (f"{CHIP}的芯片有望进入{METER}的供应链。", set()),
    ],
)
def test_supplies_in_turned_words(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(told(said).edges("SUPPLIES")) == pairs


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}主要从事无人机整机制造和低空物流运营。", {(METER, "无人机整机制造"), (METER, "低空物流运营")}),
        (f"{METER}和{CHIP}都已投产，两家企业分别从事无人机整机制造和低空物流运营。", set()),
    ],
)
def test_two_links_of_one_firm(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(read(f"# 新事\n\n{said}\n").edges("ENGAGES_IN")) == pairs


def test_what_a_project_settles_in_is_no_park_of_its_investor() -> None:
    made = read(f"# 新事\n\n样湾电池中试线项目由{METER}（简称样辰）投资，落户{PARK}，计划9月开工。\n")
    assert made.edges("TENANT_OF") == []
    assert ("样湾电池中试线项目", PARK) in made.edges("LOCATED_IN")


def test_a_subsidiary_is_held_and_comes_itself() -> None:
    said = f"园区今年引进深圳市样微数据服务股份有限公司青岛子公司{BORN}。{METER}由北京样澜控股有限公司持股35%。"
    made = told(said)
    assert set(made.edges("INVESTS_IN")) == {
        ("深圳市样微数据服务股份有限公司", BORN),
        ("北京样澜控股有限公司", METER),
    }
    assert made.edges("ATTRACTS") == [(PARK, BORN)]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{METER}、{CHIP}分别生产压力变送器和功率芯片。", {(METER, "压力变送器"), (CHIP, "功率芯片")}),
        (
            f"{METER}、{CHIP}都已投产，两家企业分别生产压力变送器和功率芯片。",
            {(METER, "压力变送器"), (CHIP, "功率芯片")},
        ),
        (f"{METER}的两座工厂分别生产压力变送器和功率芯片。", {(METER, "压力变送器"), (METER, "功率芯片")}),
    ],
)
def test_each_firm_has_its_own_product(said: str, pairs: set[tuple[str, str]]) -> None:
    assert set(read(f"# 新事\n\n{said}\n").edges("OFFERS")) == pairs
