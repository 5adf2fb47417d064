"""Sentence ends in text with hard breaks: quotations, brackets, addresses, lists, titles over two lines.

`hard_breaks.txt` holds passages of ours, `‖` behind each end of a sentence, heading, by-line or caption.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.documents import layout
from ingest.documents.articles import read_articles
from ingest.documents.source import open_source
from tests.ingest.documents.reading import read

PASSAGES = [
    passage.strip("\n") + "\n"
    for passage in Path(__file__).with_name("hard_breaks.txt").read_text(encoding="utf-8").split("\n=====\n")
]


def _marked(passage: str) -> tuple[str, set[int]]:
    """A passage without its marks, and where they stood."""
    *parts, rest = passage.split("‖")
    ends = {len("".join(parts[: n + 1])) for n in range(len(parts))}
    return "".join(parts) + rest, ends


def _ends(text: str) -> set[int]:
    decoded = open_source(text.encode(), "text.txt")
    blocks = layout.read_blocks(text, decoded.headings, whole_lines=decoded.whole_lines)
    return {s.segments[-1][1] for article in read_articles(text, blocks) for s in article.sentences}


def _broken_anew(passage: str, width: int) -> str:
    """The passage with its lines broken at a width; gaps, and lines that end in a mark, stay."""
    made = []
    for paragraph in re.split(r"\n[ \t]*\n", passage):
        lines = []
        for line in re.split(r"(?<=‖)\n", paragraph):
            words = re.findall("[^‖]‖?", line.replace("\n", ""))
            lines += ["".join(words[at : at + width]) for at in range(0, len(words), width)]
        made.append("\n".join(lines))
    return "\n\n".join(made)


@pytest.mark.parametrize("width", [None, 17, 23, 31, 38])
def test_sentence_ends_of_broken_text(width: int | None) -> None:
    right = extra = missed = 0
    for passage in PASSAGES:
        text, wanted = _marked(passage if width is None else _broken_anew(passage, width))
        found = _ends(text)
        right, extra, missed = right + len(found & wanted), extra + len(found - wanted), missed + len(wanted - found)
    assert right / (right + extra) >= 0.98, (right, extra)
    assert right / (right + missed) >= 0.98, (right, missed)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“能不能再快？”医生问。“能。”机长说，下月就行。", ["“能不能再快？”医生问。", "“能。”机长说，下月就行。"]),
        # What stands behind the quotation tells something of its own.
        (
            "“这里像家。”甲公司是首批企业，公司负责人介绍，来了三年。",
            ["“这里像家。”", "甲公司是首批企业，公司负责人介绍，来了三年。"],
        ),
        ("他说：“先试。”市民说，好。", ["他说：“先试。”", "市民说，好。"]),
        ("“为什么是这里？”成了常见的问题。", ["“为什么是这里？”成了常见的问题。"]),
        ("数据见http://a.example/x?id=3页面。完。", ["数据见http://a.example/x?id=3页面。", "完。"]),
        ("工程完工。（详情见附件。）下月启用。", ["工程完工。", "（详情见附件。）", "下月启用。"]),
    ],
)
def test_stops_that_end_nothing(text: str, sentences: list[str]) -> None:
    assert read(f"开头的一句话在这里。\n\n{text}\n").sentences[1:] == sentences
