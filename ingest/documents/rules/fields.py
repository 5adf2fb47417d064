"""Fields opened for scenarios, and industries that a text says are there (领域、产业)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.documents.articles import Heading, Sentence, sifted
from ingest.documents.enumerations import enumerations
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark, split_items, split_last
from ingest.documents.rules.frames import clause_of, starting_at, subject_of
from ingest.documents.rules.industry_parts import chained_from
from ingest.documents.rules.opened_rows import opened_rows
from ingest.documents.rules.opened_talk import behind_zone, opened_talk, opening_denied
from ingest.documents.rules.plan_talk import told_of_policy
from ingest.documents.rules.subjects import openers, place_meant, said_of, topic
from ingest.documents.rules.told_cities import place_of, zone_told_of
from ingest.sieve import regex
from schema.ids import name_id

# What opens a field: the verb near the list, in a sentence that speaks of scenarios.
_OPENS: Final = re.compile(
    r"开放|放开|推开|释放|(?:发布|推出|挖掘)[^，。;]{0,10}场景|征集[^，。;]{0,8}场景|敞开|向(?:社会|企业|市场)[^，。;]{0,4}(?:发榜|推出)"
)
# 再开放甲、乙等4个领域.
_LED: Final = re.compile("(?:开放|放开|推开|释放)(?:了|出)?$")
_NEAR: Final = 26
_HELD: Final = re.compile(r"[^，。；;]{0,8}?(?:举行|召开|举办|开幕|启幕)，(?=市)")
# 发布甲、乙2个应用场景，涉及丙、丁两个领域.
_COVERED_BY: Final = re.compile(
    r"(?:发布|推出|开放|公布|征集|释放)[^。；;]{0,60}场景(?:机会|需求)?，(?:主要)?(?:覆盖|涉及|涵盖|分布在|集中在)$"
)
_COVERED = regex(
    r"场景(?:机会|能力|需求|供给)?清单[^。；;]{0,40}?(?:覆盖|涉及|涵盖|包括)(?P<list>[^，。；;“”]{2,80}?)等?(?:\d+|[一二两三四五六七八九十]+)?(?:大|个|类)?(?:重点)?(?:领域|行业|方面)"
)
_THERE: Final = re.compile(
    r"^[^，。；;]{0,16}?(?:产业|产业链|产业集群|集群|体系)?(?:等)?[^，。；;]{0,8}?(?:产业|产业链|集群|体系|领域)?[^，。；;]{0,8}?"
    r"(?:汇聚|集聚(?!区|地)|聚集(?!区|地)|基础(?:良好|雄厚|扎实|坚实)|优势明显|优势突出|加快建设|加速崛起|快速发展|发展迅速|蓬勃发展|蓄势|规模|产值|营收|营业收入|增加值|双双提速|(?:明显|持续|全面|加快)提速|领涨|从无到有|扎根|扎下(?:了)?根|落地生根|保持[^，。；;]{0,6}增长|国内领先|全国领先|全省领先|全市领先|领先|领跑|位居|形成集群|成势|壮大|起势|各成气候|成气候|成形|分别(?:同比)?(?:增长|下降)|初具规模|颇具规模|底子(?:厚|不薄|扎实)|贡献(?:突出|最大|显著|了)|风头正劲|异军突起|一枝独秀|红红火火|红火|火热|从零(?:起步|开始)|刚刚起步|势头(?:强劲|正盛|良好|迅猛)|表现(?:亮眼|抢眼|突出|不俗)|亮眼|抢眼|唱主角|挑大梁|撑起|后来居上|声名鹊起|崭露头角|小有名气|名声在外|渐成规模|成势见效|已形成|已成为)"
)
# 压舱石仍是甲产业, 增长最快的是乙产业.
_IS_FIRST: Final = re.compile(
    r"(?:压舱石|领头羊|台柱子|顶梁柱|支柱|主力军|第一大产业|(?:增长|增速|发展|跑得)最快的|(?:规模|体量|贡献|份额)最大的|排在首位的)(?:产业)?(?:，)?(?:仍|依然|依旧|还|就|则|要数|当数|当属)*(?:是|为|数|属)?$"
)
# 甲产业增长9.2%，乙产业增速高达31.5%.
_GROWS: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2})?产业(?:增加值|产值|营收|规模)?(?:同比|增速|分别|则|也|达|达到|高达|为|逆势|实现)*(?:增长|下降)?\d[\d.]*[%倍]"
)
# 甲产业出口额达12亿元, 乙，上半年产量增长5%, 丙企业增至37家: what is made, sold, put in or counted of it is there.
_FIGURE: Final = re.compile(
    r"(?:产业链|产业|集群|行业)?(?P<apart>，)?(?:[今去]年|20\d\d年|[一二三四首]季度|[上下]半年|前[三\d]个?(?:季度|月)|\d{1,2}(?:[—\-至]\d{1,2})?月份?|全年|当年|以来|截至[^，。；;]{2,8}|目前|已|累计|共|新增|同期)*"
    r"(?:(?:实现|完成|手持|在手|新接|新签|外贸|实际|固定资产|产品|整车|整机|新车|工业|重点|带动|吸纳)*(?:产量|销量|出货量|交付量|吞吐量|交易额|订单|出口(?:交货值)?|进口|投资|用电量|从业人员|从业者|就业人数|就业)(?:总?[量额]|规模|占比)?|"
    r"(?:产业链)?(?:[链规]上|规模以上|上下游|骨干|相关|核心)*企业(?:数量|总数|数)?)"
    r"(?:(?:由|从)[^，。；;]{2,14}?(?=增至|增加到|增长到|扩大到|扩展到|升至|发展到))?(?:同比|环比|分别|已|则|也|升至|扩展到|发展到|将近|近|约|超过|超|逾|突破|增至|增加到|增长到|扩大到|达到|达|有|为|高达|逆势|大幅|增长|增加|下降|多达|占比)*\d[\d.,]*[余多]?(?!年)"
)
_LED_BY: Final = re.compile(
    r"(?:的|则|已|也|共|其中|同期|目前|[全该我本][区市县]|[区市县境]内的?|辖区内?|[今去]年|20\d\d年|[一二三四首]季度|[上下]半年|前[三\d]个?(?:季度|月)|全年|现有|拥有|集聚了?|汇聚了?|聚集了?)*"
)
# 到2028年，甲产业营收达到…: an aim says nothing of what is there.
_TARGET: Final = re.compile(r"届时|(?:到|至)(?:20\d\d|\d\d|明)年|力争|目标")
# 到2028年，规模突破…；其中，甲产业产值…: the aim goes on behind the mark.
_AIMED: Final = re.compile(
    r"(?:到|至)20\d\d年(?:底|末)?，(?:(?!去年|今年|目前|截至|上半年|上年|现有|已有|实际)[^。]){0,120}[；;](?:(?!去年|今年|目前|截至|上半年|上年|现有|已有|实际)[^。；;]){0,60}$"
)
# 到2028年，甲产业规模不低于600亿元，而2025年这一数字是290亿元: what there is now is told beside the aim.
_NOW: Final = re.compile(
    r"[^。；;]{2,50}?(?:而|较|比|由|从|，)(?:去年|上年|前年|目前|眼下|现在|20\d\d年)底?(?:全[市区])?(?:的|这一数字|这个数字|该数字|为|是|仅|还|只|约|实现|达到?|有)+\d"
)
_CITY: Final = re.compile("[全我本]市(?!场)")
_AREA: Final = re.compile("[全我该本][区县]|该市")
_COUNTED_TO: Final = re.compile("(?:产业)?(?:同|均|都|也)?(?:属|纳入|列入|归入)")
# 属于甲的乙产业: told of 乙.
_COUNTS_TO: Final = re.compile(r"(?:属于|归属于?|隶属于?|归入|从属于)$")
_LEADS: Final = re.compile(r"[^，。；;]{0,8}等?为(?:引领|代表|重点|主导|核心|支撑)")
_WANTED: Final = re.compile("将|要|拟|计划|力争|聚焦|围绕|瞄准|布局|推动|促进|加快培育|做大|做强")
_IN: Final = re.compile(r"[^，。；;]{0,24}?在")
_MADE: Final = re.compile(r"(?:产业|产业链|集群)?(?:实现|完成|去年|全年)*(?:总产值|产值|营业收入|营收|规模)(?!分别)")
_FIRMS: Final = re.compile("(?:产业链|产业)?(?:上下游|链上|相关|规上|规模以上|骨干)*企业")
_HAS: Final = re.compile(
    r"(?:拥有|汇聚(?:了)?|集聚(?:了)?|聚集(?:了)?|形成(?:了)?|培育(?:了|形成|出|起)|构建(?:了)?|建成(?:了)?(?!后)|壮大(?:了)?)[^，。；;]{0,20}$"
)


def fields(context: Context) -> None:
    """Fields opened for scenarios, and industries that a text says are there."""
    zone: Thing | None = None
    headings: tuple[Heading, ...] = ()
    title = context.article.title_sentence
    for sentence in context.article.body:
        if sentence.headings != headings:
            # Another part of a page: the zone told of in the one before is not what it is about.
            headings = sentence.headings
            zone = next(iter(context.things_of(title, "Zone")), None) if title is not None else None
        zones = context.things_of(sentence, "Zone")
        zone = next(iter(openers(context, sentence, ("Zone",))), zone) or (zones[0] if zones else None)
        if context.things_of(sentence, "ScenarioField"):
            _opened(context, sentence, _office_zone(context, sentence) or zone or zone_told_of(context))
        _there(context, sentence, zone)


def _office_zone(context: Context, sentence: Sentence) -> Thing | None:
    """The district whose office opens the sentence: 甲区大数据局介绍，首批场景…."""
    offices = openers(context, sentence, ("Organization",))
    return next((zone for office in offices for zone in place_of(context, sentence, office)), None)


def fields_named(context: Context) -> None:
    """Fields opened for scenarios, before a pack's name for the industry of that field is read in their place."""
    for sentence in context.article.body:
        for start, end, _, _ in _spans(context, sentence):
            put_field(context, sentence, start, end)
    _of_items(context)


