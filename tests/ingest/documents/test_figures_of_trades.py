"""Whose a figure of statistics is: the trade's that its sentence opened with, the place's where things are made, the product's."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

HEAD = "# 半年报\n\n本报8月3日讯 "


def test_a_trade_that_a_bureau_tells_of_goes_on() -> None:
    told = figures(
        HEAD + "即墨区海洋发展局最新统计显示，今年上半年，全区船艇制造产业实现产值63亿元，同比增长12.4%；交付游艇85艘，"
        "新签订单增长逾两成。规上船艇制造企业已有19家，比去年底多出4家。\n"
    )
    assert {told[key] for key in ("63亿元", "85艘", "逾两成", "19家", "4家")} == {"船艇制造"}
    # Behind another trade the figures are not of the first one.
    parted = figures(HEAD + "上半年，全区船艇制造产业实现产值63亿元；渔具虽小却长得最快，链上企业由7家增加到21家。\n")
    assert parted["7家"] != "船艇制造"


def test_what_realises_an_output_is_a_trade() -> None:
    made = read(HEAD + "上半年，青岛新能源汽车实现产值52亿元，储能电池实现产值9亿元。\n", "page.md")
    assert made.names("Industry") == ["新能源汽车", "储能电池"]
    told = figures(HEAD + "上半年，城阳区实现海洋经济核心产业增加值31亿元。\n")
    assert told["31亿元"] == "cn-div:370214"


@pytest.mark.parametrize("lead", ["分产品看，", "从产品看，", "上半年，按主要产品看，"])
def test_things_made_are_told_of_the_place_product_by_product(lead: str) -> None:
    told = figures(
        HEAD + f"今年上半年，青岛规上工业增加值增长6.3%。{lead}扫地机器人产量41万台，增长22%；干衣机产量约60万台。\n"
    )
    assert told["41万台"] == told["22%"] == told["约60万台"] == "cn-div:370200"


def test_another_citys_output_stays_there() -> None:
    told = figures(
        HEAD + "上半年青岛出口新能源汽车2.6万辆，货值逾30亿元。作为对比，同期芜湖市新能源汽车产量超过40万辆。\n"
    )
    assert told["2.6万辆"] == "cn-div:370200"
    assert told["超过40万辆"] == "cn-div:340200"


def test_a_product_has_got_into_other_things() -> None:
    told = figures(HEAD + "青岛样例制动有限公司生产陶瓷闸片，产品已装上5个城市的地铁列车。\n")
    assert told["5个"] == "陶瓷闸片"
