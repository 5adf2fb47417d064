"""Who carries out what: responsible units of tasks, who implements a programme, who leads a plan (责任单位)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.subjects import topic
from ingest.sieve import matches, regex
from schema.ids import name_id

_UNITS = regex(
    r"(?:责任单位|牵头单位|牵头部门|责任部门|主管部门|配合单位|负责单位|实施单位)\s*(?:(?P<said>是|为|有)(?P<named>[^()。，；;]{2,200})|[:：]?(?P<list>[^()。]{2,200}))"
)
_BRACKET_LEAD = regex(
    r"\((?P<list>[^()。:]{2,120}?)(?:牵头|负责|分别负责|按职责分工负责|按照职责分工负责|等部门负责)[^()]{0,30}\)"
)
_SUBLIST = regex(r"(?:配合单位|配合部门|责任单位)[:：]")
_HANDLES: Final = r"(?:牵头|负责|主抓|抓总|主责|挂帅|领衔|组织实施|推进|统筹|主持)"
# 由甲牵头, 由甲会同乙推进, 甲牵头: nothing but more verbs stands behind, so that it is said of what was named before.
_IN_WORDS = regex(
    rf"(?:(?P<by>交?由)|(?<=[，。；;:]))(?P<who>[^，。；;:()“”由]{{2,60}}?)(?:主要|共同|分别|具体|统一|联合|按职责|总)*{_HANDLES}"
    r"(?:牵头|负责|组织|实施|推进|落实|制定|编制|起草|开展|推动|建设|统筹|协调|管理|主抓|抓总|完成|办理|抓落实|抓好|审定|审核|评审|认定|验收|兑现|发放|拨付|受理)*(?=[，。；;)]|$)"
)
_HELPS: Final = re.compile("配合|协助|参与|支持")
_SAID_OF: Final = ("Mechanism", "Policy", "Scenario", "Platform", "Initiative", "Project", "Company", "Park")
_LED: Final = ("Mechanism", "Policy", "Scenario")
# 由甲组织实施, 甲、乙率先实施.
_CARRIES: Final = regex(r"(?:组织|负责|率先|具体|牵头|共同|全面)+实施(?!(?:方案|细则|意见|办法|主体|单位))")
_THE_PROGRAMME: Final = re.compile("(?:该|这项|这一)?工程(?=由|将)")
_THE_PROGRAMME_BEHIND: Final = re.compile("(?:该|这项|这一|上述)(?:专项)?工程(?=[，。；;]|$)")
_ISSUED: Final = regex(
    r"由(?P<who>[^，。；;:()“”由]{2,40}?)(?:联合|共同|正式|日前|近日)*(?:印发|发布|出台|公布)(?:实施|施行|执行)?(?=[，。；;]|$)"
)
_WORK: Final = re.compile("(?:其)?(?:具体|日常|有关|相关)?工作(?:则|将)?")
# 该行动由甲局牵头; 甲局牵头这一行动.
_POINTED: Final = r"(?:该|这一|这项|此项|此|该项|本|上述)(?:项|个|大)?(?:专项)?(?:行动|任务|工作)"
# 上述奖励由甲局牵头审定.
_GRANTED: Final = r"(?:该|本|上述|以上|前述|前款|此)(?:条|款|项|类)?(?:所列|规定的?)?(?:奖励|奖补|补贴|补助|资助|贴息|扶持|支持|资金|政策|事项|条款)?(?:资金|政策|事项)?"
_OF_AREA: Final = re.compile(rf"(?:其中)?，?(?:{_POINTED}|{_GRANTED})(?:则|将|的实施)?")
# 本措施由甲局牵头组织实施.
_OF_PLAN: Final = re.compile(
    r"(?:第[一二三四五六七八九十]+条 ?)?本(?:行动|实施|工作)?(?:措施|方案|计划|办法|意见|政策|规划|细则|规定)(?:则|将)?(?:具体)?"
)
_HANDLES_IT: Final = regex(
    rf"(?P<who>[^，。；;:()“”由]{{3,30}}?)(?:主要|共同|具体|统一|联合|总|将|来)*{_HANDLES}(?:实施|组织|推进)?{_POINTED}(?=[，。；;、]|$)"
)
_NEXT_TO: Final = re.compile(r"[”》]?(?:等)?(?:，)?(?:则|将|也|均|都|现|已)*")
_NO_UNIT: Final = re.compile(r"^(?:各|相关|有关|其他|全市|等)|(?:各区市|区\(市\)|相关部门|有关部门|功能区管委)$")
_OFFICE_END: Final = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|政府|管委|管委会|院|中心|集团|公司|行|部|署|会|站|处|大学|税务局|海关)$"
)


def duties(context: Context) -> None:
    """Responsible units behind a task, who leads what a clause names, and who carries out a programme."""
    area: str | None = None
    programme: Thing | None = None
    paragraph = -1
    for sentence in context.article.sentences:
        if context.areas.get(sentence.number):
            paragraph, programme = sentence.paragraph, None
        elif (headed := _programme_heading(context, sentence)) is not None:
            area, programme = None, headed
        if sentence.kind != layout.BYLINE:
            if area is not None or context.areas.get(sentence.number):
                _responsible(context, sentence, area)
            elif programme is not None:
                _carrying(context, sentence, programme)
            _led_in_words(context, sentence, area if paragraph == sentence.paragraph else None)
            _pointed(context, sentence, area if paragraph == sentence.paragraph else None)
            _implements(context, sentence)
            _issued(context, sentence)
        area = context.area_at(sentence, len(sentence.shadow.text)) or area


_CLAUSE_MARK: Final = re.compile(
    r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、])?[“]?"
)


def _programme_heading(context: Context, sentence: Sentence) -> Thing | None:
    """The programme whose name is all that a heading says: (三)“甲”工程."""
    text = sentence.shadow.text
    for thing in context.things_of(sentence, "Initiative"):
        if _CLAUSE_MARK.fullmatch(text, 0, thing.start) and text[thing.end :].strip("”。") == "":
            return thing
    return None


def _carrying(context: Context, sentence: Sentence, programme: Thing) -> None:
    """责任单位:甲局、乙局 below the heading of a programme: they carry it out."""
    for match in matches(sentence.shadow.text, _UNITS, _BRACKET_LEAD):
        start, end = match.span("named" if match.groupdict().get("named") else "list")
        for body in context.things_of(sentence, "Organization"):
            if start <= body.start and body.end <= end:
                context.relate(sentence, "IMPLEMENTS", body, programme, "implements", "0.82")


def _responsible(context: Context, sentence: Sentence, before: str | None) -> None:
    """责任单位:甲、乙: of the task that the words stand behind."""
    text = sentence.shadow.text
    for match in matches(text, _UNITS, _BRACKET_LEAD):
        area = context.area_at(sentence, match.start()) or before
        if area is None:
            continue
        # A running sentence goes on behind the units, a bracket or a line of its own does not.
        said = "said" in match.re.groupindex and match["said"] is not None
        start, end = match.span("named" if said else "list")
        cut = None if said else _SUBLIST.search(text, start, end)
        end = cut.start() if cut else end
        at = start
        for part in re.split(r"(?<=[、，；;,])", text[start:end]):
            name_start, name_end = at, at + len(part.rstrip("、，；;,）) "))
            at += len(part)
            for body in _offices(context, sentence, name_start, name_end):
                context.edge(
                    sentence, "ASSIGNED_TO", ("ActionArea", area), ("Organization", body), "responsible-unit",
                    confidence="0.9",
                )  # fmt: skip


def _led_in_words(context: Context, sentence: Sentence, before: str | None) -> None:
    """由甲牵头, 由甲会同乙推进: of what stands right before, else of the task that the clause tells of."""
    text = sentence.shadow.text
    for match in _IN_WORDS.finditer(text):
        start, end = match.span("who")
        helps = _HELPS.search(text, start, end)
        bodies = [
            t
            for t in context.things_of(sentence, "Organization")
            if start <= t.start and t.end <= (helps.start() if helps else end)
        ]
        if not bodies or bodies[0].start != start:
            continue
        # 甲行动、乙行动由丙局负责: each of the row.
        programme = _programme_before(context, sentence, match)
        if programme is not None:
            for body in (t for t in context.things_of(sentence, "Organization") if start <= t.start and t.end <= end):
                # 甲局牵头、乙局配合推进: who only helps does not.
                if not _HELPS.search(text, start, body.start) and not _HELPS.match(text, body.end):
                    context.relate(sentence, "IMPLEMENTS", body, programme, "implements", "0.8")
            continue
        actions = {area for areas in context.areas.values() for _, area in areas}
        row = ending_at(context, sentence, match.start(), ("ActionArea",)) if text[match.start() - 1] != "，" else []
        row = row if all(t.id in actions for t in row) else []
        one = _led(context, sentence, match, before) if not row else None
        heads = [(t.label, t.id) for t in row] or ([one] if one is not None else [])
        for head, body in each_its_own(heads, bodies, match[0]):
            # A task is somebody's duty; it is mechanisms, scenarios and policies that are led.
            duty = "ASSIGNED_TO" if head[0] == "ActionArea" else "LED_BY"
            context.edge(sentence, duty, head, ("Organization", body.id), "led-in-words", confidence="0.85")


def _programme_before(context: Context, sentence: Sentence, match: re.Match[str]) -> Thing | None:
    """The programme right before the words: 实施“甲”工程，由乙局会同丙局推进."""
    if match["by"] is None:
        return None
    named = [t for t in context.things_of(sentence, "Initiative") if t.end <= match.start()]
    near = bool(named) and _NEXT_TO.fullmatch(sentence.shadow.text, named[-1].end, match.start()) is not None
    return named[-1] if near else None


def each_its_own(
    heads: Sequence[tuple[str, str]], bodies: Sequence[Thing], words: str
) -> list[tuple[tuple[str, str], Thing]]:
    """Who leads which of several: 分别 gives each its own where there are as many, else all lead each."""
    if "分别" in words and len(heads) > 1:
        return list(zip(heads, bodies, strict=True)) if len(heads) == len(bodies) else []
    return [(head, body) for head in heads for body in bodies]


def _led(context: Context, sentence: Sentence, match: re.Match[str], before: str | None) -> tuple[str, str] | None:
    """What is led: the thing right before the words, else the task; none where another thing of the clause may be meant."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", match.start())
    named = [t for t in context.things_of(sentence, *_SAID_OF) if low <= t.start and t.end <= match.start()]
    if named and _NEXT_TO.fullmatch(text[named[-1].end : match.start()]):
        return (named[-1].label, named[-1].id) if named[-1].label in _LED and match["by"] else None
    if context.policy is not None and match["by"] and _OF_PLAN.fullmatch(text[low : match.start()]):
        return "Policy", context.policy.id
    opened = max((start for start, _ in context.areas.get(sentence.number, ()) if start <= match.start()), default=-1)
    comma = max(low, text.rfind("，", low, match.start()) + 1)
    own = any(comma <= t.start < match.start() for t in context.things_of(sentence, "ActionArea"))
    if comma < match.start() and not own and not (_OF_AREA.fullmatch(text[comma : match.start()]) and not named):
        # 具体工作由甲牵头: of the mechanism told of before.
        earlier = context.article.before(sentence, 1) if _WORK.fullmatch(text[comma : match.start()]) else []
        told = [t for s in earlier if s.paragraph == sentence.paragraph for t in context.things_of(s, "Mechanism")]
        return ("Mechanism", told[0].id) if told else None
    area = context.area_at(sentence, match.start()) or (None if named else before)
    if area is None and match["by"]:
        return ("Policy", named[0].id) if named and {t.label for t in named} == {"Policy"} else None
    if area is None or (named and named[-1].start > opened and named[-1].label in _LED):
        return None
    return "ActionArea", area


