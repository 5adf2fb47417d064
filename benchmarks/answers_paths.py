"""Paths over a large register: opening the graph once, then paths from companies to companies and scenarios.

    python -m benchmarks.answers_paths WORKSPACE [--supplies 100000] [--scenarios 5000] [--pairs 200]

WORKSPACE holds a built register. As registers tell of few relations, invented supplies and investments among its
companies and invented scenarios on its links are added to a copy of the table of edges, the seed fixed. Timed is
the bare search over all of them, and the answer as the API gives it, with names and evidence, over the real ones.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.analysis.path_graph import PathGraph
from graph.analysis.path_search import Order, PathSearch
from graph.analysis.paths import CROWDED, chosen_steps, paths
from graph.workspace import Workspace
from schema.pack_loader import load_packs

COLUMNS = ["id", "type", "head", "tail", "head_label", "tail_label", "confidence", "stated", "rule", "valid_to"]


def with_invented(tables: Path, target: Path, supplies: int, scenarios: int) -> tuple[list[str], list[str]]:
    """Write the edges with invented ones; returns the companies and the scenarios."""
    dice = random.Random(1)
    table = pq.read_table(tables / "edge.parquet", columns=COLUMNS)
    engaged = table.filter(pc.equal(table.column("type"), "ENGAGES_IN"))
    companies, links = (sorted(set(engaged.column(end).to_pylist())) for end in ("head", "tail"))
    rows: list[tuple[str, str, str, str, str]] = []
    for number in range(supplies):
        head, tail = dice.sample(companies, 2)
        rows.append((("SUPPLIES", "INVESTS_IN", "COOPERATES_WITH")[number % 3], head, tail, "Company", "Company"))
    for number in range(scenarios):
        for link in dice.sample(links, min(3, len(links))):
            rows.append(("DEMANDS", f"s{number}", link, "Scenario", "ChainLink"))
        rows.append(("OWNED_BY", f"s{number}", f"o{number % 300}", "Scenario", "Organization"))
    rows = sorted(set(rows))
    more: dict[str, Any] = {
        "id": [f"{kind}:{head}>{tail}" for kind, head, tail, *_ in rows],
        "confidence": [dice.choice([0.5, 0.7, 0.9, 1.0]) for _ in rows],
        "stated": [True] * len(rows),
        "rule": ["invented"] * len(rows),
        "valid_to": [None] * len(rows),
    }
    for place, name in enumerate(("type", "head", "tail", "head_label", "tail_label")):
        more[name] = [row[place] for row in rows]
    made = pa.table({name: pa.array(more[name]).cast(table.schema.field(name).type, safe=False) for name in COLUMNS})
    target.mkdir()
    pq.write_table(pa.concat_tables([table, made.cast(table.schema)]), target / "edge.parquet")
    return companies, [f"s{number}" for number in range(scenarios)]


def linked_pairs(tables: Path, count: int) -> list[tuple[str, str]]:
    """Companies with a link of a chain that they are on, so that there are paths to write out."""
    dice = random.Random(3)
    table = pq.read_table(tables / "edge.parquet", columns=["type", "head", "tail"])
    engaged = table.filter(pc.equal(table.column("type"), "ENGAGES_IN")).select(["head", "tail"]).to_pylist()
    chains: dict[str, set[str]] = {}
    for row in engaged:
        chains.setdefault(row["tail"].rpartition("/")[0], set()).add(row["tail"])
    chosen = [dice.choice(engaged) for _ in range(count)]
    return [(row["head"], dice.choice(sorted(chains[row["tail"].rpartition("/")[0]]))) for row in chosen]


def spread(work: Callable[[int], object], runs: int) -> str:
    """Median and 95th percentile of wall milliseconds, and mean CPU milliseconds."""
    cpu, seen = time.process_time(), []
    for number in range(runs):
        started = time.perf_counter()
        work(number)
        seen.append(1000 * (time.perf_counter() - started))
    mean = 1000 * (time.process_time() - cpu) / runs
    seen.sort()
    return f"{seen[runs // 2]:.1f} | {seen[int(runs * 0.95)]:.1f} | {seen[-1]:.1f} | {mean:.1f}"


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--supplies", type=int, default=100_000)
    parser.add_argument("--scenarios", type=int, default=5_000)
    parser.add_argument("--pairs", type=int, default=200)
    given = parser.parse_args()
    packs = load_packs("qingdao")
    steps = chosen_steps(packs.path_steps, ())
    dice = random.Random(2)
    with Workspace.open(given.workspace) as workspace, tempfile.TemporaryDirectory() as scratch:
        companies, scenarios = with_invented(
            workspace.tables, Path(scratch) / "tables", given.supplies, given.scenarios
        )
        started, cpu = time.perf_counter(), time.process_time()
        graph = PathGraph(Path(scratch) / "tables", steps, packs.thresholds[CROWDED].value)
        _ = graph.adjacency
        print(f"{len(graph.ids):,} nodes, {len(graph.table):,} edges; opened in "
              f"{time.perf_counter() - started:.2f} s, {time.process_time() - cpu:.2f} CPU s\n")  # fmt: skip
        print("| what | median ms | p95 ms | most ms | CPU ms |\n|---|---|---|---|---|")
        for what, ends in (("company to company", companies), ("company to scenario", scenarios)):
            pairs = [(dice.choice(companies), dice.choice(ends)) for _ in range(given.pairs)]
            orders: tuple[Order, ...] = ("steps", "confidence")
            for order in orders:
                found: list[int] = []

                def search(number: int, pairs: Any = pairs, order: Order = order, found: list[int] = found) -> None:
                    one, other = (graph.place(end) for end in pairs[number])
                    if one is not None and other is not None and one != other:
                        found.append(len(PathSearch(graph, one, other, order).best(3)))

                timed = spread(search, given.pairs)
                share = sum(1 for n in found if n) / max(len(found), 1)
                print(f"| search, {what}, by {order}; {share:.0%} have a path | {timed} |")
        links = linked_pairs(workspace.tables, given.pairs)
        for what, through in (("a link of the company's chain", False), ("the same through hubs", True)):
            paths(workspace, packs.path_steps, packs.thresholds, *links[0], through_hubs=through)
            timed = spread(
                lambda n, through=through: paths(  # type: ignore[misc]
                    workspace, packs.path_steps, packs.thresholds, *links[n], through_hubs=through
                ),
                given.pairs,
            )
            print(f"| answer with evidence, company to {what} | {timed} |")


if __name__ == "__main__":
    main()
