"""Industries that a text says a place is known for: 甲、乙已成气候, 丙是丁区的主导产业 (产业家底)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span, split_items, split_last
from ingest.documents.rules.emphasis import ends_as_industry
from ingest.documents.rules.link_lists import plain
from ingest.documents.rules.subjects import topic
from ingest.numbers import Quantity, parse_number
from ingest.sieve import Regex, matches, regex
from schema.tokens import tagged

_STANDING: Final = regex(
    r"(?:^|[，。；;:：的])(?P<list>[^，。；;:：的“”以把将]{2,40}?)(?:等)?(?:产业)?(?P<at>在[^，。；;]{2,8}?)?(?:也|都|均|已|更|正|早已|已经|渐)*"
    r"(?:(?:是|为|成为|成了|成)(?P<whose>[^，。；;]{0,14}?)(?:支柱|主导|优势|特色|招牌|拳头|传统|看家|当家|王牌|头号|一号|第一大|首位|标志性|叫得响的|叫得响)(?:性)?(?:产业|(?<=[一两二三四五六]大支柱)(?=[，。；;]|$))|成气候|成势|成(?:为|了)?支柱|成规模|各成气候)"
)


# 已形成甲、乙等主导产业: the class noun says what the items are.
_FORMED: Final = regex(
    r"(?:形成|培育|集聚|构建|拥有|汇聚)(?:形成)?(?:了|起|以)?(?P<list>[^，。；;:：的“”]{2,40}?)等?(?:为主(?:导)?的)?(?:\d|[一两二三四五六七八九])?(?:个|大)?(?:支柱|主导|优势|特色|招牌|拳头|传统)(?:性)?产业(?!园|链|集群|基地|化)"
)
# 体系包括甲、乙、丙、丁4个主导产业: as many as the number says; whose they are is told elsewhere.
_NUMBERED: Final = regex(
    r"(?:包括|包含|涵盖|囊括|含|即|分别是|分别为|(?P<led>(?:^|[，。；;])(?:其中，)?(?!包括|包含|涵盖|囊括|含|即|分别)))(?P<list>[^，。；;:：的“”]{2,40}?)(?P<n>\d|[一两二三四五六七八九十])(?:个|大)(?:支柱|主导|优势|特色|重点|核心|新兴|未来|传统)(?:性)?产业(?!园|链|集群|基地|化)"
)
# 把甲列为三大新兴产业之一: counted there among as many.
_ONE_OF: Final = regex(
    r"(?:把|将)(?P<list>[^，。；;:：“”把将的]{2,30}?)(?:产业)?(?:列为|列入|列作|定为|作为|纳入|确定为|当作)(?P<whose>[^，。；;“”]{0,8}?)(?:\d{1,2}|[两二三四五六七八九十]{1,2})(?:大|个)[^，。；;“”]{0,8}?(?:产业|支柱)(?:之一|之列)?(?![园链集基])"
)
# 甲已是乙区的第二大产业, 丙成了丁区的新名片, 戊是己市的“压舱石”.
_CARD: Final = regex(
    r"(?:^|[，。；;:：])(?:[^，。；;:：“”的]{1,8}的)?(?P<list>[^，。；;:：的“”以把将]{2,16}?)(?:产业)?(?:，?(?:属于?|归为)[^，。；;“”]{2,12}产业，)?(?:也|都|均|已|更|还|正|早已|已经|一直|渐渐|逐步|逐渐|如今|眼下)*"
    r"(?:是|为|成为|成了|成|当上|跻身|堪称|称得上|变成了?)(?P<whose>[^，。；;“”]{2,12}?)(?:的|向[^，。；;“”]{1,6}的)(?:又一|新的?|一[张块个根]|响亮的?|亮丽|烫金|传统|经济|工业|城市|产业|发展|优势|第[一二三四五六]大?|最大的?|头号|[百千]亿级)*“?(?:产业|行业|名片|招牌|金招牌|金名片|金字招牌|王牌|压舱石|顶梁柱|台柱子|增长极|支柱|主力军|拳头|强项|长板|看家本领)(?![园链集基群])"
)
_NO_NOUN: Final = ("v", "d", "p", "c", "r", "u", "m", "z", "t")
_THIS_CITY: Final = re.compile("这座城市|这个城市|我市|全市|本市|岛城")
_SOME_PLACE: Final = re.compile(r"(?:是|为|成为|成了)(?:[^，。；;的]{0,12}?[^，。；;的全该我本这])[区市县镇]的")
_AHEAD: Final = regex(r"(?:将|要|拟|计划|力争|加快|推动|着力|努力|争取)[^，。；;]{0,8}$")


_TOLD_AHEAD: Final = (_FORMED.re, _ONE_OF.re)


def standings(context: Context, sentence: Sentence) -> list[tuple[Span, tuple[Span, ...]]]:
    """Stretches that say so, each with the items of its list; each item is known or ends as an industry does."""
    return _lists(context, sentence, _STANDING, _FORMED, _ONE_OF, _CARD)


def counted(context: Context, sentence: Sentence) -> list[tuple[Span, tuple[Span, ...]]]:
    """The same where a number counts the items, and nothing says whose they are."""
    return _lists(context, sentence, _NUMBERED)


def _lists(context: Context, sentence: Sentence, *patterns: Regex) -> list[tuple[Span, tuple[Span, ...]]]:
    text = sentence.shadow.text
    matched = list(matches(text, *patterns))
    if not matched:
        return []
    known = {(h.start, h.end) for h in context.names.get(sentence.number, ()) if h.label == "Industry"}
    found = []
    for match in matched:
        items = split_last(text, split_items(text, *match.span("list")))
        called = match[0].endswith(("产业", "支柱")) and len(items) > 1
        if match.re is _NUMBERED.re and len(items) != parse_number(match["n"]):
            continue
        # At the head of a clause a verb is no part of the first: 已形成甲、乙两大主导产业.
        if match.re is _NUMBERED.re and match["led"] is not None and tagged(match["list"])[0].tag[:1] in _NO_NOUN:
            continue
        if match.re in _TOLD_AHEAD and _AHEAD.search(text, 0, match.start()):
            continue
        if items and all(
            (s, e) in known or ends_as_industry(text[s:e]) or (called and plain(text[s:e])) for s, e in items
        ):
            found.append((match.span(), tuple(items)))
    return found


def standing(context: Context) -> None:
    """The zone that such a sentence names, else the one it is about, has these industries."""
    for sentence in sifted(context.article.body, _STANDING, _FORMED, _ONE_OF, _CARD):
        for (start, end), items in standings(context, sentence):
            zone = _zone(context, sentence, start, end)
            for thing in context.things_of(sentence, "Industry"):
                whole = sentence.shadow.text[thing.start : thing.end].removesuffix("产业")
                if zone is not None and (thing.start, thing.start + len(whole)) in items:
                    context.relate(sentence, "HAS_INDUSTRY", zone, thing, "industry-standing", "0.8")


def zone_of_standing(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The place whose industries a number counts there: 甲、乙是丙区的两大支柱产业."""
    if quantity.unit not in ("大", "个"):
        return None
    for (start, end), _ in _lists(context, sentence, _STANDING):
        if start < quantity.start < end:
            return _zone(context, sentence, start, end)
    return None


def _zone(context: Context, sentence: Sentence, start: int, end: int) -> Thing | None:
    inside = [t for t in context.things_of(sentence, "Zone") if start <= t.start and t.end <= end]
    if inside:
        return inside[-1]
    # 甲是某高新区的看家产业: of a place that no rule knows.
    other = _SOME_PLACE.search(sentence.shadow.text, start, end)
    if other is not None and not _THIS_CITY.search(other[0]):
        return None
    # 甲市的乙、丙已成气候.
    owner = [t for t in context.things_of(sentence, "Zone") if t.end in (start, start - 1)]
    if owner:
        return owner[-1]
    if _THIS_CITY.search(sentence.shadow.text, start, end) and context.home:
        return Thing(start, start, "Zone", context.home)
    about = topic(context, sentence, ("Zone",), end)
    return about.thing if about is not None and about.hops <= 1 else None
