"""Facts that the packs themselves state (分类体系的事实): one bundle of tables.

Of the many zones of a country pack only those come in that the home city
needs, or that other facts refer to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import pyarrow as pa

from graph.facts import Facts
from schema.pack_model import PackRow, Packs, PackSource
from schema.pack_related import RelatedRule

RELATED_RULE: Final = "related_rule"
RELATED_RULE_SCHEMA: Final = pa.schema(
    [("reason", pa.string()), ("weight", pa.decimal128(9, 2)), ("relates", pa.bool_())]
)
_STAGES = {"upstream": "上游", "midstream": "中游", "downstream": "下游", "support": "支撑"}


def pack_facts(packs: Packs, referenced: frozenset[str]) -> dict[str, pa.Table]:
    """Tables of a bundle with all facts of `packs`, and evidence for each row.

    The home city, the zones it lies in, all zones within it and all zones of its
    own pack are always in; other zones only when their id is in `referenced`,
    then with the zones that they lie in. Raises `FactError` where a row does
    not fit the ontology.
    """
    writer = _Writer(packs)
    _zones(writer, zones_needed(packs, referenced))
    _industries(writer)
    _links(writer)
    _parks(writer)
    _organizations(writer)
    return writer.facts.tables() | {RELATED_RULE: related_rule_table(packs.related_rules)}


def related_rule_table(rules: Iterable[RelatedRule]) -> pa.Table:
    """The rules by which the projection relates scenarios; wording is no matter of SQL."""
    rows = [
        {"reason": rule.reason, "weight": rule.weight, "relates": rule.relates}
        for rule in rules
        if rule.of == "Scenario" and rule.reason != "wording"
    ]
    return pa.Table.from_pylist(rows, schema=RELATED_RULE_SCHEMA)


def zones_needed(packs: Packs, referenced: Iterable[str]) -> set[str]:
    """Ids of the zones that a graph of this city holds (see `pack_facts`)."""
    within = {packs.home}
    grown = True
    while grown:
        found = {z.id for z in packs.zones.values() if z.id not in within and not within.isdisjoint(z.parents)}
        within |= found
        grown = bool(found)
    own = {z.id for z in packs.zones.values() if z.locator.startswith(f"pack:{packs.city}/")}
    todo = [*within, *own, *(z for z in referenced if z in packs.zones)]
    needed: set[str] = set()
    while todo:
        zone = todo.pop()
        if zone not in needed:
            needed.add(zone)
            todo.extend(packs.zones[zone].parents)
    return needed


class _Writer:
    """Adds facts of pack rows with what every such fact carries."""

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self.facts = Facts()
        self._evident: set[str] = set()

    def node(self, label: str, row: PackRow, rule: str, says: str, **more: Any) -> None:
        """A node fact for `row`; `says` is its statement in words."""
        self.evidence(row.locator, row.source, says)
        more.setdefault("aliases", row.aliases)
        self.facts.node(label, row.id, row.name, locator=row.locator, rule=rule, **self._common(row), **more)

    def edge(self, kind: str, head: tuple[str, str], tail: tuple[str, str], row: Any, rule: str, **more: Any) -> None:
        """An edge fact that rests on `row`."""
        self.facts.edge(kind, head, tail, locator=row.locator, rule=rule, **self._common(row), **more)

    def evidence(self, locator: str, source: str, says: str) -> None:
        """The row's statement and its source, once a locator; a mirror's address is not shown."""
        if locator in self._evident:
            return
        self._evident.add(locator)
        self.facts.row("evidence", locator=locator, segments=[], sentence=says, place=self._place(source))

    def _place(self, source: str) -> str:
        known = self.packs.sources[source]
        parts = (known.title, known.publisher, known.published_on, known.url)
        return "，".join(p for p in parts if p)

    def _common(self, row: Any) -> dict[str, Any]:
        source = self.packs.sources[row.source]
        inferred = source.quality == "inferred" or getattr(row, "basis", "") == "inferred"
        return {"stated": not inferred, "confidence": row.confidence, "as_of": _day(source)}

    def name(self, public: str) -> str:
        """The name of any row by its id."""
        packs = self.packs
        for rows in (packs.zones, packs.systems, packs.industries, packs.links):
            if public in rows:
                return rows[public].name
        return public


def _day(source: PackSource) -> dt.date | None:
    """The day of publication; None where only a month or year is known."""
    try:
        return dt.date.fromisoformat(source.published_on) if len(source.published_on) == 10 else None
    except ValueError:
        return None


def _zones(writer: _Writer, needed: set[str]) -> None:
    packs = writer.packs
    for public in sorted(needed):
        zone = packs.zones[public]
        where = "、".join(writer.name(p) for p in zone.parents)
        says = zone.name + (f"（代码{zone.code}）" if zone.code else "") + (f"属于{where}" if where else "")
        names = dict.fromkeys((*zone.aliases, zone.short_name))
        writer.node(
            "Zone",
            zone,
            "pack-zone",
            says,
            aliases=[n for n in names if n and n != zone.name],
            properties={
                "level": zone.level,
                "code": zone.code or None,
                "short_name": zone.short_name or None,
            },
        )
        for parent in zone.parents:
            writer.edge("PART_OF", ("Zone", zone.id), ("Zone", parent), zone, "pack-zone-parent")
    for overlap in packs.overlaps:
        if overlap.first in needed and overlap.second in needed:
            both = f"{writer.name(overlap.first)}与{writer.name(overlap.second)}有重叠"
            writer.evidence(overlap.locator, overlap.source, overlap.note or both)
            writer.edge(
                "OVERLAPS",
                ("Zone", overlap.first),
                ("Zone", overlap.second),
                overlap,
                "pack-overlap",
                properties={"note": overlap.note or None},
            )


def _industries(writer: _Writer) -> None:
    packs = writer.packs
    for system in packs.systems.values():
        writer.node(
            "IndustrySystem",
            system,
            "pack-system",
            system.summary or system.name,
            valid_from=system.valid_from,
            valid_to=system.valid_to,
            properties={"summary": system.summary or None},
        )
    for industry in packs.industries.values():
        writer.node(
            "Industry",
            industry,
            "pack-industry",
            f"{industry.name}：{industry.summary}" if industry.summary else industry.name,
            properties={
                "kind": industry.kind,
                "summary": industry.summary or None,
                "basis": industry.basis,
            },
        )
    for member in packs.memberships:
        label = "IndustrySystem" if member.parent in packs.systems else "Industry"
        group = f"（{member.group}）" if member.group else ""
        says = f"{writer.name(member.child)}属于{writer.name(member.parent)}{group}"
        writer.evidence(member.locator, member.source, says)
        writer.edge(
            "PART_OF",
            ("Industry", member.child),
            (label, member.parent),
            member,
            "pack-membership",
            valid_from=member.valid_from,
            valid_to=member.valid_to,
            properties={
                "order": member.order,
                "tier": member.tier or None,
                "group": member.group or None,
            },
        )
    for mapping in packs.crosswalk:
        label = "IndustrySystem" if mapping.old in packs.systems else "Industry"
        says = mapping.note or f"{writer.name(mapping.old)}对应{writer.name(mapping.new)}"
        writer.evidence(mapping.locator, mapping.source, says)
        ends = ((label, mapping.old), (label, mapping.new))
        writer.edge("MAPS_TO", *ends, mapping, "pack-crosswalk", properties={"share": mapping.share})


def _links(writer: _Writer) -> None:
    packs = writer.packs
    for link in packs.links.values():
        says = f"{writer.name(link.chain)}的{_STAGES[link.stage]}环节：{link.name}。{link.counts_as}".rstrip("。")
        writer.node(
            "ChainLink",
            link,
            "pack-link",
            says,
            properties={
                "stage": link.stage,
                "order": link.order,
                "products": list(link.products) or None,
                "counts_as": link.counts_as or None,
                "not_counted": link.not_counted or None,
                "basis": link.basis,
                "placeable": link.placeable,
            },
        )
        writer.edge(
            "PART_OF",
            ("ChainLink", link.id),
            ("Industry", link.chain),
            link,
            "pack-link",
            properties={"order": link.order},
        )
    for edge in packs.link_edges:
        says = f"{writer.name(edge.upstream)}是{writer.name(edge.downstream)}的上游"
        writer.evidence(edge.locator, edge.source, says)
        writer.edge(
            "UPSTREAM_OF",
            ("ChainLink", edge.upstream),
            ("ChainLink", edge.downstream),
            edge,
            "pack-link-edge",
            properties={"basis": edge.basis},
        )


def _parks(writer: _Writer) -> None:
    for park in writer.packs.parks.values():
        where = "、".join(writer.name(z) for z in park.zones)
        what = "、".join(writer.name(f) for f in park.focuses)
        says = park.name + (f"位于{where}" if where else "") + (f"，聚焦{what}" if what else "")
        writer.node("Park", park, "pack-park", says, properties={"address": park.address or None})
        for zone in park.zones:
            writer.edge("LOCATED_IN", ("Park", park.id), ("Zone", zone), park, "pack-park")
        for focus in park.focuses:
            label = "ChainLink" if focus in writer.packs.links else "Industry"
            writer.edge("FOCUSES_ON", ("Park", park.id), (label, focus), park, "pack-park")


def _organizations(writer: _Writer) -> None:
    for office in writer.packs.organizations.values():
        where = f"（{writer.name(office.zone)}）" if office.zone else ""
        writer.node(
            "Organization",
            office,
            "pack-organization",
            office.name + where,
            properties={"kind": office.kind},
        )
        if office.zone:
            tail = ("Zone", office.zone)
            writer.edge("LOCATED_IN", ("Organization", office.id), tail, office, "pack-organization")
