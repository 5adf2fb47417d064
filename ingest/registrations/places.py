"""Where a company is: from its address, else the registering authority, else the list's columns.

The digits of a credit code name the authority that registered it, not the
place; so the address comes first and wins where the two differ.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

import ahocorasick_rs

from ingest.registrations.gazetteer import Gazetteer
from ingest.registrations.parks import ParkFinder
from ingest.registrations.zones_found import BY_ADDRESS, Found
from ingest.tables.cells import EMPTY_LENGTH, half_width, is_empty
from schema.pack_model import Packs

BY_COLUMN: Final = Decimal("0.900")
BY_CODE: Final = Decimal("0.700")
_ANYWHERE_LENGTH: Final = 4
_READ: Final = 80
_START: Final = 6  # characters by which kept readings are looked up first, as many as a province and its city have
_KEPT: Final = 200_000
"""Readings kept of addresses' beginnings and of what follows from them; about 60 MB at most, then begun anew."""

_ANY_HAND: Final[frozenset[str]] = frozenset({""})
"""Stands for all zones at hand: a reading that none of them decided."""


class Located(NamedTuple):
    """All zones found, and parks; `note` is `place_conflict` where the address contradicts the list's own columns."""

    found: tuple[Found, ...]
    note: str | None
    parks: tuple[Found, ...] = ()


class _Step(NamedTuple):
    zone: str
    words: str


class _Beside(NamedTuple):
    """What a company's authority and its list's columns say, many companies' alike; `elsewhere` by what addresses say."""

    digits: str
    registry: str | None
    column: _Step | None
    hand: frozenset[str]
    elsewhere: dict[tuple[_Step, ...], Located]


