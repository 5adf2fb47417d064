"""Fields that a batch of scenarios is in, that make room for trials or are to come, and who opens them (各批场景的领域)."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read


def _page(line: str) -> Read:
    return read(f"# 样例新闻\n\n{line}\n", "page.md")


@pytest.mark.parametrize(
    ("line", "zone", "fields"),
    [
        (
            "胶州市发展改革局昨日发布消息，第三批应用场景共10个，投向智慧农业、冷链物流、社区养老三个领域。",
            "cn-div:370281",
            ["智慧农业", "冷链物流", "社区养老"],
        ),
        (
            "莱西市今年拿出6个场景，落在粮食烘干、乡村治理2个领域。",
            "cn-div:370285",
            ["粮食烘干", "乡村治理"],
        ),
        ("胶州市第二批场景从农业、物流、文旅三个领域中挑出。", "cn-div:370281", ["农业", "物流", "文旅"]),
        ("市南区今年首次把场景开放延伸到金融服务、涉外法律两个领域。", "cn-div:370202", ["金融服务", "涉外法律"]),
        ("市南区第二批应用场景下月发布，届时还将增设海上旅游领域。", "cn-div:370202", ["海上旅游"]),
    ],
)
def test_the_fields_of_a_batch_are_opened_by_the_zone_or_the_one_whose_office_tells_of_it(
    line: str, zone: str, fields: list[str]
) -> None:
    made = _page(line)
    assert made.names("ScenarioField") == fields
    assert made.edges("OPENS") == [(zone, field) for field in fields]


def test_room_made_for_trials_in_so_many_fields_opens_them() -> None:
    made = _page("方案提出，先期在港口物流、渔业养殖两个领域腾出一批用武之地，由业主出题、企业答题。")
    assert made.names("ScenarioField") == ["港口物流", "渔业养殖"]


@pytest.mark.parametrize(
    "line",
    [
        "胶州市已落地的场景不少，分布在农业、物流、文旅三个领域。",
        "这个场景里的公司把业务拓展到海上旅游领域。",
        "莱西市在农业、物流两个领域拿出真金白银支持企业。",
    ],
)
def test_what_is_there_what_a_firm_does_and_money_open_no_field(line: str) -> None:
    assert _page(line).names("ScenarioField") == []
