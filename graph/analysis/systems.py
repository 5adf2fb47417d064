"""Industry systems over time: what of one is in the other, under which name, and what is new (产业体系的沿革).

A member of the older system is `kept` where the newer one has it as a member too, `within` where it lies in a
member, `mapped` where the crosswalk leads to a member, else `left`. What of the newer system nothing of the older
leads to is `new`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.reference import reached
from graph.errors import NotFound
from graph.evidence import EvidenceReader
from graph.queries import ask
from graph.workspace import Workspace

Row = dict[str, Any]
RELATIONS: Final = ("kept", "mapped", "within", "left", "new")
EVIDENCE_SHOWN: Final = 3


def find_system(workspace: Workspace, text: str) -> Row:
    """The industry system with this id, name or alias; raises NotFound offering all there are."""
    known = {row["id"]: row for row in ask(workspace.store, "industry_systems")}
    ids = {hit.id for hit in workspace.search.exact(text, "IndustrySystem")} & known.keys()
    if text in known or len(ids) == 1:
        return known[text] if text in known else known[ids.pop()]
    why = "names several systems" if ids else "is no industry system in this graph"
    offered = "、".join(row["name"] for row in known.values())
    raise NotFound(f"{text}: {why}; there are: {offered or 'none'}")


def share_warnings(mappings: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is odd in the shares of a crosswalk: sums over a whole, shares that are not known."""
    shares: dict[str, list[float | None]] = defaultdict(list)
    names = {}
    for row in mappings:
        shares[row["old"]].append(None if row["share"] is None else float(row["share"]))
        names[row["old"]] = row["old_name"]
    said = []
    for old, parts in sorted(shares.items()):
        total = sum(part for part in parts if part is not None)
        if total > 100:
            said.append(f"{names[old]}对应到各处的份额合计 {total:g}%，超过 100%：来源之间不一致，未作折算。")
    unknown = sum(part is None for parts in shares.values() for part in parts)
    if unknown:
        said.append(f"新旧对照中有 {unknown} 项没有份额：来源没有给出，不作推算。")
    return said


