"""How like the wording of two texts is: words weighted as BM25 does, compared by cosine (文字相近).

A text's weight of a word is the BM25 term of Robertson and Zaragoza (2009), "The Probabilistic Relevance
Framework: BM25 and Beyond", section 3.2: ln(1 + (N - n + 0.5) / (n + 0.5)) · f (k1 + 1) / (f + k1 (1 - b + b · l / m)),
for N texts of which n hold the word, f times in this one of l words, m being the mean of l. Each text's weights are
divided by their length as a vector, so that the likeness of two texts is the same from both ends and lies in 0…1.
Search libraries score a query against texts, from one end, and do not say which words did it; findings must.

The weights stand in a table of their own beside the projection, outside its hash: they rest on logarithms. They are
whole numbers (of 10,000), so that sums do not depend on their order. Only words of scenarios count: a company's text
is measured by them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from graph.ledger.durable import fsync_file
from schema.tokens import tokens

FILE: Final = "wording.parquet"
SCENARIO_LABELS: Final = ("Scenario", "ScenarioDirection")
# What a text is made of; a company's business scope is the register's wording and says little of what it can do.
COLUMNS: Final = {
    "Scenario": ("name", "demand", "technologies"),
    "ScenarioDirection": ("name",),
    "Company": ("capability", "applies_to", "profile"),
}
UNIT: Final = 10_000
K1, B = 1.2, 0.75
Key = TypeVar("Key")
_SCHEMA: Final = pa.schema([("label", pa.string()), ("id", pa.string()), ("word", pa.string()), ("weight", pa.int64())])


def _counts(text: str) -> Counter[str]:
    """Words of a text; one character alone is no term in Chinese, a number says nothing of what is asked for."""
    return Counter(word for word in tokens(text) if len(word) > 1 and not word.isdigit())


def _texts(tables: Path, label: str) -> dict[str, str]:
    path = tables / f"node_{label}.parquet"
    if not path.exists():
        return {}
    columns = COLUMNS[label]
    said = None
    if label == "Company":
        # A register has millions of companies, of which lists and documents say what a few can do.
        for column in columns:
            given = pc.field(column).is_valid()
            said = given if said is None else said | given
    rows = pq.read_table(path, columns=["id", *columns], filters=said).to_pylist()
    made = {}
    for row in rows:
        parts = [row[column] for column in columns if row[column]]
        made[row["id"]] = "\n".join("\n".join(part) if isinstance(part, list) else part for part in parts)
    return made


def weights(counts: Mapping[Key, Counter[str]], inverse: Mapping[str, float]) -> dict[Key, dict[str, int]]:
    """Weights of the words of each text, of words that `inverse` knows: whole numbers, of 10,000 as a vector's length."""
    sizes = {key: sum(words.values()) for key, words in counts.items()}
    mean = sum(sizes.values()) / len(sizes) if sizes else 0.0
    made = {}
    for key, words in counts.items():
        norm = K1 * (1 - B + B * sizes[key] / mean) if mean else K1
        raw = {word: inverse[word] * n * (K1 + 1) / (n + norm) for word, n in words.items() if word in inverse}
        length = sqrt(sum(raw[word] ** 2 for word in sorted(raw)))
        made[key] = {word: round(UNIT * raw[word] / length) for word in sorted(raw)} if length else {}
    return made


def inverse_frequencies(counts: Iterable[Counter[str]]) -> dict[str, float]:
    """The inverse document frequency of each word over all texts."""
    texts = list(counts)
    held = Counter(word for words in texts for word in words)
    return {word: log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for word, n in held.items()}


def write_wording(folder: Path) -> None:
    """Write the table of a projection whose tables stand in `folder`; none where no scenario has words."""
    counts = {
        (label, key): _counts(text)
        for label in SCENARIO_LABELS
        for key, text in _texts(folder / "tables", label).items()
    }
    if not any(counts.values()):
        return
    inverse = inverse_frequencies(counts.values())
    rows: list[tuple[str, str, str, int]] = []
    for (label, key), words in weights(counts, inverse).items():
        rows += [(label, key, word, weight) for word, weight in words.items()]
    companies = {key: _counts(text) for key, text in _texts(folder / "tables", "Company").items()}
    for key, words in weights(companies, inverse).items():
        rows += [("Company", key, word, weight) for word, weight in words.items()]
    columns = list(zip(*sorted(rows), strict=True)) or [(), (), (), ()]
    pq.write_table(pa.table([pa.array(c) for c in columns], schema=_SCHEMA), folder / FILE, compression="zstd")
    fsync_file(folder / FILE)


@dataclass(frozen=True)
class Wording:
    """The words of the texts of some labels, and who holds each."""

    words: Mapping[str, Mapping[str, int]]
    _ids: Sequence[str]
    _holders: Mapping[str, tuple[NDArray[np.int64], NDArray[np.int64]]]

    @classmethod
    def read(cls, folder: Path, labels: Sequence[str]) -> Wording:
        """The wording of the projection in `folder`; empty where it has none."""
        path = folder / FILE
        rows: list[dict[str, Any]] = []
        if path.exists():
            rows = pq.read_table(path, filters=pc.field("label").isin(list(labels))).to_pylist()
        words: dict[str, dict[str, int]] = defaultdict(dict)
        for row in rows:
            words[row["id"]][row["word"]] = row["weight"]
        ids = sorted(words)
        held: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for place, key in enumerate(ids):
            for word, weight in words[key].items():
                held[word][0].append(place)
                held[word][1].append(weight)
        holders = {w: (np.array(p, dtype=np.int64), np.array(v, dtype=np.int64)) for w, (p, v) in held.items()}
        return cls(dict(words), ids, holders)

    def like(self, words: Mapping[str, int], least: float) -> dict[str, int]:
        """Texts whose cosine with `words` is at least `least`, with the cosine in units of 10,000 squared."""
        total = np.zeros(len(self._ids), dtype=np.int64)
        for word, weight in words.items():
            if (holders := self._holders.get(word)) is not None:
                total[holders[0]] += weight * holders[1]
        found = np.nonzero(total >= max(1, round(least * UNIT * UNIT)))[0].tolist()
        return {self._ids[place]: int(total[place]) for place in found}


def shared_words(first: Mapping[str, int], second: Mapping[str, int]) -> list[str]:
    """Words of both texts, those that make them most like each other first."""
    return sorted(first.keys() & second.keys(), key=lambda word: (-first[word] * second[word], word))
