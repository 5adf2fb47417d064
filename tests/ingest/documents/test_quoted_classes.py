"""Classes in quotes and who bears them; short names of two words of trade; places that are not the firm's."""

import pytest

from tests.ingest.documents.reading import read

FIRM = "青岛海样轨道车辆有限公司"


@pytest.mark.parametrize(
    "words", [f"作为山东省认定的“链主”企业，{FIRM}今年发布清单。", f"{FIRM}是山东省认定的“链主”企业。"]
)
def test_a_class_in_quotes_and_its_bearer(words: str) -> None:
    made = read(f"# 样例新闻\n\n{words}\n", "page.md")
    assert made.edges("CERTIFIED_AS") == [(FIRM, "链主")]


@pytest.mark.parametrize("words", [f"“链主”一动，{FIRM}也跟着扩产。", f"{FIRM}不是山东省认定的“链主”企业。"])
def test_a_word_in_quotes_alone_certifies_nobody(words: str) -> None:
    assert not read(f"# 样例新闻\n\n{words}\n", "page.md").edges("CERTIFIED_AS")


@pytest.mark.parametrize(
    ("name", "short"), [("青岛盐谷生物化学有限公司", "盐谷生化"), ("青岛翎羽复合材料有限公司", "翎羽复材")]
)
def test_a_short_name_of_two_words_of_trade(name: str, short: str) -> None:
    made = read(f"# 样例新闻\n\n{name}投产。{short}的订单排到明年。\n", "page.md")
    assert [r["text"] for r in made.rows("mentions") if r["label"] == "Company"] == [name, short]
    assert made.names("Company") == [name]


@pytest.mark.parametrize(
    "words",
    [
        "为此，公司拿出位于田横镇海域的12口网箱，开放“网箱巡检”场景。",
        "由即墨区卫生健康局牵头开放的“居家康复”场景，设在通济街道的5个社区服务站。",
    ],
)
def test_where_what_is_given_up_or_a_scenario_lies_is_not_where_the_firm_sits(words: str) -> None:
    made = read(f"# 样例新闻\n\n{FIRM}今年投产。{words}\n", "page.md")
    assert not [head for head, _ in made.edges("LOCATED_IN") if head == FIRM]
