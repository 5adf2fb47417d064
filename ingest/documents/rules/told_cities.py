"""The city that 我市, 全市 and 本市 mean: the county-level city just told of, the one of the title, else our own (全市所指)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.sections import section_heads
from schema.pack_model import Packs, ZoneRow
from schema.per_packs import per_packs


def city_meant(context: Context, sentence: Sentence, place: int, opening: Sequence[Thing]) -> Thing | None:
    """The city that the words at a place stand for; `opening` are the zones that open a clause of the sentence."""
    if sentence.shadow.text.startswith(("全市", "本市"), place):
        county = _county_city(context, sentence, place, opening)
        if county is not None:
            return county
    title = context.article.title_sentence
    named = context.things_of(title, "Zone") if title is not None else []
    if len({t.id for t in named}) == 1 and title is not None and title.shadow.text[: named[0].end].endswith("市"):
        return named[0]
    return Thing(0, 0, "Zone", context.home) if context.home else None


def _county_city(context: Context, sentence: Sentence, place: int, opening: Sequence[Thing]) -> Thing | None:
    """甲市实际使用外资…，全市乙产业…; under the heading 甲市：… where no other zone is told of before."""
    text = sentence.shadow.text
    told = [z for z in opening if z.end <= place]
    if told:
        return told[-1] if told[-1].id != context.home and text[told[-1].end - 1] == "市" else None
    heads = [z for z in section_heads(context, sentence) if z.label == "Zone"]
    if not heads:
        told_of = zone_told_of(context)
        return told_of if told_of is not None and _is_city(context, told_of) else None
    if len(heads) != 1 or heads[0].id == context.home:
        return None
    heading = context.article.numbered(sentence.headings[-1].sentence)
    return heads[0] if heading is not None and heading.shadow.text[heads[0].end - 1] == "市" else None


def zone_told_of(context: Context) -> Thing | None:
    """The county or district that an article is about: the one zone of its title and its first sentence, 胶州半年报…."""
    title = context.article.title_sentence
    found: dict[str, Thing] = {}
    for sentence in (*([title] if title is not None else []), *context.article.body[:1]):
        for thing in context.things_of(sentence, "Zone"):
            found[thing.id] = thing
        for office in context.things_of(sentence, "Organization"):
            found |= {zone.id: zone for zone in place_of(context, sentence, office)}
    own = [zone for zone in found.values() if zone.id != context.home]
    level = context.packs.zones[own[0].id].level if len(own) == 1 and own[0].id in context.packs.zones else ""
    return own[0] if level == "district" else None


def place_of(context: Context, sentence: Sentence, office: Thing) -> list[Thing]:
    """The district whose office it is: 胶州市统计局; none for an office of the city."""
    name = sentence.shadow.text[office.start : office.end]
    return [
        Thing(office.start, office.start + len(zone.name), "Zone", zone.id)
        for zone in zones_before(context.packs, name)
        if zone.level == "district"
    ]


def zones_before(packs: Packs, name: str) -> list[ZoneRow]:
    """Zones whose whole name a longer name begins with, in the packs' order: 胶州市|统计局."""
    by_name = _places_by_name(packs)
    found = [one for end in range(1, len(name) + 1) for one in by_name.get(name[:end], ())]
    return [zone for _, zone in sorted(found, key=lambda one: one[0])]


_LONG: Final = 4
"""Characters of another name of a zone that begins no other word: 西海岸新区."""


@per_packs
def _places_by_name(packs: Packs) -> dict[str, list[tuple[int, ZoneRow]]]:
    found: dict[str, list[tuple[int, ZoneRow]]] = {}
    for place, zone in enumerate(packs.zones.values()):
        for name in dict.fromkeys((zone.name, *(a for a in zone.aliases if len(a) >= _LONG))):
            found.setdefault(name, []).append((place, zone))
    return found


def _is_city(context: Context, zone: Thing) -> bool:
    return context.packs.zones[zone.id].name.endswith("市")
