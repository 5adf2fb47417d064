"""Finding a node of one label by what a person wrote (按名称找节点)."""

from __future__ import annotations

from graph.errors import NotFound
from graph.search import NameHit
from graph.workspace import Workspace
from schema.ontology import ontology


def find_one(workspace: Workspace, text: str, label: str) -> NameHit:
    """The node of a label with this id, name or alias, or the one whose name holds it; raises NotFound offering names."""
    zh = ontology().labels[label].zh
    exact = {hit.id: hit for hit in reversed(workspace.search.exact(text, label))}
    if text in exact:
        return exact[text]
    near = list(exact.values()) or workspace.search.names(text, label, limit=8)
    if len({hit.id for hit in near}) == 1:
        return near[0]
    if near:
        offered = "、".join(f"{hit.name}（{hit.id}）" if exact else hit.name for hit in near[:8])
        raise NotFound(f"{text}: several of label {label}（{zh}） fit; name one of: {offered}")
    raise NotFound(f"{text}: no {label}（{zh}） has this id or name; `scenariograph search` looks in all names")
