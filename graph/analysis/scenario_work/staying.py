"""Scenarios that stay too long at a step, as of a day (停留过久)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.scenario_work.standing import Case, ScenarioWork, Standing
from graph.analysis.scenario_work.states import (
    described_entry,
    described_standing,
    in_order,
    in_zone,
    open_places,
    work_warnings,
)
from graph.workspace import Workspace
from schema.pack_model import Packs
from schema.pack_scenario_work import StayLimit, WorkRule

LATE_SHOWN: Final = 50


@dataclass(frozen=True)
class Overdue:
    """By which rule a scenario stays too long, and by how many days."""

    rule: WorkRule
    over: int


def limit_of(work: ScenarioWork, name: str) -> StayLimit | None:
    """The limit for a step of this name: the first row of the pack that fits."""
    return next((limit for limit in work.rules.limits if limit.fits(name)), None)


def overdue(work: ScenarioWork, case: Case, day: dt.date) -> Overdue | None:
    """Whether a scenario stays too long at its step; after the last step nothing is waited for."""
    standing = case.standing.get("step")
    if standing is None or standing.is_last:
        return None
    rule, until = work.rules.deadline, deadline(work, case)
    if rule is not None and until is not None and rule.fits(standing.name):
        # What the list itself prints goes before a default of the pack.
        return Overdue(rule, (day - until).days) if until < day else None
    limit, days = limit_of(work, standing.name), standing.days(day)
    if limit is not None and days is not None and days > limit.days:
        return Overdue(limit, days - limit.days)
    return None


def deadline(work: ScenarioWork, case: Case) -> dt.date | None:
    """The last day that a list prints for it; the latest where there are several."""
    days = [d for node in case.nodes if (d := work.index.rows[node]["deadline"]) is not None]
    return max(days, default=None)


def _unjudged(standing: Standing | None) -> str:
    """Why it can't be said whether a scenario stays too long; empty where it can."""
    if standing is None:
        return "没有来源或决定说它在哪个环节"
    if standing.is_last or standing.since is not None:
        return ""
    return f"在“{standing.name}”，但来源没有给出日期"


def staying(
    workspace: Workspace,
    packs: Packs,
    *,
    as_of: dt.date,
    zone: str | None = None,
    limit: int = LATE_SHOWN,
    plan: str | None = None,
) -> Answer:
    """Scenarios that stay too long as of a day, those that are longest over their limit first, at most `limit`.

    `zone` keeps to scenarios in one zone; raises NotFound for an unknown one.
    `state` is not_looked where none can be judged, none_found where not all are judged or the lists are not said
    to be complete, looked_none where all are.
    """
    work = ScenarioWork.of(workspace, packs, plan)
    cases = in_zone(work, in_order(work.cases(as_of).values()), zone)
    late = [(case, found) for case in cases if (found := overdue(work, case, as_of)) is not None]
    late.sort(key=lambda entry: (-entry[1].over, entry[0].name, entry[0].id))
    shown = late[:limit]
    places = open_places(workspace, (case.standing["step"].entry for case, _ in shown))
    items = []
    for case, found in shown:
        standing = case.standing["step"]
        rule: dict[str, Any] = {"id": found.rule.id, "text": found.rule.text, "source": found.rule.source}
        if isinstance(found.rule, StayLimit):
            rule["days"] = found.rule.days
        items.append(
            {
                "scenario": {"id": case.id, "name": case.name},
                "step": described_standing(standing, as_of),
                "over": found.over,
                "deadline": deadline(work, case),
                "rule": rule,
                "entry": described_entry(standing.entry, places),
            }
        )
    passed = {case.id for case, _ in late}
    not_judged = [
        {"scenario": {"id": case.id, "name": case.name}, "why": why}
        for case in cases
        if case.id not in passed and (why := _unjudged(case.standing.get("step")))
    ]
    warnings = work_warnings(work)
    if not packs.scenario_work.limits:
        warnings.append("数据包没有给出停留的限度（scenario_work.yaml）。")
    if not_judged:
        more = f"（列出{limit}个）" if len(not_judged) > limit else ""
        warnings.append(f"{len(not_judged)}个场景无从判断，见 not_judged{more}。")
    answer = listing(
        items,
        basis(
            workspace,
            warnings,
            as_of=as_of,
            judged=len(cases) - len(not_judged),
            limits=[
                {"id": r.id, "words": list(r.words), "days": r.days, "text": r.text, "source": r.source}
                for r in packs.scenario_work.limits
            ],
        ),
    )
    answer["total"] = len(late)
    answer["not_judged"] = not_judged[:limit]
    answer["state"] = (
        "found"
        if late
        else "not_looked"
        if len(not_judged) == len(cases)
        else "looked_none"
        if not not_judged and lists_are_complete(work)
        else "none_found"
    )
    return answer


def lists_are_complete(work: ScenarioWork) -> bool:
    """Whether a list of scenarios says that it leaves none of the home city out."""
    counted = {key for key, *_ in work.workspace.manifest["bundles"]}
    return any(
        cover.complete and cover.zone == work.workspace.home_zone
        for source in work.workspace.ledger.sources()
        if source.key in counted and source.kind == "scenarios"
        for cover in source.coverage
    )
