"""The projection: precedence, evidence, candidates, rejected facts, versions, derived tables, hashes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.facts import Facts
from graph.ledger import Decision, write_bundle
from graph.pack_facts import RELATED_RULE, related_rule_table
from graph.projection import CountedBundle, Projection, ProjectionInputs, project
from ingest.resolve import resolve
from schema.pack_loader import load_packs

CITY, NORTH, SOUTH = "cn-div:1", "cn-div:11", "cn-div:12"
UP, MIDDLE = "t:ChainLink/up", "t:ChainLink/middle"
CHAIN = "t:Industry/chain"


def pack() -> dict[str, pa.Table]:
    """A city with two districts and a chain of two links."""
    facts = Facts()
    for zone, name, level in ((CITY, "示例市", "city"), (NORTH, "北区", "district"), (SOUTH, "南区", "district")):
        facts.node("Zone", zone, name, locator="pack:t/zones#r=2", rule="pack", properties={"level": level})
    for zone in (NORTH, SOUTH):
        facts.edge("PART_OF", ("Zone", zone), ("Zone", CITY), locator="pack:t/zones#r=2", rule="pack")
    facts.node("Industry", CHAIN, "示例链", locator="pack:t/industries#r=2", rule="pack")
    for link in (UP, MIDDLE):
        facts.node("ChainLink", link, link, locator="pack:t/links#r=2", rule="pack", properties={"placeable": True})
        facts.edge("PART_OF", ("ChainLink", link), ("Industry", CHAIN), locator="pack:t/links#r=2", rule="pack")
    facts.edge("UPSTREAM_OF", ("ChainLink", UP), ("ChainLink", MIDDLE), locator="pack:t/e#r=2", rule="pack")
    return facts.tables() | {RELATED_RULE: related_rule_table(load_packs("qingdao").related_rules)}


def firm(facts: Facts, number: int, zone: str, link: str | None, capital: int | None = None, **more: Any) -> str:
    """A company in a zone on a link; capital in yuan."""
    local = f"cn-uscc:{number}"
    place = f"r={number}"
    properties = {"registered_capital": capital, "capital_currency": "CNY" if capital else None, **more}
    facts.node("Company", local, f"企业{number}", locator=place, rule="reg", properties=properties)
    facts.edge("LOCATED_IN", ("Company", local), ("Zone", zone), locator=place, rule="reg")
    if link:
        facts.edge("ENGAGES_IN", ("Company", local), ("ChainLink", link), locator=place, rule="reg")
    return local


class Bench:
    """Writes bundles and projects them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "facts").mkdir()
        self.runs = 0

    def bundle(
        self, facts: Facts, source: str, *, precedence: str = "registration", seq: int = 1, **more: Any
    ) -> CountedBundle:
        name = f"{source}{seq}".ljust(32, "0")
        written = write_bundle(self.folder / "facts", name, facts.tables())
        values = {"update_kind": "replace", "as_of": None, "next_as_of": None, **more}
        return CountedBundle(written, source, seq, seq, precedence=precedence, **values)

    def run(self, bundles: Sequence[CountedBundle], decisions: Sequence[Decision] = (), threads: int = 2) -> Projection:
        self.runs += 1
        tables = pack()
        inputs = ProjectionInputs(
            bundles=tuple(bundles),
            coverage=(),
            packs=tables,
            packs_fingerprint="p",
            home=CITY,
            resolution=resolve([b.bundle for b in bundles], tables, decisions).table,
            decisions=tuple(decisions),
            program="1",
        )
        return project(inputs, self.folder / f"run{self.runs}", threads=threads)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def rows(projection: Projection, table: str) -> list[dict[str, Any]]:
    path = projection.tables / f"{table}.parquet"
    return list(pq.read_table(path).to_pylist()) if path.exists() else []


def decision(kind: str, subject: str, object_: str = "") -> Decision:
    return Decision(1, kind, subject, object_, "", "某人", "2026-01-01", None)


def test_the_kind_of_source_decides_then_the_later_date(bench: Bench) -> None:
    bundles = []
    for source, precedence, as_of, status in (
        ("news", "news", dt.date(2026, 1, 1), "新闻说"),
        ("old", "registration", dt.date(2020, 1, 1), "旧登记"),
        ("new", "registration", dt.date(2024, 1, 1), "新登记"),
    ):
        facts = Facts()
        firm(facts, 1, NORTH, None, status=status)
        bundles.append(bench.bundle(facts, source, precedence=precedence, as_of=as_of))
    company = rows(bench.run(bundles), "node_Company")[0]
    assert company["status"] == "新登记"
    assert (company["evidences"], company["sources"]) == (3, 3)


