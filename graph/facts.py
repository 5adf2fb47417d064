"""Facts as flat Arrow tables: what one bundle holds (事实).

A bundle is a dict of table name to Arrow table:

========================  ====================================================
`text`                    one row: the text that spans point into
`rows`                    `row`, `sheet`, `cells`: raw cells of a table or register
`evidence`                `locator`, `segments` ("s-e"), `sentence`, `place`
`mentions`                `local_id`, `label`, `text`, `form`, `segments`, `locator`
`other_spans`             `local_id`, `label`, `name`, `normal_name`, `segments`, `locator`: other names that the
                          words of a mention may be; a registry decides at build
`set_aside`               `row`, `sheet`, `code`, `message`, `cells`
`nodes_<Label>`           node facts; `FACT_COLUMNS` and the label's properties
`edges`                   edge facts; `FACT_COLUMNS` and every edge property
========================  ====================================================

A local id is already the public id where the source decides it
(`cn-uscc:`, `cn-div:`, a pack row), else `name:…`; the build resolves it further.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any, Final

import pyarrow as pa

from graph.errors import FactError
from schema.ids import normal_name
from schema.ontology import Ontology, Property, ontology

CONFIDENCE: Final = pa.decimal128(4, 3)
AMOUNT: Final = pa.decimal128(19, 2)
NUMBER: Final = pa.decimal128(28, 6)

ARROW_TYPES: Final[dict[str, pa.DataType]] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "integer": pa.int64(),
    "amount": AMOUNT,
    "number": NUMBER,
    "ratio": pa.float64(),
    "date": pa.date32(),
    "flag": pa.bool_(),
}

# `ordinal` is the place of a fact in its table: the last tie-break of every choice between facts.
FACT_COLUMNS: Final[tuple[tuple[str, pa.DataType], ...]] = (
    ("ordinal", pa.int64()),
    ("locator", pa.string()),
    ("rule", pa.string()),
    ("stated", pa.bool_()),
    ("confidence", CONFIDENCE),
    ("valid_from", pa.date32()),
    ("valid_to", pa.date32()),
    ("as_of", pa.date32()),
)
NODE_COLUMNS: Final = (
    ("local_id", pa.string()),
    ("name", pa.string()),
    ("normal_name", pa.string()),
    ("aliases", pa.list_(pa.string())),
    *FACT_COLUMNS,
)
EDGE_COLUMNS: Final = (
    ("type", pa.string()),
    ("head", pa.string()),
    ("tail", pa.string()),
    ("head_label", pa.string()),
    ("tail_label", pa.string()),
    *FACT_COLUMNS,
)
PLAIN_SCHEMAS: Final[dict[str, pa.Schema]] = {
    "text": pa.schema([("text", pa.string())]),
    "rows": pa.schema([("row", pa.int64()), ("sheet", pa.string()), ("cells", pa.list_(pa.string()))]),
    "evidence": pa.schema(
        [
            ("locator", pa.string()),
            ("segments", pa.list_(pa.string())),
            ("sentence", pa.string()),
            ("place", pa.string()),
        ]
    ),
    "mentions": pa.schema(
        [
            ("local_id", pa.string()),
            ("label", pa.string()),
            ("text", pa.string()),
            ("form", pa.string()),
            ("segments", pa.list_(pa.string())),
            ("locator", pa.string()),
        ]
    ),
    "other_spans": pa.schema(
        [
            ("local_id", pa.string()),
            ("label", pa.string()),
            ("name", pa.string()),
            ("normal_name", pa.string()),
            ("segments", pa.list_(pa.string())),
            ("locator", pa.string()),
        ]
    ),
    "set_aside": pa.schema(
        [
            ("row", pa.int64()),
            ("sheet", pa.string()),
            ("code", pa.string()),
            ("message", pa.string()),
            ("cells", pa.list_(pa.string())),
        ]
    ),
}


def _fields(properties: Sequence[Property]) -> list[tuple[str, pa.DataType]]:
    return [(p.name, ARROW_TYPES[p.type]) for p in properties]


def node_schema(label: str, onto: Ontology | None = None) -> pa.Schema:
    """Arrow schema of `nodes_<label>`."""
    if onto is None or onto is ontology():
        return _own_node_schema(label)
    return pa.schema([*NODE_COLUMNS, *_fields(onto.labels[label].properties)])


def edge_schema(onto: Ontology | None = None) -> pa.Schema:
    """Arrow schema of `edges`: one table for all stated types."""
    if onto is None or onto is ontology():
        return _own_edge_schema()
    return pa.schema([*EDGE_COLUMNS, *_fields(onto.edge_properties)])


@cache
def _own_node_schema(label: str) -> pa.Schema:
    return pa.schema([*NODE_COLUMNS, *_fields(ontology().labels[label].properties)])


@cache
def _own_edge_schema() -> pa.Schema:
    return pa.schema([*EDGE_COLUMNS, *_fields(ontology().edge_properties)])


def table_schema(name: str) -> pa.Schema:
    """Arrow schema of any bundle table by its name."""
    if name in PLAIN_SCHEMAS:
        return PLAIN_SCHEMAS[name]
    if name == "edges":
        return edge_schema()
    return node_schema(name.removeprefix("nodes_"))


def character_locator(segments: Sequence[tuple[int, int]]) -> str:
    """`c=120-180`: from the first segment's start to the last one's end (code points)."""
    return f"c={segments[0][0]}-{segments[-1][1]}"


def row_locator(row: int, sheet: str | None = None) -> str:
    """`r=77`, or `sheet=名单;r=77`; rows count records from 1, the header included."""
    return f"sheet={sheet};r={row}" if sheet else f"r={row}"


def segment_texts(segments: Sequence[tuple[int, int]]) -> list[str]:
    """Segments as the text form that bundles hold: `["120-150", "152-180"]`."""
    return [f"{s}-{e}" for s, e in segments]


@dataclass
class Facts:
    """Collects facts one by one and gives them as Arrow tables in a fixed order.

    `node` and `edge` refuse what the ontology does not have, so a typing error
    in a rule fails in its test and not in somebody's graph.
    """

    onto: Ontology = field(default_factory=ontology)
    _nodes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _edges: list[dict[str, Any]] = field(default_factory=list)
    _plain: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _allowed: set[tuple[str, str, str]] = field(default_factory=set)

    def node(
        self,
        label: str,
        local_id: str,
        name: str,
        *,
        locator: str,
        rule: str,
        stated: bool = True,
        confidence: Decimal | str = "1",
        aliases: Sequence[str] = (),
        valid_from: dt.date | None = None,
        valid_to: dt.date | None = None,
        as_of: dt.date | None = None,
        properties: Mapping[str, Any] | None = None,
    ) -> str:
        """Add one node fact (only what is said at `locator`); returns `local_id`."""
        if label not in self.onto.labels:
            raise FactError(f"rule {rule}: label {label!r} is not in the ontology")
        extra = set(properties) - self._named(self.onto.labels[label].properties) if properties else ()
        if extra:
            raise FactError(f"rule {rule}: {label} has no property {', '.join(sorted(extra))}")
        if self._labels.setdefault(local_id, label) != label:
            raise FactError(f"rule {rule}: {local_id} is a {self._labels[local_id]}, not a {label}")
        table = self._nodes.setdefault(label, [])
        table.append(
            {
                "local_id": local_id,
                "name": name,
                "normal_name": normal_name(name),
                "aliases": list(aliases) or None,
                "ordinal": len(table),
                "locator": locator,
                "rule": rule,
                "stated": stated,
                "confidence": Decimal(confidence),
                "valid_from": valid_from,
                "valid_to": valid_to,
                "as_of": as_of,
                **(properties or {}),
            }
        )
        return local_id

    def edge(
        self,
        type_name: str,
        head: tuple[str, str],
        tail: tuple[str, str],
        *,
        locator: str,
        rule: str,
        stated: bool = True,
        confidence: Decimal | str = "1",
        valid_from: dt.date | None = None,
        valid_to: dt.date | None = None,
        as_of: dt.date | None = None,
        properties: Mapping[str, Any] | None = None,
    ) -> None:
        """Add one edge fact; `head` and `tail` are (label, local id)."""
        ends = type_name, head[0], tail[0]
        if ends not in self._allowed:
            if not self.onto.allows(*ends):
                raise FactError(f"rule {rule}: {type_name} may not go from {head[0]} to {tail[0]}")
            self._allowed.add(ends)
        extra = set(properties) - self._named(self.onto.relationships[type_name].properties) if properties else ()
        if extra:
            raise FactError(f"rule {rule}: {type_name} has no property {', '.join(sorted(extra))}")
        self._edges.append(
            {
                "type": type_name,
                "head": head[1],
                "tail": tail[1],
                "head_label": head[0],
                "tail_label": tail[0],
                "ordinal": len(self._edges),
                "locator": locator,
                "rule": rule,
                "stated": stated,
                "confidence": Decimal(confidence),
                "valid_from": valid_from,
                "valid_to": valid_to,
                "as_of": as_of,
                **(properties or {}),
            }
        )

    @staticmethod
    def _named(properties: Sequence[Property]) -> set[str]:
        return {one.name for one in properties}

    def row(self, table: str, **values: Any) -> None:
        """Add one row to a plain table (`evidence`, `mentions`, `rows`, `set_aside`, `text`)."""
        self._plain.setdefault(table, []).append(values)

    def tables(self) -> dict[str, pa.Table]:
        """All tables that hold at least one row, by name in sorted order."""
        made: dict[str, pa.Table] = {}
        for label, rows in self._nodes.items():
            made[f"nodes_{label}"] = _table(rows, node_schema(label, self.onto))
        if self._edges:
            made["edges"] = _table(self._edges, edge_schema(self.onto))
        for name, rows in self._plain.items():
            made[name] = _table(rows, PLAIN_SCHEMAS[name])
        return dict(sorted(made.items()))


def _table(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """`pa.Table.from_pylist`, without the work of typing columns that hold nothing: most of a document's are empty."""
    filled = set[str]().union(*(row.keys() for row in rows))
    columns = [column for column in schema if column.name in filled]
    # As one array of structs the rows are walked in C.
    arrays = dict(zip((c.name for c in columns), pa.array(rows, pa.struct(columns)).flatten(), strict=True))
    return pa.Table.from_arrays(
        [arrays[c.name] if c.name in arrays else pa.nulls(len(rows), c.type) for c in schema], schema=schema
    )


@dataclass(frozen=True)
class Extraction:
    """What one file gives: its tables and the sums for the job's summary.

    `read = accepted + set_aside` in rows for tables; for documents `read` counts
    sentences and `accepted` those that gave a fact, `set_aside` is 0. `labels` counts the
    distinct nodes by label where that is known without looking.
    """

    kind: str
    tables: Mapping[str, pa.Table]
    read: int
    accepted: int
    repaired: int = 0
    set_aside: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    info: dict[str, Any] = field(default_factory=dict)
    labels: Mapping[str, int] | None = None
