"""Figures of statistics news: whose they are where the sentence names no place, and where others stand before."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

JIAOZHOU = "cn-div:370281"
PAGE = (
    "# 半年账本\n\n7月24日，胶州市统计局公布上半年经济运行情况。初步核算，胶州市实现生产总值900亿元。"
    "分产业看，第一产业增加值24亿元，增长3.1%；第二产业增加值428亿元。\n\n"
)


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("工业仍是压舱石。全市规模以上工业增加值增长9.7%，高出青岛平均水平2.3个百分点。", "9.7%"),
        ("35个大类行业中有26个正增长。", "35个"),
        ("青岛样例机电有限公司营收约86亿元。\n\n固定资产投资增长1.9%，其中房地产开发投资下降12.4%。", "12.4%"),
        ("青岛样例机电有限公司营收约86亿元。\n\n社会消费品零售总额205亿元。", "205亿元"),
        ("居民人均可支配收入31265元，增长5.4%。", "5.4%"),
        ("6月末，金融机构存款余额2410亿元，比年初增加146亿元。", "146亿元"),
    ],
)
def test_statistics_of_places_are_of_the_city_that_the_page_is_about(said: str, raw: str) -> None:
    found = figures(f"{PAGE}{said}\n")
    assert found[raw] == found["24亿元"] == found["428亿元"] == JIAOZHOU


def test_a_firm_keeps_its_own_beside_statistics() -> None:
    found = figures(f"{PAGE}固定资产投资增长1.9%。青岛样例机电有限公司完成工业投资3亿元，营收约86亿元。\n")
    assert found["约86亿元"] == found["3亿元"] == "青岛样例机电有限公司"


@pytest.mark.parametrize(
    ("said", "raw", "zone"),
    [
        ("上合示范区进度靠前。上半年示范区新设企业1240家，其中外资企业87家。", "87家", "sco-demonstration"),
        ("胶东临空经济示范区则把账算在天上。1至6月，货邮吞吐量达15.2万吨。", "达15.2万吨", "airport-economy"),
        ("胶州经济技术开发区的一组数字值得细看。该区新增高新技术企业13家。", "13家", "jiaozhou-economic"),
    ],
)
def test_a_paragraph_tells_on_of_the_zone_that_it_opens_with(said: str, raw: str, zone: str) -> None:
    assert figures(f"{PAGE}{said}\n")[raw] == f"qingdao:Zone/{zone}"


PAPER = "# 饲料产业\n\n近日，市工信局印发《青岛市水产饲料产业行动计划（2026—2028年）》。"
PLAN = "青岛市水产饲料产业行动计划（2026—2028年）"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        ("按照计划，到2028年，全市水产饲料产业规模不低于60亿元，而2025年这一数字是29亿元。", "29亿元", "水产饲料"),
        ("这份由市工信局、市科技局联合制定的文件提出，用三年时间培育样板车间30个。", "30个", PLAN),
        (
            "反渗透膜、耐压壳两个环节长期靠外购，《计划》提出支持建设装备园，对耐压壳首台套用户给予不高于300万元的补助。",
            "不高于300万元",
            PLAN,
        ),
        ("烟台市近日发布2026年度海洋牧场场景机会清单，首批推出68项。", "68项", "2026年度海洋牧场场景机会清单"),
        ("江苏样例轨交有限公司在青岛云样例产业园挂牌，租户由此增至26家。", "26家", "青岛云样例产业园"),
    ],
)
def test_what_a_number_a_paper_a_list_or_a_park_is_told_to_have(said: str, raw: str, about: str) -> None:
    found = figures(f"{PAPER}{said}\n")
    assert {name for words, name in found.items() if raw in words} == {about}


def test_bounds_in_turned_words_and_sums_in_short() -> None:
    made = read(
        "# 饲料\n\n今年订单不会少于12万台，成本不会超过3000元，大厅最多可接待240名客人，七个工作日内回复。水产饲料产业产值破百亿。\n"
    )
    rows = {row["raw"]: (row["unit"], row["comparator"]) for row in made.rows("nodes_Indicator")}
    assert rows == {
        "不会少于12万台": ("台", "gte"),
        "不会超过3000元": ("元", "lte"),
        "240名": ("名", "lte"),
        "七个工作日": ("个工作日", "lte"),
        "破百亿": ("元", "gt"),
    }


def test_what_is_asked_of_a_scenario_is_the_scenarios_whoever_is_named_beside() -> None:
    found = figures(
        "# 场景上新\n\n青岛样例散货码头有限公司提出“堆场无人盘垛”场景。企业想把误差压到1%以内，项目预算120万元。"
        "会后，吸引21家企业揭榜，合同额86万元。\n"
    )
    assert {found[raw] for raw in ("1%以内", "120万元", "21家", "86万元")} == {"堆场无人盘垛"}


def test_figures_do_not_go_over_to_a_firm_of_another_paragraph() -> None:
    found = figures(
        "# 场景上新\n\n青岛锚样例创业投资有限公司现场宣布追投。\n\n推广活动办了半年，31场里已有19场满座，满意率六成多。\n"
    )
    assert found.get("31场") is None


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        ("总投资12亿元的样例氢能装备项目在西海岸新区开工，用地180亩，新增就业600人。", "600人", "样例氢能装备项目"),
        ("互动剧《样例往事》在大鲍岛连演180场，上座率九成以上。", "九成以上", "样例往事"),
        ("青岛样例生物科技有限公司自主研发的海藻纤维面料，抗菌率达到99%。", "达到99%", "海藻纤维面料"),
        ("青岛样例科技有限公司去年扩产，完成固定资产投资3亿元。", "3亿元", "青岛样例科技有限公司"),
    ],
)
def test_what_opens_the_sentence_keeps_what_places_have_too(said: str, raw: str, about: str) -> None:
    assert figures(f"# 一周要闻\n\n{said}\n")[raw] == about
