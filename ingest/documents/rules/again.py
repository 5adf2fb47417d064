"""Links and industries wherever their names stand again on a page (链条环节与产业的再次提及)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.known import ends_in_word
from schema.tokens import tagged

_LONGER: Final = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:产业园|有限公司|公司|集团|研究院|研究所|协会|学院|大学|中心|实验室|清单|目录|名录|制度|机制)"
)


_CLASS: Final = "环节"
"""Behind a short name of a link (制氢环节) that alone is a word."""


def again(context: Context, label: str, shortest: int, rule: str) -> None:
    """链上的甲 … 生产甲的乙公司: on one page a link's or an industry's name means it, from `shortest` characters on."""
    parts = {name: part[1] for name, part in context.parts.items() if part[0] == label}
    names = {
        name if len(name) >= shortest else name + _CLASS: local_id
        for name, local_id in parts.items()
        if len(name) >= shortest or label == "ChainLink"
    }
    for sentence, match in said_again(context, names):
        text, (start, end) = sentence.shadow.text, match.span()
        end -= len(_CLASS) if match[0].endswith(_CLASS) else 0
        if not _joined(text, start) and not _LONGER.match(text, end):
            context.mention(sentence, start, end, label, names[match[0]])
            context.tell(sentence, label, names[match[0]], rule)


def said_again(context: Context, names: Collection[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """Where one of the names stands free in the article, the longest first; by-lines name persons."""
    if not names:
        return
    # 甲产业链 is the chain of 甲, also where 甲产业 is a name of its own.
    pattern = re.compile(
        "|".join(
            re.escape(name) + ("(?!链)" if name.endswith("产业") else "")
            for name in sorted(names, key=lambda n: (-len(n), n))
        )
    )
    for sentence in context.article.sentences:
        if sentence.kind == layout.BYLINE:
            continue
        text = sentence.shadow.text
        for match in pattern.finditer(text):
            # “2+3”现代海洋产业体系 is the pack's name, not the trade in it.
            hits = context.names.get(sentence.number, ())
            longer = any(
                h.start <= match.start() and match.end() <= h.end and h.end - h.start > len(match[0]) for h in hits
            )
            if not longer and context.free(sentence, *match.span()) and not ends_in_word(text, match.end()):
                yield sentence, match


_WHOSE: Final = frozenset(
    [
        "公司",
        "卡位",
        "流向",
        "再经",
        "经",
        "主攻",
        "专攻",
        "主营",
        "主打",
        "企业",
        "园区",
        "产业园",
        "集团",
        "厂家",
        "厂商",
        "客户",
        "我市",
        "全市",
        "全区",
        "当地",
        "本地",
    ]
)


def _joined(text: str, start: int) -> bool:
    """Whether a noun right before makes it another thing: 温度|传感器."""
    before = tagged(text[max(0, start - 6) : start])
    # 固体|浮力材料: a quality of two characters makes a kind of its own too.
    # 公司|信号调理芯片的供应商, 卡位|近眼显示: whose it is and what is done with it make no other thing of it.
    return (
        bool(before)
        and before[-1].text not in _WHOSE
        and (
            before[-1].tag[:1] in ("n", "b", "j", "i", "l", "x") or (before[-1].tag == "a" and len(before[-1].text) > 1)
        )
    )
