"""Cypher that writes, counts and lists the graph's parts; names come from ontology.yaml only (写入语句)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pyarrow as pa

from graph.stores.base import Row
from graph.stores.contents import Part
from schema.ontology import ontology

HELD_SCHEMA: Final = pa.schema([("id", pa.string()), ("element", pa.string())])
# Every node and edge that we write has a number of evidences; what users add under our names has none.
_OURS: Final = "x.evidences IS NOT NULL AND x.id IS NOT NULL"


def _ends(part: Part) -> str:
    return f"MATCH (a:{part.head} {{id: r.head}}) MATCH (b:{part.tail} {{id: r.tail}})"


def _values(part: Part) -> str:
    """An edge's own properties out of a row that also holds its ends."""
    return "{" + ", ".join(f"`{name}`: r.`{name}`" for name, _ in part.columns) + "}"


def create(part: Part) -> str:
    """Make what is not there; for a database that held nothing of the part."""
    if not part.is_edge:
        return f"UNWIND $rows AS r CREATE (x:{part.name}) SET x = r"
    return f"UNWIND $rows AS r {_ends(part)} CREATE (a)-[x:{part.name}]->(b) SET x = {_values(part)}"


def upsert(part: Part) -> str:
    """Make or change; may be repeated. Properties that users added stay."""
    if not part.is_edge:
        return f"UNWIND $rows AS r MERGE (x:{part.name} {{id: r.id}}) SET x += r"
    return f"UNWIND $rows AS r {_ends(part)} MERGE (a)-[x:{part.name} {{id: r.id}}]->(b) SET x += {_values(part)}"


def remove(part: Part) -> str:
    """Take away by id; a node goes with every relationship it has."""
    if not part.is_edge:
        return f"UNWIND $rows AS r MATCH (x:{part.name} {{id: r.id}}) DETACH DELETE x"
    return (
        f"UNWIND $rows AS r MATCH (a:{part.head} {{id: r.head}})-[x:{part.name}]->(b:{part.tail} {{id: r.tail}})"
        " WHERE x.id = r.id DELETE x"
    )


def list_ours(name: str, *, edges: bool) -> str:
    """`id` and the server's own `element` of every node of a label, or edge of a type, that we once wrote."""
    pattern = f"()-[x:{name}]->()" if edges else f"(x:{name})"
    return f"MATCH {pattern} WHERE {_OURS} RETURN x.id AS id, elementId(x) AS element"


def remove_elements(*, edges: bool) -> str:
    """Take away by the server's own ids, which hold as long as nothing else is written."""
    if edges:
        return "UNWIND $rows AS r MATCH ()-[x]->() WHERE elementId(x) = r.element DELETE x"
    return "UNWIND $rows AS r MATCH (x) WHERE elementId(x) = r.element DETACH DELETE x"


def _counted(pattern: str, names: list[str]) -> str:
    return " UNION ALL ".join(f"MATCH {pattern.format(name)} RETURN '{name}' AS name, count(*) AS n" for name in names)


def counts(ask: Callable[[str], Sequence[Row]]) -> tuple[dict[str, int], dict[str, int]]:
    """Nodes by label and edges by type, without zeros; answered from the server's own counts."""
    nodes = _counted("(x:{})", list(ontology().labels))
    edges = _counted("()-[x:{}]->()", list(ontology().relationships))
    by_label, by_type = ({row["name"]: int(row["n"]) for row in ask(text) if row["n"]} for text in (nodes, edges))
    return by_label, by_type
