"""Where a firm is, told beside its name or of a part of it; heads that are set in bold."""

import pytest

from tests.ingest.documents.reading import read

FIRM = "青岛灯塔电气股份有限公司"
LAOSHAN = (FIRM, "cn-div:370212")


def located(body: str) -> list[tuple[str, str]]:
    return read(f"# 企业见闻\n\n{body}\n").edges("LOCATED_IN")


@pytest.mark.parametrize(
    "said",
    [
        f"崂山区的{FIRM}做航标灯已有九年。",
        f"同样到场的，还有崂山区的{FIRM}。",
        f"客商与崂山区的{FIRM}合作多年。",
        f"{FIRM}把二厂建到了崂山区。",
        f"{FIRM}则将研发力量放到了崂山区。",
        f"{FIRM}的生产基地就在崂山区。",
        f"{FIRM}坐标崂山区，员工三百人。",
        f"{FIRM}是崂山区的一家老牌企业。",
        f"崂山区一家名叫{FIRM}的企业接下了订单。",
        f"**手艺人的新活计**\n\n在崂山区，{FIRM}腾出了一条产线。",
    ],
)
def test_a_firm_is_where_its_words_put_it(said: str) -> None:
    assert LAOSHAN in located(said)


@pytest.mark.parametrize(
    "said",
    [
        f"看好崂山区的{FIRM}还在观望。",
        f"{FIRM}打算把二厂建到崂山区。",
        f"网上流传着{FIRM}要把总部迁到崂山区的说法。",
        f"{FIRM}没有把总部搬进崂山区。",
        f"产品卖遍崂山区的{FIRM}接下了订单。",
    ],
)
def test_a_place_that_is_only_wanted_served_or_sold_to_is_no_seat(said: str) -> None:
    assert LAOSHAN not in located(said)


def test_a_bold_line_heads_what_follows_but_bold_words_do_not() -> None:
    text = f"# 企业见闻\n\n**车间换了新颜**\n\n{FIRM}今年扩产。\n\n这里的**老厂房**也在翻新。\n"
    assert f"{FIRM}今年扩产。" in read(text).sentences
    assert any("老厂房" in said and said.startswith("这里的") for said in read(text).sentences)


@pytest.mark.parametrize(
    ("words", "second"),
    [
        ("一家在泊里镇，一家就在样本创新园。", "样本创新园"),
        ("前者在泊里镇，后者在胶州市。", "cn-div:370281"),
    ],
)
def test_two_firms_each_at_its_place(words: str, second: str) -> None:
    first, other = "青岛擎样装备有限公司", "青岛固样储能有限公司"
    made = read(f"# 样例新闻\n\n做叶片的{first}和做气瓶的{other}，{words}\n", "page.md")
    assert set(made.edges("LOCATED_IN")) >= {(first, "cn-div:370211103"), (other, second)}


def test_of_three_firms_no_place_is_told_by_each() -> None:
    firms = "青岛擎样装备有限公司、青岛固样储能有限公司带着青岛样舟船艇有限公司"
    made = read(f"# 样例新闻\n\n{firms}，一家在泊里镇，一家在胶州市。\n", "page.md")
    assert not made.edges("LOCATED_IN")
