"""Who gives up a place for a scenario and who comes to try it there (出题方与应试方).

甲公司拿出12口网箱，开放“乙”场景 (甲 owns it); 前来测试的有两家。丙公司派出丁。另一家戊公司… (both serve it).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span, after_mark
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.products import product_chain
from ingest.documents.rules.subjects import Topic, openers, sure, topic
from ingest.documents.rules.technologies import put_goods
from ingest.numbers import parse_number
from ingest.sieve import regex

_BODIES: Final = ("Company", "Organization")
_GIVES: Final = regex(
    r"(?:拿|腾|让|划|辟|交|献|空|挤|匀|留|端|分|捐|开|贡献|收拾)出(?!口|台|席|版|售|租|国|海|厂)(?:来|了)?|[把将](?=[^，。；;]{2,30}(?:让|腾|拿|交|划|空|匀|敞开|开放))|打开|敞开"
)
# …，开放“乙”场景; …，作为“乙”场景对外揭榜; …，供“乙”场景试用.
_FOR: Final = re.compile(
    r"(?:开放|推出|推|作为|设为|辟为|列为|用作|用于|用来|当作|当成|变成|变为|设立|设置|设|开设|开出|打造成?|开辟|建成|挂出|发布|上线|征集|办起|搭起|摆出|抛出|供|给|为|做|做成)(?:了|起)?(?:一个|一道|一处)?[“]?$"
)
_NOT_YET: Final = re.compile("(?:拟|将|计划|鼓励|支持|引导|欢迎|希望|准备|未|没有|推动|组织)[^，。；;]{0,8}$")
_NOMINAL: Final = re.compile(
    "(?:^|[，。；;:])(?:为此|对此|于是|今年|去年|这次|此次|日前|近日|，)*(?:公司|企业|厂里|厂方|该厂)$"
)

_TRY: Final = "(?:测试|试用|试验|试水|试跑|试飞|试航|试点|试种|试|应考|应试|应榜|应战|比试|比拼|比武|打擂|攻擂|打擂台|竞技|过招|验证|实测|路测|揭榜|报名|考试|赶考|答卷|参试|参测)"
_COMES: Final = "(?:前来|进场|入场|进厂|上门|登场|赶来|到场|跑来|参与|参加|上船|下水|上车|上岸|第一(?:批|个)|率先|首批|头一个|首家|最先|最早|眼下|目前|正在|在这里|在此|来)"
# 前来测试的有两家; 进场试的是甲公司和乙公司; 报名的有三家：甲、乙和丙.
_WHO: Final = regex(
    rf"(?:^|[，。；;])(?:目前|眼下|如今|首批|最终|先后|率先|，)*{_COMES}*{_TRY}的(?:企业|公司|厂家|选手|团队|单位)?，?(?:一共|共|总共|先后|目前|就|正|则|也|都)*(?:[是为有]|来了)(?:(?P<n>[一两二三四五六七八九]|\d)(?:家|支|位|组)(?:企业|公司|团队|“?考生”?|选手)?(?::|——)?)?"
)
# 先后有三家上门应考，分别是甲、乙和丙; 三家企业闻讯而来：甲、乙、丙.
_SO_MANY: Final = regex(
    rf"(?:[一两二三四五六七八九]|\d)家(?:企业|公司|厂家)?[^，。；;:]{{0,6}}?(?:{_TRY}|而来|上门|进场|登场|赶来|到场)[^，。；;:]{{0,4}}(?:，|:|——)(?:它们)?(?:分别)?[是为]?"
)
# 请来甲和乙打擂台.
_INVITES: Final = regex("(?:请来|邀来|引来|迎来|招来|吸引|请|邀请|换来)(?:了)?(?=[\u4e00-\u9fffA-Za-z(])")
_TO_TRY: Final = re.compile(rf"(?:等[^，。；;]{{0,8}})?(?:前来|进场|上门|登场|同台|现场|参与|参加|来)*{_TRY}")
# 考生是甲公司, 应试方为甲公司.
_EXAMINED: Final = (
    "(?:考生|应考[方者]|应试[方者]|应榜[方者]|测试方|试用方|答题[人者]|解题[人者]|揭榜[人者]|擂主|攻擂者|挑战者)"
)
_IS_EXAMINED: Final = re.compile(
    rf"(?:则|正|就|也|都|均)*(?:是|为|担任|充当|当|做)(?:起|了)?[“]?{_EXAMINED}[”]?(?=[，。；;]|$)"
)
_ROLE: Final = regex(
    rf"[“]?{_EXAMINED}[”]?(?:则|正|就)?(?:是|为|有|:|来自)(?:来自[^，。；;]{2, 10}的)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_IN_ROLE: Final = regex(_EXAMINED)
_EXAMINER: Final = regex(
    r"[“]?(?:考官|主考官?|出题人|出题者|出卷人|东家|场地方|场景主)[”]?(?:则|正|就)?(?:是|为|:)(?=[\u4e00-\u9fffA-Za-z(])"
)
# 甲公司和乙公司同台比试; 丙公司第一个报名.
_TRIES: Final = regex(
    rf"(?:先后|分别|双双|均|都|也|已|各自|一同|一起|陆续|轮番|相继|随后)*(?:(?:{_COMES}|同台|同场|同池|同海域|轮番|赛马)+{_TRY}|(?:展开|上演|一决)?(?:对决|较量|高下|PK)|交(?:了|出|上)?(?:答)?卷|上门解题|前来解题)(?![的场者方单])"
)
# 丙公司拿来丁, 派出丁: what is brought to where the paragraph is.
_BRINGS: Final = regex(r"(?:派出|拿来|带来|送来|搬来|运来|投放|派来|牵来|送上|放下|投下|带着|开来|投来|扛来)(?:了)?")
_PARAGRAPH: Final = 3
"""Sentences behind the one that names a scenario in which a firm may come to try it."""
_LONGEST: Final = 12
"""Sentences of a paragraph; few of news have more."""


def scenario_givers(context: Context) -> None:
    """OWNED_BY: who gives up a place, a line or a road for a scenario."""
    if "Scenario" not in context.counts:
        return
    for sentence in sifted(context.article.body, _GIVES, _EXAMINER):
        text = sentence.shadow.text
        for scenario in context.things_of(sentence, "Scenario"):
            verb = _FOR.search(text, max(0, scenario.start - 8), scenario.start)
            low = after_mark(text, "。；;", scenario.start)
            gives = [m for m in _GIVES.finditer(text, low) if m.end() <= scenario.start]
            if verb is None or not gives:
                continue
            giver = _giver(context, sentence, low, gives[0].start())
            if giver is not None:
                _lies(context, sentence, scenario, giver.thing, (gives[0].end(), verb.start()))
            if giver is not None and not _NOT_YET.search(text, low, gives[0].start()):
                context.relate(sentence, "OWNED_BY", scenario, giver.thing, "scenario-asked-by", sure(80, giver.hops))
        for match in _EXAMINER.finditer(text):
            told = scenario_here(context, sentence, match.start())
            for body in starting_at(context, sentence, match.end(), _BODIES) if told is not None else ():
                if told is not None:
                    context.relate(sentence, "OWNED_BY", told.thing, body, "scenario-asked-by", sure(80, told.hops))


# 腾出|龙泉街道|工厂的两条产线.
_WORKS: Final = re.compile(
    r"(?:的)?(?:[一二三四新老]?工厂|厂区|车间|厂房|园区|基地|产线|生产线|门店|仓库|冷库|料场|堆场)"
)


def _lies(context: Context, sentence: Sentence, scenario: Thing, giver: Thing, span: Span) -> None:
    """腾出甲街道工厂的两条产线，推出“乙”场景: it runs there, and the firm sits there."""
    text = sentence.shadow.text
    for zone in context.things_of(sentence, "Zone"):
        if span[0] <= zone.start and zone.end <= span[1] and _WORKS.match(text, zone.end):
            context.relate(sentence, "LOCATED_IN", scenario, zone, "scenario-place", "0.75")
            if giver.label == "Company" and "的" not in text[span[0] : zone.start]:
                context.relate(sentence, "LOCATED_IN", giver, zone, "firm-place", "0.72")


def _giver(context: Context, sentence: Sentence, low: int, at: int) -> Topic | None:
    """Who gives: the body right before the verb, the one 公司 stands for, else the one that opens the sentence."""
    text = sentence.shadow.text
    near = ending_at(context, sentence, at, _BODIES)
    if near:
        return Topic(near[-1], 0)
    if _NOMINAL.search(text, 0, at):
        about = topic(context, sentence, ("Company",), at)
        return about if about is not None and about.hops <= 2 else None
    told = [t for t in openers(context, sentence, _BODIES) if low <= t.start < at]
    named = [t for t in context.things_of(sentence, *_BODIES) if low <= t.start < at]
    return Topic(told[-1], 0) if told and told[-1] == named[-1] else None


def scenario_here(context: Context, sentence: Sentence, at: int) -> Topic | None:
    """The one scenario named last before a place of a sentence, or in the sentences of its paragraph before it."""
    own = [t for t in context.things_of(sentence, "Scenario") if t.end <= at]
    if own:
        return Topic(own[-1], 0) if len({t.id for t in own}) == 1 else None
    for hops, before in enumerate(context.article.before(sentence, _PARAGRAPH), start=1):
        # A reporter breaks off behind the scene: who comes may open the next paragraph.
        if before.headings[-1:] != sentence.headings[-1:] or before.paragraph < sentence.paragraph - 1:
            return None
        named = context.things_of(before, "Scenario")
        if named:
            if before.paragraph != sentence.paragraph:
                # Of a paragraph that tells of several nobody knows which is meant.
                lines = [before, *context.article.before(before, _LONGEST)]
                named = [
                    t for one in lines if one.paragraph == before.paragraph for t in context.things_of(one, "Scenario")
                ]
            return Topic(named[-1], hops) if len({t.id for t in named}) == 1 else None
    return None


def scenario_comers(context: Context) -> None:
    """APPLIES: who comes to try a scenario, with what it brings."""
    if "Scenario" not in context.counts or "Company" not in context.counts:
        return
    for sentence in sifted(context.article.body, _WHO, _ROLE, _TRIES, _BRINGS, _SO_MANY, _INVITES, _IN_ROLE):
        text = sentence.shadow.text
        for match in _SO_MANY.finditer(text):
            _come(context, sentence, match.start(), starting_at(context, sentence, match.end(), ("Company",)))
        for match in _INVITES.finditer(text):
            firms = starting_at(context, sentence, match.end(), ("Company",))
            if firms and _TO_TRY.match(text, firms[-1].end) and not _NOT_YET.search(text, 0, match.start()):
                _come(context, sentence, match.start(), firms)
        for firm in context.things_of(sentence, "Company"):
            if _IS_EXAMINED.match(text, firm.end):
                _come(context, sentence, firm.start, [firm])
        for match in _WHO.finditer(text):
            firms = starting_at(context, sentence, match.end(), ("Company",))
            if match["n"] and not firms:
                firms = _told_behind(context, sentence, match.end(), parse_number(match["n"]))
            _come(context, sentence, match.start(), firms)
        for match in _ROLE.finditer(text):
            _come(context, sentence, match.start(), starting_at(context, sentence, match.end(), ("Company",)))
        for match in _TRIES.finditer(text):
            if not _NOT_YET.search(text, 0, match.start()):
                _come(context, sentence, match.start(), ending_at(context, sentence, match.start(), ("Company",)))
        for match in _BRINGS.finditer(text):
            _brings(context, sentence, match)


def _told_behind(context: Context, sentence: Sentence, at: int, count: Decimal | None) -> list[Thing]:
    """前来测试的有两家。甲公司…。另一家乙公司…: so many firms that open the sentences behind."""
    body = context.article.body
    place = body.index(sentence)
    firms: dict[str, Thing] = {}
    for one in body[place : place + 1 + 2 * int(count or 0)]:
        if one.paragraph != sentence.paragraph or (one is not sentence and context.things_of(one, "Scenario")):
            break
        opening = openers(context, one, ("Company",))
        for firm in context.things_of(one, "Company"):
            led = firm in opening or _ANOTHER.search(one.shadow.text, 0, firm.start) is not None
            theirs = any(kind == "OWNED_BY" and tail[1] == firm.id for kind, _, tail, _ in context.edges)
            if led and not theirs and len(firms) < (count or 0) and (one is not sentence or firm.start >= at):
                firms.setdefault(firm.id, firm)
    return list(firms.values()) if len(firms) == count else []


# 另一家|甲公司的样机中途退出.
_ANOTHER: Final = re.compile(
    r"(?:^|[，。；;:])(?:(?:而|还有|剩下的?)?(?:另外?|其中)?[一两]家(?:企业)?(?:则是|就是|是|叫)?|另一位“?考生”?|后来的|后者)，?(?:来自[^，。；;]{2,10}的)?$"
)


def _come(context: Context, sentence: Sentence, at: int, firms: list[Thing]) -> None:
    told = scenario_here(context, sentence, min([at, *(f.start for f in firms if f.end <= at)])) if firms else None
    for firm in firms if told is not None else ():
        if told is not None and not _owns(context, told.thing, firm):
            role = {"role": "serve"}
            context.relate(sentence, "APPLIES", firm, told.thing, "scenario-served-by", sure(78, told.hops), role)


def _brings(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """丙公司拿来丁: where the paragraph tells of a scenario, it serves it."""
    text = sentence.shadow.text
    firms = ending_at(context, sentence, match.start(), ("Company",))
    if len(firms) != 1 or firms[0] not in openers(context, sentence, ("Company",)):
        return
    # 甲公司带来的乙已在丙场景中飞行: told of that one.
    if any(t.start > match.end() for t in context.things_of(sentence, "Scenario")):
        return
    if scenario_here(context, sentence, firms[0].start) is None or _NOT_YET.search(text, 0, match.start()):
        return
    put_goods(context, sentence, firms, product_chain(text, match.end()))
    _come(context, sentence, firms[0].start, firms)


def _owns(context: Context, scenario: Thing, firm: Thing) -> bool:
    return any(
        kind == "OWNED_BY" and head[1] == scenario.id and tail[1] == firm.id for kind, head, tail, _ in context.edges
    )
