"""Actions and groups before they are put down, and how they are (任务的组成)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import Listing, counted_lists, framed_list, open_lists
from ingest.documents.rules.aspect_lists import aspects_behind, of_firms, of_links, one_by_one, opens_fields
from ingest.documents.rules.link_lists import link_lists
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.ids import name_id
from schema.words import words

# Headings under which a plan speaks about itself and not of a task.
NO_TASK = re.compile(
    r"总体要求|总体思路|指导思想|基本原则|总体目标|主要目标|工作目标|发展目标|目标任务|发展思路|保障措施|保障机制|实施保障|组织(?:实施|保障|领导)|(?<![\u4e00-\u9fff])(?:建立|健全|完善|强化|创新)?(?:推进|工作|培育|管理|运行|实施)机制|附则|工作要求|有关要求|实施步骤|工作步骤|推进步骤|进度安排|时间安排|阶段安排|其他事项|适用范围|申报(?:条件|程序|要求)|解读|背景|起草|实施时间|政策依据"
)
RUN_IN = regex(
    r"(?:^|[。；;，:])(?:(?P<mark>[一二三四五六七八九十]{1,3})是|其(?P<mark2>[一二三四五六七八九十])[，、]?(?:是|为)?|第(?P<mark3>[一二三四五六七八九十])[，、项]?(?:是|为)?|"
    r"(?:首先|其次|再次|再者|最后|此外)(?:一[块项个])?[，]?是?|(?:先|再|接着|然后|随后)是|[①-⑩])[“]?(?P<name>[^，。；;:、“”]{2,30}?(?:行动|工程|计划|任务))[”]?(?=[，,:。；;])"
)
ASPECT_NOUN = re.compile(r"(?:方面|领域|维度|层面|板块|方向|环节)$")
_OPENED = re.compile(r"[^，。;:、]{0,3}(?:开放|放开|推开)")
_OPEN_NOUN = re.compile(r"(?:重点|典型|特色|新型)?(?:应用|领域|方面|方向|场景|行业|服务|业态)")


@dataclass
class Action:
    """An action before it is put down."""

    name: str
    order: int
    sentence: Sentence
    start: int
    listing: Listing | None = None
    listed_in: Sentence | None = None
    loose: Listing | None = None
    open: Listing | None = None
    again: list[tuple[Sentence, int, int]] = field(default_factory=list)


@dataclass
class Group:
    """A task group with its actions; `aspects` is the total that the text states."""

    name: str
    sentence: Sentence
    start: int
    clause: bool
    actions: list[Action] = field(default_factory=list)
    stated_actions: int | None = None
    stated_aspects: int | None = None


def order_of(match: re.Match[str], counted: int) -> int:
    """Place of a run-in action: what its mark says, else the count so far."""
    said = next((mark for name, mark in match.groupdict().items() if name.startswith("mark") and mark), None)
    number = parse_number(said) if said else None
    return int(number) if number else counted


def is_aspect_list(text: str, listing: Listing) -> bool:
    """Whether a list with a count is one of aspects; fields are opened: A、B两个领域开放场景, steps gone through in turn."""
    steps = listing.noun.endswith(words("plan_step_heads")) and one_by_one(text, listing.end)
    other = steps or of_links(text, listing.items) or _of_fields(text, listing)
    return ASPECT_NOUN.search(listing.noun) is not None and not other


def _of_fields(text: str, listing: Listing) -> bool:
    """Whether a list is of what is opened: A、B两个领域释放场景机会, A、B等3个方面开放场景, 企业开放A、B等环节."""
    if of_firms(text, listing.items):
        return True
    if not listing.noun.endswith(words("plan_field_heads")):
        return _OPENED.match(text, listing.end) is not None
    return opens_fields(text, listing.items[0][0], listing.items[-1][1], listing.end)


def read_list(action: Action, sentence: Sentence, start: int, end: int) -> None:
    text = sentence.shadow.text
    if any(start <= links.items[0][0] < end for links in link_lists(text)):
        return
    counted = [one for one in counted_lists(text, start, end) if is_aspect_list(text, one)]
    if counted:
        # The same list with its first part read by the words that lead to it, where both see as many parts.
        read = aspects_behind(text, start, end, plain=False)
        same = read is not None and read.count == counted[0].count and len(read.items) == len(counted[0].items)
        action.listing, action.listed_in = read if same else counted[0], sentence
    elif action.loose is None and not counted_lists(text, start, end):
        action.loose = framed_list(text, start, end)
        action.listed_in = sentence if action.loose else None
        opened = [
            one for one in open_lists(text, start, end) if _OPEN_NOUN.match(one.noun) and not _of_fields(text, one)
        ]
        if opened and action.listed_in is sentence:
            action.open = opened[0]
        elif opened:
            action.open, action.listed_in = opened[0], sentence


def put_listing(action: Action, sentence: Sentence, listing: Listing | None) -> None:
    """Give an action the list of its aspects; with 等 and no count it stays open."""
    if listing is None:
        return
    action.listed_in = sentence
    if listing.count is not None or not listing.etc:
        action.listing = listing
    else:
        action.open = listing


def put_group(context: Context, policy_id: str, group: Group, order: int) -> None:
    whole = ("ActionArea", name_id("ActionArea", group.name, policy_id)) if group.name else ("Policy", policy_id)
    if group.name:
        _put_group_node(context, policy_id, group, whole[1], order)
    closed = [a for a in group.actions if a.listing is not None and a.listing.closed]
    open_ones = [a for a in group.actions if a.listing is None]
    for action in group.actions:
        remainder = None
        if group.stated_aspects is not None and action.loose and open_ones == [action]:
            listed = sum(len(a.listing.items) for a in closed if a.listing)
            # Annotation rule 7: what the stated total leaves over is the one list without a count.
            if len(closed) == len(group.actions) - 1 and group.stated_aspects - listed == len(action.loose.items):
                remainder = action.loose
        put_action(context, whole, action, remainder)


def _put_group_node(context: Context, policy_id: str, group: Group, group_id: str, order: int) -> None:
    complete = group.stated_actions == len(group.actions) if group.stated_actions is not None else None
    context.node(
        group.sentence, "ActionArea", group_id, group.name, "task-group", confidence="0.92",
        properties={
            "level": "task_group", "order": order, "stated_count": group.stated_actions, "list_complete": complete,
        },
    )  # fmt: skip
    # 实施 is the verb of a running sentence; in a heading it belongs to the name.
    skip = 2 if re.match("实施.{2,}(?:行动|工程|计划)$", group.name) else 0
    form = "alias" if skip else "name"
    end = group.start + len(group.name)
    context.mention(group.sentence, group.start + skip, end, "ActionArea", group_id, form)
    context.edge(
        group.sentence, "PART_OF", ("ActionArea", group_id), ("Policy", policy_id), "task-group",
        properties={"order": order},
    )  # fmt: skip
    context.areas.setdefault(group.sentence.number, []).append((group.start, group_id))


def put_action(context: Context, whole: tuple[str, str], action: Action, remainder: Listing | None) -> str:
    action_id = name_id("ActionArea", action.name, whole[1])
    if _of_industries(context, action):
        action.listing = action.open = None
    listing = action.listing
    complete = listing.closed if listing else True if remainder else False if action.open else None
    context.node(
        action.sentence, "ActionArea", action_id, action.name, "action", confidence="0.95",
        properties={
            "level": "action", "order": action.order, "list_complete": complete,
            "stated_count": listing.count if listing else None,
        },
    )  # fmt: skip
    context.parts[action.name] = "ActionArea", action_id
    first = action.sentence, action.start, action.start + len(action.name)
    for sentence, start, end in (first, *action.again):
        context.mention(sentence, start, end, "ActionArea", action_id)
    context.edge(
        action.sentence, "PART_OF", ("ActionArea", action_id), whole, "action",
        confidence="0.95", properties={"order": action.order},
    )  # fmt: skip
    # What stands behind a later mention is said of the action as well.
    for sentence, start, _ in (first, *action.again):
        context.areas.setdefault(sentence.number, []).append((start, action_id))
        context.areas[sentence.number].sort()
    if listing is not None and action.listed_in is not None:
        put_aspects(context, action_id, action.listed_in, listing, stated=True)
    elif remainder is not None and action.listed_in is not None:
        put_aspects(context, action_id, action.listed_in, remainder, stated=False)
    elif action.open is not None and action.listed_in is not None:
        put_aspects(context, action_id, action.listed_in, action.open, stated=True)
    return action_id


def _of_industries(context: Context, action: Action) -> bool:
    """Whether a list without a number is of industries that a pack knows: 聚焦甲、乙和丙 is what the action is about."""
    listing = action.listing or action.open
    if listing is None or listing.count is not None or action.listed_in is None:
        return False
    known = [n for n in context.names.get(action.listed_in.number, ()) if n.label == "Industry"]
    within = sum(any(start <= n.start and n.end <= end for n in known) for start, end in listing.items)
    return 2 * within > len(listing.items)


def put_aspects(context: Context, action_id: str, sentence: Sentence, listing: Listing, *, stated: bool) -> None:
    rule, confidence = ("aspect-list", "0.93") if stated else ("count-closure", "0.75")
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
