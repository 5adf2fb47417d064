"""Offices by their endings: long forms of short ones (文旅局 → 文化和旅游局), and offices of the state in a city (青岛海事局)."""

from __future__ import annotations

from typing import Final

from ingest.documents.rules.companies import is_place
from schema.pack_model import Packs
from schema.per_packs import per_packs

_OF_STATE: Final = (
    "海关",
    "海事局",
    "税务局",
    "金融监管局",
    "证监局",
    "海警局",
    "邮政管理局",
    "通信管理局",
    "气象局",
    "铁路监管局",
    "地震局",
)
"""What the state's own offices in a city end with; they are named without 市."""


def of_state(body: str, ending: str) -> bool:
    """Whether a place with what follows it up to an office's ending is the state's office there: 青岛|海事|局."""
    whole = body + ending
    return any(whole.endswith(office) and is_place(whole.removesuffix(office)) for office in _OF_STATE)


@per_packs
def short_office_endings(packs: Packs) -> dict[str, str]:
    """Short to long endings of offices, from the pack's own: 文旅局 → 文化和旅游局."""
    city = packs.city_name
    bare = [p for p in (city + "市人民政府", city + "人民政府", city + "市", city, "市") if p]
    made: dict[str, str] = {}
    for row in packs.organizations.values():
        prefix = next((p for p in bare if row.name.startswith(p)), None)
        if prefix is None or not row.name.endswith(("局", "委员会", "办公厅", "办公室")):
            continue
        full = row.name.removeprefix(prefix)
        for alias in row.aliases:
            cut = next((p for p in bare if alias.startswith(p) and len(alias) > len(p) + 1), None)
            if cut is not None and alias.removeprefix(cut) != full:
                made.setdefault(alias.removeprefix(cut), full)
    return made


def full_form(printed: str, shorts: dict[str, str]) -> str:
    """Long form of an office's printed short one, by the endings of `short_office_endings`."""
    for short in sorted(shorts, key=len, reverse=True):
        if printed.endswith(short) and not printed.endswith(shorts[short]):
            printed = printed[: -len(short)] + shorts[short]
            break
    return printed
