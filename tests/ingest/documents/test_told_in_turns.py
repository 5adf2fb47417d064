"""Suppliers and tenants in turned words, and what is none."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

SELLER, BUYER, PARK = "青岛样例轴承有限公司", "青岛四方样例车辆股份有限公司", "青岛样例产业园"


def edges(said: str, kind: str) -> list[tuple[str, str]]:
    return read(f"# 一周要闻\n\n{said}\n", "page.md").edges(kind)


@pytest.mark.parametrize(
    "said",
    [
        f"给{BUYER}做轴箱轴承的{SELLER}，去年产值3亿元。",
        f"作为{BUYER}的一级配套商，{SELLER}每年供应轴箱轴承2万套。",
        f"{SELLER}生产的轴箱轴承装上了{BUYER}的城际列车。",
        f"{SELLER}拿下了{BUYER}的轴箱轴承订单。",
        f"{BUYER}的轴箱轴承，一半来自隔壁的{SELLER}。",
    ],
)
def test_who_supplies_whom_told_the_other_way_round(said: str) -> None:
    assert edges(said, "SUPPLIES") == [(SELLER, BUYER)]


@pytest.mark.parametrize(
    "said",
    [
        f"{SELLER}有望拿下{BUYER}的轴箱轴承订单。",
        f"为{BUYER}喝彩的{SELLER}，去年产值3亿元。",
    ],
)
def test_hopes_and_guests_supply_nothing(said: str) -> None:
    assert edges(said, "SUPPLIES") == []


@pytest.mark.parametrize(
    "said",
    [
        f"{SELLER}把新厂建在了{PARK}。",
        f"{SELLER}就藏在{PARK}3号楼里。",
        f"{SELLER}选择{PARK}，看中的是配套。",
        f"推开{PARK}3号楼的门，{SELLER}的工程师正在调试设备。",
        f"{PARK}里，{SELLER}已经投产。",
        f"{PARK}上月迎来{SELLER}。",
    ],
)
def test_who_sits_in_a_park_told_in_turned_words(said: str) -> None:
    assert edges(said, "TENANT_OF") == [(SELLER, PARK)]


@pytest.mark.parametrize(
    "said",
    [
        f"{PARK}里，{SELLER}与客商签约。",
        f"{PARK}上月迎来{SELLER}考察。",
        f"{SELLER}计划把新厂建在{PARK}。",
    ],
)
def test_who_comes_to_sign_to_look_or_later_is_no_tenant(said: str) -> None:
    assert edges(said, "TENANT_OF") == []
