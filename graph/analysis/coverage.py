"""Coverage: zone × link, what the loaded companies of a zone cover (覆盖)."""

from __future__ import annotations

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.companies import company_cards
from graph.analysis.reference import Chain, Reference, Zone


def chosen_chains(reference: Reference, industry: str | None) -> list[Chain]:
    """The chains an answer speaks of: those of `industry`, or all."""
    return reference.find_chains(industry) if industry else list(reference.chains.values())


def no_register_warning(reference: Reference) -> list[str]:
    """A word on what the graph can't know when no source covers any zone."""
    if reference.declared:
        return []
    return ["没有企业登记声明覆盖任何区域：企业数为 0 的环节只能读作“未查”，不能读作“没有”。"]


def coverage(reference: Reference, *, industry: str | None = None, zones: list[Zone] | None = None) -> Answer:
    """Rows of the coverage matrix with companies, leaders and indices; zero cells are left out.

    `capital` is the sum of CNY capital; `hhi` the HerfindahlIndex over capital shares;
    `location_quotient` compares with all zones of the level.
    """
    wanted = zones if zones is not None else reference.districts(reference.workspace.home_zone)
    chains = chosen_chains(reference, industry)
    cells = [
        (zone, chain, link, cell)
        for chain in chains
        for link in chain.links
        for zone in wanted
        if (cell := reference.cells.get((zone.id, link.id))) is not None
    ]
    cards = company_cards(reference.workspace, [leader for *_, cell in cells for leader in cell.leaders])
    items = [
        {
            "zone_id": zone.id,
            "zone": zone.name,
            "link_id": link.id,
            "link": link.name,
            "industry": chain.name,
            "companies": cell.companies,
            "capital": cell.capital,
            "leaders": [cards[leader]["name"] for leader in cell.leaders if leader in cards],
            "hhi": cell.hhi,
            "location_quotient": cell.location_quotient,
        }
        for zone, chain, link, cell in cells
    ]
    rests_on = basis(
        reference.workspace,
        no_register_warning(reference),
        zones=[zone.name for zone in wanted],
        industries=[chain.name for chain in chains],
    )
    return listing(items, rests_on)
