"""The task tree of a plan: task groups, actions, aspects with order and counts (任务、行动、方面)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, Listing, counted_lists, framed_list
from ingest.numbers import parse_number
from schema.ids import name_id

# Headings under which a plan speaks about itself and not of a task.
_NO_TASK = re.compile(
    r"总体要求|指导思想|基本原则|主要目标|工作目标|发展目标|保障措施|组织(?:实施|保障|领导)|附则|工作要求"
)
_RUN_IN = re.compile(
    r"(?:^|[。；;，])(?P<mark>[一二三四五六七八九十]{1,3})是(?P<name>[^，。；;:、“”]{2,30}?(?:行动|工程|计划|任务))(?=[，,:。；;])"
)
_ACTION_NAME = re.compile(r"[^，。；;:、“”]{2,30}?(?:行动|工程|计划)")
_TASK_CLAUSE = re.compile(rf"{layout.TASK_START.pattern}[^，。；;:“”]{{4,24}}(?=[，。]|$)")
_TOTALS = re.compile(
    rf"(?P<actions>{COUNT})(?:大|个|项)(?:重点)?(?:领域|行动|任务|工程|方面)(?:的)?(?P<aspects>{COUNT})(?:个|项|类)(?:重点)?(?:方面|领域|方向)"
)
_ASPECT_NOUN = re.compile(r"(?:方面|领域|维度|层面|板块)$")


@dataclass
class _Action:
    """An action before it is put down."""

    name: str
    order: int
    sentence: Sentence
    start: int
    listing: Listing | None = None
    listed_in: Sentence | None = None
    loose: Listing | None = None


@dataclass
class _Group:
    """A task group with its actions; `aspects` is the total that the text states."""

    name: str
    sentence: Sentence
    start: int
    clause: bool
    actions: list[_Action] = field(default_factory=list)
    stated_actions: int | None = None
    stated_aspects: int | None = None


def _group_of(sentence: Sentence) -> tuple[int, int] | None:
    """Shadow span of a task group's name at the start of a paragraph or clause head."""
    if not sentence.first or sentence.kind not in (layout.BODY, layout.CLAUSE):
        return None
    match = _TASK_CLAUSE.match(sentence.shadow.text, sentence.mark)
    if match is None or _NO_TASK.search(match[0]):
        return None
    return match.start(), match.end()


def _top_clause(sentence: Sentence) -> bool:
    """Whether the sentence is the head of a plan's main clauses (一、)."""
    return sentence.kind == layout.CLAUSE and layout.CLAUSE_MARKS[3][1].match(sentence.shadow.text) is not None


def _under_own_heading(sentence: Sentence, name: str) -> bool:
    return any(heading.name == name for heading in sentence.headings)


def _groups(context: Context) -> list[_Group]:
    """Groups in order: clause heads of a plan; in a report, paragraphs that begin with what the plan does."""
    groups: list[_Group] = []
    for sentence in context.article.sentences:
        span = _group_of(sentence)
        if span is None:
            _read_actions(groups, sentence)
            continue
        name = context.surface(sentence, *span)
        clause = _top_clause(sentence)
        rest = sentence.shadow.text[span[1] :]
        # A report repeats a task's name before it says what is to be done: "X，将…", or the name alone.
        told = clause or (rest.startswith(("，将", "，")) and "将" in rest[:12]) or _under_own_heading(sentence, name)
        if (clause or context.kind != "plan") and told:
            groups.append(_Group(name, sentence, span[0], clause))
        _read_actions(groups, sentence)
    return groups


def _read_actions(groups: list[_Group], sentence: Sentence) -> None:
    """Actions and stated totals of one sentence go to the group before it."""
    if not groups:
        return
    group, text = groups[-1], sentence.shadow.text
    totals = _TOTALS.search(text)
    if totals:
        group.stated_actions, group.stated_aspects = (
            int(value) if (value := parse_number(totals[name])) is not None else None for name in ("actions", "aspects")
        )
    matches = list(_RUN_IN.finditer(text))
    for i, match in enumerate(matches):
        end = matches[i + 1].start() if i + 1 < len(matches) else len(text)
        order = parse_number(match["mark"])
        action = _Action(match["name"], int(order or len(group.actions) + 1), sentence, match.start("name"))
        _read_list(action, sentence, match.end(), end)
        group.actions.append(action)
    if matches:
        return
    if sentence.kind == layout.CLAUSE and not _top_clause(sentence) and group.clause:
        named = _ACTION_NAME.match(text, sentence.mark)
        if named:
            group.actions.append(_Action(named[0], len(group.actions) + 1, sentence, sentence.mark))
            _read_list(group.actions[-1], sentence, named.end(), len(text))
            return
    if group.actions and group.clause and group.actions[-1].listing is None:
        _read_list(group.actions[-1], sentence, 0, len(text))


