"""The graph for other Python tools: networkx for algorithms and layouts, py2neo for older scripts (互操作).

Every view is asked of a store in Cypher that both stores answer alike, so it is the same
on either. Graphs stand in memory whole: take a chain or a zone rather than a province.

py2neo has had no release since 2021 and is kept for scripts that already use it; new ones
do better with the official driver `neo4j`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import networkx as nx
import py2neo

from graph.errors import NotFound, StoreError
from graph.queries import ask
from graph.stores.base import GraphStore
from graph.stores.contents import edge_columns, node_columns
from graph.stores.neo4j_settings import Neo4jSettings
from schema.ontology import ontology

__all__ = [
    "chain_view",
    "from_py2neo",
    "py2neo_graph",
    "query_view",
    "subgraph",
    "to_py2neo",
    "whole_view",
    "zone_view",
]

IDS_AT_ONCE: Final = 1000

Ids = Mapping[str, Iterable[str]]
"""Node ids by label."""


# -- networkx ---------------------------------------------------------------------


def whole_view(store: GraphStore) -> nx.MultiDiGraph[str]:
    """Every node and edge."""
    ids = {}
    for label in ontology().labels:
        ids[label] = [row["id"] for row in store.query(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")]
    return subgraph(store, ids)


def chain_view(store: GraphStore, chain: str) -> nx.MultiDiGraph[str]:
    """A chain with its links, the companies on them, the scenarios that ask for them and the zones that have them.

    `chain` is the id of an Industry; raises NotFound where it has no links.
    """
    links = [row["link_id"] for row in ask(store, "chain_links") if row["chain_id"] == chain]
    if not links:
        raise NotFound(f"{chain}: no chain with links has this id; `scenariograph query chain_links` lists them")
    ids: dict[str, set[str]] = defaultdict(set)
    ids["Industry"].add(chain)
    ids["ChainLink"].update(links)
    for label, type_name in (("Company", "ENGAGES_IN"), ("Scenario", "DEMANDS"), ("Zone", "COVERS")):
        for link in links:
            rows = store.query(
                f"MATCH (n:{label})-[:{type_name}]->(l:ChainLink {{id: $link}}) RETURN n.id AS id", {"link": link}
            )
            ids[label].update(row["id"] for row in rows)
    return subgraph(store, ids)


def zone_view(store: GraphStore, zone: str) -> nx.MultiDiGraph[str]:
    """A zone, the zones in it, what lies there, and the links that its companies work on; raises NotFound."""
    if not store.query("MATCH (z:Zone {id: $id}) RETURN z.id AS id", {"id": zone}):
        raise NotFound(f"{zone}: no zone has this id; `scenariograph query zones` lists them")
    ids: dict[str, set[str]] = defaultdict(set)
    inner = store.query("MATCH (z:Zone)-[:PART_OF*1..4]->(o:Zone {id: $id}) RETURN DISTINCT z.id AS id", {"id": zone})
    zones = sorted({zone, *(row["id"] for row in inner)})
    ids["Zone"].update(zones)
    for label, tail in ontology().relationships["LOCATED_IN"].ends:
        if tail == "Zone":
            for one in zones:
                rows = store.query(
                    f"MATCH (n:{label})-[:LOCATED_IN]->(z:Zone {{id: $zone}}) RETURN n.id AS id", {"zone": one}
                )
                ids[label].update(row["id"] for row in rows)
    for rows in _for_ids(
        store,
        "UNWIND $ids AS i MATCH (c:Company {id: i}) OPTIONAL MATCH (c)-[:ENGAGES_IN]->(l:ChainLink)"
        " RETURN DISTINCT l.id AS id",
        ids["Company"],
    ):
        ids["ChainLink"].update(row["id"] for row in rows if row["id"] is not None)
    return subgraph(store, ids)


def query_view(store: GraphStore, name: str, parameters: Mapping[str, Any] | None = None) -> nx.MultiDiGraph[str]:
    """The nodes that a named query answers with (its columns `id`, `…_id`), and the edges between them."""
    found = {
        value
        for row in ask(store, name, parameters)
        for column, value in row.items()
        if (column == "id" or column.endswith("_id")) and isinstance(value, str)
    }
    ids = {}
    for label in ontology().labels:
        text = f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) RETURN n.id AS id"
        ids[label] = [row["id"] for rows in _for_ids(store, text, found) for row in rows]
    return subgraph(store, ids)


def subgraph(store: GraphStore, ids: Ids) -> nx.MultiDiGraph[str]:
    """The nodes with these ids and every edge between two of them.

    Nodes carry `label` and their properties; edges have the id as key, their type as `type`. Absent values are left out.
    """
    chosen = {label: sorted(set(some)) for label, some in ids.items()}
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for label, some in chosen.items():
        columns = ", ".join(f"n.`{name}` AS `{name}`" for name, _ in node_columns(label))
        for rows in _for_ids(store, f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) RETURN {columns}", some):
            made.add_nodes_from((row["id"], {"label": label, **_present(row)}) for row in rows)
    for type_name, relationship in ontology().relationships.items():
        columns = ", ".join(f"r.`{name}` AS `{name}`" for name, _ in edge_columns(type_name))
        for head, tail in relationship.ends:
            if chosen.get(head) and chosen.get(tail):
                text = (
                    f"UNWIND $ids AS i MATCH (a:{head} {{id: i}}) OPTIONAL MATCH (a)-[r:{type_name}]->(b:{tail})"
                    f" RETURN i AS head_, b.id AS tail_, {columns}"
                )
                _add_edges(made, store, text, chosen[head], type_name)
    return made


def _add_edges(made: nx.MultiDiGraph[str], store: GraphStore, text: str, heads: Iterable[str], type_name: str) -> None:
    for rows in _for_ids(store, text, heads):
        for row in rows:
            head, tail = row.pop("head_"), row.pop("tail_")
            if tail in made:
                made.add_edge(head, tail, key=row["id"], type=type_name, **_present(row))


def _for_ids(store: GraphStore, text: str, ids: Iterable[str]) -> Iterator[list[dict[str, Any]]]:
    """Rows of a text for some ids at a time."""
    waiting = sorted(set(ids))
    for start in range(0, len(waiting), IDS_AT_ONCE):
        rows = store.query(text, {"ids": waiting[start : start + IDS_AT_ONCE]})
        # Layouts depend on the order in which things came; stores give rows in their own.
        yield sorted(rows, key=lambda row: row["id"] or "")


def _present(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


# -- py2neo -----------------------------------------------------------------------


def py2neo_graph(settings: Neo4jSettings | None = None) -> py2neo.Graph:
    """A py2neo Graph on the server that the settings (else NEO4J_URI …) name; raises StoreError.

    py2neo knows one server, no routing: `neo4j://` becomes `bolt://` at the same address.
    """
    settings = settings or Neo4jSettings.from_environment()
    address = urlsplit(settings.uri)
    address = address._replace(scheme=address.scheme.replace("neo4j", "bolt"))
    # It also reads NEO4J_URI and NEO4J_AUTH by itself, and fails at the scheme that it does not know.
    py2neo.NEO4J_URI = py2neo.NEO4J_AUTH = None
    # It wants some log-in; a server without one takes any.
    auth = (settings.user, settings.password or "")
    try:
        graph = py2neo.Graph(address.geturl(), auth=auth, name=settings.database)
        graph.run("RETURN 1").evaluate()
    except Exception as error:
        raise StoreError(f"{settings.place}: py2neo got no answer ({error}); see NEO4J_URI, NEO4J_PASSWORD") from error
    return graph


def to_py2neo(graph: nx.MultiDiGraph[str]) -> py2neo.Subgraph:
    """A view as py2neo Subgraph: nodes with label and properties, merged by `id` where it is written back."""
    nodes = {}
    for node_id, attributes in graph.nodes(data=True):
        properties = dict(attributes)
        node = py2neo.Node(properties.pop("label"), **properties)
        node.__primarylabel__, node.__primarykey__ = next(iter(node.labels)), "id"
        nodes[node_id] = node
    edges = []
    for head, tail, attributes in graph.edges(data=True):
        properties = dict(attributes)
        edges.append(py2neo.Relationship(nodes[head], properties.pop("type"), nodes[tail], **properties))
    return py2neo.Subgraph(nodes.values(), edges)


def from_py2neo(found: py2neo.Subgraph) -> nx.MultiDiGraph[str]:
    """A py2neo Subgraph (such as `graph.run(…).to_subgraph()`) as the same MultiDiGraph that the views give.

    Raises StoreError where a node or relationship has no `id`.
    """
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in found.nodes:
        made.add_node(_id_of(node), label=next(iter(node.labels)), **_native(node))
    for edge in found.relationships:
        head, tail = _id_of(edge.start_node), _id_of(edge.end_node)
        made.add_edge(head, tail, key=_id_of(edge), type=type(edge).__name__, **_native(edge))
    return made


def _id_of(entity: Any) -> str:
    if entity["id"] is None:
        raise StoreError(f"{entity!r}: has no property id, so it is none of Scenariograph's")
    return str(entity["id"])


def _native(entity: Mapping[str, Any]) -> dict[str, Any]:
    """Properties with Python's own dates; py2neo brings its own."""
    return {name: value.to_native() if hasattr(value, "to_native") else value for name, value in entity.items()}
