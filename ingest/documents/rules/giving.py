"""Who gives an honour or a class that stands right beside: 甲厅颁发的乙, 甲厅将其认定为乙, 乙，颁奖方是甲协会 (颁发)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import ending_at

_GIVEN: Final = ("Award", "Qualification")
_GIVES: Final = r"(?:颁发|授予|评选|评定|评出|公布|发布|认定|命名|推选|颁出|颁布|评审|主办|发起|设立|遴选)"
# 甲厅“乙”名录, 甲厅颁发的“乙”.
_OWN: Final = re.compile(
    rf"(?:共同|联合|组织)?(?:{_GIVES}的)?(?:首批|第[一二三四五六七八九十\d]+批|\d{{4}}年度?)?(?:的)?[“]?"
)
# 甲厅将其认定为乙, 甲厅把乙的牌子颁给了它.
_MAKES: Final = re.compile(
    rf"(?:日前|近日|正式|则|也|还|又|共同|联合|已)*(?:(?:将|把)[^，。；;]{{1,14}}?)?(?:{_GIVES}(?:为|了)?)[^，。；;]{{0,8}}?[“]?|(?:则|还)?把[“]?"
)
_BEHIND: Final = re.compile(
    r"[”]?[^。；;，]{0,10}，(?:该|这一)?(?:奖项?|荣誉|称号|颁奖方|颁奖单位|评选方|主办方|发布方|授牌方)?(?:正)?(?:是|为|由)"
)
_BY: Final = re.compile(rf"(?:{_GIVES}|颁)")
_DENIED: Final = re.compile(r"(?:未|没有|不|拟|将|申报|争创|力争|申请|冲刺|有望)[^，。；;]{0,6}$")


def giving(context: Context) -> None:
    """Offices and associations right beside what they give, and prizes told of with who gives them."""
    for sentence in context.article.body:
        given = context.things_of(sentence, *_GIVEN)
        bodies = context.things_of(sentence, "Organization") if given else []
        for thing in given:
            giver = next((b for b in reversed(bodies) if _gives(sentence, b, thing)), None)
            chain = ending_at(context, sentence, giver.end, ("Organization",)) if giver is not None else []
            for body in chain:
                context.relate(sentence, "GRANTED_BY", thing, body, "granted", "0.8")


def _gives(sentence: Sentence, body: Thing, thing: Thing) -> bool:
    text = sentence.shadow.text
    if body.end <= thing.start:
        gap = text[body.end : thing.start]
        if "。" in gap or _DENIED.search(text[: body.start]):
            return False
        return _OWN.fullmatch(gap) is not None or _MAKES.fullmatch(gap) is not None
    between = text[thing.end : body.start]
    return _BEHIND.fullmatch(between) is not None and (
        "方" in between or "单位" in between or _BY.match(text, body.end) is not None
    )
