"""Scenarios named in a text, with who asks, who leads, where, and on which rung they stand (场景新闻)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import COUNT, split_items, split_last
from ingest.documents.rules.again import said_again
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.sought_scenarios import says_deed, sought_names
from ingest.documents.rules.subjects import said_of, sure
from ingest.numbers import parse_number
from ingest.sieve import matches, regex
from schema.ids import name_id

_QUOTED = regex(
    r"“(?P<x>[^“”]{3,28})”(?:等)?(?:(?:\d{1,3}|[两二三四五六七八九十]+)余?[个项])?(?:应用|示范|试点|创新|新)*场景(?![一-龥]{0,2}(?:体系|平台|清单|机制|服务))"
)
# 名为“甲”的场景, 第二批场景中的“甲”.
_CALLED = regex(
    r"(?:名为|叫做?|称为|取名|命名为)“(?P<x>[^“”]{4,28})”的(?:应用|示范|试点)?场景|(?<!应用)场景(?:清单)?(?:当?中|里)的“(?P<y>[^“”]{4,28})”(?!平台|系统|模型|机制|工程|行动|技术)"
)
# “甲”是今年首批落地的场景之一: which of many it is says that it is one.
_ONE_OF = regex(
    r"“(?P<x>[^“”]{4,28})”(?:也|便|就|正|则|还|已|成功|率先)*(?:是|成为|入选|入列|获评|被评为|被列为|被列入|列入|属于)(?=[^，。；;“”]{0,30}(?:批|开放|发布|落地|推出|上线|建成|揭榜|之一))[^，。；;“”]{0,30}场景(?:之一|之列|中的一个)?(?=[，。；;])"
)
# A list of scenarios, then some of them by name: 清单共列入12个场景，其中“甲”“乙”两个已经落地.
_OF_LIST = regex(
    r"场景[^。；;]{0,30}，(?:其中)?(?P<row>(?:“[^“”]{4,28}”[、和与]?){1,6})(?:等)?(?:这)?[两二三四五六\d]个?(?:场景|项目)?(?:已|将|正|率先|先行|成为|被|入选)"
)
# 支持“甲”“乙”两个场景先行落地.
_ROW = regex(
    r"(?P<row>“[^“”]{4,28}”(?:[、和与]?“[^“”]{4,28}”){1,7})(?:等)?(?:这)?(?:\d{1,2}|[两二三四五六七八九十])个?(?:重点|应用|示范|典型|标志性|首批)*场景"
)
# “X”沉浸式演艺场景, “Y”助餐场景: of which kind it is stands behind the name.
_KINDED = regex(
    r"“(?P<x>[^“”]{3,28})”(?P<kind>[\u4e00-\u9fff]{2,7}?)场景(?![一-龥]{0,2}(?:体系|平台|清单|机制|服务|矩阵|库|需求|机会|方向|领域|创新|建设|\d+[余多]?[个项处]))"
)
# “X”“Y”“Z”3个夜游场景: as many as the text says.
_KINDED_ROW = regex(
    rf"(?P<row>“[^“”]{{3,28}}”(?:[、和与]?“[^“”]{{3,28}}”){{1,7}})(?:等|这)?(?P<n>{COUNT})(?:个|大|处|类)[\u4e00-\u9fff]{{2,8}}?场景(?![一-龥]{{0,2}}(?:体系|平台|清单|机制|方向|领域))"
)
# “人工智能+”医疗场景, “首店经济”消费场景: a way of working or a trend, not one scenario.
_CONCEPT: Final = re.compile(
    r"[+＋]$|(?:经济|模式|机制|模型|智能体|技术|系统|体系|行动|工程|产业|计划|规划|时代|城市|大脑|能力|理念|大赛|挂帅|先试|联盟|智造|赋能|融合|上云|改造|转型|消费|电商|生态|战略|革命|引擎|大赛|品牌|清单|指数)$"
)
_NO_KIND: Final = re.compile("超级|[这那的等与和及在为是了]|[两二三四五六七八九十]个|体系|一批|类$|各类")
# “X”由甲牵头, “X”的需求方是乙: in an article about scenarios such a name is one.
_ASKED = regex(
    r"“(?P<x>[^“”]{4,28})”(?=(?:项目)?由[^，。;]{2,24}?(?:牵头|提出|发布)|的(?:需求方|承接单位|承担单位|牵头单位)|需求方)"
)
_NEEDS = regex(
    r"(?:要求|需要|应)[^，。;]{0,12}?(?:具备|具有|支持|实现|提供)(?P<list>[^，。;]{2,40}?)(?:等)?(?:功能|能力|服务)(?=[，。;]|$)"
)
_PHASE = regex(
    r"(?:处于|处在|进入|步入|转入|迈入|已到|来到|走到|推进到|正在|停在|停留在)“?(?P<x>[^，。;“”]{2,8}?)”?(?:这一|这个)?(?:阶段|环节)"
)
_OWNER = regex(r"(?:需求方|需求单位|发布单位|业主单位|业主)(?:是|为|:)?")
_DOER = regex(
    r"(?:承担单位|承建单位|建设单位|实施单位|承接企业|中标企业|供给方|揭榜企业|答题方|解题方|揭榜方|承接方|承建方|实施方|技术提供方|供应商)(?:则)?(?:是|为|:)?|技术(?:支撑|支持|方案|服务)(?:则)?(?:来自|出自)"
)
_PLACED = re.compile(r"(?:设在|在|位于|落地|落户|选址|落址|落子|区域为|地点为|地点:|地点在)(?:于|在)?")
_RISE = regex(
    r"(?:已|成功|正式)*(?:从|由)(?P<a>[^，。；;“”]{2,12}?)(?:升级|晋级|晋升|跃升|提升)(?:为|到|至)(?P<b>[^，。；;“”]{2,16}?)(?=[，。；;]|$)"
)
_THIS: Final = re.compile("(?:该|这一|这个|此)场景")
_NOT_TIER: Final = re.compile(r"^(?:原来|过去|单一|传统)")

_WHOLE: Final = 6
"""Characters of a scenario's name that also mean it without quotes."""


