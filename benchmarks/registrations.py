"""Registers of city and national size: time, memory over all processes, updates, the same file again.

    python -m benchmarks.registrations [--data ../shared] [--rows 1000000] [--larger 3000000]

Every command is a whole process, start-up included. Memory is the highest sum over the process tree of what
each process holds, what several share counted in each, looked at every fifth of a second.
Changed rows are rows of the same register in which a capital, a scope or an address is another.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.run import COMMAND, READ_ONLY, head_of, machine, timed
from schema.ids import credit_code_check_character

CHANGED_ROWS = 10_000
PAGE = os.sysconf("SC_PAGE_SIZE")
COPY_ALONE = (
    "import duckdb, sys; duckdb.sql('COPY (SELECT * FROM read_csv(?, all_varchar=true)) TO ? (FORMAT parquet)',"
    " params=[sys.argv[1], sys.argv[2]])"
)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = tasks.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _held(pid: int) -> int:
    """Bytes of memory that a process holds, shared pages included; 0 once it has ended."""
    # Asked for each page's share, the kernel stops the process meanwhile: 5 s of a million rows.
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def watched(command: Sequence[str]) -> tuple[float, float, str]:
    """Wall seconds, peak MiB over the process tree, output; ends the run if the command fails."""
    started, peak = time.perf_counter(), 0
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=out, stderr=errors)
        while process.poll() is None:
            peak = max(peak, sum(map(_held, _tree(process.pid))))
            time.sleep(0.2)
        seconds = time.perf_counter() - started
        out.seek(0)
        errors.seek(0)
        if process.returncode not in (0, 4):
            raise SystemExit(f"{' '.join(command[-4:])} failed: {errors.read()[-2000:]}")
        return seconds, peak / (1 << 20), out.read()


def _ingest(home: Path, register: Path, as_of: str, *more: str) -> tuple[float, float, dict[str, int]]:
    command = [
        *COMMAND,
        "--home",
        str(home),
        "ingest",
        str(register),
        "--source",
        "register",
        "--kind",
        "registrations",
    ]
    seconds, peak, out = watched([*command, "--update", "delta", "--as-of", as_of, "--json", *more])
    item = json.loads(out)["items"][0]
    return seconds, peak, {name: item[name] for name in ("read", "accepted", "set_aside")}


def changed_rows(register: Path, target: Path) -> Path:
    """Some rows of a register with another capital, scope or address."""
    pick = random.Random(5)
    with register.open(encoding="utf-8", newline="") as source:
        header, *rows = csv.reader(source)
    at = {
        name: header.index(name)
        for name in ("统一社会信用代码", "注册资金", "经营范围", "所在省份", "地区", "注册地址")
    }
    whole = [row for row in rows if len(row) == len(header) and len(row[at["统一社会信用代码"]]) == 18]
    chosen = pick.sample(whole, CHANGED_ROWS)
    for number, row in enumerate(chosen):
        if number % 3 == 0:
            row[at["注册资金"]] = f"{100 + number}万元人民币"
        elif number % 3 == 1:
            row[at["经营范围"]] = pick.choice(whole)[at["经营范围"]]
        else:
            row[at["所在省份"]], row[at["地区"]] = "山东", "青岛"
            row[at["注册地址"]] = f"山东省青岛市市南区示例路{number}号"
    with target.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *chosen])
    return target


def resampled(register: Path, count: int, target: Path) -> Path:
    """A register of `count` rows: the same rows over and over, each time with other codes and names."""
    with register.open(encoding="utf-8", newline="") as source, target.open("w", encoding="utf-8", newline="") as out:
        header, *rows = csv.reader(source)
        writer = csv.writer(out)
        writer.writerow(header)
        name, code = header.index("企业名称"), header.index("统一社会信用代码")
        for number in range(count):
            row = list(rows[number % len(rows)])
            again = number // len(rows)
            if again and len(row) == len(header):
                first = f"{row[code][:8]}MA{again}{number % 1_000_000:06d}"
                if len(row[code]) == 18:
                    row[code] = first + credit_code_check_character(first)
                row[name] = f"{row[name]}{'甲乙丙丁戊己'[again - 1]}"
            writer.writerow(row)
    return target


def size(folder: Path, register: Path, count: int, *, updates: bool) -> list[tuple[str, str, str, str]]:
    """Measured rows for a register of one size."""
    alone = timed([sys.executable, "-c", READ_ONLY, str(register)])[0]
    copied = timed([sys.executable, "-c", COPY_ALONE, str(register), str(folder / "alone.parquet")])[0]
    home = folder / f"home{count}"
    seconds, peak, sums = _ingest(home, register, "2022-01-01")
    rows = [
        (
            f"{count:,} rows to a queryable graph",
            f"{seconds:.1f} s, {peak:,.0f} MiB over all processes",
            {1_000_000: "60 s, 4,096 MiB", 3_000_000: "3.3 times a million's, 6,144 MiB"}.get(count, ""),
            f"DuckDB reading alone {alone:.1f} s, reading and writing Parquet {copied:.1f} s",
        ),
        (
            "its rows accounted for",
            f"{sums['accepted']:,} accepted + {sums['set_aside']:,} set aside = {sums['read']:,} read",
            "all",
            "",
        ),
    ]
    gaps = timed([*COMMAND, "--home", str(home), "gaps", "--json"])[0]
    rows.append(("`gaps --json` over it, with start-up", f"{gaps:.1f} s", "", ""))
    again, _, _ = _ingest(home, register, "2022-01-01")
    rows.append(("the same file again", f"{again:.1f} s", "5 s" if count == 1_000_000 else "", ""))
    if updates:
        changes = changed_rows(register, folder / f"changes{count}.csv")
        seconds, peak, _ = _ingest(home, changes, "2023-01-01", "--replace")
        promised = {100_000: "6 s", 1_000_000: "20 s"}.get(count, "")
        rows.append(
            (f"{CHANGED_ROWS:,} changed rows in it to answers", f"{seconds:.1f} s, {peak:,.0f} MiB", promised, "")
        )
    return rows


def _print(rows: Sequence[tuple[str, str, str, str]]) -> None:
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


def main() -> None:
    """Run all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--larger", type=int, default=0, help="also a register of so many rows, resampled")
    given = parser.parse_args()
    if not (given.data / "data").is_dir():
        raise SystemExit(f"{given.data}: no real data here; the benchmarks need it")
    print(f"{machine()}\n\n| what | measured | promised | yardstick in the same run |\n|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        smaller = head_of(given.data / "data", 100_000, folder / "smaller.csv")
        register = head_of(given.data / "data", given.rows, folder / "register.csv")
        _print(size(folder, smaller, 100_000, updates=True))
        _print(size(folder, register, given.rows, updates=True))
        if given.larger:
            # Written only now: a disk still busy with it held the million up by 5 s.
            larger = resampled(register, given.larger, folder / "larger.csv")
            _print(size(folder, larger, given.larger, updates=False))


if __name__ == "__main__":
    main()
