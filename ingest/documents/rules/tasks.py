"""The task tree of a plan: task groups, actions, aspects with order and counts (任务、行动、方面)."""

from __future__ import annotations

import re

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT
from ingest.documents.rules.action_names import name_start
from ingest.documents.rules.action_rows import action_rows
from ingest.documents.rules.action_runs import action_runs, clause_stop
from ingest.documents.rules.action_tree import action_tree
from ingest.documents.rules.aspect_lists import aspects_behind
from ingest.documents.rules.plan_tree import plan_tree
from ingest.documents.rules.programmes import put_programmes
from ingest.documents.rules.task_parts import (
    NO_TASK,
    RUN_IN,
    Action,
    Group,
    order_of,
    put_group,
    put_listing,
    read_list,
)
from ingest.numbers import parse_number
from ingest.sieve import regex

_ACTION_NAME = re.compile(r"[^，。；;:、“”]{2,30}?(?:行动|工程|计划)")
_TASK_CLAUSE = re.compile(rf"{layout.TASK_START.pattern}[^，。；;:“”]{{4,24}}(?=[，。]|$)")
# “甲行动”是重头戏，共有四大板块14个方面: a group with its counts.
_NAMED_GROUP = re.compile(
    rf"[“]?(?P<name>[^，。；;:、“”《》]{{2,20}}?(?:行动|工程|计划|任务))[”]?(?:是[^。；;]{{0,20}}?，)?(?:共有|共|包括|包含|分为|涵盖|下设|设|分|部署了?|由)[^。；;，]{{0,6}}?{COUNT}(?:大|个|项|类)"
)
# What a report says after a task's name: how it is to be done.
_TOLD = re.compile(r"。|，[^，。]{0,10}将|，(?:聚焦|围绕|重点|支持|面向|针对|依托|从|以|在|通过|着力)")
_TOTALS = regex(
    rf"(?P<actions>{COUNT})(?:大|个|项)(?:重点)?(?:领域|行动|任务|工程|方面|板块|类别)(?:的)?(?P<aspects>{COUNT})(?:个|项|类)(?:重点)?(?:方面|领域|方向)"
)


def _group_of(sentence: Sentence) -> tuple[int, int] | None:
    """Shadow span of a task group's name at the start of a paragraph or clause head."""
    if sentence.kind in (layout.BODY, layout.CLAUSE) and (
        named := _NAMED_GROUP.match(sentence.shadow.text, sentence.mark)
    ):
        return named.span("name")
    if not sentence.first or sentence.kind not in (layout.BODY, layout.CLAUSE):
        return None
    match = _TASK_CLAUSE.match(sentence.shadow.text, sentence.mark)
    if match is None or NO_TASK.search(match[0]):
        return None
    return match.start(), match.end()


def _top_clause(sentence: Sentence) -> bool:
    """Whether the sentence is the head of a plan's main clauses (一、)."""
    return sentence.kind == layout.CLAUSE and layout.CLAUSE_MARKS[3][1].match(sentence.shadow.text) is not None


def _under_own_heading(sentence: Sentence, name: str) -> bool:
    return any(heading.name == name for heading in sentence.headings)


def _groups(context: Context) -> list[Group]:
    """Groups in order: clause heads of a plan; in a report, paragraphs that begin with what the plan does."""
    groups: list[Group] = []
    for sentence in context.article.sentences:
        span = _group_of(sentence)
        if span is None or (groups and groups[-1].name == context.surface(sentence, *span)):
            _read_actions(groups, sentence)
            continue
        name = context.surface(sentence, *span)
        clause = _top_clause(sentence)
        rest = sentence.shadow.text[span[1] :]
        # A report repeats a task's name before it says what is to be done: "X，将…", or the name alone.
        told = (
            clause
            or _NAMED_GROUP.match(sentence.shadow.text, sentence.mark) is not None
            or _TOLD.match(rest) is not None
            or _under_own_heading(sentence, name)
        )
        if (clause or context.kind != "plan") and told:
            groups.append(Group(name, sentence, span[0], clause))
        _read_actions(groups, sentence)
    return groups


