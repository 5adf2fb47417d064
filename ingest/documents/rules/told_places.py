"""Which park or scenario the words at a place of a long sentence are about (园区、场景的承前).

甲园…，入驻企业73家；乙园由丙公司运营: behind a ； the part of the sentence has a subject of its own, which is not
what the sentence began with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.subjects import openers

_PARK_KEPT: Final = 3
"""Sentences that a park is carried where the article tells of several."""
_MARKS: Final = "。；;"


def told_parks(context: Context) -> Iterator[tuple[Sentence, Thing | None, int]]:
    """Each sentence with the park that 园区 means there, and the hops to it: its own, else the one named not far before."""
    park: Thing | None = None
    named_at = 0
    for sentence in context.article.body:
        named = context.things_of(sentence, "Park")
        if named:
            park, named_at = named[0], sentence.number
        near = bool(named) or len(context.parks) == 1 or sentence.number - named_at <= _PARK_KEPT
        # 园区 keeps the park that the text goes on about.
        if near and not named and "园区" in sentence.shadow.text:
            named_at = sentence.number
        yield sentence, park if near else None, 0 if named else 1
        if named:
            park = last_told(context, sentence, named)


def last_told(context: Context, sentence: Sentence, parks: Sequence[Thing]) -> Thing:
    """The park that the next sentence goes on about: the one that opens the last part of this one, else the first."""
    low = after_mark(sentence.shadow.text, _MARKS, len(sentence.shadow.text) - 1)
    late = [t for t in openers(context, sentence, ("Park",)) if t.start >= low > 0]
    return late[-1] if late else parks[0]


def park_at(context: Context, sentence: Sentence, at: int, here: Thing | None) -> Thing | None:
    """The park that the words at a place are about where the sentence names several: that of their own part of it."""
    parks = [t for t in context.things_of(sentence, "Park") if t.end <= at]
    if len({t.id for t in parks}) < 2:
        return here if not parks or here is None or here.start < at else parks[-1]
    low = after_mark(sentence.shadow.text, _MARKS, at)
    own = [t for t in parks if t.start >= low]
    opening = [t for t in openers(context, sentence, ("Park",)) if low <= t.start and t.end <= at]
    return (opening or own or parks)[-1]
