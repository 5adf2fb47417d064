"""A small city as a workspace: a chain of five links, two districts, one city beside, one park, and a test's facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph.facts import Facts
from graph.ledger import Ledger, NewVersion, open_bundle, write_bundle
from graph.pack_facts import RELATED_RULE, related_rule_table
from graph.projection import ProjectionInputs, counted_bundles, current_coverage
from graph.publish import publish
from graph.workspace import Workspace
from ingest.resolve import resolve
from schema.pack_loader import load_packs

CITY, NORTH, SOUTH = "cn-div:1", "cn-div:11", "cn-div:12"
OTHER_CITY, OTHER_DISTRICT = "cn-div:2", "cn-div:21"
BAY = "t:Zone/bay"
PARK = "t:Park/dock"
CHAIN = "t:Industry/boats"
STEEL, ENGINE, YARD, FERRY, REPAIR = (f"t:ChainLink/boats/{n}" for n in ("steel", "engine", "yard", "ferry", "repair"))
LINKS = (STEEL, ENGINE, YARD, FERRY, REPAIR)
STAGE = {STEEL: "upstream", ENGINE: "upstream", YARD: "midstream", FERRY: "downstream", REPAIR: "downstream"}
FEEDS = ((STEEL, YARD), (ENGINE, YARD), (YARD, FERRY), (YARD, REPAIR))
NAMES = {
    CITY: "示例市",
    NORTH: "北区",
    SOUTH: "南区",
    OTHER_CITY: "邻市",
    OTHER_DISTRICT: "邻区",
    BAY: "月湾新区",
    STEEL: "船用钢材",
    ENGINE: "船用主机",
    YARD: "船舶总装",
    FERRY: "客轮运营",
    REPAIR: "船舶维修",
}


def pack(
    *,
    feeds: Sequence[tuple[str, str]] = FEEDS,
    names: Mapping[str, str] | None = None,
    not_placeable: Sequence[str] = (),
) -> Facts:
    """The city's own facts; the bay lies in the north and overlaps the south."""
    facts, place = Facts(), "pack:t/x#r=2"
    called = NAMES | dict(names or {})

    def node(label: str, local: str, name: str, **properties: Any) -> None:
        facts.node(label, local, name, locator=place, rule="pack", properties=properties or None)

    def edge(kind: str, head: tuple[str, str], tail: tuple[str, str], **properties: Any) -> None:
        facts.edge(kind, head, tail, locator=place, rule="pack", properties=properties or None)

    levels = {CITY: "city", OTHER_CITY: "city", BAY: "functional"}
    for zone in (CITY, NORTH, SOUTH, OTHER_CITY, OTHER_DISTRICT, BAY):
        node("Zone", zone, called[zone], level=levels.get(zone, "district"))
    for inner, outer in ((NORTH, CITY), (SOUTH, CITY), (OTHER_DISTRICT, OTHER_CITY), (BAY, NORTH)):
        edge("PART_OF", ("Zone", inner), ("Zone", outer))
    edge("OVERLAPS", ("Zone", BAY), ("Zone", SOUTH))
    node("Industry", CHAIN, "造船")
    for order, link in enumerate(LINKS, start=1):
        node(
            "ChainLink",
            link,
            called[link],
            stage=STAGE[link],
            order=order,
            placeable=link not in not_placeable,
            basis="general",
        )
        edge("PART_OF", ("ChainLink", link), ("Industry", CHAIN))
    for upstream, downstream in feeds:
        edge("UPSTREAM_OF", ("ChainLink", upstream), ("ChainLink", downstream))
    node("Park", PARK, "小城船坞园")
    edge("LOCATED_IN", ("Park", PARK), ("Zone", NORTH))
    edge("FOCUSES_ON", ("Park", PARK), ("Industry", CHAIN))
    return facts


def firm(
    facts: Facts,
    number: int,
    zone: str | None,
    *links: str,
    capital: int | None = None,
    park: str | None = None,
    main: bool = True,
    **properties: Any,
) -> str:
    """A company in a zone or park on links; capital in yuan unless a currency is given."""
    local, place = f"cn-uscc:{number}", f"r={number}"
    if capital is not None:
        properties |= {"registered_capital": Decimal(capital)}
        properties.setdefault("capital_currency", "CNY")
    facts.node("Company", local, f"企业{number}", locator=place, rule="reg", properties=properties or None)
    if zone:
        facts.edge("LOCATED_IN", ("Company", local), ("Zone", zone), locator=place, rule="reg")
    if park:
        facts.edge("TENANT_OF", ("Company", local), ("Park", park), locator=place, rule="reg")
    for link in links:
        facts.edge(
            "ENGAGES_IN",
            ("Company", local),
            ("ChainLink", link),
            locator=place,
            rule="reg",
            stated=False,
            properties={"main": main},
        )
    return local


class Cities:
    """Makes workspaces below a folder; each is another city that is asked and closed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: list[Workspace] = []

    def open(
        self, facts: Facts | Sequence[Facts], *, own: Facts | None = None, covers: Sequence[tuple[str, bool]] = ()
    ) -> Workspace:
        """The workspace of some registers, of which the first declares what it covers, beside the city's pack."""
        home = self._folder / f"home{len(self._open)}"
        given = [facts] if isinstance(facts, Facts) else list(facts)
        with Ledger.open(home) as ledger, ledger.writing():
            for number, some in enumerate(given, start=1):
                name = f"{number}" * 32
                write_bundle(ledger.facts, name, some.tables())
                ledger.commit(
                    NewVersion(
                        f"登记{number}", "registrations", "replace", "0" * 64, 1, "", {}, {}, name, "registration"
                    ),
                    covers=[(zone, complete, None) for zone, complete in covers] if number == 1 else None,
                )
            sources = ledger.sources()
            bundles = {v.bundle: open_bundle(ledger.facts / v.bundle) for s in sources for v in s.versions}
            rules = related_rule_table(load_packs("qingdao").related_rules)
            tables = (own or pack()).tables() | {RELATED_RULE: rules}
            inputs = ProjectionInputs(
                counted_bundles(sources, bundles),
                current_coverage(sources),
                tables,
                "p",
                CITY,
                resolve(list(bundles.values()), tables, ()).table,
                (),
                "1",
            )
            publish(ledger.graph, inputs, now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        self._open.append(Workspace.open(home))
        return self._open[-1]

    def close(self) -> None:
        """Close what was opened."""
        for workspace in self._open:
            workspace.close()


Open = Callable[..., Workspace]
