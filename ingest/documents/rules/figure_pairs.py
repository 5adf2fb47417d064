"""Figures of one of two things named before: 前者…，后者…; 一家产值2.1亿元，另一家1.4亿元 (二者之一)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.numbers import Quantity
from ingest.sieve import regex

# 甲公司、乙公司同在丙园，一家产值2.1亿元，另一家1.4亿元: the one and the other of the two named.
_ONE_OF: Final = regex(
    r"(?:^|[，；。])(?P<other>另)?一(?:家|个|座|台|款|艘)(?:则)?(?=年|去年|今年|已|有|占|投资|产值|营收|总|员工|面积|规划|入驻|[约超近]?\d)"
)


def one_and_other(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """Which of the two things named just before the clauses 一家… and 另一家… tell of."""
    text = sentence.shadow.text
    said = list(_ONE_OF.finditer(text))
    mine = [m for m in said if m.end() <= quantity.start]
    if len(said) != len(_PAIR) or [m["other"] for m in said] != list(_PAIR) or not mine:
        return None
    if re.search("[；;]", text[mine[-1].end() : quantity.start]):
        return None
    for other in (sentence, *context.article.before(sentence, 1)):
        end = said[0].start() if other is sentence else len(other.shadow.text)
        for label in ("Company", "Park", "Project", "Technology", "Scenario"):
            named = list(dict.fromkeys(t.id for t in context.things_of(other, label) if t.end <= end))
            if len(named) == len(_PAIR):
                return Thing(0, 0, label, named[1 if mine[-1]["other"] else 0])
        if other.paragraph != sentence.paragraph:
            break
    return None


_PAIR: Final = (None, "另")
_OF_TWO: Final = regex("前者|后者")


def of_two(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """Which of two works, scenarios or projects 前者 or 后者 before a figure means."""
    text = sentence.shadow.text
    said = list(_OF_TWO.finditer(text, 0, quantity.start))
    last = said[-1] if said else None
    if last is not None and text.startswith("的", last.end()):
        # 后者的甲系统让…: of the system.
        own = next((t for t in context.things_of(sentence, "Technology", "Work") if t.start == last.end() + 1), None)
        if own is not None:
            return own
    if last is not None and len(said) > 1 and _BESIDE.search(text, 0, last.start()):
        # 前者每年从后者采购电机1.2万台: told of 前者.
        last = said[-2]
    if last is None or re.search("[。！？]", text[last.end() : quantity.start]):
        return None
    for other in (sentence, *context.article.before(sentence, _TWO_BACK)):
        if other.paragraph != sentence.paragraph or (
            # What tells of 前者 and 后者 in its turn names no others.
            other.number < sentence.number - 1 and not _OF_TWO.search(_next(context, other).shadow.text)
        ):
            break
        told = other.shadow.text
        for label in ("Work", "Scenario", "Project", "Company", "Park", "Technology"):
            named = [t for t in context.things_of(other, label) if other is not sentence or t.end <= last.start()]
            pair = [t for i, t in enumerate(named) if t.id not in {u.id for u in named[:i]}][-2:]
            # “甲”“乙”还空着；“丙”和“丁”正在洽谈，后者…: not of a pair behind which others are named.
            since = told[pair[1].end + 1 : last.start() if other is sentence else len(told)] if len(pair) == 2 else ""
            # 甲园和乙园是两家“邻居”: words that say what both are name nothing.
            if "“" in since and _BOTH_ARE.match(since) is None:
                continue
            if len(pair) == 2 and _AND.fullmatch(told, pair[0].end, pair[1].start):
                return pair[0] if last[0] == "前者" else pair[1]
    return None


def _next(context: Context, sentence: Sentence) -> Sentence:
    """The sentence behind one, or itself at the end."""
    return next((s for s in context.article.body if s.number > sentence.number), sentence)


_BOTH_ARE: Final = re.compile("[^，。；;“]{0,8}(?:两[家个座]|一对|互为|成了|做了)[^，。；;“]{0,6}“[^“”]{1,4}”[^“]*$")
_TWO_BACK: Final = 3
_BESIDE: Final = re.compile("前者[^，。；;]{0,10}(?:从|向|给|为|与|和|同|跟|对|由)$")


# 位于甲区的乙园和位于丙区的丁园: both of two, each with where it lies.
_AND: Final = re.compile(
    r"[”》]?(?:场景|项目)?(?:[、和与及]|以及|，|[，、]?和)?(?:(?:位于|坐落在|坐落于|地处|落户|来自|由)[^，。；]{2,14}的)?[“《]?"
)
