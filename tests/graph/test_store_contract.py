"""One suite over all stores: what callers may rely on, whatever the engine.

A store joins by another entry in `STORES`: a function from an empty folder to a store.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from graph.errors import QueryError, StoreError
from graph.facts import Facts
from graph.ledger import write_bundle
from graph.projection import CountedBundle, Projection, ProjectionInputs, project
from graph.queries import ask, named_queries
from graph.stores import EmbeddedStore, GraphStore
from ingest.resolve import resolution
from tests.graph.test_projection import CITY, MIDDLE, NORTH, SOUTH, UP, firm, pack

STORES: dict[str, Callable[[Path], GraphStore]] = {"embedded": EmbeddedStore}
LONG = "长" * 20_000


def facts(step: int) -> Facts:
    """A small city; the second step changes, adds and removes."""
    made = Facts()
    firm(made, 1, NORTH, UP, 300, registered_on=dt.date(2020, 2, 29), address=LONG)
    branch = firm(made, 2, SOUTH, MIDDLE, 100 + step, is_branch=True)
    made.edge("BRANCH_OF", ("Company", branch), ("Company", "cn-uscc:1"), locator="r=2", rule="branch")
    if step == 1:
        firm(made, 3, SOUTH, MIDDLE)
    else:
        firm(made, 4, NORTH, MIDDLE)
    for number in (1, 2):
        local = f"name:Scenario:{number}"
        made.node("Scenario", local, f"场景“{number}”", locator=f"r={number}", rule="s", aliases=["甲", "乙"])
        made.edge(
            "DEMANDS", ("Scenario", local), ("ChainLink", UP), locator="r=1", rule="s", properties={"words": ["无人机"]}
        )
    return made


def projected(folder: Path, step: int) -> Projection:
    (folder / f"facts{step}").mkdir()
    bundle = write_bundle(folder / f"facts{step}", f"{step}" * 32, facts(step).tables())
    counted = CountedBundle(bundle, "s", 1, 1, "replace", "registration", None, None)
    tables = pack()
    inputs = ProjectionInputs((counted,), (), tables, "p", CITY, resolution([bundle], tables, ()), (), "1")
    return project(inputs, folder / f"projection{step}")


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> tuple[Projection, Projection]:
    folder = tmp_path_factory.mktemp("steps")
    return projected(folder, 1), projected(folder, 2)


@pytest.fixture(params=sorted(STORES))
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    store = STORES[request.param](tmp_path)
    yield store
    store.close()


@pytest.fixture
def store(empty: GraphStore, steps: tuple[Projection, Projection]) -> GraphStore:
    empty.sync(None, steps[0].folder)
    return empty


def test_counts_are_the_projections(store: GraphStore, steps: tuple[Projection, Projection]) -> None:
    assert store.counts() == (steps[0].counts["nodes"], steps[0].counts["edges"])


def everything(store: GraphStore) -> list[object]:
    rows: list[object] = [store.counts()]
    for query in named_queries():
        if query.parameters == ():
            rows.append(ask(store, query.name))
    return rows


def test_a_difference_and_a_load_from_nothing_are_equal(
    empty: GraphStore, steps: tuple[Projection, Projection], tmp_path: Path
) -> None:
    first, second = steps
    empty.sync(None, first.folder)
    before = everything(empty)
    empty.sync(first.folder, second.folder)
    changed = everything(empty)
    empty.sync(None, second.folder)
    assert everything(empty) == changed != before


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_named_query_answers_with_its_columns(name: str, store: GraphStore) -> None:
    query = next(q for q in named_queries() if q.name == name)
    known = {
        "id": ["name:Scenario:1", "t:Industry/chain", "不存在"],
        "ids": [["cn-uscc:1", "不存在"], []],
        "link": [UP, ""],
    }
    cases = [{query.parameters[0]: value} for value in known[query.parameters[0]]] if query.parameters else [{}]
    for parameters in cases:
        for row in ask(store, name, parameters):
            assert tuple(row) == query.columns


def test_answers_equal_the_tables(store: GraphStore, steps: tuple[Projection, Projection]) -> None:
    covers = pq.read_table(steps[0].tables / "covers.parquet").to_pylist()
    answered = {(r["zone_id"], r["link_id"]): r for r in ask(store, "coverage")}
    assert len(answered) == len(covers)
    for row in covers:
        found = answered[row["head"], row["tail"]]
        assert (found["companies"], found["branches"], found["leaders"]) == (
            row["companies"],
            row["branches"],
            row["leaders"],
        )
        assert found["capital"] == (None if row["capital"] is None else pytest.approx(float(row["capital"])))
        assert found["hhi"] == (None if row["hhi"] is None else pytest.approx(row["hhi"], abs=1e-9))


def test_long_texts_dates_lists_flags_and_nulls_come_back(store: GraphStore) -> None:
    rows = store.query(
        "MATCH (c:Company) RETURN c.id AS id, c.address AS address, c.registered_on AS day, c.is_branch AS branch,"
        " c.registered_capital AS capital ORDER BY id"
    )
    assert rows[0] == {
        "id": "cn-uscc:1",
        "address": LONG,
        "day": dt.date(2020, 2, 29),
        "branch": None,
        "capital": 300.0,
    }
    assert (rows[1]["branch"], rows[2]["capital"]) == (True, None)
    scenario = store.query("MATCH (s:Scenario {id: $id}) RETURN s.name AS n, s.aliases AS a", {"id": "name:Scenario:1"})
    assert scenario == [{"n": "场景“1”", "a": ["乙", "甲"]}]


def test_values_are_parameters_and_never_text(store: GraphStore) -> None:
    hostile = "x'}) MATCH (n) DETACH DELETE n //"
    assert store.query("MATCH (c:Company {id: $id}) RETURN c.id AS id", {"id": hostile}) == []
    assert store.counts()[0]["Company"] == 3


def test_a_wrong_query_is_an_error_of_ours(store: GraphStore) -> None:
    with pytest.raises(StoreError, match="refused"):
        store.query("MATCH (n:Nonsense) RETURN n.x AS x")
    with pytest.raises(QueryError, match="takes no parameters"):
        ask(store, "zones", {"id": "x"})
    with pytest.raises(QueryError, match="--list"):
        ask(store, "../../etc/passwd")


def test_a_store_without_a_graph_says_what_to_do(empty: GraphStore) -> None:
    with pytest.raises(StoreError, match="scenariograph build"):
        empty.query("MATCH (n:Zone) RETURN n.id AS id")
