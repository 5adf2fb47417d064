"""Scenarios that a page lists, each with who asks for it and what is sought (逐条列出的场景机会).

2.甲无人转运。由乙公司发布，想找丙和丁，预算650万元: what stands at the head of such an item is a scenario, without
the word 场景 and without quotes. The page has told of scenario opportunities before, and the item itself tells who
asks, what is needed or what is paid; tasks of a plan tell none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.fields import put_field
from ingest.documents.rules.listed_items import ASKER, NEED, item_facts
from ingest.documents.rules.plain_scenarios import is_kind
from ingest.sieve import regex

_TOLD: Final = regex(
    r"场景[^，。；;]{0,8}?(?:机会|需求|清单|榜单|项目|考题|难题|征集|揭榜|发榜|招募|上新)|(?:机会|需求|征集|揭榜|发榜|发布|开放|招募)[^，。；;]{0,10}?场景"
)
_MARK: Final = r"(?:\d{1,3}[.、．)]|[(]\d{1,3}[)]|[(]?[一二三四五六七八九十]{1,3}[)、.]|[①-⑳●■◆▲△○★☆▶►◎•·-]|——?|第[一二三四五六七八九十]{1,3}[题项个条]，?[:]?|(?:其|之)[一二三四五六七八九十][，:、])"
# 【甲领域】3.乙早期预警。
_HEAD: Final = regex(
    rf"^(?:【(?P<field>[\u4e00-\u9fff]{{2,10}}?)(?:领域|类|板块|方向|专场|篇)?】)?(?P<mark>{_MARK}|(?:场景|项目|机会)?名称:)?“?(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-·]{{5,22}})(?=”?(?:[。:，;(]|——|$))"
)
_FIELD_LINE: Final = regex(
    r"^(?:【|[(]?[一二三四五六七八九十]{1,3}[)、.])?(?P<field>[\u4e00-\u9fff]{2,8}?)(?:领域|类|板块|专场)(?:】|[(][^()]{1,8}[)])?$"
)
_NO_FIELD: Final = re.compile("场景|清单|名称|简介|编号|需求|单位|附件|来源|记者|通知|公告|条目|揭榜")
# Who asks, what is sought, what is paid: at least one of them tells an item of a list of opportunities.
_ASKED: Final = regex(
    rf"{ASKER}|由[^，。；;]{{3,24}}?(?:发布|提出|发榜|出题|拿出|挂出|提报)|{NEED}[:是为]|预算|意向(?:投资|金额|价)|最高限价|报价|截止(?:日期|时间|到)?[:为]?|揭榜(?:金额|截止)"
    r"|想找|求购|寻求|寻找|物色|希望(?:用|引入|采用|借助|找到|能)|想(?:用|靠|请|让|引入|上|要)|要用|急需|亟需|急盼|盼着?|急寻|要求(?:用|采用|用上)"
)
# What only a label says stands on lines of its own behind the name.
_LABELLED: Final = regex(
    rf"^(?:{ASKER}|{NEED}|预算[^，。；;:]{{0,4}}|意向(?:投资|金额|价)|最高限价|截止(?:日期|时间)|揭榜(?:金额|截止)|(?:实施|建设|场景)?(?:地点|位置|简介|描述|概述)|联系[^，。；;:]{{1,4}})[:]"
)
# (责任单位:甲局): a task of a plan, which an office is charged with.
_CHARGED: Final = regex("(?:责任|牵头|配合|主管|负责)(?:单位|部门)")
# In a plan's numbered tasks 需要 and 预算 stand too: there who asks must be named as such.
_SAID_ASKER: Final = regex(rf"(?:{ASKER})[是为:]")
_TASK: Final = re.compile(
    r"聚焦|围绕|打造|建设|推进|推动|深化|拓展|完善|加快|加强|实施|开展|强化|培育|构建|丰富|支持|优化|布局|探索|挖掘|做[好强大优]|抓好|开放|发布|推出|谋划|策划|鼓励|健全|建立|提升|落实|组织|坚持|关于|申报|报名|登录|联系|注意|附件|其余|时间|地点|对象|流程|条件|方式"
)
_LONGEST_AGO: Final = 40
"""Sentences after talk of opportunities in which an item is still one of them; a list begins soon behind its head."""


def listed_scenarios(context: Context) -> None:
    """Scenarios at the head of listed items, and the fields that head the items."""
    if context.kind == "regulation" or not any(_TOLD.search(s.shadow.text) for s in context.article.sentences):
        return
    told = -_LONGEST_AGO - 1
    waiting: tuple[Sentence, tuple[int, int]] | None = None
    for place, said in _paragraphs(context):
        sentence, text = said[0], said[0].shadow.text
        item = _HEAD.match(text) if place - told <= _LONGEST_AGO else None
        if item is not None and _is_item(context, item, said):
            told = place
            if waiting is not None:
                put_field(context, waiting[0], *waiting[1])
            if item["field"] and not _NO_FIELD.search(item["field"]):
                put_field(context, sentence, *item.span("field"))
            if context.free(sentence, *item.span("x")):
                start, end = item.span("x")
                local_id = context.put_name(sentence, start, end, "Scenario", context.scope, "scenario-listed", "0.78")
                scenario = Thing(start, end, "Scenario", local_id)
                context.listed |= {one.paragraph: scenario for one in said}
                item_facts(context, scenario, said)
            waiting = None
            continue
        line = _FIELD_LINE.match(text)
        waiting = (sentence, line.span("field")) if line is not None and not _NO_FIELD.search(line["field"]) else None
        if any(_TOLD.search(s.shadow.text) for s in said):
            told = place


def _paragraphs(context: Context) -> Iterator[tuple[int, Sequence[Sentence]]]:
    """The sentences of each paragraph with the lines of labels behind it, and at which sentence of the article it begins."""
    sentences = [s for s in context.article.sentences if s.kind not in (layout.BYLINE, layout.META)]
    firsts = [i for i, s in enumerate(sentences) if s.first]
    begins = [i for i in firsts if not _LABELLED.match(sentences[i].shadow.text)]
    for first, following in zip(begins, [*begins[1:], len(sentences)], strict=True):
        yield first, sentences[first:following]


def _is_item(context: Context, item: re.Match[str], said: Sequence[Sentence]) -> bool:
    name, words = item["x"], "".join(s.shadow.text for s in said)
    if name.endswith("场景") or is_kind(name) or _TASK.match(name):
        return False
    strict = context.kind == "plan" or not item["mark"] or _CHARGED.search(words)
    asked = _SAID_ASKER if strict else _ASKED
    return asked.search(words, item.end("x")) is not None
