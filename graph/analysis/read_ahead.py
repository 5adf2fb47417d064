"""What findings of one projection rest on, read before anybody asks: who leads each cell, and the words behind it (预读).

A service is asked again and again, so it reads the leaders of all zones and parks that a finding may name together;
a command, asked once, reads what its answer shows.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.analysis.companies import company_cards
from graph.analysis.pulls import Pulls
from graph.analysis.reference import Reference
from graph.evidence import EvidenceReader
from graph.workspace import Workspace


def _cells(reference: Reference) -> Iterable[tuple[str, tuple[str, ...]]]:
    """(link, leaders) of the home city, what lies in it, other cities as a whole, and parks."""
    home, zones = reference.workspace.home_zone, reference.zones
    for (zone, link), cell in reference.cells.items():
        if zone in zones and (zones[zone].level == "city" or home in reference.within(zone)):
            yield link, cell.leaders
    for (_, link), cell in reference.park_cells.items():
        yield link, cell.leaders
    for (scope, link), ended in reference.ended.items():
        if scope not in zones or home in reference.within(scope):
            yield link, ended.leaders


def read_ahead(workspace: Workspace) -> None:
    """Keep the evidence of all findings of the home city, and the names in it, with the workspace."""
    reference = Reference.of(workspace)
    placed = {(company, link) for link, leaders in _cells(reference) for company in leaders}
    facts = sorted(f"ENGAGES_IN:{company}>{link}" for company, link in placed)
    EvidenceReader.of(workspace).keep([*facts, *reference.links, *Pulls.of(reference).edges()])
    company_cards(workspace, [company for company, _ in placed])