def test_a_value_that_only_a_weaker_source_has_is_kept(bench: Bench) -> None:
    strong, weak = Facts(), Facts()
    firm(strong, 1, NORTH, None)
    firm(weak, 1, NORTH, None, address="示例路1号")
    both = [bench.bundle(strong, "a"), bench.bundle(weak, "b", precedence="news")]
    assert rows(bench.run(both), "node_Company")[0]["address"] == "示例路1号"


def test_order_of_inputs_and_threads_change_no_table(bench: Bench) -> None:
    bundles = []
    for number in range(1, 7):
        facts = Facts()
        firm(facts, number, NORTH if number % 2 else SOUTH, UP if number % 3 else MIDDLE, 100 * number)
        firm(facts, 1, NORTH, UP, 7 * number)
        bundles.append(bench.bundle(facts, f"s{number}"))
    first = bench.run(bundles, threads=1)
    second = bench.run(bundles[::-1], threads=2)
    assert first.digests == second.digests
    assert first.hash == second.hash
    changed = Facts()
    firm(changed, 9, NORTH, UP, 5)
    third = bench.run([*bundles, bench.bundle(changed, "s9")])
    assert third.hash != first.hash


def test_below_the_threshold_is_a_candidate_until_accepted(bench: Bench) -> None:
    facts = Facts()
    local = firm(facts, 1, NORTH, None)
    facts.edge(
        "ENGAGES_IN", ("Company", local), ("ChainLink", UP), locator="r=1", rule="name", confidence=Decimal("0.499")
    )
    given = [bench.bundle(facts, "a")]
    edge = f"ENGAGES_IN:{local}>{UP}"
    unsure = bench.run(given)
    assert edge in {row["id"] for row in rows(unsure, "candidate_edge")}
    assert edge not in {row["id"] for row in rows(unsure, "edge")}
    assert rows(unsure, "covers") == []
    accepted = bench.run(given, [decision("accept", edge)])
    assert edge in {row["id"] for row in rows(accepted, "edge")}
    assert rows(accepted, "candidate_edge") == []


def test_a_rejected_node_takes_its_edges_along(bench: Bench) -> None:
    facts = Facts()
    local = firm(facts, 1, NORTH, UP)
    firm(facts, 2, NORTH, UP)
    projection = bench.run([bench.bundle(facts, "a")], [decision("reject", local)])
    assert [row["id"] for row in rows(projection, "node_Company")] == ["cn-uscc:2"]
    assert local not in {row["head"] for row in rows(projection, "edge")}


def test_a_full_name_finds_its_code_and_evidence_moves_along(bench: Bench) -> None:
    register, paper = Facts(), Facts()
    firm(register, 1, NORTH, UP)
    paper.node("Company", "name:Company:x", "企业1", locator="c=0-5", rule="full-name")
    paper.node("Park", "name:Park:y", "示例园", locator="c=0-5", rule="park")
    paper.edge("TENANT_OF", ("Company", "name:Company:x"), ("Park", "name:Park:y"), locator="c=0-5", rule="tenant")
    projection = bench.run([bench.bundle(register, "a"), bench.bundle(paper, "b", precedence="news")])
    assert [row["id"] for row in rows(projection, "node_Company")] == ["cn-uscc:1"]
    tenant = next(row for row in rows(projection, "edge") if row["type"] == "TENANT_OF")
    assert tenant["head"] == "cn-uscc:1"
    places = {(row["source"], row["locator"]) for row in rows(projection, "evidence") if row["fact"] == "cn-uscc:1"}
    assert places == {("a", "r=1"), ("b", "c=0-5")}
    alone = bench.run([bench.bundle(paper, "b", precedence="news")])
    assert [row["id"] for row in rows(alone, "node_Company")] == ["name:Company:x"]


def test_two_firms_of_one_name_resolve_nothing(bench: Bench) -> None:
    register, paper = Facts(), Facts()
    for number in (1, 2):
        register.node("Company", f"cn-uscc:{number}", "同名企业", locator=f"r={number}", rule="reg")
    paper.node("Company", "name:Company:x", "同名企业", locator="c=0-5", rule="full-name")
    projection = bench.run([bench.bundle(register, "a"), bench.bundle(paper, "b", precedence="news")])
    assert len(rows(projection, "node_Company")) == 3


