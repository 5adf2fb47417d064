"""What an article told of before a figure: its park, the project and the work named last, its zone (上文所指)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.sections import section_heads
from ingest.documents.rules.subjects import openers
from ingest.documents.rules.told_cities import zone_told_of
from ingest.numbers import Quantity


def park_near(context: Context, sentence: Sentence, quantity: Quantity) -> str | None:
    """The one park of the paragraph, else the one named last, up to three sentences back; None where one is named far most."""
    if context.kind == "plan" or len(context.counts.get("Park", ())) < 2:
        return None
    paragraph = [s for s in context.article.before(sentence, _PARAGRAPH) if s.paragraph == sentence.paragraph]
    own = {t.id for s in paragraph for t in context.things_of(s, "Park")}
    own |= {t.id for t in context.things_of(sentence, "Park") if t.end <= quantity.start}
    if not own and _PARK_AGAIN.match(sentence.shadow.text):
        # 甲园今年获评….园区规划1500亩: a break between the lines does not part them.
        own = {t.id for s in context.article.before(sentence, 1) for t in openers(context, s, ("Park",))}
    if len(own) == 1:
        return own.pop()
    ranked = sorted(context.counts["Park"].values(), reverse=True)
    if len(ranked) < 2 or ranked[0] >= 3 * ranked[1]:
        return None
    here: Sequence[Thing] = [t for t in context.things_of(sentence, "Park") if t.end <= quantity.start]
    for before in () if here else context.article.before(sentence, 3):
        here = here or context.things_of(before, "Park")
    return here[-1].id if here else None


_PARK_AGAIN: Final = re.compile("(?:该|整个|这个|这座)?(?:园区|产业园|基地)(?!内|里|企业|平均|总数|数量)")


def told_before(context: Context, sentence: Sentence, park: str) -> bool:
    """Whether a park is named up to a sentence, or in the title: before that nothing is told of it."""
    title = context.article.title_sentence
    told = [title] if title is not None else []
    told += [s for s in context.article.body if s.number <= sentence.number]
    return any(t.id == park for s in told for t in context.things_of(s, "Park"))


def told_here(context: Context, sentence: Sentence, public: str) -> bool:
    """Whether a thing is named in the paragraph of a sentence up to it, in the title, or often."""
    title = context.article.title_sentence
    up_to_here = [sentence, *context.article.before(sentence, _PARAGRAPH)]
    near = [s for s in up_to_here if s.paragraph == sentence.paragraph] + ([title] if title is not None else [])
    if any(t.id == public for s in near for t in context.things_of(s)):
        return True
    return any(named.get(public, 0) >= _OFTEN for named in context.counts.values())


_OFTEN: Final = 3


def main_park(context: Context) -> str | None:
    """The park that the article names most; None where two are named as often."""
    if "Park" not in context.counts:
        return None
    counts = sorted(((n, p) for p, n in context.counts["Park"].items()), reverse=True)
    if not counts or (len(counts) > 1 and counts[0][0] == counts[1][0]):
        return None
    return counts[0][1]


def project_told_of(context: Context, sentence: Sentence, at: int) -> str | None:
    """The project named last in the paragraph before a place; None where none is."""
    for other in _from_here(context, sentence, 2):
        named = [t for t in context.things_of(other, "Project") if other is not sentence or t.end <= at]
        if named and other.paragraph == sentence.paragraph:
            return named[-1].id
    return None


def _from_here(context: Context, sentence: Sentence, back: int) -> list[Sentence]:
    """A sentence of the body and those up to `back` numbers before it, the last first."""
    before = context.article.before(sentence, back)
    return [sentence, *(other for other in before if other.number >= sentence.number - back)]


def last_work(context: Context, sentence: Sentence) -> str | None:
    """The work named last, up to three sentences back."""
    for other in _from_here(context, sentence, 3):
        works = context.things_of(other, "Work")
        if works:
            return works[0].id
    return None


def opened_with(context: Context, sentence: Sentence) -> str | None:
    """The one zone that the first sentence of a paragraph opens with: 甲区则把账算在了天上。1至6月，…."""
    first = next(
        (s for s in reversed(context.article.before(sentence, _PARAGRAPH)) if s.paragraph == sentence.paragraph), None
    )
    zones = {t.id for t in openers(context, first, ("Zone",))} if first is not None else set()
    return zones.pop() if len(zones) == 1 else None


_PARAGRAPH: Final = 8


def main_zone(context: Context, sentence: Sentence) -> str | None:
    """The zone that the section, else the title or the first sentence is about; what others are compared with comes and goes."""
    heads = section_heads(context, sentence)
    if heads:
        return heads[0].id if len(heads) == 1 and heads[0].label == "Zone" else None
    title = context.article.title_sentence
    titles = [title] if title is not None else []
    for told in [*titles, *context.article.body[:1]]:
        zones = context.things_of(told, "Zone")
        if zones:
            return zones[0].id
    about = zone_told_of(context)
    return about.id if about is not None else None
