"""Where a park lies by words that stand apart from it: 崂山区…，甲园…; 支持乙区建设丙园; 位于丁区的戊园 (园区所在区域).

Of several parks and zones in a sentence each zone belongs to the park that it describes, else to the park of its
own part of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.parks import SEATED
from ingest.documents.rules.sections import section_heads, title_heads
from ingest.documents.rules.subjects import openers
from ingest.documents.rules.told_places import park_at, told_parks

_PLACED: Final = (
    "位于", "坐落于", "坐落在", "地处", "园区在", "落户", "坐落", "选址", "落在", "落户在", "落户于", "选址于", "选址在", "隶属", "隶属于",
)  # fmt: skip
# 位于甲区的|乙园, 位于甲区、占地百亩的|乙园.
_DESCRIBES: Final = re.compile(
    r"(?:[^，。；;、的“”]{0,8})?(?:、[^，。；;、“”]{2,20})?的(?:[^，。；;、“”]{0,16}的)?[“]?"
)
# 支持甲区(高标准)建设|乙园; 在甲区规划建设|乙园.
_BUILDS: Final = re.compile(
    r"(?:重点|加快|高标准|高水平|高质量|规划|布局|谋划|选址|启动|推进|集中|统一|联合|牵头|新)*(?:建设|打造|建成|建好|新建|建起|兴建|扩建|续建|布局|提升|做强|做大|做优|培育|设立|规划)(?:了|一个|一座|好|占地[^，。；;、]{2,10}的|总投资[^，。；;、]{2,12}的)?[“]?"
)
_MOVES: Final = re.compile(r"(?:支持|推动|鼓励|引导|推进|指导|依托|助推|在|于)$")
_BACKS: Final = re.compile(r"(?:支持|推动|鼓励|引导|推进|指导|助推)$")
_NEW: Final = re.compile("(?:重点|加快|高标准|高水平|高质量)*(?:规划|布局|谋划|选址|新建|建设|打造|兴建|设立)")
_NOT: Final = re.compile(r"(?:不再|不|未|没有|取消|停止|叫停|否决|暂缓)[^，。；;]{0,6}$")
_AHEAD: Final = re.compile(r"(?:在|于|走进|来到|走访|探访|[^，。；;]{0,12}，)?(?:在|位于|隶属于?|地处)?[●■◆▲★]?\s*$")
# 这座由甲公司运营的园区…，坐落在乙街道; 这座物流港位于丙市.
_THIS: Final = re.compile(
    r"(?:^|[，。；;])(?:这座|这个|该|这片)[^，。；;]{0,30}?(?:园区|产业园|载体|基地|港|谷|园)(?=[，位坐地就落])"
)
# 甲区…，乙园…: what is told of between is the district's own.
_ELSEWHERE: Final = re.compile("与|同|和|赴|跨|异地|外地|相比|相邻|毗邻|一墙之隔|联手|签约|考察|援建")


def park_places(context: Context) -> None:
    """The zones that parks lie in."""
    if not context.parks:
        return
    heads: dict[int, Thing] = {}
    for sentence, here, _ in told_parks(context):
        _backed(context, sentence)
        zones = context.things_of(sentence, "Zone")
        parks = context.things_of(sentence, "Park")
        text = sentence.shadow.text
        told = here is not None and (SEATED.search(text) or _THIS.search(text) or _of_head(context, sentence))
        if len(parks) > 1:
            _in_park(context, sentence, parks)
        if zones and (parks or told):
            _placed(context, sentence, zones, here)
            for park in parks:
                _built(context, sentence, zones, park)
                _beside(context, sentence, zones, park)
                _ahead(context, sentence, zones, park)
        _of_section(context, sentence, heads)


def _of_section(context: Context, sentence: Sentence, first: dict[int, Thing]) -> None:
    """甲区：…, over a part of a round-up: the park that this part comes to first, and those that open its sentences, lie there."""
    heads = section_heads(context, sentence) or title_heads(context)
    parks = context.things_of(sentence, "Park") if len(heads) == 1 and heads[0].label == "Zone" else ()
    if not parks or heads[0].id == context.home:
        return
    over = sentence.headings[-1].sentence if sentence.headings else -1
    opening = openers(context, sentence, ("Park",))
    for park in parks:
        first.setdefault(over, park)
        placed = any(key[0] == "LOCATED_IN" and key[1] == ("Park", park.id) for key in context.edges)
        if not placed and (park in opening or first[over].id == park.id):
            # That a part is headed by the district says it only by the way.
            context.edge(
                sentence, "LOCATED_IN", ("Park", park.id), ("Zone", heads[0].id), "park-of-section",
                confidence="0.65", stated=False,
            )  # fmt: skip


# 甲区乙路上的|丙园, 出甲区丁街道不远，就是|戊园.
_BESIDE: Final = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:路|街|大道|大街|村|社区|岸|侧|旁|边|畔|脚下|腹地|中心区|核心区|境内)?(?:上|旁|边|内)?的[“]?"
    r"|(?:不远|往[东南西北]|向[东南西北])(?:处)?，(?:就|便)?是[“]?"
)
_OUT_OF: Final = re.compile(r"(?:出|走出|驶出|离)[^，。；;]{0,8}$")
# 甲功能区腾出两栋旧厂房改成|乙加速器.
_MADE_OF: Final = re.compile(
    r"(?:里|内)?(?:腾出|拿出|划出|让出|盘活|利用|把|将)[^，。；;]{2,24}?(?:改成|改造成|改建成|改为|变成|建成|建起|打造成)(?:了)?[“]?"
)


def _beside(context: Context, sentence: Sentence, zones: Sequence[Thing], park: Thing) -> None:
    """The zone that the words right before a park say it stands in."""
    text = sentence.shadow.text
    zone = next((z for z in reversed(zones) if z.end <= park.start), None)
    if zone is None or zone.id == context.home:
        return
    gap = text[zone.end : park.start]
    led = _BESIDE.fullmatch(gap)
    row = [zone]
    while (outer := next((z for z in zones if z.end == row[0].start), None)) is not None:
        row.insert(0, outer)
    opens = after_mark(text, "，。；;:：", row[0].start) == row[0].start
    out = led is not None and "，" in gap
    if (led and not out and opens) or (out and _OUT_OF.search(text, 0, row[0].start)) or _MADE_OF.fullmatch(gap):
        for one in row:
            _put(context, sentence, park, one, "0.75")


def _in_park(context: Context, sentence: Sentence, parks: Sequence[Thing]) -> None:
    """位于甲新城的乙产业园: a park within another."""
    text = sentence.shadow.text
    for outer, inner in pairwise(parks):
        if text[: outer.start].endswith(_PLACED) and text[outer.end : inner.start] == "的":
            _put(context, sentence, inner, outer, "0.85")


def _of_head(context: Context, sentence: Sentence) -> bool:
    """(一)甲园。位于乙街道，…: a sentence that begins with where it lies goes on about the park that heads its paragraph."""
    if not sentence.shadow.text.startswith(_PLACED):
        return False
    before = context.article.before(sentence, 1)
    if not before or before[0].paragraph != sentence.paragraph:
        return False
    things = context.things_of(before[0], "Park", "Company", "Project", "Organization", "Scenario")
    return bool(things) and things[0].label == "Park" and things[0] in openers(context, before[0], ("Park",))


def _put(context: Context, sentence: Sentence, park: Thing, zone: Thing, confidence: str) -> None:
    context.relate(sentence, "LOCATED_IN", park, zone, "park-located", confidence)


def _placed(context: Context, sentence: Sentence, zones: Sequence[Thing], here: Thing | None) -> None:
    """位于Z: the park that this describes or that its part of the sentence is about."""
    text = sentence.shadow.text
    parks = context.things_of(sentence, "Park")
    firms = [t.end for t in context.things_of(sentence, "Company")]
    last, meant = -1, here
    for zone in zones:
        if zone.start == last and meant is not None:
            # 位于甲区乙街道: in both.
            last = zone.end
            _put(context, sentence, meant, zone, "0.9")
            continue
        if not text[: zone.start].endswith(_PLACED):
            continue
        behind = zone.end
        while (inner := next((z for z in zones if z.start == behind), None)) is not None:
            behind = inner.end
        described = next(
            (p for p in parks if p.start > zone.start and _DESCRIBES.fullmatch(text, behind, p.start)), None
        )
        meant = described or park_at(context, sentence, zone.start, here)
        # 甲公司2014年落户丙市，如今在乙园…: told of the firm; 位于甲区的乙: of a thing that no rule knows.
        if described is None and text.startswith("的", behind):
            meant = None
        if meant is None or (described is None and _other(context, sentence, zone, meant, firms)):
            meant = None
            continue
        last = zone.end
        _put(context, sentence, meant, zone, "0.9")


def _other(context: Context, sentence: Sentence, zone: Thing, park: Thing, firms: list[int]) -> bool:
    """Whether the words before a zone tell of something else than the park: of a firm, a project, of nothing known."""
    text = sentence.shadow.text
    own = [p for p in context.things_of(sentence, "Park") if p.id == park.id]
    if own and own[0].start > zone.end:
        return True
    low = after_mark(text, "。；;", zone.start)
    others = [
        t for t in openers(context, sentence, ("Company", "Project", "Scenario", "Organization")) if t.end <= zone.start
    ]
    told = [p.start for p in own if p.end <= zone.start]
    return bool(others) and others[-1].start >= max([low, *told])


def _built(context: Context, sentence: Sentence, zones: Sequence[Thing], park: Thing) -> None:
    """支持甲区建设乙园, 在甲区建设乙园: the park lies there; who supports the zone supports the park."""
    text = sentence.shadow.text
    zone = next((z for z in reversed(zones) if z.end <= park.start), None)
    if zone is None or not _BUILDS.fullmatch(text, zone.end, park.start) or zone.id == context.home:
        return
    lead = _MOVES.search(text, 0, zone.start)
    if lead is None or _NOT.search(text, 0, lead.start()):
        return
    _put(context, sentence, park, zone, "0.8")
    policy = context.policy
    if policy is not None and text[zone.start - 1] in "在于" and context.kind == "plan" and _NEW.match(text, zone.end):
        context.edge(sentence, "PROPOSES", ("Policy", policy.id), ("Park", park.id), "park-proposed", confidence="0.78")
    if policy is not None and _BACKS.search(text, 0, zone.start):
        context.edge(sentence, "SUPPORTS", ("Policy", policy.id), ("Park", park.id), "park-supported", confidence="0.8")


# 支持位于甲区的|乙园和位于丙区的|丁园差异化发展.
_BACKED: Final = re.compile(
    r"(?:支持|鼓励)(?:[^，。；;、]{2,24}[和与、])?(?:位于|坐落于|坐落在|地处)[^，。；;、的]{2,12}的$"
)


def _backed(context: Context, sentence: Sentence) -> None:
    """支持位于甲区的乙园: the plan supports the park described."""
    policy, text = context.policy, sentence.shadow.text
    for park in context.things_of(sentence, "Park") if policy is not None else ():
        lead = _BACKED.search(text, 0, park.start)
        # ●甲区 发展乙，支持位于丙的丁园扩建: of the district's own item.
        if lead is None or any(z.end <= lead.start() for z in openers(context, sentence, ("Zone",))):
            continue
        if policy is not None and not _NOT.search(text, 0, lead.start()):
            context.edge(
                sentence, "SUPPORTS", ("Policy", policy.id), ("Park", park.id), "park-supported", confidence="0.8"
            )


_HEADS: Final = re.compile("[:：]|——|\\s")
_OWN: Final = re.compile(
    "[，:：](?:重点|加快|着力|大力|全力)*(?:支持|依托|建设|打造|推动|推进|提升|以|载体为|做强|建好)$"
)


def _ahead(context: Context, sentence: Sentence, zones: Sequence[Thing], park: Thing) -> None:
    """甲区…，乙园…: what opens a later clause of a stretch that tells of a district lies in it."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", park.start)
    before = [z for z in zones if low <= z.start and z.end <= park.start]
    item = bool(before) and before[0].start <= 2 and _HEADS.match(text, before[0].end) is not None
    if item and len(before) == 1 and before[0].id != context.home and _OWN.search(text, 0, park.start):
        # ◆甲区：发展乙，支持丙园完善条件: a district's own item tells of its own parks.
        _put(context, sentence, park, before[0], "0.75")
        return
    if not before or park not in openers(context, sentence, ("Park",)) or text[park.start - 1] not in "，:：—":
        return
    zone = before[-1]
    first = before[0]
    # 甲区乙街道，丙园: the row of places in front of the comma.
    row = [z for z in before if text[first.end : z.start] == "" or z is first]
    # 在位于甲市的乙示范区，丙园.
    row = [zone] if len(before) == 2 and text[first.end : zone.start] == "的" else row
    if zone not in row or zone.id == context.home:
        return
    if _AHEAD.fullmatch(text, low, first.start) is None or _ELSEWHERE.search(text, zone.end, park.start):
        return
    others = context.things_of(sentence, "Company", "Project", "Park")
    if any(zone.end <= t.start < park.start for t in others):
        return
    for one in row:
        _put(context, sentence, park, one, "0.75")