# 1.甲场景(乙): the field that the page has opened.
_OF_ITEM: Final = regex(r"场景[(](?P<x>[\u4e00-\u9fff]{2,10})(?:领域|类)?[)]")


def _of_items(context: Context) -> None:
    """Fields in brackets behind a scenario, where the page names them as fields."""
    known = {
        sentence.shadow.text[t.start : t.end]: t.id
        for sentence in context.article.body
        for t in context.things_of(sentence, "ScenarioField")
    }
    for sentence in sifted(context.article.body, _OF_ITEM) if known else ():
        for match in _OF_ITEM.finditer(sentence.shadow.text):
            if match["x"] in known and context.free(sentence, *match.span("x")):
                context.mention(sentence, *match.span("x"), "ScenarioField", known[match["x"]])


def _spans(context: Context, sentence: Sentence) -> Iterator[tuple[int, int, int, bool]]:
    """Fields with the place of their list, and whether who opens them may be asked."""
    text = sentence.shadow.text
    told = "场景" in text or ("领域" in text and _OPENS.search(text) and _scenarios_told(context, sentence))
    if told and opening_denied(text):
        return
    for one in enumerations(text) if told else ():
        if "field" not in one.kinds:
            continue
        before = text[max(0, one.start - _NEAR) : one.start].rsplit("。", 1)[-1]
        behind = re.split("[。;]", text[one.items[-1][1] : one.end + _NEAR])[0]
        # Told of scenarios, a sentence need not say the word again where it opens these very fields.
        said = "场景" in before + behind or _LED.search(before) is not None
        covered = _COVERED_BY.search(text, 0, one.items[0][0]) is not None
        if covered or (said and _OPENS.search(before + "|" + behind)):
            first = behind_zone(text, *one.items[0]), one.items[0][1]
            yield from ((start, end, one.start, True) for start, end in (first, *one.items[1:]))
    for items, at in opened_rows(text):
        yield from ((start, end, at, True) for start, end in items)
    for match in _COVERED.finditer(text):
        for start, end in split_last(text, split_items(text, *match.span("list"))):
            # A list of needs asks; one of openings opens.
            yield start, end, match.start(), "需求" not in match[0]
    for items, at in opened_talk(text, _before(context, sentence)):
        yield from ((start, end, at, True) for start, end in items)


