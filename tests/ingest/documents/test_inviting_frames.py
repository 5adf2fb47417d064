"""Frames in which a row names those who are wanted, whatever its items end in (招商句式)."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read
from tests.ingest.documents.reading import read as read_text

PARK = "青岛蓝湾智谷产业园"


def read(text: str) -> Read:
    return read_text(f"# 招商一线\n\n{text}\n", "page.md")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("二期招租，面向影像耗材、远程会诊两类企业。", ["影像耗材", "远程会诊"]),
        ("只向做导电滑环、编码器的企业开放。", ["导电滑环", "编码器"]),
        ("计划吸引一批地面终端、卫星载荷企业入园。", ["卫星载荷", "地面终端"]),
        ("的招商手册写着：优先引入数据清洗企业。", ["数据清洗"]),
        ("正为热处理环节寻找合适的企业。", ["热处理"]),
        ("盯着电池隔膜这一短板，派出三支小分队南下。", ["电池隔膜"]),
        ("组建招商队，专攻谐波减速器、控制器两个缺失环节。", ["控制器", "谐波减速器"]),
        ("园方放出话来：非工业机器人企业不租。", ["工业机器人"]),
        ("招商的主攻方向有两个，一个是航空维修，一个是飞行培训。", ["航空维修", "飞行培训"]),
        ("急需临床试验、药物安评等配套机构进园。", ["临床试验", "药物安评"]),
        ("的招商专班常驻外地，盯的是半导体设备零部件。", ["半导体设备零部件"]),
    ],
)
def test_the_frame_tells_whatever_the_items_end_in(said: str, wanted: list[str]) -> None:
    assert sorted(read(PARK + said).edges("COURTS")) == sorted((PARK, one) for one in wanted)


def test_the_place_that_is_named_behind_the_row_wants_it() -> None:
    made = read(f"高新技术企业、瞪羚企业是{PARK}的主要招引对象。")
    assert [head for head, _ in made.edges("COURTS")] == [PARK, PARK]


def test_an_office_speaks_for_its_place_and_a_plan_for_itself() -> None:
    made = read(f"{PARK}去年投用。城阳区商务局负责人说，明年将围绕膜电极、电子浆料等环节招商。")
    assert {head for head, _ in made.edges("COURTS")} == {"cn-div:370214"}
    made = read(
        f"{PARK}去年投用。城阳区商务局印发的《城阳区新型显示强链行动计划》提出，新招引驱动芯片等短板环节企业20家。"
    )
    assert made.edges("COURTS") == [("城阳区新型显示强链行动计划", "驱动芯片")]


def test_a_park_is_known_by_what_it_lets() -> None:
    assert read("东岸数谷的招商手册写着：优先引入数据清洗企业。").edges("COURTS") == [("东岸数谷", "数据清洗")]


@pytest.mark.parametrize(
    "said",
    [
        "不再引进印染企业。",
        "去年已引进滑环企业入园。",
        "面向优质企业招租。",
        "把厂房和街巷逐步向机器人企业敞开。",
        "急需的是更多商户入驻。",
    ],
)
def test_denied_past_and_classes_of_firms_are_not_wanted(said: str) -> None:
    assert not read(PARK + said).edges("COURTS")


def test_a_firm_that_seeks_suppliers_invites_nobody() -> None:
    assert not read("城阳区的青岛海拓智能装备有限公司急需热处理企业前来合作，欢迎滑环企业落户。").edges("COURTS")
