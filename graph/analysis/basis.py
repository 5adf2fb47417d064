"""What an answer rests on, in every answer's `basis` (依据)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from graph.workspace import Workspace

Answer = dict[str, Any]


def basis(workspace: Workspace, warnings: Sequence[str] = (), **looked_at: Any) -> Answer:
    """Projection, sources by kind, the newest date, what was looked at, warnings in words."""
    counted = {source for source, *_ in workspace.manifest["bundles"]}
    sources = [source for source in workspace.ledger.sources() if source.key in counted]
    dates = [
        str(date)
        for source in sources
        for date in (source.latest.options.get("as_of"), source.latest.options.get("published_on"))
        if date
    ]
    return {
        "projection": {"version": workspace.manifest["version"], "hash": workspace.manifest["hash"]},
        "built_at": workspace.manifest["built_at"],
        "sources": dict(sorted(Counter(source.kind for source in sources).items())),
        "newest": max(dates, default=None),
        **looked_at,
        "warnings": list(warnings),
    }


def listing(items: Sequence[Any], rests_on: Answer) -> Answer:
    """A list as every face gives it."""
    return {"items": list(items), "total": len(items), "next": None, "basis": rests_on}
