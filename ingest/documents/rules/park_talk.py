"""Parks that only what is said of them shows: 支持甲仓库、乙谷改造升级; 丙智港原是一栋办公楼，…入驻率达到78% (从叙述看出的园区)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context
from ingest.documents.lists import split_items
from ingest.documents.rules.park_frames import Found
from ingest.sieve import regex
from schema.tokens import tagged

_SUPPORTED = regex(r"支持(?P<list>[^，。;；:“”]{4,60}?)(?=等|建设|改造|提档|升级|做强|做大|发展|扩容|提质|[，。;；]|$)")
_CARRIER = re.compile(r"(?:谷|港|坊|工场|仓库|街区|大厦|空间|基地|园|外景地|小镇|广场|产业带|影城|船厂|码头)$")


def supported(context: Context, found: Found) -> None:
    """甲区支持乙仓库、丙外景地改造升级: what a zone supports beside each other are its carriers."""
    for sentence in sifted(context.article.body, _SUPPORTED):
        text = sentence.shadow.text
        for match in _SUPPORTED.finditer(text):
            zones = [h for h in context.names.get(sentence.number, ()) if h.label == "Zone" and h.end <= match.start()]
            if not zones and context.policy is not None:
                continue
            spans = split_items(text, *match.span("list"))
            if not all(_CARRIER.search(text[s:e]) and 4 <= e - s <= 20 for s, e in spans):
                continue
            for s, e in spans:
                if context.free(sentence, s, e) and not re.search("[的了将和与及]|建设|打造|规划|布局", text[s:e]):
                    places = found.setdefault(text[s:e], [])
                    if (sentence, s, e) not in places:
                        places.append((sentence, s, e))


_END: Final = r"(?:谷|(?<![海空渔商军良自路口])港(?![口区航务湾铁城])|(?<![公校家花果乐庄陵田菜茶桃陶幼植物动世博])园(?![区林艺丁])|工场|智城|创城|天地)"
# 甲智港原是一栋办公楼, 乙区的丙谷走的是小而专的路子, 丁路上的戊谷昨日开园.
_TOLD: Final = regex(
    rf"(?:^|[，。；;:“]|[\u4e00-\u9fff]的|就是|——)(?P<x>(?:(?!位于|坐落|就是|这是|这座|该|的)[\u4e00-\u9fffA-Za-z0-9]){{3,9}}?{_END})"
    r"(?:(?P<opens>(?:[今昨前]天|[今昨]日|日前|近日|上月|上周|本月|\d+月\d*日?|正式|如期|也|已|于)*(?:开园|开门迎客|揭牌开园|挂牌开园|迎来首批(?:入驻)?(?:企业|租户)))"
    r"|(?:今天|如今|目前|则|也|已|正|过去|从前|早先|曾经)*(?:原是|原为|原来是|本是|曾是|前身(?:是|为)|走的是|由[^，。；;]{2,16}(?:改造|改建|改成|改来)|一期|二期|首期|招商|主打|主攻|去年|今年|面积|建成|把[^，。；;]{2,12}改))"
)
_TALK: Final = re.compile(
    r"入驻率|出租率|去化率|租户|入驻企业|在园企业|园区(?:面积|占地|运营|内|里|现有|的|将|已|下一步|还|也|招商)|(?:首批|已有|现有|聚集|集聚|挤进)(?:了)?\d+家企业|标准厂房|孵化"
)
_FURTHEST: Final = 3
"""Sentences of the paragraph behind one that brings in a place, in which it may be told of as a park."""
_NO_NAME: Final = re.compile("园区|产业园|基地|[这该本那各其两几]|项目|[的了是在有和与把将被由向从到]|公司|集团|大学")
_NO_PART: Final = ("p", "c", "u", "r", "d", "m")


def shown_by_talk(context: Context, found: Found) -> None:
    """Adds to the names found those of places that their own paragraph tells of as parks, wherever they stand."""
    names: set[str] = set()
    for sentence in sifted(context.article.body, _TOLD):
        text = sentence.shadow.text
        hits = [h for h in context.names.get(sentence.number, ()) if h.label in ("Zone", "Park")]
        for match in _TOLD.finditer(text):
            start, end = match.span("x")
            # 青岛蓝谷的甲谷: a place of a pack is none, nor is a port that has but a place before it.
            if any(h.end == end or (h.start == start and h.end >= end - 1) for h in hits) or not _name(match["x"]):
                continue
            taken = any(s is sentence and a < end and start < b for places in found.values() for s, a, b in places)
            if (
                not taken
                and context.free(sentence, start, end)
                and (match["opens"] or _told_on(context, sentence, end))
            ):
                names.add(match["x"])
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for sentence in context.article.sentences:
            for place in re.finditer(re.escape(name), sentence.shadow.text) if name in sentence.shadow.text else ():
                places = found.setdefault(name, [])
                known = any(s is sentence and a <= place.start() < b for other in found.values() for s, a, b in other)
                if not known and context.free(sentence, *place.span()):
                    places.append((sentence, *place.span()))
    for name in names:
        if not found.get(name):
            found.pop(name, None)


def _name(words: str) -> bool:
    """Whether words can be a park's own name: no pronoun or particle in it, and no common place."""
    if _NO_NAME.search(words) or words[-2:] in _COMMON:
        return False
    return not any(token.tag[:1] in _NO_PART for token in tagged(words)[:1])


# 海港, 公园 and the like are no ending of a park's name to begin with (`_END`).
_COMMON: Final = ("山谷", "河谷", "峡谷", "稻谷", "五谷", "香港")


def _told_on(context: Context, sentence: Sentence, end: int) -> bool:
    """Whether the rest of the sentence or the next ones of its paragraph have words that only parks have."""
    if _TALK.search(sentence.shadow.text, end):
        return True
    behind = [
        s for s in context.article.body
        if s.paragraph == sentence.paragraph and 0 < s.number - sentence.number <= _FURTHEST
    ]  # fmt: skip
    return any(_TALK.search(s.shadow.text) for s in behind)
