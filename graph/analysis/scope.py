"""Where a finding speaks of: a city, a zone or a park, with what it covers and who looked there (口径)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from graph.analysis.reference import Cell, Ended, Link, Reference

NOBODY: Final = Cell(0, 0, None, (), None, None)
NONE_ENDED: Final = Ended(0, ())


@dataclass(frozen=True)
class Scope:
    """A zone or a park; `around` are the zones it lies in, itself included."""

    reference: Reference
    id: str
    name: str
    level: str
    around: frozenset[str]

    @property
    def is_park(self) -> bool:
        """Whether it is a park, to which registers place only companies whose address names it."""
        return self.level == "park"

    @property
    def city(self) -> str:
        """The city it belongs to: the one around it, else the home city."""
        zones = self.reference.zones
        cities = sorted(z for z in self.around if z in zones and zones[z].level == "city")
        return cities[0] if len(cities) == 1 else self.reference.workspace.home_zone

    def cell(self, link: str) -> Cell:
        """What its companies cover of a link; nobody where there is no count."""
        cells = self.reference.park_cells if self.is_park else self.reference.cells
        return cells.get((self.id, link), NOBODY)

    def ended(self, link: str) -> Ended:
        """Companies on a link that have ended."""
        return self.reference.ended.get((self.id, link), NONE_ENDED)

    def holds(self, zone: str) -> bool:
        """Whether a zone lies in it."""
        return not self.is_park and self.id in self.reference.within(zone)

    def touches(self, zone: str) -> bool:
        """Whether a zone lies in it or around it."""
        return zone in self.around or self.holds(zone)

    def covering(self) -> list[dict[str, Any]]:
        """What registers declare about it."""
        return [d for d in self.reference.declared if d["zone"] in self.around]

    def state(self, link: Link, companies: int) -> tuple[str, str]:
        """State of a link and the reason in words; the three empty states stay apart."""
        if companies:
            return "found", f"已载入数据中有 {companies} 家企业。"
        if not link.placeable:
            return "not_looked", "该环节不能从已载入的登记信息归类，未查。"
        covering = self.covering()
        if not covering:
            return "not_looked", f"没有当前的企业登记声明覆盖{self.name}，未查。"
        names = "、".join(sorted({d["source"] for d in covering}))
        if self.is_park:
            return (
                "none_found",
                f"来源 {names} 覆盖园区所在区域，其中写明在园区内的企业没有这一环节的；地址未写园区名的企业不计入。",
            )
        if any(d["complete"] for d in covering):
            return "looked_none", f"来源 {names} 声明完整覆盖，其中没有这一环节的企业。"
        return "none_found", f"来源 {names} 覆盖此区域但未声明完整，其中未见这一环节的企业。"


def zone_scope(reference: Reference, text: str | None) -> Scope:
    """The zone with this name, or the home city; raises NotFound."""
    zone = reference.find_zone(text or reference.workspace.home_zone)
    return Scope(reference, zone.id, zone.name, zone.level, reference.within(zone.id))


def park_scope(reference: Reference, text: str) -> Scope:
    """The park with this name; raises NotFound."""
    park = reference.find_park(text)
    around = frozenset(outer for zone in park.zones for outer in reference.within(zone))
    return Scope(reference, park.id, park.name, "park", around | {park.id})
