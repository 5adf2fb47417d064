"""Paths in at most six steps, against every simple path counted one by one."""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.analysis.path_graph import PathGraph
from graph.analysis.path_search import Order, PathSearch
from schema.pack_model import PathStepRow

STEPS = (
    PathStepRow(type="SUPPLIES", heads=("Company",), tails=("Company",), group="usual", text="供应", source="s"),
    PathStepRow(type="ENGAGES_IN", heads=("Company",), tails=("ChainLink",), group="usual", text="从事", source="s"),
    PathStepRow(type="DEMANDS", heads=("Scenario",), tails=("ChainLink",), group="usual", text="需求", source="s"),
)
LABELS = {"c": "Company", "l": "ChainLink", "s": "Scenario"}
Edge = tuple[str, str, str, float]


def tables(folder: Path, edges: list[Edge], **more: dict[str, Any]) -> Path:
    """A table of edges (type, head, tail, confidence); the first letter of an id says its label."""
    made = [
        {
            "id": f"{kind}:{head}>{tail}",
            "type": kind,
            "head": head,
            "tail": tail,
            "head_label": LABELS[head[0]],
            "tail_label": LABELS[tail[0]],
            "confidence": confidence,
            "stated": True,
            "rule": "r",
            "valid_to": None,
            **more.get(f"{kind}:{head}>{tail}", {}),
        }
        for kind, head, tail, confidence in edges
    ]
    folder.mkdir(parents=True, exist_ok=True)
    schema = pa.schema(
        [(name, pa.string()) for name in ("id", "type", "head", "tail", "head_label", "tail_label")]
        + [("confidence", pa.float64()), ("stated", pa.bool_()), ("rule", pa.string()), ("valid_to", pa.string())]
    )
    pq.write_table(pa.Table.from_pylist(made, schema=schema), folder / "edge.parquet")
    return folder


def best(
    graph: PathGraph, source: str, target: str, order: Order = "steps", limit: int = 50, most: int = 6
) -> list[tuple[tuple[str, ...], float]]:
    """Paths as ids and their product of confidences."""
    start, end = graph.place(source), graph.place(target)
    if start is None or end is None:
        return []
    found = PathSearch(graph, start, end, order, tries=100_000).best(limit, most)
    return [
        (
            tuple(graph.ids[node].as_py() for node in path.nodes),
            math.exp(-sum(float(graph.cost[edge]) for edge in path.edges)),
        )
        for path in found
    ]


