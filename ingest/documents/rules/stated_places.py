"""What a text says in a few words of places, industries and chains: 甲区集聚乙企业36家, 丙归入丁环节 (一句话事实)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import split_items, split_last
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.subjects import openers, said_of
from ingest.sieve import regex

# 集聚精细化工企业36家, 食品加工规模以上企业有88家.
_FIRMS: Final = regex(
    r"(?:规模以上|规上|骨干|重点|相关)?企业(?:有|达|达到|超过|近|约|共|已有|数量达到)*(?:\d[\d.,]*)(?:余|多)?(?:家|户)"
)
# 甲区…，集聚乙、丙企业60多家.
HELD_FIRMS: Final = regex(
    r"(?:集聚|聚集|汇聚|拥有|汇集)(?:了)?(?:规模以上|规上|限额以上|限上|各类|骨干|重点|上下游)*(?P<list>[^，。；;:：“”的\d]{2,40}?)(?:领域|类|产业|产业链|行业)?(?:的)?(?:上下游|规上|规模以上|骨干|重点|相关|配套|关联)*企业(?:近|约|超|超过|达|达到|已达|总数达)*\d"
)
_HELD: Final = re.compile(
    r"(?:的|有|现有|集聚|聚集|拥有|汇聚|已集聚|已有|上半年|前三季度|去年|今年|全年|一季度|新增|累计|共)*$"
)
_WANTED: Final = re.compile(r"(?:到|至)20\d\d年|力争|计划|目标|将|拟")
_BELONGS: Final = re.compile("(?:就|均|都|同|也|则)?(?:归入|属于|属|归属|划入|计入)(?:于|了)?$")
_SETS_UP: Final = regex(r"(?:设立|成立|组建|注册|新设|开设)(?:了|的)?(?:全资子公司|子公司|控股子公司|分公司)?")
_AT: Final = re.compile(r"(?:[^，。；;、]{0,8}(?:出资|投资)[^，。；;、]{0,8})?$")
_BOTH_ARE: Final = regex(r"(?:两家|这两家|上述两家)(?:企业|公司)?(?:均|都|双双)(?:是|为|获评|入选)")


def stated_places(context: Context) -> None:
    """HAS_INDUSTRY by firms counted, what belongs to a link, where a new firm sits."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        if context.kind != "plan":
            for match in _FIRMS.finditer(text):
                _counted(context, sentence, match.start())
            for match in HELD_FIRMS.finditer(text):
                _held(context, sentence, match)
        if "环节" in text:
            _belongs(context, sentence)
        for match in _SETS_UP.finditer(text):
            _sits(context, sentence, match)
        for match in _BOTH_ARE.finditer(text):
            _both(context, sentence, match)


def _counted(context: Context, sentence: Sentence, at: int) -> None:
    """甲区集聚乙企业36家: 乙 is there."""
    text = sentence.shadow.text
    industry = next((t for t in context.things_of(sentence, "Industry") if t.end == at), None)
    if industry is None or re.search(r"(?:到|至)20\d\d年|力争|计划|目标", text[:at]):
        return
    zone = next(
        (z for z in reversed(openers(context, sentence, ("Zone",))) if _HELD.fullmatch(text, z.end, industry.start)),
        None,
    )
    if zone is not None and zone.id != context.home:
        context.relate(sentence, "HAS_INDUSTRY", zone, industry, "industry-firms", "0.78")


def _held(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """甲区建有研究院，集聚乙、丙企业60多家: both are there."""
    if _WANTED.search(sentence.shadow.text, 0, match.start()):
        return
    told = said_of(context, sentence, ("Zone", "Park", "Company", "Organization"), match.start())
    if told is None or told.thing.label != "Zone" or told.thing.id == context.home:
        return
    items = set(split_last(sentence.shadow.text, split_items(sentence.shadow.text, *match.span("list"))))
    for industry in context.things_of(sentence, "Industry"):
        if (industry.start, industry.end) in items:
            context.relate(sentence, "HAS_INDUSTRY", told.thing, industry, "industry-firms", "0.78")


def _belongs(context: Context, sentence: Sentence) -> None:
    """甲归入乙环节, 甲、丙同属乙环节."""
    text = sentence.shadow.text
    for link in context.things_of(sentence, "ChainLink"):
        if not text.startswith("环节", link.end):
            continue
        goods = context.things_of(sentence, "Technology", "ChainLink")
        last = next((t for t in goods if t.end <= link.start and _BELONGS.fullmatch(text, t.end, link.start)), None)
        while last is not None:
            context.relate(sentence, "PART_OF", last, link, "link-of-link", "0.78")
            at = last.start
            last = next((t for t in goods if t.end < at and text[t.end : at] in ("、", "和", "与")), None)


def _sits(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """在甲区设立乙公司: 乙 sits there."""
    text = sentence.shadow.text
    zone = next(
        (
            z
            for z in context.things_of(sentence, "Zone")
            if text[z.start - 1 : z.start] == "在" and _AT.fullmatch(text, z.end, match.start())
        ),
        None,
    )
    if zone is None or re.search("拟|将|计划|不再|取消", text[max(0, zone.start - 10) : match.start()]):
        return
    for firm in starting_at(context, sentence, match.end(), ("Company",)):
        context.relate(sentence, "LOCATED_IN", firm, zone, "company-set-up", "0.8")


def _both(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """…与甲达成合作，两家企业均为乙: the two firms named last hold it."""
    held = next((t for t in context.things_of(sentence, "Qualification") if t.start == match.end()), None)
    firms: list[Thing] = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
    last = list(dict.fromkeys(t.id for t in firms))[-2:]
    for firm_id in last if held is not None and len(last) == 2 else ():
        context.edge(
            sentence, "CERTIFIED_AS", ("Company", firm_id), ("Qualification", held.id if held else ""),
            "company-qualified", confidence="0.8",
        )  # fmt: skip
