"""Figures of the firm or park that a report is told in: in whose halls it stands, whose man speaks (现场与发言人)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.subjects import topic
from ingest.numbers import Quantity

# 在甲公司的车间里，…，去年产值18亿元: told where one stands.
_AT_FIRM: Final = re.compile(
    r"(?:有限公司|公司|集团|”)?(?:\([^()]{0,30}\))?的?[^，。；;、]{0,10}(?:车间|厂房|实验室|厂区|生产线|产线|展厅|工厂|总部|基地|现场)(?:里|内|中|看到)?，"
)
_LED_THERE: Final = re.compile(r"(?:在|走进|来到|步入|走访)[^，。；;]{0,8}$")


def at_firm(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The firm in whose halls a sentence begins."""
    text = sentence.shadow.text
    for thing in context.things_of(sentence, "Company"):
        if thing.end > quantity.start:
            break
        if _LED_THERE.search(text, 0, thing.start) and _AT_FIRM.match(text, thing.end):
            return thing
    return None


_SPEAKER: Final = re.compile(r"”(?P<who>公司|企业|园区|基地|产业园)?[^，。；“”]{2,24}(?:说|介绍|表示|告诉记者)")


def speaker_of(context: Context, sentence: Sentence, quantity: Quantity) -> tuple[str, str] | None:
    """Whose man says it: “…两个赛道。”基地负责人说 is of the park."""
    text = sentence.shadow.text
    behind = _SPEAKER.search(text, quantity.end) if text.startswith("“") else None
    if behind is None:
        return None
    named = [t for t in context.things_of(sentence, "Company", "Park") if behind.start() <= t.start < behind.end()]
    if named:
        return named[0].label, named[0].id
    label = {"公司": "Company", "企业": "Company"}.get(behind["who"], "Park") if behind["who"] else None
    told = topic(context, sentence, (label,), 0) if label else None
    return (told.thing.label, told.thing.id) if told is not None else None
