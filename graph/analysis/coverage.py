"""Coverage: zone × link, what the loaded companies of a zone cover (覆盖)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.companies import company_cards
from graph.analysis.reference import Cell, Chain, Reference, Zone

NAMED: Final = 5
"""Links named in a warning."""


def chosen_chains(reference: Reference, industry: str | None) -> list[Chain]:
    """The chains an answer speaks of: those of `industry`, or all."""
    return reference.find_chains(industry) if industry else list(reference.chains.values())


def no_register_warning(reference: Reference) -> list[str]:
    """A word on what the graph can't know when no source covers any zone."""
    if reference.declared:
        return []
    return ["没有企业登记声明覆盖任何区域：企业数为 0 的环节只能读作“未查”，不能读作“没有”。"]


def chain_warnings(chains: Sequence[Chain]) -> list[str]:
    """What the reference chains themselves lack."""
    if not chains:
        return ["图谱中没有参考产业链，无从比较。"]
    bare = [link.name for chain in chains for link in chain.links if not link.products]
    if not bare:
        return []
    shown = f"{'、'.join(bare[:NAMED])}{f'等 {len(bare)} 个' if len(bare) > NAMED else ''}"
    return [f"{shown}环节没有写明产品：场景和文件只按环节名称和词表对上它们。"]


def capital_warning(cells: Iterable[Cell]) -> list[str]:
    """How many companies state no capital that can be told in yuan."""
    unknown = sum(cell.companies - cell.capital_known for cell in cells)
    if not unknown:
        return []
    return [f"有 {unknown} 家次企业的注册资本缺失或币种没有汇率，不计入资本、占比和赫芬达尔指数。"]


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
        [*no_register_warning(reference), *chain_warnings(chains), *capital_warning(cell for *_, cell in cells)],
        zones=[zone.name for zone in wanted],
        industries=[chain.name for chain in chains],
    )
    return listing(items, rests_on)
