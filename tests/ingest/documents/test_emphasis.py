"""Industries and links that weight is put on, and whom parks want to come, in several wordings."""

import pytest

from tests.ingest.documents.reading import Read, read

PARK = "青岛样本湾数字产业园"


def news(body: str) -> Read:
    return read(f"# 园区新事\n\n{PARK}位于崂山区，占地120亩，由青岛样本运营有限公司运营。\n\n{body}\n")


@pytest.mark.parametrize(
    ("said", "themes"),
    [
        ("园区主攻海洋测绘装备和卫星导航。", ["海洋测绘装备", "卫星导航"]),
        ("园区紧盯海缆装备、声学检测两个细分赛道。", ["海缆装备", "声学检测"]),
        ("园区以智慧冷链、医药物流为主导产业。", ["智慧冷链", "医药物流"]),
        ("园区把低空物流当作新赛道。", ["低空物流"]),
        ("园区只认两个主业，一是游艇设计，二是帆船制造。", ["游艇设计", "帆船制造"]),
        ("园区深耕功能食品、海洋美妆。", ["功能食品", "海洋美妆"]),
        ("下一步，园区将围绕氢能重卡、极地邮轮等产业招商。", ["氢能重卡", "极地邮轮"]),
        ("园区聚焦企业需求、政策兑现两个方面。", []),
        ("园区瞄准高质量发展目标，聚焦项目建设。", []),
    ],
)
def test_a_park_puts_weight_on(said: str, themes: list[str]) -> None:
    assert news(said).edges("FOCUSES_ON") == [(PARK, theme) for theme in themes]


def test_items_closed_by_a_word_for_links_are_links() -> None:
    made = news("园区锁定精密轴承、力矩传感、整机测试等环节。")
    assert {"精密轴承", "力矩传感", "整机测试"} <= set(made.names("ChainLink"))
    assert [t for _, t in made.edges("FOCUSES_ON")] == ["精密轴承", "力矩传感", "整机测试"]


def test_the_first_and_the_second_of_two() -> None:
    made = read(
        "# 区域分工\n\n《青岛市样本产业行动计划》提出，支持青岛蓝谷、上合示范区错位发展，"
        "即墨区和胶州市各有分工，前者侧重深海装备，后者侧重跨境物流。\n"
    )
    assert ("cn-div:370215", "深海装备") in made.edges("FOCUSES_ON")
    assert ("cn-div:370281", "跨境物流") in made.edges("FOCUSES_ON")


def test_what_those_who_invite_look_for_is_courted() -> None:
    made = news("今年的招商瞄准海底电缆、水密接头等环节，优先邀请瞪羚企业、单项冠军企业。")
    assert made.edges("COURTS") == [
        (PARK, "瞪羚企业"), (PARK, "单项冠军企业"), (PARK, "海底电缆"), (PARK, "水密接头"),
    ]  # fmt: skip
    assert made.edges("FOCUSES_ON") == []


@pytest.mark.parametrize(
    ("said", "courted"),
    [
        ("园区最希望迎来的是独角兽企业和高新技术企业。", ["独角兽企业", "高新技术企业"]),
        ("园区对链主企业、专精特新中小企业登门邀约。", ["链主企业", "专精特新中小企业"]),
        ("下半年招商，瞪羚企业最受欢迎。", ["瞪羚企业"]),
        ("园区已有高新技术企业19家，明年将扩建厂房。", []),
        ("青岛样甲科技有限公司去年获评高新技术企业，今年将扩大招商。", []),
        ("园区去年累计引进了瞪羚企业6家，今年计划修路。", []),
    ],
)
def test_classes_of_firms_are_courted_only_where_they_are_wanted(said: str, courted: list[str]) -> None:
    assert [t for _, t in news(said).edges("COURTS")] == courted


def test_trades_with_a_word_that_says_which() -> None:
    made = news("全市休闲渔业、远洋运输和港口物流业保持增长，现代服务业占比提高。")
    assert "休闲渔业" in made.names("Industry")
    assert "港口物流业" in made.names("Industry")
    assert "现代服务业" not in made.names("Industry")


def test_firms_of_links_that_are_sought() -> None:
    made = news("园区接下来将重点对接海缆接头、水声换能等环节的制造业单项冠军企业。")
    assert {t for _, t in made.edges("COURTS")} == {"制造业单项冠军企业", "海缆接头", "水声换能"}


@pytest.mark.parametrize(
    ("said", "zone", "themes"),
    [
        ("即墨区的汽车零部件、海洋美妆已成气候。", "cn-div:370215", {"汽车零部件", "海洋美妆"}),
        ("纺织机械是胶州市的传统产业。", "cn-div:370281", {"纺织机械"}),
        ("游艇制造、帆船旅游更是青岛叫得响的产业。", "cn-div:370200", {"游艇制造", "帆船旅游"}),
        ("即墨区的夜间演出人气很旺。", "", set()),
        ("创新已成气候，服务群众是党员的优势。", "", set()),
    ],
)
def test_what_a_place_is_known_for(said: str, zone: str, themes: set[str]) -> None:
    made = read(f"# 产业家底\n\n{said}\n")
    assert set(made.edges("HAS_INDUSTRY")) == {(zone, theme) for theme in themes}


