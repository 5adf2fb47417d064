"""Who carries out the plan: 甲区、乙区先行试点; 由丙局组织实施，丁局、戊局配合; 在甲区试点推行 (落实单位)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.plan_talk import told_of_policy
from ingest.sieve import regex

_PILOTS: Final = "(?:先行试点|先行先试|先试先行|率先试点|开展试点|试点先行|试点推行|率先推行|率先落实|率先落地|率先试行|先行一步|打头阵|当先锋)"
# 甲区、乙区将先行试点.
_TRIES: Final = regex(
    rf"(?:等(?:\d|[两二三四五六七八九])?个?(?:区市|区|地)?|[两三四五]地|[两三四五]区)?(?:将|要|则|也|会|先|首批|已|被选为|一道|共同)*{_PILOTS}(?:该|这一|本)?(?:计划|方案|意见|措施|政策)?(?=[，。；;]|$)"
)
# 先在甲区、乙区试点; 选择丙市试行.
_TRIED_IN: Final = regex(
    r"(?:^|[，。；;])(?:今年|年内|首批|首先|率先|先|将|计划|拟|并|选取|优先|，)*(?:在|选择|选取|选定|确定)(?P<where>[^，。；;]{2,40}?)(?:等地)?(?:先行|率先|首批|开展|进行|作为)*(?:试点|试行|先行先试)(?:推行|推广|实施|推开)?(?=[，。；;]|$)"
)
# 由甲局组织实施; who 牵头 leads it.
_CARRIED: Final = regex(
    r"(?:由(?P<who>(?:(?!牵头)[^，。；;:“”由]){2,40}?)(?:具体|共同|统一|联合)*(?:负责)?(?:具体|统一)?(?:组织)(?:实施|落实))(?:工作)?(?=[，。；;]|$)"
)
# …牵头，乙局、丙局等配合.
_HELPED: Final = regex(
    r"(?:牵头|负责|实施|推进|落实|抓总|统筹)，(?P<who>[^，。；;:“”]{2,60}?)(?:等(?:部门|单位)?)?(?:按职责|分头|密切|积极|协同|共同|予以|给予)*(?:配合|协同|参与|协助)(?:实施|推进|落实|支持)?(?=[，。；;]|$)"
)
_OTHER: Final = re.compile("(?:行动|任务|工程)(?!计划|方案)|机制|平台|专班|清单|项目|场景(?!.{0,14}》)")
_BACKED: Final = re.compile("(?:支持|鼓励|引导|推动|指导)$")


def plan_carriers(context: Context) -> None:
    """IMPLEMENTS from zones that try the plan first and offices that carry it out or help."""
    policy = context.policy
    if policy is None or context.kind == "plan":
        return
    plan = Thing(0, 0, "Policy", policy.id)
    for sentence in sifted(context.article.body, _TRIES, _TRIED_IN, _CARRIED, _HELPED):
        if sentence.kind == layout.BYLINE or not told_of_policy(context, sentence):
            continue
        text = sentence.shadow.text
        for match in _TRIES.finditer(text):
            zones = ending_at(context, sentence, match.start(), ("Zone",))
            if zones and not _BACKED.search(text, 0, zones[0].start) and _opens(context, sentence, zones[0]):
                _put(context, sentence, zones, plan)
        for match in _TRIED_IN.finditer(text):
            if _of_plan(context, sentence, match.start()):
                _put(context, sentence, starting_at(context, sentence, match.start("where"), ("Zone",)), plan)
        for match in (*_CARRIED.finditer(text), *_HELPED.finditer(text)):
            if _of_plan(context, sentence, match.start()):
                start, end = match.span("who")
                bodies = [t for t in context.things_of(sentence, "Organization") if start <= t.start and t.end <= end]
                if bodies and bodies[0].start == start:
                    _put(context, sentence, bodies, plan)


def _put(context: Context, sentence: Sentence, heads: list[Thing], plan: Thing) -> None:
    for head in heads:
        if head.id != context.home:
            context.relate(sentence, "IMPLEMENTS", head, plan, "plan-carried-out", "0.8")


def _opens(context: Context, sentence: Sentence, first: Thing) -> bool:
    """Whether nothing but what leads to it stands before a row of zones in its stretch, and nothing else is tried."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", first.start)
    others = [
        t for t in context.things_of(sentence, "Initiative", "Scenario", "Mechanism", "Project", "Platform")
        if low <= t.start < first.start
    ]  # fmt: skip
    return not others and text[first.start - 1 : first.start] in ("", "，", "。", "；", ";", "由", "让")


def _of_plan(context: Context, sentence: Sentence, at: int) -> bool:
    """Whether what a stretch has named before is at most the plan itself: no task, no mechanism, no scenario."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", at)
    if context.area_at(sentence, at) is not None or _OTHER.search(text, low, at) is not None:
        return False
    named = context.things_of(
        sentence, "Initiative", "Scenario", "Mechanism", "Project", "Platform", "ActionArea", "Park"
    )
    return not any(low <= t.start < at for t in named)
