"""Names and sentences to search, in one SQLite file beside the projection (检索).

SQLite's `trigram` tokenizer finds nothing for two Chinese characters, so texts are
indexed as overlapping pairs of characters and a query is a phrase of such pairs.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.ledger.durable import fsync_file
from graph.snapshot import CHANGES
from schema.ids import normal_name

if TYPE_CHECKING:
    from graph.projection import Base, CountedBundle, ProjectionInputs

FILE: Final = "search.db"
SCHEMA: Final = """
CREATE TABLE name (id TEXT NOT NULL, label TEXT NOT NULL, name TEXT NOT NULL, form TEXT NOT NULL, normal TEXT NOT NULL);
CREATE VIRTUAL TABLE name_pairs USING fts5(pairs, content='', columnsize=0, detail='full', tokenize='ascii');
CREATE TABLE sentence (source TEXT NOT NULL, seq INTEGER NOT NULL, locator TEXT NOT NULL, text TEXT NOT NULL);
CREATE VIRTUAL TABLE sentence_pairs USING fts5(pairs, content='', columnsize=0, detail='full', tokenize='ascii');
"""
_BY_PAIRS: Final = "n.rowid IN (SELECT rowid FROM name_pairs WHERE name_pairs MATCH ?)"
PAIRS_HELD: Final = 64 << 20
"""Bytes of pairs held before they are written; at the default of 1 MB a million names are merged over and over."""
INDEXES: Final = "CREATE INDEX name_by_normal ON name (normal); CREATE INDEX name_by_id ON name (id);"


@dataclass(frozen=True)
class NameHit:
    """A node whose name or alias fits; `exact` when the whole name does."""

    id: str
    label: str
    name: str
    form: str
    exact: bool


@dataclass(frozen=True)
class SentenceHit:
    """A sentence that holds the words."""

    source: str
    seq: int
    locator: str
    text: str


# The tokenizer ends a token at an ASCII sign and folds ASCII letters, which a normal name has in upper case only.
_SIGNS: Final = {
    point: chr(point + (0xFEE0 if point > 0x20 else 0x2400)) for point in range(0x7F) if not chr(point).isalnum()
}


def character_pairs(text: str) -> str:
    """Overlapping pairs of characters as tokens; ASCII signs in their full width, which FTS5 leaves alone.

    >>> character_pairs("青岛(市")
    '青岛 岛（ （市'
    """
    text = text.translate(_SIGNS) if not text.isalnum() else text
    return " ".join(map(add, text, text[1:])) if len(text) > 1 else text


_Name = tuple[str, str, str, str]
"""Id and label of a node, one of its names, and whether that is its `name` or an `alias`."""


def _names(tables: Path) -> Iterator[_Name]:
    """The names of the node tables in a folder."""
    for path in sorted(tables.glob("node_*.parquet")):
        label = path.stem.removeprefix("node_")
        if label == "Indicator":  # its name is a sentence's worth; found by full text
            continue
        table = pq.read_table(path, columns=["id", "name", "aliases"])
        columns = (table.column(name).to_pylist() for name in ("id", "name", "aliases"))
        for node_id, name, aliases in zip(*columns, strict=True):
            yield node_id, label, name, "name"
            for alias in aliases or ():
                yield node_id, label, alias, "alias"


def _linked(candidates: pa.Table) -> Iterator[_Name]:
    """Names in papers that were linked to a company find it."""
    for row in candidates.filter(pc.equal(candidates.column("place"), 0)).to_pylist():
        yield row["id"], "Company", row["name"], "alias"


def _sentences(bundles: Iterable[CountedBundle]) -> Iterable[tuple[str, int, str, str]]:
    for counted in bundles:
        table = counted.bundle.read("evidence")
        if table is not None:
            for locator, sentence in zip(
                table.column("locator").to_pylist(), table.column("sentence").to_pylist(), strict=True
            ):
                yield counted.source, counted.seq, locator, sentence


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A file that nobody else reads yet: without a journal, brought to the disk at the end."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        connection.create_function("character_pairs", 1, character_pairs, deterministic=True)
        connection.create_function("normal_name", 1, normal_name, deterministic=True)
        yield connection
    finally:
        connection.close()
    fsync_file(path)


def _add(connection: sqlite3.Connection, names: Iterable[_Name], bundles: Iterable[CountedBundle]) -> None:
    """Add names, and the sentences of some bundles."""
    last_name, last_sentence = (
        connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {t}").fetchone() for t in ("name", "sentence")
    )
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", ((*one, normal_name(one[2])) for one in names))
    connection.execute(
        "INSERT INTO name_pairs (rowid, pairs) SELECT rowid, character_pairs(normal) FROM name WHERE rowid > ?",
        last_name,
    )
    connection.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?)", _sentences(bundles))
    connection.execute(
        "INSERT INTO sentence_pairs (rowid, pairs) SELECT rowid, character_pairs(normal_name(text)) FROM sentence"
        " WHERE rowid > ?",
        last_sentence,
    )


def build_search(folder: Path, inputs: ProjectionInputs) -> None:
    """Write `search.db` for the projection in `folder`."""
    with _writing(folder / FILE) as connection:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO name_pairs (name_pairs, rank) VALUES ('hashsize', ?)", (PAIRS_HELD,))
        connection.execute("BEGIN")
        _add(connection, chain(_names(folder / "tables"), _linked(inputs.name_candidates)), inputs.bundles)
        connection.execute("COMMIT")
        connection.executescript(INDEXES)


def update_search(folder: Path, previous: Path, inputs: ProjectionInputs, base: Base) -> None:
    """Write `search.db` for an update from that of the projection it started from, in `previous`.

    Most companies that an update touches keep their names: only names that went or came are written.
    """
    shutil.copyfile(previous / FILE, folder / FILE)
    had = Counter(_names(folder / CHANGES / "gone"))
    if base.has("name_candidate"):
        had.update(_linked(pq.read_table(base.path("name_candidate"))))
    has = Counter(chain(_names(folder / CHANGES / "new"), _linked(inputs.name_candidates)))
    with _writing(folder / FILE) as connection:
        connection.execute("BEGIN")
        connection.execute("CREATE TEMP TABLE gone (row INTEGER PRIMARY KEY)")
        for name, times in (had - has).items():
            connection.execute(
                "INSERT INTO temp.gone SELECT rowid FROM name WHERE (id, label, name, form) = (?, ?, ?, ?) LIMIT ?",
                (*name, times),
            )
        connection.execute("CREATE TEMP TABLE left (source TEXT, seq INTEGER, PRIMARY KEY (source, seq))")
        connection.executemany("INSERT INTO left VALUES (?, ?)", base.left)
        # An index without a copy of its texts must be told what it is to forget.
        for what, text, wanted in (
            ("name", "normal", "rowid IN (SELECT row FROM temp.gone)"),
            ("sentence", "normal_name(text)", "(source, seq) IN (SELECT source, seq FROM temp.left)"),
        ):
            connection.execute(
                f"INSERT INTO {what}_pairs ({what}_pairs, rowid, pairs)"
                f" SELECT 'delete', rowid, character_pairs({text}) FROM {what} WHERE {wanted}"
            )
            connection.execute(f"DELETE FROM {what} WHERE {wanted}")
        changed = frozenset(base.changed)
        _add(connection, (has - had).elements(), (b for b in inputs.bundles if b.bundle.name in changed))
        connection.execute("COMMIT")


class SearchIndex:
    """Reads `search.db` of one projection."""

    def __init__(self, folder: Path) -> None:
        uri = f"{(folder / FILE).resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)

    def exact(self, text: str, label: str | None = None) -> list[NameHit]:
        """Nodes whose id, name or alias is `text`, in one normal form."""
        rows = self._db.execute(
            "SELECT DISTINCT id, label, name, form FROM name WHERE (normal = ? OR id = ?)"
            " AND (? IS NULL OR label = ?) ORDER BY form DESC, label, id",
            (normal_name(text), text, label, label),
        )
        return [NameHit(node_id, node_label, name, form, True) for node_id, node_label, name, form in rows]

    def names(self, text: str, label: str | None = None, limit: int = 20) -> list[NameHit]:
        """Nodes whose name or alias holds `text`; whole names first, then shorter ones."""
        normal = normal_name(text)
        if not normal:
            return []
        # One character is no pair; it may stand anywhere in a name, so the names themselves are read.
        found, what = ("instr(n.normal, ?)", normal) if len(normal) == 1 else (_BY_PAIRS, _phrase(normal))
        rows = self._db.execute(
            f"SELECT n.id, n.label, n.name, n.form, n.normal = ? AS exact FROM name n WHERE {found}"
            " AND (? IS NULL OR n.label = ?) ORDER BY exact DESC, n.form DESC, length(n.normal), n.id LIMIT ?",
            (normal, what, label, label, limit * 2),
        )
        seen: dict[str, NameHit] = {}
        for node_id, node_label, name, form, exact in rows:
            seen.setdefault(node_id, NameHit(node_id, node_label, name, form, bool(exact)))
        return list(seen.values())[:limit]

    def sentences(self, text: str, limit: int = 20) -> list[SentenceHit]:
        """Sentences that hold `text`."""
        normal = normal_name(text)
        if not normal:
            return []
        if len(normal) == 1:
            found, what = "instr(upper(s.text), ?)", normal
        else:
            found, what = "s.rowid IN (SELECT rowid FROM sentence_pairs WHERE sentence_pairs MATCH ?)", _phrase(normal)
        rows = self._db.execute(
            f"SELECT s.source, s.seq, s.locator, s.text FROM sentence s WHERE {found}"
            " ORDER BY s.source, s.seq, s.rowid LIMIT ?",
            (what, limit),
        )
        return [SentenceHit(*row) for row in rows]

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _phrase(normal: str) -> str:
    return f'"{character_pairs(normal)}"'
