"""Firms of a paragraph that opens with a link: 走到关键系统环节，…。甲公司的控制单元已随车出海；乙公司…; 整车是全链的主心骨 (环节段落).

The link must be named by other rules and be the only one that the opening clause names; a firm must be what a clause
of the paragraph is about. Where a sentence names another link before the firm, the paragraph has gone on to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.subjects import openers

# 走到, 在链条末端的, 再看上游的: what leads to the link at the paragraph's start.
_AHEAD: Final = re.compile(
    r"(?:再|先|接着|继续|顺着|沿着|往|向|从|把[^，。；;]{1,4}|我们|记者|如今|眼下|而|至于|说|在|，)*"
    r"(?:链条|产业链|全链|这条链|链上|顺链)?(?:往[上下]|向[上下]|而[上下])?，?"
    r"(?:走|来|转|看|说|数|聚焦|回|落|移|谈|提|讲)?(?:进|到|向|往|回|起)?(?:了)?"
    r"(?:(?:处于|处在|位于|居于|在)?(?:链条|产业链|全链)?(?:的)?(?:最)?(?:上游|中游|下游|中段|末端|顶端|前端|后端|源头|尾端|一头|另一头|另一端)(?:位置)?的?)?"
)
_AS_LINK: Final = re.compile(
    r"(?:这一|这个|这)?(?:环节|一环|这环|一段|一端|一头)(?!的?(?:短板|缺口|缺失|空白))"
    r"|(?:则|无疑|历来|一直|向来|才|也|便|更)*(?:是|为|作为|称得上|算得上|堪称)(?:全链|整条链|产业链|这条链|链条)的?"
)
_OPENING: Final = 2
"""Sentences of a paragraph of which one may open with the link: 车卖出去，生意没有完。在运维服务环节，…."""
# ，乙公司一家就要走三成: who is told of in passing does another thing.
_PART: Final = re.compile("[；;。]")
# 给整机装眼睛的，正是丙公司: who serves the link's firms.
_FOR_THEM: Final = re.compile("的，?(?:正|便|就|恰|也|还)?是[^，。；;]{0,6}$")
# 在甲环节，本地还没有企业.
_LACKING: Final = re.compile("没有|空白|尚无|仍无|缺|短板|空着|外购|依赖|受制|卡脖子")


def link_paragraphs(context: Context) -> None:
    """ENGAGES_IN of the firms that a paragraph about one link tells of."""
    for _, paragraph in groupby(context.article.body, key=lambda sentence: sentence.paragraph):
        told = list(paragraph)
        for at, sentence in enumerate(told[:_OPENING]):
            link = _theme(context, sentence)
            if link is None:
                continue
            for place, firm in _firms(context, told[at:], link):
                context.edge(
                    place, "ENGAGES_IN", (firm.label, firm.id), ("ChainLink", link.id), "link-paragraph",
                    confidence="0.65", properties={"basis": "document"},
                )  # fmt: skip
            break


def _theme(context: Context, sentence: Sentence) -> Thing | None:
    """The link that a sentence opens with, the only one of its first clause."""
    links = context.things_of(sentence, "ChainLink")
    if not links or not _AHEAD.fullmatch(sentence.shadow.text, 0, links[0].start):
        return None
    text = sentence.shadow.text
    alone = len(links) < 2 or "，" in text[links[0].end : links[1].start]
    lacking = _LACKING.search(text, links[0].end) is not None
    return links[0] if alone and not lacking and _AS_LINK.match(text, links[0].end) else None


def _firms(context: Context, told: Sequence[Sentence], link: Thing) -> Iterator[tuple[Sentence, Thing]]:
    """What the clauses of the paragraph are about, until it goes on to another link."""
    for sentence in told:
        others = [t.start for t in context.things_of(sentence, "ChainLink") if t.id != link.id]
        before = None
        for firm in openers(context, sentence, ("Company",)):
            new = before is None or _PART.search(sentence.shadow.text, before.end, firm.start) is not None
            serves = _FOR_THEM.search(sentence.shadow.text, 0, firm.start) is not None
            if new and not serves and not any(start < firm.start for start in others):
                yield sentence, firm
            before = firm
        if others:
            return
