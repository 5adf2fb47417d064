"""Demand and capability: which companies can do a scenario, and which scenarios suit a company (供需匹配)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

import numpy as np

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.match_sides import OFFERS, Company, Sides
from graph.analysis.match_states import described, histories
from graph.analysis.reference import Reference
from graph.analysis.related import find_one, wording_weight
from graph.analysis.scenario_index import ScenarioIndex
from graph.evidence import EvidenceReader
from graph.wording import UNIT, Wording, shared_words
from graph.workspace import Workspace
from schema.pack_matching import MatchRule
from schema.pack_model import Packs
from schema.pack_related import RelatedRule

CONSIDERED: Final = 1000
"""Companies whose every side is looked at: those with most technologies, links and words in common."""
WORDS_SHOWN: Final = 5
PLACES_SHOWN: Final = 2
_SHARED: Final = {"technology": "Technology", "link": "ChainLink"}


class Matcher:
    """Matches pairs over one workspace as of a day."""

    def __init__(self, workspace: Workspace, packs: Packs, as_of: dt.date) -> None:
        self.workspace, self.as_of = workspace, as_of
        self.rules = packs.matching.rules
        self.index, self.reference = ScenarioIndex.of(workspace), Reference.of(workspace)
        self.least = packs.thresholds["related-wording"].value if "related-wording" in packs.thresholds else 1.0
        kept = workspace.kept
        if "company_wording" not in kept:
            kept["company_wording"] = Wording.read(workspace.folder, ("Company",))
        self.wording: Wording = kept["company_wording"]
        self.sides = Sides.of(workspace, self.wording)

    def candidates(self, scenario: str) -> tuple[list[int], int]:
        """Numbers of companies with a technology, link or wording of a scenario, and how many there are.

        Those with most in common are first, of which CONSIDERED are given.
        """
        score, found = np.zeros(len(self.sides.ids), dtype=np.int64), np.zeros(len(self.sides.ids), dtype=bool)
        for reason in OFFERS:
            if (rule := self.rules.get(reason)) is not None:
                for thing in self.index.shared(scenario, reason):
                    places = self.sides.holding(reason, thing)
                    score[places] += int(rule.weight * 1000)
                    found[places] = True
        if (rule := self.rules.get("wording")) is not None:
            words = self.index.wording.words.get(scenario, {})
            for company, likeness in self.wording.like(words, self.least).items():
                if (place := self.sides.place(company)) is not None:
                    score[place] += _wording(rule, likeness)
                    found[place] = True
        places = np.flatnonzero(found)
        # Numbers are in order of id: of equals the first id is first.
        best = places[np.argsort(-score[places], kind="stable")[:CONSIDERED]]
        return best.tolist(), len(places)

    def scenarios(self, company: Company) -> list[str]:
        """Scenarios that ask for a technology, link or wording of a company."""
        found = {
            one
            for reason in _SHARED
            for thing in company.things[reason]
            for one in self.index.holders.get((reason, thing), ())
        }
        found.update(self.index.wording.like(self.wording.words.get(company.id, {}), self.least))
        return sorted(one for one in found if self.index.rows[one]["label"] == "Scenario")

    def pair(self, scenario: str, company: Company) -> dict[str, Any]:
        """Reasons for and against and vetoes of one pair; `facts` open the reasons."""
        parts: list[dict[str, Any]] = []
        for reason, label in _SHARED.items():
            for thing in self.index.shared(scenario, reason):
                if thing in company.things[reason]:
                    parts += self._for(reason, label, thing, company.things[reason][thing])
        parts += self._wording(scenario, company.id)
        for thing in sorted(company.things["qualification"])[:1]:
            parts += self._for("qualification", "Qualification", thing, company.things["qualification"][thing])
        against: list[dict[str, str]] = []
        here, elsewhere, lies = self._zones(scenario, company)
        if here:
            parts += self._for("zone", "Zone", here, *lies, scenario)
        elif elsewhere:
            against += self._said("elsewhere", f"企业在{elsewhere}")
        row, asked = company.row, self.index.rows[scenario]
        capital = row["capital_cny"]
        if capital is None and row["capital_currency"] in (None, "CNY"):
            capital = row["registered_capital"]
        if asked["budget"] is not None and capital is not None:
            if asked["budget"] <= capital:
                parts += self._for(
                    "budget", "text", f"预算{asked['budget']:f}元，注册资本{capital:f}元", scenario, company.id
                )
            else:
                against += self._said("over_capital", f"预算{asked['budget']:f}元，注册资本{capital:f}元")
        if row["is_branch"]:
            against += self._said("branch", row["name"])
        veto = self._said("ended", row["status"] or "登记中已不再见到") if row["ended"] else []
        if asked["deadline"] is not None and asked["deadline"] < self.as_of:
            veto += self._said("deadline", f"截止{asked['deadline']}，今以{self.as_of}为准")
        parts.sort(key=lambda part: (-part["weight"], part["reason"], part["shared"]["id"]))
        score = sum(int(Decimal(str(part["weight"])) * 1000) for part in parts)
        return {"score": score / 1000, "parts": parts, "against": against, "veto": veto}

    def _for(self, reason: str, label: str, thing: str, *facts: str) -> list[dict[str, Any]]:
        """A reason with its weight, resting on `facts`."""
        rule = self.rules.get(reason)
        if rule is None:
            return []
        name = self.index.name(label, thing)
        shared = {"label": label, "id": thing, "name": name}
        text = f"{rule.text}：{name}"
        return [{"reason": reason, "text": text, "weight": float(rule.weight), "shared": shared, "facts": facts}]

    def _said(self, reason: str, what: str) -> list[dict[str, str]]:
        rule = self.rules.get(reason)
        return [] if rule is None else [{"rule": rule.id, "reason": reason, "text": f"{rule.text}：{what}"}]

    def _wording(self, scenario: str, company: str) -> list[dict[str, Any]]:
        rule = self.rules.get("wording")
        mine, theirs = self.index.wording.words.get(scenario, {}), self.wording.words.get(company, {})
        likeness = sum(weight * theirs[word] for word, weight in mine.items() if word in theirs)
        if rule is None or likeness < max(1, round(self.least * UNIT * UNIT)):
            return []
        words = shared_words(mine, theirs)[:WORDS_SHOWN]
        shared = {"label": "text", "id": " ".join(words), "name": "、".join(words)}
        weight = _wording(rule, likeness) / 1000
        text = f"{rule.text}：{shared['name']}"
        return [{"reason": "wording", "text": text, "weight": weight, "shared": shared, "facts": (scenario, company)}]

    def _zones(self, scenario: str, company: Company) -> tuple[str, str, tuple[str, ...]]:
        """The scenario's zone if the company lies in it, with the edges that say so, else where the company lies."""
        wanted, lies = self.index.zones.get(scenario, ()), sorted(company.things["zone"])
        for zone in wanted:
            if inside := [one for one in lies if zone in self.reference.within(one)]:
                return zone, "", tuple(company.things["zone"][one] for one in inside)
        return "", self.reference.zone_name(lies[0]) if wanted and lies else "", ()


