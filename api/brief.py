"""Briefings about one chain: its map, its gaps, its sources (简报)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.errors import UsageError
from api.figures.chain_map import ChainMapInput, LinkState, LinkView, chain_map_scene
from api.figures.html_page import brief_page
from api.figures.svg import draw_svg
from graph.analysis.gaps import gaps
from graph.analysis.reference import Chain, Reference
from graph.evidence import document_of
from schema.pack_model import GapRule


def one_chain(reference: Reference, industry: str) -> Chain:
    """The one chain that `industry` names; raises UsageError offering the chains where it names several."""
    found = reference.find_chains(industry)
    exact = [chain for chain in found if industry in (chain.id, chain.name)]
    if len(found) == 1 or exact:
        return (exact or found)[0]
    raise UsageError(f"--industry {industry} has several chains: {'、'.join(chain.name for chain in found)}; name one")


def _state(gap: dict[str, Any] | None, placeable: bool) -> LinkState:
    """One state a box: where nobody looked, the map says that and not that nobody is there."""
    if gap is None:
        return LinkState.STRONG
    if not placeable:
        return LinkState.NOT_PLACEABLE
    if gap["counts"]["companies"]:
        return LinkState.WEAK
    if gap["state"] == "not_looked":
        return LinkState.NOT_LOOKED
    if gap["kind"] == "broken":
        return LinkState.BROKEN
    return LinkState.LOOKED_NONE if gap["state"] == "looked_none" else LinkState.NONE_FOUND


def chain_map(reference: Reference, chain: Chain, zone_id: str, findings: Sequence[dict[str, Any]]) -> ChainMapInput:
    """What the chain map draws: every link with its count and state in one zone."""
    by_link = {gap["link"]["id"]: gap for gap in findings if gap["kind"] != "short"}
    views = []
    for link in chain.links:
        gap = by_link.get(link.id)
        state = _state(gap, link.placeable)
        cell = reference.cells.get((zone_id, link.id))
        unseen = state in (LinkState.NOT_LOOKED, LinkState.NOT_PLACEABLE)
        companies = None if unseen else (cell.companies if cell else 0)
        views.append(
            LinkView(id=link.id, name=link.name, stage=link.stage, companies=companies, state=state, basis=link.basis)
        )
    edges = tuple((link.id, after) for link in chain.links for after in link.downstream)
    return ChainMapInput(chain=chain.name, zone=reference.zone_name(zone_id), links=tuple(views), edges=edges)


def chain_brief(
    reference: Reference, rules: Sequence[GapRule], *, industry: str, zone: str | None = None
) -> tuple[str, str]:
    """The chain's map as SVG and the briefing as one offline HTML page."""
    chain = one_chain(reference, industry)
    place = reference.find_zone(zone or reference.workspace.home_zone)
    answer = gaps(reference, rules, industry=chain.id, zone=place.id)
    svg = draw_svg(chain_map_scene(chain_map(reference, chain, place.id, answer["items"])))
    counted = {source for source, *_ in reference.workspace.manifest["bundles"]}
    sources = [
        {**document_of(source.latest), "locator": f"{source.latest.number}#"}
        for source in reference.workspace.ledger.sources()
        if source.key in counted
    ]
    page = brief_page(f"{place.name}{chain.name}产业链", svg, answer["items"], sources, answer["basis"])
    return svg, page
