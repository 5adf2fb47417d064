"""What findings of one projection rest on, read in one go: who leads each cell, and the words behind it (发现的证据).

A table of evidence is read from end to end however few facts are asked for. So the leaders of all zones and parks
that a finding may name are read together, the first time, and each answer after it finds them here.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.analysis.companies import company_cards
from graph.analysis.pulls import Pulls
from graph.analysis.reference import Reference
from graph.evidence import EvidenceReader


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


def finding_evidence(reference: Reference) -> EvidenceReader:
    """The workspace's reader of evidence, with what findings rest on already read."""
    reader = EvidenceReader.of(reference.workspace)
    if "finding_evidence" not in reference.workspace.kept:
        placed = {(company, link) for link, leaders in _cells(reference) for company in leaders}
        facts = sorted(f"ENGAGES_IN:{company}>{link}" for company, link in placed)
        reader.keep([*facts, *reference.links, *Pulls.of(reference).edges()])
        company_cards(reference.workspace, [company for company, _ in placed])
        reference.workspace.kept["finding_evidence"] = True
    return reader
