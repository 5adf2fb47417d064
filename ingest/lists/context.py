"""What a list says of all its rows, and how a row's fact is put down (清单的语境)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from graph.facts import Facts
from ingest.lists.names import place_of, shapes_of
from ingest.lists.titles import Title, read_title, refuses, result_of
from ingest.numbers import find_dates
from ingest.registrations.places import PlaceFinder
from ingest.registrations.zones_found import BY_ADDRESS, Found
from ingest.scenarios.bodies import BodyFinder
from ingest.tables.cells import read_date
from schema.ids import name_id, normal_name
from schema.pack_model import Packs
from schema.scanner import Scanner, scanner_for

RULE: Final = "list.row"
RULE_HONOUR: Final = "list.qualification"
RULE_PLACE: Final = "list.place"
PROPOSED: Final = "proposed"
_SURE: Final = Decimal("0.950")
_PROPOSED_SURE: Final = Decimal("0.800")
_HONOUR: Final = re.compile(
    r"专精特新|小巨人|冠军|高新技术企业|瞪羚|独角兽|雏鹰|龙头|示范|领军|链主|老字号|国家级|省级|市级|重点实验室|技术中心|孵化器|"
    r"众创空间|绿色工厂|智能工厂|创新型"
)
_PARTS: Final = re.compile(r"[、，,；;\n/]+")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: its fields, the headings of its groups, its place."""

    said: Mapping[str, str]
    groups: tuple[str, ...]
    locator: str


@dataclass(frozen=True)
class ListSource:
    """What is known of a list as a whole; `day` is the day of the document, None where it states none."""

    title: Title
    day: dt.date | None = None
    as_of: dt.date | None = None
    valid: tuple[dt.date | None, dt.date | None] = (None, None)
    units: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


