"""What an item of a list of scenarios says: who asks for it and what is sought (条目里的需求方与所需技术)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import split_items, split_last
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.goods_names import goods_in
from ingest.documents.rules.technologies import put_technology
from ingest.sieve import regex
from schema.tokens import tagged

ASKER: Final = r"(?:(?:发布|需求|提出|发榜|出题|场景|申报|业主|采购|张榜|挂榜|提报|征集|应用)(?:单位|方|主体|企业|机构|人)|业主|甲方|(?:出题|发榜|求解|提需求|张榜)的(?=[是为]))"
"""How an item calls who asks."""
NEED: Final = "(?:技术|产品|主要|核心|具体)*需求(?:内容|技术|产品|描述|要点)?"
"""How it calls what is sought."""
_BODIES: Final = ("Company", "Organization")
_ASKED_BY: Final = regex(rf"{ASKER}(?:则)?(?:[:是为]|系)?(?:[\u4e00-\u9fff]{{2,6}}的)?(?=[\u4e00-\u9fffA-Za-z(])")
_ASKS: Final = re.compile(
    "(?:计划|打算|目前|正在?|现|拟|还|也|公开|面向[^，。；;]{2,8}|在[^，。；;]{2,14}|为此|，)*"
    "(?:希望|盼|想|要|求购|寻求|寻找|征集|招募|物色|诚邀|急需|亟需|急寻|需要|提出|发布|发榜|出题|招标|采购|公开征集|开放|拿出|征求)"
)
_NAMED_BODY: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}[区市县]的)?(?P<x>[\u4e00-\u9fffA-Za-z0-9()]{4,24}?(?:医院|大学|学院|学校|中学|小学|研究[院所]|博物馆|图书馆|体育馆|海关|中心|管委会|委员会|[局院馆站校所]))(?=[，。；;]|$)"
)
_SOUGHT: Final = regex(
    rf"(?:{NEED}(?:[:是为]|包括)(?P<told>)|想找|求购|寻求|寻找|征集|招募|物色|希望(?:能)?(?:用|引入|采用|借助|找到|引进|换上)"
    r"|想(?:用|靠|请|让|引入|上)|(?<![需主重])要用|急需|亟需|急盼|盼着?|急寻|需要|另需|拟(?:采购|引入|选用)|计划采购)(?:能够?[^，。；;、]{2,14}的|可[^，。；;、]{2,14}的|一[套台款种批个支])?(?P<x>[^，。；;:]{3,60})"
)
_STANDS: Final = regex("(?:位于|落在|设在|选在|选址|布设在|(?:地点|位置|实施地|建设地点)(?:[:为在]|位于)|拟在)")
# 希望用甲声呐|替代人工, 要用乙成像|巡检找出隐患: what it is for.
_FOR: Final = re.compile(
    "替代|代替|取代|顶替|来|去(?=[\u4e00-\u9fff]{2})|以(?!太)|完成|实现|进行|开展|解决|找出|提高|降低|减少|辅助|协助|承担|代劳|(?<![比绝核校])对|把|将|给|帮|为|各|若干|\\d"
)
_NO_NEED: Final = re.compile("打通|响应|解决|提升|提高|降低|减少|实现|完成|保证|确保|方案$|时间|经验|资质|费用|能力$")


def item_facts(context: Context, scenario: Thing, said: Sequence[Sentence]) -> None:
    """Owner and needs of the scenario that heads a paragraph, from its sentences."""
    owned = False
    for sentence in said:
        start = scenario.end if sentence is said[0] else 0
        text = sentence.shadow.text
        for body in _owners(context, sentence, start) if not owned else ():
            context.relate(sentence, "OWNED_BY", scenario, body, "scenario-listed", "0.78")
            owned = True
        for match in _STANDS.finditer(text, start):
            for park in starting_at(context, sentence, match.end(), ("Park",)):
                context.relate(sentence, "LOCATED_IN", scenario, park, "scenario-listed", "0.78")
        for match in _SOUGHT.finditer(text, start):
            for span in _goods(text, *match.span("x"), told=match["told"] is not None):
                thing = put_technology(context, sentence, *span, "scenario-listed", whole=True)
                if thing is not None:
                    context.relate(sentence, "DEMANDS", scenario, thing, "scenario-listed", "0.75")


def _owners(context: Context, sentence: Sentence, start: int) -> list[Thing]:
    """发布单位:甲; 由甲发布; 甲希望用….  A body that no other rule has named is one by its ending where the label says so."""
    text = sentence.shadow.text
    for match in _ASKED_BY.finditer(text, start):
        found = starting_at(context, sentence, match.end(), _BODIES)
        if found:
            return found
        # An office that a pack knows is named later by that; here it is enough who it is.
        hits = context.names.get(sentence.number, ())
        office = next((h for h in hits if h.label == "Organization" and h.start == match.end()), None)
        if office is not None:
            return [Thing(office.start, office.end, "Organization", office.id)]
        named = _NAMED_BODY.match(text, match.end())
        if named is not None and context.free(sentence, *named.span("x")):
            span = named.span("x")
            local_id = context.put_name(sentence, *span, "Organization", context.scope, "scenario-listed", "0.7")
            return [Thing(*span, "Organization", local_id)]
    for body in context.things_of(sentence, *_BODIES):
        if body.start < start or text[body.start - 1 : body.start] not in ("", "，", "。", ";", ":", "由"):
            continue
        if _ASKS.match(text, body.end):
            return ending_at(context, sentence, body.end, _BODIES) or [body]
    return []


def _goods(text: str, start: int, end: int, *, told: bool) -> list[tuple[int, int]]:
    """The names in a row of what is sought, up to what it is for; behind a label any noun is one."""
    purpose = _FOR.search(text, start + 2, end)
    end = purpose.start() if purpose is not None else end
    spans = goods_in(text, start, end, means=True)
    if spans:
        return spans
    items = split_last(text, split_items(text, start, end))
    return [span for span in items if told and _is_noun(text[slice(*span)])]


def _is_noun(name: str) -> bool:
    tokens = tagged(name)
    return (
        4 <= len(name) <= 14
        and not _NO_NEED.search(name)
        and tokens[0].tag not in ("v", "d", "p", "c", "r", "m", "a")
        and tokens[-1].tag not in ("d", "a", "p", "r", "ns", "u")
    )
