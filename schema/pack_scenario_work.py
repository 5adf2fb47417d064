"""How the work on scenarios is judged: scenario_work.yaml of a pack (场景工作).

Limits of stay, what a status says about a step, reasons for promotion, how targets are counted. Steps and rungs
themselves come from the papers that name them.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from schema.errors import PackError

REASONS: Final = {
    "for": ("landed", "direction", "company", "matched", "policy", "technology"),
    "against": ("not_landed", "no_step", "no_company", "inferred"),
    "veto": ("late",),
}
COUNTS: Final = (
    "tier",
    "scenarios",
    "technologies",
    "companies_certified",
    "companies_served",
    "scenarios_landed",
    "scenarios_matched",
    "match_days",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRule:
    """A rule on steps or rungs whose names hold one of `words`; no words stand for every name."""

    id: str
    text: str
    source: str
    words: tuple[str, ...] = ()

    def fits(self, name: str) -> bool:
        """Whether the rule speaks of a step, rung or measure of this name."""
        return not self.words or any(word in name for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class StayLimit(WorkRule):
    """How many days a scenario may stay at a step."""

    of: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRule(WorkRule):
    """Statuses as lists print them, which speak of a step."""

    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRule(WorkRule):
    """The rung of what stands in a list, but not in a list of `not_kinds`."""

    not_kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionRule(WorkRule):
    """A reason for or against a rise, or a veto; only reasons for have a weight."""

    kind: str
    reason: str
    weight: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterRule(WorkRule):
    """What is counted for a target: by the whole name of what it measures, its unit, words of its sentence."""

    counts: str
    units: tuple[str, ...]
    sentence: tuple[str, ...]

    def speaks_of(self, metric: str, unit: str, sentence: str) -> bool:
        """Whether it counts what a target measures; no words stand for any."""
        named = not self.words or metric in self.words
        return named and unit in self.units and (not self.sentence or any(word in sentence for word in self.sentence))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioWorkRules:
    """All rules; without a file nothing is late, nothing rises and no target is counted."""

    plans: WorkRule | None = None
    limits: tuple[StayLimit, ...] = ()
    deadline: WorkRule | None = None
    landed: WorkRule | None = None
    statuses: tuple[StatusRule, ...] = ()
    listed: ListedRule | None = None
    served: WorkRule | None = None
    matched: WorkRule | None = None
    promotion: tuple[PromotionRule, ...] = ()
    counters: tuple[CounterRule, ...] = ()


_LISTS: Final = {
    "limits": ("of", "words", "days"),
    "statuses": ("statuses", "words"),
    "promotion": ("kind", "reason"),
    "counters": ("words", "counts", "units", "sentence"),
}
_SINGLE: Final = {
    "plans": ("words",),
    "deadline": ("words",),
    "landed": ("words",),
    "listed": ("words", "not_kinds"),
    "served": ("words",),
    "matched": ("words",),
}


def scenario_work_rules(raw: object, file: str, sources: Container[str]) -> ScenarioWorkRules:
    """The rules of scenario_work.yaml; raises PackError naming file, row and key."""
    if not isinstance(raw, dict) or set(raw) != _LISTS.keys() | _SINGLE.keys():
        raise PackError(f"{file}: must have {', '.join((*_LISTS, *_SINGLE))}")
    seen: set[str] = set()
    rows: dict[str, list[dict[str, Any]]] = {}
    for key, own in (*_LISTS.items(), *_SINGLE.items()):
        given = raw[key] if key in _LISTS else [raw[key]]
        if not isinstance(given, list):
            raise PackError(f"{file}: {key}: must be a list")
        rows[key] = [
            _row(row, f"{file}: {key} {number}", own, sources, seen) for number, row in enumerate(given, start=1)
        ]
    for number, row in enumerate(rows["limits"], start=1):
        if row["of"] != "step" or type(row["days"]) is not int or not 0 < row["days"] < 10_000:
            raise PackError(f"{file}: limits {number}: of must be step, days a whole number over 0 and under 10000")
    for number, row in enumerate(rows["counters"], start=1):
        if row["counts"] not in COUNTS:
            raise PackError(f"{file}: counters {number}: counts: {row['counts']!r} is none of {', '.join(COUNTS)}")
    reasons: set[str] = set()
    for number, row in enumerate(rows["promotion"], start=1):
        _check_reason(row, f"{file}: promotion {number}", reasons)
    return ScenarioWorkRules(
        limits=tuple(StayLimit(**row) for row in rows["limits"]),
        plans=WorkRule(**rows["plans"][0]),
        deadline=WorkRule(**rows["deadline"][0]),
        landed=WorkRule(**rows["landed"][0]),
        statuses=tuple(StatusRule(**row) for row in rows["statuses"]),
        listed=ListedRule(**rows["listed"][0]),
        served=WorkRule(**rows["served"][0]),
        matched=WorkRule(**rows["matched"][0]),
        promotion=tuple(PromotionRule(**row) for row in rows["promotion"]),
        counters=tuple(CounterRule(**row) for row in rows["counters"]),
    )


def _row(row: object, where: str, own: tuple[str, ...], sources: Container[str], seen: set[str]) -> dict[str, Any]:
    needed = {"id", "text", "source", *own}
    if not isinstance(row, dict) or not needed <= set(row) <= needed | ({"weight"} if "reason" in own else set()):
        raise PackError(f"{where}: must have {', '.join(sorted(needed))}")
    for name in ("id", "text", "source"):
        if not isinstance(row[name], str) or not row[name]:
            raise PackError(f"{where}: {name}: must be a text")
    if row["source"] not in sources:
        raise PackError(f"{where}: source: {row['source']!r} is not in sources.csv")
    if row["id"] in seen:
        raise PackError(f"{where}: id: {row['id']!r} is there twice")
    seen.add(row["id"])
    made = dict(row)
    for name in ("words", "statuses", "not_kinds", "units", "sentence"):
        if name in own:
            words = row[name]
            if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
                raise PackError(f"{where}: {name}: must be a list of words (quote numbers)")
            made[name] = tuple(words)
    return made


def _check_reason(row: dict[str, Any], where: str, seen: set[str]) -> None:
    kinds: Mapping[str, tuple[str, ...]] = REASONS
    if row["reason"] not in kinds.get(row["kind"], ()):
        raise PackError(f"{where}: reason: {row['reason']!r} is none of kind {row['kind']!r}; kinds: {REASONS}")
    if row["reason"] in seen:
        raise PackError(f"{where}: reason: {row['reason']!r} is there twice")
    seen.add(row["reason"])
    weight = row.get("weight", 0)
    number_given = isinstance(weight, (int, float)) and not isinstance(weight, bool)
    if not number_given or (row["kind"] == "for") != (0 < weight < 1000):
        raise PackError(f"{where}: weight: a reason for has one over 0 and under 1000, another kind has none")
    row["weight"] = Decimal(str(weight))
