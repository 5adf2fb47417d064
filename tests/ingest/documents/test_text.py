"""Bytes to text, articles and sentences: encodings, broken lines, captions, spans."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import BinaryDocument, DocumentError, EmptyDocument, NoSentences
from ingest.documents.cuts import LONGEST
from tests.ingest.documents.reading import read

PLAIN = "示例市发布低空经济方案。方案提出，三年内建成十个示范场景。企业可以报名。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_are_seen_through(encoding: str) -> None:
    made = read(PLAIN.encode(encoding))
    assert made.text == PLAIN
    assert made.sentences == ["示例市发布低空经济方案。", "方案提出，三年内建成十个示范场景。", "企业可以报名。"]


def test_a_page_that_says_gb2312_is_read_as_gb18030() -> None:
    page = '<html><head><meta charset="gb2312"><title>题</title><script>var a="脚本";</script></head><body><div class="nav">首页</div>'
    page += "<h1>示例市低空经济发布会</h1><p>示例市将建设無人機镕基地。</p><p>企业可以报名。</p></body></html>"
    made = read(page.encode("gb18030"), "page.html")
    assert "示例市将建设無人機镕基地。" in made.sentences
    assert "脚本" not in made.text


@pytest.mark.parametrize(
    ("data", "error", "code"),
    [
        (b"", EmptyDocument, "empty"),
        (b" \n\t\n", EmptyDocument, "empty"),
        (bytes(range(256)) * 8, BinaryDocument, "binary"),
        ("# 只有标题\n".encode(), NoSentences, "no_sentences"),
    ],
)
def test_what_is_no_document_is_refused_with_a_code(data: bytes, error: type[DocumentError], code: str) -> None:
    with pytest.raises(error) as refused:
        read(data)
    assert refused.value.code == code
    assert "text.txt" in str(refused.value)


BROKEN = """# 港口新闻

本报3月2日讯 记者从示例港获悉,自动化码头的
无人集卡已经上岗,作业效率提高

两成。下一步将

![图](a.jpg)

无人集卡在作业。记者供图

扩大应用范围。

(示例晚报记者 某甲)
"""


def test_sentences_go_on_over_breaks_pictures_and_captions() -> None:
    made = read(BROKEN, "news.md")
    joined = [s.replace("\n", "") for s in made.sentences]
    assert any(s.endswith("作业效率提高两成。") for s in joined)
    assert "下一步将扩大应用范围。" in joined
    captions = [row["sentence"] for row in made.rows("evidence") if row["place"] == "caption"]
    assert any("供图" in caption for caption in captions)


def test_every_span_is_the_originals_own_slice() -> None:
    made = read(BROKEN, "news.md")
    for row in made.rows("evidence"):
        spans = [tuple(map(int, part.split("-"))) for part in row["segments"]]
        assert "".join(made.text[s:e] for s, e in spans) == row["sentence"]
        assert row["locator"] == f"c={spans[0][0]}-{spans[-1][1]}"
    for row in made.rows("mentions"):
        spans = [tuple(map(int, part.split("-"))) for part in row["segments"]]
        assert "".join(made.text[s:e] for s, e in spans) == row["text"]


WORDS = "示例市将围绕平台开放、协同研发、中试服务等3个方面开放场景，促进成果落地。企业可以报名参加，专家负责评审。结果在年底公布。"


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(1, len(WORDS) - 1), max_size=8))
def test_hard_breaks_inside_sentences_change_no_sentence(breaks: set[int]) -> None:
    inside = sorted(b for b in breaks if WORDS[b - 1] not in "。；，、" and WORDS[b] not in "。；，、")
    broken = "".join(("\n" if i in inside else "") + c for i, c in enumerate(WORDS))
    lead = "这是第一段完整的话，用来开头。\n\n"
    whole = [s.replace("\n", "") for s in read(lead + WORDS + "\n").sentences]
    assert [s.replace("\n", "") for s in read(lead + broken + "\n").sentences] == whole


def test_articles_of_a_page_are_told_apart() -> None:
    page = (
        "# 第一篇新闻的标题\n\n本报5月6日讯 示例区举行活动。活动很多。\n\n示例晚报记者 某甲\n\n"
        "# 第二篇新闻的标题\n\n本报5月6日讯 另一个区开放场景。企业报名。\n\n示例晚报记者 某乙\n"
    )
    made = read(page, "page.md")
    assert [row["title"] for row in made.rows("nodes_Document")][1:] == ["第一篇新闻的标题", "第二篇新闻的标题"]
    assert len(made.edges("PART_OF")) == 2
    # A day without a year stays raw text.
    assert {row["published_on"] for row in made.rows("nodes_Document")} == {None}


def test_text_without_an_end_is_cut_at_its_last_stop_before_the_bound() -> None:
    made = read("\n".join(["到2028年打造10个示范园区，"] * 2_000))
    lengths = [len(s) for s in made.sentences]
    assert max(lengths) <= LONGEST
    assert all(s.endswith("，") for s in made.sentences)
    assert sum(map(len, made.sentences)) >= 2_000 * len("到2028年打造10个示范园区，")