def _before(context: Context, sentence: Sentence) -> str:
    """The sentence before in its paragraph."""
    before = next(iter(context.article.before(sentence, 1)), None)
    return before.shadow.text if before is not None and before.paragraph == sentence.paragraph else ""


def _scenarios_told(context: Context, sentence: Sentence) -> bool:
    """Whether the sentence before in its paragraph speaks of scenarios."""
    return "场景" in _before(context, sentence)


def _opened(context: Context, sentence: Sentence, zone: Thing | None) -> None:
    named = {(t.start, t.end): t for t in context.things_of(sentence, "ScenarioField")}
    told: set[tuple[int, int]] = set()
    for start, end, at, asked in _spans(context, sentence):
        # Of several frames around one row the first says who opens it.
        if (start, end) in told:
            continue
        told.add((start, end))
        head = _opener(context, sentence, at, zone) if asked and (start, end) in named else None
        if head is not None:
            context.relate(sentence, "OPENS", head, named[start, end], "field-opened", "0.8")


# 第三批场景计划明年推出，届时将增设甲领域: what goes on in batches the place does, whatever paper stands before.
_NEXT_BATCH: Final = re.compile(r"第[二三四五六七八九十\d]{1,2}批[^，。；;]{0,6}场景")


def _opener(context: Context, sentence: Sentence, at: int, zone: Thing | None) -> Thing | None:
    """Who opens fields: the zone that the sentence is about, else the policy told of, else the zone told of before."""
    policy = Thing(0, 0, "Policy", context.policy.id) if context.policy is not None else None
    if context.kind != "plan" and zone is not None and _NEXT_BATCH.search(sentence.shadow.text):
        return zone
    if context.kind == "plan" and policy is not None:
        return policy
    # 甲园举行发布会，开放乙、丙两个领域的场景: a park opens none.
    said = topic(context, sentence, ("Zone", "Park"), at)
    if said is not None and said.hops == 0 and said.thing.label == "Park":
        return None
    # 对接会在甲区举行，市里集中推出…: where it is held opens nothing.
    zones = context.things_of(sentence, "Zone")
    if context.home and any(_HELD.match(sentence.shadow.text, held.end) for held in zones):
        return Thing(0, 0, "Zone", context.home)
    about = topic(context, sentence, ("Zone",), at)
    if about is not None and about.hops == 0:
        return about.thing
    return policy if policy is not None and told_of_policy(context, sentence) else zone


