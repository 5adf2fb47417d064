"""What waits for a person, and what people have decided (待核实与决定).

A name from a paper or list waits with the companies it may stand for; a node or an edge waits because
it is not sure enough for the graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, Literal, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.analysis.basis import Answer, basis
from graph.errors import NotFound
from graph.evidence import EvidenceReader
from graph.workspace import Workspace
from schema.ids import normal_name

Kind = Literal["name", "linked", "node", "edge"]
WAITING: Final[tuple[Kind, ...]] = ("name", "node", "edge")
SENTENCES: Final = 1
_FILE: Final = "name_candidate.parquet"


class Choice(NamedTuple):
    """An item of the queue, and for a name the companies it may stand for, best first."""

    kind: Kind
    id: str
    name: str
    companies: tuple[tuple[str, str], ...]


def _names(workspace: Workspace) -> pa.Table | None:
    path = workspace.tables / _FILE
    return pq.read_table(path) if path.exists() else None


def _name_items(workspace: Workspace, linked: bool) -> list[dict[str, Any]]:
    table = _names(workspace)
    if table is None:
        return []
    by_rule = pc.equal(table.column("place"), 0)
    rows = table.filter(by_rule if linked else pc.invert(by_rule)).to_pylist()
    items = []
    for local_id, group in groupby(rows, lambda row: str(row["local_id"])):
        found = list(group)
        candidates = [
            {
                "id": row["id"],
                "name": row["candidate"],
                "score": row["score"],
                "reasons": row["reasons"].split("；"),
            }
            for row in found
        ]
        kind = "linked" if linked else "name"
        items.append(
            {"kind": kind, "item": local_id, "name": found[0]["name"], "label": "Company", "candidates": candidates}
        )
    # The surest first: they take a person the least time.
    return sorted(items, key=lambda item: (-item["candidates"][0]["score"], item["name"], item["item"]))


def _fact_tables(workspace: Workspace, kind: Kind) -> Iterator[tuple[str, pq.ParquetFile]]:
    for path in sorted(workspace.tables.glob("candidate_*.parquet")):
        label = path.stem.removeprefix("candidate_")
        if (label == "edge") == (kind == "edge"):
            yield label, pq.ParquetFile(path)


def _fact_items(workspace: Workspace, kind: Kind, limit: int) -> tuple[list[dict[str, Any]], int]:
    """The first items of a kind and how many there are."""
    items: list[dict[str, Any]] = []
    total = 0
    for label, file in _fact_tables(workspace, kind):
        total += file.metadata.num_rows
        columns = (
            ["id", "type", "head", "tail", "confidence", "rule"] if kind == "edge" else ["id", "name", "confidence"]
        )
        for batch in file.iter_batches(max(1, min(limit, 1000)), columns=columns):
            if len(items) >= limit:
                break
            items += [_fact_item(workspace, label, row) for row in batch.to_pylist()[: limit - len(items)]]
    return items, total


def _fact_item(workspace: Workspace, label: str, row: dict[str, Any]) -> dict[str, Any]:
    if label != "edge":
        more = {"label": label, "name": row["name"]}
        return {"kind": "node", "item": row["id"], **more, "confidence": row["confidence"], "candidates": []}
    ends = [next(iter(workspace.search.exact(row[end])), None) for end in ("head", "tail")]
    names = [hit.name if hit else row[end] for hit, end in zip(ends, ("head", "tail"), strict=True)]
    more = {"label": row["type"], "name": " → ".join(names), "rule": row["rule"]}
    return {"kind": "edge", "item": row["id"], **more, "confidence": row["confidence"], "candidates": []}


def review(workspace: Workspace, *, kind: Kind | None = None, limit: int = 50) -> Answer:
    """What waits, names first; or, with kind "linked", the names that a rule has linked by itself."""
    items: list[dict[str, Any]] = []
    total = 0
    for one in (kind,) if kind else WAITING:
        if one in ("name", "linked"):
            found = _name_items(workspace, one == "linked")
            count = len(found)
        else:
            found, count = _fact_items(workspace, one, limit - len(items))
        total += count
        items += found[: max(0, limit - len(items))]
    evidence = EvidenceReader.of(workspace).for_facts([item["item"] for item in items], SENTENCES)
    items = [{**item, "evidence": evidence.get(item["item"], [])} for item in items]
    return {"items": items, "total": total, "next": None, "basis": basis(workspace)}


def choice(workspace: Workspace, text: str) -> Choice:
    """The item with this id, or the name as printed; raises NotFound."""
    table = _names(workspace)
    if table is not None:
        normal = normal_name(text)
        rows = [r for r in table.to_pylist() if r["local_id"] == text or normal_name(r["name"]) == normal]
        if len({row["local_id"] for row in rows}) > 1:
            ids = "、".join(sorted({row["local_id"] for row in rows}))
            raise NotFound(f"{text}: several items have this name; give the id: {ids}")
        if rows:
            kind: Kind = "linked" if rows[0]["place"] == 0 else "name"
            return Choice(
                kind, rows[0]["local_id"], rows[0]["name"], tuple((row["id"], row["candidate"]) for row in rows)
            )
    facts: tuple[Kind, ...] = ("node", "edge")
    for fact in facts:
        for _, file in _fact_tables(workspace, fact):
            if pc.any(pc.equal(file.read(columns=["id"]).column("id"), text)).as_py():
                return Choice(fact, text, text, ())
    raise NotFound(f"{text}: nothing that waits has this id or name; `scenariograph review list` shows what does")


def decisions(workspace: Workspace) -> Answer:
    """Decisions that stand, the latest first."""
    items = [
        {
            "number": d.number,
            "kind": d.kind,
            "subject": d.subject,
            "object": d.object,
            "who": d.who,
            "made_at": d.made_at,
            "note": d.note,
        }
        for d in reversed(workspace.ledger.decisions())
    ]
    return {"items": items, "total": len(items), "next": None, "basis": basis(workspace)}
