"""Industries that the words around a system of industries count to it (体系成员).

在“10+1”体系中，甲属于优势产业; “10+1”体系里的乙; 按照“10+1”体系的布局，丙是五个新兴产业之一; 丁是“10+1”体系确定的新兴产业之一.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import joined_behind
from ingest.documents.rules.industry_systems import chained

_CLASS: Final = "(?:先导|新兴|优势|未来|传统|支柱|主导|特色|战略性新兴|基础|重点|核心)"
# 体系中的甲.
_INSIDE: Final = re.compile("[”]?(?:之?中|里面?|之?内)(?:的|所?(?:列|含)的)?[“]?")
# 体系中，甲; 体系的布局，甲.
_LEADS: Final = re.compile(
    "[”]?(?:的)?(?:布局|部署|安排|划分|口径|分类|规划|框架|版图|定位|格局|谱系)?(?:之?[中里内下上])?，[“]?"
)
_COUNTED_TO: Final = re.compile(
    rf"[”]?(?:产业|产业链|行业)?(?:则|也|都|均|同|就|正|被|还|双双|一道)*(?:属于?|是|为|位列|列为|列入|列在|归入|划入|归为|归于|作为|定为|纳入|位居|居于|被?定位为|排在|身处)(?:[^，。；;]{{0,10}}?)(?:{_CLASS}(?:性)?(?:产业|行业|赛道|板块|序列|行列)|之一|一员|组成部分)"
)
_TIER: Final = re.compile("先导|新兴|优势|未来|传统")
# 甲是|“10+1”体系确定的五个新兴产业之一.
_IS: Final = re.compile(
    r"[”]?(?:产业|产业链)?(?:也|都|均|同|正|就|则)*(?:是|为|属于?|作为)(?:青岛市?|我市|全市|全省|国家|该市)?(?:的)?[“]?"
)
_NAMED_IN: Final = re.compile(
    rf"[”]?(?:之?[中里内])?(?:所?(?:确定|明确|圈定|布局|划定|列出|提出|锁定|部署|确立|列明))?的(?:\d{{1,2}}|[一二两三四五六七八九十]+)?(?:个|大|条|类)?(?:[^，。；;]{{0,4}}?{_CLASS}(?:性)?(?:产业|行业|赛道|板块|集群)|[^，。；;]{{0,8}}之一|成员|一员)"
)


def system_members(context: Context) -> None:
    """PART_OF from industries to the system whose member the sentence calls them."""
    for sentence in context.article.body:
        whole = context.things_of(sentence, "IndustrySystem")
        industries = context.things_of(sentence, "Industry") if whole else []
        for system in whole if industries else ():
            _members(context, sentence, system, industries)


def _members(context: Context, sentence: Sentence, system: Thing, industries: Sequence[Thing]) -> None:
    text = sentence.shadow.text
    for match, told in ((_INSIDE.match(text, system.end), False), (_LEADS.match(text, system.end), True)):
        first = next((t for t in industries if match is not None and t.start == match.end()), None)
        if first is None:
            continue
        row = [first, *joined_behind(text, industries, first.end)]
        said = _COUNTED_TO.match(text, row[-1].end)
        if not told or said is not None:
            _put(context, sentence, row, system, said[0] if said is not None else "")
    last = next((t for t in reversed(industries) if t.end <= system.start), None)
    named = _NAMED_IN.match(text, system.end)
    if last is not None and named is not None and _IS.fullmatch(text, last.end, system.start) is not None:
        _put(context, sentence, chained(text, industries, last), system, named[0])


def _put(context: Context, sentence: Sentence, row: list[Thing], system: Thing, said: str) -> None:
    tier = _TIER.search(said)
    for one in row:
        context.relate(
            sentence, "PART_OF", one, system, "industry-of-system", "0.85", {"tier": tier[0]} if tier else {}
        )
