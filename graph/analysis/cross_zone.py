"""Cross-zone links: what zones give each other today, and what they could (跨区联动)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.companies import company_cards
from graph.analysis.coverage import chosen_chains
from graph.analysis.reference import Reference
from graph.evidence import EvidenceReader
from graph.queries import ask

COMPANIES_SHOWN = 3
EVIDENCE_SHOWN = 2
LINKS_SHOWN = 50


def _observed(reference: Reference) -> list[dict[str, Any]]:
    """Branches whose parent sits in another district: from the parent's zone to the branch's."""
    groups: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    home = reference.workspace.home_zone
    for row in ask(reference.workspace.store, "branch_links"):
        if row["branch_level"] == row["parent_level"] == "district" and all(
            home in reference.within(row[end]) for end in ("branch_zone", "parent_zone")
        ):
            groups[row["parent_zone"], row["branch_zone"]][row["edge"]] = row
    made = []
    for (from_zone, to_zone), rows in groups.items():
        shown = list(rows.values())[:COMPANIES_SHOWN]
        made.append(
            {
                "id": f"cross:branch:{from_zone}>{to_zone}",
                "kind": "observed",
                "via": "branch",
                "from_zone": from_zone,
                "to_zone": to_zone,
                "industry": None,
                "from_link": None,
                "to_link": None,
                "companies": [
                    {"id": company, "name": name}
                    for row in shown
                    for company, name in ((row["parent_id"], row["parent"]), (row["branch_id"], row["branch"]))
                ],
                "strength": len(rows),
                "reasons": [
                    f"{reference.zone_name(from_zone)}的企业在{reference.zone_name(to_zone)}设有 {len(rows)} 家分支机构。"
                ],
                "facts": [row["edge"] for row in shown],
            }
        )
    return made


def _possible(reference: Reference) -> list[dict[str, Any]]:
    """Complementary links: supply of the feeding link there, users of it here, nobody on it here."""
    made = []
    home = reference.workspace.home_zone
    for row in ask(reference.workspace.store, "complements"):
        if not all(home in reference.within(row[end]) for end in ("from_zone", "to_zone")):
            continue
        for pair in row["pairs"]:
            supplying, using = pair.split(" > ")
            if supplying not in reference.links or using not in reference.links:
                continue
            giver = reference.cells[row["from_zone"], supplying]
            taker = reference.cells[row["to_zone"], using]
            from_name, to_name = reference.zone_name(row["from_zone"]), reference.zone_name(row["to_zone"])
            first, second = reference.links[supplying].name, reference.links[using].name
            made.append(
                {
                    "id": f"cross:complement:{row['from_zone']}>{row['to_zone']}#{supplying}>{using}",
                    "kind": "possible",
                    "via": "complement",
                    "from_zone": row["from_zone"],
                    "to_zone": row["to_zone"],
                    "industry": row["chain"],
                    "from_link": supplying,
                    "to_link": using,
                    "companies": [*giver.leaders[:COMPANIES_SHOWN], *taker.leaders[:COMPANIES_SHOWN]],
                    "strength": giver.companies * taker.companies,
                    "reasons": [
                        f"{from_name}有“{first}”企业 {giver.companies} 家；"
                        f"{to_name}有其下游“{second}”企业 {taker.companies} 家，而本区没有“{first}”企业。"
                    ],
                    "facts": [
                        *(f"ENGAGES_IN:{c}>{supplying}" for c in giver.leaders[:EVIDENCE_SHOWN]),
                        *(f"ENGAGES_IN:{c}>{using}" for c in taker.leaders[:EVIDENCE_SHOWN]),
                    ],
                }
            )
    return made


def _wanted(item: dict[str, Any], from_zone: str | None, to_zone: str | None, chains: set[str] | None) -> bool:
    return (
        from_zone in (None, item["from_zone"])
        and to_zone in (None, item["to_zone"])
        and (chains is None or item["industry"] in chains)
    )


def cross_zone_links(
    reference: Reference,
    *,
    from_zone: str | None = None,
    to_zone: str | None = None,
    industry: str | None = None,
    limit: int = LINKS_SHOWN,
) -> Answer:
    """Links between zones of the home city, observed ones first, stronger ones first.

    Strength: for observed links the number of branches, for possible ones suppliers × users.
    """
    start = reference.find_zone(from_zone).id if from_zone else None
    end = reference.find_zone(to_zone).id if to_zone else None
    chains = {chain.id for chain in chosen_chains(reference, industry)} if industry else None
    observed = _observed(reference)
    every = [item for item in (*observed, *_possible(reference)) if _wanted(item, start, end, chains)]
    every.sort(key=lambda item: (item["kind"], -item["strength"], item["id"]))
    shown = every[:limit]
    cards = company_cards(reference.workspace, [c for item in shown for c in item["companies"] if isinstance(c, str)])
    evidence = EvidenceReader(reference.workspace).for_facts(
        [fact for item in shown for fact in item["facts"]], EVIDENCE_SHOWN
    )
    items = []
    for item in shown:
        chain = reference.chains.get(item["industry"]) if item["industry"] else None
        items.append(
            {
                **{k: v for k, v in item.items() if k != "facts"},
                "from_zone": {"id": item["from_zone"], "name": reference.zone_name(item["from_zone"])},
                "to_zone": {"id": item["to_zone"], "name": reference.zone_name(item["to_zone"])},
                "industry": {"id": chain.id, "name": chain.name} if chain else None,
                "from_link": _named_link(reference, item["from_link"]),
                "to_link": _named_link(reference, item["to_link"]),
                "companies": [
                    c if isinstance(c, dict) else {"id": c, "name": cards[c]["name"]} for c in item["companies"]
                ],
                "evidence": [e for fact in item["facts"] for e in evidence.get(fact, [])],
            }
        )
    answer = listing(items, basis(reference.workspace, _warnings(observed, chains is not None)))
    answer["total"] = len(every)
    return answer


def _named_link(reference: Reference, link_id: str | None) -> dict[str, str] | None:
    return {"id": link_id, "name": reference.links[link_id].name} if link_id else None


def _warnings(observed: list[dict[str, Any]], by_industry: bool) -> list[str]:
    if observed:
        return ["分支关系不分产业链，按产业筛选时不列出。"] if by_industry else []
    return ["已载入数据中没有看到跨区的分支、供应或投资关系（登记信息中分支机构的总部不在文件内时无法连上）。"]
