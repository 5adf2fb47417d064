"""The state of a workspace in counts (状态)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph.analysis.basis import Answer
from graph.ledger import Ledger
from graph.snapshot import current_folder, read_manifest
from schema.ontology import ontology


def status(ledger: Ledger, stale: Sequence[str]) -> Answer:
    """Sources, rows, counts by label and type, review, store; `stale` are keys whose recipe is old."""
    current = [source for source in ledger.sources() if source.state == "current"]
    folder = current_folder(ledger.graph)
    manifest = read_manifest(folder) if folder else None
    candidates = manifest["candidates"] if manifest else {}
    rows = {
        name: sum(int(source.latest.summary.get(name, 0)) for source in current if source.kind != "document")
        for name in ("read", "accepted", "set_aside")
    }
    return {
        "workspace": str(ledger.home),
        "city": ledger.city,
        "ontology_version": ontology().version,
        "projection": {
            key: manifest[key] for key in ("version", "hash", "built_at", "nodes", "edges")
        }
        if manifest
        else None,
        "sources": dict(sorted(Counter(source.kind for source in current).items())),
        "retracted": sum(source.state == "retracted" for source in ledger.sources()),
        "rows": rows,
        "review": sum(candidates.values()),
        "stale": list(stale),
        "store": {"kind": "embedded", "state": "ready" if manifest else "empty"},
    }
