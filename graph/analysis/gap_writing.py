"""Writes gaps out with who could fill them, what pulls on them and how they are put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.analysis.companies import company_cards
from graph.analysis.gap_finding import Finding
from graph.analysis.pulls import VIA, Leader, Pull, Pulls
from graph.analysis.reference import Link, Zone
from graph.analysis.scope import Scope
from graph.evidence import EvidenceReader
from schema.pack_model import SeverityPart

NEIGHBOURS_SHOWN: Final = 5
EVIDENCE_SHOWN: Final = 3
PULLS_SHOWN: Final = 10

Place = tuple[str, str, str, str]
"""Zone, company, why, link."""


@dataclass(frozen=True)
class _Around:
    """What stands around one finding."""

    inside: list[Place]
    outside: list[Place]
    neighbours: list[tuple[str, str]]
    policies: list[Pull]
    parks: list[tuple[Pull, bool]]
    leaders: list[Leader]
    scenarios: list[dict[str, Any]]


class Writer:
    """Writes the findings of one scope out; what all of them need is asked of the store once."""

    def __init__(self, scope: Scope, severity: Sequence[SeverityPart]) -> None:
        self.scope = scope
        self.reference = scope.reference
        self.severity = severity
        self.pulls = Pulls.of(self.reference)
        self.evidence = EvidenceReader.of(self.reference.workspace)
        self._districts = [z for z in self.reference.districts(scope.city) if not self._is_here(z)]
        self._cities = [
            z for z in self.reference.zones.values() if z.level == "city" and z.id != scope.city and self._known(z)
        ]
        within = self.reference.within
        self._city_scopes = [Scope(self.reference, z.id, z.name, z.level, within(z.id)) for z in self._cities]

    def _is_here(self, zone: Zone) -> bool:
        """Whether a district is the scope, lies in it, or is around a zone smaller than a district."""
        return not self.scope.is_park and self.scope.level != "city" and self.scope.touches(zone.id)

    def _known(self, city: Zone) -> bool:
        covered = {d["zone"] for d in self.reference.declared}
        return city.id in self.reference.zones_with_companies or bool(covered & self.reference.within(city.id))

    # -- what stands around a finding ------------------------------------------------

    def _inside(self, links: Sequence[Link]) -> list[Place]:
        """Companies elsewhere in the city; of the city itself and of a park, those of all its districts."""
        mine = {leader for link in links for leader in self.scope.cell(link.id).leaders}
        if self.scope.level == "city":
            return []
        return [
            (zone.id, company, f"同城{zone.name}已在该环节", link.id)
            for link in links
            for zone in self._districts
            if (cell := self.reference.cells.get((zone.id, link.id))) is not None
            for company in cell.leaders
            if company not in mine
        ]

    def _outside(self, links: Sequence[Link]) -> list[Place]:
        return [
            (zone.id, company, f"外地（{zone.name}）登记，已在该环节", link.id)
            for link in links
            for zone in self._cities
            if (cell := self.reference.cells.get((zone.id, link.id))) is not None
            for company in cell.leaders
        ]

    def _around(self, finding: Finding) -> _Around:
        near = list(dict.fromkeys(o for link in finding.links for o in (*link.upstream, *link.downstream)))
        near = [link for link in near if link not in {own.id for own in finding.links}]
        neighbours = [(link, leader) for link in near for leader in self.scope.cell(link).leaders]
        # The nearest step comes first: a task that names a chain and its system pulls once.
        policies: dict[str, Pull] = {}
        parks: dict[str, tuple[Pull, bool]] = {}
        for link in finding.links:
            for pull in self.pulls.policies(self.scope, finding.chain, link):
                policies.setdefault(pull.id, pull)
            for pull, here in self.pulls.parks(self.scope, finding.chain, link):
                parks.setdefault(pull.id, (pull, here))
        scenarios = {r["scenario_id"]: r for link in finding.links for r in self.pulls.scenarios.get(link.id, ())}
        return _Around(
            _each_once(self._inside(finding.links)),
            _each_once(self._outside(finding.links)),
            neighbours[:NEIGHBOURS_SHOWN],
            list(policies.values()),
            list(parks.values()),
            self.pulls.leaders(self.scope, near),
            list(scenarios.values()),
        )

    # -- writing -----------------------------------------------------------------------

    def write(self, findings: Sequence[Finding]) -> list[dict[str, Any]]:
        """All findings as answers, with one look-up of names and one of evidence."""
        pairs = [(finding, self._around(finding)) for finding in findings]
        companies, facts = self._wanted(pairs)
        cards = company_cards(self.reference.workspace, companies)
        evidence = self.evidence.kept_for_facts(facts, EVIDENCE_SHOWN)
        return [self._write(finding, around, cards, evidence) for finding, around in pairs]

    def _wanted(self, pairs: Sequence[tuple[Finding, _Around]]) -> tuple[list[str], list[str]]:
        companies: list[str] = []
        facts: list[str] = []
        for finding, around in pairs:
            filling = self._filling(around)
            companies += [company for _, company, _, _ in filling]
            companies += [company for _, company in around.neighbours]
            companies += [leader.company for leader in around.leaders]
            companies += [*finding.cell.leaders, *finding.ended.leaders]
            facts += [link.id for link in finding.links]
            facts += [f"ENGAGES_IN:{company}>{link}" for _, company, _, link in filling]
            facts += [f"ENGAGES_IN:{c}>{finding.link.id}" for c in (*finding.cell.leaders, *finding.ended.leaders)]
            facts += [row["edge"] for row in around.scenarios]
            facts += [pull.edge for pull in around.policies[:PULLS_SHOWN]]
            facts += [pull.edge for pull, _ in around.parks[:NEIGHBOURS_SHOWN]]
            facts += [leader.edge for leader in around.leaders[:NEIGHBOURS_SHOWN]]
        return companies, facts

    def _filling(self, around: _Around) -> list[Place]:
        return (around.inside + around.outside)[:NEIGHBOURS_SHOWN]

    def _write(
        self,
        finding: Finding,
        around: _Around,
        cards: dict[str, Any],
        evidence: dict[str, Any],
    ) -> dict[str, Any]:
        link = finding.link
        named = _Named(self, cards, evidence)
        fill = named.filling(self._filling(around))
        extend = named.neighbours(around.neighbours)
        leaders = named.companies(finding.cell.leaders)
        shown = leaders or named.companies(finding.ended.leaders)
        proof = [e for c in shown for e in evidence.get(f"ENGAGES_IN:{c['id']}>{link.id}", [])]
        whole = f"{self.scope.id}>{finding.chain.id}#stage={finding.rule.stage}"
        return {
            "id": f"gap:{finding.kind}:{whole if finding.kind == 'short' else f'{self.scope.id}>{link.id}'}",
            "kind": finding.kind,
            "state": finding.state,
            "industry": {"id": finding.chain.id, "name": finding.chain.name},
            "link": {"id": link.id, "name": link.name, "stage": link.stage, "basis": link.basis},
            "links": [{"id": one.id, "name": one.name} for one in finding.links],
            **self._place(),
            "rule": {
                "id": finding.rule.id,
                "text": finding.rule.text,
                "thresholds": finding.rule.thresholds,
                "source": finding.rule.source,
            },
            "counts": self._counts(finding, leaders, named),
            "looked_at": {},
            "who_could_fill": fill,
            "could_extend": extend,
            "candidates_outside": self._candidates_outside(finding, named),
            "scenarios_that_pull": named.scenarios(around.scenarios),
            "policies_that_pull": named.policies(around.policies[:PULLS_SHOWN]),
            "parks_that_fit": named.parks(around.parks[:NEIGHBOURS_SHOWN]),
            "chain_leaders": named.leaders(around.leaders[:NEIGHBOURS_SHOWN]),
            "severity": self._severity(finding, around),
            "reasons": [*finding.reasons, *_more_reasons(self.scope, finding, fill, extend)],
            "evidence": proof or evidence.get(link.id, []),
        }

    def _place(self) -> dict[str, Any]:
        named = {"id": self.scope.id, "name": self.scope.name}
        if not self.scope.is_park:
            return {"zone": named, "park": None}
        zones = self.reference.parks[self.scope.id].zones
        zone = zones[0] if zones else self.scope.city
        return {"zone": {"id": zone, "name": self.reference.zone_name(zone)}, "park": named}

    def _counts(self, finding: Finding, leaders: list[dict[str, Any]], named: _Named) -> dict[str, Any]:
        cell = finding.cell
        return {
            "companies": cell.companies,
            "branches": cell.branches,
            "ended": finding.ended.companies,
            "ended_companies": named.companies(finding.ended.leaders),
            "attested": cell.attested,
            "capital": cell.capital,
            "capital_known": cell.capital_known,
            "largest_share": cell.largest_share,
            "leaders": leaders,
            "hhi": cell.hhi,
            "location_quotient": cell.location_quotient,
            "upstream": finding.upstream,
            "downstream": finding.downstream,
        }

    def _candidates_outside(self, finding: Finding, named: _Named) -> dict[str, Any]:
        """By city whose registers are loaded: whether they have the link; else that nobody looked there."""
        cities = []
        for city in self._city_scopes:
            count = sum(city.cell(link.id).companies for link in finding.links)
            state, reason = city.state(finding.link, count)
            cities.append(
                {"zone": {"id": city.id, "name": city.name}, "state": state, "companies": count, "reason": reason}
            )
        states = {city["state"] for city in cities}
        order = ("found", "none_found", "looked_none", "not_looked")
        state = next((s for s in order if s in states), "not_looked")
        reason = "没有载入其他城市的企业登记，市外未查。" if not cities else ""
        return {"state": state, "reason": reason, "cities": cities}

    # -- order --------------------------------------------------------------------------

    def _measures(self, finding: Finding, around: _Around) -> dict[str, int]:
        return {
            "scenarios": len(around.scenarios),
            # A system holds every chain of the city: it puts none before another.
            "policies": len({p.id for p in around.policies if p.via != "system"})
            + len({p.id for p, here in around.parks if here}),
            "leaders": len({one.company for one in around.leaders if one.basis == "qualification" and one.inside}),
            "neighbours": finding.upstream + finding.downstream,
            "feeds": len({d for link in finding.links for d in link.downstream}),
            "fed_by": len({u for link in finding.links for u in link.upstream}),
        }

    def _severity(self, finding: Finding, around: _Around) -> dict[str, Any]:
        """Written parts, never a bare score: where the link stands and what pulls on it."""
        measured = self._measures(finding, around)
        return {
            "parts": [
                {"id": part.id, "part": part.part, "text": part.text, "value": measured[part.part]}
                for part in self.severity
            ],
            "neighbours_present": bool(finding.upstream or finding.downstream),
            "feeds_links": measured["feeds"],
            "scenarios_pulling": measured["scenarios"],
            "policies_pulling": measured["policies"],
        }


def _each_once(places: Sequence[Place]) -> list[Place]:
    """A company once a zone, also where it is on several of the links."""
    first: dict[tuple[str, str], Place] = {}
    for place in sorted(places):
        first.setdefault(place[:2], place)
    return list(first.values())


def _more_reasons(
    scope: Scope, finding: Finding, fill: list[dict[str, Any]], extend: list[dict[str, Any]]
) -> list[str]:
    said = []
    if not fill:
        where = {"city": "本市", "park": "本园区"}.get(scope.level, "本区")
        said.append(f"已载入数据中，{where}以外没有在该环节的企业，暂无可补链对象。")
        if extend:
            near = [f"{entry['company']['name']}（{entry['link']['name']}）" for entry in extend]
            said.append(f"相邻环节的企业可延伸：{'、'.join(near)}。")
    bases = {link.basis for link in finding.links}
    if "general" in bases:
        said.append("该环节的参照依据为通用资料，不是本市文件。")
    elif "inferred" in bases:
        said.append("该环节的参照依据为推断。")
    return said


class _Named:
    """Ids with their names and evidence."""

    def __init__(self, writer: Writer, cards: dict[str, Any], evidence: dict[str, Any]) -> None:
        self._reference = writer.reference
        self._cards = cards
        self._evidence = evidence

    def companies(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        return [{"id": one, "name": self._cards[one]["name"]} for one in ids if one in self._cards]

    def filling(self, rows: Sequence[Place]) -> list[dict[str, Any]]:
        return [
            {
                "company": {"id": company, "name": self._cards[company]["name"]},
                "zone": {"id": zone, "name": self._reference.zone_name(zone)},
                "why": why,
                "evidence": self._evidence.get(f"ENGAGES_IN:{company}>{link}", []),
            }
            for zone, company, why, link in rows
            if company in self._cards
        ]

    def _link(self, link: str) -> dict[str, Any]:
        return {"id": link, "name": self._reference.links[link].name}

    def neighbours(self, rows: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
        return [
            {"company": {"id": company, "name": self._cards[company]["name"]}, "link": self._link(link)}
            for link, company in rows
            if company in self._cards
        ]

    def scenarios(self, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            {
                "id": row["scenario_id"],
                "name": row["scenario"],
                "words": row["words"],
                "technology": row["technology"],
                "evidence": self._evidence.get(row["edge"], []),
            }
            for row in rows
        ]

    def _pull(self, pull: Pull) -> dict[str, Any]:
        return {
            "label": pull.label,
            "id": pull.id,
            "name": pull.name,
            "via": pull.via,
            "why": f"以{VIA[pull.via]}“{pull.target_name}”为重点",
            "target": {"id": pull.target, "name": pull.target_name},
            "evidence": self._evidence.get(pull.edge, []),
        }

    def policies(self, pulls: Sequence[Pull]) -> list[dict[str, Any]]:
        return [self._pull(pull) for pull in pulls]

    def parks(self, pulls: Sequence[tuple[Pull, bool]]) -> list[dict[str, Any]]:
        return [{**self._pull(pull), "inside": inside} for pull, inside in pulls]

    def leaders(self, leaders: Sequence[Leader]) -> list[dict[str, Any]]:
        return [
            {
                "company": {"id": one.company, "name": self._cards[one.company]["name"]},
                "link": self._link(one.link),
                "basis": one.basis,
                "why": one.why,
                "inside": one.inside,
                "evidence": self._evidence.get(one.edge, []),
            }
            for one in leaders
            if one.company in self._cards
        ]
