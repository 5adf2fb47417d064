"""Who builds a project and where it stands, told with who it came from, with whom and by what is pointed at."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

FIRM, OTHER, PARK = "青岛样芯电子有限公司", "青岛样海重工有限公司", "样湾科技园"


def news(said: str) -> Read:
    return read(f"# 项目集中开工\n\n8月11日，一批项目在即墨区开工。\n\n{said}\n")


@pytest.mark.parametrize(
    "said",
    [
        f"样船电机智能工厂项目由去年从苏州迁来的{FIRM}承建，位于{PARK}，明年投产。",
        f"样船电机智能工厂项目开工。该项目由{FIRM}出资兴建，选址{PARK}。",
        f"样船电机智能工厂项目是最小的一个。这个由{FIRM}出资6.8亿元、选址{PARK}的项目，将建4条生产线。",
        f"{FIRM}在{PARK}建设的样船电机智能工厂项目总投资8亿元，已于8月开工。",
        f"推动{FIRM}加快实施总投资8亿元的样船电机智能工厂项目，项目位于{PARK}。",
    ],
)
def test_the_builder_and_the_place(said: str) -> None:
    made = news(said)
    project = "样船电机智能工厂项目"
    assert made.edges("DELIVERS") == [(FIRM, project)]
    places = [edge for edge in made.edges("LOCATED_IN") if edge[1] == PARK]
    assert places == [(project, PARK)]
    assert made.edges("TENANT_OF") == []


def test_an_institute_that_builds_with_a_firm() -> None:
    made = news(f"样船涂层中试基地项目开工。该项目由青岛示例涂料研究院与{OTHER}合作建设。")
    assert made.edges("DELIVERS") == [(OTHER, "样船涂层中试基地项目")]
    assert made.edges("COOPERATES_WITH") == [("青岛示例涂料研究院", OTHER)]


def test_a_project_that_only_follows_is_not_the_firms() -> None:
    made = news(f"“整车厂就在对面。”{FIRM}总经理说。\n\n同日开工的还有总投资3.2亿元的样船涂层中试基地项目。")
    assert made.edges("DELIVERS") == []


def test_moved_from_elsewhere_into_the_park_is_a_tenant() -> None:
    made = news(f"{PARK}去年开园。前年从苏州迁入园区的{FIRM}，主营封装测试。")
    assert made.edges("TENANT_OF") == [(FIRM, PARK)]
    assert news(f"{PARK}去年开园。去年从苏州迁来的{FIRM}，主营封装测试。").edges("TENANT_OF") == []


@pytest.mark.parametrize(
    "words",
    [
        "{firm}带来了无人艇总装项目，一期投资5.2亿元。",
        "总投资5.2亿元的无人艇总装项目，是{firm}的第二个厂区。",
        "总投资5.2亿元的无人艇总装项目的东家是{firm}。",
    ],
)
def test_who_brings_a_project_or_has_it_as_its_works_builds_it(words: str) -> None:
    firm = "青岛样舟船艇有限公司"
    made = read(f"# 样例新闻\n\n{words.format(firm=firm)}\n", "page.md")
    assert made.edges("DELIVERS") == [(firm, "无人艇总装项目")]


def test_a_projects_customer_does_not_build_it() -> None:
    words = "总投资5.2亿元的无人艇总装项目，是青岛样舟船艇有限公司的大客户。"
    assert not read(f"# 样例新闻\n\n{words}\n", "page.md").edges("DELIVERS")
