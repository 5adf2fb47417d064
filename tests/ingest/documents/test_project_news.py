"""News of projects without marked headings: headline over lines, projects by what they make, sums as thresholds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.numbers import find_quantities
from tests.ingest.documents.reading import Read, read

NEWS = """示例区举行三季度重点项目集中开工活动
总投资92亿元的15个项目落地

9月8日，示例区2027年三季度重点项目集中开工活动在示例街道举行。此次集中开工项目15个，总投资92亿元。
青岛示例冷柜有限公司年产40万台节能冷柜项目是其中之一。该项目总投资7.5亿元，占地88亩。
在示例湾，青岛示例药业有限公司与示例海洋大学共建的海洋糖类中试基地同日开工。
"""


@pytest.fixture(scope="module")
def news() -> Read:
    return read(NEWS)


def test_the_headline_is_the_title(news: Read) -> None:
    assert news.names("Document")[0] == "示例区举行三季度重点项目集中开工活动"


def test_a_project_is_named_by_what_it_makes_and_has_its_figures(news: Read) -> None:
    assert news.names("Project") == ["年产40万台节能冷柜项目"]
    assert news.edges("DELIVERS") == [("青岛示例冷柜有限公司", "年产40万台节能冷柜项目")]
    measured = dict(news.edges("MEASURES"))
    values = {row["name"]: row["value"] for row in news.rows("nodes_Indicator")}
    assert {name: values[name] for name, subject in measured.items() if subject == "年产40万台节能冷柜项目"} == {
        "项目总投资": Decimal(750_000_000),
        "占地": Decimal(88),
    }


def test_who_builds_a_base_together_is_no_tenant_of_it(news: Read) -> None:
    assert news.edges("TENANT_OF") == []


@pytest.mark.parametrize(
    ("text", "raw", "comparator"),
    [
        ("新签约过亿元项目", "过亿元", "gt"),
        ("签约超30亿元", "超30亿元", "gt"),
        ("新签约约9个项目", "约9个", "approx"),
        ("履约率约95%", "约95%", "approx"),
    ],
)
def test_the_end_of_another_word_says_nothing_of_a_number(text: str, raw: str, comparator: str) -> None:
    assert [(q.raw, q.comparator) for q in find_quantities(text)] == [(raw, comparator)]


C, D = "青岛样辰动力有限公司", "苏州样远精密科技有限公司"


@pytest.mark.parametrize(
    ("said", "project"),
    [
        ("总投资9亿元的样辰船用泵智能工厂项目在胶州市开工。", "样辰船用泵智能工厂项目"),
        ("海藻肥料扩能项目8月投产，年产值约2亿元。", "海藻肥料扩能项目"),
        ("投资3.4亿元的阀门柔性加工项目12日正式投产。", "阀门柔性加工项目"),
        ("总投资5亿元的样远减速器生产基地已于4月动工。", "样远减速器生产基地"),
    ],
)
def test_a_project_is_named_whole_whatever_stands_in_its_name(said: str, project: str) -> None:
    made = read(f"# 项目新事\n\n{C}（以下简称“样辰”）扩产。{said}\n")
    assert made.names("Project") == [project]
    assert made.names("Qualification") == []


@pytest.mark.parametrize("said", ["三个食品项目一周内开工。", "该片区获评国家级绿色示范项目。", "两项机电项目签约。"])
def test_projects_counted_and_classes_of_projects_are_none(said: str) -> None:
    assert read(f"# 项目新事\n\n{said}\n").names("Project") == []


@pytest.mark.parametrize(
    "said",
    [
        f"阀门柔性加工项目由{D}的全资子公司{C}建设。",
        f"莱西市与{C}签约阀门柔性加工项目，协议投资2亿元。",
        f"阀门柔性加工项目今天投产。作为项目建设方，{C}已有百余名员工。",
        f"{C}投资2.5亿元的阀门柔性加工项目已经开工。",
        f"{C}是一家老厂，由其投资的阀门柔性加工项目上月投产。",
        f"{C}与莱西新材料产业园签约，投资2亿元建设阀门柔性加工项目。",
        f"{D}的减速器产线项目开工，阀门柔性加工项目也动工了，建设单位{C}去年迁来。",
    ],
)
def test_who_builds_a_project(said: str) -> None:
    made = read(f"# 项目新事\n\n{said}\n")
    assert [head for head, tail in made.edges("DELIVERS") if tail == "阀门柔性加工项目"] == [C]


def test_a_project_that_begins_with_a_firms_own_word_is_the_firms() -> None:
    made = read(f"# 项目新事\n\n{C}又有动作。样辰船用泵扩产项目今天敲定。\n")
    assert made.edges("DELIVERS") == [(C, "样辰船用泵扩产项目")]


def test_projects_of_a_sector_are_many_and_no_project() -> None:
    made = read("# 项目进展\n\n全年在建的重点制造业项目中，蓝样谷功率器件制造项目完成投资23.6亿元。\n")
    assert made.names("Project") == ["蓝样谷功率器件制造项目"]


def test_projects_that_room_is_left_for_are_none() -> None:
    made = read("# 用地\n\n新区盘活工业用地4300余亩，够下一批项目落地了。\n")
    assert made.names("Project") == []
