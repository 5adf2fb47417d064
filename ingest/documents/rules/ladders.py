"""Ordered lists of a plan: directions, life-cycle steps, result tiers (方向、环节、层级)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, Span, counted_lists, split_items, split_last
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.ids import name_id

_STEP_NOUN = re.compile(r"(?:环节|步骤|阶段)$")
_STEP_TALK = re.compile(r"周期|流程|征集|闭环|链条")
_LADDER = regex(r"“([^“”]{4,120})”(?P<after>[^，。；;]{0,14})")
_TIER_WORD = re.compile(r"体系|梯度|阶梯|梯次|层级|台阶")
_STEP_WORD = re.compile(r"机制|流程|环节|链条|闭环|步骤|阶段|工序|程序|步走|节点|[关步]")
# 过五关:甲、乙、丙、丁、戊: a list behind a colon with its count before it.
_COLON_STEPS = regex(
    r"(?:过|走|分|历经|经历|经过|设了?|设置)[^，。;:]{0,8}?(?P<n>[三四五六七八九]|\d)(?:个|道)?(?:关口?|步|工序|环节|阶段|步骤|程序|站)(?:曲|走)?(?:，[^，。;:]{0,6})?:(?P<list>[^。;:]{6,60})"
)
# 得过甲、乙、丙、丁四道关: a list before its count, without quotes.
_PASSED = regex(
    r"(?:过|走|走好|走完|经过|经历|历经|设定|设置|实行|推行|遵循|按照|确立|建立|形成|分为|划分为|明确)(?P<list>[^，。;:“”、]{2,8}(?:、[^，。;:“”、]{2,8}){2,7}?)(?:这|等)?(?P<n>[三四五六七八九]|\d)(?:道|个)?(?:关口?|步(?:流程|工作法|走)?|流程|工序|环节|阶段|步骤|程序|站)"
)
# 主攻方向列了8个:甲、乙….
_DIRECTIONS_COUNTED = regex(rf"方向[^，。;:]{{0,8}}?(?P<n>{COUNT})个:(?P<list>[^。;:]{{6,160}})")
# 打底的是甲场景，往上是乙场景，顶格才是超级场景.
_RUNG = regex(r"(?:^|[，:;])[^，。;:是为]{1,10}?(?:才是|则是|就是|是|为|叫)(?P<x>[^，。;:是为]{2,8})(?=[，。;]|$)")
# 先征集需求，再比选方案，接着…，末了才是复制推广.
_TURN = regex(
    r"(?P<turn>先|再|然后|接着|随后|而后|最后|末了|最终)(?:才是|就是|是|才)?(?P<x>[^，。;:、]{2,8})(?=[，。;]|$)"
)
# 走完四个环节，即“…”.
_LED = re.compile(
    r"[三四五六七八九\d](?:个|道|大)?(?:环节|步骤|步|关口?|工序|阶段)(?:，)?(?:即|分别是|依次是|依次为|:)?$"
)
# “甲场景”“乙场景”“丙场景”三级台阶.
_QUOTED_RUNGS = regex(r"(?P<list>“[^“”]{2,10}”(?:、?“[^“”]{2,10}”){2,5})(?:这|共|等)*(?:[三四五六]|\d)(?:级|档|层|阶)")
# What says that a chain is one of results: 分成四档, 从低到高, 成果.
# 先征集，再会诊，然后改造、试营业，最后评星, where the text says that these are N steps.
# 定为八个方向:甲、乙…: a list behind its count.
_COLON_DIRECTIONS = regex(
    rf"(?P<n>{COUNT})(?:个|大)(?:重点|主要|主攻|关键|优先|突破)?方向[^，。;:]{{0,8}}?:(?P<list>[^，。;:]{{6,160}})"
)
_SEQUENCE = regex(
    r"先(?P<a>[^，、。;]{2,6})，(?:再|后|而后)(?P<b>[^，、。;]{2,6})(?:，(?:再|然后|接着|随后)(?P<list>[^，。;]{2,30}))?，(?:最后|末了|最终)(?P<z>[^，、。;]{2,6})"
)
_STEPS_SAID = re.compile(r"[三四五六七八九\d](?:道|个|大)?(?:步|关|工序|环节|阶段|步骤|程序)")
_RISES = re.compile(r"成果|成绩|档|级|梯|从低到高|成长|晋级|升级|跃升|阶|进阶")
# 由低到高依次为甲、乙、丙: the order says that these are rungs.
_UPWARD = regex(
    r"(?:由低到高|从低到高|自低向高|由浅入深|逐级递进|从下到上|自下而上)(?:，|地)?(?:依次|分别|划)?(?:分)?(?:为|是|成)(?P<list>[^，。;:“”、]{2,12}(?:、[^，。;:“”、]{2,12}){1,5})(?=，|。|;|$)"
)
_LAST_TIER = regex(r"(?P<list>(?:[^，。;:、“”—]{2,14}、){2,4}超级场景)(?=[，。;”]|$)")
_COUNTED_STEPS = regex(
    r"“(?P<list>[^“”]{4,80}、[^“”]{2,40})”(?:等)?(?:\d+|[三四五六七八九十])(?:大|个|道)?(?:步|步骤|环节|阶段|程序|节点|关口|流程)"
)
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
    if policy is None and label == "ScenarioDirection":
        return
    made: list[str] = []
    for order, (start, end) in enumerate(spans, start=1):
        name = context.surface(sentence, start, end)
        local_id = name_id(label, name, policy.id if policy else context.document_id)
        context.node(sentence, label, local_id, name, rule, confidence="0.95")
        context.mention(sentence, start, end, label, local_id)
        if policy is not None:
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
    before = ""
    for sentence in context.article.body:
        text = sentence.shadow.text
        # 哪些地方会有超级场景？答案是甲、乙两大方向: the question stands in the sentence before.
        near, before = before + text, text
        for match in (*_COLON_DIRECTIONS.finditer(text), *_DIRECTIONS_COUNTED.finditer(text)):
            spans = _as_many(text, match)
            if len(spans) == parse_number(match["n"]) and "场景" in near and context.all_free(sentence, spans):
                _put(context, sentence, "ScenarioDirection", "HAS_DIRECTION", spans, "direction-list")
        for listing in counted_lists(text):
            free = context.all_free(sentence, listing.items)
            if listing.noun.endswith("方向") and "场景" in near and free:
                _put(context, sentence, "ScenarioDirection", "HAS_DIRECTION", listing.items, "direction-list")


def steps(context: Context) -> None:
    """Steps of the life cycle: “A、B、C”N个环节, or “A—B—C”…流程."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        plan = context.policy.title if context.policy else ""
        about = text + plan + "".join(heading.name for heading in sentence.headings)
        for listing in counted_lists(text):
            quoted = text[listing.start - 1 : listing.start] == "“"
            if _STEP_NOUN.search(listing.noun) and (quoted or _STEP_TALK.search(about)) and "场景" in about:
                _put(context, sentence, "LifecyclePhase", "HAS_STEP", listing.items, "step-list", "PRECEDES")
        for match in _COUNTED_STEPS.finditer(text):
            spans = split_items(text, *match.span("list"))
            if "场景" in about and context.all_free(sentence, spans):
                _put(context, sentence, "LifecyclePhase", "HAS_STEP", spans, "step-list", "PRECEDES")
        for match in (*_COLON_STEPS.finditer(text), *_PASSED.finditer(text)):
            spans = split_items(text, *match.span("list"))
            if len(spans) == parse_number(match["n"]) and "场景" in about and context.all_free(sentence, spans):
                _put(context, sentence, "LifecyclePhase", "HAS_STEP", spans, "step-list", "PRECEDES")
        for match in _SEQUENCE.finditer(text):
            middle = split_items(text, *match.span("list")) if match["list"] else []
            spans = [match.span("a"), match.span("b"), *middle, match.span("z")]
            if _STEPS_SAID.search(text[: match.start()]) and "场景" in about and context.all_free(sentence, spans):
                _put(context, sentence, "LifecyclePhase", "HAS_STEP", spans, "step-sequence", "PRECEDES")
        turn = _in_turn(text)
        if (
            turn
            and _STEPS_SAID.search(text[: turn[0][0]])
            and "场景" in about + context.article.title
            and context.all_free(sentence, turn)
        ):
            _put(context, sentence, "LifecyclePhase", "HAS_STEP", turn, "step-sequence", "PRECEDES")
        for spans, after in _ladders(text):
            if _LED.search(text[: spans[0][0] - 1]) and "场景" in about and context.all_free(sentence, spans):
                _put(context, sentence, "LifecyclePhase", "HAS_STEP", spans, "step-ladder", "PRECEDES")
                continue
            if (
                _STEP_WORD.search(after)
                and "场景" in about
                and not _TIER_WORD.search(after)
                and text[slice(*spans[-1])] != "超级场景"
            ):
                _put(context, sentence, "LifecyclePhase", "HAS_STEP", spans, "step-ladder", "PRECEDES")


