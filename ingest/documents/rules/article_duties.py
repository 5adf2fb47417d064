"""Who leads an article of measures, told by who weighs what it grants, and what is left of a row of actions (由X审定, 其余)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context
from ingest.documents.lists import after_mark
from ingest.documents.rules.duties import each_its_own
from ingest.numbers import parse_number
from ingest.sieve import matches, regex

_WEIGHS: Final = r"(?:审核|审定|评审|评定|认定|验收|核定|核准|核实|复核|初审|受理|核验)"
# 经甲局审核后, 由甲局组织专家评审, 经该部验收合格的.
_WEIGHED: Final = regex(
    r"(?:经|由)(?P<who>[^，。；;:、()“”经由的]{2,24}?)(?:牵头|负责|统一|会同[^，。；;的]{2,16}|联合[^，。；;的]{2,16}|组织)*(?:有关)?(?:专家|第三方(?:机构)?)?(?:进行)?"
    + _WEIGHS
    + r"(?:认定|通过|同意|合格|确认|属实|符合条件)*(?:后|的(?=[，。；;])|的?(?=[，。；;]|$))"
)
_GRANTS: Final = re.compile("奖励|补贴|补助|奖补|资助|贴息|扶持|支持|给予|兑现")
_SAME: Final = re.compile("(?:该|上述|前述)(?:部门?|局|委|办|中心|单位)")
# 其余三项由甲局牵头.
_THE_REST: Final = regex(
    r"(?:其余|其他|余下|剩余)的?(?P<count>\d{1,2}|[两二三四五六七八九十]{1,2})?(?:[项个大](?:重点|专项)?)?(?:行动|任务|工程)?(?:则|均|都|将|统一)*由(?P<who>[^，。；;:“”由]{3,60}?)(?:共同|联合|统一|具体|分别)*(?:牵头|负责|主抓|组织实施|统筹)"
)


def article_duties(context: Context) -> None:
    """Who leads an article that grants something, by who weighs the claims; who leads the actions that are left."""
    for sentence in sifted(context.article.body, _WEIGHED, _THE_REST):
        for match in matches(sentence.shadow.text, _WEIGHED):
            _weighed(context, sentence, match)
        for match in matches(sentence.shadow.text, _THE_REST):
            _rest(context, sentence, match)


def _weighed(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    text = sentence.shadow.text
    area = context.area_at(sentence, match.start()) or _area_of_paragraph(context, sentence)
    if context.kind != "plan" or area is None or _GRANTS.search(text) is None:
        return
    start, end = match.span("who")
    bodies = context.things_of(sentence, "Organization")
    who = [t for t in bodies if t.start == start and t.end <= end]
    if not who and _SAME.fullmatch(match["who"]):
        who = [t for t in bodies if t.end < start][-1:]
    for body in who:
        context.edge(
            sentence, "ASSIGNED_TO", ("ActionArea", area), ("Organization", body.id), "weighed-by", confidence="0.8"
        )


def _area_of_paragraph(context: Context, sentence: Sentence) -> str | None:
    """The task that the paragraph of a sentence has opened."""
    for before in (sentence, *context.article.before(sentence, 8)):
        if before.paragraph != sentence.paragraph or before.kind == layout.BYLINE:
            return None
        opened = context.areas.get(before.number)
        if opened:
            return opened[-1][1]
    return None


def _rest(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """其余两项由甲局负责: the actions of the plan that this sentence says of nobody else."""
    text = sentence.shadow.text
    low = after_mark(text, "。", match.start())
    told = {t.id for t in context.things_of(sentence, "ActionArea") if low <= t.start < match.start()}
    wholes = [key[2] for key in context.edges if key[0] == "PART_OF" and key[1][1] in told]
    row = {key[1][1]: None for key in context.edges if key[0] == "PART_OF" and key[2] in wholes[:1]}
    left = [area for area in row if area not in _led_already(context, sentence)]
    if not told or not left or (match["count"] and parse_number(match["count"]) != len(left)):
        return
    start, end = match.span("who")
    bodies = [t for t in context.things_of(sentence, "Organization") if start <= t.start and t.end <= end]
    for area, body in each_its_own([("ActionArea", area) for area in left], bodies, match[0]):
        context.edge(sentence, "ASSIGNED_TO", area, ("Organization", body.id), "led-the-rest", confidence="0.8")


def _led_already(context: Context, sentence: Sentence) -> set[str]:
    return {key[1][1] for key in context.edges if key[0] == "ASSIGNED_TO" and key[3] <= sentence.number}
