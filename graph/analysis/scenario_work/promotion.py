"""Which scenarios may rise to the next rung, with reasons for and against (层级晋升)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.scenario_work.belonging import Belonging, states_reached
from graph.analysis.scenario_work.standing import Case, ScenarioWork
from graph.analysis.scenario_work.states import described_standing, in_zone, may_follow, work_warnings
from graph.analysis.scenario_work.staying import overdue
from graph.evidence import EvidenceReader
from graph.ledger import Decision
from graph.workspace import Workspace
from schema.pack_model import Packs
from schema.pack_scenario_work import PromotionRule

CANDIDATES_SHOWN: Final = 50
PLACES_SHOWN: Final = 2
Reason = tuple[PromotionRule, str, list[str]]


class _Judging:
    """Finds the reasons that the pack has rules for."""

    def __init__(self, work: ScenarioWork, packs: Packs, day: dt.date) -> None:
        self.work, self.day = work, day
        self.rules = {rule.reason: rule for rule in packs.scenario_work.promotion}
        self.belonging = Belonging.of(work, packs)

    def reasons(self, case: Case, matched: dict[str, list[Decision]]) -> list[Reason]:
        """Rule, what is the case in words, facts that open it."""
        belonging = self.belonging
        found: list[Reason] = []

        def add(reason: str, what: str, facts: list[str]) -> None:
            if (rule := self.rules.get(reason)) is not None:
                found.append((rule, what, facts))

        step = case.standing.get("step")
        if step is None:
            add("no_step", "", [])
        else:
            facts = [] if step.entry.saying is None else [step.entry.saying.scenario]
            add("landed" if belonging.is_landed(case) else "not_landed", step.name, facts)
        directions = belonging.directions_of(case)
        for tie in directions[:1]:
            add("direction", f"{tie.name}（{tie.why}）", list(tie.facts))
        companies = belonging.companies_of(case)
        if companies:
            names = "、".join(dict.fromkeys(self.work.index.name("Company", one) for one, _ in companies))
            add("company", names, [edge for _, edge in companies])
        else:
            add("no_company", "", [])
        rule = self.work.rules.matched
        met = [c for c, history in matched.items() if rule is not None and states_reached(history) & set(rule.words)]
        if met:
            add("matched", "、".join(self.work.index.name("Company", one) for one in met), [])
        if policies := belonging.policies_of(case):
            names = "、".join(dict.fromkeys(self.work.index.name("Policy", one) for one, _ in policies))
            add("policy", names, [edge for _, edge in policies])
        if technologies := belonging.technologies_of(case):
            names = "、".join(dict.fromkeys(self.work.index.name("Technology", one) for one, _ in technologies))
            add("technology", names, [edge for _, edge in technologies])
        tier = case.standing.get("tier")
        if tier is None or not tier.entry.stated:
            add("inferred", "没有来源说它在哪个层级" if tier is None else tier.name, [])
        if (late := overdue(self.work, case, self.day)) is not None:
            add("late", f"{late.rule.text}，已超出{late.over}天", [])
        return found


def promotion(
    workspace: Workspace,
    packs: Packs,
    *,
    as_of: dt.date,
    to: str | None = None,
    zone: str | None = None,
    limit: int = CANDIDATES_SHOWN,
    plan: str | None = None,
) -> Answer:
    """Scenarios that have a rung above them, best reasons first, those with a veto last.

    `to` names the rung, `zone` where they lie. Raises NotFound for an unknown rung or zone, offering those there are.
    """
    work = ScenarioWork.of(workspace, packs, plan)
    wanted = work.ladders.named("tier", to) if to else None
    judging = _Judging(work, packs, as_of)
    cases = work.cases(as_of)
    matched = judging.belonging.matches_of(cases.values())
    found: list[tuple[Case, str, Decimal, list[Reason]]] = []
    for case in in_zone(work, list(cases.values()), zone):
        above = may_follow(work, case, "tier")[:1]
        if above and wanted in (None, above[0]):
            reasons = judging.reasons(case, matched.get(case.id, {}))
            found.append((case, above[0], sum((rule.weight for rule, *_ in reasons), start=Decimal(0)), reasons))
    found.sort(key=lambda one: (any(r.kind == "veto" for r, *_ in one[3]), -one[2], one[0].name, one[0].id))
    shown = [(_candidate(case, to, score, as_of), reasons) for case, to, score, reasons in found[:limit]]
    facts = [fact for _, reasons in shown for *_, some in reasons for fact in some[:PLACES_SHOWN]]
    evidence = EvidenceReader.of(workspace).for_facts(facts, PLACES_SHOWN, values=False)
    for item, reasons in shown:
        for kind, key in (("for", "parts"), ("against", "against"), ("veto", "veto")):
            item[key] = [_part(rule, what, some, evidence) for rule, what, some in reasons if rule.kind == kind]
    warnings = work_warnings(work)
    if not packs.scenario_work.promotion:
        warnings.append("数据包没有给出晋升的规则（scenario_work.yaml）。")
    rules = [
        {"id": r.id, "kind": r.kind, "text": r.text, "weight": float(r.weight), "source": r.source}
        for r in packs.scenario_work.promotion
    ]
    answer = listing([item for item, _ in shown], basis(workspace, warnings, as_of=as_of, rules=rules))
    answer["total"] = len(found)
    answer["state"] = "found" if found else "none_found" if cases and work.ladders.of["tier"] else "not_looked"
    return answer


def _candidate(case: Case, to: str, score: Decimal, day: dt.date) -> dict[str, Any]:
    return {
        "scenario": {"id": case.id, "name": case.name},
        "tier": described_standing(case.standing.get("tier"), day),
        "to": to,
        "step": described_standing(case.standing.get("step"), day),
        "score": float(score),
    }


def _part(
    rule: PromotionRule, what: str, facts: list[str], evidence: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    places = [place for fact in facts[:PLACES_SHOWN] for place in evidence.get(fact, ())]
    made: dict[str, Any] = {
        "rule": rule.id,
        "reason": rule.reason,
        "text": f"{rule.text}：{what}" if what else rule.text,
    }
    if rule.kind == "for":
        made["weight"] = float(rule.weight)
    return {**made, "facts": facts, "evidence": places[:PLACES_SHOWN]}