def test_whose_industries_are_there() -> None:
    made = read(
        "# 家底\n\n全市工业增加值增长7.4%；集成电路、智能家电产值分别为210亿元和近700亿元。\n\n"
        "西海岸新区：两头发力。轨道交通装备产业产值去年合计超1800亿元。\n\n"
        "目前，青岛高新区已形成智能网联汽车、机器人、医疗器械等主导产业。\n\n"
        "其中莱西市的乳制品加工业已成气候，氢能产业在平度市已成气候。到2028年，城阳区低空经济营业收入达到260亿元。\n"
    )
    there: dict[str, set[str]] = {}
    for zone, industry in made.edges("HAS_INDUSTRY"):
        there.setdefault(zone, set()).add(industry.rpartition("/")[2])
    assert {zone: len(industries) for zone, industries in there.items()} == {
        "cn-div:370200": 2,
        "cn-div:370211": 1,
        "qingdao:Zone/high-tech": 3,
        "cn-div:370285": 1,
        "cn-div:370283": 1,
    }


@pytest.mark.parametrize(
    ("said", "courted"),
    [
        ("招商负责人透露，园区下一步将瞄准声学换能、精密舱体等关键环节。", {"声学换能", "精密舱体"}),
        ("园区主要面向密封舱体企业、声学模块企业招商。", {"密封舱体", "声学模块"}),
        ("园区接下来想“请”的，是声学隔膜、电解液环节的高新技术企业。", {"声学隔膜", "电解液", "高新技术企业"}),
    ],
)
def test_who_speaks_and_whose_firms_are_meant_say_that_it_is_about_whom_to_invite(said: str, courted: set[str]) -> None:
    made = news(said)
    assert {t for _, t in made.edges("COURTS")} == courted
    assert not {t for _, t in made.edges("FOCUSES_ON")} & courted


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("集成电路、新型显示均已纳入“10+1”创新型产业体系。", 2),
        ("新型显示是“10+1”创新型产业体系中集成电路产业的重要组成部分。", 2),
        ("集成电路企业参加了“10+1”创新型产业体系宣讲会。", 0),
    ],
)
def test_industries_counted_to_a_system(said: str, parts: int) -> None:
    assert len(read(f"# 产业家底\n\n{said}\n").edges("PART_OF")) == parts


def test_an_industry_named_once_is_one_wherever_it_stands() -> None:
    made = read("# 产业家底\n\n青岛卫星应用产业营业收入增长5%。卫星应用企业有200家，卫星应用场景清单年底发布。\n")
    assert [m["text"] for m in made.rows("mentions") if m["label"] == "Industry"] == ["卫星应用", "卫星应用"]


def test_what_a_place_lists_for_inviting_and_what_a_park_is_set_on() -> None:
    made = read("# 招商\n\n莱西市把车规级芯片、激光雷达列为招商重点。\n")
    assert len(made.edges("COURTS")) == 2
    assert not made.edges("FOCUSES_ON")
    made = read("# 园区\n\n青岛样本产业园投用，产业定位是具身智能和智能传感。\n")
    assert len(made.edges("FOCUSES_ON")) == 2


ZONES = {
    "cn-div:370203": "市北区",
    "cn-div:370212": "崂山区",
    "cn-div:370215": "即墨区",
    "cn-div:370281": "胶州市",
    "cn-div:370283": "平度市",
    "cn-div:370285": "莱西市",
}


def districts(body: str) -> Read:
    return read(f"# 各区布局\n\n{body}\n", "news.md")