def put_field(context: Context, sentence: Sentence, start: int, end: int) -> None:
    """A field at `[start, end)`, where it is as long as one is called and nothing else stands there."""
    if not 2 <= end - start <= 10 or not context.free(sentence, start, end):
        return
    name = context.surface(sentence, start, end)
    local_id = name_id("ScenarioField", name, context.scope)
    context.node(sentence, "ScenarioField", local_id, name, "field-opened", confidence="0.82")
    context.mention(sentence, start, end, "ScenarioField", local_id)


def _there(context: Context, sentence: Sentence, zone: Thing | None) -> None:
    """A zone has an industry where a text says that it gathers, grows, leads; plans say nothing of that."""
    text = sentence.shadow.text
    if context.kind == "plan":
        return
    _that_industry(context, sentence)
    _most(context, sentence)
    things = context.things_of(sentence, "Industry", "IndustrySystem")
    if not things:
        return
    said = {key[2][1] for key in context.edges if key[0] == "HAS_INDUSTRY" and key[3] == sentence.number}
    for thing in things:
        if thing.id in said:
            continue
        # 以甲为引领的“10+1”体系: what leads a system is told of the system.
        if _LEADS.match(text, thing.end) or _COUNTS_TO.search(text, 0, thing.start):
            continue
        start, _ = clause_of(text, thing.start)
        before = text[start : thing.start]
        comma = before.rsplit("，", 1)[-1]
        if _WANTED.search(comma):
            continue
        grows = _GROWS.match(text, max(thing.start, thing.end - 2)) is not None
        grows = grows or _IS_FIRST.search(before) is not None
        last = chained_from(text, things, thing)[-1]
        # 甲和乙同属“10+1”体系: that says of what they are, not where.
        if _COUNTED_TO.match(text, last.end):
            continue
        measured = _measured(context, sentence, thing, last)
        if not (grows or _THERE.match(text[last.end :]) or measured or _HAS.search(before)):
            continue
        aim = _TARGET.search(text, start, thing.start) or _AIMED.search(text, 0, thing.start)
        if aim and not _NOW.match(text, last.end):
            continue
        whose = _whose(context, sentence, thing) or subject_of(context, sentence, thing.start, ("Zone",))
        head = whose or zone
        # What the whole city makes of a trade is told as a figure of the trade, and of how many firms there are as one of theirs.
        city = head is not None and head.id == context.home
        told = measured or (_MADE if whose is None else _FIRMS).match(text, last.end)
        if head is None or (city and not grows and told):
            continue
        context.edge(
            sentence, "HAS_INDUSTRY", ("Zone", head.id), (thing.label, thing.id), "industry-there", confidence="0.75"
        )


