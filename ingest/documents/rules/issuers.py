"""Offices that issue a policy, wherever the text names them: 甲局与乙局联合印发《丙》, 这份由甲局会同乙局印发的计划 (印发单位).

The title's own rule knows the offices of the pack; what stands here needs all offices of the article.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, PolicyReference
from ingest.documents.rules.frames import ending_at
from ingest.sieve import regex

_ISSUES: Final = regex(
    r"(?:印发|下发|印制|制发|出台|发布|制定|公布)(?:实施)?(?:了|的)?(?=《|本|这|该|此|方案|计划|意见|办法|措施|规划|细则|政策|文件)"
)
_MEANT: Final = re.compile(
    r"(?:本|这份|这个|该|此)?(?:行动|实施|工作)?(?:方案|计划|意见|办法|措施|规划|细则|政策|文件)(?![\u4e00-\u9fff]?(?:清单|目录|名单|库))"
)
_DRAFTED: Final = re.compile(r"牵头(?:起草|编制|制定)")


def issuers(context: Context) -> None:
    """ISSUED_BY for every office joined before a verb of issuing; who led the drafting leads the policy."""
    if not context.policies:
        return
    for sentence in context.article.body:
        text = sentence.shadow.text
        for verb in _ISSUES.finditer(text):
            policy = _issued(context, sentence, verb.end())
            if policy is None:
                continue
            for office in ending_at(context, sentence, verb.start(), ("Organization",)):
                context.edge(
                    sentence, "ISSUED_BY", ("Policy", policy.id), ("Organization", office.id), "policy-issuers",
                    confidence="0.88",
                )  # fmt: skip
            _drafted(context, sentence, policy, verb.start())


def _issued(context: Context, sentence: Sentence, at: int) -> PolicyReference | None:
    """The policy whose title or whose noun stands at a place."""
    text = sentence.shadow.text
    if text.startswith("《", at):
        there = {t.id for t in context.things_of(sentence, "Policy") if t.start == at + 1}
        return next((p for p in context.policies if p.id in there), None)
    return context.policy if _MEANT.match(text, at) else None


def _drafted(context: Context, sentence: Sentence, policy: PolicyReference, at: int) -> None:
    """甲局牵头起草、乙印发了本方案: 甲 leads."""
    for office in context.things_of(sentence, "Organization"):
        if office.end < at and _DRAFTED.match(sentence.shadow.text, office.end):
            context.edge(
                sentence, "LED_BY", ("Policy", policy.id), ("Organization", office.id), "policy-drafted",
                confidence="0.8",
            )  # fmt: skip
