"""Chain gaps: what is missing, weak, broken, short or hidden, each with rule, counts and who could act (产业链缺口).

缺链 missing: a reference link without a company in the loaded data.
断链 broken: suppliers and users present, the link between not.
弱链 weak: few companies, one dominant company, a location quotient under 1, or only side lines of companies.
短链 short: a whole stage of the chain absent though other stages are there.
隐性 hidden: counted, but only branches; or nobody left but companies that have ended.
Rules and thresholds are data of the pack; zero companies alone says nothing:

`not_looked`  no current register says it covers the zone, or the link can't be placed from what was loaded
`none_found`  a covering source, not complete, has nobody
`looked_none` a covering source that says it is complete has nobody
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.coverage import capital_warning, chain_warnings, chosen_chains, no_register_warning
from graph.analysis.gap_finding import Finding, link_gap, short_gaps
from graph.analysis.gap_writing import Writer
from graph.analysis.reference import Chain, Reference
from graph.analysis.scope import Scope, park_scope, zone_scope
from graph.errors import QueryError
from schema.pack_model import GapRule, SeverityPart

SCOPES_KEPT: Final = 24
"""Cities, zones and parks whose gaps are kept written: some 3 MB each where all chains have been asked for."""


def find_gaps(scope: Scope, chains: Sequence[Chain], rules: Sequence[GapRule]) -> list[Finding]:
    """Gaps of chains in a scope: link by link in chain order, then the stages that are not there."""
    found = []
    for chain in chains:
        found += [gap for link in chain.links if (gap := link_gap(scope, chain, link, rules)) is not None]
        found += short_gaps(scope, chain, rules)
    return found


def circle(chain: Chain) -> list[str]:
    """Names of links that feed one another in a circle; empty where a chain has none."""
    feeds = {link.id: [d for d in link.downstream if d != link.id] for link in chain.links}
    left = dict.fromkeys(feeds)
    while True:
        ends = [link for link in left if not any(down in left for down in feeds[link])]
        if not ends:
            break
        for link in ends:
            del left[link]
    # What feeds a circle without lying in it goes in the same way, seen from the other end.
    while True:
        starts = [link for link in left if not any(link in feeds[other] for other in left)]
        if not starts:
            return [link.name for link in chain.links if link.id in left]
        for link in starts:
            del left[link]


def _rule_warnings(reference: Reference, rules: Sequence[GapRule]) -> list[str]:
    """Rules that are held to an industry or a link that is not in the graph."""
    known = {**reference.chains, **reference.links}
    return [
        f"规则 {rule.id} 所指的 {one} 不在图谱的参考产业链中，这条规则没有用上。"
        for rule in rules
        for one in (rule.industry, rule.link)
        if one and one not in known
    ]


def _warnings(scope: Scope, chains: Sequence[Chain], rules: Sequence[GapRule]) -> list[str]:
    said = no_register_warning(scope.reference)
    if scope.level == "city":
        said.append("全市口径没有同级区域可比，不计算区位商。")
    if scope.is_park:
        said.append("园区口径只计入驻或地址写明在园区内的企业，不计算区位商。")
    said += [*chain_warnings(chains), *_rule_warnings(scope.reference, rules)]
    for chain in chains:
        if names := circle(chain):
            said.append(f"{chain.name}的参考环节互为上下游成环（{'、'.join(names)}）：只看相邻环节，不沿环追溯。")
    return [*said, *capital_warning(scope.cell(link.id) for chain in chains for link in chain.links)]


def looked_at(scope: Scope) -> dict[str, Any]:
    """What registers there are now, which of them say that they cover the scope, and until when."""
    workspace = scope.reference.workspace
    registrations = [
        source.key
        for source in workspace.ledger.sources()
        if source.kind == "registrations" and source.state == "current"
    ]
    covering = sorted({d["source"] for d in scope.covering()})
    return {"sources": covering, "registrations": registrations, "until": basis(workspace)["newest"]}


def _written(
    scope: Scope, chains: Sequence[Chain], rules: Sequence[GapRule], severity: Sequence[SeverityPart]
) -> list[dict[str, Any]]:
    """Gaps of chains in chain order; those of the scopes asked for last are kept, for nobody to change."""
    kept = scope.reference.workspace.kept
    by = (tuple(rules), tuple(severity))
    if kept.get("gaps_by") != by:
        kept["gaps_by"], kept["gaps"] = by, {}
    scopes: dict[str, dict[str, list[dict[str, Any]]]] = kept["gaps"]
    written = scopes.pop(scope.id, {})
    missing = [chain for chain in chains if chain.id not in written]
    if missing:
        items = Writer(scope, severity).write(find_gaps(scope, missing, rules))
        written = written | {chain.id: [gap for gap in items if gap["industry"]["id"] == chain.id] for chain in missing}
    scopes[scope.id] = written
    for oldest in list(scopes)[:-SCOPES_KEPT]:
        scopes.pop(oldest, None)
    return [gap for chain in chains for gap in written[chain.id]]


def gaps(
    reference: Reference,
    rules: Sequence[GapRule],
    *,
    industry: str | None = None,
    zone: str | None = None,
    park: str | None = None,
    kind: str | None = None,
    severity: Sequence[SeverityPart] = (),
) -> Answer:
    """Gaps of the chains of `industry` (or all) in `zone`, in `park`, or in the home city.

    In the order of the parts of `severity`; without any, or where all are equal, in chain order.
    Raises QueryError for both a zone and a park, NotFound for a name that is not there.
    """
    if zone and park:
        raise QueryError("gaps are for a zone or for a park; give one of them")
    scope = park_scope(reference, park) if park else zone_scope(reference, zone)
    chains = chosen_chains(reference, industry)
    found = [gap for gap in _written(scope, chains, rules, severity) if kind in (None, gap["kind"])]
    # Sorting keeps chain order where all parts are equal.
    found.sort(key=lambda gap: [-part["value"] for part in gap["severity"]["parts"]])
    looked = looked_at(scope)
    items = [
        {**gap, "looked_at": looked, "severity": {"place": place, **gap["severity"]}}
        for place, gap in enumerate(found, start=1)
    ]
    rests_on = basis(
        reference.workspace,
        _warnings(scope, chains, rules),
        zones=[scope.name],
        industries=[chain.name for chain in chains],
        order=[part.text for part in severity],
    )
    return listing(items, rests_on)
