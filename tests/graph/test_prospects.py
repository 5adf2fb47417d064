"""Firms one or two steps from a park's tenants, on a small graph by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from graph.analysis.path_graph import PathGraph
from graph.analysis.prospects import two_steps
from tests.graph.test_path_search import STEPS, Edge, tables

# Tenants c0 and c1. c0 supplies c2, which supplies c3; c1 supplies c3 and c0. A small link of c0 and c8; a crowded
# one of c0, c5, c6 and c7, that c7 alone is also tied to by a scenario's demand: no company of it is near c0.
EDGES: list[Edge] = [
    ("SUPPLIES", "c0", "c2", 0.9),
    ("SUPPLIES", "c2", "c3", 0.5),
    ("SUPPLIES", "c1", "c3", 0.8),
    ("SUPPLIES", "c1", "c0", 1.0),
    ("ENGAGES_IN", "c0", "l1", 0.7),
    ("ENGAGES_IN", "c8", "l1", 0.6),
    *(("ENGAGES_IN", f"c{n}", "l0", 1.0) for n in (0, 5, 6, 7)),
    ("DEMANDS", "s0", "l0", 1.0),
]


def ways(graph: PathGraph) -> dict[str, dict[str, tuple[float, list[str]]]]:
    """By firm and tenant the product of confidences and the nodes of the surest way."""
    tenants = [place for name in ("c0", "c1") if (place := graph.place(name)) is not None]

    def name(node: int) -> str:
        return str(graph.ids[node].as_py())

    return {
        name(firm): {
            name(tenant): (math.exp(-cost), [name(node) for node in path.nodes])
            for tenant, (cost, path) in relation.ways.items()
        }
        for firm, relation in two_steps(graph, None, tenants).items()
    }


def test_one_and_two_steps_from_tenants_and_no_crowded_link(tmp_path: Path) -> None:
    found = ways(PathGraph(tables(tmp_path, EDGES), STEPS, 3))
    assert found == {
        # c1 and c2 have a customer in common.
        "c2": {"c0": (pytest.approx(0.9), ["c0", "c2"]), "c1": (pytest.approx(0.4), ["c1", "c3", "c2"])},
        # c0 reaches c3 over c2; c1 directly. The way from c1 over the tenant c0 is no way out of the park.
        "c3": {
            "c0": (pytest.approx(0.45), ["c0", "c2", "c3"]),
            "c1": (pytest.approx(0.8), ["c1", "c3"]),
        },
        "c8": {"c0": (pytest.approx(0.42), ["c0", "l1", "c8"])},
    }


def test_whoever_asks_to_go_through_crowds_finds_the_peers(tmp_path: Path) -> None:
    found = ways(PathGraph(tables(tmp_path, EDGES), STEPS, math.inf))
    assert set(found) == {"c2", "c3", "c8", "c5", "c6", "c7"}


def test_the_park_itself_is_no_way(tmp_path: Path) -> None:
    graph = PathGraph(tables(tmp_path, EDGES), STEPS, 3)
    tenant, link = graph.place("c0"), graph.place("l1")
    assert tenant is not None
    # Taken for the park, l1 leads nowhere.
    assert "c8" not in {graph.ids[node].as_py() for node in two_steps(graph, link, [tenant])}
