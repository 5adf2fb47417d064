"""What a long sentence says of several parks: each part has a subject of its own; where parks lie by words apart from them."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

ONE, TWO = "青岛样甲新材料产业园", "青岛样乙传感器产业园"
FIRM = "青岛样本园区运营有限公司"
TENANT = "青岛样丙精密仪器有限公司"


def test_behind_a_semicolon_the_park_is_the_one_of_that_part() -> None:
    made = read(
        f"# 园区巡礼\n\n位于平度市的{ONE}占地300亩，入驻企业41家；位于崂山区的{TWO}去年启用，"
        f"由{FIRM}运营，{TENANT}已入驻。\n"
    )
    assert made.edges("OPERATES") == [(FIRM, TWO)]
    assert made.edges("TENANT_OF") == [(TENANT, TWO)]
    assert sorted(made.edges("LOCATED_IN")) == sorted([(ONE, "cn-div:370283"), (TWO, "cn-div:370212")])


def test_each_zone_belongs_to_the_park_that_it_describes() -> None:
    made = read(f"# 园区巡礼\n\n计划支持位于平度市的{ONE}和坐落于崂山区的{TWO}错位发展。\n")
    assert sorted(made.edges("LOCATED_IN")) == sorted([(ONE, "cn-div:370283"), (TWO, "cn-div:370212")])


def test_a_zone_that_describes_what_no_rule_knows_places_no_park() -> None:
    made = read(f"# 园区巡礼\n\n{ONE}与位于崂山区的样丁馆结对。\n")
    assert made.edges("LOCATED_IN") == []


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        (f"在崂山区，{ONE}的厂房已经封顶。", "cn-div:370212"),
        (f"崂山区今年新增企业41家，{ONE}投用厂房6万平方米。", "cn-div:370212"),
        (f"支持崂山区高标准建设{ONE}。", "cn-div:370212"),
        (f"在崂山区规划建设{ONE}。", "cn-div:370212"),
        (f"崂山区与外地园区结对，{ONE}先行。", None),
        (f"崂山区的企业来访，与{ONE}座谈。", None),
        (f"不再支持崂山区建设{ONE}。", None),
        (f"青岛今年新增企业41家，{ONE}投用厂房6万平方米。", None),
    ],
)
def test_a_park_lies_in_the_zone_that_its_stretch_begins_with(said: str, zone: str | None) -> None:
    made = read(f"# 园区巡礼\n\n{said}\n")
    assert made.edges("LOCATED_IN") == ([(ONE, zone)] if zone else [])


def test_a_plan_that_backs_a_zone_to_build_a_park_supports_both() -> None:
    made = read(f"# 计划发布\n\n《青岛市样例产业行动计划》日前印发。\n\n《行动计划》提出，支持崂山区建设{ONE}。\n")
    assert sorted(tail for _, tail in made.edges("SUPPORTS")) == sorted(["cn-div:370212", ONE])


def test_of_a_chain_and_its_links_only_the_links_are_in_focus() -> None:
    made = read("# 计划发布\n\n《青岛市样例产业行动计划》提出，聚焦集成电路产业链上的光刻胶材料、测试设备等环节。\n")
    assert sorted(tail for _, tail in made.edges("FOCUSES_ON")) == sorted(["光刻胶材料", "测试设备"])


def test_firms_brought_in_are_no_tenants_by_that() -> None:
    made = read(f"# 园区巡礼\n\n{ONE}占地300亩，今年已引进{TENANT}等7家企业。\n")
    assert made.edges("ATTRACTS") == [(ONE, TENANT)]
    assert made.edges("TENANT_OF") == []
