"""What a project brings: the link it fills, the park it becomes, the scenario it makes real (项目带来什么).

甲项目建成后补齐乙环节, 达产后年产丙500万套, 将形成丁产业园, 率先把戊场景落到实处.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import ending_at, joined_behind, starting_at
from ingest.documents.rules.subjects import Topic, sure, topic
from ingest.sieve import regex

_FILLS: Final = regex(r"(?:补齐|补上|填补|补强|补足|补位|弥补|打通|接上)(?:了)?")
# 补齐当地甲产业的|乙环节: whose link it is may stand between.
_WHOSE: Final = re.compile(
    r"(?:当地|本地|全市|全区|我市|我区|园区|青岛|区内)?(?:[^，。；;、]{0,14}?(?:产业链?|链条|集群))?(?:上的|中的|的|在|上|中)?"
)
_MAKES: Final = regex(r"年(?:可)?(?:产|生产)(?:约|超|近|各类)?(?:\d[\d.,]*[余多]?[万亿]?[\u4e00-\u9fff]{0,2}?)?")
# 年产百米级风电叶片.
_SIZE: Final = re.compile(r"(?:[\u4e00-\u9fffA-Za-z0-9]{1,4}[级型式])?")
_BECOMES: Final = regex(
    r"(?:建成后|投用后|竣工后|落成后|届时|将|可)(?:，)?(?:将|可|会)?(?:形成|成为|打造成?|建成)(?:一座|一个)?"
)
_REAL: Final = regex(r"(?:把|将|让|使|推动|助力)[“]?(?=[\u4e00-\u9fffA-Za-z0-9])")
_IS_REAL: Final = re.compile(
    r"[”]?(?:场景)?(?:率先|真正|尽快|加快)*(?:落到实处|落地(?!签)|变成现实|变为现实|做实|跑通|建成|转化为|变成|落成|用起来)"
)
_DENIED: Final = re.compile(r"(?:未|没有|尚未|难以|仍待|有待|不)[^，。；;]{0,6}$")
_THE_PROJECT: Final = re.compile("(?:^|[，。；;])(?:该|此|整个)?项目")
_OTHERS: Final = ("Company", "Park", "Zone", "Policy")
_FURTHEST: Final = 2


def project_yields(context: Context) -> None:
    """DELIVERS from a project to links, parks and scenarios."""
    if "Project" not in context.counts:
        return
    for sentence in sifted(context.article.body, _FILLS, _MAKES, _BECOMES, _REAL):
        text = sentence.shadow.text
        for match in _FILLS.finditer(text):
            whose = _WHOSE.match(text, match.end())
            at = whose.end() if whose is not None else match.end()
            links = starting_at(context, sentence, at, ("ChainLink",)) or starting_at(
                context, sentence, match.end(), ("ChainLink",)
            )
            _delivered(context, sentence, match.start(), links)
        for match in _MAKES.finditer(text):
            _delivered(context, sentence, match.start(), _right_at(context, sentence, match.end()))
        for match in _BECOMES.finditer(text):
            parks = [p for p in context.things_of(sentence, "Park") if p.start == match.end()]
            _delivered(context, sentence, match.start(), parks)
        for match in _REAL.finditer(text):
            real = [
                s
                for s in context.things_of(sentence, "Scenario")
                if s.start == match.end() and _IS_REAL.match(text, s.end)
            ]
            _delivered(context, sentence, match.start(), real)


def _right_at(context: Context, sentence: Sentence, at: int) -> list[Thing]:
    """Links that stand right at a place, with those joined to the first."""
    links = context.things_of(sentence, "ChainLink")
    first = next((t for t in links if _SIZE.fullmatch(sentence.shadow.text, at, t.start)), None)
    return [] if first is None else [first, *joined_behind(sentence.shadow.text, links, first.end)]


def _delivered(context: Context, sentence: Sentence, at: int, things: list[Thing]) -> None:
    # 甲公司也补齐了乙环节: the firm does it.
    if not things or _DENIED.search(sentence.shadow.text, 0, at) or ending_at(context, sentence, at, ("Company",)):
        return
    own = [p for p in context.things_of(sentence, "Project") if p.end <= at]
    labels = ("Project",) if _THE_PROJECT.search(sentence.shadow.text, 0, at) else ("Project", *_OTHERS)
    about = Topic(own[-1], 0) if own else topic(context, sentence, labels, at)
    if about is None or about.thing.label != "Project" or about.hops > _FURTHEST:
        return
    for thing in things:
        context.relate(
            sentence, "DELIVERS", about.thing, thing, "project-yields", sure(78, about.hops), {"role": "make"}
        )  # fmt: skip
