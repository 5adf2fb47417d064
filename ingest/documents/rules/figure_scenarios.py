"""Figures of what is asked of a scenario and of who came for it, in the paragraph that tells of it (场景需求指标)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.figure_things import around, clause_start
from ingest.documents.rules.subjects import openers
from ingest.numbers import Quantity

# 项目预算420万元; 企业想把误差压到1%以内，愿意掏1200万元; 合同额860万元; 吸引21家企业揭榜.
_ASKED: Final = re.compile(
    r"预算|合同[总金]?额|中标[价额]|愿意?[掏出拿]|意向(?:投资|金额)|(?:企业|单位|团队)[^，。；;]{0,8}(?:揭榜|报名|应征|竞争|应战|接题|递交)|"
    r"揭榜(?:企业|单位|团队)|(?:要求|想把|希望|盼着|期望|须|必须|只许)[^，。；;]{0,10}(?:漏[检报]率|误[检报]率|误差|差错率)|首期覆盖|覆盖(?:患者|住户|居民|床位|点位)|(?:再|公开|继续)征集"
)
_OTHERS: Final = ("Company", "Park", "Project", "Mechanism", "Policy", "Technology", "Platform", "Zone")
_BACK: Final = 5


def scenario_asked(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The one scenario that a paragraph has told of where a figure says what is asked there, or who answers."""
    if context.kind == "plan" or "Scenario" not in context.counts:
        return None
    text = sentence.shadow.text
    if _ASKED.search(around(text, quantity)) is None:
        return None
    begins = clause_start(text, quantity.start)
    if any(begins <= t.start < quantity.start for t in openers(context, sentence, _OTHERS)):
        return None
    here = [t for t in context.things_of(sentence, "Scenario") if t.end <= quantity.start]
    if here:
        return here[-1] if len({t.id for t in here}) == 1 else None
    told = {
        t.id: t
        for before in context.article.before(sentence, _BACK)
        if before.paragraph == sentence.paragraph
        for t in context.things_of(before, "Scenario")
    }
    return next(iter(told.values())) if len(told) == 1 else None
