"""What a text says of a scenario it has named: who asks for it and who serves it, what it uses and what it lacks (场景各方).

The scenario is the one that the clause names last, else 该场景 and the one told of right before. Where a
firm, a park or a project opens a clause in between, what follows is said of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark, split_items, split_last
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.means import GOODS, is_means
from ingest.documents.rules.named_scenarios import of_pair, pair_before
from ingest.documents.rules.products import product_at
from ingest.documents.rules.scenario_askers import asked_in_front
from ingest.documents.rules.subjects import Topic, openers, sure, topic
from ingest.documents.rules.technologies import put_technology
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.words import longest_first

_BODIES: Final = ("Company", "Organization")
_OTHERS: Final = ("Company", "Park", "Project", "Work", "Platform")
_USED: Final = ("Technology",)
_LACKED: Final = ("Technology", "ChainLink")
_FURTHEST: Final = 2
"""Sentences back that a scenario is carried without its name."""
_PARAGRAPH: Final = 6
"""Sentences of an item of a list of scenarios: 1. 甲场景。需求单位:…。地点:…。需要…。"""
_THIS: Final = re.compile(
    r"(?:^|(?<=[，。；;:“]))(?:目前|其中|据悉|眼下)?(?:，)?(?:(?:该|这一|这个|此|上述|这处)场景|场景(?=由|方|二期|一期|里|中|内|已|采用|运用|应用|使用|目前|需要|急需))"
)
# 场景由甲提出; 由甲提供技术支撑.
_BY: Final = regex(r"(?<![自理缘])(?:交)?由(?=[\u4e00-\u9fffA-Za-z(])")
_ASKS: Final = re.compile(
    r"(?:正式|率先|首次|联合|共同|负责|对外|公开|面向[^，。；;]{2,6}?)*“?(?:提出|发布|开放|推出|发榜|张榜|出题|挂榜|挂出|提报|申报|提需求)"
)
# 由甲提供: who has the place.
_TOLD_OF: Final = re.compile("(?:场景|前者|后者)(?:则|均|都|，)?$")
_PLACE_TOLD: Final = re.compile("(?:^|[。；;:]|(?:^|[。；;:，])(?:位于|设在|落在|落户|选址|地点)[^，。；;]{2,20}，)$")
_GIVES: Final = re.compile("提供(?=[，。；;])")
# 甲作为技术提供方参与, 甲担任该场景的运营方.
_PARTY: Final = re.compile(
    r"(?:作为|担任)(?:该|这一|此)?(?:场景)?的?[^，。；;]{0,8}?(?:提供方|承建方|技术方|运营方|供给方|实施方|服务商)"
)
# 由甲牵头，乙提供装备与运维.
_PROVIDES: Final = re.compile(
    r"(?:则|负责|为其)?提供[^，。；;]{0,12}(?:装备|设备|运维|技术|系统|方案|支撑|支持|算法|软件)(?=[，。；;]|$)"
)
_SERVES: Final = re.compile(
    r"(?:负责|具体|联合|共同|独家|中标)*(?:承建|承担|承接|实施|建设|研发|开发|打造|制作|创作|运营|运维|执飞|落地|揭榜|提供[^，。；;]{0,10}?(?:服务|支持|支撑|保障|方案|设备|装备|技术|机库|车辆|算法|系统))"
)
_OF_ANOTHER: Final = re.compile("的(?!(?:该|这个|此)?场景|“)")
_DONE_BY: Final = regex(
    r"(?:需用|需要|须用|拟用|急需|亟需|需)(?P<t>[\u4e00-\u9fffA-Za-z0-9\-]{4,16}?)(?:来|才能|协同|协作)?(?:完成|实现|承担|解决)的[“]?"
)
_OWNER: Final = regex(
    r"(?:场景方|需求方|需求单位|出题方|出题单位|发榜方|发榜单位|发布单位|业主单位|业主方|业主)(?:则)?(?:是|为|:|——)?|(?:场景|”)(?:的)?需求(?:则)?(?:来自|源自|出自|源于)(?:于)?"
)
# 该场景的制作方甲, 运营方是乙.
_MAKERS: Final = "(?:制作|创作|承制|运营|运维|承办|承建|建设|实施|技术|技术支持|技术支撑|技术提供|算法|设备|供应|服务|解题|答题|揭榜)(?:方|单位|商|团队)"
_MADE_BY: Final = regex(rf"(?:(?<=场景的)|(?<=场景)|(?<=其)|(?<=[，。；;])){_MAKERS}(?:则)?(?:是|为|:)?")
# 承接该场景的甲, 负责技术实施的甲.
_SERVER: Final = regex(
    r"(?:(?:承接|承建|承担|揭榜|中标|揽下|接下|实施|接单|接题|答题|解题|应榜|摘榜|接招|应战)(?:了)?(?:该|这一|这个|此|上述)?(?:场景|项目|任务)?|负责[^，。；;]{0,8}?(?:实施|建设|研发|支撑|支持|运行|运营|运维|承建))的(?=[\u4e00-\u9fff])"
)
_ASKING: Final = re.compile(
    f"(?:场景方|需求方|需求单位|出题方|发榜方|业主单位|业主方|业主|{_MAKERS})(?:则)?(?:是|为|:)?$"
)
_PARTY_NEXT: Final = re.compile("的|[方人](?:则)?(?:是|为|:|有|包括)")
# 甲场景，乙公司为此求购丙.
_FOR_THAT: Final = re.compile("(?:还|也|已)?(?:为此|就此|为该场景)")
_TAKES: Final = regex(
    r"(?:揭了榜|揭下(?:了)?榜单?|答题|解题|揭榜|承接|承建|承揽|揽下|接下|中标|认领|摘榜|接榜|应榜|接(?:了|下)?单|接题|接招|应战|胜出|脱颖而出|中选|夺标|夺魁|拔得头筹|技高一筹|笑到最后|摘得榜单|给出(?:了)?(?:答案|解法)|破解|破题|拿下(?:该|这一|这个)?(?:场景|榜单|订单))(?:了|实施|建设|承建)?"
)
# 最终中选的是甲, 解题的是乙.
_WON: Final = regex(
    r"(?:揭榜|揭下榜单|解题|答题|应榜|摘榜|接榜|中标|中选|胜出|脱颖而出|夺标|拔得头筹|承建|承接|承担建设|负责(?:建设|运营|实施|研发|运维)|提供(?:技术|方案|装备|设备)(?:支持|支撑)?)的(?:则|最终|正|就)?(?:是|为)(?:来自[^，。；;]{2,10}的)?"
)
# 甲公司|凭一套乙系统|胜出.
_BY_MEANS: Final = re.compile(r"(?:则|最终|最后|就)?(?:凭借?|以|靠|凭着|拿着|带着)[^，。；;]{2,20}$")
_TWO_OF: Final = regex(
    r"(?:接单|接题|揭榜|答题|解题|应榜|接招|应战|中标|中选|胜出)的(?:企业)?(?:共|一共|就)?有(?:[两二三四五]|\d)家(?:企业|公司)?:"
)
# 两样设备都出自甲公司: whose goods stand there.
_COME_FROM: Final = regex(
    r"(?:^|[，。；;])(?:[这那]?[两几三四五六]?[样种套款台项类批]|全部|所有|现场|主要|核心|所用|其)*的?(?:设备|装备|产品|终端|机器人|无人机|系统|算法|技术|方案)(?:均|都|全部|全|也|则|就|统统)*(?:出自|来自|产自)(?=[一-鿿(])"
)
_NOT_DONE: Final = re.compile(
    r"(?:未|没有|拟|将|计划|可|鼓励|支持|组织|引导|欢迎|争取|希望|准备|等着|等待|征集)[^，。；;]{0,6}$"
)
_USES: Final = regex(
    r"(?:(?:投用|启用|引进|采购|配备|配置|上新|请来|迎来|派出|投放)了|(?:率先|首次|已|全部|统一|批量)(?:启用|投用|投放)|换上|派上|换用|(?<![有再充可被])利用|借助|凭借|(?:跑|飞|干活|作业|值守|上岗|唱主角|忙活)的(?:就)?是|运用|采用|用上|应用|搭载|使用|用到|引入|接入|部署|加装|换装|依托|用的(?:就)?是|装上|配上|融合|集成)(?:了|的是)?"
)
_NEEDS: Final = regex(
    r"(?:需求(?:包括|有|为|:)|(?<=[，；。])需求(?=[\u4e00-\u9fff]{4})|急需|亟需|急缺|最盼|期盼|(?:希望|盼着?|期待|想)(?:能)?有(?:一[款种套台批个])?|(?:想|要|正在?|急着)找|指[明名]要|点名要|用得上|少不了|离不开|寻找|物色|最缺|还缺|尚缺|仍缺|缺少|紧缺|需要|寻求|征集|求购|所需|(?:希望|期待|盼望)(?:能够?)?(?:引入|借助|采用|用上|找到)|要求采用|(?:拟|计划|准备|打算|将)(?:采购|购置|引入|引进|配置|招标))(?:的)?(?:就)?(?:是|的)?|(?:需求单|清单|榜单)(?:上|里)?:(?:要)?|(?:也|还|既|又)要|(?<=[:，。；])(?:只|就|想|急)?要(?=(?:的是)?一[套台款种批个双张])(?:的是)?"
)
# 要一套看得准、装得下的|甲系统, 寻找能在浑水里看清网衣的|乙机器人: what it can do is no part of the name.
_ABLE: Final = re.compile(
    r"(?:一[套台款种个批双张])?(?=[^，。；;的]{0,30}(?:[得能会可]|不怕|耐得|抗得))[^，。；;的]{2,40}的(?=[^，。；;、的]{4,16}(?:[、和及与，。；;]|$))"
)
_NEEDED: Final = re.compile(
    r"(?:的)?(?:技术|产品|设备)?(?:的)?(?:需求(?:迫切|强烈|旺盛|急迫)|提出(?:了)?(?:明确|迫切|具体|新)*的?需求|需求(?=[，。；;]))"
)
# 提出对甲的需求, 对乙需求迫切.
_FOR: Final = regex(
    r"对(?P<t>[\u4e00-\u9fffA-Za-z0-9\-]{4,14}?)(?:(?:的)?需求(?=迫切|强烈|旺盛|急迫|[，。；;])|提出(?:了)?(?:明确|迫切|具体|新)*的?需求)"
)
_OWN: Final = re.compile(r"(?:该|这家|自家|其|本)?(?:公司|企业)?(?:自主)?(?:研发|自研|开发|研制|生产|推出)的[“]?")
_LEADS_IN: Final = re.compile(
    r"(?:“|最终|最后|结果|企业|公司|医院|院里|[\u4e00-\u9fff]{1,4}方|(?:车|船|机|台|桌|墙|园|馆)上|现场|背后|后台|我们|现在|目前|其中|眼下|如今|还|已|并|也|又|将|正|分别|现|主要|同时|即|\s)*"
)
_SHORTEST: Final = 4
_CLASS: Final = "技术"
_ITEM: Final = re.compile(r"(?:[^，。；;]{0,30}?(?:、|和|与|及|以及))?[“]?")


def scenario_roles(context: Context) -> None:
    """Who asks for a scenario, who serves it, which techniques it uses and which it lacks."""
    if "Scenario" not in context.counts:
        return
    for sentence in context.article.body:
        asked_in_front(context, sentence)
        text = sentence.shadow.text
        named = "场景" in text or context.things_of(sentence, "Scenario")
        if named or told_before(context, sentence) or pair_before(context, sentence, len(text)):
            _parties(context, sentence)
            _techniques(context, sentence)


def told_before(context: Context, sentence: Sentence) -> list[Topic]:
    """The scenario that heads the paragraph, else the one named in the sentence before or two before, nothing between."""
    for before in context.article.before(sentence, _PARAGRAPH):
        named = context.things_of(before, "Scenario")
        heads = before.paragraph == sentence.paragraph and before.first and len(named) == 1
        if heads and not before.shadow.text[named[0].end :].strip("。:”"):
            return [Topic(named[0], 1)]
    for hops, before in enumerate(context.article.before(sentence, _FURTHEST), start=1):
        named = context.things_of(before, "Scenario")
        if named:
            return [Topic(named[-1], hops)] if len({t.id for t in named}) == 1 else []
        # 这个场景由甲提出。…: which one, the sentences before it say.
        if _THIS.search(before.shadow.text) and (about := topic(context, before, ("Scenario",))) is not None:
            return [Topic(about.thing, hops + about.hops)]
        if openers(context, before, _OTHERS):
            break
    return []


def scenarios_meant(context: Context, sentence: Sentence, at: int) -> list[Topic]:
    """The scenarios that the words at a place are about: those named last in a row, else the one told of."""
    text = sentence.shadow.text
    own = [t for t in context.things_of(sentence, "Scenario") if t.end <= at]
    others = [t for t in openers(context, sentence, _OTHERS) if t.start < at and not serves(sentence, t)]
    if own and (pair := of_pair(sentence, own, at)) is not None:
        return [Topic(pair, 0)]
    if own:
        if any(t.start > own[-1].end for t in others):
            return []
        row = [own[-1]]
        for thing in reversed(own[:-1]):
            if text[thing.end : row[0].start].strip("“”") in ("、", "和", "与", "及"):
                row.insert(0, thing)
        return [Topic(t, 0) for t in row]
    if (pair := pair_before(context, sentence, at)) is not None:
        return [Topic(pair, 1)]
    opening = [m.start() for m in _THIS.finditer(text) if m.start() < at]
    about = topic(context, sentence, ("Scenario",), at) if opening else None
    if about is not None and not any(t.start > opening[-1] for t in others):
        return [about]
    led = _LEADS_IN.fullmatch(text, _clause(sentence, at), at) is not None
    return told_before(context, sentence) if led and not others else []


# 甲公司拿出两座牛舍，征集乙: who gives the place for what it seeks.
_GIVES_PLACE: Final = re.compile(
    r"(?:则|还|也|为此)?(?:拿|腾|让|划|辟)出[^，。；;]{1,20}，(?:面?向[^，。；;]{2,8}|公开)?(?:征集|寻找|寻求|求购|招募|征求)"
)
# 经过比选，甲公司从9家企业中胜出.
_OUT_OF: Final = re.compile(
    r"(?:则|最终|最后|一举|率先)?(?:从[^，。；;]{2,14}(?:中|里)|经[^，。；;]{2,10})(?:胜出|脱颖而出|中标|中选|夺标|揭榜)"
)


def serves(sentence: Sentence, thing: Thing) -> bool:
    """Whether a firm is one of the scenario's own: …场景，由甲承建，采用乙; …，甲揭榜，…; 场景方丙开出需求单."""
    text = sentence.shadow.text
    if _GIVES_PLACE.match(text, thing.end) or _OUT_OF.match(text, thing.end):
        return True
    asks = _ASKING.search(text, 0, thing.start) is not None
    asks = asks or _FOR_THAT.match(text, thing.end) is not None
    return asks or text[: thing.start].endswith("由") or _TAKES.re.match(text, thing.end) is not None


