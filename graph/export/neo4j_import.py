"""Files for `neo4j-admin database import full` of Neo4j 5 and later (Neo4j 批量导入).

Headers and data stand apart, so that DuckDB writes the data. Formats:
https://neo4j.com/docs/operations-manual/current/import/#import-tool-header-format
"""

from __future__ import annotations

import csv
from typing import Final

from graph.export.task import State, Task
from graph.stores.contents import Part
from graph.stores.neo4j_schema import STATE_LABEL, schema_statements

OPTIONS: Final = "FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULL ''"
SCRIPT: Final = "import.sh"
SCHEMA: Final = "schema.cypher"
# Between the elements of a list; taken out of elements, where nobody would see it.
SEPARATOR: Final = 31
DEFAULT_BUFFER: Final = 4 << 20
"""Characters of the longest value that the import tool surely reads unless it is told otherwise."""
_TYPES: Final = {
    "text": "string",
    "texts": "string[]",
    "integer": "long",
    "amount": "double",
    "number": "double",
    "ratio": "double",
    "date": "date",
    "flag": "boolean",
}
_SCRIPT: Final = """#!/bin/sh
# Loads this folder into Neo4j 5 or later. STOP THE SERVER FIRST. THE DATABASE IS OVERWRITTEN.
#   NEO4J_ADMIN     full path of neo4j-admin, unless it is on the PATH
#   NEO4J_DATABASE  name of the database, unless it is neo4j
# What is given to this script is handed on, such as --report-file=/tmp/import.report.
# Afterwards start the server and run schema.cypher: cypher-shell -f schema.cypher
set -eu
cd "$(dirname "$0")"
exec "${{NEO4J_ADMIN:-neo4j-admin}}" database import full "${{NEO4J_DATABASE:-neo4j}}" \\
  {flags} "$@"
"""


def write(task: Task) -> None:
    """Write data and header files, `import.sh` and `schema.cypher`."""
    flags = ["--overwrite-destination=true", "--multiline-fields=true", f"--array-delimiter=U+{SEPARATOR:04X}"]
    longest = 0
    files = []
    for part in task.contents.parts():
        stem = f"{'edges' if part.is_edge else 'nodes'}-{part.key}"
        task.text(f"{stem}-header.csv", ",".join(_header(part)) + "\n")
        task.copy(f"{stem}.csv", f"SELECT {_values(part)} FROM ({part.select})", OPTIONS, part.rows)
        files.append(f"--{'relationships' if part.is_edge else 'nodes'}={part.name}={_named(stem)}")
        if (task.folder / f"{stem}.csv").stat().st_size > DEFAULT_BUFFER:
            longest = max(longest, _longest(task, part))
    if task.state is not None:
        files.append(_write_state(task, STATE_LABEL, task.state))
    # A quote within a value is written twice.
    if 2 * longest >= DEFAULT_BUFFER:
        flags.append(f"--read-buffer-size={(2 * longest >> 20) + 1}m")
    task.text(SCHEMA, "".join(f"{statement};\n" for statement in schema_statements()))
    task.text(SCRIPT, _SCRIPT.format(flags=" \\\n  ".join([*flags, *files]))).chmod(0o755)


def _named(stem: str) -> str:
    # Neo4j 2026 refuses a bare file name: it looks for the folder in it.
    return f"./{stem}-header.csv,./{stem}.csv"


def _header(part: Part) -> list[str]:
    named = [f"{name}:{_TYPES[kind]}" for name, kind in part.columns]
    if part.is_edge:
        return [f":START_ID({part.head})", f":END_ID({part.tail})", *named]
    return [f"id:ID({part.name})", *named[1:]]


def _values(part: Part) -> str:
    listed = ", ".join(_value(name, kind) for name, kind in part.columns)
    return f"head, tail, {listed}" if part.is_edge else listed


def _value(name: str, kind: str) -> str:
    if kind != "texts":
        return f'"{name}"'
    return f"array_to_string(list_transform(\"{name}\", lambda t: replace(t, chr({SEPARATOR}), '')), chr({SEPARATOR}))"


def _longest(task: Task, part: Part) -> int:
    """Bytes of the longest value of a part, which are never fewer than its characters."""
    lengths = [f"max(strlen(CAST({_value(name, kind)} AS VARCHAR)))" for name, kind in part.columns]
    return int(task.contents.execute(f"SELECT greatest({', '.join(lengths)}) FROM ({part.select})")[0][0])


def _write_state(task: Task, label: str, state: State) -> str:
    """The node that says which projection this is; returns the flag that names its files."""
    held = {name: value for name, value in state.items() if value is not None}
    stem = f"nodes-{label}"
    header = [
        f"id:ID({label})" if name == "id" else f"{name}:{'long' if isinstance(value, int) else 'string'}"
        for name, value in held.items()
    ]
    task.text(f"{stem}-header.csv", ",".join(header) + "\n")
    with task.begin(f"{stem}.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerow(held.values())
    task.end(1)
    return f"--nodes={label}={_named(stem)}"
