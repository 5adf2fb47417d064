"""One node with its neighbours, members and evidence (节点)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.analysis.basis import Answer, basis
from graph.analysis.derived import derived_from
from graph.analysis.systems import older_names
from graph.errors import NotFound
from graph.evidence import EvidenceReader
from graph.queries import ask
from graph.search import NameHit, SentenceHit
from graph.workspace import Workspace
from schema.ontology import ontology

NEIGHBOURS_SHOWN = 20
DERIVED_SHOWN = 2
# Where a name fits several labels, the thing itself before the documents and lists that name it.
LABEL_ORDER = ("IndustrySystem", "Industry", "Zone", "Park", "Scenario", "ScenarioDirection", "Company", "Policy")


def find(workspace: Workspace, text: str) -> NameHit:
    """The node with this id, name or alias; raises NotFound offering near names."""
    hits = workspace.search.exact(text)
    if hits:
        order = {label: place for place, label in enumerate(LABEL_ORDER)}
        return min(hits, key=lambda h: (h.id != text, order.get(h.label, len(order)), h.form != "name", h.id))
    # Indicators are not among the names, but neighbours list their ids.
    if indicator := workspace.store.query("MATCH (n:Indicator {id: $id}) RETURN n.name AS name", {"id": text}):
        return NameHit(text, "Indicator", indicator[0]["name"], "name", True)
    near = workspace.search.names(text, limit=8)
    if len(near) == 1:
        return near[0]
    if near:
        offered = "、".join(f"{hit.name}（{ontology().labels[hit.label].zh}）" for hit in near)
        raise NotFound(f"{text}: no node has just this name; near: {offered}")
    raise NotFound(f"{text}: nothing in the graph has this id or name")


def _properties(workspace: Workspace, label: str, node_id: str) -> dict[str, Any]:
    names = ["id", "name", "aliases", *(p.name for p in ontology().labels[label].properties)]
    names += ["valid_from", "valid_to", "as_of", "stated", "confidence"]
    columns = ", ".join(f"n.`{name}` AS `{name}`" for name in names)
    # Label and columns are the ontology's names; the id is a parameter.
    rows = workspace.store.query(f"MATCH (n:{label} {{id: $id}}) RETURN {columns}", {"id": node_id})
    if not rows:
        raise NotFound(f"{node_id}: this store has no such node; run `scenariograph build`")
    return {name: value for name, value in rows[0].items() if value is not None}


def _around(workspace: Workspace, label: str, node_id: str, type_name: str, other: str, outward: bool) -> Answer | None:
    relationship = ontology().relationships[type_name]
    extra = "".join(f", r.`{p.name}` AS `{p.name}`" for p in relationship.properties)
    left, right = ("", ">") if outward else ("<", "")
    pattern = f"(n:{label} {{id: $id}}){left}-[r:{type_name}]-{right}(m:{other})"
    total = workspace.store.query(f"MATCH {pattern} RETURN count(*) AS total", {"id": node_id})[0]["total"]
    if not total:
        return None
    order = "place_, " if any(p.name == "order" for p in relationship.properties) else ""
    place = ", r.`order` AS place_" if order else ""
    rows = workspace.store.query(
        f"MATCH {pattern} RETURN r.id AS edge, m.id AS id, m.name AS name, r.stated AS stated, r.rule AS rule,"
        f" r.confidence AS confidence, r.evidences AS evidences{extra}{place}"
        f" ORDER BY {order}id, edge LIMIT {NEIGHBOURS_SHOWN}",
        {"id": node_id},
    )
    items = [{k: v for k, v in row.items() if v is not None and k != "place_"} for row in rows]
    return {
        "type": type_name,
        "zh": relationship.zh,
        "direction": "out" if outward else "in",
        "label": other,
        "total": total,
        "items": items,
    }


def neighbours(workspace: Workspace, label: str, node_id: str) -> list[Answer]:
    """Neighbours grouped by relationship type, direction and label, at most twenty of each shown."""
    groups = []
    for type_name, relationship in ontology().relationships.items():
        for head, tail in relationship.ends:
            if head == label:
                groups.append(_around(workspace, label, node_id, type_name, tail, True))
            if tail == label:
                groups.append(_around(workspace, label, node_id, type_name, head, False))
    return [group for group in groups if group is not None]


def _candidates(workspace: Workspace, node_id: str) -> list[dict[str, Any]]:
    path = workspace.tables / "candidate_edge.parquet"
    if not path.exists():
        return []
    either = (pc.field("head") == node_id) | (pc.field("tail") == node_id)
    rows = pq.read_table(path, filters=either).slice(0, NEIGHBOURS_SHOWN).to_pylist()
    shown = ("id", "type", "head", "tail", "words", "basis", "confidence", "rule")
    return [{k: row[k] for k in shown if row[k] is not None} for row in rows]


def show(workspace: Workspace, text: str, *, candidates: bool = False) -> Answer:
    """One node: properties, neighbours, members of a system by tier, evidence; with what is not sure on demand."""
    hit = find(workspace, text)
    answer: Answer = {
        "id": hit.id,
        "label": hit.label,
        "zh": ontology().labels[hit.label].zh,
        "properties": _properties(workspace, hit.label, hit.id),
        "neighbours": neighbours(workspace, hit.label, hit.id),
    }
    reader = EvidenceReader.of(workspace)
    answer["evidence"] = reader.for_fact(hit.id)
    if hit.label == "IndustrySystem":
        rows = ask(workspace.store, "system_members", {"id": hit.id})
        found = reader.for_facts([row["edge"] for row in rows], 3)
        answer["members"] = [{**row, "evidence": found.get(row["edge"], [])} for row in rows]
    if hit.label == "Policy":
        answer["tree"] = ask(workspace.store, "policy_tree", {"id": hit.id})
    if candidates:
        answer["candidates"] = _candidates(workspace, hit.id)
    answer["basis"] = basis(workspace)
    return answer


def evidence(workspace: Workspace, text: str) -> Answer:
    """The sentences or rows behind a node (id or name) or an edge (id); a derived edge has those of its sources."""
    reader = EvidenceReader.of(workspace)
    found = reader.for_fact(text)
    fact = text
    if not found and (sources := derived_from(workspace, text)):
        opened = reader.for_facts(sources, DERIVED_SHOWN)
        found = [item for source in sources for item in opened.get(source, ())]
    if not found:
        fact = find(workspace, text).id
        found = reader.for_fact(fact)
    return {"id": fact, "items": found, "total": len(found), "next": None, "basis": basis(workspace)}


def _sentence(hit: SentenceHit, versions: Mapping[tuple[str, int], int]) -> dict[str, Any]:
    return {
        "locator": f"{versions[hit.source, hit.seq]}#{hit.locator}",
        "source": hit.source,
        "sentence": hit.text,
        "under": None,
    }


def _under_older_names(
    workspace: Workspace, names: Sequence[NameHit], shown: Sequence[Answer], limit: int
) -> list[dict[str, Any]]:
    """Sentences that speak of what an industry was called in older systems; `under` is that industry."""
    ids = [hit.id for hit in names if hit.exact and hit.label == "Industry"]
    if not ids:
        return []
    versions = {(s, q): n for s, q, n, _ in workspace.manifest["bundles"]}
    known = {row["locator"] for row in shown}
    found: list[dict[str, Any]] = []
    for older in older_names(workspace, ids):
        for name in (older["name"], *older["aliases"]):
            for hit in workspace.search.sentences(name, limit):
                sentence = _sentence(hit, versions) | {"under": {"id": older["id"], "name": older["name"]}}
                if len(known) < limit and sentence["locator"] not in known:
                    known.add(sentence["locator"])
                    found.append(sentence)
    return found


def search(workspace: Workspace, text: str, *, label: str | None = None, limit: int = 20) -> Answer:
    """Nodes by name or alias, and sentences that hold the words, or what an industry was called in older systems."""
    if label is not None and label not in ontology().labels:
        raise NotFound(f"--type {label}: no label has this name; there are {', '.join(ontology().labels)}")
    names = workspace.search.names(text, label, limit)
    items: list[dict[str, Any]] = [
        {"id": h.id, "label": h.label, "zh": ontology().labels[h.label].zh, "name": h.name, "exact": h.exact}
        for h in names
    ]
    sentences: list[dict[str, Any]] = []
    if label is None:
        versions = {(s, q): n for s, q, n, _ in workspace.manifest["bundles"]}
        sentences = [_sentence(h, versions) for h in workspace.search.sentences(text, limit)]
        sentences += _under_older_names(workspace, names, sentences, limit)
    return {
        "items": items,
        "sentences": sentences,
        "total": len(items),
        "next": None,
        "basis": basis(workspace, [] if items or sentences else [f"没有名称或句子包含“{text}”。"]),
    }
