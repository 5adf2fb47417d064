"""What a figure is of where a heading, an attribute, a paper's own words or a sentence before tell it."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

LOW = "qingdao:Industry/low-altitude"
CHIPS = "qingdao:Industry/integrated-circuit"


def test_an_industry_that_heads_an_item_has_what_its_sentences_tell_until_a_firm_is_named() -> None:
    found = figures(
        "# 城阳区产业公报\n\n——集成电路。全年产值136亿元，增长9.2%，占全区规模以上工业总产值的11.8%；产业链上企业160余家，"
        "本地配套率约35%。青岛澜图电子有限公司全年营业收入12亿元，出口占比超过30%。\n"
    )
    for raw in ("136亿元", "9.2%", "11.8%", "160余家", "约35%"):
        assert found[raw] == CHIPS, raw
    assert found["12亿元"] == found["超过30%"] == "青岛澜图电子有限公司"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        ("前三季度，李沧区低空经济产业营收同比增长14.3%。", "14.3%", LOW),
        ("低空经济方面，去年产值达到92亿元。", "达到92亿元", LOW),
        ("城阳区低空经济产业链企业有68家，前十个月实现产值74亿元，同比增长26%。", "26%", LOW),
        ("城阳区发力低空经济。前三季度，新区这一产业的规模达到86亿元，链上企业已有130多家。", "130多家", LOW),
    ],
)
def test_an_industry_has_its_turnover_in_a_district_too(said: str, raw: str, about: str) -> None:
    assert figures(f"# 产业走访\n\n{said}\n")[raw] == about


def test_what_a_paper_grants_is_the_papers() -> None:
    measures = (
        "# 青岛高新区支持低空经济创新发展若干措施\n\n一、支持园区建设。支持青岛北岸低空产业园扩容。对园区新增专业设备投入，按20%给予补贴，"
        "总额不超过1000万元。\n二、设立首期规模5亿元的青岛高新区低空种子基金；对企业获得的贷款，经审核，给予50%的贴息。\n"
    )
    found = figures(measures)
    paper = "青岛高新区支持低空经济创新发展若干措施"
    assert (found["20%"], found["50%"]) == (paper, paper)
    assert found["5亿元"] == "青岛高新区低空种子基金"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        ("青岛澜图仪器有限公司自主研发的L-9型温盐剖面仪，凭借更低的功耗打开销路，国内市场占有率达到35%。", "达到35%", "L-9型温盐剖面仪"),
        # Staff and what is sold are of who has and sells it.
        ("青岛澜图仪器有限公司自主研发的L-9型温盐剖面仪，凭借更低的功耗打开销路，去年研发人员已有120人。", "120人", "青岛澜图仪器有限公司"),
        ("这家企业是青岛澜图仪器有限公司，拳头产品是温盐剖面仪，去年卖出180余台。", "180余台", "青岛澜图仪器有限公司"),
    ],
)  # fmt: skip
def test_the_head_of_its_makers_attribute_has_what_a_product_has(said: str, raw: str, about: str) -> None:
    assert figures(f"# 企业走访\n\n{said}\n")[raw] == about


def test_who_builds_a_project_has_not_its_orders() -> None:
    found = figures(
        "# 项目进展\n\n同日开工的还有总投资3.2亿元的海洋材料中试基地项目。该项目由青岛海岳材料研究院与青岛澜图重工有限公司合作建设，"
        "预计年承接中试订单不少于50项。\n"
    )
    assert found["不少于50项"] == "海洋材料中试基地项目"


def test_which_of_several_lists_is_part_of_its_name_and_counts_go_on() -> None:
    found = read("# 场景发布\n\n市发展改革委发布第二批低空经济应用场景清单，列出需求46项，目前已有19项找到了技术方。\n")
    assert found.names("Mechanism") == ["第二批低空经济应用场景清单"]
    measured = figures("# 场景发布\n\n城阳区发布首批低空场景机会清单，列出需求46项，目前已有19项找到了技术方。\n")
    assert measured["46项"] == measured["19项"] == "首批低空场景机会清单"


def test_projects_signed_on_a_districts_day_are_the_districts() -> None:
    found = read(
        "# 集中签约\n\n平度市2026年第三季度重点项目集中签约活动举行，平度市当天签约项目18个，总投资92.6亿元。\n"
    )
    assert found.names("Project") == []


def test_firms_of_a_class_are_counted_for_the_place_and_not_for_the_firm_told_of_last() -> None:
    found = figures(
        "# 城阳区工业公报\n\n二、产业\n青岛澜图制药有限公司的新药获批上市。\n三、主体\n全年新增专精特新“小巨人”企业7家，累计44家；"
        "高新技术企业总数突破1300家。规模以上工业企业研发投入占营业收入的2.9%。\n"
    )
    assert {found[raw] for raw in ("7家", "44家", "突破1300家", "2.9%")} == {"cn-div:370214"}


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        # Who builds it stands in its attribute.
        (
            "同日签约的还有青岛澜图云计算有限公司投资8亿元建设的澜图智算中心项目，选址胶州市，一期算力规模2000P。",
            "2000P",
            "澜图智算中心项目",
        ),
        # A dash opens a clause.
        (
            "青岛澜图膜材有限公司年产膜材50万平方米。它的客户就在隔壁——山东远岬动力有限公司去年采购膜材9万平方米。",
            "9万平方米",
            "山东远岬动力有限公司",
        ),
        (
            "城阳区有低空产业园。城阳区力争规上工业企业突破300家，园区平均入驻率不低于85%。",
            "不低于85%",
            "cn-div:370214",
        ),
        ("全市设立青岛深海装备接续基金，总规模300亿元，由市财政局牵头管理。", "300亿元", "青岛深海装备接续基金"),
    ],
)
def test_whose_a_figure_is_where_others_stand_around_it(said: str, raw: str, about: str) -> None:
    assert figures(f"# 产业走访\n\n{said}\n")[raw] == about


def test_what_is_built_and_listed_in_a_plan_has_its_own_aims() -> None:
    plan = "青岛市智能装备应用行动方案（2026—2028年）"
    found = figures(
        f"# {plan}\n\n（一）建设青岛低空飞行服务平台，由青岛云岬低空运营有限公司负责运营，2026年年底前对重点空域的监视覆盖率达到95%。\n"
        "（二）市大数据局每半年发布一次《青岛市智能装备场景需求清单》，重点开放工业制造领域，首期已纳入16项场景。\n"
        "（三）设立青岛市智能装备基金，总规模不低于20亿元。\n"
    )
    assert found["达到95%"] == "青岛低空飞行服务平台"
    assert found["16项"] == "青岛市智能装备场景需求清单"
    assert found["不低于20亿元"] == plan


def test_a_list_named_again_in_full_has_what_the_sentence_tells() -> None:
    found = figures(
        "# 场景发布\n\n市发展改革委发布第二批低空经济应用场景清单。青岛澜图智能有限公司当场揭榜。\n\n"
        "市发展改革委介绍，第二批低空经济应用场景清单当天即促成合作意向42项。\n"
    )
    assert found["42项"] == "第二批低空经济应用场景清单"


def test_a_platform_that_acts_is_named_and_has_its_services() -> None:
    found = figures("# 平台上线\n\n崂山海洋大数据共享平台上线两年来，累计服务企业1300家，日均调用量达到45万次。\n")
    assert found["1300家"] == found["达到45万次"] == "崂山海洋大数据共享平台"
    for general in ("依托工业互联网服务平台已建成车间30个。", "全市各类公共服务平台累计服务企业900家。"):
        assert read(f"# 平台上线\n\n{general}\n").names("Platform") == []


def test_the_size_of_the_field_that_a_sentence_opens_with_is_the_industrys() -> None:
    found = figures("# 产业走访\n\n在低空经济领域，崂山区已集聚企业43家，产业规模突破30亿元，同比增长22%。\n")
    assert (found["43家"], found["突破30亿元"], found["22%"]) == ("cn-div:370212", LOW, LOW)


def test_a_fund_is_named_behind_who_manages_it() -> None:
    found = figures("# 青岛市深海装备培育方案\n\n设立总规模20亿元、由市财政局牵头管理的青岛深海装备产业基金。\n")
    assert found["20亿元"] == "青岛深海装备产业基金"


def test_firms_in_a_list_of_the_citys_numbers_are_counted_for_the_city() -> None:
    found = figures("# 产业走访\n\n截至6月底，全市备案大模型32个，低空经济企业总数180家。\n")
    assert found["180家"] == found["32个"]


def test_what_is_seen_in_a_firms_halls_is_the_firms() -> None:
    found = figures("# 企业走访\n\n走进青岛澜图重工有限公司的车间，32台焊接机器人同时作业，去年产值达到18亿元。\n")
    assert found["达到18亿元"] == "青岛澜图重工有限公司"


ROUND_UP = (
    "# 各区一周\n\n## 李沧区：老厂房里的新订单\n\n青岛澜图电子有限公司去年产值8亿元。\n\n## 即墨区：机器比人忙\n\n"
    "说起这里的变化，老师傅最清楚。区内集聚配套企业{firms}，本地配套率升到{share}。\n"
)


def test_a_section_of_a_round_up_tells_of_the_zone_that_its_heading_names() -> None:
    found = figures(ROUND_UP.format(firms="180余家", share="52%"))
    jimo = "即墨区"
    assert found["8亿元"] == "青岛澜图电子有限公司"
    assert found["180余家"] == found["52%"] == figures(f"# 区情\n\n{jimo}现有配套企业90家。\n")["90家"]


def test_a_heading_of_several_zones_gives_a_figure_to_none_of_the_sections_before() -> None:
    text = ROUND_UP.format(firms="180余家", share="52%").replace("即墨区：", "即墨区、平度市：")
    assert figures(text).get("180余家") != "青岛澜图电子有限公司"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        ("目前，低空经济企业增至52家，航线开到了岛上。", "52家", LOW),
        ("目前，低空经济企业已超过520家，约占全省的三成。", "三成", LOW),
        ("城阳区低空经济实现产值43亿元，出口占比超15%。", "超15%", LOW),
        ("城阳区低空经济产业集聚规模以上企业43家，产值突破62亿元，占全区工业的比重由9%升至14%。", "14%", LOW),
        ("去年低空经济产值突破43亿元，约为2022年的2.4倍。", "2.4倍", LOW),
    ],
)
def test_the_clauses_of_an_industry_lead_on(said: str, raw: str, about: str) -> None:
    assert figures(f"# 产业走访\n\n{said}\n")[raw] == about


def test_a_districts_firms_of_an_industry_are_the_districts() -> None:
    found = figures("# 产业走访\n\n城阳区拥有低空经济企业52家，其中高新技术企业18家。城阳区低空经济企业超过90家。\n")
    district = figures("# 区情\n\n城阳区现有配套企业90家。\n")["90家"]
    assert found["52家"] == found["超过90家"] == district


def test_who_runs_a_park_only_describes_it() -> None:
    found = figures(
        "# 园区走访\n\n由青岛锦程产业运营管理有限公司运营的锦程数智产业园，建筑面积6.4万平方米，集聚设计、面料企业57家。\n"
    )
    assert found["6.4万平方米"] == found["57家"] == "锦程数智产业园"


PLAN = (
    "# 低空经济有了路线图\n\n青岛市近日印发《青岛市低空经济提升行动计划（2026—2028年）》，提出实施“百翼出海”工程，该工程将在三年内推出"
    "新机型120款；到2028年，低空经济产业产值突破260亿元。青岛澜图航空有限公司先尝到甜头，出口订单同比增长31%。下一步，城阳低空产业园将"
    "重点招引整机企业，力争三年内入驻企业不少于45家。截至去年底，青岛拥有低空经济企业143家、物流航线22条，航班天天飞。\n"
)


def test_aims_beside_a_programme_are_its_own_an_industrys_or_a_parks() -> None:
    found = figures(PLAN)
    assert found["120款"] == "“百翼出海”工程"
    assert found["突破260亿元"] == LOW
    assert found["31%"] == "青岛澜图航空有限公司"
    assert found["不少于45家"] == "城阳低空产业园"
    # No article of the plan, though it is 22条.
    assert found["22条"] == found["143家"] != "青岛市低空经济提升行动计划（2026—2028年）"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        (
            "青岛澜图重工有限公司的澜图减速器项目3月初投产，首条产线月产能达1.5万套，全年销售收入有望突破7亿元。",
            "突破7亿元",
            "澜图减速器项目",
        ),
        # Of the firm: the project is not yet told to run, or the firm opens the clause.
        ("青岛澜图重工有限公司签约澜图减速器项目，去年营业收入7亿元。", "7亿元", "青岛澜图重工有限公司"),
        (
            "澜图减速器项目3月初投产，青岛澜图重工有限公司今年营业收入有望突破7亿元。",
            "突破7亿元",
            "青岛澜图重工有限公司",
        ),
        ("同台签约的还有青岛澜图传动有限公司增资1.2亿欧元的澜图精密减速器二期项目。", "1.2亿欧元", "澜图精密减速器二期项目"),
    ],
)  # fmt: skip
def test_a_projects_turnover_and_stake_are_its_own(said: str, raw: str, about: str) -> None:
    assert figures(f"# 项目进展\n\n{said}\n")[raw] == about


def test_growth_in_a_row_is_the_industrys_that_a_plan_wants_to_grow() -> None:
    found = figures(
        "# 青岛出台计划\n\n近日，青岛市印发《青岛市低空经济提升行动计划（2026—2028年）》。《行动计划》提出，到2028年，全市低空经济"
        "营业收入突破260亿元、年均增长12%以上。\n"
    )
    assert found["突破260亿元"] == found["12%以上"] == LOW
