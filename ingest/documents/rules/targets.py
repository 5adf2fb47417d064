"""Programmes, targets and actual figures (工程、目标、数据)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import counted_lists
from ingest.numbers import Quantity, find_dates, find_quantities
from schema.ids import name_id

_INITIATIVE = re.compile(
    r"“[^“”]{2,12}”(?:工程|专项行动|专项|行动计划|计划)|(?<=实施)[^，。；:“”]{2,14}(?:工程|专项行动)"
)
_TARGET_TIME = re.compile(
    r"(?P<within>[一二三四五六七八九十\d]{1,2}年内)|到(?P<by>\d{4})年(?:底|末|前)?|(?P<before>\d{4})年底前"
)
_TARGET_WORD = re.compile(r"力争|目标|累计|确保|新增|实现|谋划打造")
_PAST = re.compile(r"已|截至|目前|现有|拥有|去年|上年|达到了|完成了")
# Units that only count the parts of a list or name a span of time.
_NO_FIGURE: Final = frozenset(
    {"", "年", "月", "日", "大", "届", "期", "条", "点", "号", "楼", "岁", "次方", "天", "小时", "分钟"}
)
_JOIN = re.compile(r"^(?:为|有|的|了|在|是|对|将|并|已|共|约|全部|高达|突破|超过|达到|达|至|等|累计|力争|确保|新增)+")
_TRIM = "，。；:、“”‘’《》()的了达到至有为是 "
LONGEST_METRIC: Final = 24


def initiatives(context: Context) -> None:
    """A named programme of the policy: “十百千”工程."""
    policy = context.policy
    if policy is None:
        return
    for sentence in context.article.body:
        for match in _INITIATIVE.finditer(sentence.shadow.text):
            name = context.surface(sentence, *match.span())
            local_id = name_id("Initiative", name, policy.id)
            context.node(sentence, "Initiative", local_id, name, "initiative")
            context.mention(sentence, *match.span(), "Initiative", local_id)
            context.edge(sentence, "HAS_INITIATIVE", ("Policy", policy.id), ("Initiative", local_id), "initiative")
            if context.initiative is None:
                context.initiative = (local_id, sentence)


def _pieces(text: str, quantities: list[Quantity]) -> list[tuple[int, int]]:
    """The stretch of each quantity: from the mark before it to the mark before the next."""
    spans = []
    for i, quantity in enumerate(quantities):
        floor = quantities[i - 1].end if i else 0
        start = max(text.rfind(mark, floor, quantity.start) for mark in "，。；:、") + 1
        start = max(start, floor)
        if i + 1 < len(quantities):
            following = quantities[i + 1].start
            cut = max(text.rfind(mark, quantity.end, following) for mark in "，。；、")
            end = cut if cut > 0 else following
        else:
            found = [place for mark in "，。；" if (place := text.find(mark, quantity.end)) >= 0]
            end = min(found, default=len(text))
        # A list inside the last part (具有A、B的C) belongs to it, a later clause does not.
        comma = text.find("，", quantity.end, end)
        spans.append((start, comma if comma >= 0 else end))
    return spans


def metric_of(text: str, span: tuple[int, int], quantity: Quantity) -> str:
    """What a quantity measures: the noun behind it, without the description before its last 的, else the words before."""
    after = text[quantity.end : span[1]].strip(_TRIM)
    before = _JOIN.sub("", text[span[0] : quantity.start].strip(_TRIM)).strip(_TRIM)
    noun = after.rsplit("的", 1)[-1].strip(_TRIM)
    if len(noun) >= 2 and not quantity.unit.endswith(("%", "元", "米", "亩")):
        return noun[:LONGEST_METRIC]
    return (before or noun)[-LONGEST_METRIC:]


def put_indicator(
    context: Context, sentence: Sentence, quantity: Quantity, metric: str, kind: str, subject: tuple[str, str] | None,
    time: str | None, rule: str, confidence: str,
) -> str:  # fmt: skip
    """One value as an Indicator, measuring its subject where that is clear."""
    scope = f"{subject[1] if subject else context.document_id}|{kind}|{time or ''}"
    local_id = name_id("Indicator", metric, scope)
    context.node(
        sentence, "Indicator", local_id, metric, rule, confidence=confidence,
        properties={
            "metric": metric, "value": quantity.value, "value_to": quantity.value_to, "unit": quantity.unit,
            "comparator": quantity.comparator, "kind": kind, "time": time, "raw": quantity.raw,
        },
    )  # fmt: skip
    context.mention(sentence, quantity.start, quantity.end, "Indicator", local_id, "nominal")
    context.measured.add((sentence.number, quantity.start))
    if subject is not None:
        context.edge(sentence, "MEASURES", ("Indicator", local_id), subject, rule, confidence=confidence)
    return local_id


def _figures(text: str) -> list[Quantity]:
    return [q for q in find_quantities(text) if q.unit not in _NO_FIGURE and q.value is not None]


def _time(context: Context, text: str) -> str | None:
    match = _TARGET_TIME.search(text)
    if match is None:
        return None
    return match["by"] or match["before"] or match["within"]


def targets(context: Context) -> None:
    """Targets of the policy and of its programme: values to be reached, with comparator and time."""
    policy = context.policy
    if policy is None:
        return
    for sentence in context.article.body:
        text = sentence.shadow.text
        time = _time(context, text)
        near = context.initiative is not None and sentence.paragraph == context.initiative[1].paragraph
        if _PAST.search(text) or not ((time and (near or _TARGET_WORD.search(text) or context.kind == "plan")) or near):
            continue
        figures = _figures(text)
        for order, (quantity, span) in enumerate(zip(figures, _pieces(text, figures), strict=True), start=1):
            metric = metric_of(text, span, quantity)
            if len(metric) < 2:
                continue
            heads = [("Policy", policy.id)]
            if near and context.initiative is not None:
                heads.append(("Initiative", context.initiative[0]))
            local_id = put_indicator(context, sentence, quantity, metric, "target", heads[-1], time, "target", "0.92")
            for head in heads:
                context.edge(
                    sentence, "HAS_TARGET", head, ("Indicator", local_id), "target", confidence="0.92",
                    properties={"order": order},
                )  # fmt: skip


def figures(context: Context) -> None:
    """Actual figures: values the text states of a park, a zone or the city; the subject only where it is clear."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        found = _figures(text)
        closings = [(one.items[-1][1], one.end) for one in counted_lists(text)]
        for quantity, span in zip(found, _pieces(text, found), strict=True):
            if (sentence.number, quantity.start) in context.measured or _planned(text, span):
                continue
            # A count that closes a list counts its items; a numeral in characters (一批, 三部) is seldom a figure.
            if not quantity.digits or any(s <= quantity.start < e for s, e in closings):
                continue
            metric = metric_of(text, span, quantity)
            if len(metric) < 2 or not re.search(r"[\u4e00-\u9fff]", metric):
                continue
            times = find_dates(text)
            put_indicator(
                context, sentence, quantity, metric, _figure_kind(context, quantity),
                _subject(context, sentence, quantity), times[0].iso if times else None, "figure", "0.7",
            )  # fmt: skip


def _figure_kind(context: Context, quantity: Quantity) -> str:
    """What a plan says of itself is planned; elsewhere shares and amounts are actual, the rest counts."""
    if context.kind == "plan":
        return "planned"
    return "actual" if quantity.unit in ("%", "元") else "count"


def _planned(text: str, span: tuple[int, int]) -> bool:
    return re.search(r"将|计划|拟|力争|目标|不低于|不少于", text[span[0] : span[1]]) is not None or bool(
        _TARGET_TIME.search(text)
    )


def _subject(context: Context, sentence: Sentence, quantity: Quantity) -> tuple[str, str] | None:
    park = context.parks[0] if len(context.parks) == 1 else None
    if park is not None and any(form in sentence.shadow.text for form in (*park.forms, "产业园", "园区")):
        return "Park", park.id
    zones = [hit for hit in context.names.get(sentence.number, ()) if hit.label == "Zone" and hit.end <= quantity.start]
    if zones:
        return "Zone", zones[-1].id
    city = context.packs.zones[context.packs.home]
    if city.name in sentence.shadow.text or (city.short_name and city.short_name in sentence.shadow.text):
        return "Zone", city.id
    return None
