"""Bulletins that go through the trades of a place, a paragraph each."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

BULLETIN = (
    "# 前三季度平度市农业经济运行情况\n\n前三季度，全市农业平稳运行。\n\n"
    "生猪养殖业产能稳定。全年出栏生猪88万头，增长1.7%。\n\n"
    "葡萄种植业提质扩面。种植面积5.2万亩。青岛藤谷酒庄有限公司建成酒窖3座。全市新增采摘园16处。\n"
)


def test_a_paragraphs_figures_are_of_the_trade_it_opens_with() -> None:
    found = figures(BULLETIN)
    assert found["88万头"] == found["1.7%"] == "生猪养殖业"
    assert found["5.2万亩"] == found["16处"] == "葡萄种植业"


def test_a_firm_in_such_a_paragraph_has_its_own() -> None:
    assert figures(BULLETIN)["3座"] == "青岛藤谷酒庄有限公司"


def test_trades_that_paragraphs_open_with_are_industries() -> None:
    assert {"生猪养殖业", "葡萄种植业"} <= set(read(BULLETIN, "page.md").names("Industry"))


@pytest.mark.parametrize(
    "text",
    [
        # One such sentence is no bulletin.
        "# 平度市农业近况\n\n生猪养殖业产能稳定。全市建成冷库7座。\n\n专家来到田间讲课。\n",
        # What all firms do is no trade, nor are all trades at once.
        "# 平度市近况\n\n规上企业增势良好。全市建成冷库7座。\n\n居民就业稳中向好。全市办招聘会9场。\n\n服务业增长较快。\n",
    ],
)
def test_other_sentences_open_no_trade(text: str) -> None:
    assert figures(text)["7座"] in (None, "cn-div:370283")


def test_what_only_a_place_has_stays_with_the_place() -> None:
    text = BULLETIN.replace("全年出栏生猪88万头", "全市固定资产投资增长6.3%；出栏生猪88万头")
    found = figures(text)
    assert found["6.3%"] == "cn-div:370283"
    assert found["88万头"] == "生猪养殖业"
