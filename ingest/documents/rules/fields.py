"""Fields opened for scenarios, and industries that a text says are there (领域、产业)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import split_items
from ingest.documents.rules.frames import clause_of, subject_of
from ingest.sieve import regex
from schema.ids import name_id

_OPENED = regex(
    r"(?P<verb>(?:已|率先|累计|陆续|全面|先后|将|进一步)*开放(?:了|出)?)(?P<list>[^，。；;“”]{2,60}?)等?(?:\d+|[一二两三四五六七八九十]+)?(?:大|个|类)?(?:重点)?(?:领域|行业)(?:的)?(?:应用)?场景"
)
_OPENED_BEFORE = regex(
    r"(?:面向|聚焦|围绕|在|针对|覆盖|涉及|涵盖|包括)(?P<list>[^，。；;“”]{2,60}?)等?(?:\d+|[一二两三四五六七八九十]+)?(?:大|个|类)?(?:重点)?(?:领域|行业|方面)(?P<rest>[^。；;]{0,14}?)(?:开放|释放|征集)[^，。；;]{0,10}?场景"
)
_COVERED = regex(
    r"场景(?:机会|能力|需求|供给)?清单[^。；;]{0,40}?(?:覆盖|涉及|涵盖|包括)(?P<list>[^，。；;“”]{2,80}?)等?(?:\d+|[一二两三四五六七八九十]+)?(?:大|个|类)?(?:重点)?(?:领域|行业|方面)"
)
_THERE: Final = re.compile(
    r"^[^，。；;]{0,16}?(?:产业|产业链|产业集群|集群|体系)?(?:等)?[^，。；;]{0,8}?(?:产业|产业链|集群|体系|领域)?[^，。；;]{0,8}?"
    r"(?:汇聚|集聚|聚集|基础(?:良好|雄厚|扎实|坚实)|优势明显|优势突出|加快建设|加速崛起|快速发展|发展迅速|蓬勃发展|蓄势|规模|产值|营收|增加值|产量|保持[^，。；;]{0,6}增长|国内领先|全国领先|全省领先|全市领先|领先|领跑|位居|形成集群|成势|壮大|起势|各成气候|成气候|成形|成势见效|已形成|已成为)"
)
_HAS: Final = re.compile(
    r"(?:拥有|汇聚(?:了)?|集聚(?:了)?|聚集(?:了)?|形成(?:了)?|培育(?:了|形成)?|构建(?:了)?|建成(?:了)?|壮大(?:了)?)[^，。；;]{0,20}$"
)


def fields(context: Context) -> None:
    """Fields opened for scenarios, and industries that a text says are there."""
    zone: Thing | None = None
    for sentence in context.article.body:
        zones = context.things_of(sentence, "Zone")
        zone = (
            subject_of(context, sentence, len(sentence.shadow.text), ("Zone",)) or zone or (zones[0] if zones else None)
        )
        _opened(context, sentence, zone)
        _there(context, sentence, zone)


def _opened(context: Context, sentence: Sentence, zone: Thing | None) -> None:
    text = sentence.shadow.text
    for match in (*_OPENED.finditer(text), *_OPENED_BEFORE.finditer(text), *_COVERED.finditer(text)):
        head: Thing | None = subject_of(context, sentence, match.start(), ("Zone",)) or zone
        if context.kind == "plan" and context.policy is not None:
            head = Thing(0, 0, "Policy", context.policy.id)
        start, end = match.span("list")
        for s, e in split_items(text, start, end):
            cut = (
                [m.span() for m in re.finditer(r"[^和与及]+", text[s:e])]
                if e == end and re.search(r"..[和与及]..", text[s:e])
                else [(0, e - s)]
            )
            for a, b in cut:
                if 2 <= b - a <= 10:
                    _put_field(context, sentence, s + a, s + b, None if match.re is _COVERED.re else head)


def _put_field(context: Context, sentence: Sentence, start: int, end: int, head: Thing | None) -> None:
    if not context.free(sentence, start, end):
        return
    name = context.surface(sentence, start, end)
    local_id = name_id("ScenarioField", name, context.scope)
    context.node(sentence, "ScenarioField", local_id, name, "field-opened", confidence="0.82")
    context.mention(sentence, start, end, "ScenarioField", local_id)
    if head is None:
        return
    context.edge(
        sentence, "OPENS", (head.label, head.id), ("ScenarioField", local_id), "field-opened", confidence="0.8"
    )


def _there(context: Context, sentence: Sentence, zone: Thing | None) -> None:
    """A zone has an industry where a text says that it gathers, grows, leads; plans say nothing of that."""
    text = sentence.shadow.text
    if context.kind == "plan" or zone is None:
        return
    for thing in context.things_of(sentence, "Industry", "IndustrySystem"):
        # 以甲为引领的“10+1”体系: what leads a system is told of the system.
        if re.match(r"[^，。；;]{0,8}等?为(?:引领|代表|重点|主导|核心|支撑)", text[thing.end :]):
            continue
        start, _ = clause_of(text, thing.start)
        before = text[start : thing.start]
        comma = before.rsplit("，", 1)[-1]
        if re.search(r"将|要|拟|计划|力争|聚焦|围绕|瞄准|布局|推动|促进|加快培育|做大|做强", comma):
            continue
        if not (_THERE.match(text[thing.end :]) or _HAS.search(before)):
            continue
        head = subject_of(context, sentence, thing.start, ("Zone",)) or zone
        context.edge(
            sentence, "HAS_INDUSTRY", ("Zone", head.id), (thing.label, thing.id), "industry-there", confidence="0.75"
        )
