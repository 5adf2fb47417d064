"""A Cypher script that makes the graph in an empty database (Cypher 脚本).

For `cypher-shell -f graph.cypher`, or one statement after the other: each ends with `;` and
a new line, which stand together nowhere else, since texts have their line ends escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

from graph.export.cypher_literals import literal
from graph.export.task import Task
from graph.stores.contents import Part
from graph.stores.neo4j_schema import constraint_statements

FILE: Final = "graph.cypher"
MOST_ROWS: Final = 500
MOST_CHARACTERS: Final = 1_000_000
"""Of one statement: the server compiles it as a whole. One row may be longer."""


def write(task: Task) -> None:
    """Write `graph.cypher`: constraints, nodes, then edges."""
    parts = task.contents.parts()
    with task.begin(FILE).open("w", encoding="utf-8", newline="\n") as out:
        out.write("// For an empty database: cypher-shell -f graph.cypher\n")
        out.writelines(f"{statement};\n" for statement in constraint_statements())
        for part in parts:
            _write_part(task, part, out)
    task.end(sum(part.rows for part in parts))


def _create(part: Part) -> str:
    if not part.is_edge:
        return f"CREATE (n:{part.name}) SET n = r"
    ends = f"MATCH (a:{part.head} {{id: r.head}}) MATCH (b:{part.tail} {{id: r.tail}})"
    return f"{ends} CREATE (a)-[e:{part.name}]->(b) SET e = r.p"


def _write_part(task: Task, part: Part, out: IO[str]) -> None:
    create = _create(part)
    batch: list[str] = []
    characters = 0
    for row in _rows(task, part):
        if len(batch) == MOST_ROWS or (batch and characters + len(row) > MOST_CHARACTERS):
            _write_statement(batch, create, out)
            batch, characters = [], 0
        batch.append(row)
        characters += len(row)
    if batch:
        _write_statement(batch, create, out)


def _write_statement(batch: list[str], create: str, out: IO[str]) -> None:
    rows = ",\n".join(batch)
    out.write(f"UNWIND [\n{rows}\n] AS r {create};\n")


def _rows(task: Task, part: Part) -> Iterator[str]:
    names = [name for name, _ in part.columns]
    for columns in task.rows(part):
        if not part.is_edge:
            for values in zip(*columns, strict=True):
                yield literal(dict(zip(names, values, strict=True)))
            continue
        for head, tail, *rest in zip(*columns, strict=True):
            yield literal({"head": head, "tail": tail, "p": dict(zip(names, rest, strict=True))})
