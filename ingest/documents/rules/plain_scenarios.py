"""Scenarios named in plain words: the hospital opens a scenario by what is done there (未加引号的场景).

甲医院开放的住院药品无人配送场景: without quotes a name shows by its shape (what, then the deed) and by
words about one scenario around it. 开放医疗健康场景120个 speaks of a kind and gives none.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence, sifted
from ingest.documents.boundary import name_start
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, clause_start, split_items, split_last
from ingest.documents.parts import row
from ingest.documents.rules.frames import ending_at
from ingest.documents.rules.named_scenarios import kind_of_named
from ingest.numbers import parse_number
from ingest.sieve import matches, regex
from schema.tokens import tagged

_NAMED = regex(
    r"(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-]{5,18})(?:应用|示范)?场景(?!清单|目录|机会|需求|体系|项目|库)(?P<after>[^。]{0,8})"
)
# What makes it this one scenario: who opened it, to whom it went, what became of it.
_OFFICE: Final = re.compile(
    r"(?:该|本|这家)(?:局|委|部|中心|办|公司|企业|院|校)(?:目前|眼下|还|正|正在|也|又|自主)*$|(?<=[，。；;])(?:企业|公司)(?:目前|眼下|还|正|正在|也|又|自主)*$|区里(?:正在)?$|市里(?:正在)?$"
)
_LEAD = re.compile(
    r"(?:(?:开放|发布|推出|承建|打造|建设|带来|交出|投用|上线|揭榜|落地|提出)(?:出|了)?的|开放(?:出|了)?|发布了?|把|将|推出了?|交出了?|揭榜了?|承建了?|该|这一|这个)$"
)
# 走进甲区的夜间配送场景: a place that can be entered is one, however short its name.
_ENTERED: Final = re.compile("(?:走进|来到|探访|走近|置身|踏入|走访)[^，。；;的]{0,12}的$")
_ONE = re.compile(
    r"交给|交由|交付|由|已|正式?(?:上线|运行|投)|投用|启用|落地|上线|运行|获评|入选|入列|晋级|用上|采用|急需|正是|中，|里，|内，|进入"
)
_COUNTED = re.compile(
    r"^(?:\d|近(?=[\d一二两三四五六七八九十百千]|$)|超(?=[\d一二两三四五六七八九十百千]|$)|不少于|不低于|[一二三四五六七八九十百千]+(?:个|余|多)|约)"
)
_BAD = re.compile(
    r"[的了和与及在将把等各这那其从为要叫称]|\d个|场景|超级|标杆|典型|创新应用|系列|更多|一批|百|千|万|首批|第[一二三四五六七八九十\d]+批|领域|方面|(?:开放|发布|征集|申报|推出)$"
)
# X场景清单 is a list, X场景需求 what is asked for: no scenario.
_OF_KIND = re.compile(r"(?:机会|应用|需求|能力|创新|项目)*(?:清单|目录|库|榜单|图谱|名单|体系|机会|需求|生态|实验室)")
_SHORTEST: Final = 6
# A deed closes such a name: 检测, 配送, 优化; the dictionary tags these as verbs or verbal nouns.
_DEED: Final = ("v", "vn")
_LARGE = re.compile(r"贸易|消费|旅游|服务|生活|生产|工作|教育|健康|治理|发展|建设|管理$")


def is_kind(name: str) -> bool:
    """Whether words before 场景 speak of a kind or of many, not of one."""
    return _BAD.search(name) is not None or _KIND.search(name) is not None


# 甲局建设的乙场景, 甲局正在谋划乙场景; 这就是丙场景.
_OF = regex(
    r"(?:牵头|建设|自建|搭建|建起|打造|谋划|提出|发布|开放|推出|承建|落地|上线|策划|实施)(?:的|了)?(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-]{5,16})(?:应用)?场景(?=[，。；;”]|$|正|已|目前|在|列|带来|上线|启动|投用|设在)"
)
_IS = regex(
    r"(?:^|[，。；;:])(?:这|那)(?:就|便|正)?是(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-]{5,16})(?:应用)?场景(?=[，。；;”里]|带来|$)"
)
_PARTY: Final = r"(?:需求方|需求单位|出题方|出题单位|发榜方|发布方|发布单位|业主单位|业主方|业主|场景方|提出方)"
_FOR_ONE: Final = r"(?:其中|其一|比如|例如|譬如|又如|再如|如|此外|另外|同时|同期|据悉)?"
# 甲场景日前在乙发布, 甲场景投用后, 甲场景的需求方是丙, 其中甲场景已升级为丁.
_OPENING = regex(
    rf"(?:^|[，。；;:“]|日讯){_FOR_ONE}(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-]{{5,18}}?)(?:应用)?场景(?:则|也|还|日前|近日|昨日|今日|昨天|今天|前天|上周|本周|这周|上月|上个月|本月|月初|月底|去年|今年|年初|刚刚|刚|最近|前不久|不久前|随后|已经?|成功|正式?|正在|率先|连续|目前|眼下|现|\d+月\d*日?)*"
    r"(?:拟|将|计划|准备)?(?:(?:在|于)[\u4e00-\u9fff]{2,12}?(?:发布|上线|投用|启用|落地|亮相|揭榜|实施|试点|建设|运行|开展)|满月|满(?:一|两|三|半|\d)|亮灯|挂网|挂榜|张榜|开榜|开跑|求解|招手|验收|通过验收|交出|交卷|落在|落户|选在|布设在|坐落|面向|尚缺|通过|发布|上线|运行|投用|投入|启用|落地|亮相|启动|设在|位于|获评|入选|入列|被|接受|提出|对[^，。；;]{2,20}提出|由|(?:面?向[^，。；;]{2,8}?)?(?:征集|寻求|求购|急盼)|需要|急需|采用|运用|用上|接入|处于|处在|进入|承接"
    rf"|(?:升级|晋级|晋升|升格|跃升)(?:为|成|到)|的{_PARTY}(?:是|为|:))"
)
# 已在首批清单的甲场景中飞行: of what stands in a list.
_OF_A_LIST = regex(
    r"(?:清单|榜单|名单|目录)(?:中|里|上|内)?的(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-]{5,18}?)(?:应用)?场景(?=[，。；;中里内上]|已|正|由|率先)"
)
# 甲场景，由乙提出，需要丙: an item of a row of scenarios, without a mark or behind 一是.
_WHOSE: Final = r"(?:今年|去年|日前|近日|最近|上月|本月|已|现|刚刚)?由[^，。；;]{2,24}?(?:提出|发布|牵头)|需要|急需|尚缺|位于|设在|落在|落地|预算|需求方|业主"
_HEADED = regex(
    r"(?:^|[。；;:]|(?:^|[，。；;:])(?:比如|例如|譬如|又如|再如|其中|此外|另外)，)(?P<x>(?!(?:另|还有)?一个是)(?:(?!开放|发布|推出|谋划|策划|打造|建设的|揭榜)[\u4e00-\u9fffA-Za-z0-9+\-]){4,18})(?:应用)?场景，"
    rf"(?={_WHOSE})"
)
_COUNTED_OFF = regex(
    r"(?:^|[，。；;:])(?:[一二三四五六七八九十]是|首先是|其次是|再次是|最后是|再就是|另外是|还有就是|其[一二三四五六](?:是|为|，))"
    r"(?P<x>(?!聚焦|围绕|打造|建设|推进|深化|拓展|完善|加快|实施|推动|开展|强化|培育|构建|丰富|支持|优化|布局|探索|挖掘|做好|抓好|开放|发布|推出|谋划|策划|设在|位于|落在)"
    rf"[\u4e00-\u9fffA-Za-z0-9+\-]{{4,18}}?)(?:应用)?场景(?:，(?={_WHOSE}|首批|总投资|投资|拟|计划|面向)|(?=由[^，。；;]{{2,24}}?(?:提出|发布)))"
)
# 两个场景先行:一个是甲场景，设在乙; 另一个是丙场景，由丁提出.
_EACH = regex(
    r"(?:另|还有|再|其中)?(?:一|第[一二三四五六])个(?:则|也|就)?是(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-]{4,18}?)(?:应用)?场景，"
    r"(?=由[^，。；;]{2,24}?(?:提出|发布|牵头|提供)|需要|急需|位于|设在|落在|预算)"
)
# 甲场景由乙提出, 甲场景设在乙: told of as one thing with its place and its people, it is called by the whole name.
_SEATED: Final = re.compile(
    rf"的{_PARTY}|(?:已|成功|正式)*(?:升级|晋级|晋升|升格|跃升)|(?:则|也|还)?(?:已|正|将)?(?:率先|先行)?(?:进入|步入|转入)|则?由|则?对|需要|急需|尚缺|(?:拟|将|计划|准备)?在|位于|设在|落在|落户|选在|布设在|坐落|启动|上线|被|列在|列为|处于|处在"
)
# 1. 甲场景。需求单位:乙。…: an item of a list of scenarios.
_ITEM = regex(
    r"^(?:\d{1,3}[.、．]|[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]\d{1,3}[)]|[●■◆▲△○★☆▶►◎]|——?|[-·•])(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-]{4,18}?)(?:应用)?场景(?=[。:，;(]|——|$)"
)
# 甲、乙2个应用场景: as many as the text says.
_SEVERAL = regex(
    rf"(?P<n>{COUNT})(?:个|大|项|处)(?:[^\d，。；;:、的]{{0,4}}?)场景(?![\u4e00-\u9fff]{{0,2}}(?:方向|领域|清单))"
)
_LISTED: Final = re.compile(r"(?:的|了|出|把|将|谋划|策划|推出|打造|上线|落地|开放|发布|首批|包括|有|是|为|在)(?=.{4})")
_KIND: Final = re.compile(
    r"^(?:.{0,4}(?:一批|首批|多个|系列|各类|更多|超级|标杆|示范|试点|典型|重点|特色|优质|创新|应用|新|智慧城市|人工智能|具身智能|低空|数字))?$|个$|平台|方向|领域|清单|体系|机制|^(?:全市|全区|我市|全省|各)|(?:应用|示范|创新)$"
)


# 已应用于甲场景。该场景…: what the next words call this one.
_SAID = regex(
    r"(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-]{5,18})场景(?![\u4e00-\u9fff]{0,4}?(?:清单|目录|库|榜单|图谱|名单|体系|机会|需求|方向|领域|机制|\d))"
)
_BEGUN: Final = re.compile(
    r".*(?:应用于|应用在|用于|用在|来自|打造|建设|谋划|包括|包含|承接|承建|揭榜|接下|拿下|进入|推出|开放|发布|落地|日讯|目前|同日|近日|其中|今年|[的把将在为由是该了对向从与和及着过到])(?=.{5})"
)
_THIS_ONE: Final = re.compile(r"[^。；;]{0,40}[，。；;](?:目前，?|其中，?)?(?:该|这个|这一|此)场景")
# 甲场景昨天满月。场景由乙开放: the word alone opens the next sentence; it is no part of the name then.
_GOES_ON: Final = re.compile(
    "[^。；;]{0,40}。场景(?=由|采用|应用|运用|使用|位于|设在|需要|急需|预算|目前|已|运行|启用|上线|投用|自|落地)"
)
# 随后又发布了一个场景——甲，预算80万元: called so by what stands in front.
_DASHED = regex(
    r"(?:一|这|新|第[一二三四五六])个(?:新的?|应用|示范)?场景(?:——|:)[“]?(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-]{4,18})[”]?(?=[，。；;])"
)
_TWICE: Final = 7
"""Characters of a name that means one scenario where the page says it twice; shorter ones are kinds."""


def plain_scenarios(context: Context) -> None:
    """Names of single scenarios outside quotes; plans and regulations speak of kinds, but for a row that they plan."""
    if context.kind == "plan":
        _planned(context)
    if context.kind in ("plan", "regulation"):
        return
    _framed(context)
    for sentence in context.article.body:
        if sentence.kind == layout.BYLINE:
            continue
        text = sentence.shadow.text
        for match in _NAMED.finditer(text):
            span = _span(text, match)
            if span is None or kind_of_named(context, sentence, span[0]):
                continue
            span = behind_zone(context, sentence, *span), span[1]
            if not context.free(sentence, *span):
                continue
            context.put_name(sentence, *span, "Scenario", context.scope, "scenario-plain", "0.75")


_WHOLE: Final = 9
"""Characters of a scenario planned alone that say what is done where; shorter ones are kinds."""
# 谋划甲、乙场景: of each it is told what is done there.
_PLANNED = regex(
    r"(?:谋划|策划|建设|打造)(?:建设|打造|实施|推出)?(?P<list>[\u4e00-\u9fffA-Za-z0-9+\-]{6,16}(?:、[\u4e00-\u9fffA-Za-z0-9+\-]{6,14}){0,4}(?:(?:和|与|以及)[\u4e00-\u9fffA-Za-z0-9+\-]{6,14})?)场景(?=[，。；;]|$)"
)
# 率先建设甲、乙两个示范场景: as many as the words say.
_PLANNED_MANY = regex(
    rf"(?:谋划|策划|建设|打造|推出|实施|启动|开放|布局|落地|遴选|组织)(?:建设|打造|实施|推出)?(?P<list>[\u4e00-\u9fffA-Za-z0-9+\-]{{4,16}}(?:、[\u4e00-\u9fffA-Za-z0-9+\-]{{4,16}}){{0,5}}(?:(?:、|和|与|以及)[\u4e00-\u9fffA-Za-z0-9+\-]{{4,16}}?))(?:这)?(?P<n>{COUNT})(?:个|项|处)(?:应用|示范|重点|典型|标志性|首批|试点)*场景(?=[，。；;:]|$)"
)


def _planned(context: Context) -> None:
    for sentence in sifted(context.article.body, _PLANNED, _PLANNED_MANY):
        text = sentence.shadow.text
        for match in _PLANNED_MANY.finditer(text):
            items = split_last(text, split_items(text, *match.span("list")))
            names = [text[s:e] for s, e in items]
            named = all(len(name) >= _SHORTEST and not (_BAD.search(name) or _KIND.search(name)) for name in names)
            if len(items) == parse_number(match["n"]) and named:
                for span in items:
                    if context.free(sentence, *span):
                        context.put_name(sentence, *span, "Scenario", context.scope, "scenario-planned", "0.78")
        for match in _PLANNED.finditer(text):
            items = split_last(text, split_items(text, *match.span("list")))
            single = len(items) == 1 and items[0][1] - items[0][0] >= _WHOLE
            if (len(items) > 1 or single) and all(_deed_there(text[s:e]) for s, e in items):
                for span in items:
                    if context.free(sentence, *span):
                        context.put_name(sentence, *span, "Scenario", context.scope, "scenario-planned", "0.75")


def _deed_there(name: str) -> bool:
    """Whether words say where or with what a deed is done: 岸桥远程操控."""
    tokens = tagged(name)
    bad = _BAD.search(name) or _KIND.search(name) or _LARGE.search(tokens[-1].text)
    return len(name) >= _SHORTEST and not bad and len(tokens) > 1 and tokens[-1].tag in _DEED


def behind_zone(context: Context, sentence: Sentence, start: int, end: int) -> int:
    """Where the name of a scenario begins behind the district that has it: 甲区|球馆人流疏导场景."""
    text = sentence.shadow.text
    zone = next(
        (h for h in context.names.get(sentence.number, ()) if h.label == "Zone" and h.start == start and h.end < end),
        None,
    )
    if zone is None or text[zone.end - 1] not in "区市":
        return start
    return zone.end if len(text[zone.end : end].removesuffix("场景")) >= _LEFT else start


_LEFT: Final = 4
"""Characters that a name has left behind its district."""


def _framed(context: Context) -> None:
    """Names that a frame shows whatever they end in, there and wherever the article says them again."""
    found: list[tuple[Sentence, tuple[int, int]]] = []
    in_rows: set[str] = set()
    for sentence in context.article.body:
        text = sentence.shadow.text
        if "场景" not in text:
            continue
        spans: list[tuple[int, int] | None] = []
        for match in _DASHED.finditer(text):
            spans.append(_name(text, *match.span("x")))
        for match in matches(text, _IS, _EACH, _OPENING, _OF_A_LIST, _HEADED, _COUNTED_OFF):
            behind = text.find("场景", match.end("x"))
            whole = match.re in (_HEADED.re, _EACH.re, _COUNTED_OFF.re, _OF_A_LIST.re) or (
                match.re is _OPENING.re and _SEATED.match(text, behind + 2) is not None
            )
            span = _name(text, *match.span("x"), shortest=4 if whole else 5)
            spans.append((span[0], behind + 2) if whole and span is not None else span)
        for match in _OF.finditer(text):
            by = ending_at(context, sentence, match.start(), ("Company", "Organization"))
            if by or _OFFICE.search(text, 0, match.start()):
                span = _name(text, *match.span("x"))
                # What an office builds or plans is called by the whole name, what is opened by what is done there.
                bare = span is None or match[0].startswith("开放") or text[match.end() : match.end() + 1] in "里中内"
                spans.append(span if bare or span is None else (span[0], match.end()))
        for match in _SEVERAL.finditer(text):
            listed = _row(text, match)
            spans += listed
            in_rows.update(text[slice(*span)] for span in listed)
        head = _ITEM.match(text) if sentence.first else None
        if head is not None and (item := _name(text, *head.span("x"), shortest=4)) is not None:
            spans.append((item[0], head.end()))
        found += [(sentence, span) for span in spans if span is not None]
    found += _called_this(context)
    found = [(sentence, span) for sentence, span in found if not kind_of_named(context, sentence, span[0])]
    found = [(sentence, (behind_zone(context, sentence, start, end), end)) for sentence, (start, end) in found]
    named = {sentence.shadow.text[slice(*span)] for sentence, span in found}
    names: dict[str, str] = {}
    for sentence, (start, end) in found:
        # Called by the whole name in one place, it is so in the others; an item of 甲、乙2个场景 has but its own words.
        name = sentence.shadow.text[start:end]
        if name.removesuffix("场景") in in_rows:
            name = name.removesuffix("场景")
            end = start + len(name)
        whole = name not in in_rows and name + "场景" in named and sentence.shadow.text.startswith("场景", end)
        end += 2 if whole else 0
        if context.free(sentence, start, end):
            local_id = context.put_name(sentence, start, end, "Scenario", context.scope, "scenario-framed", "0.78")
            names[sentence.shadow.text[start:end]] = local_id
    for sentence in context.article.body if names else ():
        for name, local_id in names.items():
            for place in re.finditer(re.escape(name), sentence.shadow.text):
                if context.free(sentence, *place.span()):
                    context.mention(sentence, *place.span(), "Scenario", local_id)


def _called_this(context: Context) -> list[tuple[Sentence, tuple[int, int]]]:
    """Names that the words behind call 该场景, and long ones that the article says twice, by the whole name."""
    told: list[tuple[Sentence, tuple[int, int], bool]] = []
    bare: list[tuple[Sentence, tuple[int, int]]] = []
    body = context.article.body
    for place, sentence in enumerate(body):
        text = sentence.shadow.text
        following = body[place + 1].shadow.text if place + 1 < len(body) else ""
        for match in _SAID.finditer(text):
            lead = _BEGUN.match(match["x"])
            span = _name(text, match.start("x") + (lead.end() if lead is not None else 0), match.end("x"))
            if span is not None:
                behind = text[match.end() :] + ("" if text.endswith("。") else "。") + following
                told.append((sentence, (span[0], match.end()), _THIS_ONE.match(behind) is not None))
                if _GOES_ON.match(behind):
                    bare.append((sentence, span))
    names = [sentence.shadow.text[slice(*span)] for sentence, span, _ in told]
    return [
        *bare,
        *(
            (sentence, span)
            for (sentence, span, this), name in zip(told, names, strict=True)
            if this or (len(name) - 2 >= _TWICE and names.count(name) > 1)
        ),
    ]


def _name(text: str, start: int, end: int, shortest: int = 5) -> tuple[int, int] | None:
    """A name in a frame, None where the words count or are of a kind."""
    start = max((start + lead.end() for lead in re.finditer("的|日讯", text[start:end])), default=start)
    name = text[start:end]
    bad = (
        _BAD.search(name) or _KIND.search(name) or _COUNTED.match(name) or re.match(r"[\d一二两三四五六七八九十]", name)
    )
    return None if bad or len(name) < shortest else (start, end)


def _row(text: str, match: re.Match[str]) -> list[tuple[int, int]]:
    """The items of a row that as many scenarios close."""
    count = int(parse_number(match["n"]) or 0)
    low = clause_start(text, match.start())
    first = text.find("、", low, match.start())
    leads = [m.end() for m in _LISTED.finditer(text, low, first)] if first > 0 else []
    items = row(text, max(leads, default=low), match.start(), count)
    if len(items) != count:
        return []
    # 甲场景、乙场景2个应用场景: each by its whole name.
    tail = 2 if all(text.endswith("场景", s, e) for s, e in items) else 0
    bare = [text[s : e - tail] for s, e in items]
    named = all(5 <= len(x) <= 12 and not _BAD.search(x) and not _KIND.search(x) for x in bare)
    return list(items) if named else []


def _span(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Shadow span of the name in a match, None where the words speak of a kind."""
    end = match.end("x")
    start = match.start("x")
    for lead in re.finditer(r"的|开放(?:出|了)?|发布了?|把|将|交出了?|该", match["x"]):
        start = match.start("x") + lead.end()
    entered = _ENTERED.search(text[:start]) is not None
    led = entered or _LEAD.search(text[:start]) is not None
    if not led and text[start - 1 : start] not in ("", "，", "。", ":", ";", "“"):
        start = max(start, name_start(text, end, start))
    name = text[start:end]
    if _OF_KIND.match(match["after"]):
        return None
    one = led or _ONE.match(match["after"]) is not None
    if (
        not one
        or len(name) < (_LEFT if entered else _SHORTEST)
        or _KIND.search(name)
        or _BAD.search(name)
        or _COUNTED.match(match["after"])
    ):
        return None
    tokens = tagged(name)
    if len(tokens) < 2 or tokens[-1].tag not in _DEED or _LARGE.search(tokens[-1].text):
        return None
    return start, end
