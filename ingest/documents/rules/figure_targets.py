"""Which figures of a report are targets of the policy it tells of (政策目标)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_grants import grants
from ingest.documents.rules.figure_subjects import PAST
from ingest.documents.rules.frames import clause_of
from ingest.documents.rules.subjects import Topic, openers, said_of
from ingest.numbers import Quantity, find_dates, find_period
from ingest.readers.marks import SIGNS

# 按照《方案》确定的目标，…: what stands behind are its targets.
_AS_FIXED: Final = re.compile(
    r"(?:按照|根据|对照|按)[^，。；;]{0,40}?(?:确定|提出|明确|设定|制定|定下|划定|部署|安排|公布)?的?(?:目标|部署|安排|要求|时间表|路线图)[，,]"
)
# 按照计划，到期的率要达到90%: in a report on a plan it is that plan.
_BY_PLAN: Final = re.compile(r"(?:按照|根据|按)(?:上述|这一|这个|该)?(?:计划|规划|方案|部署|安排|目标|时间表|路线图)，")
# 文件给三年后的产业画了像：…; 《方案》勾勒出一张清晰的蓝图：….
_SKETCHED: Final = re.compile(
    r"(?:[一二三四五六七八九十两]|\d{1,2})年后的[^，。；;:]{0,14}(?:像|图|样子|模样|目标|账|刻度)[^，。；;:]{0,4}[:：]|(?:勾勒|描绘|绘就|绘出|擘画)[^，。；;:]{0,14}(?:蓝图|图景|前景|路线图|目标)[:：]"
    r"|》[”]?(?:的|所)?(?:锚定|设定|给出|定下|明确|提出|确定|写下|瞄准|亮出)?的?(?:总体|具体|主要|核心|发展)?目标(?:(?:很|十分|也)?(?:清晰|明确|具体|可量)[^，。；;:]{0,6})?(?:是|为)?[:：，]"
    r"|(?:文件|方案|计划|意见|规划|》)[^，。；;:]{0,8}(?:定下|设定|明确|提出|锚定|亮出|写下)[^，。；;:]{0,10}(?:目标|小目标|硬指标|指标|时间表)[^，。；;:]{0,4}[:：]"
)
# 这份由甲局、乙局联合制定的文件提出，用两年时间…: whose paper it is, the article says.
_PAPER_SAYS: Final = re.compile(
    r"(?:^|[，。；;])(?:这份|该|此|本|这个|新)[^，。；;]{0,24}?(?:文件|方案|计划|意见|规划|措施|政策|通知)(?:还|也|并|同时)*(?:提出|明确|要求|部署|安排|规定|强调)"
)
# 整机攻坚行动…建设3条中试线: what an action is to do is what the plan wants.
_UNDERTAKES: Final = re.compile(
    r"支持|实施|组织|开展|建设|建成|新建|培育|推出|新增|打造|完成|开放|引进|引育|招引|补助|补贴|奖励|奖补|给予|资助|攻关|突破|设立|遴选|改造|推广|"
    r"布局|提高|提升|达到|降|压减|压缩|培训|发布|举办|投放|开通|更新|争取|力争|确保|不少于|不低于|带动|编制|创建|认定|扩大|选派|建立|梳理|开发"
)
_HEADS: Final = re.compile(
    rf"[{SIGNS}●○•—\-]|[（(]?[一二三四五六七八九十\d]{{1,2}}[）)、.．]|[一二三四五六七八九]是|第[一二三四五六七八九]"
)
_LEANS: Final = re.compile(
    r"(?:依托|借助|利用|通过|发挥|用好|围绕|面向|支持|推动|推进|聚焦|对|在|向|为|以|将|把)[^，。；;]{0,12}$"
)
_ITEMS_OF: Final = 16
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
# 由目前的43%提高到60%, 较目前压缩三成: the way to a target, as what is fixed for later is.
_FIXED: Final = re.compile(
    "[由从较比](?:目前|现在|眼下|当前|去年|上年)的?|已经?(?:明确|敲定|划定|确定|定下|排定|出炉|清晰)"
)
_WITHIN: Final = re.compile(
    r"(?:[一二两三四五六七八九十]|\d{1,2})年(?:内|间|来?累计|建成|打造|培育|推出|开放|发展|形成|带动|新增|上新|拿出)|用[一二两三四五]年(?:左右)?时间|每年(?:推出|发布|新增|培育|遴选|开放|安排)|每个方向"
)
_REACHED: Final = re.compile(
    r"去年|上年|截至|已(?!经?(?:明确|确定))|目前|现有|同比|上半年|前三季度|一季度|以来|(?:启动|实施|开展)后"
)
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
    spoken = (
        any(t.end <= quantity.start for t in context.things_of(sentence, "Policy"))
        or _PAPER_SAYS.search(text, 0, quantity.start) is not None
    )
    if grants(text, quantity):
        return None
    then = _THEN.search(text, 0, quantity.start) is not None and 0 <= sentence.number - last <= 2
    within = _WITHIN.search(text, 0, quantity.end) is not None and spoken
    aimed = _THIS_YEAR.search(text, 0, quantity.start) is not None
    task = _of_task(context, sentence, quantity)
    fixed = spoken and _AS_FIXED.search(text, 0, quantity.start) is not None
    fixed = fixed or _BY_PLAN.match(text) is not None
    fixed = fixed or _SKETCHED.search(text, 0, quantity.start) is not None
    if (
        not (by or then or within or aimed or task or fixed)
        or _REACHED.search(before)
        or PAST.search(_FIXED.sub("", text[start:end]))
    ):
        return None
    if by is not None and text[: by.start()].endswith(("恢复", "回升", "相当", "比")):
        return None
    own = said_of(context, sentence, _OWN, quantity.start)
    if own is not None and not (task and _leaned_on(sentence, own)):
        return None
    if not (spoken or then or task or _of_policy(context, sentence)):
        return None
    year = by and (by["by"] or by["before"] or by["head"])
    told = _told_in(context)
    if year and (int(year) < told if told else by is not None and by["head"] is not None):
        return None
    return year or ""


def _of_task(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a figure tells what a task of the policy is to bring: its own clauses, or an item of a row of tasks."""
    text = sentence.shadow.text
    begins = after_mark(text, "。；;", quantity.start)
    if _UNDERTAKES.search(text, begins, quantity.end + _VERB_BEHIND) is None:
        return False
    named = [t for t in openers(context, sentence, ("ActionArea",)) if t.end <= quantity.start]
    if named and re.search("[。；;]", text[named[-1].end : quantity.start]) is None:
        return True
    return _item_of_policy(context, sentence)


_VERB_BEHIND: Final = 10


def _item_of_policy(context: Context, sentence: Sentence) -> bool:
    """Whether a paragraph is an item of the row that the policy's own paragraph opens: 《方案》提出三项任务：."""
    before = context.article.before(sentence, _ITEMS_OF)
    lead = next((s for s in before if s.paragraph != sentence.paragraph and s.shadow.text.endswith(":")), None)
    if lead is None or not context.things_of(lead, "Policy"):
        return False
    heads: dict[int, Sentence] = {}
    for other in (sentence, *before):
        if other.number > lead.number:
            heads[other.paragraph] = other  # the first of its paragraph comes last
    return all(_HEADS.match(head.shadow.text) for head in heads.values())


def _leaned_on(sentence: Sentence, own: Topic) -> bool:
    """Whether what opens a clause is only what a task is done with or for: 依托甲平台，…."""
    return own.hops == 0 and _LEANS.search(sentence.shadow.text, 0, own.thing.start) is not None


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
