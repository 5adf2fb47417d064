"""The assessment table: scenarios by district, action and direction, each count opening to its members (评估表)."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import product
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.scenario_work.belonging import Belonging, states_reached
from graph.analysis.scenario_work.ladders import Kind
from graph.analysis.scenario_work.standing import Case, ScenarioWork
from graph.analysis.scenario_work.states import ids_of, in_order, in_zone, work_warnings
from graph.analysis.scenario_work.staying import lists_are_complete, overdue
from graph.errors import QueryError
from graph.ledger import Decision
from graph.workspace import Workspace
from schema.pack_model import Packs

BY: Final = ("district", "action", "direction")
Place = dict[str, str] | None


def assessment(
    workspace: Workspace,
    packs: Packs,
    *,
    as_of: dt.date,
    by: Sequence[str] = BY,
    zone: str | None = None,
    plan: str | None = None,
) -> Answer:
    """Counts of scenarios by some of `BY` as of a day; `zone` keeps to scenarios in one zone.

    A scenario of two districts or actions counts in each row; `totals` count it once. What a scenario has none of is
    null. `empty` names the districts, actions and directions without a scenario and how far that was looked at.
    Raises QueryError for another part, NotFound for an unknown zone.
    """
    if unknown := [one for one in by if one not in BY]:
        raise QueryError(f"{'、'.join(unknown)}: the table goes by {', '.join(BY)}")
    chosen = tuple(one for one in BY if one in by) or BY
    work = ScenarioWork.of(workspace, packs, plan)
    belonging = Belonging.of(work, packs)
    cases = in_zone(work, in_order(work.cases(as_of).values()), zone)
    table = _Table(work, belonging, packs, as_of, cases)
    cells: dict[tuple[str, ...], list[Case]] = defaultdict(list)
    for case in cases:
        for key in product(*(sorted(table.places(case, one)) or [""] for one in chosen)):
            cells[key].append(case)
    items = [
        {**{one: table.named(one, part) for one, part in zip(chosen, key, strict=True)}, **table.sums(found)}
        for key, found in sorted(cells.items(), key=lambda cell: [(part == "", part) for part in cell[0]])
    ]
    warnings = work_warnings(work)
    for one, zh in (("district", "区市"), ("action", "行动"), ("direction", "超级场景方向")):
        if one in chosen and (without := sum(not table.places(case, one) for case in cases)):
            warnings.append(f"{without}个场景没有归到{zh}，列在空的一行。")
    if sum(len(found) for found in cells.values()) > len(cases):
        warnings.append("一个场景归到几个区市、行动或方向的，在每一行各计一次；totals 只计一次。")
    answer = listing(items, basis(workspace, warnings, as_of=as_of, by=list(chosen)))
    answer["totals"] = table.sums(cases)
    answer["empty"] = table.empty(chosen) if zone is None else []
    answer["state"] = "found" if items else "none_found" if work.groups else "not_looked"
    return answer


class _Table:
    """Where cases belong, and sums over them."""

    def __init__(
        self, work: ScenarioWork, belonging: Belonging, packs: Packs, day: dt.date, cases: Sequence[Case]
    ) -> None:
        self._work, self._belonging, self._day = work, belonging, day
        self._matched: dict[str, dict[str, list[Decision]]] = belonging.matches_of(cases)
        self._met = frozenset(packs.scenario_work.matched.words if packs.scenario_work.matched is not None else ())
        self._places = {
            case.id: {
                "district": belonging.districts(case),
                "action": [tie.id for tie in belonging.actions_of(case)],
                "direction": [tie.id for tie in belonging.directions_of(case)],
            }
            for case in cases
        }

    def places(self, case: Case, by: str) -> list[str]:
        """Ids of the districts, actions or directions of a case."""
        return self._places[case.id][by]

    def named(self, by: str, key: str) -> Place:
        """Id and name; None where there is none."""
        if not key:
            return None
        if by == "district":
            return {"id": key, "name": self._work.reference.zone_name(key)}
        known = self._belonging.actions if by == "action" else self._belonging.directions
        return {"id": key, "name": known[key]["name"]}

    def sums(self, cases: Sequence[Case]) -> dict[str, Any]:
        """Counts over some cases, each with its members."""
        companies = {company for case in cases for company, _ in self._belonging.companies_of(case)}
        return {
            "scenarios": len(cases),
            "steps": self._standing(cases, "step"),
            "tiers": self._standing(cases, "tier"),
            "landed": sum(self._belonging.is_landed(case) for case in cases),
            "late": ids_of([case for case in cases if overdue(self._work, case, self._day) is not None]),
            "companies": [{"id": one, "name": self._work.index.name("Company", one)} for one in sorted(companies)],
            "matched": [
                {"scenario": case.id, "company": company}
                for case in cases
                for company, history in self._matched.get(case.id, {}).items()
                if states_reached(history) & self._met
            ],
            "members": [
                {
                    **member,
                    "step": case.standing["step"].name if "step" in case.standing else None,
                    "tier": case.standing["tier"].name if "tier" in case.standing else None,
                    "landed": self._belonging.is_landed(case),
                }
                for member, case in zip(ids_of(cases), cases, strict=True)
            ],
        }

    def _standing(self, cases: Sequence[Case], kind: Kind) -> dict[str, int]:
        """How many stand where, in the order of the ladders; the names that no ladder has come last."""
        found = Counter(case.standing[kind].name for case in cases if kind in case.standing)
        known = [name for name in self._work.ladders.names(kind) if name in found]
        return {name: found[name] for name in (*known, *sorted(found.keys() - set(known)))}

    def empty(self, by: Sequence[str]) -> list[dict[str, Any]]:
        """Districts of the home city, actions and directions that no scenario belongs to."""
        home = self._work.workspace.home_zone
        known = {
            "district": [zone.id for zone in self._work.reference.districts(home)],
            "action": sorted(self._belonging.actions),
            "direction": sorted(self._belonging.directions),
        }
        used = {one: {key for places in self._places.values() for key in places[one]} for one in by}
        complete = lists_are_complete(self._work)

        def state(one: str) -> str:
            if not self._places:
                return "not_looked"
            # A scenario that has no action might belong to this one.
            return "looked_none" if complete and all(p[one] for p in self._places.values()) else "none_found"

        return [
            {"by": one, **(self.named(one, key) or {}), "state": state(one)}
            for one in by
            for key in known[one]
            if key not in used[one]
        ]
