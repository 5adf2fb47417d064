"""Names of companies to look up by: exact, by variant, and by the characters they share (企业名称索引).

One SQLite file beside the projection. Millions of names are indexed by arithmetic over their
characters and kept as sorted arrays, so that building takes seconds and a look-up reads a few of them:

- `form`: names by the sum of their characters' numbers. Brackets, 省 and 市 count nothing and order plays no
  part, so 海信(青岛)电器有限公司 and 青岛市海信电器有限公司 stand under one number; whether they are one name is
  for the caller to see.
- `posting`: names by each character and each pair of characters that stand in them.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.ledger.durable import fsync_file
from schema.ids import normal_name

FILE: Final = "companies.db"
SCHEMA: Final = """
CREATE TABLE company (block INTEGER PRIMARY KEY, ids TEXT NOT NULL, names TEXT NOT NULL);
CREATE TABLE form (bucket INTEGER PRIMARY KEY, keys BLOB NOT NULL, rows BLOB NOT NULL);
CREATE TABLE posting (first INTEGER PRIMARY KEY, grams BLOB NOT NULL, sizes BLOB NOT NULL, rows BLOB NOT NULL);
CREATE TABLE about (names INTEGER NOT NULL, key TEXT NOT NULL);
"""
IGNORED: Final = "()省市·\"'-,."
"""Characters of a normal name that its variants may lack."""
FREQUENT: Final = 0.25
"""A character that stands in more names than this share says nothing about one of them and is not kept (有限公司)."""
FEW: Final = 1000
"""Among fewer names everything is kept."""
MOST_READ: Final = 60_000
"""Entries of postings read for one look-up at most, the rarest first: bounds its time."""
BLOCK: Final = 16
"""Names in one row of `company`."""
PAGE: Final = 16_384
"""Entries in one row of `posting` at least, apart from the last."""

SEPARATOR: Final = "\x1f"

Rows = npt.NDArray[np.uint32]
Points = npt.NDArray[np.uint32]
_BUCKET_BITS: Final = 12
_LINE_END: Final = 10


def _numbers() -> npt.NDArray[np.uint64]:
    """A number for each character: the finaliser of splitmix64, so that sums hardly ever meet by chance."""
    value = np.arange(1, 65537, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    value ^= value >> np.uint64(31)
    value[[ord(c) for c in IGNORED]] = 0
    return value


_NUMBER: Final = _numbers()


def _points(text: str) -> Points:
    # Characters beyond the first plane share the numbers of others: no harm, since names are compared in the end.
    return np.frombuffer(text.encode("utf-32-le"), np.uint32) & np.uint32(0xFFFF)


def _form_key(normal: str) -> int:
    return int(_NUMBER[_points(normal)].sum(dtype=np.uint64)) if normal else 0


def _grams(normal: str) -> list[int]:
    """Characters and pairs of characters as numbers; pairs lie above the characters."""
    points = [int(p) for p in _points(normal)]
    pairs = [(a << 16) | b for a, b in pairwise(points)]
    return list(dict.fromkeys([*pairs, *points]))


@dataclass(frozen=True, slots=True)
class Named:
    """A company under one of its names, as printed and in normal form."""

    row: int
    id: str
    name: str
    normal: str


def build_company_index(
    path: Path, ids: Sequence[str], names: Sequence[str], normals: Sequence[str], *, key: str
) -> None:
    """Write the index of names with their normal forms and the ids that bear them, all of one length, to `path`.

    `key` says what the names come from, for `index_key`.

    Takes about 0.15 kB on disk and 0.6 kB of memory a name.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;" + SCHEMA
        )
        connection.execute("BEGIN")
        connection.execute("INSERT INTO about VALUES (?, ?)", (len(ids), key))
        connection.executemany("INSERT INTO company VALUES (?, ?, ?)", _blocks(ids, names))
        if normals:
            # A normal name holds no line end, since blanks are not part of it: one text can hold them all.
            points = _points("\n".join(normals) + "\n")
            ends = np.flatnonzero(points == _LINE_END)
            if len(ends) != len(ids):
                raise ValueError(f"{len(ends)} lines for {len(ids)} names: one of them is not in normal form")
            connection.executemany("INSERT INTO form VALUES (?, ?, ?)", _forms(points, ends))
            for part in _postings(points, ends):
                connection.executemany("INSERT INTO posting VALUES (?, ?, ?, ?)", part)
        connection.execute("COMMIT")
    finally:
        connection.close()
    fsync_file(path)


