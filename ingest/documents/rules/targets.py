"""Programmes, targets and actual figures (工程、目标、数据)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_described import described
from ingest.documents.rules.figure_grants import grants
from ingest.documents.rules.figure_metrics import (
    CHANGE,
    LONGEST_METRIC,
    TRIM,
    baseline,
    kind_of,
    metric_of,
    pieces,
    same_number,
)
from ingest.documents.rules.figure_more import FIRST, goes_on
from ingest.documents.rules.figure_quantities import figures_of, told
from ingest.documents.rules.figure_ranks import RANK_UNIT
from ingest.documents.rules.figure_rows import shared_subjects, sharers
from ingest.documents.rules.figure_subjects import PAST, subject_of_figure
from ingest.documents.rules.figure_targets import wanted_by
from ingest.documents.rules.row_counts import UNITS, counted_row
from ingest.documents.rules.subjects import said_of
from ingest.documents.rules.target_subjects import target_subject
from ingest.numbers import Quantity, find_dates
from ingest.sieve import regex
from schema.ids import name_id

_INITIATIVE = regex(
    r"“[^“”]{2,12}”(?:工程|专项行动|专项|行动计划|计划)|(?<=实施)(?!\d)[^，。；;:“”、]{2,14}(?:工程|专项行动)"
)
_TARGET_TIME = regex(
    r"(?P<within>[一二三四五六七八九十\d]{1,2}年内)|到(?P<by>\d{4})年(?:底|末|前)?|(?P<before>\d{4})年底前"
)
_TARGET_WORD = regex(r"力争|目标|累计|确保|新增|实现|谋划打造")
_KEPT: Final = 1 << 9
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE_STOP: Final = re.compile("[，。;]")
_LIST_NOUN = re.compile(r"(?:重点|主要|核心)?(?:方面|领域|方向|环节|步骤|板块|维度|层面|内容|举措|任务)(?!占)")
_PLANNED: Final = re.compile(
    r"将(?!近)|计划(?!的)|(?<![虚模比])拟(?![人合态])|力争|目标|不低于|不少于|预计|可达|要求|预算(?!收入|外)|有望"
)


def initiatives(context: Context) -> None:
    """A named programme of the policy, in its headings too: “十百千”工程."""
    policy = context.policy
    if policy is None:
        return
    named: dict[str, str] = {}
    for sentence in context.article.body:
        for match in _INITIATIVE.finditer(sentence.shadow.text):
            if any(
                t.start <= match.start() and match.end() <= t.end
                for t in context.things_of(sentence, "ActionArea", "Initiative")
            ):
                continue  # a task of the plan itself
            name = context.surface(sentence, *match.span())
            local_id = name_id("Initiative", name, policy.id)
            context.node(sentence, "Initiative", local_id, name, "initiative")
            context.mention(sentence, *match.span(), "Initiative", local_id)
            context.edge(sentence, "HAS_INITIATIVE", ("Policy", policy.id), ("Initiative", local_id), "initiative")
            if context.initiative is None:
                context.initiative = (local_id, sentence)
            named[match[0]] = local_id
    for sentence in context.article.sentences if named else ():
        if sentence.kind == layout.HEADING:
            for words, local_id in named.items():
                at = sentence.shadow.text.find(words)
                if at >= 0:
                    context.mention(sentence, at, at + len(words), "Initiative", local_id)


def put_indicator(
    context: Context, sentence: Sentence, quantity: Quantity, metric: str, kind: str, subject: tuple[str, str] | None,
    time: str | None, rule: str, confidence: str,
) -> str:  # fmt: skip
    """One value as an Indicator, measuring its subject where that is clear."""
    scope = f"{subject[1] if subject else context.document_id}|{kind}|{time or ''}"
    local_id = name_id("Indicator", metric, scope)
    context.node(
        sentence, "Indicator", local_id, metric, rule, confidence=confidence,
        properties={
            "metric": metric, "value": quantity.value, "value_to": quantity.value_to,
            "unit": _printed(context, sentence, quantity),
            "comparator": quantity.comparator, "kind": kind, "time": time, "raw": quantity.raw,
        },
    )  # fmt: skip
    context.mention(sentence, quantity.start, quantity.end, "Indicator", local_id, "nominal")
    context.measured.add((sentence.number, quantity.start))
    context.told.append((quantity, subject, kind))
    if subject is not None:
        context.edge(sentence, "MEASURES", ("Indicator", local_id), subject, rule, confidence=confidence)
    return local_id


def _printed(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """The unit with its brackets as printed: 台（套）."""
    wide = "(" in quantity.unit and "（" in context.surface(sentence, quantity.start, quantity.end)
    return quantity.unit.replace("(", "（").replace(")", "）") if wide else quantity.unit


def _told_as_past(text: str, quantity: Quantity) -> bool:
    """Whether the comma clause of a figure says that it is reached; 由去年的X提高到Y is a way to a target."""
    start, stop = after_mark(text, "，。;", quantity.start), _CLAUSE_STOP.search(text, quantity.end)
    clause = text[start : stop.start() if stop else len(text)]
    return (
        PAST.search(clause) is not None
        and re.search(r"提高到|提升到|提升至|增至|增加到|扩大到|达到.*以上", clause) is None
    )


@lru_cache(maxsize=_KEPT)
def _time(text: str, place: int | None = None) -> str | None:
    """By when a sentence says that something is to be reached: the last time before `place`, else the first."""
    # 恢复到2019年的1.3倍 compares with a year gone by.
    found = [
        (match.start(), match["by"] or match["before"] or match["within"])
        for match in _TARGET_TIME.finditer(text)
        if not text[: match.start()].endswith(("恢复", "回", "回升", "相当"))
    ]
    before = [time for start, time in found if place is not None and start < place]
    return before[-1] if before else found[0][1] if found else None


def _programme_since(context: Context, sentence: Sentence) -> int | None:
    """From which place of a sentence on targets are the programme's: what stands before its name is the plan's."""
    if context.initiative is None:
        return None
    named = context.things_of(sentence, "Initiative")
    if named:
        return named[0].end
    opened = context.initiative[1]
    # 实施“甲”工程，三年培育乙10项。到2028年，丙规模超过…: with figures of its own it leaves those of the next year to the plan.
    behind = next((t.end for t in context.things_of(opened, "Initiative")), 0)
    if _BY_YEAR.match(sentence.shadow.text) and any(q.start >= behind for q in figures_of(opened)):
        return None
    return 0 if sentence.paragraph == opened.paragraph and sentence.number > opened.number else None


_BY_YEAR: Final = re.compile(r"(?:力争|预计)?到20\d\d年(?:底|末)?，")
_PROGRAMME: Final = re.compile("(?:该|这一|此)(?:工程|专项|计划)|工程(?=计划|将|提出|明确)")


# 实施“甲”工程，到2028年，全市…突破…: what the city is to have by a year is the plan's; so is what the plan gives.
_CITY_AGAIN: Final = re.compile(
    r"[，；;](?:力争)?到?20\d\d年(?:底|末)?[，,]?(?:全|我)[市区]|[；;](?:力争)?到20\d\d年(?:底|末)?，[^，。；;\d]{2,14}(?:产业|集群|链)"
)
_GRANTS: Final = re.compile(r"[；;][^；;]*对[^，；;]+(?:奖励|补助|补贴|奖补|资助)[^，；;]{0,4}$")


def _of_programme(context: Context, sentence: Sentence, quantity: Quantity, since: int | None) -> bool:
    """Whether a target is the programme's: behind its name, and the policy does not speak up again before it."""
    if since is None or context.initiative is None or since > quantity.start:
        return False
    text = sentence.shadow.text
    if _CITY_AGAIN.search(text, since, quantity.start) or _GRANTS.search(text, since, quantity.start):
        return False
    spoken = [t.end for t in context.things_of(sentence, "Policy") if since < t.end <= quantity.start]
    if not spoken:
        return True
    return _PROGRAMME.search(sentence.shadow.text, spoken[-1], quantity.start) is not None


