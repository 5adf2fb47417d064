"""Chains told by how many links string them together, and which links lie before and behind which."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

LINKS = ["原料制备", "样交换膜", "循环泵", "电堆集成", "废水利用"]


@pytest.mark.parametrize(
    "told",
    [
        "氢能装备产业由原料制备、样交换膜、循环泵、电堆集成、废水利用5个环节串成。",
        "氢能装备产业从头捋到尾，共有原料制备、样交换膜、循环泵、电堆集成、废水利用5个环节。",
        "氢能装备产业链分为原料制备、样交换膜、循环泵、电堆集成、废水利用五段。",
    ],
)
def test_links_that_string_a_chain_together(told: str) -> None:
    made = read("# 样例新闻\n\n" + told + "循环泵仍靠外购。\n", "page.md")
    assert made.names("ChainLink") == LINKS
    assert [head for head, _ in made.edges("PART_OF")] == LINKS


@pytest.mark.parametrize(
    ("told", "pairs"),
    [
        (
            "样交换膜、循环泵都处在电堆集成的上游。",
            [("样交换膜", "电堆集成"), ("循环泵", "电堆集成")],
        ),
        ("接在电堆集成下游的是废水利用。", [("电堆集成", "废水利用")]),
        ("电堆集成的上游是原料制备和循环泵。", [("原料制备", "电堆集成"), ("循环泵", "电堆集成")]),
        ("原料制备位于电堆集成环节的前端。", [("原料制备", "电堆集成")]),
        ("样交换膜和电堆集成的上游企业都来了。", []),
    ],
)  # fmt: skip
def test_links_before_and_behind_others(told: str, pairs: list[tuple[str, str]]) -> None:
    chain = "氢能装备产业链由原料制备、样交换膜、循环泵、电堆集成、废水利用5个环节组成。"
    assert read("# 样例新闻\n\n" + chain + told + "\n", "page.md").edges("UPSTREAM_OF") == pairs


def test_industries_that_have_firms_are_no_chain() -> None:
    made = read(
        "# 样例新闻\n\n氢能装备产业由青岛、烟台、潍坊3个城市共同发展，共有链主、配套、服务3类企业。\n", "page.md"
    )
    assert made.names("ChainLink") == []
