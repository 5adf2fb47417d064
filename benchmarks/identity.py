"""Which company a name stands for: how often right, how fast, beside splink on the same names.

    python -m benchmarks.identity [--data ../shared] [--rows 1000000] [--sizes 1000000 3000000] [--only look-ups]

Prints Markdown tables. The register is the national sample with the full names of the listed companies; more than a
million names are made of it by taking one character of the own word out. Short names: the rows of the table of listed
companies that it calls usable. Noise is made with a fixed seed from names that one company alone bears. splink (5 or
later, not among this program's packages) is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.name_noise import KINDS, noisy
from benchmarks.run import machine
from graph.company_index import CompanyIndex, build_company_index
from ingest.identity import Matcher
from schema.company_name import NameParts, name_parts
from schema.ids import normal_name
from schema.pack_loader import load_packs

SEED: Final = 20260101
NOISY: Final = 2000
"""Names of each kind of noise."""
TIMED: Final = 500
"""Look-ups timed."""
SPLINK_REGISTER: Final = 50_000
SPLINK_NOISY: Final = 800
"""Names of each kind put to splink."""


class Listed(NamedTuple):
    """A listed company's short and full name."""

    short: str
    full: str


def register_names(shared: Path, rows: int) -> list[str]:
    """Names of the national sample."""
    path = shared / "data" / "registrations" / "national_1m.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [row["企业名称"] for row in islice(csv.DictReader(lines), rows)]


def listed_names(shared: Path) -> list[Listed]:
    """Short and full names of listed companies that the table calls usable."""
    path = shared / "data" / "alias" / "a_share_short_full_dev.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Listed(row["short_name_norm"], row["full_name"]) for row in csv.DictReader(lines) if row["usable"] == "1"
        ]


def more_names(names: Sequence[str], count: int) -> list[str]:
    """`count` names: those given, then those with one character of the own word left out."""
    made = list(names[:count])
    for cut in range(2, 6):
        for name in names:
            if len(made) >= count:
                return made
            if len(name) > 8:
                made.append(name[:cut] + name[cut + 1 :])
    return made


def indexed(names: Sequence[str], path: Path) -> CompanyIndex:
    """An index where a name's id is its normal form: two rows of one name are one company here."""
    normals = [normal_name(name) for name in names]
    build_company_index(path, normals, names, normals, key="")
    return CompanyIndex(path)


def short_names(matcher: Matcher, listed: Sequence[Listed]) -> list[str]:
    """Rows on listed companies' short names."""
    linked = right = first = five = without = 0
    started = time.perf_counter()
    for one in listed:
        wanted = normal_name(one.full)
        found = matcher.match(one.short)
        ids = [candidate.id for candidate in found.candidates]
        if found.link is not None:
            linked += 1
            right += found.link.id == wanted
            ids = [found.link.id, *ids]
        first += ids[:1] == [wanted]
        five += wanted in ids[:5]
    spent = (time.perf_counter() - started) / len(listed)
    for one in listed:
        without += matcher.match(one.short, without=frozenset({normal_name(one.full)})).link is not None
    count = len(listed)
    return [
        f"| linked by rule: right ones among them | {right / linked:.4f} ({right} of {linked}) | ≥ 0.95 |",
        f"| linked by rule: share of all names | {linked / count:.3f} | |",
        f"| right one first / among five | {first / count:.3f} / {five / count:.3f} | – / ≥ 0.70 |",
        f"| linked though the right company is taken out | {without} of {count} | |",
        f"| time a name | {spent * 1000:.1f} ms | |",
    ]


def noise_table(matcher: Matcher, names: list[str], parts: NameParts) -> list[str]:
    """Rows on full names with noise."""
    often = Counter(map(normal_name, names))
    alone = [name for name in names if often[normal_name(name)] == 1]
    rows = []
    for kind in (*KINDS, "one wrong"):
        made = noisy(alone, kind, NOISY, parts, random.Random(SEED))
        linked = right = five = same = 0
        for place, other in made:
            found = matcher.match(other)
            if often.get(normal_name(other)) and normal_name(other) != normal_name(alone[place]):
                same += 1  # by chance another company's very name
                continue
            wanted = normal_name(alone[place])
            if found.link is not None:
                linked += 1
                right += found.link.id == wanted
            five += wanted in [candidate.id for candidate in found.candidates]
        count = len(made) - same
        precision = f"{right / linked:.4f} ({right} of {linked})" if linked else "none linked"
        rows.append(f"| {kind} | {count} | {precision} | {five / count:.3f} |")
    return rows


