"""What a new version of a pack would change: rows added, removed and changed (分类体系的差异).

Rows are compared by what they say. Where a row stands in its file says nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any, Final

from schema.pack_model import Packs

# By which words companies are placed: a change in them touches placements.
PLACING: Final = frozenset({"placeable", "roles", "include", "exclude", "weak", "signs", "not_named", "classes"})


@dataclasses.dataclass(frozen=True)
class PackChange:
    """One row that is new, gone or says something else; `fields` are what differs, with (before, after)."""

    kind: str
    change: str
    id: str
    name: str
    ids: tuple[str, ...]
    fields: dict[str, tuple[Any, Any]]


def _kept(rows: Any) -> list[tuple[str, tuple[str, ...], Any]]:
    return [(key, (key,), row) for key, row in rows.items()]


def _pairs(rows: Iterable[Any], first: str, second: str) -> list[tuple[str, tuple[str, ...], Any]]:
    ends = [(getattr(row, first), getattr(row, second), row) for row in rows]
    return [(f"{a}>{b}", (a, b), row) for a, b, row in ends]


_KINDS: Final[dict[str, Callable[[Packs], list[tuple[str, tuple[str, ...], Any]]]]] = {
    "system": lambda packs: _kept(packs.systems),
    "industry": lambda packs: _kept(packs.industries),
    "membership": lambda packs: _pairs(packs.memberships, "child", "parent"),
    "crosswalk": lambda packs: _pairs(packs.crosswalk, "old", "new"),
    "link": lambda packs: _kept(packs.links),
    "edge": lambda packs: _pairs(packs.link_edges, "upstream", "downstream"),
    "rule": lambda packs: [(rule.id, (), rule) for rule in packs.gap_rules],
    "zone": lambda packs: _kept(packs.zones),
    "park": lambda packs: _kept(packs.parks),
    "words": lambda packs: [(name, (), _Words(words)) for name, words in packs.placement.items()],
}


@dataclasses.dataclass(frozen=True)
class _Words:
    """One list of placement.yaml."""

    words: tuple[str, ...]


def _values(row: Any) -> dict[str, Any]:
    return {f.name: getattr(row, f.name) for f in dataclasses.fields(row) if f.name != "locator"}


def _name(packs: Packs, public: str) -> str:
    for rows in (packs.systems, packs.industries, packs.links, packs.zones, packs.parks):
        if public in rows:
            return str(rows[public].name)
    return public


def pack_diff(before: Packs, after: Packs) -> list[PackChange]:
    """All differences in systems, industries, links, edges, rules, zones, parks and placing words, kind by kind."""
    made = []
    for kind, rows in _KINDS.items():
        old = {key: (ids, row) for key, ids, row in rows(before)}
        new = {key: (ids, row) for key, ids, row in rows(after)}
        for key in [*new, *(key for key in old if key not in new)]:
            values = [_values(side[key][1]) if key in side else {} for side in (old, new)]
            differs = {
                name: (values[0].get(name), values[1].get(name))
                for name in values[1] or values[0]
                if values[0].get(name) != values[1].get(name)
            }
            if key in old and key in new and not differs:
                continue
            change = "added" if key not in old else "removed" if key not in new else "changed"
            ids = (new.get(key) or old[key])[0]
            packs = after if key in new else before
            name = " → ".join(_name(packs, one) for one in ids) or key
            made.append(PackChange(kind, change, key, name, ids, differs if change == "changed" else {}))
    return made
