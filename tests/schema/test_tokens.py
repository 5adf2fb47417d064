"""Words of Chinese text, without traces outside the process."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path

import pytest

from schema.pack_loader import load_packs
from schema.tokens import Cutter, _blank, _cutter, _fast, tagged, tokens
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


TEXTS = (
    "组建行业协会，AI与4K超高清视频（2026—2028年）产业园。",
    "C919大飞机、PS3和《星际争霸2》\r\n 第 二 行\t完",
    "国际米兰vs切沃,3.5%的a_b+c#x.y-z&w·“引号”…—～",
    "㐀䶮龥𠀀豈😀éⅡＡｂ１　全角",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_own_cutter_gives_jiebas_words(text: str) -> None:
    jieba = _blank()
    jieba.FREQ, jieba.total = jieba.gen_pfdict(jieba.get_dict_file())
    jieba.initialized = True
    assert Cutter(jieba.FREQ, jieba.total)(text) == list(jieba.cut(text, HMM=False))


@pytest.mark.skipif(importlib.util.find_spec("rjieba") is None, reason="the extra `fast` is not installed")
@pytest.mark.parametrize("text", TEXTS)
def test_the_extra_gives_the_same_words(text: str) -> None:
    fast = _fast()
    assert fast is not None
    assert fast(text) == _cutter(())(text)


def test_without_the_extra_the_own_cutter_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schema.tokens._made", {})
    monkeypatch.setattr("schema.tokens._fast", lambda: None)
    assert tokens("海水淡化") == ["海水", "淡化"]


def test_tagged_gives_places_and_classes() -> None:
    assert [(t.start, t.end, t.tag) for t in tagged("推动，发展")] == [(0, 2, "v"), (2, 3, ""), (3, 5, "vn")]
    # What is kept is given as it is: nobody can change it.
    assert isinstance(tagged("推动发展"), tuple)
