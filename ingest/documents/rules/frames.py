"""Chains of named things around a verb: 甲与乙联合制作, 引入甲、乙等 (谓词框架)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.subjects import openers

_ADVERBS: Final = re.compile(
    r"(?:正在|刚刚|刚|新近|联合|共同|携手|倾力|自主|原创|创新|全新|正式|成功|已经|已|将|率先|首次|再次|独家|合力|精心|全力|重点|积极|"
    r"目前|近日|日前|分别|去年|前年|上月|本月|年初|先后|陆续|累计|最新|牵头|合作|双方|同时|双双|组成联合体|组团|抱团|今年|去年|去|也|还|都|均|又|于|在|今日|此前|日|月|年|\d|，)*$"
)
_JOINT_BEFORE: Final = re.compile(r"(?:、|与|和|及|以及|联合|携手|会同|协同|，联合)[“《]?$")
# 来自甲市的乙、来自丙市的丁: what describes the next one.
_DESCRIPTION: Final = re.compile(r"(?:来自|做|专做|生产|主营|位于|从事|研发|经营|远道而来)[^，。；;、和与]{0,14}的")
_MARK: Final = re.compile("[，。；;]")
_CLAUSE_END: Final = re.compile("[。；;！？]")
_JOINT_AFTER: Final = re.compile(r"[”》)]?(?:\((?!以下|下称|简称|证券)[^()]{1,16}\))?(?:、|与|和|及|以及)[“《]?")


def ending_at(context: Context, sentence: Sentence, at: int, labels: Sequence[str]) -> list[Thing]:
    """Things joined by 、 and 与 whose last one ends before the verb at `at`; adverbs may stand between."""
    text = sentence.shadow.text
    things = context.things_of(sentence, *labels)
    adverbs = _ADVERBS.search(text, 0, at)
    low = adverbs.start() if adverbs else at
    chain: list[Thing] = []
    here = next((t for t in reversed(things) if low <= _after(text, t.end) <= at), None)
    # 产品供应给甲，去年又被认定为…: of who supplies it.
    if (
        here is not None
        and "，" in text[here.end : at]
        and text[: here.start].endswith(("给", "供应", "供", "销往", "供往", "卖到"))
    ):
        here = None
    while here is not None:
        chain.insert(0, here)
        joint = _JOINT_BEFORE.search(text, 0, here.start)
        here = None if joint is None else _ending(things, text, joint.start())
    return chain


def _after(text: str, end: int) -> int:
    """`end`, or the place behind a quote or bracket that closes there."""
    return end + 1 if text[end : end + 1] in ("”", ")", "》") else end


def _ending(things: Sequence[Thing], text: str, at: int) -> Thing | None:
    return next((t for t in reversed(things) if at in (t.end, _after(text, t.end))), None)


def starting_at(context: Context, sentence: Sentence, at: int, labels: Sequence[str], skip: int = 0) -> list[Thing]:
    """Things joined by 、 and 与, the first of which begins at `at` or at most `skip` characters later."""
    text = sentence.shadow.text
    things = context.things_of(sentence, *labels)
    chain: list[Thing] = []
    here = None
    for thing in things:
        if thing.start > at + skip + 1:
            break
        if thing.start == at or (thing.start > at and not _MARK.search(text, at, thing.start)):
            here = thing
            break
    while here is not None:
        chain.append(here)
        joint = _JOINT_AFTER.match(text, here.end)
        end = joint.end() if joint else -1
        here = next((t for t in things if t.start == end), None)
        if here is None and joint is not None:
            described = _DESCRIPTION.match(text, end)
            here = next((t for t in things if described and t.start == described.end()), None)
    return chain


def joined_behind(text: str, things: Sequence[Thing], end: int) -> list[Thing]:
    """Of things in the order of the text those that nothing but 、 and 和 joins to what ends at a place."""
    row: list[Thing] = []
    for thing in things:
        if thing.start > end and text[end : thing.start] in ("、", "和", "与", "及", "以及"):
            row.append(thing)
            end = thing.end
    return row


def clause_of(text: str, at: int) -> tuple[int, int]:
    """The stretch between 。 and ；; around a place."""
    end = _CLAUSE_END.search(text, at)
    return after_mark(text, "。；;！？", at), end.start() if end else len(text)


def subject_of(context: Context, sentence: Sentence, at: int, labels: Sequence[str]) -> Thing | None:
    """The first thing that opens a clause before `at`; of 甲区的乙园 it is 乙园."""
    text = sentence.shadow.text
    start, _ = clause_of(text, at)
    subject: Thing | None = None
    for thing in openers(context, sentence, labels):
        if start <= thing.start < at:
            if subject is not None and text[subject.end : thing.start] not in ("的", "的“"):
                break
            subject = thing
    return subject
