"""SQL texts of the projection, filled with the ontology's names (投影 SQL).

Only names from ontology.yaml go into the text; values of users never do.
"""

from __future__ import annotations

from importlib.resources import files

from graph.engines import Statement, parse_statement
from graph.facts import EDGE_COLUMNS, NODE_COLUMNS
from schema.ontology import Ontology

_OWN_NODE = {"local_id", "valid_to"}
_OWN_EDGE = {"head", "tail", "valid_to"}
_EDGE_RESULT = (
    "valid_from", "valid_to", "as_of", "stated", "confidence", "rule", "evidences", "sources", "head_label",
    "tail_label",
)  # fmt: skip


def sql_text(name: str) -> str:
    """The text of one .sql file of this folder."""
    return files("graph.projection").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def statements(text: str) -> list[Statement]:
    """The statements of an SQL text; its comments stand on lines of their own."""
    bare = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("--"))
    return [parse_statement(part.strip()) for part in bare.split(";\n") if part.strip()]


def _fill(text: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        text = text.replace("{{" + key + "}}", value)
    return text


def node_statements(label: str, onto: Ontology) -> list[Statement]:
    """node.sql for one label."""
    properties = onto.labels[label].properties
    columns = [name for name, _ in NODE_COLUMNS if name not in _OWN_NODE] + [p.name for p in properties]
    chosen = "\n".join(
        f'       min_by("{p.name}", choice) FILTER (WHERE "{p.name}" IS NOT NULL) AS "{p.name}",' for p in properties
    )
    values = {
        "label": label,
        "columns": ", ".join(f'f."{name}"' for name in columns),
        "values": "\n".join(f'       "{p.name}",' for p in properties),
        "properties": chosen,
        "threshold": str(onto.candidate_below),
    }
    return statements(_fill(sql_text("node"), values))


def edge_statements(onto: Ontology) -> list[Statement]:
    """edge.sql: key columns by type, every edge property."""
    names = [p.name for p in onto.edge_properties]
    cases = []
    for relationship in onto.relationships.values():
        if relationship.keys and not relationship.derived:
            parts = " || ".join(f"'#{key}=' || coalesce(e.\"{key}\", '')" for key in relationship.keys)
            cases.append(f"WHEN '{relationship.name}' THEN {parts}")
    columns = [name for name, _ in EDGE_COLUMNS if name not in _OWN_EDGE] + names
    result = ["id", "type", "head", "tail", *names, *_EDGE_RESULT]
    values = {
        "keys": f"CASE e.type {' '.join(cases)} ELSE '' END",
        "columns": ", ".join(f'e."{name}"' for name in columns),
        "values": "\n".join(f'       "{name}",' for name in names),
        "result": ", ".join(f'"{name}"' for name in result),
        "properties": "\n".join(
            f'       min_by(c."{name}", c.choice) FILTER (WHERE c."{name}" IS NOT NULL) AS "{name}",' for name in names
        ),
        "threshold": str(onto.candidate_below),
    }
    return statements(_fill(sql_text("edge"), values))


def evidence_statements(labels: list[str], facts: str = "chosen") -> list[Statement]:
    """evidence.sql over the labels that hold facts; `facts` names the views of facts that are told of."""
    columns = "source, seq, locator, rule, stated, confidence, ordinal"
    selects = [f"SELECT id AS fact, '{label}' AS fact_kind, {columns} FROM {facts}_{label}" for label in labels]
    selects.append(f"SELECT id, 'edge', {columns} FROM {facts}_edge")
    return statements(_fill(sql_text("evidence"), {"selects": "\nUNION ALL\n".join(selects)}))