class Writer:
    """Puts down nodes and edges of rows; what the packs know keeps its id and needs no second node."""

    def __init__(self, facts: Facts, packs: Packs, source_key: str) -> None:
        self.facts = facts
        self.packs = packs
        self.source_key = source_key
        self.shapes = shapes_of(packs)
        self.notes: list[str] = []
        self._named_honours: set[str] = set()

    # Made where a list needs them: most documents hold none.
    @cached_property
    def _parks(self) -> dict[str, str]:
        return {normal_name(n): p.id for p in self.packs.parks.values() for n in (p.name, *p.aliases)}

    @cached_property
    def _zones(self) -> dict[str, str]:
        home = [z for z in self.packs.zones.values() if self.packs.home in z.parents]
        return {normal_name(n): z.id for z in home for n in (z.name, *z.aliases) if len(n) > 2}

    @cached_property
    def _provinces(self) -> tuple[str, ...]:
        zones = self.packs.zones.values()
        return tuple(z.short_name for z in zones if z.level == "province" and len(z.short_name) > 1)

    @cached_property
    def places(self) -> PlaceFinder:
        """Finds zones."""
        return PlaceFinder(self.packs)

    @cached_property
    def bodies(self) -> BodyFinder:
        """Tells companies from offices."""
        return BodyFinder(self.packs)

    @cached_property
    def scanner(self) -> Scanner:
        """Names of the packs' industries, links and parks."""
        return scanner_for(self.packs, ("Industry", "ChainLink", "Park"))

    def park_of(self, name: str) -> tuple[str, str]:
        """(label, id) of a park: one of the packs, a functional zone of the city that bears the name, or new."""
        normal = normal_name(name)
        if normal in self._parks:
            return "Park", self._parks[normal]
        if normal in self._zones:
            return "Zone", self._zones[normal]
        return "Park", name_id("Park", name, self.packs.home)

    def zone_named(self, name: str) -> tuple[str, str] | None:
        """(label, id) of the district that a whole name is the name of: lists of parks may print their district only."""
        found = self.places.locate(name, "").found
        zone = self.packs.zones[found[-1].zone] if found and found[-1].basis == "address" else None
        return ("Zone", zone.id) if zone is not None and normal_name(name).endswith(normal_name(zone.name)) else None

    def node(
        self, source: ListSource, row: ListRow, label: str, local_id: str, name: str, properties: Mapping[str, Any]
    ) -> None:
        """A node that a row names."""
        self.facts.node(
            label, local_id, name, locator=row.locator, rule=RULE, as_of=source.as_of,
            properties={k: v for k, v in properties.items() if v not in (None, "")},
        )  # fmt: skip

    def edge(
        self, source: ListSource, row: ListRow, relation: str, head: tuple[str, str], tail: tuple[str, str],
        properties: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """An edge that a row states."""
        self.facts.edge(
            relation, head, tail, locator=row.locator, rule=RULE, as_of=source.as_of,
            properties={k: v for k, v in (properties or {}).items() if v not in (None, "")},
        )  # fmt: skip

    def located(self, source: ListSource, row: ListRow, head: tuple[str, str], by_name: str = "") -> None:
        """LOCATED_IN by address, zone, city and province of the row and of its groups; else by the park's name."""
        said = row.said
        above = [place_of(g) for g in row.groups if self.shapes.is_place(g)]
        province = said.get("province") or (above[0] if above else "")
        city = said.get("city") or "".join(above[1:])
        zone = said.get("zone") or said.get("area") or ""
        for address in dict.fromkeys((said.get("address", ""), zone)):
            located = self.places.locate(address, said.get("credit_code", ""), province, city).found
            if not located or located[0].basis == "column":
                located = self._named(address) or located
            if located:
                break
        if by_name and (not located or located[0].basis != "address"):
            named = tuple(f for f in self.places.locate(by_name, "", province, city).found if f.basis == "address")
            if not named and by_name.startswith(self._provinces):
                # 江苏淮安…: short names stand for places only behind that of a province.
                named = self.places.locate("", "", by_name).found
            located = tuple(f._replace(basis="name", words=(by_name,)) for f in named) or located
        for found in located:
            self.facts.edge(
                "LOCATED_IN", head, ("Zone", found.zone), locator=row.locator, rule=RULE_PLACE, as_of=source.as_of,
                stated=found.basis != "registry_code", confidence=found.confidence,
                properties={"basis": found.basis, "words": list(found.words)},
            )  # fmt: skip

    def _named(self, text: str) -> tuple[Found, ...]:
        named = dict(self.places.named(text))
        return tuple(Found(zone, (words,), "address", BY_ADDRESS) for zone, words in named.items())

    def honour(self, source: ListSource, row: ListRow, head: tuple[str, str]) -> str | None:
        """CERTIFIED_AS or DESIGNATED_AS what the row or the title names; returns the result as printed.

        Whoever did not pass gets no edge.
        """
        result = row.said.get("result") or next((r for g in reversed(row.groups) if (r := result_of(g))), None)
        result = result or source.title.result
        if source.title.refused or any(refuses(text) for text in (result or "", *row.groups)):
            return result
        since, valid_from = _since(source, row)
        batch = _number(row.said.get("batch", "")) or source.title.batch
        proposed = source.title.proposed
        for name in self._honours(source, row):
            tail = name_id("Qualification", name, self.packs.home)
            if tail not in self._named_honours:
                self._named_honours.add(tail)
                self.facts.node("Qualification", tail, name, locator=row.locator, rule=RULE_HONOUR, as_of=source.as_of)
            properties = {"since": since, "batch": batch, "result": result, "status": PROPOSED if proposed else None}
            self.facts.edge(
                "CERTIFIED_AS" if head[0] in ("Company", "Organization") else "DESIGNATED_AS",
                head, ("Qualification", tail), locator=row.locator, rule=RULE_HONOUR, as_of=source.as_of,
                confidence=_PROPOSED_SURE if proposed else _SURE,
                valid_from=source.valid[0] or valid_from, valid_to=source.valid[1],
                properties={k: v for k, v in properties.items() if v is not None},
            )  # fmt: skip
        return result

    def _honours(self, source: ListSource, row: ListRow) -> Sequence[str]:
        """Qualifications of a row: its own column, a group's heading, else the title."""
        own = [p.strip() for p in _PARTS.split(row.said.get("qualification", "")) if len(p.strip()) > 2]
        titled = source.title.qualification
        for group in reversed(row.groups):
            said = read_title(place_of(group)).qualification
            if said and _HONOUR.search(said) and not (titled and titled in said):
                titled = said
                break
        if titled is None:
            return own
        # A class below the title's own (优秀, A类) is no qualification by itself.
        return [titled, *(p for p in own if _HONOUR.search(p) and p not in titled)]


def _since(source: ListSource, row: ListRow) -> tuple[str | None, dt.date | None]:
    """When it was awarded, as stated by the row, the title, else the day of the document; and the whole day."""
    said = row.said.get("year", "")
    if said:
        day = read_date(said)[0]
        if day is not None:
            return day.isoformat(), day
        found = find_dates(said)
        year = _YEAR.search(said)
        return (found[0].iso, None) if found else (year[0] if year else None, None)
    day, year_said = source.day, source.title.year
    if day is not None and year_said in (None, day.year):
        return day.isoformat(), day
    return (str(year_said), None) if year_said is not None else (None, None)


def _number(text: str) -> int | None:
    if text.strip().isdigit() and len(text.strip()) < 4:
        return int(text)
    return read_title(text).batch


Row = Callable[[Writer, ListSource, ListRow], list[tuple[str, str, str]]]
"""Writes one row; gives (label, id, name as printed) of what it is about."""
