"""Names in texts: leftmost longest, code points, ASCII words."""

from __future__ import annotations

from pathlib import Path

import pytest

from schema.pack_loader import load_packs
from schema.scanner import Forms, Hit, Scanner, scanner_for
from tests.schema.packs import write_pack


def test_longest_at_the_leftmost_place_in_code_points() -> None:
    scanner = Scanner([("青岛", "Zone", "a"), ("青岛市", "Zone", "a"), ("市南", "Zone", "b")])
    assert scanner.scan("😀青岛市南路") == [Hit(1, 4, "青岛市", "Zone", "a")]


def test_every_id_of_a_surface_is_given_once() -> None:
    scanner = Scanner([("鼓楼区", "Zone", "x"), ("鼓楼区", "Zone", "y"), ("鼓楼区", "Zone", "x")])
    assert [h.id for h in scanner.scan("在鼓楼区")] == ["x", "y"]
    assert len(scanner) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“10+1”体系", ["10+1"]),
        ("10+12", []),
        ("110+1", []),
        ("VR设备", ["VR"]),
        ("AVR", []),
        ("AIGC与AI", ["AIGC", "AI"]),
        ("AIGCX与AI芯片", ["AI"]),
        ("AI", ["AI"]),
    ],
)
def test_ascii_names_do_not_match_inside_ascii_words(text: str, found: list[str]) -> None:
    scanner = Scanner([(s, "Technology", s) for s in ("10+1", "VR", "AI", "AIGC")])
    assert [h.surface for h in scanner.scan(text)] == found


def test_a_shorter_name_is_found_where_the_longest_is_cut_off() -> None:
    scanner = Scanner([("芯片A", "Technology", "long"), ("芯片", "Technology", "short")])
    assert [h.id for h in scanner.scan("芯片AB")] == ["short"]


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Scanner([("", "Zone", "a")])


def test_a_scanner_without_names_finds_nothing() -> None:
    assert Scanner([]).scan("青岛") == []


def test_names_of_a_pack(tmp_path: Path) -> None:
    scanner = scanner_for(load_packs("tiny", [write_pack(tmp_path)]))
    hits = {h.surface: h.id for h in scanner.scan("河东新区的东河、远方与西山，小城船坞园属“3+1”，造船业，船舶总装")}
    assert hits == {
        "河东新区": "cn-div:990102",
        "东河": "cn-div:990102",
        "远方": "cn-div:990200",  # a city's short name counts; 西山, a district elsewhere, needs 区
        "小城船坞园": "tiny:Park/dock",
        "“3+1”": "tiny:IndustrySystem/3+1",
        "造船业": "tiny:Industry/boats",  # 船舶总装 is among the generic words
    }


def test_labels_narrow_the_names(tmp_path: Path) -> None:
    packs = load_packs("tiny", [write_pack(tmp_path)])
    assert [h.label for h in scanner_for(packs, ["Park"]).scan("东河区小城船坞园")] == ["Park"]
    with pytest.raises(ValueError, match="Parc"):
        scanner_for(packs, ["Parc"])


def test_qingdao_names() -> None:
    hits = scanner_for(load_packs()).scan("市发改委在西海岸新区，城市南部，历史城区")
    assert [(h.surface, h.id) for h in hits] == [
        ("市发改委", "qingdao:Organization/development-reform"),
        ("西海岸新区", "cn-div:370211"),
    ]


def test_forms_are_found_where_they_stand_the_longest_of_one_place():
    forms = Forms(["港迪", "港迪电气", "迪电", "a+b"])
    assert forms.find("港迪电气（港迪）与a+b") == [(0, 4, "港迪电气"), (5, 7, "港迪"), (9, 12, "a+b")]
    assert forms.find("没有") == []
