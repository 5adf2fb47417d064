"""Names of companies as they are written elsewhere: other brackets, width, place, or a character amiss (名称噪声)."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import Final

from schema.company_name import CompanyName, NameParts, bare_place
from schema.pack_loader import load_packs

KINDS: Final = ("brackets", "width", "省, 市", "place order")
"""Noise that leaves the name the same in normal form; `one_wrong` does not."""


def brackets(name: str, parts: CompanyName, random_: random.Random) -> str | None:
    """The other kind of brackets; None where there are none."""
    other = name.translate(str.maketrans("()（）", "（）()"))
    return other if other != name else None


def width(name: str, parts: CompanyName, random_: random.Random) -> str | None:
    """Blanks between characters, and Latin letters and digits in full width."""
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in name)
    place = random_.randrange(1, len(wide))
    return f"{wide[:place]} {wide[place:]}"


@cache
def _suffixes() -> dict[str, str]:
    """Short names of provinces and cities, each with 省 or 市."""
    zones = load_packs("qingdao").zones.values()
    return {
        bare_place(zone.name): zone.name[-1]
        for zone in zones
        if zone.level in ("province", "city") and zone.name[-1] in "省市"
    }


def city_word(name: str, parts: CompanyName, random_: random.Random) -> str | None:
    """省 or 市 dropped behind the first place or put there."""
    place = parts.places[0] if parts.places else ""
    word = _suffixes().get(place)
    if word is None or not name.startswith(place):
        return None
    rest = name[len(place) :]
    return place + rest[1:] if rest.startswith(word) else f"{place}{word}{rest}"


def place_order(name: str, parts: CompanyName, random_: random.Random) -> str | None:
    """The place from the front into brackets behind own word and trade, or from brackets to the front."""
    place = parts.places[0] if len(parts.places) == 1 else ""
    for left, right in ("()", "（）"):
        if place and f"{left}{place}{right}" in name:
            return place + name.replace(f"{left}{place}{right}", "", 1)
    if not place or not name.startswith(place + parts.body) or not parts.form:
        return None
    return f"{parts.body}（{place}）{name[len(place) + len(parts.body) :]}"


def one_wrong(name: str, parts: CompanyName, random_: random.Random, characters: str) -> str | None:
    """One character of own word and trade replaced by another that names have."""
    start = name.find(parts.body)
    if start < 0 or len(parts.body) < 3:
        return None
    place = start + random_.randrange(len(parts.body))
    return name[:place] + random_.choice(characters.replace(name[place], "")) + name[place + 1 :]


NOISE: Final[dict[str, Callable[[str, CompanyName, random.Random], str | None]]] = {
    "brackets": brackets,
    "width": width,
    "省, 市": city_word,
    "place order": place_order,
}


def noisy(names: list[str], kind: str, count: int, parts: NameParts, random_: random.Random) -> list[tuple[int, str]]:
    """At most `count` of the names with noise of one kind, each with its place in `names`."""
    often = "".join(name[len(name) // 2] for name in random_.sample(names, min(2000, len(names))))
    made: list[tuple[int, str]] = []
    for place in random_.sample(range(len(names)), len(names)):
        name, read = names[place], parts.read(names[place])
        if read.unit or not read.is_full:
            continue
        other = one_wrong(name, read, random_, often) if kind == "one wrong" else NOISE[kind](name, read, random_)
        if other is not None and other != name:
            made.append((place, other))
            if len(made) == count:
                break
    return made
