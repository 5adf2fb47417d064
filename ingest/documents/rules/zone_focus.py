"""Zones right before what they go in for, with no word for weight: 支持甲区发展乙产业; 丙区依托丁园培育戊产业 (各区主攻).

What follows the verb must be an industry or a link that other rules have named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.focus import OWNS_LINKS, put_focus
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.industry_parts import chained_from
from ingest.sieve import regex

_GOES_IN_FOR: Final = re.compile(
    r"(?:则|将|也|都|还|要|均|可|因地制宜|重点|着力|大力|积极|加快|集中|优先|持续|协同|错位|加力|依托[^，。；;]{2,16}?)*"
    r"(?:发展|培育|壮大|打造|布局|做强|做优|做大|做精|做大做强|做优做强|主攻|聚焦|抢占|突破)(?:了|好|起)?"
)
# 甲区承接乙制造，: a link, and no more of the clause.
_TAKES_ON: Final = re.compile(
    r"(?:则|将|也|都|还|要|均|可|重点|着力|主要|集中)*(?:承接|突出|侧重|偏重|专注|主打|发力|扛起|锁定)(?:了|起)?"
)
# 甲行动扶持乙、丙.
_BACKS: Final = re.compile(
    r"[”]?(?:则|将|也|都|还|要|重点|着力|主要|集中|优先)*(?:扶持|支持|扶强|托举|盯住|盯紧|瞄准|对准|补上|补齐|补强|攻克|攻坚|攻关|做强|做大|做优|壮大|培育|发展|强化)(?:了|起)?"
)
_STOPS: Final = re.compile(r"(?:等)?(?:环节|产业|领域)?(?:[，。；;、]|和|与|$)")
_LEANS: Final = re.compile(r"(?:依托|借助|立足|发挥|利用|用好|围绕|与|和|同|向|对|为|给|由)$")
_NOT: Final = re.compile(r"(?:不再|不|未|没有|停止|取消|禁止|限制|严控)(?:支持|鼓励|推动|引导)?$")
_FIRMS: Final = re.compile(r"(?:产业)?(?:链)?(?:的)?(?:企业|公司|园区|产业园|项目|人才|基金|协会|联盟|平台|场景|中心)")


def zone_focus(context: Context) -> None:
    """FOCUSES_ON of zones and parks that stand right before such a verb, and of the plan that moves an industry on."""
    for sentence in context.article.body:
        _moved(context, sentence)
        themes = context.things_of(sentence, "Industry", "ChainLink")
        for place in context.things_of(sentence, "Zone", "Park", "ActionArea") if themes else ():
            _goes_in(context, sentence, place, themes)


def _verb(text: str, place: Thing, theme: Thing) -> re.Match[str] | None:
    """The verb that is all that stands between a place and a trade."""
    if place.label == "ActionArea":
        return _BACKS.fullmatch(text, place.end, theme.start) if _STOPS.match(text, theme.end) else None
    takes = theme.label == "ChainLink" and _STOPS.match(text, theme.end) is not None
    return _GOES_IN_FOR.fullmatch(text, place.end, theme.start) or (
        _TAKES_ON.fullmatch(text, place.end, theme.start) if takes else None
    )


def _goes_in(context: Context, sentence: Sentence, place: Thing, themes: Sequence[Thing]) -> None:
    text = sentence.shadow.text
    verb = next((m for t in themes if t.start > place.end and (m := _verb(text, place, t))), None)
    # 依托甲片区|培育乙产业: the district does it that leans on it.
    if (
        verb is None
        or place.id == context.home
        or _LEANS.search(text, 0, place.start)
        or _NOT.search(text, 0, place.start)
    ):
        return
    row = chained_from(text, themes, next(t for t in themes if t.start == verb.end()))
    # 培育智能装备|企业: of firms, not of the trade; 聚焦甲产业链上的|乙环节: of the links.
    if _FIRMS.match(text, row[-1].end) or OWNS_LINKS.match(text, row[-1].end):
        return
    heads = [place]
    for other in reversed(context.things_of(sentence, "Zone", "Park")):
        if starting_at(context, sentence, other.start, ("Zone", "Park"))[-1:] == [place] and other != place:
            heads.insert(0, other)
    for head in heads:
        for order, theme in enumerate(row, start=1):
            context.edge(
                sentence, "FOCUSES_ON", (head.label, head.id), (theme.label, theme.id), "zone-focus",
                confidence="0.8", properties={"order": order, "words": [text[theme.start : theme.end]]},
            )  # fmt: skip


_MOVES: Final = regex(r"(?:推动|促进|助推|带动|助力|引领|壮大|做强|做大做强|提振)(?:我市|全市|我区|全区)?")
_ON: Final = re.compile(r"(?:产业)?(?:从|由|向|高质量|提质|转型|升级|加快|迈|跃升|集聚|发展|做大|做强|向上)")


def _moved(context: Context, sentence: Sentence) -> None:
    """推动甲业从乙转向丙: what the plan is to move on is in its focus."""
    text = sentence.shadow.text
    for match in _MOVES.finditer(text) if context.policy is not None else ():
        thing = next((t for t in context.things_of(sentence, "Industry") if t.start == match.end()), None)
        if thing is not None and _ON.match(text, thing.end):
            put_focus(context, sentence, [thing], match.start())
