"""The parts of a round-up, each of a zone, park or firm that its heading names (分栏)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing

# 甲区：一件针织衫的加速度: what a section of a round-up is about.
_HEADS_SECTION: Final = re.compile("[”》]?[:：]")
_ABOUT: Final = ("Zone", "Park", "Company")


def section_heads(context: Context, sentence: Sentence) -> Sequence[Thing]:
    """The zones, parks or firms that the heading over a sentence names before its colon; none of most headings."""
    if not sentence.headings:
        return ()
    return _heads(context, context.article.numbered(sentence.headings[-1].sentence))


def title_heads(context: Context) -> Sequence[Thing]:
    """The same of the title, where each part of a round-up is an article of its own."""
    return _heads(context, context.article.title_sentence)


def _heads(context: Context, heading: Sentence | None) -> Sequence[Thing]:
    things = [t for t in context.things.get(heading.number, ()) if t.label in _ABOUT] if heading is not None else []
    # Names stand in a row from the beginning up to the colon: 甲区、乙区：….
    if heading is None or not things or things[0].start > 1:
        return ()
    return things if _HEADS_SECTION.match(heading.shadow.text, things[-1].end) else ()