def look_ups(index: CompanyIndex, matcher: Matcher, names: Sequence[str], listed: Sequence[Listed]) -> str:
    """A row of times: exact, fuzzy full name, short name."""
    random_ = random.Random(SEED)
    chosen = random_.sample(list(names), TIMED)
    wrong = [name[: len(name) // 2] + "鑫" + name[len(name) // 2 + 1 :] for name in chosen]
    cells = []
    for asked, ask in (
        (chosen, index.exact),
        (wrong, matcher.match),
        ([one.short for one in random_.sample(list(listed), min(TIMED, len(listed)))], matcher.match),
    ):
        walls, cpus = [], []
        for text in asked:
            started, used = time.perf_counter(), time.process_time()
            ask(text)
            walls.append((time.perf_counter() - started) * 1000)
            cpus.append((time.process_time() - used) * 1000)
        wall, cpu = sorted(walls), sorted(cpus)
        middle, late = len(wall) // 2, int(len(wall) * 0.95)
        cells.append(f"{wall[middle]:.2f} / {wall[late]:.2f} ms, {cpu[middle]:.2f} / {cpu[late]:.2f} ms")
    return " | ".join(cells)


def _scores(pairs: set[tuple[int, int]], wanted: set[tuple[int, int]]) -> tuple[float, float, float]:
    right = len(pairs & wanted)
    precision, recall = right / max(1, len(pairs)), right / len(wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def beside_splink(names: list[str], parts: NameParts, folder: Path) -> list[str]:
    """Rows on the same noisy names against the same register, ours and splink's."""
    often = Counter(map(normal_name, names))
    register = [name for name in names if often[normal_name(name)] == 1][:SPLINK_REGISTER]
    made = [
        pair
        for kind in (*KINDS, "one wrong")
        for pair in noisy(register, kind, SPLINK_NOISY, parts, random.Random(SEED))
    ]
    wanted = {(place, number) for number, (place, _) in enumerate(made)}
    started = time.perf_counter()
    index = indexed(register, folder / "splink.db")
    places = {normal_name(name): place for place, name in enumerate(register)}
    matcher = Matcher([index], parts)
    pairs, sure = set(), set()
    for number, (_, other) in enumerate(made):
        found = matcher.match(other)
        if found.link is not None:
            sure.add((places[found.link.id], number))
        if found.candidates:
            pairs.add((places[found.candidates[0].id], number))
    ours = time.perf_counter() - started
    rows = [
        "| linked by rule | {:.4f} | {:.4f} | {:.4f} | {:.1f} s |".format(*_scores(sure, wanted), ours),
        "| linked, or first in the queue | {:.4f} | {:.4f} | {:.4f} | the same run |".format(*_scores(pairs, wanted)),
    ]
    if find_spec("splink") is None:
        return [*rows, "| splink | not installed | | | |"]
    from benchmarks.identity_splink import splink_pairs

    started = time.perf_counter()
    weighed = splink_pairs(register, [other for _, other in made], parts)
    spent = time.perf_counter() - started
    best = max(
        (
            (*_scores({pair for pair, weight in weighed.items() if weight >= least}, wanted), least)
            for least in range(-30, 60)
        ),
        key=lambda one: one[2],
    )
    return [
        *rows,
        "| splink, at its best threshold (match weight {3}) | {0:.4f} | {1:.4f} | {2:.4f} | {4:.1f} s |".format(
            *best, spent
        ),
    ]


def main() -> None:
    """Run all and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", choices=["look-ups"], help="leave the rest out")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000_000, 3_000_000])
    arguments = parser.parse_args()
    if not (arguments.data / "data").is_dir():
        raise SystemExit(f"{arguments.data}: no real data here; the benchmark needs it")
    parts = name_parts(load_packs("qingdao"))
    listed = listed_names(arguments.data)
    names = register_names(arguments.data, arguments.rows)
    known = set(names)
    names += [one.full for one in dict.fromkeys(listed) if one.full not in known]
    print(f"{machine()}\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        if arguments.only is None:
            matcher = Matcher([indexed(names, Path(folder) / "names.db")], parts)
            print(f"{len(listed)} short names against {len(names):,} names\n\n| what | measured | bar |\n|---|---|---|")
            print("\n".join(short_names(matcher, listed)), flush=True)
            print("\n| noise | names | right among linked | right one among five |\n|---|---|---|---|")
            print("\n".join(noise_table(matcher, names, parts)), flush=True)
            print(f"\n| {SPLINK_REGISTER:,} names, noise of all kinds | P | R | F1 | time |\n|---|---|---|---|---|")
            print("\n".join(beside_splink(names, parts, Path(folder))), flush=True)
        print(
            "\n| names | index built | size | exact: p50 / p95, then CPU | full name amiss | short name |\n|---|---|---|---|---|---|"
        )
        for size in arguments.sizes:
            more = more_names(names, size)
            path = Path(folder) / f"{size}.db"
            started = time.perf_counter()
            index = indexed(more, path)
            spent = time.perf_counter() - started
            times = look_ups(index, Matcher([index], parts), more, listed)
            print(f"| {len(more):,} | {spent:.1f} s | {path.stat().st_size / 1e6:.0f} MB | {times} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
