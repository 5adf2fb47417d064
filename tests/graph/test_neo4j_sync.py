"""Syncs on a real server: killed anywhere they end equal; what users added stays; wrong databases are refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import StoreError, StoreMoved
from graph.projection import Projection
from graph.stores import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_connection import Connection
from graph.stores.neo4j_schema import NAME_INDEX, schema_statements
from graph.stores.neo4j_settings import Neo4jSettings
from schema.ontology import ontology
from tests.graph.dump import Rows, assert_equal, dump
from tests.graph.projections import projected
from tests.graph.random_facts import random_projections
from tests.graph.test_store_contract import facts
from tests.neo4j_servers import run, wipe


class Broken(RuntimeError):
    """Stands for a process that ends in the middle."""


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> tuple[Projection, Projection]:
    folder = tmp_path_factory.mktemp("steps")
    return projected(facts(1), folder, 1), projected(facts(2), folder, 2)


@pytest.fixture(scope="module")
def wanted(steps: tuple[Projection, Projection], tmp_path_factory: pytest.TempPathFactory) -> list[Rows]:
    """What the embedded store holds of each step."""
    made = []
    for step in steps:
        store = EmbeddedStore(tmp_path_factory.mktemp("embedded"))
        store.sync(None, step.folder)
        made.append(dump(store))
        store.close()
    return made


@pytest.fixture
def store(database: Neo4jSettings) -> Iterator[Neo4jStore]:
    made = Neo4jStore(database, "here")
    yield made
    made.close()


def break_after(patch: pytest.MonkeyPatch, writes: int, *, done: bool = False) -> None:
    """Let so many writes through and then fail; with `done` the server has done the last one, unheard."""
    number = count()
    original = Connection.write

    def write(self: Connection, text: str, parameters: Mapping[str, Any] | None = None) -> Any:
        turn = next(number)
        if turn < writes:
            return original(self, text, parameters)
        if turn == writes and done:
            original(self, text, parameters)
        raise Broken(f"write {turn}")

    patch.setattr(Connection, "write", write)


def writes_of(sync: Callable[[], None]) -> int:
    """How many writes a sync takes."""
    number = 0
    original = Connection.write

    def write(self: Connection, text: str, parameters: Mapping[str, Any] | None = None) -> Any:
        nonlocal number
        number += 1
        return original(self, text, parameters)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connection, "write", write)
        sync()
    return number


@pytest.mark.parametrize(
    ("way", "stops"),
    [
        ("difference", 5),
        *(pytest.param(way, 14, marks=pytest.mark.slow) for way in ("load", "difference", "rewrite")),
    ],
)
def test_broken_off_anywhere_it_resumes_and_ends_equal(
    way: str, stops: int, database: Neo4jSettings, steps: tuple[Projection, Projection], wanted: list[Rows]
) -> None:
    first, second = (step.folder for step in steps)
    previous = first if way == "difference" else None

    def prepared() -> Neo4jStore:
        wipe(database)
        made = Neo4jStore(database, "here")
        if way != "load":
            made.sync(None, first)
        return made

    with closing(prepared()) as store:
        total = writes_of(lambda: store.sync(previous, second))
        assert_equal(dump(store), wanted[1])
    assert total > 20
    # An odd stride and pairs of `done`: steps take two writes each, and both are to be hit both ways.
    for turn, stop in enumerate(range(0, total, max(1, total // stops) | 1)):
        with closing(prepared()) as store, pytest.MonkeyPatch.context() as patch, pytest.raises(Broken):
            break_after(patch, stop, done=turn // 2 % 2 == 1)
            store.sync(previous, second)
        with closing(Neo4jStore(database, "here")) as fresh:
            fresh.sync(previous, second)
            assert_equal(dump(fresh), wanted[1], f"broken off at write {stop} of {total}")


def test_broken_off_and_sent_elsewhere_it_ends_equal(
    database: Neo4jSettings, steps: tuple[Projection, Projection], wanted: list[Rows]
) -> None:
    first, second = (step.folder for step in steps)
    with closing(Neo4jStore(database, "here")) as store:
        store.sync(None, first)
        total = writes_of(lambda: store.sync(first, second))
    for stop in (total // 3, total // 2, total - 2):
        wipe(database)
        with closing(Neo4jStore(database, "here")) as store:
            store.sync(None, first)
            with pytest.MonkeyPatch.context() as patch, pytest.raises(Broken):
                break_after(patch, stop)
                store.sync(first, second)
            store.sync(second, first)
            assert_equal(dump(store), wanted[0])


def test_the_same_again_writes_nothing_and_readers_go_on(
    store: Neo4jStore, steps: tuple[Projection, Projection]
) -> None:
    store.sync(None, steps[0].folder)
    before = store.state()
    with closing(Neo4jStore(store._connection.settings, "here")) as reader:
        reader.expect(steps[0].hash)
        store.sync(steps[0].folder, steps[0].folder)
        assert store.state() == before
        assert reader.counts() == (steps[0].counts["nodes"], steps[0].counts["edges"])


@pytest.fixture
def reader(database: Neo4jSettings) -> Iterator[Neo4jStore]:
    made = Neo4jStore(database, "here")
    yield made
    made.close()


def test_readers_are_told_of_a_sync_and_never_get_half(
    store: Neo4jStore, reader: Neo4jStore, steps: tuple[Projection, Projection]
) -> None:
    first, second = steps
    store.sync(None, first.folder)
    reader.expect(first.hash)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Broken):
        break_after(patch, 32)
        store.sync(first.folder, second.folder)
    state = store.state()
    assert state is not None
    assert (state.state, state.version, state.target_version) == ("syncing", 1, 2)
    with pytest.raises(StoreMoved, match="ask again"):
        reader.query("MATCH (c:Company) RETURN c.id AS id")
    assert not reader.is_current()
    with pytest.raises(StoreError, match=r"sync to version 2 began at .* build --store neo4j"):
        reader.expect(first.hash)
    store.sync(first.folder, second.folder)
    with pytest.raises(StoreError, match="version 2, not the workspace's current"):
        reader.expect(first.hash)
    reader.expect(second.hash)
    assert reader.is_current()


def test_the_state_node_tells_version_hash_and_counts(store: Neo4jStore, steps: tuple[Projection, Projection]) -> None:
    store.sync(None, steps[0].folder)
    rows = run(
        store._connection.settings, "MATCH (p:Projection) RETURN p.version, p.hash, p.state, p.counts, p.nodes, p.name"
    )
    version, content, state, counts, nodes, name = rows[0]
    assert (len(rows), version, content, state) == (1, 1, steps[0].hash, "ready")
    assert json.loads(str(counts)) == {"nodes": steps[0].counts["nodes"], "edges": steps[0].counts["edges"]}
    assert nodes == sum(steps[0].counts["nodes"].values())
    assert "第 1 版" in str(name)


def test_what_others_wrote_stays(store: Neo4jStore, steps: tuple[Projection, Projection], wanted: list[Rows]) -> None:
    place = store._connection.settings
    run(place, "CREATE (:Note {text: '我的'})")
    store.sync(None, steps[0].folder)
    run(
        place,
        "MATCH (n:Note), (kept:Company {id: 'cn-uscc:1'}), (gone:Company {id: 'cn-uscc:3'})"
        " CREATE (n)-[:ABOUT]->(kept), (n)-[:ABOUT]->(gone) SET kept.rating = 5, kept:Watched",
    )
    store.sync(steps[0].folder, steps[1].folder)
    seen = "MATCH (n:Note)-[:ABOUT]->(c:Watched) RETURN n.text, c.id, c.rating"
    assert run(place, seen) == [["我的", "cn-uscc:1", 5]]
    store.sync(None, steps[1].folder)
    assert run(place, seen) == [["我的", "cn-uscc:1", 5]]
    assert_equal(dump(store), wanted[1])


def test_own_nodes_under_our_labels_are_named_and_not_touched(
    store: Neo4jStore, steps: tuple[Projection, Projection]
) -> None:
    place = store._connection.settings
    run(place, "CREATE (:Company {id: 'mine', name: '我的'})")
    with pytest.raises(StoreError, match=r"already holds nodes under Scenariograph's labels \(1 Company\)"):
        store.sync(None, steps[0].folder)
    run(place, "MATCH (c:Company {id: 'mine'}) DELETE c")
    store.sync(None, steps[0].folder)
    run(place, "CREATE (:Company {id: 'mine', name: '我的'})")
    for previous in (steps[0].folder, None):
        with pytest.raises(StoreError, match="there are 4 Company, the projection has 3"):
            store.sync(previous, steps[1].folder)
        assert run(place, "MATCH (c:Company {id: 'mine'}) RETURN c.name") == [["我的"]]
    run(place, "MATCH (c:Company {id: 'mine'}) DELETE c")
    store.sync(None, steps[1].folder)


def test_the_graph_of_another_workspace_is_refused_until_replaced(
    store: Neo4jStore, steps: tuple[Projection, Projection], wanted: list[Rows]
) -> None:
    with closing(Neo4jStore(store._connection.settings, "elsewhere")) as other:
        other.sync(None, steps[0].folder)
        with pytest.raises(StoreError, match=r"graph of another workspace .*NEO4J_DATABASE.*--replace"):
            store.sync(None, steps[1].folder)
        with pytest.raises(StoreError, match="of another workspace"):
            store.expect(steps[0].hash)
        other.expect(steps[0].hash)
    store.sync(None, steps[1].folder, replace=True)
    assert_equal(dump(store), wanted[1])


def test_a_newer_ontology_is_refused_and_an_older_one_written_anew(
    store: Neo4jStore, steps: tuple[Projection, Projection], wanted: list[Rows]
) -> None:
    place = store._connection.settings
    store.sync(None, steps[0].folder)
    newer = ontology().version + 1
    run(place, f"MATCH (p:Projection) SET p.ontology_version = {newer}")
    with pytest.raises(StoreError, match=f"newer Scenariograph .ontology {newer}"):
        store.sync(steps[0].folder, steps[1].folder)
    run(place, "MATCH (p:Projection) SET p.ontology_version = 0", "MATCH (c:Company) SET c.address = 'stale'")
    store.sync(steps[0].folder, steps[1].folder)
    assert_equal(dump(store), wanted[1])


def test_constraints_and_indexes_come_from_the_ontology(
    store: Neo4jStore, steps: tuple[Projection, Projection]
) -> None:
    place = store._connection.settings
    store.sync(None, steps[0].folder)
    rows = run(place, "SHOW CONSTRAINTS YIELD labelsOrTypes, properties WHERE properties = ['id'] RETURN labelsOrTypes")
    unique = {row[0][0] for row in rows}  # type: ignore[index]
    assert unique == {*ontology().labels, "Projection"}
    assert run(place, f"SHOW INDEXES YIELD name, state WHERE name = '{NAME_INDEX}' RETURN state") == [["ONLINE"]]
    found = run(place, f"CALL db.index.fulltext.queryNodes('{NAME_INDEX}', '企业1') YIELD node RETURN node.id LIMIT 1")
    assert found == [["cn-uscc:1"]]
    assert all("IF NOT EXISTS" in statement for statement in schema_statements())


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_facts_loaded_and_changed_are_the_embedded_graph(
    data: st.DataObject, database: Neo4jSettings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("random")
    made = data.draw(random_projections(folder))
    wipe(database)
    previous: Path | None = None
    with closing(Neo4jStore(database, "here")) as server, closing(EmbeddedStore(folder)) as embedded:
        for step in made:
            server.sync(previous, step)
            embedded.sync(previous, step)
            assert_equal(dump(server), dump(embedded))
            assert server.counts() == embedded.counts()
            previous = step
