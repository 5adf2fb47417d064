"""Scores extraction against annotated documents: what was found, missed and made up, by label and type.

    python -m benchmarks.extraction FOLDER [--city qingdao] [--errors]

FOLDER holds documents, each with its annotation beside it: `plan.txt` and `plan.jsonl`, in the
lines of `extract` (docs/extraction.md). Rules: mentions by exact span and label, forms name and
alias; entities by clusters found; relations by type, head and tail, stated ones; indicators by
number, unit, comparator and subject, 26 亿元 being 2600000000 元, 3 成 30 %. The document itself, as an end of
REPORTS, has whatever id the annotation gives it (docs/extraction.md). Precision counts everything put
out of the labels and types that the folder's annotations hold. Nominal mentions and inferred relations count nowhere.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from ingest.documents import extract_lines
from ingest.extraction import Given, document_options, extract
from schema.ids import normal_name
from schema.pack_loader import load_packs

Line = dict[str, Any]
Span = tuple[str, tuple[tuple[int, int], ...]]
FORMS: Final = ("name", "alias")
DOCUMENT: Final = "document"
"""Who reports, whatever its id: the document itself, or the article of it that tells of the policy."""


@dataclass
class Tally:
    """Right, made up and missed of one label or type."""

    right: int = 0
    made_up: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was put out that is right; None where nothing was."""
        out = self.right + self.made_up
        return self.right / out if out else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was found; None where nothing is."""
        there = self.right + self.missed
        return self.right / there if there else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where one is."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass
class Score:
    """Tallies by (`mention` | `entity` | `relation` | `indicator`, label or type), and the errors in words."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str, str, Any]] = field(default_factory=list)

    def add(self, name: str, part: Score, in_words: Callable[[Any], str]) -> None:
        """Add the score of one document; its errors are kept in words."""
        for key, tally in part.tallies.items():
            mine = self.tallies[key]
            mine.right, mine.made_up = mine.right + tally.right, mine.made_up + tally.made_up
            mine.missed += tally.missed
        self.errors += [f"{name}: {fault} {what} {label} {in_words(key)}" for fault, what, label, key in part.wrong]

    def count(self, what: str, found: Iterable[tuple[str, Any]], wanted: Iterable[tuple[str, Any]]) -> None:
        """Compare two sets of (name of the tally, key)."""
        out, there = set(found), set(wanted)
        for name, _ in out & there:
            self.tallies[what, name].right += 1
        for name, key in sorted(out - there, key=str):
            self.tallies[what, name].made_up += 1
            self.wrong.append(("made up ", what, name, key))
        for name, key in sorted(there - out, key=str):
            self.tallies[what, name].missed += 1
            self.wrong.append(("missed  ", what, name, key))


