"""Products in frames of making, bringing, supplying and use; who takes on a scenario."""

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 企业新事\n\n{body}\n")


@pytest.mark.parametrize(
    ("said", "firm", "product"),
    [
        ("青岛样甲科技有限公司自主研发的管道探伤机器人已经下线。", "青岛样甲科技有限公司", "管道探伤机器人"),
        ("做高压阀门的青岛样乙装备有限公司去年扩产。", "青岛样乙装备有限公司", "高压阀门"),
        ("青岛样丙材料有限公司主要生产耐腐蚀涂料。", "青岛样丙材料有限公司", "耐腐蚀涂料"),
        ("专做医用导管的青岛样丁医疗有限公司也在其中。", "青岛样丁医疗有限公司", "医用导管"),
        ("青岛样戊电子有限公司今年推出了一款井下通信模块，销路不错。", "青岛样戊电子有限公司", "井下通信模块"),
        ("青岛样己智能有限公司带来的是六足排爆机器人。", "青岛样己智能有限公司", "六足排爆机器人"),
        ("展台上的水面清污无人船来自青岛样庚海洋有限公司。", "青岛样庚海洋有限公司", "水面清污无人船"),
        ("青岛样辛重工有限公司的工人正在给一批风电齿轮箱做检验。", "青岛样辛重工有限公司", "风电齿轮箱"),
        ("青岛样壬信息有限公司发布“听涛”船舶排班系统，全年有望推广。", "青岛样壬信息有限公司", "“听涛”船舶排班系统"),
    ],
)
def test_a_firm_offers_what_it_makes(said: str, firm: str, product: str) -> None:
    made = news(said)
    assert made.names("Technology") == [product]
    assert made.edges("OFFERS") == [(firm, product)]


def test_lists_of_products_and_who_made_each() -> None:
    made = news("青岛样甲科技有限公司生产深海浮标、水质传感器和船用雷达，青岛样乙科技有限公司研制钛合金网箱。")
    assert made.names("Technology") == ["深海浮标", "水质传感器", "船用雷达", "钛合金网箱"]
    assert [firm for firm, _ in made.edges("OFFERS")] == ["青岛样甲科技有限公司"] * 3 + ["青岛样乙科技有限公司"]


def test_what_two_develop_together_is_named_and_offered_by_none() -> None:
    made = news("青岛样甲科技有限公司与青岛样乙科技有限公司签下协议，共同开发仿生机械手。")
    assert made.names("Technology") == ["仿生机械手"]
    assert made.edges("OFFERS") == []


@pytest.mark.parametrize(
    "said",
    [
        "青岛样甲科技有限公司采购了一批先进设备。",
        "青岛样甲科技有限公司新上三条智能生产线，更新办公系统。",
        "青岛样甲科技有限公司提供贴心服务，打造管理体系。",
        "青岛样甲科技有限公司没有生产橡胶密封材料。",
        "申请人须提交营业执照、身份证等材料。",
        "研发中心引进机器人研发团队，打造机器人产业基地。",
        "青岛样甲科技有限公司做好后勤保障系统建设。",
    ],
)
def test_kinds_and_what_is_not_made_are_no_products(said: str) -> None:
    made = news(said)
    assert made.names("Technology") == []
    assert made.edges("OFFERS") == []


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("鼓励码头试用远控轮胎吊、无人叉车等国产装备。", {"远控轮胎吊", "无人叉车"}),
        ("围绕高纯石英、聚酰亚胺薄膜等先进材料开放验证场景。", {"高纯石英", "聚酰亚胺薄膜"}),
        ("依托客滚船、散货船、渔政船舶三类装备开展试验。", {"客滚船", "散货船", "渔政船舶"}),
    ],
)
def test_a_class_of_goods_closes_a_list(said: str, names: set[str]) -> None:
    assert set(news(said).names("Technology")) == names


def test_a_brand_with_its_kind_and_alone() -> None:
    made = news("青岛样甲科技有限公司推出“石老人”巡滩机器人。“石老人”每天巡查20公里。")
    assert made.names("Technology") == ["“石老人”巡滩机器人"]
    alias = [r["text"] for r in made.rows("mentions") if r["label"] == "Technology" and r["form"] == "alias"]
    assert alias == ["石老人"]


def test_a_firm_takes_on_a_scenario_with_its_product() -> None:
    made = news(
        "在青岛样本集团有限公司发布的“罐区夜间巡检”场景里，青岛样甲科技有限公司成功揭榜，“夜眼”防爆机器人每晚巡视四遍。"
    )
    assert ("青岛样甲科技有限公司", "罐区夜间巡检") in made.edges("APPLIES")
    assert made.edges("OWNED_BY") == [("罐区夜间巡检", "青岛样本集团有限公司")]


def test_firms_that_may_take_on_a_scenario_have_not() -> None:
    made = news("“罐区夜间巡检”场景日前发布，青岛样甲科技有限公司计划揭榜，欢迎企业承接。")
    assert made.edges("APPLIES") == []


def test_what_is_told_of_a_firms_own_product() -> None:
    made = news("青岛样甲电池有限公司扩产。其大容量钠离子电芯良品率达九成，其余两部设备尚未开机。")
    assert made.names("Technology") == ["大容量钠离子电芯"]
    assert made.edges("OFFERS") == [("青岛样甲电池有限公司", "大容量钠离子电芯")]


