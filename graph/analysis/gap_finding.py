"""Which rules a link or a chain meets, and what kind of gap that makes (缺口判定)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import ge, gt, le, lt
from typing import Final

from graph.analysis.reference import Cell, Chain, Ended, Link
from graph.analysis.scope import NOBODY, NONE_ENDED, Scope
from graph.errors import QueryError
from schema.pack_gaps import GAP_METRICS, GAP_TESTS, threshold_parts
from schema.pack_model import GapRule

TESTS: Final = {"at_least": ge, "at_most": le, "below": lt, "above": gt}
Measured = Mapping[str, float | None]


@dataclass(frozen=True)
class Finding:
    """A gap before it is written out; of kind short `links` are all links of the stage that is not there."""

    kind: str
    state: str
    rule: GapRule
    chain: Chain
    link: Link
    links: tuple[Link, ...]
    cell: Cell
    ended: Ended
    upstream: int
    downstream: int
    reasons: tuple[str, ...]


def rule_holds(rule: GapRule, measured: Measured) -> tuple[bool, str]:
    """Whether all thresholds of a rule hold, and the comparison in words.

    A value that is not known meets no threshold.
    """
    said = []
    for name, limit in rule.thresholds.items():
        metric, test = threshold_parts(name)
        if not metric or metric not in measured:
            raise QueryError(f"gap rule {rule.id}: threshold {name!r} is no metric with a test; see gap_rules.yaml")
        value = measured[metric]
        if value is None or not TESTS[test](value, limit):
            return False, ""
        said.append(f"{GAP_METRICS[metric]} {value:.4g}（{GAP_TESTS[test]} {limit:g}）")
    return True, "，".join(said)


def _met(
    rules: Sequence[GapRule], kind: str, chain: Chain, link: Link, measured: Measured
) -> list[tuple[GapRule, str]]:
    met = []
    for rule in rules:
        if rule.kind == kind and rule.industry in ("", chain.id) and rule.link in ("", link.id):
            holds, said = rule_holds(rule, measured)
            if holds:
                met.append((rule, f"{rule.text}（{said}）"))
    return met


def _measured(scope: Scope, link: Link) -> dict[str, float | None]:
    cell = scope.cell(link.id)
    return {
        "companies": cell.companies,
        "firms": cell.companies - cell.branches,
        "ended": scope.ended(link.id).companies,
        "attested": cell.attested,
        "capital_known": cell.capital_known,
        "largest_share": cell.largest_share,
        "hhi": cell.hhi,
        "location_quotient": cell.location_quotient,
        "upstream": sum(scope.cell(other).companies for other in link.upstream),
        "downstream": sum(scope.cell(other).companies for other in link.downstream),
    }


def link_gap(scope: Scope, chain: Chain, link: Link, rules: Sequence[GapRule]) -> Finding | None:
    """The gap at one link, or None: the first kind of which a rule holds; what else holds is among the reasons."""
    cell = scope.cell(link.id)
    measured = _measured(scope, link)
    state, reason = scope.state(link, cell.companies)
    # A link nobody can be placed on is never called broken: its emptiness says nothing about the neighbours.
    empty = ("broken", "hidden", "missing") if link.placeable else ("missing",)
    kinds = ("hidden", "weak") if cell.companies else empty
    met = {kind: found for kind in kinds if (found := _met(rules, kind, chain, link, measured))}
    if not met:
        return None
    kind = next(iter(met))
    also = [words for other, found in met.items() if other not in (kind, "missing") for _, words in found]
    return Finding(
        kind,
        state,
        met[kind][0][0],
        chain,
        link,
        (link,),
        cell,
        scope.ended(link.id),
        int(measured["upstream"] or 0),
        int(measured["downstream"] or 0),
        (reason, *(words for _, words in met[kind]), *also),
    )


def short_gaps(scope: Scope, chain: Chain, rules: Sequence[GapRule]) -> list[Finding]:
    """Stages of a chain that are not there though other stages are; a stage nobody can be placed on says nothing."""
    found = []
    for rule in rules:
        stage = [link for link in chain.links if link.stage == rule.stage and link.placeable]
        if rule.kind != "short" or rule.industry not in ("", chain.id) or not stage:
            continue
        if rule.link and rule.link not in {link.id for link in stage}:
            continue
        others = [link for link in chain.links if link.stage != rule.stage and link.placeable]
        here = sum(scope.cell(link.id).companies for link in stage)
        there = sum(scope.cell(link.id).companies for link in others)
        holds, said = rule_holds(rule, {"stage_companies": here, "other_companies": there})
        if not holds:
            continue
        # The link of the stage that stands nearest to what is there: where the chain ends.
        nearest = stage[-1] if rule.stage == "upstream" else stage[0]
        state, reason = scope.state(nearest, here)
        up = {o for link in stage for o in link.upstream} - {link.id for link in stage}
        down = {o for link in stage for o in link.downstream} - {link.id for link in stage}
        found.append(
            Finding(
                "short",
                state,
                rule,
                chain,
                nearest,
                tuple(stage),
                NOBODY if not here else scope.cell(nearest.id),
                NONE_ENDED,
                sum(scope.cell(other).companies for other in up),
                sum(scope.cell(other).companies for other in down),
                (
                    reason,
                    f"{rule.text}（{said}）",
                    f"该段的参考环节：{'、'.join(link.name for link in stage)}。",
                ),
            )
        )
    return found
