"""From the words in a question to the thing of the graph that they name (指称)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from graph.analysis.basis import basis
from graph.analysis.reference import Reference
from graph.analysis.scenario_work import ScenarioWork
from graph.analysis.scenario_work.ladders import KINDS, Ladders
from graph.analysis.scenario_work.ladders import LABELS as LADDER_LABELS
from graph.analysis.show import LABEL_ORDER
from graph.errors import NotFound
from graph.search import NameHit
from schema.ids import normal_name
from schema.pack_model import Packs

LABELS: Final = {
    "link": ("ChainLink",),
    "park": ("Park",),
    "scenario": ("Scenario", "ScenarioDirection"),
    "company": ("Company",),
    "policy": ("Policy",),
    "system": ("IndustrySystem",),
    "technology": ("Technology",),
    "programme": ("Initiative", "Policy"),
}
NEAR_SHOWN: Final = 5
ALIKE: Final = 60.0
"""Least likeness of a name that is offered, of 100."""
LONGEST_ZONE: Final = 16
"""Characters of a zone's name."""
DATE: Final = re.compile(r"(\d{4})(?:[-年./](\d{1,2})(?:[-月./](\d{1,2})日?|月)?|年[初]?)")
VERSION: Final = re.compile(r"第(\d{1,7})版")
QUOTES: Final = "“”‘’\"'「」《》"


@dataclass(frozen=True)
class Thing:
    """What a slot stands for."""

    label: str
    id: str
    name: str


class Things:
    """Finds things by their type and words; what a name may lack or add is tried in order."""

    def __init__(self, reference: Reference, packs: Packs) -> None:
        self.reference, self._packs = reference, packs
        self._search = reference.workspace.search

    def find(self, kinds: Sequence[str], text: str, *, whole: bool) -> Thing | None:
        """The one thing of these types that bears the words as its `whole` name, else that alone holds them in it."""
        words = text.strip(QUOTES)
        for kind in kinds if words else ():
            found = self._find(kind, words, whole)
            if found is not None:
                return found
        return None

    def _find(self, kind: str, words: str, whole: bool) -> Thing | None:
        finder = self._finders.get(kind)
        if finder is not None and (whole or kind not in LABELS):
            return finder(words)
        return self._named(words, LABELS[kind], whole) if kind in LABELS else None

    def zone_words(self, text: str) -> tuple[str, ...]:
        """Parts of a text that are names of zones, the longest first."""
        starts = range(len(text))
        parts = {text[i : i + size] for i in starts for size in range(2, LONGEST_ZONE + 1) if i + size <= len(text)}
        short = {zone.short_name for zone in self.reference.zones.values() if zone.short_name}
        found = [part for part in parts if part in short or self._search.exact(part, "Zone")]
        return tuple(sorted(found, key=lambda part: (-len(part), part)))

    def near(self, kinds: Sequence[str], text: str) -> list[str]:
        """Names of these types that are like the words, the likest first."""
        words = text.strip(QUOTES)
        if tuple(kinds) == ("date",):
            return self._moments()
        names: dict[str, None] = {}
        for kind in kinds:
            if kind == "zone":
                names |= dict.fromkeys(zone.name for zone in self.reference.districts(self._home))
            elif kind == "industry":
                names |= dict.fromkeys(chain.name for chain in self.reference.chains.values())
            elif kind == "rung":
                names |= dict.fromkeys(name for rung in KINDS for name in self._ladders.names(rung))
            elif kind == "link":
                names |= dict.fromkeys(link.name for link in self.reference.links.values())
            for label in LABELS.get(kind, (None,)):
                names |= dict.fromkeys(hit.name for hit in self._search.names(words, label, NEAR_SHOWN))
        alike = process.extract(words, list(names), scorer=fuzz.partial_ratio, limit=NEAR_SHOWN, score_cutoff=ALIKE)
        return [name for name, _, _ in alike]

    def _moments(self) -> list[str]:
        """The newest day of the sources, and the version of the graph."""
        said = basis(self.reference.workspace)
        days = [said["newest"]] if said["newest"] else []
        return [*days, f"第{said['projection']['version']}版"]

    @property
    def _home(self) -> str:
        return self.reference.workspace.home_zone

    @cached_property
    def _finders(self) -> dict[str, Callable[[str], Thing | None]]:
        return {
            "zone": self._zone,
            "industry": self._industry,
            "link": self._link,
            "rung": self._rung,
            "thing": self._any,
            "date": _moment,
        }

    @property
    def _ladders(self) -> Ladders:
        return ScenarioWork.of(self.reference.workspace, self._packs).ladders

    def _zone(self, words: str) -> Thing | None:
        try:
            zone = self.reference.find_zone(words)
        except NotFound:
            short = [
                zone
                for zone in self.reference.zones.values()
                if words == zone.short_name and self._home in self.reference.within(zone.id)
            ]
            if len(short) != 1:
                return None
            zone = short[0]
        return Thing("Zone", zone.id, zone.name)

    def _industry(self, words: str) -> Thing | None:
        for said in dict.fromkeys((words, words.removesuffix("链"), words.removesuffix("产业链"), f"{words}产业")):
            try:
                chains = self.reference.find_chains(said)
            except NotFound:
                continue
            return Thing("Industry", chains[0].id if len(chains) == 1 else said, said)
        return None

    def _rung(self, words: str) -> Thing | None:
        """The step or rung of this name; None where it is both."""
        found = self._ladders.find(words)
        return Thing(LADDER_LABELS[found[0][0]], found[0][1], found[0][1]) if len(found) == 1 else None

    def _link(self, words: str) -> Thing | None:
        normal = normal_name(words)
        same = [link for link in self.reference.links.values() if normal_name(link.name) == normal]
        if len(same) == 1:
            return Thing("ChainLink", same[0].id, same[0].name)
        return self._named(words, LABELS["link"], whole=True)

    def _named(self, words: str, labels: Sequence[str], whole: bool) -> Thing | None:
        if whole:
            hits = [hit for label in labels for hit in self._search.exact(words, label)]
        else:
            hits = [hit for label in labels for hit in self._search.names(words, label, NEAR_SHOWN)]
        return _thing(hits[0]) if hits and len({hit.id for hit in hits}) == 1 else None

    def _any(self, words: str) -> Thing | None:
        """Anything with the whole name: the thing itself before the documents that name it."""
        order = {label: place for place, label in enumerate(LABEL_ORDER)}
        hits = self._search.exact(words)
        best = min(hits, key=lambda h: (order.get(h.label, len(order)), h.form != "name", h.id), default=None)
        return self._zone(words) if best is None else _thing(best)


def _moment(words: str) -> Thing | None:
    """The day that words name, of a month or a year its first; or the number of a version of the graph."""
    if (version := VERSION.fullmatch(words)) is not None:
        return Thing("date", version[1], words)
    found = DATE.fullmatch(words)
    if found is None:
        return None
    try:
        day = dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return Thing("date", day.isoformat(), words)


def _thing(hit: NameHit) -> Thing:
    return Thing(hit.label, hit.id, hit.name)
