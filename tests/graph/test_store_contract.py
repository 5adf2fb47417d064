"""One suite over all stores: what callers may rely on, whatever the engine.

A store joins by another entry in `STORES` and in the fixture `empty`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pyarrow.parquet as pq
import pytest

from graph.errors import QueryError, StoreError
from graph.facts import Facts
from graph.projection import Projection
from graph.queries import ask, named_queries
from graph.stores import EmbeddedStore, GraphStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_settings import Neo4jSettings
from tests.graph.dump import dump
from tests.graph.projections import projected
from tests.graph.test_projection import CHAIN, CITY, MIDDLE, NORTH, SOUTH, UP, firm
from tests.neo4j_servers import SERVERS, wipe

LOADED: list[GraphStore] = []
STORES = ["embedded", *(f"neo4j {version}" for version in SERVERS)]
LONG = "长" * 20_000
# Characters beyond 16 bits, quotes, line ends, what looks like Cypher or a path: a store gives back what it was given.
ODD = '𠮷野“家”\n\'}) //\\ {"x": $y} ﹏ 😀\t\u200b `n`'


def facts(step: int) -> Facts:
    """A small city; the second step changes, adds and removes."""
    made = Facts()
    firm(made, 1, NORTH, UP, 300, registered_on=dt.date(2020, 2, 29), address=LONG, business_scope=ODD)
    branch = firm(made, 2, SOUTH, MIDDLE, 100 + step, is_branch=True, status="")
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
    _pulls(made)
    made.edge("SUPPLIES", ("Company", "cn-uscc:1"), ("Company", branch), locator="r=2", rule="s")
    park = "name:Park:z"
    made.edge("TENANT_OF", ("Company", "cn-uscc:1"), ("Park", park), locator="r=1", rule="s")
    made.edge("ATTRACTS", ("Park", park), ("Company", branch), locator="r=2", rule="s")
    made.edge("FOCUSES_ON", ("Park", park), ("ChainLink", UP), locator="r=2", rule="s")
    made.edge("OWNED_BY", ("Scenario", "name:Scenario:1"), ("Company", "cn-uscc:1"), locator="r=1", rule="s")
    for number, name in enumerate(["𠮷", "﹏", "z", "Z", "é", "e", "中", "一"]):
        made.node("Park", f"name:Park:{name}", f"{name}园", locator=f"r={number}", rule="s")
    return made


def _pulls(made: Facts) -> None:
    """Who puts weight on the chain, each kind of node once, and a certified company."""
    for label, local in (("Policy", "name:Policy:p"), ("ActionArea", "name:ActionArea:a"), ("Park", "name:Park:z")):
        if label != "Park":
            made.node(label, local, f"重点{label}", locator="r=8", rule="s")
        made.edge("FOCUSES_ON", (label, local), ("Industry", CHAIN), locator="r=8", rule="s")
        if label != "ActionArea":
            made.edge("COURTS", (label, local), ("ChainLink", UP), locator="r=8", rule="s")
    made.edge("FOCUSES_ON", ("Zone", NORTH), ("Industry", CHAIN), locator="r=8", rule="s")
    made.edge("COURTS", ("Zone", NORTH), ("ChainLink", UP), locator="r=8", rule="s")
    made.edge("SUPPORTS", ("Policy", "name:Policy:p"), ("Zone", NORTH), locator="r=8", rule="s")
    made.node("Industry", "t:Industry/older", "旧链", locator="r=8", rule="s")
    made.edge("MAPS_TO", ("Industry", "t:Industry/older"), ("Industry", CHAIN), locator="r=8", rule="s")
    for name in ("older", "newer"):
        made.node("IndustrySystem", f"t:IndustrySystem/{name}", name, locator="r=8", rule="s")
    systems = (("IndustrySystem", "t:IndustrySystem/older"), ("IndustrySystem", "t:IndustrySystem/newer"))
    made.edge("MAPS_TO", *systems, locator="r=8", rule="s")
    made.node("Qualification", "name:Qualification:q", "市级链主企业", locator="r=9", rule="s")
    ends = (("Company", "cn-uscc:1"), ("Qualification", "name:Qualification:q"))
    made.edge("CERTIFIED_AS", *ends, locator="r=9", rule="s", properties={"status": "proposed"})


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> tuple[Projection, Projection]:
    folder = tmp_path_factory.mktemp("steps")
    return projected(facts(1), folder, 1), projected(facts(2), folder, 2)


@pytest.fixture(scope="module", params=STORES)
def empty(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    neo4j_settings: Callable[[str], Neo4jSettings],
) -> Iterator[GraphStore]:
    kind, _, version = request.param.partition(" ")
    if kind == "embedded":
        store: GraphStore = EmbeddedStore(tmp_path_factory.mktemp("embedded"))
        yield store
    else:
        settings = neo4j_settings(version)
        wipe(settings)
        store = Neo4jStore(settings, "contract")
        yield store
        wipe(settings)
    store.close()


@pytest.fixture
def store(empty: GraphStore, steps: tuple[Projection, Projection]) -> GraphStore:
    """Every test that reads finds the first step."""
    if empty not in LOADED:
        empty.sync(None, steps[0].folder)
        LOADED.append(empty)
    return empty


def test_a_store_without_a_graph_says_what_to_do(empty: GraphStore) -> None:
    with pytest.raises(StoreError, match="scenariograph build"):
        empty.query("MATCH (n:Zone) RETURN n.id AS id")


def test_counts_are_the_projections(store: GraphStore, steps: tuple[Projection, Projection]) -> None:
    assert store.counts() == (steps[0].counts["nodes"], steps[0].counts["edges"])


def everything(store: GraphStore) -> list[object]:
    rows: list[object] = [store.counts(), dump(store)]
    for query in named_queries():
        if query.parameters == ():
            rows.append(ask(store, query.name))
    return rows


def test_a_difference_and_a_load_from_nothing_are_equal(
    empty: GraphStore, steps: tuple[Projection, Projection]
) -> None:
    first, second = steps
    LOADED.clear()
    empty.sync(None, first.folder)
    before = everything(empty)
    empty.sync(first.folder, second.folder)
    changed = everything(empty)
    empty.sync(None, second.folder)
    assert everything(empty) == changed != before
    assert empty.is_current()


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_named_query_answers_with_its_columns(name: str, store: GraphStore) -> None:
    query = next(q for q in named_queries() if q.name == name)
    known = {
        "id": ["name:Scenario:1", "t:Industry/chain", "cn-uscc:1", "name:Park:z", "不存在"],
        "ids": [["cn-uscc:1", "不存在"], []],
        "link": [UP, ""],
        "word": ["链主", ""],
    }
    cases = [{query.parameters[0]: value} for value in known[query.parameters[0]]] if query.parameters else [{}]
    for parameters in cases:
        for row in ask(store, name, parameters):
            assert tuple(row) == query.columns


def test_ties_of_a_company_and_a_park(store: GraphStore) -> None:
    one, other, park = "cn-uscc:1", "cn-uscc:2", "name:Park:z"
    asked = {
        name: sorted((row["edge"], *(v for k, v in row.items() if k == "level")) for row in rows)
        for name, rows in {
            **{
                f"company_{what}": ask(store, f"company_{what}", {"id": one})
                for what in ("links", "relations", "parks", "scenarios")
            },
            "wanted": ask(store, "company_parks", {"id": other}),
            "company_zones": ask(store, "company_zones", {"ids": [one]}),
            "companies_in_park": ask(store, "companies_in_park", {"id": park}),
            "park_focus": ask(store, "park_focus", {"id": park}),
        }.items()
    }
    assert asked == {
        "company_links": [(f"ENGAGES_IN:{one}>{UP}",)],
        "company_relations": [(f"BRANCH_OF:{other}>{one}",), (f"SUPPLIES:{one}>{other}",)],
        "company_parks": [(f"TENANT_OF:{one}>{park}#since=",)],
        "company_scenarios": [(f"OWNED_BY:name:Scenario:1>{one}",)],
        "wanted": [(f"ATTRACTS:{park}>{other}",)],
        "company_zones": [(f"LOCATED_IN:{one}>{NORTH}", "district")],
        "companies_in_park": [(f"TENANT_OF:{one}>{park}#since=",)],
        "park_focus": [(f"COURTS:{park}>{UP}",), (f"FOCUSES_ON:{park}>{UP}",), (f"FOCUSES_ON:{park}>{CHAIN}",)],
    }


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
        "MATCH (c:Company) RETURN c.id AS id, c.address AS address, c.business_scope AS scope, c.status AS status,"
        " c.registered_on AS day, c.is_branch AS branch,"
        " c.registered_capital AS capital ORDER BY id"
    )
    assert rows[0] == {
        "id": "cn-uscc:1",
        "address": LONG,
        "scope": ODD,
        "status": None,
        "day": dt.date(2020, 2, 29),
        "branch": None,
        "capital": 300.0,
    }
    assert (rows[1]["branch"], rows[1]["status"], rows[2]["capital"]) == (True, "", None)
    assert [type(value) for value in rows[0].values()] == [str, str, str, type(None), dt.date, type(None), float]
    scenario = store.query("MATCH (s:Scenario {id: $id}) RETURN s.name AS n, s.aliases AS a", {"id": "name:Scenario:1"})
    assert scenario == [{"n": "场景“1”", "a": ["乙", "甲"]}]


def test_many_different_texts_do_not_fill_the_store_up(store: GraphStore) -> None:
    # 256 MiB of read buffer were full after some 3,000 prepared texts.
    for number in range(4000 if store.kind == "embedded" else 50):
        text = f"MATCH (z:Zone {{id: $id}})<-[r:PART_OF]-(m:Zone) RETURN count(*) AS n{number}"
        assert store.query(text, {"id": CITY}) == [{f"n{number}": 2}]


def test_values_are_parameters_and_never_text(store: GraphStore) -> None:
    hostile = "x'}) MATCH (n) DETACH DELETE n //"
    assert store.query("MATCH (c:Company {id: $id}) RETURN c.id AS id", {"id": hostile}) == []
    assert store.counts()[0]["Company"] == 3


def test_a_wrong_query_is_an_error_of_ours(store: GraphStore) -> None:
    with pytest.raises(StoreError, match="refused"):
        store.query("MATCH (n:Zone RETURN n.id AS id")
    with pytest.raises(QueryError, match="takes no parameters"):
        ask(store, "zones", {"id": "x"})
    with pytest.raises(QueryError, match="--list"):
        ask(store, "../../etc/passwd")


def test_texts_stand_in_the_order_of_their_characters(store: GraphStore) -> None:
    found = [row["id"].rpartition(":")[2] for row in store.query("MATCH (p:Park) RETURN p.id AS id ORDER BY id")]
    assert found == ["Z", "e", "z", "é", "一", "中", "﹏", "𠮷"]
