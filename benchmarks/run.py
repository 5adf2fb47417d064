"""Speeds and memory the project promises, with a yardstick in the same run.

    python -m benchmarks.run [--data ../shared] [--rows 200000]

Prints Markdown tables with machine and versions. Each command is timed as a whole
process, start-up included; memory is the peak of the largest single process. While
rows are read, worker processes stand beside the parent, which is then far from its peak.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path

COMMAND = [sys.executable, "-c", "from api.cli import main; main()"]
READ_ONLY = (
    "import duckdb, sys; print(duckdb.sql('SELECT count(*) FROM read_csv(?, all_varchar=true)', params=[sys.argv[1]]))"
)


def timed(command: Sequence[str]) -> tuple[float, float, str]:
    """Wall seconds, peak MiB of the largest single process, output; ends the run if it fails."""
    probe = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], capture_output=True, text=True)\n"
        "sys.stdout.write(done.stdout)\n"
        "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) + '\\n' + done.stderr)\n"
        "sys.exit(done.returncode)\n"
    )
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", probe, *command], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    peak, _, errors = done.stderr.partition("\n")
    if done.returncode not in (0, 4):
        raise SystemExit(f"{' '.join(command[-4:])} failed: {errors[-2000:]}")
    return seconds, int(peak) / 1024, done.stdout


def best(command: Sequence[str], runs: int = 3) -> float:
    """Median of some runs, in seconds."""
    return sorted(timed(command)[0] for _ in range(runs))[runs // 2]


def head_of(data: Path, rows: int, target: Path) -> Path:
    """The first rows of the national sample as a plain CSV file."""
    source = data / "registrations" / "national_1m.csv.xz"
    with lzma.open(source, "rt", encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        out.writelines(islice(lines, rows + 1))
    return target


def page_rules(page: Path) -> float:
    """Seconds of one page's rules in a warm process, without start-up."""
    from ingest.extraction import Given, extract
    from schema.pack_loader import load_packs

    packs = load_packs("qingdao")
    given = Given(page.name, page.name, "document")
    extract(page, given, packs)
    spent = []
    for _ in range(20):
        started = time.perf_counter()
        extract(page, given, packs)
        spent.append(time.perf_counter() - started)
    return sorted(spent)[10]


def machine() -> str:
    """One line on machine and versions."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "ladybug", "pyarrow"))
    return f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {packages}"


def small(shared: Path, folder: Path) -> list[tuple[str, str, str, str]]:
    """Seed page and the Qingdao register."""
    page = next((shared / "seeds").glob("*.txt"))
    register = shared / "data" / "registrations" / "qingdao_dev.csv.gz"
    rows = []
    rows.append(("`extract` of one page, with start-up", f"{best([*COMMAND, 'extract', str(page)]):.2f} s", "2 s", ""))
    rows.append(("rules of one page, warm", f"{page_rules(page) * 1000:.0f} ms", "50 ms", ""))
    plain = folder / "qingdao.csv"
    plain.write_bytes(gzip.decompress(register.read_bytes()))
    alone = best([sys.executable, "-c", READ_ONLY, str(plain)])
    home = folder / "small"
    seconds, peak, _ = timed([*COMMAND, "--home", str(home), "ingest", str(register)])
    rows.append(
        (
            "6,844 registrations to a queryable graph",
            f"{seconds:.1f} s, {peak:.0f} MiB",
            "10 s",
            f"DuckDB reading alone {alone:.2f} s",
        )
    )
    rows.append(
        (
            "`gaps --json`, all chains, with start-up",
            f"{best([*COMMAND, '--home', str(home), 'gaps', '--json']):.2f} s",
            "1 s",
            "",
        )
    )
    rows.append(
        (
            "`--help`",
            f"{best([*COMMAND, '--help']):.2f} s",
            "0.3 s",
            f"python -c pass {best([sys.executable, '-c', 'pass']):.2f} s",
        )
    )
    return rows


def large(shared: Path, folder: Path, count: int) -> list[tuple[str, str, str, str]]:
    """A sample of the national register."""
    register = head_of(shared / "data", count, folder / "national.csv")
    alone = best([sys.executable, "-c", READ_ONLY, str(register)])
    home = folder / "large"
    seconds, peak, _ = timed([*COMMAND, "--home", str(home), "ingest", str(register)])
    again, _, _ = timed([*COMMAND, "--home", str(home), "ingest", str(register)])
    return [
        (
            f"{count:,} registrations to a queryable graph",
            f"{seconds:.1f} s, {peak:.0f} MiB",
            "20 s, 1,536 MiB (for 200,000)",
            f"DuckDB reading alone {alone:.2f} s",
        ),
        ("the same file again", f"{again:.1f} s", "", ""),
    ]


def main() -> None:
    """Run all and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--rows", type=int, default=200_000)
    arguments = parser.parse_args()
    if not (arguments.data / "data").is_dir():
        raise SystemExit(f"{arguments.data}: no real data here; the benchmarks need it")
    print(f"{machine()}\n\n| what | measured | promised | yardstick in the same run |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for row in (*small(arguments.data, Path(name)), *large(arguments.data, Path(name), arguments.rows)):
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
