"""What a sentence is about: its own subject, a noun that stands for one, or what was told of before (主语恢复).

公司, 园区, 项目, 我市 stand for the company, park, project or city named last. Each sentence
that lies between costs a tenth of the confidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.new_firms import takes_over
from ingest.documents.rules.sections import section_heads
from ingest.documents.rules.subject_words import (
    AREA,
    BRINGS_ON,
    CITY,
    DESCRIBED,
    DOES_FOR,
    LEAD,
    NOMINAL,
    OF_TWO,
    ROLE,
    WITH,
)
from ingest.documents.rules.told_cities import city_meant
from ingest.sieve import Regex, passing

FURTHEST: Final = 4
"""Sentences back that a subject is carried; a paragraph of news seldom has more."""
FARTHEST: Final = 60
"""Sentences back that a noun such as 公司 may mean what was named; more than any article of a paper has."""
_OFTEN: Final = 3
_CLAUSE_MARKS: Final = "，。；;:！？】—"
_QUOTES: Final = "“”《》()△▲●○■□◆★•—"
_NOUNS: Final = {pattern: label for label, pattern in (*NOMINAL, ("Zone", CITY), ("Zone", AREA))}
# Several figures of a sentence, and rules one after the other, ask for the same place.
_KEPT: Final = 1 << 11


_NUMBERED: Final = re.compile(
    r"\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|[①-⑩]"
)


_DATELINE: Final = re.compile(r"本[报刊台网](?:\d{1,2}月\d{1,2}日)?讯\s*")
# Whose place may stand right before their name.
_NAMED_WITH: Final = ("Park", "Project", "Platform", "Company", "Organization", "Scenario")
_WITH_ANOTHER: Final = ("与", "和", "同", "跟", "向", "为", "给", "从", "对", "将", "把")


class Topic(NamedTuple):
    """What a statement is about, and how many sentences lie between."""

    thing: Thing
    hops: int


def openers(context: Context, sentence: Sentence, labels: Sequence[str]) -> Sequence[Thing]:
    """Things that open a clause of the sentence: first in it, or behind words that only lead in."""
    things = context.things.get(sentence.number)
    if things is None:
        return ()
    # Looked up anew where the sentence has come to name more.
    key = sentence.number, tuple(labels)
    counted, found = context.opening.get(key, (0, ()))
    if counted != len(things):
        found = _openers(context, sentence, labels)
        context.opening[key] = len(things), found
    return found


def _openers(context: Context, sentence: Sentence, labels: Sequence[str]) -> list[Thing]:
    text = sentence.shadow.text
    found: list[Thing] = []
    for thing in context.things_of(sentence, *labels):
        led, with_it = _led_to(text, thing.start)
        # A task's number leads in the task, whose sentence may be about another thing.
        if thing.label == "ActionArea" and (numbered := _NUMBERED.match(text)) and numbered.end() == thing.start:
            led = False
        # 甲与位于丙区的|乙签约: of 甲.
        before = found[-1] if found and found[-1].start >= after_mark(text, _CLAUSE_MARKS, thing.start) else None
        if led and before is not None and text[before.end : before.end + 1] in _WITH_ANOTHER:
            led = False
        owned = bool(found) and text[found[-1].end : thing.start] in ("的", "”的", "》的")
        # 平度市南村镇: what is told of is the town.
        # 胶州市上合产业园: what is told of is the park.
        named_with = thing.label == "Zone" or thing.label in _NAMED_WITH
        owned = owned or (bool(found) and found[-1].label == "Zone" and named_with and found[-1].end == thing.start)
        owned = owned or (thing.label == "Company" and takes_over(text, thing))
        if (
            owned
            or (led and not (with_it and thing.label == "Technology"))
            or (found and found[-1].end == thing.start - 1 and text[thing.start - 1] in "、与和及")
        ):
            found.append(thing)
    return found


@lru_cache(maxsize=_KEPT)
def _led_to(text: str, at: int) -> tuple[bool, bool]:
    """Whether what stands at a place opens its clause, and whether only words of what it is done with lead to it."""
    rest = _rest(text, at)
    if LEAD.fullmatch(rest) or ROLE.fullmatch(rest):
        return True, False
    described = DESCRIBED.fullmatch(rest) is not None
    return described, described and WITH.search(rest) is not None


def _rest(text: str, at: int) -> str:
    """The words of a clause before a place."""
    low = after_mark(text, _CLAUSE_MARKS, at)
    # 本报4月10日讯 甲区某路上的乙园: the line that says when and by whom is no part of it.
    dateline = _DATELINE.match(text, low, at)
    low = dateline.end() if dateline is not None else low
    # (一)甲园: the number of a clause leads in what it is about.
    numbered = _NUMBERED.match(text, 0, at) if low == 0 else None
    return text[low if numbered is None else numbered.end() : at].strip(_QUOTES)


def topic(context: Context, sentence: Sentence, labels: Sequence[str], at: int | None = None) -> Topic | None:
    """What the words at `at` are about: the last opener before them, a nominal, else a subject told of before."""
    # 全市 stands for a zone that nothing needs to have named.
    if "Zone" not in labels and not any(label in context.counts for label in labels):
        return None
    text = sentence.shadow.text
    end = len(text) if at is None else at
    own = [t for t in openers(context, sentence, labels) if t.start < end]
    nominal = _nominal(context, sentence, labels, end)
    if own and (nominal is None or nominal[0] < own[-1].start):
        return Topic(own[-1], 0)
    if nominal is not None:
        return nominal[1]
    earlier = _earlier(context, sentence, labels)
    return earlier if earlier is not None else main_subject(context, labels)


def told_firm(context: Context, sentence: Sentence, at: int) -> tuple[Thing | None, int]:
    """The firm that 其 means at a place: the one that its sentence is about, else the one named last there or before."""
    named = [t for t in context.things_of(sentence, "Company") if t.end <= at]
    about = topic(context, sentence, ("Company",), at)
    if named and (about is None or about.hops):
        return named[-1], 0
    return (about.thing, about.hops) if about is not None and about.hops <= 2 else (None, 0)


def said_of(context: Context, sentence: Sentence, labels: Sequence[str], at: int) -> Topic | None:
    """What the clause at `at` itself names as its subject, by name or by a noun that stands for one."""
    own = [t for t in openers(context, sentence, labels) if t.start < at]
    nominal = _nominal(context, sentence, labels, at)
    if own and (nominal is None or nominal[0] < own[-1].start):
        return Topic(own[-1], 0)
    return nominal[1] if nominal is not None else None


def main_subject(context: Context, labels: Sequence[str]) -> Topic | None:
    """What the article names most, at least three times and twice as often as anything else of these labels."""
    wanted = tuple(label for label in labels if label not in ("Zone", "Organization", "Policy"))
    counted, thing = context.most_named.get(wanted, (-1, None))
    if counted != context.named:
        thing = _most_named(context, wanted)
        context.most_named[wanted] = context.named, thing
    return None if thing is None else Topic(thing, 3)


def _most_named(context: Context, labels: Sequence[str]) -> Thing | None:
    ranked = sorted(
        ((count, public, label) for label in labels for public, count in context.counts.get(label, {}).items()),
        key=lambda c: (-c[0], c[1]),
    )[:2]
    if not ranked or ranked[0][0] < _OFTEN or (len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]):
        return None
    return Thing(0, 0, ranked[0][2], ranked[0][1])


def _nominal(context: Context, sentence: Sentence, labels: Sequence[str], end: int) -> tuple[int, Topic] | None:
    """The last noun that stands for a thing named before, with its place."""
    best: tuple[int, Topic] | None = None
    for label, place, pattern in _nouns(sentence.shadow.text, end):
        if label == "Project" and _park_meant(context, sentence.shadow.text, place):
            continue
        if label in labels and (best is None or place > best[0]):
            meant = _meant(context, sentence, label, place, pattern)
            if meant is not None:
                best = (place, meant)
    if "Company" in labels:
        text = sentence.shadow.text
        for match in OF_TWO.finditer(text, 0, end):
            if not _opens(text, match.start()):
                continue
            named = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
            if not named:
                # …的是乙公司。后者…: named in the sentence before.
                named = [t for one in context.article.before(sentence, 1) for t in context.things_of(one, "Company")]
            back = 1 if match[0] == "后者" else 2
            if len(named) >= back and (best is None or match.start() > best[0]):
                best = (match.start(), Topic(named[-back], 0))
    return best


def _park_meant(context: Context, text: str, place: int) -> bool:
    """Whether 这个基地 stands for a park that is called 基地, and no project is."""
    return re.match("(?:这座|这个|该)基地", text[place : place + 4]) is not None and any(
        park.name.endswith("基地") for park in context.parks
    )


def _meant(context: Context, sentence: Sentence, label: str, place: int, pattern: Regex) -> Topic | None:
    """What the noun at a place stands for."""
    if pattern is CITY:
        city = city_meant(context, sentence, place, openers(context, sentence, ("Zone",)))
        return Topic(city, 0) if city is not None else None
    kind = next(
        (word for word in _ZONE_KINDS for led in _THAT if sentence.shadow.text.startswith(led + word, place)), None
    )
    kind = kind or next(
        (w for w in ("镇", "街道") if sentence.shadow.text.startswith(("全" + w, "该" + w), place)), None
    )
    if pattern is AREA and kind is not None:
        return _of_kind(context, sentence, kind, place)
    if label == "Company" and (shown := _shown_last(context, sentence, place)) is not None:
        return Topic(shown, 1)
    if label == "Company" and (house := _house(context)) is not None and _OWN.match(sentence.shadow.text, place):
        return Topic(house, 1)
    if pattern is AREA and sentence.shadow.text.startswith(_DISTRICT_NOUNS, place):
        district = _earlier_district(context, sentence, place)
        if district is not None:
            return district
    # 无人机来自甲公司，公司凭…: the one named in the clause before.
    same = [t for t in context.things_of(sentence, label) if t.end < place] if pattern is not AREA else []
    return Topic(same[-1], 0) if same else _earlier(context, sentence, (label,), far=True)


_CLOSES: Final = re.compile(r"[”』]?(?:\([^()]{0,30}\))?[。！？]?$")


def _shown_last(context: Context, sentence: Sentence, place: int) -> Thing | None:
    """The firm that the sentence before ends with, for 这家: 隔壁的是甲公司。这家…的企业."""
    if not sentence.shadow.text.startswith("这家", place):
        return None
    for before in context.article.before(sentence, 1):
        named = context.things_of(before, "Company")
        if named and _CLOSES.match(before.shadow.text, named[-1].end):
            return named[-1]
    return None


_DISTRICT_NOUNS: Final = ("全区", "我区", "该区", "区里")


def _earlier_district(context: Context, sentence: Sentence, place: int) -> Topic | None:
    """The district named last before: 全区 means no port area or street that the text has come to.

    该区 is the zone of any kind that the sentence before was about.
    """
    zones = context.packs.zones
    if sentence.shadow.text.startswith("该区", place):
        for before in context.article.before(sentence, 1):
            told = openers(context, before, ("Zone",))
            if told and before.paragraph == sentence.paragraph and not context.things_of(sentence, "Zone"):
                return Topic(told[-1], 1)
    return _last_zone(
        context, sentence, place, FARTHEST, lambda _, zone: zone.id in zones and zones[zone.id].level == "district"
    )


def place_meant(context: Context, sentence: Sentence, at: int) -> Thing | None:
    """The zone that 全市, 全区 or 我市 at a place of a sentence stands for."""
    for pattern in (CITY, AREA):
        if pattern.re.match(sentence.shadow.text, at):
            meant = _meant(context, sentence, "Zone", at, pattern)
            return meant.thing if meant is not None else None
    return None


def _house(context: Context) -> Thing | None:
    """The firm of a firm's own paper: its title begins with the name."""
    title = context.article.title_sentence
    firms = context.things_of(title, "Company") if title is not None else []
    return firms[0] if firms and firms[0].start == 0 else None