def _read_actions(groups: list[Group], sentence: Sentence) -> None:
    """Actions and stated totals of one sentence go to the group before it."""
    text = sentence.shadow.text
    if not groups:
        # A report may name the plan's actions without a group: they belong to the policy itself.
        if sentence.kind not in (layout.BODY, layout.CLAUSE) or not RUN_IN.search(text):
            return
        groups.append(Group("", sentence, 0, False))
    group = groups[-1]
    totals = _TOTALS.search(text)
    if totals:
        group.stated_actions, group.stated_aspects = (
            int(value) if (value := parse_number(totals[name])) is not None else None for name in ("actions", "aspects")
        )
    matches = list(RUN_IN.finditer(text))
    for i, match in enumerate(matches):
        end = matches[i + 1].start() if i + 1 < len(matches) else len(text)
        start = name_start(text, *match.span("name"))
        action = Action(text[start : match.end("name")], order_of(match, len(group.actions) + 1), sentence, start)
        read_list(action, sentence, match.end(), end)
        if action.listing is None and action.open is None and action.loose is None:
            put_listing(action, sentence, aspects_behind(text, match.end(), clause_stop(text, match.end(), end)))
        group.actions.append(action)
    if matches:
        return
    if sentence.kind == layout.CLAUSE and not _top_clause(sentence) and group.clause:
        named = _ACTION_NAME.match(text, sentence.mark)
        if named:
            group.actions.append(Action(named[0], len(group.actions) + 1, sentence, sentence.mark))
            read_list(group.actions[-1], sentence, named.end(), len(text))
            return
    if not group.actions or group.actions[-1].listing is not None:
        return
    # 四是丁行动。甲行动涉及…: what opens the sentence is told of again.
    last = next((a for a in group.actions if text.startswith(a.name)), group.actions[-1])
    if last is not group.actions[-1]:
        put_listing(last, sentence, aspects_behind(text, len(last.name), clause_stop(text, len(last.name), len(text))))
    elif group.clause:
        read_list(last, sentence, 0, len(text))
    elif not last.open and not last.loose and last.sentence.number + 1 == sentence.number and _alone(last, sentence):
        # 一是甲行动。从a、b两个方面…: the sentence behind a name that stands alone is said of it.
        put_listing(last, sentence, aspects_behind(text, 0, clause_stop(text, 0, len(text))))


def _alone(action: Action, following: Sentence) -> bool:
    """Whether nothing of its sentence stands behind the name, and `following` is of the same paragraph."""
    rest = action.sentence.shadow.text[action.start + len(action.name) :]
    return following.paragraph == action.sentence.paragraph and not rest.strip("”。:")


def task_tree(context: Context) -> None:
    """Task groups, actions and aspects of the policy, with order and stated counts."""
    policy = context.policy
    if policy is None:
        return
    if context.kind == "plan":
        plan_tree(context, policy.id)
        return
    programmes = put_programmes(context, policy.id)
    groups = _groups(context)
    if any(group.actions for group in groups):
        groups = max(groups, action_tree(context), key=_areas)
    else:
        groups = max(action_tree(context), action_runs(context), action_rows(context), groups, key=_areas)
    for group in groups:
        # 接着是甲工程: a programme that was counted is no task.
        group.actions = [action for action in group.actions if action.name not in programmes]
    for order, group in enumerate(groups, start=1):
        if group.name in programmes:
            continue
        if group.name and not group.actions and not group.clause and not _has_task_body(context, group):
            continue
        put_group(context, policy.id, group, order)
    _told_on(context)


def _told_on(context: Context) -> None:
    """What the sentences behind an action say in its paragraph is said of it."""
    last: tuple[int, str] | None = None
    for sentence in context.article.body:
        opened = context.areas.get(sentence.number)
        if opened:
            last = sentence.paragraph, opened[-1][1]
        elif last is not None and last[0] == sentence.paragraph:
            context.areas[sentence.number] = [(0, last[1])]


def _areas(groups: list[Group]) -> tuple[int, int]:
    """How many groups and actions there are, and how many aspects."""
    listed = [a.listing or a.open or (g.stated_aspects and a.loose) for g in groups for a in g.actions]
    return sum(bool(g.name) + len(g.actions) for g in groups), sum(len(one.items) for one in listed if one)


def _has_task_body(context: Context, group: Group) -> bool:
    """A group without actions counts where its paragraph or section goes on to say how it is done."""
    return any(
        s.paragraph == group.sentence.paragraph and s.number > group.sentence.number for s in context.article.sentences
    )
