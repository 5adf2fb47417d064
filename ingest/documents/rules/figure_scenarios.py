"""Figures of what is asked of a scenario, of who came for it and of what it has brought, in the paragraph that tells of it (场景指标)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_things import around, clause_start
from ingest.documents.rules.scenario_roles import serves
from ingest.documents.rules.subjects import openers, said_of
from ingest.numbers import Quantity

# 项目预算420万元; 企业想把误差压到1%以内，愿意掏1200万元; 合同额860万元; 吸引21家企业揭榜; 12家企业参加比选.
_ASKED: Final = re.compile(
    r"预算|合同(?:总?金?额|总?价款?)|中标[价额]|愿意?[掏出拿]|(?:需求方|出题方|业主方?|场景方)[^，。；;]{0,14}(?:投入|拿出|出资)|意向(?:投资|金额)|(?:企业|单位|团队|公司|机构)[^，。；;]{0,8}(?:揭榜|报名|应征|竞争|应战|接题|递交|比选|角逐|竞逐|竞标|投标|比拼|报价|参选|过招|同台|应答)|"
    r"揭榜(?:企业|单位|团队)|(?:前来|赶来|报名|接题|应战|应考|参加|揭榜|应答)[^，。；;]{0,6}的(?:一共|总共|共|已|只)?有|(?:要求|想把|希望|盼着|期望|须|必须|只许)[^，。；;]{0,10}(?:漏[检报]率|误[检报]率|误差|差错率)|首期覆盖|覆盖(?:患者|住户|居民|床位|点位)|(?:再|公开|继续)征集"
)
# 5月上线以来，漏检率由3.2%降到0.5%以下: what came of it, once it runs.
_RUNS: Final = re.compile(
    r"(?:上线|投用|启用|投运|落地|上岗|(?:试)?运行|应用|投入使用|实施|用上|改造|上马|跑起来|开跑)(?:后|以来|之后|以后|至今|不久|(?:才|仅|刚)?(?:近|约)?(?:半|[一两二三四五六七八九十]|\d{1,2})(?:个)?(?:多)?(?:月|年|周|天)(?:多|来|下来|以来)?)"
)
_BROUGHT: Final = re.compile(
    r"漏[检报]率|误[检报判]率|检出率|准确率|差错率|识别率|合格率|良品率|故障率|周转率|作业效率|整体效率|效率|能耗|油耗|电耗|用工|人工|工人|人手|[检验巡质]\w{0,2}工[从由]|岗位|人力|耗时|用时|时间|时长|成本|费用|响应|等待|通行|损耗|用药|用水|投诉|发现|处置|单车|单班|每班|日均|每天"
)
_FOR: Final = re.compile(
    "(?:企业|单位|团队|公司|机构)[^，。；;]{0,10}(?:揭榜|报名|应征|竞争|竞逐|角逐|竞标|投标|应答|对接|争抢|接题|比选)[^，。；;]{0,6}$"
)
_OTHERS: Final = ("Company", "Park", "Project", "Mechanism", "Policy", "Technology", "Platform", "Zone")
# 今年5月上线以来, 场景启用后; but 系统上线以来 is of the system.
_LED: Final = re.compile(
    r"(?:该|这一|此|这个)?(?:场景)?(?:自|从)?(?:(?:[今去]年)?\d{1,2}月(?:\d{1,2}日|底|初|中旬)?|[今去]年[初底]?|20\d\d年)?(?:正式|全面|试点)*"
)
_BACK: Final = 5


def scenario_asked(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The one scenario that a paragraph has told of where a figure says what is asked there, who answers or what it brought."""
    if (listed := context.listed.get(sentence.paragraph)) is not None:
        return listed
    if context.kind == "plan" or "Scenario" not in context.counts:
        return None
    text = sentence.shadow.text
    words = around(text, quantity)
    asked = _ASKED.search(words) is not None
    if not asked and not _brought(text, quantity, words):
        return _goes_on(context, sentence, quantity)
    begins = clause_start(text, quantity.start) if asked else after_mark(text, "。；;", quantity.start)
    if any(begins <= t.start < quantity.start for t in openers(context, sentence, _OTHERS)):
        return None
    here = [t for t in context.things_of(sentence, "Scenario") if t.end <= quantity.start]
    if asked and not here and quantity.unit in ("家", "支", "个"):
        # 17家企业竞逐“甲”场景: named behind them.
        end = text.find("，", quantity.end)
        here = [
            t
            for t in context.things_of(sentence, "Scenario")
            if quantity.end <= t.start and (end < 0 or t.end <= end) and _FOR.search(text, quantity.end, t.start)
        ]
    if here:
        return here[-1] if len({t.id for t in here}) == 1 else None
    told = {
        t.id: t
        for before in context.article.before(sentence, _BACK)
        # A section that its heading opens may tell of one over its paragraphs.
        if before.paragraph == sentence.paragraph
        or (asked and len(sentence.headings) > 1 and before.headings == sentence.headings)
        for t in context.things_of(before, "Scenario")
    }
    return next(iter(told.values())) if len(told) == 1 else None