_OWN: Final = re.compile("本?公司")
_ZONE_KINDS: Final = ("示范区", "高新区", "新区", "功能区", "开发区", "经济区", "自贸片区", "片区", "保税区")
_THAT: Final = ("", "该", "这个", "这一")


def _of_kind(context: Context, sentence: Sentence, kind: str, place: int) -> Topic | None:
    """The zone named last whose name ends in the word that stands for it: 示范区 is 上合示范区."""
    return _last_zone(
        context,
        sentence,
        place,
        FURTHEST,
        lambda other, zone: context.surface(other, zone.start, zone.end).endswith(kind),
    )


def _last_zone(
    context: Context, sentence: Sentence, place: int, most: int, fits: Callable[[Sentence, Thing], bool]
) -> Topic | None:
    """The last zone before a place that fits, at most so many sentences back."""
    for hops, other in enumerate([sentence, *context.article.before(sentence, most)]):
        for zone in reversed(context.things_of(other, "Zone")):
            behind = other is sentence and zone.end > place
            if not behind and fits(other, zone):
                return Topic(zone, min(hops, 3))
    return None


@lru_cache(maxsize=_KEPT)
def _nouns(text: str, end: int) -> tuple[tuple[str, int, Regex], ...]:
    """Nouns that open a clause before `end` and stand for something named before: of each the last."""
    found = []
    for pattern in _nouns_in(text):
        places = [match.start() for match in pattern.re.finditer(text, 0, end)]
        last = next((place for place in reversed(places) if _opens(text, place)), None)
        if last is not None:
            found.append((_NOUNS[pattern], last, pattern))
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def _nouns_in(text: str) -> list[Regex]:
    return passing(text, _NOUNS)


