"""Zones outside the packs, and zones named inside each other (区域)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence, sifted
from ingest.documents.boundary import name_start
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, Span, split_items, split_last
from ingest.documents.parts import AREA, row
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.pack_model import Packs
from schema.per_packs import per_packs
from schema.tokens import tagged

# A town or functional zone counts where the text says that something is there.
_PLACED: Final = re.compile(
    r"(?:位于|坐落于|坐落在|地处|落户|落地|在|至|到|区|县|市|走进|来到|选址|支持|推动|鼓励|引导|依托|由|、|[区市县]的)$"
)
_TOWN = regex(
    r"[\u4e00-\u9fff]{2,4}?(?:街道(?!办)|镇(?![海江静定])|(?<![下返回还家故城])乡(?!村|镇))(?=的|[，。；;、]|[\u4e00-\u9fff])"
)
_FUNCTIONAL = regex(
    r"(?:港区|片区|功能区|经济区|开发区|高新区|示范区|新区|保税区|综保区|合作区|度假区|自贸区|试验区)(?![\u4e00-\u9fff]?(?:路|街))"
)
_GENERIC: Final = re.compile(
    r"^(?:各|全|该|本|本地|重点|城镇|乡镇|小城|特色|国家级|省级|市级|周边|核心|先行|试点|沿海|产业|经济|综合|城市|现代|创新)?(?:街道|镇|乡|港区|片区|功能区|经济区|开发区|高新区|示范区|新区|保税区|合作区|试验区)$"
)


_NUMBERED: Final = re.compile(r"(?:\d|[两二三四五六七八九十])(?:个|大)(?:片区|功能区|经济区)$")
_SHORTEST: Final = 4
"""Characters of a functional zone's name behind its district: 楼山片区."""


def zones_named(context: Context) -> None:
    """Towns and functional zones that no pack lists, where something is said to lie in them."""
    for sentence in sifted(context.article.sentences, _TOWN, _FUNCTIONAL):
        if sentence.kind == layout.BYLINE:
            continue
        text = sentence.shadow.text
        for match in _TOWN.finditer(text):
            start = _start(text, match.start(), match.end())
            _put(context, sentence, start, match.end(), "town")
        for match in _FUNCTIONAL.finditer(text):
            start = name_start(text, match.start())
            if match.start() - start >= 2:
                _put(context, sentence, start, match.end(), "functional")
    _counted_off(context)
    _beside(context)
    _shorts(context)
    _high_tech(context)


# 支持甲片区、乙商务区、丙科创带3个片区: what is counted are areas, whatever their names end in.
_COUNTED: Final = regex(
    rf"(?:(?:^|(?<=[，。；;:]))(?![^，。；;:、]*(?:支持|推动|鼓励|引导|指导|推进|依托|围绕|在|以|由|把|将|有|为))|支持|推动|鼓励|引导|指导|推进|依托|围绕|在|以|由|把|将|有|为|包括|分为|设立|布局)(?P<list>[^，。；;:：《》“”的、]{{3,16}}、[^，。；;:：《》“”的]{{3,100}}?)(?P<etc>等)?(?P<n>{COUNT})(?:个|大)(?:重点|特色|主要|沿海|滨海|海洋|产业|城市)*(?P<what>片区|功能区|板块|组团|区块)"
)


# 鼓励甲科创带、乙产业园错位发展: beside a place that is known by name.
_BESIDE: Final = regex(
    r"(?:支持|鼓励|推动|引导|指导)(?P<list>[^，。；;:：《》“”的]{3,60}?)(?:等(?:区域|地|片区|板块|载体)?)?(?=先行|率先|错位|差异|协同|联动|打造|建设|发展|开展|加快|各展|各打|争创|探索|试点)"
)
_STRETCH: Final = re.compile(r"[\u4e00-\u9fff]{2,12}(?:带|走廊|商圈|商务区|湾区|半岛|新城|创新区|核心区|集聚区)")


def _beside(context: Context) -> None:
    for sentence in sifted(context.article.body, _BESIDE):
        text = sentence.shadow.text
        for match in _BESIDE.finditer(text):
            items = split_last(text, split_items(text, *match.span("list")))
            hits = {(h.start, h.end) for h in context.names.get(sentence.number, ()) if h.label in ("Zone", "Park")}
            known = hits | {(t.start, t.end) for t in context.things_of(sentence, "Zone", "Park")}
            new = [span for span in items if span not in known]
            if 0 < len(new) < len(items) and all(_STRETCH.fullmatch(text, *span) for span in new):
                _put_areas(context, sentence, new)


def _put_areas(context: Context, sentence: Sentence, spans: Sequence[Span]) -> None:
    text = sentence.shadow.text
    for span in spans:
        if not _GENERIC.match(text[slice(*span)]) and context.free(sentence, *span):
            context.put_name(
                sentence, *span, "Zone", context.scope, "zone-named", "0.75", {"level": "functional"}
            )  # fmt: skip


def _counted_off(context: Context) -> None:
    for sentence in sifted(context.article.body, _COUNTED):
        text = sentence.shadow.text
        for match in _COUNTED.finditer(text):
            count = int(parse_number(match["n"]) or 0)
            items = row(text, *match.span("list"), count)
            if match.start() == match.start("list"):
                # The row opens its clause: its first name has no verb to lose.
                items = split_last(text, split_items(text, *match.span("list")))
            fits = len(items) == count or (match["etc"] is not None and 1 < len(items) < count)
            if not fits or not all(AREA.fullmatch(text, *span) for span in items):
                continue
            known = {(h.start, h.end) for h in context.names.get(sentence.number, ()) if h.label in ("Zone", "Park")}
            _put_areas(context, sentence, [span for span in items if span not in known])


