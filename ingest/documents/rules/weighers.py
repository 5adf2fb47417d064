"""Who puts the weight that a verb tells of: what opens the clause, what a plan backs, an action, 前者 of two (发力主体)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import ending_at
from ingest.documents.rules.plan_talk import told_of_policy
from ingest.documents.rules.subjects import openers, said_of, topic

_PAIR: Final = re.compile(r"(?P<which>前者|后者)(?:则|将|主要|重点|也|更|着力)*$")
_PLACE: Final = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,10}(?:区|市|县|镇|街道|园|港|谷|城|湾|片区|基地|板块)(?:则|将|也|还|以|在|主要|重点|着力|全力|围绕|依托[^，。；;]{2,14}，)*$"
)
_LIES_IN: Final = re.compile(r"(?:位于|坐落于|坐落在|地处|落户于?|选址于?|落址于?|扎根于?)$")
_LEANED: Final = re.compile("(?:位于|坐落于|坐落在|地处|依托|借助|凭借|依靠|立足|围绕|发挥|利用)[^，。；;:、]{0,6}$")
# 支持甲园聚焦乙，着力补齐丙: what a plan backs does it, up to the end of its part of the sentence.
_BACKED: Final = re.compile("(?:支持|推动|鼓励|引导|指导|助力|推进|促进)$")
_DOES: Final = re.compile(
    "(?:聚焦|围绕|发展|做[大强优精]|培育|打造|重点|加快|突出|立足|发挥|依托|在|以|主攻|壮大|布局)"
)
_ACTION: Final = re.compile(r"(?:行动|任务|工程|计划|专项)[”》]?$")


def weighers(context: Context, sentence: Sentence, at: int) -> list[tuple[Thing, int]]:
    """Who puts weight on it: 前者 of two, those right before the verb, an action named before, else whom it is about."""
    text = sentence.shadow.text
    # 前者占地百亩，重点布局甲；后者主攻乙: of two named side by side; no other does it.
    pair = _PAIR.search(text, max(0, at - 10), at) or _PAIR_OPENS.match(text, after_mark(text, "。；;", at), at)
    if pair is not None:
        both = _last_pair(context, sentence, pair.start()) or _pair_before(context, sentence)
        return [(both[0 if pair["which"] == "前者" else 1], 0)] if both else []
    start = after_mark(text, "。；;", at)
    near = ending_at(context, sentence, at, ("Park", "Zone"))
    # 坐落于甲街道，聚焦乙: what lies there does it.
    near = [] if near and _LIES_IN.search(text, 0, near[0].start) else near
    # 甲区:依托乙园，重点发展丙: the district does it with the park.
    leaned = bool(near) and _LEANED.search(text, 0, near[0].start) is not None
    wider = [z for z in openers(context, sentence, ("Zone", "Park")) if leaned and start <= z.start < near[0].start]
    if near:
        return [(wider[-1], 0)] if wider else [(one, 0) for one in near]
    actions = [
        t for t in context.things_of(sentence, "ActionArea") if start <= t.start < at and _ACTION.search(text[: t.end])
    ]
    # 行动四 甲行动 (6)乙：聚焦…: of the item told of, not of the action above it.
    items = [
        area for begins, area in context.areas.get(sentence.number, ()) if actions and actions[-1].end < begins <= at
    ]
    if items:
        return [(Thing(0, 0, "ActionArea", items[-1]), 0)]
    about = topic(context, sentence, ("Park", "Zone", "Policy"), at)
    # 甲区…；乙城重点发展丙: a place that no rule knows has it, not the one before the mark.
    if about is not None and about.hops == 0 and about.thing.start < start and _PLACE.search(text, start, at):
        return []
    own = about is not None and about.hops == 0 and about.thing.label != "Policy"
    if actions and not (own and about is not None and about.thing.start > actions[-1].start):
        return [(actions[-1], 0)]
    if about is not None and about.thing.label != "Policy" and (about.hops == 0 or about.thing.label == "Park"):
        return [(about.thing, min(about.hops, 2))] if about.hops <= 3 else []
    backed = [
        t
        for t in context.things_of(sentence, "Park", "Zone")
        if start <= t.start and t.end <= at and _BACKED.search(text, 0, t.start) and _DOES.match(text, t.end)
    ]
    if backed:
        return [(backed[-1], 0)]
    area = context.area_at(sentence, at)
    if area is not None:
        return [(Thing(0, 0, "ActionArea", area), 0)]
    # 项目建成后将形成甲园15万平方米载体，主攻乙: of the place that the sentence names.
    parks = [t for t in context.things_of(sentence, "Park") if t.end <= at]
    if parks:
        return [(parks[-1], 1)]
    if said_of(context, sentence, ("Company", "Project", "Scenario"), at) is not None:
        return []
    if context.policy is not None and (context.kind == "plan" or told_of_policy(context, sentence)):
        return [(Thing(0, 0, "Policy", context.policy.id), 0)]
    return [(about.thing, about.hops)] if about is not None and about.hops <= 2 else []


_PAIR_OPENS: Final = re.compile(r"(?:其中，?)?(?P<which>前者|后者)")
# 位于甲区的乙园和|位于丙区的|丁园.
_AND: Final = re.compile(r"(?:、|和|与|及|以及)(?:(?:位于|坐落于|坐落在|地处)[^，。；;、的]{2,12}的)?")


def _pair_before(context: Context, sentence: Sentence) -> tuple[Thing, Thing] | None:
    """The last two parks or zones of the sentence before that stand side by side."""
    for before in context.article.before(sentence, 1):
        for labels in (("Park",), ("Zone",), ("ActionArea",)):
            for one, other in reversed(list(pairwise(context.things_of(before, *labels)))):
                if _AND.fullmatch(before.shadow.text, one.end, other.start):
                    return one, other
    return None


def _last_pair(context: Context, sentence: Sentence, at: int) -> tuple[Thing, Thing] | None:
    """The last two things of one label that stand side by side before a place."""
    text = sentence.shadow.text
    things = [t for t in context.things_of(sentence, "ActionArea", "Zone", "Park", "Company") if t.end <= at]
    for one, other in reversed(list(pairwise(things))):
        if one.label == other.label and text[one.end : other.start] in ("、", "和", "与", "及"):
            return one, other
    return None