def test_same_and_different_are_followed_and_redirects_close(bench: Bench) -> None:
    facts = Facts()
    for number in (1, 2, 3):
        firm(facts, number, NORTH, UP)
    given = [bench.bundle(facts, "a")]
    merged = bench.run(given, [decision("same", "cn-uscc:3", "cn-uscc:2"), decision("same", "cn-uscc:2", "cn-uscc:1")])
    assert [row["id"] for row in rows(merged, "node_Company")] == ["cn-uscc:1"]
    assert rows(merged, "node_Company")[0]["evidences"] == 3
    kept = bench.run(
        given, [decision("same", "cn-uscc:2", "cn-uscc:1"), decision("different", "cn-uscc:1", "cn-uscc:2")]
    )
    assert len(rows(kept, "node_Company")) == 3


def test_what_a_full_register_no_longer_lists_has_ended_on_its_day(bench: Bench) -> None:
    first, second = Facts(), Facts()
    firm(first, 1, NORTH, UP)
    firm(first, 2, NORTH, UP)
    firm(second, 2, SOUTH, UP)
    day = dt.date(2026, 1, 1)
    bundles = [
        bench.bundle(first, "reg", seq=1, update_kind="snapshot", as_of=dt.date(2025, 1, 1), next_as_of=day),
        bench.bundle(second, "reg", seq=2, update_kind="snapshot", as_of=day),
    ]
    projection = bench.run(bundles)
    ended = {row["id"]: row["valid_to"] for row in rows(projection, "node_Company")}
    assert ended == {"cn-uscc:1": day, "cn-uscc:2": None}
    places = {
        (r["head"], r["tail"]) for r in rows(projection, "edge") if r["type"] == "LOCATED_IN" and not r["valid_to"]
    }
    assert places == {("cn-uscc:2", SOUTH)}
    assert {(r["head"], r["companies"]) for r in rows(projection, "covers")} == {(CITY, 1), (SOUTH, 1)}


def test_single_changes_leave_the_rest_as_it_was(bench: Bench) -> None:
    full, change = Facts(), Facts()
    firm(full, 1, NORTH, UP)
    firm(full, 2, NORTH, UP)
    firm(change, 2, SOUTH, MIDDLE)
    bundles = [
        bench.bundle(full, "reg", seq=1, update_kind="delta"),
        bench.bundle(change, "reg", seq=2, update_kind="delta"),
    ]
    projection = bench.run(bundles)
    assert {(r["head"], r["tail"], r["companies"]) for r in rows(projection, "covers") if r["head"] != CITY} == {
        (NORTH, UP, 1),
        (SOUTH, MIDDLE, 1),
    }
    assert {row["valid_to"] for row in rows(projection, "node_Company")} == {None}


def test_coverage_counts_by_hand(bench: Bench) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, UP, 300)
    firm(facts, 2, NORTH, UP, 100)
    firm(facts, 3, NORTH, MIDDLE, 50)
    firm(facts, 4, SOUTH, MIDDLE, 50)
    firm(facts, 5, SOUTH, None, 900)
    local = firm(facts, 6, SOUTH, UP)
    facts.edge("ENGAGES_IN", ("Company", local), ("ChainLink", UP), locator="r=6", rule="twice")
    cells = {(r["head"], r["tail"]): r for r in rows(bench.run([bench.bundle(facts, "a")]), "covers")}
    north = cells[NORTH, UP]
    assert (north["companies"], north["capital"]) == (2, Decimal(400))
    assert north["leaders"] == ["cn-uscc:1", "cn-uscc:2"]
    # Shares 3/4 and 1/4: 9/16 + 1/16.
    assert north["hhi"] == pytest.approx(10 / 16)
    # Placed companies: north 3 (two on UP), both districts 5 (three on UP).
    assert north["location_quotient"] == pytest.approx((2 / 3) / (3 / 5))
    assert cells[CITY, UP]["companies"] == 3
    assert cells[CITY, UP]["location_quotient"] is None
    assert (cells[SOUTH, UP]["companies"], cells[SOUTH, UP]["hhi"]) == (1, None)


def test_a_company_on_two_links_counts_once_in_their_chain(bench: Bench) -> None:
    facts = Facts()
    first = firm(facts, 1, NORTH, UP, 100)
    facts.edge("ENGAGES_IN", ("Company", first), ("ChainLink", MIDDLE), locator="r=1", rule="reg")
    firm(facts, 2, NORTH, UP, 50)
    firm(facts, 3, SOUTH, MIDDLE)
    found = {
        r["zone"]: (r["companies"], r["capital"]) for r in rows(bench.run([bench.bundle(facts, "s")]), "chain_covers")
    }
    assert found == {NORTH: (2, Decimal(150)), SOUTH: (1, None), CITY: (3, Decimal(150))}


