"""Platforms, bodies, projects and lists that a news page names without the frames of a plan."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

_ONE, _OTHER = "青岛样本码头有限公司", "青岛样本智能科技有限公司"


def news(body: str) -> Read:
    return read(f"# 供需对接会举行\n\n{body}\n", "page.md")


@pytest.mark.parametrize(
    "told",
    [
        "市级低空飞行服务平台“云上岛城”将于年内上线，由青岛样本低空服务有限公司负责运营。",
        "低空飞行服务平台——“云上岛城”已正式启用，由青岛样本低空服务有限公司运营。",
        "市级服务平台，名为“云上岛城”，由青岛样本低空服务有限公司运营。",
    ],
)
def test_a_platform_named_behind_what_it_is(told: str) -> None:
    made = news(told)
    assert made.names("Platform") == ["云上岛城"]
    assert made.edges("OPERATES") == [("青岛样本低空服务有限公司", "云上岛城")]


def test_a_word_in_quotes_behind_a_platform_is_no_name() -> None:
    assert news("短视频平台“种草”带动消费，电商平台“上新”不断。").names("Platform") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("市北区组建场景创新促进中心，建立场景供需对接机制。", ["场景创新促进中心"]),
        ("市北区成立了海洋装备验证中心。", ["海洋装备验证中心"]),
        ("市北区支持企业组建研发中心。", []),
        ("市北区推动组建一批中试验证中心。", []),
    ],
)
def test_a_body_that_a_text_says_is_founded(body: str, found: list[str]) -> None:
    assert news(body).names("Organization") == found


@pytest.mark.parametrize(
    "told",
    [
        f"{_ONE}（以下简称样本码头）与{_OTHER}签订合作协议，双方将共同建设无人理货一期项目，总投资1.6亿元。",
        f"{_ONE}与{_OTHER}签约。两家企业将联合打造无人理货一期项目，总投资1.6亿元。",
    ],
)
def test_a_project_that_both_are_to_build(told: str) -> None:
    made = news(told)
    assert made.names("Project") == ["无人理货一期项目"]
    assert set(made.edges("DELIVERS")) == {(_ONE, "无人理货一期项目"), (_OTHER, "无人理货一期项目")}


def test_a_list_by_its_batch_is_the_one_named_by_its_title() -> None:
    made = read(
        "# 青岛发布今年第二批场景清单\n\n市发展改革委发布《2026年青岛市第二批场景机会清单》，推出43个场景。第二批清单仍可补报。\n",
        "page.md",
    )
    assert made.names("Mechanism") == ["2026年青岛市第二批场景机会清单"]
    assert len(made.edges("RELEASES")) == 1


def test_a_list_of_another_batch_is_a_list_of_its_own() -> None:
    made = news("市发展改革委发布《2026年青岛市第二批场景机会清单》。胶州市发布首批氢能场景清单。")
    assert made.names("Mechanism") == ["2026年青岛市第二批场景机会清单", "首批氢能场景清单"]
