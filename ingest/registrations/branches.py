"""BRANCH_OF within one file: a branch whose parent, by its full name, is a row of the same file."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graph.ledger import TableFiles
from ingest.registrations.columnar import edge_columns
from schema.ids import normal_name

RULE_BRANCH: Final = "registrations.branch_name"
# The law makes a branch carry its parent's full name; two companies of one name in two cities stay possible.
_CONFIDENCE: Final = Decimal("0.900")


def branch_edges(tables: TableFiles, as_of: dt.date | None) -> pa.Table:
    """Edges to parents found in `nodes_Company`; a name that two companies bear gives none.

    Memory: the branches and their parents, not the companies.
    """
    edges = edge_columns()
    branches = _branches(tables)
    wanted = {name: normal_name(name) for name in branches["branch_of_name"].to_pylist()}
    names = pa.array(sorted(set(wanted.values())), pa.string())
    parents: dict[str, set[str]] = {}
    for batch in tables.batches("nodes_Company", ("normal_name", "local_id")) if wanted else ():
        named = batch.filter(pc.is_in(batch["normal_name"], names))
        for name, local_id in zip(named["normal_name"].to_pylist(), named["local_id"].to_pylist(), strict=True):
            parents.setdefault(name, set()).add(local_id)
    for branch, parent_name, locator in zip(
        branches["local_id"].to_pylist(),
        branches["branch_of_name"].to_pylist(),
        branches["locator"].to_pylist(),
        strict=True,
    ):
        found = parents.get(wanted[parent_name], set())
        if len(found) == 1 and branch not in found:
            edges.add(
                "BRANCH_OF", branch, min(found), "Company", "Company", locator, RULE_BRANCH, False,
                _CONFIDENCE, "name", [parent_name], None, None,
            )  # fmt: skip
    return edges.table({"as_of": as_of})


def _branches(tables: TableFiles) -> pa.Table:
    columns = ("local_id", "branch_of_name", "locator")
    found = [b.filter(pc.is_valid(b["branch_of_name"])) for b in tables.batches("nodes_Company", columns)]
    schema = pa.schema([(name, pa.string()) for name in columns])
    return pa.Table.from_batches([b for b in found if b.num_rows], schema=schema)