def _pointed(context: Context, sentence: Sentence, before: str | None) -> None:
    """甲局牵头这一行动: of the action that the sentence or its paragraph told of."""
    for match in _HANDLES_IT.finditer(sentence.shadow.text):
        area = context.area_at(sentence, match.start()) or before
        if area is None:
            continue
        start, end = match.span("who")
        for body in context.things_of(sentence, "Organization"):
            if start <= body.start and body.end <= end and not _HELPS.search(sentence.shadow.text, start, body.start):
                context.edge(
                    sentence, "ASSIGNED_TO", ("ActionArea", area), ("Organization", body.id), "led-in-words",
                    confidence="0.85",
                )  # fmt: skip


def _offices(context: Context, sentence: Sentence, start: int, end: int) -> list[str]:
    """The offices that stand in `[start, end)`: 甲局和乙局 are two where both are named."""
    inside = [t for t in context.things_of(sentence, "Organization") if start <= t.start and t.end <= end]
    if len(inside) > 1:
        gaps = [sentence.shadow.text[a.end : b.start] for a, b in pairwise(inside)]
        if all(gap in ("和", "与", "及", "以及", "会同") for gap in gaps):
            return [t.id for t in inside]
    one = _office(context, sentence, start, end)
    return [] if one is None else [one]


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
    """青岛将实施“X”工程; “X”工程由甲组织实施, 乙、丙率先实施; 丁率先实施《方案》."""
    text = sentence.shadow.text
    for thing in context.things_of(sentence, "Initiative"):
        verb = re.search(r"(?:将|正|已|正在|全面|深入|启动|组织)*实施(?:了)?[^，。；;]{0,10}[“]?$", text[: thing.start])
        if verb is None:
            continue
        # 依托甲区、乙区实施“X”工程.
        near = ending_at(context, sentence, verb.start(), ("Zone",))
        if near and text[: near[0].start].endswith(("依托", "以", "由", "在")):
            for zone in near:
                context.relate(sentence, "IMPLEMENTS", zone, thing, "implements", "0.82")
            continue
        about = topic(context, sentence, ("Zone", "Organization"), verb.start())
        head = about.thing if about is not None and about.hops == 0 else None
        if head is not None:
            context.edge(
                sentence, "IMPLEMENTS", (head.label, head.id), ("Initiative", thing.id), "implements", confidence="0.85"
            )
    for match in _CARRIES.finditer(text):
        what = _carried(context, sentence, match)
        for head in ending_at(context, sentence, match.start(), ("Zone", "Organization")) if what is not None else ():
            context.relate(sentence, "IMPLEMENTS", head, what or head, "implements", "0.82")


