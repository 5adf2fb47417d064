"""Gaps in a chain that a park seeks to fill, and districts each with its own link in clauses side by side."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

PARK = "# 样例新闻\n\n样湾产业园占地20亩。"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("运营方透露，牵引变流器、样钩缓冲装置两个环节眼下还空着，接下来要盯着这两处找客商。", ["牵引变流器", "样钩缓冲装置"]),
        ("样湾产业园正盯着能量回收装置、防腐管阀两个方向敲门招商。", ["能量回收装置", "防腐管阀"]),
        ("下一步，园区的目光将投向真空器件、数据采集等薄弱环节，优先引进大企业。", ["真空器件", "数据采集"]),
        ("样湾产业园下一步想招的，是算力调度、数据安全这两类环节的企业。", ["算力调度", "数据安全"]),
        ("高速轴承环节至今空白，园区正四处寻找伙伴。", ["高速轴承"]),
    ],
)  # fmt: skip
def test_links_that_a_park_seeks(told: str, wanted: list[str]) -> None:
    made = read(PARK + told + "\n", "page.md")
    assert [tail for _, tail in made.edges("COURTS")] == wanted
    assert made.edges("FOCUSES_ON") == []


def test_a_gap_that_nobody_seeks_to_fill() -> None:
    made = read(PARK + "负责招商的干部说，高速轴承环节还是空白。\n", "page.md")
    assert made.edges("COURTS") == []


def test_districts_each_with_its_own_link() -> None:
    made = read(
        "# 样例新闻\n\n崂山区重点做样谱分析仪器，青岛高新区押注样敏传感器，平度市啃起了精密铸造，胶州市则承接仪表装配，城阳区突出高速轴承。\n",
        "page.md",
    )
    assert sorted(tail for _, tail in made.edges("FOCUSES_ON")) == sorted(
        ["样谱分析仪器", "样敏传感器", "精密铸造", "仪表装配", "高速轴承"]
    )


def test_districts_that_go_in_for_no_link() -> None:
    made = read("# 样例新闻\n\n崂山区承接样湾大会，即墨区突出重点工作，城阳区主打一个热闹。\n", "page.md")
    assert made.names("ChainLink") == []
    assert made.edges("FOCUSES_ON") == []
