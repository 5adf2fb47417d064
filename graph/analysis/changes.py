"""What moved between two states of the graph, each with the source that did it (变化).

Nodes and edges that are new, ended or gone, companies and parks that moved, names and properties that changed, links that
became stronger or weaker in a zone, gaps that opened or closed. Both states are whole projections; what
differs is found by SQL over their tables, and gaps by today's rules on both sides.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.analysis.basis import Answer, basis
from graph.analysis.change_tables import Row, Tables, change_tables
from graph.analysis.gap_changes import GapChange, gap_changes
from graph.analysis.reference import Reference
from graph.errors import QueryError
from graph.evidence import EvidenceReader
from graph.workspace import Workspace
from schema.ontology import Property, ontology
from schema.pack_model import GapRule

KINDS: Final = (
    "gap_opened", "gap_closed", "gap_changed", "strengthened", "weakened", "moved", "renamed", "changed", "new", "ended", "gone",
    "edge_new", "edge_changed", "edge_ended", "edge_gone",
)  # fmt: skip
CHANGES_SHOWN: Final = 20
"""Changes given of each kind; how many there are is in `counts`."""
COMPANIES_SHOWN: Final = 10
EVIDENCE_SHOWN: Final = 3


@dataclass
class _Item:
    """A change with the facts that its evidence stands for, on either side."""

    answer: dict[str, Any]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    sources: set[str] = field(default_factory=set)


class _Sources:
    """Which sources differ between the two states, and how."""

    def __init__(self, before: Workspace, after: Workspace) -> None:
        self._before, self._after = self._counted(before), self._counted(after)
        self._ledger = after.ledger

    @staticmethod
    def _counted(workspace: Workspace) -> dict[str, tuple[int, ...]]:
        found: dict[str, list[int]] = defaultdict(list)
        for source, _, number, _ in workspace.manifest["bundles"]:
            found[source].append(number)
        return {source: tuple(sorted(numbers)) for source, numbers in found.items()}

    @property
    def changed(self) -> list[str]:
        """Keys of the sources that count otherwise."""
        return sorted(
            key for key in self._before.keys() | self._after.keys() if self._before.get(key) != self._after.get(key)
        )

    def describe(self, key: str) -> dict[str, Any]:
        """What a source did: it came, went or has other versions."""
        before, after = self._before.get(key, ()), self._after.get(key, ())
        what = "added" if not before else "withdrawn" if not after else "changed"
        number = max(after or before)
        version = self._ledger.version(number)
        return {
            "source": key,
            "what": what,
            "versions_before": list(before),
            "versions_after": list(after),
            "as_of": version.options.get("as_of"),
            "title": version.summary.get("info", {}).get("title") or key,
        }


def changes(
    before: Workspace,
    after: Workspace,
    rules: Sequence[GapRule],
    *,
    zone: str | None = None,
    kind: str | None = None,
    limit: int = CHANGES_SHOWN,
) -> Answer:
    """Changes from one state to a later one, at most `limit` of each kind; `counts` says how many there are.

    Links and gaps are compared for the home city and its districts, or for `zone`. Edges at nodes that are
    themselves new or gone, and mentions, are not listed. Raises NotFound, QueryError for an unknown kind.
    """
    if kind is not None and kind not in KINDS:
        raise QueryError(f"{kind}: no kind of change; there are {', '.join(KINDS)}")
    then, now = Reference.of(before), Reference.of(after)
    chosen = [now.find_zone(zone).id] if zone else [after.home_zone, *(z.id for z in now.districts(after.home_zone))]
    wanted = KINDS if kind is None else (kind,)
    items: list[_Item] = []
    counts: dict[str, int] = {}
    with change_tables(before, after, chosen) as tables:
        gaps = gap_changes(then, now, rules, chosen) if any(k.startswith("gap_") for k in wanted) else []
        for one in wanted:
            if one.startswith("gap_"):
                found = [gap for gap in gaps if gap.kind == one]
                counts[one] = len(found)
                items += [_gap_item(tables, gap) for gap in found[:limit]]
                continue
            counts[one], rows = tables.rows(one, limit)
            if one in ("strengthened", "weakened"):
                items += [_cell_item(tables, now, then, one, row) for row in rows]
            else:
                items += [_item(one, row, now, then) for row in rows]
    sources = _Sources(before, after)
    _open(items, before, after, sources)
    return {
        "items": [item.answer for item in items],
        "total": sum(counts.values()),
        "next": None,
        "counts": counts,
        "basis": basis(
            after,
            _warnings(before, after, items, sum(counts.values())),
            since=_state(before),
            until=_state(after),
            zones=[now.zone_name(z) for z in chosen],
            changed_sources=[sources.describe(key) for key in sources.changed],
        ),
    }


def _state(workspace: Workspace) -> dict[str, Any]:
    manifest = workspace.manifest
    return {
        "version": manifest["version"],
        "hash": manifest["hash"],
        "as_of": manifest.get("as_of") or f"第 {manifest['version']} 版",
        "built_at": manifest["built_at"],
    }


def _warnings(before: Workspace, after: Workspace, items: Sequence[_Item], total: int) -> list[str]:
    said = list(before.manifest.get("notes", ()))
    if before.manifest["hash"] == after.manifest["hash"]:
        said.append("两个时点的图谱内容相同。")
    if before.manifest["packs"] != after.manifest["packs"]:
        said.append("两个时点所用的数据包不同：环节和产业的变化可能来自数据包。缺口两边都按现在的规则判定。")
    if before.manifest["last_decision"] != after.manifest["last_decision"]:
        said.append("两个时点之间有人工决定：没有来源的变化可能来自它们。")
    if total > len(items):
        said.append(f"共 {total} 项变化，每类只列前几项，各类总数见 counts。")
    return said


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _item(kind: str, row: Row, now: Reference, then: Reference) -> _Item:
    """A node or an edge that changed."""
    answer: dict[str, Any] = {"kind": kind, "id": row["id"]}
    if kind.startswith("edge_"):
        answer |= {
            "type": row["type"],
            "zh": ontology().relationships[row["type"]].zh,
            "name": f"{row['head_name']} → {row['tail_name']}",
            "head": {"label": row["head_label"], "id": row["head"], "name": row["head_name"]},
            "tail": {"label": row["tail_label"], "id": row["tail"], "name": row["tail_name"]},
        }
    else:
        label = row["label"]
        answer |= {"label": label, "zh": ontology().labels[label].zh, "name": row["name"]}
    if kind in ("changed", "edge_changed"):
        of = ontology().labels[row["label"]].properties if kind == "changed" else ontology().edge_properties
        return _value_item(answer, row, next(p for p in of if p.name == row["property"]))
    answer |= {"before": _plain(row.get("before")), "after": _plain(row.get("after"))}
    facts: tuple[str, ...] = (row["id"],)
    if kind == "moved":
        answer["before"] = [{"id": z, "name": then.zone_name(z)} for z in row["before"]]
        answer["after"] = [{"id": z, "name": now.zone_name(z)} for z in row["after"]]
        return _Item(answer, tuple(row["edges_before"]), tuple(row["edges_after"]))
    side = {"new": "after", "edge_new": "after", "gone": "before", "edge_gone": "before"}.get(kind)
    return _Item(answer, () if side == "after" else facts, () if side == "before" else facts)


def _value_item(answer: dict[str, Any], row: Row, known: Property) -> _Item:
    """A property of a node or an edge that has another value."""
    answer |= {
        "property": {"id": known.name, "name": known.zh, "unit": known.unit},
        "before": _value(known, row["before"]),
        "after": _value(known, row["after"]),
    }
    return _Item(answer, (row["id"],), (row["id"],))


def _value(known: Property, text: str | None) -> Any:
    """A value of its property's type; dates and lists as text."""
    if text is None or known.type in ("text", "texts", "date"):
        return text
    if known.type == "flag":
        return text == "true"
    return int(text) if known.type == "integer" else float(text)


