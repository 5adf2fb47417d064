"""Loads a projection's tables into a new Ladybug file by COPY.

Ladybug refuses DECIMAL in Parquet, so amounts are handed over as doubles in
files that go away after the load; the projection's own tables keep decimals.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
import ladybug

from graph.errors import StoreError
from graph.ledger.durable import fsync_file, replace_durably
from schema.ontology import Ontology, Property, ontology

LADYBUG_TYPES = {
    "text": "STRING",
    "texts": "STRING[]",
    "integer": "INT64",
    "amount": "DOUBLE",
    "number": "DOUBLE",
    "ratio": "DOUBLE",
    "date": "DATE",
    "flag": "BOOLEAN",
}
NODE_COLUMNS = (
    ("id", "STRING"),
    ("name", "STRING"),
    ("aliases", "STRING[]"),
    ("valid_from", "DATE"),
    ("valid_to", "DATE"),
    ("as_of", "DATE"),
    ("stated", "BOOLEAN"),
    ("confidence", "DOUBLE"),
    ("evidences", "INT64"),
    ("sources", "INT64"),
)
EDGE_COLUMNS = (
    ("id", "STRING"),
    ("valid_from", "DATE"),
    ("valid_to", "DATE"),
    ("as_of", "DATE"),
    ("stated", "BOOLEAN"),
    ("confidence", "DOUBLE"),
    ("rule", "STRING"),
    ("evidences", "INT64"),
    ("sources", "INT64"),
)
# What the derived tables lack of an edge's columns: they hold by rule, not by a source's word.
DERIVED_COLUMNS = {
    "id": "id",
    "valid_from": "CAST(NULL AS DATE)",
    "valid_to": "CAST(NULL AS DATE)",
    "as_of": "CAST(NULL AS DATE)",
    "stated": "FALSE",
    "confidence": "CAST(1 AS DOUBLE)",
    "rule": "'derived'",
    "evidences": "CAST(0 AS BIGINT)",
    "sources": "CAST(0 AS BIGINT)",
}
DERIVED_ENDS = {"covers": ("Zone", "ChainLink"), "complements": ("Zone", "Zone")}
LARGE_COPY: Final = 20_000
DUCKDB_TYPES = {"STRING": "VARCHAR", "STRING[]": "VARCHAR[]", "INT64": "BIGINT"}


class Copy(NamedTuple):
    """One COPY statement and how many rows it brings."""

    statement: str
    rows: int


def _columns(properties: tuple[Property, ...]) -> list[tuple[str, str]]:
    return [(p.name, LADYBUG_TYPES[p.type]) for p in properties]


def ddl(onto: Ontology) -> list[str]:
    """CREATE statements for every label and type, so that a query may name any of them."""
    made = []
    for label, spec in onto.labels.items():
        columns = ", ".join(f"`{name}` {kind}" for name, kind in (*NODE_COLUMNS, *_columns(spec.properties)))
        made.append(f"CREATE NODE TABLE {label} ({columns}, PRIMARY KEY (id))")
    for name, relationship in onto.relationships.items():
        ends = ", ".join(f"FROM {head} TO {tail}" for head, tail in relationship.ends)
        columns = ", ".join(
            f"`{column}` {kind}" for column, kind in (*EDGE_COLUMNS, *_columns(relationship.properties))
        )
        made.append(f"CREATE REL TABLE {name} ({ends}, {columns})")
    return made


def _cast(name: str, kind: str) -> str:
    return f'CAST("{name}" AS {DUCKDB_TYPES.get(kind, kind)}) AS "{name}"'


def _hand_over(con: duckdb.DuckDBPyConnection, select: str, path: Path) -> int:
    """Write one table for COPY; returns how many rows it has."""
    # COPY answers with the number of rows it wrote.
    written = con.execute(f"COPY ({select}) TO ? (FORMAT parquet, COMPRESSION snappy)", [str(path)]).fetchall()
    return int(written[0][0])


def _node_copies(con: duckdb.DuckDBPyConnection, tables: Path, work: Path, onto: Ontology) -> list[Copy]:
    copies = []
    for label, spec in onto.labels.items():
        path = tables / f"node_{label}.parquet"
        if path.exists():
            con.read_parquet(str(path)).create_view("source", replace=True)
            columns = ", ".join(_cast(n, k) for n, k in (*NODE_COLUMNS, *_columns(spec.properties)))
            target = work / f"{label}.parquet"
            if rows := _hand_over(con, f"SELECT {columns} FROM source", target):
                copies.append(Copy(f"COPY {label} FROM '{_quoted(target)}'", rows))
    return copies


def _edge_copies(con: duckdb.DuckDBPyConnection, tables: Path, work: Path, onto: Ontology) -> list[Copy]:
    copies = []
    if (tables / "edge.parquet").exists():
        # Read once: every pair of labels is another filter over it.
        con.execute("CREATE TEMP TABLE edge AS SELECT * FROM read_parquet(?)", [str(tables / "edge.parquet")])
        pairs = con.execute("SELECT DISTINCT type, head_label, tail_label FROM edge ORDER BY ALL").fetchall()
        for number, (name, head, tail) in enumerate(pairs):
            columns = ", ".join(_cast(n, k) for n, k in (*EDGE_COLUMNS, *_columns(onto.relationships[name].properties)))
            # The three names are the ontology's own (looked up above), not input.
            select = (
                f"SELECT head, tail, {columns} FROM edge WHERE type = '{name}'"
                f" AND head_label = '{head}' AND tail_label = '{tail}'"
            )
            target = work / f"edge{number}.parquet"
            if rows := _hand_over(con, select, target):
                copies.append(Copy(f"COPY {name} FROM '{_quoted(target)}' (from='{head}', to='{tail}')", rows))
    return copies + _derived_copies(con, tables, work, onto)


def _derived_copies(con: duckdb.DuckDBPyConnection, tables: Path, work: Path, onto: Ontology) -> list[Copy]:
    copies = []
    for table in ("covers", "complements", "related_to"):
        path = tables / f"{table}.parquet"
        if not path.exists():
            continue
        con.read_parquet(str(path)).create_view("derived", replace=True)
        name = table.upper()
        own = ", ".join(_cast(n, k) for n, k in _columns(onto.relationships[name].properties))
        columns = ", ".join(f'{text} AS "{column}"' for column, text in DERIVED_COLUMNS.items())
        for head, tail in [DERIVED_ENDS[table]] if table in DERIVED_ENDS else onto.relationships[name].ends:
            where = "" if table in DERIVED_ENDS else f" WHERE head_label = '{head}' AND tail_label = '{tail}'"
            target = work / f"{table}-{head}-{tail}.parquet"
            if rows := _hand_over(con, f"SELECT head, tail, {columns}, {own} FROM derived{where}", target):
                copies.append(Copy(f"COPY {name} FROM '{_quoted(target)}' (from='{head}', to='{tail}')", rows))
    return copies


def _quoted(path: Path) -> str:
    # COPY takes no parameter for its file; the name is ours, the folder is the user's.
    return str(path).replace("\\", "/").replace("'", "\\'")


def load(tables: Path, target: Path, *, buffer_bytes: int, checkpoint_bytes: int) -> None:
    """Make a new Ladybug file at `target` from a projection's tables; raises StoreError."""
    onto = ontology()
    work = target.parent / "load"
    work.mkdir(exist_ok=True)
    try:
        with duckdb.connect() as con:
            copies = _node_copies(con, tables, work, onto) + _edge_copies(con, tables, work, onto)
        loading = work / target.name
        _copy_all(loading, ddl(onto), copies, buffer_bytes, checkpoint_bytes)
        fsync_file(loading)
        replace_durably(loading, target)
    except RuntimeError as error:
        if "interrupted" in str(error).lower():  # how both engines report Ctrl-C
            raise KeyboardInterrupt from error
        raise StoreError(f"{target}: the graph could not be loaded: {error}") from error
    finally:
        shutil.rmtree(work)


def _copy_all(target: Path, creates: list[str], copies: list[Copy], buffer_bytes: int, checkpoint_bytes: int) -> None:
    """Run the statements; nodes stand before edges in `copies`.

    Small COPYs share a transaction (hundreds of them, each on its own, take three times as
    long); a large one has its own, because pages stay in memory until a transaction ends.
    """
    database: Any = ladybug.Database(str(target), buffer_pool_size=buffer_bytes, checkpoint_threshold=checkpoint_bytes)
    try:
        connection = ladybug.Connection(database)
        connection.execute("BEGIN TRANSACTION")
        for statement in creates:
            connection.execute(statement)
        for copy in copies:
            if copy.rows > LARGE_COPY:
                connection.execute("COMMIT")
                connection.execute(copy.statement)
                connection.execute("CHECKPOINT")
                connection.execute("BEGIN TRANSACTION")
            else:
                connection.execute(copy.statement)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
        connection.close()
    finally:
        database.close()
