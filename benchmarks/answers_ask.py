"""Questions in words over a workspace: each kind by its own example.

    python -m benchmarks.answers_ask HOME [--runs 10]

HOME is a built workspace, such as one that `benchmarks.answers_gaps --home` made. What a service reads ahead is read
before; the first time each question is asked stands apart from the times after it. Questions on what changed open a
second graph, which is no answer from this one, so they are left out; a refusal is timed as an answer is.
"""

from __future__ import annotations

import argparse
import statistics
import time
from functools import partial
from pathlib import Path

from graph.analysis.asking.answer import answer_in_words, can_ask
from graph.analysis.read_ahead import read_ahead
from graph.analysis.reference import Reference
from graph.workspace import Workspace
from ingest.past import open_past
from schema.pack_loader import load_packs

OF_TWO_GRAPHS = ("changes", "changed_gaps")


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("home", type=Path)
    parser.add_argument("--runs", type=int, default=10)
    given = parser.parse_args()
    packs = load_packs("qingdao")
    with Workspace.open(given.home) as workspace:
        read_ahead(workspace, packs)
        reference = Reference.of(workspace)
        past = partial(open_past, given.home, packs)
        print("| question | answered | first, ms | median, ms | slowest, ms |\n|---|---|---|---|---|")
        for kind in can_ask():
            if kind["id"] in OF_TWO_GRAPHS:
                continue
            seen = []
            for _ in range(given.runs + 1):
                started = time.perf_counter()
                answer = answer_in_words(reference, packs, kind["example"], past)
                seen.append(1000 * (time.perf_counter() - started))
            said = "refused" if answer.get("refused") else "yes"
            first, *rest = seen
            print(f"| {kind['example']} | {said} | {first:.0f} | {statistics.median(rest):.1f} | {max(rest):.1f} |")


if __name__ == "__main__":
    main()