def tiers(context: Context) -> None:
    """Rungs of the results ladder: “A—B—C”…体系."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        last = _LAST_TIER.search(text)
        if last is not None:
            spans = split_items(text, *last.span("list"))
            lead = re.match(r".*(?:叫做?|称为?|是|为)", text[spans[0][0] : spans[0][1]])
            spans[0] = (spans[0][0] + (lead.end() if lead else 0), spans[0][1])
            if all(context.free(sentence, *span) and span[1] - span[0] > 1 for span in spans):
                _put(context, sentence, "ScenarioTier", "HAS_TIER", spans, "tier-list", "UPGRADES_TO")
        for match in _UPWARD.finditer(text):
            spans = split_items(text, *match.span("list"))
            if context.all_free(sentence, spans):
                _put(context, sentence, "ScenarioTier", "HAS_TIER", spans, "tier-list", "UPGRADES_TO")
        for match in _QUOTED_RUNGS.finditer(text):
            quoted = [
                (match.start() + m.start(1), match.start() + m.end(1)) for m in re.finditer("“([^“”]+)”", match["list"])
            ]
            if context.all_free(sentence, quoted):
                _put(context, sentence, "ScenarioTier", "HAS_TIER", quoted, "tier-list", "UPGRADES_TO")
        rungs = [m.span("x") for m in _RUNG.finditer(text) if m["x"].endswith("场景")]
        if len(rungs) >= 3 and _RISES.search(text[: rungs[0][0]]) and context.all_free(sentence, rungs):
            _put(context, sentence, "ScenarioTier", "HAS_TIER", rungs, "tier-list", "UPGRADES_TO")
        for spans, after in _ladders(text):
            before = text[max(0, spans[0][0] - 16) : spans[0][0]]
            rises = _RISES.search(before) or re.match("[三四五六七]?级", after) or text[slice(*spans[-1])] == "超级场景"
            if _TIER_WORD.search(after) or (rises and not _STEP_WORD.match(after)):
                _put(context, sentence, "ScenarioTier", "HAS_TIER", spans, "tier-ladder", "UPGRADES_TO")


def _as_many(text: str, match: re.Match[str]) -> list[Span]:
    """Items of a list behind its count; the last two may be joined by 以及."""
    items = split_items(text, *match.span("list"))
    return split_last(text, items) if len(items) + 1 == parse_number(match["n"]) else items


def _in_turn(text: str) -> list[Span]:
    """先甲，再乙，接着丙，末了才是丁: what follows words of order, clause by clause."""
    spans: list[Span] = []
    for match in _TURN.finditer(text):
        first = match["turn"] == "先"
        if first:
            spans = []
        elif not spans or match.start() > spans[-1][1] + 1:
            continue
        spans.append(match.span("x"))
        if match["turn"] in ("最后", "末了", "最终") and len(spans) >= 3:
            return spans
    return []


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
