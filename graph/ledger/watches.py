"""Watches: saved questions with their last answer, and what changed in them at each build (关注)."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import NotFound, QueryError
from graph.ledger.catalog import transaction

if TYPE_CHECKING:
    from graph.ledger.ledger import Ledger


@dataclass(frozen=True)
class Watch:
    """A saved question; `answer` is what was answered for the projection `version` with content `hash`, by id."""

    number: int
    name: str
    question: str
    parameters: dict[str, str]
    added_at: str
    version: int
    hash: str
    answer: dict[str, Any]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)


def watches(ledger: Ledger) -> list[Watch]:
    """All watches in the order they were added."""
    rows = ledger.connection.execute("SELECT * FROM watch ORDER BY number").fetchall()
    return [
        Watch(
            row["number"],
            row["name"],
            row["question"],
            json.loads(row["parameters"]),
            row["added_at"],
            row["version"],
            row["hash"],
            json.loads(row["answer"]),
        )
        for row in rows
    ]


def add_watch(
    ledger: Ledger, name: str, question: str, parameters: dict[str, str], manifest: dict[str, Any], answer: Any
) -> None:
    """Save a question with its answer of today; raises QueryError where the name is taken."""
    try:
        ledger.connection.execute(
            "INSERT INTO watch (name, question, parameters, added_at, version, hash, answer)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (name, question, _text(parameters), ledger._now(), manifest["version"], manifest["hash"], _text(answer)),
        )
    except sqlite3.IntegrityError:
        raise QueryError(f"watch {name!r} is there already; remove it first or take another name") from None


def remove_watch(ledger: Ledger, name: str) -> None:
    """Take a watch and its reports away; raises NotFound offering those there are."""
    if ledger.connection.execute("DELETE FROM watch WHERE name = ?", (name,)).rowcount == 0:
        offered = "、".join(watch.name for watch in watches(ledger))
        raise NotFound(f"{name}: no watch has this name; there are: {offered or 'none'}")


def keep_report(ledger: Ledger, watch: Watch, manifest: dict[str, Any], report: Any, answer: Any | None) -> None:
    """Keep what changed in a watch with a projection, and the new answer if there is one."""
    with transaction(ledger.connection):
        ledger.connection.execute(
            "INSERT INTO watch_report VALUES (?, ?, ?, ?)",
            (watch.number, manifest["version"], ledger._now(), _text(report)),
        )
        ledger.connection.execute(
            "UPDATE watch SET version = ?, hash = ?, answer = ? WHERE number = ?",
            (manifest["version"], manifest["hash"], _text(watch.answer if answer is None else answer), watch.number),
        )


def reports(ledger: Ledger, watch: Watch) -> list[dict[str, Any]]:
    """What changed in a watch, the newest first."""
    rows = ledger.connection.execute(
        "SELECT version, made_at, report FROM watch_report WHERE watch = ? ORDER BY rowid DESC", (watch.number,)
    )
    return [{"version": row["version"], "made_at": row["made_at"], **json.loads(row["report"])} for row in rows]
