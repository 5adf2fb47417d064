"""Ordered lists of a plan: directions, life-cycle steps, result tiers (方向、环节、层级)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.enumerations import Enumeration, enumerations
from ingest.documents.frame import Context, Ladder
from ingest.documents.lists import Span, after_mark, split_items
from ingest.documents.rules.chain_stages import stages as chain_stages
from ingest.documents.rules.link_lists import link_lists
from ingest.documents.rules.plan_talk import told_of_policy
from ingest.documents.rules.told_ladders import told_rungs, told_steps
from ingest.sieve import passing, regex
from schema.ids import name_id
from schema.tokens import tagged
from schema.words import word_set

_STEP_TALK = re.compile(r"周期|流程|征集|闭环|链条")
# 打底的是甲场景，往上是乙场景，顶格才是超级场景.
_RUNG = regex(r"(?:^|[，:;])[^，。;:是为]{1,10}?(?:才是|则是|就是|是|为|叫)(?P<x>[^，。;:是为]{2,8})(?=[，。;]|$)")
# 先征集需求，再比选方案，接着…，末了才是复制推广.
_TURN = regex(
    r"(?P<turn>首先|先|其次|再次|再|然后|接着|随后|而后|最后|末了|最终)(?:才是|就是|是|才)?(?P<x>[^，。;:、]{2,8})(?=[，。;]|$)"
)
# 先征集，再会诊，然后改造、试营业，最后评星, where the text says that these are N steps.
_SEQUENCE = regex(
    r"先(?P<a>[^，、。;]{2,6})，(?:再|后|而后)(?P<b>[^，、。;]{2,6})(?:，(?:再|然后|接着|随后)(?P<list>[^，。;]{2,30}))?，(?:最后|末了|最终)(?P<z>[^，、。;]{2,6})"
)
_STEPS_SAID = re.compile(r"[三四五六七八九\d](?:道|个|大)?(?:步|关|工序|环节|阶段|步骤|程序)")
# What says that parts are rungs: 分成四档, 从低到高, 成果.
_RISES = re.compile(r"成果|成绩|档|级|梯|从低到高|成长|晋级|升级|跃升|阶|进阶")
# 由低到高依次为甲、乙、丙: the order says that these are rungs.
_UPWARD = regex(
    r"(?:由低到高|从低到高|自低向高|由浅入深|逐级递进|从下到上|自下而上)(?:，|地)?(?:依次|分别|划)?(?:分)?(?:为|是|成)(?P<list>[^，。;:“”、]{2,12}(?:、[^，。;:“”、]{2,12}){1,5})(?=，|。|;|$)"
)
# 按种子级、成长级、灯塔级逐级晋升: rungs that end alike.
_COUNT_BEHIND: Final = re.compile(
    r"[二三四五六七八\d](?:个|大)?(?:层级|等级|层次|档次|级别|梯次|梯级|阶段|类型|类别|档|级|类)$"
)
_PROMOTED = regex(
    r"(?:按照?|分为?|从|由|沿)(?P<list>[^，。;:“”、]{1,6}(?P<kind>[级档]|场景|项目)、(?:[^，。;:“”、]{1,6}(?P=kind)、){0,4}[^，。;:“”、]{1,6}(?P=kind))(?:的?[梯次序]+)?(?:逐级|逐步|梯次|依次|层层|分级|分档|阶梯式?)(?:晋升|晋级|晋档|递进|提升|升级|跃升|进阶|培育|评定|认定)"
)
# 从甲场景升级为乙场景；再升级为丙场景.
_ON_UP = regex(
    r"(?:再|还|可以?|进一步|逐步|最终|最后|才|能|有望)*(?:(?:升级|晋级|晋升|升格|跃升|进阶|升)(?:为|到|成|至)|再到|直至|直到)“?(?P<b>[^，。;:“”从由到为]{1,6}场景)(?=[”，。;的]|$)"
)
# 一律按照甲、乙、丙3个环节实施.
_BY_ORDER: Final = re.compile(r"(?:按照?|依照|遵循|依次(?:经过|走完|经历)?|先后(?:经过|经历)|历经|走完|走好|经过)$")
# A、B、C三个首尾相连的环节.
_IN_LINE: Final = re.compile("依次|先后|前后|首尾|环环|相扣|递进|接续|接力|衔接")
_PAIR = regex(
    r"(?:从|由)“?(?P<a>[^，。;:“”从由到]{1,6}场景)”?(?:[^，。;:“”]{0,3}?(?:到|至|为|成|向))“?(?P<b>[^，。;:“”从由到为]{1,6}场景)"
)
_CLIMBS: Final = re.compile(
    "垫底|打底|起步|入门|底座|第一级|晋级|晋升|升级|升为|升格|往上|再上|上一级|更高|登顶|塔尖|塔顶|顶端|顶格|冲刺|冲|跃升|迈向|进阶|优中选优|(?:拔尖|突出|优异|领先|最好|更好)的|居中"
)
_RUNG_TALK: Final = regex("场景|成果|项目|梯次|梯度培育|递进|晋升|晋级")
_LAST_TIER = regex(r"(?P<list>(?:[^，。;:、“”—]{2,14}、){2,4}超级场景)(?=[，。;”]|$)")


_AMOUNT: Final = re.compile(r"\d[\d.,]*[余多]?[百千万]?[个项家条类处]?")


def _put(
    context: Context,
    sentence: Sentence,
    label: str,
    type_name: str,
    spans: Sequence[Span],
    rule: str,
    following: str = "",
) -> None:
    """An ordered list: its nodes, and what follows what; `ladder_heads` says whose it is once all names are read."""
    policy = context.policy
    # 三级分别有96个、27个、5个: how many stand there.
    if (policy is None and label == "ScenarioDirection") or any(
        _AMOUNT.fullmatch(sentence.shadow.text, *span) for span in spans
    ):
        return
    made: list[str] = []
    for start, end in spans:
        name = context.surface(sentence, start, end)
        local_id = name_id(label, name, policy.id if policy else context.document_id)
        context.node(sentence, label, local_id, name, rule, confidence="0.95")
        context.mention(sentence, start, end, label, local_id)
        context.parts[name] = label, local_id
        made.append(local_id)
    context.ladders.append(Ladder(sentence, spans[0][0], label, type_name, tuple(made), rule))
    if following:
        for before, after in pairwise(made):
            context.edge(sentence, following, (label, before), (label, after), rule, confidence="0.95")


def directions(context: Context) -> None:
    """Directions for super scenarios, as many as the text counts: 聚焦A、B等N个重点方向, 6个方向：A、B …."""
    before = ""
    plan = context.policy.title if context.policy else ""
    for sentence in context.article.body:
        text = sentence.shadow.text
        # 哪些地方会有超级场景？答案是甲、乙两大方向: the question stands in the sentence before.
        near, earlier, before = before + text, before, text
        if "场景" not in near and not ("方向" in near and "场景" in plan and told_of_policy(context, sentence)):
            continue
        for one in enumerations(text, earlier):
            counted = one.count is not None or "超级场景" in text
            free = "direction" in one.kinds and counted and context.all_free(sentence, one.items)
            if free and not _trades(context, sentence, one) and not _of_programme(context, sentence, one):
                _put(context, sentence, "ScenarioDirection", "HAS_DIRECTION", one.items, "direction-list")


# 将重点瞄准甲产业和乙产业两个方向.
_GOES_IN: Final = re.compile(r"(?:重点|着力|集中|优先|将|主要|大力)*(?:瞄准|聚焦|布局|主攻|锁定|发力|投向|发展)$")


def _trades(context: Context, sentence: Sentence, one: Enumeration) -> bool:
    """Whether the directions are trades that a pack knows and that somebody goes in for: no super scenarios are spoken of."""
    text = sentence.shadow.text
    if "超级场景" in text or "场景方向" in text or _GOES_IN.search(text, 0, one.items[0][0]) is None:
        return False
    hits = {(h.start, h.end) for h in context.names.get(sentence.number, ()) if h.label == "Industry"}
    return all(item in hits for item in one.items)


def _of_programme(context: Context, sentence: Sentence, one: Enumeration) -> bool:
    """甲工程，在乙、丙两个方向揭榜；丁工程开放场景: what a programme works on, in a part that says nothing of scenarios."""
    text, at = sentence.shadow.text, one.items[0][0]
    low = after_mark(text, "。；;", at)
    stop = next((place for place in range(one.end, len(text)) if text[place] in "。；;"), len(text))
    named = any(low <= t.start < at for t in context.things_of(sentence, "Initiative"))
    return named and "场景" not in text[low:stop]


def steps(context: Context) -> None:
    """Steps of the life cycle, as many as the text counts or joined by dashes: “A、B、C”N个环节, “A—B—C”…流程."""
    earlier = ""
    plan = context.policy.title if context.policy else ""
    for sentence in context.article.body:
        text = sentence.shadow.text
        told_on = told_steps(text, earlier)
        if not (told_on or enumerations(text, earlier) or passing(text, (_SEQUENCE, _TURN))):
            earlier = text
            continue
        about = text + plan + "".join(heading.name for heading in sentence.headings)
        # …场景机会清单。纳入清单的项目统一走“A—B—C”流程: the list says that scenarios are spoken of.
        told = "场景" in about + context.article.title + (earlier if "清单" in text else "")
        lists = list(_step_lists(text, about, earlier)) if told or context.policy is not None else []
        # 按照“甲、乙、丙”三个环节全程跟踪: a procedure of the plan, whatever it is of.
        lists = lists if told or (lists and _near(context, sentence)) else [x for x in lists if _procedure(text, x)]
        # First: a list of the same clauses would keep their words for place in its items.
        lists = [*([told_on] if told_on and (told or context.policy is not None) else []), *lists]
        for spans in lists if told or (lists and told_of_policy(context, sentence)) else ():
            if context.all_free(sentence, spans):
                rule = "step-list"
                _put(context, sentence, "LifecyclePhase", "HAS_STEP", spans, rule, "PRECEDES")
        earlier = text


# 以甲、乙、丙三个环节形成闭环; 打通甲、乙、丙三个环节，实现全流程服务.
_LED_ON: Final = re.compile(
    r"(?:按照?|依照|遵循|沿着|实行|建立|构建|形成|健全|推行|以|由|从|围绕|打通|贯通|串起|串联|覆盖|涵盖|做好|抓好)“?$"
)
_WHOLE: Final = re.compile(
    r"”?[^，。;、]{0,8}?(?:环节|步骤|阶段|流程|程序|闭环|链条|机制)(?:[^，。;]{0,4}|，(?:形成|构成|实现|打造|建立|构建|构筑))(?:全程|全流程|全过程|全周期|全链条|闭环|跟踪|服务|推进|管理|实施|办理|组织)"
)


# 建立“甲—乙—丙”的闭环机制.
_CIRCLE: Final = re.compile(r"”(?:的)?[^，。;、]{0,4}?(?:全流程|全周期|全过程|全链条|闭环)")


def _procedure(text: str, spans: Sequence[Span]) -> bool:
    """Whether what is done along these steps is said, or that they are a whole procedure."""
    led = _LED_ON.search(text, 0, spans[0][0]) is not None
    return led and (_WHOLE.match(text, spans[-1][1]) or _CIRCLE.match(text, spans[-1][1])) is not None


def _near(context: Context, sentence: Sentence) -> bool:
    """Whether a plan told of speaks of scenarios in the sentences beside this one."""
    if context.policy is None or not told_of_policy(context, sentence):
        return False
    around = (s for s in context.article.body if abs(s.paragraph - sentence.paragraph) <= 1)
    return any("场景" in s.shadow.text for s in around)


def _step_lists(text: str, about: str, earlier: str) -> Iterator[Sequence[Span]]:
    # A link's name may begin later than the list's item: 上游|甲.
    links = {end for one in link_lists(text) for _, end in one.items}
    for one in enumerations(text, earlier):
        if links & {end for _, end in one.items} or _selects(text, one) or _of_chains(text, one) or _aimed(text, one):
            continue
        # 环节 and 阶段 are also links of a chain of trade and stretches of time.
        sure = one.mark != "、" or "aspect" not in one.kinds or text[one.start] == "“" or _acts(text, one)
        led = _BY_ORDER.search(text, 0, one.items[0][0]) or _IN_LINE.search(text, one.items[-1][1], one.end)
        ordered = one.closed and led is not None
        told = ordered or ((sure or _STEP_TALK.search(about) is not None) and not _links(text, one))
        if "step" in one.kinds and len(one.items) >= 3 and told:
            yield one.items
    for match in _SEQUENCE.finditer(text):
        middle = split_items(text, *match.span("list")) if match["list"] else []
        if _STEPS_SAID.search(text[: match.start()]):
            yield [match.span("a"), match.span("b"), *middle, match.span("z")]
    turn = _in_turn(text)
    if turn and (_STEPS_SAID.search(text[: turn[0][0]]) or _STEPS_SAID.match(text, turn[-1][1] + 1)):
        yield turn


def _of_chains(text: str, one: Enumeration) -> bool:
    """Whether 教育链—人才链—产业链 are spoken of, or the stages of a trade: “制氢—储运—加注”全产业链."""
    named = sum(text[start:end].endswith("链") for start, end in one.items)
    return named > 1 or any(stages.rows[0][0][0] == one.items[0][0] for stages in chain_stages(text))


_SELECTING: Final = re.compile(
    r"等?[^，。；;]{0,6}，(?:最终|共|现|研究|拟|从中)*(?:确定|评选|认定|遴选|筛选|选出|评出|选定|公布|产生|入选|决定)"
)


def _selects(text: str, one: Enumeration) -> bool:
    """Whether the steps are those by which a list came about: 经企业申报、专家评审、公示等程序，确定…."""
    through = text[: one.items[0][0]].endswith(("经", "经过", "历经"))
    return through and _SELECTING.match(text, one.items[-1][1]) is not None


# 紧盯“甲、乙、丙”三个环节下药: where help is given, not what is gone through.
_AIMED: Final = re.compile(r"(?:紧盯|聚焦|针对|瞄准|盯住|盯紧|盯着|扭住|锁定|围绕|着眼于?|卡在|瞄着)[“]?$")
_TREATED: Final = re.compile(
    r"(?:等)?[^，。；;、]{0,8}?(?:环节|阶段)(?:分别|逐一|精准|同时|一起|同步|集中|全面|综合|协同|持续|靶向)*(?:下药|开方|发力|施策|用力|使劲|加码|加力|破题|给予|给出|出台|推出|提出|设置|设计|入手|补贴|支持|扶持|帮扶|纾困|加油|用劲)"
)


def _aimed(text: str, one: Enumeration) -> bool:
    """Whether somebody's help aims at what the list names."""
    led = _AIMED.search(text, 0, one.items[0][0]) is not None
    return led and _TREATED.match(text, one.items[-1][1] + text.startswith("”", one.items[-1][1])) is not None


