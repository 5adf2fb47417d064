"""Firms of paragraphs that open with a link of a chain."""

from __future__ import annotations

from tests.ingest.documents.reading import read

_CHAIN = "# 灯塔产业链走笔\n\n示例区的灯塔产业链由灯芯制备、灯室总装、航标巡护三个环节组成。\n\n"


def test_firms_of_a_paragraph_that_opens_with_a_link_work_on_it() -> None:
    made = read(
        f"{_CHAIN}上游的灯芯制备环节，多是小厂。青岛样芯材料有限公司专做耐盐灯丝，青岛样塔装备有限公司一家就要走三成。\n\n"
        "走到灯室总装环节，机器声大了起来。青岛样塔装备有限公司去年又添新线；青岛样灯光电有限公司今年搬来。\n\n"
        "灯亮起来，生意没有完。在链条末端的航标巡护环节，青岛样巡科技有限公司包下了三座岛。给巡护船装眼睛的，正是青岛样目光学有限公司。\n"
    )
    assert set(made.edges("ENGAGES_IN")) == {
        ("青岛样芯材料有限公司", "灯芯制备"),
        ("青岛样塔装备有限公司", "灯室总装"),
        ("青岛样灯光电有限公司", "灯室总装"),
        ("青岛样巡科技有限公司", "航标巡护"),
    }


def test_a_link_told_of_in_passing_or_with_others_is_no_paragraphs() -> None:
    made = read(
        f"{_CHAIN}示例区的灯芯制备环节短板突出。青岛样芯材料有限公司去年迁走。\n\n"
        "灯芯制备环节、灯室总装环节都在扩产。青岛样塔装备有限公司负责人来访。\n"
    )
    assert made.edges("ENGAGES_IN") == []