def named(edges: list[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(ZONES.get(head, head), ZONES.get(tail, tail)) for head, tail in edges}


def focuses(body: str) -> set[tuple[str, str]]:
    return named(districts(body).edges("FOCUSES_ON"))


def test_links_behind_a_verb_of_weight_show_by_their_ends() -> None:
    body = (
        "胶州市主攻岸电变频器、船体总装；莱西市布局网具织造，即墨区则面向渔业保险、船员仲裁先行先试；"
        "平度市围绕鱼糜提取、低温灌装，重点引进配套企业。"
    )
    made = districts(body)
    assert named(made.edges("FOCUSES_ON")) == {
        ("胶州市", "岸电变频器"),
        ("胶州市", "船体总装"),
        ("莱西市", "网具织造"),
        ("即墨区", "渔业保险"),
        ("即墨区", "船员仲裁"),
        ("平度市", "鱼糜提取"),
        ("平度市", "低温灌装"),
    }
    assert set(made.names("ChainLink")) == {tail for _, tail in made.edges("FOCUSES_ON")}
    assert made.names("Industry") == []


@pytest.mark.parametrize(
    "body",
    [
        "崂山区:依托青岛渔芯产业园，重点发展水下机器人、声呐模块。",
        "崂山区借助青岛渔芯产业园，主攻水下机器人、声呐模块。",
        "崂山区以青岛渔芯产业园为载体，主攻水下机器人、声呐模块。",
    ],
)
def test_a_district_that_leans_on_its_park_has_the_focus(body: str) -> None:
    assert focuses(body) == {("崂山区", "水下机器人"), ("崂山区", "声呐模块")}


def test_a_park_of_its_own_has_the_focus_though_the_district_is_named() -> None:
    assert focuses("位于崂山区的青岛渔芯产业园，主攻声呐模块。") == {("青岛渔芯产业园", "声呐模块")}


def test_what_a_firm_or_a_project_is_at_is_in_no_focus() -> None:
    assert focuses("青岛示例海工有限公司聚焦系泊绞车、船用阀门。——渔机项目，总投资2亿元，主攻网具织造。") == set()


def test_a_plan_told_of_later_has_no_part_in_it() -> None:
    body = "全市着力发展网具织造、鱼糜提取。\n\n明年，将印发《示例市渔业装备行动计划》。"
    assert "示例市渔业装备行动计划" not in {head for head, _ in focuses(body)}


def test_firms_of_links_that_a_zone_wants() -> None:
    made = districts("市北区的渔港经济区着力引进船员仲裁、渔业保险机构；去年，平度市引进了低温灌装企业。")
    assert named(made.edges("COURTS")) == {("渔港经济区", "渔业保险"), ("渔港经济区", "船员仲裁")}
    assert ("渔港经济区", "市北区") in named(made.edges("PART_OF"))


def test_what_a_place_takes_as_its_direction_or_is_known_for() -> None:
    body = "胶州市把水下机器人、鱼糜灌装作为主攻方向；莱西市姜山镇则以网具织造见长。"
    made = districts(body)
    assert named(made.edges("FOCUSES_ON")) >= {("胶州市", "水下机器人"), ("胶州市", "鱼糜灌装")}
    assert "网具织造" in {tail for _, tail in made.edges("FOCUSES_ON")}
    assert {"鱼糜灌装", "网具织造"} <= set(made.names("ChainLink"))


def test_firms_of_trades_that_a_district_holds() -> None:
    made = districts(
        "莱西市建有样本研究院，集聚渔业器械、海水养殖装备企业60多家。到2030年，平度市将集聚冷链物流企业90家。"
    )
    assert named(made.edges("HAS_INDUSTRY")) == {("莱西市", "渔业器械"), ("莱西市", "海水养殖装备")}


def test_projects_of_a_link_beside_classes_of_firms() -> None:
    made = news("园区明年将重点引进链主企业、高新技术企业和水声芯片环节的项目。")
    assert set(made.edges("COURTS")) == {(PARK, "链主企业"), (PARK, "高新技术企业"), (PARK, "水声芯片")}


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("即墨区主攻燃料电池电堆、膜电极、石墨毡布。", {"燃料电池电堆", "膜电极", "石墨毡布"}),
        ("即墨区主攻电堆阀门、渔民增收。", set()),
        ("即墨区突破关键材料、核心芯片。", set()),
        ("即墨区前瞻布局石墨烯散热膜、固态电解质。", {"石墨烯散热膜", "固态电解质"}),
    ],
)
def test_nouns_beside_what_ends_as_a_link(body: str, links: set[str]) -> None:
    assert {tail for _, tail in focuses(body)} == links


def test_a_place_that_no_rule_knows_takes_nothing_from_the_one_before() -> None:
    assert focuses("崂山区重点发展声呐模块；样本智谷重点发展网具织造。") == {("崂山区", "声呐模块")}


def test_the_high_tech_zone_without_its_city() -> None:
    made = focuses("崂山区重点发展声呐模块；高新区重点发展鱼糜提取、低温灌装。")
    zone = {head for head, tail in made if tail == "鱼糜提取"}
    assert len(zone) == 1 and zone != {"崂山区"}


def test_a_city_named_behind_a_district_lies_in_none() -> None:
    made = districts("位于城阳区的青岛样本科技企业去年增产。")
    assert made.edges("PART_OF") == []


def test_a_board_by_places() -> None:
    made = read(
        "# 布局一览\n\n平度市——样本机械制造、粮油加工；载体为平度样本机械产业园。\n\n"
        "◆莱西市：休闲食品加工、石墨制造。\n\n即墨区——古城之韵、海滨之美。\n"
    )
    assert {(head, tail) for head, tail in made.edges("FOCUSES_ON")} == {
        ("cn-div:370283", "样本机械制造"), ("cn-div:370283", "粮油加工"),
        ("cn-div:370285", "休闲食品加工"), ("cn-div:370285", "石墨制造"),
    }  # fmt: skip
    assert ("平度样本机械产业园", "cn-div:370283") in made.edges("LOCATED_IN")


@pytest.mark.parametrize("mark", ["：", "——"])
def test_the_verb_of_a_board_is_no_part_of_its_first_industry(mark: str) -> None:
    made = read(f"# 区市看点\n\n市北区{mark}重点发展工业软件、船舶装备。\n")
    assert set(made.names("Industry")) == {"工业软件", "船舶装备"}


@pytest.mark.parametrize("body", ["去年新签约制造业项目60个以上。", "各镇推进建设一二三产业融合示范点。"])
def test_what_is_done_with_trades_names_none(body: str) -> None:
    assert news(body).names("Industry") == []
