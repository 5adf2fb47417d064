"""Goods that the words around a firm show to be its own."""

import pytest

from tests.ingest.documents.reading import read

FIRM = "青岛灯塔电气股份有限公司"


def offered(body: str) -> list[tuple[str, str]]:
    return read(f"# 企业见闻\n\n{body}\n").edges("OFFERS")


@pytest.mark.parametrize(
    "said",
    [
        f"{FIRM}以航标变流器见长，产品远销海外。",
        f"{FIRM}靠航标变流器打开了市场。",
        f"{FIRM}凭借航标变流器，成为全区首家单项冠军企业。",
        f"记者见到了{FIRM}刚下线的航标变流器。",
        f"在展台上，{FIRM}最新推出的航标变流器引来围观。",
        f"{FIRM}是高新技术企业，其用于海上灯塔的航标变流器今年上半年销售额9200万元。",
        f"清晨，一台通体橙黄的航标变流器被缓缓吊起。它的制造者{FIRM}成立不过六年。",
        f"{FIRM}将为码头提供自主研发的航标变流器。",
        f"{FIRM}所需不多。航标变流器则主要由{FIRM}供货。",
    ],
)
def test_a_good_is_the_firms_own(said: str) -> None:
    assert (FIRM, "航标变流器") in offered(said)


@pytest.mark.parametrize(
    "said",
    [
        f"{FIRM}将研发的航标变流器还在图纸上。",
        f"{FIRM}即将推出的航标变流器备受期待。",
        f"{FIRM}以提升航标变流器质量成为目标。",
        f"{FIRM}所在的崂山区以航标变流器见长。市民的航标变流器今年坏了。",
    ],
)
def test_what_is_planned_or_anothers_is_not(said: str) -> None:
    assert offered(said) == []