_SUBJECTS: Final = (*(label for label in _OTHERS if label != "Zone"), "Work", "Organization")
_SPOKEN: Final = re.compile("[“”]")


def _goes_on(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The scenario that opens a sentence of the paragraph, where from there to the figure nothing but its own parties opens a clause.

    甲场景昨天满月。场景由乙局开放，丙公司中标，单程用时22分钟。截至8月底，累计飞行1240架次。
    """
    text = sentence.shadow.text
    before = [s for s in context.article.before(sentence, _BACK) if s.paragraph == sentence.paragraph]
    told = [*reversed(before), sentence]
    names = {at for t in context.things_of(sentence) for at in (t.start, t.end)}
    if any(m.end() not in names and m.start() not in names for m in _SPOKEN.finditer(text, 0, quantity.start)):
        return None
    if not told[0].first:
        return None
    opened = (at for at, one in enumerate(told) if _opens(context, one, sentence, quantity) is not None)
    return next((found for at in opened if (found := _all_of_it(context, told[at:], quantity)) is not None), None)


def _all_of_it(context: Context, told: list[Sentence], quantity: Quantity) -> Thing | None:
    """The scenario that the first of these sentences opens, if all of them are of it, the last up to its figure."""
    scenario = _opens(context, told[0], told[-1], quantity)
    opening = openers(context, told[0], ("Zone", "Scenario"))
    named = {
        t.id for s in told for t in context.things_of(s, "Scenario") if s is not told[-1] or t.end <= quantity.start
    }
    if len(named) != 1:
        return None
    for one in told:
        end = quantity.start if one is told[-1] else len(one.shadow.text)
        others = [t for t in openers(context, one, _SUBJECTS) if t.start < end]
        if any(not (serves(one, t) or _ASKS.match(one.shadow.text, t.end)) for t in others):
            return None
        nominal = said_of(context, one, ("Company", "Park", "Project", "Zone"), end)
        if nominal is not None and nominal.thing.id not in {t.id for t in (*others, *opening)}:
            return None
    return scenario


# 这是甲区第二批开放场景中的“乙”，由丙公司提出.
_THIS_IS: Final = re.compile(r"(?:本[报刊台网](?:\d{1,2}月\d{1,2}日)?讯\s*)?这(?:便|就|正|也)?是[^，。；;“]{0,24}“?$")


def _opens(context: Context, one: Sentence, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The scenario that a sentence begins to tell of, before the figure if it stands there."""
    end = quantity.start if one is sentence else len(one.shadow.text)
    opening = openers(context, one, ("Zone", "Scenario"))
    scenario = next((t for t in opening if t.label == "Scenario" and t.end <= end), None)
    if scenario is not None:
        return scenario
    named = context.things_of(one, "Scenario")
    return named[0] if named and named[0].end <= end and _THIS_IS.match(one.shadow.text[: named[0].start]) else None


# 甲局新近发布的乙场景, 甲局牵头: who puts the scenario.
_ASKS: Final = re.compile("(?:正式|率先|首次|联合|共同|新近|对外)*(?:提出|发布|开放|推出|发榜|牵头)")


# 公司拿出12个网箱，开放“甲”场景; 把港内3公里道路让出来，作为“甲”场景: what is given up for a scenario is its own.
_GIVES_UP: Final = re.compile(r"(?:拿出|腾出|让出|划出|辟出|专门留出|贡献出|提供|开放|把|将)[^，。；;]{0,24}$")
_FOR_IT: Final = re.compile(
    r"[^，。；;]{0,12}，(?:并|再|用来|用于|专门|由此)*(?:作为|做成|变成|推出|开放|打造|设立|设置|发布|开设|建设|供|做)(?:了)?[“《]?"
)


def given_up_for(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The scenario behind a figure of what its owner gives up for it: 腾出2条产线，推出“甲”场景."""
    if context.kind == "plan" or quantity.unit in ("元", "%", "家", "户"):
        return None
    text = sentence.shadow.text
    named = context.things_of(sentence, "Scenario")
    if not named or _GIVES_UP.search(text, clause_start(text, quantity.start), quantity.start) is None:
        return None
    return next((t for t in named if t.start > quantity.end and _FOR_IT.fullmatch(text, quantity.end, t.start)), None)


def _brought(text: str, quantity: Quantity, words: str) -> bool:
    """Whether a figure is of what has come of something that is not named there, since it runs."""
    runs = _RUNS.search(text, after_mark(text, "。；;", quantity.start), quantity.start)
    if runs is None or _BROUGHT.search(words) is None:
        return False
    return _LED.fullmatch(text, clause_start(text, runs.start()), runs.start()) is not None
