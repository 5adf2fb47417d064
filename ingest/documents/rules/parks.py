"""Parks: names with their short forms, address, areas, dates, occupancy, place (园区)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Park
from ingest.numbers import find_dates, find_quantities
from schema.ids import name_id

_SUFFIX: Final = r"(?:产业示范园区|产业园区|产业园|产业基地|科技园|示范园|创新园|软件园|工业园|物流园|孵化器|创意园|智造园|生态园|科创园|产业新城|加速器)"
_RUN = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9·+()\-]{{0,40}}?{_SUFFIX}(?!区|内|人|管理)")
# Words after which a name begins: verbs, prepositions, role nouns.
_LEFT = re.compile(
    r".*(?:的|从|在|是|和|与|及|对|将|为|由|把|以|到|至|了|支持|推动|依托|走进|入驻|落户|位于|建设|围绕|聚焦|记者|获悉|加快|"
    r"促进|引进|推进|包括|打造|创建|建成|谋划|培育|布局|方面|据悉|目前|近日|日前|今年|来到|走访|考察|探访|选择|签约|开展|支撑|"
    r"运营|管理|发展|实施|介绍|说|称|讯|电|被|更|让|使|给|向|往|离开|成为|就是|选了)"
)
_GOAL = re.compile(r"(?:打造|创建|建成|争创|申报|谋划建设|规划建设|培育)[^，。；、]{0,20}$")
_GENERIC = re.compile(
    rf"^(?:该|本|各|各类|多个|一批|专业|特色|重点|新建|现有|现代|示范|省级|国家级|市级|区级|我市|全市|其他|这个|智慧)*{_SUFFIX}$"
)
_NOMINAL = re.compile(r"(?:^|[，。；:“”])(?:该|本)?(?:产业园|园区|基地|项目)")
_ADDRESS = re.compile(
    r"(?:位于|坐落于|坐落在|地处)(?P<a>[^，。；“”]{2,40}?(?:\d+号(?:院|楼)?|路|街|大道|片区|镇|村))(?=[，。；,]|$)"
)
_ZONE_OF = re.compile(r"(?P<z>[\u4e00-\u9fff]{2,10}?(?:港区|片区|经济区|示范区|高新区|开发区|新区|保税区|自贸区))的?$")
_COMPLETED = re.compile(r"^[^，。；]{0,6}(?:竣工|建成|完工|落成)")
_OPENED = re.compile(r"^[^，。；]{0,6}(?:投入运营|投用|启用|开园|投入使用|正式运营|运营|开业)")
_OCCUPANCY = re.compile(r"(?:入驻率|出租率|去化率|满园率)")
_AREAS = (
    ("floor_area", re.compile(r"建筑面积[^，。；]{0,4}$")),
    ("land_area", re.compile(r"占地(?:面积)?[^，。；]{0,4}$")),
)
SQUARE_METRES: Final = {
    "平方米": Decimal(1),
    "㎡": Decimal(1),
    "公顷": Decimal(10_000),
    "平方公里": Decimal(1_000_000),
    # 15 亩 are one hectare.
    "亩": Decimal(10_000) / Decimal(15),
}


def _spans(text: str) -> list[tuple[int, int]]:
    """Shadow spans of park names: the run before the ending, cut at the last word that can't be part of a name."""
    spans = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        cut = _LEFT.match(match[0][:-2])
        if cut is not None:
            start += cut.end()
        name = text[start:end]
        while name.startswith((")", "·", "-", "+")):
            start, name = start + 1, name[1:]
        if len(name) < 4 or _GENERIC.match(name) or name.count("(") != name.count(")"):
            continue
        if _GOAL.search(text[: match.start() + (cut.end() if cut else 0)]):
            continue
        spans.append((start, end))
    return spans


def park_names(context: Context) -> None:
    """Names of parks by their ending; a shorter form that ends a longer name of the article is its alias."""
    found: dict[str, list[tuple[Sentence, int, int]]] = {}
    for sentence in context.article.sentences:
        text = sentence.shadow.text
        for start, end in _spans(text):
            if context.free(sentence, start, end):
                found.setdefault(text[start:end], []).append((sentence, start, end))
    known = {h.surface: h for hits in context.names.values() for h in hits if h.label == "Park"}
    for full in sorted(found, key=lambda name: (-len(name), name)):
        owner = next((p for p in context.parks if p.name.endswith(full) and p.name != full), None)
        if owner is None:
            hit = known.get(full)
            local_id = hit.id if hit else name_id("Park", full, context.scope)
            owner = Park(local_id, full, (full,), hit is not None)
            context.parks.append(owner)
        else:
            context.parks[context.parks.index(owner)] = owner = Park(
                owner.id, owner.name, (*owner.forms, full), owner.known
            )
    for park in context.parks:
        for form in park.forms:
            for sentence, start, end in found[form]:
                shown = context.surface(sentence, start, end)
                aliases = [shown] if form != park.name else []
                whole = next(context.surface(*place) for place in found[park.name])
                context.node(sentence, "Park", park.id, whole, "park-name", confidence="0.85", aliases=aliases)
                context.mention(sentence, start, end, "Park", park.id, "alias" if aliases else "name")
                _zone_before(context, sentence, park, start)
                context.tell(sentence, "Park", park.id, "park-name")


