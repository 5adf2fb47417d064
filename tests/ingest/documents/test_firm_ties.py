"""Who founded, bought, joined whom, who brought whom in, and whose branch a firm is, in other words than the plain ones."""

import pytest

from tests.ingest.documents.reading import Read, read

A, B, C = "青岛海样车辆有限公司", "青岛灵样传感技术有限公司", "青岛安样运维有限公司"


def _news(words: str) -> Read:
    return read(f"# 样例新闻\n\n{words}\n", "page.md")


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        (f"由{A}出资35%设立的{C}，今年投产。", [A]),
        (f"{A}和{B}共同创办的{C}，今年投产。", [A, B]),
        (f"{A}拿出3000万元，和{B}合办了{C}。", [A, B]),
        (f"{A}与{B}各占六成和四成股份，组建{C}。", [A, B]),
        (f"{C}被{A}收入囊中。", [A]),
        (f"{A}花1.2亿元买下{C}六成股权。", [A]),
        (f"{C}刚拿到{A}领投的5000万元融资。", [A]),
        (f"{C}背后站着{A}和{B}两家股东。", [A, B]),
    ],
)
def test_who_holds_whom_in_other_words(words: str, owners: list[str]) -> None:
    assert set(_news(words).edges("INVESTS_IN")) == {(owner, C) for owner in owners}


@pytest.mark.parametrize(
    "words",
    [
        f"{A}有意买下{C}六成股权。",
        f"{C}未被{A}收购。",
        f"{C}拿到{A}的订单。",
        f"{A}设立的研究院，为{C}做检测。",
    ],
)
def test_what_is_planned_or_bought_from_it_is_no_stake(words: str) -> None:
    assert not _news(words).edges("INVESTS_IN")


@pytest.mark.parametrize(
    "words",
    [
        f"{A}找上{B}，两家商定合伙开发轴温传感器。",
        f"{C}揽下试制任务；{A}则找上{B}，双方约定共同研制轴温传感器。",
        f"{A}牵手{B}，一起做轴温传感器。",
        f"{A}和{B}一拍即合。",
        f"{A}与园区运营方{B}签署框架协议。",
    ],
)
def test_who_works_together_in_other_words(words: str) -> None:
    assert _news(words).edges("COOPERATES_WITH") == [(A, B)]


@pytest.mark.parametrize(
    "words", [f"{A}找上{B}，两家有意合伙开发轴温传感器。", f"{A}、{B}、{C}上门，双方共同开发轴温传感器。"]
)
def test_what_is_only_meant_or_said_of_three_is_no_pair(words: str) -> None:
    assert not _news(words).edges("COOPERATES_WITH")


def test_a_district_that_brought_a_firm_into_a_park() -> None:
    made = _news(f"{C}的老家在德州，2024年经城阳区招引落户样本创新园。")
    assert made.edges("ATTRACTS") == [("cn-div:370214", C)]
    assert made.edges("TENANT_OF") == [(C, "样本创新园")]


@pytest.mark.parametrize("lead", ["德州的老厂子则改挂", "第三家叫", "这支队伍脱胎于"])
def test_a_name_begins_at_its_place_behind_what_was_done(lead: str) -> None:
    assert _news(f"{C}落户后，{lead}{C}德州分公司。").edges("BRANCH_OF") == [(f"{C}德州分公司", C)]


def test_a_short_name_is_the_firms_and_not_its_branchs() -> None:
    made = _news(f"{C}落户，老厂子改挂{C}德州分公司的牌子。安样运维今年投产了新厂。")
    assert [r["name"] for r in made.rows("nodes_Company") if r["aliases"]] == [C]
