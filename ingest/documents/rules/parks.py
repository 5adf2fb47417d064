"""Parks: names with their short forms, address, areas, dates, occupancy, place (园区)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.boundary import is_brand_like, name_start, own_word
from ingest.documents.frame import Context, Named, Park
from ingest.documents.rules.park_forms import COMMON_TAILS, PLACE, SUFFIX, TRADE, drop_kinds, short_for
from ingest.documents.rules.park_frames import own_short, said_again, seated
from ingest.documents.rules.park_talk import shown_by_talk, supported
from ingest.numbers import find_dates
from ingest.sieve import regex
from schema.ids import name_id
from schema.scanner import Forms
from schema.tokens import tagged

_ENDING = regex(
    rf"(?:{SUFFIX}|{TRADE}{PLACE})(?!区|带(?!动|来|着|给|领|头)|人|管理|企业|们|项目|[一二三四]期(?:项目|工程)|发展集团|建设集团|投资集团|[^，。；;、:“”由以与和及的是为在将到从把被让给已就所引迎吸聚签了来]{{0,12}}?(?:有限责任公司|有限公司))"
)
# 认定为山东省现代农业产业园: a kind that a park is made, no park.
_HONOUR_BEFORE = re.compile(
    r"(?:认定为|获评|入选|跻身|晋级|评为|列入|授予|获批|被评|挂上|成为|公布的|第[一二三四五六七八九十\d]+批)[^，。；;、]{0,8}$"
)
_GOAL = re.compile(r"(?:打造|创建|建成(?!后)|争创|申报|谋划建设|规划建设|培育|申报|申创)[^，。；;、]{0,20}$")
_GENERIC = re.compile(
    rf"^(?:\d{{4}}年度?|该|本|各|各类|多个|一批|专业|特色|重点|新建|现有|现代|示范|省级|国家级|市级|区级|我市|全市|其他|这个|智慧)*{SUFFIX}$"
)
_NOMINAL = re.compile(
    r"(?:^|[，。；;:“”])(?:该|本|这座|这个|这片)?(?:产业园|园区|基地|项目)|(?:^|[，。；;])(?:该|这座)园"
)
_ADDRESS = regex(
    r"(?:位于|坐落于|坐落在|地处)(?P<a>[^，。；;“”]{2,40}?(?:\d+号(?:院|楼)?|路|街|大道|片区|镇|村))(?=[，。；;,]|$)"
)
_ZONE_ENDING = re.compile(r"(?:港区|片区|经济区|示范区|高新区|开发区|新区|保税区|自贸区|合作区|度假区|功能区)$")
_COMPLETED = re.compile(r"^[^，。；;]{0,6}(?:竣工|建成|完工|落成)")
_OPENED = re.compile(r"^[^，。；;]{0,6}(?:投入运营|投用|启用|开园|投入使用|正式运营|运营|开业)")
_OCCUPANCY = re.compile(r"(?:入驻率|出租率|去化率|满园率)")
_AREAS = (
    ("floor_area", re.compile(r"建筑面积[^，。；;]{0,4}$")),
    ("land_area", re.compile(r"占地(?:面积)?[^，。；;]{0,4}$")),
)
SQUARE_METRES: Final = {
    "平方米": Decimal(1),
    "㎡": Decimal(1),
    "公顷": Decimal(10_000),
    "平方公里": Decimal(1_000_000),
    # 15 亩 are one hectare.
    "亩": Decimal(10_000) / Decimal(15),
}


# 这座楼叫甲器械谷: the name stands behind.
_CALLED: Final = re.compile(
    r".*(?:走进|来到|叫作?|名为|取名|命名为|就是|选址(?:于|在)?|落户于?|落址|有限公司(?:[\u4e00-\u9fff]{1,3}?(?=[\u4e00-\u9fff]{4}))?|扎根于?|入驻|进驻|迁[入进至到]|搬[入进至到]|落脚于?|同[属处](?:于)?|同在|坐落于)(?=[^，。；;]{2})"
)


# 规划建设|甲湾中试基地, 占地90亩|乙产业园: what is done there or how large it is stands before the name.
_LED_IN: Final = re.compile(
    r"(?:(?:规划|计划|谋划|启动|高标准|高水平|重点|着力|全力)*(?:规划建设|规划|新建|扩建|兴建|投建|续建|建设|布局|申报)(?:了|的)?"
    r"|[\d.]+[余多]?(?:万?亩|万?平方米|公顷|[万亿]?元)的?)(?=[\u4e00-\u9fff]{3})"
)


# 在样甲路建设|乙产业园: where it is built, and that it is.
_ON_ROAD: Final = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:路|街|大道|街道|镇|村|片区|沿线|[南北东西]侧|[南北东西]岸|周边|旁)(?:规划建设|规划|建设|新建|兴建|打造|建起|布局)(?=[\u4e00-\u9fff]{3})"
)


def _led_in(text: str, start: int, ending: int, hits: Sequence[Named]) -> re.Match[str] | None:
    """The words that lead in a name, also those behind the place that does it: 甲区|规划建设|乙湾中试基地."""
    places = (start, *(h.end for h in hits if h.label == "Zone" and h.start == start))
    return next((m for at in places if (m := _LED_IN.match(text, at, ending)) is not None), None)


def _spans(text: str, hits: Sequence[Named]) -> list[tuple[int, int]]:
    """Shadow spans of park names: from the ending leftwards to the last word that can't be part of a name."""
    spans: list[tuple[int, int]] = []
    for match in _ENDING.finditer(text):
        end = match.end()
        start = name_start(text, match.start())
        known = next((h for h in hits if h.label == "Park" and h.end == end and h.start < start), None)
        start = name_start(text, known.start) if known is not None else start
        called = _CALLED.match(text, start, match.start())
        start = called.end() if called is not None else start
        lead = _led_in(text, start, match.start(), hits)
        start = lead.end() if lead is not None else start
        road = _ON_ROAD.match(text, start, match.start())
        start = road.end() if road is not None else start
        start = _behind_places(text, start, end, hits)
        start = _before_and(text, start, hits)
        name = text[start:end]
        # 样甲港|股: shares.
        if (
            len(name) < 4
            or _GENERIC.match(name)
            or name.count("(") != name.count(")")
            or text.startswith("港股", end - 1)
        ):
            continue
        body = text[start : match.start()]
        planned = lead is not None and (
            is_brand_like(body) or (_placed(body, start, hits) and len(body) > _PLACE_LONGEST)
        )
        if (not planned and _GOAL.search(text[:start])) or _HONOUR_BEFORE.search(text[:start]):
            continue
        # 研发基地 is a kind; 胶州影像基地 is one.
        if not match[0].startswith(_SURE) and not (
            is_brand_like(text[start : match.start()]) or _placed(text[start : match.start()], start, hits)
        ):
            continue
        if spans and spans[-1][0] >= start:
            spans.pop()
        spans.append((start, end))
    return spans


