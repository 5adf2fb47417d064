"""Words of Chinese text, without traces outside the process."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from schema.pack_loader import load_packs
from schema.tokens import tokens
from tests.schema.packs import write_pack


def test_words_without_punctuation_in_lower_case() -> None:
    assert tokens("人工智能，AI 与青岛！") == ["人工智能", "ai", "与", "青岛"]
    assert tokens("") == []


def test_names_of_a_pack_are_words_and_stay_in_their_own_instance(tmp_path: Path) -> None:
    packs = load_packs("tiny", [write_pack(tmp_path)])
    assert tokens("小城船坞园开园", packs)[0] == "小城船坞园"
    assert "小城船坞园" not in tokens("小城船坞园开园")


def test_no_cache_file_and_no_words_on_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("schema.tokens._made", {})
    assert tokens("海水淡化") == ["海水", "淡化"]
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")
