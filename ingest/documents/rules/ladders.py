"""Ordered lists of a plan: directions, life-cycle steps, result tiers (方向、环节、层级)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import Span, counted_lists
from schema.ids import name_id

_STEP_NOUN = re.compile(r"(?:环节|步骤|阶段)$")
_STEP_TALK = re.compile(r"周期|流程|征集|闭环|链条")
_LADDER = re.compile(r"“([^“”]{4,120})”(?P<after>[^，。；]{0,14})")
_TIER_WORD = re.compile(r"体系|梯度|阶梯|梯次|层级|台阶")
_STEP_WORD = re.compile(r"机制|流程|环节|链条|闭环|步骤")
_DASH = re.compile(r"(?<=[^\d\-])-+(?=[^\d\-])|(?<=\D)—+(?=\D)|→")


def _put(
    context: Context,
    sentence: Sentence,
    label: str,
    type_name: str,
    spans: Sequence[Span],
    rule: str,
    following: str = "",
) -> None:
    """An ordered list of the policy: nodes, the policy's edges with order, and what follows what."""
    policy = context.policy
    if policy is None:
        return
    made: list[str] = []
    for order, (start, end) in enumerate(spans, start=1):
        name = context.surface(sentence, start, end)
        local_id = name_id(label, name, policy.id)
        context.node(sentence, label, local_id, name, rule, confidence="0.95")
        context.mention(sentence, start, end, label, local_id)
        context.edge(
            sentence, type_name, ("Policy", policy.id), (label, local_id), rule,
            confidence="0.95", properties={"order": order},
        )  # fmt: skip
        made.append(local_id)
    if following:
        for before, after in pairwise(made):
            context.edge(sentence, following, (label, before), (label, after), rule, confidence="0.95")


def directions(context: Context) -> None:
    """Directions for super scenarios: 聚焦A、B等N个重点方向 in a sentence about scenarios."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        for listing in counted_lists(text):
            if listing.noun.endswith("方向") and "场景" in text:
                _put(context, sentence, "ScenarioDirection", "HAS_DIRECTION", listing.items, "direction-list")


def steps(context: Context) -> None:
    """Steps of the life cycle: “A、B、C”N个环节, or “A—B—C”…流程."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        plan = context.policy.title if context.policy else ""
        about = text + plan + "".join(heading.name for heading in sentence.headings)
        for listing in counted_lists(text):
            if _STEP_NOUN.search(listing.noun) and _STEP_TALK.search(about) and "场景" in about:
                _put(context, sentence, "LifecyclePhase", "HAS_STEP", listing.items, "step-list", "PRECEDES")
        for spans, after in _ladders(text):
            if _STEP_WORD.search(after) and "场景" in about and not _TIER_WORD.search(after):
                _put(context, sentence, "LifecyclePhase", "HAS_STEP", spans, "step-ladder", "PRECEDES")


def tiers(context: Context) -> None:
    """Rungs of the results ladder: “A—B—C”…体系."""
    for sentence in context.article.body:
        for spans, after in _ladders(sentence.shadow.text):
            if _TIER_WORD.search(after):
                _put(context, sentence, "ScenarioTier", "HAS_TIER", spans, "tier-ladder", "UPGRADES_TO")


def _ladders(text: str) -> list[tuple[list[Span], str]]:
    """Quoted chains of at least three parts joined by dashes; a dash between digits is a range."""
    found = []
    for match in _LADDER.finditer(text):
        start, end = match.span(1)
        spans: list[Span] = []
        at = start
        for dash in _DASH.finditer(text, start, end):
            spans.append((at, dash.start()))
            at = dash.end()
        spans.append((at, end))
        if len(spans) >= 3 and all(1 < e - s <= 30 for s, e in spans):
            found.append((spans, match["after"]))
    return found
