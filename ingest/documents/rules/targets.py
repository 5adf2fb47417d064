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
from ingest.documents.rules.figure_owners import field_of, industry_again, industry_before, industry_of, part_of_whole
from ingest.documents.rules.figure_places import built
from ingest.documents.rules.figure_quantities import figures_of
from ingest.documents.rules.figure_ranks import RANK_UNIT
from ingest.documents.rules.figure_rows import shared_subjects, sharers
from ingest.documents.rules.figure_subjects import PAST, subject_of_figure
from ingest.documents.rules.figure_targets import wanted_by
from ingest.documents.rules.figure_things import clause_start
from ingest.documents.rules.row_counts import UNITS, counted_row
from ingest.documents.rules.subjects import said_of
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
_BIG: Final = 100


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
    if context.initiative is None or sentence.paragraph != context.initiative[1].paragraph:
        return None
    named = context.things_of(sentence, "Initiative")
    if named:
        return named[0].end
    return 0 if sentence.number > context.initiative[1].number else None


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
        if not ((time and (near or _TARGET_WORD.search(text) or context.kind == "plan")) or near):
            continue
        figures = figures_of(sentence)
        since = _programme_since(context, sentence)
        about: tuple[str, str] | None = None
        for order, (quantity, span) in enumerate(zip(figures, pieces(text, figures), strict=True), start=1):
            metric = metric_of(text, span, quantity)
            if len(metric) < 2 or _told_as_past(text, quantity) or not _told(quantity):
                continue
            if _of_another(context, sentence, quantity):
                continue
            # 设立总规模20亿元的甲基金: the fund's, and no aim.
            if (quantity.unit in UNITS and counted_row(sentence, quantity)) or described(context, sentence, quantity):
                continue
            heads = [("Policy", policy.id)]
            if context.initiative is not None and _of_programme(context, sentence, quantity, since):
                heads.append(("Initiative", _programme_meant(context, sentence, quantity, context.initiative[0])))
            by = _time(text, quantity.start)
            again = order > 1 and same_number(text, figures[order - 2].end, quantity)
            about = about if again and about else _whose(context, sentence, quantity, heads[-1])
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


def _whose(context: Context, sentence: Sentence, quantity: Quantity, head: tuple[str, str]) -> tuple[str, str]:
    """What a target of the plan is of: an industry's size, what is built right before, else who wants it.

    A programme's other targets are its own.
    """
    thing = built(context, sentence, quantity)
    if (
        thing is None
        and head[0] == "Policy"
        and not _FIRMS.match(sentence.shadow.text, clause_start(sentence.shadow.text, quantity.start))
    ):
        thing = field_of(context, sentence, quantity) or industry_of(context, sentence, quantity)
        thing = thing or industry_before(context, sentence, quantity)
        thing = thing or industry_again(context, sentence, quantity)
        thing = thing or part_of_whole(context, sentence, quantity)
    return (thing.label, thing.id) if thing is not None else head


# 规模达到90亿元，规上企业达到70家: firms to be brought up are the plan's.
_FIRMS: Final = re.compile("(?:核心|相关|链上|规上|规模以上)(?:产业)?企业")

# 营业收入58亿元，同比增长17%，今年的目标是70亿元: more of the same.
_COMPARED: Final = re.compile(
    r"[，,、；;]?(?:"
    r"(?:(?:同比|环比|(?:比|较)(?:上年|去年|前年|往年|年初|上年末|上季度|一季度|上半年|上月|上年度|20\d\d年)(?:同期|底|末)?|增速|增幅|年均|名义|可比)[，,]?)*"
    r"(?:再|又|均|也|已|净)?(?:增长|下降|提高|上升|回落|提升|增加|减少|多出|净增|多|少|加快|放缓|高出|扩大|翻|为|达|(?:快于|高于|低于)(?:全[国省市区])[^，。；;、\d]{0,8})了?(?:到|至|约)?"
    r"|(?:在)?(?:全球|全国|国内|国际|省内|行业)?的?(?:市场)?(?:份额|占有率)(?:约|也|已|就|仅)?(?:为|达到?|升至|提高到)?"
    r"|(?:其中|合计|约|大约|接近|将近)?占(?!地)(?:比|了?[^，。；;、:\d]{1,16})?(?:的)?(?:比重|份额|比例)?(?:首次|约|也|已|就|仅)?(?:为|达到?|升至|提高到|[由从](?:20\d\d年|年初|去年|上年)?的?)?"
    r"|而?(?:上年|去年|前年)(?:同期|全年)?(?:仅|只|则|还)?(?:为|有|是)"
    r"|(?:今年|明年|年底|全年)的?目标是|相当于(?:原来|过去)的|(?:几乎|约)?是(?:去年|上年|原来|过去)(?:全年|同期)?的|(?:同比|环比|比上年|较上年|比去年)?(?:增速|增幅|涨幅|降幅)|由|增至|升至|提高到|提升到|降到|降至|缩短到|压减到|压缩到)"
)


def _more_of(text: str, end: int, quantity: Quantity) -> bool:
    """Whether a figure says more of what the one that ends at `end` measures: 增长近三成，达到4.6亿元."""
    reached = quantity.raw.startswith("达") and text[end : quantity.start] in ("，", "，已", "，就")
    return reached or _COMPARED.fullmatch(text, end, quantity.start) is not None


