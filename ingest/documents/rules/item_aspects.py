"""Aspects of actions that a page lists as items under each action's heading: 行动一 甲行动 / (1)乙：… / (2)丙：… (逐条列出的方面).

Only where there are as many items as the article says that there are aspects: 四项行动、六个方面.
"""

from __future__ import annotations

from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import COUNT
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.ids import name_id

_TOTAL: Final = regex(rf"(?P<n>{COUNT})个(?:重点)?(?:方面|子项|小项|专题|子任务)")
_ITEM: Final = regex(r"[(]?(?P<n>\d{1,2})[).、．]?(?P<x>[\u4e00-\u9fff]{4,14}):")


def item_aspects(context: Context) -> None:
    """PART_OF from each item to the action whose heading stands above it."""
    if context.policy is None or "ActionArea" not in context.counts:
        return
    totals = {int(parse_number(m["n"]) or 0) for s in context.article.sentences for m in _TOTAL.finditer(s.shadow.text)}
    found: list[tuple[Thing, Sentence, int, int]] = []
    action: Thing | None = None
    for sentence in context.article.sentences if totals else ():
        text = sentence.shadow.text
        named = context.things_of(sentence, "ActionArea")
        for item in _ITEM.finditer(text):
            before = [t for t in named if t.end <= item.start()]
            action = before[-1] if before else action
            opens = (
                item.start() == 0 or (before and before[-1].end == item.start()) or text[item.start() - 1] in "。；;:"
            )
            numbered = parse_number(item["n"]) == len(found) + 1
            if action is not None and opens and numbered and context.free(sentence, *item.span("x")):
                found.append((action, sentence, *item.span("x")))
        action = named[-1] if named else action
    if len(found) > 1 and len(found) in totals:
        _put(context, found)


def _put(context: Context, found: list[tuple[Thing, Sentence, int, int]]) -> None:
    orders: dict[str, int] = {}
    for action, sentence, start, end in found:
        orders[action.id] = order = orders.get(action.id, 0) + 1
        name = context.surface(sentence, start, end)
        local_id = name_id("ActionArea", name, action.id)
        context.node(
            sentence, "ActionArea", local_id, name, "aspect-item", confidence="0.9",
            properties={"level": "aspect", "order": order},
        )  # fmt: skip
        context.mention(sentence, start, end, "ActionArea", local_id)
        context.edge(
            sentence, "PART_OF", ("ActionArea", local_id), ("ActionArea", action.id), "aspect-item", confidence="0.9",
            properties={"order": order},
        )  # fmt: skip
        # What the item goes on to say is said of it.
        for other in context.article.sentences:
            if other.paragraph == sentence.paragraph and other.number >= sentence.number:
                begins = start if other is sentence else 0
                kept = [(at, area) for at, area in context.areas.get(other.number, ()) if at < begins]
                context.areas[other.number] = [*kept, (begins, local_id)]