def _zone_before(context: Context, sentence: Sentence, park: Park, start: int) -> None:
    """Z的P园: the park lies in the zone named right before it."""
    text = sentence.shadow.text
    hit = next(
        (
            h
            for h in context.names.get(sentence.number, ())
            if h.label == "Zone" and h.end <= start and text[h.end : start] in ("", "的")
        ),
        None,
    )
    if hit is not None:
        context.edge(sentence, "LOCATED_IN", ("Park", park.id), ("Zone", hit.id), "zone-before-park", confidence="0.85")
        return
    before = text[:start]
    cut = _LEFT.match(before[:-1]) if before.endswith("的") else _LEFT.match(before)
    zone = _ZONE_OF.search(before[cut.end() if cut else 0 :])
    if zone is None:
        return
    at = (cut.end() if cut else 0) + zone.start("z")
    name = context.surface(sentence, at, at + len(zone["z"]))
    local_id = name_id("Zone", name, context.scope)
    context.node(
        sentence, "Zone", local_id, name, "zone-before-park", confidence="0.8", properties={"level": "functional"}
    )
    context.mention(sentence, at, at + len(zone["z"]), "Zone", local_id)
    context.edge(sentence, "LOCATED_IN", ("Park", park.id), ("Zone", local_id), "zone-before-park", confidence="0.8")


def park_facts(context: Context) -> None:
    """Address, areas, storeys, completion, opening and occupancy of the park a sentence speaks of."""
    subject: Park | None = None
    for sentence in context.article.sentences:
        text = sentence.shadow.text
        named = [p for p in context.parks if any(form in text for form in p.forms)]
        if named:
            subject = min(named, key=lambda p: min(text.find(f) for f in p.forms if f in text))
        elif not (subject and (_NOMINAL.search(text) or "产业园" in text)):
            continue
        if subject is None or (len(context.parks) > 1 and not named):
            continue
        properties = _facts(context, sentence)
        if properties:
            # A subject taken over from an earlier sentence is a little less sure.
            context.node(
                sentence, "Park", subject.id, subject.name, "park-facts",
                confidence="0.9" if named else "0.8", properties=properties,
            )  # fmt: skip
        if named:
            _located(context, sentence, subject)


def _facts(context: Context, sentence: Sentence) -> dict[str, Any]:
    text = sentence.shadow.text
    made: dict[str, Any] = {}
    address = _ADDRESS.search(text)
    if address:
        made["address"] = context.surface(sentence, *address.span("a"))
    for quantity in find_quantities(text):
        before = text[: quantity.start]
        if quantity.value is None:
            continue
        for name, pattern in _AREAS:
            if quantity.unit in SQUARE_METRES and pattern.search(before):
                made[name] = (quantity.value * SQUARE_METRES[quantity.unit]).quantize(Decimal("0.01"))
                context.measured.add((sentence.number, quantity.start))
        if quantity.unit == "%" and _OCCUPANCY.search(before[-12:]):
            made["occupancy"] = quantity.value
            context.measured.add((sentence.number, quantity.start))
        if quantity.unit == "层":
            below = before.endswith(("地下", "地下共"))
            made["floors_below" if below else "floors"] = int(quantity.value)
            context.measured.add((sentence.number, quantity.start))
    for date in find_dates(text):
        after = text[date.end :]
        if _COMPLETED.match(after):
            made["completed_on"] = date.iso
        elif _OPENED.match(after):
            made["opened_on"] = date.iso
    return made


def _located(context: Context, sentence: Sentence, park: Park) -> None:
    """位于Z, 在Z: a zone of the pack right after the word."""
    text = sentence.shadow.text
    for hit in context.names.get(sentence.number, ()):
        if hit.label == "Zone" and text[: hit.start].endswith(("位于", "坐落于", "坐落在", "地处", "园区在")):
            context.edge(sentence, "LOCATED_IN", ("Park", park.id), ("Zone", hit.id), "park-located", confidence="0.9")


def park_focus(context: Context) -> None:
    """聚焦X、Y: industries and links of the packs that a park names as its focus."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        named = [p for p in context.parks if any(form in text for form in p.forms)]
        focus = re.search(r"聚焦|主导产业|重点发展|主攻", text)
        if len(named) != 1 or focus is None:
            continue
        for hit in context.names.get(sentence.number, ()):
            if hit.label in ("Industry", "ChainLink") and hit.start >= focus.end():
                context.edge(
                    sentence, "FOCUSES_ON", ("Park", named[0].id), (hit.label, hit.id), "park-focus",
                    confidence="0.85", properties={"words": [hit.surface]},
                )  # fmt: skip
