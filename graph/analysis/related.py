"""Related scenarios: what two scenarios share, each part with its weight (相关场景)."""

from __future__ import annotations

from typing import Any

from graph.analysis.basis import Answer, basis, listing
from graph.errors import NotFound
from graph.evidence import EvidenceReader
from graph.queries import ask
from graph.workspace import Workspace

QUERIES = {"Scenario": "related_scenarios", "ScenarioDirection": "related_directions"}
REASONS = {
    "link": "需求同一产业链环节",
    "technology": "需要同一技术",
    "industry": "属于同一产业链",
    "park": "在同一园区",
    "zone": "在同一区域",
    "demander": "同一需求方",
    "field": "同一应用领域",
    "policy": "出自同一政策",
}


def _find(workspace: Workspace, text: str) -> tuple[str, str, str]:
    """(label, id, name) of a scenario or direction by id, name or a part of its name."""
    for label in QUERIES:
        exact = workspace.search.exact(text, label)
        if exact:
            return label, exact[0].id, exact[0].name
    near = [hit for label in QUERIES for hit in workspace.search.names(text, label, limit=5)]
    if len({hit.id for hit in near}) == 1:
        return near[0].label, near[0].id, near[0].name
    if near:
        raise NotFound(f"{text}: several scenarios fit: {'、'.join(sorted({hit.name for hit in near}))}")
    raise NotFound(f"{text}: no scenario has this name; `scenariograph search {text}` looks in all names and sentences")


def _names(workspace: Workspace, shared: set[tuple[str, str]]) -> dict[str, str]:
    found = {}
    for label, node_id in sorted(shared):
        hits = workspace.search.exact(node_id, label) if label != "text" else []
        found[node_id] = hits[0].name if hits else node_id
    return found


def related(workspace: Workspace, scenario: str, *, limit: int = 20) -> Answer:
    """Scenarios related to one, with the parts that add up to the score."""
    label, node_id, name = _find(workspace, scenario)
    rows = ask(workspace.store, QUERIES[label], {"id": node_id})
    split = [[reason.split("|", 3) for reason in row["reasons"]] for row in rows[:limit]]
    names = _names(workspace, {(part[2], part[3]) for parts in split for part in parts})
    evidence = EvidenceReader(workspace).for_facts([node_id, *(row["id"] for row in rows[:limit])], 2)
    items: list[dict[str, Any]] = []
    for row, parts in zip(rows[:limit], split, strict=True):
        items.append(
            {
                "scenario": {"id": row["id"], "label": label, "name": row["name"]},
                "score": float(row["score"]),
                "parts": [
                    {
                        "reason": kind,
                        "text": f"{REASONS[kind]}：{names[shared]}",
                        "weight": float(weight),
                        "shared": {"label": shared_label, "id": shared, "name": names[shared]},
                        "evidence": evidence.get(row["id"], []),
                    }
                    for kind, weight, shared_label, shared in parts
                ],
            }
        )
    warnings = [] if items else [f"“{name}”与已载入的其他场景没有共同的环节、技术、园区、需求方或政策。"]
    answer = listing(items, basis(workspace, warnings, scenario={"id": node_id, "label": label, "name": name}))
    answer["total"] = len(rows)
    return answer
