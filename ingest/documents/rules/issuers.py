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
    r"(?:同步|随即|随后|紧接着|接连|也|还)*(?:制定|研究制定|联合)?(?:印发|下发|印制|制发|出台|发布|制定|公布|推出|颁布|端出|拿出|亮出)(?:实施)?(?:了|的)?(?=《|本|这|该|此|方案|计划|意见|办法|措施|规划|细则|政策|文件)"
)
_MEANT: Final = re.compile(
    r"(?:本|这份|这个|该|此)?(?:行动|实施|工作)?(?:方案|计划|意见|办法|措施|规划|细则|政策|文件)(?![\u4e00-\u9fff]?(?:清单|目录|名单|库))"
)
_DRAFTED: Final = re.compile(r"牵头(?:起草|编制|制定)")

# 由甲委牵头起草的《乙方案》; 这份由甲委牵头起草、几易其稿的文件.
_DRAFTED_BY: Final = regex(
    r"由(?P<who>[^，。；;:()“”由]{2,40}?)(?:主要|共同|联合|会同有关部门|会同)*牵头(?:负责)?(?:研究|组织)*(?:起草|编制|制定|拟定|拟订|编写)(?:而成|完成)?(?P<more>[^。；;《》“”]{0,20}?)的"
    r"(?:(?P<mark>[《])|(?:这份|该|本|这一)?(?:文件|方案|计划|意见|规划|措施|政策)(?![\u4e00-\u9fff]?[》”]))"
)


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
            # 由甲局牵头制定的方案 says who wrote it.
            wrote = text[: verb.start()].endswith("牵头")
            for office in () if wrote else ending_at(context, sentence, verb.start(), ("Organization",)):
                context.edge(
                    sentence, "ISSUED_BY", ("Policy", policy.id), ("Organization", office.id), "policy-issuers",
                    confidence="0.88",
                )  # fmt: skip
            _drafted(context, sentence, policy, verb.start())
        _drafted_by(context, sentence)


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


def _drafted_by(context: Context, sentence: Sentence) -> None:
    """由甲委牵头起草的《乙方案》: who led its drafting leads the plan."""
    for match in _DRAFTED_BY.finditer(sentence.shadow.text):
        told = [t for t in context.things_of(sentence, "Policy") if 0 <= t.start - match.end() <= 1]
        plan = told[0].id if told else context.policy.id if context.policy and not match["mark"] else None
        if plan is None:
            continue
        start, end = match.span("who")
        for body in context.things_of(sentence, "Organization"):
            if start <= body.start and body.end <= end:
                context.edge(
                    sentence, "LED_BY", ("Policy", plan), ("Organization", body.id), "policy-drafted",
                    confidence="0.85",
                )  # fmt: skip