@lru_cache(maxsize=_KEPT)
def _opens(text: str, at: int) -> bool:
    return LEAD.fullmatch(_rest(text, at)) is not None


_OTHERS_TOLD: Final = ("Park", "Company", "Project", "Scenario", "Work")


def _earlier(context: Context, sentence: Sentence, labels: Sequence[str], *, far: bool = False) -> Topic | None:
    """The subject of an earlier sentence; `far` looks back through the article for anything of the label."""
    heads = section_heads(context, sentence)
    for hops, before in enumerate(context.article.before(sentence, FARTHEST if far else FURTHEST), start=1):
        if heads and before.headings[-1:] != sentence.headings[-1:]:
            break
        shown = _brought_on(context, before, labels) if hops == 1 and before.paragraph == sentence.paragraph else None
        if shown is not None:
            return Topic(shown, hops)
        found = openers(context, before, labels)
        if not found and hops == 1:
            # What the sentence before was about may stand at its end: 引人关注的是“X”场景.
            late = [label for label in labels if label in ("Scenario", "Project")]
            found = context.things_of(before, *late) if late else []
        if found:
            return Topic(found[0], min(hops, 3) if far else hops)
        here = before.paragraph == sentence.paragraph
        if here and hops == 1 and "Zone" in labels and not far and not context.things_of(before, *_OTHERS_TOLD):
            told = _nominal(context, before, ("Zone",), len(before.shadow.text))
            if told is not None:
                return Topic(told[1].thing, hops)
        named = context.things_of(before, *labels) if far else ()
        if named:
            return Topic(named[0], min(hops, 3))
    if heads:
        # What other sections tell of is not meant here.
        meant = [t for t in heads if t.label in labels]
        return Topic(meant[0], 2) if len(heads) == len(meant) == 1 else None
    title = context.article.title_sentence
    named = context.things_of(title, *labels) if far and title is not None else ()
    return Topic(named[0], 2) if named else None


_BROUGHT_ON: Final = ("Company", "Park", "Project", "Scenario", "Technology", "Platform")


def _brought_on(context: Context, before: Sentence, labels: Sequence[str]) -> Thing | None:
    """What a sentence ends by bringing on, which the next one tells of: 园区的主角是甲公司。"""
    text = before.shadow.text
    last = next((t for t in reversed(context.things_of(before, *_BROUGHT_ON)) if _CLOSES.match(text, t.end)), None)
    if last is None or last.label not in labels:
        return None
    low = after_mark(text, _CLAUSE_MARKS, last.start)
    led = BRINGS_ON.search(text, low, last.start) is not None and DOES_FOR.search(text, low, last.start) is None
    return last if led else None


def sure(base: int, hops: int) -> str:
    """Confidence in hundredths, a tenth less for each sentence between."""
    return f"0.{max(base - 10 * hops, 50)}"
