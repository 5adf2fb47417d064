"""Gaps that opened, closed or became others between two states, by the same rules on both sides (缺口的变化)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.gap_finding import Finding
from graph.analysis.gaps import find_gaps
from graph.analysis.reference import Reference
from graph.analysis.scope import Scope, zone_scope
from schema.pack_model import GapRule

Key = tuple[str, str, str, str]
"""Zone, chain, link (of a stage that is not there: the stage), and whether it is a stage."""


@dataclass(frozen=True)
class GapChange:
    """One change; `links` are those of the gap, `around` their neighbours, `declared` who says otherwise what it covers."""

    kind: str
    zone: str
    links: tuple[str, ...]
    around: tuple[str, ...]
    declared: frozenset[str]
    answer: dict[str, Any]


def _key(scope: Scope, found: Finding) -> Key:
    short = found.kind == "short"
    return scope.id, found.chain.id, found.link.stage if short else found.link.id, "stage" if short else "link"


def _found(reference: Reference, rules: Sequence[GapRule], zones: Sequence[str]) -> dict[Key, tuple[Scope, Finding]]:
    made = {}
    for zone in zones:
        if zone in reference.zones:
            scope = zone_scope(reference, zone)
            for found in find_gaps(scope, list(reference.chains.values()), rules):
                made[_key(scope, found)] = (scope, found)
    return made


def _declared(scope: Scope | None) -> set[tuple[str, str, bool]]:
    return {(d["source"], d["zone"], d["complete"]) for d in scope.covering()} if scope else set()


def _side(found: Finding | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "kind": found.kind,
        "state": found.state,
        "rule": found.rule.id,
        "companies": found.cell.companies,
        "upstream": found.upstream,
        "downstream": found.downstream,
        "reasons": list(found.reasons),
    }


def _note(now: Reference, scope: Scope, old: Finding) -> str:
    """Why a gap is none any more: companies came, or its rule speaks of others that have left."""
    here = sum(now.cells[scope.id, link.id].companies for link in old.links if (scope.id, link.id) in now.cells)
    if here:
        return f"该处现有 {here} 家企业，规则不再成立。"
    return "该处仍没有企业；规则所比较的其他环节变了，因此不再判为缺口。"


def gap_changes(then: Reference, now: Reference, rules: Sequence[GapRule], zones: Sequence[str]) -> list[GapChange]:
    """What differs in the gaps of all chains in these zones; opened and closed first, in order of zone and chain."""
    before, after = _found(then, rules, zones), _found(now, rules, zones)
    made = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old and new and (old[1].kind, old[1].state) == (new[1].kind, new[1].state):
            continue
        scope, found = new or old or (None, None)
        assert scope is not None and found is not None
        kind = "gap_opened" if old is None else "gap_closed" if new is None else "gap_changed"
        differs = _declared(zone_scope(then, scope.id) if scope.id in then.zones else None) ^ _declared(
            zone_scope(now, scope.id) if scope.id in now.zones else None
        )
        links = tuple(link.id for link in found.links)
        # A stage is short by what the whole rest of the chain holds, a link by its neighbours.
        near = (
            {link.id for link in found.chain.links}
            if found.kind == "short"
            else {o for link in found.links for o in (*link.upstream, *link.downstream)}
        )
        made.append(
            GapChange(
                kind,
                scope.id,
                links,
                tuple(sorted(near - set(links))),
                frozenset(source for source, _, _ in differs),
                {
                    "kind": kind,
                    "id": ":".join(("gap", *key[:3])),
                    "name": f"{scope.name}：{found.chain.name}·{found.link.name}",
                    "zone": {"id": scope.id, "name": scope.name},
                    "industry": {"id": found.chain.id, "name": found.chain.name},
                    "link": {"id": found.link.id, "name": found.link.name, "stage": found.link.stage},
                    "rule": {"id": found.rule.id, "text": found.rule.text},
                    "before": _side(old[1] if old else None),
                    "after": _side(new[1] if new else None),
                    "note": _note(now, scope, old[1]) if old and not new else None,
                },
            )
        )
    return made
