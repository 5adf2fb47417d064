"""The sieve leaves out texts that an expression cannot match, and no others."""

import gc
import re
from pathlib import Path

import pytest

import ingest.documents  # noqa: F401  the rules with all their expressions
from ingest.sieve import Regex, matches, needed, passing, regex

ANNOTATED = Path(__file__).parents[1] / "annotated"


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("入驻率", {"入驻率"}),
        ("(?:位于|坐落于?)[^，]{2,9}(?:路|大街)", {"位于", "坐落"}),
        ("[^，]{2,9}(?:路|大街)", {"路", "大街"}),
        ("(?P<n>[一二三])个(?:重点)?方向", {"一个方向", "二个方向", "三个方向", "一个重点方向", "二个重点方向", "三个重点方向"}),
        ("(?:园区)+", {"园区"}),
        ("(?:园区){2,3}|基地", {"园区", "基地"}),
        ("(?:园区)?基地", {"基地"}),
        ("(?<=甲)乙(?!丙)", {"乙"}),
        ("^乙(?=，|$)", {"乙"}),
        ("[1-3]号楼?", {"1号", "2号", "3号"}),
        (r"\d+家", {"家"}),
        (r"(甲.)\1", {"甲"}),
        ("(?>甲|乙丙)+?", {"甲", "乙丙"}),
    ],
)  # fmt: skip
def test_needed(pattern, literals):
    assert needed(pattern) == literals


@pytest.mark.parametrize(
    "pattern", ["(?:园区)*", r"\d+", "[^，]+", ".", "园区|.", "园区|", "(?i:ab)", "(?i)ab", "(?!园区)"]
)
def test_needs_nothing_that_can_be_told(pattern):
    assert needed(pattern) is None
    made = regex(pattern)
    assert [m.span() for m in made.finditer("3家AB，园区")] == [m.span() for m in re.finditer(pattern, "3家AB，园区")]


def test_an_expression_made_later_finds_in_a_text_looked_at_before():
    text = "走进甲的晚来园区，再看晚来园区"
    assert list(regex("早到园区").finditer(text)) == []
    late = regex("晚来(?:园区)")
    assert [m.span() for m in late.finditer(text)] == [(4, 8), (11, 15)]
    assert [m.span() for m in late.finditer(text, 5)] == [(11, 15)]
    assert [m.span() for m in late.finditer(text, 0, 8)] == [(4, 8)]
    assert late.search(text, 8).span() == (11, 15) and late.search("没有") is None


def test_several_expressions_are_asked_at_once():
    one, two, three = regex("甲的(.)谷"), regex("码头"), regex("[^，]谷")
    text = "甲的东谷，甲的西谷"
    assert passing(text, (one, two, three)) == [one, three]
    assert [m.group() for m in matches(text, three, two, one)] == ["东谷", "西谷", "甲的东谷", "甲的西谷"]


def test_all_expressions_of_the_rules_find_what_re_finds():
    made = [one for one in gc.get_objects() if isinstance(one, Regex)]
    assert len(made) > 100
    texts = [
        line
        for path in sorted(ANNOTATED.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    found = 0
    for one in made:
        for text in texts:
            expected = [m.span() for m in one.re.finditer(text)]
            assert [m.span() for m in one.finditer(text)] == expected, one.re.pattern
            found += len(expected)
    assert found > len(texts)
