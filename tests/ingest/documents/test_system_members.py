"""Industries that a text counts to a system of industries, and fields opened to scenarios without the word for fields."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 产业观察\n\n{body}\n", "page.md")


def members(body: str) -> set[str]:
    return {head.rpartition("/")[2] for head, tail in news(body).edges("PART_OF") if "plus" in tail or "+" in tail}


@pytest.mark.parametrize(
    "body",
    [
        "在“4+4+2”现代海洋产业体系中，海洋装备属于新兴产业，增速居前。",
        "作为“4+4+2”现代海洋产业体系里的海洋装备的支撑，特钢需求旺盛。",
        "按照青岛市“4+4+2”现代海洋产业体系的布局，海洋装备是四大新兴产业之一。",
        "海洋装备是“4+4+2”现代海洋产业体系确定的四大新兴产业之一。",
    ],
)
def test_an_industry_that_is_counted_to_a_system(body: str) -> None:
    assert members(body) == {"marine-equipment"}


@pytest.mark.parametrize(
    "body",
    [
        "“4+4+2”现代海洋产业体系中的机遇很多，海洋装备企业都在看。",
        "按照“4+4+2”现代海洋产业体系的布局，海洋装备企业加快了出海步伐。",
    ],
)
def test_an_industry_only_told_of_beside_a_system(body: str) -> None:
    assert members(body) == set()


@pytest.mark.parametrize(
    "told",
    [
        "何为“3+2”？前一个“3”是冰雕、糖画、风筝三大优势产业，“2”则指泥塑、皮影两大未来产业。",
        "第一个3指冰雕、糖画、风筝，后面的2是指泥塑、皮影。",
    ],
)
def test_numbers_of_a_system_are_explained_one_by_one(told: str) -> None:
    made = news(f"样本区提出构建“3+2”特色产业体系。{told}")
    assert {head for head, _ in made.edges("PART_OF")} == {"冰雕", "糖画", "风筝", "泥塑", "皮影"}
    made = news("样本区提出构建“3+2”特色产业体系。第一个4指冰雕、糖画、风筝、剪纸。")
    assert made.edges("PART_OF") == []


FIELDS = {"渔港调度", "渔船检验", "渔货仓储"}


@pytest.mark.parametrize(
    "body",
    [
        "崂山区计划年内再开放渔港调度、渔船检验、渔货仓储三类场景。",
        "崂山区面向渔港调度、渔船检验、渔货仓储开放应用场景。",
        "崂山区在渔港调度、渔船检验和渔货仓储中率先释放一批场景机会。",
        "崂山区围绕渔港调度、渔船检验、渔货仓储等，向社会开放场景。",
        "崂山区近日发布渔业场景机会清单，首批推出68项，涉及渔港调度、渔船检验、渔货仓储三类。",
    ],
)
def test_fields_opened_in_a_row(body: str) -> None:
    assert {tail for _, tail in news(body).edges("OPENS")} == FIELDS


@pytest.mark.parametrize(
    "body",
    [
        "崂山区面向企业、高校、科研院所开放应用场景。",
        "市南区、崂山区面向全市、全省开放场景。",
        "崂山区在金家岭街道、北宅街道、沙子口街道开放一批场景。",
        "崂山区在渔港调度、渔船检验等3个方面开放场景。",
        "崂山区生产渔网、渔具、渔灯三类产品，场景越来越多。",
    ],
)
def test_to_whom_and_where_scenarios_are_opened_is_no_field(body: str) -> None:
    assert news(body).names("ScenarioField") == []
