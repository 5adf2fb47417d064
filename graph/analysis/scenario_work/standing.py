"""Where every scenario stands as of a day: its step and rung with the history that led there (场景现状).

The history is made of what sources say and of people's decisions. Scenarios of several sources that have one name,
of which no source has two and that lie in no different districts, are one scenario here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from graph.analysis.match_states import living
from graph.analysis.reference import Reference
from graph.analysis.scenario_index import ScenarioIndex
from graph.analysis.scenario_work.ladders import KINDS, Kind, Ladder, Ladders, Rung, same_name
from graph.analysis.scenario_work.sayings import Saying, Sayings, read_sayings
from graph.ledger import Decision
from graph.workspace import Workspace
from schema.ids import normal_name
from schema.ontology import ontology
from schema.pack_model import Packs

DECISION_KIND: Final[dict[Kind, str]] = {"step": "scenario_step", "tier": "scenario_tier"}
DAYS_KEPT: Final = 4
"""Days for which cases are kept: one asks for today again and again, seldom for several days in turn."""
MARK: Final = "｜"
"""Between what a decision says and the note of the person."""


@dataclass(frozen=True)
class Entry:
    """One entry of a history: a source's word or a decision."""

    kind: Kind
    name: str
    day: dt.date | None
    basis: str
    stated: bool
    saying: Saying | None = None
    decision: Decision | None = None

    @property
    def weak(self) -> bool:
        """Whether it counts only where nothing else says anything."""
        return self.saying is not None and self.saying.weak

    @property
    def note(self) -> str:
        """The note of a decision."""
        return self.decision.note.partition(MARK)[2] if self.decision is not None else ""


@dataclass(frozen=True)
class Standing:
    """Where a scenario stands on one kind of ladder; `since` is the first day known of the present stay."""

    name: str
    since: dt.date | None
    entry: Entry
    ladder: Ladder | None
    remarks: tuple[str, ...] = ()

    @property
    def next(self) -> Rung | None:
        """What follows on its ladder."""
        return self.ladder.after(self.name) if self.ladder is not None else None

    @property
    def is_last(self) -> bool:
        """Whether it stands at the end of its ladder."""
        return self.ladder is not None and self.next is None

    def days(self, day: dt.date) -> int | None:
        """Days of the present stay, or None where no source dates it."""
        return (day - self.since).days if self.since is not None else None


@dataclass
class Case:
    """One scenario: its nodes, the one that stands for it first, and its history, the oldest entry first."""

    id: str
    name: str
    nodes: tuple[str, ...]
    history: list[Entry] = field(default_factory=list)
    standing: dict[Kind, Standing] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


