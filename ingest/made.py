"""What an extraction comes to: the bundle's name, and what the catalog and the summary say of it (抽取结果)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from graph.facts import Extraction
from ingest.extraction import TABLE_KINDS

PRECEDENCE: Final = {kind: "registration" if kind == "registrations" else "official_list" for kind in TABLE_KINDS}


@dataclass(frozen=True)
class Made:
    """A bundle by name, how its values count against others, and its sums; small enough to go between processes."""

    bundle: str
    precedence: str
    summary: dict[str, Any]

    @classmethod
    def of(cls, bundle: str, extraction: Extraction) -> Made:
        """What the extraction under this name comes to."""
        return cls(bundle, precedence_of(extraction), summary_of(extraction))


def facts_by_label(extraction: Extraction) -> dict[str, int]:
    """How many distinct nodes of each label a file gave."""
    if extraction.labels is not None:
        return dict(extraction.labels)
    counts = {}
    for name, table in extraction.tables.items():
        if name.startswith("nodes_"):
            counts[name.removeprefix("nodes_")] = len(table.column("local_id").unique())
    return counts


def precedence_of(extraction: Extraction) -> str:
    """Which kind of source this is when values disagree."""
    if extraction.kind == "document":
        return "policy" if extraction.info.get("kind") == "plan" else "news"
    return PRECEDENCE[extraction.kind]


def summary_of(extraction: Extraction) -> dict[str, Any]:
    """The sums that the catalog keeps of an extraction."""
    return {
        "read": extraction.read,
        "accepted": extraction.accepted,
        "repaired": extraction.repaired,
        "set_aside": extraction.set_aside,
        "reasons": dict(extraction.reasons),
        "facts": facts_by_label(extraction),
        "notes": list(extraction.notes),
        "info": extraction.info,
    }
