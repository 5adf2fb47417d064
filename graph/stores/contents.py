"""What a graph store holds of a projection: nodes by label, edges by type and ends (图库内容).

Every store and every export reads a projection through here, so that they hold the
same values: amounts as doubles, no empty lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import duckdb
import pyarrow as pa

from graph.engines.duckdb import QUIET
from graph.errors import StoreError
from schema.ontology import Ontology, Property, ontology

# Columns that every node and every edge has; types as in ontology.yaml.
NODE_COLUMNS: Final = (
    ("id", "text"),
    ("name", "text"),
    ("aliases", "texts"),
    ("valid_from", "date"),
    ("valid_to", "date"),
    ("as_of", "date"),
    ("stated", "flag"),
    ("confidence", "ratio"),
    ("evidences", "integer"),
    ("sources", "integer"),
)
EDGE_COLUMNS: Final = (
    ("id", "text"),
    ("valid_from", "date"),
    ("valid_to", "date"),
    ("as_of", "date"),
    ("stated", "flag"),
    ("confidence", "ratio"),
    ("rule", "text"),
    ("evidences", "integer"),
    ("sources", "integer"),
)
# What the derived tables lack of an edge's columns: they hold by rule, not by a source's word.
_DERIVED_VALUES: Final = {
    "valid_from": "NULL",
    "valid_to": "NULL",
    "as_of": "NULL",
    "stated": "FALSE",
    "confidence": "1",
    "rule": "'derived'",
    "evidences": "0",
    "sources": "0",
}
DERIVED_TABLES: Final = ("covers", "complements", "related_to")
_SQL_TYPES: Final = {
    "text": "VARCHAR",
    "texts": "VARCHAR[]",
    "integer": "BIGINT",
    "amount": "DOUBLE",
    "number": "DOUBLE",
    "ratio": "DOUBLE",
    "date": "DATE",
    "flag": "BOOLEAN",
}


@dataclass(frozen=True, slots=True)
class Part:
    """The nodes of one label, or the edges of one type between two labels.

    `columns` are (name, type of ontology.yaml) in order; an edge's ends come before them as `head` and `tail`.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    select: str
    rows: int
    head: str = ""
    tail: str = ""

    @property
    def is_edge(self) -> bool:
        """Whether these are edges."""
        return bool(self.head)

    @property
    def key(self) -> str:
        """One text that names the part, such as `Company` or `Company-ENGAGES_IN-ChainLink`."""
        return f"{self.head}-{self.name}-{self.tail}" if self.head else self.name


