"""Which sentences of a report tell of its policy (方案报道的范围)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.subjects import openers

FURTHEST: Final = 4
"""Paragraphs from one that names the policy; a report seldom tells of it longer without its name."""
_PRESENT: Final = re.compile(
    r"^(?:截至|目前|去年|近年来|多年来|此前)|已(?:经|先期|先后|累计|率先|陆续)*(?:开放|集聚|聚集|建成|发布|形成)|(?:开放|建成|发布|形成)了"
)


def told_of_policy(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence tells what the policy says: near one that names it, and not of what there is already."""
    if sentence.kind == layout.CLAUSE or any(heading.clause for heading in sentence.headings):
        return True
    if _PRESENT.search(sentence.shadow.text):
        return False
    return any(
        before.paragraph >= sentence.paragraph - FURTHEST and before.number <= sentence.number
        for before in context.article.body
        if context.things_of(before, "Policy")
    )


_DISTRICT: Final = re.compile("[\u4e00-\u9fff]{2,5}[区县]")


def city_goes_by_it(context: Context, sentence: Sentence) -> bool:
    """Whether what the city is to do in a sentence is told of the article's policy; a district's paper binds no city."""
    policy = context.policy
    return policy is not None and _DISTRICT.match(policy.title) is None and told_of_policy(context, sentence)


_BROUGHT_OUT: Final = re.compile(r"(?:出台|印发|发布|制定|推出|公布|实施)(?:了)?《$")
_PAPER: Final = re.compile(
    r"(?:该|本|这份|这一|上述)?(?:方案|计划|意见|措施|办法|行动方案|实施方案|行动计划|若干措施)(?![里中内上]|印发|出台|发布|提出以来)"
)


def paper_speaking(context: Context, sentence: Sentence, low: int, at: int) -> Thing | None:
    """The policy that the sentence brings out or begins with, where nobody else is named behind it."""
    text = sentence.shadow.text
    policies = [t for t in context.things_of(sentence, "Policy") if low <= t.start and t.end < at]
    told: Thing | None = None
    out = next((t for t in reversed(policies) if _BROUGHT_OUT.search(text, 0, t.start)), None)
    if out is not None and policies[-1].id == out.id:
        told = policies[-1]
    elif not policies and _PAPER.match(text, low) is not None:
        near = (s for s in context.article.before(sentence, FURTHEST) if s.paragraph == sentence.paragraph)
        told = next((named[-1] for s in near if (named := context.things_of(s, "Policy"))), None)
    if told is None:
        return None
    start = max(low, told.end) if told in policies else low
    others = [t for t in openers(context, sentence, ("Zone", "Organization", "Company")) if start <= t.start < at]
    return told if not others else None
