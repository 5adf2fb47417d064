"""The policy of an article as its headline calls it, without title marks: 样湾商圈焕新方案发布 (标题里的政策简称).

A headline leaves words of the title out and adds none: what it says must stand in the title, in its order.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, PolicyReference
from ingest.sieve import regex

_SHORTEST: Final = 6
_KIND: Final = regex(
    r"(?:行动方案|实施方案|工作方案|行动计划|三年计划|实施意见|若干措施|若干政策|实施办法|实施细则|方案|计划|意见|办法|措施|规划|细则|条例|政策)"
    r"(?=$|[，。；;:！？!? ]|(?:正式|今日|昨日|日前|近日|新鲜|重磅|今起|来|已)*(?:发布|出台|印发|公布|出炉|亮相|落地|来了|揭晓|敲定|实施|施行|解读|问世|面世|获批|上线))"
)
_MARKS: Final = "，。；;:！？!?“”《》()—|"
_LED: Final = ("出台", "发布", "印发", "公布", "推出", "解读", "制定", "实施", "一图读懂", "详解")


def headline_policies(context: Context) -> None:
    """Mentions of the article's policy in its headings by a shorter form of its title."""
    if not context.policies:
        return
    for sentence in sifted(context.article.sentences, _KIND):
        if sentence.kind != layout.HEADING or context.things_of(sentence, "Policy"):
            continue
        for match in _KIND.finditer(sentence.shadow.text):
            start = _start(sentence, match.start())
            meant = [p for p in context.policies if _short(sentence.shadow.text[start : match.end()], p)]
            if len(meant) == 1 and context.free(sentence, start, match.end()):
                alias = context.surface(sentence, start, match.end())
                context.node(
                    sentence, "Policy", meant[0].id, meant[0].title, "policy-headline", confidence="0.85",
                    aliases=[alias],
                )  # fmt: skip
                context.mention(sentence, start, match.end(), "Policy", meant[0].id, "alias")
                break


def _start(sentence: Sentence, at: int) -> int:
    """Where the words of a headline that end at a place begin: behind a mark, a blank or a verb of bringing out."""
    text = sentence.shadow.text
    gaps = [i for i, (one, other) in enumerate(pairwise(sentence.shadow.index), start=1) if other - one > 1]
    bounds = [0, *(gap for gap in gaps if gap <= at), *(i + 1 for i in range(at) if text[i] in _MARKS)]
    start = max(bounds)
    led = [place + len(verb) for verb in _LED if (place := text.rfind(verb, start, at)) >= 0]
    return max([start, *led])


def _short(words: str, policy: PolicyReference) -> bool:
    """Whether words are the title with some left out."""
    title = iter(policy.title)
    return _SHORTEST <= len(words) < len(policy.title) and all(letter in title for letter in words)
