"""Whom a place has brought in, told at signings."""

import pytest

from tests.ingest.documents.reading import read

FIRM = "青岛灯塔电气股份有限公司"
PARK = "石湾航标产业园"


def attracted(body: str) -> list[tuple[str, str]]:
    return read(f"# 园区见闻\n\n{PARK}占地210亩。\n\n{body}\n").edges("ATTRACTS")


@pytest.mark.parametrize(
    "said",
    [
        f"{PARK}昨天签下了{FIRM}。",
        f"{PARK}抢来了{FIRM}的变流器项目。",
        f"{PARK}与{FIRM}签署入驻协议。",
        f"昨天，{PARK}又添新邻居：{FIRM}等5家企业签了入园协议。",
        f"{PARK}一口气签下7个项目，其中块头最大的由{FIRM}投资6亿元建设。",
        f"{PARK}集中签约6个项目，{FIRM}名列其中。",
        f"在{PARK}的签约仪式上，{FIRM}等6家企业集中签约。",
        f"{FIRM}上月签约落户{PARK}。",
        f"{PARK}补链心切，其中{FIRM}的变流器项目已于6月10日落笔签约。",
        f"变流器项目在{PARK}签约。项目由{FIRM}投资，计划8月动工。",
        f"{PARK}招商负责人说，最想请来的是航标企业，目前已与{FIRM}签约。",
    ],
)
def test_who_signs_is_brought_in(said: str) -> None:
    assert attracted(said) == [(PARK, FIRM)]


@pytest.mark.parametrize(
    "said",
    [
        f"{PARK}正与{FIRM}洽谈。",
        f"{PARK}有望签下{FIRM}。",
        f"包括{FIRM}在内的23家企业已签订入驻协议。",
        f"{FIRM}签下了3艘货船的订单。",
        f"{PARK}一口气签下7个项目，{FIRM}董事长到场祝贺。",
    ],
)
def test_talks_hopes_and_guests_bring_nobody_in(said: str) -> None:
    assert attracted(said) == []
