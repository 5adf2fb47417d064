"""Goods told with who supplies them: 所用甲由乙配套, 甲出自乙, 向乙采购甲, 为乙供应甲 (供货中的货).

The goods end right before the word of coming from; they begin behind what describes them (所用, 的) or with their clause.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span, after_mark
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.goods_names import ROW, denied_or_planned, goods_in
from ingest.documents.rules.subjects import topic
from ingest.documents.rules.technologies import put_goods, supplies_told
from ingest.sieve import regex

_FROM: Final = re.compile(
    r"(?:，)?(?:则|均|都|全部|全都?|主要|大多|多半|同样|也|就|正|便)*(?:是)?(?P<by>由|出自|来自|产自|购自|采购自)(?:[^，。；;“”、]{0,8}的)?$"
)
_GIVES: Final = re.compile(
    r"(?:等企业|等公司)?(?:独家|每[^，。；;]{1,8}|长期|负责|统一|全部|按时|联合|自主|共同|与[^，。；;]{1,10}?)*(?P<to>供应|提供|供货|供给|配套|定做|定制|送(?![审检])|代工|供(?!电))?(?(to)|(?:生产|制造|加工|研发|研制|开发|承制|打造|制作))"
)
_ORIGIN: Final = regex("由|出自|来自|产自|购自")
_BOUGHT: Final = regex(r"(?:向|从|找)(?=[\u4e00-\u9fffA-Za-z(])")
_BUYS: Final = re.compile(
    rf"(?:等企业)?(?:长期|批量|再次|陆续|又|定期)*(?:采购|订购|购买|购入|订)(?:了|的)?(?P<x>{ROW}{{2,30}}?)(?=[，。；;]|$)"
)
_FOR: Final = regex(r"(?:为|给|向)(?=[\u4e00-\u9fffA-Za-z(])")
_SERVES: Final = re.compile(
    rf"(?:等企业)?(?:长期|批量|独家|稳定|陆续|定点)*(?:供应|供(?!货)|送|提供|配套|做)(?:了)?(?P<x>{ROW}{{2,30}}?)(?=[，。；;]|$)"
)
# 有了乙供应的甲，丙…
_THANKS: Final = regex("(?:有了|用上了?|用的是|得益于|全靠|靠着|多亏了?)(?=[\u4e00-\u9fffA-Za-z(])")
_GIVEN: Final = re.compile(rf"(?:供应|提供|供|生产|制造|自研|研发|研制|送来)?的(?P<x>{ROW}{{2,24}}?)，")
# 要换的甲，已向乙下了单.
_ORDERED: Final = regex(
    rf"的(?P<x>{ROW}{{2,24}}?)，(?:已经?|便|也|都|就|则|正|一直)*(?:向|找|跟)(?=[\u4e00-\u9fffA-Za-z(])"
)
_ORDERS: Final = re.compile("(?:下了?(?:大)?单|订了?货|订购|采购|下了订单|签了单|定制)")
# 乙生产的甲，七成进了丙的工厂.
_GONE: Final = regex("进了|供了|给了|去了|卖给|供给|发往|送进|供往|送往|装进|流向")
_GONE_TO: Final = re.compile(
    rf"(?:自主)?(?:生产|制造|研制|研发|造|产|加工)?的(?P<x>{ROW}{{2,24}}?)，?(?:去年|今年|如今|眼下)?(?:大半|大多|全部|主要|多半|一半|都|有?[一二三四五六七八九]成[多以上]*|近?半数?)(?:都|就|直接|也)*(?:进了|供了|给了|去了|卖给了?|供给|发往|送进了?|供往|送往|装进了?|流向)"
)
# 签下三年的甲供货合同.
_CONTRACT: Final = regex(
    rf"(?:[份年笔单]的|签下|签订|签了|拿下)(?P<x>{ROW}{{2,16}}?)(?:的)?(?:供货|采购|购销|供应|订购|定制)(?:合同|协议|订单|大单|长单)"
)
_SUPPLIES_TOO: Final = re.compile("(?:提供|供应|供货|供给|配套)(?:了|的是)")
# 反应釜所用的|甲, 内衬的|甲, 其中|甲.
_DESCRIBED: Final = re.compile(r".*(?:的|所用|所需|其中|关键|核心)(?=..)")


def supplied_goods(context: Context) -> None:
    """Goods with the firm that they come from, and whom it supplies."""
    if "Company" not in context.counts:
        return
    for sentence in sifted(context.article.body, _ORIGIN, _BOUGHT, _FOR, _THANKS, _GONE, _CONTRACT):
        text = sentence.shadow.text
        for firm in context.things_of(sentence, "Company", "Organization"):
            _from(context, sentence, firm)
        for match in _BOUGHT.finditer(text):
            sellers = starting_at(context, sentence, match.end(), ("Company",))
            bought = _BUYS.match(text, sellers[-1].end) if sellers else None
            if bought is not None and not denied_or_planned(text, match.start()):
                _put(context, sentence, sellers, goods_in(text, *bought.span("x")))
        for match in (*_THANKS.finditer(text), *_ORDERED.finditer(text)):
            _bought(context, sentence, match)
        for match in _CONTRACT.finditer(text):
            _put(context, sentence, [], goods_in(text, *match.span("x")))
        _gone_to(context, sentence)
        for match in _FOR.finditer(text):
            buyers = starting_at(context, sentence, match.end(), ("Company",))
            served = _SERVES.match(text, buyers[-1].end) if buyers else None
            about = topic(context, sentence, ("Company", "Park", "Organization"), match.start()) if served else None
            if served is None or about is None or about.thing.label != "Company" or about.hops > 1:
                continue
            if about.thing.id not in [b.id for b in buyers] and not denied_or_planned(text, match.start()):
                _put(context, sentence, [about.thing], goods_in(text, *served.span("x")))


def _bought(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """有了乙供应的甲，丙的交货期…: 丙 buys; 丙要换的甲，已向乙下了单: the firm told of does."""
    text = sentence.shadow.text
    sellers = starting_at(context, sentence, match.end(), ("Company",))[:1]
    end = sellers[-1].end if sellers else 0
    behind = match.re is _THANKS.re
    given = (_GIVEN if behind else _ORDERS).match(text, end) if sellers else None
    if given is None or denied_or_planned(text, match.start()):
        return
    spans = goods_in(text, *(given if behind else match).span("x"))
    if not spans:
        return
    _put(context, sentence, sellers, spans)
    if not behind:
        supplies_told(context, sentence, sellers[0], match.start())
        return
    for buyer in starting_at(context, sentence, given.end(), ("Company",))[:1]:
        context.relate(sentence, "SUPPLIES", sellers[0], buyer, "company-supplies", "0.76")


def _gone_to(context: Context, sentence: Sentence) -> None:
    """乙生产的甲，七成进了丙的工厂."""
    text = sentence.shadow.text
    for firm in context.things_of(sentence, "Company"):
        gone = _GONE_TO.match(text, firm.end)
        spans = goods_in(text, *gone.span("x")) if gone is not None else []
        if gone is None or not spans:
            continue
        _put(context, sentence, [firm], spans)
        for buyer in starting_at(context, sentence, gone.end(), ("Company",)):
            context.relate(sentence, "SUPPLIES", firm, buyer, "company-supplies", "0.76")


def _put(context: Context, sentence: Sentence, firms: list[Thing], spans: list[Span]) -> None:
    put_goods(context, sentence, firms, spans, rule="product-supplied")


def _from(context: Context, sentence: Sentence, firm: Thing) -> None:
    """所用甲由乙配套; 内衬的甲，则出自乙."""
    text = sentence.shadow.text
    verb = _FROM.search(text, 0, firm.start)
    if verb is None:
        return
    chain = starting_at(context, sentence, firm.start, ("Company", "Organization"))
    gives = _GIVES.match(text, chain[-1].end) if verb["by"] == "由" and chain else None
    if (verb["by"] == "由" and gives is None) or denied_or_planned(text, verb.start()):
        return
    low = after_mark(text, "，。；;:！？", verb.start())
    led = _DESCRIBED.match(text, low, verb.start())
    start = led.end() if led is not None else low
    # 名为“丙”的系统，由乙开发: known by its own name.
    if text.endswith("”的", low, start):
        return
    spans = goods_in(text, start, verb.start(), means=gives is not None)
    firms = [one for one in chain if one.label == "Company"]
    _put(context, sentence, firms, spans)
    # 丁为项目提供丙，甲则出自乙: 丁 is another who supplies.
    other = _SUPPLIES_TOO.search(text, 0, start) is not None
    if spans and not other and (gives is None or gives["to"]):
        for one in firms:
            supplies_told(context, sentence, one, start)
