"""Where scenarios stand, as answers: step, rung, what may follow, the dated history with its evidence (场景状态)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.scenario_work.decisions import find_case
from graph.analysis.scenario_work.ladders import KINDS, Kind
from graph.analysis.scenario_work.standing import Case, Entry, ScenarioWork, Standing
from graph.evidence import EvidenceReader
from graph.workspace import Workspace
from schema.pack_model import Packs

STATES_SHOWN: Final = 50

Places = dict[tuple[int, str], dict[str, Any]]


def open_places(workspace: Workspace, entries: Iterable[Entry]) -> Places:
    """The places behind entries that sources made."""
    said = [entry.saying for entry in entries if entry.saying is not None]
    return EvidenceReader.of(workspace).at_places((saying.version, saying.locator) for saying in said)


def described_entry(entry: Entry, places: Places) -> dict[str, Any]:
    """One entry of a history with what it rests on."""
    made: dict[str, Any] = {
        "kind": entry.kind,
        "name": entry.name,
        "date": entry.day,
        "date_basis": entry.basis,
        "stated": entry.stated,
    }
    if (decision := entry.decision) is not None:
        who = {"number": decision.number, "who": decision.who, "made_at": decision.made_at, "note": entry.note}
        return {**made, "rule": "decision", "text": "决定", "decision": who, "evidence": []}
    saying = entry.saying
    assert saying is not None
    place = places.get((saying.version.number, saying.locator))
    shown = {"rule": saying.rule, "confidence": float(saying.confidence), "stated": saying.stated}
    return {
        **made,
        "rule": saying.rule,
        "text": saying.words,
        "earlier_version": saying.earlier,
        "decision": None,
        "evidence": [place | shown] if place is not None else [],
    }


def described_standing(standing: Standing | None, day: dt.date) -> dict[str, Any] | None:
    """Where a scenario stands on one kind of ladder, or None where nothing says so."""
    if standing is None:
        return None
    ladder, following = standing.ladder, standing.next
    return {
        "name": standing.name,
        "since": standing.since,
        "days": standing.days(day),
        "stated": standing.entry.stated,
        "basis": "decision" if standing.entry.decision is not None else "source",
        "place": None if ladder is None else (ladder.place(standing.name) or 0) + 1,
        "of": None if ladder is None else len(ladder.rungs),
        "policy": {"id": ladder.owner, "name": ladder.owner_name} if ladder is not None and ladder.owner else None,
        "may_follow": [following.name] if following is not None else [],
    }


def may_follow(work: ScenarioWork, case: Case, kind: Kind) -> list[str]:
    """Names that may follow; where nothing is known yet, that of the first ladder."""
    standing = case.standing.get(kind)
    if standing is None:
        return [ladder.rungs[0].name for ladder in work.ladders.of[kind][:1]]
    return [standing.next.name] if standing.next is not None else []


def described(work: ScenarioWork, case: Case, day: dt.date, places: Places) -> dict[str, Any]:
    """A scenario with its standing and history as of a day."""
    return {
        "scenario": {"id": case.id, "name": case.name},
        "nodes": list(case.nodes),
        **{kind: described_standing(case.standing.get(kind), day) for kind in KINDS},
        "may_follow": {kind: may_follow(work, case, kind) for kind in KINDS},
        "history": [
            {**described_entry(entry, places), "later": entry.day is not None and entry.day > day}
            for entry in case.history
        ],
        "remarks": case.remarks,
    }


def states(
    workspace: Workspace,
    packs: Packs,
    text: str | None = None,
    *,
    as_of: dt.date,
    zone: str | None = None,
    limit: int = STATES_SHOWN,
    plan: str | None = None,
) -> Answer:
    """Where scenarios stand as of a day: all, those in a zone, or the one named. Raises NotFound offering near names."""
    work = ScenarioWork.of(workspace, packs, plan)
    cases = work.cases(as_of)
    chosen = [find_case(work, cases, text)] if text else in_zone(work, in_order(cases.values()), zone)
    shown = chosen[:limit]
    places = open_places(workspace, (entry for case in shown for entry in case.history))
    warnings = work_warnings(work)
    without = [case for case in chosen if "step" not in case.standing]
    if without:
        warnings.append(f"{len(without)}个场景没有来源或决定说它在哪个环节。")
    items = [described(work, case, as_of, places) for case in shown]
    answer = listing(items, basis(workspace, warnings, as_of=as_of, ladders=work.ladders.looked_at()))
    answer["total"] = len(chosen)
    answer["state"] = "found" if any(case.standing for case in chosen) else "none_found" if cases else "not_looked"
    return answer


def in_order(cases: Iterable[Case]) -> list[Case]:
    """Cases by name, then id."""
    return sorted(cases, key=lambda case: (case.name, case.id))


def in_zone(work: ScenarioWork, cases: list[Case], zone: str | None) -> list[Case]:
    """The cases that lie in a zone, or all without one; raises NotFound for an unknown zone."""
    if zone is None:
        return cases
    wanted = work.reference.find_zone(zone).id
    places = work.index.zones
    return [
        case
        for case in cases
        if any(wanted in work.reference.within(one) for node in case.nodes for one in places.get(node, ()))
    ]


def work_warnings(work: ScenarioWork) -> list[str]:
    """What a person should know about steps, statuses and decisions, in words."""
    said = work.ladders.warnings()
    if not work.groups:
        said.append("已载入的资料中没有场景。")
    if unplaced := work.sayings.unplaced:
        words = "、".join(f"{status}（{n}处）" for status, n in sorted(unplaced.items()))
        said.append(f"这些状态没有规则说明对应哪个环节，不据以推定：{words}。")
    if gone := work.gone():
        numbers = "、".join(str(decision.number) for decision in gone)
        said.append(f"图谱里已没有这些决定所指的场景，暂不计：第 {numbers} 号；来源恢复后照计。")
    return said


def ids_of(cases: Sequence[Case]) -> list[dict[str, str]]:
    """Cases as members of a count."""
    return [{"id": case.id, "name": case.name} for case in cases]