class Annotated:
    """The lines of one document, with its entities, and their mentions as (label, segments)."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.labels = {line["id"]: line["label"] for line in self.of("entity")}
        self.names = {line["id"]: normal_name(line["name"]) for line in self.of("entity")}
        self.spans: dict[Span, str] = {}
        self.nominal: set[Span] = set()
        for line in self.of("mention"):
            span = (self.labels.get(line["entity"], ""), tuple((s, e) for s, e in line["segments"]))
            if line["form"] in FORMS:
                self.spans[span] = line["entity"]
            else:
                self.nominal.add(span)

    def of(self, kind: str) -> list[Line]:
        """Lines of one kind."""
        return [line for line in self.lines if line["kind"] == kind]

    def clusters(self) -> set[str]:
        """Entities with at least one mention by name or alias."""
        return set(self.spans.values())


def _same(found: Annotated, wanted: Annotated) -> dict[str, str]:
    """Found entity → annotated entity: by a shared mention, else by one name under one label."""
    same = {entity: wanted.spans[span] for span, entity in found.spans.items() if span in wanted.spans}
    by_name = {(wanted.labels[i], name): i for i, name in wanted.names.items()}
    for entity, name in found.names.items():
        if entity not in same and (found.labels[entity], name) in by_name:
            same[entity] = by_name[found.labels[entity], name]
    return same


def _head(lines: Annotated, relation: Line, same: dict[str, str]) -> str:
    """The head of a relation; of REPORTS the document (or the article of it), unless the head is named as a policy."""
    head: str = relation["head"]
    if relation["type"] == "REPORTS" and lines.labels.get(head) != "Policy":
        return DOCUMENT
    return same.get(head, head)


def _relations(lines: Annotated, same: dict[str, str], stated: bool) -> set[tuple[str, Any]]:
    return {
        (r["type"], (_head(lines, r, same), same.get(r["tail"], r["tail"])))
        for r in lines.of("relation")
        if bool(r.get("stated", True)) == stated
    }


def _indicators(lines: Annotated, same: dict[str, str]) -> set[tuple[str, Any]]:
    return {
        (
            "value",
            (
                *_plain(i["value"], i.get("unit") or ""),
                i.get("comparator") or "eq",
                same.get(i["subject"], i["subject"]),
            ),
        )
        for i in lines.of("indicator")
        if i["value"] is not None
    }


_MAGNITUDES: Final = {"万亿": 12, "亿": 8, "万": 4}


def _plain(value: Any, unit: str) -> tuple[float, str]:
    """A value with the magnitude of its unit multiplied in: who annotates 26 in 亿元 means 2600000000 元, 3 in 成 30 %."""
    for word, zeros in _MAGNITUDES.items():
        if unit.startswith(word) and unit != word:
            return float(Decimal(str(value)).scaleb(zeros)), unit.removeprefix(word)
    if unit == "成":
        return float(Decimal(str(value)) * 10), "%"
    return float(value), unit


def score_document(found: Annotated, wanted: Annotated, asked: dict[str, set[str]], score: Score) -> None:
    """Add one document to a score; `asked` are the labels and types that the annotations hold, by kind."""
    same = _same(found, wanted)
    out = {span for span in found.spans if span[0] in asked["label"] and span not in wanted.nominal}
    score.count("mention", out, wanted.spans)
    clusters = {same.get(e, e) for e in found.clusters() if found.labels[e] in asked["label"]}
    labels = wanted.labels | {e: found.labels[e] for e in clusters if e in found.labels}
    score.count("entity", {(labels[e], e) for e in clusters}, {(labels[e], e) for e in wanted.clusters()})
    inferred = _relations(wanted, {}, stated=False)
    relations = {r for r in _relations(found, same, stated=True) if r[0] in asked["type"]} - inferred
    # What the program marks as inferred and the annotation holds as stated was found all the same.
    stated = _relations(wanted, {}, stated=True)
    relations |= _relations(found, same, stated=False) & stated
    score.count("relation", relations, stated)
    if asked["indicator"]:
        score.count("indicator", _indicators(found, same), _indicators(wanted, {}))


def asked_of(annotations: Sequence[Annotated]) -> dict[str, set[str]]:
    """Labels, relation types and whether indicators are annotated at all."""
    return {
        "label": {label for a in annotations for (label, _) in a.spans},
        "type": {r["type"] for a in annotations for r in a.of("relation")},
        "indicator": {"indicator" for a in annotations if a.of("indicator")},
    }


def score_folder(folder: Path, city: str = "qingdao") -> Score:
    """Extract and score every annotated document of a folder; raises ValueError naming what is wrong there."""
    packs = load_packs(city)
    pairs = []
    for gold in sorted(folder.glob("*.jsonl")):
        documents = [p for p in sorted(folder.glob(f"{gold.stem}.*")) if p.suffix != ".jsonl"]
        if len(documents) != 1:
            raise ValueError(f"{gold}: {len(documents)} documents of this name stand beside it; one is needed")
        lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        given = Given(documents[0].name, documents[0].name, "document")
        extraction = extract(documents[0], given, packs)
        found = json.loads(json.dumps(list(extract_lines(extraction, document_options(given))), default=str))
        text = extraction.tables["text"].column("text")[0].as_py()
        _check(gold, lines, text)
        pairs.append((gold.stem, text, Annotated(found), Annotated(lines)))
    if not pairs:
        raise ValueError(f"{folder}: no annotated document here; put NAME.jsonl beside NAME.txt")
    asked = asked_of([wanted for *_, wanted in pairs])
    score = Score()
    for name, text, found, wanted in pairs:
        part = Score()
        score_document(found, wanted, asked, part)
        score.add(name, part, lambda key, text=text, names=found.names | wanted.names: _in_words(key, text, names))
    return score


def _in_words(key: Any, text: str, names: dict[str, str]) -> str:
    """A span as its words, an id as its name, a pair as head → tail."""
    if isinstance(key, str):
        return names.get(key, key)
    if key and all(isinstance(part, tuple) for part in key):
        start, end = key[0][0], key[-1][1]
        return f"{''.join(text[s:e] for s, e in key)} [{start},{end})"
    if len(key) == 2:
        return " → ".join(names.get(part, part) for part in key)
    return " ".join(names.get(part, part) if isinstance(part, str) else str(part) for part in key)


def _check(gold: Path, lines: Sequence[Line], text: str) -> None:
    """An annotation whose spans do not give its words is worth nothing."""
    for number, line in enumerate(lines, start=1):
        if line["kind"] == "mention":
            words = "".join(text[start:end] for start, end in line["segments"])
            if words != line["text"]:
                raise ValueError(f"{gold}, line {number}: the segments hold {words!r}, the line says {line['text']!r}")


def table(score: Score) -> str:
    """The score as a Markdown table, with a total for each kind."""
    rows = ["| kind | label or type | right | made up | missed | P | R | F1 |", "|---|---|---|---|---|---|---|---|"]
    for kind in ("mention", "entity", "relation", "indicator"):
        of_kind = {name: t for (what, name), t in sorted(score.tallies.items()) if what == kind}
        total = Tally(*(sum(getattr(t, part) for t in of_kind.values()) for part in ("right", "made_up", "missed")))
        for name, tally in [*of_kind.items(), *([("all", total)] if of_kind else [])]:
            shares = ["–" if x is None else f"{x:.2f}" for x in (tally.precision, tally.recall, tally.f1)]
            counts = [str(n) for n in (tally.right, tally.made_up, tally.missed)]
            rows.append("| " + " | ".join([kind, name, *counts, *shares]) + " |")
    return "\n".join(rows)


def main() -> None:
    """Print the table, and the errors on demand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--city", default="qingdao")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    try:
        score = score_folder(options.folder, options.city)
    except ValueError as error:
        sys.exit(str(error))
    print(table(score))
    if options.errors:
        print("\n".join(score.errors))


if __name__ == "__main__":
    main()
