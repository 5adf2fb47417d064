"""Figures told at a meeting: 甲区场景供需对接会的现场，…一口气抛出42个场景, of the place whose meeting it is (会上的数字)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.figure_things import around
from ingest.numbers import Quantity
from ingest.sieve import regex

_MEETING: Final = r"(?:对接会|推介会|发布会|洽谈会|路演|供需会|对接活动|推介活动|揭榜大会|签约会|撮合会)"
# 这是甲区人工智能场景供需对接会的现场，活动由乙局主办，….
_HERE: Final = regex(rf"{_MEETING}”?(?:的)?(?:现场|会场|主会场)?[，,]")
# 记者从主办方获悉，9个当场签约的场景…; 对接会上，….
_TOLD: Final = regex(
    r"(?:从|据)(?:活动|大会|会议)?(?:主办方|组委会|会务组|承办方)(?:处|方面)?(?:获悉|了解到|介绍|统计|透露)[，,]"
    rf"|(?:^|[，。；;])(?:当天|昨天|此次|本次|当日)?(?:的)?(?:{_MEETING}|活动|会)(?:现场|上)[，,]"
)
_OF_MEETING: Final = re.compile(
    r"场景|需求|题目|项目|企业|签约|合作|协议|意向|金额|投入|参会|到会|客商|嘉宾|磋商|洽谈|对接|揭榜|报名"
)
_OWN: Final = ("Company", "Park", "Project", "Scenario", "Technology", "Platform", "Mechanism", "Work", "Zone")
_NAMES: Final = re.compile(rf"[^，。；;:“”]{{0,24}}?{_MEETING}")


def place_of_meeting(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The place whose meeting a clause tells of, where nothing else is named between; a speaker's firm has no part in it."""
    if context.kind == "plan":
        return None
    text = sentence.shadow.text
    here, told = (next(reversed(list(frame.finditer(text, 0, quantity.start))), None) for frame in (_HERE, _TOLD))
    opened = told or here
    if opened is None or _OF_MEETING.search(around(text, quantity)) is None:
        return None
    if any(opened.end() <= t.start < quantity.start and t.label in _OWN for t in context.things_of(sentence)):
        return None
    own = _holder(context, sentence, quantity.start)
    if own is not None or told is None:
        return own
    places = {
        place.id: place
        for other in context.article.sentences
        if (place := _holder(context, other, len(other.shadow.text))) is not None
    }
    return next(iter(places.values())) if len(places) == 1 else None


def _holder(context: Context, sentence: Sentence, at: int) -> Thing | None:
    """The zone with which the name of a meeting begins: 甲区人工智能场景供需对接会."""
    text = sentence.shadow.text
    zones = context.things_of(sentence, "Zone")
    return next((t for t in zones if t.end <= at and _NAMES.match(text, t.end, at) is not None), None)