class ScenarioWork:
    """All scenarios of one workspace; what sources say is read once, decisions each time."""

    def __init__(self, workspace: Workspace, packs: Packs, plan: str | None = None) -> None:
        self.workspace, self.rules = workspace, packs.scenario_work
        self.index, self.reference = ScenarioIndex.of(workspace), Reference.of(workspace)
        self.ladders = Ladders(workspace, packs, plan)
        # What scenarios belong to, as soon as it has been asked.
        self.belonging: Any = None
        self._cases: dict[tuple[dt.date, int], dict[str, Case]] = {}

    @classmethod
    def of(cls, workspace: Workspace, packs: Packs, plan: str | None = None) -> ScenarioWork:
        """The scenario work of a workspace, read once as long as its projection is open.

        With `plan` only the steps and rungs of the policies whose name holds it; raises NotFound where there is none.
        """
        key = f"scenario_work {packs.fingerprint}"
        kept: tuple[str | None, ScenarioWork] | None = workspace.kept.get(key)
        if kept is None or kept[0] != plan:
            # One plan at a time: names of plans come from outside, and each would be kept for ever.
            kept = plan, cls(workspace, packs, plan)
            workspace.kept[key] = kept
        return kept[1]

    @cached_property
    def sayings(self) -> Sayings:
        """What sources say."""
        return read_sayings(self.workspace, self.ladders, self.rules)

    def districts(self, node: str) -> set[str]:
        """Districts that a scenario lies in."""
        zones = self.reference.zones
        return {
            above
            for zone in self.index.zones.get(node, ())
            for above in self.reference.within(zone)
            if above in zones and zones[above].level == "district"
        }

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Nodes of each scenario by the id that stands for it: that of a list, if one is in a list."""
        named: dict[str, list[str]] = defaultdict(list)
        for node, row in self.index.rows.items():
            if row["label"] == "Scenario":
                named[normal_name(row["name"])].append(node)
        made = {}
        for nodes in named.values():
            for group in [nodes] if self._is_one(nodes) else [[node] for node in nodes]:
                ordered = sorted(group, key=lambda node: (self.index.rows[node]["list_kind"] is None, node))
                made[ordered[0]] = tuple(ordered)
        return made

    def _is_one(self, nodes: list[str]) -> bool:
        sources = [source for node in nodes for source in self.sayings.named_in.get(node, ())]
        lying = [found for node in nodes if (found := self.districts(node))]
        return len(set(sources)) == len(sources) and (not lying or bool(set.intersection(*lying)))

    @cached_property
    def group_of(self) -> dict[str, str]:
        """The id that stands for each node."""
        return {node: key for key, nodes in self.groups.items() for node in nodes}

    def cases(self, day: dt.date) -> dict[str, Case]:
        """Every scenario with its history and where it stands as of a day; not to be changed."""
        # Decisions are only ever added: their number says whether there are new ones.
        decided = max((decision.number for decision in self.workspace.ledger.decisions(standing=False)), default=0)
        cases = self._cases.get((day, decided))
        if cases is None:
            cases = self._made(day)
            # A new dict each time: another request may be reading the old one.
            self._cases = dict([*self._cases.items()][1 - DAYS_KEPT :]) | {(day, decided): cases}
        return cases

    def _made(self, day: dt.date) -> dict[str, Case]:
        cases = {key: Case(key, str(self.index.rows[key]["name"]), nodes) for key, nodes in self.groups.items()}
        for saying in self.sayings.said:
            if (key := self.group_of.get(saying.scenario)) is not None:
                entry = Entry(saying.kind, saying.name, saying.day, saying.basis, saying.stated, saying)
                cases[key].history.append(entry)
        for node, entry in self._decided():
            if (key := self.group_of.get(node)) is not None:
                cases[key].history.append(entry)
        for case in cases.values():
            case.history.sort(key=self._order)
            for kind in KINDS:
                standing = self._standing([e for e in case.history if e.kind == kind], day)
                if standing is not None:
                    case.standing[kind] = standing
                    case.remarks += standing.remarks
        return cases

    def _decided(self) -> Iterable[tuple[str, Entry]]:
        kinds = {name: kind for kind, name in DECISION_KIND.items()}
        made = [d for d in self.workspace.ledger.decisions() if d.kind in kinds]
        ids = living(self.workspace, {d.subject for d in made})
        for decision in made:
            said = decision.note.partition(MARK)[0]
            day, _, name = said.partition(" ")
            entry = Entry(kinds[decision.kind], name, dt.date.fromisoformat(day), "decision", True, decision=decision)
            yield ids.get(decision.subject, decision.subject), entry

    def gone(self) -> list[Decision]:
        """Decisions on scenarios that the graph no longer has."""
        kinds = set(DECISION_KIND.values())
        made = [d for d in self.workspace.ledger.decisions() if d.kind in kinds]
        ids = living(self.workspace, {d.subject for d in made})
        return [d for d in made if ids.get(d.subject, d.subject) not in self.group_of]

    def _order(self, entry: Entry) -> tuple[dt.date, int, bool, Decimal, int, int, str]:
        """Of two entries of a day the later in this order holds: decision, list, news; stated; sure; higher; new."""
        first = ontology().precedence
        kind = "decision" if entry.saying is None else entry.saying.version.precedence
        ladder = self.ladders.holding(entry.kind, entry.name)
        at = ladder.place(entry.name) if ladder is not None else None
        return (
            entry.day or dt.date.min,
            -(first.index(kind) if kind in first else len(first)),
            entry.stated,
            Decimal(1) if entry.saying is None else entry.saying.confidence,
            -1 if at is None else at,
            entry.decision.number if entry.decision is not None else 0,
            entry.name,
        )

    def _standing(self, entries: list[Entry], day: dt.date) -> Standing | None:
        known = [entry for entry in entries if entry.day is None or entry.day <= day]
        counted = [entry for entry in known if not entry.weak] or known
        if not counted:
            return None
        last = counted[-1]
        since = None
        for entry in reversed(counted):
            if same_name(entry.name) != same_name(last.name):
                break
            since = entry.day if entry.day is not None else since
        ladder = self.ladders.holding(last.kind, last.name)
        return Standing(last.name, since, last, ladder, tuple(self._remarks(counted, ladder)))

    def _remarks(self, entries: list[Entry], ladder: Ladder | None) -> Iterable[str]:
        """What is odd in a history, in words."""
        last = entries[-1]
        if ladder is None:
            yield f"“{last.name}”不在已载入文件列出的{'环节' if last.kind == 'step' else '层级'}之中"
        for before, after in pairwise(entries):
            if same_name(before.name) == same_name(after.name):
                continue
            if before.day is not None and before.day == after.day:
                yield f"{before.day}有两种说法：{before.name}，{after.name}；取后者"
            elif before.day is not None and (said := step_remark(self.ladders, last.kind, before.name, after.name)):
                yield f"{after.day}{said}"
        if last.day is None and len({same_name(entry.name) for entry in entries}) > 1:
            yield f"各来源都没有日期，说法不一；取“{last.name}”"


def step_remark(ladders: Ladders, kind: Kind, before: str, after: str) -> str:
    """What is odd about going from one name to another: back, or over others; empty where nothing is."""
    ladder = next((one for one in ladders.of[kind] if None not in (one.place(before), one.place(after))), None)
    if ladder is None:
        return ""
    was, now = ladder.place(before) or 0, ladder.place(after) or 0
    if now < was:
        return f"由“{before}”退回“{after}”"
    over = [rung.name for rung in ladder.rungs[was + 1 : now]]
    return f"由“{before}”到“{after}”，跳过{'、'.join(over)}" if over else ""
