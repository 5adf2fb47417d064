"""The node (:Projection) that says which projection a database holds, and whether all of it (图库状态)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.ledger import canonical_json
from graph.stores.neo4j_schema import STATE_LABEL
from schema.ontology import ontology

STATE_ID: Final = "scenariograph"
READY: Final = "ready"
SYNCING: Final = "syncing"

READ_STATE: Final = f"MATCH (p:{STATE_LABEL} {{id: '{STATE_ID}'}}) RETURN properties(p) AS p"
READ_REVISION: Final = f"MATCH (p:{STATE_LABEL} {{id: '{STATE_ID}'}}) RETURN p.revision AS revision, p.state AS state"
# A revision is never used twice, so a reader sees whether anything was written since it looked.
WRITE_STATE: Final = (
    f"MERGE (p:{STATE_LABEL} {{id: '{STATE_ID}'}})"
    " SET p.revision = coalesce(p.revision, 0) + 1 SET p += $properties RETURN p.revision AS revision"
)


@dataclass(frozen=True, slots=True)
class State:
    """What the database says of itself; `target`, `mode`, `doing` and `done` are of a sync that has not ended."""

    state: str
    revision: int
    workspace: str
    ontology_version: int
    version: int | None
    hash: str | None
    target: str | None
    target_version: int | None
    mode: str | None
    began_at: str | None
    doing: str | None
    done: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether the graph is whole."""
        return self.state == READY


def state_of(properties: Mapping[str, Any]) -> State:
    """A State from the node's properties."""
    return State(
        state=str(properties.get("state")),
        revision=int(properties.get("revision") or 0),
        workspace=str(properties.get("workspace")),
        ontology_version=int(properties.get("ontology_version") or 0),
        version=properties.get("version"),
        hash=properties.get("hash"),
        target=properties.get("target"),
        target_version=properties.get("target_version"),
        mode=properties.get("mode"),
        began_at=properties.get("began_at"),
        doing=properties.get("doing"),
        done=tuple(properties.get("done") or ()),
    )


def begun(manifest: Mapping[str, Any], workspace: str, mode: str, now: str) -> dict[str, Any]:
    """Properties at the begin of a sync; hash and version of the last whole graph stay."""
    return {
        "name": f"场景图谱 第 {manifest['version']} 版（载入中）",
        "state": SYNCING,
        "workspace": workspace,
        "ontology_version": ontology().version,
        "target": manifest["hash"],
        "target_version": manifest["version"],
        "mode": mode,
        "began_at": now,
        "doing": None,
        "done": [],
    }


def differing(
    counts: tuple[Mapping[str, int], Mapping[str, int]], manifest: Mapping[str, Any]
) -> list[tuple[str, int, int]]:
    """(label or type, how many there are, how many the projection has) where these differ; nodes before edges."""
    return [
        (name, there.get(name, 0), wanted.get(name, 0))
        for there, wanted in zip(counts, (manifest["nodes"], manifest["edges"]), strict=True)
        for name in sorted(there.keys() | wanted.keys())
        if there.get(name, 0) != wanted.get(name, 0)
    ]


def imported(manifest: Mapping[str, Any], workspace: str) -> dict[str, Any]:
    """The whole node, for a first load that is not done by a sync."""
    return {"id": STATE_ID, "revision": 1, **whole(manifest, workspace)}


def whole(manifest: Mapping[str, Any], workspace: str) -> dict[str, Any]:
    """Properties once all of a projection is there: version, hash, counts."""
    return {
        "name": f"场景图谱 第 {manifest['version']} 版",
        "state": READY,
        "workspace": workspace,
        "ontology_version": ontology().version,
        "version": manifest["version"],
        "hash": manifest["hash"],
        "built_at": manifest.get("built_at"),
        "nodes": sum(manifest["nodes"].values()),
        "edges": sum(manifest["edges"].values()),
        "counts": canonical_json({"nodes": manifest["nodes"], "edges": manifest["edges"]}),
        "target": None,
        "target_version": None,
        "mode": None,
        "began_at": None,
        "doing": None,
        "done": None,
    }
