"""Figures of a row, each of its own thing or all of each: 甲、乙分别增长1%、2%, 其中甲区57家、乙区51家, 丙、丁均超过三成 (并列的指标)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_things import clause_start
from ingest.documents.rules.frames import clause_of, starting_at
from ingest.numbers import Quantity
from ingest.sieve import regex

SUBJECTS: Final = (
    "Zone",
    "Park",
    "Company",
    "Work",
    "Project",
    "Scenario",
    "Industry",
    "ChainLink",
    "Technology",
    "Mechanism",
    "Platform",
    "ScenarioTier",
)


_EACH: Final = regex("分别|依次")
# 分别增长1%和增长2%.
_BETWEEN: Final = re.compile(r"[、和与及，]*(?:(?:同比)?(?:增长|下降|提高|回落|达到?|完成|实现|为))?")
_ROW_AGAIN: Final = re.compile(
    r"(?:同比|产值|规模|增速|占比|面积|投资额?|年?产能|产量|总?投资|营业?收入?|增加值|[，]|并|也)*"
)


def shared_subjects(context: Context, sentence: Sentence, found: list[Quantity]) -> dict[int, tuple[str, str]]:
    """甲、乙、丙分别增长1%、2%、3%: each value with its own subject, where there are as many of both."""
    text = sentence.shadow.text
    made: dict[int, tuple[str, str]] = {}
    for match in _EACH.finditer(text):
        start, end = clause_of(text, match.start())
        values = [q for q in found if match.end() <= q.start < end]
        run: list[Quantity] = []
        for quantity in values:
            if run and _BETWEEN.fullmatch(text, run[-1].end, quantity.start) is None:
                break
            run.append(quantity)
        chains: list[list[Thing]] = []
        # 甲与乙双双提速，产值分别为…，分别增长…: the row of the clause before.
        start = start if _ROW_AGAIN.fullmatch(text, start, match.start()) is None else after_mark(text, "。；;", start)
        for thing in context.things_of(sentence, *SUBJECTS):
            if start <= thing.start < match.start() and (not chains or thing not in chains[-1]):
                chains.append(starting_at(context, sentence, thing.start, SUBJECTS))
        fitting = [chain for chain in chains if len(chain) == len(run) > 1]
        if fitting:
            made |= {q.start: (t.label, t.id) for q, t in zip(run, fitting[-1], strict=True)}
    return made


# 甲区、乙区增速均在10%以上: of each of them.
_ALL: Final = re.compile(r"(?:均|都|双双|各自?|皆)(?:已|保持|实现|增长|下降|在|有|为|达|是|约|可)*$")


def sharers(context: Context, sentence: Sentence, quantity: Quantity) -> list[Thing]:
    """The things of a row that each have the same figure; none where it is of one."""
    text = sentence.shadow.text
    begins = clause_start(text, quantity.start)
    if _ALL.search(text, begins, quantity.start) is None:
        return []
    first = next((t for t in context.things_of(sentence, *SUBJECTS) if begins <= t.start < quantity.start), None)
    if first is None:
        return []
    row = starting_at(context, sentence, first.start, (first.label,))
    return row if len({t.id for t in row}) > 1 and row[-1].end <= quantity.start else []


def next_in_row(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The place, firm or park of a row whose members each have their figure: 其中甲区57家、乙区51家."""
    text = sentence.shadow.text
    thing = next((t for t in context.things_of(sentence, *_MEMBERS) if t.end == quantity.start), None)
    before = None if thing is None else next((q for q in sentence.quantities if q.end == thing.start - 1), None)
    if thing is None or before is None or text[before.end] not in "、和与，" or before.unit != quantity.unit:
        return None
    return thing if any(t.end == before.start for t in context.things_of(sentence, thing.label)) else None


_MEMBERS: Final = ("Zone", "Company", "Park", "Industry")
