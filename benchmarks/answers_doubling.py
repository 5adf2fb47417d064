"""What answers cost as work doubles: registers of 125,000 to 2,000,000 companies with a list of scenarios each.

    python -m benchmarks.answers_doubling FOLDER --register register.csv.gz [--sizes 125000 250000] [--scenarios 2000]

FOLDER keeps a workspace of each size by its number of rows; those that are missing are built first (a register as in
`answers_gaps`), those without the list get it. Timed are the functions of the other benchmarks: derived tables at
build (`answers_build`), gaps (`answers_gaps`), paths with evidence (`answers_paths`), questions in words
(`answers_ask`), related scenarios, and matches of demand and capability: of one scenario, and of every scenario of a
sample, from which the time of all is told. What a service reads ahead is read before. Complexity has no companies; its
table is doubled by itself (`answers_complexity`). Each cell is the median, in CPU time, which others on the machine
disturb least; `--wall` gives the time on the clock.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import math
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from benchmarks import answers_build, answers_gaps
from benchmarks.answers_complexity import every_index, made_table, median
from benchmarks.answers_paths import linked_pairs
from graph.analysis.asking import answer_in_words
from graph.analysis.matches import matches
from graph.analysis.paths import paths
from graph.analysis.read_ahead import read_ahead
from graph.analysis.reference import Reference
from graph.analysis.related import related
from graph.ledger import Ledger
from graph.workspace import Workspace
from ingest.jobs import IngestOptions, ingest
from ingest.past import open_past
from schema.pack_loader import load_packs
from schema.pack_model import Packs

SIZES = (125_000, 250_000, 500_000, 1_000_000, 2_000_000)
COLUMNS = (
    "序号",
    "应用领域",
    "场景名称",
    "需求单位",
    "场景简介",
    "主要技术",
    "拟落地区域",
    "预算(万元)",
    "状态",
    "截止日期",
)
LIST = "场景清单.csv"
DAY = dt.date(2026, 9, 1)
ASKED = (
    "低空经济缺什么",
    "市北和黄岛能互补什么",
    "低空经济有哪些场景",
    "虚拟现实产业园可以招哪些企业",
    "哪些场景停留太久",
)
TABLES = ((75, 300), (150, 600), (300, 1200), (600, 2400))
WORDS = 12
"""Words of links and products in the text of a scenario."""


def scenario_list(path: Path, packs: Packs, count: int) -> Path:
    """A list of invented scenarios, each with words of a chain's links and a district."""
    drawn = random.Random(4)
    chains: dict[str, list[str]] = {}
    for link in packs.links.values():
        chains.setdefault(link.chain, []).extend((link.name, *link.products))
    districts = sorted(z.name for z in packs.zones.values() if packs.home in z.parents and z.level == "district")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(count):
            words = chains[drawn.choice(sorted(chains))]
            text, technology = "、".join(drawn.choices(words, k=WORDS)), "、".join(drawn.choices(words, k=2))
            writer.writerow(
                [
                    number + 1,
                    f"领域{number % 20}",
                    f"例{number}{words[0]}场景",
                    f"例{number % 300}需求中心",
                    f"需要{text}",
                    technology,
                    drawn.choice(districts),
                    drawn.randrange(50, 5000),
                    drawn.choice(("征集中", "评审中", "建设中")),
                    f"2026-{drawn.randrange(6, 13):02d}-28",
                ]
            )
    return path


def prepare(home: Path, packs: Packs, register: Path | None, rows: int, scenarios: int) -> None:
    """Build what is missing of the workspace of so many rows with its list of scenarios."""
    fresh = not home.exists()
    if fresh and register is None:
        raise SystemExit(f"{home}: is not there; give --register to build it")
    with tempfile.TemporaryDirectory(dir=home.parent) as folder, Ledger.open(home) as ledger:
        if fresh and register is not None:
            source = answers_gaps.resampled(register, Path(folder) / "register.csv", rows)
            ingest(ledger, packs, [source], IngestOptions(covers=("青岛市",), build=False))
        if LIST not in {source.key for source in ledger.sources()}:
            ingest(ledger, packs, [scenario_list(Path(folder) / LIST, packs, scenarios)], IngestOptions())


