"""Figures that only a heading says: 甲园一期入驻率超九成; 2028年产业规模瞄准600亿元 (标题中的数据).

What the text says again with the same bound is one figure, and is left to it.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.rules.figure_metrics import kind_of, metric_of, pieces
from ingest.documents.rules.figure_owners import industry_of, made_of
from ingest.documents.rules.figure_quantities import figures_of, told
from ingest.documents.rules.figure_things import clause_start
from ingest.documents.rules.row_counts import UNITS
from ingest.documents.rules.subjects import openers
from ingest.documents.rules.targets import put_indicator
from ingest.numbers import Quantity

Node = tuple[str, str]
RULE: Final = "figure-heading"
_SUBJECTS: Final = ("Park", "Company", "Project", "Work", "Scenario", "Platform", "Technology")
_OF_PARK: Final = re.compile("入驻率|出租率|去化率|入驻企业|开园")
_COMING: Final = re.compile(r"20\d\d年|冲刺|瞄准|力争|剑指|目标|要达|将达|再造|计划|拟")
_PUTS_IN: Final = re.compile("(?:投资|投|砸|斥资|掷)(?:了|下)?(?:约|近|超|逾)?$")
# 五大行动、16个方面: lengths of lists are read with their lists.
_LENGTH: Final = re.compile(
    r"(?:大|项|个|条)?(?:专项|重点|主要|示范)*(?:行动|任务|方面|举措|措施|环节|领域|方向|切口|板块|工程|赛道|题)"
)


def heading_figures(context: Context) -> None:
    """Figures of headings that the text beneath does not say again, where whose they are is clear."""
    for sentence in context.article.sentences:
        if sentence.kind != layout.HEADING:
            continue
        text = sentence.shadow.text
        found = figures_of(sentence)
        for quantity, span in zip(found, pieces(text, found), strict=True):
            if not told(text, quantity) or quantity.unit in ("", "位"):
                continue
            if quantity.unit in UNITS and _LENGTH.match(text, quantity.end):
                continue
            metric = metric_of(text, span, quantity)
            again, about, kind = _again(context, quantity)
            if again or len(metric) < _SHORTEST or (sentence.number, quantity.start) in context.measured:
                continue
            about = _named(context, sentence, quantity) or about
            if about is None:
                continue
            kind = kind or kind_of(text, quantity, _COMING.search(text) is not None, about[0])
            put_indicator(context, sentence, quantity, metric, kind, about, None, RULE, "0.65")


_SHORTEST: Final = 2


def _again(context: Context, quantity: Quantity) -> tuple[bool, Node | None, str]:
    """Whether the text says a figure with its bound; else whose it is and of what kind where another bound stands there."""
    same = [one for one in context.told if one[0].value == quantity.value and one[0].unit == quantity.unit]
    if any(one[0].comparator == quantity.comparator for one in same):
        return True, None, ""
    owners = {(one[1], one[2]) for one in same}
    if len(owners) != 1:
        return False, None, ""
    about, kind = owners.pop()
    return False, about, kind


def _named(context: Context, sentence: Sentence, quantity: Quantity) -> Node | None:
    """What a heading names right before a figure or opens with, else the park that its section tells of first."""
    trade = industry_of(context, sentence, quantity) or made_of(context, sentence, quantity)
    if trade is not None:
        return trade.label, trade.id
    text = sentence.shadow.text
    before = [t for t in context.things_of(sentence, *_SUBJECTS) if t.end <= quantity.start]
    if before:
        # 甲公司投3.6亿元建厂: of what it builds.
        if before[0].label == "Company" and _PUTS_IN.search(text, 0, quantity.start) is not None:
            return None
        one = len({t.id for t in before}) == 1 and before[0] in openers(context, sentence, _SUBJECTS)
        return (before[0].label, before[0].id) if one else None
    places = [t for t in openers(context, sentence, ("Zone",)) if t.end <= quantity.start]
    if places:
        return ("Zone", places[0].id) if len({t.id for t in places}) == 1 else None
    if _OF_PARK.search(text, clause_start(text, quantity.start), quantity.start) is None:
        return None
    for other in context.article.body:
        if other.headings and other.headings[-1].sentence == sentence.number:
            parks = {t.id for t in context.things_of(other, "Park")}
            if parks:
                return ("Park", parks.pop()) if len(parks) == 1 else None
    return None
