"""BRANCH_OF within one file: a branch whose parent, by its full name, is a row of the same file."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graph.ledger import TableFiles
from ingest.registrations.columnar import EdgeKind, Edges
from schema.ids import normal_name

RULE_BRANCH: Final = "registrations.branch_name"
# The law makes a branch carry its parent's full name; two companies of one name in two cities stay possible.
_CONFIDENCE: Final = Decimal("0.900")


def branch_edges(tables: TableFiles, as_of: dt.date | None) -> pa.Table:
    """Edges to parents found in `nodes_Company`; a name that two companies bear gives none.

    Memory: the branches and their parents, not the companies.
    """
    edges = Edges()
    branches = _branches(tables)
    wanted = {name: normal_name(name) for name in branches["branch_of_name"].to_pylist()}
    names = pa.array(sorted(set(wanted.values())), pa.string())
    parents: dict[str, set[str]] = {}
    for batch in tables.batches("nodes_Company", ("normal_name", "local_id")) if wanted else ():
        named = batch.filter(pc.is_in(batch["normal_name"], names))
        for name, local_id in zip(named["normal_name"].to_pylist(), named["local_id"].to_pylist(), strict=True):
            parents.setdefault(name, set()).add(local_id)
    for row, (branch, parent_name) in enumerate(
        zip(branches["local_id"].to_pylist(), branches["branch_of_name"].to_pylist(), strict=True)
    ):
        found = parents.get(wanted[parent_name], set())
        if len(found) == 1 and branch not in found:
            edges.add(row, min(found), [parent_name], edges.kind(_kind))
    heads, locators = (branches[name].combine_chunks() for name in ("local_id", "locator"))
    return edges.table(heads, locators, as_of)


def _kind() -> EdgeKind:
    return EdgeKind("BRANCH_OF", "Company", "Company", RULE_BRANCH, False, _CONFIDENCE, "name")


def _branches(tables: TableFiles) -> pa.Table:
    columns = ("local_id", "branch_of_name", "locator")
    found = [b.filter(pc.is_valid(b["branch_of_name"])) for b in tables.batches("nodes_Company", columns)]
    schema = pa.schema([(name, pa.string()) for name in columns])
    return pa.Table.from_batches([b for b in found if b.num_rows], schema=schema)
