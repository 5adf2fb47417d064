"""What must hold of the packs that come with the program."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from schema.pack_gaps import GAP_KINDS, SEVERITY_PARTS
from schema.pack_loader import load_packs
from schema.pack_model import Packs

CHAINS = [
    "integrated-circuit",
    "new-display",
    "virtual-reality",
    "artificial-intelligence",
    "embodied-robot",
    "biomedicine",
    "medical-device",
    "connected-vehicle",
    "low-altitude",
    "hydrogen-storage",
    "wind-solar",
    "rail-transit",
    "industrial-robot",
    "instrument",
    "home-appliance",
    "chemical-materials",
    "food-beverage",
    "textile",
    "fishery",
    "marine-chemical",
    "shipping",
    "marine-tourism",
    "marine-equipment",
    "marine-medicine",
    "desalination",
    "marine-energy",
    "marine-electronics",
    "deep-sea",
]


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


def members(packs: Packs, parent: str) -> list[tuple[str, str]]:
    found = sorted((m for m in packs.memberships if m.parent == parent), key=lambda m: m.order)
    return [(m.tier, packs.industries[m.child].name) for m in found]


def test_ten_districts_under_the_city(packs: Packs) -> None:
    districts = [z.code for z in packs.zones.values() if z.level == "district" and packs.home in z.parents]
    assert sorted(districts) == [
        *("370202", "370203", "370211", "370212", "370213", "370214", "370215"),
        *("370281", "370283", "370285"),
    ]
    assert packs.city_name == "青岛市"
    assert packs.zones[packs.home].parents == ("cn-div:370000",)


def test_same_area_is_one_node(packs: Packs) -> None:
    named = [z.id for z in packs.zones.values() if "青岛西海岸新区" in (z.name, *z.aliases)]
    assert named == ["cn-div:370211"]
    for name in ("青岛前湾保税港区", "青岛高新技术产业开发区", "青岛经济技术开发区", "胶州经济技术开发区"):
        assert len([z for z in packs.zones.values() if name in (z.name, *z.aliases)]) == 1, name


def test_divisions_stand_in_their_whole(packs: Packs) -> None:
    for zone in packs.zones.values():
        if not zone.id.startswith("cn-div:"):
            continue
        assert zone.id == f"cn-div:{zone.code}"
        assert not re.search(r"市辖区|直辖县", zone.name)
        length = {"province": 0, "city": 2, "district": 4, "town": 6}[zone.level]
        for parent in zone.parents:
            code = packs.zones[parent].code
            assert zone.code.startswith(code.rstrip("0")) and code.rstrip("0") != zone.code, zone
            assert len(code.rstrip("0")) <= length + 1
        assert bool(zone.parents) == (zone.level != "province")
    provinces = [z for z in packs.zones.values() if z.level == "province"]
    assert len(provinces) == 34
    assert packs.zones["cn-div:310115"].parents == ("cn-div:310000",)


def test_ten_plus_one_by_tier(packs: Packs) -> None:
    assert members(packs, "qingdao:IndustrySystem/10-plus-1") == [
        *(("先导", n) for n in ("新一代信息技术", "人工智能")),
        *(("新兴", n) for n in ("生命健康", "智能网联新能源汽车", "低空经济", "绿色能源", "智能装备")),
        *(("优势", n) for n in ("智能家电", "高端化工与新材料", "现代轻工")),
        ("未来", "未来产业"),
    ]
    assert [n for _, n in members(packs, "qingdao:Industry/future-industries")] == [
        *("太赫兹", "海洋电子信息", "深海开发", "空天信息", "类脑智能", "量子信息"),
        *("先进半导体材料", "卫星互联网"),
    ]


def test_four_four_two(packs: Packs) -> None:
    assert members(packs, "qingdao:IndustrySystem/4-plus-4-plus-2") == [
        *(("传统", n) for n in ("现代渔业", "海洋化工", "海洋交通运输与航运服务", "海洋旅游")),
        *(("新兴", n) for n in ("海洋装备", "海洋药物和生物制品", "海水淡化与综合利用", "海洋新能源")),
        *(("未来", n) for n in ("海洋电子信息", "深海开发")),
    ]


@pytest.mark.parametrize("slug", ["marine-medicine", "marine-electronics", "deep-sea"])
def test_several_parents(packs: Packs, slug: str) -> None:
    parents = [m.parent for m in packs.memberships if m.child == f"qingdao:Industry/{slug}"]
    assert len(parents) >= 2 and "qingdao:IndustrySystem/4-plus-4-plus-2" in parents


def test_twenty_eight_chains_each_once(packs: Packs) -> None:
    chains = [i.id for i in packs.industries.values() if i.kind == "chain"]
    assert sorted(chains) == sorted(f"qingdao:Industry/{slug}" for slug in CHAINS)
    names = [i.name for i in packs.industries.values()]
    assert len(names) == len(set(names))


def test_inferred_rows_say_so(packs: Packs) -> None:
    rows = [(m.source, m.confidence, m.locator) for m in packs.memberships]
    rows += [(z.source, z.confidence, z.locator) for z in packs.zones.values()]
    inferred = [(confidence, locator) for source, confidence, locator in rows if source == "inferred"]
    assert inferred
    assert [locator for confidence, locator in inferred if confidence > Decimal("0.8")] == []


def test_nothing_shows_a_mirror_as_authority(packs: Packs) -> None:
    for source in packs.sources.values():
        assert not (source.url and source.quality in ("mirror", "inferred"))


def test_old_places_and_authority_codes(packs: Packs) -> None:
    changes = {c.old_name: (c.zone, c.within) for c in packs.place_changes}
    assert changes["四方区"] == ("cn-div:370203", "")
    assert changes["胶南市"] == ("cn-div:370211", "")
    assert changes["即墨市"] == ("cn-div:370215", "")
    assert changes["开发区"] == ("cn-div:370211", "cn-div:370211")
    assert [changes[c][0][-6:] for c in ("370220", "370222", "370282")] == ["370211", "370214", "370215"]


def test_every_old_name_is_no_name_of_today_in_the_same_city(packs: Packs) -> None:
    today = {z.name for z in packs.zones.values() if packs.home in z.parents}
    assert not today & {c.old_name for c in packs.place_changes}


def test_gap_rules_cover_every_kind(packs: Packs) -> None:
    assert {rule.kind for rule in packs.gap_rules} == set(GAP_KINDS)
    assert {part.part for part in packs.gap_severity} == set(SEVERITY_PARTS)


def test_offices_have_short_names(packs: Packs) -> None:
    office = packs.organizations["qingdao:Organization/development-reform"]
    assert office.name == "青岛市发展和改革委员会"
    assert {"市发展改革委", "市发改委"} <= set(office.aliases)


def test_header_words_of_a_field_are_said_once_a_table(packs: Packs) -> None:
    for table in {c.table for c in packs.columns}:
        fields = [c.field for c in packs.columns if c.table == table]
        assert len(fields) == len(set(fields)), table
