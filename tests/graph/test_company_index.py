"""The index of company names: exact, variants, shared characters; equal to a plain search over all names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.company_index import BLOCK, CompanyIndex, build_company_index
from schema.ids import normal_name

NAMES = [
    "青岛海信电器股份有限公司",
    "海信（青岛）电器有限公司",
    "青岛市海信电器有限公司",
    "济南海信软件有限公司",
    "湖南华联瓷业股份有限公司",
    "青岛 鲁班机械 有限公司",
    "𠮷野家餐饮有限公司",
]


def made(folder: Path, names: list[str]) -> CompanyIndex:
    path = folder / "companies.db"
    path.unlink(missing_ok=True)
    build_company_index(
        path, [f"id:{n}" for n in range(len(names))], names, [normal_name(name) for name in names], key="k"
    )
    return CompanyIndex(path)


@pytest.fixture
def index(tmp_path: Path) -> CompanyIndex:
    return made(tmp_path, NAMES)


def test_exact_names_are_found_whatever_their_width_and_blanks(index: CompanyIndex) -> None:
    assert [n.id for n in index.exact("海信(青岛)电器有限公司")] == ["id:1"]
    assert [n.name for n in index.exact("青岛鲁班机械有限公司")] == ["青岛 鲁班机械 有限公司"]
    assert [n.id for n in index.exact("𠮷野家餐饮有限公司")] == ["id:6"]
    assert index.exact("青岛海信有限公司") == []


def test_names_of_the_same_characters_stand_together(index: CompanyIndex) -> None:
    assert [n.id for n in index.same_characters("青岛海信电器有限公司")] == ["id:1", "id:2"]
    assert index.same_characters("") == []


def test_a_broken_short_name_leads_to_the_name_with_its_characters_first(index: CompanyIndex) -> None:
    assert [n.id for n in index.sharing("华瓷", 3)] == ["id:4"]
    assert index.sharing("海信电器", 2)[0].id in ("id:0", "id:1", "id:2")
    assert index.sharing("", 3) == []
    assert index.sharing("没见过", 3) == []


def test_an_index_of_nothing_answers(tmp_path: Path) -> None:
    empty = made(tmp_path, [])
    assert (empty.exact("青岛"), empty.sharing("青岛", 5), empty.size) == ([], [], 0)


def test_a_name_that_is_not_in_normal_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not in normal form"):
        build_company_index(tmp_path / "x.db", ["a"], ["甲\n乙"], ["甲\n乙"], key="k")


def test_names_with_the_separator_keep_their_places(tmp_path: Path) -> None:
    index = made(tmp_path, ["甲\x1f公司", *(f"乙{n}公司" for n in range(BLOCK + 2))])
    assert index.named([0, 1, BLOCK + 2])[2].name == f"乙{BLOCK + 1}公司"
    assert index.named([0])[0].name == "甲公司"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("青岛海信电器有限公司甲乙丙(市)", min_size=1, max_size=9), min_size=1, max_size=60), st.data())
def test_it_finds_what_a_search_over_all_names_finds(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], data: st.DataObject
) -> None:
    index = made(tmp_path_factory.mktemp("index"), names)
    asked = data.draw(st.sampled_from(names))
    assert {n.row for n in index.exact(asked)} == {
        r for r, n in enumerate(names) if normal_name(n) == normal_name(asked)
    }
    shared = {n.row for n in index.sharing(asked, len(names))}
    assert shared == {r for r, n in enumerate(names) if set(normal_name(n)) & set(normal_name(asked))}
