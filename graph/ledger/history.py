"""What published projections were computed from, so that any of them can be computed again (图谱版本史).

Two projections stay on disk; of the others the ledger keeps their inputs. An input that many
projections share is one row, so a build adds only what changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.errors import NotFound
from graph.ledger.catalog import transaction

if TYPE_CHECKING:
    from graph.ledger.ledger import Ledger

KINDS: Final = ("bundle", "coverage", "decision", "packs", "program")
VERSIONS_OFFERED: Final = 8


@dataclass(frozen=True)
class PastProjection:
    """One projection that was published: its place in the history, its version number, hash and time."""

    number: int
    version: int
    hash: str
    built_at: str


def past_projections(ledger: Ledger) -> list[PastProjection]:
    """All projections that were published, oldest first."""
    rows = ledger.connection.execute("SELECT number, version, hash, built_at FROM projection ORDER BY number")
    return [PastProjection(*row) for row in rows]


def past_projection(ledger: Ledger, version: int) -> PastProjection:
    """The last projection with this version number; raises NotFound offering those there are."""
    known = past_projections(ledger)
    found = [p for p in known if p.version == version]
    if not found:
        offered = "、".join(f"{p.version}（{p.built_at[:10]}）" for p in known[-VERSIONS_OFFERED:])
        raise NotFound(f"{version}: no projection has this version; the last ones: {offered or 'none yet'}")
    return found[-1]


def record_projection(
    ledger: Ledger, version: int, content: str, built_at: str, inputs: Mapping[str, Sequence[str]]
) -> None:
    """Keep what a published projection was computed from: values by kind. Nothing happens if it is the last one kept."""
    known = past_projections(ledger)
    if known and (known[-1].version, known[-1].hash, known[-1].built_at) == (version, content, built_at):
        return
    with transaction(ledger.connection):
        cursor = ledger.connection.execute(
            "INSERT INTO projection (version, hash, built_at) VALUES (?, ?, ?)", (version, content, built_at)
        )
        number = cursor.lastrowid or 0
        wanted = {(kind, value) for kind in KINDS for value in inputs[kind]}
        kept = {
            (row["kind"], row["value"])
            for row in ledger.connection.execute("SELECT kind, value FROM projection_input WHERE last IS NULL")
        }
        ledger.connection.executemany(
            "UPDATE projection_input SET last = ? WHERE last IS NULL AND kind = ? AND value = ?",
            [(number - 1, kind, value) for kind, value in sorted(kept - wanted)],
        )
        ledger.connection.executemany(
            "INSERT INTO projection_input (kind, value, first) VALUES (?, ?, ?)",
            [(kind, value, number) for kind, value in sorted(wanted - kept)],
        )


def projection_inputs_of(ledger: Ledger, past: PastProjection) -> dict[str, list[str]]:
    """Values by kind that a past projection was computed from."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    rows = ledger.connection.execute(
        "SELECT kind, value FROM projection_input WHERE first <= ? AND (last IS NULL OR last >= ?) ORDER BY kind, value",
        (past.number, past.number),
    )
    for row in rows:
        found[row["kind"]].append(row["value"])
    return found