def _typed(properties: tuple[Property, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((p.name, p.type) for p in properties)


def node_columns(label: str, onto: Ontology | None = None) -> tuple[tuple[str, str], ...]:
    """(name, type) of every column of a label's nodes."""
    return (*NODE_COLUMNS, *_typed((onto or ontology()).labels[label].properties))


def edge_columns(type_name: str, onto: Ontology | None = None) -> tuple[tuple[str, str], ...]:
    """(name, type) of every column of a type's edges, without head and tail."""
    return (*EDGE_COLUMNS, *_typed((onto or ontology()).relationships[type_name].properties))


def _column(name: str, kind: str, value: str = "") -> str:
    """One column's SQL; a list without elements is no list, since not every store can hold it."""
    value = value or (f'nullif("{name}", [])' if kind == "texts" else f'"{name}"')
    return f'CAST({value} AS {_SQL_TYPES[kind]}) AS "{name}"'


class Contents:
    """The parts of one projection; `tables` is its folder of Parquet tables.

    `hold` reads the edges into memory once, which pays where all pairs of labels are read;
    `beside` opens a second projection in the first one's connection, so that SQL may compare them.
    """

    def __init__(
        self,
        tables: Path,
        *,
        memory: str = "256MB",
        hold: bool = False,
        spill: Path | None = None,
        beside: Contents | None = None,
    ) -> None:
        config: dict[str, Any] = {"memory_limit": memory}
        if spill is not None:
            config["temp_directory"] = str(spill)
        self._con: duckdb.DuckDBPyConnection = duckdb.connect(config=config) if beside is None else beside._con
        self._con.execute(QUIET)
        self._prefix: str = "table" if beside is None else f"beside_{beside._prefix}"
        self._tables = tables
        self._onto = ontology()
        self._hold = hold
        self._nodes: list[Part] | None = None
        self._edges: list[Part] | None = None

    def _view(self, table: str, *, hold: bool = False) -> str | None:
        """Name of a view over a table of the projection, or None where it has no rows."""
        path = self._tables / f"{table}.parquet"
        if not path.exists():
            return None
        view = f"{self._prefix}_{table}"
        relation = self._con.read_parquet(str(path))
        relation.create(view) if hold else relation.create_view(view, replace=True)
        return view

    def count(self, query: str) -> int:
        """The one number that a query gives."""
        found = self._con.execute(query).fetchall()
        return int(found[0][0])

    def nodes(self) -> list[Part]:
        """Nodes by label, in the order of ontology.yaml."""
        if self._nodes is None:
            self._nodes = [part for label in self._onto.labels if (part := self._node_part(label)) is not None]
        return self._nodes

    def _node_part(self, label: str) -> Part | None:
        view = self._view(f"node_{label}")
        if view is None:
            return None
        columns = node_columns(label, self._onto)
        listed = ", ".join(_column(n, k) for n, k in columns)
        return Part(label, columns, f"SELECT {listed} FROM {view}", self.count(f"SELECT count(*) FROM {view}"))

    def edges(self) -> list[Part]:
        """Edges by type and labels of their ends, stated ones before derived ones."""
        if self._edges is None:
            self._edges = [*self.stated_edges(), *self.derived_edges()]
        return self._edges

    def derived_edges(self) -> list[Part]:
        """Edges that hold by rule."""
        return [part for table in DERIVED_TABLES for part in self._derived_parts(table)]

    def stated_edges(self) -> list[Part]:
        """Edges that a source speaks for."""
        view = self._view("edge", hold=self._hold)
        if view is None:
            return []
        pairs = self._con.execute(
            f"SELECT type, head_label, tail_label, count(*) FROM {view} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        parts = []
        for name, head, tail, rows in pairs:
            if not self._onto.allows(name, head, tail):
                raise StoreError(
                    f"{rows} facts of a kind that is told in another way by now ({name} from {head} to {tail}):"
                    " run `ingest --refresh`, which reads their sources anew"
                )
            columns = edge_columns(name, self._onto)
            listed = ", ".join(_column(n, k) for n, k in columns)
            # The three names are the ontology's own (looked up above), not input.
            where = f"type = '{name}' AND head_label = '{head}' AND tail_label = '{tail}'"
            parts.append(
                Part(name, columns, f"SELECT head, tail, {listed} FROM {view} WHERE {where}", rows, head, tail)
            )
        return parts

    def _derived_parts(self, table: str) -> list[Part]:
        view = self._view(table)
        if view is None:
            return []
        name = table.upper()
        ends = self._onto.relationships[name].ends
        columns = edge_columns(name, self._onto)
        listed = ", ".join(_column(n, k, _DERIVED_VALUES.get(n, "")) for n, k in columns)
        parts = []
        for head, tail in ends:
            # A derived table with one pair of ends does not repeat its labels.
            where = f" WHERE head_label = '{head}' AND tail_label = '{tail}'" if len(ends) > 1 else ""
            if rows := self.count(f"SELECT count(*) FROM {view}{where}"):
                parts.append(Part(name, columns, f"SELECT head, tail, {listed} FROM {view}{where}", rows, head, tail))
        return parts

    def parts(self) -> list[Part]:
        """Nodes, then edges."""
        return [*self.nodes(), *self.edges()]

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Nodes by label and edges by type, without zeros."""
        nodes = {part.name: part.rows for part in self.nodes()}
        edges: dict[str, int] = {}
        for part in self.edges():
            edges[part.name] = edges.get(part.name, 0) + part.rows
        return nodes, edges

    def batches(self, select: str, size: int) -> Iterator[pa.RecordBatch]:
        """Rows of a part's SELECT (or of one over it), at most `size` at a time."""
        # A cursor of its own: the next statement of a connection ends what it was streaming.
        with self._con.cursor() as cursor:
            yield from cursor.sql(select).to_arrow_reader(size)

    def execute(self, statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """Run SQL beside the parts, such as a COPY of one; returns its rows."""
        return self._con.execute(statement, values or []).fetchall()

    def append(self, table: str, rows: pa.Table) -> None:
        """Add rows to a table that `execute` made."""
        self._con.register("appended", rows)
        self._con.execute(f"INSERT INTO {table} SELECT * FROM appended")
        self._con.unregister("appended")

    def close(self) -> None:
        """Give the memory back; one that stands beside another has none of its own."""
        if self._prefix == "table":
            self._con.close()

    def __enter__(self) -> Contents:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
