"""Whose a figure is behind attributes, roles, pairs, names brought on at the end and industries that a clause opens with."""

from __future__ import annotations

import pytest

from ingest.numbers import find_quantities
from tests.ingest.documents.reading import figures, read

RAIL = "qingdao:Industry/rail-transit"
CHIPS = "qingdao:Industry/integrated-circuit"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        # What else describes it stands between.
        ("总投资31亿元、占地260亩的澜图氢能装备项目近日在即墨区开工。", "31亿元", "澜图氢能装备项目"),
        # Its place stands right before the name.
        ("莱西市石墨新材料产业园开园两年，入驻企业45家。", "45家", "石墨新材料产业园"),
        # What it is stands before the name.
        ("设备商青岛澜图微装备有限公司去年交付刻蚀机22台。", "22台", "青岛澜图微装备有限公司"),
        # Brought on at the end of a sentence or a clause.
        ("园区的主角是青岛澜图锂能有限公司。一期满产后，它每天下线电芯40万支。", "40万支", "青岛澜图锂能有限公司"),
        ("规模最大的是澜图海水淡化项目，概算投资14亿元，日产淡水20万吨。", "20万吨", "澜图海水淡化项目"),
        # Who only does something for it is not what the next sentence tells of.
        ("澜图氢能装备项目的投资方是青岛澜图锂能有限公司。总投资8亿元，用地90亩。", "8亿元", "澜图氢能装备项目"),
        # The one and the other.
        (
            "青岛澜图烘焙有限公司、青岛远岬粮油有限公司同在一座园区，一家年产值2.1亿元，另一家1.4亿元。",
            "2.1亿元",
            "青岛澜图烘焙有限公司",
        ),
        (
            "青岛澜图烘焙有限公司、青岛远岬粮油有限公司同在一座园区，一家年产值2.1亿元，另一家1.4亿元。",
            "1.4亿元",
            "青岛远岬粮油有限公司",
        ),
        (
            "崂山区虚拟现实产业园和城阳区低空产业园是两家“邻居”。前者入驻企业89家，后者则有46家。",
            "89家",
            "崂山区虚拟现实产业园",
        ),
        # What has brought it about, and the product behind its maker's attribute.
        ("自从用上“地下管廊无人值守”场景，巡检人员由36人减至8人。", "8人", "地下管廊无人值守"),
        ("青岛澜图渔业装备有限公司生产的养殖工船“丰澜2号”8月交付。船长198米。", "198米", "丰澜2号"),
    ],
)  # fmt: skip
def test_whose_a_figure_is(said: str, raw: str, about: str) -> None:
    assert figures(f"# 产业走访\n\n{said}\n")[raw] == about


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        ("李沧区的集成电路产业，三年间从9家企业壮大到63家，去年营收44亿元。", "44亿元", CHIPS),
        ("城阳区轨道交通装备产业起势明显，注册企业达920家。", "达920家", RAIL),
        ("轨道交通装备，是城阳区的当家产业。翻开家底，规上企业有143家，去年产值1086亿元。", "1086亿元", RAIL),
        # The place itself speaks up.
        ("城阳区轨道交通装备产业起步早，全区现有企业920家。", "920家", "cn-div:370214"),
        ("城阳区轨道交通装备产业起步早，已引进相关企业120家。", "120家", "cn-div:370214"),
    ],
)
def test_an_industry_that_a_clause_opens_with(said: str, raw: str, about: str) -> None:
    assert figures(f"# 产业观察\n\n{said}\n")[raw] == about


def test_what_an_office_of_a_zone_by_another_name_tells_is_the_zones() -> None:
    said = "记者从西海岸新区工信局获悉，今年前7个月，全区引进企业89家，签约项目154个。"
    assert set(figures(f"# 消息\n\n{said}\n").values()) == {"cn-div:370211"}


def test_words_for_kinds_name_no_industry_and_no_firm() -> None:
    found = read(
        "# 消息\n\n轨道交通装备，是城阳区的当家产业。青岛澜图重工集团旗下现有子公司12家，去年营收突破150亿元。\n"
    )
    assert "当家产业" not in found.names("Industry")
    assert found.names("Company") == ["青岛澜图重工集团"]


def test_persons_are_counted_in_persons() -> None:
    assert [(q.raw, q.unit) for q in find_quantities("团队从11个人扩充到96个人，3个人工智能项目")] == [
        ("11个人", "人"),
        ("96个人", "人"),
        ("3个", "个"),
    ]
