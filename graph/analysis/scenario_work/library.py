"""The project library: every scenario with its state, place, ties and partners, filtered (项目库)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.match_states import state_of
from graph.analysis.related import Chosen, Wanted
from graph.analysis.scenario_work.belonging import Belonging, Tie
from graph.analysis.scenario_work.ladders import Kind, read_nodes, same_name
from graph.analysis.scenario_work.standing import Case, ScenarioWork
from graph.analysis.scenario_work.states import described_standing, in_order, work_warnings
from graph.analysis.scenario_work.staying import deadline, overdue
from graph.errors import NotFound
from graph.evidence import EvidenceReader
from graph.workspace import Workspace
from schema.ids import normal_name
from schema.pack_model import Packs

PROJECTS_SHOWN: Final = 50
PLACES_SHOWN: Final = 2
NONE: Final = "无"
"""What a filter says to ask for scenarios that have no step, rung, action or direction."""
_LIBRARY: Final = "库"


@dataclass(frozen=True)
class Wish:
    """What scenarios of the library must be; None for any, `无` for those that have none."""

    library: str | None = None
    step: str | None = None
    tier: str | None = None
    action: str | None = None
    direction: str | None = None
    zone: str | None = None
    industry: str | None = None
    field: str | None = None
    status: str | None = None
    late: bool = False


def libraries(work: ScenarioWork) -> list[dict[str, Any]]:
    """Libraries that papers set up, and the rung that each is named after; None where its name tells none."""
    found = []
    for key, row in sorted(read_nodes(work.workspace, "Mechanism").items()):
        if row["name"].endswith(_LIBRARY):
            name = normal_name(row["name"])
            rungs = [tier for tier in work.ladders.names("tier") if normal_name(tier) in name]
            found.append({"id": key, "name": row["name"], "tier": max(rungs, key=len, default=None)})
    return found


def _rung_of(work: ScenarioWork, text: str) -> str:
    known = libraries(work)
    wanted = normal_name(text)
    fits = [one for one in known if wanted in normal_name(one["name"])]
    if not fits:
        offered = "、".join(one["name"] for one in known)
        raise NotFound(f"--library {text}: no paper sets up a library of this name; there are: {offered or 'none'}")
    rungs = {one["tier"] for one in fits} - {None}
    if len(rungs) != 1:
        names = "、".join(one["name"] for one in fits)
        raise NotFound(f"--library {text}: {names}: its name tells no single rung; ask by --tier")
    return str(rungs.pop())


def _tie_named(ties: Mapping[str, Mapping[str, Any]], text: str, what: str) -> str:
    """The id of the action or direction of this name or the only one that holds it."""
    wanted = normal_name(text)
    exact = [key for key, row in ties.items() if normal_name(row["name"]) == wanted or key == text]
    near = exact or [key for key, row in ties.items() if wanted in normal_name(row["name"])]
    if len(near) == 1:
        return near[0]
    offered = "、".join(sorted({ties[key]["name"] for key in near or ties})[:12])
    raise NotFound(f"--{what} {text}: {'several' if near else 'none'} of this name; there are: {offered or 'none'}")


class _Filter:
    """Which cases are wanted."""

    def __init__(self, work: ScenarioWork, belonging: Belonging, wish: Wish, day: dt.date) -> None:
        self._tests: list[Callable[[Case], bool]] = []
        if any((wish.zone, wish.industry, wish.field, wish.status)):
            chosen = Chosen(work.index, Wanted(wish.zone, wish.industry, wish.field, wish.status))
            self._tests.append(lambda case: any(chosen(node) for node in case.nodes))
        tier = _rung_of(work, wish.library) if wish.library else wish.tier
        named: tuple[tuple[Kind, str | None], ...] = (("step", wish.step), ("tier", tier))
        for kind, text in named:
            if text is not None:
                self._tests.append(self._stands(kind, None if text == NONE else work.ladders.named(kind, text)))
        if wish.action is not None:
            action = None if wish.action == NONE else _tie_named(belonging.actions, wish.action, "action")
            self._tests.append(lambda case: _belongs(belonging.actions_of(case), action))
        if wish.direction is not None:
            direction = (
                None if wish.direction == NONE else _tie_named(belonging.directions, wish.direction, "direction")
            )
            self._tests.append(lambda case: _belongs(belonging.directions_of(case), direction))
        if wish.late:
            self._tests.append(lambda case: overdue(work, case, day) is not None)

    @staticmethod
    def _stands(kind: Kind, name: str | None) -> Callable[[Case], bool]:
        def test(case: Case) -> bool:
            standing = case.standing.get(kind)
            if name is None or standing is None:
                return name is None and standing is None
            return same_name(standing.name) == same_name(name)

        return test

    def __call__(self, case: Case) -> bool:
        return all(test(case) for test in self._tests)


def _belongs(ties: list[Tie], wanted: str | None) -> bool:
    return not ties if wanted is None else any(tie.id == wanted for tie in ties)


def library(
    workspace: Workspace,
    packs: Packs,
    wish: Wish | None = None,
    *,
    as_of: dt.date,
    limit: int = PROJECTS_SHOWN,
    plan: str | None = None,
) -> Answer:
    """Scenarios that fit, by name. Raises NotFound for an unknown name of a filter, offering those there are."""
    wish = wish or Wish()
    work = ScenarioWork.of(workspace, packs, plan)
    belonging = Belonging.of(work, packs)
    fits = _Filter(work, belonging, wish, as_of)
    cases = work.cases(as_of)
    chosen = [case for case in in_order(cases.values()) if fits(case)]
    shown = chosen[:limit]
    matched = belonging.matches_of(shown)
    evidence = EvidenceReader.of(workspace).for_facts([n for c in shown for n in c.nodes], PLACES_SHOWN, values=False)
    items = [
        {
            **_described(work, belonging, case, as_of),
            "matches": {
                state: sum(state_of(history) == state for history in matched.get(case.id, {}).values())
                for state in packs.matching.states
            },
            "evidence": [place for node in case.nodes for place in evidence.get(node, ())],
        }
        for case in shown
    ]
    known = [{**one, "scenarios": sum(_at(case, one["tier"]) for case in cases.values())} for one in libraries(work)]
    answer = listing(items, basis(workspace, work_warnings(work), as_of=as_of, libraries=known, filters=_given(wish)))
    answer["total"] = len(chosen)
    answer["state"] = "found" if chosen else "none_found" if cases else "not_looked"
    return answer


def _at(case: Case, tier: str | None) -> bool:
    standing = case.standing.get("tier")
    return tier is not None and standing is not None and same_name(standing.name) == same_name(tier)


def _given(wish: Wish) -> dict[str, Any]:
    return {name: value for name, value in vars(wish).items() if value}


def _described(work: ScenarioWork, belonging: Belonging, case: Case, day: dt.date) -> dict[str, Any]:
    rows = [work.index.rows[node] for node in case.nodes]

    def said(name: str) -> Any:
        return next((row[name] for row in rows if row[name] is not None), None)

    def tied(ties: list[Tie]) -> list[dict[str, Any]]:
        return [{"id": t.id, "name": t.name, "why": t.why, "stated": t.stated, "facts": list(t.facts)} for t in ties]

    late = overdue(work, case, day)
    companies = dict.fromkeys(one for one, _ in belonging.companies_of(case))
    technologies = dict.fromkeys(one for one, _ in belonging.technologies_of(case))
    zones = sorted({zone for node in case.nodes for zone in work.index.zones.get(node, ())})
    return {
        "scenario": {"id": case.id, "name": case.name},
        "nodes": list(case.nodes),
        "step": described_standing(case.standing.get("step"), day),
        "tier": described_standing(case.standing.get("tier"), day),
        "late": None if late is None else {"rule": late.rule.id, "text": late.rule.text, "over": late.over},
        "zones": [{"id": zone, "name": work.reference.zone_name(zone)} for zone in zones],
        **{name: said(name) for name in ("field", "demander", "demand", "budget", "status", "list_kind")},
        "deadline": deadline(work, case),
        "technologies": [{"id": one, "name": work.index.name("Technology", one)} for one in technologies],
        "companies": [{"id": one, "name": work.index.name("Company", one)} for one in companies],
        "actions": tied(belonging.actions_of(case)),
        "directions": tied(belonging.directions_of(case)),
        "remarks": case.remarks,
    }
