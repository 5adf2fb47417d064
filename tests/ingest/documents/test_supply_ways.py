"""Who supplies whom, told by carriers, neighbours, shares of what is made and goods that travel with others."""

import pytest

from tests.ingest.documents.reading import Read, read

A, B, C = "青岛砺样制动有限公司", "青岛海样车辆有限公司", "烟台固样储能有限公司"


def _news(words: str) -> Read:
    return read(f"# 样例新闻\n\n{words}\n", "page.md")


@pytest.mark.parametrize(
    "words",
    [
        f"{A}的送货车每天都要往{B}跑上几趟。",
        f"{A}每个月给{B}送四车刹车片。",
        f"{A}年产刹车片12万套，{B}一家就要走其中的三成。",
        f"{B}一家就吃下了{A}七成的订单。",
        f"{A}一半的产能都留给了{B}。",
        f"{A}多出来的蒸汽并没有放掉，而是送到隔壁的{B}。",
        f"{A}与{B}门对门，刹车片出了厂门就进了后者的总装线。",
        f"{A}的第一单，来自{B}。",
        f"在{B}的采购单上，{A}排在第一位。",
        f"{B}的刹车片从隔壁{A}运来。",
        f"{A}的刹车片，眼下已随{B}的列车驶往东南亚。",
    ],
)
def test_goods_on_their_way_show_who_supplies_whom(words: str) -> None:
    assert _news(words).edges("SUPPLIES") == [(A, B)]


def test_customers_that_are_described_behind_a_dash() -> None:
    made = _news(f"{A}的两位大客户——做风电叶片的{B}和做储氢瓶的{C}，早早递来了意向书。")
    assert made.edges("SUPPLIES") == [(A, B), (A, C)]


@pytest.mark.parametrize(
    "words",
    [
        f"{A}的员工每天往{B}跑。",
        f"{A}把样机送到{B}检测。",
        f"{A}计划把一半的产能留给{B}。",
        f"{A}随{B}一起搬进新园区。",
        f"{A}占地120亩，{B}占了全国市场的三成。",
    ],
)
def test_what_is_no_supply(words: str) -> None:
    assert not _news(words).edges("SUPPLIES")


def test_what_a_firm_began_with_is_its_own_and_not_that_of_the_sentence_before() -> None:
    made = _news(f"{A}上月投产。做车载空调起家的{B}去年搬来。")
    assert made.edges("OFFERS") == [(B, "车载空调")]


def test_what_goes_into_a_good_is_supplied_to_its_maker() -> None:
    made = _news(f"{B}把巡检机器人开进了车库。给机器人装“眼睛”的，正是同在城阳的{A}。")
    assert made.edges("SUPPLIES") == [(A, B)]


def test_what_goes_into_the_good_of_nobody_known_is_supplied_to_nobody() -> None:
    assert not _news(f"车库里来了机器人。给机器人装“眼睛”的，正是{A}，{B}在对面。").edges("SUPPLIES")


def test_what_goods_travel_with_is_offered_by_whom_they_go_to() -> None:
    made = _news(f"{A}的制动控制单元，眼下已随{B}的市域列车驶往东南亚。")
    assert (B, "市域列车") in made.edges("OFFERS")
    assert not _news(f"{A}的制动控制单元，眼下已随{B}的订单驶往东南亚。").edges("OFFERS")[1:]