# 甲产值居前列的是乙区、丙区; 甲企业多半落在丁区和戊区.
_WHERE_MOST: Final = regex(
    r"(?:(?:产值|营收|营业收入|增加值|规模|增速|企业数量?|产量)(?:居|位居|列|排名?|位列)(?:在)?(?:全市)?(?:前列|前[三四五六]|前\d位?|首位)?的(?:区市|区县|地区)?(?:依次|分别|主要)?(?:是|为|有)"
    r"|企业(?:多半|大多|大都|主要|多|集中|九成以上|超过?[^，。；;]{1,5})*(?:落在|分布在|分布于|集中在|集中于|集聚在|聚集在|位于)(?:了)?)"
)


def _most(context: Context, sentence: Sentence) -> None:
    """Districts named behind an industry as those where most of it is."""
    for match in _WHERE_MOST.finditer(sentence.shadow.text):
        industry = next((t for t in context.things_of(sentence, "Industry") if t.end == match.start()), None)
        for zone in starting_at(context, sentence, match.end(), ("Zone",)) if industry is not None else ():
            if industry is not None and zone.id != context.home:
                context.relate(sentence, "HAS_INDUSTRY", zone, industry, "industry-there", "0.75")


# 崂山区把甲作为先导产业，去年|该产业|实现营业收入….
_THAT: Final = regex(r"(?<=[，。；;年度月底])(?:该|这一|这个)产业(?![园链集群基])")


def _that_industry(context: Context, sentence: Sentence) -> None:
    """该产业 with a figure behind it: the industry named last before is in the district that the sentence is about."""
    text = sentence.shadow.text
    for match in _THAT.finditer(text):
        named = [t for t in context.things_of(sentence, "Industry") if t.end <= match.start()]
        about = topic(context, sentence, ("Zone",), match.start()) if named else None
        there = _THERE.match(text[match.end() :]) or _FIGURE.match(text, match.end())
        if about is not None and about.hops == 0 and about.thing.id != context.home and there is not None:
            context.edge(
                sentence, "HAS_INDUSTRY", ("Zone", about.thing.id), (named[-1].label, named[-1].id), "industry-there",
                confidence="0.75",
            )  # fmt: skip


def _measured(context: Context, sentence: Sentence, first: Thing, last: Thing) -> bool:
    """Whether a figure of what is made, sold or counted of an industry follows that opens its clause or stands behind its zone.

    Behind a comma only of what 甲区的 leads to.
    """
    text = sentence.shadow.text
    figure = _FIGURE.match(text, last.end)
    if figure is None:
        return False
    low = after_mark(text, "，。；;:", first.start)
    near = max([t.end for t in context.things_of(sentence, "Zone") if low < t.end <= first.start], default=low)
    lead = text[near : first.start]
    return (near > low and lead in ("", "的")) if figure["apart"] else _LED_BY.fullmatch(lead) is not None


def _whose(context: Context, sentence: Sentence, thing: Thing) -> Thing | None:
    """The zone that the clause of an industry names: 甲市的乙产业, 丙产业在丁区已成气候, 该区丙产业, 戊区:…."""
    text = sentence.shadow.text
    low = after_mark(text, "，。；;", thing.start)
    zones = context.things_of(sentence, "Zone")
    near = [t for t in zones if low <= t.start and t.end <= thing.start]
    if near:
        return near[-1]
    there = _IN.match(text, thing.end)
    inside = next((t for t in zones if there and t.start == there.end()), None)
    if inside is not None:
        return inside
    start, _ = clause_of(text, thing.start)
    own = [t for t in openers(context, sentence, ("Zone",)) if start <= t.start < thing.start]
    first = [t for t in openers(context, sentence, ("Zone",)) if text.count("，", 0, t.start) <= 1 and t.start < start]
    if own or first:
        return (own or first)[-1]
    city = [m.start() for m in _CITY.finditer(text, 0, thing.start)]
    if city and context.home:
        return place_meant(context, sentence, city[-1]) or Thing(city[-1], city[-1], "Zone", context.home)
    about = said_of(context, sentence, ("Zone",), thing.start) if _AREA.search(text, start, thing.start) else None
    return about.thing if about is not None else None
