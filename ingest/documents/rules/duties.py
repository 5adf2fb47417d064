"""Who carries out what: responsible units of tasks, who implements a programme, who leads a plan (责任单位)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.rules.subjects import topic
from ingest.sieve import matches, regex
from schema.ids import name_id

_UNITS = regex(
    r"(?:责任单位|牵头单位|牵头部门|责任部门|主管部门|配合单位|负责单位|实施单位)\s*[:：]?(?P<list>[^()。]{2,200})"
)
_BRACKET_LEAD = regex(
    r"\((?P<list>[^()。:]{2,120}?)(?:牵头|负责|分别负责|按职责分工负责|按照职责分工负责|等部门负责)[^()]{0,30}\)"
)
_SUBLIST = regex(r"(?:配合单位|配合部门|责任单位)[:：]")
_NO_UNIT: Final = re.compile(r"^(?:各|相关|有关|其他|全市|等)|(?:各区市|区\(市\)|相关部门|有关部门|功能区管委)$")
_OFFICE_END: Final = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|政府|管委|管委会|院|中心|集团|公司|行|部|署|会|站|处|大学|税务局|海关)$"
)


def duties(context: Context) -> None:
    """Responsible units in brackets behind a task, and zones or bodies that carry out a programme."""
    area: str | None = None
    for sentence in context.article.sentences:
        area = context.area_at(sentence, len(sentence.shadow.text)) or area
        if sentence.kind == layout.BYLINE:
            continue
        if area is not None:
            _responsible(context, sentence, area)
        _implements(context, sentence)


def _responsible(context: Context, sentence: Sentence, area: str) -> None:
    text = sentence.shadow.text
    for match in matches(text, _UNITS, _BRACKET_LEAD):
        start, end = match.span("list")
        cut = _SUBLIST.search(text, start, end)
        end = cut.start() if cut else end
        at = start
        for part in re.split(r"(?<=[、，；;,])", text[start:end]):
            name_start, name_end = at, at + len(part.rstrip("、，；;,）) "))
            at += len(part)
            body = _office(context, sentence, name_start, name_end)
            if body is not None:
                context.edge(
                    sentence, "LED_BY", ("ActionArea", area), ("Organization", body), "responsible-unit",
                    confidence="0.9",
                )  # fmt: skip


def _office(context: Context, sentence: Sentence, start: int, end: int) -> str | None:
    """The office that stands at `[start, end)`: one already named there, else a new one that ends like one."""
    text = sentence.shadow.text
    while start < end and text[start] in " 和与及:：":
        start += 1
    name = text[start:end]
    known = next(
        (
            t
            for t in context.things_of(sentence, "Organization")
            if start <= t.start and t.end <= end and t.end - t.start >= len(name) - 2
        ),
        None,
    )
    if known is not None:
        return known.id
    if len(name) < 3 or _NO_UNIT.search(name) or not _OFFICE_END.search(name) or not context.free(sentence, start, end):
        return None
    shown = context.surface(sentence, start, end)
    local_id = name_id("Organization", shown, context.scope)
    context.node(
        sentence, "Organization", local_id, shown, "responsible-unit", confidence="0.85", properties={"kind": "office"}
    )
    context.mention(sentence, start, end, "Organization", local_id)
    return local_id


def _implements(context: Context, sentence: Sentence) -> None:
    """青岛将实施“X”工程."""
    text = sentence.shadow.text
    for thing in context.things_of(sentence, "Initiative"):
        verb = re.search(r"(?:将|正|已|正在|全面|深入|启动|组织)*实施(?:了)?[^，。；;]{0,10}[“]?$", text[: thing.start])
        if verb is None:
            continue
        about = topic(context, sentence, ("Zone", "Organization"), verb.start())
        head = about.thing if about is not None and about.hops == 0 else None
        if head is not None:
            context.edge(
                sentence, "IMPLEMENTS", (head.label, head.id), ("Initiative", thing.id), "implements", confidence="0.85"
            )
