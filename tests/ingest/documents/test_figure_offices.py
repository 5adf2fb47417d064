"""Figures that an office tells of its place, of a firm that a clause brings on, of ways counted off behind a paper."""

import pytest

from tests.ingest.documents.reading import figures

CHENGYANG = "cn-div:370214"
FIRM = "青岛样甲科技有限公司"


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ("城阳区商务局负责人说，全年签约项目40个。", CHENGYANG),
        ("据城阳区商务局统计，今年新引进企业40家。", CHENGYANG),
        (f"城阳区商务局负责人说，{FIRM}今年拿下项目40个。", FIRM),
    ],
)
def test_what_an_office_tells_is_of_its_place(said: str, whose: str) -> None:
    told = figures(f"# 样例新闻\n\n{FIRM}扩建了厂房。{said}\n")
    assert [who for raw, who in told.items() if raw.startswith("40")] == [whose]


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        (f"园子的尽头住着一家{FIRM}，40名工程师在这里上班。", FIRM),
        (f"样湾制帽项目已经开工，投资方是{FIRM}，项目占地40亩。", "样湾制帽项目"),
    ],
)
def test_who_a_clause_brings_on_is_meant_by_what_follows(said: str, whose: str) -> None:
    told = figures(f"# 样例新闻\n\n{said}\n")
    assert [who for raw, who in told.items() if raw.startswith("40")] == [whose]
