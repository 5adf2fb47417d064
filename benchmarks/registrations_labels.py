"""Chain links and districts against rows labelled by hand: precision, recall, the main activity apart.

    python -m benchmarks.registrations_labels [--data ../shared/data/registrations] [--errors]

`labelled/links.csv` holds 1,620 rows of three registers by key (a credit code, or
`row N` of the file where the code is missing or not unique) with the links that
name and scope speak for, `*` behind those that are the main activity; a row without
links is labelled as on none. 1,080 rows are for tuning. The 540 held out were drawn
and labelled after the rules were set, before any was run on them: they are the
measure. Strata: `word_and_verb` holds a word of some link and a verb of work,
`word` a word of some link, `random` anything. `labelled/districts.csv` holds the
district of 420 Qingdao rows.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.placement_words import open_table
from ingest.placement import ACCEPTED, Placer
from ingest.registrations.places import PlaceFinder
from schema.pack_loader import load_packs

HERE: Final = Path(__file__).parent / "labelled"
DATA: Final = Path(__file__).parents[1] / "../shared/data/registrations"
PREFIX: Final = "qingdao:ChainLink/"


@dataclass
class Labelled:
    """One labelled row: its key, what people read in it, and the row of the register."""

    source: str
    key: str
    stratum: str
    half: str
    links: dict[str, bool]  # link → whether it is the main activity
    row: dict[str, str] = field(default_factory=dict)


@dataclass
class Score:
    """Counts of accepted placements against labels."""

    right: int = 0
    placed: int = 0
    wanted: int = 0
    main_right: int = 0
    main_placed: int = 0

    def line(self) -> str:
        """Precision, recall and precision of the main activity, with the counts behind them."""
        return (
            f"{share(self.right, self.placed)} ({self.right}/{self.placed}) | "
            f"{share(self.right, self.wanted)} ({self.right}/{self.wanted}) | "
            f"{share(self.main_right, self.main_placed)} ({self.main_right}/{self.main_placed})"
        )


def share(part: int, whole: int) -> str:
    """A ratio with three digits, or a dash."""
    return f"{part / whole:.3f}" if whole else "–"


def register(folder: Path, source: str) -> Path:
    """The file of a register in the folder, packed or not."""
    found = sorted(folder.glob(f"{source}.csv*"))
    if not found:
        raise SystemExit(f"{folder}: no {source}.csv, .csv.gz or .csv.xz; give the folder with --data")
    return found[0]


def rows_of(path: Path, keys: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """(key, row) of the rows asked for."""
    with open_table(path) as handle:
        for number, row in enumerate(csv.DictReader(handle), 1):
            for key in (row["统一社会信用代码"], f"row {number}"):
                if key in keys:
                    yield key, row


def read_labels(folder: Path) -> list[Labelled]:
    """The labelled rows with their register rows."""
    with (HERE / "links.csv").open(encoding="utf-8", newline="") as handle:
        labels = [
            Labelled(
                line["source"],
                line["key"],
                line["stratum"],
                line["half"],
                {word.rstrip("*"): word.endswith("*") for word in line["links"].split()},
            )
            for line in csv.DictReader(handle)
        ]
    by_key = {(label.source, label.key): label for label in labels}
    for source in sorted({label.source for label in labels}):
        wanted = {label.key for label in labels if label.source == source}
        for key, row in rows_of(register(folder, source), wanted):
            by_key[source, key].row = row
    missing = [f"{label.source} {label.key}" for label in labels if not label.row]
    if missing:
        raise SystemExit(f"{len(missing)} labelled rows are not in the registers, the first: {missing[0]}")
    return labels


def score_links(labels: list[Labelled], placer: Placer, errors: bool) -> dict[tuple[str, str], Score]:
    """Scores by (half, source); prints confidence levels of the tuning half, and its errors if asked."""
    scores: dict[tuple[str, str], Score] = {}
    right_at: Counter[str] = Counter()
    placed_at: Counter[str] = Counter()
    for label in labels:
        here = [scores.setdefault((label.half, source), Score()) for source in (label.source, "all")]
        found = {
            p.link_id.removeprefix(PREFIX): p for p in placer.place(label.row["经营范围"] or "", label.row["企业名称"])
        }
        accepted = {link: p for link, p in found.items() if p.confidence >= ACCEPTED}
        for score in here:
            score.placed += len(accepted)
            score.wanted += len(label.links)
            score.right += len(accepted.keys() & label.links.keys())
            mains = [link for link, p in accepted.items() if p.main]
            score.main_placed += len(mains)
            score.main_right += sum(label.links.get(link, False) for link in mains)
        if label.half != "tuning":
            continue
        for link, p in found.items():
            placed_at[str(p.confidence)] += 1
            right_at[str(p.confidence)] += link in label.links
        wrong = [
            f"+{link}({'、'.join(p.words)} {p.role} {p.confidence})"
            for link, p in accepted.items()
            if link not in label.links
        ]
        wrong += [
            f"*{link}" for link, p in accepted.items() if link in label.links and p.main and not label.links[link]
        ]
        missed = [
            f"-{link}({found[link].confidence if link in found else ''})"
            for link in label.links
            if link not in accepted
        ]
        if errors and (wrong or missed):
            print(label.row["企业名称"], "|", (label.row["经营范围"] or "")[:200], "|", *wrong, *missed)
    print("\nconfidence | right on the tuning half")
    for level in sorted(placed_at):
        print(f"{level} | {share(right_at[level], placed_at[level])} ({right_at[level]}/{placed_at[level]})")
    return scores


def score_districts(folder: Path, finder: PlaceFinder, errors: bool) -> Counter[str]:
    """How many districts were read right, wrong or not at all; outside the city counts if found outside."""
    with (HERE / "districts.csv").open(encoding="utf-8", newline="") as handle:
        wanted = {line["key"]: line["district"] for line in csv.DictReader(handle)}
    tally: Counter[str] = Counter()
    for key, row in rows_of(register(folder, "qingdao_dev"), set(wanted)):
        code = row["统一社会信用代码"]
        located = finder.locate(row["注册地址"], code, row["所在省份"], row["地区"])
        zones = [finder.gazetteer.zones[found.zone] for found in located.found]
        said = next((zone.code for zone in zones if zone.level == "district"), None)
        result = "unknown" if said is None else "right" if said == wanted[key] else "wrong"
        tally[result] += 1
        if errors and result != "right":
            print(result, wanted[key], said, code[2:8], row["注册地址"])
    return tally


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Links and districts against labelled rows.")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--errors", action="store_true", help="print what is wrong or missed on the tuning half")
    options = parser.parse_args()
    packs = load_packs("qingdao")
    labels = read_labels(options.data)
    scores = score_links(labels, Placer(packs), options.errors)
    print("\nrows | precision | recall | precision of main")
    for (half, source), score in sorted(scores.items()):
        print(f"{half}, {source} | {score.line()}")
    tally = score_districts(options.data, PlaceFinder(packs), options.errors)
    print(
        f"\ndistricts of {sum(tally.values())}: " + ", ".join(f"{tally[k]} {k}" for k in ("right", "wrong", "unknown"))
    )


if __name__ == "__main__":
    main()
