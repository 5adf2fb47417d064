"""Which links lie before and behind which in their chain, told of two places: 甲、乙都处在丙的上游, 接在丙下游的是丁 (环节上下游)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from ingest.documents.articles import sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.chain_flow import side_by_side
from ingest.sieve import regex

_SIDES: Final = regex("上游|下游|前道|后道|前端|后端|前面|后面|之前|之后")
_ABOVE: Final = ("上游", "前道", "前端", "前面", "之前")
_SIDE: Final = r"(?P<side>[最更]?(?:上游|下游|前道|后道|前端|后端|前面|后面|之前|之后))"
_STAGE: Final = r"(?:这一)?(?:环节|一环|工序)?"
# 甲、乙|都处在|丙|的上游.
_LIES: Final = re.compile(
    rf"{_STAGE}(?:[两三四五六七八]者|[两三四五六七八]个环节)?(?:都|均|则|同|也|皆|统统|分别)*(?:是|为|属于?|处在|处于|位于|位居|居于|排在|摆在|落在|在)$"
)
_OF_IT: Final = re.compile(rf"{_STAGE}(?:的)?{_SIDE}(?![\u4e00-\u9fff]?(?:企业|客户|厂商|配套))")
# 接在|甲|下游的是|乙; 甲的|下游是|乙.
_JOINED: Final = re.compile(r"(?:接在|紧接|跟在|紧跟|排在|位于|处于|处在|立在|守在|在)(?:着)?$")
_THERE: Final = re.compile(
    rf"{_STAGE}(?:的)?{_SIDE}(?:的)?(?:则|就|便|主要|依次|还|紧接着)*(?:是|为|有|连着|接着|通向|包括)"
)


def link_neighbours(context: Context) -> None:
    """UPSTREAM_OF between links, one or a row of them on each side, where the words say which lies before which."""
    for sentence in sifted(context.article.body, _SIDES):
        text = sentence.shadow.text
        rows = side_by_side(text, context.things_of(sentence, "ChainLink"))
        for one, other in pairwise(rows):
            side = _side(text, one, other)
            above, below = (one, other) if side == "above" else (other, one)
            for upper in above if side else ():
                for lower in below:
                    if upper.id != lower.id:
                        context.relate(sentence, "UPSTREAM_OF", upper, lower, "link-upstream", "0.85")


def _side(text: str, one: list[Thing], other: list[Thing]) -> str | None:
    """Whether the first of two rows lies above or below the second; None where nothing says so."""
    between = text[one[-1].end : other[0].start]
    of_it = _OF_IT.match(text, other[-1].end)
    if of_it is not None and _LIES.fullmatch(between):
        return "above" if of_it["side"].endswith(_ABOVE) else "below"
    there = _THERE.fullmatch(between)
    if there is None:
        return None
    # 接在甲下游的是乙 needs its verb, 甲的下游是乙 its 的.
    joined = _JOINED.search(text, 0, one[0].start) is not None or "的" + there["side"] in between
    return ("below" if there["side"].endswith(_ABOVE) else "above") if joined else None
