"""A scenario told without quotes opens a paragraph that goes on about it: its parties, what it uses and what came of it."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

HEAD = "# 一周要闻\n\n本报3月5日讯 "


def test_what_is_said_of_a_scenario_that_opens_its_paragraph() -> None:
    made = read(
        HEAD + "李沧区夜间垃圾清运场景昨天满月。场景由区城市管理局开放，青岛样例环卫科技有限公司中标，合同额186万元，"
        "应用无人清扫车和满溢传感器，单趟用时18分钟。截至2月底，累计清运930车次。\n",
        "page.md",
    )
    assert made.names("Scenario") == ["夜间垃圾清运"]
    assert made.edges("OWNED_BY") == [("夜间垃圾清运", "区城市管理局")]
    assert ("青岛样例环卫科技有限公司", "夜间垃圾清运") in made.edges("APPLIES")
    assert ("夜间垃圾清运", "无人清扫车") in made.edges("APPLIES")
    assert made.edges("LOCATED_IN") == [("夜间垃圾清运", "cn-div:370213")]


def test_figures_are_the_scenarios_until_another_thing_opens_a_clause() -> None:
    told = figures(
        HEAD + "李沧区夜间垃圾清运场景昨天满月。场景由区城市管理局开放，青岛样例环卫科技有限公司中标，单趟用时18分钟。"
        "截至2月底，累计清运930车次。青岛样例环卫科技有限公司去年营业收入2.4亿元。\n"
    )
    assert told["18分钟"] == told["930车次"] == "夜间垃圾清运"
    assert told["2.4亿元"] == "青岛样例环卫科技有限公司"
    # Where a firm opens the paragraph it is the firm's.
    firm = figures(HEAD + "青岛样例环卫科技有限公司拿下夜间垃圾清运场景，单月清运930车次。\n")
    assert firm["930车次"] != "夜间垃圾清运"


@pytest.mark.parametrize("opens", ["日前挂网", "刚刚开榜", "还在求解", "上周亮灯"])
def test_words_that_a_scenario_begins_with(opens: str) -> None:
    made = read(HEAD + f"市北区的桥下空间积水预警场景{opens}。\n", "page.md")
    assert [name.removesuffix("场景") for name in made.names("Scenario")] == ["桥下空间积水预警"]
    assert [tail for _, tail in made.edges("LOCATED_IN")] == ["cn-div:370203"]


def test_who_seeks_something_for_a_scenario_and_who_comes_out_first() -> None:
    made = read(
        HEAD
        + "平度市，大棚番茄巡检采收场景正在求解。青岛样例农业有限公司腾出两座大棚，征集采摘机器人和叶面湿度传感器。\n\n"
        "冷库无人盘点场景，日前由青岛样例港务有限公司对外发布。经过比选，青岛样例机器人有限公司从6家企业中胜出。"
        "该公司随后又发布了一个场景——堆场夜间测温，预算90万元。\n",
        "page.md",
    )
    owners = dict(made.edges("OWNED_BY"))
    assert owners["大棚番茄巡检采收"] == "青岛样例农业有限公司"
    assert ("大棚番茄巡检采收", "采摘机器人") in made.edges("DEMANDS")
    assert owners["冷库无人盘点场景"] == "青岛样例港务有限公司"
    assert ("青岛样例机器人有限公司", "冷库无人盘点场景") in made.edges("APPLIES")
    assert "堆场夜间测温" in made.names("Scenario")


def test_rosters_that_stand_before_or_behind_their_park() -> None:
    made = read(
        HEAD
        + "样湾智造园位于城阳区示例路8号，由青岛样湾运营管理有限公司运营，入驻企业41家，澜芯传感、青岛样例光电有限公司也在其中。\n\n"
        "青岛样例声学有限公司是第一批搬进来的。同在园区的还有木舟智控、海枫新材料和山东样例阀门有限公司。"
        "磐桥数据、云梭软件和青岛样例检测有限公司都是这里的租户。昨天，青岛样例动力有限公司在样湾智造园挂牌。\n",
        "page.md",
    )
    tenants = {firm for firm, park in made.edges("TENANT_OF") if park == "样湾智造园"}
    assert tenants == {
        "澜芯传感", "青岛样例光电有限公司", "青岛样例声学有限公司", "木舟智控", "海枫新材料", "山东样例阀门有限公司",
        "磐桥数据", "云梭软件", "青岛样例检测有限公司", "青岛样例动力有限公司",
    }  # fmt: skip


def test_two_firms_told_of_before_sit_in_one_park() -> None:
    made = read(
        HEAD + "青岛样例动画有限公司推出新剧。青岛样例互娱有限公司发布新作。两家企业都在样湾文创产业园。\n", "page.md"
    )
    assert {firm for firm, _ in made.edges("TENANT_OF")} == {"青岛样例动画有限公司", "青岛样例互娱有限公司"}


def test_a_road_that_begins_with_an_ending_of_parks_is_no_park() -> None:
    made = read(
        HEAD
        + "开园半年的样澜航运服务港位于市北区港环路8号，由青岛样澜运营管理有限公司运营，总建筑面积5万平方米，入驻率74%。\n",
        "page.md",
    )
    assert made.names("Park") == ["样澜航运服务港"]


def test_where_names_of_projects_begin() -> None:
    made = read(
        HEAD + "分量最重的是元朗抗体生产基地项目，总投资28亿元。今天，虚拟摄影棚基地项目在胶州市开工。"
        "澜步智能则带来了康复机器人整机项目，总投资6.5亿元。\n",
        "page.md",
    )
    assert made.names("Project") == ["元朗抗体生产基地项目", "虚拟摄影棚基地项目", "康复机器人整机项目"]
    assert "澜步智能" in made.names("Company")


def test_the_next_years_targets_are_the_plans_where_the_programme_has_its_own() -> None:
    told = figures(
        "# 三年方案亮相\n\n市政府印发《青岛市样例消费提升行动方案（2026—2028年）》（以下简称《方案》）。《方案》提出实施“十赛百演”工程，"
        "三年培育品牌赛事10项。到2028年，每年举办国际赛事不少于25项。\n"
    )
    assert told["10项"] == "“十赛百演”工程"
    assert told["不少于25项"] == "青岛市样例消费提升行动方案（2026—2028年）"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("今天，样澜绿氢制取项目在胶州市开工建设。", ["样澜绿氢制取项目"]),
        ("昨天，琅舟8英寸模拟芯片项目在示例市签约。", ["琅舟8英寸模拟芯片项目"]),
        ("当天签约项目9个，其中澜轨制动二期项目投资8亿元。", ["澜轨制动二期项目"]),
        # Many are none, some one is none; who does something for one is no part of it.
        ("在建的轨道交通、集成电路重点项目共有47个，总投资690亿元。", []),
        ("烟台市同日也有一个救援装备项目签约。", []),
        ("西海岸新区海洋发展局推动样澜深海装备项目落地。", ["样澜深海装备项目"]),
    ],
)
def test_projects_that_a_clause_begins_with(said: str, names: list[str]) -> None:
    assert read(f"# 一周要闻\n\n{said}\n", "page.md").names("Project") == names


def test_firms_beside_firms() -> None:
    made = read(
        HEAD
        + "首批进驻的企业中，青岛样例制动系统有限公司生产制动盘；北澜智检从事列车运维检测。此外，启明膜业、青岛样例检测等企业也在今年入驻园区。"
        "崂山区招引深蓝触觉、青岛屿声视觉科技有限公司等一批创新企业，屿声视觉被认定为高新技术企业。"
        "青岛样例半导体有限公司已与本地的海舟智控达成合作。\n",
        "page.md",
    )
    assert {"北澜智检", "启明膜业", "深蓝触觉", "海舟智控"} <= set(made.names("Company"))
    assert ("北澜智检", "列车运维检测") in made.edges("ENGAGES_IN")
    assert ("青岛屿声视觉科技有限公司", "高新技术企业") in made.edges("CERTIFIED_AS")
    assert ("青岛样例半导体有限公司", "海舟智控") in made.edges("COOPERATES_WITH")


def test_when_and_how_many_are_no_part_of_a_name() -> None:
    made = read(HEAD + "上半年机器人产业营业收入46.5亿元。推广80项以上低碳技术，带动200家以上企业改造。\n", "page.md")
    assert not any(name.startswith(("上", "80")) for label in ("Industry", "Technology") for name in made.names(label))


def test_a_thing_and_a_technique_are_two() -> None:
    made = read(HEAD + "“大棚番茄无人采摘”场景，需要采摘机器人和果实成熟度识别技术，预算240万元。\n", "page.md")
    assert {tail for _, tail in made.edges("DEMANDS")} == {"采摘机器人", "果实成熟度识别技术"}


def test_what_a_firm_is_says_nothing_of_whose_its_figures_are() -> None:
    told = figures(
        HEAD + "样澜氢能产业园位于城阳区，集聚企业36家。青岛样例动力有限公司是首批入驻企业，去年实现产值3.4亿元。\n"
    )
    assert told["3.4亿元"] == "青岛样例动力有限公司"


def test_all_that_open_a_part_of_a_sentence_on_a_parks_first_firms_sit_there() -> None:
    made = read(
        HEAD
        + "位于城阳区的样澜智造产业园正式开园。\n\n首批进驻的企业中，青岛样例制动系统有限公司生产制动盘；青岛样例信号有限公司则做列控系统。\n",
        "page.md",
    )
    assert {firm for firm, _ in made.edges("TENANT_OF")} == {"青岛样例制动系统有限公司", "青岛样例信号有限公司"}


def test_links_for_which_firms_are_sought_are_courted() -> None:
    made = read(HEAD + "崂山区将围绕减速器、伺服电机、灵巧手等关键环节招引企业。\n", "page.md")
    assert {tail for _, tail in made.edges("COURTS")} == {"减速器", "伺服电机", "灵巧手"}


def test_who_stands_behind_a_class_holds_it_and_for_whose_line_goods_are_made() -> None:
    made = read(
        HEAD
        + "去年入选省级智能工厂的青岛样例厨卫有限公司产销两旺。青岛样例装备有限公司与青岛样例电器有限公司达成合作，为其冰箱生产线供应160台焊接机器人。\n",
        "page.md",
    )
    assert made.edges("CERTIFIED_AS") == [("青岛样例厨卫有限公司", "省级智能工厂")]
    assert made.edges("SUPPLIES") == [("青岛样例装备有限公司", "青岛样例电器有限公司")]


def test_a_name_once_found_is_the_park_wherever_it_stands() -> None:
    made = read(
        HEAD
        + "样澜航运服务港位于市北区，入驻企业61家，入驻率74%。上个月，样澜航运服务港获评山东省现代服务业集聚示范区。样澜航运服务港项目投资2亿元。\n",
        "page.md",
    )
    assert made.names("Park") == ["样澜航运服务港"]
    assert made.edges("DESIGNATED_AS") == [("样澜航运服务港", "山东省现代服务业集聚示范区")]


def test_a_film_uses_a_technique_and_a_game_has_players() -> None:
    made = read(HEAD + "动画电影《样鲸之城》票房达1.3亿元。影片应用实时渲染技术，广受好评。\n", "page.md")
    assert made.edges("APPLIES") == [("样鲸之城", "实时渲染技术")]
    told = figures(
        HEAD + "青岛样例互娱有限公司自主研发的手游《样剑》，注册用户突破600万人。公司生产的助听器去年卖出3.6万台。\n"
    )
    assert told["突破600万人"] == "样剑"
    assert told["3.6万台"] == "助听器"


def test_verbs_of_care_lead_in_aspects_and_are_none() -> None:
    made = read(
        "# 三年方案\n\n市政府印发《青岛市样例消费行动方案（2026—2028年）》（以下简称《方案》）。《方案》部署2项行动。"
        "一是演艺聚客行动，做活音乐节、小剧场、沉浸演出等3个方面。二是夜间焕活行动，点亮夜市街区、滨海夜游、深夜书房3个方面的灯火。\n",
        "page.md",
    )
    assert {"音乐节", "夜市街区"} <= set(made.names("ActionArea"))


def test_one_of_a_batch_in_quotes_is_a_scenario_and_the_batch_is_none() -> None:
    made = read(
        HEAD
        + "这是西海岸新区第二批开放场景中的“港区叉车换电”，由青岛样例港运有限公司提出，青岛样例能源有限公司承建。场景采用底盘式换电技术，投用半年来换电3.1万车次。\n",
        "page.md",
    )
    assert made.names("Scenario") == ["港区叉车换电"]
    assert made.edges("OWNED_BY") == [("港区叉车换电", "青岛样例港运有限公司")]
    assert ("港区叉车换电", "底盘式换电技术") in made.edges("APPLIES")


def test_a_scenario_in_quotes_goes_on_like_one_without() -> None:
    told = figures(
        HEAD + "首批场景见了效果。在李沧区，“楼道电动车识别”场景由区城市管理局开放，青岛样例视觉有限公司中标承建，"
        "试运行4个月，累计巡查3600次。\n\n"
        "这是该区第二批开放场景中的“菜场称重自检”，由青岛样例商业有限公司提出，青岛样例衡器有限公司承建。"
        "场景采用无线称重技术，摊位由最初的30个扩到210个。\n"
    )
    assert told["3600次"] == "楼道电动车识别"
    assert told["30个"] == told["210个"] == "菜场称重自检"
    # What somebody says is not taken for it.
    said = figures(
        HEAD + "李沧区“楼道电动车识别”场景由青岛样例视觉有限公司承建。“去年我们公司卖出9300台”，公司负责人说。\n"
    )
    assert said["9300台"] != "楼道电动车识别"


def test_a_firm_that_brings_to_the_door() -> None:
    made = read(HEAD + "场景由青岛样例到家物流有限公司开放，货物都送到青岛范例物流有限公司。\n", "page.md")
    assert made.names("Company") == ["青岛样例到家物流有限公司", "青岛范例物流有限公司"]


def test_a_scenario_in_quotes_that_is_said_to_be_one_of_many() -> None:
    text = (
        "“桥墩水下体检”是今年首批落地的场景之一。“海湾蓝图”是今年首批发布的规划之一。"
        "“无人配药”入选市级示范场景。“数智赋能”是一种理念，场景之一要看人。\n"
    )
    assert read(HEAD + text, "page.md").names("Scenario") == ["桥墩水下体检", "无人配药"]


def test_a_scenario_that_a_reporter_walks_into() -> None:
    text = "走进市北区的夜间配送场景，12台无人车正在装货。场景运行半年，累计送货3.6万单。\n"
    made = read(HEAD + text, "page.md")
    assert [name.removesuffix("场景") for name in made.names("Scenario")] == ["夜间配送"]
    told = figures(HEAD + text)
    assert (told["3.6万单"] or "").removesuffix("场景") == "夜间配送"
    # What is not entered needs a longer name.
    assert read(HEAD + "市北区还有些夜间配送场景。\n", "page.md").names("Scenario") == []


def test_figures_of_a_product_that_is_its_makers() -> None:
    told = figures(
        HEAD + "青岛样例机器人有限公司研发的“灵犀”巡检机器人是公司的主打产品，去年销量1200台。"
        "青岛样例机器人有限公司去年员工增至300人。\n"
    )
    assert "灵犀" in (told["1200台"] or "")
    assert told["300人"] == "青岛样例机器人有限公司"
