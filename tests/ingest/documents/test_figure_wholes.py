"""Figures of goods that a place counts, and of scenarios: who came for them and what they brought."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

STATISTICS = "# 平度公布半年数据\n\n平度市统计局公布上半年运行情况，规模以上工业增加值增长6%。"


def test_goods_whose_output_a_place_counts_have_it() -> None:
    text = (
        STATISTICS
        + "产品方面，工业缝纫机产量3.2万台，同比增长9%；而家用电冰箱受外需走弱影响，产量回落5.5%；轴承钢管销量1.1万吨。\n"
    )
    found = figures(text)
    assert found["3.2万台"] == found["9%"] == "工业缝纫机"
    assert found["5.5%"] == "家用电冰箱"
    assert read(text).rows("nodes_Technology")[0]["rule"] == "product-counted"


def test_a_firms_output_and_that_of_no_kind_of_goods_are_none_of_these() -> None:
    text = STATISTICS + "青岛安澜电器有限公司上半年冰箱产量2万台；发电量12亿千瓦时，粮食产量30万吨，产品销量增长8%。\n"
    assert "product-counted" not in {row["rule"] for row in read(text).rows("nodes_Technology")}


SCENE = "# 平度开放场景\n\n平度市发布“轮胎智能分拣”场景。青岛锐分智能科技有限公司"


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("参与其中。15家企业参加比选，最终定下一家。", "15家"),
        ("凭一套视觉系统胜出，合同价166万元。", "166万元"),
        ("凭一套视觉系统胜出。6月上线以来，漏检率由2.8%降到0.4%以下。", "0.4%以下"),
        ("中标。运行半年，单班用工减少11人。", "11人"),
        ("中标。场景启用后，分拣效率提高三成。", "三成"),
    ],
)
def test_who_came_for_a_scenario_and_what_it_brought_is_its_own(said: str, raw: str) -> None:
    assert figures(SCENE + said + "\n")[raw] == "轮胎智能分拣"


def test_what_a_firm_has_is_not_the_scenarios() -> None:
    found = figures(SCENE + "中标。公司去年营收2亿元，订单增长12%。\n")
    assert found["2亿元"] == found["12%"] == "青岛锐分智能科技有限公司"


def test_who_came_for_a_scenario_that_is_named_behind_them() -> None:
    text = (
        "# 平度开放场景\n\n评审会上，来自北京、上海的17家企业竞逐“轮胎智能分拣”场景，青岛锐分智能科技有限公司胜出。\n"
    )
    assert figures(text)["17家"] == "轮胎智能分拣"
    text = "# 平度开放场景\n\n青岛锐分智能科技有限公司等17家企业参观了“轮胎智能分拣”场景。\n"
    assert figures(text).get("17家") != "轮胎智能分拣"