def _programme_meant(context: Context, sentence: Sentence, quantity: Quantity, first: str) -> str:
    """The programme named last before a figure of the sentence: 甲工程招引…；乙工程新增…, else the plan's first one."""
    named = [t.id for t in context.things_of(sentence, "Initiative") if t.end <= quantity.start]
    return named[-1] if named else first


def targets(context: Context) -> None:
    """Targets of the policy and of its programme: values to be reached, with comparator and time."""
    policy = context.policy
    if policy is None:
        return
    for sentence in context.article.body:
        text = sentence.shadow.text
        time = _time(text)
        near = context.initiative is not None and sentence.paragraph == context.initiative[1].paragraph
        aims = near or (time is not None and (_TARGET_WORD.search(text) is not None or context.kind == "plan"))
        # 甲工程每年发布清单不少于两批: far from where the plan sets it up, only what stands behind its name.
        if not aims and not context.things_of(sentence, "Initiative"):
            continue
        figures = figures_of(sentence)
        since = _programme_since(context, sentence)
        last, last_metric = FIRST, ""
        for order, (quantity, span) in enumerate(zip(figures, pieces(text, figures), strict=True), start=1):
            metric = metric_of(text, span, quantity)
            # 配套率由31%升至45%以上: the metric of the value before.
            if last_metric and CHANGE.fullmatch(text, span[0], quantity.start):
                metric = last_metric
            if len(metric) < 2 or _told_as_past(text, quantity) or not told(text, quantity):
                continue
            if not aims and not _of_programme(context, sentence, quantity, since):
                continue
            # 给予最高200万元奖励: what a plan gives is planned, and no aim.
            if _of_another(context, sentence, quantity) or grants(text, quantity):
                continue
            # 设立总规模20亿元的甲基金: the fund's, and no aim.
            if (quantity.unit in UNITS and counted_row(sentence, quantity)) or described(context, sentence, quantity):
                continue
            heads = [("Policy", policy.id)]
            if context.initiative is not None and _of_programme(context, sentence, quantity, since):
                heads.append(("Initiative", _programme_meant(context, sentence, quantity, context.initiative[0])))
            by = _time(text, quantity.start)
            again = order > 1 and same_number(text, figures[order - 2].end, quantity)
            about = last.about if again else None
            about = about or target_subject(context, sentence, quantity, heads[-1], last)
            last, last_metric = last.then(quantity, about), metric
            stands = again or baseline(text, quantity)
            kind = "actual" if stands else "target"
            local_id = put_indicator(
                context, sentence, quantity, metric, kind, about, None if stands else by, "target", "0.92"
            )
            for head in () if stands else heads:
                context.edge(
                    sentence, "HAS_TARGET", head, ("Indicator", local_id), "target", confidence="0.92",
                    properties={"order": order},
                )  # fmt: skip


