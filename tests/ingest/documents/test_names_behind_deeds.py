"""Where a name begins behind a verb, and names whose own words are verbs elsewhere."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read


@pytest.mark.parametrize(
    ("said", "firm"),
    [
        ("这批轴承已装上青岛样山车辆有限公司的列车。", "青岛样山车辆有限公司"),
        ("产品又打进烟台样山船舶有限公司的供应链。", "烟台样山船舶有限公司"),
        ("园区引来了莱西启程回收科技有限公司。", "莱西启程回收科技有限公司"),
        ("即墨恒样回收科技有限公司落户园区。", "即墨恒样回收科技有限公司"),
    ],
)
def test_a_firm_begins_at_its_place_whatever_verb_stands_around(said: str, firm: str) -> None:
    assert read(f"# 样例\n\n{said}\n", "page.md").names("Company") == [firm]


def test_a_verb_that_is_the_name_itself_stays() -> None:
    assert read("# 样例\n\n爱青岛传媒有限公司昨日成立。\n", "page.md").names("Company") == ["爱青岛传媒有限公司"]


def test_bodies_behind_a_verb_and_centres_of_a_city() -> None:
    text = (
        "# 样例\n\n能不能用好，还要看青岛运动工程研究院的模型。青岛多式联运中心开行班列。当地要建青岛国际金融中心。\n"
    )
    assert read(text, "page.md").names("Organization") == ["青岛运动工程研究院", "青岛多式联运中心"]
