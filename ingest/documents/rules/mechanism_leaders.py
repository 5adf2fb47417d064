"""Who leads a mechanism: 建立甲机制，由乙局牵头; 组建丙小组，市政府分管负责人任组长 (牵头)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, SetUp
from ingest.documents.rules.frames import clause_of, ending_at, starting_at
from ingest.sieve import regex

_LEAD: Final = regex(
    r"由(?P<who>[^，。；;]{2,24}?)(?:主要领导|分管领导|主要负责人|分管负责同志|负责同志|领导)?(?:担任|任|牵头|负责|主持)(?:组长|总召集人|召集人|主任|链长)?"
)
# 市政府分管负责人任组长, 甲局是牵头单位: said of who leads, not of who sets up.
LEADS: Final = re.compile(
    r"(?:分管|主要)?(?:负责人|领导|负责同志)?(?:任|担任)(?:组长|召集人|总召集人|链长)|(?:是|为|任|作为)?牵头(?:单位|部门)?"
)


def leaders(context: Context, sentence: Sentence, one: SetUp) -> None:
    """LED_BY of a mechanism, from what its clause and what follows it say."""
    _of_clause(context, sentence, one)
    # 甲局将牵头建立乙制度.
    if sentence.shadow.text[: one.at].endswith("牵头"):
        for body in ending_at(context, sentence, one.at - 2, ("Organization",)):
            context.relate(sentence, "LED_BY", one.thing, body, "led-by", "0.8")
    _led(context, sentence, one)


def _of_clause(context: Context, sentence: Sentence, one: SetUp) -> None:
    """由X任组长, X牵头 in the same clause."""
    text = sentence.shadow.text
    start, end = clause_of(text, one.at)
    low = max(start, text.rfind("，", start, one.at) + 1)
    after = text.find("，", one.thing.end, end)
    for lead in _LEAD.finditer(text, low, end if after < 0 else min(end, after + 40)):
        # 建立甲，设立由乙牵头的丙: 乙 leads 丙.
        if lead.start() > one.thing.end and text[lead.end() : lead.end() + 1] == "的":
            continue
        if _other_meant(context, sentence, one, lead.start()):
            continue
        for body in starting_at(context, sentence, lead.start("who"), ("Organization",)):
            context.relate(sentence, "LED_BY", one.thing, body, "led-by", "0.82")


def _led(context: Context, sentence: Sentence, one: SetUp) -> None:
    """…小组，市政府分管负责人任组长; …工作组，甲局是牵头单位."""
    text = sentence.shadow.text
    ends = [place for mark in "。;；" if (place := text.find(mark, one.thing.end)) >= 0]
    end = min(ends, default=len(text))
    for body in context.things_of(sentence, "Organization"):
        leads = LEADS.match(text, body.end)
        # 由乙牵头的丙: 乙 leads what stands behind.
        if (
            one.thing.end <= body.start < end
            and leads
            and text[leads.end() : leads.end() + 1] != "的"
            and not _other_meant(context, sentence, one, body.start)
        ):
            context.relate(sentence, "LED_BY", one.thing, body, "led-by", "0.8")


# 建立甲清单，同时设立乙机制，后者由丙局牵头.
_WHICH: Final = re.compile(r"(?P<which>前者|后者)(?:则|均|主要)?由?$")


def _other_meant(context: Context, sentence: Sentence, one: SetUp, at: int) -> bool:
    """Whether 前者 or 后者 right before a place means another of what was set up there."""
    told = _WHICH.search(sentence.shadow.text, 0, at)
    if told is None:
        return False
    named = [t.id for t in context.things_of(sentence, one.thing.label) if t.end <= told.start()]
    back = 1 if told["which"] == "后者" else 2
    return len(named) >= back and named[-back] != one.thing.id
