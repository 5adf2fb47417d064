"""Chain gaps: missing, weak and broken links, each with rule, counts and who could act (产业链缺口).

缺链 missing: a reference link without a company in the loaded data.
断链 broken: suppliers and users present, the link between not.
弱链 weak: few companies, one dominant company, or a location quotient under 1.
Rules and thresholds are data of the pack; zero companies alone says nothing:

`not_looked`  no current register says it covers the zone, or the link can't be placed from what was loaded
`none_found`  a covering source, not complete, has nobody
`looked_none` a covering source that says it is complete has nobody
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import ge, gt, le, lt
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.companies import company_cards
from graph.analysis.coverage import chosen_chains, no_register_warning
from graph.analysis.reference import Cell, Chain, Link, Reference, Zone
from graph.errors import QueryError
from graph.evidence import EvidenceReader
from graph.queries import ask
from schema.pack_model import GapRule

NOBODY = Cell(0, 0, None, (), None, None)
NEIGHBOURS_SHOWN = 5
EVIDENCE_SHOWN = 3


@dataclass(frozen=True)
class Finding:
    """A gap before it is written out."""

    kind: str
    state: str
    rule: GapRule
    chain: Chain
    link: Link
    cell: Cell
    upstream: int
    downstream: int
    reasons: tuple[str, ...]


def _state(reference: Reference, zone: Zone, link: Link, companies: int) -> tuple[str, str]:
    """State of a cell and the reason in words."""
    if companies:
        return "found", f"已载入数据中有 {companies} 家企业。"
    if not link.placeable:
        return "not_looked", "该环节不能从已载入的登记信息归类，未查。"
    around = reference.within(zone.id)
    covering = [d for d in reference.declared if d["zone"] in around]
    if not covering:
        return "not_looked", f"没有当前的企业登记声明覆盖{zone.name}，未查。"
    names = "、".join(sorted({d["source"] for d in covering}))
    if any(d["complete"] for d in covering):
        return "looked_none", f"来源 {names} 声明完整覆盖，其中没有这一环节的企业。"
    return "none_found", f"来源 {names} 覆盖此区域但未声明完整，其中未见这一环节的企业。"


METRICS: Final = {
    "companies": "企业",
    "hhi": "赫芬达尔指数",
    "location_quotient": "区位商",
    "upstream": "上游企业",
    "downstream": "下游企业",
}
TESTS: Final = {"at_least": ("不低于", ge), "at_most": ("不超过", le), "below": ("低于", lt), "above": ("高于", gt)}


def rule_holds(rule: GapRule, measured: Mapping[str, float | None]) -> tuple[bool, str]:
    """Whether all thresholds of a rule hold, and the comparison in words.

    A threshold is named `<metric>_<test>`, such as `hhi_at_least`; a value that is
    not known meets no threshold.
    """
    said = []
    for name, limit in rule.thresholds.items():
        metric, test = next(((m, name[len(m) + 1 :]) for m in METRICS if name.startswith(f"{m}_")), ("", ""))
        if test not in TESTS:
            raise QueryError(f"gap rule {rule.id}: threshold {name!r} is no metric with a test; see gap_rules.yaml")
        word, holds = TESTS[test]
        value = measured[metric]
        if value is None or not holds(value, limit):
            return False, ""
        said.append(f"{METRICS[metric]} {value:.4g}（{word} {limit:g}）")
    return True, "，".join(said)


def _find(reference: Reference, zone: Zone, chain: Chain, link: Link, rules: Sequence[GapRule]) -> Finding | None:
    cell = reference.cells.get((zone.id, link.id), NOBODY)
    upstream = sum(reference.cells.get((zone.id, other), NOBODY).companies for other in link.upstream)
    downstream = sum(reference.cells.get((zone.id, other), NOBODY).companies for other in link.downstream)
    state, reason = _state(reference, zone, link, cell.companies)
    measured = {
        "companies": cell.companies,
        "hhi": cell.hhi,
        "location_quotient": cell.location_quotient,
        "upstream": upstream,
        "downstream": downstream,
    }
    # A link nobody can be placed on is never called broken: its emptiness says nothing about the neighbours.
    kinds = ("weak",) if cell.companies else ("broken", "missing") if link.placeable else ("missing",)
    for kind in kinds:
        met = [
            (rule, said)
            for rule in rules
            if rule.kind == kind
            for holds, said in (rule_holds(rule, measured),)
            if holds
        ]
        if met:
            reasons = (reason, *(f"{rule.text}（{said}）" for rule, said in met))
            return Finding(kind, state, met[0][0], chain, link, cell, upstream, downstream, reasons)
    return None


class _Writer:
    """Writes findings out; what all of them need is asked of the store once."""

    def __init__(self, reference: Reference, zone: Zone) -> None:
        self.reference = reference
        self.zone = zone
        self.evidence = EvidenceReader(reference.workspace)
        self.demand: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in ask(reference.workspace.store, "link_demand"):
            self.demand[row["link_id"]].append(row)
        self.until = basis(reference.workspace)["newest"]

    def _others(self, link: Link) -> list[tuple[str, str, str]]:
        """(zone, company, why) of companies elsewhere on the link: in the city first, then outside."""
        home = self.reference.workspace.home_zone
        inside, outside = [], []
        for zone in self.reference.zones.values():
            cell = self.reference.cells.get((zone.id, link.id))
            if cell is None or zone.id in self.reference.within(self.zone.id):
                continue
            if self.zone.id in self.reference.within(zone.id) and self.zone.level != "city":
                continue
            if zone.level == "district" and home in zone.parents and self.zone.id != home:
                inside += [(zone.id, c, f"同城{zone.name}已在该环节") for c in cell.leaders]
            elif zone.level == "city" and zone.id != home:
                outside += [(zone.id, c, f"外地（{zone.name}）登记，已在该环节") for c in cell.leaders]
        return sorted(inside) + sorted(outside)

    def _neighbours(self, link: Link) -> list[tuple[str, str]]:
        pairs = []
        for other in (*link.upstream, *link.downstream):
            cell = self.reference.cells.get((self.zone.id, other), NOBODY)
            pairs += [(other, leader) for leader in cell.leaders]
        return pairs[:NEIGHBOURS_SHOWN]

    def write(self, findings: Sequence[Finding]) -> list[dict[str, Any]]:
        """All findings as answers, with one look-up of names and one of evidence."""
        others = {f.link.id: self._others(f.link)[:NEIGHBOURS_SHOWN] for f in findings}
        neighbours = {f.link.id: self._neighbours(f.link) for f in findings}
        ids = [company for rows in others.values() for _, company, _ in rows]
        ids += [company for rows in neighbours.values() for _, company in rows]
        ids += [leader for f in findings for leader in f.cell.leaders]
        cards = company_cards(self.reference.workspace, ids)
        facts = [f.link.id for f in findings]
        facts += [f"ENGAGES_IN:{c}>{link}" for link, rows in others.items() for _, c, _ in rows]
        facts += [f"ENGAGES_IN:{leader}>{f.link.id}" for f in findings for leader in f.cell.leaders]
        facts += [row["edge"] for f in findings for row in self.demand[f.link.id]]
        evidence = self.evidence.for_facts(facts, EVIDENCE_SHOWN)
        return [self._write(f, others[f.link.id], neighbours[f.link.id], cards, evidence) for f in findings]

    def _fill(
        self, rows: list[tuple[str, str, str]], link: Link, cards: dict[str, Any], evidence: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return [
            {
                "company": {"id": company, "name": cards[company]["name"]},
                "zone": {"id": zone, "name": self.reference.zone_name(zone)},
                "why": why,
                "evidence": evidence.get(f"ENGAGES_IN:{company}>{link.id}", []),
            }
            for zone, company, why in rows
            if company in cards
        ]

    def _write(
        self,
        finding: Finding,
        others: list[tuple[str, str, str]],
        neighbours: list[tuple[str, str]],
        cards: dict[str, Any],
        evidence: dict[str, Any],
    ) -> dict[str, Any]:
        link, cell = finding.link, finding.cell
        fill = self._fill(others, link, cards, evidence)
        reasons = list(finding.reasons)
        if not fill:
            reasons.append("已载入数据中，本区以外没有在该环节的企业，暂无可补链对象。")
            near = [
                f"{cards[c]['name']}（{self.reference.links[other].name}）" for other, c in neighbours if c in cards
            ]
            if near:
                reasons.append(f"相邻环节的企业可延伸：{'、'.join(near)}。")
        if link.basis == "general":
            reasons.append("该环节的参照依据为通用资料，不是本市文件。")
        elif link.basis == "inferred":
            reasons.append("该环节的参照依据为推断。")
        leaders = [leader for leader in cell.leaders if leader in cards]
        rule = finding.rule
        return {
            "id": f"gap:{finding.kind}:{self.zone.id}>{link.id}",
            "kind": finding.kind,
            "state": finding.state,
            "industry": {"id": finding.chain.id, "name": finding.chain.name},
            "link": {"id": link.id, "name": link.name, "stage": link.stage, "basis": link.basis},
            "zone": {"id": self.zone.id, "name": self.zone.name},
            "rule": {"id": rule.id, "text": rule.text, "thresholds": rule.thresholds, "source": rule.source},
            "counts": {
                "companies": cell.companies,
                "capital": cell.capital,
                "leaders": [{"id": c, "name": cards[c]["name"]} for c in leaders],
                "hhi": cell.hhi,
                "location_quotient": cell.location_quotient,
                "upstream": finding.upstream,
                "downstream": finding.downstream,
            },
            "looked_at": self._looked_at(),
            "who_could_fill": fill,
            "could_extend": [
                {
                    "company": {"id": company, "name": cards[company]["name"]},
                    "link": {"id": other, "name": self.reference.links[other].name},
                }
                for other, company in neighbours
                if company in cards
            ],
            "scenarios_that_pull": [
                {
                    "id": row["scenario_id"],
                    "name": row["scenario"],
                    "words": row["words"],
                    "evidence": evidence.get(row["edge"], []),
                }
                for row in self.demand[link.id]
            ],
            "severity": self._severity(finding),
            "reasons": reasons,
            "evidence": [e for c in leaders for e in evidence.get(f"ENGAGES_IN:{c}>{link.id}", [])]
            or evidence.get(link.id, []),
        }

    def _looked_at(self) -> dict[str, Any]:
        around = self.reference.within(self.zone.id)
        covering = sorted({d["source"] for d in self.reference.declared if d["zone"] in around})
        registrations = [
            source.key
            for source in self.reference.workspace.ledger.sources()
            if source.kind == "registrations" and source.state == "current"
        ]
        return {"sources": covering, "registrations": registrations, "until": self.until}

    def _severity(self, finding: Finding) -> dict[str, Any]:
        """Written parts, never a bare score: where the link stands and what pulls on it."""
        pulls = len(self.demand[finding.link.id])
        return {
            "neighbours_present": bool(finding.upstream or finding.downstream),
            "feeds_links": len(finding.link.downstream),
            "scenarios_pulling": pulls,
        }


def gaps(
    reference: Reference,
    rules: Sequence[GapRule],
    *,
    industry: str | None = None,
    zone: str | None = None,
    kind: str | None = None,
) -> Answer:
    """Gaps of the chains of `industry` (or all) in `zone` (or the home city), in chain order."""
    place = reference.find_zone(zone or reference.workspace.home_zone)
    chains = chosen_chains(reference, industry)
    found = [
        finding
        for chain in chains
        for link in chain.links
        if (finding := _find(reference, place, chain, link, rules)) is not None and kind in (None, finding.kind)
    ]
    warnings = no_register_warning(reference)
    if place.level == "city":
        warnings.append("全市口径没有同级区域可比，不计算区位商。")
    rests_on = basis(reference.workspace, warnings, zones=[place.name], industries=[chain.name for chain in chains])
    return listing(_Writer(reference, place).write(found), rests_on)
