"""Rows of the catalog as objects."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.errors import LedgerError

DECISION_KINDS = ("same", "different", "accept", "reject", "match_state", "scenario_step", "scenario_tier")


@dataclass(frozen=True)
class Coverage:
    """A source's word that it covers a zone; `complete` when it says nobody is left out."""

    source: str
    zone: str
    complete: bool
    as_of: str | None


@dataclass(frozen=True)
class Version:
    """One version of one source."""

    number: int
    source: str
    seq: int
    sha256: str
    size: int
    origin: str
    options: dict[str, Any]
    recipe: dict[str, Any]
    bundle: str
    precedence: str
    summary: dict[str, Any]
    added_at: str


@dataclass(frozen=True)
class Source:
    """A source with all its versions, oldest first."""

    key: str
    kind: str
    update_kind: str
    state: str
    versions: tuple[Version, ...]
    coverage: tuple[Coverage, ...] = ()

    @property
    def latest(self) -> Version:
        """The version that was committed last."""
        return self.versions[-1]


@dataclass(frozen=True)
class Decision:
    """A person's word on facts: append-only, undone by a later one naming its number."""

    number: int
    kind: str
    subject: str
    object: str
    note: str
    who: str
    made_at: str
    undoes: int | None


def to_undo(number: int, every: Iterable[Decision], standing: Iterable[Decision]) -> Decision:
    """The decision that is to be undone. Raises LedgerError where there is none, or a later state of its match stands."""
    found = next((d for d in every if d.number == number), None)
    if found is None:
        raise LedgerError(f"no decision has the number {number}")
    pair = found.subject, found.object
    later = [d.number for d in standing if d.kind == found.kind == "match_state" and (d.subject, d.object) == pair]
    if later and later[-1] > number:
        raise LedgerError(f"decision {number}: a later state of the same match stands; undo {later[-1]} first")
    return found


@dataclass(frozen=True)
class NewVersion:
    """What a commit needs to make a version current."""

    source: str
    kind: str
    update_kind: str
    sha256: str
    size: int
    origin: str
    options: dict[str, Any]
    recipe: dict[str, Any]
    bundle: str
    precedence: str
    summary: dict[str, Any] = field(default_factory=dict)


def version_of(row: sqlite3.Row) -> Version:
    """A catalog row as a `Version`."""
    return Version(
        row["number"],
        row["source"],
        row["seq"],
        row["sha256"],
        row["size"],
        row["origin"],
        json.loads(row["options"]),
        json.loads(row["recipe"]),
        row["bundle"],
        row["precedence"],
        json.loads(row["summary"]),
        row["added_at"],
    )
