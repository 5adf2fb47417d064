"""Complexity indexes of one table of zones × links.

    python -m benchmarks.answers_complexity [--rows 300] [--columns 1200]

Times what an answer computes once its counts are read: quotients, proximity, density, relatedness and the
symmetric eigenproblem of the shorter side; outlooks are timed apart. CPU seconds count all threads.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from graph.analysis.complexity_indexes import Floats, Indexes


def made_table(rows: int, columns: int) -> Floats:
    """Counts as of companies: mostly small, some large, none of the rows and columns empty."""
    table = np.floor(np.random.default_rng(1).gamma(0.4, 8, (rows, columns)))
    table[:, table.sum(axis=0) == 0] = 1
    table[table.sum(axis=1) == 0] = 1
    return table


def every_index(table: Floats) -> None:
    """What an answer shows, without outlooks."""
    found = Indexes(table)
    _ = found.density, found.relatedness, found.complexity


def outlook(table: Floats) -> None:
    """The same with outlooks."""
    found = Indexes(table)
    _ = found.density, found.relatedness, found.outlook


def median(work: Callable[[Floats], None], table: Floats, runs: int) -> tuple[float, float]:
    """Wall and CPU seconds."""
    seen = []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work(table)
        seen.append((time.perf_counter() - wall, time.process_time() - cpu))
    return sorted(s for s, _ in seen)[runs // 2], sorted(s for _, s in seen)[runs // 2]


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--columns", type=int, default=1200)
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    print("| table | indexes, ms | CPU, ms | with outlooks, ms | CPU, ms |\n|---|---|---|---|---|")
    for half in (4, 2, 1):
        rows, columns = given.rows // half, given.columns // half
        table = made_table(rows, columns)
        wall, cpu = median(every_index, table, given.runs)
        more, more_cpu = median(outlook, table, given.runs)
        numbers = " | ".join(f"{1000 * value:.1f}" for value in (wall, cpu, more, more_cpu))
        print(f"| {rows} × {columns} | {numbers} |")


if __name__ == "__main__":
    main()
