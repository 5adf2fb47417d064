"""Figures of a zone or a park that the sentence only says where: 在全区14个园区中, 在甲园里…, 规模以上工业… (所在地主语)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_things import around
from ingest.documents.rules.subjects import place_meant
from ingest.numbers import Quantity

# 位居全区12个园区之首: how many there are is told of the place.
_AMONG: Final = re.compile(r"(?:在|居|列|占|为|是)(?P<place>[全我][市区县镇])(?:现有|已有|已建成|已认定)?的?$")
_INSIDE: Final = re.compile(r"[”》]?(?:园区)?(?:里|内|中)(?![部心])")
# What only a place has.
_MACRO: Final = re.compile(
    r"规模以上|规上工业|战略性新兴产业|高新技术产业产值|高技术制造业|生产总值|工业增加值|工业投资|固定资产投资|预算收入|社会消费品|进出口|限额以上|常住人口|市场主体|经营主体"
)


def place_of(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The zone among whose things a figure counts: 在全区14个重点园区中名列前茅."""
    among = _AMONG.search(sentence.shadow.text, 0, quantity.number_start)
    return None if among is None else place_meant(context, sentence, among.start("place"))


def park_inside(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The park in which something is said to be: 一条产业链在甲园里首尾相接，本地配套率升至61%."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    for park in reversed(context.things_of(sentence, "Park")):
        if low <= park.start and park.end <= quantity.start and _INSIDE.match(text, park.end):
            return park if re.search(r"在[^，。；;]{0,4}$", text[low : park.start]) else None
    return None


def zone_of_macro(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The zone named before what only a place has: 翻开甲区的账本：规模以上工业产值…."""
    if _MACRO.search(around(sentence.shadow.text, quantity)) is None:
        return None
    zones = [t for t in context.things_of(sentence, "Zone") if t.end <= quantity.start]
    return zones[-1] if zones else None
