"""Fields that a list of openings covers, and lists that are shown rather than set up."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

HEAD = "# 样例新闻\n\n"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "城阳区工业和信息化局晒出轨道交通场景机会清单，涵盖智能运维、列车检修、客流疏导等领域。",
            ["智能运维", "列车检修", "客流疏导"],
        ),
        (
            "城阳区面向全社会开放市政养护、园林管护、河道巡查等领域的试用机会。",
            ["市政养护", "园林管护", "河道巡查"],
        ),
        ("城阳区还将把现代农业、智慧社区两个领域也拿出来，邀请企业来揭榜。", ["现代农业", "智慧社区"]),
        ("城阳区晾出一批应用场景，覆盖智慧灌溉、冷链配送等领域。", ["智慧灌溉", "冷链配送"]),
    ],
)
def test_a_district_opens_the_fields_that_its_list_covers(text: str, fields: list[str]) -> None:
    assert read(HEAD + text + "\n", "page.md").edges("OPENS") == [("cn-div:370214", field) for field in fields]


@pytest.mark.parametrize(
    "text",
    [
        "城阳区以场景开放带动技术验证和产业集聚。",
        "城阳区新增市政养护、园林管护等领域的就业机会。",
    ],
)
def test_aims_and_jobs_open_no_fields(text: str) -> None:
    assert read(HEAD + text + "\n", "page.md").edges("OPENS") == []


@pytest.mark.parametrize("verb", ["亮出", "晒出", "抛出", "挂出"])
def test_a_list_that_is_shown_is_released(verb: str) -> None:
    found = read(f"{HEAD}城阳区工业和信息化局{verb}轨道交通场景机会清单，共26条。\n", "page.md")
    assert found.edges("RELEASES") == [("城阳区工业和信息化局", "轨道交通场景机会清单")]
    assert found.edges("ESTABLISHES") == []
