"""Figures of a product that a clause means without its name: 这款机器人下潜…, 产品厚度只有… (产品复指)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_heads import BEARERS, of_a_product
from ingest.documents.rules.figure_things import clause_start
from ingest.documents.rules.subjects import openers
from ingest.numbers import Quantity
from ingest.sieve import regex

_LEADS: Final = r"(?:目前|如今|眼下|现在|据介绍|据悉|据了解|与同类产品相比|(?:[今去]|20\d\d)年(?:以来)?|上半年|相比之下|投用后|上市后)?"
# 这款水下机器人, 该设备, 这种膜.
_THAT: Final = regex(
    r"(?:(?:这|该)(?:[款种型台套枚艘架块]|一(?:款|种|新型|代))|该(?=[产设装机系整芯模仪材]))[^，。；;、:“”\d的]{0,8}?"
    r"(?:产品|设备|装备|装置|机器人|机器狗|无人机|无人船|无人车|航行器|飞行器|系统|模型|芯片|模组|模块|材料|薄膜|膜|整车|车型|重卡|卡车|客车|船舶|仪器|传感器|"
    r"电机|电池|电堆|发动机|新药|试剂|导管|支架|轴承|减速器|激光器|雷达|终端|软件|机床|压缩机|阀门|泵|线缆|涂料)"
)
# 产品厚度只有8微米; 产品线, 产品种类 are of the firm.
_PRODUCT: Final = regex(
    r"(?:该|其|这一)?产品(?=[^，。；;、:\d]|\d{1,2}月)(?!线|类|种|体系|结构|系列|总|中|里|均|都|分别|主要|和|与|及|包括|涵盖|覆盖|有(?!效)|合格率|质量|研发|创新|销往|远销|出口|畅销|库存|目录|产值|产量|年产)"
)
_BACK: Final = 1
_OTHERS: Final = (*BEARERS, "Technology")


def product_meant(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The product told of last that 这款机器人 or 产品 at the start of a clause before a figure of it means."""
    if context.kind == "plan" or "Technology" not in context.counts:
        return None
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    for pattern in (_THAT, _PRODUCT):
        for noun in reversed(list(pattern.finditer(text, low, quantity.start))):
            if re.fullmatch(_LEADS + "[，,“]*", text[clause_start(text, noun.start()) : noun.start()]) is None:
                continue
            named = context.things_of(sentence)
            if any(t.start < noun.end() and noun.start() < t.end for t in named):
                return None
            if any(noun.end() <= t.start < quantity.start for t in openers(context, sentence, _OTHERS)):
                return None
            if not of_a_product(text, noun.end(), quantity):
                return None
            return _told_last(context, sentence, noun.start(), near=pattern is _PRODUCT)
    return None


def _told_last(context: Context, sentence: Sentence, at: int, *, near: bool) -> Thing | None:
    """The one product of the part of the sentence before a place, else of the sentence before.

    `near` asks that nothing else was named there: 产品 says less than 这款机器人.
    """
    here = [t for t in context.things_of(sentence, "Technology") if t.end <= at]
    if not here:
        before = next((s for s in context.article.before(sentence, _BACK)), None)
        if before is None or before.paragraph != sentence.paragraph:
            return None
        here = list(context.things_of(before, "Technology"))
    # 攻克了甲技术，产品去年获批: of what is made by it.
    here = [t for t in here if not context.surface(sentence, t.start, t.end).endswith(_TECHNIQUES)]
    if not here or (near and len({t.id for t in here}) > 1):
        return None
    return here[-1]


_TECHNIQUES: Final = ("技术", "工艺", "算法")
