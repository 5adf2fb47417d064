"""The clauses of a plan as a tree of tasks (方案条款树)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.documents import layout
from ingest.documents.articles import Heading, Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import counted_lists
from ingest.documents.rules.plan_phases import PHASE_PART
from ingest.documents.rules.task_parts import (
    NO_TASK,
    RUN_IN,
    Action,
    is_aspect_list,
    order_of,
    put_action,
    put_aspects,
    read_list,
)
from schema.ids import name_id

# Headings that only gather tasks.
_WRAPPER = re.compile(
    r"^(?:重点|主要|工作|具体|核心)?(?:任务|工作|措施|举措|内容|行动)(?:和.{2,4})?$|^(?:主攻|发展|重点|产业|支持|示范|场景|布局|攻坚)(?:方向|领域|重点)$|^(?:专项|重点|重大|示范)工程$|^任务分工$|^政策措施$|^支持政策$|^若干措施$"
)
_CARRIES_OUT = re.compile(
    r"(?:深入|全面|大力|组织|持续)?(?:推进)?(?:实施|开展|启动)(?=(?:“[^“”]+”[^“”，]{0,8}(?:行动|计划)|[^“”，]{4,}(?:行动|工程|计划))$)"
)
# 首批标志性场景, “甲”场景, “乙”工程: scenarios and programmes, which are no tasks though they stand under numbers.
_NAMED_OTHERWISE = re.compile(
    r"^(?:[^，。“”、]{0,8}(?:首批|第[一二三四五六七八九十]批|标志性|典型|示范|重点|标杆)[^，。“”、开打建培推]{0,6}场景(?:清单|名单|项目|一览)?|“[^“”]{2,20}”(?:[^“”，。、]{0,4}场景|工程))$"
)
_LEVELS = ("task_group", "action", "aspect")
_LAW_LEVELS = (11, 12, 13, 19)
_ARTICLE_LEVEL = 13
# 第二条 优化布局。支持…: articles of measures have titles that are tasks; those of laws are duties of others.
_MEASURES = re.compile(r"(?:措施|政策|举措|意见|要点|方案|计划)(?:\([^()]*\))?$")
_SHORTEST, _LONGEST, _LONGEST_INNER = 4, 30, 22
_RUN_IN_CLAUSE = re.compile(
    r"(?:(?P<mark>[一二三四五六七八九十]{1,3})是)?(?P<name>[^，。；;:、“”]{2,30}?(?:行动|工程|计划))(?=[，,:。；;])"
)


@dataclass
class _Clause:
    """A clause of a plan that is a task: its heading, level, id, label of its depth, sub-clauses so far."""

    heading: str
    level: int
    id: str
    depth: int
    action: Action
    parts: int = 0
    current: tuple[int, str] | None = None


def plan_tree(context: Context, policy_id: str) -> None:
    """The clauses of a plan as a tree: what stands under 重点任务 hangs on the policy, 总体要求 is no task."""
    stack: list[_Clause] = []
    top = 0
    sentences = context.article.sentences
    last = {s.paragraph: s.number for s in sentences}
    following = {one.number: after for one, after in pairwise(sentences)}
    for sentence in context.article.sentences:
        chain = [h for h in sentence.headings if h.clause]
        while stack and not any(h.level == stack[-1].level and h.name == stack[-1].heading for h in chain):
            _close(context, stack.pop())
        alone = last[sentence.paragraph] == sentence.number and not _has_parts(chain, following.get(sentence.number))
        span = _clause_span(context, sentence, chain, alone)
        if span is not None:
            parent = stack[-1] if stack else None
            order = parent.parts + 1 if parent else top + 1
            made = _put_clause(context, policy_id, parent, sentence, span, chain[-1], order)
            if parent:
                parent.parts += 1
            else:
                top += 1
            stack.append(made)
        if not stack:
            continue
        current = stack[-1].current
        # What follows a run-in action in its paragraph is said of it.
        inner = current[1] if current and current[0] == sentence.paragraph else stack[-1].id
        context.areas.setdefault(sentence.number, []).insert(0, (0, inner))
        _read_inner(context, stack, sentence, span[1] if span else sentence.mark)
    while stack:
        _close(context, stack.pop())


def _has_parts(chain: list[Heading], after: Sentence | None) -> bool:
    """Whether the next sentence opens a clause below this one."""
    below = [h for h in after.headings if h.clause] if after is not None and after.kind == layout.CLAUSE else []
    return bool(chain) and len(below) > len(chain) and below[len(chain) - 1] == chain[-1]


def _clause_span(context: Context, sentence: Sentence, chain: list[Heading], alone: bool) -> tuple[int, int] | None:
    """Shadow span of the name of the task that a clause head opens."""
    if not chain or sentence.kind != layout.CLAUSE or not sentence.first:
        return None
    # 一、动员部署(2026年3月): a phase in which the tasks are done.
    if context.things_of(sentence, "LifecyclePhase"):
        return None
    if chain[-1].level in _LAW_LEVELS and not (chain[-1].level == _ARTICLE_LEVEL and _of_measures(context)):
        return None
    name = chain[-1].name
    inner = chain[-1].level >= 16
    if not _SHORTEST <= len(name) <= (_LONGEST_INNER if inner else _LONGEST) or len(chain) > len(_LEVELS) + 1:
        return None
    if (
        any(NO_TASK.search(h.name) or PHASE_PART.fullmatch(h.name) or not h.name for h in chain)
        or _WRAPPER.match(name)
        or _NAMED_OTHERWISE.match(name)
    ):
        return None
    text = sentence.shadow.text
    start = sentence.mark
    while start < len(text) and text[start] in " .、．":
        start += 1
    shown = re.sub(r"\s", "", name)
    end = start + len(shown)
    # A sentence that is numbered is no heading: 1.支持企业建设平台。
    if alone and text.rstrip().endswith(("。", "；;", ";")) and end >= len(text.rstrip()) - 1:
        return None
    if context.surface(sentence, start, end).replace(" ", "") != shown:
        return None
    # 实施“甲乙”行动 carries out an action of that name; 优化布局 is a task in whole, as 实施“百园千企”工程 is
    # beside the programme of that name.
    done = _CARRIES_OUT.match(text, start, end)
    return (done.end() if done else start), end


def _of_measures(context: Context) -> bool:
    return context.policy is not None and _MEASURES.search(context.policy.title) is not None


def _put_clause(
    context: Context, policy_id: str, parent: _Clause | None, sentence: Sentence, span: tuple[int, int],
    heading: Heading, order: int,
) -> _Clause:  # fmt: skip
    name = context.surface(sentence, *span)
    depth = parent.depth + 1 if parent else 0
    area = name_id("ActionArea", name, parent.id if parent else policy_id)
    kind = _LEVELS[min(depth, len(_LEVELS) - 1)]
    context.node(
        sentence, "ActionArea", area, name, "task-clause", confidence="0.92", properties={"level": kind, "order": order}
    )
    context.mention(sentence, *span, "ActionArea", area)
    whole = ("ActionArea", parent.id) if parent else ("Policy", policy_id)
    context.edge(
        sentence, "PART_OF", ("ActionArea", area), whole, "task-clause", confidence="0.92", properties={"order": order}
    )
    return _Clause(heading.name, heading.level, area, depth, Action(name, order, sentence, span[0]))


def _run_ins(context: Context, clause: _Clause, sentence: Sentence) -> bool:
    """Actions inside a clause's text: （一）甲行动，聚焦…; 一是甲行动，…；;二是乙行动，…."""
    text = sentence.shadow.text
    head = _RUN_IN_CLAUSE.match(text, sentence.mark) if sentence.kind == layout.CLAUSE and sentence.first else None
    matches = [m for m in (head, *RUN_IN.finditer(text)) if m is not None]
    matches = [m for i, m in enumerate(matches) if not i or m.start("name") > matches[i - 1].start("name")]
    for i, match in enumerate(matches):
        end = matches[i + 1].start() if i + 1 < len(matches) else len(text)
        clause.parts += 1
        action = Action(match["name"], order_of(match, clause.parts), sentence, match.start("name"))
        read_list(action, sentence, match.end(), end)
        clause.current = sentence.paragraph, put_action(context, ("ActionArea", clause.id), action, None)
    return bool(matches)


def _read_inner(context: Context, stack: list[_Clause], sentence: Sentence, start: int) -> None:
    """Aspects of a named action: the first list with a count in its text."""
    action = stack[-1].action
    if (sentence is not action.sentence and _run_ins(context, stack[-1], sentence)) or stack[-1].parts:
        return
    if action.listing is None and re.search(r"(?:行动|工程|计划|专项)$", action.name):
        counted = [
            one for one in counted_lists(sentence.shadow.text, start) if is_aspect_list(sentence.shadow.text, one)
        ]
        if counted:
            action.listing, action.listed_in = counted[0], sentence


def _close(context: Context, clause: _Clause) -> None:
    listing = clause.action.listing
    if listing is None or clause.action.listed_in is None or clause.parts:
        return
    context.node(
        clause.action.sentence, "ActionArea", clause.id, clause.action.name, "task-clause", confidence="0.92",
        properties={"list_complete": listing.closed, "stated_count": listing.count},
    )  # fmt: skip
    put_aspects(context, clause.id, clause.action.listed_in, listing, stated=True)
