"""Commands that ask the graph: shapes, states, formats, and sums counted again from the facts."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from graph.analysis.cross_zone import VIAS
from graph.analysis.zone_links import PARTS
from graph.queries import named_queries
from schema.pack_gaps import GAP_KINDS
from schema.pack_loader import load_packs
from tests.api.workspaces import (
    CITY,
    NEWS,
    PLAN,
    REGISTER,
    SCENARIOS,
    documents_work,
    scenariograph,
)

CHAIN = "低空经济"
SCENARIO = "示例海岛无人机配送"
BASIS = {"projection", "built_at", "sources", "newest", "warnings"}
GAP = {
    "id",
    "kind",
    "state",
    "industry",
    "link",
    "zone",
    "rule",
    "counts",
    "looked_at",
    "who_could_fill",
    "could_extend",
    "scenarios_that_pull",
    "policies_that_pull",
    "parks_that_fit",
    "chain_leaders",
    "candidates_outside",
    "severity",
    "reasons",
    "evidence",
}
COUNTS = {"companies", "capital", "leaders", "hhi", "location_quotient", "upstream", "downstream"}
CROSS_ZONE = {
    "id",
    "kind",
    "from_zone",
    "to_zone",
    "industry",
    "via",
    "from_link",
    "to_link",
    "companies",
    "strength",
    "reasons",
    "evidence",
}
EVIDENCE = {"locator", "document", "page", "segments", "sentence", "rule", "confidence", "stated"}
DOCUMENT = {"id", "title", "publisher", "published_on", "sha256"}

needs_documents = pytest.mark.skipif(not documents_work(), reason="this program reads no documents yet")


def _list(home: Path, *args: object) -> dict[str, Any]:
    """A list answer, checked for what every list has."""
    answer: dict[str, Any] = scenariograph(home, *args, "--json").json
    assert answer.keys() >= {"items", "total", "next", "basis"}
    assert answer["total"] >= len(answer["items"])
    assert answer["basis"].keys() >= BASIS
    return answer


def _checked_evidence(items: list[dict[str, Any]]) -> None:
    assert items
    for item in items:
        assert item.keys() >= EVIDENCE
        assert item["document"].keys() == DOCUMENT
        assert item["sentence"]


# -- gaps ---------------------------------------------------------------------


def test_gaps_have_their_shape(made: Path) -> None:
    answer = _list(made, "gaps", "--industry", CHAIN)
    assert answer["items"]
    for gap in answer["items"]:
        assert gap.keys() >= GAP
        assert gap["counts"].keys() >= COUNTS
        assert gap["link"].keys() >= {"id", "name", "stage", "basis"}
        assert gap["rule"].keys() >= {"id", "text", "thresholds"}
        assert gap["looked_at"].keys() >= {"sources", "registrations", "until"}
        assert gap["industry"]["name"] == CHAIN
        assert gap["rule"]["text"] in gap["reasons"][1]
        assert gap["who_could_fill"] or any("暂无可补链对象" in reason for reason in gap["reasons"])
        _checked_evidence(gap["evidence"])
        for fill in gap["who_could_fill"]:
            assert fill.keys() >= {"company", "zone", "why", "evidence"}
            _checked_evidence(fill["evidence"])
    assert answer["basis"]["newest"] == "2026-03-31"


def _placed(home: Path) -> dict[tuple[str, str], set[str]]:
    """(zone, link) → companies, counted from the fact bundles and the zones of the packs."""
    zones = load_packs("qingdao").zones
    links: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    for path in home.glob("facts/*/edges.parquet"):
        for edge in pq.read_table(path).to_pylist():
            if edge["confidence"] >= Decimal("0.5") and edge["head_label"] == "Company":
                if edge["type"] == "ENGAGES_IN":
                    links[edge["head"]].add(edge["tail"])
                if edge["type"] == "LOCATED_IN":
                    places[edge["head"]].add(edge["tail"])
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for company, near in places.items():
        waiting, around = list(near), set()
        while waiting:
            zone = waiting.pop()
            around.add(zone)
            parents = zones[zone].parents
            if zones[zone].level != "functional" or len(parents) == 1:
                waiting += parents
        for zone in around:
            for link in links[company]:
                found[zone, link].add(company)
    return found


@pytest.mark.parametrize("zone", [None, "莱西市", "城阳区"])
def test_gap_counts_are_those_of_the_facts(bare: Path, zone: str | None) -> None:
    placed = _placed(bare)
    packs = load_packs("qingdao")
    place = CITY if zone is None else next(z.id for z in packs.zones.values() if z.name == zone and CITY in z.parents)
    feeds: dict[str, list[str]] = defaultdict(list)
    for row in packs.link_edges:
        feeds[row.downstream].append(row.upstream)
    gaps = _list(bare, "gaps", *(("--zone", zone) if zone else ()))["items"]
    gaps = [gap for gap in gaps if gap["kind"] not in ("short", "hidden")]
    hidden = {
        g["link"]["id"] for g in _list(bare, "gaps", "--kind", "hidden", *(("--zone", zone) if zone else ()))["items"]
    }
    expected = {}
    for link in packs.links.values():
        here = len(placed[place, link.id])
        before = sum(len(placed[place, other]) for other in feeds[link.id])
        after = sum(len(placed[place, row.downstream]) for row in packs.link_edges if row.upstream == link.id)
        if here == 0:
            broken = link.placeable and before >= 1 and after >= 1
            expected[link.id] = ("broken" if broken else "missing", here, before, after)
        elif here <= 2:
            expected[link.id] = ("weak", here, before, after)
    expected = {link: found for link, found in expected.items() if link not in hidden}
    counted = {
        gap["link"]["id"]: (gap["kind"], *(gap["counts"][key] for key in ("companies", "upstream", "downstream")))
        for gap in gaps
        if gap["counts"]["companies"] <= 2
    }
    assert counted == expected


def test_gaps_by_kind_add_up(made: Path) -> None:
    every = _list(made, "gaps")["total"]
    by_kind = {kind: _list(made, "gaps", "--kind", kind) for kind in GAP_KINDS}
    assert every == sum(answer["total"] for answer in by_kind.values())
    for kind, answer in by_kind.items():
        assert {gap["kind"] for gap in answer["items"]} <= {kind}
    assert all(gap["counts"]["companies"] == 0 for gap in by_kind["broken"]["items"])
    assert all(
        gap["counts"]["upstream"] and gap["counts"]["downstream"] and gap["state"] != "found"
        for gap in by_kind["broken"]["items"]
    )


def _states(home: Path, *args: object) -> set[str]:
    placeable = {link.id for link in load_packs("qingdao").links.values() if link.placeable}
    gaps = _list(home, "gaps", *args)["items"]
    assert all(gap["state"] == "not_looked" for gap in gaps if gap["link"]["id"] not in placeable)
    return {gap["state"] for gap in gaps if gap["link"]["id"] in placeable and gap["counts"]["companies"] == 0}


def test_three_empty_states_come_from_what_sources_say_they_cover(bare: Path, made: Path, whole: Path) -> None:
    assert _states(bare) == {"not_looked"}
    assert _states(made) == {"none_found"}
    assert _states(made, "--zone", "莱西市") == {"none_found"}
    # `whole` covers 莱西市 alone: nobody looked at the city or at another district.
    assert _states(whole, "--zone", "莱西市") == {"looked_none"}
    assert _states(whole, "--zone", "崂山区") == {"not_looked"}
    assert _states(whole) == {"not_looked"}
    assert any("覆盖" in warning for warning in _list(bare, "gaps")["basis"]["warnings"])


def test_a_list_of_scenarios_says_nothing_about_absent_companies(tmp_path: Path) -> None:
    scenariograph(tmp_path / "w", "ingest", SCENARIOS, "--covers", "青岛市", "--complete")
    assert _states(tmp_path / "w") == {"not_looked"}


def test_unknown_names_offer_what_is_near(made: Path) -> None:
    assert CHAIN in scenariograph(made, "gaps", "--industry", "低空", code=2).err
    assert "莱西市" in scenariograph(made, "gaps", "--zone", "莱西县城", code=2).err
    assert "崂山区" in scenariograph(made, "links", "--from", "亚特兰蒂斯", code=2).err
    assert "several scenarios fit" in scenariograph(made, "related", "示例", code=2).err
    assert "Company" in scenariograph(made, "search", "无人机", "--type", "Firm", code=2).err
    assert "query --list" in scenariograph(made, "query", "nonsense", code=2).err


# -- coverage, cross-zone links -------------------------------------------------


def test_coverage_csv_has_the_promised_columns_and_the_counts_of_the_facts(bare: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(scenariograph(bare, "coverage", "--format", "csv").out)))
    columns = "zone_id, zone, link_id, link, industry, companies, capital, leaders, hhi, location_quotient"
    assert list(rows[0]) == columns.split(", ")
    placed = _placed(bare)
    zones = load_packs("qingdao").zones
    expected = {key: len(found) for key, found in placed.items() if found and zones[key[0]].level == "district"}
    assert {(row["zone_id"], row["link_id"]): int(row["companies"]) for row in rows} == {
        key: n for key, n in expected.items() if CITY in zones[key[0]].parents
    }


def test_location_quotient_by_hand(bare: Path) -> None:
    rows = {(r["zone_id"], r["link_id"]): r for r in _list(bare, "coverage")["items"]}
    districts = {zone for zone, _ in rows}
    placed = {key: found for key, found in _placed(bare).items() if key[0] in districts}
    in_zone: dict[str, set[str]] = defaultdict(set)
    on_link: dict[str, set[str]] = defaultdict(set)
    for (zone, link), found in placed.items():
        in_zone[zone] |= found
        on_link[link] |= found
    every = set().union(*in_zone.values())
    for (zone, link), row in rows.items():
        here = len(placed[zone, link]) / len(in_zone[zone])
        there = len(on_link[link]) / len(every)
        assert row["location_quotient"] == pytest.approx(here / there, rel=1e-9)


def test_links_have_their_shape(made: Path) -> None:
    answer = _list(made, "links", "--limit", "1000")
    kinds = {item["kind"] for item in answer["items"]}
    assert kinds == {"observed", "possible"}
    assert answer["total"] == len(answer["items"])
    for item in answer["items"]:
        assert item.keys() >= CROSS_ZONE
        assert item["via"] in VIAS
        assert [part["part"] for part in item["parts"]] == [part for part, _ in PARTS]
        assert item["from_zone"]["id"] != item["to_zone"]["id"]
        assert item["reasons"]
        _checked_evidence(item["evidence"])
    assert len({item["id"] for item in answer["items"]}) == answer["total"]


def test_possible_links_rest_on_supply_there_and_none_here(bare: Path) -> None:
    placed = _placed(bare)
    possible = [i for i in _list(bare, "links", "--limit", "1000")["items"] if i["via"] == "complement"]
    assert possible
    for item in possible:
        giver, taker = item["from_zone"]["id"], item["to_zone"]["id"]
        supply, use = item["from_link"]["id"], item["to_link"]["id"]
        assert item["strength"] == len(placed[giver, supply]) * len(placed[taker, use]) > 0
        assert not placed[taker, supply]


def test_links_are_narrowed_by_zone_and_industry(made: Path) -> None:
    every = _list(made, "links", "--limit", "1000")["items"]
    found = _list(made, "links", "--from", "崂山区", "--to", "即墨区")["items"]
    ways = {("崂山区", "即墨区"): "gives", ("即墨区", "崂山区"): "receives"}
    ends = {item["id"]: (item["from_zone"]["name"], item["to_zone"]["name"]) for item in every}
    assert {item["id"] for item in found} == {one for one, pair in ends.items() if pair in ways}
    assert [item["direction"] for item in found] == [
        ways[ends[item["id"]]] if item["directed"] else "both" for item in found
    ]
    by_industry = _list(made, "links", "--industry", CHAIN)
    assert {item["industry"]["name"] for item in by_industry["items"]} == {CHAIN}
    # Of what is on record only ties of companies on the chain count then, and the answer says so.
    assert _list(made, "links")["basis"]["warnings"] == []
    assert [warning[:6] for warning in by_industry["basis"]["warnings"]] == ["按产业筛选时"]
    assert len(_list(made, "links", "--limit", "3")["items"]) == 3


def test_the_matrix_is_of_districts_and_adds_up(made: Path) -> None:
    every = _list(made, "links", "--limit", "1000")
    assert every["total"] == len(every["items"])
    answer = _list(made, "links", "--matrix")
    names = [zone["name"] for zone in answer["zones"]]
    assert len(names) == 10
    directed = sum(1 for item in every["items"] if item["kind"] == "possible" and item["directed"])
    both = sum(1 for item in every["items"] if item["kind"] == "possible" and not item["directed"])
    assert sum(cell["possible_total"] for cell in answer["items"]) == directed + 2 * both
    table = list(csv.reader(io.StringIO(scenariograph(made, "links", "--matrix", "--format", "csv").out)))
    assert table[0][1:] == names
    assert [row[0] for row in table[1:]] == names
    for number, row in enumerate(table[1:]):
        assert row[number + 1] == ""
    assert "--from" in scenariograph(made, "links", "--matrix", "--from", "崂山区", code=2).err


# -- related, show, evidence, search, query ---------------------------------------


def test_related_parts_add_up(made: Path) -> None:
    answer = _list(made, "related", SCENARIO)
    assert answer["items"]
    for item in answer["items"]:
        assert item.keys() >= {"scenario", "score", "parts"}
        assert sum(part["weight"] for part in item["parts"]) == pytest.approx(item["score"], abs=1e-9)
        for part in item["parts"]:
            assert part.keys() >= {"reason", "weight", "shared", "evidence"}
            assert part["shared"].keys() == {"label", "id", "name"}
            _checked_evidence(part["evidence"])
    scores = [item["score"] for item in answer["items"]]
    assert scores == sorted(scores, reverse=True)


def test_related_is_the_same_from_both_ends(made: Path) -> None:
    first = _list(made, "related", SCENARIO)["items"][0]
    back = _list(made, "related", first["scenario"]["id"], "--limit", "200")["items"]
    score = next(item["score"] for item in back if item["scenario"]["name"] == SCENARIO)
    assert score == first["score"]


def test_show_a_system_with_members_and_their_evidence(made: Path) -> None:
    answer = scenariograph(made, "show", "10+1", "--json").json
    assert answer["label"] == "IndustrySystem"
    assert len(answer["members"]) >= 11
    assert all(member["evidence"] for member in answer["members"])
    assert "10+1" in scenariograph(made, "show", "10+1").out


def test_show_a_company_by_name_and_by_id(made: Path) -> None:
    name = "青岛示例海川航空材料有限公司"
    by_name = scenariograph(made, "show", name, "--json").json
    by_id = scenariograph(made, "show", by_name["id"], "--json").json
    assert by_name == by_id
    assert by_name["properties"]["registered_capital"] == 10_000_000
    types = {group["type"] for group in by_name["neighbours"]}
    assert types >= {"ENGAGES_IN", "LOCATED_IN"}
    assert "candidates" not in by_name
    assert "candidates" in scenariograph(made, "show", name, "--candidates", "--json").json


def test_evidence_of_a_row_is_the_row(made: Path) -> None:
    name = "青岛示例海川航空材料有限公司"
    answer = _list(made, "evidence", name)
    _checked_evidence(answer["items"])
    item = next(i for i in answer["items"] if i["document"]["id"] == REGISTER.name)
    with REGISTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    number = int(item["locator"].partition("#r=")[2])
    assert item["sentence"].split(" | ") == rows[number - 1]
    assert rows[number - 1][0] == name


@pytest.mark.parametrize("name", [SCENARIO, "莱西市", "无人机整机"])
def test_every_edge_opens_to_evidence(made: Path, name: str) -> None:
    node = scenariograph(made, "show", name, "--json").json
    assert node["neighbours"]
    for group in node["neighbours"]:
        for item in group["items"][:3]:
            _checked_evidence(_list(made, "evidence", item["edge"])["items"])


@needs_documents
@pytest.mark.parametrize("path", [NEWS, PLAN], ids=lambda p: p.suffix)
def test_segments_slice_the_original(made: Path, path: Path) -> None:
    text = path.read_bytes().decode()
    facts = pq.read_table(next((made / "graph").glob("0*/tables/evidence.parquet"))).to_pylist()
    wanted = sorted({row["fact"] for row in facts if row["source"] == path.name})
    assert wanted
    for fact in wanted[:40]:
        for item in _list(made, "evidence", fact)["items"]:
            if item["document"]["id"] == path.name and item["segments"]:
                said = "".join(text[start:end] for start, end in item["segments"])
                unbroken = "".join(said.split())
                assert unbroken == "".join(item["sentence"].split())


def test_search_finds_names_and_sentences(made: Path) -> None:
    answer = _list(made, "search", "无人机")
    assert answer["items"]
    assert all("无人机" in item["name"] or item["label"] for item in answer["items"])
    only = _list(made, "search", "无人机", "--type", "Scenario", "--limit", "3")["items"]
    assert len(only) == 3
    assert {item["label"] for item in only} == {"Scenario"}


@pytest.mark.parametrize("text", ["", '""', "*", "NEAR(", "' OR 1=1 --", "％", "🛰"])
def test_search_takes_any_text(made: Path, text: str) -> None:
    assert _list(made, "search", text)["items"] == []


def test_search_finds_one_character_anywhere_in_a_name(made: Path) -> None:
    # 青岛市 ends with 市: as a pair of characters it stands in second place only.
    zones = {item["name"] for item in _list(made, "search", "市", "--type", "Zone", "--limit", "200")["items"]}
    assert {"青岛市", "莱西市", "市南区"} <= zones


def test_every_named_query_without_parameters_gives_its_columns(made: Path) -> None:
    listed = scenariograph(made, "query", "--list", "--json").json
    assert [item["name"] for item in listed["items"]] == [query.name for query in named_queries()]
    for query in named_queries():
        if not query.parameters:
            for row in _list(made, "query", query.name)["items"][:1]:
                assert set(row) == set(query.columns)


def test_query_takes_parameters_and_refuses_wrong_ones(made: Path) -> None:
    ids = [item["id"] for item in _list(made, "search", "航空材料", "--type", "Company", "--limit", "2")["items"]]
    rows = _list(made, "query", "companies_by_id", "--param", f"ids={','.join(ids)}")["items"]
    assert [row["id"] for row in rows] == sorted(ids)
    assert "ids" in scenariograph(made, "query", "companies_by_id", code=2).err
    assert "key=value" in scenariograph(made, "query", "companies_by_id", "--param", "ids", code=2).err


def test_a_workspace_can_be_moved(made: Path, copy_of: Callable[[Path], Path]) -> None:
    assert _list(copy_of(made), "gaps")["items"] == _list(made, "gaps")["items"]
