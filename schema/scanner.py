"""Finds known names in a text (词典扫描).

The longest name at the leftmost place wins, as Aho–Corasick automata give it.
Offsets are Unicode code points.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from schema.pack_model import PackRow, Packs, ZoneRow

SCANNED_LABELS: Final = ("Zone", "Park", "Organization", "IndustrySystem", "Industry", "ChainLink")
# Levels whose short names (青岛, 山东) are known beyond their own city.
_WIDE_LEVELS: Final = ("province", "city")
_SUFFIXES: Final = "省市区县"


class Hit(NamedTuple):
    """One name found: `text[start:end] == surface`, and what it may stand for."""

    start: int
    end: int
    surface: str
    label: str
    id: str


class Scanner:
    """A fixed set of names, each with the label and id of what it stands for."""

    def __init__(self, names: Iterable[tuple[str, str, str]]) -> None:
        """Take (surface, label, id); a surface may stand for several ids. Empty surfaces are refused."""
        targets: dict[str, dict[tuple[str, str], None]] = {}
        for surface, label, public in names:
            if not surface:
                raise ValueError(f"{label} {public}: a name to scan for must not be empty")
            targets.setdefault(surface, {})[label, public] = None
        self._surfaces = tuple(targets)
        self._targets = tuple(tuple(t) for t in targets.values())
        self._automaton = AhoCorasick(self._surfaces, matchkind=MatchKind.LeftmostLongest)

    def __len__(self) -> int:
        return len(self._surfaces)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """All names, each once."""
        return self._surfaces

    def scan(self, text: str) -> list[Hit]:
        """All names in `text`, leftmost longest, without overlaps; one hit for each id of a name.

        A name that begins or ends with an ASCII letter or digit does not count
        inside a longer ASCII word. Whether a name is part of a longer Chinese
        word (市南 in 城市南部) is for the caller to judge.

        >>> [h.surface for h in Scanner([("10+1", "IndustrySystem", "x")]).scan("“10+1”与10+12")]
        ['10+1']
        """
        hits: list[Hit] = []
        for start, end, found in self._matches(text, 0, len(text)):
            hits.extend(Hit(start, end, self._surfaces[found], *t) for t in self._targets[found])
        return hits

    def _matches(self, text: str, low: int, high: int) -> Iterator[tuple[int, int, int]]:
        window = text if (low, high) == (0, len(text)) else text[low:high]
        for found, start, end in self._automaton.find_matches_as_indexes(window):
            start, end = start + low, end + low
            if _goes_on(text, start):
                yield from self._matches(text, start + 1, end)
            elif _goes_on(text, end):
                yield from self._matches(text, start, end - 1)
            else:
                yield start, end, found


class Forms:
    """Texts to be found as they stand, the leftmost and of those the longest, without overlaps."""

    def __init__(self, forms: Iterable[str]) -> None:
        """Take the texts; made for one document, it costs a tenth of an expression of them all."""
        self._forms = tuple(sorted(set(forms)))
        self._find = AhoCorasick(self._forms, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and form of each place in `text`, in its order.

        >>> Forms(["港迪", "港迪电气"]).find("港迪电气与港迪")
        [(0, 4, '港迪电气'), (5, 7, '港迪')]
        """
        return [(start, end, self._forms[number]) for number, start, end in self._find(text)]


def _goes_on(text: str, place: int) -> bool:
    """Whether an ASCII word runs across `place`."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def scanner_for(packs: Packs, labels: Collection[str] | None = None) -> Scanner:
    """A scanner over the names of `packs`; `labels` narrows it to some of `SCANNED_LABELS`.

    Short names stand for provinces, cities and the home city's own zones only;
    other zones' names need three characters (城区 and 和县 are left out);
    industries and links need three characters and must not be generic words.
    """
    wanted = SCANNED_LABELS if labels is None else labels
    unknown = set(wanted) - set(SCANNED_LABELS)
    if unknown:
        raise ValueError(f"no names of {', '.join(sorted(unknown))}; known: {', '.join(SCANNED_LABELS)}")
    names = (name for label in SCANNED_LABELS if label in wanted for name in _names(packs, label))
    return Scanner(names)


def _names(packs: Packs, label: str) -> Iterator[tuple[str, str, str]]:
    if label == "Zone":
        for zone in packs.zones.values():
            # Divisions called 城区 or 郊区 are common words in any text.
            names = (name for name in (zone.name, *zone.aliases) if len(name) > 2)
            for surface in (*names, *_short_names(packs, zone)):
                yield surface, label, zone.id
        return
    rows: dict[str, dict[str, PackRow]] = {
        "Park": {**packs.parks},
        "Organization": {**packs.organizations},
        "IndustrySystem": {**packs.systems},
        "Industry": {**packs.industries},
        "ChainLink": {**packs.links},
    }
    generic = frozenset(packs.placement.get("generic_words", ()))
    careful = label in ("Industry", "ChainLink")
    for row in rows[label].values():
        for surface in (row.name, *row.aliases):
            if not careful or (len(surface) >= 3 and surface not in generic):
                yield surface, label, row.id


def _short_names(packs: Packs, zone: ZoneRow) -> tuple[str, ...]:
    short = zone.short_name
    if len(short) < 2 or short[0] in _SUFFIXES:  # 市南 would be found in every 城市南部
        return ()
    own = zone.level in ("district", "functional") and (
        packs.home in zone.parents or any(packs.home in packs.zones[p].parents for p in zone.parents)
    )
    return (short,) if own or zone.level in _WIDE_LEVELS else ()
