"""Trades that the paragraphs of a bulletin open with: 海洋电力业稳中有进。… 纺织服装业企稳回升。… (公报段首的行业).

A paragraph's first sentence says in a few words how a trade stands, and the paragraph goes on about it. One alone
may be any sentence; two and more of them are how a bulletin goes through the trades of a place.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.again import again
from ingest.documents.rules.industry_names import AGAIN, put_industry
from ingest.sieve import regex

# How a trade stands: 支撑有力, 持续回暖, 订单饱满, 稳中有进.
_STANDS: Final = "稳|增|升|强|旺|快|暖|好|优|足|满|突出|有力|回|活跃|恢复|扩|进|长|承压|下滑|放缓|走低|收窄|亮|领先|提|显|热|复苏|支撑|见效|攀|新高|新低|韧性|偏弱|趋缓|发力|加力|向新|向绿|转型|壮大|成势"
_HEAD: Final = regex(
    rf"(?:[(]?[一二三四五六七八九十\d]{{1,2}}[)、.．]|[一二三四五六七八九]是|[●■◆▲▪•—]+)?(?:[全我][市区县镇]|[\u4e00-\u9fff]{{2,6}}?[市区县](?=[\u4e00-\u9fff]{{3,12}}业))?的?"
    rf"(?P<x>[\u4e00-\u9fff]{{1,12}}业)(?P<stand>(?=[^，。；;、:“”]*(?:{_STANDS}))[^，。；;、\d:“”业]{{2,12}})(?:，[^。；;\d:“”]{{2,20}})?[。:；;]?"
)
# No trades, or all the trades of a place at once.
_PLAIN: Final = re.compile(
    r".*(?:企|就|创|毕|事|作|产|行|专|营|开|物|失|复|停|从|敬|职|副|主|各|多|百|学|商|兼|守|伟|授|结)业|(?:规模以上|规上)?(?:工|农|林|服务|第[一二三]产|制造|建筑|实)业|.*(?:规模以上|规上|重点|主要|其他|多数|大类|[了的在将把被])[\u4e00-\u9fff]*业"
)
_FEWEST: Final = 2


class Head(NamedTuple):
    """The first sentence of a paragraph and where the trade stands that it opens with."""

    sentence: Sentence
    start: int
    end: int


def head_at(sentence: Sentence) -> Head | None:
    """The trade that a paragraph or a heading opens with, where all it says is how that trade stands."""
    match = _HEAD.fullmatch(sentence.shadow.text) if sentence.first else None
    if match is None or _PLAIN.fullmatch(match["x"]):
        return None
    return Head(sentence, *match.span("x"))


def bulletin_heads(context: Context) -> list[Head]:
    """Heads of the paragraphs that go through the trades of a place; none where fewer than two are told of."""
    if context.kind == "plan":
        return []
    heads = [head for sentence in context.article.body if (head := head_at(sentence)) is not None]
    told = {head.sentence.shadow.text[head.start : head.end] for head in heads}
    return heads if len(told) >= _FEWEST else []


def bulletin_trades(context: Context) -> None:
    """The trades of such heads, and again wherever the article says the same words."""
    named = False
    for sentence, start, end in bulletin_heads(context):
        # 海洋交通运输业: what a pack knows keeps its name.
        known = any((h.start, h.end) == (start, end) for h in context.names.get(sentence.number, ()))
        # 农业和服务业: of two joined by 和 only a pack says that they are one trade.
        joined = any(sign in sentence.shadow.text[start:end] for sign in "和与及")
        if not known and not joined and context.free(sentence, start, end):
            put_industry(context, sentence, start, end)
            named = True
    if named:
        again(context, "Industry", AGAIN, "industry-named")


def trade_of_paragraph(context: Context, sentence: Sentence) -> tuple[Sentence, Thing] | None:
    """The trade with whose standing the paragraph of a sentence opens, in an article that goes through several."""
    if context.kind == "plan" or "Industry" not in context.counts:
        return None
    first = sentence
    for before in context.article.before(sentence, _LONGEST):
        if before.paragraph == sentence.paragraph:
            first = before
    if first is sentence and sentence.headings:
        first = context.article.numbered(sentence.headings[-1].sentence) or first
    head = head_at(first) if first is not sentence else None
    if head is None or len(bulletin_heads(context)) < _FEWEST:
        return None
    named = [t for t in context.things_of(first, "Industry") if head.start <= t.start and t.end == head.end]
    return (first, named[-1]) if len(named) == 1 else None


_LONGEST: Final = 8
"""Sentences of a paragraph."""
