"""What answers of one projection rest on, read before anybody asks (预读).

Findings rest on who leads each cell and the words behind it, cross-zone links on what each names, paths on the edges
in memory, scenario work on what sources say. A service is asked again and again, so it reads the leaders of all
zones and parks that a finding may name together; a command, asked once, reads what its answer shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from graph.analysis.companies import company_cards
from graph.analysis.cross_zone import CrossZone
from graph.analysis.matches import Matcher
from graph.analysis.path_graph import path_graph
from graph.analysis.paths import chosen_steps, crowded_at
from graph.analysis.pulls import Pulls
from graph.analysis.reference import Reference
from graph.analysis.scenario_work import ScenarioWork
from graph.evidence import EvidenceReader
from graph.workspace import Workspace
from schema.pack_model import Packs


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


def read_ahead(workspace: Workspace, packs: Packs) -> None:
    """Keep with the workspace what a first question would else wait for, the most asked first."""
    _findings(workspace)
    _cross_zone_links(workspace)
    # Prospects ask of neighbours which are companies.
    _ = path_graph(workspace, chosen_steps(packs.path_steps, ()), crowded_at(packs.thresholds, False)).companies
    work = ScenarioWork.of(workspace, packs)
    _ = work.sayings, work.groups
    _ = work.index.holders, work.index.wording, work.index.evidence
    if work.groups:
        # What companies have to offer, which is read in seconds where there are millions of them.
        Matcher(workspace, packs, dt.date.today())


def _findings(workspace: Workspace) -> None:
    """The evidence of all findings of the home city, and the names in it."""
    reference = Reference.of(workspace)
    placed = {(company, link) for link, leaders in _cells(reference) for company in leaders}
    facts = sorted(f"ENGAGES_IN:{company}>{link}" for company, link in placed)
    EvidenceReader.of(workspace).keep([*facts, *reference.links, *Pulls.of(reference).edges()])
    company_cards(workspace, [company for company, _ in placed])


def _cross_zone_links(workspace: Workspace) -> None:
    """Links between districts, with the names and the evidence in them."""
    links = CrossZone.of(Reference.of(workspace)).links
    EvidenceReader.of(workspace).keep([fact for link in links for fact in link.facts])
    company_cards(workspace, [company for link in links for company in link.companies])