def _carried(context: Context, sentence: Sentence, match: re.Match[str]) -> Thing | None:
    """What is carried out: the plan right behind the verb, else the programme named before in the sentence or as 工程."""
    text = sentence.shadow.text
    behind = [t for t in context.things_of(sentence, "Policy") if 0 <= t.start - match.end() <= 1]
    if behind:
        return behind[0]
    # 甲区、乙区将率先实施该工程.
    pointed = _THE_PROGRAMME_BEHIND.match(text, match.end())
    if pointed is not None and context.initiative is not None:
        local_id, told = context.initiative
        near = told.number <= sentence.number <= told.number + 2
        return Thing(pointed.start(), pointed.end(), "Initiative", local_id) if near else None
    if text[match.end() : match.end() + 1] not in ("", "，", "。", "；", ";"):
        return None
    low = after_mark(text, "。；;", match.start())
    named = [t for t in context.things_of(sentence, *_SAID_OF, "ActionArea") if low <= t.start < match.start()]
    if named:
        return named[-1] if named[-1].label == "Initiative" else None
    if _THE_PROGRAMME.match(text, low) and context.initiative is not None:
        local_id, told = context.initiative
        if told.number <= sentence.number <= told.number + 2:
            return Thing(low, low, "Initiative", local_id)
    return None


def _issued(context: Context, sentence: Sentence) -> None:
    """《甲》由乙、丙联合印发, also where more is said in between."""
    text = sentence.shadow.text
    for match in _ISSUED.finditer(text):
        low = after_mark(text, "。；;", match.start())
        named = [t for t in context.things_of(sentence, *_SAID_OF) if low <= t.start and t.end <= match.start()]
        if not named or {t.label for t in named} != {"Policy"} or len({t.id for t in named}) > 1:
            continue
        # 由甲局会同乙局印发: those joined from the first on, and those joined to the last.
        named_first = starting_at(context, sentence, match.start("who"), ("Organization",))
        bodies = dict.fromkeys((*named_first, *ending_at(context, sentence, match.end("who"), ("Organization",))))
        for body in bodies:
            if match.start("who") <= body.start and body.end <= match.end("who"):
                context.relate(sentence, "ISSUED_BY", named[0], body, "policy-issued-by", "0.88")
