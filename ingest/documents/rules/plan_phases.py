"""Phases of a plan with their periods: 三、实施步骤 / (一)启动部署阶段(2025年6月至12月)。… (实施阶段).

They stand as items of a part that is headed as one of steps or times (实施步骤, 进度安排), as clauses of the plan of their
own (一、动员部署(2026年3月)), or one after the other in a sentence (2026年为起步阶段，…；2027年为攻坚阶段). What the items go
on to say is no part of their name. A single one is no row of phases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import Span
from ingest.documents.rules.plan_talk import told_of_policy
from ingest.readers.marks import SIGNS
from ingest.sieve import regex
from schema.ids import name_id

# 三、实施步骤; 四、进度安排; 工作步骤及时间安排.
PHASE_PART: Final = re.compile(
    r"(?:实施|工作|推进|方法|行动|活动|建设|创建|整治|具体|方案)?(?:步骤|进度|进程|时序|阶段)(?:和|与|及)?(?:安排|划分|任务|方法|时间|时限|计划|要求|步骤|时间安排)*|"
    r"(?:时间|步骤|阶段|实施|推进|工作时间)(?:安排|步骤|节点|进度|计划|表)(?:和|与|及)?(?:步骤|安排|进度|阶段)*"
)
_NUMBER: Final = "[一二三四五六]"
_ORDINAL: Final = rf"第{_NUMBER}(?:个)?(?:阶段|步)"
_MARK: Final = rf"(?:[(]?(?:[一二三四五六七八九]|\d)[)、.．]|[{SIGNS}●○•—\-]+|[①-⑥]|{_NUMBER}是)?"
_WHEN: Final = r"(?:\d{4}年|\d{1,2}月|[一二三四]季度|[上下]半年|年[初中底末])"
# (2025年6月至12月), where nothing but a time stands.
_TIME: Final = rf"[(](?:时间|即|自)?:?(?P<period>(?=[^()]{{0,30}}{_WHEN})[^()，。；;]{{2,30}})[)]"
_NAME: Final = r"(?P<name>[\u4e00-\u9fff]{2,14}?)"
# (一)启动部署阶段(…)。; 第一阶段:摸底征集(…); ——动员部署(2026年3月)。
_ITEM: Final = re.compile(
    rf"{_MARK}(?P<ordinal>{_ORDINAL})?(?P<early>{_TIME.replace('period', 'before')})?(?:[:、.，]|——|是|为)?(?!第)"
    rf"“?{_NAME}(?P<kind>阶段)?”?(?:{_TIME})?(?=[。:：；;，]|$)(?P<told>[:，](?:时间为|时间是|时间)?(?P<after>(?:从|自)?{_WHEN}[^()，。；;]{{0,24}}))?"
)
# 第一阶段为试点先行阶段; 2026年为起步阶段; 2026年3月底前为动员部署阶段.
_RUNNING: Final = regex(
    rf"(?:^|[，。；;:])(?:其中，)?(?:(?P<ordinal>{_ORDINAL})|(?P<period>(?:从|自)?{_WHEN}[^，。；;:]{{0,24}}?))[，]?(?:属于|为|是|系|称为|叫做?)“?(?P<name>[\u4e00-\u9fff]{{2,12}}?阶段)”?(?:{_TIME.replace('period', 'within')})?(?=[，。；;(]|$)"
)
_IN_PHASES: Final = re.compile(r"[二两三四五六2-6]个?(?:大|重点|工作|实施)?阶段")
# 一、动员部署(2026年3月): what phases that stand beside the tasks of a plan are called.
_CALLED: Final = re.compile(
    r"(?:宣传|动员|部署|发动|启动|筹备|准备|摸底|排查|调研|学习|自查|组织|实施|集中|攻坚|推进|全面|整改|整治|巩固|提升|深化|总结|评估|验收|推广|考核|试点|先行|示范|谋划|督导|落实|完善|培育|申报|评审)+(?:阶段)?"
)
_MOST: Final = 6


class _Phase(NamedTuple):
    sentence: Sentence
    span: Span
    period: str


def plan_phases(context: Context) -> None:
    """HAS_STEP in order from the plan to the phases in which it is carried out."""
    if context.policy is None:
        return
    listed = _items(context) if context.kind == "plan" else []
    rows = listed or [row for sentence in context.article.body if (row := _told(context, sentence))]
    for row in rows[:1]:
        _put(context, context.policy.id, row)


def _items(context: Context) -> list[list[_Phase]]:
    """Rows of items under the same heading, each of which opens with a phase."""
    rows: dict[tuple[str, ...], list[_Phase]] = {}
    for sentence in context.article.body:
        if not sentence.first:
            continue
        above = [h for h in sentence.headings if h.clause and h.sentence != sentence.number]
        own = sentence.kind == layout.CLAUSE
        parted = bool(above) and PHASE_PART.fullmatch(above[-1].name) is not None
        phase = _item(context, sentence, parted) if parted or own else None
        if phase is not None:
            rows.setdefault(tuple(h.name for h in above), []).append(phase)
    parts = {key: row for key, row in rows.items() if 2 <= len(row) <= _MOST}
    return [row for key, row in parts.items() if (key and PHASE_PART.fullmatch(key[-1])) or _called(row)]


def _item(context: Context, sentence: Sentence, parted: bool) -> _Phase | None:
    match = _ITEM.match(sentence.shadow.text)
    if match is None:
        return None
    period = match["period"] or match["before"] or match["after"] or ""
    shown = match["kind"] is not None or match["ordinal"] is not None or bool(period)
    if not shown or (not parted and not period):
        return None
    end = match.end("kind") if match["kind"] else match.end("name")
    return _Phase(sentence, (match.start("name"), end), period)


def _called(row: list[_Phase]) -> bool:
    """Whether items that stand among the tasks of a plan are all called as phases are."""
    return len(row) > 2 and all(_CALLED.fullmatch(one.sentence.shadow.text, *one.span) for one in row)


def _told(context: Context, sentence: Sentence) -> list[_Phase]:
    """Phases that a sentence tells one after the other, in the part of the plan on them or where so many are counted."""
    text = sentence.shadow.text
    found = list(_RUNNING.finditer(text))
    if not 2 <= len(found) <= _MOST:
        return []
    parted = any(PHASE_PART.fullmatch(h.name) for h in sentence.headings)
    counted = any(_IN_PHASES.search(s.shadow.text) for s in (sentence, *context.article.before(sentence, 1)))
    if not parted and not (counted and told_of_policy(context, sentence)):
        return []
    return [_Phase(sentence, match.span("name"), match["period"] or match["within"] or "") for match in found]


def _put(context: Context, policy: str, row: Iterable[_Phase]) -> None:
    made: list[tuple[Sentence, str]] = []
    for order, (sentence, span, period) in enumerate(row, start=1):
        if not context.free(sentence, *span):
            continue
        name = context.surface(sentence, *span)
        local_id = name_id("LifecyclePhase", name, policy)
        told = {"period": period.replace(":", "：")} if period else None
        context.node(sentence, "LifecyclePhase", local_id, name, "plan-phase", confidence="0.93", properties=told)
        context.mention(sentence, *span, "LifecyclePhase", local_id)
        context.parts[name] = "LifecyclePhase", local_id
        context.edge(
            sentence, "HAS_STEP", ("Policy", policy), ("LifecyclePhase", local_id), "plan-phase",
            confidence="0.93", properties={"order": order},
        )  # fmt: skip
        made.append((sentence, local_id))
    for (_, before), (sentence, after) in pairwise(made):
        context.edge(
            sentence, "PRECEDES", ("LifecyclePhase", before), ("LifecyclePhase", after), "plan-phase",
            confidence="0.9", stated=False,
        )  # fmt: skip
