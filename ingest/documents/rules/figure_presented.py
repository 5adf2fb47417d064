"""Figures of a firm or park that a clause brings on at its end: 上游是甲公司，年产面料6000万米; 楼上住着乙公司，40名工程师… (引出主语)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_heads import BEARERS
from ingest.documents.rules.figure_things import around, can_have
from ingest.documents.rules.subject_words import BRINGS_ON, DOES_FOR
from ingest.documents.rules.subjects import openers
from ingest.numbers import Quantity

_BRINGS_ON: Final = re.compile(
    r"(?:住着|坐落着|坐着|来了|迎来了?|多了|有|有家|有一家|走出了?|站着|排着)(?:一家|这家|[^，。；;、:“”\d]{2,12}的)?“?$"
)
_ENDS: Final = re.compile(r"”?(?:[(（][^()（）]{0,30}[)）])?[，,；;:]")
_BROUGHT: Final = ("Company", "Project", "Scenario")
_OTHERS: Final = (*BEARERS, "Technology")
# 项目占地, 园区: what the sentence is about is said again.
_AGAIN: Final = re.compile(
    r"(?:^|[，；;:])(?:该|这个|整个|此)?(?:项目|园区|基地|平台|场景|全区|全市|我市|产业|全链|这里)"
)


def presented(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The firm that a clause before a figure ends by bringing on, where nothing else is named behind it."""
    if context.kind == "plan":
        return None
    text = sentence.shadow.text
    low = after_mark(text, "。", quantity.start)
    named = [t for t in context.things_of(sentence, *_BROUGHT) if low <= t.start and t.end <= quantity.start]
    if not named:
        return None
    firm = named[-1]
    begins = after_mark(text, "，。；;:", firm.start)
    if _ENDS.match(text, firm.end) is None or DOES_FOR.search(text, begins, firm.start) is not None:
        return None
    shown = BRINGS_ON.search(text, begins, firm.start) is not None
    fits = firm.label == "Company" or can_have(context, sentence, firm, around(text, quantity))
    if not (shown and fits) and (firm.label != "Company" or _BRINGS_ON.search(text, begins, firm.start) is None):
        return None
    if _AGAIN.search(text, firm.end, quantity.start):
        return None
    after = [t for t in openers(context, sentence, _OTHERS) if firm.end <= t.start < quantity.start]
    return None if after else firm
