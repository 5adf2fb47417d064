"""Fact tables made column by column: rows of a register are too many for a dict each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

import pyarrow as pa

from graph.facts import edge_schema

ONE: Final = Decimal("1.000")


class EdgeKind(NamedTuple):
    """What edges of one kind share; a batch has some dozens of kinds."""

    type: str
    head_label: str
    tail_label: str
    rule: str
    stated: bool
    confidence: Decimal
    basis: str
    role: str | None = None
    main: bool | None = None


class Edges:
    """`edges` under way: each edge is its row, its tail, its words and the number of its kind."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._tails: list[str] = []
        self._words: list[Sequence[str]] = []
        self._kinds: list[int] = []
        self._known: list[EdgeKind] = []
        self._numbers: dict[tuple[Any, ...], int] = {}

    def kind(self, make: Callable[..., EdgeKind], *what: Any) -> int:
        """The number of the kind that `make` gives for `what`; it is made once."""
        key = (make, *what)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._known)
            self._known.append(make(*what))
        return number

    def add(self, row: int, tail: str, words: Sequence[str], kind: int) -> None:
        """One edge from the thing in `row`; the order of calls is the order of the table."""
        self._rows.append(row)
        self._tails.append(tail)
        self._words.append(words)
        self._kinds.append(kind)

    def table(self, heads: pa.StringArray, locators: pa.StringArray, as_of: dt.date | None) -> pa.Table:
        """The table; `heads` and `locators` stand by row."""
        rows = pa.array(self._rows, pa.int64())
        kinds = pa.array(self._kinds, pa.int64())
        schema = edge_schema()
        columns = {
            name: pa.array(values, schema.field(name).type).take(kinds)
            for name, values in zip(EdgeKind._fields, zip(*self._known, strict=True), strict=False)
        }
        columns |= {
            "head": heads.take(rows),
            "tail": pa.array(self._tails, pa.string()),
            "locator": locators.take(rows),
            "words": pa.array(self._words, schema.field("words").type),
        }
        return table_of(schema, len(rows), columns, {"as_of": as_of})


def table_of(
    schema: pa.Schema, size: int, columns: dict[str, pa.Array], constant: dict[str, Any] | None = None
) -> pa.Table:
    """A table of `size` rows; `constant` holds the same value in every row, columns not named are null."""
    arrays = []
    for field in schema:
        if field.name in columns:
            arrays.append(columns[field.name])
        elif constant and constant.get(field.name) is not None:
            arrays.append(pa.repeat(pa.scalar(constant[field.name], type=field.type), size))
        else:
            arrays.append(pa.nulls(size, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def number_rows(table: pa.Table, first: int) -> pa.Table:
    """The table with `ordinal` counting its rows from `first`, so that chunks leave no trace."""
    at = table.schema.get_field_index("ordinal")
    return table.set_column(at, table.schema.field(at), pa.arange(first, first + table.num_rows))
