"""Where a report names the actions of a plan: 打头的是“甲乙”行动, 把丙丁行动摆在首位, A行动和B行动分列第四、第五 (行动名称).

An action is shown by its ending. It begins behind the last word that belongs to the sentence and not to
it: a preposition, a copula, 的, a verb of planning. How many there are, texts say: 五项任务, 三大行动.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.tokens import tagged
from schema.words import longest_first, word_set

_ENDING = regex(
    r"(?P<end>工程(?!师|量|款|院|学|技术|公司|机械|质量|进度|塑料|监理|设计|勘察|咨询)|行动|任务)(?!建设|项目|中心|计划|方案|队|组|力|者|不便|自如|起来|路线|指南|纲领|清单|单|书|表|目标|分工|迟缓|能力|轨迹)"
)
_COUNT = regex(
    rf"(?P<n>{COUNT})(?:大|项|个|类|条)(?:[^\d，。;:、“”（）()《》的个]{{0,4}}?)(?:{'|'.join(longest_first('plan_action_heads'))})"
)
# 任务共有三项, 重点任务有三.
_COUNT_BEHIND = regex(
    rf"(?:任务|行动|举措)(?:一共|总共|共计|共)?(?:有|分)?(?P<n>{COUNT})(?:项|个|大|条|块)?(?=[，。:;])"
)
WIDE_COUNT = regex(
    rf"(?<!第)(?P<n>{COUNT})(?:(?:个|大|条|篇)(?:重点|主要)?(?:方面|板块|篇章|路径|维度|抓手|端)|个?部分)"
)
"""A count of parts by any noun, which only stands for actions where they are listed right beside it."""
_GENERIC: Final = re.compile(
    r"(?:包含|包括|由|共|分|该|本|这|各|专项|三年|具体|[四五六三两]项|重点|主要|上述|一系列|系列|\d+项|[一二三四五六七八九十]+(?:大|项)|联合执法|执法|统一|实际|首要|中心|紧迫|各项|目标|工作|建设|攻坚|艰巨|五年|年度)*(?:行动|任务)"
)
# 市公安局牵头这一行动: one that is named before.
_POINTED: Final = re.compile("(?:这|该|此|上述|前述)(?:一|两|几|三|四|五)?(?:项|个|大|类)?(?:行动|任务|工程)$")
# 共安排三项行动 counts them.
_COUNTED: Final = re.compile(
    rf"{COUNT}[大项个类条路组篇批块][^，。;:、]{{0,3}}(?:行动|任务|工程)$|^{COUNT}[大项个类条地级路]"
)
_BOUND: Final = "，。;:、“”《》()【】〔〕!?—…·"
_ORDINAL_HEAD: Final = re.compile("(?:行动|任务|板块)[一二三四五六七八九十]$")
_SHORTEST, _LONGEST = 4, 16
ITEM_MARK: Final = re.compile(r"(?:[(（]?\d{1,2}[)）.、．]|[①-⑩])(?=[\u4e00-\u9fff“])")
"""The number before an item of a list."""


def announced(context: Context, *, wide: bool = False) -> list[tuple[int, int]]:
    """How many actions sentences and headings say there are, each with its paragraph; `wide` also 四个方面 and the like."""
    patterns = (_COUNT, _COUNT_BEHIND, *((WIDE_COUNT,) if wide else ()))
    found = []
    for sentence in context.article.sentences:
        if sentence.kind in (layout.BODY, layout.CLAUSE, layout.HEADING):
            for match in (m for pattern in patterns for m in pattern.finditer(sentence.shadow.text)):
                count = int(parse_number(match["n"]) or 0)
                if count > 1:
                    found.append((count, sentence.paragraph))
    return found


def action_names(sentence: Sentence, ending: str = "行动") -> Iterator[tuple[int, int]]:
    """Shadow spans of names with this ending, quotes around them left out and quotes inside them kept."""
    text = sentence.shadow.text
    floor = 0
    for match in _ENDING.finditer(text):
        if match["end"] != ending:
            continue
        end = match.end()
        start = name_start(text, floor, match.start())
        # 行动一 甲行动: the number of the heading is no part of the name.
        if _ORDINAL_HEAD.search(text, max(0, start - 2), start + 1):
            start += 1
        floor = end
        name = text[start:end]
        if _SHORTEST <= len(name.strip("“")) <= _LONGEST and not any(
            pattern(name) for pattern in (_GENERIC.fullmatch, _COUNTED.search, _POINTED.search)
        ):
            yield start, end


def name_start(text: str, floor: int, ending: int) -> int:
    """Where the name that ends in the word at `ending` begins, not before `floor`."""
    if text[ending - 1 : ending] == "”":
        quote = text.rfind("“", floor, ending)
        return quote if quote >= 0 else ending
    low = max(floor, *(text.rfind(bound, floor, ending) + 1 for bound in _BOUND))
    if (mark := ITEM_MARK.match(text, low, ending)) is not None:
        low = mark.end()
    start = low
    stops, verbs = word_set("part_stops"), word_set("part_verbs")
    for token in tagged(text[low:ending]):
        here = low + token.end
        opens = low + token.start == start
        joined = token.text in ("和", "与", "及", "以及") and text[start : low + token.start].endswith(("行动", "任务"))
        if here < ending and (
            token.text in stops
            or joined
            or (opens and (token.text in verbs or token.text in ("和", "与", "及", "以及")))
        ):
            start = here
    return start