# 列出需求46项，目前已有19项找到了技术方: some of the same.
_ALREADY: Final = re.compile(
    r"[，,、；;](?:目前|现在|现|其中|截至[^，。；;]{2,8}|今年|仅|[，,])*(?:(?:已|还|另|便|就)?有|已|其余|另外|剩余|余下|(?:累计|总数|总量)(?:已|达|达到|增至|约|近)*)(?:的|约|近)?"
)


# 集成电路产业产值173亿元，规上企业由62家增至75家; 甲产业链企业已达68家，实现产值214亿元；本地配套率约75%.
_ITS_FIRMS: Final = re.compile(
    r"[，,；;](?:只是|但|其中|前[三十\d]{1,2}个(?:月|季度)|(?:[今去]|20\d\d)年(?:上半年|全年)?|上半年|全年|目前|截至目前|[，,])*(?:"
    r"(?:已有|共有|拥有|现有|集聚|汇聚)?(?:产业链|全链|链)?(?:规上|规模以上|链上|上下游|核心|相关)?(?:企业|从业人员)(?:数量|总数|人数|数)?(?:则|也|已)?(?:有|达到?|超过?|突破)?(?:由|从)?(?:年初|去年|上年|\d{4}年)?的?"
    r"|(?:增|升|提高|增加)(?:至|到)"
    r"|(?:共|合计|累计|预计)?(?:实现|完成)?(?:工业)?(?:产业规模|总产值|产值|营业收入|营收|增加值|税收|利润)(?:约|近|超过?|突破|达到?)*"
    r"|(?:关键|核心)?(?:零部件|部件|设备)?本地(?:化)?配套率(?:却|也|已|还|仅|则|为|约|达到?|由|从)*"
    r")"
)


# 清单收录场景86项，计划投资近40亿元，其中企业提出的有19项，占比超过四成: a list goes on.
_OF_LIST: Final = re.compile(
    r"(?:[^，。；;]{0,8}，)?(?:其中[^，。；;\d]{0,14}|占比|(?:计划|意向|预计)?总?投资(?:额|规模)?|总?预算)(?:有|约|近|达|超过?|为)*"
)


def figures(context: Context) -> None:
    """Figures the text states of a park, a firm, a zone, an industry …; the subject only where it is clear."""
    aimed = -9
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
        last: tuple[int, tuple[str, str] | None] = (-1, None)
        aim: tuple[int, tuple[str, str] | None] = (-1, None)
        last_unit = ""
        for quantity, span in zip(found, pieces(text, found), strict=True):
            if (sentence.number, quantity.start) in context.measured:
                continue
            # A count that closes a list counts its items; a numeral in characters (一批, 三部) is seldom a figure.
            if not _told(quantity) or any(s <= quantity.start < e for s, e in closings):
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
            again = aim[0] >= 0 and same_number(text, aim[0], quantity)
            stands = again or baseline(text, quantity)
            own = stands or quantity.start in shared or described(context, sentence, quantity) is not None
            by = None if own else wanted_by(context, sentence, quantity, aimed)
            if by is not None and context.policy is not None:
                aimed, wanted = sentence.number, wanted + 1
                head = ("Policy", context.policy.id)
                aim = (quantity.end, _whose(context, sentence, quantity, head))
                local_id = put_indicator(
                    context, sentence, quantity, metric, "target", aim[1], by or None, "policy-target", "0.8"
                )
                context.edge(
                    sentence, "HAS_TARGET", head, ("Indicator", local_id), "policy-target", confidence="0.8",
                    properties={"order": wanted},
                )  # fmt: skip
                continue
            planned = context.kind == "plan" or _planned(text, span)
            about = aim[1] if again else shared.get(quantity.start)
            if quantity.unit == RANK_UNIT and last[0] >= 0 and not re.search("[。；;]", text[last[0] : quantity.start]):
                about = about or last[1]
            if (
                about is None
                and last[0] >= 0
                and (_more_of(text, last[0], quantity) or same_number(text, last[0], quantity))
            ):
                about = last[1]
            if (
                about is None
                and last[1]
                and last[1][0] == "Industry"
                and _ITS_FIRMS.fullmatch(text, last[0], quantity.start)
            ):
                about = last[1]
            if about is None and last[1] and last[1][0] == "Mechanism" and (goes_on := text[last[0] : quantity.start]):
                about = last[1] if goes_on[0] in "，；个项" and _OF_LIST.fullmatch(goes_on.lstrip("，；")) else None
            if (
                about is None
                and last[1]
                and quantity.unit == last_unit
                and _ALREADY.fullmatch(text, last[0], quantity.start)
            ):
                about = last[1]
            about = about or subject_of_figure(context, sentence, quantity, planned)
            last, last_unit = (quantity.end, about), quantity.unit
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


def _told(quantity: Quantity) -> bool:
    """Digits, or a numeral that only a figure has: 三成, 近百家, 超千万."""
    big = quantity.value is not None and quantity.value >= _BIG
    return quantity.digits or quantity.unit in ("%", "倍", "个工作日") or (big and quantity.comparator != "eq")


def _planned(text: str, span: tuple[int, int]) -> bool:
    return _PLANNED.search(text[span[0] : span[1]]) is not None or _time(text) is not None