def named_scenarios(context: Context) -> None:
    """“X”场景: scenarios by name, wherever the name stands in quotes."""
    names: dict[str, str] = {}
    about = context.article.title + context.article.subtitle
    patterns = (_QUOTED, _CALLED, _ASKED) if "场景" in about else (_QUOTED, _CALLED)
    for sentence in context.article.sentences:
        if sentence.kind == layout.BYLINE:
            continue
        text = sentence.shadow.text
        one_of = [m for m in _ONE_OF.finditer(text) if not _CONCEPT.search(m["x"])]
        for match in (*matches(text, *patterns), *one_of):
            name = match["x"] or match.groupdict().get("y") or ""
            if re.search(r"[—→]|、", name) or name.endswith(("场景", "行动", "工程")):
                continue
            names.setdefault(name, name_id("Scenario", name, context.scope))
        for match in matches(text, _OF_LIST, _ROW):
            for name in re.findall("“([^“”]+)”", match["row"]):
                names.setdefault(name, name_id("Scenario", name, context.scope))
        for name in _of_kind(text):
            names.setdefault(name, name_id("Scenario", name, context.scope))
    for name in sought_names(context):
        names.setdefault(name, name_id("Scenario", name, context.scope))
    for sentence in context.article.sentences:
        for name, local_id in names.items():
            for place in re.finditer(f"“{re.escape(name)}”", sentence.shadow.text):
                start, end = place.start() + 1, place.end() - 1
                if sentence.kind != layout.BYLINE and context.free(sentence, start, end):
                    shown = context.surface(sentence, start, end)
                    context.node(sentence, "Scenario", local_id, shown, "scenario-named", confidence="0.82")
                    context.mention(sentence, start, end, "Scenario", local_id)
                    context.tell(sentence, "Scenario", local_id, "scenario-named")
    # 甲环节体检目前处在第二级: without its quotes a long name means it too.
    whole = {name for name in names if len(name) >= _WHOLE and says_deed(name)}
    for sentence, match in said_again(context, whole):
        context.mention(sentence, *match.span(), "Scenario", names[match[0]])
        context.tell(sentence, "Scenario", names[match[0]], "scenario-named")


