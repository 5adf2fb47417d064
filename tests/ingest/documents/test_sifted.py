"""Sentences left aside without a look, and places of marks: nothing that an expression matches is lost."""

from __future__ import annotations

from ingest.documents.articles import Sentence, sifted
from ingest.documents.enumerations import enumerations
from ingest.documents.lists import after_mark
from ingest.documents.shadow import shadow_of
from ingest.sieve import regex


def sentence(number: int, text: str) -> Sentence:
    return Sentence(number, "body", text, ((0, len(text)),), shadow_of(text, range(len(text))))


def test_sentences_with_a_needed_word_of_any_expression_stay_in_their_order() -> None:
    founded, moved = regex("(?:成立|组建)于[0-9]{4}年"), regex("迁[至往][^，。]+区")
    texts = ["甲公司成立于2019年。", "乙公司迁往丙区。", "今天天气很好。", "丁公司迁至戊区。"]
    sentences = [sentence(number, text) for number, text in enumerate(texts)]
    assert [s.number for s in sifted(sentences, founded, moved)] == [0, 1, 3]
    assert [s.number for s in sifted(sentences, moved)] == [1, 3]


def test_an_expression_made_after_a_sentence_was_looked_at_still_finds_it() -> None:
    read = sentence(0, "甲局会同乙局印发。")
    assert sifted([read], regex("联合印发")) == []
    assert sifted([read], regex("会同[^，。]+印发")) == [read]


def test_the_last_of_several_marks_counts_and_those_behind_do_not() -> None:
    text = "甲，乙；丙。丁"
    assert after_mark(text, "，；。", len(text)) == 6
    assert after_mark(text, "，；", len(text)) == 4
    assert after_mark(text, "，；。", 5) == 4
    assert after_mark(text, "？", len(text)) == 0


def test_the_sentence_before_changes_what_is_listed_only_where_it_announces_parts() -> None:
    text = "依次是需求征集、方案比选、落地试用。"
    assert enumerations(text) == enumerations(text, "市民十分关心。") == ()
    (listed,) = enumerations(text, "要走完三个环节。")
    assert [text[start:end] for start, end in listed.items] == ["需求征集", "方案比选", "落地试用"]
