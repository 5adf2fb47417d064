"""Related scenarios among some thousands, through the library.

    python -m benchmarks.answers_related [--scenarios 5000] [--asked 300]

Makes a workspace of invented scenarios over the chains and districts of the pack, two links each and a text of words
of their links, in ten lists; times the first answer, which reads tables into memory, apart from the rest. CPU seconds
count all threads.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from graph.analysis.related import Wanted, related
from graph.facts import Facts
from graph.ledger import Ledger, NewVersion, open_bundle, write_bundle
from graph.pack_facts import pack_facts
from graph.projection import ProjectionInputs, counted_bundles, current_coverage
from graph.publish import publish
from graph.workspace import Workspace
from ingest.resolve import resolve
from schema.pack_loader import load_packs
from schema.pack_model import Packs

LISTS = 10


def invented(packs: Packs, scenarios: int) -> list[Facts]:
    """Scenarios in ten lists, each with two links, a district and thirty words of the links' names and products."""
    drawn = random.Random(1)
    links = sorted(packs.links)
    districts = sorted(z.id for z in packs.zones.values() if packs.home in z.parents and z.level == "district")
    made = [Facts() for _ in range(LISTS)]
    for number in range(scenarios):
        facts, local, place = made[number % LISTS], f"name:Scenario:{number}", f"r={number}"
        asked = drawn.sample(links, 2)
        words = [w for link in asked for w in (packs.links[link].name, *packs.links[link].products)]
        said = {"field": f"领域{number % 20}", "status": "征集中", "demand": "、".join(drawn.choices(words, k=30))}
        facts.node("Scenario", local, f"场景{number}", locator=place, rule="s", properties=said)
        for link in asked:
            facts.edge("DEMANDS", ("Scenario", local), ("ChainLink", link), locator=place, rule="s")
        facts.edge("LOCATED_IN", ("Scenario", local), ("Zone", drawn.choice(districts)), locator=place, rule="s")
    return made


def make(home: Path, packs: Packs, lists: Sequence[Facts]) -> None:
    """Build the workspace of some lists."""
    with Ledger.open(home) as ledger, ledger.writing():
        for number, facts in enumerate(lists):
            name = f"{number:032d}"
            write_bundle(ledger.facts, name, facts.tables())
            new = NewVersion(f"清单{number}", "scenarios", "replace", "0" * 64, 1, "", {}, {}, name, "official_list")
            ledger.commit(new)
        sources = ledger.sources()
        bundles = {v.bundle: open_bundle(ledger.facts / v.bundle) for s in sources for v in s.versions}
        tables = pack_facts(packs, frozenset())
        inputs = ProjectionInputs(
            counted_bundles(sources, bundles), current_coverage(sources), tables, packs.fingerprint, packs.home,
            resolve(list(bundles.values()), tables, ()).table, (), "bench",
        )  # fmt: skip
        publish(ledger.graph, inputs, now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def row(what: str, questions: Sequence[Callable[[], Any]]) -> str:
    """A row of the table: median and 95th percentile of the wall time, and CPU a question."""
    seen = []
    cpu = time.process_time()
    for ask in questions:
        wall = time.perf_counter()
        ask()
        seen.append(1000 * (time.perf_counter() - wall))
    cpu = 1000 * (time.process_time() - cpu) / len(seen)
    seen.sort()
    return f"| {what} | {seen[len(seen) // 2]:.1f} | {seen[int(len(seen) * 0.95)]:.1f} | {cpu:.1f} |"


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--scenarios", type=int, default=5000)
    parser.add_argument("--asked", type=int, default=300)
    given = parser.parse_args()
    packs = load_packs("qingdao")
    print("| what | median, ms | p95, ms | CPU a question, ms |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        wall, cpu = time.perf_counter(), time.process_time()
        make(home, packs, invented(packs, given.scenarios))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(f"| build of {given.scenarios} scenarios | {1000 * wall:.0f} | | {1000 * cpu:.0f} |", flush=True)
        with Workspace.open(home) as workspace:
            chosen = random.Random(2).sample(range(given.scenarios), min(given.asked, given.scenarios))
            for what, wanted in (("first", None), ("related", None), ("with a filter", Wanted(field="领域3"))):
                asked = [f"name:Scenario:{number}" for number in (chosen[:1] if what == "first" else chosen)]
                questions = [partial(related, workspace, packs, one, wanted=wanted) for one in asked]
                print(row(what, questions), flush=True)


if __name__ == "__main__":
    main()
