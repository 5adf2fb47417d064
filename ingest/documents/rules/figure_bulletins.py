"""Figures in the paragraphs of a bulletin: 海洋交通运输业支撑有力。全市港口完成货物吞吐量5.42亿吨, of the trade it opens with (公报指标)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.bulletin_trades import trade_of_paragraph
from ingest.numbers import Quantity

_OWN: Final = (
    "Company", "Park", "Project", "Organization", "Platform", "Scenario", "Technology", "Work", "Policy", "Industry",
    "ChainLink", "Mechanism", "Initiative",
)  # fmt: skip
_HOLDERS: Final = ("Company", "Park", "Project", "Organization")
# 甲公司…。全市完成…: the trade of the whole place again.
_WHOLE: Final = re.compile(
    r"(?:[今去]年|年内|全年|目前|前[一二三四五六七八九十\d]+个?(?:季度|月)|[上下]半年|截至[^，。；]{2,8}|[，,])*[全我][市区县]"
)
# 海洋生产总值, 规模以上工业增加值: of the place, whatever the paragraph opens with.
_OF_PLACE: Final = re.compile(
    "生产总值|GDP|规(?:模以)?上工业|固定资产投资|公共预算|财政收入|零售总额|进出口总额|可支配收入|常住人口"
)


def trade_of_bulletin(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The trade of the paragraph, where nothing that has figures of its own is told of up to a figure."""
    told = trade_of_paragraph(context, sentence)
    if told is None:
        return None
    head, trade = told
    text = sentence.shadow.text
    if _OF_PLACE.search(text, after_mark(text, "，。；;", quantity.start), quantity.end):
        return None
    if any(t.start < quantity.start and t.id != trade.id for t in context.things_of(sentence, *_OWN)):
        return None
    # 西海岸新区完成…: a district within the place that the bulletin is of.
    if any(t.start < quantity.start and t.id != context.home for t in context.things_of(sentence, "Zone")):
        return None
    if _WHOLE.match(text) is None:
        between = context.article.before(sentence, sentence.number - head.number)
        if any(context.things_of(s, *_HOLDERS) for s in between if s.number > head.number):
            return None
    return trade
