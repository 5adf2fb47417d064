"""Figures of an industry that a clause only goes on about: 甲区乙产业去年长了两成。整车下线8万辆，本地配套率… (产业承接)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.figure_things import clause_start
from ingest.documents.rules.subject_words import LEAD
from ingest.documents.rules.subjects import openers
from ingest.numbers import Quantity

# What is told of an industry and of no firm, place or park.
_OF_TRADE: Final = re.compile(
    r"(?:[今去前]年|20\d\d年|上半年|前[三\d]{1,2}个?(?:季度|月)|目前|眼下|如今|其中|截至[^，。；]{2,8}|[，,])*"
    r"(?:(?:全(?:产业)?链|(?:产业)?链上|整条链|这条链)(?:上)?(?:的)?(?:规上|规模以上)?(?:工业)?企业|规(?:上|模以上)企业"
    r"|(?:关键|核心|重要)?(?:零部件|部件|元器件|设备|材料)?(?:本地|就近|区内|市内)(?:化)?配套率|整车(?:年)?(?:产量|下线|销量|出口)|(?:全)?产业(?:链)?(?:总)?(?:规模|产值|营收))"
)
_GROWN: Final = re.compile(r"[”]?(?:产业|产业链|集群|行业|链)?(?![、和与及的])[^，。；;、:“”\d企园项]{0,14}")
_OTHERS: Final = ("Company", "Park", "Project", "Zone", "Technology", "Organization", "Platform", "Scenario", "Policy")
_NAMED: Final = ("Company", "Park", "Project", "Organization", "Platform")
_BACK: Final = 2


def industry_opening(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The industry that opens a clause right behind its place, up to how it grew: 莱西市新能源汽车产业去年不声不响长了26%."""
    if quantity.unit not in ("%", "元", "倍"):
        return None
    text = sentence.shadow.text
    begins = clause_start(text, quantity.start)
    for thing in context.things_of(sentence, "Industry"):
        if begins <= thing.start and _GROWN.fullmatch(text, thing.end, quantity.start) is not None:
            return thing if _opens(context, sentence, thing, begins) else None
    return None


def industry_goes_on(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The industry that a sentence before in the paragraph opened with, where a clause tells of its firms or its share."""
    if context.kind == "plan" or "Industry" not in context.counts:
        return None
    text = sentence.shadow.text
    if _OF_TRADE.match(text, clause_start(text, quantity.start), quantity.start) is None:
        return None
    if any(t.start < quantity.start for t in openers(context, sentence, _OTHERS)):
        return None
    if any(t.end <= quantity.start for t in context.things_of(sentence, "Industry")):
        return None
    for before in context.article.before(sentence, _BACK):
        if before.paragraph != sentence.paragraph or context.things_of(before, *_NAMED):
            return None
        trades = context.things_of(before, "Industry")
        if trades:
            one = len({t.id for t in trades}) == 1
            return trades[0] if one and _opens(context, before, trades[0], 0) else None
    return None


def _opens(context: Context, sentence: Sentence, thing: Thing, low: int) -> bool:
    """Whether nothing but its place and words that lead in stand before an industry."""
    text = sentence.shadow.text
    place = next((t for t in context.things_of(sentence, "Zone") if t.end == thing.start and low <= t.start), None)
    led = text[low : thing.start if place is None else place.start].strip("“《▲●■◆—0123456789.、（）()")
    return LEAD.fullmatch(led) is not None or led in ("全市", "全区", "我市", "我区")
