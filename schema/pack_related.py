"""What relates two things of one kind, and how much: related.yaml of a pack (相关的理由和权重)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from schema.errors import PackError

REASONS: Final = {
    "Scenario": (
        "link", "technology", "industry", "park", "zone", "demander", "field", "policy", "action", "wording",
    ),
    "Company": ("link", "technology", "park", "zone", "group", "scenario", "qualification"),
    "Park": ("link", "industry", "zone", "policy", "operator"),
    "Policy": ("link", "industry", "park", "zone", "issuer"),
}  # fmt: skip
"""Reasons that the program can see, by the kind of things they relate."""
_KEYS: Final = {"id", "of", "reason", "weight", "relates", "text", "source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRule:
    """One reason for which two things of a kind are related; one that does not `relate` by itself only adds weight."""

    id: str
    of: str
    reason: str
    weight: Decimal
    relates: bool
    text: str
    source: str


def _weight(where: str, value: object) -> Decimal:
    try:
        weight = Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else Decimal(-1)
    except InvalidOperation:
        weight = Decimal(-1)
    # The projection keeps weights with two decimals; a finer one would be rounded in silence.
    if not weight.is_finite() or not 0 < weight < 1000 or weight != weight.quantize(Decimal("0.01")):
        raise PackError(f"{where}: weight: {value!r} must be a number over 0 and under 1000 with at most two decimals")
    return weight


def related_rules(raw: object, file: str, sources: Container[str]) -> list[RelatedRule]:
    """The rules of related.yaml; raises PackError naming file, rule and key."""
    if not isinstance(raw, list):
        raise PackError(f"{file}: must be a list of rules")
    made: list[RelatedRule] = []
    for number, row in enumerate(raw, start=1):
        where = f"{file}: rule {number}"
        if not isinstance(row, dict) or set(row) != _KEYS:
            raise PackError(f"{where}: must have exactly {', '.join(sorted(_KEYS))}")
        made.append(_rule(where, row, sources))
        if any(r.id == made[-1].id or (r.of, r.reason) == (made[-1].of, made[-1].reason) for r in made[:-1]):
            raise PackError(f"{where}: its id, or its `of` and `reason`, is there twice")
    return made


def _rule(where: str, row: Mapping[str, Any], sources: Container[str]) -> RelatedRule:
    for key in ("id", "text"):
        if not isinstance(row[key], str) or not row[key]:
            raise PackError(f"{where}: {key}: must be a text")
    if row["of"] not in REASONS:
        raise PackError(f"{where}: of: {row['of']!r} is not one of {', '.join(REASONS)}")
    if row["reason"] not in REASONS[row["of"]]:
        raise PackError(f"{where}: reason: {row['reason']!r} is not one of {', '.join(REASONS[row['of']])}")
    if not isinstance(row["relates"], bool):
        raise PackError(f"{where}: relates: must be true or false")
    if row["source"] not in sources:
        raise PackError(f"{where}: source: {row['source']!r} is not in sources.csv")
    return RelatedRule(**{**row, "weight": _weight(where, row["weight"])})


def merged(before: list[RelatedRule], later: list[RelatedRule]) -> list[RelatedRule]:
    """Rules of packs one after the other: a later pack's rule takes the place of an earlier one for the same reason."""
    replaced = {(rule.of, rule.reason) for rule in later}
    return [rule for rule in before if (rule.of, rule.reason) not in replaced] + later
