"""The crosswalk of a pack: which entry of an older system stands for which of a newer one (新旧对照)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from schema.pack_rows import Row

if TYPE_CHECKING:
    from schema.pack_tables import Collected


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkRow:
    """An old industry or system maps to a new one; `share` is the percentage of the old that went there, if known."""

    old: str
    new: str
    share: Decimal | None
    note: str
    locator: str
    source: str
    confidence: Decimal


def _share(row: Row) -> Decimal | None:
    text = row.optional("share")
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not (value.is_finite() and 0 < value <= 100):
        raise row.error("share", f"{text!r} is not a percentage above 0 and up to 100; leave it empty where unknown")
    return value


def add_crosswalk(into: Collected, row: Row) -> None:
    """Add a row of crosswalk.csv; both ends are industries, or both are systems.

    Shares of one entry may sum over 100: sources differ. Answers that use them say so.
    """
    kind = "IndustrySystem" if row.id("old", "IndustrySystem") in into.systems else "Industry"
    known = "systems" if kind == "IndustrySystem" else "industries"
    old, new = row.id("old", kind), row.id("new", kind)
    if old == new:
        raise row.error("new", "an entry that goes on under the same id needs no row")
    if any((c.old, c.new) == (old, new) for c in into.crosswalk):
        raise row.error("new", f"{old} maps to {new} twice")
    into.refer(row, "old", known, ids=(old,))
    into.refer(row, "new", known, ids=(new,))
    source = row.text("source")
    if source not in into.sources:
        raise row.error("source", f"{source!r} is not in sources.csv")
    into.crosswalk.append(
        CrosswalkRow(
            old=old,
            new=new,
            share=_share(row),
            note=row.optional("note"),
            locator=row.locator,
            source=source,
            confidence=row.confidence(),
        )
    )
