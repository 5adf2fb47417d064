"""Industries that a text counts to a wider one: 作为甲产业的组成部分，乙产业…; 乙、丙等未来产业; 甲产业营收…，其中乙产业… (产业从属)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import joined_behind
from ingest.documents.rules.industry_systems import chained
from ingest.sieve import regex

_AS_PART: Final = regex(
    r"作为(?P<whole>[^，。；;]{2,44}?)(?:的|之)(?:重要|核心|关键|主要|骨干|新兴)*(?:组成部分|一部分|一环|分支|成员|一员|板块|细分领域|(?:产业|赛道|领域|行业)(?=之一))(?:之一)?，[“]?"
)
# “10+1”体系|中增长最快的板块.
_TAIL: Final = re.compile(
    r"[”]?(?:产业|产业链|体系|里|中|内)*(?:(?<=[里中内])[\u4e00-\u9fff]{0,6}?(?:最|较|更|极)[\u4e00-\u9fff]{1,6})?"
)
# 属于甲的|乙产业….
_COUNTED: Final = regex(r"(?:属于|归属于?|隶属于?|归入)(?=[\u4e00-\u9fff])")
# 甲、乙等(六大)未来产业.
_CLASS: Final = regex(
    r"(?:等)?(?:这)?(?:\d{1,2}|[一二两三四五六七八九十]{1,2})?(?:个|大|类)?(?P<class>未来产业|战略性新兴产业|新兴产业|先导产业|海洋产业|高技术制造业|先进制造业|现代服务业)"
)
# 甲产业营业收入…，其中乙产业增长….
_AMONG: Final = regex(r"[，；;](?:其中|这其中)，?")
_MEASURED: Final = re.compile(
    r"(?:产业)?(?:链)?(?:核心)?(?:产业)?(?:总产值|产值|营业收入|营收|收入|增加值|规模|企业|增速|增长|同比|完成|实现|达到|达|占|贡献)"
)


def industry_parts(context: Context) -> None:
    """PART_OF between industries, and of an industry in a system, where the part stands behind the whole."""
    for sentence in sifted(context.article.body, _AS_PART, _CLASS, _AMONG, _COUNTED):
        industries = context.things_of(sentence, "Industry")
        if not industries:
            continue
        for match in _AS_PART.finditer(sentence.shadow.text):
            _as_part(context, sentence, industries, match)
        for match in _COUNTED.finditer(sentence.shadow.text):
            _counted(context, sentence, industries, match.end())
        for match in _CLASS.finditer(sentence.shadow.text):
            _of_class(context, sentence, industries, match)
        for match in _AMONG.finditer(sentence.shadow.text):
            _among(context, sentence, industries, match)


def _put(context: Context, sentence: Sentence, parts: Sequence[Thing], whole: Thing) -> None:
    rule = "industry-of-system" if whole.label == "IndustrySystem" else "industry-of-industry"
    for part in parts:
        context.relate(sentence, "PART_OF", part, whole, rule, "0.8")


def _as_part(context: Context, sentence: Sentence, industries: Sequence[Thing], match: re.Match[str]) -> None:
    """作为“10+1”体系中甲产业的组成部分，乙产业…: of the whole named last before 的."""
    text = sentence.shadow.text
    start, end = match.span("whole")
    wholes = [
        t
        for t in context.things_of(sentence, "Industry", "IndustrySystem")
        if start <= t.start < end and (t.end >= end or _TAIL.fullmatch(text, t.end, end))
    ]
    part = next((t for t in industries if t.start == match.end()), None)
    if part is not None and wholes:
        _put(context, sentence, chained_from(text, industries, part), wholes[-1])


def _counted(context: Context, sentence: Sentence, industries: Sequence[Thing], at: int) -> None:
    """属于甲产业的乙: 乙 is a part of 甲."""
    text = sentence.shadow.text
    whole = next((t for t in industries if t.start == at), None)
    of = re.compile("(?:产业)?(?:领域|范畴|板块|赛道|门类)?的").match(text, whole.end) if whole is not None else None
    part = next((t for t in industries if of is not None and t.start == of.end()), None)
    if whole is not None and part is not None:
        _put(context, sentence, chained_from(text, industries, part), whole)


def chained_from(text: str, industries: Sequence[Thing], first: Thing) -> list[Thing]:
    """甲、乙和丙: all that are joined behind the first."""
    return [first, *joined_behind(text, industries, first.end)]


def _of_class(context: Context, sentence: Sentence, industries: Sequence[Thing], match: re.Match[str]) -> None:
    """甲、乙等未来产业, where the article has the class as an industry of its own."""
    text = sentence.shadow.text
    last = next((t for t in industries if t.end == match.start() and t.start < match.start()), None)
    if last is None or match.start() == match.start("class"):
        return
    whole = _of_name(context, match["class"])
    if whole is not None:
        _put(context, sentence, [t for t in chained(text, industries, last) if t.id != whole.id], whole)


def _of_name(context: Context, name: str) -> Thing | None:
    for sentence in context.article.sentences:
        for thing in context.things_of(sentence, "Industry"):
            if sentence.shadow.text[thing.start : thing.end] == name:
                return thing
    return None


def _among(context: Context, sentence: Sentence, industries: Sequence[Thing], match: re.Match[str]) -> None:
    """甲产业营业收入突破800亿元，其中乙产业增长28.5%: what is measured among it is a part of it."""
    text = sentence.shadow.text
    part = next((t for t in industries if t.start == match.end() and _MEASURED.match(text, t.end)), None)
    low = after_mark(text, "。；;", match.start())
    wholes = [t for t in industries if low <= t.start and t.end <= match.start()]
    if part is None or len({t.id for t in wholes}) != 1:
        return
    # What the figures before are of: 甲产业…达800亿元.
    if re.search(r"\d", text[wholes[0].end : match.start()]):
        _put(context, sentence, [part], wholes[0])
