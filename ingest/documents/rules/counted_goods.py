"""Products whose output or sales a place counts: 工业机器人产量4860套; 家用洗衣机受订单拖累，产量下滑4.8% (统计产品).

Nobody is said to make them; that so many pieces are made or sold shows that they are goods.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context
from ingest.documents.lists import after_mark
from ingest.documents.rules.technologies import put_technology
from ingest.sieve import regex
from schema.words import ending_in

_COUNTED: Final = regex("产量|产销量|销量|出货量|出口量|保有量|交付量|装机量")
_COMES: Final = re.compile(
    r"(?:也|则|均|已|就|更是|首次|双双|分别|同比|环比|比上年|达到?|为|约|近|超过?|突破|逾|增长|增至|增加|提高|下降|下滑|回落|减少|升至|降至|猛增|大增|攀升至?|翻了?|高达|保持|实现)*(?:\d|[一两二三四五六七八九]成|番)"
)
_WHEN: Final = re.compile(r"(?:今年|去年|全年|上半年|前[三\d]个?(?:季度|月)|一季度|累计|年|月|总)*$")
# 家用洗衣机受海外订单推迟拖累，产量下滑4.8%.
_FARED: Final = re.compile(r"(?:则|却|也)?(?:受|因|由于|得益于|随着)[^，。；;\d]{2,24}$")
_LEAD: Final = re.compile(
    r"(?:其中|而|此外|同时|另外|例如|比如|像|产品方面|主要产品(?:中|方面)?|从产品看|分产品看|[今去]年|上半年|前[三\d]个?(?:季度|月)|全[市区年]|一季度|[，、])*"
)
_NAME: Final = re.compile(
    r"(?!公司|企业|园区|该|其|本|我|全|各|两|三|产品|主要|单|年|月)[\u4e00-\u9fffA-Za-z0-9]{2,9}(?<!产业)(?<!行业)(?<!企业)(?<!汽车)(?<!产品)(?<!设备)(?<!装备)(?<!材料)"
)
# What statistics of a place tell: so many of a good may else be a firm's.
_STATISTICS: Final = re.compile(
    r"规(?:模以)?上工业|工业增加值|生产总值|统计局|产品方面|主要产品|(?:从|分|按)产品(?:产量)?看|产品产量|重点产品"
)
_FIRMS: Final = ("Company", "Park", "Project")
_KNOWN: Final = ("Technology", "Industry", "Company", "Work", "ChainLink")


def counted_goods(context: Context) -> None:
    """Goods that open a clause on how many of them are made or sold."""
    for sentence in sifted(context.article.body, _COUNTED):
        text = sentence.shadow.text
        for match in _COUNTED.finditer(text):
            if _COMES.match(text, match.end()):
                _counted(context, sentence, match.start())


def _counted(context: Context, sentence: Sentence, at: int) -> None:
    text = sentence.shadow.text
    begins = after_mark(text, "，。；;:、", at)
    when = _WHEN.search(text, begins, at)
    stop = when.start() if when is not None else at
    if stop == begins and text[begins - 1 : begins] == "，":
        # …受订单拖累，产量下滑: what opens the clause before.
        fared = _FARED.search(text, after_mark(text, "，。；;:、", begins - 1), begins - 1)
        if fared is None:
            return
        stop = fared.start()
        begins = after_mark(text, "，。；;:、", stop)
    lead = _LEAD.match(text, begins, stop)
    begin = lead.end() if lead is not None else begins
    span = begin, stop
    if _NAME.fullmatch(text, *span) is None or ending_in("product_heads").search(text[begin:stop]) is None:
        return
    if _statistics(context, sentence) and not any(
        t.start < span[1] and span[0] < t.end for t in context.things_of(sentence, *_KNOWN)
    ):
        put_technology(context, sentence, *span, "product-counted", whole=True)


def _statistics(context: Context, sentence: Sentence) -> bool:
    """Whether the paragraph up to a sentence tells statistics of a place, and the sentence no firm's figures."""
    near = [s for s in context.article.before(sentence, _BACK) if s.paragraph == sentence.paragraph]
    told = any(_STATISTICS.search(s.shadow.text) for s in (sentence, *near))
    return told and not context.things_of(sentence, *_FIRMS)


_BACK: Final = 6
