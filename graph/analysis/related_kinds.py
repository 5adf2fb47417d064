"""Related companies, parks and policies: the same link, park, zone, group or policy (相关企业、园区、政策)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.analysis.basis import Answer, basis, listing
from graph.evidence import EvidenceReader
from graph.search import NameHit
from graph.workspace import Workspace
from schema.ontology import ontology
from schema.pack_model import Packs

PLACES_SHOWN: Final = 2


@dataclass(frozen=True)
class Step:
    """Edges over which a thing is shared: their types, the label at the other end, whether they go out."""

    types: tuple[str, ...]
    labels: tuple[str, ...]
    outward: bool = True


_OWNS: Final = ("BRANCH_OF", "INVESTS_IN")
_WEIGHT_ON: Final = ("FOCUSES_ON", "COURTS")
_BACKS: Final = ("PROPOSES", "SUPPORTS")
STEPS: Final[dict[str, dict[str, Step]]] = {
    "Company": {
        "link": Step(("ENGAGES_IN",), ("ChainLink",)),
        "technology": Step(("OFFERS",), ("Technology",)),
        "park": Step(("TENANT_OF", "LOCATED_IN"), ("Park",)),
        "zone": Step(("LOCATED_IN",), ("Zone",)),
        "scenario": Step(("APPLIES",), ("Scenario",)),
        "qualification": Step(("CERTIFIED_AS",), ("Qualification",)),
        "group": Step(_OWNS, ("Company",)),
    },
    "Park": {
        "link": Step(_WEIGHT_ON, ("ChainLink",)),
        "industry": Step(_WEIGHT_ON, ("Industry",)),
        "zone": Step(("LOCATED_IN",), ("Zone",)),
        "policy": Step(_BACKS, ("Policy",), outward=False),
        "operator": Step(("OPERATES",), ("Company", "Organization"), outward=False),
    },
    "Policy": {
        "link": Step(_WEIGHT_ON, ("ChainLink",)),
        "industry": Step(_WEIGHT_ON, ("Industry",)),
        "park": Step(_BACKS, ("Park",)),
        "zone": Step(_BACKS, ("Zone",)),
        "issuer": Step(("ISSUED_BY",), ("Organization",)),
    },
}
KINDS: Final = tuple(STEPS)


class Sharing:
    """Who shares what with one node, read from the edges of a projection."""

    def __init__(self, workspace: Workspace, label: str, node: str) -> None:
        self._path = workspace.tables / "edge.parquet"
        self._label, self._node = label, node

    def _read(self, types: tuple[str, ...], **ends: Any) -> pa.Table | None:
        if not self._path.exists():
            return None
        wanted = pc.field("type").isin(list(types))
        for column, values in ends.items():
            wanted &= pc.field(column).isin(list(values))
        return pq.read_table(self._path, columns=["id", "head", "tail", "head_label", "tail_label"], filters=wanted)

    def things(self, reason: str, step: Step) -> dict[str, tuple[str, str]]:
        """What the node itself has for a reason: id → (label, edge). A group is named by a company above, or itself."""
        near, far = ("head", "tail") if step.outward else ("tail", "head")
        found = self._read(
            step.types, **{near: [self._node], f"{near}_label": [self._label], f"{far}_label": step.labels}
        )
        made = {row[far]: (row[f"{far}_label"], row["id"]) for row in found.to_pylist()} if found is not None else {}
        return made | {self._node: (self._label, "")} if reason == "group" else made

    def holders(self, reason: str, step: Step, things: dict[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
        """Others of the node's label that have one of `things`: other → thing → edge."""
        near, far = ("head", "tail") if step.outward else ("tail", "head")
        found = self._read(step.types, **{far: list(things), f"{near}_label": [self._label]}) if things else None
        made: dict[str, dict[str, str]] = defaultdict(dict)
        if found is not None:
            ids, others, shared = (found.column(name).to_pylist() for name in ("id", near, far))
            for edge, other, thing in zip(ids, others, shared, strict=True):
                made[other][thing] = edge
        if reason == "group":
            for thing in things:
                made[thing].setdefault(thing, things[thing][1])
        made.pop(self._node, None)
        return made


def related_kind(workspace: Workspace, packs: Packs, hit: NameHit, *, limit: int, filtered: bool) -> Answer:
    """What is related to a company, park or policy, with the parts that add up to the score."""
    rules = {rule.reason: rule for rule in packs.related_rules if rule.of == hit.label}
    sharing = Sharing(workspace, hit.label, hit.id)
    score: dict[str, int] = {}
    shares: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    labels: dict[str, str] = {}
    # What relates by itself comes first: the rest only adds to those found so far.
    for reason, rule in sorted(rules.items(), key=lambda entry: (not entry[1].relates, entry[0])):
        step = STEPS[hit.label][reason]
        things = sharing.things(reason, step)
        labels.update({thing: label for thing, (label, _) in things.items()})
        for other, shared in sharing.holders(reason, step, things).items():
            if rule.relates or other in score:
                score[other] = score.get(other, 0) + int(rule.weight * 1000) * len(shared)
                shares[other] += [(reason, thing, edge) for thing, edge in sorted(shared.items())]
    ranked = sorted(score.items(), key=lambda entry: (-entry[1], entry[0]))
    reader = EvidenceReader.of(workspace)
    shown = ranked[:limit]
    facts = [edge for key, _ in shown for _, _, edge in shares[key] if edge]
    evidence = reader.for_facts(facts, PLACES_SHOWN, values=False)
    name = _Names(workspace)
    items = [
        {
            "label": hit.label,
            hit.label.lower(): {"id": key, "label": hit.label, "name": name(hit.label, key)},
            "score": total / 1000,
            "parts": [
                {
                    "reason": reason,
                    "text": f"{rules[reason].text}：{name(labels[thing], thing)}",
                    "weight": float(rules[reason].weight),
                    "shared": {"label": labels[thing], "id": thing, "name": name(labels[thing], thing)},
                    "evidence": evidence.get(edge, []),
                }
                for reason, thing, edge in sorted(shares[key], key=lambda s: (-rules[s[0]].weight, s))
            ],
        }
        for key, total in shown
    ]
    zh = ontology().labels[hit.label].zh
    warnings = (
        []
        if items
        else [f"{zh}“{hit.name}”与已载入的其他{zh}没有共同之处（{'、'.join(r.text for r in rules.values())}）。"]
    )
    if filtered:
        warnings.append("筛选条件只用于场景，这里没有用。")
    node = {"id": hit.id, "label": hit.label, "name": hit.name}
    described = [{"id": r.id, "text": r.text, "weight": float(r.weight), "relates": r.relates} for r in rules.values()]
    answer = listing(items, basis(workspace, warnings, **{hit.label.lower(): node}, rules=described))
    answer["total"] = len(ranked)
    return answer


class _Names:
    """Names of nodes by label and id, each looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        self._search = workspace.search
        self._kept: dict[tuple[str, str], str] = {}

    def __call__(self, label: str, node: str) -> str:
        if (label, node) not in self._kept:
            hits = self._search.exact(node, label)
            self._kept[label, node] = hits[0].name if hits else node
        return self._kept[label, node]