class _Systems:
    """Members of systems, the industries they lie in, and the crosswalk."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.mappings: dict[str, list[Row]] = defaultdict(list)
        for row in ask(workspace.store, "crosswalk"):
            self.mappings[row["old"]].append(row)
        self.outer: dict[str, list[str]] = defaultdict(list)
        for row in ask(workspace.store, "industry_parents"):
            self.outer[row["child"]].append(row["parent"])

    def members(self, system: str) -> dict[str, Row]:
        """Members of a system by id, in its order."""
        return {row["id"]: row for row in ask(self.workspace.store, "system_members", {"id": system})}

    def around(self, industry: str) -> set[str]:
        """The industries an industry lies in, itself included."""
        return reached([industry], self.outer)

    def mapped(self, industry: str, members: Mapping[str, Row]) -> list[tuple[str, list[Row]]]:
        """Members that the crosswalk leads to, each by the shortest way; a way may have several steps."""
        ways: dict[str, list[Row]] = {industry: []}
        waiting = [industry]
        for current in waiting:
            for row in self.mappings[current]:
                if row["new"] not in ways:
                    ways[row["new"]] = [*ways[current], row]
                    waiting.append(row["new"])
        found: dict[str, list[Row]] = {}
        for place, way in ways.items():
            for member in sorted(self.around(place) & members.keys()) if way else ():
                found.setdefault(member, way)
        return sorted(found.items())


def _member(row: Row) -> Row:
    return {key: row[key] for key in ("id", "name", "tier", "member_group")}


def systems_diff(workspace: Workspace, first: str, second: str) -> Answer:
    """What became of each member of `first` in `second`, then what is new in `second`.

    Shares stand as the crosswalk gives them and are never worked out. Raises NotFound.
    """
    old, new = find_system(workspace, first), find_system(workspace, second)
    systems = _Systems(workspace)
    before, after = systems.members(old["id"]), systems.members(new["id"])
    items: list[Row] = []
    met: set[str] = set()
    used: list[Row] = []
    for key, row in before.items():
        found: list[tuple[str, str, list[Row]]] = [(key, "kept", [])] if key in after else []
        ways = systems.mapped(key, after) if not found else []
        found += [(member, "mapped", way) for member, way in ways]
        mapped = {member for member, _, _ in found}
        if "kept" not in {relation for _, relation, _ in found}:
            around = (systems.around(key) & after.keys()) - mapped
            found += [(member, "within", []) for member in sorted(around)]
        met |= {member for member, _, _ in found}
        used += [step for _, _, way in found for step in way]
        items += [_line(row, after[member], relation, way) for member, relation, way in found] or [
            _line(row, None, "left", [])
        ]
    items += [_line(None, row, "new", []) for key, row in after.items() if key not in met]
    _open(workspace, items)
    steps = list({row["edge"]: row for row in used}.values())
    counts = {relation: sum(item["relation"] == relation for item in items) for relation in RELATIONS}
    rests_on = basis(
        workspace,
        _warnings(systems, old, new, before, after, steps),
        first=_system(old),
        second=_system(new),
        follows=_follows(workspace, old["id"], new["id"]),
    )
    return listing(items, rests_on) | {"counts": counts}


def _system(row: Row) -> Row:
    return {key: row[key] for key in ("id", "name", "valid_from", "valid_to", "summary")}


def _line(old: Row | None, new: Row | None, relation: str, way: Sequence[Row]) -> Row:
    retiered = old is not None and new is not None and old["id"] == new["id"] and old["tier"] != new["tier"]
    edges = [row["edge"] for row in (old, new) if row is not None] + [row["edge"] for row in way]
    return {
        "relation": relation,
        "from": _member(old) if old else None,
        "to": _member(new) if new else None,
        "tier_changed": retiered,
        "share": float(way[0]["share"]) if len(way) == 1 and way[0]["share"] is not None else None,
        "stated": all(row["stated"] for row in way) if way else None,
        "via": [{"id": row["new"], "name": row["new_name"]} for row in way],
        "edges": edges,
    }


def _open(workspace: Workspace, items: Sequence[Row]) -> None:
    found = EvidenceReader.of(workspace).for_facts([edge for item in items for edge in item["edges"]], EVIDENCE_SHOWN)
    for item in items:
        item["evidence"] = [one for edge in item.pop("edges") for one in found.get(edge, ())]


def _follows(workspace: Workspace, old: str, new: str) -> bool:
    onward: dict[str, list[str]] = defaultdict(list)
    for row in ask(workspace.store, "system_crosswalk"):
        onward[row["old"]].append(row["new"])
    return new in reached([old], onward)


def _warnings(
    systems: _Systems, old: Row, new: Row, before: Mapping[str, Row], after: Mapping[str, Row], steps: Sequence[Row]
) -> list[str]:
    said = [f"{row['name']}在图谱中没有成员。" for row, members in ((old, before), (new, after)) if not members]
    if old["id"] == new["id"]:
        said.append("两个名称是同一个体系。")
    inferred = sum(not row["stated"] for row in steps)
    if inferred:
        said.append(f"对照中有 {inferred} 项是推定的，没有官方对照表。")
    # All shares of what was used count, also those that lead elsewhere.
    olds = {row["old"] for row in steps}
    return said + share_warnings([row for key in sorted(olds) for row in systems.mappings[key]])


def older_names(workspace: Workspace, ids: Sequence[str]) -> list[Row]:
    """Industries of older systems that map to these, over any number of steps: id, name, aliases, what they map to."""
    back: dict[str, set[str]] = defaultdict(set)
    onward: dict[str, Row] = {}
    for row in ask(workspace.store, "crosswalk"):
        back[row["new"]].add(row["old"])
        onward.setdefault(row["old"], {"id": row["new"], "name": row["new_name"]})
    olds = reached(ids, back) - set(ids)
    if not olds:
        return []
    return [
        {"id": row["id"], "name": row["name"], "aliases": list(row["aliases"] or ()), "maps_to": onward[row["id"]]}
        for row in ask(workspace.store, "industry_names")
        if row["id"] in olds
    ]
