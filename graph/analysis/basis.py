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
    numbers = {number for *_, number, _ in workspace.manifest["bundles"]}
    dates = [
        str(date)
        for source in sources
        for version in source.versions
        if version.number in numbers
        for date in (version.options.get("as_of"), version.options.get("published_on"))
        if date
    ]
    past = {"as_of": workspace.manifest["as_of"]} if "as_of" in workspace.manifest else {}
    return {
        "projection": {"version": workspace.manifest["version"], "hash": workspace.manifest["hash"]},
        "built_at": workspace.manifest["built_at"],
        **past,
        "sources": dict(sorted(Counter(source.kind for source in sources).items())),
        "newest": max(dates, default=None),
        **looked_at,
        "warnings": [*workspace.manifest.get("notes", ()), *warnings],
    }


def listing(items: Sequence[Any], rests_on: Answer) -> Answer:
    """A list as every face gives it."""
    return {"items": list(items), "total": len(items), "next": None, "basis": rests_on}