_PLACE_LONGEST: Final = 4
"""Characters of a place's name that are no name of a park that is to come."""
_OWN_AND: Final = re.compile(
    r"(?:(?!园区|产业园|基地|公司|集团|大学|街道)[\u4e00-\u9fff]){4,10}[与和及][\u4e00-\u9fff]{0,6}"
)


def _before_and(text: str, start: int, hits: Sequence[Named]) -> int:
    """Where a name with 与 in it begins: at a place with words of its own before that, 青岛云湾虚拟现实与超高清产业园."""
    for hit in hits:
        if hit.label == "Zone" and hit.end < start and _OWN_AND.fullmatch(text, hit.end, start):
            return hit.start
    return start


def _behind_places(text: str, start: int, end: int, hits: Sequence[Named]) -> int:
    """Where a park's name begins behind the district it lies in: 即墨区|青岛甲产业园."""
    zones = {h.start: h for h in hits if h.label == "Zone" and h.end < end}
    while (own := zones.get(start)) is not None and own.surface[-1] in "区市县镇":
        # 市北区|大鲍岛文创园: behind a district's whole name stands a name; 青岛高新区甲产业园 is one.
        named = own.id.startswith(DIVISION) and end - own.end >= _NAMED and is_brand_like(text[own.end : end])
        if own.end not in zones and not named:
            break
        start = own.end
    return start


