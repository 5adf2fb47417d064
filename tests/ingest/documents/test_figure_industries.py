"""Figures of an industry that only the words around them show: its size, what follows, its field in a list of aims."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures

AIMS = (
    "# 示例市发展规划出台\n\n近日，青岛市印发《青岛市数智产业提升行动计划（2026—2028年）》（以下简称《行动计划》）。"
    "《行动计划》聚焦人工智能、集成电路、低空经济三个产业。"
)
POLICY = "青岛市数智产业提升行动计划（2026—2028年）"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        (
            "去年，全市人工智能产业规模约320亿元，相关企业已有460余家。",
            "460余家",
            "qingdao:Industry/artificial-intelligence",
        ),
        ("去年，全市低空经济产业规模约120亿元，研发投入强度达到5.2%。", "达到5.2%", "qingdao:Industry/low-altitude"),
        ("即墨区低空制造装备产业集聚企业43家，产值突破62亿元，占全区工业的比重达到8%。", "达到8%", "低空制造装备产业"),
        ("增长最快的是低空经济，产值超过96亿元，增速21%。", "21%", "qingdao:Industry/low-altitude"),
        ("胶州市已集聚集成电路企业75家，本地配套率达到41%。", "达到41%", "qingdao:Industry/integrated-circuit"),
    ],
)
def test_what_follows_the_size_of_an_industry_is_its_own(said: str, raw: str, about: str) -> None:
    assert figures(f"# 上半年产业报告\n\n{said}\n")[raw] == about


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        # Whose rate it is was named between, or the sentence has come to something else.
        ("胶州市已集聚集成电路企业75家。青岛澜图电子有限公司自研芯片，本地配套率达到68%。", "达到68%"),
        ("胶州市已集聚集成电路企业75家，新建厂房9万平方米，出租率达到90%。", "达到90%"),
    ],
)
def test_what_was_named_between_has_its_own(said: str, raw: str) -> None:
    assert figures(f"# 上半年产业报告\n\n{said}\n")[raw] != "qingdao:Industry/integrated-circuit"


def test_aims_of_a_field_are_of_the_industry_and_firms_to_be_brought_up_are_the_plans() -> None:
    found = figures(
        AIMS + "到2028年，人工智能领域建成智能算力8000P，推出行业模型30个；低空经济产业规模突破200亿元，年均增长15%，"
        "规上企业达到40家；开放场景50个。\n"
    )
    assert found["8000P"] == found["30个"] == "qingdao:Industry/artificial-intelligence"
    assert found["突破200亿元"] == found["15%"] == "qingdao:Industry/low-altitude"
    assert (found["达到40家"], found["50个"]) == (POLICY, POLICY)
