"""Who asks for a scenario, as the words before its name tell: 甲局打造的“乙”, 甲公司…，征集“乙”的解法 (场景的出题人)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import ending_at
from ingest.documents.rules.subjects import openers, sure, topic

_BODIES: Final = ("Company", "Organization")
# 甲提出的乙场景, 甲正在谋划乙场景; an office also builds what it asks for.
_ASKED: Final = re.compile(
    r"(?:提出|发布|开放|推出|给出|抛出|亮出|挂出|谋划|发榜|拿出|晒出|自建)(?:了|的|需求的|需求)?(?:(?:一|新|第[一二三四五六])个(?:新的?|应用|示范)?场景(?:——|:))?[“]?$"
)
# 甲提出需求、预算80万元的乙场景, 甲提出、需用丙完成的乙场景.
_DESCRIBED: Final = re.compile(r"(?:提出(?:了)?(?:需求)?|发榜|张榜|出题)(?:、[^，。；;]{2,30}?){1,2}的[“]?$")
_BUILT: Final = re.compile(r"(?:建设|打造|搭建|建起|建成|组织)(?:了|的)?[“]?$")
_TOLD: Final = re.compile(
    r"(?:(?:该|本)(?:局|委|部|中心|办)|(?P<firm>(?:该|这家)(?:企业|公司)|(?<=[，。；;])(?:企业|公司)))(?:目前|眼下|还|正|正在|也|又)*$"
)
_WORKS: Final = re.compile("(?:的)?(?:[^，。；;、]{0,6}(?:工厂|车间|厂区|基地|园区|产线))?(?:里|内)?，[“]?")
# 甲局牵头打造的乙场景.
_LEADS: Final = re.compile("牵头(?:打造|建设|组织|实施|推进)?的[“]?$")


def asked_in_front(context: Context, sentence: Sentence) -> None:
    """甲局打造的乙场景, 该局正在谋划乙场景."""
    text = sentence.shadow.text
    for scenario in context.things_of(sentence, "Scenario"):
        at = scenario.start
        # 甲拿出乙、丙2个场景: what is said of the first is said of the row.
        for before in reversed(context.things_of(sentence, "Scenario")):
            if before.end < at and text[before.end : at].strip("“”") in ("", "、", "和", "与"):
                at = before.start
        leads = _LEADS.search(text, max(0, at - 10), at)
        if leads is not None:
            for body in ending_at(context, sentence, leads.start(), ("Organization",)):
                context.relate(sentence, "LED_BY", scenario, body, "scenario-leader", "0.8")
            continue
        asked = _ASKED.search(text, max(0, at - 16), at) or _DESCRIBED.search(text, max(0, at - 48), at)
        verb = asked or _BUILT.search(text, max(0, at - 8), at)
        if _sought(context, sentence, scenario, at) or verb is None:
            _seated(context, sentence, scenario)
            continue
        near = ending_at(context, sentence, verb.start(), _BODIES if asked else ("Organization",))
        told = _TOLD.search(text, 0, verb.start()) if not near else None
        if told is not None:
            labels = ("Company",) if told["firm"] else ("Organization",)
            about = topic(context, sentence, labels, told.end())
            near = [about.thing] if about is not None and about.hops <= 1 else []
        for body in near:
            context.relate(sentence, "OWNED_BY", scenario, body, "scenario-asked-by", "0.8")


# 拿出的是“甲”, 征集“甲”的解法, 在乙试点“甲”: a question put to whoever can answer.
_PUTS: Final = re.compile(
    r"(?:(?:拿出|亮出|抛出|端出|挂出|摆出|带来|晒出|给出|提出|推出|发榜|张榜|出)(?:来)?的(?:(?:题目?|考题|难题|需求)?(?:就|正|则)?是)?"
    r"|抛出|抛来|端出|挂出|晒出|亮出|摆出|拿出|(?:发榜|张榜|公开)?(?:求解|征集)|(?:出|抛|递|挂|摆|晒)(?:出|上|来)?(?:了|的)(?:[一两三]道)?(?:题|题目|考题|难题|榜单?|题目)(?:叫做?|是|:)|想上|想做|想试|想要?|(?:提出|计划|打算|准备|想|将|拟)?在[^，。；;“”]{2,14}(?:试点|试水|试行|先行))(?:了|一道)?[“]?$"
)
# 想为“甲”场景寻找…: who looks for something for it.
_FOR_IT: Final = re.compile(r"(?:正|想|要|希望|打算|计划)+(?:在)?(?:为|给|替)[“]?$")
_LOOKS: Final = re.compile(r"[”]?(?:应用)?(?:场景)?(?:面?向[^，。；;]{2,8})?(?:寻找|寻求|物色|征集|招募|求购|找|配)")
# 它提出的“甲”, 该院想为“甲”…: the body told of right before.
_IT: Final = re.compile(
    r"(?:^|[，。；;:])(?:(?:它|他们|这家)|(?:该|这家)?(?:院|局|校|馆|所|站|中心|医院|学校|集团|企业|公司|单位)|[院校馆局]方|局里|院里|校里)(?:目前|眼下|还|正|正在|也|又|随后|同时|则|就|，)*$"
)
_JUST: Final = re.compile(
    r"(?:目前|眼下|还|正|正在|也|又|随后|同时|则|就|并|面向[^，。；;]{2,8}|向[^，。；;]{2,8}|公开|率先|首次)*"
)


def _sought(context: Context, sentence: Sentence, scenario: Thing, at: int) -> bool:
    """Whether the words before a name put it as a question; then it is of the body that the clause is about."""
    text = sentence.shadow.text
    puts = _PUTS.search(text, max(0, at - 26), at)
    if puts is None and _LOOKS.match(text, scenario.end):
        puts = _FOR_IT.search(text, max(0, at - 8), at)
    if puts is None:
        return False
    near = ending_at(context, sentence, puts.start(), _BODIES)
    hops = 0
    if not near and _IT.search(text, 0, puts.start()):
        about = topic(context, sentence, _BODIES, puts.start())
        # 一道题来自甲院。该院…: the one body of the sentence before, wherever it stands there.
        before = [t for one in context.article.before(sentence, 1) for t in context.things_of(one, *_BODIES)]
        near = before if len(before) == 1 else [about.thing] if about is not None and about.hops <= 1 else []
        hops = 1 if before else about.hops if about is not None else 0
    if not near and _JUST.fullmatch(text, after_mark(text, "，。；;:", puts.start()), puts.start()):
        # 甲公司腾出一条产线，征集“乙”的解法.
        low = after_mark(text, "。；;", puts.start())
        told = [t for t in openers(context, sentence, _BODIES) if low <= t.start < puts.start()]
        named = [t for t in context.things_of(sentence, *_BODIES) if low <= t.start < puts.start()]
        near = told[-1:] if told and told[-1] == named[-1] else []
    for body in near:
        context.relate(sentence, "OWNED_BY", scenario, body, "scenario-asked-by", sure(80, hops))
    return bool(near)


def _seated(context: Context, sentence: Sentence, scenario: Thing) -> None:
    """在甲公司，乙场景已运行: the firm where it runs asks for it."""
    text = sentence.shadow.text
    for firm in context.things_of(sentence, "Company"):
        at = text.rfind("在", max(0, firm.start - 8), firm.start)
        led = at >= 0 and (at == 0 or text[at - 1] in "，。；;") and "，" not in text[at : firm.start]
        if led and _WORKS.fullmatch(text, firm.end, scenario.start):
            context.relate(sentence, "OWNED_BY", scenario, firm, "scenario-asked-by", "0.7")
