"""Packs as facts: what is in, what is said of it, and on what it rests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.pack_facts import RELATED_RULE, pack_facts, zones_needed
from schema.pack_loader import load_packs
from schema.pack_model import Packs
from tests.schema.packs import write_pack


@pytest.fixture
def tiny(tmp_path: Path) -> Packs:
    return load_packs("tiny", [write_pack(tmp_path)])


def edges(packs: Packs, kind: str) -> list[dict[str, Any]]:
    return [e for e in pack_facts(packs, frozenset())["edges"].to_pylist() if e["type"] == kind]


def test_tables_and_types_of_the_tiny_city(tiny: Packs) -> None:
    tables = pack_facts(tiny, frozenset())
    assert sorted(tables) == [
        *("edges", "evidence", "nodes_ChainLink", "nodes_Industry", "nodes_IndustrySystem"),
        *("nodes_Organization", "nodes_Park", "nodes_Zone", RELATED_RULE),
    ]
    kinds = [(e["type"], e["head"], e["tail"]) for e in tables["edges"].to_pylist()]
    yard, steel = "tiny:ChainLink/boats/yard", "tiny:ChainLink/boats/steel"
    assert ("UPSTREAM_OF", steel, yard) in kinds
    assert ("PART_OF", yard, "tiny:Industry/boats") in kinds
    assert ("PART_OF", "tiny:Industry/boats", "tiny:IndustrySystem/3+1") in kinds
    assert ("LOCATED_IN", "tiny:Park/dock", "tiny:Zone/bay") in kinds
    assert ("FOCUSES_ON", "tiny:Park/dock", yard) in kinds
    assert ("LOCATED_IN", "tiny:Organization/reform", "cn-div:990100") in kinds
    assert ("OVERLAPS", "tiny:Zone/bay", "cn-div:990202") in kinds


def test_a_membership_carries_tier_group_period_and_its_doubt(tiny: Packs) -> None:
    (member,) = [e for e in edges(tiny, "PART_OF") if e["tail"] == "tiny:IndustrySystem/3+1"]
    assert (member["tier"], member["group"], member["order"]) == ("优势", "优势产业", 1)
    assert member["valid_from"] == dt.date(2025, 1, 1)
    assert (member["stated"], member["confidence"]) == (False, Decimal("0.700"))
    assert member["locator"] == "pack:tiny/memberships#r=2"


def test_stated_follows_source_and_basis(tiny: Packs) -> None:
    links = {n["local_id"]: n for n in pack_facts(tiny, frozenset())["nodes_ChainLink"].to_pylist()}
    assert links["tiny:ChainLink/boats/steel"]["stated"] is True
    assert links["tiny:ChainLink/boats/yard"]["stated"] is False
    assert links["tiny:ChainLink/boats/steel"]["as_of"] == dt.date(2026, 1, 2)


def test_every_locator_has_evidence_that_names_its_source(tiny: Packs) -> None:
    tables = pack_facts(tiny, frozenset())
    evidence = {e["locator"]: e for e in tables["evidence"].to_pylist()}
    assert len(evidence) == tables["evidence"].num_rows
    for name, table in tables.items():
        # Rules are no facts: what they rest on stands in the pack.
        if name not in ("evidence", RELATED_RULE):
            assert set(table["locator"].to_pylist()) <= set(evidence)
    assert evidence["pack:tiny/memberships#r=2"]["sentence"] == "造船业属于3+1（优势产业）"
    assert evidence["pack:tiny/parks#r=2"]["place"] == "小城规划，小城市政府，2026-01-02，https://example.org/plan"


def test_other_zones_come_in_when_referred_to_with_what_they_lie_in() -> None:
    packs = load_packs()
    home = zones_needed(packs, ())
    assert {"cn-div:370000", "cn-div:370200", "cn-div:370211", "qingdao:Zone/blue-valley"} <= home
    assert not {"cn-div:310000", "cn-div:370600"} & home
    more = zones_needed(packs, ["cn-div:310115", "cn-uscc:x"]) - home
    assert more == {"cn-div:310115", "cn-div:310000"}


def test_the_same_packs_give_the_same_tables() -> None:
    packs = load_packs()
    first, second = pack_facts(packs, frozenset()), pack_facts(packs, frozenset())
    assert all(first[name].equals(second[name]) for name in first)


def test_ten_plus_one_as_facts() -> None:
    found = [e for e in edges(load_packs(), "PART_OF") if e["tail"] == "qingdao:IndustrySystem/10-plus-1"]
    assert len(found) == 11 and all(e["stated"] for e in found)
