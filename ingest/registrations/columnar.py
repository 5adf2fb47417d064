"""Facts collected column by column: rows of a register are too many for a dict each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa

from graph.facts import PLAIN_SCHEMAS, edge_schema, node_schema


class Columns:
    """A table under way: rows of the columns that are used, nulls for all others."""

    def __init__(self, schema: pa.Schema, used: tuple[str, ...]) -> None:
        self.schema = schema
        self.used = used
        self.rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any) -> None:
        """Append one row; the values stand in the order of `used`."""
        self.rows.append(values)

    def table(self, constant: dict[str, Any] | None = None) -> pa.Table:
        """The Arrow table; `constant` gives columns that hold the same value in every row."""
        size = len(self.rows)
        columns = zip(*self.rows, strict=True) if size else (() for _ in self.used)
        given = dict(zip(self.used, columns, strict=True))
        arrays = []
        for field in self.schema:
            if field.name in given:
                arrays.append(pa.array(given[field.name], type=field.type))
            elif constant and constant.get(field.name) is not None:
                arrays.append(pa.repeat(pa.scalar(constant[field.name], type=field.type), size))
            else:
                arrays.append(pa.nulls(size, field.type))
        return pa.Table.from_arrays(arrays, schema=self.schema)


COMPANY_COLUMNS = (
    "local_id", "name", "normal_name", "locator", "valid_from", "credit_code", "legal_form", "capital_raw",
    "registered_capital", "capital_currency", "capital_cny", "capital_rate", "registered_on", "status",
    "status_kind", "ended", "address", "business_scope", "is_branch", "branch_of_name", "aliases", "valid_to",
)  # fmt: skip
EDGE_COLUMNS = (
    "type", "head", "tail", "head_label", "tail_label", "locator", "rule", "stated", "confidence",
    "basis", "words", "role", "main",
)  # fmt: skip
SET_ASIDE_COLUMNS = ("row", "sheet", "code", "message", "cells")


def company_columns() -> Columns:
    """`nodes_Company` under way."""
    return Columns(node_schema("Company"), COMPANY_COLUMNS)


def edge_columns() -> Columns:
    """`edges` under way."""
    return Columns(edge_schema(), EDGE_COLUMNS)


def set_aside_columns() -> Columns:
    """`set_aside` under way."""
    return Columns(PLAIN_SCHEMAS["set_aside"], SET_ASIDE_COLUMNS)


def number_rows(table: pa.Table, first: int) -> pa.Table:
    """The table with `ordinal` counting its rows from `first`, so that chunks leave no trace."""
    at = table.schema.get_field_index("ordinal")
    return table.set_column(at, table.schema.field(at), pa.array(range(first, first + table.num_rows), pa.int64()))


ONE = Decimal("1.000")