def test_a_zone_with_the_feeding_link_complements_one_without_it(bench: Bench) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, UP)
    firm(facts, 2, SOUTH, MIDDLE)
    found = rows(bench.run([bench.bundle(facts, "a")]), "complements")
    assert [(r["head"], r["tail"], r["chain"], r["pairs"]) for r in found] == [
        (NORTH, SOUTH, CHAIN, [f"{UP} > {MIDDLE}"])
    ]
    firm(facts, 3, SOUTH, UP)
    assert rows(bench.run([bench.bundle(facts, "b")]), "complements") == []


def test_scenarios_are_related_by_what_they_share_and_weights_add_up(bench: Bench) -> None:
    facts = Facts()
    for number, (zone, field) in enumerate([(NORTH, "交通"), (NORTH, "交通"), (SOUTH, "交通")], start=1):
        local = f"name:Scenario:{number}"
        facts.node("Scenario", local, f"场景{number}", locator=f"r={number}", rule="s", properties={"field": field})
        facts.edge("LOCATED_IN", ("Scenario", local), ("Zone", zone), locator=f"r={number}", rule="s")
        if number != 3:
            facts.edge("DEMANDS", ("Scenario", local), ("ChainLink", UP), locator=f"r={number}", rule="s")
    found = rows(bench.run([bench.bundle(facts, "a", precedence="official_list")]), "related_to")
    # A shared zone or field alone relates nothing: the third scenario stays alone.
    assert [(r["head"], r["tail"]) for r in found] == [("name:Scenario:1", "name:Scenario:2")]
    # link 3 + industry 1 + zone 1 + field 1
    assert found[0]["score"] == Decimal(6)
    assert sum(Decimal(reason.split("|")[1]) for reason in found[0]["reasons"]) == found[0]["score"]


def test_the_graph_keeps_the_twenty_first_of_either_end(bench: Bench) -> None:
    facts = Facts()
    for number in range(1, 26):
        local = f"name:Scenario:{number:02}"
        facts.node("Scenario", local, f"场景{number}", locator="r=1", rule="s")
        facts.edge("DEMANDS", ("Scenario", local), ("ChainLink", UP), locator="r=1", rule="s")
    found = rows(bench.run([bench.bundle(facts, "a", precedence="official_list")]), "related_to")
    # All scores are equal, so the id decides: 01 to 20 are among the first of everybody; of 25 · 24 / 2 pairs
    # only the 5 · 4 / 2 among 21 to 25 are no end's.
    assert len(found) == 300 - 10
    assert not [r for r in found if min(r["head"], r["tail"]) > "name:Scenario:20"]


def test_a_functional_zone_over_two_districts_leads_to_neither(bench: Bench) -> None:
    facts = Facts()
    for zone, parents in (("t:Zone/one", [NORTH]), ("t:Zone/two", [NORTH, SOUTH])):
        facts.node("Zone", zone, zone, locator="r=1", rule="z", properties={"level": "functional"})
        for parent in parents:
            facts.edge("PART_OF", ("Zone", zone), ("Zone", parent), locator="r=1", rule="z")
    firm(facts, 1, "t:Zone/one", UP)
    firm(facts, 2, "t:Zone/two", UP)
    cells = {(r["head"], r["companies"]) for r in rows(bench.run([bench.bundle(facts, "a")]), "covers")}
    assert cells == {("t:Zone/one", 1), ("t:Zone/two", 1), (NORTH, 1), (CITY, 1)}


def test_companies_that_have_ended_count_nowhere_and_foreign_capital_by_its_computed_value(bench: Bench) -> None:
    facts = Facts()
    firm(facts, 1, NORTH, UP, 100, ended=False)
    firm(facts, 2, NORTH, UP, 50, ended=True, status_kind="cancelled")
    firm(facts, 3, NORTH, UP, 10, capital_currency="USD", capital_cny=Decimal("71.88"))
    firm(facts, 4, SOUTH, UP, 10, ended=True)
    cells = {r["head"]: (r["companies"], r["capital"]) for r in rows(bench.run([bench.bundle(facts, "a")]), "covers")}
    assert cells == {NORTH: (2, Decimal("171.88")), CITY: (2, Decimal("171.88"))}


def test_one_id_is_one_row_however_many_facts(bench: Bench) -> None:
    facts = Facts()
    facts.node("Park", "name:Park:a", "示例园", locator="c=0-3", rule="p", aliases=["甲园"])
    facts.node("Park", "name:Park:a", "示例园", locator="c=5-9", rule="p", aliases=["乙园", "甲园"])
    parks = rows(bench.run([bench.bundle(facts, "a", precedence="news")]), "node_Park")
    assert [(p["aliases"], p["evidences"]) for p in parks] == [(["乙园", "甲园"], 2)]
