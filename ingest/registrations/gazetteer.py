"""Names of divisions and zones as they begin an address, by the place they may follow (地址中的区域名).

A name counts only where it may stand: at the start, or right behind the place
that holds it. So 延安 in 延安三路 or 南区 in 青岛市南区 is not taken for a place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Final, NamedTuple

from ingest.tables.cells import half_width
from schema.pack_model import Packs, ZoneRow

DIVISIONS: Final = ("province", "city", "district")
_STREET = re.compile(
    r"[东西南北中]?[一二三四五六七八九十\d]{0,8}(?:支)?(?:路|街(?!道)|巷|大街|大道|道|胡同|里弄|弄|广场|大厦|山|号)"
)
# What `_STREET` reads before the word for a street, itself at most two characters.
_BEFORE_STREET = re.compile(r"[东西南北中]?[一二三四五六七八九十\d]{0,8}支?")
_STEM = re.compile(r"(.{2,})街道")


class Form(NamedTuple):
    """One way to write a zone; `bare` is a name without its kind (即墨), `within` a zone that must be at hand."""

    zone: str
    bare: bool
    within: str


class Gazetteer:
    """Zones of the packs with their ancestors, and the forms that may follow each of them."""

    def __init__(self, packs: Packs) -> None:
        self.zones = packs.zones
        self.home = packs.home
        self.ancestors = {z: frozenset(_ancestors(z, packs.zones)) for z in packs.zones}
        # Asked for every row of a register; there are only some thousand zones.
        self._districts: dict[str, tuple[str, ...]] = {}
        self._cities: dict[str, str | None] = {}
        self._packs = packs
        self._known: dict[str, dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
        self._add_divisions()
        self._add_home_zones()
        self._add_changes()
        self._forms = {context: _by_start(forms) for context, forms in self._known.items()}
        self.codes = self._registry_codes()

    def inside_home(self, zone: str) -> bool:
        """Whether the zone is the home city or lies in it."""
        return zone == self.home or self.home in self.ancestors[zone]

    def districts_of(self, zone: str) -> tuple[str, ...]:
        """The district the zone is or lies in; several for one that spans them."""
        known = self._districts.get(zone)
        if known is None:
            above = () if self.zones[zone].level == "district" else sorted(self.ancestors[zone])
            known = tuple(z for z in (zone, *above) if self.zones[z].level == "district")
            self._districts[zone] = known
        return known

    def city_of(self, zone: str) -> str | None:
        """The city a zone is or lies in."""
        if zone not in self._cities:
            near = (zone, *sorted(self.ancestors[zone]))
            self._cities[zone] = next((a for a in near if self.zones[a].level == "city"), None)
        return self._cities[zone]

    def at(self, text: str, position: int, context: str) -> tuple[list[tuple[int, Form]], int]:
        """Forms that may follow `context` ("" at the start) at this place of the text, longest first.

        And how many characters of the text decided it: any text that begins with them gets the same.
        """
        starts = self._forms.get(context)
        if starts is None:
            return [], position
        known = starts.get(text[position : position + 2])
        if known is None:
            return [], position + 2
        looked, forms = known
        looked += position
        found = []
        for name, form in forms:
            if text.startswith(name, position):
                after = position + len(name)
                if form.bare:
                    looked = max(looked, _BEFORE_STREET.match(text, after).end() + 2)  # type: ignore[union-attr]
                    if _STREET.match(text, after):
                        continue
                found.append((len(name), form))
        return found, looked

    def _add(self, context: str, name: str, form: Form) -> None:
        name = half_width(name)
        known = self._known[context][name] if len(name) > 1 else None
        if known is not None and form not in known:
            known.append(form)

    def _add_divisions(self) -> None:
        rows = [z for z in self.zones.values() if z.level in DIVISIONS]
        often = Counter(half_width(n) for z in rows if z.level == "district" for n in (z.name, *z.aliases))
        for row in rows:
            contexts = self._contexts(row)
            bare_contexts = contexts if row.level != "district" else ()
            for name in (row.name, *row.aliases):
                for context in contexts:
                    at_start = context == "" and row.level == "district"
                    if not at_start or often[half_width(name)] == 1 or self.inside_home(row.id):
                        self._add(context, name, Form(row.id, False, ""))
            for context in bare_contexts:
                self._add(context, row.short_name, Form(row.id, True, ""))
            if row.level == "district" and self.inside_home(row.id):
                self._add(self.home, row.short_name, Form(row.id, True, ""))

    def _contexts(self, row: ZoneRow) -> tuple[str, ...]:
        """Where a division's name may stand: at the start and behind each division above it."""
        return ("", *sorted(a for a in self.ancestors[row.id] if self.zones[a].level in DIVISIONS))

    def _add_home_zones(self) -> None:
        for row in self.zones.values():
            if row.level in DIVISIONS or row.level == "country" or not self.inside_home(row.id):
                continue
            names = [row.name, *row.aliases]
            stem = _STEM.fullmatch(row.name)
            if stem:
                names += [stem.group(1) + "办事处", stem.group(1) + "街道办"]
            above = self.districts_of(row.id)
            for name in names:
                for context in ("", self.home, *above):
                    if context or row.level == "functional":
                        self._add(context, name, Form(row.id, False, ""))
                for prefix in (self.zones[self.home].name, self.zones[self.home].short_name):
                    if prefix and name.startswith(prefix) and len(name) - len(prefix) > 4:
                        self._add(self.home, name[len(prefix) :], Form(row.id, False, ""))

    def _add_changes(self) -> None:
        for change in self._packs.place_changes:
            if change.zone not in self.zones or change.old_name.isdigit():
                continue
            row = self.zones[change.zone]
            form = Form(change.zone, not change.old_name.endswith(("区", "市", "县", "旗", "州", "盟")), change.within)
            for context in self._contexts(row):
                if context or change.within or len(change.old_name) > 2:
                    self._add(context, change.old_name, form)

    def _registry_codes(self) -> dict[str, str]:
        """Six digits of an authority → zone; city-level authorities say nothing and are left out."""
        codes = {z.code: z.id for z in self.zones.values() if z.level == "district" and len(z.code) == 6}
        for change in self._packs.place_changes:
            if change.old_name.isdigit() and change.zone in self.zones:
                codes[change.old_name] = change.zone
        return codes


def _by_start(forms: dict[str, list[Form]]) -> dict[str, tuple[int, list[tuple[str, Form]]]]:
    """Names by their first two characters: the length of the longest, and all of them, the longest first."""
    starts: dict[str, list[tuple[str, Form]]] = defaultdict(list)
    for name in sorted(forms, key=lambda n: (-len(n), n)):
        starts[name[:2]] += [(name, form) for form in forms[name]]
    return {start: (len(known[0][0]), known) for start, known in starts.items()}


def _ancestors(zone: str, zones: dict[str, ZoneRow]) -> set[str]:
    found: set[str] = set()
    waiting = [zone]
    while waiting:
        row = zones.get(waiting.pop())
        for parent in row.parents if row else ():
            if parent in zones and parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found - {zone}