def _of_another(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a report's sentence is about a firm or park that opens it: 甲园将重点招引…，力争三年内入驻企业不低于50家."""
    if context.kind == "plan":
        return False
    own = said_of(context, sentence, ("Company", "Park"), quantity.start)
    if own is None or own.hops:
        return False
    spoken = context.things_of(sentence, "Policy", "Initiative")
    return not any(t.end <= quantity.start for t in spoken)


def figures(context: Context) -> None:
    """Figures the text states of a park, a firm, a zone, an industry …; the subject only where it is clear."""
    aimed = -9
    policy_id = context.policy.id if context.policy is not None else ""
    for sentence in context.article.body:
        text = sentence.shadow.text
        found = figures_of(sentence)
        if not found:
            continue
        closings = [(one.items[-1][1], one.end) for one in sentence.counted]
        shared = shared_subjects(context, sentence, found)
        times = find_dates(text)
        last_metric = ""
        wanted = 0
        last, aim = FIRST, FIRST
        opened: int | None = None
        for quantity, following, span in zip(found, [*found[1:], None], pieces(text, found), strict=True):
            if (sentence.number, quantity.start) in context.measured:
                continue
            # A count that closes a list counts its items; a numeral in characters (一批, 三部) is seldom a figure.
            if not told(text, quantity) or any(s <= quantity.start < e for s, e in closings):
                continue
            # 前瞻布局甲1个未来产业: a row of one.
            if (
                quantity.value == 1
                and quantity.unit == "个"
                and any(t.end == quantity.start for t in context.things_of(sentence))
            ):
                continue
            # 四项、14个方面: lengths of lists that the text is about to give.
            if _LIST_NOUN.match(text, quantity.end):
                continue
            metric = metric_of(text, span, quantity)
            risen = last_metric and CHANGE.fullmatch(text, span[0], quantity.start)
            if len(metric) < 2 or risen or not _HAN.search(metric):
                # 由27%升至45%, 分别增长1%、2%: the metric of the value before.
                metric = last_metric or _of_clause_before(text, span[0])
            if not metric:
                continue
            last_metric = metric
            again = aim.end >= 0 and same_number(text, aim.end, quantity)
            stands = again or baseline(text, quantity)
            own = stands or quantity.start in shared or described(context, sentence, quantity) is not None
            by = None if own else wanted_by(context, sentence, quantity, aimed)
            if by is not None and context.policy is not None:
                aimed, wanted = sentence.number, wanted + 1
                head = ("Policy", context.policy.id)
                aim = aim.then(quantity, target_subject(context, sentence, quantity, head, aim))
                local_id = put_indicator(
                    context, sentence, quantity, metric, "target", aim.about, by or None, "policy-target", "0.8"
                )
                context.edge(
                    sentence, "HAS_TARGET", head, ("Indicator", local_id), "policy-target", confidence="0.8",
                    properties={"order": wanted},
                )  # fmt: skip
                continue
            # 计划把团队由60人扩充到120人: both ends of one way.
            way = span if opened is None else (opened, span[1])
            opened = span[0] if stands and not again else None
            planned = context.kind == "plan" or _planned(text, way) or _given(context, text, quantity)
            about = aim.about if again else shared.get(quantity.start)
            if stands and following is not None and wanted_by(context, sentence, following, aimed) is not None:
                # 由180家增加到260家: where it stands is of what the aim is of.
                about = about or target_subject(context, sentence, following, ("Policy", policy_id), aim)
            if (
                quantity.unit == RANK_UNIT
                and last.end >= 0
                and not re.search("[。；;]", text[last.end : quantity.start])
            ):
                about = about or last.about
            if again:
                aim = aim.then(quantity, aim.about)
            about = about or goes_on(text, last, quantity) or subject_of_figure(context, sentence, quantity, planned)
            last = last.then(quantity, about)
            kind = kind_of(text, quantity, planned, about[0] if about else None)
            each = sorted({(t.label, t.id) for t in sharers(context, sentence, quantity)})
            for one in each or (about,):
                put_indicator(
                    context, sentence, quantity, metric, kind, one, times[0].iso if times else None, "figure", "0.7"
                )


def _of_clause_before(text: str, start: int) -> str:
    """What the clause before measures: 晶圆制造增速最快，达到41.5%."""
    low = after_mark(text, "，。；;:", max(start - 1, 0))
    words = text[low : max(start - 1, low)].strip(TRIM)
    return words[-LONGEST_METRIC:] if len(words) > 1 and not words[-1].isdigit() else ""


def _given(context: Context, text: str, quantity: Quantity) -> bool:
    """Whether a figure is what the policy gives, and has not given yet."""
    return context.policy is not None and grants(text, quantity) and PAST.search(text, 0, quantity.start) is None


def _planned(text: str, span: tuple[int, int]) -> bool:
    return _PLANNED.search(text[span[0] : span[1]]) is not None or _time(text) is not None
