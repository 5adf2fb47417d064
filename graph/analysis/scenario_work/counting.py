"""Counting what targets speak of: scenarios, technologies, companies, each member with the facts behind it (计数)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from graph.analysis.scenario_work.belonging import Belonging, states_reached
from graph.analysis.scenario_work.ladders import read_edges, same_name
from graph.analysis.scenario_work.standing import Case, ScenarioWork
from graph.analysis.scenario_work.staying import lists_are_complete
from graph.ledger import Decision
from schema.ids import normal_name
from schema.pack_model import Packs
from schema.pack_scenario_work import CounterRule

_OF_LISTS: Final = frozenset({"tier", "scenarios"})
"""What a complete list of scenarios could say to be none; of companies no scenario list says so."""
_SHARES: Final = frozenset({"scenarios_landed", "scenarios_matched"})


@dataclass(frozen=True)
class Member:
    """One thing counted, or left out with the reason; `day` is when it came to count, as far as a source says."""

    label: str
    id: str
    name: str
    why: str
    facts: tuple[str, ...]
    day: dt.date | None = None

    def described(self) -> dict[str, Any]:
        """As an answer gives it."""
        shown = {"label": self.label, "id": self.id, "name": self.name, "why": self.why, "date": self.day}
        return {**shown, "facts": list(self.facts)}


@dataclass(frozen=True)
class Count:
    """Members of a count; `why` says why there is none.

    `whole` is of how many a share speaks, `mean` what was measured where it is no number of members.
    """

    rule: CounterRule | None = None
    members: tuple[Member, ...] = ()
    left_out: tuple[Member, ...] = ()
    state: str = "not_looked"
    why: str = ""
    whole: int | None = None
    mean: Decimal | None = None

    @property
    def measured(self) -> Decimal:
        """What a target is compared with: how many, a share in percent, or a mean."""
        if self.mean is not None:
            return self.mean
        amount = Decimal(len(self.members))
        return 100 * amount / self.whole if self.whole else amount

    @property
    def judged_by(self) -> str:
        """Which of these it is."""
        return "mean" if self.mean is not None else "share" if self.whole else "count"


class Counting:
    """Counts over the scenarios of one workspace as of a day."""

    def __init__(self, work: ScenarioWork, packs: Packs, day: dt.date) -> None:
        self.work, self.day = work, day
        self.rules = packs.scenario_work
        self.belonging = Belonging.of(work, packs)
        self.cases = work.cases(day)
        self.matched = self.belonging.matches_of(self.cases.values())

    def described(self) -> list[dict[str, Any]]:
        """The rules by which is counted."""
        return [
            {"id": r.id, "words": list(r.words), "units": list(r.units), "counts": r.counts, "text": r.text}
            for r in self.rules.counters
        ]

    def count(self, row: dict[str, Any], of: Sequence[dict[str, Any]], sentence: str) -> Count:
        """What is counted for a target of some policies, by the first rule that speaks of it."""
        metric, unit = normal_name(row["metric"] or ""), row["unit"] or ""
        tier = next((name for name in self.work.ladders.names("tier") if normal_name(name) == metric), None)
        for rule in self.rules.counters:
            if rule.speaks_of(metric, unit, sentence) and (rule.counts != "tier" or tier is not None):
                return self._count(rule, tier or "", of)
        return Count(why=f"没有规则说明“{row['metric']}”（单位“{unit or '无'}”）怎样计数")

    def _count(self, rule: CounterRule, tier: str, of: Sequence[dict[str, Any]]) -> Count:
        if why := self._not_looked(rule.counts):
            return Count(rule, why=why)
        counters: dict[str, Callable[[], tuple[list[Member], list[Member]]]] = {
            "tier": lambda: self._tier(tier),
            "scenarios": self._scenarios,
            "technologies": self._technologies,
            "companies_certified": self._certified,
            "companies_served": self._served,
            "scenarios_landed": self._landed,
            "scenarios_matched": self._met,
            "match_days": self._days,
        }
        found, left = counters[rule.counts]()
        if rule.counts in _SHARES:
            return Count(rule, _by_name(found), tuple(left), "found", whole=len(self.cases))
        if rule.counts == "match_days":
            days = [days for *_, days in self._signed]
            return Count(rule, _by_name(found), (), "found", mean=Decimal(sum(days)) / len(days))
        begins = min((one["period_from"] for one in of if one.get("period_from")), default=None)
        before = [m for m in found if begins is not None and m.day is not None and m.day < dt.date(begins, 1, 1)]
        left += [
            Member(m.label, m.id, m.name, f"{m.day}已是，早于{begins}年起的实施期", m.facts, m.day) for m in before
        ]
        gone = {(m.label, m.id) for m in before}
        members = _by_name([m for m in found if (m.label, m.id) not in gone])
        none = "looked_none" if rule.counts in _OF_LISTS and lists_are_complete(self.work) else "none_found"
        return Count(rule, members, tuple(left), "found" if members else none)

    def _not_looked(self, counts: str) -> str:
        """Why no source that is loaded could tell of a member; empty where one could."""
        if counts == "companies_certified":
            return "" if self._brought else "没有来源说招引了哪些企业，无从计数"
        if not self.cases:
            return "已载入的资料中没有场景，无从计数"
        if counts == "tier" and not any("tier" in case.standing for case in self.cases.values()):
            return "没有来源或决定说任何场景在哪个层级，无从计数"
        if counts in ("technologies", "scenarios_landed") and not any(
            "step" in case.standing for case in self.cases.values()
        ):
            return "没有来源或决定说任何场景在哪个环节，无从计数"
        if counts == "scenarios_matched" and not any(self.matched.values()):
            return "没有记下任何供需匹配的进展，无从计数"
        if counts == "match_days" and not self._signed:
            return "没有一项供需匹配记下了从联系到签约，无从计数"
        return ""

    @cached_property
    def _brought(self) -> dict[str, list[str]]:
        """Companies that zones and parks brought in, with the edges."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in read_edges(self.work.workspace, ("ATTRACTS",)):
            found[row["tail"]].append(row["id"])
        return found

    def _tier(self, tier: str) -> tuple[list[Member], list[Member]]:
        found = []
        for case in self.cases.values():
            standing = case.standing.get("tier")
            if standing is None or same_name(standing.name) != same_name(tier):
                continue
            entry = standing.entry
            by = "决定" if entry.decision is not None else "来源" if entry.stated else "推定"
            fact = entry.saying.fact if entry.saying is not None else case.id
            number = f"第 {entry.decision.number} 号" if entry.decision is not None else ""
            why = f"处于“{tier}”（{by}{number}）"
            found.append(Member("Scenario", case.id, case.name, why, (fact,), standing.since))
        return found, []

    def _scenarios(self) -> tuple[list[Member], list[Member]]:
        return [Member("Scenario", c.id, c.name, "已载入", (c.id,)) for c in self.cases.values()], []

    def _technologies(self) -> tuple[list[Member], list[Member]]:
        """Technologies of scenarios on the ground; those of others are left out."""
        counted: dict[str, list[tuple[str, str]]] = defaultdict(list)
        waiting: dict[str, list[tuple[str, str]]] = defaultdict(list)
        days: dict[str, list[dt.date | None]] = defaultdict(list)
        for case in self.cases.values():
            landed = self.belonging.is_landed(case)
            for technology, edge in self.belonging.technologies_of(case):
                (counted if landed else waiting)[technology].append((case.name, edge))
                if landed:
                    days[technology].append(case.standing["step"].since)
        name = self.work.index.name
        found = [
            Member(
                "Technology",
                one,
                name("Technology", one),
                f"已落地的场景：{_names(uses)}",
                _facts(uses),
                _first(days[one]),
            )
            for one, uses in counted.items()
        ]
        left = [
            Member("Technology", one, name("Technology", one), f"场景尚未落地：{_names(uses)}", _facts(uses))
            for one, uses in sorted(waiting.items())
            if one not in counted
        ]
        return found, left

    def _landed(self) -> tuple[list[Member], list[Member]]:
        """Scenarios on the ground."""
        found = []
        for case in self.cases.values():
            if self.belonging.is_landed(case):
                standing = case.standing["step"]
                found.append(
                    Member("Scenario", case.id, case.name, f"处于“{standing.name}”", (case.id,), standing.since)
                )
        return found, []

    def _met(self) -> tuple[list[Member], list[Member]]:
        """Scenarios with a match that was signed."""
        words = self.rules.matched.words if self.rules.matched is not None else ()
        found = []
        for case in self.cases.values():
            of = [d for history in self.matched.get(case.id, {}).values() for d in _of_states(history, words)]
            if of:
                numbers = "、".join(str(decision.number) for decision in of)
                found.append(Member("Scenario", case.id, case.name, f"匹配已签约（决定第 {numbers} 号）", (case.id,)))
        return found, []

    @cached_property
    def _signed(self) -> list[tuple[Case, str, dt.date, int]]:
        """Scenario, company, day and days of every match that came from a first contact to being signed."""
        contact, signed = (rule.words if rule is not None else () for rule in (self.rules.served, self.rules.matched))
        found = []
        for case in self.cases.values():
            for company, history in self.matched.get(case.id, {}).items():
                last = [_day(decision) for decision in _of_states(history, signed)]
                first = [_day(d) for d in _of_states(history, contact) if not states_reached([d]) & set(signed)]
                if first and last and min(first) <= min(last) <= self.day:
                    found.append((case, company, min(last), (min(last) - min(first)).days))
        return found

    def _days(self) -> tuple[list[Member], list[Member]]:
        name = self.work.index.name
        return [
            Member("Company", company, name("Company", company), f"“{case.name}”，联系到签约{days}天", (company,), day)
            for case, company, day, days in self._signed
        ], []

    def _certified(self) -> tuple[list[Member], list[Member]]:
        """Companies that a zone or park brought in, by whether a list certifies them."""
        brought = self._brought
        certified: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in read_edges(self.work.workspace, ("CERTIFIED_AS",)):
            if row["head"] in brought:
                certified[row["head"]].append((row["tail"], row["id"]))
        found, left = [], []
        for one, edges in sorted(brought.items()):
            name = self.work.index.name("Company", one)
            if one in certified:
                honours = "、".join(self.work.index.name("Qualification", q) for q, _ in certified[one])
                facts = (*edges, *(edge for _, edge in certified[one]))
                found.append(Member("Company", one, name, f"招引，认定为{honours}", facts))
            else:
                left.append(Member("Company", one, name, "招引，但已载入的清单没有认定它", tuple(edges)))
        return found, left

    def _served(self) -> tuple[list[Member], list[Member]]:
        """Companies that take part in scenarios, ask for them, or have been contacted about a match."""
        why: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for case in self.cases.values():
            for company, edge in self.belonging.companies_of(case, demanders=True):
                what = "提出需求" if edge.startswith("OWNED_BY:") else "参与"
                why[company].append((f"{what}“{case.name}”", edge))
            rule = self.rules.served
            for company, history in self.matched.get(case.id, {}).items():
                if rule is not None and states_reached(history) & set(rule.words):
                    numbers = "、".join(str(decision.number) for decision in _of_states(history, rule.words))
                    why[company].append((f"就“{case.name}”已联系（决定第 {numbers} 号）", company))
        name = self.work.index.name
        return [
            Member("Company", one, name("Company", one), _names(reasons), _facts(reasons))
            for one, reasons in why.items()
        ], []


def _by_name(members: Sequence[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda member: (member.name, member.id)))


def _day(decision: Decision) -> dt.date:
    return dt.datetime.fromisoformat(decision.made_at).date()


def _of_states(history: Sequence[Decision], words: Sequence[str]) -> list[Decision]:
    return [decision for decision in history if states_reached([decision]) & set(words)]


def _names(uses: Sequence[tuple[str, str]]) -> str:
    return "、".join(dict.fromkeys(text for text, _ in uses))


def _facts(uses: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for _, fact in uses))


def _first(days: Sequence[dt.date | None]) -> dt.date | None:
    """The first day known, or None where one use has no day: it may have been earlier."""
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None
