"""Parks in addresses: by their names, and by the road and number that the pack gives as their address (地址中的园区)."""

from __future__ import annotations

import re
from typing import Final

import ahocorasick_rs

from ingest.registrations.gazetteer import Gazetteer
from ingest.registrations.zones_found import BY_ADDRESS, Found
from ingest.tables.cells import half_width
from schema.pack_model import Packs

_AT_ROAD: Final = re.compile(r"([^市区县镇]+?[路街道])((?:\d+号[、,]?)+)$")
_NUMBER: Final = re.compile(r"\d+号")


class ParkFinder:
    """Finds parks of the packs; a park whose address has no house number is found by its names only."""

    def __init__(self, packs: Packs, gazetteer: Gazetteer) -> None:
        forms: dict[str, str] = {}
        self._districts: dict[str, frozenset[str]] = {}
        for park in packs.parks.values():
            self._districts[park.id] = frozenset(
                district for zone in park.zones if zone in packs.zones for district in gazetteer.districts_of(zone)
            )
            for form in (park.name, *park.aliases, *_house_numbers(park.address)):
                forms.setdefault(half_width(form), park.id)
        self._forms = list(forms.items())
        self._scan = ahocorasick_rs.AhoCorasick(
            [form for form, _ in self._forms], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, text: str) -> list[Found]:
        """Parks that an address (half-width) names or stands at, each once."""
        found: dict[str, Found] = {}
        for index, _, _ in self._scan.find_matches_as_indexes(text):
            words, park = self._forms[index]
            found.setdefault(park, Found(park, (words,), "address", BY_ADDRESS))
        return list(found.values())

    def may_lie_in(self, park: str, district: str | None) -> bool:
        """Whether the pack lets the park lie in the district; it does where either is unknown."""
        return district is None or not self._districts[park] or district in self._districts[park]


def _house_numbers(address: str) -> list[str]:
    """`…市北区瑞海北路1号、5号` → 瑞海北路1号, 瑞海北路5号; a place without a number names no park."""
    at = _AT_ROAD.search(half_width(address))
    return [at.group(1) + number for number in _NUMBER.findall(at.group(2))] if at else []