def _moves(tables: Tables, cells: Sequence[tuple[str, str]]) -> tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]:
    """Companies that came to cells or left them, and the edges that say so on either side."""
    came, left = tables.members(cells)
    cards = {
        "came": [{"id": r["company"], "name": r["name"]} for r in came[:COMPANIES_SHOWN]],
        "left": [{"id": r["company"], "name": r["name"]} for r in left[:COMPANIES_SHOWN]],
        "came_total": len(came),
        "left_total": len(left),
    }
    before = tuple(r["edge"] for r in left[:COMPANIES_SHOWN])
    return cards, before, tuple(r["edge"] for r in came[:COMPANIES_SHOWN])


def _cell_item(tables: Tables, now: Reference, then: Reference, kind: str, row: Row) -> _Item:
    link = now.links.get(row["link"]) or then.links.get(row["link"])
    cards, before, after = _moves(tables, [(row["zone"], row["link"])])
    answer = {
        "kind": kind,
        "id": f"COVERS:{row['zone']}>{row['link']}",
        "name": f"{now.zone_name(row['zone'])}：{link.name if link else row['link']}",
        "zone": {"id": row["zone"], "name": now.zone_name(row["zone"])},
        "link": {"id": row["link"], "name": link.name if link else row["link"]},
        "before": row["before"],
        "after": row["after"],
        "companies": cards,
    }
    return _Item(answer, before, after)


def _gap_item(tables: Tables, gap: GapChange) -> _Item:
    cards, before, after = _moves(tables, [(gap.zone, link) for link in gap.links])
    if not cards["came_total"] and not cards["left_total"]:
        cards, before, after = _moves(tables, [(gap.zone, link) for link in gap.around])
    return _Item(gap.answer | {"companies": cards}, before, after, set(gap.declared))


def _packs(evidence: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The packs that a change rests on, as its sources."""
    return [
        {"source": name, "what": "changed", "versions_before": [], "versions_after": [], "as_of": None, "title": name}
        for name in sorted({one["locator"].partition("/")[0] for one in evidence if one["locator"].startswith("pack:")})
    ]


def _open(items: Sequence[_Item], before: Workspace, after: Workspace, sources: _Sources) -> None:
    """Give every change its evidence and the sources that did it, with one look-up a side."""
    earlier = sorted({fact for item in items for fact in item.before})
    later = sorted({fact for item in items for fact in item.after})
    sides = [
        EvidenceReader.of(before).for_facts(earlier, EVIDENCE_SHOWN),
        EvidenceReader.of(after).for_facts(later, EVIDENCE_SHOWN),
    ]
    changed = set(sources.changed)
    packs_differ = before.manifest["packs"] != after.manifest["packs"]
    for item in items:
        found = [
            {**one, "side": side}
            for side, facts, opened in zip(("before", "after"), (item.before, item.after), sides, strict=True)
            for fact in facts
            for one in opened.get(fact, ())
        ]
        # What both sides rest on is shown once.
        found = list({one["locator"]: one for one in reversed(found)}.values())[::-1]
        named = {one["document"]["id"] for one in found if one["document"]} | item.sources
        item.answer["evidence"] = found
        by = [sources.describe(key) for key in sorted(named & changed)]
        item.answer["by"] = by or (_packs(found) if packs_differ else [])
