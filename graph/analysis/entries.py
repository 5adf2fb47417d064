"""Entry suggestions: links a zone has nobody on that are near to what it can do (进入建议)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.companies import company_cards
from graph.analysis.complexity import Thresholds, number, table_warnings
from graph.analysis.complexity_indexes import Indexes, Undetermined
from graph.analysis.complexity_table import Level, Measure, Named, Table, complexity_table
from graph.analysis.coverage import chosen_chains
from graph.analysis.reference import Reference, Zone
from graph.analysis.scope import zone_scope
from graph.errors import QueryError
from graph.evidence import EvidenceReader

RELATED_SHOWN: Final = 3
COMPANIES_SHOWN: Final = 3
EVIDENCE_SHOWN: Final = 2


@dataclass(frozen=True)
class _Suggestion:
    """A link the zone could enter: near links it is strong in, and who is on the link elsewhere."""

    column: Named
    density: float
    relatedness: float | None
    gain: float | None
    complexity: float | None
    near: tuple[tuple[str, float], ...]
    firms: tuple[tuple[str, str], ...]
    elsewhere: tuple[tuple[str, str], ...]


def entries(
    reference: Reference,
    thresholds: Thresholds,
    zone: str,
    *,
    industry: str | None = None,
    measure: Measure = "companies",
    limit: int = 20,
) -> Answer:
    """Links without a company of `zone`, the densest first; each opens to the firms on the near links.

    Density says which share of what lies near a link the zone is already strong in (complexity_indexes).
    A district is compared with districts, a functional zone with functional zones.
    """
    place = reference.find_zone(zone)
    if place.level not in ("district", "functional"):
        raise QueryError(
            f"{place.name}: entry suggestions are for a district or a functional zone, not a {place.level}"
        )
    level: Level = "district" if place.level == "district" else "functional"
    table = complexity_table(reference, level=level, measure=measure)
    warnings = table_warnings(reference, table, level, "link", thresholds)
    wanted = {link.id for chain in chosen_chains(reference, industry) for link in chain.links} if industry else None
    found = _suggestions(reference, table, place, wanted)
    if found is None:
        warnings.append(f"{place.name}没有计入任何企业，看不出它会做什么，给不出建议。")
    elif not found:
        warnings.append(f"{place.name}在所选范围内，凡有企业可比的环节都已有企业，或没有相近的环节。")
    shown = (found or [])[:limit]
    answer = listing(
        _written(reference, place, shown),
        basis(reference.workspace, warnings, zones=[row.name for row in table.kept_rows], zone=place.name),
    )
    answer["total"] = len(found or [])
    return answer


def _suggestions(reference: Reference, table: Table, place: Zone, wanted: set[str] | None) -> list[_Suggestion] | None:
    rows = [row.id for row in table.kept_rows]
    indexes = table.indexes
    if indexes is None or place.id not in rows:
        return None
    row = rows.index(place.id)
    made = [
        _suggestion(reference, table, indexes, row, j)
        for j, column in enumerate(table.kept_columns)
        if not table.counted(place.id, column.id).companies and (wanted is None or column.id in wanted)
    ]
    near = [s for s in made if s.near]
    return sorted(near, key=lambda s: (-s.density, -(s.gain or 0.0), s.column.id))


def _suggestion(reference: Reference, table: Table, indexes: Indexes, row: int, j: int) -> _Suggestion:
    columns = table.kept_columns
    place = table.kept_rows[row].id
    near = sorted(
        (-float(indexes.proximity[j, k]), columns[k].id)
        for k in range(len(columns))
        if indexes.present[row, k] and indexes.proximity[j, k] > 0
    )[:RELATED_SHOWN]
    complexity = indexes.complexity
    return _Suggestion(
        columns[j],
        float(indexes.density[row, j]),
        number(indexes.relatedness[row, j]),
        number(indexes.outlook[1][row, j]) if indexes.outlook else None,
        None if isinstance(complexity, Undetermined) else number(complexity.columns[j]),
        tuple((link, -proximity) for proximity, link in near),
        tuple((link, c) for _, link in near for c in reference.cells[place, link].leaders[:COMPANIES_SHOWN]),
        tuple(
            (other.id, c)
            for other in table.kept_rows
            if (cell := reference.cells.get((other.id, columns[j].id))) is not None
            for c in cell.leaders[:COMPANIES_SHOWN]
        ),
    )


def _written(reference: Reference, place: Zone, shown: list[_Suggestion]) -> list[dict[str, Any]]:
    cards = company_cards(reference.workspace, [c for s in shown for _, c in (*s.firms, *s.elsewhere)])
    facts = [f"ENGAGES_IN:{c}>{link}" for s in shown for link, c in s.firms]
    facts += [f"ENGAGES_IN:{c}>{s.column.id}" for s in shown for _, c in s.elsewhere]
    evidence = EvidenceReader.of(reference.workspace).kept_for_facts(facts, EVIDENCE_SHOWN)

    def firm(company: str, link: str) -> dict[str, Any]:
        return {
            "company": {"id": company, "name": cards[company]["name"]},
            "evidence": evidence.get(f"ENGAGES_IN:{company}>{link}", []),
        }

    scope = zone_scope(reference, place.id)
    items = []
    for s in shown:
        near = [
            {
                "link": {"id": link, "name": reference.links[link].name},
                "proximity": proximity,
                "companies": reference.cells[place.id, link].companies,
                "firms": [firm(c, link) for of, c in s.firms if of == link and c in cards],
            }
            for link, proximity in s.near
        ]
        names = "、".join(
            f"“{reference.links[k].name}”（邻近度 {p:.2f}，企业 {reference.cells[place.id, k].companies} 家）"
            for k, p in s.near
        )
        link = reference.links[s.column.id]
        state, reason = scope.state(link, 0)
        items.append(
            {
                "state": state,
                "zone": {"id": place.id, "name": place.name},
                "link": {"id": link.id, "name": link.name, "stage": link.stage, "basis": link.basis},
                "industry": {"id": link.chain, "name": s.column.industry},
                "density": s.density,
                "relatedness": s.relatedness,
                "outlook_gain": s.gain,
                "product_complexity_index": s.complexity,
                "near": near,
                "elsewhere": [
                    {**firm(c, link.id), "zone": {"id": z, "name": reference.zone_name(z)}}
                    for z, c in s.elsewhere
                    if c in cards
                ],
                "reasons": [reason, f"{place.name}在相近的{names}已有比较优势。"],
            }
        )
    return items
