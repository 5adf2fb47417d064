"""The list of well-known names: what a row must hold, and that the built-in list is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from schema.errors import PackError
from schema.pack_loader import load_packs
from schema.words import FILE, TALK_OF, list_names
from tests.schema.packs import TINY, write_pack

HEADER = TINY["known_names.csv"].splitlines()[0] + "\n"


def test_a_row_is_one_name_with_its_kind_and_the_subject_it_needs(tmp_path: Path) -> None:
    bank, in_context, office = load_packs("tiny", [write_pack(tmp_path)]).known_names.values()
    assert (bank.name, bank.label, bank.kind, bank.needs) == ("远行", "Company", "bank", "")
    assert (in_context.name, in_context.needs) == ("远方", "money")
    assert (office.label, office.kind, office.locator) == ("Organization", "office", "pack:tiny/known_names#r=4")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("甲银行,,Bank,bank,plan,0.9", ["row 2", "label", "Bank"]),
        ("甲银行,,Company,team,plan,0.9", ["row 2", "kind", "team"]),
        ("甲银行,weather,Company,bank,plan,0.9", ["row 2", "needs", "weather"]),
        ("甲,,Company,bank,plan,0.9\n甲,money,Company,bank,plan,0.9", ["row 3", "name", "甲", "twice"]),
        ("甲银行,,Company,bank,nowhere,0.9", ["row 2", "source", "nowhere"]),
    ],
)
def test_what_is_wrong_is_named_with_file_row_and_key(tmp_path: Path, row: str, words: list[str]) -> None:
    with pytest.raises(PackError) as error:
        load_packs("tiny", [write_pack(tmp_path, known_names__csv=f"{HEADER}{row}\n")])
    assert all(word in str(error.value) for word in ("tiny/known_names.csv", *words))


def test_the_built_in_list_is_long_and_asks_only_for_subjects_there_are() -> None:
    rows = load_packs("qingdao").known_names.values()
    assert len(rows) > 3000
    assert {TALK_OF + row.needs for row in rows if row.needs} <= set(list_names())


@pytest.mark.parametrize(
    "word", ["罗马", "汉堡", "苹果", "小米", "火箭", "太阳", "光大", "平安", "兴业", "联想", "长虹"]
)
def test_names_that_are_common_words_or_places_need_their_subject(word: str) -> None:
    assert load_packs("qingdao").known_names[word].needs


@pytest.mark.parametrize("word", ["长江", "黄河", "银行", "公司", "大学", "联盟", "中国", "青岛", "市政府"])
def test_words_that_name_no_body_are_not_listed(word: str) -> None:
    assert word not in load_packs("qingdao").known_names


def test_every_list_of_words_has_one_line_of_them() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("  words:") for line in lines) == len(list_names())
