"""The ledger: sources and their versions, what is current, what people decided (台账).

The one transaction of `commit` is the moment from which a version counts.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from filelock import FileLock, Timeout

from graph.errors import LedgerError, SourceConflict, UnknownSource, WorkspaceBusy
from graph.ledger.catalog import check_version, connect, migrate, migrations, schema_version, transaction
from graph.ledger.durable import clear_unfinished, store_original
from graph.ledger.milestones import reached
from graph.ledger.records import (
    DECISION_KINDS,
    Coverage,
    Decision,
    NewVersion,
    Source,
    Version,
    to_undo,
    version_of,
)

CATALOG: Final = "catalog.db"
LOCK: Final = "workspace.lock"
FOLDERS: Final = ("originals", "facts", "graph")
DEFAULT_CITY: Final = "qingdao"


def _utc_now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


class Ledger:
    """A workspace's ledger; open it with `Ledger.open`, write inside `with ledger.writing():`."""

    def __init__(self, home: Path, connection: sqlite3.Connection, now: Callable[[], str]) -> None:
        self.home = home
        self._db = connection
        self._now = now
        self._lock: FileLock | None = None

    @classmethod
    def open(
        cls, home: Path, *, city: str | None = None, create: bool = True, now: Callable[[], str] = _utc_now
    ) -> Ledger:
        """Open the workspace in `home`, making one for `city` if there is none and `create`.

        Raises LedgerError (no workspace, another city), WorkspaceNewer, WorkspaceBusy.
        """
        path = home / CATALOG
        if not path.exists():
            if not create:
                raise LedgerError(f"{home}: no workspace here; run `scenariograph init` first")
            cls._make(home, city or DEFAULT_CITY)
        connection = connect(path)
        ledger = cls(home, connection, now)
        try:
            check_version(connection, path)
            with ledger._migrating(path):
                pass
            if city is not None and city != ledger.city:
                raise LedgerError(
                    f"{home}: the workspace's city is {ledger.city}, not {city}; "
                    "a workspace has one home city. Use another --home."
                )
        except BaseException:
            connection.close()
            raise
        return ledger

    @classmethod
    def _make(cls, home: Path, city: str) -> None:
        for name in FOLDERS:
            (home / name).mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / LOCK)
        with lock:
            connection = connect(home / CATALOG)
            try:
                migrate(connection, home / CATALOG)
                connection.execute("INSERT OR IGNORE INTO meta VALUES ('city', ?)", (city,))
            finally:
                connection.close()

    @contextmanager
    def _migrating(self, path: Path) -> Iterator[None]:
        if schema_version(self._db) < len(migrations()):
            with self.writing():
                migrate(self._db, path)
        yield

    def close(self) -> None:
        """Close the catalog."""
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- places ---------------------------------------------------------------

    @property
    def connection(self) -> sqlite3.Connection:
        """The catalog, for the modules of this package that keep a table each."""
        return self._db

    @property
    def originals(self) -> Path:
        """Folder of the originals."""
        return self.home / "originals"

    @property
    def facts(self) -> Path:
        """Folder of the bundles."""
        return self.home / "facts"

    @property
    def graph(self) -> Path:
        """Folder of the projections."""
        return self.home / "graph"

    @property
    def city(self) -> str:
        """Id of the home city's pack."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'city'").fetchone()
        if row is None:
            raise LedgerError(f"{self.home}: the workspace names no city; run `scenariograph init`")
        return str(row[0])

    @property
    def identity(self) -> str:
        """A name of this workspace that no other has, whatever folder it lies in."""
        return str(self._db.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()[0])

    # -- writing --------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the workspace's lock; what an interrupted writer left is cleared first."""
        if self._lock is not None:
            yield
            return
        lock = FileLock(self.home / LOCK, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise WorkspaceBusy(
                f"{self.home}: another process is writing to this workspace; "
                "wait until it has ended and run the command again. Nothing was changed."
            ) from None
        self._lock = lock
        try:
            for folder in (self.originals, self.facts, self.graph):
                folder.mkdir(exist_ok=True)
                clear_unfinished(folder)
            yield
        finally:
            self._lock = None
            lock.release()

    def _must_write(self) -> None:
        if self._lock is None:
            raise LedgerError("the workspace is written inside `with ledger.writing():` only")

    def store(self, path: Path) -> tuple[str, int]:
        """Take a file's bytes in as an original; returns (sha256, size)."""
        self._must_write()
        return store_original(path, self.originals)

    def check_key(self, key: str, sha256: str, origin: str, *, named: bool, replace: bool) -> Version | None:
        """The latest version under `key`, or None; raises SourceConflict when the key or bytes are taken.

        `named`: the user gave the key; `replace`: the user allows another place.
        """
        source = self.find(key)
        if source is None:
            if not named:
                self._refuse_second_key(key, sha256)
            return None
        if source.state == "retracted":
            raise SourceConflict(
                f"{origin}: source {key!r} was retracted; `scenariograph restore {key}` brings it back, "
                "or give another --source"
            )
        latest = source.latest
        if latest.sha256 != sha256 and latest.origin != origin and not (named or replace):
            raise SourceConflict(
                f"{origin}: source {key!r} came from {latest.origin} before. "
                "Say --replace if this is its next version, or give another --source."
            )
        return latest

    def _refuse_second_key(self, key: str, sha256: str) -> None:
        rows = self._db.execute(
            "SELECT v.source, s.state FROM version v JOIN source s ON s.key = v.source"
            " WHERE v.sha256 = ? AND v.source <> ?"
            " AND v.seq = (SELECT max(seq) FROM version w WHERE w.source = v.source) ORDER BY v.number",
            (sha256, key),
        ).fetchall()
        if rows:
            state = " (retracted)" if rows[0]["state"] == "retracted" else ""
            raise SourceConflict(
                f"{key}: the same bytes are already source {rows[0]['source']!r}{state}; "
                "give --source if they are to count as another source"
            )

    def commit(
        self, new: NewVersion, *, covers: Sequence[tuple[str, bool, str | None]] | None = None, job: int = 0
    ) -> Version:
        """Make a version current: the commit point of an ingest.

        `covers` are (zone id, complete, as_of); None leaves the source's coverage as it was.
        """
        self._must_write()
        reached("before commit")
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO source VALUES (?, ?, ?, 'current')"
                " ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, update_kind = excluded.update_kind",
                (new.source, new.kind, new.update_kind),
            )
            seq = self._db.execute(
                "SELECT coalesce(max(seq), 0) + 1 FROM version WHERE source = ?", (new.source,)
            ).fetchone()[0]
            cursor = self._db.execute(
                "INSERT INTO version (source, seq, sha256, size, origin, options, recipe, bundle,"
                " precedence, summary, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    new.source,
                    seq,
                    new.sha256,
                    new.size,
                    new.origin,
                    json.dumps(new.options, ensure_ascii=False, sort_keys=True),
                    json.dumps(new.recipe, ensure_ascii=False, sort_keys=True),
                    new.bundle,
                    new.precedence,
                    json.dumps(new.summary, ensure_ascii=False, sort_keys=True),
                    self._now(),
                ),
            )
            number = cursor.lastrowid
            self._write_coverage(new.source, covers)
        reached("after commit")
        row = self._db.execute("SELECT * FROM version WHERE number = ?", (number,)).fetchone()
        return version_of(row)

    def _write_coverage(self, key: str, covers: Sequence[tuple[str, bool, str | None]] | None) -> None:
        if covers is None:
            return
        self._db.execute("DELETE FROM coverage WHERE source = ?", (key,))
        self._db.executemany(
            "INSERT INTO coverage VALUES (?, ?, ?, ?)",
            [(key, zone, int(complete), as_of) for zone, complete, as_of in covers],
        )

    def declare(self, key: str, covers: Sequence[tuple[str, bool, str | None]]) -> None:
        """Replace what a source says it covers."""
        self._must_write()
        self.source(key)
        with transaction(self._db):
            self._write_coverage(key, covers)

    def rebundle(
        self, version: Version, bundle: str, recipe: dict[str, Any], precedence: str, summary: dict[str, Any]
    ) -> None:
        """Point a version at the bundle that a newer recipe made from the same bytes."""
        self._must_write()
        reached("before commit")
        with transaction(self._db):
            self._db.execute(
                "UPDATE version SET bundle = ?, recipe = ?, precedence = ?, summary = ? WHERE number = ?",
                (
                    bundle,
                    json.dumps(recipe, ensure_ascii=False, sort_keys=True),
                    precedence,
                    json.dumps(summary, ensure_ascii=False, sort_keys=True),
                    version.number,
                ),
            )
        reached("after commit")

    def _set_state(self, key: str, state: str) -> Source:
        self._must_write()
        self.source(key)
        with transaction(self._db):
            self._db.execute("UPDATE source SET state = ? WHERE key = ?", (state, key))
        return self.source(key)

    def retract(self, key: str) -> Source:
        """Withdraw a source: its facts leave with the next build; nothing is deleted."""
        return self._set_state(key, "retracted")

    def restore(self, key: str) -> Source:
        """Bring a withdrawn source back as it was."""
        return self._set_state(key, "current")

    # -- reading --------------------------------------------------------------

    def find(self, key: str) -> Source | None:
        """The source with this key, or None."""
        return next(iter(self._sources("WHERE key = ?", (key,))), None)

    def source(self, key: str) -> Source:
        """The source with this key; raises UnknownSource."""
        found = self.find(key)
        if found is None:
            raise UnknownSource(f"no source has the key {key!r}; `scenariograph sources` lists them")
        return found

    def sources(self) -> list[Source]:
        """All sources by key, retracted ones too."""
        return self._sources("", ())

    def _sources(self, where: str, parameters: tuple[str, ...]) -> list[Source]:
        made = []
        for row in self._db.execute(f"SELECT * FROM source {where} ORDER BY key", parameters).fetchall():
            versions = self._db.execute("SELECT * FROM version WHERE source = ? ORDER BY seq", (row["key"],))
            coverage = self._db.execute("SELECT * FROM coverage WHERE source = ? ORDER BY zone", (row["key"],))
            made.append(
                Source(
                    row["key"],
                    row["kind"],
                    row["update_kind"],
                    row["state"],
                    tuple(version_of(v) for v in versions),
                    tuple(Coverage(c["source"], c["zone"], bool(c["complete"]), c["as_of"]) for c in coverage),
                )
            )
        return made

    def version(self, number: int) -> Version:
        """The version with this number (the number in a locator)."""
        row = self._db.execute("SELECT * FROM version WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise UnknownSource(f"no version has the number {number}")
        return version_of(row)

    # -- decisions and jobs ---------------------------------------------------

    def decide(
        self, kind: str, subject: str, object_: str = "", *, who: str, note: str = "", undoes: int | None = None
    ) -> Decision:
        """Append a decision of a person; it names fact keys, never locators."""
        self._must_write()
        if kind not in DECISION_KINDS and undoes is None:
            raise LedgerError(f"decision {kind!r} is not one of {', '.join(DECISION_KINDS)}")
        cursor = self._db.execute(
            "INSERT INTO decision (kind, subject, object, note, who, made_at, undoes) VALUES (?,?,?,?,?,?,?)",
            (kind, subject, object_, note, who, self._now(), undoes),
        )
        number = cursor.lastrowid
        row = self._db.execute("SELECT * FROM decision WHERE number = ?", (number,)).fetchone()
        return Decision(*row)

    def undo(self, number: int, *, who: str) -> Decision:
        """Append a decision that takes decision `number` back."""
        found = to_undo(number, self.decisions(standing=False), self.decisions())
        return self.decide(found.kind, found.subject, found.object, who=who, undoes=number)

    def decisions(self, *, standing: bool = True) -> list[Decision]:
        """Decisions by number; `standing` leaves out undone ones and the undoings."""
        made = [Decision(*row) for row in self._db.execute("SELECT * FROM decision ORDER BY number")]
        if not standing:
            return made
        undone = {d.undoes for d in made if d.undoes is not None}
        return [d for d in made if d.undoes is None and d.number not in undone]

    def job_started(self, command: str) -> int:
        """Note that a job began; returns its number."""
        cursor = self._db.execute("INSERT INTO job (command, started_at) VALUES (?, ?)", (command, self._now()))
        return int(cursor.lastrowid or 0)

    def job_finished(self, number: int, result: dict[str, Any]) -> None:
        """Keep a job's summary."""
        self._db.execute(
            "UPDATE job SET finished_at = ?, result = ? WHERE number = ?",
            (self._now(), json.dumps(result, ensure_ascii=False, sort_keys=True), number),
        )

    def origin_of(self, path: Path) -> str:
        """The place a file came from, as the ledger compares it."""
        return os.path.realpath(path)
