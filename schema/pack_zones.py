"""Zones of packs: new ones, additions to those of an earlier pack, same-area zones (区域)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypedDict

from schema.errors import PackError
from schema.ids import division_id, pack_id
from schema.pack_model import ZoneRow
from schema.pack_rows import Row

LEVELS: Final = ("country", "province", "city", "district", "functional", "town")
_CODE: Final = {
    "country": re.compile(r"\d{6}"),
    "province": re.compile(r"\d{2}0000"),
    "city": re.compile(r"\d{4}00"),
    "district": re.compile(r"\d{6}"),
    "functional": re.compile(r"\d{8,9}"),
    "town": re.compile(r"\d{9}"),
}


class Grounds(TypedDict):
    """Where a row stands and what it rests on."""

    locator: str
    source: str
    confidence: Decimal


def _union(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for part in parts for p in part))


def _other_names(name: str, *parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(n for n in _union(*parts) if n != name)


def add_zone(zones: dict[str, ZoneRow], row: Row, parents: tuple[str, ...], grounds: Grounds) -> None:
    """Add one row of zones.csv to `zones`.

    A row whose id an earlier pack has adds its names and parents to that zone;
    the zones it calls the same (`same_as`) become names of it and go. Raises
    `PackError` for a double id, a bad level or code.
    """
    public = row.id("id", "Zone")
    level, code = row.choice("level", LEVELS), row.optional("code")
    if code and not _CODE[level].fullmatch(code):
        raise row.error("code", f"{code!r} is no code of a {level}")
    if public.startswith("cn-div:") and public != division_id(code):
        raise row.error("code", f"{code!r} is not the code of {public}")
    made = ZoneRow(
        id=public,
        name=row.text("name"),
        aliases=row.many("aliases"),
        level=level,
        code=code,
        short_name=row.optional("short_name"),
        parents=parents,
        **grounds,
    )
    if made.name in made.aliases:
        raise row.error("aliases", f"{made.name!r} is the name itself")
    earlier = zones.get(public)
    if earlier is not None:
        made = _add_to(earlier, made, row)
    if "same_as" in row.table.columns:
        made = _swallow(zones, made, row)
    zones[public] = made


def _add_to(earlier: ZoneRow, later: ZoneRow, row: Row) -> ZoneRow:
    if earlier.locator.startswith(row.table.locator):
        raise row.error("id", f"{later.id} is there twice (first: {earlier.locator})")
    if earlier.level != later.level:
        raise row.error("level", f"{later.id} is a {earlier.level} in {earlier.locator}")
    return replace(
        earlier,
        aliases=_other_names(earlier.name, earlier.aliases, (later.name,), later.aliases),
        parents=_union(earlier.parents, later.parents),
        short_name=later.short_name or earlier.short_name,
        code=earlier.code or later.code,
    )


def _swallow(zones: dict[str, ZoneRow], made: ZoneRow, row: Row) -> ZoneRow:
    for other in row.ids("same_as", "Zone"):
        if other not in zones or other == made.id:
            raise row.error("same_as", f"{other} is no zone of an earlier pack")
        gone = zones.pop(other)
        made = replace(
            made,
            aliases=_other_names(made.name, made.aliases, (gone.name,), gone.aliases),
            parents=_union(made.parents, (p for p in gone.parents if p != made.id)),
        )
    return made


def add_national_zone(zones: dict[str, ZoneRow], row: Row, grounds: Grounds) -> None:
    """Add one row of national_zones.csv (GB/T 37028): a functional zone of a city or province."""
    code = row.text("code")
    if not _CODE["functional"].fullmatch(code):
        raise row.error("code", f"{code!r} is no code of GB/T 37028")
    public = pack_id(row.table.pack, "Zone", code)
    if public in zones:
        raise row.error("code", f"{public} is there twice")
    zones[public] = ZoneRow(
        id=public,
        name=row.text("name"),
        level="functional",
        code=code,
        parents=(division_id(row.text("division")),),
        **grounds,
    )


def check_no_cycle(zones: dict[str, ZoneRow]) -> None:
    """Raise `PackError` where a zone is part of itself, over any number of steps."""
    done: set[str] = set()
    left = list(zones.values())
    while left:
        waiting = [zone for zone in left if not done.issuperset(zone.parents)]
        if len(waiting) == len(left):
            raise PackError(f"{left[0].locator}: parents: {left[0].id} is part of itself, or of one that is")
        done.update(zone.id for zone in left)
        done.difference_update(zone.id for zone in waiting)
        left = waiting
