"""Trades by their own ending, and what a place is known for in turned words (行业与地方)."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read
from tests.ingest.documents.reading import read as read_text

LAOSHAN = "cn-div:370212"


def read(text: str) -> Read:
    return read_text(f"# 产业观察\n\n{text}\n", "page.md")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("到2030年，现代航运服务业增加值年均增速保持在9%以上。", "现代航运服务业"),
        ("崂山区一季度会展业贡献突出，办展19个。", "会展业"),
        ("即墨区乡村旅游业红火，上半年接待游客200万人次。", "乡村旅游业"),
        ("到2027年，海洋新兴产业增加值要突破1000亿元。", "海洋新兴产业"),
    ],
)
def test_the_name_of_a_trade_holds_its_kind_and_no_time(text: str, name: str) -> None:
    assert read(text).names("Industry") == [name]


@pytest.mark.parametrize("text", ["服务业增加值增长5%。", "新兴产业增加值要突破1000亿元。", "从事餐饮业务的人多了。"])
def test_what_is_of_any_trade_names_none(text: str) -> None:
    assert read(text).names("Industry") == []


@pytest.mark.parametrize(
    "text",
    [
        "崂山区把智能家居列为三大新兴产业之一，前4个月卖得不错。",
        "智能家居产业成了崂山区的新名片。",
        "智能家居产业已是崂山区的第二大产业。",
        "崂山区智能家居产业风头正劲，上半年新品120款。",
        "到2028年，崂山区智能家居产业规模不低于60亿元，而2025年这一数字是29亿元。",
    ],
)
def test_what_a_place_is_known_for(text: str) -> None:
    assert [head for head, _ in read(text).edges("HAS_INDUSTRY")] == [LAOSHAN]


@pytest.mark.parametrize(
    "text",
    [
        "崂山区计划把智能家居列为三大新兴产业之一。",
        "到2028年，崂山区智能家居产业规模不低于60亿元，2030年再翻一番。",
    ],
)
def test_what_is_planned_or_aimed_at_is_not_there_yet(text: str) -> None:
    assert read(text).edges("HAS_INDUSTRY") == []


def test_links_that_a_plans_action_lacks_are_no_aspects_of_it() -> None:
    made = read(
        "市政府印发《关于提升航运能级的实施意见》（以下简称《意见》）。《意见》提出两个方面举措。"
        "第一个方面是做强枢纽设施，新建泊位2个。第二个方面是做优航运服务，围绕船舶经纪、海事仲裁两个薄弱环节招引机构。"
    )
    assert made.names("ChainLink") == ["船舶经纪", "海事仲裁"]
    assert made.edges("FOCUSES_ON") == [("做优航运服务", "船舶经纪"), ("做优航运服务", "海事仲裁")]
    assert [tail for _, tail in made.edges("COURTS")] == ["船舶经纪", "海事仲裁"]
