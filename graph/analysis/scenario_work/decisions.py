"""Writing down where a scenario stands: decisions of people, in the ledger (场景状态的决定)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from graph.analysis.related import find_one
from graph.analysis.scenario_work.ladders import Kind
from graph.analysis.scenario_work.standing import DECISION_KIND, MARK, Case, ScenarioWork, step_remark
from graph.errors import LedgerError, NotFound
from graph.ledger import Decision, Ledger
from schema.ids import normal_name


@dataclass(frozen=True)
class StateChange:
    """A change to be written down, and what is odd about it, in words."""

    kind: Kind
    name: str
    day: dt.date
    remarks: tuple[str, ...]


def find_case(work: ScenarioWork, cases: Mapping[str, Case], text: str) -> Case:
    """The scenario with this id, name or a part of its name. Raises NotFound offering near names."""
    known = {normal_name(case.name): case for case in cases.values()}
    named = [case for case in cases.values() if normal_name(case.name) == normal_name(text)]
    if len(named) == 1:
        return named[0]
    if len(named) > 1:
        ids = "、".join(case.id for case in named)
        raise NotFound(f"{text}: several scenarios have this name; give the id: {ids}")
    try:
        hit = find_one(work.workspace, text, ("Scenario",))
    except NotFound as error:
        wanted = set(normal_name(text))
        near = sorted(known.items(), key=lambda entry: (-len(wanted & set(entry[0])), entry[0]))
        offered = [case.name for name, case in near if wanted & set(name)][:8]
        raise NotFound(f"{error}; near: {'、'.join(offered)}" if offered else str(error)) from None
    return cases[work.group_of[hit.id]]


def check_change(
    work: ScenarioWork, case: Case, text: str, day: dt.date, today: dt.date, kind: Kind | None = None
) -> StateChange:
    """The change to the step or rung of this name on a day; steps back and over others are allowed, and said.

    Raises LedgerError for an unknown name, a day to come, and where the scenario stands there by a decision already.
    """
    found = [(one, name) for one, name in work.ladders.find(text) if kind in (None, one)]
    if not found:
        steps, tiers = ("、".join(work.ladders.names(kind)) or "none" for kind in ("step", "tier"))
        raise LedgerError(
            f"{text}: no step or rung in the papers that are loaded; steps: {steps}; rungs: {tiers}; "
            "others come from the paper that names them: ingest it first"
        )
    if len({one for one, _ in found}) > 1:
        raise LedgerError(f"{text}: both a step and a rung; say which with --kind step or --kind tier")
    return checked(case, work, *found[0], day, today)


def checked(case: Case, work: ScenarioWork, kind: Kind, name: str, day: dt.date, today: dt.date) -> StateChange:
    """A change whose kind and name are known."""
    if day > today:
        raise LedgerError(f"{day}: a day to come; a state is written down when it is reached (today is {today})")
    standing = case.standing.get(kind)
    remarks: list[str] = []
    if standing is not None:
        same = normal_name(standing.name) == normal_name(name)
        last = standing.entry
        if same and last.decision is not None:
            raise LedgerError(
                f"{case.name} stands at {name} already, by decision {last.decision.number} of {last.day}; "
                f"undo {last.decision.number} to change its day or note"
            )
        if last.day is not None and day < last.day:
            remarks.append(f"早于已有的记录（{last.day}，{standing.name}），记入历史，现状不变")
        elif not same and (said := step_remark(work.ladders, kind, standing.name, name)):
            remarks.append(said)
    else:
        ladder = work.ladders.holding(kind, name)
        before = [rung.name for rung in ladder.rungs[: ladder.place(name) or 0]] if ladder is not None else []
        if before:
            remarks.append(f"此前没有记录，跳过{'、'.join(before)}")
    return StateChange(kind, name, day, tuple(remarks))


def set_state(ledger: Ledger, scenario: str, change: StateChange, *, who: str, note: str = "") -> Decision:
    """Write a change down; inside `with ledger.writing():`, after `check_change`."""
    said = f"{change.day} {change.name}"
    return ledger.decide(
        DECISION_KIND[change.kind], scenario, who=who, note=f"{said}{MARK}{note}" if note.strip() else said
    )
