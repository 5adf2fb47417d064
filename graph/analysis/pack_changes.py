"""What a new version of the packs would change, and what of the graph rests on it now (数据包的变化)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from graph.analysis.basis import Answer, basis
from graph.analysis.gaps import find_gaps
from graph.analysis.reference import Reference, reached
from graph.analysis.scope import zone_scope
from graph.queries import ask
from schema.pack_diff import PLACING, PackChange, pack_diff
from schema.pack_model import Packs


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, (bool, int, float, str, dict)) else str(value)


class _Touched:
    """What rests on rows of the packs today: placements by link, gaps of the home city by rule."""

    def __init__(self, reference: Reference, now: Packs) -> None:
        self._placed = {row["link"]: row["companies"] for row in ask(reference.workspace.store, "placements")}
        found = find_gaps(zone_scope(reference, None), list(reference.chains.values()), now.gap_rules)
        self._gaps = Counter(gap.rule.id for gap in found)
        # From a system or an industry down to the links of its chains.
        self._below: dict[str, list[str]] = defaultdict(list)
        for member in now.memberships:
            self._below[member.parent].append(member.child)
        for link in now.links.values():
            self._below[link.chain].append(link.id)

    def placements(self, change: PackChange) -> int:
        """Placements on the links that a change speaks of; a company on two links counts twice."""
        if change.kind in ("membership", "crosswalk"):
            starts = change.ids[:1]
        elif change.kind in ("system", "industry", "link", "edge"):
            starts = change.ids
        else:
            return 0
        return sum(self._placed.get(one, 0) for one in reached(starts, self._below))

    def gaps(self, change: PackChange) -> int:
        """Gaps of the home city that a rule gives now."""
        return self._gaps[change.id] if change.kind == "rule" else 0


def packs_diff(reference: Reference, now: Packs, new: Packs) -> Answer:
    """Rows of the packs that `new` would add, remove or change, with the placements and gaps that rest on them now.

    Nothing is taken in. Placements that new words would add are not counted: only a build finds them.
    """
    changes = pack_diff(now, new)
    touched = _Touched(reference, now)
    items = [
        {
            "kind": change.kind,
            "change": change.change,
            "id": change.id,
            "name": change.name,
            "fields": {key: {"before": _plain(a), "after": _plain(b)} for key, (a, b) in change.fields.items()},
            "placements": touched.placements(change),
            "gaps": touched.gaps(change),
            "replaces_placements": _replaces(change),
        }
        for change in changes
    ]
    rests_on = basis(
        reference.workspace,
        _warnings(reference, now, new, changes),
        packs={"now": now.versions, "new": new.versions},
        counts=dict(sorted(Counter(f"{c.kind}_{c.change}" for c in changes).items())),
    )
    return {"items": items, "total": len(items), "next": None, "basis": rests_on}


def _replaces(change: PackChange) -> bool:
    """Whether companies have to be placed again."""
    if change.kind == "words":
        return True
    return change.kind == "link" and (change.change != "changed" or not PLACING.isdisjoint(change.fields))


def _warnings(reference: Reference, now: Packs, new: Packs, changes: Sequence[PackChange]) -> list[str]:
    said = []
    if reference.workspace.manifest["packs"] != now.fingerprint:
        said.append("图谱不是由现在的数据包构建的：所触及的归类数以图谱为准，先 build 更准。")
    if now.fingerprint == new.fingerprint:
        said.append("两份数据包完全相同。")
    elif not changes:
        said.append("数据包的文件不同，但体系、产业、环节、规则、区域和园区没有差别。")
    if any(_replaces(change) for change in changes):
        said.append("归类词有变：这里只数现有归类中会重做的，新词会带来的归类要 ingest --refresh 之后才知道。")
    shares: dict[str, float] = defaultdict(float)
    for row in new.crosswalk:
        shares[row.old] += float(row.share or 0)
    for old, total in sorted(shares.items()):
        if total > 100:
            name = new.industries[old].name if old in new.industries else new.systems[old].name
            said.append(f"新数据包的对照中{name}的份额合计 {total:g}%，超过 100%。")
    return said
