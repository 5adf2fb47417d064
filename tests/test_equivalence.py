"""Any sequence of ingest, replace, retract, restore and decisions equals a build from nothing."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.ledger import Ledger
from graph.projection import project
from graph.publish import publish
from graph.snapshot import current_folder
from graph.stores import EmbeddedStore
from ingest.build import projection_inputs
from ingest.jobs import IngestOptions, ingest
from schema.pack_loader import load_packs
from schema.pack_model import Packs
from tests.registers import code, register, row

KEYS = ("one.csv", "two.csv", "three.csv", "paper.txt")
# Three contents for each key; they share companies, so precedence and evidence are at work.
CONTENTS = {
    "one.csv": [register([row(1), row(2)]), register([row(2, capital="500万元")]), register([row(1), row(3)])],
    "two.csv": [
        register([row(2, scope="ship"), row(4)]),
        register([row(4, district="市北区")]),
        register([row(4), row(5, scope="battery", district="黄岛区")]),
    ],
    "three.csv": [register([row(6)]), register([row(6), row(7, scope="none")]), register([row(1, scope="ship")])],
    "paper.txt": [
        f"示例园区新闻\n\n{name}产业园位于示例路{n}号，总建筑面积达{n}万平方米，{year}年10月竣工。园区在市南区。\n"
        for n, (name, year) in enumerate([("示例甲", 2021), ("示例甲", 2022), ("示例乙", 2023)], start=1)
    ],
}
operation = st.one_of(
    st.tuples(st.just("ingest"), st.sampled_from(KEYS), st.integers(0, 2)),
    st.tuples(st.sampled_from(["retract", "restore"]), st.sampled_from(KEYS), st.just(0)),
    st.tuples(st.sampled_from(["reject", "accept", "same", "different"]), st.integers(1, 6), st.integers(1, 6)),
    st.tuples(st.just("undo"), st.integers(0, 5), st.just(0)),
)


def take(ledger: Ledger, packs: Packs, folder: Path, key: str, which: int) -> None:
    (folder / key).write_text(CONTENTS[key][which], encoding="utf-8")
    ingest(ledger, packs, [folder / key], IngestOptions(build=False, workers=1, source=key))


def apply(ledger: Ledger, packs: Packs, folder: Path, step: tuple[str, object, object]) -> None:
    """One operation; one that the ledger refuses (retracted, unknown) changes nothing."""
    what, first, second = step
    known = {source.key: source.state for source in ledger.sources()}
    with ledger.writing():
        if what == "ingest" and known.get(str(first)) != "retracted":
            take(ledger, packs, folder, str(first), int(str(second)))
        elif what == "retract" and first in known:
            ledger.retract(str(first))
        elif what == "restore" and first in known:
            ledger.restore(str(first))
        elif what in ("same", "different") and first != second:
            ledger.decide(what, company(first), company(second), who="某人")
        elif what in ("reject", "accept"):
            ledger.decide(what, company(first), who="某人")
        elif what == "undo":
            standing = ledger.decisions()
            if int(str(first)) < len(standing):
                ledger.undo(standing[int(str(first))].number, who="某人")


def company(number: object) -> str:
    return f"cn-uscc:{code(int(str(number)))}"


def from_nothing(ledger: Ledger, packs: Packs, home: Path, folder: Path, order: list[str]) -> Ledger:
    """A new workspace with what is current now, arriving in another order."""
    fresh = Ledger.open(home)
    current = {s.key: s for s in ledger.sources() if s.state == "current"}
    with fresh.writing():
        for key in [k for k in order if k in current]:
            original = ledger.originals / current[key].latest.sha256
            shutil.copy(original, folder / key)
            ingest(fresh, packs, [folder / key], IngestOptions(build=False, workers=1, source=key))
        for decision in ledger.decisions():
            fresh.decide(decision.kind, decision.subject, decision.object, who=decision.who)
    return fresh


def table_digests(ledger: Ledger, packs: Packs, folder: Path, threads: int) -> dict[str, str]:
    with projection_inputs(ledger, packs) as inputs:
        return project(inputs, folder, threads=threads).digests


def publish_now(ledger: Ledger, packs: Packs, now: dt.datetime) -> None:
    with projection_inputs(ledger, packs) as inputs:
        publish(ledger.graph, inputs, now=now)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(operation, min_size=1, max_size=8), order=st.permutations(KEYS))
def test_projection_tables_equal_a_build_from_nothing(
    steps: list[tuple[str, object, object]], order: list[str]
) -> None:
    qingdao = load_packs("qingdao")
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        (top / "in").mkdir()
        with Ledger.open(top / "home") as ledger:
            for step in steps:
                apply(ledger, qingdao, top / "in", step)
            with from_nothing(ledger, qingdao, top / "fresh", top / "in", order) as fresh:
                assert table_digests(ledger, qingdao, top / "a", 1) == table_digests(fresh, qingdao, top / "b", 2)


def rows_of(store: EmbeddedStore) -> list[object]:
    """Everything a store holds of the parts that the operations touch, in order."""
    queries = (
        "MATCH (c:Company) RETURN c.id AS id, c.name AS name, c.registered_capital AS capital, c.evidences AS n ORDER BY id",
        "MATCH (c:Company)-[e:ENGAGES_IN]->(l:ChainLink) RETURN e.id AS id, e.confidence AS x, e.words AS words ORDER BY id",
        "MATCH (z:Zone)-[c:COVERS]->(l:ChainLink) RETURN c.id AS id, c.companies AS n, c.leaders AS leaders ORDER BY id",
        "MATCH (p:Park) RETURN p.id AS id, p.name AS name, p.completed_on AS done ORDER BY id",
    )
    return [store.counts(), *(store.query(text) for text in queries)]


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(operation, min_size=2, max_size=8), order=st.permutations(KEYS), build_at=st.integers(0, 7))
def test_the_store_equals_a_build_from_nothing(
    steps: list[tuple[str, object, object]], order: list[str], build_at: int
) -> None:
    qingdao = load_packs("qingdao")
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        (top / "in").mkdir()
        with Ledger.open(top / "home") as ledger:
            for place, step in enumerate(steps):
                apply(ledger, qingdao, top / "in", step)
                if place == build_at:
                    publish_now(ledger, qingdao, now)
            publish_now(ledger, qingdao, now)
            with from_nothing(ledger, qingdao, top / "fresh", top / "in", order) as fresh:
                publish_now(fresh, qingdao, now)
                stores = [EmbeddedStore(current_folder(g)) for g in (ledger.graph, fresh.graph)]  # type: ignore[arg-type]
                first, second = (rows_of(store) for store in stores)
                for store in stores:
                    store.close()
                assert first == second
