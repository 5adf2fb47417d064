"""The state of a workspace: counts, sources (状态)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph.analysis.basis import Answer
from graph.ledger import Ledger
from graph.snapshot import current_folder, read_manifest
from graph.stores import StoreKind, store_status
from schema.ontology import ontology


def status(ledger: Ledger, stale: Sequence[str], store: StoreKind = "embedded") -> Answer:
    """Sources, rows, counts by label and type, review, state of `store`; `stale` are keys whose recipe is old."""
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
        "projection": {key: manifest[key] for key in ("version", "hash", "built_at", "nodes", "edges")}
        if manifest
        else None,
        "sources": dict(sorted(Counter(source.kind for source in current).items())),
        "retracted": sum(source.state == "retracted" for source in ledger.sources()),
        "rows": rows,
        "review": sum(candidates.values()),
        "stale": list(stale),
        "store": store_status(store, manifest, ledger.identity),
    }


def sources(ledger: Ledger) -> Answer:
    """Every source with its versions, sums and what it says it covers."""
    items = [
        {
            "key": source.key,
            "kind": source.kind,
            "state": source.state,
            "update": source.update_kind,
            "version": source.latest.number,
            "sha256": source.latest.sha256,
            "versions": [{"number": v.number, "sha256": v.sha256, "added_at": v.added_at} for v in source.versions],
            **{name: source.latest.summary[name] for name in ("read", "accepted", "set_aside", "reasons")},
            "covers": [{"zone": c.zone, "complete": c.complete, "as_of": c.as_of} for c in source.coverage],
            "origin": source.latest.origin,
        }
        for source in ledger.sources()
    ]
    return {"items": items, "total": len(items), "next": None, "basis": {"warnings": []}}
