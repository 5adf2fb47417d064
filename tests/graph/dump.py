"""Everything that a store holds, for comparing stores row by row."""

from __future__ import annotations

from typing import Any

import pytest

from graph.stores import GraphStore
from graph.stores.contents import edge_columns, node_columns
from schema.ontology import ontology

Rows = dict[str, list[dict[str, Any]]]


def dump(store: GraphStore) -> Rows:
    """Every node and edge with every column, by label and by type with ends, in order of id."""
    found: Rows = {}
    for label in ontology().labels:
        columns = ", ".join(f"n.`{name}` AS `{name}`" for name, _ in node_columns(label))
        found[label] = store.query(f"MATCH (n:{label}) RETURN {columns} ORDER BY id")
    for name in sorted(store.counts()[1]):
        relationship = ontology().relationships[name]
        columns = ", ".join(f"r.`{column}` AS `{column}`" for column, _ in edge_columns(name))
        for head, tail in relationship.ends:
            rows = store.query(
                f"MATCH (a:{head})-[r:{name}]->(b:{tail}) RETURN a.id AS head, b.id AS tail, {columns} ORDER BY id"
            )
            if rows:
                found[f"{head}-{name}-{tail}"] = rows
    return {key: rows for key, rows in found.items() if rows}


def assert_equal(found: Any, wanted: Any, at: str = "") -> None:
    """Equal in items, order and text; floats to 1e-9. Says where the first difference is."""
    if isinstance(wanted, float) and isinstance(found, float):
        assert found == pytest.approx(wanted, abs=1e-9, rel=1e-9), at
    elif isinstance(wanted, dict) and isinstance(found, dict):
        assert list(found) == list(wanted), at
        for key, value in wanted.items():
            assert_equal(found[key], value, f"{at}/{key}")
    elif isinstance(wanted, list) and isinstance(found, list):
        assert len(found) == len(wanted), at
        for place, (one, other) in enumerate(zip(found, wanted, strict=True)):
            assert_equal(one, other, f"{at}/{place}")
    else:
        assert type(found) is type(wanted), at
        assert found == wanted, at
