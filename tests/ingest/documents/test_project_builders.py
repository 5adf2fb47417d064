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


@pytest.mark.parametrize(
    ("said", "project"),
    [
        (f"支持{FIRM}扩建样湾试飞基地项目，明年6月底前建成。", "样湾试飞基地项目"),
        (f"鼓励{FIRM}加快谐波减速器产业化项目建设。", "谐波减速器产业化项目"),
        (f"{FIRM}承担的谐波减速器产业化项目进入设备安装阶段。", "谐波减速器产业化项目"),
        (f"{FIRM}把谐波减速器产业化项目落在了胶州市。", "谐波减速器产业化项目"),
        (f"{FIRM}在城阳区建起样泽医药冷链中心项目，补上了短板。", "样泽医药冷链中心项目"),
        (f"{FIRM}总经理赵样说，公司在胶州的谐波减速器产业化项目年底投产。", "谐波减速器产业化项目"),
        (f"{FIRM}二期养殖平台项目本月投产。", "二期养殖平台项目"),
        (f"由{FIRM}建设的行星减速器智能工厂昨日送出首批产品。", "行星减速器智能工厂"),
        (f"{FIRM}投建的样泽医药冷链中心本月迎来首批货物。", "样泽医药冷链中心"),
    ],
)
def test_what_a_firm_takes_on_extends_or_puts_somewhere_is_its_project(said: str, project: str) -> None:
    assert news(said).edges("DELIVERS") == [(FIRM, project)]


@pytest.mark.parametrize(
    "said",
    [
        f"{FIRM}参观了由外地企业建设的储能变流器产业园项目。",
        f"{FIRM}为储能变流器产业园项目供应变压器。",
        f"{FIRM}建设的国家级企业技术中心通过评估。",
    ],
)
def test_what_others_build_and_what_is_no_project_is_not(said: str) -> None:
    assert news(said).edges("DELIVERS") == []
