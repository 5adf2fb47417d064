"""Paths from one company to another or to a scenario, typed, with evidence (企业路径)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.path_graph import PathGraph, path_graph
from graph.analysis.path_search import MOST_STEPS, Found, Order, PathSearch
from graph.analysis.show import find
from graph.errors import QueryError
from graph.evidence import EvidenceReader
from graph.search import NameHit
from graph.workspace import Workspace
from schema.ontology import ontology
from schema.pack_model import PathStepRow, ThresholdRow

CROWDED: Final = "path-crowded"
USUAL: Final = "usual"
EVIDENCE_SHOWN: Final = 2
GROUP_WORDS: Final = {"zone": "区域", "industry": "产业", "qualification": "资质", "policy": "政策"}


def chosen_steps(steps: Sequence[PathStepRow], also: Sequence[str]) -> list[PathStepRow]:
    """The usual steps and those of the groups in `also`; raises QueryError naming what there is."""
    groups = sorted({step.group for step in steps} - {USUAL})
    for group in also:
        if group not in groups:
            raise QueryError(f"--also {group}: no steps are called so; there are {', '.join(groups)}")
    return [step for step in steps if step.group in (USUAL, *also)]


def crowded_at(thresholds: Mapping[str, ThresholdRow], through_hubs: bool) -> float:
    """Edges of one type and direction at a node above which they are crowded."""
    row = thresholds.get(CROWDED)
    return math.inf if through_hubs or row is None else row.value


class PathWriter:
    """Writes paths out: names, step texts and evidence."""

    def __init__(self, workspace: Workspace, graph: PathGraph, steps: Sequence[PathStepRow]) -> None:
        self.workspace = workspace
        self.graph = graph
        self.steps = steps

    def node(self, node: int, edge: int) -> dict[str, str]:
        """Id, label and name of an end of an edge."""
        label, node_id = self.graph.label(edge, node), str(self.graph.ids[node].as_py())
        hits = self.workspace.search.exact(node_id, label)
        name = next((hit.name for hit in hits if hit.id == node_id), node_id)
        return {"id": node_id, "label": label, "zh": ontology().labels[label].zh, "name": name}

    def _text(self, row: Mapping[str, Any]) -> str:
        return next(
            s.text
            for s in self.steps
            if (s.type == row["type"] and row["head_label"] in s.heads and row["tail_label"] in s.tails)
        )

    def _edge(self, edge: int, outward: bool, evidence: Mapping[str, list[Any]]) -> dict[str, Any]:
        row = self.graph.row(edge)
        return {
            "id": row["id"],
            "type": row["type"],
            "zh": ontology().relationships[row["type"]].zh,
            "text": self._text(row),
            "direction": "out" if outward else "in",
            "confidence": float(row["confidence"]),
            "stated": row["stated"],
            "rule": row["rule"],
            "crowded": bool(self.graph.crowded[edge]),
            "evidence": evidence.get(row["id"], []),
        }

    def write(self, found: Sequence[Found]) -> list[dict[str, Any]]:
        """Paths as answers, with one look-up of evidence."""
        ids = [self.graph.row(edge)["id"] for path in found for edge in path.edges]
        evidence = EvidenceReader.of(self.workspace).for_facts(ids, EVIDENCE_SHOWN)
        items = []
        for path in found:
            nodes = [self.node(node, path.edges[max(k - 1, 0)]) for k, node in enumerate(path.nodes)]
            edges = [
                self._edge(edge, bool(self.graph.head[edge] == path.nodes[k]), evidence)
                for k, edge in enumerate(path.edges)
            ]
            confidence = math.prod(edge["confidence"] for edge in edges)
            text = nodes[0]["name"]
            for edge, node in zip(edges, nodes[1:], strict=True):
                arrow = f" —{edge['zh']}→ " if edge["direction"] == "out" else f" ←{edge['zh']}— "
                text += arrow + node["name"]
            items.append({"steps": len(edges), "confidence": confidence, "text": text, "nodes": nodes, "edges": edges})
        return items


def paths(
    workspace: Workspace,
    steps: Sequence[PathStepRow],
    thresholds: Mapping[str, ThresholdRow],
    source: str,
    target: str,
    *,
    order: Order = "steps",
    most_steps: int = MOST_STEPS,
    also: Sequence[str] = (),
    through_hubs: bool = False,
    limit: int = 3,
) -> Answer:
    """The first `limit` paths between two nodes, along the pack's steps in either direction.

    By steps: the shortest first, of one length the surest. By confidence: the surest first. A path costs the sum
    of -ln(confidence) of its edges, so that the cheapest is the one whose product of confidences is highest: the
    chance that all its edges hold, were they independent. (The sum of 1 - confidence is near to it for sure edges,
    but would call two edges of 0.5 as good as one of 0, and has no such meaning.)

    A path has at most one crowded edge (`path_graph`) unless `through_hubs`: it may end at a link of a thousand
    companies or lead through it to a scenario, but not through it from one of the companies to another. Zones,
    industries, qualifications and policies are no steps unless asked for in `also`.
    """
    ends = [find(workspace, text) for text in (source, target)]
    if ends[0].id == ends[1].id:
        raise QueryError(f"{source}, {target}: both are {ends[0].name}; name two different nodes")
    used = chosen_steps(steps, also)
    most = crowded_at(thresholds, through_hubs)
    graph = path_graph(workspace, used, most)
    places = [graph.place(hit.id) for hit in ends]
    warnings = [
        f"{hit.name}没有可走的关系：未载入，或企业已终止。"
        for hit, place in zip(ends, places, strict=True)
        if place is None
    ]
    found: list[Found] = []
    if places[0] is not None and places[1] is not None:
        search = PathSearch(graph, places[0], places[1], order)
        found = search.best(limit, most_steps)
        warnings += _warnings(found, search, most_steps, most, steps, also)
    rests_on = basis(
        workspace,
        warnings,
        ends=[_end(hit) for hit in ends],
        order=order,
        most_steps=most_steps,
        also=list(also),
        crowded_above=None if math.isinf(most) else most,
    )
    return listing(PathWriter(workspace, graph, used).write(found), rests_on)


def _end(hit: NameHit) -> dict[str, str]:
    return {"id": hit.id, "label": hit.label, "name": hit.name}


def _warnings(
    found: Sequence[Found],
    search: PathSearch,
    most_steps: int,
    most: float,
    steps: Sequence[PathStepRow],
    also: Sequence[str],
) -> list[str]:
    said = ["路径太多，没有全部比较；减少步数或不走拥挤的关系再试。"] if search.cut_short else []
    if not found:
        said.append(f"{most_steps} 步之内没有路径。")
        if not math.isinf(most):
            said.append(
                f"一条路径最多经过一段拥挤的关系（一端同类关系多于 {most:g}）；--through-hubs 不受此限，但说明不了多少。"
            )
        groups = sorted({step.group for step in steps} - {USUAL, *also})
        if groups:
            words = "、".join(f"{GROUP_WORDS.get(group, group)}（--also {group}）" for group in groups)
            said.append(f"以下关系没有走：{words}。")
    return said
