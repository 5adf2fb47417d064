"""Names against registered companies: what is linked, what is only offered, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.company_index import CompanyIndex, build_company_index
from ingest.identity import Matcher
from schema.company_name import name_parts
from schema.ids import normal_name
from schema.pack_loader import load_packs

REGISTER = {
    "a": "青岛蓝岬机器人股份有限公司",
    "b": "青岛蓝岬机器人股份有限公司济南分公司",
    "c": "蓝岬控股集团有限公司",
    "d": "济南远岫制药有限公司",
    "e": "远岫集团有限公司",
    "f": "远岫制药股份有限公司",
    "g": "青岛澜舟（山东）渔业有限公司",
    "h": "青岛汐石半导体设备有限公司",
    "i": "烟台汐石半导体设备有限公司",
    "j": "上海环境工程股份有限公司",
    "k": "青岛澄木新材料有限公司",
}


def matcher(folder: Path, register: dict[str, str]) -> Matcher:
    path = folder / "companies.db"
    build_company_index(
        path, list(register), list(register.values()), [normal_name(n) for n in register.values()], key="k"
    )
    return Matcher([CompanyIndex(path)], name_parts(load_packs("qingdao")))


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    return matcher(tmp_path_factory.mktemp("names"), REGISTER)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("青岛蓝岬机器人股份有限公司", ("a", "full_name")),
        ("青岛市蓝岬机器人股份有限公司", ("a", "name_variant")),
        ("蓝岬(青岛)机器人股份有限公司", ("a", "name_variant")),
        ("山东青岛澜舟渔业有限公司", ("g", "name_variant")),
        ("蓝岬机器人", ("a", "short_name")),
        ("蓝岬机器人公司", ("a", "short_name")),
        ("青岛蓝岬", ("a", "short_name")),
        ("青岛澄木新材料", ("k", "without_form")),
    ],
)
def test_what_the_rules_link(known: Matcher, name: str, wanted: tuple[str, str]) -> None:
    link = known.match(name).link
    assert link is not None
    assert (link.id, link.basis) == wanted


@pytest.mark.parametrize(
    "name",
    [
        "蓝岬",  # an own word alone
        "蓝岬股份",
        "蓝岬集团",
        "蓝岬机器人集团",  # the group is no group of robots
        "青岛蓝岬机器人股份有限公司烟台分公司",  # a branch that is not registered
        "青岛蓝岬机器入股份有限公司",  # one character amiss
        "青岛蓝岬机器人有限公司",  # another form
        "汐石半导体设备",  # two companies
        "环境工程",  # trade alone
        "上海环境",  # place and trade
        "澄木新材料",  # no place, no joint-stock company
    ],
)
def test_what_nobody_links(known: Matcher, name: str) -> None:
    assert known.match(name).link is None


def test_a_company_that_fits_a_group_as_well_is_left_to_people(known: Matcher, tmp_path: Path) -> None:
    found = known.match("远岫制药").link
    assert found is not None and found.id == "f"
    with_group = matcher(tmp_path, {**REGISTER, "z": "远岫制药集团有限公司"})
    assert with_group.match("远岫制药").link is None


def test_a_character_amiss_is_offered_first_with_the_reason(known: Matcher) -> None:
    first = known.match("青岛蓝岬机器入股份有限公司").candidates[0]
    assert first.id == "a"
    assert "地名相同：青岛" in first.reasons
    assert "字号与行业仅一字之差：蓝岬机器入／蓝岬机器人" in first.reasons


def test_candidates_are_five_at_most_best_first_and_none_is_a_branch_before_its_parent(known: Matcher) -> None:
    found = known.match("蓝岬").candidates
    assert 1 <= len(found) <= 5
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    ids = [c.id for c in found]
    assert ids.index("a") < ids.index("b")
    assert any("分支机构" in reason for c in found if c.id == "b" for reason in c.reasons)


def test_a_company_said_to_be_another_is_left_out(known: Matcher) -> None:
    found = known.match("蓝岬机器人", without=frozenset({"a"}))
    assert found.link is None
    assert all(c.id != "a" for c in found.candidates)


@given(st.text(max_size=12) | st.text("青岛蓝岬机器人股份集团公司()（）市有限", max_size=12))
def test_any_text_has_an_answer(known: Matcher, text: str) -> None:
    found = known.match(text)
    assert len(found.candidates) <= 5
    assert all(0 <= candidate.score <= 1 for candidate in found.candidates)
    if found.link is not None:
        assert found.link.id == found.candidates[0].id or found.link.id in REGISTER


def test_two_companies_of_one_name_are_nobodys(tmp_path: Path) -> None:
    twice = matcher(tmp_path, {"x": "青岛蓝岬科技有限公司", "y": "青岛蓝岬科技有限公司"})
    found = twice.match("青岛蓝岬科技有限公司")
    assert found.link is None
    assert {c.id for c in found.candidates} == {"x", "y"}