def _clause(sentence: Sentence, at: int) -> int:
    return after_mark(sentence.shadow.text, "，。；;:", at)


def _parties(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _BY.finditer(text):
        chain = starting_at(context, sentence, match.end(), _BODIES)
        for body in chain:
            # 由甲局与乙公司共同开放: said of both.
            behind = re.sub(r"^\([^()]*\)", "", text[chain[-1].end :])
            opens = _PLACE_TOLD.search(text, 0, match.start()) is not None
            told = _GIVES.match(behind) is not None and (opens or _TOLD_OF.search(text, 0, match.start()) is not None)
            if (asks := _ASKS.match(behind)) or told:
                # 由甲提出的乙场景: of what follows, not of the scenario before.
                ahead = text.find(behind, chain[-1].end) + asks.end() + 1 if asks else -1
                own = next((s for s in context.things_of(sentence, "Scenario") if s.start - ahead in (0, 1)), None)
                if own is not None and text[ahead - 1] == "的":
                    context.relate(sentence, "OWNED_BY", own, body, "scenario-asked-by", "0.82")
                    continue
                _owned(context, sentence, match.start(), body)
            elif (done := _SERVES.match(behind)) and body.label == "Company":
                # 由甲公司运营的乙园: told of what follows.
                if _OF_ANOTHER.match(behind, done.end()):
                    continue
                _served(context, sentence, match.start(), body)
    for firm in context.things_of(sentence, "Company"):
        provides = text[firm.start - 1 : firm.start] in ("，", "、", "；") and _PROVIDES.match(text, firm.end)
        if _PARTY.match(text, firm.end) or (provides and not _NOT_DONE.search(text, 0, firm.start)):
            _served(context, sentence, firm.start, firm)
    for body in openers(context, sentence, _BODIES):
        if _GIVES_PLACE.match(text, body.end):
            _owned(context, sentence, body.start, body)
        elif body.label == "Company" and _OUT_OF.match(text, body.end):
            _served(context, sentence, body.start, body)
    for match in _OWNER.finditer(text):
        for body in starting_at(context, sentence, match.end(), _BODIES):
            _owned(context, sentence, match.start(), body)
    for match in (*_SERVER.finditer(text), *_MADE_BY.finditer(text), *_WON.finditer(text)):
        for body in starting_at(context, sentence, match.end(), ("Company",)):
            _served(context, sentence, match.start(), body)
    for match in _TAKES.finditer(text):
        if _NOT_DONE.search(text, 0, match.start()) or _PARTY_NEXT.match(text, match.end()):
            continue
        by = _BY_MEANS.search(text, 0, match.start())
        at = by.start() if by is not None else match.start()
        for body in ending_at(context, sentence, at, ("Company",)):
            _served(context, sentence, body.start, body)
    for match in _TWO_OF.finditer(text):
        # 接题的有两家：甲公司…；乙公司…: each opens a part behind.
        for firm in openers(context, sentence, ("Company",)):
            if firm.start >= match.end():
                _served(context, sentence, match.start(), firm)
    for match in _COME_FROM.finditer(text):
        # 甲、乙两个场景用上丙和丁，设备均出自戊公司: which of them it serves is not told.
        several = len(scenarios_meant(context, sentence, match.start())) > 1
        for body in () if several else starting_at(context, sentence, match.end(), ("Company",)):
            _served(context, sentence, match.start(), body)


def _owned(context: Context, sentence: Sentence, at: int, body: Thing) -> None:
    for one in scenarios_meant(context, sentence, at):
        context.relate(sentence, "OWNED_BY", one.thing, body, "scenario-asked-by", sure(82, one.hops))


def _served(context: Context, sentence: Sentence, at: int, body: Thing) -> None:
    for one in scenarios_meant(context, sentence, at):
        properties = {"role": "serve"}
        context.relate(sentence, "APPLIES", body, one.thing, "scenario-served-by", sure(80, one.hops), properties)


def _techniques(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _USES.finditer(text):
        maker = next((t for t in context.things_of(sentence, "Company") if t.start == match.end()), None)
        own = _OWN.match(text, maker.end if maker is not None else match.end())
        start = maker.end + 1 if maker is not None and text[maker.end : maker.end + 1] == "的" else match.end()
        used = _named(context, sentence, match.start(), own.end() if own else start, _USED)
        if used and not _NOT_DONE.search(text, 0, match.start()):
            _relate(context, sentence, "APPLIES", match.start(), used)
    for match in _NEEDS.finditer(text):
        lacked = _named(context, sentence, match.start(), match.end(), _LACKED)
        _relate(context, sentence, "DEMANDS", match.start(), lacked)
    for match in _DONE_BY.finditer(text):
        for scenario in context.things_of(sentence, "Scenario"):
            if scenario.start == match.end():
                put_technology(context, sentence, *match.span("t"), "technology-list", whole=True)
                for made in _listed(context, sentence, match.start("t"), _USED):
                    context.relate(sentence, "DEMANDS", scenario, made, "scenario-technique", "0.78")
    for match in _FOR.finditer(text):
        if scenarios_meant(context, sentence, match.start()):
            put_technology(context, sentence, *match.span("t"), "technology-list")
    for thing in context.things_of(sentence, *_LACKED):
        if _NEEDED.match(text, thing.end):
            _relate(context, sentence, "DEMANDS", thing.start, [thing])


def _listed(context: Context, sentence: Sentence, start: int, labels: tuple[str, ...]) -> list[Thing]:
    """What is named in the list behind a verb: each at the start of it or behind a mark of lists."""
    text = sentence.shadow.text
    stop = re.compile("[，。；;]|$").search(text, start)
    end = stop.start() if stop else len(text)
    return [
        t
        for t in context.things_of(sentence, *labels)
        if start <= t.start < end and _ITEM.fullmatch(text, start, t.start) is not None
    ]


def _named(context: Context, sentence: Sentence, at: int, start: int, labels: tuple[str, ...]) -> list[Thing]:
    """What a scenario says that it uses or lacks: named things, else what ends as a product or technique does."""
    text = sentence.shadow.text
    if not scenarios_meant(context, sentence, at):
        return []
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    able = _ABLE.match(text, start, end) if labels is _LACKED else None
    start = able.end() if able is not None else start
    # 甲和乙两项技术: how many of what class.
    counted = _SO_MANY.search(text, start, end)
    items = split_items(text, start, counted.start() if counted else end)
    spans = [_without_number(text, *span) for span in split_last(text, items)] if items else []
    if counted and labels is _LACKED and len(spans) == parse_number(counted["n"]):
        for span in spans:
            put_technology(context, sentence, *span, "scenario-lacks", whole=is_means(text[slice(*span)]))
        return _listed(context, sentence, start, labels)
    # 甲机器人和乙技术: a thing and a technique, each by its whole name.
    pair = counted is None and len(spans) == 2 and text[slice(*spans[1])].endswith(_CLASS)
    if pair and product_at(text, *spans[0]) == spans[0] and GOODS.fullmatch(text, *spans[1]):
        for span in spans:
            put_technology(context, sentence, *span, "scenario-lacks", whole=True)
        return _listed(context, sentence, start, labels)
    classed = counted is not None or (len(spans) > 1 and text[slice(*spans[-1])].endswith(_CLASS))
    if classed and counted is None and spans[-1][1] - spans[-1][0] >= _SHORTEST + len(_CLASS):
        # 甲、乙技术: of a list the class noun belongs to no item.
        spans[-1] = spans[-1][0], spans[-1][1] - len(_CLASS)
    kinds = [
        end - first >= _SHORTEST and any(text.endswith(head, first, end) for head in longest_first("product_heads"))
        for first, end in spans
    ]
    if labels is _LACKED and len(spans) > 1 and all(is_means(text[first:end]) for first, end in spans):
        for span in spans:
            put_technology(context, sentence, *span, "scenario-lacks", whole=True)
        return _listed(context, sentence, start, labels)
    for (first, end), kind in zip(spans, kinds, strict=True):
        # 智能药盒、远程问诊终端: beside what ends as a product does stand products, whatever they end in.
        if kind or ((classed or any(kinds)) and GOODS.fullmatch(text, first, end)):
            named = kind and product_at(text, first, end) == (first, end)
            means = not kind and is_means(text[first:end])
            rule = "scenario-goods" if named else "scenario-lacks" if means else "technology-list"
            put_technology(context, sentence, first, end, rule, whole=means)
    return _listed(context, sentence, start, labels)


# 寻找甲、乙供应商; 一种甲.
_STOP: Final = re.compile(
    r"[，。；;)]|等|(?<![找要有求缺需到])能(?=[在够把将替让与])|(?:的)?(?:供应商|供货商|厂商|厂家|合作方|服务商|提供商|供货方|研发团队|解决方案)|$"
)
_SO_MANY: Final = re.compile(
    r"(?<=...)(?:这)?(?P<n>\d|[一二两三四五六七八九十])(?:项|种|类|个|大|样)(?:关键|核心|新)*(?:技术|产品|装备|设备|东西)$"
)
# 需要甲车不少于50台: how many is no part of the name.
_HOW_MANY: Final = re.compile(
    r"(?<=...)(?:[两二三四五六七八九十]+|\d+)(?:大)?类(?:产品|设备|装备|技术|系统|材料|机器人)?$|(?<=...)(?:不少于|不低于|不超过|至少|超过|约|近|超|各|共|总计)*\d.*$"
)


def _without_number(text: str, start: int, end: int) -> tuple[int, int]:
    return start, start + len(_HOW_MANY.sub("", text[start:end]))


def _relate(context: Context, sentence: Sentence, type_name: str, at: int, things: list[Thing]) -> None:
    """Each scenario with each thing; 甲、乙分别用上丙和丁 one by one."""
    meant = scenarios_meant(context, sentence, at) if things else []
    text = sentence.shadow.text
    one_by_one = len(meant) == len(things) > 1 and "分别" in text[_clause(sentence, at) : at + 1]
    for one, thing in zip(meant, things, strict=True) if one_by_one else _all(meant, things):
        context.relate(sentence, type_name, one.thing, thing, "scenario-technique", sure(78, one.hops))


def _all(meant: list[Topic], things: list[Thing]) -> Iterator[tuple[Topic, Thing]]:
    return ((one, thing) for one in meant for thing in things)
