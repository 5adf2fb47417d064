"""Who supplies whom, told by where orders come from and goods go."""

import pytest

from tests.ingest.documents.reading import read

MAKER = "青岛灯塔电气股份有限公司"
BUYER = "青岛岸石船舶有限公司"


def supplied(body: str) -> list[tuple[str, str]]:
    return read(f"# 企业见闻\n\n{body}\n").edges("SUPPLIES")


@pytest.mark.parametrize(
    "said",
    [
        f"{MAKER}八成的订单来自{BUYER}。",
        f"{MAKER}的营收大半来自隔壁的{BUYER}。",
        f"同在{BUYER}供应商名录里的，还有胶州市的{MAKER}。",
        f"围着{BUYER}转的，有{MAKER}等二十多家配套商。",
        f"{MAKER}的变流器每周发货两次，直接进入{BUYER}的总装车间。",
        f"{MAKER}生产的变流器，下一站就是{BUYER}的总装线。",
        f"{MAKER}有一半产品被{BUYER}买走。",
        f"{BUYER}的订单，被{MAKER}接了下来。",
        f"{BUYER}用的变流器，产自{MAKER}。",
        f"{BUYER}的上游，站着{MAKER}。",
        f"{BUYER}把变流器的活儿交给了{MAKER}。",
        f"{MAKER}的大客户，正是{BUYER}。",
        f"{MAKER}的变流器，装在{BUYER}的货船上。",
        f"{BUYER}的货船，用的正是{MAKER}的变流器。",
        f"{MAKER}挤进{BUYER}的供货名单。",
    ],
)
def test_goods_and_orders_show_who_supplies_whom(said: str) -> None:
    assert supplied(said) == [(MAKER, BUYER)]


@pytest.mark.parametrize(
    "said",
    [
        f"{MAKER}的客人来自{BUYER}。",
        f"{MAKER}希望拿到的订单来自{BUYER}。",
        f"记者从{MAKER}出来，随后走进{BUYER}的总装车间。",
        f"{MAKER}的代表团一早进入{BUYER}的总装车间参观。",
        f"{MAKER}的总经理毕业后一直被{BUYER}看重。",
    ],
)
def test_guests_visits_and_hopes_supply_nobody(said: str) -> None:
    assert supplied(said) == []
