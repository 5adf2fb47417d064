"""Techniques by what closes their list or follows their kind: A、B等技术, 大模型“甲”, 靠甲引擎算出来, 所需的甲 (技术手段)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span, clause_start, split_items, split_last
from ingest.documents.rules.products import GOAL, product_at, product_chain
from ingest.documents.rules.subjects import Topic, topic
from ingest.documents.rules.technologies import LACKS, offers, put_technology, used, user_of
from ingest.numbers import parse_number
from ingest.sieve import regex

_CLOSED = regex(
    r"(?:等|(?P<n>[两三四五六七八]|\d)[项种])?(?:多项|多种)?(?:关键|核心|前沿|新|先进|共性|数字)*技术(?=[，。；;]|$|攻关|研发|攻克|首次|融合|对|把|给|让|为|完成|实现|复原|用|，)"
)
_VERB: Final = re.compile(
    rf".*(?:(?P<lacks>{LACKS})|采用|用到|用上|运用|应用|推广|引入|融合|融入|借助|依托|靠|凭借|集成|搭载|使用|加强|攻关|突破|攻克|研发|重在把|把|将)(?:了|起|的)?(?=[\u4e00-\u9fffA-Za-z0-9])"
)
_BAD: Final = re.compile(
    r"[的了将为在是由]|以及|技术|人员|工人|专业|学校|信息$|服务$|培训|支持|领域|产业|企业|人才|标准|政策|资金|土地|市场|管理$|工作|方面|建设|发展|合作|开发"
)
# 工业大模型“甲”: the name of its own stands behind the kind.
_CALLED = regex(r"(?:大模型|机器人|智能体|数字人|模型|操作系统|无人船|无人艇|卫星)“(?P<x>[^“”，。；、]{2,8})”")
_OWN: Final = re.compile(
    r"(?:自主研发|自研|自主研制|自主开发|研发|研制|开发|推出|打造)(?:了|的)*[\u4e00-\u9fffA-Za-z0-9]{0,8}$"
)
# 靠甲引擎“算”出来, 用甲技术复原: what a work is made with.
_BY_MEANS = regex(
    r"(?:靠|凭借?|交给|(?<![应使作利采运费信启专通商常])用(?![户于地途电水工人品餐的心好上到]))(?:的是)?(?=[\u4e00-\u9fffA-Za-z“])"
)
_MADE: Final = re.compile(r"[^，。；;]{3,40}?(?P<deed>“?算”?出来|复原|完成|生成|制作|驱动|渲染出|还原|合成|修复|拍摄)")
_FITTED = regex(r"(?:装上|换上|配上|加装|搭载|配备|装备)(?:了)?(?=[\u4e00-\u9fffA-Za-z])")
_NEEDED = regex(r"所需的(?=[\u4e00-\u9fffA-Za-z])")
# 影片应用甲技术: of the work told of.
_OF_WORK = regex(
    r"(?:影片|[该全]片|片中|[该全]剧|剧集|剧目|动画|短片|作品|纪录片|节目|演出|游戏)(?:大量|首次|全程|还|也)?(?:应用|采用|运用|使用|融入|引入)了?(?P<t>(?:(?![和与及等])[\u4e00-\u9fffA-Za-z0-9\-]){2,12}技术)(?=[，。；;])"
)
_LONGEST: Final = 12
_BETWEEN: Final = 4


def techniques(context: Context) -> None:
    """Techniques that a list in front of 技术 names, kinds with a name of their own, means, and what is needed."""
    for sentence in sifted(context.article.body, _CLOSED, _CALLED, _BY_MEANS, _FITTED, _NEEDED, _OF_WORK):
        for match in _OF_WORK.finditer(sentence.shadow.text):
            told = (sentence, *context.article.before(sentence, 1))
            works = [Topic(t, hops) for hops, one in enumerate(told) for t in context.things_of(one, "Work")[:1]]
            if works:
                made = put_technology(context, sentence, *match.span("t"), "technique-of-work", whole=True)
                used(context, sentence, works[0], made)
        _listed(context, sentence)
        _called(context, sentence)
        _means(context, sentence)
        _needed(context, sentence)


def _listed(context: Context, sentence: Sentence) -> None:
    """采用A、B等技术, A与B两项技术: of a list the class noun belongs to no item."""
    text = sentence.shadow.text
    for match in _CLOSED.finditer(text):
        low = clause_start(text, match.start())
        first = next((i for i in range(low, match.start()) if text[i] in "、和与及"), match.start())
        verb = _VERB.match(text, low, first)
        start = verb.end() if verb is not None else low
        # Without a verb of use only a number shows that all before it is the list.
        if verb is None and not match["n"]:
            continue
        items = split_last(text, split_items(text, start, match.start())) if start < match.start() else []
        if len(items) < 2 or not all(_plain(text, span) for span in items):
            continue
        if match["n"] and parse_number(match["n"]) != len(items):
            continue
        # 需要甲、乙两项技术: lacked, which is told with the scenario's roles.
        lacked = verb is not None and verb["lacks"] is not None
        if lacked and not match[0].startswith("等") and not match["n"]:
            continue
        user = None if lacked else user_of(context, sentence, match.start())
        for span in items:
            used(context, sentence, user, put_technology(context, sentence, *span, "technique-list", whole=True))


def _plain(text: str, span: Span) -> bool:
    words = text[slice(*span)]
    return 3 <= len(words) <= _LONGEST and _BAD.search(words) is None and re.fullmatch(r"[\w+\-·]+", words) is not None


def _called(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _CALLED.finditer(text):
        made = put_technology(context, sentence, *match.span("x"), "technique-called", whole=True)
        owner = topic(context, sentence, ("Company",), match.start())
        if made is None:
            continue
        if owner is not None and owner.hops <= 1 and _OWN.search(text, 0, match.start()):
            offers(context, sentence, owner.thing, made, owner.hops)
        else:
            used(context, sentence, user_of(context, sentence, match.start()), made)


def _means(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _BY_MEANS.finditer(text):
        done = _MADE.match(text, match.end())
        spans = product_chain(text[: done.start("deed")], match.end()) if done is not None else []
        if done is not None and spans and done.start("deed") - spans[-1][1] <= _BETWEEN:
            user = user_of(context, sentence, match.start())
            for span in spans:
                used(context, sentence, user, put_technology(context, sentence, *span, "technique-means", whole=True))
    for match in _FITTED.finditer(text):
        if GOAL.search(text, 0, match.start()):
            continue
        for span in product_chain(text, match.end()):
            if span[1] - span[0] >= 5:
                put_technology(context, sentence, *span, "technique-fitted", whole=True)


def _needed(context: Context, sentence: Sentence) -> None:
    """所需的甲: what the scenario told of lacks."""
    text = sentence.shadow.text
    for match in _NEEDED.finditer(text):
        span = product_at(text, match.end())
        own = [t for t in context.things_of(sentence, "Scenario") if t.end <= match.start()]
        about = topic(context, sentence, ("Scenario",), match.start())
        scenario: Thing | None = own[-1] if own else about.thing if about is not None and about.hops <= 1 else None
        if span is None or scenario is None:
            continue
        made = put_technology(context, sentence, *span, "technique-needed", whole=True)
        if made is not None:
            context.relate(sentence, "DEMANDS", scenario, made, "scenario-needs", "0.75")
