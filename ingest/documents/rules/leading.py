"""Who leads what: 由甲牵头, 由甲会同乙推进, 牵头单位是甲 in the clause of an action, a policy, a mechanism (牵头)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import starting_at
from ingest.sieve import regex

_LED: Final = ("Policy", "Mechanism", "ActionArea")
_BY: Final = regex(r"由(?=[\u4e00-\u9fff])")
_WITH: Final = re.compile(r"(?:等)?(?:会同|联合|协同|商)")
_LEADS: Final = re.compile(
    r"(?:等(?:部门|单位)?)?(?:\([^()]*\))?(?:按职责|共同|联合|具体|分别|总体|统一|分工)*"
    r"(?:牵头|负责(?!运营|招商|经营|建设|承建)|主抓|推进|落实|组织实施|统筹|主责|编制|制定|抓总)"
)
_UNIT: Final = regex(r"(?:牵头|责任|主管|实施)(?:单位|部门|主体)(?:则|分别)?(?:是|为|:)?")
_TO: Final = re.compile(r"[》”]?(?:\([^()]*\))?(?:将|则|主要|已|均|原则上|也|具体|整体|,|，)*")
_DENIED: Final = re.compile(r"(?:不再|不|未|没有)$")


def leading(context: Context) -> None:
    """Offices that lead an action, a policy or a mechanism."""
    for sentence in context.article.body:
        if not context.things_of(sentence, "Organization"):
            continue
        text = sentence.shadow.text
        for match in _BY.finditer(text):
            chain = _chain(context, sentence, match.end())
            verb = _LEADS.match(text, chain[-1].end) if chain else None
            if verb is not None and not _DENIED.search(text, 0, match.start()):
                _put(context, sentence, match.start(), verb.end(), chain)
        for match in _UNIT.finditer(text):
            _put(context, sentence, match.start(), -1, starting_at(context, sentence, match.end(), ("Organization",)))


def _chain(context: Context, sentence: Sentence, at: int) -> list[Thing]:
    """甲, 甲和乙, 甲会同乙、丙."""
    chain = starting_at(context, sentence, at, ("Organization",))
    while chain and (joint := _WITH.match(sentence.shadow.text, chain[-1].end)):
        more = starting_at(context, sentence, joint.end(), ("Organization",))
        if not more:
            break
        chain = [*chain, *more]
    return chain


def _put(context: Context, sentence: Sentence, at: int, end: int, chain: list[Thing]) -> None:
    thing = _led(context, sentence, at, end) if chain else None
    for body in chain:
        if thing is not None:
            context.relate(sentence, "LED_BY", thing, body, "led-by", "0.82")


def _led(context: Context, sentence: Sentence, at: int, end: int) -> Thing | None:
    """What is led: the thing behind 的, the one right before 由, else the action that the words belong to."""
    text = sentence.shadow.text
    things = context.things_of(sentence, *_LED)
    if end > 0 and text[end : end + 1] == "的":
        return next((t for t in things if end < t.start <= end + 2), None)
    before = next((t for t in reversed(things) if t.end <= at), None)
    if (
        before is not None
        and _TO.fullmatch(text, before.end, at)
        and (before.label != "ActionArea" or text[before.end] != "，")
    ):
        return before
    # A clause of a plan tells of more than its task: only a report is sure to mean the action.
    area = context.area_at(sentence, at) if context.kind not in ("plan", "regulation") else None
    return Thing(0, 0, "ActionArea", area) if area is not None else None