def test_a_firms_word_inside_quotes_is_another_name() -> None:
    made = news("青岛磐川数字科技有限公司承建“磐川通”综合服务平台。“磐川的平台好用。”有人说。")
    assert made.names("Platform") == ["“磐川通”综合服务平台"]
    alias = [r["text"] for r in made.rows("mentions") if r["label"] == "Company" and r["form"] == "alias"]
    assert alias == ["磐川"]


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("青岛样甲声学科技有限公司的看家产品是水下测距机器人。", [("青岛样甲声学科技有限公司", "水下测距机器人")]),
        ("这台海冰探测机器人由青岛样甲声学科技有限公司研制。", [("青岛样甲声学科技有限公司", "海冰探测机器人")]),
        (
            "由山东样本大学与青岛样甲声学科技有限公司联合研制的“样星一号”卫星入轨。",
            [("青岛样甲声学科技有限公司", "样星一号")],
        ),
        ("海冰探测机器人拟由青岛样甲声学科技有限公司研制。", []),
        ("青岛样甲声学科技有限公司正与青岛样乙海工有限公司合作开发海冰探测设备。", []),
    ],
)
def test_what_a_firm_is_known_for_and_has_designed(said: str, offered: list[tuple[str, str]]) -> None:
    assert read(f"# 新品一则\n\n{said}\n").edges("OFFERS") == offered


def test_a_vessel_with_a_number_is_the_same_wherever_it_stands() -> None:
    made = read(
        "# “样澜6号”启航\n\n养殖工船“样澜6号”昨日离港。“样澜6号”由青岛样乙海工有限公司自主设计。路边的“样路6号”是间店。\n"
    )
    assert [m["text"] for m in made.rows("mentions") if m["label"] == "Technology"] == ["样澜6号"] * 3
    assert made.edges("OFFERS") == [("青岛样乙海工有限公司", "样澜6号")]


@pytest.mark.parametrize(
    ("said", "products"),
    [
        ("项目投产后，可年产船用压载水泵500台、船用减摇装置1.2万套。", ["船用压载水泵", "船用减摇装置"]),
        ("外地一家船厂一口气订购了60套船用压载水泵。", ["船用压载水泵"]),
        ("码头上，30辆加装了车载制氢装置的卡车来回穿梭。", ["车载制氢装置"]),
        ("到2030年，全市加装车载制氢装置500套。", []),
        ("产线上更换了300台授时设备。", []),
    ],
)
def test_goods_by_their_number(said: str, products: list[str]) -> None:
    assert news(said).names("Technology") == products


@pytest.mark.parametrize(
    "said",
    [
        "青岛样甲科技有限公司的窄带水声调制芯片出货量突破8万颗。",
        "青岛样甲科技有限公司今年忙得很，其窄带水声调制芯片年销量8万颗。",
    ],
)
def test_goods_that_a_firm_sells(said: str) -> None:
    assert news(said).edges("OFFERS") == [("青岛样甲科技有限公司", "窄带水声调制芯片")]


def test_a_model_of_its_own_and_what_it_is_a_model_of() -> None:
    made = news("青岛样甲科技有限公司推出型号为“YJ-12”的低温储罐。交付时，YJ-12的日蒸发率不到0.3%。")
    assert made.names("Technology") == ["YJ-12", "低温储罐"]
    assert made.edges("OFFERS") == [("青岛样甲科技有限公司", name) for name in ("YJ-12", "低温储罐")]
    assert [row["text"] for row in made.rows("mentions") if row["label"] == "Technology"].count("YJ-12") == 2


def test_a_brand_in_quotes_is_known_again_where_it_opens_a_clause() -> None:
    made = news("青岛样甲科技有限公司发布“砾岚”工业大模型。在车间里，砾岚把漏检率降了一半。")
    assert [row["text"] for row in made.rows("mentions") if row["label"] == "Technology"] == ["砾岚", "砾岚"]


@pytest.mark.parametrize(
    ("said", "product"),
    [
        ("青岛样甲仪器有限公司正在赶制一批三重四极质谱仪。", "三重四极质谱仪"),
        ("青岛样甲海工有限公司交付首座深远海作业平台。", "深远海作业平台"),
        ("青岛样甲智能有限公司推出港口治理大模型。", "港口治理大模型"),
        ("青岛样甲智能有限公司展示的低速无人清扫车，单次充电可行驶90公里。", "低速无人清扫车"),
        ("青岛样甲智能有限公司搬了家，其管道清淤机器人产品已在三地使用。", "管道清淤机器人"),
        ("青岛样甲冷链有限公司去年扩产，产品蓄冷式周转箱可保温90小时。", "蓄冷式周转箱"),
        ("青岛样甲装备有限公司去年扩产，主要产品还有轴温故障诊断仪。", "轴温故障诊断仪"),
        ("青岛样甲光学有限公司的轻量化光波导眼镜也已接到首笔海外订单。", "轻量化光波导眼镜"),
        ("青岛样甲海洋有限公司的产品覆盖温盐深剖面仪等6大类。", "温盐深剖面仪"),
        ("青岛样甲装备有限公司正在调试新一代车门在线检测系统。", "车门在线检测系统"),
    ],
)
def test_goods_in_other_words_of_making_and_bringing(said: str, product: str) -> None:
    made = news(said)
    assert made.names("Technology") == [product]
    assert [tail for _, tail in made.edges("OFFERS")] == [product]


def test_goods_of_four_characters_that_a_line_makes_by_the_year() -> None:
    made = news("样本项目达产后，可年产谐波减速器30万套、关节模组12万套、授时设备5万套。")
    assert made.names("Technology") == ["谐波减速器", "关节模组"]


@pytest.mark.parametrize(
    "said",
    [
        "青岛样甲科技有限公司产品线丰富，产品检测设备齐全，产品设计中心落户崂山区。",
        "青岛样甲科技有限公司赶制订单，调试设备。双方将共同开发市场，共同开发新产品。",
        "青岛样甲科技有限公司开展环境治理，企业产品由专人检验。",
    ],
)
def test_what_only_sounds_like_goods(said: str) -> None:
    assert news(said).names("Technology") == []
