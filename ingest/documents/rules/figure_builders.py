"""Figures behind the name of a project's builder: 项目业主是甲公司，总投资14.8亿元，占地210亩 (项目业主)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.subjects import openers
from ingest.numbers import Quantity

_WHO: Final = r"(?:业主|建设|投资|承建|施工|实施|运营)(?:单位|方|主体|人)"
_BUILDER: Final = re.compile(
    rf"(?:^|[，。；;])“?(?:(?:该|本|这个)?项目的?(?:{_WHO}|业主|主体|东家)|{_WHO})(?:则|正|就)?(?:是|为|系|:)“?$"
)
# What a project has. Its builder has such things too, and others that no project has.
_OF_PROJECT: Final = re.compile(
    r"投资|占地|用地|建筑面积|工期|新建|厂房|产能|年产|达产|投产|竣工|库容|泊位|[一二三首]期|[总全]长"
)
_OF_FIRM: Final = re.compile(r"公司|企业|集团|成立|注册资本|员工|营收|营业收入|净利|去年|上年|已在|旗下|从业|深耕|订单")
_BEARERS: Final = ("Company", "Park", "Project", "Scenario", "Platform", "Work", "Zone", "Mechanism", "Policy")
_BACK: Final = 2


def built_by(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The project whose builder the clause before a figure names, where the figure is one that projects have."""
    text = sentence.shadow.text
    firms = [t for t in context.things_of(sentence, "Company", "Organization") if t.end <= quantity.start]
    firm = next((t for t in reversed(firms) if _BUILDER.search(text, 0, t.start)), None)
    if firm is None or any(
        t.start >= firm.end for t in openers(context, sentence, _BEARERS) if t.end <= quantity.start
    ):
        return None
    told = text[firm.end : quantity.end + 2]
    if _OF_FIRM.search(told) or not _OF_PROJECT.search(told):
        return None
    for other in (sentence, *context.article.before(sentence, _BACK)):
        if other.paragraph != sentence.paragraph:
            return None
        if named := [t for t in context.things_of(other, "Project") if other is not sentence or t.end <= firm.start]:
            return named[-1]
    return None
