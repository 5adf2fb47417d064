"""Links between zones that are on record: supply, branches, investment, scenarios, parks, groups (已见联系)."""

from __future__ import annotations

from typing import Any, Final

from graph.analysis.reference import Reference
from graph.analysis.zone_links import ZoneLink

SAID: Final = {
    ("supply", True): "{a}的企业向{b}的企业供应，已见 {n} 条供应关系。",
    ("branch", True): "{a}的企业在{b}设有 {n} 家分支机构。",
    ("investment", True): "{a}的企业投资{b}的企业，已见 {n} 条投资关系。",
    ("shared_scenario", True): "{a}的企业参与{b}的场景，已见 {n} 个场景。",
    ("shared_scenario", False): "{a}和{b}同在 {n} 个场景中。",
    ("park", False): "{n} 个园区同时位于{a}和{b}。",
    ("group", False): "{a}和{b}有 {n} 家母公司在两处都有分支机构或控股企业。",
}
_ENDS_OF_COMPANIES: Final = ("BRANCH_OF", "SUPPLIES", "INVESTS_IN", "APPLIES", "OWNED_BY", "LED_BY", "DELIVERS")


def ends(edge: str) -> tuple[str, str]:
    """Head and tail of an edge by its id; empty texts where it has none."""
    head, _, tail = edge.partition(":")[2].partition(">")
    return head, tail.partition("#")[0]


def _companies(edges: list[str], parents: list[str]) -> tuple[str, ...]:
    """Companies that edges name at either end; who is none is left out where names are looked up."""
    named = [end for edge in edges if edge.partition(":")[0] in _ENDS_OF_COMPANIES for end in ends(edge)]
    return tuple(dict.fromkeys([*parents, *named]))


def _link(reference: Reference, row: dict[str, Any]) -> ZoneLink:
    via, directed = row["via"], row["directed"]
    a, b = reference.zone_name(row["from_zone"]), reference.zone_name(row["to_zone"])
    said = SAID[via, directed].format(a=a, b=b, n=row["facts"])
    if row["chain"] and row["chain"] in reference.chains:
        said += f"其中一方从事{reference.chains[row['chain']].name}。" if via != "park" else ""
    shown, proofs = list(row["shown"]), list(row["proofs"])
    return ZoneLink(
        via=via,
        observed=True,
        directed=directed,
        from_zone=row["from_zone"],
        to_zone=row["to_zone"],
        chain=row["chain"],
        from_link="",
        to_link="",
        companies=_companies(proofs, shown if via == "group" else []),
        shared=tuple(shown) if via in ("shared_scenario", "park") else (),
        strength=row["facts"],
        parts=(1, 0, row["facts"], 0, 0),
        reasons=(said,),
        facts=tuple(proofs),
    )


def observed_links(reference: Reference) -> list[ZoneLink]:
    """What crosses between zones of the home city, in all (`chain` empty) and once more by chain."""
    home = reference.workspace.home_zone
    return [_link(reference, row) for row in reference.crossings if home in reference.within(row["from_zone"])]


def overheld(reference: Reference) -> list[tuple[str, float]]:
    """(company, percent) of companies whose holders are said to hold more than the whole."""
    return [(row["company"], float(row["share"])) for row in reference.overheld]
