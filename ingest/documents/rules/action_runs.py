"""Actions that a report names one after the other in its own words: 甲行动做a、b两个方面；乙行动盯住c、d … (行动列举).

No mark (一是) leads them; what makes them a run is that several names end in 行动 in one paragraph.
"""

from __future__ import annotations

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT
from ingest.documents.rules.action_names import ITEM_MARK, action_names
from ingest.documents.rules.aspect_lists import aspects_behind
from ingest.documents.rules.task_parts import Action, Group, put_listing
from ingest.numbers import parse_number
from ingest.sieve import regex

# 任务一是甲; 头一块叫甲: a task of the plan by its number.
_ORDINAL = regex(
    r"(?:^|[。；;，])(?:任务[一二三四五六]|(?:头|第[一二三四五六])一?(?:块|项任务|大任务|项工作|大板块|个板块))(?:则|就)?(?:是|叫做?|名为|为)[“]?(?P<name>[\u4e00-\u9fff]{4,14})[”]?(?=[，。])"
)
_TOTALS = regex(
    rf"(?P<actions>{COUNT})(?:大|个|路|项|类|条)[^，。;、]{{0,6}}?[、，和]?(?:含|共|合计|涵盖|包括|覆盖)?(?P<aspects>{COUNT})(?:个|项|类)(?:方面|领域|方向)"
)


def action_runs(context: Context) -> list[Group]:
    """Groups of actions by paragraph; a first name with totals (四项、14个方面) is the group of the others."""
    groups: list[Group] = []
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in context.article.body:
        if sentence.kind == layout.BODY:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    for sentences in paragraphs.values():
        # A name said twice is told of at the second place: 三大行动是A、B、C。A聚焦….
        named = {s.shadow.text[a:b]: (s, a, b) for s in sentences for a, b in action_names(s)}
        found = sorted(named.values(), key=lambda one: (one[0].number, one[1]))
        numbered = [
            Group(m["name"], s, m.start("name"), False) for s in sentences for m in _ORDINAL.finditer(s.shadow.text)
        ]
        if len(found) < 2:
            groups += numbered
            if len(found) == 1 and _opens_paragraph(found[0], sentences):
                bullet = _bullet(found[0], sentences)
                if bullet is not None:
                    if (
                        not groups
                        or groups[-1].sentence.paragraph + len(groups[-1].actions) + 1 < found[0][0].paragraph
                    ):
                        groups.append(Group("", found[0][0], 0, False))
                    bullet.order = len(groups[-1].actions) + 1
                    groups[-1].actions.append(bullet)
            continue
        group = _group(found)
        first = 1 if group.name else 0
        if (
            numbered
            and not group.name
            and (numbered[0].sentence.number, numbered[0].start) < (found[0][0].number, found[0][1])
        ):
            group, *numbered = numbered
        actions = [_action(found, i, order) for order, i in enumerate(range(first, len(found)), start=1)]
        if any(action.listing or action.open for action in actions):
            group.actions = actions
            groups += [group, *numbered]
    return groups if any(group.actions for group in groups) else []


def _opens_paragraph(found: tuple[Sentence, int, int], sentences: list[Sentence]) -> bool:
    """Whether a name stands at the head of its paragraph, all alone or before a mark: ——甲行动。…."""
    sentence, start, end = found
    text = sentence.shadow.text
    before = ITEM_MARK.sub("", text[: start + 1], count=1)[:-1]
    return sentence is sentences[0] and not before.strip("—-•·●◆ ") and (end == len(text) or text[end] in "。:，")


def _bullet(found: tuple[Sentence, int, int], sentences: list[Sentence]) -> Action | None:
    """The action of such a paragraph with the list in its sentence or the next one; None without a list."""
    action = _action([found], 0, 1)
    if action.listing is None and action.open is None and len(sentences) > 1:
        listing = aspects_behind(sentences[1].shadow.text, 0, len(sentences[1].shadow.text))
        if listing is not None:
            action.listing, action.listed_in = listing, sentences[1]
    return action if action.listing or action.open else None


def _group(found: list[tuple[Sentence, int, int]]) -> Group:
    """The group that the first name is, if totals follow it before the next; else one without a name."""
    sentence, start, end = found[0]
    until = found[1][1] if found[1][0] is sentence else len(sentence.shadow.text)
    totals = _TOTALS.search(sentence.shadow.text, end, until)
    if totals is None:
        return Group("", sentence, 0, False)
    made = Group(sentence.shadow.text[start:end], sentence, start, False)
    values = [parse_number(totals[name]) for name in ("actions", "aspects")]
    made.stated_actions, made.stated_aspects = (None if value is None else int(value) for value in values)
    if made.stated_actions != len(found) - 1:
        made.stated_actions = None
    return made


def _action(found: list[tuple[Sentence, int, int]], i: int, order: int) -> Action:
    """An action with the list that stands between its name and the next one."""
    sentence, start, end = found[i]
    text = sentence.shadow.text
    until = found[i + 1][1] if i + 1 < len(found) and found[i + 1][0] is sentence else len(text)
    action = Action(text[start:end], order, sentence, start)
    listing = aspects_behind(text, end, clause_stop(text, end, until))
    put_listing(action, sentence, listing)
    return action


def clause_stop(text: str, start: int, end: int) -> int:
    """The first ； or 。 of `[start, end)`, else its end."""
    return next((p for p in range(start, end) if text[p] in "；;。"), end)