_TAIL: Final = 6
"""Characters of a functional zone's name without the places before it that mean it again: 临空经济示范区."""


def _tails(context: Context) -> dict[str, str]:
    """临空经济示范区 in a text that names 青岛胶东临空经济示范区, and no other zone that ends so."""
    named = {
        sentence.shadow.text[t.start : t.end]: t.id
        for sentence in context.article.sentences
        for t in context.things_of(sentence, "Zone")
    }
    named |= {h.surface: h.id for hits in context.names.values() for h in hits if h.label == "Zone"}
    tails: dict[str, set[str]] = {}
    for name, local_id in named.items():
        places = 0
        for token in tagged(name) if _FUNCTIONAL.search(name) is not None else ():
            if token.tag not in ("ns", "nr") and token.start == places:
                break
            places = token.end
        if places and len(name) - places >= _TAIL:
            tails.setdefault(name[places:], set()).add(local_id)
    return {tail: ids.pop() for tail, ids in tails.items() if len(ids) == 1}


def _shorts(context: Context) -> None:
    """自贸片区 in a text that names 青岛自贸片区: the functional zone without its city."""
    city = context.packs.city_name
    shorts = {
        hit.surface.removeprefix(city): hit.id
        for hits in context.names.values()
        for hit in hits
        if hit.label == "Zone" and hit.surface.startswith(city) and _FUNCTIONAL.search(hit.surface) is not None
    }
    shorts |= _tails(context)
    for short, local_id in shorts.items():
        for sentence in context.article.sentences if len(short) >= 3 and _GENERIC.match(short) is None else ():
            for match in re.finditer(re.escape(short), sentence.shadow.text):
                whole = sentence.shadow.text[: match.start()].endswith(city)
                hits = context.names.get(sentence.number, ())
                inside = any(h.start < match.end() and match.start() < h.end for h in hits)
                if not whole and not inside and context.free(sentence, *match.span()):
                    context.mention(sentence, *match.span(), "Zone", local_id, "alias")


# 崂山区…；高新区重点发展…: of the districts of a city the one without the city's name.
_HIGH_TECH: Final = regex(r"(?:(?<=^)|(?<=[，。；;:、和]))高新区(?=[重则将以主聚面瞄突做打依推加布围力深、，:和])")


@per_packs
def _own_high_tech(packs: Packs) -> str | None:
    """The id of the zone that the city's name and 高新区 make; packs hold the zones of the whole country."""
    name = packs.city_name.removesuffix("市") + "高新区"
    return next((zone.id for zone in packs.zones.values() if zone.name == name), None)


def _high_tech(context: Context) -> None:
    zone = _own_high_tech(context.packs) if context.home == context.packs.home else None
    if zone is None:
        return
    for sentence in sifted(context.article.sentences, _HIGH_TECH):
        for match in _HIGH_TECH.finditer(sentence.shadow.text):
            if context.free(sentence, *match.span()):
                context.mention(sentence, *match.span(), "Zone", zone, "alias")
                context.tell(sentence, "Zone", zone, "zone-named")


def _start(text: str, low: int, end: int) -> int:
    """A town's name begins behind the area it lies in."""
    for i in range(low, end - 3):
        if _PLACED.search(text, 0, i + 1) and end - i - 1 >= 3:
            return i + 1
    return low


def _put(context: Context, sentence: Sentence, start: int, end: int, level: str) -> None:
    text = sentence.shadow.text
    # 在甲区|乙片区: the name begins behind the district it lies in.
    hits = [h for h in context.names.get(sentence.number, ()) if h.label == "Zone" and h.start == start]
    start = max((h.end for h in hits if end - h.end >= _SHORTEST), default=start)
    name = text[start:end]
    if (
        not _PLACED.search(text[:start])
        or not 3 <= len(name) <= 16
        or _GENERIC.match(name)
        or "等" in name
        or _NUMBERED.search(name)
        or not context.free(sentence, start, end)
    ):
        return
    if any(h.start < end and start < h.end for h in context.names.get(sentence.number, ())):
        return
    context.put_name(sentence, start, end, "Zone", context.scope, "zone-named", "0.75", {"level": level})


_WITHIN: Final = re.compile("(?:^|[，以用托挥助于对好展持])(?:该区|全区|本区|区|辖区|市|县|境|辖)(?:域)?内(?:的)?$")
_LIES: Final = re.compile(r"\s*(?:位于|地处|坐落于|坐落在|处于)")


def zones_within(context: Context) -> None:
    """甲省乙市, 甲区乙街道: the second lies in the first."""
    for sentence in context.article.body:
        zones = context.things_of(sentence, "Zone")
        for outer, inner in pairwise(zones):
            between = sentence.shadow.text[outer.end : inner.start]
            # 位于甲区的|青岛乙园: a city named behind lies in no district.
            known = context.packs.zones.get(inner.id)
            owned = between == "的" and (known is None or known.level in ("functional", "town"))
            # 甲区发挥区内乙新城的优势; 乙新城 地处甲区东部.
            if known is not None and _WITHIN.search(between):
                owned = True
            elif (wider := context.packs.zones.get(outer.id)) is not None and _LIES.fullmatch(between):
                owned, outer, inner = wider.level in ("functional", "town"), inner, outer
            if (not between or owned) and outer.id != inner.id and _inside(context, outer.id, inner.id):
                context.edge(
                    sentence, "PART_OF", ("Zone", inner.id), ("Zone", outer.id), "zone-within", confidence="0.9"
                )


def _inside(context: Context, outer: str, inner: str) -> bool:
    """The pack says so, or one of the two is not in a pack."""
    known = context.packs.zones.get(inner)
    return known is None or outer not in context.packs.zones or outer in known.parents or outer[:9] == inner[:9]
