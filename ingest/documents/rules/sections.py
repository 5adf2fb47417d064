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
    over = sentence.headings[-1].sentence
    things = [t for t in context.things.get(over, ()) if t.label in _ABOUT]
    # Names stand in a row from the beginning up to the colon: 甲区、乙区：….
    if not things or things[0].start > 1:
        return ()
    heading = context.article.numbered(over)
    return things if heading is not None and _HEADS_SECTION.match(heading.shadow.text, things[-1].end) else ()