def _of_kind(text: str) -> list[str]:
    """Names in quotes before the words for their kind: “X”沉浸式演艺场景, “Y”“Z”2个夜游场景."""
    found = [
        match["x"]
        for match in _KINDED.finditer(text)
        if not (_CONCEPT.search(match["x"]) or _NO_KIND.search(match["kind"]) or re.search("[—→、，。]", match["x"]))
    ]
    for match in _KINDED_ROW.finditer(text):
        names = re.findall("“([^“”]+)”", match["row"])
        if len(names) == parse_number(match["n"]) and not any(_CONCEPT.search(name) for name in names):
            found += names
    return found


def kind_of_named(context: Context, sentence: Sentence, start: int) -> bool:
    """Whether words behind a name in quotes only say of which kind it is: “X”|沉浸式演艺场景."""
    if sentence.shadow.text[start - 1 : start] != "”":
        return False
    return any(t.end == start - 1 for t in context.things_of(sentence, "Scenario"))


def phases_named(context: Context) -> None:
    """该场景正处于甲环节: a step, before a pack's name for a link of these words is read in its place."""
    for sentence in sifted(context.article.body, _PHASE) if "Scenario" in context.counts else ():
        text = sentence.shadow.text
        for match in _PHASE.finditer(text):
            link = any(
                (h.start, h.end) == match.span("x") and h.label == "ChainLink"
                for h in context.names.get(sentence.number, ())
            )
            if link and "场景" in text[: match.start()] and context.free(sentence, *match.span("x")):
                context.put_name(
                    sentence, *match.span("x"), "LifecyclePhase", context.packs.home, "scenario-phase", "0.75"
                )


def scenario_facts(context: Context) -> None:
    """Place, demander, leader, firms and rung of the scenario a sentence is about."""
    last: Thing | None = None
    named_at = paragraph = 0
    for sentence in context.article.body:
        own = context.things_of(sentence, "Scenario")
        if own:
            last, named_at = own[0], sentence.number
        if own:
            paragraph = sentence.paragraph
        near = sentence.number - named_at <= 2 or sentence.paragraph == paragraph
        if last is None or not (near or _THIS.search(sentence.shadow.text)):
            continue
        scenario, hops = last, 0 if own else 1
        # 公司总部设在甲: told of the firm, not of the scenario named before.
        if own or said_of(context, sentence, ("Company", "Park", "Project"), len(sentence.shadow.text)) is None:
            _places(context, sentence, scenario)
        _bodies(context, sentence, scenario, hops)
        _rises(context, sentence, scenario)
        _needs(context, sentence, scenario)


_OWNS: Final = ("", "“", "的", "的“", "，", "，“")
_FIRST: Final = re.compile(r"(?:[^，。；;:、]{0,8}日讯\s*)?(?:(?:[^，。；;:、]{2,8})?的|在|而|目前，|同日，|此外，)?")


def _places(context: Context, sentence: Sentence, scenario: Thing) -> None:
    text = sentence.shadow.text
    zones = context.things_of(sentence, "Zone")
    placed: set[str] = set()
    for place in context.things_of(sentence, "Zone", "Park"):
        before = text[: place.start]
        # 甲区|乙场景上线, 百里之外的甲市，乙场景…: where it is opens the sentence.
        owned = next((s for s in context.things_of(sentence, "Scenario") if s.start >= place.end), None)
        if owned is not None and text[place.end : owned.start] in _OWNS and _FIRST.fullmatch(before):
            context.relate(sentence, "LOCATED_IN", owned, place, "scenario-place", "0.76")
            continue
        lead = _PLACED.search(before[-4:])
        if lead is not None and _of_other(context, sentence, scenario, place, place.start - len(lead[0])):
            continue
        provides = re.match(r"(?:提供|设|划出|拿出)", text[place.end :])
        # 在甲区乙镇落地: in both.
        inner = text[place.end - 1] in "区市县镇道村岛" and any(
            z.end == place.start and _PLACED.search(text[max(0, z.start - 4) : z.start]) for z in zones
        )
        # 在甲街道、乙街道铺开: in both.
        joined = any(z.end == place.start - 1 and text[z.end] in "、和与及" and z.id in placed for z in zones)
        if (lead and before.endswith(lead[0])) or provides or inner or joined:
            placed.add(place.id)
            done = _DONE_THERE.match(text, place.end)
            behind = [s for s in context.things_of(sentence, "Scenario") if done and s.start == done.end()]
            pair = pair_before(context, sentence, place.start)
            nearest = next(iter(behind), None) or pair or _nearest(context, sentence, scenario, place.start)
            context.relate(sentence, "LOCATED_IN", nearest, place, "scenario-place", "0.78")


