"""Figures of an industry that a clause only goes on about: 甲区乙产业去年长了两成。整车下线8万辆，本地配套率… (产业承接)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_things import around, clause_start
from ingest.documents.rules.subject_words import LEAD
from ingest.documents.rules.subjects import openers
from ingest.numbers import Quantity

# What is told of an industry and of no firm, place or park.
_OF_TRADE: Final = re.compile(
    r"(?:[今去前]年|20\d\d年|上半年|前[三\d]{1,2}个?(?:季度|月)|目前|眼下|如今|其中|截至[^，。；]{2,8}|“十[三四五]五”(?:以来|期间)|以来|[，,])*"
    r"(?:(?:现有|已有|共有)?(?:相关|同类|注册|上下游|该领域|从事[^，。；;、\d]{2,16}的|(?:产业)?链上的?)(?:规上|规模以上|配套)?企业"
    r"|产业(?:链)?(?:投资|增加值|税收|增速|出口|从业人员)|(?:全(?:产业)?链|(?:产业)?链上|整条链|这条链)(?:上)?(?:的)?(?:规上|规模以上)?(?:工业)?企业|规(?:上|模以上)企业"
    r"|(?:共|累计|新)?(?:交付|下水|下线|出口|销售|生产)[^，。；;、\d]{0,8}?(?=\d|$)|(?:新承接|新签|新接|手持|在手)(?:船舶|合同)?订单|比(?:去年|上年|年初|上季度)[^，。；;、\d]{0,4}(?:多|增加|净增|增长|减少)出?了?(?=\d|$)|规(?:上|模以上)[^，。；;、\d]{2,8}企业(?:已|共|现|达)*有?(?=\d|$)"
    r"|(?:关键|核心|重要)?(?:零部件|部件|元器件|设备|材料)?(?:本地|就近|区内|市内)(?:化)?配套率|整车(?:年)?(?:产量|下线|销量|出口)|(?:全)?产业(?:链)?(?:总)?(?:规模|产值|营收))"
)
_GROWN: Final = re.compile(r"[”]?(?:产业|产业链|集群|行业|链)?(?![、和与及的])[^，。；;、:“”\d企园项]{0,14}")
_OTHERS: Final = ("Company", "Park", "Project", "Zone", "Technology", "Organization", "Platform", "Scenario", "Policy")
_NAMED: Final = ("Company", "Park", "Project", "Organization", "Platform")
_BACK: Final = 3


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
    others = [t for t in openers(context, sentence, _OTHERS) if t.start < quantity.start]
    if any(t.label != "Organization" or _TELLS.match(text, t.end) is None for t in others):
        return None
    here = [t for t in context.things_of(sentence, "Industry") if t.end <= quantity.start]
    if _WHOLE_PLACE.search(text, here[0].end if here else 0, quantity.start):
        return None
    named = {t.id for t in here}
    for before in (sentence, *context.article.before(sentence, _BACK)):
        if before.paragraph != sentence.paragraph or _told_of_others(context, before):
            return None
        trades = context.things_of(before, "Industry")
        if before is sentence:
            # 甲产业产值412亿元；交付船舶27艘: of what the sentence opened with.
            low = after_mark(text, "；;", quantity.start)
            trades = [t for t in trades if t.end <= low] if _OF_TRADE.match(text, low, quantity.start) else []
        named |= {t.id for t in trades}
        if len(named) > 1:
            return None
        if trades and _opens(context, before, trades[0], clause_start(before.shadow.text, trades[0].start)):
            return trades[0]
    return None


# 甲局最新统计显示: who tells it.
_TELLS: Final = re.compile("[^，。；;、:“”]{0,8}(?:显示|获悉|介绍|透露|通报|公布|发布|数据|统计)")


def _told_of_others(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence tells of a firm, a park or a body but the one that reports."""
    text = sentence.shadow.text
    named = context.things_of(sentence, *_NAMED)
    return any(t.label != "Organization" or _TELLS.match(text, t.end) is None for t in named)


# 甲产业，三年间从9家壮大到63家; 乙区甲产业起势明显，企业达920家: a clause of its own says nothing but that it is told of.
_TOLD_OF: Final = re.compile(
    r"[”]?(?:产业|行业|赛道|(?:产业)?链|(?:产业)?集群)?(?:方面|领域|这一块|板块)?(?![、和与及的])(?:[^，。；;、:“”\d企园项]{2,14})?[，:]"
)
# 全区现有深远海养殖企业26家, 已集聚相关企业120余家: of the place that has them.
_WHOLE_PLACE: Final = re.compile(r"(?:^|[，,；。：:])(?:目前|如今|截至目前)?(?:全|我|该)[市区县]")
_BY_PLACE: Final = re.compile("集聚|汇聚|聚集|拥有|引进|招引|培育|新增|建成|落地")
_BY_TRADE: Final = re.compile(
    r"(?<!工业)企业|市场主体|经营主体|产值|营收|营业收入|规模|增加值|从业|配套率|国产化率|自给率|增速|增长|出口|占全[国省市区]"
)


def industry_topic(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The industry that a part of a sentence opens by telling of, where a later clause tells what an industry has."""
    if context.kind == "plan" or "Industry" not in context.counts:
        return None
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    trade = next((t for t in context.things_of(sentence, "Industry") if low <= t.start < quantity.start), None)
    told = None if trade is None else _TOLD_OF.match(text, trade.end, quantity.start)
    if trade is None or told is None or not _opens(context, sentence, trade, low):
        return None
    if any(trade.end <= t.start < quantity.start for t in context.things_of(sentence, *_OTHERS, "Industry")):
        return None
    begins = clause_start(text, quantity.start)
    if _WHOLE_PLACE.search(text, told.end() - 1, quantity.start) or _BY_PLACE.search(text, begins, quantity.start):
        return None
    return trade if _BY_TRADE.search(around(text, quantity)) else None


def _opens(context: Context, sentence: Sentence, thing: Thing, low: int) -> bool:
    """Whether nothing but its place and words that lead in stand before an industry."""
    text = sentence.shadow.text
    owned = thing.start - 1 if text[thing.start - 1 : thing.start] == "的" else thing.start
    place = next((t for t in context.things_of(sentence, "Zone") if t.end == owned and low <= t.start), None)
    led = text[low : thing.start if place is None else place.start].strip("“《▲●■◆—0123456789.、（）()")
    return LEAD.fullmatch(led) is not None or led in (
        "全市",
        "全区",
        "我市",
        "我区",
        "新区",
        "该市",
        "该区",
        "本市",
        "全省",
    )
