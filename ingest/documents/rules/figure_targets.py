"""Which figures of a report are targets of the policy it tells of (政策目标)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.rules.figure_subjects import PAST
from ingest.documents.rules.frames import clause_of
from ingest.documents.rules.subjects import said_of
from ingest.numbers import Quantity, find_dates, find_period

# A named one of these tells its own figures, whatever the policy wants.
_OWN: Final = ("Park", "Company", "Project", "Work", "Technology", "Platform", "Scenario")
_BY: Final = re.compile(
    r"(?:到|至|力争|争取|预计)(?P<by>20\d{2})年|(?P<before>20\d{2})年(?:底|末)?(?:前|之前)|(?:^|[，。；;：:])(?P<head>20\d{2})年(?:底|末)?，|"
    r"到[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?(?:期)?末"
)
_THEN: Final = re.compile(r"(?:^|[，。；;：:])(?:届时|到那时|期满时|到期末)")
# 今年的目标也已明确，新开工16个.
_THIS_YEAR: Final = re.compile(
    r"(?:今年|明年|后年|首年|第一年|当年|年内|近期|三年|20\d\d年)(?:的|要|内)?[^，。；;]{0,4}?[“”]?(?:小?目标|任务|指标|时间表|账单)[”]?[^，。；;]{0,4}?"
    r"(?:明确|敲定|划定|确定|定下|排定|出炉|清晰|也有|是|为|[:：])"
)
# 由目前的43%提高到60%: the way to a target, as what is fixed for later is.
_FIXED: Final = re.compile("[由从](?:目前|现在|去年|上年)的?|已经?(?:明确|敲定|划定|确定|定下|排定|出炉|清晰)")
_WITHIN: Final = re.compile(
    r"(?:[一二两三四五六七八九十]|\d{1,2})年(?:内|间|来?累计|建成|打造|培育|推出|开放|发展|形成|带动|新增|上新|拿出)|用[一二两三四五]年(?:左右)?时间|每年(?:推出|发布|新增|培育|遴选|开放|安排)|每个方向"
)
_REACHED: Final = re.compile(r"去年|上年|截至|已(?!经?(?:明确|确定))|目前|现有|同比|上半年|前三季度|一季度")
_OFTEN: Final = 2


def wanted_by(context: Context, sentence: Sentence, quantity: Quantity, last: int) -> str | None:
    """By when the policy wants a figure to be reached, empty where that is not said; None where it is no target of it.

    `last` is the number of the sentence that held the target before, for 届时.
    """
    policy = context.policy
    if policy is None:
        return None
    text = sentence.shadow.text
    start, end = clause_of(text, quantity.start)
    before = _FIXED.sub("", text[start : quantity.start])
    by = next((m for m in reversed(list(_BY.finditer(text, 0, quantity.start)))), None)
    spoken = [t for t in context.things_of(sentence, "Policy") if t.end <= quantity.start]
    then = _THEN.search(text, 0, quantity.start) is not None and 0 <= sentence.number - last <= 2
    within = _WITHIN.search(text, 0, quantity.end) is not None and bool(spoken)
    aimed = _THIS_YEAR.search(text, 0, quantity.start) is not None
    if not (by or then or within or aimed) or _REACHED.search(before) or PAST.search(_FIXED.sub("", text[start:end])):
        return None
    if by is not None and text[: by.start()].endswith(("恢复", "回升", "相当", "比")):
        return None
    if said_of(context, sentence, _OWN, quantity.start) is not None:
        return None
    if not (spoken or then or _of_policy(context, sentence)):
        return None
    year = by and (by["by"] or by["before"] or by["head"])
    told = _told_in(context)
    if year and (int(year) < told if told else by is not None and by["head"] is not None):
        return None
    return year or ""


def _of_policy(context: Context, sentence: Sentence) -> bool:
    """Whether the article, or at least the paragraph up to here, is about the policy."""
    policy = context.policy
    if policy is None:
        return False
    if context.counts.get("Policy", {}).get(policy.id, 0) >= _OFTEN:
        return True
    return any(
        context.things_of(other, "Policy")
        for other in context.article.before(sentence, 3)
        if other.paragraph == sentence.paragraph
    )


def _told_in(context: Context) -> int | None:
    """The year in which the article is told, as far as the options or its first sentence say; else the policy's first."""
    if context.options.published_on is not None:
        return context.options.published_on.year
    dates = [d for s in context.article.body[:1] for d in find_dates(s.shadow.text[:30])]
    if dates:
        return int(dates[0].iso[:4])
    period = find_period(context.policy.title) if context.policy is not None else None
    return period[0] if period else None
