"""Parks that what is said of them shows, and the places that stand apart from their names."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

CITY = "# 样例新闻\n\n样湾新材料产业园占地20亩。\n\n"


@pytest.mark.parametrize(
    ("told", "park"),
    [
        ("浮山样智港原是一栋闲置的办公楼。去年有人接手改造，如今入驻率达到78%。", "浮山样智港"),
        ("青岛蓝谷的样蓝仪谷走的是“小而专”的路子。园区面积不过7.2万平方米，却挤进了61家企业。", "样蓝仪谷"),
        ("崂山区株洲路上的青岛样感谷昨日开园，首批12家企业当天搬了进来。", "青岛样感谷"),
    ],
)
def test_a_park_by_what_is_told_of_it(told: str, park: str) -> None:
    assert park in read(CITY + told + "\n", "page.md").names("Park")


@pytest.mark.parametrize(
    "told",
    [
        "样家河谷原是一片荒滩。如今油菜花开，游人如织。",
        "董家口港去年吞吐量增长5%，港内企业12家。",
        "这座山谷原是采石场。附近园区入驻率达到78%。",
    ],
)
def test_places_that_are_no_parks(told: str) -> None:
    assert read(CITY + told + "\n", "page.md").names("Park") == ["样湾新材料产业园"]


@pytest.mark.parametrize(
    ("told", "zones"),
    [
        ("出城阳区棘洪滩街道不远，就是样枢轨交产业园。", 2),
        ("崂山区株洲路上的样感产业园昨日开园。", 1),
        ("平度南村家电产业功能区腾出两栋旧厂房改成样能厨电加速器。", 1),
        ("城阳区企业与样感产业园签约。", 0),
    ],
)
def test_places_beside_a_park(told: str, zones: int) -> None:
    assert len(read("# 样例新闻\n\n" + told + "\n", "page.md").edges("LOCATED_IN")) == zones


def test_the_district_over_a_part_of_a_round_up_is_where_its_park_lies() -> None:
    made = read(
        "# 各区速览\n\n## 市北区：老楼里长出新算力\n\n浮山样智产业园入驻率达到78%。\n\n## 城阳区：链主发力\n\n园区外的事。\n",
        "page.md",
    )
    rows = [r for r in made.rows("edges") if r["type"] == "LOCATED_IN"]
    assert [(r["tail"], r["stated"]) for r in rows] == [("cn-div:370203", False)]
