"""Deals that are no cooperation, holdings only planned or denied, and names that end before what is said of them."""

import pytest

from tests.ingest.documents.reading import Read, read

A, B = "青岛样甲科技有限公司", "青岛样乙电机有限公司"


def news(body: str) -> Read:
    return read(f"# 企业新事\n\n{body}\n")


@pytest.mark.parametrize(
    ("said", "partners"),
    [
        (f"{A}与{B}签署战略合作协议。", [(A, B)]),
        (f"{A}与{B}签署了股权转让协议。", []),
        (f"{A}日前与{B}达成有条件资产收购协议。", []),
        (f"{A}与{B}签订债务承担协议。", []),
    ],
)
def test_buying_shares_or_taking_over_debts_is_no_cooperation(said: str, partners: list[tuple[str, str]]) -> None:
    assert news(said).edges("COOPERATES_WITH") == partners


@pytest.mark.parametrize(
    ("said", "holdings"),
    [
        (f"{A}收购{B}，持股六成。", [(A, B)]),
        (f"{A}打算收购{B}。", []),
        (f"{A}预计年底前收购{B}。", []),
        (f"{A}否认收购{B}。", []),
    ],
)
def test_what_is_planned_or_denied_is_no_holding(said: str, holdings: list[tuple[str, str]]) -> None:
    assert news(said).edges("INVESTS_IN") == holdings


def test_a_business_sold_is_no_supply() -> None:
    assert news(f"{A}打算把电机业务卖给{B}。").edges("SUPPLIES") == []


def test_what_the_verb_has_of_its_own_ends_no_name() -> None:
    assert set(news(f"{A}与样澜智造还签订了合作协议。").names("Company")) == {A, "样澜智造"}


@pytest.mark.parametrize(
    ("said", "industries"),
    [("公司均投向了消费或新兴产业。", []), ("这大大提高了样甲在中国银行业的排名。", [])],
)
def test_words_that_go_on_name_no_industry(said: str, industries: list[str]) -> None:
    assert news(said).names("Industry") == industries


@pytest.mark.parametrize(
    ("said", "links"),
    [
        (f"{A}主要从事轴承加工、模具设计等业务。", ["轴承加工", "模具设计"]),
        (f"在模具设计行当，从事模具设计二十多年的{A}是老字号。", ["模具设计"]),
    ],
)
def test_how_long_and_what_else_is_no_part_of_a_link(said: str, links: list[str]) -> None:
    assert set(news(said).names("ChainLink")) <= set(links)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("样融公司投资建设样湾海洋中心项目，总投资8亿元。", "样湾海洋中心项目"),
        ("城投集团宣布开发样湖康养基地项目，总投资8亿元。", "样湖康养基地项目"),
    ],
)
def test_who_builds_it_is_no_part_of_a_project(said: str, name: str) -> None:
    assert set(news(said).names("Project")) == {name}


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("样澜新能源汽车副董事长出席了活动。", ["样澜新能源汽车"]),
        (f"{A}和样澜达将会合资共建孵化园区。", [A, "样澜达"]),
        (f"{A}与自然人样某某签订协议。", [A]),
    ],
)
def test_titles_and_persons_are_no_part_of_firms(said: str, names: list[str]) -> None:
    assert set(news(said).names("Company")) == set(names)


def test_shares_are_no_park_and_statements_no_project() -> None:
    made = news("样投将样甲港股剔出名单。样湾合作社是样国目前投资最大的项目，总投资3亿元。")
    assert (made.names("Park"), made.names("Project")) == ([], [])


def test_who_is_to_build_is_no_part_of_a_project() -> None:
    assert set(news("公司拟投资建设样山样岭风电二期项目，总投资3亿元。").names("Project")) == {"样山样岭风电二期项目"}


def test_what_a_firm_got_into_is_an_industry_without_the_verb() -> None:
    assert news("一向涉足纺织业的样甲公司换了东家。").names("Industry") == ["纺织业"]
