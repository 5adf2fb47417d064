"""A pack is data: it loads, and what is wrong in it is named."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from schema.errors import PackError
from schema.pack_loader import load_packs
from tests.schema.packs import TINY, write_pack


def test_another_city_is_a_folder_of_data(tmp_path: Path) -> None:
    packs = load_packs("tiny", [write_pack(tmp_path)])
    assert (packs.city_name, packs.names, packs.versions) == ("小城市", ("tiny",), {"tiny": "1"})
    assert packs.zones["tiny:Zone/bay"].parents == ("cn-div:990102",)
    assert packs.zones["tiny:Zone/bay"].locator == "pack:tiny/zones#r=7"
    assert packs.zones["tiny:Zone/bay"].confidence == Decimal("0.7")
    assert packs.parks["tiny:Park/dock"].focuses == ("tiny:Industry/boats", "tiny:ChainLink/boats/yard")
    assert packs.memberships[0].parent == "tiny:IndustrySystem/3+1"
    assert packs.links["tiny:ChainLink/boats/steel"].include == ("船板", "船用钢")
    assert [c.old_name for c in packs.place_changes] == ["河县", "990199"]
    assert packs.legal_forms[0].endings == ("分公司", "分店")
    assert packs.gap_rules[0].thresholds == {"companies_at_most": 0.0}
    assert packs.placement == {"generic_words": ("船舶总装",)}


def test_packs_survive_pickling_and_are_read_once(tmp_path: Path) -> None:
    place = write_pack(tmp_path)
    packs = load_packs("tiny", [place])
    assert pickle.loads(pickle.dumps(packs)) == packs
    assert load_packs("tiny", (place,)) is packs


def test_fingerprint_follows_every_byte(tmp_path: Path) -> None:
    first = load_packs("tiny", [write_pack(tmp_path / "a")])
    same = load_packs("tiny", [write_pack(tmp_path / "b")])
    other = load_packs("tiny", [write_pack(tmp_path / "c", placement__yaml="generic_words: [船]\n")])
    assert first.fingerprint == same.fingerprint != other.fingerprint


def test_links_and_placement_may_be_absent(tmp_path: Path) -> None:
    place = write_pack(tmp_path, parks__csv=TINY["parks.csv"].replace("|boats/yard", ""))
    for name in ("links.csv", "link_edges.csv", "placement.yaml"):
        (place / "tiny" / name).unlink()
    packs = load_packs("tiny", [place])
    assert (packs.links, packs.link_edges, packs.placement) == ({}, (), {})


def test_a_later_pack_adds_to_zones_and_joins_those_of_the_same_area(tmp_path: Path) -> None:
    write_pack(tmp_path)
    place = tmp_path / "upper"
    place.mkdir()
    (place / "pack.yaml").write_text(
        'id: upper\nname: 上\nversion: "2"\ndescription: 测试\nlanguage: zh\nhome: cn-div:990100\nuses: [tiny]\n',
        encoding="utf-8",
    )
    (place / "sources.csv").write_text(
        "id,title,publisher,published_on,quality,url\nU1,上,上,,general,\n", encoding="utf-8"
    )
    (place / "sources_chains.csv").write_text(
        "id,title,publisher,published_on,quality,url\nU1,again,上,,general,\nU2,链,上,,general,\n",
        encoding="utf-8",
    )
    (place / "zones.csv").write_text(
        "id,name,aliases,level,code,parents,short_name,same_as,source,confidence\n"
        "cn-div:990102,东河区,东河新城,district,990102,,,tiny:Zone/bay,U2,0.9\n",
        encoding="utf-8",
    )
    (tmp_path / "tiny" / "overlaps.csv").unlink()
    (tmp_path / "tiny" / "parks.csv").unlink()
    packs = load_packs("upper", [tmp_path])
    zone = packs.zones["cn-div:990102"]
    assert zone.aliases == ("河东新区", "东河新城", "月湾新区", "月湾")
    assert zone.parents == ("cn-div:990100",)
    assert "tiny:Zone/bay" not in packs.zones
    assert packs.names == ("tiny", "upper")
    assert packs.sources["U1"].title == "上"


def _with(name: str, old: str, new: str) -> dict[str, str]:
    assert old in TINY[name]
    return {name.replace(".", "__"): TINY[name].replace(old, new, 1)}


SEVERITY = "- {id: feeds, part: feeds, text: 下游环节数, source: plan}\n"


def _short(more: str) -> dict[str, str]:
    """A rule of kind short with some keys."""
    rule = f"{{id: s, kind: short, text: 短, {more}, thresholds: {{stage_companies_at_most: 0}}, source: plan}}"
    return {"gap_rules__yaml": f"- {rule}\n"}


def _crosswalk(row: str) -> dict[str, str]:
    return {"crosswalk__csv": f"old,new,share,note,source,confidence\n{row},guess,0.7\n"}


BROKEN = [
    ("unknown column", _with("parks.csv", "address", "adress"), ["tiny/parks.csv", "row 1", "adress"]),
    ("missing cell", _with("parks.csv", "小城船坞园", ""), ["tiny/parks.csv", "row 2", "name"]),
    ("cells too many", _with("parks.csv", "河边1号", "河边,1号"), ["tiny/parks.csv", "row 2", "9 cells"]),
    ("unclosed quote", _with("parks.csv", "河边1号", '"河边1号'), ["tiny/parks.csv", "CSV"]),
    (
        "double id",
        {"industries__csv": TINY["industries.csv"] + "boats,船,,chain,,city,plan,1\n"},
        ["tiny/industries.csv", "row 3", "slug", "twice"],
    ),
    (
        "double zone",
        {"zones__csv": TINY["zones.csv"] + "bay,湾,,functional,,,,plan,1\n"},
        ["tiny/zones.csv", "row 8", "id", "twice"],
    ),
    (
        "double source",
        {"sources__csv": TINY["sources.csv"] + "plan,又,又,,news,\n"},
        ["tiny/sources.csv", "row 4", "id", "plan"],
    ),
    (
        "double membership",
        {"memberships__csv": TINY["memberships.csv"] + "boats,3+1,,,2,,,plan,1\n"},
        ["tiny/memberships.csv", "row 3", "parent", "twice"],
    ),
    ("map to itself", _crosswalk("boats,boats,,"), ["tiny/crosswalk.csv", "row 2", "new", "needs no row"]),
    ("map to nothing", _crosswalk("boats,boots,,"), ["tiny/crosswalk.csv", "row 2", "new", "boots"]),
    ("system to industry", _crosswalk("3+1,boats,,"), ["tiny/crosswalk.csv", "row 2", "new", "systems"]),
    ("share over a whole", _crosswalk("boats,boots,101,"), ["tiny/crosswalk.csv", "row 2", "share", "101"]),
    ("share no number", _crosswalk("boats,boots,half,"), ["tiny/crosswalk.csv", "row 2", "share", "half"]),
    ("unknown zone", _with("parks.csv", "|bay", "|bey"), ["tiny/parks.csv", "row 2", "zones", "bey"]),
    ("unknown parent", _with("zones.csv", "cn-div:990100,东河", "cn-div:990109,东河"), ["row 4", "parents"]),
    ("unknown industry", _with("parks.csv", "boats|", "boots|"), ["parks.csv", "row 2", "focuses", "boots"]),
    ("unknown system", _with("memberships.csv", "boats,3+1", "boats,4+1"), ["row 2", "parent", "4+1"]),
    ("unknown link", _with("link_edges.csv", "steel", "steal"), ["link_edges.csv", "row 2", "upstream"]),
    ("unknown source", _with("parks.csv", "plan", "plam"), ["tiny/parks.csv", "row 2", "source", "plam"]),
    ("bad stage", _with("links.csv", "upstream", "up"), ["tiny/links.csv", "row 2", "stage", "'up'"]),
    ("bad basis", _with("links.csv", "city", "town"), ["tiny/links.csv", "row 2", "basis"]),
    ("bad level", _with("zones.csv", "functional", "funny"), ["tiny/zones.csv", "row 7", "level", "funny"]),
    ("bad code", _with("zones.csv", "city,990100", "city,990101"), ["zones.csv", "row 3", "code"]),
    ("code and id differ", _with("zones.csv", "district,990102", "district,990103"), ["row 4", "code"]),
    ("bad date", _with("systems.csv", "2025-01-01", "2025-02-30"), ["row 2", "valid_from", "2025-02-30"]),
    ("turned period", _with("systems.csv", "01-01,", "01-01,2024-01-01"), ["systems.csv", "valid_to"]),
    ("confidence over 1", _with("parks.csv", "0.9", "1.1"), ["tiny/parks.csv", "row 2", "confidence", "1.1"]),
    ("confidence 0", _with("parks.csv", "0.9", "0"), ["tiny/parks.csv", "row 2", "confidence"]),
    ("confidence no number", _with("parks.csv", "0.9", "NaN"), ["tiny/parks.csv", "row 2", "confidence"]),
    ("bad tier", _with("memberships.csv", "优势,", "最优,"), ["memberships.csv", "row 2", "tier"]),
    ("bad order", _with("memberships.csv", ",1,2025", ",x,2025"), ["memberships.csv", "row 2", "order"]),
    ("bad flag", _with("legal_forms.csv", "yes", "ja"), ["legal_forms.csv", "row 2", "is_branch"]),
    ("bad quality", _with("sources.csv", "official", "fine"), ["sources.csv", "row 2", "quality"]),
    ("address of a mirror", _with("sources.csv", "official", "mirror"), ["sources.csv", "row 2", "url"]),
    ("empty part", _with("parks.csv", "|bay", "||bay"), ["tiny/parks.csv", "row 2", "zones"]),
    ("alias is name", _with("systems.csv", "“3+1”", "3+1"), ["systems.csv", "row 2", "aliases"]),
    ("link outside chain", _with("links.csv", "boats/steel", "boots/steel"), ["links.csv", "row 2", "slug"]),
    ("unknown role", _with("links.csv", "make,船板", "made,船板"), ["tiny/links.csv", "row 2", "roles", "grow"]),
    ("no role", _with("links.csv", "make,船板", ",船板"), ["tiny/links.csv", "row 2", "roles"]),
    (
        "signs alone",
        {"links__csv": TINY["links.csv"].replace("source,conf", "signs,source,conf").replace(",plan", ",海,plan")},
        ["tiny/links.csv", "row 2", "signs"],
    ),
    (
        "unknown class",
        {"links__csv": TINY["links.csv"].replace("source,conf", "classes,source,conf").replace(",plan", ",3731,plan")},
        ["tiny/links.csv", "row 2", "classes", "3731"],
    ),
    (
        "class without parent",
        {"classes__csv": "code,name,parent,source,confidence\n373,船舶制造,37,plan,0.9\n"},
        ["tiny/classes.csv", "row 2", "parent", "37"],
    ),
    ("no words", _with("links.csv", "船板|船用钢", ""), ["tiny/links.csv", "row 2", "include"]),
    ("supplies itself", _with("link_edges.csv", "boats/yard", "boats/steel"), ["row 2", "downstream"]),
    ("zone overlaps itself", _with("overlaps.csv", "cn-div:990202", "bay"), ["overlaps.csv", "second"]),
    ("authority code", _with("codes.csv", "990199", "99019"), ["tiny/codes.csv", "row 2", "code"]),
    ("circle of zones", _with("zones.csv", "990000,,示例", "990000,cn-div:990100,示例"), ["itself"]),
    ("unknown key", {"pack__yaml": TINY["pack.yaml"] + "hoem: x\n"}, ["tiny/pack.yaml", "hoem"]),
    ("missing key", _with("pack.yaml", "language: zh\n", ""), ["tiny/pack.yaml", "language"]),
    ("other id", _with("pack.yaml", "id: tiny", "id: tony"), ["tiny/pack.yaml", "id", "tony"]),
    ("no home", _with("pack.yaml", "home: cn-div:990100\n", ""), ["tiny/pack.yaml", "home"]),
    ("home unknown", _with("pack.yaml", "990100", "990900"), ["tiny/pack.yaml", "home", "990900"]),
    ("uses itself", {"pack__yaml": TINY["pack.yaml"] + "uses: [tiny]\n"}, ["uses", "tiny → tiny"]),
    ("broken YAML", {"pack__yaml": "a: [\n"}, ["tiny/pack.yaml", "YAML"]),
    ("unknown file", {"zone__csv": "id\n"}, ["tiny/zone.csv", "unknown file"]),
    ("gap kind", _with("gap_rules.yaml", "missing", "gone"), ["gap_rules.yaml", "rule 1", "kind", "gone"]),
    ("gap source", _with("gap_rules.yaml", "source: plan", "source: x"), ["gap_rules.yaml", "source", "'x'"]),
    ("gap threshold", _with("gap_rules.yaml", ": 0}", ": few}"), ["gap_rules.yaml", "thresholds"]),
    ("gap key", _with("gap_rules.yaml", "text:", "txt:"), ["gap_rules.yaml", "rule 1", "text"]),
    ("threshold", {"thresholds__csv": "id,value,text,source\nx,-1,小,plan\n"}, ["thresholds.csv", "row 2", "value"]),
    ("threshold source", {"thresholds__csv": "id,value,text,source\nx,1,小,y\n"}, ["thresholds.csv", "source", "'y'"]),
    ("gap metric", _with("gap_rules.yaml", "companies_at", "firmas_at"), ["rule 1", "thresholds", "firmas_at_most"]),
    ("gap test", _with("gap_rules.yaml", "_at_most", "_at_best"), ["rule 1", "thresholds", "companies_at_best"]),
    ("gap stage", _with("gap_rules.yaml", "kind: missing", "kind: short"), ["rule 1", "stage"]),
    ("gap of no stage", _short("stage: end"), ["gap_rules.yaml", "rule 1", "stage", "'end'"]),
    ("gap of no link", _short("stage: upstream, link: tiny:ChainLink/boats/sail"), ["rule 1", "link", "boats/sail"]),
    ("gap of no chain", _short("stage: upstream, industry: tiny:Industry/cars"), ["rule 1", "industry", "cars"]),
    ("gap without limit", _with("gap_rules.yaml", "companies_at_most: 0", ""), ["rule 1", "thresholds"]),
    (
        "metric of another kind",
        _with("gap_rules.yaml", "companies_at_most", "stage_companies_at_most"),
        ["rule 1", "thresholds", "kind short"],
    ),
    (
        "severity part",
        {"gap_severity__yaml": SEVERITY.replace("part: feeds", "part: fame")},
        ["rule 1", "part", "fame"],
    ),
    ("severity twice", {"gap_severity__yaml": SEVERITY * 2}, ["gap_severity.yaml", "rule 2", "twice"]),
    ("severity source", {"gap_severity__yaml": SEVERITY.replace("plan", "x")}, ["gap_severity.yaml", "source", "'x'"]),
    *(
        (
            f"path step {key}",
            {"path_steps__csv": f"type,heads,tails,group,text,source\n{cells},usual,供应,plan\n"},
            says,
        )
        for key, cells, says in (
            ("type", "SELLS,Company,Company", ["path_steps.csv", "row 2", "type", "SELLS"]),
            ("heads", "SUPPLIES,Park|Company,Company", ["path_steps.csv", "heads", "Park"]),
            ("tails", "ENGAGES_IN,Company,Zone", ["path_steps.csv", "heads", "Company"]),
            ("none", "SUPPLIES,Company,", ["path_steps.csv", "heads", "Company"]),
        )
    ),
    ("placement words", {"placement__yaml": "generic_words: 船\n"}, ["placement.yaml", "generic_words"]),
]


@pytest.mark.parametrize(("changes", "words"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_an_error_names_file_row_and_key(tmp_path: Path, changes: dict[str, str], words: list[str]) -> None:
    with pytest.raises(PackError) as caught:
        load_packs("tiny", [write_pack(tmp_path, **changes)])
    for word in words:
        assert word in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    place = write_pack(tmp_path)
    (place / "tiny" / "parks.csv").write_bytes("青岛".encode("gb18030"))
    with pytest.raises(PackError, match=r"tiny/parks\.csv: byte 0: not UTF-8"):
        load_packs("tiny", [place])


@pytest.mark.parametrize("name", ["atlantis", "../cn", "", "cn"])
def test_no_such_city(name: str) -> None:
    with pytest.raises(PackError):
        load_packs(name)


def test_sources_are_required(tmp_path: Path) -> None:
    place = write_pack(tmp_path)
    (place / "tiny" / "sources.csv").unlink()
    with pytest.raises(PackError, match=r"tiny/sources\.csv: missing"):
        load_packs("tiny", [place])
