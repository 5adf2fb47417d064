"""Ports, shopping streets and quarters, parks in streets of shops, headlines of two clauses, places inside longer names."""

from __future__ import annotations

import pytest

from ingest.documents.shadow import shadow_of
from tests.ingest.documents.reading import Read, read


def page(body: str, title: str = "样例新闻一则") -> Read:
    return read(f"# {title}\n\n{body}\n", "page.md")


def zones(made: Read) -> list[str]:
    return [m["text"] for m in made.rows("mentions") if m["label"] == "Zone"]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("清晨五点，样湾港区的岸桥已经忙开。", ["样湾港区"]),
        ("昨天，样桥路步行街、样村商圈同时亮灯。", ["样桥路步行街", "样村商圈"]),
        ("市里把样家岭金融区列为夜经济试点。", ["样家岭金融区"]),
        ("届时，青岛港货物吞吐量再上台阶。", ["青岛港"]),
        # Kinds of quarters, and what goes on in a port.
        ("沿海港区、核心商圈、大型商圈同时亮灯。", []),
        ("口岸部门介绍，集装箱港区已改造完毕。", []),
    ],
)
def test_ports_and_quarters_are_zones_where_a_place_begins_them(body: str, names: list[str]) -> None:
    assert zones(page(body)) == names


def test_a_firm_that_is_called_by_its_port_stays_a_firm() -> None:
    made = page("青岛港集团发布年报，营业收入增长一成。")
    assert zones(made) == []


@pytest.mark.parametrize(
    "name",
    ["样石湾合成材料产业园", "样溪河增材打印产业园", "麦鳌湾休闲文化街区", "沙鲍岛时尚休闲街区", "样田国际会展中心"],
)
def test_a_park_with_a_trade_that_is_a_verb_keeps_its_whole_name(name: str) -> None:
    assert page(f"走进位于城阳区的{name}，5栋楼已经开放，入驻企业38家。").names("Park") == [name]


def test_streets_of_shops_in_general_are_no_parks() -> None:
    assert page("各地要改造特色文化街区、时尚街区，引导商业街区延长营业时间。").names("Park") == []


def test_a_blank_in_a_headline_parts_two_clauses() -> None:
    made = page("样湾冷链物流园主体已经完工。", "总投资19亿元 样湾冷链物流园主体完工")
    assert made.names("Park") == ["样湾冷链物流园"]


def test_a_name_set_in_two_in_a_headline_stays_one() -> None:
    for title in ("青岛市样品产业提升 三年行动计划", "关 于 样 品 产 业 的 通 知", "样品产业 规划"):
        assert "，" not in shadow_of(title, range(len(title)), headline=True).text
    two = "样湾冷链物流园完工 最快年内投用"
    assert shadow_of(two, range(len(two)), headline=True).text == "样湾冷链物流园完工，最快年内投用"
    assert shadow_of(two, range(len(two))).text == "样湾冷链物流园完工最快年内投用"


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("青岛样品制造行动计划出炉 五项行动齐发", []),
        ("青岛印发样品制造行动计划 五项行动齐发", ["青岛"]),
        ("山东样岛发电厂首台机组并网", []),
    ],
)
def test_a_place_inside_a_longer_name_is_no_mention(title: str, found: list[str]) -> None:
    assert zones(page("五项行动今年全部启动，两年见效。", title)) == found


def test_what_runs_a_scenario_is_no_operator_of_the_park_told_of_before() -> None:
    made = page("样湾产业园一季度新入驻企业9家。\n\n区里的低空送餐场景4月试飞，由青岛样鸢通用航空有限公司承担运营。")
    assert made.edges("OPERATES") == []
    made = page("样湾产业园一季度新入驻企业9家，由青岛样鸢商业管理有限公司承担运营。")
    assert made.edges("OPERATES") == [("青岛样鸢商业管理有限公司", "样湾产业园")]
