"""Gaps, coverage and links between zones on a workspace of many companies.

    python -m benchmarks.answers_gaps --register register.csv.gz [--rows 200000] [--home folder]

The register is a real one, its rows taken again and again under other names (branches follow their parents), until
there are so many. `--home` keeps the workspace, or measures one that is there. Timed through the library: what is
read once a projection (reference), the first answer and the answers after it, each of another zone or chain in turn;
CPU seconds count all threads.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from graph.analysis.coverage import coverage
from graph.analysis.cross_zone import cross_zone_links, zone_matrix
from graph.analysis.gaps import gaps
from graph.analysis.read_ahead import read_ahead
from graph.analysis.reference import Reference
from graph.ledger import Ledger
from graph.workspace import Workspace
from ingest.jobs import IngestOptions, ingest
from schema.pack_loader import load_packs
from schema.pack_model import Packs

NAMES = ("企业名称", "名称", "公司名称")
CODES = ("统一社会信用代码", "信用代码", "注册号")


def resampled(register: Path, target: Path, count: int) -> Path:
    """A register of `count` rows: copy n of a row bears its name behind `例n`, and no code."""
    with gzip.open(register, "rt", encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        head, rows = next(reader), list(reader)
    name = next(i for i, column in enumerate(head) if column in NAMES)
    codes = [i for i, column in enumerate(head) if column in CODES]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for number in range(count):
            row = list(rows[number % len(rows)])
            row[name] = f"例{number // len(rows)}{row[name]}"
            for column in codes:
                row[column] = ""
            writer.writerow(row)
    return target


def built(register: Path, rows: int, home: Path) -> None:
    """Ingest and build; prints the time."""
    source = resampled(register, home.with_suffix(".csv"), rows)
    wall, cpu = time.perf_counter(), time.process_time()
    with Ledger.open(home) as ledger:
        ingest(ledger, load_packs("qingdao"), [source], IngestOptions(covers=("青岛市",)))
    print(f"built from {rows} rows in {time.perf_counter() - wall:.1f} s, CPU {time.process_time() - cpu:.1f} s\n")
    source.unlink()


def spent(work: Callable[[], Any]) -> tuple[float, float]:
    """Wall and CPU milliseconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def line(name: str, seen: Sequence[tuple[float, float]]) -> str:
    """A row of the table: first, median and 95th percentile of the others, CPU of the 95th."""
    rest = sorted(seen[1:])
    cpu = sorted(c for _, c in seen[1:])
    place = int(0.95 * (len(rest) - 1))
    return f"| {name} | {seen[0][0]:.1f} | {rest[len(rest) // 2][0]:.1f} | {rest[place][0]:.1f} | {cpu[place]:.1f} |"


def cases(reference: Reference, packs: Packs) -> dict[str, Callable[[random.Random], Any]]:
    """Questions, each of which draws its zone or chain."""
    zones = [zone.id for zone in reference.districts(reference.workspace.home_zone)]
    chains = list(reference.chains)

    def found(**asked: Any) -> Any:
        return gaps(reference, packs.gap_rules, severity=packs.gap_severity, **asked)

    def between(draw: random.Random) -> Any:
        start, end = draw.sample(zones, 2)
        return cross_zone_links(reference, from_zone=start, to_zone=end)

    return {
        "gaps, city, all chains": lambda draw: found(),
        "gaps, a district, all chains": lambda draw: found(zone=draw.choice(zones)),
        "gaps, a district, a chain": lambda draw: found(zone=draw.choice(zones), industry=draw.choice(chains)),
        "coverage, all": lambda draw: coverage(reference),
        "coverage, a chain": lambda draw: coverage(reference, industry=draw.choice(chains)),
        "links, first 50": lambda draw: cross_zone_links(reference),
        "links, a chain": lambda draw: cross_zone_links(reference, industry=draw.choice(chains)),
        "links, two zones": between,
        "links, matrix": lambda draw: zone_matrix(reference),
    }


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--register", type=Path)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--runs", type=int, default=100)
    given = parser.parse_args()
    packs = load_packs("qingdao")
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder) / "home"
        if not home.exists():
            built(given.register, given.rows, home)
        with Workspace.open(home) as workspace:
            companies = workspace.manifest["nodes"]["Company"]
            reference = Reference.of(workspace)
            wall, cpu = spent(lambda: (reference.cells, reference.chains, reference.zones, reference.ended))
            more, more_cpu = spent(lambda: read_ahead(workspace, packs))
            print(f"{companies} companies; read once: reference {wall:.0f} ms (CPU {cpu:.0f} ms),")
            print(f"what a service reads ahead {more:.0f} ms (CPU {more_cpu:.0f} ms)\n")
            print("| question | first, ms | median, ms | p95, ms | p95 of CPU, ms |\n|---|---|---|---|---|")
            for name, work in cases(reference, packs).items():
                draw = random.Random(1)
                print(line(name, [spent(lambda work=work, draw=draw: work(draw)) for _ in range(given.runs)]))  # type: ignore[misc]


if __name__ == "__main__":
    main()