# 在甲区遴选“乙”场景: of what stands behind.
_DONE_THERE: Final = re.compile(
    r"(?:率先|重点|首批|先行|同步|集中)*(?:遴选|打造|建设|开放|推出|试点|落地|布局|谋划|实施|启动|上线|发布|试水)(?:了|的)?[“]?"
)


def of_scenario(context: Context, sentence: Sentence, at: int, place: Thing) -> bool:
    """“甲”场景位于乙区, 位于乙区的“甲”场景: the place told of at `at` is a scenario's."""
    text = sentence.shadow.text
    # 2.甲。场景位于乙区: in an item of a list the word alone means the item's.
    if sentence.paragraph in context.listed and text.endswith("场景", 0, at):
        return True
    scenarios = context.things_of(sentence, "Scenario")
    return any(
        _TELLS_ON.fullmatch(text, s.end, at) is not None or text[place.end : s.start] in ("的", "的“")
        for s in scenarios
    )


# “甲”场景，|设在乙街道.
_TELLS_ON: Final = re.compile("[”]?(?:应用)?(?:场景)?，?(?:目前|现|就|则)?")


_SEAT: Final = re.compile("(?:总部|注册地|工厂|基地|厂区|公司|企业)(?:就|目前|均|都)?$")
_OTHERS: Final = ("Company", "Project", "Park", "Platform", "Organization")


def _of_other(context: Context, sentence: Sentence, scenario: Thing, place: Thing, at: int) -> bool:
    """总部位于甲市的乙公司揭榜丙场景，其建设的丁项目落户戊镇: said of the firm and of the project."""
    text = sentence.shadow.text
    if _SEAT.search(text, 0, at) is not None:
        return True
    others = context.things_of(sentence, *_OTHERS)
    # 由乙公司在甲区落地: the scenario is done there.
    tells = any(o.end == at and o.start > scenario.end and text[o.start - 1] not in "由与、和" for o in others)
    return tells or any(text[place.end : o.start] in ("的", "的“") for o in others)


def pair_before(context: Context, sentence: Sentence, at: int) -> Thing | None:
    """Which of the two scenarios of the sentence before 前者 or 后者 means, said last before a place."""
    said = list(re.finditer("前者|后者", sentence.shadow.text[:at]))
    for before in context.article.before(sentence, 1) if said else ():
        named = list({t.id: t for t in context.things_of(before, "Scenario")}.values())
        if len(named) == 2:
            return named[0 if said[-1][0] == "前者" else 1]
    return None


def of_pair(sentence: Sentence, own: Sequence[Thing], at: int) -> Thing | None:
    """Which of two scenarios 前者 or 后者 right before a place means."""
    text = sentence.shadow.text
    said = [m for m in re.finditer("前者|后者", text[:at]) if m.start() >= own[-1].end]
    return own[-2 if said[-1][0] == "前者" else -1] if said and len(own) > 1 else None


def _nearest(context: Context, sentence: Sentence, scenario: Thing, at: int) -> Thing:
    """Of several scenarios of a sentence the one named last before a place."""
    own = context.things_of(sentence, "Scenario")
    return next((s for s in reversed(own) if s.end <= at), scenario)


_LED: Final = ("Mechanism", "Platform", "Project", "Policy", "ActionArea", "Initiative")


