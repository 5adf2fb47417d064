"""The catalog: one SQLite file that names what is current (目录库).

It migrates by numbered SQL scripts; a workspace written by a newer program is
refused rather than guessed at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from graph.errors import LedgerError, WorkspaceNewer

BUSY_MILLISECONDS = 10_000


def migrations() -> list[str]:
    """The migration scripts in order; script n brings the catalog to version n."""
    folder = files("graph.ledger").joinpath("migrations")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))
    return [folder.joinpath(name).read_text(encoding="utf-8") for name in names]


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the catalog; raises LedgerError when it is no catalog."""
    if read_only:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False, isolation_level=None
        )
    else:
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise LedgerError(f"{path}: not a catalog ({error}); restore catalog.db from a backup") from error
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One write transaction: all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def schema_version(connection: sqlite3.Connection) -> int:
    """Number of the last migration the catalog has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """The catalog's version; raises WorkspaceNewer when this program is too old for it."""
    found, known = schema_version(connection), len(migrations())
    if found > known:
        raise WorkspaceNewer(
            f"{path}: the workspace has catalog version {found}, this program knows {known}. "
            "Install the newer program that wrote it; nothing was changed."
        )
    return found


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the catalog to the newest version, each script in its own transaction."""
    for number, script in enumerate(migrations(), start=1):
        if number > check_version(connection, path):
            connection.executescript(f"BEGIN;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
