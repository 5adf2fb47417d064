"""Products by what is counted, measured or sold of them: 年产甲500台, 订了两套乙, 公司的丙销量 (产品的量).

A number and a measure of things (台, 套) behind a name show that it is of goods, whoever makes them.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.boundary import is_brand_like
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span
from ingest.documents.rules.again import said_again
from ingest.documents.rules.products import DENIED, GOAL, product_at
from ingest.documents.rules.subjects import topic
from ingest.documents.rules.technologies import offers, put_technology
from ingest.sieve import regex

_MEASURE: Final = r"(?:台套|台|套|辆|艘|架|颗|枚|列|组|件|片|支|块)"
# 年产甲500台、乙1万套.
_YEARLY: Final = regex(r"(?:年产|月产|日产|年产能(?:达|为)?|年生产)(?=[\u4e00-\u9fffA-Za-z])")
_MANY: Final = re.compile(
    rf"(?:达|超|约|近|逾)?\d[\d.,]*[余多]?[百千万亿]*(?:{_MEASURE}|吨|只|个|米|平方米|千瓦|瓶|盒|条|根)"
)
# 一口气订了1200套甲, 已交付42台甲.
_DEALT: Final = regex(
    rf"(?:订|购|采购|订购|交付|供应|供货|出口|下线|装|加装|更换|投用|投放|部署|销售|卖出|售出|生产|制造)(?:了|出)?(?:约|近|超|逾)?\d[\d.,]*[余多]?[百千万]*{_MEASURE}(?=[\u4e00-\u9fffA-Za-z])"
)
_FITTED: Final = regex(r"(?:加装|搭载|换装|装配)(?:了|有)?(?=[\u4e00-\u9fffA-Za-z])")
# 型号为“甲六号”, 一款名为“甲”的乙.
_MODEL: Final = regex(r"(?:型号|机型|代号|产品型号)(?:为|是|叫|定为|:)?“(?P<x>[^“”，。；、]{2,12})”(?P<of>的)?")
_SOLD: Final = re.compile(
    r"(?:今年|去年|全年|年|累计|全球|国内|单|月)*(?:出货量?|销量|销售额?|产量|市场份额|市场占有率|市占率|营收|收入|订单|获批|上市|贡献)"
    r"|(?:也|还|均|则|又|目前|如今)*(?:已|刚|接连|先后)*(?:接到|拿到|拿下|斩获|签下|收获)[^，。；;]{0,8}订单"
)
_SHORT: Final = 4
_WIDE: Final = ("设备", "装备", "材料", "系统", "部件", "器件")
_BEHIND: Final = r"(?=[把将已能可的在让由还也正就可]|\d)"


def goods(context: Context) -> None:
    """Goods made by the year, dealt in by number, of a model of their own, and those a firm is said to sell."""
    for sentence in sifted(context.article.body, _YEARLY, _DEALT, _FITTED, _MODEL):
        text = sentence.shadow.text
        for match in _YEARLY.finditer(text):
            _yearly(context, sentence, match.end())
        for match in (*_DEALT.finditer(text), *_FITTED.finditer(text)):
            span = product_at(text, match.end())
            # 更换300台授时设备: the shorter ones are kinds.
            if span is not None and span[1] - span[0] > _SHORT and not _only_said(text, match.start()):
                put_technology(context, sentence, *span, "product-dealt", whole=True)
        for match in _MODEL.finditer(text):
            _model(context, sentence, match)
    _of_firms(context)


def _only_said(text: str, at: int) -> bool:
    return DENIED.search(text, 0, at) is not None or GOAL.search(text, 0, at) is not None


def _yearly(context: Context, sentence: Sentence, at: int) -> None:
    text = sentence.shadow.text
    while (span := product_at(text, at)) is not None:
        many = _MANY.match(text, span[1])
        if many is None:
            return
        # 年产授时设备50万套: so wide a kind needs more words before it.
        shortest = _SHORT + 1 if text[: span[1]].endswith(_WIDE) else _SHORT
        if span[1] - span[0] >= shortest:
            put_technology(context, sentence, *span, "product-yearly", whole=True)
        if text[many.end() : many.end() + 1] not in ("、", "和"):
            return
        at = many.end() + 1


def _model(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """The model and, behind 的, what it is a model of are the firm's that is told of."""
    text = sentence.shadow.text
    made = [put_technology(context, sentence, *match.span("x"), "product-model", whole=True)]
    if match["of"] and (span := product_at(text, match.end())) is not None:
        made.append(put_technology(context, sentence, *span, "product-model", whole=True))
    about = topic(context, sentence, ("Company",), match.start())
    for thing in made:
        if thing is not None and about is not None and about.hops <= 2:
            offers(context, sentence, about.thing, thing, about.hops)


# 营业收入9亿元，其中甲系统贡献5亿元.
_OF_WHICH: Final = regex(r"其中，?(?=[\u4e00-\u9fffA-Za-z])")


def _of_firms(context: Context) -> None:
    """甲公司的乙芯片销量, 甲公司的乙系统出货: what is told of a firm's goods."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        for match in _OF_WHICH.finditer(text):
            span = product_at(text, match.end())
            about = topic(context, sentence, ("Company", "Zone", "Park"), match.start()) if span is not None else None
            if span is not None and about is not None and about.thing.label == "Company" and about.hops <= 1:
                _sold(context, sentence, span, about.thing, about.hops)
        for firm in context.things_of(sentence, "Company"):
            if text[firm.end : firm.end + 1] != "的":
                continue
            span = product_at(text, firm.end + 1)
            if span is not None:
                _sold(context, sentence, span, firm, 0)


def _sold(context: Context, sentence: Sentence, span: Span, firm: Thing, hops: int) -> None:
    """What stands here is a firm's product if words behind it say what came of selling it."""
    if _SOLD.match(sentence.shadow.text, span[1]) is None:
        return
    made = put_technology(context, sentence, *span, "product-sold", whole=True)
    if made is not None:
        offers(context, sentence, firm, made, hops)


def brands_again(context: Context) -> None:
    """A name in quotes that no dictionary knows, said again without them: 甲把漏检率降了一半."""
    short: dict[str, Thing] = {}
    for sentence in context.article.sentences:
        text = sentence.shadow.text
        for thing in context.things_of(sentence, "Technology"):
            name = text[thing.start : thing.end]
            quoted = text[thing.start - 1 : thing.start] == "“" and text[thing.end : thing.end + 1] == "”"
            if quoted and (len(name) >= _SHORT or is_brand_like(name)):
                short[name] = thing
    for sentence, match in said_again(context, set(short)) if short else ():
        text, name = sentence.shadow.text, match[0]
        opens = match.start() == 0 or text[match.start() - 1] in "，。；;:、的"
        if len(name) >= _SHORT or (opens and re.match(_BEHIND, text[match.end() :])):
            context.mention(sentence, *match.span(), "Technology", short[name].id, "alias")