class PlaceFinder:
    """Finds zones for addresses; made once, then without state."""

    def __init__(self, packs: Packs) -> None:
        self.gazetteer = Gazetteer(packs)
        self._hands: dict[tuple[str | None, ...], frozenset[str]] = {}
        self._columns: dict[tuple[str, str], _Step | None] = {}
        # Addresses of a register begin alike: a reading is kept by the characters that decided it.
        self._readings: dict[tuple[str, frozenset[str], str], dict[int, dict[str, tuple[_Step, ...]]]] = {}
        self._kept = 0
        self._besides: dict[tuple[str, str, str], _Beside] = {}
        self._elsewhere = 0
        names: dict[str, list[tuple[str, str]]] = {}
        for row in packs.zones.values():
            if not self.gazetteer.inside_home(row.id) or row.id == packs.home:
                continue
            for name in (row.name, *row.aliases):
                if len(name) >= (_ANYWHERE_LENGTH if row.level == "functional" else 3):
                    names.setdefault(half_width(name), []).append((row.id, ""))
        for change in packs.place_changes:
            if change.zone in packs.zones and self.gazetteer.inside_home(change.zone) and len(change.old_name) > 2:
                names.setdefault(half_width(change.old_name), []).append((change.zone, change.within))
        self._names = list(names.items())
        self._parks = ParkFinder(packs, self.gazetteer)
        # Where the rest of an address may decide something: in the home city, and where no more than what holds it is said.
        self._near = {z for z in packs.zones if self.gazetteer.inside_home(z)} | self.gazetteer.ancestors.get(
            packs.home, frozenset()
        )
        self._scan = ahocorasick_rs.AhoCorasick(
            [name for name, _ in self._names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def locate(self, address: str, code: str, province: str = "", city: str = "") -> Located:
        """Zones of one company; `code` is a credit code, an old registration number or empty."""
        digits = code[2:8] if len(code) == 18 else code[:6] if len(code) in (13, 15) else ""
        beside = self._besides.get((digits, province, city)) or self._beside(digits, province, city)
        column, hand = beside.column, beside.hand
        text = half_width(address)[:_READ]
        if len(text) <= EMPTY_LENGTH and is_empty(address):
            text = ""
        chain = self._reading(text, "", hand)
        if column is not None and not self._tells_district(chain):
            # 鼓楼区… alone may be in four cities; behind the list's own city it is one.
            inner = self._reading(text, column.zone, hand)
            if _reach(inner) > _reach(chain) or (inner and not chain):
                chain = inner
        said = chain[-1].zone if chain else column.zone if column else None
        if said is None or said in self._near:
            steps = [*chain, *self._anywhere(text, hand | self._hand(said))]
            at_home = self._decide(steps, chain, beside)
            parks = self._parks.find(text)
            if not parks:
                return at_home
            district = self._only_district(at_home)
            return at_home._replace(parks=tuple(p for p in parks if self._parks.may_lie_in(p.zone, district)))
        # Elsewhere the rest of the address decides nothing.
        located = beside.elsewhere.get(chain)
        if located is None:
            self._elsewhere += 1
            located = beside.elsewhere[chain] = self._decide(list(chain), chain, beside)
        return located

    def _beside(self, digits: str, province: str, city: str) -> _Beside:
        if len(self._besides) + self._elsewhere >= _KEPT:
            self._besides.clear()
            self._elsewhere = 0
        registry, column = self.gazetteer.codes.get(digits), self._column(province, city)
        hand = self._hand(registry, column.zone if column else None)
        made = self._besides[digits, province, city] = _Beside(digits, registry, column, hand, {})
        return made

    def _reading(self, text: str, context: str, hand: frozenset[str]) -> tuple[_Step, ...]:
        """`_parse` of the text's start, from what was read before where that decides it."""
        start = text[:_START]
        for near in (_ANY_HAND, hand):
            known = self._readings.get((context, near, start))
            if known is not None:
                for length, readings in known.items():
                    chain = readings.get(text[:length])
                    if chain is not None:
                        return chain
        chain, length, asked = self._parse(text, 0, context, hand)
        length = max(length, _START)
        if length <= len(text):
            if self._kept >= _KEPT:
                self._readings.clear()
                self._kept = 0
            self._kept += 1
            known = self._readings.setdefault((context, hand if asked else _ANY_HAND, start), {})
            known.setdefault(length, {})[text[:length]] = chain
        return chain

    def named(self, text: str) -> list[tuple[str, str]]:
        """Zones of the home city that a text names anywhere: (zone id, words), in order."""
        text = half_width(text)
        return [
            (z, self._names[i][0])
            for i, s, e in self._scan.find_matches_as_indexes(text)
            for z, within in self._names[i][1]
            if not within
        ]

    def _hand(self, *zones: str | None) -> frozenset[str]:
        """Zones and all that hold them."""
        known = self._hands.get(zones)
        if known is not None:
            return known
        hand: set[str] = set()
        for zone in zones:
            if zone is not None:
                hand.add(zone)
                hand |= self.gazetteer.ancestors[zone]
        # At most registry authorities times cities, in practice some thousands.
        self._hands[zones] = frozenset(hand)
        return self._hands[zones]

    def _column(self, province: str, city: str) -> _Step | None:
        key = (province, city)
        if key not in self._columns:
            if len(self._columns) > 10_000:
                self._columns.clear()
            words = "".join(half_width(c) for c in key if not is_empty(c))
            whole, _, _ = self._parse(words, 0, "", frozenset(), bare_ends=True)
            alone = whole or self._parse(half_width(city), 0, "", frozenset(), bare_ends=True)[0]
            self._columns[key] = alone[-1]._replace(words=words) if alone else None
        return self._columns[key]

    def _parse(
        self, text: str, position: int, context: str, hand: frozenset[str], bare_ends: bool = False
    ) -> tuple[tuple[_Step, ...], int, bool]:
        """The reading of the address's start that covers most characters, then most places.

        And how many characters decided it, and whether the zones at hand did.
        """
        best: tuple[_Step, ...] = ()
        asked = False
        forms, looked = self.gazetteer.at(text, position, context)
        for length, form in forms:
            if form.within and form.within != context:
                asked = True
                if form.within not in hand:
                    continue
            rest, further, inner = self._parse(text, position + length, form.zone, hand, bare_ends)
            looked, asked = max(looked, further), asked or inner
            level = self.gazetteer.zones[form.zone].level
            # A bare 武汉 with nothing behind it may be any word; 青岛 in its own registers is the city.
            if form.bare and not rest and not bare_ends and form.zone != self.gazetteer.home and level != "district":
                continue
            chain = (_Step(form.zone, text[position : position + length]), *rest)
            if (_reach(chain), len(chain)) > (_reach(best), len(best)):
                best = chain
        return best, looked, asked

    def _decide(self, steps: list[_Step], chain: tuple[_Step, ...], beside: _Beside) -> Located:
        places, registry, column = self.gazetteer, beside.registry, beside.column
        said = chain[-1].zone if chain else column.zone if column else None
        note = self._conflict(chain, column)
        found: dict[str, Found] = {}
        district = self._district(steps)
        for step in steps:
            level = places.zones[step.zone].level
            # A town of another district than the one that is said is a road or a building of its name.
            if level == "functional" or (
                level == "town" and district is not None and places.districts_of(step.zone) == (district[0],)
            ):
                found.setdefault(step.zone, Found(step.zone, (step.words,), "address", BY_ADDRESS))
        if district is not None:
            zone, words = district
            return Located((Found(zone, words, "address", BY_ADDRESS), *found.values()), note)
        if found:
            return Located(tuple(found.values()), note)
        if registry is not None and (said is None or said in self._hand(registry)):
            return Located((Found(registry, (beside.digits,), "registry_code", BY_CODE),), note)
        if chain:
            return Located((Found(said or "", (chain[-1].words,), "address", BY_ADDRESS),), note)
        if column is not None:
            return Located((Found(column.zone, (column.words,), "column", BY_COLUMN),), note)
        return Located((), note)

    def _anywhere(self, text: str, near: frozenset[str]) -> list[_Step]:
        return [
            _Step(zone, self._names[i][0])
            for i, _s, _e in self._scan.find_matches_as_indexes(text)
            for zone, within in self._names[i][1]
            if not within or within in near
        ]

    def _district(self, steps: list[_Step]) -> tuple[str, tuple[str, ...]] | None:
        """The first step that lies in exactly one district; a step that names one goes before what lies in it."""
        for direct in (True, False):
            for step in steps:
                if (self.gazetteer.zones[step.zone].level == "district") is direct:
                    districts = self.gazetteer.districts_of(step.zone)
                    if len(districts) == 1:
                        return districts[0], (step.words,)
        return None

    def _only_district(self, located: Located) -> str | None:
        return next((f.zone for f in located.found if self.gazetteer.zones[f.zone].level == "district"), None)

    def _tells_district(self, chain: tuple[_Step, ...]) -> bool:
        return bool(chain) and self.gazetteer.zones[chain[-1].zone].level not in ("province", "city")

    def _conflict(self, chain: tuple[_Step, ...], column: _Step | None) -> str | None:
        if not chain or column is None:
            return None
        one, two = self.gazetteer.city_of(chain[-1].zone), self.gazetteer.city_of(column.zone)
        return "place_conflict" if one is not None and two is not None and one != two else None


def _reach(chain: tuple[_Step, ...]) -> int:
    return sum(len(step.words) for step in chain)