DIVISION: Final = "cn-div:"
_NAMED: Final = 6
"""Characters of a park's name behind a district: a place or word of its own, and a kind of three or four."""
_SURE: Final = (
    "产业园", "产业示范", "科技园", "软件园", "工业园", "物流园", "孵化器", "创意园", "智造园", "加速器", "产业新城", "创新园", "科创园", "示范园", "产业基地", "生态园",
)  # fmt: skip


def _placed(body: str, start: int, hits: Sequence[Named]) -> bool:
    """Whether the words before the ending begin with a place."""
    found = tagged(body)
    return any(h.label == "Zone" and h.start == start for h in hits) or (bool(found) and found[0].tag == "ns")


# Words that only a text about a park has; two of them, and looser endings may be parks.
_PARK_TALK = regex(r"入驻率|出租率|去化率|园区|运营方|入驻企业|招商|租户|在园|入驻|占地|建筑面积|厂房")
_LOOSE_ENDING = regex(
    r"(?:谷|(?<![乐公校家林果田菜陵庄花茶桃陶幼])园(?![区林艺丁长子内里方中])|港(?![口区航务湾铁城])|坊|工场|仓库|街区|大厦|空间|工坊|创意城|文创园|小镇|总部港|智城|科技楼|创新楼|外景地|制作基地|基地|产业带|综合体)(?![一-龥]?(?:公司|集团|企业|项目))"
)
_LIES: Final = re.compile(r"(?:就)?(?:坐落|位于|占地|地处|总建筑面积|总占地)")
_IN_ROAD: Final = re.compile("[\u4e00-\u9fff]{0,3}(?:路|街|大道|巷)(?:\\d|[与和交，。；]|$)")
_PLACE_LEAD = re.compile(r"(?:走进|来到|叫|名为|名叫|位于|坐落于|支持|推动|打造|、|的|在|把|将|这就是|就是)$")


def _loose_spans(text: str, hits: Sequence[Named]) -> list[tuple[int, int]]:
    """Names with an ending that only a text about parks makes one: 康复器械谷, 创意工场."""
    spans = []
    for match in _LOOSE_ENDING.finditer(text):
        start, end = name_start(text, match.start()), match.end()
        lead = re.match(r".*(?:走进|来到|叫|名为|名叫|支持|打造)", text[start : match.start()])
        start += lead.end() if lead else 0
        body = text[start : match.start()]
        if not 3 <= len(body) <= 14 or _GENERIC.match(text[start:end]) or re.search("[的了是在有和与]", body):
            continue
        # 位于甲区|港寰路18号: the ending begins the name of a road.
        if _IN_ROAD.match(text, end):
            continue
        placed = _placed(body, start, hits)
        told = _PLACE_LEAD.search(text[:start]) or start == 0 or _LIES.match(text, end)
        if (placed and any(h.label == "Zone" and h.start == start for h in hits)) or (
            (placed or is_brand_like(body)) and told
        ):
            spans.append((start, end))
    return spans


