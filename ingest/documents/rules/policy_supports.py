"""Industries that a policy is said to support: 方案重点支持甲和乙, 《方案》同时支持甲、乙两个产业参与 (支持的产业).

Items are industries where a class noun says so, else where one of them is known or ends as one.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import Span, after_mark, split_items, split_last
from ingest.documents.rules.emphasis import ends_as_industry
from ingest.documents.rules.industry_names import put_industry
from ingest.documents.rules.link_lists import plain
from ingest.documents.rules.subjects import topic
from ingest.sieve import regex

_SUPPORTS: Final = regex(
    r"支持(?P<list>[^，。；;:：“”《》的]{2,40}?)(?P<class>(?:等)?(?:[两三四五六七八九\d]个|[两三四五六七八九\d]大)?(?:重点|优势|特色)*产业)?(?=[，。；;]|参与|发展|做大|做强|$)"
)
_BY_POLICY: Final = re.compile(
    r"(?:(?:该|本|这份)(?:方案|计划|意见|办法|措施|政策|文件)|》?)(?:还|将|同时|重点|明确|优先|也|着力|，)*$"
)


def policy_supports(context: Context) -> None:
    """SUPPORTS from the policy that speaks to each industry of its list."""
    if not context.policies:
        return
    for sentence in context.article.body:
        text = sentence.shadow.text
        for match in _SUPPORTS.finditer(text):
            low = after_mark(text, "，。；;", match.start())
            by = _BY_POLICY.search(text, low, match.start())
            if by is None or not by[0]:
                continue
            items = split_last(text, split_items(text, *match.span("list")))
            if not items or not _industries(context, sentence, items, match["class"] is not None):
                continue
            policy = _speaker(context, sentence, match.start())
            for order, (start, end) in enumerate(items, start=1) if policy is not None else ():
                local_id = _industry(context, sentence, start, end)
                if policy is not None and local_id is not None:
                    context.edge(
                        sentence, "SUPPORTS", ("Policy", policy), ("Industry", local_id), "industry-supported",
                        confidence="0.8", properties={"order": order},
                    )  # fmt: skip


def _industries(context: Context, sentence: Sentence, items: list[Span], said: bool) -> bool:
    text = sentence.shadow.text
    if not all(plain(text[s:e]) for s, e in items):
        return False
    known = {(h.start, h.end) for h in context.names.get(sentence.number, ()) if h.label == "Industry"}
    return said or any((s, e) in known or ends_as_industry(text[s:e]) for s, e in items)


def _speaker(context: Context, sentence: Sentence, at: int) -> str | None:
    """The policy named last before a place of the sentence, else the one the article tells of or names last."""
    named = [t.id for t in context.things_of(sentence, "Policy") if t.end <= at]
    if named:
        return named[-1]
    if context.policy is not None:
        return context.policy.id
    told = topic(context, sentence, ("Policy",), at)
    return told.thing.id if told is not None else None


def _industry(context: Context, sentence: Sentence, start: int, end: int) -> str | None:
    """The pack's industry of these words, one named before, or a new one."""
    hits = context.names.get(sentence.number, ())
    same = next((h for h in hits if (h.start, h.end) == (start, end) and h.label == "Industry"), None)
    if same is not None:
        return same.id
    known = next((t for t in context.things_of(sentence, "Industry") if (t.start, t.end) == (start, end)), None)
    if known is not None:
        return known.id
    if not context.free(sentence, start, end):
        return None
    return put_industry(context, sentence, start, end, "industry-supported").id
