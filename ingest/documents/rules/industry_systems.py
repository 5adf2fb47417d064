"""Systems of industries by their numbers, and what a text counts to them: “3+2”现代产业体系，即甲、乙、丙3个…产业，丁、戊2个… (产业体系).

A system is named by numbers in quotes and the noun behind them. Rows behind it are its members where their
numbers are among its own: of “3+2” a row of three and one of two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import COUNT, Span, after_mark, split_items, split_last
from ingest.documents.rules.industry_names import put_industry, put_theme
from ingest.documents.rules.link_lists import plain
from ingest.documents.rules.subjects import topic
from ingest.numbers import parse_number
from ingest.sieve import regex

_SYSTEM: Final = regex(
    r"“(?P<x>\d{1,2}(?:\+\d{1,2}){1,3}(?:\+[XxNn])?)”(?:[\u4e00-\u9fff]{0,8}?(?:产业|制造业|服务业|工业|经济))?(?:链|集群)?(?:体系|格局|布局)"
)
# 做优甲、乙2个优势产业.
_ROW: Final = regex(
    r"(?:^|[，。；;:即是为]|包括|包含|涵盖|囊括|分为)(?P<list>[^，。；;:“”]{2,60}?)(?:等|这)?(?P<n>\d{1,2}|[一二两三四五六七八九十])(?:个|大|条|类)(?P<tier>[\u4e00-\u9fff]{0,6}?)(?:性)?(?:产业|产业链|赛道|行业|集群)(?!园|基地)"
)
# 其中，甲、乙为优势产业，丙、丁、戊为未来产业.
_CALLED: Final = regex(
    r"(?:^|[，。；;:])(?P<list>[^，。；;:“”]{2,60}?)(?:等)?(?:均|都|同|皆|也|则)*(?:为|是|属于|列为|作为)(?P<tier>[\u4e00-\u9fff]{2,6}?)(?:性)?产业(?=[，。；;]|$)"
)
# 其中传统产业包括甲、乙、丙; 三个新兴产业为丁、戊、己.
_TIER_FIRST: Final = regex(
    rf"(?:{COUNT}(?:个|大|条))?(?P<tier>传统|新兴|未来|优势|先导|支柱|主导|特色|战略性新兴|基础)(?:性)?(?:产业|行业|赛道)(?:，)?(?:则|分别|主要)*(?:包括|包含|涵盖|囊括|有|为|是|即|指|:|——)(?:的是)?(?P<list>[^，。；;:“”]{{4,60}}?)(?=[，。；;]|以及|等?{COUNT}个|$)"
)
# 前一个“4”指甲、乙、丙、丁，“2”则是戊、己.
_BY_NUMBER: Final = regex(
    r"“?(?P<n>\d{1,2})”?(?:则|就|又|也|分别|主要)*(?:是指|指的是|指|是|为|代表|对应|即|包括)(?P<list>[^，。；;:“”]{2,80}?)(?:这?(?:\d{1,2}|[两三四五六七八九十])(?:个|大|条|类)(?P<tier>[\u4e00-\u9fff]{0,6}?)(?:产业|行业|赛道))?(?=[，。；;]|$)"
)
_SECOND: Final = "(?:支撑|补充|骨干|特色|辅助|配套|辅|延伸|重点|新兴|未来|先导|基础|拓展|后备|两翼)"
# 以甲为主导、乙和丙为支撑的|“1+2”体系.
_LED_BY: Final = regex(
    r"以(?P<list>[^，。；;:“”]{2,40}?)为(?:主导|引领|龙头|核心|主体|支柱|先导|首位|优势|传统|主|牵引)(?:产业)?"
    rf"(?P<more>(?:[，、和与及并]{{1,2}}(?:以)?[^，。；;:“”]{{2,60}}?为{_SECOND}(?:产业)?){{1,3}})的(?=“)"
)
_BACKED: Final = re.compile(rf"(?:以)?(?P<list>[^，。；;:“”]{{2,60}}?)为{_SECOND}(?:产业)?(?=$|[，、和与及并])")
_HAS_BUILT: Final = re.compile(
    r"(?:已经?|初步|基本|逐步|率先|全面)*(?:形成|构建|构筑|建立|打造|建成|培育)(?:了|起|起了|出|出了)?$"
)
_BUILT: Final = re.compile("已|了|起|出|初步|基本|逐步|率先|形成")
# 这一体系包括甲、乙两个产业; 其中，主导产业为…: the system was named before.
_THE_SYSTEM: Final = regex(
    r"(?=“?\d{1,2}”?(?:则|就|又|也|即|分别|主要)*(?:是指|指的是|指|是|为|代表|对应|即|包括))|(?:这一|该|这个|此|上述|这套|整个)(?:产业)?(?:体系|格局|布局)(?:里|中|内|共|主要|具体|由)*(?=包括|包含|涵盖|囊括|由|有|分为|，|的|中|$)|^(?:其中|具体来看|具体而言|具体来说)(?=，)"
)
# 先导产业中，甲增长…；乙增长…: of each tier of a system those that are told of.
_IN_TIER: Final = regex(r"(?P<tier>先导|新兴|优势|未来|传统|支柱|主导)(?:性)?产业(?:中|里|方面|板块|内部|当中)，")
_LEAD: Final = re.compile(
    r"(?:(?:即|包括|包含|涵盖|分别(?:是|为)|其中|以及|和|及|前瞻|加快|大力|重点|持续|着力|超前|积极|力争|还有|也有|是|为|由))*"
    r"(?:做优|做强|做大|做精|做特|布局|培育|发展|壮大|提升|巩固|抢占|谋划|突破|改造|打造|升级|构建)*(?:了|好)?"
)
_OURS: Final = re.compile("(?:我市|全市|本市|我区|全区|该区|该市|我省|全省|青岛|岛城)(?:的)?$")
_AREA: Final = re.compile("(?:我区|全区|该区|该市)(?:的)?$")
_AHEAD: Final = re.compile("(?:纳入|列入|归入|融入|对接|服务|对标)(?:了|到)?[^，。；;“”]{0,4}$")


def systems_named(context: Context) -> None:
    """“3+2”现代产业体系 outside the packs, and the industries that its rows name."""
    told: tuple[int, str] | None = None
    for sentence in sifted(context.article.sentences, _SYSTEM, _THE_SYSTEM):
        text = sentence.shadow.text
        hits = context.names.get(sentence.number, ())
        named = list(_SYSTEM.finditer(text))
        for match in named:
            known = any(h.start < match.end() and match.start() < h.end and h.label == "IndustrySystem" for h in hits)
            if not known and context.free(sentence, *match.span()):
                context.put_name(sentence, *match.span(), "IndustrySystem", context.scope, "system-named", "0.8")
            _put_row(context, sentence, match["x"], match.end())
            for low, high in _leaders(text, match.start(), _numbers(match["x"])):
                put_theme(context, sentence, low, high, "Industry")
        pointed = None if named else _THE_SYSTEM.search(text)
        if pointed is not None and told is not None and told[0] >= sentence.number - _NEAR:
            _put_row(context, sentence, told[1], pointed.end())
        told = (sentence.number, named[-1]["x"]) if named else told


def _put_row(context: Context, sentence: Sentence, numbers: str, start: int) -> None:
    """The industries of the rows behind a system that no pack knows."""
    hits = context.names.get(sentence.number, ())
    for items, _ in _rows(sentence.shadow.text, _numbers(numbers), start):
        for low, high in items:
            inside = any(h.start < high and low < h.end and h.label == "Industry" for h in hits)
            if not inside and context.free(sentence, low, high):
                put_industry(context, sentence, low, high)


def _rows(text: str, numbers: Sequence[int], start: int) -> list[tuple[tuple[Span, ...], str]]:
    """Rows behind a system as long as one of its numbers, each with the word for their tier."""
    found = []
    shapes = (_BY_NUMBER, _ROW, _CALLED, _TIER_FIRST)
    for match in (m for shape in shapes for m in shape.finditer(text, start)):
        low, high = match.span("list")
        lead = _LEAD.match(text, low, high)
        low = lead.end() if lead is not None else low
        items = split_last(text, split_items(text, low, high)) if low < high else []
        said = match.groupdict().get("n")
        counted = len(items) in numbers and (said is None or len(items) == parse_number(said))
        if counted and all(plain(text[s:e]) for s, e in items):
            found.append((tuple(items), match["tier"] or ""))
    return found


def _leaders(text: str, end: int, numbers: Sequence[int]) -> list[Span]:
    """以甲为主导、乙和丙为支撑的“1+2”体系: its members right before the system that ends a stretch; none unless as many."""
    match = next((m for m in _LED_BY.finditer(text, 0, end + 1) if m.end() in (end, end - 1)), None)
    if match is None:
        return []
    start = match.end("more")
    rows = [match.span("list")]
    for more in _BACKED.finditer(text, match.start("more"), start):
        low = more.start("list")
        while text[low] in "，、和与及并以":
            low += 1
        rows.append((low, more.end("list")))
    parted = [split_last(text, split_items(text, *row)) for row in rows]
    items = [item for row in parted for item in row]
    fits = sorted(len(row) for row in parted) == sorted(numbers) and all(plain(text[s:e]) for s, e in items)
    return items if fits else []


def _led(context: Context, sentence: Sentence, system: Thing, industries: Sequence[Thing]) -> None:
    """城区已形成以甲为主导、乙和丙为支撑的“1+2”体系: its members, and the place has it and them."""
    text = sentence.shadow.text
    items = _leaders(text, system.start, _numbers(text[system.start : system.end]))
    members = [t for t in industries if (t.start, t.end) in items]
    for one in members:
        context.relate(sentence, "PART_OF", one, system, "industry-of-system", "0.85")
    at = text.rfind("以", 0, items[0][0]) if items else 0
    built = _HAS_BUILT.search(text, after_mark(text, "，。；;", at), at)
    about = topic(context, sentence, ("Zone",), at) if members and built and _BUILT.search(built[0]) else None
    if about is not None and about.hops <= 1:
        for one in (system, *members):
            context.relate(sentence, "HAS_INDUSTRY", about.thing, one, "system-of-place", "0.8")


def _numbers(words: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", words)]


# 甲、乙均已纳入“10+1”体系; 甲是“10+1”体系中乙产业的组成部分.
_JOINS: Final = re.compile(
    r"[”]?(?:产业|产业链)?(?:等[^，。；;]{0,8})?(?:已经|均|都|也|已|双双|全部|同时|先后|被)*(?:(?:纳入|列入|归入|属于|同属于?|均属|进入|位列|写入|入列|跻身|纳进)(?:了|到)?(?:我市|全市|青岛)?|为代表的)[“]?$"
)
_PART: Final = re.compile(r"(?:产业|产业链)?的(?:重要|核心|关键|主要)*(?:组成部分|一部分|一环|分支|细分领域|板块|成员)")
_WITHIN: Final = re.compile(r"[”]?(?:中|里|内|之中)(?:的)?$")


_AMONG: Final = re.compile(
    r"[”]?(?:产业|产业链)?(?:也|都|均|同样|正|就)?(?:是|作为|属于|这[一个])(?:我市|全市|本市|我区|全区|青岛|该市|该区|全省|我省)?(?:的)?$"
)
_IN_IT: Final = re.compile(
    r"(?:体系)?[”]?(?:中|里|内|之中)?的(?P<tier>[\u4e00-\u9fff]{0,6}?)(?:性)?(?:产业|行业|成员|组成部分|一员|一个|之一)"
)


def systems(context: Context) -> None:
    """Industries that a text counts to a system or to a wider industry."""
    told: tuple[Sentence, Thing, str] | None = None
    for sentence in context.article.body:
        industries = context.things_of(sentence, "Industry")
        text = sentence.shadow.text
        whole = context.things_of(sentence, "IndustrySystem")
        if told is not None and industries:
            _told_on(context, sentence, industries, told)
        if whole:
            told = sentence, whole[-1], text[whole[-1].start : whole[-1].end]
        if not industries:
            continue
        for system in whole:
            last = next((t for t in reversed(industries) if t.end <= system.start), None)
            joins = last is not None and (
                _JOINS.fullmatch(text, last.end, system.start) is not None
                or (_AMONG.fullmatch(text, last.end, system.start) and _IN_IT.match(text, system.end))
            )
            if last is not None and joins:
                for one in chained(text, industries, last):
                    context.relate(sentence, "PART_OF", one, system, "industry-of-system", "0.85")
            _of_rows(context, sentence, system, text[system.start : system.end], system.end)
            _led(context, sentence, system, industries)
            if whole[-1] is system:
                _of_tiers(context, sentence, industries, system, system.end)
            _there(context, sentence, system)
        for wider in industries:
            if _PART.match(text, wider.end) is None:
                continue
            part = next(
                (t for t in industries if t.end < wider.start and _IS.fullmatch(text, t.end, wider.start)), None
            )
            if part is not None:
                context.relate(sentence, "PART_OF", part, wider, "industry-of-industry", "0.82")
            for system in whole:
                if system.end <= wider.start and _WITHIN.fullmatch(text, system.end, wider.start):
                    context.relate(sentence, "PART_OF", wider, system, "industry-of-system", "0.85")


_NEAR: Final = 3
"""Sentences behind a system in which 这一体系 means it."""


def _told_on(
    context: Context, sentence: Sentence, industries: Sequence[Thing], told: tuple[Sentence, Thing, str]
) -> None:
    """What a later sentence counts to the system named last: 这一体系包括甲、乙两个产业; 新兴产业中，丙增长…."""
    before, system, words = told
    pointed = _THE_SYSTEM.search(sentence.shadow.text)
    if pointed is not None and before.number >= sentence.number - _NEAR:
        _of_rows(context, sentence, system, words, pointed.end())
    if before.paragraph == sentence.paragraph:
        _of_tiers(context, sentence, industries, system, 0)


def _of_rows(context: Context, sentence: Sentence, system: Thing, words: str, start: int) -> None:
    for items, tier in _rows(sentence.shadow.text, _numbers(words), start):
        for one in context.things_of(sentence, "Industry"):
            if (one.start, one.end) in items:
                _put_part(context, sentence, one, system, tier)


def _of_tiers(context: Context, sentence: Sentence, industries: Sequence[Thing], system: Thing, start: int) -> None:
    """新兴产业中，甲增长…；乙…: those that open what is told of behind it."""
    text = sentence.shadow.text
    tiers = list(_IN_TIER.finditer(text, start))
    for i, match in enumerate(tiers):
        stop = tiers[i + 1].start() if i + 1 < len(tiers) else len(text)
        for one in industries:
            if match.end() <= one.start < stop and text[one.start - 1] in "，；;:、":
                _put_part(context, sentence, one, system, match["tier"])


def _put_part(context: Context, sentence: Sentence, one: Thing, system: Thing, tier: str) -> None:
    told = {"tier": tier[:2]} if tier[:2] in _TIERS else {}
    context.relate(sentence, "PART_OF", one, system, "industry-of-system", "0.85", told)


_TIERS: Final = ("先导", "新兴", "优势", "未来", "传统")


def _there(context: Context, sentence: Sentence, system: Thing) -> None:
    """我市“甲”体系, 乙区的“甲”体系: the place has it."""
    text = sentence.shadow.text
    owner = next((z for z in context.things_of(sentence, "Zone") if text[z.end : system.start] in ("", "的")), None)
    if owner is None and _OURS.search(text, 0, system.start) and context.home:
        told = topic(context, sentence, ("Zone",), system.start) if _AREA.search(text, 0, system.start) else None
        owner = told.thing if told is not None else Thing(0, 0, "Zone", context.home)
    if owner is not None and not _AHEAD.search(text, 0, system.start):
        context.relate(sentence, "HAS_INDUSTRY", owner, system, "system-of-place", "0.8")


_IS: Final = re.compile(r"[”]?(?:产业)?(?:也|都|均|同样|正|就)?(?:是|作为|属于)[^，。；;]{0,24}")


def chained(text: str, industries: Sequence[Thing], last: Thing) -> list[Thing]:
    """甲、乙和丙: all that are joined before the last."""
    chain = [last]
    while before := next(
        (t for t in industries if text[t.end : chain[0].start] in ("、", "和", "与", "及", "以及")), None
    ):
        chain.insert(0, before)
    return chain