def park_names(context: Context) -> None:
    """Names of parks by their ending; a shorter form that ends a longer name of the article is its alias."""
    found: dict[str, list[tuple[Sentence, int, int]]] = {}
    talk = {m[0] for s in context.article.body for m in _PARK_TALK.finditer(s.shadow.text)}
    loose = len(talk) >= 2 and context.policy is None
    finders = ((_ENDING, _spans), (_LOOSE_ENDING, _loose_spans)) if loose else ((_ENDING, _spans),)
    for ending, finder in finders:
        if found:
            break  # a text that names its park by a clear ending needs no looser one
        for sentence in sifted(context.article.sentences, ending):
            text = sentence.shadow.text
            for start, end in finder(text, context.names.get(sentence.number, ())):
                # What a pack knows as a place is none: 甲谷位于乙区.
                zone = any(
                    h.label == "Zone" and (h.start, h.end) == (start, end)
                    for h in context.names.get(sentence.number, ())
                )
                if not zone and context.free(sentence, start, end):
                    found.setdefault(text[start:end], []).append((sentence, start, end))
    supported(context, found)
    seated(context, found)
    shown_by_talk(context, found)
    drop_kinds(context, found)
    said_again(context, found)
    known = {h.surface: h for hits in context.names.values() for h in hits if h.label == "Park"}
    for full in sorted(found, key=lambda name: (-len(name), name)):
        owner = next((p for p in context.parks if short_for(full, p.name) and p.name != full), None)
        if owner is None:
            hit = known.get(full)
            local_id = hit.id if hit else name_id("Park", full, context.packs.home)
            owner = Park(local_id, full, (full,), hit is not None)
            context.parks.append(owner)
        else:
            context.parks[context.parks.index(owner)] = owner = Park(
                owner.id, owner.name, (*owner.forms, full), owner.known
            )
    _tails(context, found)
    for park in context.parks:
        for form in park.forms:
            for sentence, start, end in found.get(form, ()):
                shown = context.surface(sentence, start, end)
                aliases = [shown] if form != park.name else []
                whole = next(context.surface(*place) for place in found[park.name])
                context.node(sentence, "Park", park.id, whole, "park-name", confidence="0.85", aliases=aliases)
                context.mention(sentence, start, end, "Park", park.id, "alias" if aliases else "name")
                _zone_before(context, sentence, park, start)
                context.tell(sentence, "Park", park.id, "park-name")


def _tails(context: Context, found: dict[str, list[tuple[Sentence, int, int]]]) -> None:
    """创新港 alone stands for the one park of the article that ends so; 产业园 alone is a common noun."""
    for i, park in enumerate(context.parks):
        _head(context, park, found)
        park = context.parks[i]
        tails = [m[0] for m in _ENDING.finditer(park.name) if m.end() == len(park.name)]
        # 药谷 of 甲创新药谷.
        tails += [park.name[-2:]] if park.name[-1] in "谷港坊" and park.name[-2:] not in _COMMON_PLACES else []
        short = own_short(context, park)
        tails += [short] if short is not None and short not in found else []
        forms = []
        for tail in dict.fromkeys(tails):
            if tail in COMMON_TAILS or sum(p.name.endswith(tail) for p in context.parks) > 1:
                continue
            for sentence in context.article.sentences:
                for start, end in _places(tail, sentence.shadow.text) if tail in sentence.shadow.text else ():
                    if _ALONE.search(sentence.shadow.text[:start]) and context.free(sentence, start, end):
                        found.setdefault(tail, []).append((sentence, start, end))
            forms += [tail] if tail in found else []
        if forms:
            context.parks[i] = Park(park.id, park.name, (*park.forms, *forms), park.known)


_COMMON_PLACES: Final = frozenset(
    ["山谷", "河谷", "峡谷", "稻谷", "五谷", "海港", "空港", "渔港", "商港", "军港", "良港", "香港", "作坊", "街坊", "牌坊", "工坊", "路港"]
)  # fmt: skip
# What stands before a short name that is no part of a longer one.
_ALONE: Final = re.compile(r"(?:^|[，。、；;“:与和由在从的到]|落户|入驻|进驻|走进|来到|落地|搬进|搬到)$")


