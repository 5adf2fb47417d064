"""Loads a projection's tables into a new Ladybug file by COPY.

Ladybug refuses DECIMAL in Parquet, so amounts are handed over as doubles in
files that go away after the load; the projection's own tables keep decimals.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import ladybug

from graph.errors import StoreError
from graph.ledger.durable import fsync_file, replace_durably
from graph.stores.contents import Contents, Part, edge_columns, node_columns
from schema.ontology import Ontology, ontology

LADYBUG_TYPES: Final = {
    "text": "STRING",
    "texts": "STRING[]",
    "integer": "INT64",
    "amount": "DOUBLE",
    "number": "DOUBLE",
    "ratio": "DOUBLE",
    "date": "DATE",
    "flag": "BOOLEAN",
}
LARGE_COPY: Final = 20_000
_PATTERN: Final = re.compile(r"[\[*?]")
HAND_OVER_MEMORY: Final = "1GB"
"""What DuckDB may hold of the edges before it spills beside the graph."""


class Copy(NamedTuple):
    """One COPY statement and how many rows it brings."""

    statement: str
    rows: int


def _columns(columns: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"`{name}` {LADYBUG_TYPES[kind]}" for name, kind in columns)


def edge_table(name: str, onto: Ontology) -> str:
    """The CREATE statement of one relationship type."""
    ends = ", ".join(f"FROM {head} TO {tail}" for head, tail in onto.relationships[name].ends)
    return f"CREATE REL TABLE {name} ({ends}, {_columns(edge_columns(name, onto))})"


def ddl(onto: Ontology) -> list[str]:
    """CREATE statements for every label and type, so that a query may name any of them."""
    labels = [
        f"CREATE NODE TABLE {label} ({_columns(node_columns(label, onto))}, PRIMARY KEY (id))" for label in onto.labels
    ]
    return [*labels, *(edge_table(name, onto) for name in onto.relationships)]


def hand_over(contents: Contents, part: Part, select: str, work: Path) -> Copy:
    """Write rows of a part to a Parquet file in `work` and say how they are copied in."""
    target = work / f"{part.key}.parquet"
    contents.execute(f"COPY ({select}) TO ? (FORMAT parquet, COMPRESSION snappy)", [str(target)])
    ends = f" (from='{part.head}', to='{part.tail}')" if part.is_edge else ""
    return Copy(f"COPY {part.name} FROM '{quoted(target)}'{ends}", part.rows)


def quoted(path: Path) -> str:
    """A path inside the quotes of a statement."""
    # COPY takes no parameter for its file, and reads a pattern; the name is ours, the folder is the user's.
    plain = _PATTERN.sub(r"[\g<0>]", str(path).replace("\\", "/"))
    return plain.replace("'", "\\'")


@contextmanager
def engine_errors(target: Path) -> Iterator[None]:
    """What the engines raise, as StoreError or KeyboardInterrupt."""
    try:
        yield
    except RuntimeError as error:
        if "interrupted" in str(error).lower():  # how both engines report Ctrl-C
            raise KeyboardInterrupt from error
        raise StoreError(f"{target}: the graph could not be loaded: {error}") from error


def load_nodes(tables: Path, target: Path, *, buffer_bytes: int, checkpoint_bytes: int) -> None:
    """Make a Ladybug file beside `target` that holds the nodes of a projection's tables; raises StoreError.

    Of the tables only those of nodes are read: the others may still be made.
    """
    work = _work(target)
    work.mkdir(exist_ok=True)
    with engine_errors(target):
        with Contents(tables, memory=HAND_OVER_MEMORY, spill=work) as contents:
            copies = [hand_over(contents, part, part.select, work) for part in contents.nodes()]
        copy_all(work / target.name, ddl(ontology()), copies, buffer_bytes, checkpoint_bytes)


def load_edges(tables: Path, target: Path, *, buffer_bytes: int, checkpoint_bytes: int) -> None:
    """Make the file that `load_nodes` began whole, as `target`; raises StoreError."""
    work = _work(target)
    loading = work / target.name
    try:
        with engine_errors(target):
            with Contents(tables, memory=HAND_OVER_MEMORY, hold=True, spill=work) as contents:
                copies = [hand_over(contents, part, part.select, work) for part in contents.edges()]
            copy_all(loading, [], copies, buffer_bytes, checkpoint_bytes)
        fsync_file(loading)
        replace_durably(loading, target)
    finally:
        shutil.rmtree(work)


def _work(target: Path) -> Path:
    return target.parent / "load"


def copy_all(target: Path, creates: list[str], copies: list[Copy], buffer_bytes: int, checkpoint_bytes: int) -> None:
    """Run the statements on a file, which is made if it is not there; nodes stand before edges in `copies`.

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
