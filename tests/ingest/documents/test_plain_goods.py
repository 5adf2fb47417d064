"""Goods without a known ending, where the words around leave no doubt; and what these words are also said of."""

import pytest

from tests.ingest.documents.reading import Read, read

A = "青岛样礁实业有限公司"


def _news(words: str) -> Read:
    return read(f"# 样例新闻\n\n{words}\n", "page.md")


@pytest.mark.parametrize(
    ("words", "goods"),
    [
        (f"{A}最拿手的是即食海参、虾酱和鱼松。", ["即食海参", "虾酱", "鱼松"]),
        (f"{A}量产裙边和止水带。", ["裙边", "止水带"]),
        (f"{A}把止水带卖到了东南亚。", ["止水带"]),
        (f"{A}的止水带去年卖出1.2万米。", ["止水带"]),
        (f"{A}研发的褐藻胶、甘露醇占全国一半份额。", ["褐藻胶", "甘露醇"]),
        (f"{A}的招牌酸菜鱼，一天能卖2万份。", ["酸菜鱼"]),
        (f"{A}的制动控制单元，眼下已随主机厂的列车驶往东南亚。", ["制动控制单元"]),
        (f"浓海水送到隔壁的{A}，由后者再制成工业用盐。", ["工业用盐"]),
        (f"转向架构架的试制任务便被{A}揽下。", ["转向架构架"]),
        (f"{A}今年又添了酸菜鱼、佛跳墙两款新品。", ["酸菜鱼", "佛跳墙"]),
        (f"{A}日产阻燃剂已经稳定在85吨。", ["阻燃剂"]),
    ],
)
def test_goods_of_a_firm_whatever_their_name_ends_in(words: str, goods: list[str]) -> None:
    made = _news(words)
    assert made.names("Technology") == goods
    assert {tail for head, tail in made.edges("OFFERS") if head == A} == set(goods)


@pytest.mark.parametrize(
    ("words", "goods"),
    [
        (f"{A}发布清单，列出齿轮箱、转向架构架、轴温传感器等58项需求。", ["齿轮箱", "转向架构架", "轴温传感器"]),
        (f"{A}刚刚揭得“气相色谱检测器”一题。", ["气相色谱检测器"]),
        ("早年间，这里就生产过气象仪、绘图仪。", ["气象仪", "绘图仪"]),
    ],
)
def test_goods_that_are_wanted_or_were_made_once_are_nobodys_offer(words: str, goods: list[str]) -> None:
    made = _news(words)
    assert made.names("Technology") == goods
    assert not made.edges("OFFERS")


@pytest.mark.parametrize(
    "words",
    [
        f"{A}的员工走进社区，订单也随市场走高。",
        f"{A}的技术人员走进车间，把老厂房卖给了同行。",
        f"{A}最拿手的是沟通和服务。",
        f"{A}主打差异化和性价比。",
        f"{A}的海外收入占了三成。",
        f"{A}列出人才引进、融资担保、场地扩建等3项需求。",
        f"{A}把实验数据变成经验。",
        f"{A}的故事走进了课堂，股票走俏。",
        f"{A}的施工任务已由青岛建样工程有限公司承接。",
    ],
)
def test_what_is_sold_or_told_of_and_is_no_good(words: str) -> None:
    assert not _news(words).names("Technology")