def _bodies(context: Context, sentence: Sentence, scenario: Thing, hops: int) -> None:
    text = sentence.shadow.text
    for pattern, relation in ((_OWNER, "OWNED_BY"), (_DOER, "APPLIES")):
        for match in pattern.finditer(text):
            one = _nearest(context, sentence, scenario, match.start())
            for body in starting_at(context, sentence, match.end(), ("Company", "Organization")):
                if relation == "OWNED_BY":
                    context.relate(sentence, relation, one, body, "scenario-demander", sure(85, hops))
                elif body.label == "Company":
                    context.relate(sentence, relation, body, one, "scenario-doer", sure(82, hops), {"role": "serve"})
    for body in context.things_of(sentence, "Organization", "Company"):
        if body.label == "Company" and not text[: body.start].endswith("由"):
            continue
        # 由甲局牵头;第一批包括乙场景: of what stands before.
        behind = hops == 0 and body.end <= scenario.start and re.search("[;；]", text[body.end : scenario.start])
        # 建立甲清单，由乙局牵头: of the list, not of the scenario told of before.
        other = hops > 0 and any(t.end <= body.start for t in context.things_of(sentence, *_LED))
        if not (behind or other) and re.match(r"(?:负责)?牵头|负责(?:组织|实施)", text[body.end :]):
            context.relate(sentence, "LED_BY", scenario, body, "scenario-leader", sure(80, hops))


def _needs(context: Context, sentence: Sentence, scenario: Thing) -> None:
    """要求…具备甲、乙功能: what it asks for; 处于丙阶段: where it stands."""
    text = sentence.shadow.text
    for match in _NEEDS.finditer(text):
        for start, end in split_last(text, split_items(text, *match.span("list"))):
            if (
                not 2 <= end - start <= 12
                or not context.free(sentence, start, end)
                or re.search("[的了和与及]", text[start:end])
            ):
                continue
            shown = context.surface(sentence, start, end)
            local_id = name_id("Technology", shown, context.packs.home)
            context.node(sentence, "Technology", local_id, shown, "scenario-needs", confidence="0.75")
            context.mention(sentence, start, end, "Technology", local_id)
            context.relate(
                sentence,
                "DEMANDS",
                scenario,
                Thing(start, end, "Technology", local_id),
                "scenario-needs",
                "0.75",
            )
    for match in _PHASE.finditer(text):
        one = _nearest(context, sentence, scenario, match.start())
        known = next(
            (t for t in context.things_of(sentence, "LifecyclePhase") if (t.start, t.end) == match.span("x")), None
        )
        if known is not None:
            context.relate(sentence, "IN_PHASE", one, known, "scenario-phase", "0.78")
        if not context.free(sentence, *match.span("x")):
            continue
        shown = context.surface(sentence, *match.span("x"))
        local_id = name_id("LifecyclePhase", shown, context.packs.home)
        context.node(sentence, "LifecyclePhase", local_id, shown, "scenario-phase", confidence="0.75")
        context.mention(sentence, *match.span("x"), "LifecyclePhase", local_id)
        context.relate(sentence, "IN_PHASE", one, Thing(0, 0, "LifecyclePhase", local_id), "scenario-phase", "0.75")


def _rises(context: Context, sentence: Sentence, scenario: Thing) -> None:
    """已从甲升级为乙: stands on 乙 now; 甲 lies below 乙."""
    text = sentence.shadow.text
    for match in _RISE.finditer(text):
        if "场景" not in match["a"] + match["b"] or _NOT_TIER.match(match["a"]):
            continue
        tiers = []
        for group in ("a", "b"):
            known = next(
                (t for t in context.things_of(sentence, "ScenarioTier") if (t.start, t.end) == match.span(group)), None
            )
            if known is None:
                shown = context.surface(sentence, *match.span(group))
                local_id = name_id("ScenarioTier", shown, context.scope)
                context.node(sentence, "ScenarioTier", local_id, shown, "scenario-rises", confidence="0.78")
                context.mention(sentence, *match.span(group), "ScenarioTier", local_id)
                known = Thing(*match.span(group), "ScenarioTier", local_id)
            tiers.append(known)
        context.relate(sentence, "UPGRADES_TO", tiers[0], tiers[1], "scenario-rises", "0.75")
        before = [t for t in context.things_of(sentence, "Scenario") if t.end <= match.start()]
        context.relate(sentence, "AT_TIER", before[-1] if before else scenario, tiers[1], "scenario-rises", "0.78")