def _places(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, one place behind the other."""
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def _head(context: Context, park: Park, found: dict[str, list[tuple[Sentence, int, int]]]) -> None:
    """甲湾 of 甲湾精密制造港, where it stands alone: what is left without trade and ending."""
    ending = next((m for m in _ENDING.finditer(park.name) if m.end() == len(park.name)), None)
    if ending is None:
        return
    head = own_word(park.name[: ending.start()])
    if len(head) < 3 or head in {h.surface for hits in context.names.values() for h in hits} or not is_brand_like(head):
        return
    for sentence in context.article.sentences:
        for start, end in _places(head, sentence.shadow.text) if head in sentence.shadow.text else ():
            after = sentence.shadow.text[end : end + 1]
            if (not after or after in "，。、:；;”的将已在与") and context.free(sentence, start, end):
                found.setdefault(head, []).append((sentence, start, end))
    if head in found and head not in park.forms:
        at = context.parks.index(park)
        context.parks[at] = Park(park.id, park.name, (*park.forms, head), park.known)


def _zone_before(context: Context, sentence: Sentence, park: Park, start: int) -> None:
    """Z的P园: the park lies in the zones named right before it; 甲区乙街道的丙园 lies in both."""
    text = sentence.shadow.text
    at, found = start, False
    zones = [h for h in context.names.get(sentence.number, ()) if h.label == "Zone"]
    while hit := next((h for h in zones if h.end <= at and text[h.end : at] in ("", "的")), None):
        found, at = True, hit.start
        context.edge(sentence, "LOCATED_IN", ("Park", park.id), ("Zone", hit.id), "zone-before-park", confidence="0.85")
    if found:
        return
    end = start - 1 if text[:start].endswith("的") else start
    ending = _ZONE_ENDING.search(text, max(0, end - 6), end)
    if ending is None:
        return
    begin = name_start(text, ending.start())
    if ending.start() - begin < 2:
        return
    name = context.surface(sentence, begin, end)
    local_id = name_id("Zone", name, context.scope)
    context.node(
        sentence, "Zone", local_id, name, "zone-before-park", confidence="0.8", properties={"level": "functional"}
    )
    context.mention(sentence, begin, end, "Zone", local_id)
    context.edge(sentence, "LOCATED_IN", ("Park", park.id), ("Zone", local_id), "zone-before-park", confidence="0.8")


SEATED: Final = regex(
    r"(?:^|[，。；;])(?:该|这座|这个|此)?(?:园区|产业园|基地|园子|园|产业港|创新港|创新谷|载体|楼宇)(?:就)?(?:位于|坐落于|坐落在|坐落|地处|落在|选址|在)"
)


def park_facts(context: Context) -> None:
    """Address, areas, storeys, completion, opening and occupancy of the park a sentence speaks of."""
    if not context.parks:
        return
    subject: Park | None = None
    forms = Forms(form for park in context.parks for form in park.forms)
    for sentence in context.article.sentences:
        text = sentence.shadow.text
        some = forms.find(text)
        named = [p for p in context.parks if any(form in text for form in p.forms)] if some else []
        if named:
            subject = min(named, key=lambda p: min(text.find(f) for f in p.forms if f in text))
        elif not (subject and (_NOMINAL.search(text) or "产业园" in text)):
            continue
        if subject is None or (len(context.parks) > 1 and not named and not SEATED.search(text)):
            continue
        properties = _facts(context, sentence)
        if properties:
            # A subject taken over from an earlier sentence is a little less sure.
            context.node(
                sentence, "Park", subject.id, subject.name, "park-facts",
                confidence="0.9" if named else "0.8", properties=properties,
            )  # fmt: skip


def _facts(context: Context, sentence: Sentence) -> dict[str, Any]:
    text = sentence.shadow.text
    made: dict[str, Any] = {}
    address = _ADDRESS.search(text)
    if address:
        made["address"] = context.surface(sentence, *address.span("a"))
    for quantity in sentence.quantities:
        before = text[: quantity.start]
        if quantity.value is None:
            continue
        for name, pattern in _AREAS:
            if quantity.unit in SQUARE_METRES and pattern.search(before):
                made[name] = (quantity.value * SQUARE_METRES[quantity.unit]).quantize(Decimal("0.01"))
        if quantity.unit == "%" and _OCCUPANCY.search(before[-12:]):
            made["occupancy"] = quantity.value
        if quantity.unit == "层":
            below = before.endswith(("地下", "地下共"))
            made["floors_below" if below else "floors"] = int(quantity.value)
    for date in find_dates(text):
        after = text[date.end :]
        if _COMPLETED.match(after):
            made["completed_on"] = date.iso
        elif _OPENED.match(after):
            made["opened_on"] = date.iso
    return made
