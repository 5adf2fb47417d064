"""Firms on a link that opens their clause, and the way along a chain (环节上的企业, 链条走向)."""

from tests.ingest.documents.reading import read

_CHAIN = "氢能产业链分为制氢装备、储运装备、加氢装备、燃料电池四个环节。"


def _page(words: str) -> str:
    return f"# 样例新闻\n\n{_CHAIN}{words}\n"


def test_a_firm_behind_the_link_stands_on_it() -> None:
    made = read(
        _page(
            "燃料电池一端，青岛澄动科技有限公司每年装机三千台；加氢装备环节，来自崂山的青岛汇枪装备有限公司今年接了订单。"
            "储运装备由青岛罐储科技有限公司、青岛途运科技有限公司扛旗。"
        ),
        "page.md",
    )
    assert made.edges("ENGAGES_IN") == [
        ("青岛澄动科技有限公司", "燃料电池"),
        ("青岛汇枪装备有限公司", "加氢装备"),
        ("青岛罐储科技有限公司", "储运装备"),
        ("青岛途运科技有限公司", "储运装备"),
    ]


def test_without_a_word_for_the_place_it_must_lead_or_make() -> None:
    made = read(
        _page(
            "燃料电池一半靠外购，青岛澄动科技有限公司是为数不多的先行者。"
            "储运装备也有了起色，位于城阳区的青岛罐储科技有限公司年产能达到三千台。"
            "加氢装备价格不低，青岛途运物流有限公司每年要买两百台。"
        ),
        "page.md",
    )
    assert made.edges("ENGAGES_IN") == [("青岛澄动科技有限公司", "燃料电池"), ("青岛罐储科技有限公司", "储运装备")]


def test_a_firm_that_is_not_there_yet_does_not_stand_on_it() -> None:
    made = read(
        _page("燃料电池这头，青岛澄动科技有限公司尚未投产；加氢装备环节，青岛汇枪装备有限公司拟建新线。"), "page.md"
    )
    assert made.edges("ENGAGES_IN") == []


def test_a_way_along_the_chain_says_what_lies_upstream() -> None:
    made = read(_page("制氢装备处于最上游，其后是储运装备，产品交给加氢装备，末端则是燃料电池。"), "page.md")
    assert made.edges("UPSTREAM_OF") == [("制氢装备", "储运装备"), ("储运装备", "加氢装备"), ("加氢装备", "燃料电池")]
    made = read(_page("从制氢装备起步，经储运装备，再到燃料电池。"), "page.md")
    assert made.edges("UPSTREAM_OF") == [("制氢装备", "储运装备"), ("储运装备", "燃料电池")]


def test_links_named_without_a_beginning_are_no_way() -> None:
    made = read(_page("燃料电池企业有三家，此后引进的储运装备企业有两家，最后才是制氢装备。"), "page.md")
    assert made.edges("UPSTREAM_OF") == []


def test_a_chain_that_is_taken_apart_gives_its_links() -> None:
    made = read("# 样例新闻\n\n水声装备产业链拆解为换能器、信号处理、整机测试三个环节。\n", "page.md")
    assert made.names("ChainLink") == ["换能器", "信号处理", "整机测试"]
