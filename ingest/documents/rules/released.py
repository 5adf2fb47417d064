"""Products that a body brings out, has grown to a capacity or makes for another (发布与供给).

甲研究院发布了乙材料, 甲企业乙膜年产能达到2万吨, 甲用的乙线是丙供的货.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import ending_at
from ingest.documents.rules.products import DENIED, PLANNED, product_at, product_before
from ingest.documents.rules.subjects import topic
from ingest.documents.rules.technologies import offers, put_technology
from ingest.sieve import regex

_OUT: Final = regex(r"(?:发布|推出|亮出|拿出|研制出|研发出)(?:了|的)?(?=[\u4e00-\u9fffA-Za-z])")
_CAPACITY: Final = regex(r"(?<=[\u4e00-\u9fff])年(?:产能|产量)(?:达到?|提高|提升|扩|增|超|将|约|为|已|由\d|从\d|\d)")
# 甲用的乙，则是丙供的货; 甲用的乙由丙供应.
_USED: Final = regex(
    r"(?:使用|装上|选用|用)的(?P<t>[\u4e00-\u9fffA-Za-z0-9]{3,14}?)，?(?:则|正|都|均|就|也)?(?:是|由|来自)(?=[\u4e00-\u9fffA-Za-z])"
)
_GIVEN: Final = re.compile("(?:供的货|供货|供应|提供|造的|生产的|制造的|做的)")


def released(context: Context) -> None:
    """RELEASES of institutes, OFFERS and SUPPLIES of firms."""
    for sentence in sifted(context.article.body, _OUT, _CAPACITY, _USED):
        text = sentence.shadow.text
        for match in _OUT.finditer(text):
            _out(context, sentence, match)
        for match in _CAPACITY.finditer(text):
            span = _behind_firm(context, sentence, match.start()) or product_before(text, match.start())
            about = topic(context, sentence, ("Company",), match.start())
            if span is not None and about is not None and about.hops <= 1:
                _offered(context, sentence, span, about.thing, about.hops)
        for match in _USED.finditer(text):
            _used(context, sentence, match)


_OF_FIRM: Final = re.compile("(?:公司|企业)(?:的)?")


def _behind_firm(context: Context, sentence: Sentence, end: int) -> tuple[int, int] | None:
    """甲公司|乙电机年产能由…, 投产后公司|乙电机年产能…: the product right behind its maker."""
    text = sentence.shadow.text
    low = max((m.end() for m in re.finditer("[，。；;:]", text[:end])), default=0)
    begins = [m.end() for m in _OF_FIRM.finditer(text, low, end)]
    begins += [t.end for t in context.things_of(sentence, "Company") if low <= t.start and t.end < end]
    span = product_at(text, max(begins), end) if begins else None
    return span if span is not None and span[1] == end else None


# 发布了开源设计工具链“甲”: what it is stands before its name.
_CALLED: Final = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9]{2,16}(?:工具链|工具|工具箱|软件|套件|框架|算法库|操作系统|数据集|数据库|引擎|协议栈|编译器|指令集)“(?P<x>[^“”]{2,12})”"
)


def _out(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """An institute releases what a product's name stands behind, a firm offers it."""
    text = sentence.shadow.text
    called = _CALLED.match(text, match.end())
    span = called.span("x") if called is not None else product_at(text, match.end())
    if span is None or DENIED.search(text[: match.start()]) or PLANNED.search(text[: match.start()]):
        return
    near = ending_at(context, sentence, match.start(), ("Company", "Organization"))
    about = topic(context, sentence, ("Company", "Organization", "Policy", "Zone"), match.start()) if not near else None
    body = near[-1] if near else about.thing if about is not None and about.hops <= 1 else None
    if body is None or body.label not in ("Company", "Organization"):
        return
    made = put_technology(context, sentence, *span, "product-released", whole=True)
    if made is not None and body.label == "Company":
        offers(context, sentence, body, made, 0)
    elif made is not None:
        context.relate(sentence, "RELEASES", body, made, "product-released", "0.8")


def _offered(context: Context, sentence: Sentence, span: tuple[int, int], firm: Thing, hops: int) -> None:
    made = put_technology(context, sentence, *span, "product-capacity", whole=True)
    if made is not None:
        offers(context, sentence, firm, made, hops)


def _used(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """甲用的乙是丙供的货: 丙 offers 乙 and supplies 甲."""
    text = sentence.shadow.text
    firms = context.things_of(sentence, "Company")
    buyer = next((f for f in firms if f.end == match.start()), None)
    maker = next((f for f in firms if f.start == match.end()), None)
    if buyer is None or maker is None or _GIVEN.match(text, maker.end) is None:
        return
    span = product_at(text, match.start("t"), match.end("t"))
    if span is not None and span == match.span("t"):
        _offered(context, sentence, span, maker, 0)
    context.relate(sentence, "SUPPLIES", maker, buyer, "company-supplies", "0.78")