def _links(text: str, one: Enumeration) -> bool:
    """Whether 环节 closes a list of links of a chain here: 产业链甲、乙、丙三个环节."""
    return any(links.items[-1][1] == one.items[-1][1] for links in link_lists(text))


def _acts(text: str, one: Enumeration) -> bool:
    """Whether the count leads to parts most of which are things done: 四个环节:征集需求、方案比选 …."""
    if one.start == one.items[0][0]:
        return False
    pieces = [tagged(text[start:end]) for start, end in one.items]
    done = sum(words[0].tag.startswith("v") or words[-1].tag.startswith("v") for words in pieces)
    return 2 * done > len(pieces)


def tiers(context: Context) -> None:
    """Rungs of the results ladder, the lowest first: “A—B—C”…体系, 由低到高分为A、B、C三个层次."""
    earlier = ""
    for sentence in context.article.body:
        text = sentence.shadow.text
        # 门类、大类、中类 are levels too: rungs stand in a text about scenarios or with a plan.
        rung = _RUNG_TALK.search(text) is not None
        said = rung and (context.policy is not None or "场景" in text + context.article.title)
        taken: list[Span] = []
        for spans in _tier_lists(text, earlier) if said else ():
            # 基础档是甲场景，中间档是乙场景: read as 甲, 乙 it is not read again as 基础档, 中间档.
            again = any(spans[0][0] < end and start < spans[-1][1] for start, end in taken)
            if not again and context.all_free(sentence, spans):
                taken.append((spans[0][0], spans[-1][1]))
                _put(context, sentence, "ScenarioTier", "HAS_TIER", spans, "tier-list", "UPGRADES_TO")
        earlier = text


