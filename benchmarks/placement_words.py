"""Words that place most companies, links with most companies, and the speed of placement.

    python benchmarks/placement_words.py FILE [--rows N] [--city qingdao] [--sample N --seed S]

FILE is a registrations table (.csv, .csv.gz or .csv.xz) with the columns 企业名称 and 经营范围.
Timed: `Placer.place` alone, over rows already in memory. Accepted placements only
(confidence of 0.5 and more); candidates are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import lzma
import platform
import random
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TextIO

from ingest.placement import ACCEPTED, Placement, Placer
from schema.pack_loader import load_packs


def open_table(path: Path) -> TextIO:
    """The file as text, unpacked by its ending."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def read_rows(path: Path, limit: int | None) -> list[tuple[str, str]]:
    """(scope, name) of each row."""
    with open_table(path) as handle:
        return [(row["经营范围"] or "", row["企业名称"]) for row in islice(csv.DictReader(handle), limit)]


def count(
    placed: list[list[Placement]],
) -> tuple[Counter[str], Counter[str], int, int]:
    """Companies by word, companies by link id, companies placed, candidates."""
    words: Counter[str] = Counter()
    links: Counter[str] = Counter()
    companies = candidates = 0
    for placements in placed:
        accepted = [p for p in placements if p.confidence >= ACCEPTED]
        candidates += len(placements) - len(accepted)
        companies += bool(accepted)
        words.update({word for p in accepted for word in p.words})
        links.update(p.link_id for p in accepted)
    return words, links, companies, candidates


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Words that place most companies.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=None)
    parser.add_argument("--city", default="qingdao")
    parser.add_argument("--sample", type=int, default=0, help="print this many accepted placements")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    packs = load_packs(options.city)
    placer = Placer(packs)
    rows = read_rows(options.file, options.rows)
    start = time.perf_counter()
    placed = [placer.place(scope, name) for scope, name in rows]
    seconds = time.perf_counter() - start
    words, links, companies, candidates = count(placed)

    print(f"Python {platform.python_version()}, {platform.machine()}, one process")
    print(f"{len(rows):,} rows in {seconds:.2f} s: {len(rows) / seconds:,.0f} rows/s")
    print(f"placed {companies:,} ({companies / max(1, len(rows)):.1%}) on {sum(links.values()):,} places")
    print(f"candidates {candidates:,}\n\nword | companies | share of placed")
    for word, number in sorted(words.items(), key=lambda x: (-x[1], x[0]))[:20]:
        print(f"{word} | {number:,} | {number / max(1, companies):.1%}")
    print("\nlink | companies")
    for link, number in sorted(links.items(), key=lambda x: (-x[1], x[0]))[:20]:
        print(f"{link.rpartition(':')[2].removeprefix('ChainLink/')} {packs.links[link].name} | {number:,}")
    if options.sample:
        print("\nlink | words | role | confidence | name | scope")
        flat = [(row, p) for row, found in zip(rows, placed, strict=True) for p in found if p.confidence >= ACCEPTED]
        for (scope, name), p in random.Random(options.seed).sample(flat, min(options.sample, len(flat))):
            print(packs.links[p.link_id].name, "、".join(p.words), p.role, p.confidence, name, scope, sep=" | ")


if __name__ == "__main__":
    main()
