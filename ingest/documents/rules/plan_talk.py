"""Which sentences of a report tell of its policy (方案报道的范围)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context

FURTHEST: Final = 4
"""Paragraphs from one that names the policy; a report seldom tells of it longer without its name."""
_PRESENT: Final = re.compile(
    r"^(?:截至|目前|去年|近年来|多年来|此前)|已(?:经|先期|先后|累计|率先|陆续)*(?:开放|集聚|聚集|建成|发布|形成)|(?:开放|建成|发布|形成)了"
)


def told_of_policy(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence tells what the policy says: near one that names it, and not of what there is already."""
    if sentence.kind == layout.CLAUSE or any(heading.clause for heading in sentence.headings):
        return True
    if _PRESENT.search(sentence.shadow.text):
        return False
    return any(
        before.paragraph >= sentence.paragraph - FURTHEST and before.number <= sentence.number
        for before in context.article.body
        if context.things_of(before, "Policy")
    )