def _tier_lists(text: str, earlier: str) -> Iterator[Sequence[Span]]:
    last = _LAST_TIER.search(text)
    if last is not None:
        spans = split_items(text, *last.span("list"))
        lead = re.match(r".*(?:叫做?|称为?|是|为)", text[spans[0][0] : spans[0][1]])
        spans[0] = (spans[0][0] + (lead.end() if lead else 0), spans[0][1])
        # 从甲场景、乙场景到丙场景、超级场景.
        spans = [span for whole in spans for span in _from_to(text, *whole)]
        if all(end - start > 1 for start, end in spans):
            yield spans
    for match in chain(_UPWARD.finditer(text), _PROMOTED.finditer(text)):
        start, end = match.span("list")
        counted = _COUNT_BEHIND.search(text, start, end)
        yield split_items(text, start, counted.start() if counted else end)
    rungs = [m.span("x") for m in _RUNG.finditer(text) if m["x"].endswith("场景")]
    if len(rungs) >= 3 and _RISES.search(text[: rungs[0][0]]):
        yield rungs
    yield from _pairs(text)
    yield from _climb(text)
    if rung := told_rungs(text):
        yield rung
    for one in enumerations(text, earlier):
        if "tier" in one.kinds and len(one.items) >= (2 if one.mark != "、" else 3):
            yield one.items


