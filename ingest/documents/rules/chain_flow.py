"""What lies upstream of what, told as a way along the chain: 甲处于最上游，其后是乙，再交给丙，末端则是丁; 由甲、乙、丙三个环节首尾相接 (链条走向).

Three links and more that other rules have named, one behind the other, with a word of going on between each two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.documents.articles import sifted
from ingest.documents.frame import Context, Thing
from ingest.sieve import regex

_FEWEST: Final = 3
# Where the way begins: 甲处于最上游, 从甲起步, 打头的是甲.
_BEGINS: Final = regex(
    r"上游|源头|起点|开端|起始|首端|前端|最前|打头|始于|起步|出发|第一环|第一道|首先|先是|开头|由|从"
)
_ON: Final = re.compile(
    r"其后|经|之后|此后|随后|然后|而后|接着|接下来|紧接|紧随|紧跟|继而|再|交给|交由|交到|转给|移交|流向|流到|流入|进入|送到|送往|送至|送入|送去|运往|传到|传给|供给|往下|向下|下一[环站步道]|下游|末端|末尾|尾端|终端|最后|最终|收尾|落到|通向|到|→"
)
# 这条链由甲、乙、丙三个环节首尾相接: as the row stands, so does the chain run.
_CHAINED: Final = regex(
    r"(?:这|共)?(?:[两二三四五六七八九]|\d)?(?:个|大|道|段|节)?(?:主要|关键|核心)*(?:环节|段|环|节)?(?:，|自上而下|从上到下|上下游|彼此|前后)*"
    r"(?:首尾相[接连衔]|首尾衔接|环环相扣|一环扣一环|一环接一环|前后相[接连衔继]|前后衔接|依次相[接连衔]|依次衔接|依次[承串]接|依次咬合|顺次相[接连]|顺序相[接连]|上下承接|上下衔接|接力)"
)
_SIDE: Final = re.compile("、|和|与|及|以及")
_OTHER: Final = re.compile("[。；;]|反过来|回流|反哺|倒逼|相反|往上|向上|其次")


def chain_flow(context: Context) -> None:
    """UPSTREAM_OF between the links that a sentence goes along, each stage before the next."""
    for sentence in sifted(context.article.body, _BEGINS, _CHAINED):
        links = context.things_of(sentence, "ChainLink")
        for row in _ordered(sentence.shadow.text, links):
            for upper, lower in pairwise(row):
                context.relate(sentence, "UPSTREAM_OF", upper, lower, "chain-flow", "0.8")
        for run in _runs(sentence.shadow.text, links) if len(links) >= _FEWEST else ():
            for above, below in pairwise(run):
                for upper in above:
                    for lower in below:
                        if upper.id != lower.id:
                            context.relate(sentence, "UPSTREAM_OF", upper, lower, "chain-flow", "0.8")


def _ordered(text: str, links: Sequence[Thing]) -> list[list[Thing]]:
    """Rows of links that the words around them say to stand in the order of the chain."""
    return [
        row
        for row in side_by_side(text, links)
        if len(row) >= _FEWEST
        and len({link.id for link in row}) == len(row)
        and _CHAINED.re.match(text, row[-1].end) is not None
    ]


def side_by_side(text: str, links: Sequence[Thing]) -> list[list[Thing]]:
    """Links of a sentence in rows: 甲、乙和丙 is one."""
    rows: list[list[Thing]] = []
    for link in links:
        if rows and _SIDE.fullmatch(text, rows[-1][-1].end, link.start):
            rows[-1].append(link)
        else:
            rows.append([link])
    return rows


def _runs(text: str, links: Sequence[Thing]) -> list[list[list[Thing]]]:
    """The ways along the chain in a sentence: rows of links side by side, with a word of going on between each two."""
    found: list[list[list[Thing]]] = []
    for row in side_by_side(text, links):
        gap = text[found[-1][-1][-1].end : row[0].start] if found else ""
        if _ON.search(gap) and not _OTHER.search(gap):
            found[-1].append(row)
        else:
            found.append([row])
    return [run for run in found if len(run) >= _FEWEST and _told(text, run)]


def _told(text: str, run: list[list[Thing]]) -> bool:
    """Whether the words at the first link say that the way begins there."""
    first, second = run[0], run[1]
    low = max(text.rfind(mark, 0, first[0].start) for mark in "。；;") + 1
    return any(
        _BEGINS.search(text, *span) is not None
        for span in ((max(low, first[0].start - 10), first[0].start), (first[-1].end, second[0].start))
    )