def _blocks(ids: Sequence[str], names: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    for start in range(0, len(ids), BLOCK):
        part = names[start : start + BLOCK]
        joined = SEPARATOR.join(part)
        if joined.count(SEPARATOR) >= len(part):
            joined = SEPARATOR.join(name.replace(SEPARATOR, "") for name in part)
        yield start // BLOCK, SEPARATOR.join(ids[start : start + BLOCK]), joined


def _forms(points: Points, ends: npt.NDArray[np.int64]) -> Iterator[tuple[int, bytes, bytes]]:
    numbers = _NUMBER[points]
    numbers[ends] = 0
    keys = np.add.reduceat(numbers, np.concatenate(([0], ends[:-1] + 1)))
    order = np.argsort(keys, kind="stable").astype(np.uint32)
    keys = keys[order]
    buckets = (keys >> np.uint64(64 - _BUCKET_BITS)).astype(np.int64)
    found, starts = np.unique(buckets, return_index=True)
    stops = np.append(starts[1:], len(keys))
    for bucket, a, b in zip(found.tolist(), starts.tolist(), stops.tolist(), strict=True):
        yield bucket, keys[a:b].tobytes(), order[a:b].tobytes()


def _postings(points: Points, ends: npt.NDArray[np.int64]) -> Iterator[Iterator[tuple[int, bytes, bytes, bytes]]]:
    """Pages of the postings of single characters, then of pairs."""
    row_of = np.zeros(len(points), np.uint32)
    row_of[ends[:-1] + 1] = 1
    np.cumsum(row_of, out=row_of)
    often = np.bincount(points, minlength=65536)
    frequent = often > (len(ends) * FREQUENT if len(ends) > FEW else len(ends) * len(points))
    telling = ~frequent[points]
    inside = points != _LINE_END
    yield _pages(_sorted(points[telling & inside], row_of[telling & inside]))
    pair = inside[:-1] & inside[1:] & (telling[:-1] | telling[1:])
    yield _pages(_sorted(((points[:-1] << np.uint32(16)) | points[1:])[pair], row_of[:-1][pair]))


def _sorted(grams: Points, rows: Rows) -> npt.NDArray[np.uint64]:
    """Gram and row in one number each, sorted and without repeats."""
    packed = grams.astype(np.uint64)
    packed <<= np.uint64(32)
    packed |= rows
    packed.sort()
    return packed[np.concatenate(([True], packed[1:] != packed[:-1]))] if len(packed) else packed


def _pages(packed: npt.NDArray[np.uint64]) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    if not len(packed):
        return
    rows = packed.astype(np.uint32)
    of = (packed >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate(([True], of[1:] != of[:-1])))
    grams, stops = of[starts], np.append(starts[1:], len(packed))
    sizes = (stops - starts).astype(np.uint32)
    # A page ends with the gram that fills it.
    page_of = starts // PAGE
    firsts = np.flatnonzero(np.concatenate(([True], page_of[1:] != page_of[:-1])))
    for a, b in zip(firsts.tolist(), [*firsts[1:].tolist(), len(grams)], strict=True):
        yield int(grams[a]), grams[a:b].tobytes(), sizes[a:b].tobytes(), rows[starts[a] : stops[b - 1]].tobytes()


def index_key(path: Path) -> str | None:
    """What the names of the index at `path` come from; None where there is no index that can be read."""
    if not path.exists():
        return None
    try:
        with closing(_opened(path)) as connection:
            return str(connection.execute("SELECT key FROM about").fetchone()[0])
    except sqlite3.DatabaseError:
        return None


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


class CompanyIndex:
    """Reads one index. Not for two threads at once."""

    def __init__(self, path: Path) -> None:
        self._db = _opened(path)
        self._db.execute("PRAGMA mmap_size = 2147418112")
        self.size = int(self._db.execute("SELECT names FROM about").fetchone()[0])
        self._sums = np.zeros(self.size, np.float32)

    def named(self, rows: Sequence[int]) -> list[Named]:
        """The names in these rows, in their order."""
        blocks: dict[int, tuple[list[str], list[str]]] = {}
        for block in sorted({row // BLOCK for row in rows}):
            ids, names = self._db.execute("SELECT ids, names FROM company WHERE block = ?", (block,)).fetchone()
            blocks[block] = ids.split(SEPARATOR), names.split(SEPARATOR)
        made = []
        for row in rows:
            ids, names = blocks[row // BLOCK]
            name = names[row % BLOCK]
            made.append(Named(row, ids[row % BLOCK], name, normal_name(name)))
        return made

    def same_characters(self, name: str) -> list[Named]:
        """Names of the same characters, apart from those in `IGNORED` and in any order."""
        key = _form_key(normal_name(name))
        row = self._db.execute("SELECT keys, rows FROM form WHERE bucket = ?", (key >> (64 - _BUCKET_BITS),)).fetchone()
        if row is None:
            return []
        keys = np.frombuffer(row[0], np.uint64)
        low, high = np.searchsorted(keys, np.uint64(key), "left"), np.searchsorted(keys, np.uint64(key), "right")
        return self.named(np.frombuffer(row[1], np.uint32)[low:high].tolist())

    def exact(self, name: str) -> list[Named]:
        """Names equal to `name` in normal form."""
        normal = normal_name(name)
        return [found for found in self.same_characters(name) if found.normal == normal]

    def sharing(self, text: str, most: int) -> list[Named]:
        """Names that share rare characters and pairs with `text`, the most telling first, at most `most`."""
        found = [place for gram in _grams(normal_name(text)) if (place := self._place(gram))]
        chosen: list[Rows] = []
        weights: list[float] = []
        read = 0
        for size, start, page in sorted(found):
            if chosen and read + size > MOST_READ:
                break
            read += size
            blob = self._db.execute("SELECT rows FROM posting WHERE first = ?", (page,)).fetchone()[0]
            chosen.append(np.frombuffer(blob, np.uint32, size, start * 4))
            # The rarer, the more it says; a pair says more than its two characters.
            weights.append(math.log(1 + self.size / size))
        if not chosen:
            return []
        rows, score = self._summed(chosen, weights, most)
        return self.named(rows[np.lexsort((rows, -score))][:most].tolist())

    def _summed(
        self, parts: Sequence[Rows], weights: Sequence[float], most: int
    ) -> tuple[Rows, npt.NDArray[np.float32]]:
        """At least the `most` rows with the largest sums of the weights of the parts they stand in, and these sums."""
        for part, weight in zip(parts, weights, strict=True):
            self._sums[part] += np.float32(weight)
        rows = np.concatenate(parts)
        score = self._sums[rows]
        self._sums[rows] = 0
        # A row stands here once for each of its parts.
        enough = most * len(parts)
        if len(rows) > enough:
            kept = np.argpartition(-score, enough - 1)[:enough]
            rows, score = rows[kept], score[kept]
        rows, first = np.unique(rows, return_index=True)
        return rows, score[first]

    def _place(self, gram: int) -> tuple[int, int, int] | None:
        """Size of a gram's posting, where it starts in its page, the page; None for one that is not kept."""
        row = self._db.execute(
            "SELECT first, grams, sizes FROM posting WHERE first <= ? ORDER BY first DESC LIMIT 1", (gram,)
        ).fetchone()
        if row is None:
            return None
        page, grams, sizes = row[0], np.frombuffer(row[1], np.uint32), np.frombuffer(row[2], np.uint32)
        place = int(np.searchsorted(grams, np.uint32(gram)))
        if place == len(grams) or grams[place] != gram:
            return None
        return int(sizes[place]), int(sizes[:place].sum()), page

    def close(self) -> None:
        """Close the file."""
        self._db.close()