def cost(work: Callable[[], Any], clock: Callable[[], float]) -> float:
    """Milliseconds of one call."""
    started = clock()
    work()
    return 1000 * (clock() - started)


def typical(works: Sequence[Callable[[], Any]], clock: Callable[[], float]) -> float:
    """The median of some calls, after a first one that is not counted."""
    works[0]()
    seen = sorted(cost(work, clock) for work in works)
    return seen[len(seen) // 2]


def questions(home: Path, workspace: Workspace, packs: Packs, runs: int) -> Mapping[str, list[Callable[[], Any]]]:
    """Calls of each row of the table."""
    reference, known = Reference.of(workspace), (packs.path_steps, packs.thresholds)
    found = answers_gaps.cases(reference, packs)
    draw = random.Random(1)
    ends = linked_pairs(workspace.tables, runs)
    nodes = workspace.store.query("MATCH (s:Scenario) RETURN s.id AS id ORDER BY id")
    chosen = random.Random(2).sample([row["id"] for row in nodes], min(runs, len(nodes)))
    past = partial(open_past, home, packs)
    made: dict[str, list[Callable[[], Any]]] = {
        name: [partial(found[name], draw)] * runs
        for name in ("gaps, city, all chains", "gaps, a district, a chain", "links, two zones")
    }
    made["a path with evidence"] = [partial(paths, workspace, *known, *pair) for pair in ends]
    made["a path through hubs"] = [partial(paths, workspace, *known, *pair, through_hubs=True) for pair in ends]
    made["related scenarios"] = [partial(related, workspace, packs, one) for one in chosen]
    for words in ASKED:
        made[f"ask: {words}"] = [partial(answer_in_words, reference, packs, words, past)] * runs
    made["matches of a scenario"] = [partial(matches, workspace, packs, one, as_of=DAY) for one in chosen]
    return made


def measured(home: Path, packs: Packs, runs: int, clock: Callable[[], float]) -> Iterator[tuple[str, float]]:
    """Rows of one size, in milliseconds."""
    with Workspace.open(home) as workspace:
        yield "read ahead by a service", cost(lambda: read_ahead(workspace, packs), clock)
        for name, works in questions(home, workspace, packs, runs).items():
            yield name, typical(works, clock)
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        seconds, whole = answers_build.timed(home, Path(folder), clock)
    yield "derived tables at build", 1000 * sum(seconds.values())
    yield "of them scenarios to each other", 1000 * seconds["related_to"]
    yield "the whole projection", 1000 * whole


def table(sizes: Sequence[int], rows: Mapping[str, Sequence[float]], head: str) -> Iterator[str]:
    """Lines of a Markdown table; the last column is how many times a doubling costs, from the first size to the last."""
    yield f"| {head} | {' | '.join(f'{size:,}' for size in sizes)} | a doubling |"
    yield "|---" * (len(sizes) + 2) + "|"
    doublings = math.log2(sizes[-1] / sizes[0])
    for name, values in rows.items():
        more = f"{(values[-1] / values[0]) ** (1 / doublings):.2f} times" if doublings else ""
        yield f"| {name} | {' | '.join(f'{value:.1f}' for value in values)} | {more} |"


def main() -> None:
    """Print two Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--register", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--scenarios", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--wall", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    packs = load_packs("qingdao")
    clock = time.perf_counter if given.wall else time.process_time
    for size in given.sizes:
        prepare(given.folder / str(size), packs, given.register, size, given.scenarios)
    rows: dict[str, list[float]] = {}
    for size in given.sizes:
        for name, value in measured(given.folder / str(size), packs, given.runs, clock):
            rows.setdefault(name, []).append(value)
    unit = "ms on the clock" if given.wall else "CPU ms"
    print(f"{unit}; {given.scenarios} scenarios\n")
    print("\n".join(table(given.sizes, rows, "companies")))
    made: dict[str, list[float]] = {"complexity indexes": []}
    for shape in TABLES:
        wall, cpu = median(every_index, made_table(*shape), 3)
        made["complexity indexes"].append(1000 * (wall if given.wall else cpu))
    print("\n" + "\n".join(table([zones for zones, _ in TABLES], made, "zones, each with four times as many links")))


if __name__ == "__main__":
    main()
