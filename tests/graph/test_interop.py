"""Views as networkx graphs, the same from both stores; py2neo there and back on a real server."""

from __future__ import annotations

import datetime as dt
import gc
import re
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import networkx as nx
import py2neo
import pytest
from py2neo.wiring import Wire

from graph.errors import NotFound, StoreError
from graph.interop import (
    chain_view,
    from_py2neo,
    py2neo_graph,
    query_view,
    to_py2neo,
    whole_view,
    zone_view,
)
from graph.projection import Projection
from graph.stores import EmbeddedStore, GraphStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_settings import Neo4jSettings
from tests.graph.projections import projected
from tests.graph.test_projection import CHAIN, CITY, MIDDLE, NORTH, SOUTH, UP
from tests.graph.test_store_contract import facts
from tests.neo4j_servers import run, wipe

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def projection(tmp_path_factory: pytest.TempPathFactory) -> Projection:
    return projected(facts(1), tmp_path_factory.mktemp("projection"), 1)


@pytest.fixture(scope="module")
def embedded(projection: Projection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with closing(EmbeddedStore(tmp_path_factory.mktemp("embedded"))) as store:
        store.sync(None, projection.folder)
        yield store


@pytest.fixture(scope="module")
def loaded(server: Neo4jSettings, projection: Projection) -> Iterator[Neo4jStore]:
    wipe(server)
    with closing(Neo4jStore(server, "interop")) as store:
        store.sync(None, projection.folder)
        yield store
    wipe(server)


@contextmanager
def loose_sockets() -> Iterator[None]:
    """py2neo closes neither a connection in use nor one that failed: the first here, the second when collected."""
    opened = []
    open_wire = Wire.open

    def kept(*place: object, **options: object) -> Wire:
        opened.append(open_wire(*place, **options))
        return opened[-1]

    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore", ResourceWarning)
        patch.setattr(Wire, "open", kept)
        yield
        for wire in opened:
            wire.close()
        gc.collect()


@pytest.fixture
def graph(server: Neo4jSettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[py2neo.Graph]:
    # py2neo reads this when it is imported.
    monkeypatch.setattr(py2neo, "NEO4J_URI", server.uri)
    with loose_sockets():
        made = py2neo_graph(server)
        yield made
        made.service.connector.close()


def contents(graph: nx.MultiDiGraph[str]) -> tuple[object, object]:
    nodes = dict(graph.nodes(data=True))
    edges = {(head, tail, key): data for head, tail, key, data in graph.edges(keys=True, data=True)}
    return nodes, edges


def test_the_whole_graph_has_every_node_and_edge(embedded: GraphStore) -> None:
    nodes, edges = embedded.counts()
    view = whole_view(embedded)
    assert (view.number_of_nodes(), view.number_of_edges()) == (sum(nodes.values()), sum(edges.values()))
    company = view.nodes["cn-uscc:1"]
    assert (company["label"], company["name"], company["registered_on"]) == ("Company", "企业1", dt.date(2020, 2, 29))
    assert "is_branch" not in company
    edge = view.edges["cn-uscc:1", UP, f"ENGAGES_IN:cn-uscc:1>{UP}"]
    assert (edge["type"], edge["evidences"], edge["stated"]) == ("ENGAGES_IN", 1, True)


def test_a_chain_has_its_links_and_who_is_on_them(embedded: GraphStore) -> None:
    view = chain_view(embedded, CHAIN)
    assert set(view) == {
        *(CHAIN, UP, MIDDLE, NORTH, SOUTH, CITY),
        *("cn-uscc:1", "cn-uscc:2", "cn-uscc:3", "name:Scenario:1", "name:Scenario:2"),
    }
    links = view.edge_subgraph(
        (h, t, k) for h, t, k, d in view.edges(keys=True, data=True) if d["type"] == "UPSTREAM_OF"
    )
    assert list(nx.topological_sort(links)) == [UP, MIDDLE]
    assert len(nx.spring_layout(view, seed=1)) == len(view)
    with pytest.raises(NotFound, match="no chain with links"):
        chain_view(embedded, "x")


def test_a_zone_has_what_lies_in_it(embedded: GraphStore) -> None:
    view = zone_view(embedded, SOUTH)
    assert set(view) == {SOUTH, "cn-uscc:2", "cn-uscc:3", MIDDLE}
    assert {NORTH, SOUTH, "cn-uscc:1"} < set(zone_view(embedded, CITY))
    with pytest.raises(NotFound, match="no zone has this id"):
        zone_view(embedded, "x")


def test_a_query_gives_its_nodes_and_what_joins_them(embedded: GraphStore) -> None:
    view = query_view(embedded, "link_companies", {"link": MIDDLE})
    assert set(view) == {"cn-uscc:2", "cn-uscc:3", SOUTH}
    assert {data["type"] for *_, data in view.edges(data=True)} == {"LOCATED_IN"}
    assert len(query_view(embedded, "link_companies", {"link": "x"})) == 0


def test_both_stores_give_the_same_views(embedded: GraphStore, loaded: Neo4jStore) -> None:
    assert contents(whole_view(loaded)) == contents(whole_view(embedded))
    assert contents(chain_view(loaded, CHAIN)) == contents(chain_view(embedded, CHAIN))
    assert contents(zone_view(loaded, CITY)) == contents(zone_view(embedded, CITY))


def test_py2neo_there_and_back(embedded: GraphStore, loaded: Neo4jStore, graph: py2neo.Graph) -> None:
    view = chain_view(embedded, CHAIN)
    subgraph = to_py2neo(view)
    assert isinstance(subgraph, py2neo.Subgraph)
    assert contents(from_py2neo(subgraph)) == contents(view)
    assert graph.service.kernel_version.major >= 5
    found = graph.run("MATCH (c:Company)-[e:ENGAGES_IN]->(l:ChainLink) RETURN c, e, l").to_subgraph()
    read = from_py2neo(found)
    assert set(read) == {"cn-uscc:1", "cn-uscc:2", "cn-uscc:3", UP, MIDDLE}
    for node in read:
        assert read.nodes[node] == view.nodes[node]
    assert len(read.edges) == 3


def test_a_subgraph_can_be_written_by_py2neo(
    embedded: GraphStore, database: Neo4jSettings, graph: py2neo.Graph
) -> None:
    view = query_view(embedded, "link_companies", {"link": MIDDLE})
    for _ in range(2):
        graph.merge(to_py2neo(view))
    assert run(
        database, "MATCH (n) RETURN count(n)", "MATCH (n)-[:LOCATED_IN]->(z:Zone) RETURN n.id, z.id ORDER BY n.id"
    ) == [
        ["cn-uscc:2", SOUTH],
        ["cn-uscc:3", SOUTH],
    ]


def test_py2neo_without_a_server_says_what_to_set() -> None:
    with loose_sockets(), pytest.raises(StoreError, match="NEO4J_URI"):
        py2neo_graph(Neo4jSettings("neo4j://127.0.0.1:1", password="x"))


def test_what_is_not_ours_is_refused() -> None:
    with pytest.raises(StoreError, match="no property id"):
        from_py2neo(py2neo.Subgraph([py2neo.Node("Note", text="x")]))


def test_only_one_module_speaks_networkx_and_py2neo() -> None:
    importing = {
        path.relative_to(ROOT).as_posix()
        for room in ("schema", "graph", "ingest", "api")
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"^\s*(?:import|from) (?:networkx|py2neo)\b", path.read_text(encoding="utf-8"), re.M)
    }
    assert importing == {"graph/interop.py"}
