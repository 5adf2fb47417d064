"""What one article of a page names, another means by a shorter form."""

import pytest

from tests.ingest.documents.reading import read

FIRST = "# 甲报道\n\n本报6月1日讯 设备由青岛样禾电池科技有限公司供应。{more}\n\n（记者 样本）\n\n"
SECOND = "# 乙报道\n\n本报6月1日讯 {said}\n\n（记者 样本）\n"


def companies(said: str, more: str = "") -> list[str]:
    made = read(FIRST.format(more=more) + SECOND.format(said=said))
    return [m["text"] for m in made.rows("mentions") if m["label"] == "Company"]


def test_a_firms_trade_name_means_it_in_the_next_article() -> None:
    assert companies("样禾电池获评高新技术企业。") == ["青岛样禾电池科技有限公司", "样禾电池"]


def test_a_form_that_the_article_gives_a_firm_of_its_own_is_that_firms() -> None:
    made = read(FIRST.format(more="") + SECOND.format(said="烟台样禾电池材料有限公司搬来。样禾电池获评高新技术企业。"))
    assert made.edges("CERTIFIED_AS") == [("烟台样禾电池材料有限公司", "高新技术企业")]


def test_a_form_of_two_firms_is_nobodys() -> None:
    said = companies("样禾电池获评高新技术企业。", more="备件由烟台样禾电池材料有限公司供应。")
    assert "样禾电池" not in said[2:]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("园区引进了溟汐制药，又迎来莱渚电子。", {"溟汐制药", "莱渚电子"}),
        ("电芯材料涨价，智能电子产品热销，深海装备出口增长。", set()),
        ("今年海洋生物医药产值增长，氢能汽车上路。", set()),
    ],
)
def test_two_characters_that_make_no_word_and_a_trade(said: str, names: set[str]) -> None:
    made = read(f"# 园区一则\n\n{said}\n")
    assert {m["text"] for m in made.rows("mentions") if m["label"] == "Company"} == names