def _wording(rule: MatchRule, likeness: int) -> int:
    as_related = RelatedRule(
        id=rule.id,
        of="Scenario",
        reason="wording",
        weight=rule.weight,
        relates=True,
        text=rule.text,
        source=rule.source,
    )
    return wording_weight(as_related, likeness)


def matches(
    workspace: Workspace,
    packs: Packs,
    text: str,
    *,
    as_of: dt.date,
    limit: int = 20,
    labels: tuple[str, ...] = ("Scenario", "Company"),
) -> Answer:
    """Companies for a scenario, or scenarios for a company; vetoed pairs come last, with the veto written out.

    Raises NotFound for a name of none of `labels`. Pairs on which people have decided are always among them.
    """
    hit = find_one(workspace, text, labels)
    matcher = Matcher(workspace, packs, as_of)
    past = histories(workspace)
    if hit.label == "Scenario":
        best, count = matcher.candidates(hit.id)
        known = matcher.sides.at(best)
        decided = {company for scenario, company in past if scenario == hit.id} - known.keys()
        pairs = [(hit.id, company) for company in (known | matcher.sides.companies(decided)).values()]
    else:
        company = matcher.sides.companies([hit.id])[hit.id]
        found = matcher.scenarios(company)
        count = len(found)
        others = [one for one, other in past if other == hit.id and one in matcher.index.rows and one not in found]
        pairs = [(scenario, company) for scenario in (*found, *others)]
    made = [(scenario, company, matcher.pair(scenario, company)) for scenario, company in pairs]
    made.sort(key=lambda entry: (bool(entry[2]["veto"]), -entry[2]["score"], entry[0], entry[1].id))
    shown = made[:limit]
    facts = sorted({fact for *_, one in shown for part in one["parts"] for fact in part["facts"]})
    evidence = EvidenceReader.of(workspace).for_facts(facts, PLACES_SHOWN, values=False)
    items = [
        {
            "scenario": {"id": scenario, "name": matcher.index.rows[scenario]["name"]},
            "company": {"id": company.id, "name": company.row["name"]},
            **one,
            "parts": [
                {**{k: v for k, v in part.items() if k != "facts"}, "evidence": _places(evidence, part["facts"])}
                for part in one["parts"]
            ],
            "match": described(past.get((scenario, company.id), []), packs.matching),
        }
        for scenario, company, one in shown
    ]
    warnings = _warnings(hit.label, matcher.rules, count, bool(items))
    answer = listing(
        items,
        basis(
            workspace,
            warnings,
            **{hit.label.lower(): {"id": hit.id, "name": hit.name}},
            as_of=as_of,
            rules=[
                {"id": r.id, "kind": r.kind, "text": r.text, "weight": float(r.weight)} for r in matcher.rules.values()
            ],
        ),
    )
    answer["total"] = max(len(made), count)
    return answer


def _places(evidence: Mapping[str, list[dict[str, Any]]], facts: Iterable[str]) -> list[dict[str, Any]]:
    """Places of some facts, each once."""
    return list({one["locator"]: one for fact in facts for one in evidence.get(fact, ())}.values())


def _warnings(label: str, rules: Mapping[str, MatchRule], found: int, any_shown: bool) -> list[str]:
    if not rules:
        return ["分类体系数据没有给出匹配的规则（matching.yaml）。"]
    if not any_shown:
        other = "企业" if label == "Scenario" else "场景"
        return [f"已载入的资料中没有{other}在技术、环节或文字上对得上。"]
    if label == "Scenario" and found > CONSIDERED:
        return [f"有{found}家企业对得上，只细看了技术、环节、文字上最近的{CONSIDERED}家。"]
    return []
