"""Parts of a plan named once more, in its report or in another article of the page, and where a scenario stands (再次提及).

A step or rung of two or three characters is also a common word, and the name of a place that is a direction
also the place: such names are parts only where they are listed.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.subjects import openers, sure, topic
from ingest.sieve import regex

_SHORTEST: Final = {"LifecyclePhase": 4, "ScenarioTier": 4, "ScenarioDirection": 6, "ActionArea": 5}
# Behind these letters the words are another name: 台架试验中心, 示范场景清单.
_LONGER: Final = re.compile(
    r"[”]?(?:中心|平台|系统|基地|实验室|联盟|公司|清单|名单|目录|办法|项目|行动|计划|工程|机制|方案|小组|专班|大会|活动|会)"
)
_REACHED: Final = regex(
    r"(?:获评|评为|评定为|认定为|入选|入列|晋级为?|晋升为?|被评为|晋升到|升级为|升级成|升为|跻身|成为|(?:被)?列为|列入|进入|迈入|达到|定级为|定为|挂上|挂起|挂出|摘得|捧回|拿到|拿下|升到|升至|登上|爬到|处在|处于|停在|站上)(?:了)?(?:全市|首批|市级|省级|区级)?“?$"
)


_PLANNED: Final = re.compile(r"(?:将|拟|计划|预计|有望|力争|年底|明年|下一步|最快)[^，。；;]{0,10}$")
_LEFT: Final = re.compile("[从由]“?$")
_RISES: Final = re.compile("”?(?:成功|顺利|正式)?(?:升|晋|跃)(?:级|升)?(?:为|到|至|成)")
_PHASE: Final = regex(
    r"(?:处于|处在|进入|已到|走到|推进到|来到|正在|还在|仍在|停在|停留在|走完|卡在|进行到|进入到|推进至|迈进|步入)(?:了)?“?$"
)


def parts_again(context: Context) -> None:
    """Steps, rungs, directions and actions named again by the same words."""
    known = {name: part for name, part in context.parts.items() if len(name) >= _SHORTEST.get(part[0], len(name) + 1)}
    _reached(context)
    if not known:
        return
    for sentence in context.article.sentences:
        if sentence.kind in (layout.BYLINE, layout.META):
            continue
        text = sentence.shadow.text
        for name, (label, local_id) in known.items():
            at = text.find(name)
            while at >= 0:
                end = at + len(name)
                # 谋划3个超级场景方向: directions, not the rung.
                other = label == "ScenarioTier" and text.startswith("方向", end)
                if context.free(sentence, at, end) and not other and not _LONGER.match(text, end):
                    context.mention(sentence, at, end, label, local_id)
                    context.tell(sentence, label, local_id, "plan-parts-again")
                at = text.find(name, end)


def _reached(context: Context) -> None:
    """Short names of rungs and steps where a verb says that they are reached: 从试验线升为示范线, 处在测试环节."""
    short = {
        name: part
        for name, part in context.parts.items()
        if part[0] in ("ScenarioTier", "LifecyclePhase") and 2 <= len(name) < _SHORTEST[part[0]]
    }
    if not short:
        return
    for sentence in context.article.body:
        text = sentence.shadow.text
        for name, (label, local_id) in short.items():
            for match in re.finditer(re.escape(name), text):
                tier = label == "ScenarioTier"
                reached = (_REACHED if tier else _PHASE).search(text, max(0, match.start() - 12), match.start())
                left = tier and _LEFT.search(text, max(0, match.start() - 4), match.start())
                if (reached or (left and _RISES.match(text, match.end()))) and context.free(sentence, *match.span()):
                    context.mention(sentence, *match.span(), label, local_id)


def stands(context: Context) -> None:
    """Where a scenario stands: 该场景获评标杆场景, 目前处在测试环节."""
    for sentence in context.article.body:
        if not context.things_of(sentence, "LifecyclePhase", "ScenarioTier"):
            continue
        text = sentence.shadow.text
        for step in context.things_of(sentence, "LifecyclePhase"):
            planned = _PLANNED.search(text, 0, step.start) is not None
            if planned or not _PHASE.search(text, max(0, step.start - 8), step.start):
                continue
            scenario = _about(context, sentence, step)
            if scenario is not None:
                context.relate(sentence, "IN_PHASE", scenario[0], step, "scenario-stands", sure(78, scenario[1]))
        _batch(context, sentence)
        for rung in context.things_of(sentence, "ScenarioTier"):
            # 获评“甲级”的场景最高奖补80万元: of whichever gets there.
            whichever = (
                re.match("”?的(?:场景|项目|最高|企业|可|单位|，|给予|予以|奖|补|按)", text[rung.end : rung.end + 4])
                is not None
            )
            if whichever or not _REACHED.search(text, max(0, rung.start - 12), rung.start):
                continue
            scenario = _about(context, sentence, rung)
            if scenario is not None:
                context.relate(sentence, "AT_TIER", scenario[0], rung, "scenario-stands", sure(80, scenario[1]))


_BATCH: Final = regex(
    r"(?:首批|第[一二三四五六]批|这批|本批|新一批|此次|本次)(?:共|的)?(?:\d+|[两三四五六七八九十]+)余?(?:个|项)$"
)


def _batch(context: Context, sentence: Sentence) -> None:
    """首批12个甲级场景亮相。乙场景…；丙场景…: those of the next sentence of the paragraph stand on it."""
    text = sentence.shadow.text
    for rung in context.things_of(sentence, "ScenarioTier"):
        if not _BATCH.search(text, 0, rung.start):
            continue
        behind = (s for s in context.article.body if s.number == sentence.number + 1)
        for told in behind:
            own = openers(context, told, ("Scenario",)) if told.paragraph == sentence.paragraph else ()
            for one in own if len(own) > 1 else ():
                context.relate(told, "AT_TIER", one, rung, "scenario-stands", "0.75")


def _about(context: Context, sentence: Sentence, rung: Thing) -> tuple[Thing, int] | None:
    own = [t for t in context.things_of(sentence, "Scenario") if t.end <= rung.start]
    if own:
        return own[-1], 0
    about = topic(context, sentence, ("Scenario",), rung.start)
    return (about.thing, about.hops) if about is not None and about.hops <= 3 else None