def one_by_one(edges: list[Edge], most_crowded: float, source: str, target: str, most: int) -> dict[Any, float]:
    """Every simple path with its best product of confidences, from all choices of edges with one crowded at most."""
    out: dict[tuple[str, str], int] = {}
    into: dict[tuple[str, str], int] = {}
    for kind, head, tail, _ in edges:
        out[kind, head] = out.get((kind, head), 0) + 1
        into[kind, tail] = into.get((kind, tail), 0) + 1
    graph = nx.MultiGraph()
    for kind, head, tail, confidence in edges:
        crowded = max(out[kind, head], into[kind, tail]) > most_crowded
        graph.add_edge(head, tail, confidence=confidence, crowded=crowded)
    found: dict[Any, float] = {}
    for path in nx.all_simple_edge_paths(graph, source, target, cutoff=most):
        data = [graph.edges[edge] for edge in path]
        if sum(d["crowded"] for d in data) <= 1:
            nodes = (source, *(edge[1] for edge in path))
            found[nodes] = max(found.get(nodes, 0.0), math.prod(d["confidence"] for d in data))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_all_paths_of_small_graphs_in_order(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    companies, links, scenarios = (
        [f"{letter}{n}" for n in range(count)] for letter, count in (("c", 7), ("l", 3), ("s", 2))
    )
    chosen = {("SUPPLIES", *dice.sample(companies, 2)) for _ in range(8)}
    chosen |= {("ENGAGES_IN", dice.choice(companies), dice.choice(links)) for _ in range(8)}
    chosen |= {("DEMANDS", dice.choice(scenarios), dice.choice(links)) for _ in range(3)}
    edges: list[Edge] = [(*edge, dice.choice([0.3, 0.5, 0.75, 0.9, 1.0])) for edge in sorted(chosen)]
    most_crowded = dice.choice([1, 2, 99])
    most = dice.choice([2, 4, 5, 6])
    graph = PathGraph(tables(tmp_path / "a", edges), STEPS, most_crowded)
    dice.shuffle(edges)
    shuffled = PathGraph(tables(tmp_path / "b", edges), STEPS, most_crowded)
    for source, target in (("c0", "c1"), ("c2", "s0"), ("s0", "s1")):
        if graph.place(source) is None or graph.place(target) is None:
            continue
        expected = one_by_one(edges, most_crowded, source, target, most)
        orders: tuple[Order, ...] = ("steps", "confidence")
        for order in orders:
            found = best(graph, source, target, order, 10_000, most)
            assert dict(found) == pytest.approx(expected)
            assert len(found) == len(expected)
            keys = [
                (len(nodes), -round(product, 9)) if order == "steps" else (-round(product, 9), len(nodes))
                for nodes, product in found
            ]
            assert keys == sorted(keys)
            assert best(shuffled, source, target, order, 10_000, most) == found
            # The other way round the same paths, read backwards.
            back = best(graph, target, source, order, 10_000, most)
            assert {nodes[::-1] for nodes, _ in back} == set(expected)


def test_the_shortest_and_the_surest(tmp_path: Path) -> None:
    edges = [
        ("SUPPLIES", "c1", "c2", 0.4),
        ("SUPPLIES", "c1", "c3", 0.9),
        ("SUPPLIES", "c3", "c2", 0.8),
    ]
    graph = PathGraph(tables(tmp_path, edges), STEPS, 50)
    direct, round_about = ("c1", "c2"), ("c1", "c3", "c2")
    assert best(graph, "c1", "c2") == [(direct, pytest.approx(0.4)), (round_about, pytest.approx(0.72))]
    assert [nodes for nodes, _ in best(graph, "c1", "c2", "confidence")] == [round_about, direct]
    assert [nodes for nodes, _ in best(graph, "c1", "c2", limit=1)] == [direct]


def test_six_steps_and_no_seventh(tmp_path: Path) -> None:
    edges: list[Edge] = [("SUPPLIES", f"c{n}", f"c{n + 1}", 1.0) for n in range(8)]
    graph = PathGraph(tables(tmp_path, edges), STEPS, 50)
    assert [len(nodes) - 1 for nodes, _ in best(graph, "c0", "c6")] == [6]
    assert best(graph, "c0", "c7") == []


def test_a_crowded_link_is_an_end_or_a_way_to_a_scenario_but_no_way_between_its_companies(tmp_path: Path) -> None:
    edges: list[Edge] = [("ENGAGES_IN", f"c{n}", "l0", 0.9) for n in range(4)]
    edges += [("DEMANDS", "s0", "l0", 1.0), ("SUPPLIES", "c0", "c9", 1.0)]
    graph = PathGraph(tables(tmp_path, edges), STEPS, 3)
    assert best(graph, "c0", "c1") == []
    assert best(graph, "c1", "l0") == [(("c1", "l0"), pytest.approx(0.9))]
    assert [nodes for nodes, _ in best(graph, "c9", "s0")] == [("c9", "c0", "l0", "s0")]
    # The same link with a company less is not crowded, and its companies are peers of few.
    fewer = PathGraph(tables(tmp_path, edges[1:]), STEPS, 3)
    assert [nodes for nodes, _ in best(fewer, "c1", "c2")] == [("c1", "l0", "c2")]
    # And whoever asks to go through crowds may.
    open_to_all = PathGraph(tables(tmp_path, edges), STEPS, math.inf)
    assert [nodes for nodes, _ in best(open_to_all, "c0", "c1")] == [("c0", "l0", "c1")]


def test_of_several_edges_between_two_the_surest_that_the_crowd_leaves(tmp_path: Path) -> None:
    # c0 supplies three, which is a crowd here; c1 supplies c0 back, less surely.
    edges: list[Edge] = [("SUPPLIES", "c0", f"c{n}", 0.9) for n in (1, 2, 3)]
    edges += [("SUPPLIES", "c1", "c0", 0.5), ("SUPPLIES", "c1", "c4", 1.0)]
    graph = PathGraph(tables(tmp_path, edges), STEPS, 2)
    assert best(graph, "c0", "c4") == [(("c0", "c1", "c4"), pytest.approx(0.9))]
    # From c2 the one crowded edge is spent on the way to c0.
    assert best(graph, "c2", "c4") == [(("c2", "c0", "c1", "c4"), pytest.approx(0.45))]


def test_what_has_ended_is_no_step(tmp_path: Path) -> None:
    edges: list[Edge] = [("SUPPLIES", "c1", "c2", 1.0), ("SUPPLIES", "c2", "c3", 1.0), ("SUPPLIES", "c3", "c1", 1.0)]
    folder = tables(tmp_path, edges, **{"SUPPLIES:c3>c1": {"valid_to": "2020-01-01"}})
    assert [nodes for nodes, _ in best(PathGraph(folder, STEPS, 50), "c1", "c3")] == [("c1", "c2", "c3")]
    company = {"id": ["c1", "c2", "c3"], "ended": [None, True, None], "valid_to": pa.nulls(3, pa.string())}
    pq.write_table(pa.table(company), folder / "node_Company.parquet")
    assert best(PathGraph(folder, STEPS, 50), "c1", "c3") == []


def test_no_edges_no_paths(tmp_path: Path) -> None:
    graph = PathGraph(tmp_path, STEPS, 50)
    assert graph.place("c1") is None
