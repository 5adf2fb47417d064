"""What a quantity measures, and which stretch of a sentence tells it (指标名)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.lists import after_mark
from ingest.numbers import Quantity
from schema.tokens import tagged
from schema.words import word_set

_LEAD: Final = frozenset(
    {"累计", "每年", "推广", "发布", "开展", "拥有", "全市", "新增", "实现", "其中", "分别", "同比"}
)
_JOIN = re.compile(r"^(?:为|有|的|了|在|是|对|将|并|已|共|约|全部|高达|突破|超过|达到|达|至|等|累计|力争|确保|新增)+")
TRIM = "，。；;:、“”‘’《》()的了达到至有为是 "
LONGEST_METRIC: Final = 24
_STOP: Final = re.compile("[，。；;]")
_CLAUSE_END: Final = re.compile("[，；;]")
# 2026年12月底前完成…: when, and not what.
_WHEN: Final = re.compile(
    r"(?:到|至|截至|自|从)?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年底|底|末|初)?(?:之前|以前|前)?"
)
# 年产60万套底盘项目是其中之一: what is said of it is no part of what is counted.
_SAID_OF: Final = re.compile("(?:也|便|就|正|均|都)?是(?:其中|当天|本次|此次|首|一|今年|我|全)")
# 公司实现营业收入, 产能由80艘提高到150艘: who has it and from where it rose.
_OWNER: Final = re.compile("^(?:该|本)?(?:公司|集团|企业|园区)(?=实现|完成|拥有|累计|共|已|现有)")
_FROM: Final = re.compile(
    r"(?:(?<=[\u4e00-\u9fff]{2})[由从](?:目前|现在|眼下|当前|如今|现有|去年|上年|前年|年初|此前|原来|最初|过去|20\d\d年)(?:底|末)?的?|[由从])$"
)
CHANGE: Final = re.compile(
    "(?:再|进一步|逐步|大幅|稳步|力争)?(?:(?:提高|提升|增加|增长|扩大|扩充|扩容|下降|减少|压缩|缩短|降低)(?:到|至|为)?|(?:升|降|增|减|扩|缩|压减|攀升|跃升|拉升|回升|回落)(?:到|至|为))"
)
# 设立2亿元基金: the sum is the fund's.
_SETS_UP: Final = re.compile("(?:设立|组建|成立|安排|发放|兑现)了?")
# 首台套产品, 一期厂房: these numerals belong to the noun.
_OF_NOUN: Final = re.compile("首|[一二三四五]期")


def pieces(text: str, quantities: list[Quantity]) -> list[tuple[int, int]]:
    """The stretch of each quantity: from the mark before it to the mark before the next."""
    spans = []
    for i, quantity in enumerate(quantities):
        floor = quantities[i - 1].end if i else 0
        start = max(after_mark(text, "，。；;:、", quantity.start), floor)
        if i + 1 < len(quantities):
            following = quantities[i + 1].start
            cut = after_mark(text, "，。；;、", following) - 1
            end = cut if cut >= quantity.end else following
        else:
            stop = _STOP.search(text, quantity.end)
            end = stop.start() if stop else len(text)
        # A list inside the last part (具有A、B的C) belongs to it, a later clause does not.
        later = _CLAUSE_END.search(text, quantity.end, end)
        spans.append((start, later.start() if later else end))
    return spans


def metric_of(text: str, span: tuple[int, int], quantity: Quantity) -> str:
    """What a quantity measures: the noun behind it, without the description before its last 的, else the words before."""
    after = text[quantity.end : span[1]].strip(TRIM)
    before = _WHEN.sub("", text[span[0] : quantity.start].strip(TRIM), count=1)
    before = _JOIN.sub("", before.strip(TRIM)).strip(TRIM)
    before = _FROM.sub("", _OWNER.sub("", before))
    after = _SAID_OF.split(after, maxsplit=1)[0]
    after = "" if CHANGE.match(after) else after
    noun = _noun_first(after.rsplit("的", 1)[-1].strip(TRIM))
    measured = quantity.unit.endswith(("%", "元", "米", "亩"))
    if len(noun) >= 2 and (not measured or _SETS_UP.fullmatch(before)):
        return noun[:LONGEST_METRIC]
    return (_noun_last(before, counted=not measured) or noun)[-LONGEST_METRIC:]


def _noun_first(words: str) -> str:
    """The noun at the start, without what is done with it: 企业提供服务 → 企业."""
    for token in tagged(words):
        if token.start >= 2 and token.tag == "v" and len(token.text) > 1 and token.text not in word_set("name_verbs"):
            return words[: token.start]
    return words


def _noun_last(words: str, *, counted: bool) -> str:
    """The noun at the end, without verbs, adverbs and times before it: 累计接待企业 → 企业; 建设泊位 2个 → 泊位."""
    for token in tagged(words):
        lead = token.tag in ("v", "d", "t", "p", "c", "u", "ul", "uj", "r", "m", "f") or token.text in _LEAD
        lead = (lead and not _OF_NOUN.match(token.text)) or (counted and token.text in word_set("plan_makes"))
        if not lead and token.text.strip():
            rest = words[token.start :]
            return rest if len(rest) >= 2 else words
    return words


# 力争入驻企业100家, 到2028年产值要超过80亿元: wanted, whoever wants it.
_WANTED: Final = re.compile(
    r"力争|争取|确保|目标是|(?:到|至)(?:20\d\d年|明年|今年)(?:年)?(?:底|末)?[，,]?(?!的)[^。；;]*(?:达到|突破|超过|不少于|不低于|争取|要|力争|翻)[^。；;\d]*$"
)
_LATER: Final = re.compile(
    r"(?:达产|建成|投产|投用|投运|竣工|扩建|落成|完工|开业)(?:投产|投用|运营|达产|使用)*后|届时|打算"
)
# 由目前的43%提高到55%: where it stands.
_FROM_HERE: Final = re.compile(r"[由从](?:[^，。；;\d]{0,10}的)?(?:约|近|不足|不到)?$")
_TO_THERE: Final = re.compile(
    r"(?:大幅|逐步|再|稳步)*(?:提高|提升|增加|增长|扩大|下降|降低|减少|压缩|缩短|扩充|扩容|攀升|跃升|上升|回升|优化|压减|缩减|降|升|增|扩|减|缩)(?:到|至|为)"
)


_LEAD_IN: Final = 24
_NEAR: Final = 160


def baseline(text: str, quantity: Quantity) -> bool:
    """Whether a figure is where something starts from: 由目前的43%提高到55%."""
    return (
        _FROM_HERE.search(text, max(0, quantity.number_start - _LEAD_IN), quantity.number_start) is not None
        and _TO_THERE.match(text, quantity.end) is not None
    )


# 规模不低于600亿元，而2025年这一数字是290亿元.
_SAME_NUMBER: Final = re.compile(
    r"[，；](?:而|且)?[^，。；;]{0,12}?(?:这一|该|这个)(?:数字|数据|数值|指标|比例|占比|比率)(?:还|只|仅|才|已|则)*(?:是|为|达到?|有)?"
)


def same_number(text: str, end: int, quantity: Quantity) -> bool:
    """Whether a figure says what the one that ends at `end` was at another time."""
    return _SAME_NUMBER.fullmatch(text, end, quantity.start) is not None


_DESIGNED: Final = re.compile("设计年?产能|规划(?!馆|师)|可年产")
_DONE: Final = re.compile(
    r"(?:已|正式|全面|全部|顺利|日前|昨日|近日)(?:经)?[^，。；;]{0,6}(?:投产|建成|投用|投运|竣工|完工)(?!后)|完成投资|去年|上年|目前|现有|截至"
)
_SO_FAR: Final = re.compile("已|目前|现有|降了|提高了|增加了|减少了")
_OUTLAY: Final = re.compile(r"投资|用地|年产|年加工|年处理|产能|建筑面积|工期|周期")
_BUDGET: Final = re.compile(r"奖励|补贴|补助|奖补|资助|给予")


def kind_of(text: str, quantity: Quantity, planned: bool, label: str | None) -> str:
    """Whether a figure is actual, planned or a target that no policy sets; `label` is of what it is of."""
    if baseline(text, quantity):
        return "actual"
    low = max(after_mark(text, "。；;", quantity.start), quantity.start - _NEAR)
    before = text[low : quantity.start]
    own = before[after_mark(before, "，。；;:", len(before)) :]
    if _WANTED.search(before):
        return "target"
    later = _LATER.search(before) and not _SO_FAR.search(own)
    if planned or later or _DESIGNED.search(own) or (quantity.comparator == "lte" and _BUDGET.search(own)):
        return "planned"
    whole = text[low : quantity.end + _NEAR]
    return "planned" if label == "Project" and _OUTLAY.search(own) and not _DONE.search(whole) else "actual"
