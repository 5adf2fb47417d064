"""Addresses to zones: the address first, the registering authority second."""

from __future__ import annotations

import pytest

from ingest.registrations.places import PlaceFinder
from schema.pack_loader import load_packs

PACKS = load_packs()
FINDER = PlaceFinder(PACKS)
CITY_CODE = "913702000000000000"


def where(address, code=CITY_CODE, province="山东", city="青岛"):
    located = FINDER.locate(address, code, province, city)
    return [(PACKS.zones[f.zone].name, f.basis) for f in located.found]


@pytest.mark.parametrize(
    ("address", "district"),
    [
        ("青岛市市南区示例路1号", "市南区"),
        ("青岛市南区示例路1号", "市南区"),
        ("青岛市北区示例路1号", "市北区"),
        ("山东省青岛市市北区延安三路1号", "市北区"),
        ("市北区济阳路1号", "市北区"),
        ("青岛市四方区示例路1号", "市北区"),
        ("青岛即墨市通济街道1号", "即墨区"),
        ("山东省即墨市示例路", "即墨区"),
        ("青岛胶南市示例路", "黄岛区"),
        ("青岛即墨大信镇1号", "即墨区"),
        ("山东青岛市 崂山区 海尔路", "崂山区"),
        ("青岛市红岛经济区河套街道", "城阳区"),
        ("青岛市城阳区即墨路1号", "城阳区"),
        ("青岛市李哥庄镇1号", "胶州市"),
        ("青岛高科技工业园示例路1号", "崂山区"),
        ("青岛市高科园示例路1号", "崂山区"),
    ],
)
def test_district_from_the_address(address, district):
    assert where(address)[0] == (district, "address")


def test_street_names_are_no_places():
    assert where("青岛市即墨路5号") == [("青岛市", "address")]
    assert where("青岛市崂山路5号", code="913702020000000000") == [("市南区", "registry_code")]
    assert where("上海路5号") == [("青岛市", "column")]


def test_functional_zone_and_its_district():
    assert where("青岛经济技术开发区示例路1号") == [("黄岛区", "address"), ("青岛经济技术开发区", "address")]


def test_town_and_its_district():
    assert where("青岛市城阳区惜福镇街道示例路1号") == [("城阳区", "address"), ("惜福镇街道", "address")]


def test_town_of_another_district_is_a_name_only():
    assert where("青岛市崂山区示例路1号惜福镇街道大厦") == [("崂山区", "address")]


def parks(address):
    located = FINDER.locate(address, CITY_CODE, "山东", "青岛")
    return [(PACKS.parks[f.zone].name, f.words, f.basis) for f in located.parks]


@pytest.mark.parametrize(
    ("address", "park"),
    [
        ("青岛市黄岛区光谷软件园1号楼", "光谷软件园"),
        ("青岛市崂山区新利路11号A座", "青岛国际创新园"),
        ("青岛市市北区瑞海北路5号", "青岛人工智能产业园"),
        ("青岛市瑞海北路1号", "青岛人工智能产业园"),
    ],
)
def test_park_by_name_or_house_number(address, park):
    ((name, words, basis),) = parks(address)
    assert (name, basis) == (park, "address")
    assert words[0] in address


@pytest.mark.parametrize(
    "address",
    [
        "青岛市市北区瑞海北路11号",  # another house
        "青岛市市北区瑞海北路",
        "青岛市莱西市店埠镇1号",  # the pack's address of the park is a town
        "青岛市城阳区光谷软件园路1号",  # another district
        "济南市历下区新利路11号",
    ],
)
def test_no_park(address):
    assert parks(address) == []


def test_ambiguous_word_needs_its_zone_at_hand():
    assert where("青岛市开发区示例路1号", code="913702110000000000")[0] == ("黄岛区", "address")
    assert ("黄岛区", "address") not in where("青岛市开发区示例路1号")
    assert where("青岛平度市开发区示例路1号", code="913702830000000000")[0] == ("平度市", "address")


@pytest.mark.parametrize(
    ("digits", "district"), [("370211", "黄岛区"), ("370220", "黄岛区"), ("370222", "城阳区"), ("370282", "即墨区")]
)
def test_code_where_the_address_is_silent(digits, district):
    located = FINDER.locate("", f"91{digits}0000000000", "山东", "青岛")
    assert [(PACKS.zones[f.zone].name, f.basis, str(f.confidence)) for f in located.found] == [
        (district, "registry_code", "0.700")
    ]
    assert located.found[0].words == (digits,)


def test_city_level_code_says_nothing():
    assert where("", province="", city="") == []


def test_address_wins_over_code_and_columns():
    assert where("青岛市市南区示例路", code="913702110000000000")[0] == ("市南区", "address")
    located = FINDER.locate("济南市历下区示例路1号", CITY_CODE, "山东", "青岛")
    assert [PACKS.zones[f.zone].name for f in located.found] == ["历下区"]
    assert located.note == "place_conflict"


def test_other_cities_by_full_names_or_columns():
    assert where("烟台市芝罘区示例路", province="山东", city="烟台") == [("芝罘区", "address")]
    assert where("示例路1号", "", "江苏", "南京") == [("南京市", "column")]
    assert where("鼓楼区示例路1号", "", "江苏", "南京") == [("鼓楼区", "address")]
    assert where("鼓楼区示例路1号", "", "", "") == []
