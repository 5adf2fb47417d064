"""Figures of a thing that only its head noun names again: 系统累计运行26万公里, 建成后企业的产能… (名词复指)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_things import clause_start
from ingest.documents.rules.subjects import openers, said_of
from ingest.numbers import Quantity
from ingest.sieve import regex

# 研究院已派出首批12名工程师: whose name ended so right before.
_NOUN: Final = regex(
    r"(?:该|这套|这台|这款|这家|这个)?(?P<noun>系统|平台|机器人|无人机|无人车|模型|装备|设备|研究院|研究所|医院|实验室|联盟|协会|场景)"
    r"(?:里|内|中)?(?![、和与们总数])(?=[\u4e00-\u9fff])"
)
_LEADS: Final = re.compile(
    r"(?:目前|如今|眼下|截至目前|其中|此后|投用后|上线(?:以来|后)|半年来|一年来|(?:半|[一两三])年(?:多|下来)|[今去]年(?:以来)?|[，,“])*"
)
_LABELS: Final = ("Technology", "Platform", "Scenario", "Organization")
_NEAR: Final = 1


def named_again(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The system, platform, scenario or institute that a head noun at the start of a clause before a figure means.

    What stands between may tell more of it, but names nothing else.
    """
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    for noun in reversed(list(_NOUN.finditer(text, low, quantity.start))):
        begins = clause_start(text, noun.start())
        if _LEADS.fullmatch(text, begins, noun.start()) is None:
            continue
        named = context.things_of(sentence)
        # A name of its own, or another subject behind it.
        if any(t.start < noun.end() and noun.start() < t.end for t in named):
            return None
        if any(noun.end() <= t.start < quantity.start for t in openers(context, sentence, _SUBJECTS)):
            return None
        return _ended_so(context, sentence, noun)
    return None


_SUBJECTS: Final = (*_LABELS, "Company", "Park", "Project", "Zone", "Industry")


def _ended_so(context: Context, sentence: Sentence, noun: re.Match[str]) -> Thing | None:
    """The one thing of the paragraph, named here before the noun or in the sentence before, whose name ends with it."""
    for other in (sentence, *context.article.before(sentence, _NEAR)):
        if other.paragraph != sentence.paragraph:
            return None
        ended = [
            t
            for t in context.things_of(other, *_LABELS)
            if (other is not sentence or t.end <= noun.start())
            and context.surface(other, t.start, t.end).rstrip("”").endswith(noun["noun"])
        ]
        if ended:
            return ended[-1] if len({t.id for t in ended}) == 1 else None
    return None


_LATER: Final = r"(?:届时|(?:建成|投产|达产|投用|满产|完工)(?:投产|投用|达产)?后|全部建成后|未来|其中)?[，,]?“?"
_FIRMS_OWN: Final = re.compile(rf"{_LATER}(?:该|这家)?(?:公司|企业)(?:的(?!数|总|平均)|年(?:产能|产值|产量))")
_LATER_ON: Final = re.compile(_LATER)


def firms_own(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The firm whose capacity a clause on a project tells of: 届时甲公司的电芯年产能可达…, 建成后企业的年产能提高到…."""
    text = sentence.shadow.text
    begins = clause_start(text, quantity.start)
    for thing in context.things_of(sentence, "Company"):
        led = begins <= thing.start and thing.end <= quantity.start and _LATER_ON.fullmatch(text, begins, thing.start)
        if led and text.startswith("的", thing.end):
            # 甲公司的乙项目总投资: of what it has.
            other = any(thing.end < t.start < quantity.start for t in context.things_of(sentence, *_HAS_OWN))
            return None if other else thing
    if _FIRMS_OWN.match(text, begins) is None:
        return None
    named = [t for t in context.things_of(sentence, "Company") if t.end <= begins]
    told = said_of(context, sentence, ("Company",), quantity.start)
    return told.thing if told is not None else named[-1] if named else None


_HAS_OWN: Final = ("Project", "Park", "Platform", "Scenario", "Work")
