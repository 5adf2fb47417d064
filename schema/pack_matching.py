"""How demands and capabilities are matched, and the states of a match: matching.yaml of a pack (供需匹配)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from schema.errors import PackError
from schema.pack_related import RelatedRule
from schema.pack_scenario_work import ScenarioWorkRules

REASONS: Final = {
    "for": ("technology", "wording", "link", "qualification", "zone", "budget"),
    "against": ("elsewhere", "over_capital", "branch"),
    "veto": ("ended", "deadline"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRule:
    """One reason for or against a match, or a veto; only reasons for have a weight."""

    id: str
    kind: str
    reason: str
    text: str
    source: str
    weight: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchState:
    """A state of a match and the states it may follow; "" stands for none yet."""

    id: str
    text: str
    after: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Matching:
    """Rules and states by their names."""

    rules: dict[str, MatchRule] = field(default_factory=dict)
    states: dict[str, MatchState] = field(default_factory=dict)


@dataclass
class AnswerRules:
    """What has been read of the rules that answers go by."""

    related_rules: list[RelatedRule] = field(default_factory=list)
    matching: Matching = field(default_factory=Matching)
    scenario_work: ScenarioWorkRules = field(default_factory=ScenarioWorkRules)


def _rows(raw: dict[str, Any], key: str, file: str, required: set[str], optional: set[str]) -> list[dict[str, Any]]:
    rows = raw[key]
    if not isinstance(rows, list):
        raise PackError(f"{file}: {key}: must be a list")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not required <= set(row) <= required | optional:
            names = ", ".join(sorted(required))
            raise PackError(f"{file}: {key} {number}: must have {names}{' and may have weight' if optional else ''}")
        for name in required - {"after"}:
            if not isinstance(row[name], str) or not row[name]:
                raise PackError(f"{file}: {key} {number}: {name}: must be a text")
    return rows


def matching(raw: object, file: str, sources: Container[str]) -> Matching:
    """The rules and states of matching.yaml; raises PackError naming file, row and key."""
    if not isinstance(raw, dict) or set(raw) != {"rules", "states"}:
        raise PackError(f"{file}: must have rules and states")
    made = Matching()
    for number, row in enumerate(_rows(raw, "rules", file, {"id", "kind", "reason", "text", "source"}, {"weight"}), 1):
        where = f"{file}: rules {number}"
        if row["reason"] not in REASONS.get(row["kind"], ()):
            raise PackError(f"{where}: reason: {row['reason']!r} is none of kind {row['kind']!r}; kinds: {REASONS}")
        weight = row.get("weight", 0)
        number_given = isinstance(weight, (int, float)) and not isinstance(weight, bool)
        if not number_given or (row["kind"] == "for") != (0 < weight < 1000):
            raise PackError(f"{where}: weight: a reason for has one over 0 and under 1000, another kind has none")
        if row["source"] not in sources:
            raise PackError(f"{where}: source: {row['source']!r} is not in sources.csv")
        if row["reason"] in made.rules:
            raise PackError(f"{where}: reason: {row['reason']!r} is there twice")
        made.rules[row["reason"]] = MatchRule(**{**row, "weight": Decimal(str(weight))})
    for number, row in enumerate(_rows(raw, "states", file, {"id", "text", "after", "source"}, set()), 1):
        where = f"{file}: states {number}"
        if row["source"] not in sources or row["id"] in made.states:
            raise PackError(f"{where}: its id is there twice, or its source is not in sources.csv")
        if not isinstance(row["after"], list) or not row["after"]:
            raise PackError(f'{where}: after: must be a list of states, "" for none yet')
        made.states[row["id"]] = MatchState(**{**row, "after": tuple(row["after"])})
    for state in made.states.values():
        for before in state.after:
            if before and before not in made.states:
                raise PackError(f"{file}: states {state.id}: after: {before!r} is no state")
    return made