def _pairs(text: str) -> Iterator[Sequence[Span]]:
    """从甲场景跳到乙场景，再从乙场景升为丙场景: pairs that join to a ladder, or a pair and what follows on it."""
    chain: list[Span] = []
    for match in _PAIR.finditer(text):
        if chain and text[slice(*chain[-1])] == match["a"]:
            chain.append(match.span("b"))
        else:
            chain = [match.span("a"), match.span("b")]
    chain += [m.span("b") for m in _ON_UP.finditer(text, chain[-1][1])] if len(chain) == 2 else []
    if len(chain) >= 3:
        yield chain


def _climb(text: str) -> Iterator[Sequence[Span]]:
    """甲场景垫底，干得好的晋级乙场景，再往上冲丙场景: one rung a clause, with words of rising between."""
    if text.count("场景") < 3:
        return
    found: list[Span] = []
    clauses = [(m.start(), m.end()) for m in re.finditer("[^，。;:!?]+", text)]
    for start, end in clauses:
        places = [m.end() for m in re.finditer("场景", text[start:end])]
        rung = _rung(text, start, start + places[0]) if len(places) == 1 else None
        if rung is None:
            if len(found) >= 3:
                break
            found = []
            continue
        found.append(rung)
    names = {text[s:e] for s, e in found}
    if len(found) >= 3 and len(names) == len(found):
        first = max(start for start, _ in clauses if start <= found[0][0])
        last = min(end for _, end in clauses if end >= found[-1][1])
        said = _CLIMBS.findall(text, first, last)
        if len(said) >= len(found) - 1:
            yield found


def _rung(text: str, low: int, end: int) -> Span | None:
    """A name in 场景 that ends at `end`: behind the last word that is no part of it, two to eight characters long."""
    start = low
    for token in tagged(text[low : end - 2]):
        if token.text in word_set("part_stops") or token.text in word_set("rung_verbs"):
            start = low + token.end
    start += text.startswith("“", start)
    name = text[start:end]
    return (start, end) if 3 <= len(name) <= 8 and not re.search("[“”《》()、]", name) else None


def _from_to(text: str, start: int, end: int) -> list[Span]:
    """甲到乙 of a list of rungs as two."""
    start += text.startswith("从", start)
    to = text.find("场景到", start, end)
    return [(start, to + 2), (to + 3, end)] if to >= 0 else [(start, end)]


def _in_turn(text: str) -> list[Span]:
    """先甲，再乙，接着丙，末了才是丁: what follows words of order, clause by clause."""
    spans: list[Span] = []
    for match in _TURN.finditer(text):
        first = match["turn"] in ("先", "首先")
        if first:
            spans = []
        elif not spans or match.start() > spans[-1][1] + 1:
            continue
        spans.append(match.span("x"))
        if match["turn"] in ("最后", "末了", "最终") and len(spans) >= 3:
            return spans
    return []
