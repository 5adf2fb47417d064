"""How long the derived tables of a workspace take to compute: coverage, gaps' counts, links between zones, related scenarios.

    python -m benchmarks.answers_build HOME

HOME is a built workspace, such as one that `benchmarks.answers_gaps --home` made. The whole projection is computed once
more into a folder of its own; the statements of the derived tables are timed apart from nodes, edges and evidence.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from unittest.mock import patch

from graph.engines import Statement
from graph.engines.duckdb import DuckDBEngine
from graph.ledger import Ledger
from graph.projection import project
from graph.projection.run import COUNTED
from graph.projection.templates import sql_text, statements
from ingest.build import projection_inputs
from schema.pack_loader import load_packs

DERIVED = ("zone_within", *COUNTED, "related_to")
"""Files of graph/projection whose tables hold by rule."""


def timed(home: Path, folder: Path, clock: Callable[[], float] = time.perf_counter) -> tuple[dict[str, float], float]:
    """Seconds by derived file, and of the whole projection, by a clock."""
    file_of = {made.name: name for name in DERIVED for made in statements(sql_text(name))}
    seconds: dict[str, float] = defaultdict(float)
    execute = DuckDBEngine.execute

    def timing(engine: DuckDBEngine, *groups: Sequence[Statement]) -> None:
        for made in chain.from_iterable(groups):
            started = clock()
            execute(engine, [made])
            if made.name in file_of:
                seconds[file_of[made.name]] += clock() - started

    with (
        Ledger.open(home) as ledger,
        projection_inputs(ledger, load_packs(ledger.city), beside=folder) as inputs,
        patch.object(DuckDBEngine, "execute", timing),
    ):
        started = clock()
        projection = project(inputs, folder / "projection")
        print(f"{projection.counts['nodes']['Company']:,} companies\n")
        return seconds, clock() - started


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("home", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seconds, whole = timed(given.home, Path(folder))
    print("| tables of | seconds |\n|---|---|")
    for name, spent in seconds.items():
        print(f"| {name} | {spent:.2f} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| all derived tables | {sum(seconds.values()):.1f} |\n| the whole projection | {whole:.1f} |")
    print(f"\nLargest memory of the process: {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