def _read_list(action: _Action, sentence: Sentence, start: int, end: int) -> None:
    text = sentence.shadow.text
    counted = [one for one in counted_lists(text, start, end) if _ASPECT_NOUN.search(one.noun)]
    if counted:
        action.listing, action.listed_in = counted[0], sentence
    elif action.loose is None and not counted_lists(text, start, end):
        action.loose = framed_list(text, start, end)
        action.listed_in = sentence if action.loose else None


def task_tree(context: Context) -> None:
    """Task groups, actions and aspects of the policy, with order and stated counts."""
    policy = context.policy
    if policy is None:
        return
    for order, group in enumerate(_groups(context), start=1):
        if not group.actions and not group.clause and context.kind != "plan" and not _has_task_body(context, group):
            continue
        _put_group(context, policy.id, group, order)


def _has_task_body(context: Context, group: _Group) -> bool:
    """A group without actions counts where its paragraph or section goes on to say how it is done."""
    return any(
        s.paragraph == group.sentence.paragraph and s.number > group.sentence.number for s in context.article.sentences
    )


def _put_group(context: Context, policy_id: str, group: _Group, order: int) -> None:
    group_id = name_id("ActionArea", group.name, policy_id)
    complete = group.stated_actions == len(group.actions) if group.stated_actions is not None else None
    context.node(
        group.sentence, "ActionArea", group_id, group.name, "task-group", confidence="0.92",
        properties={
            "level": "task_group", "order": order, "stated_count": group.stated_actions, "list_complete": complete,
        },
    )  # fmt: skip
    context.mention(group.sentence, group.start, group.start + len(group.name), "ActionArea", group_id)
    context.edge(
        group.sentence, "PART_OF", ("ActionArea", group_id), ("Policy", policy_id), "task-group",
        properties={"order": order},
    )  # fmt: skip
    context.areas.setdefault(group.sentence.number, (group_id, group.name))
    closed = [a for a in group.actions if a.listing is not None and a.listing.closed]
    open_ones = [a for a in group.actions if a.listing is None]
    for action in group.actions:
        remainder = None
        if group.stated_aspects is not None and action.loose and open_ones == [action]:
            listed = sum(len(a.listing.items) for a in closed if a.listing)
            # Annotation rule 7: what the stated total leaves over is the one list without a count.
            if len(closed) == len(group.actions) - 1 and group.stated_aspects - listed == len(action.loose.items):
                remainder = action.loose
        _put_action(context, group_id, action, remainder)


def _put_action(context: Context, group_id: str, action: _Action, remainder: Listing | None) -> None:
    action_id = name_id("ActionArea", action.name, group_id)
    listing = action.listing
    complete = listing.closed if listing else True if remainder else None
    context.node(
        action.sentence, "ActionArea", action_id, action.name, "action", confidence="0.95",
        properties={
            "level": "action", "order": action.order, "list_complete": complete,
            "stated_count": listing.count if listing else None,
        },
    )  # fmt: skip
    context.mention(action.sentence, action.start, action.start + len(action.name), "ActionArea", action_id)
    context.edge(
        action.sentence, "PART_OF", ("ActionArea", action_id), ("ActionArea", group_id), "action",
        confidence="0.95", properties={"order": action.order},
    )  # fmt: skip
    context.areas[action.sentence.number] = (action_id, action.name)
    if listing is not None and action.listed_in is not None:
        _put_aspects(context, action_id, action.listed_in, listing, stated=True)
    elif remainder is not None and action.listed_in is not None:
        _put_aspects(context, action_id, action.listed_in, remainder, stated=False)


def _put_aspects(context: Context, action_id: str, sentence: Sentence, listing: Listing, *, stated: bool) -> None:
    rule, confidence = ("aspect-list", "0.93") if stated else ("count-closure", "0.75")
    context.areas.setdefault(sentence.number, (action_id, ""))
    for order, (start, end) in enumerate(listing.items, start=1):
        name = context.surface(sentence, start, end)
        local_id = name_id("ActionArea", name, action_id)
        context.node(
            sentence, "ActionArea", local_id, name, rule, confidence=confidence, stated=stated,
            properties={"level": "aspect", "order": order},
        )  # fmt: skip
        if stated:
            context.mention(sentence, start, end, "ActionArea", local_id)
        context.edge(
            sentence, "PART_OF", ("ActionArea", local_id), ("ActionArea", action_id), rule,
            confidence=confidence, stated=stated, properties={"order": order},
        )  # fmt: skip
