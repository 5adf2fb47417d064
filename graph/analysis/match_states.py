"""States of matches: people's decisions on pairs of scenario and company (匹配状态).

A decision names a scenario and a company by id; ids that were merged since are followed to the living ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.reference import Reference
from graph.analysis.scenario_index import ScenarioIndex
from graph.errors import LedgerError
from graph.ledger import Decision, Ledger
from graph.workspace import Workspace
from schema.pack_matching import Matching

Pair = tuple[str, str]
KIND = "match_state"


def living(workspace: Workspace, ids: set[str]) -> dict[str, str]:
    """Ids as the projection calls them now."""
    path = workspace.tables / "resolution.parquet"
    if not ids or not path.exists():
        return {}
    rows = pq.read_table(path, columns=["local_id", "id"], filters=pc.field("local_id").isin(sorted(ids)))
    return {row["local_id"]: row["id"] for row in rows.to_pylist()}


def histories(workspace: Workspace) -> dict[Pair, list[Decision]]:
    """Standing decisions on each pair, the oldest first."""
    made = [decision for decision in workspace.ledger.decisions() if decision.kind == KIND]
    now = living(workspace, {end for d in made for end in (d.subject, d.object)})
    found: dict[Pair, list[Decision]] = defaultdict(list)
    for decision in made:
        pair = now.get(decision.subject, decision.subject), now.get(decision.object, decision.object)
        found[pair].append(decision)
    return dict(found)


def state_of(history: list[Decision]) -> str:
    """The state that the last decision gave; "" where there is none."""
    return history[-1].note.partition(" ")[0] if history else ""


def described(history: list[Decision], matching: Matching) -> dict[str, Any] | None:
    """A pair's state and how it came about, or None."""
    if not history:
        return None
    steps = []
    for decision in history:
        state, _, note = decision.note.partition(" ")
        steps.append(
            {
                "number": decision.number,
                "state": state,
                "who": decision.who,
                "made_at": decision.made_at,
                "note": note,
            }
        )
    state = state_of(history)
    text = matching.states[state].text if state in matching.states else state
    following = [one.id for one in matching.states.values() if state in one.after]
    return {"state": state, "text": text, "may_follow": following, "history": steps}


def check_step(matching: Matching, history: list[Decision], state: str) -> None:
    """Refuse a state that may not follow the present one. Raises LedgerError saying which may."""
    if state not in matching.states:
        raise LedgerError(
            f"{state}: no state of a match; there are {', '.join(matching.states) or 'none in the packs'}"
        )
    now = state_of(history)
    if now not in matching.states[state].after:
        may = ", ".join(one.id for one in matching.states.values() if now in one.after) or "nothing"
        back = f"; to go back, undo decision {history[-1].number}" if history else ""
        raise LedgerError(f"{state} may not follow {now or 'no state'}; what may: {may}{back}")


def set_state(ledger: Ledger, pair: Pair, state: str, *, who: str, note: str = "") -> Decision:
    """Write a state down; inside `with ledger.writing():`, after `check_step`."""
    return ledger.decide(KIND, pair[0], pair[1], who=who, note=f"{state} {note}".strip())


def outcomes(workspace: Workspace, matching: Matching) -> Answer:
    """How many matches stand at each state, by scenario and by the zones scenarios lie in; each opens to its pairs."""
    index, reference = ScenarioIndex.of(workspace), Reference.of(workspace)
    found: dict[tuple[str, str, str], list[tuple[str, Pair]]] = defaultdict(list)
    gone: set[str] = set()
    for pair, history in sorted(histories(workspace).items()):
        row = index.rows.get(pair[0])
        if row is None:
            gone.add(pair[0])
        entry = (state_of(history), pair)
        found["scenario", pair[0], row["name"] if row else pair[0]].append(entry)
        zones = {above for zone in index.zones.get(pair[0], ()) for above in reference.within(zone)}
        for zone in zones:
            if zone in reference.zones and reference.zones[zone].level in ("district", "functional", "city"):
                found["zone", zone, reference.zone_name(zone)].append(entry)
    items = []
    for (by, key, name), entries in sorted(found.items()):
        counts = Counter(state for state, _ in entries)
        pairs = [{"scenario": pair[0], "company": pair[1], "state": state} for state, pair in entries]
        counted = {
            state: counts.get(state, 0) for state in (*matching.states, *sorted(counts.keys() - matching.states))
        }
        items.append({"by": by, "id": key, "name": name, "total": len(entries), "counts": counted, "matches": pairs})
    warnings = [f"图谱里已没有这些场景，仍按标识计数：{'、'.join(sorted(gone))}。"] if gone else []
    if not items:
        warnings.append("还没有记下任何匹配的进展。")
    return listing(items, basis(workspace, warnings))
