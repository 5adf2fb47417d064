"""Firms that join for a bid, do something together, put money into a round; parks that list firms with 既有."""

from __future__ import annotations

import pytest

from ingest.documents.rules.firm_forms import short_forms
from tests.ingest.documents.reading import read

HEAD = "# 样例新闻\n\n"
A, B = "青岛云桥软件有限公司", "济南算海智能科技有限公司"


@pytest.mark.parametrize(
    "text",
    [
        f"{A}与本地的{B}组成联合体应答。",
        f"{A}联手{B}共建中试线，今年9月投用。",
        f"{A}是本土企业。它还联手{B}共建中试线。",
        f"支持{A}扩建厂房；鼓励该公司与{B}联合攻关导航系统。",
    ],
)
def test_firms_that_do_something_together_cooperate(text: str) -> None:
    assert read(HEAD + text + "\n", "page.md").edges("COOPERATES_WITH") == [(A, B)]


def test_that_firm_is_no_office() -> None:
    text = f"该工作由市科技局牵头。鼓励该公司与{B}联合攻关导航系统。"
    assert read(HEAD + text + "\n", "page.md").edges("COOPERATES_WITH") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{A}领投{B}的A轮，金额3000万元。",
        f"{A}领投了{B}A轮融资。",
        f"{A}去年搬来，随后又参投了{B}的天使轮。",
    ],
)
def test_who_leads_a_round_holds_a_share(text: str) -> None:
    found = read(HEAD + text + "\n", "page.md")
    assert found.edges("INVESTS_IN") == [(A, B)]
    assert set(found.names("Company")) == {A, B}


def test_who_only_means_to_lead_a_round_holds_none() -> None:
    assert read(f"{HEAD}{A}计划领投{B}的A轮。\n", "page.md").edges("INVESTS_IN") == []


def test_a_park_has_both_whom_it_lists() -> None:
    text = f"岸芷科技园里，既有做试剂的{A}，又有搞检测的{B}。"
    assert {head for head, _ in read(HEAD + text + "\n", "page.md").edges("TENANT_OF")} == {A, B}


def test_a_city_that_the_dictionary_does_not_know_is_no_brand() -> None:
    assert "澜图机器人" in short_forms("合肥澜图机器人股份有限公司")
    assert "海澜重工" in short_forms("南通海澜船舶重工有限公司")
