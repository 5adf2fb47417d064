"""What a derived edge was computed from: the facts whose evidence is its evidence (推导依据)."""

from __future__ import annotations

from graph.queries import ask
from graph.workspace import Workspace
from schema.ontology import ontology

RELATING = ("DEMANDS", "LOCATED_IN", "OWNED_BY")


def _ends(workspace: Workspace, edge: str, type_name: str, column: str) -> tuple[str, str, list[str]] | None:
    """Head, tail and one list column of an edge, or None where the graph has no such edge."""
    for head, tail in ontology().relationships[type_name].ends:
        # Labels, type and column are the ontology's names; the id is a parameter.
        rows = workspace.store.query(
            f"MATCH (a:{head})-[r:{type_name}]->(b:{tail}) WHERE r.id = $id"
            f" RETURN a.id AS head, b.id AS tail, r.{column} AS facts",
            {"id": edge},
        )
        if rows:
            return rows[0]["head"], rows[0]["tail"], list(rows[0]["facts"] or ())
    return None


def _leaders(workspace: Workspace, cells: set[tuple[str, str]]) -> list[str]:
    """The edges that place the leading companies of (zone, link) cells."""
    return [
        f"ENGAGES_IN:{leader}>{row['link_id']}"
        for row in ask(workspace.store, "coverage")
        if (row["zone_id"], row["link_id"]) in cells
        for leader in row["leaders"] or ()
    ]


def derived_from(workspace: Workspace, edge: str) -> list[str]:
    """Ids of facts behind a COVERS, COMPLEMENTS or RELATED_TO edge; empty for any other id."""
    type_name = edge.partition(":")[0]
    column = {"COVERS": "leaders", "COMPLEMENTS": "pairs", "RELATED_TO": "reasons"}.get(type_name)
    found = _ends(workspace, edge, type_name, column) if column else None
    if found is None:
        return []
    head, tail, facts = found
    if type_name == "COVERS":
        return [f"ENGAGES_IN:{leader}>{tail}" for leader in facts]
    if type_name == "COMPLEMENTS":
        pairs = [pair.split(" > ") for pair in facts]
        return _leaders(workspace, {(head, pair[0]) for pair in pairs} | {(tail, pair[1]) for pair in pairs})
    shared = [reason.split("|", 3)[3] for reason in facts]
    edges = [f"{kind}:{scenario}>{thing}" for scenario in (head, tail) for thing in shared for kind in RELATING]
    return [head, tail, *edges]
