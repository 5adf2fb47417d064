"""Ports, port areas, shopping streets and quarters of offices by the place their names begin with: 甲湾港区, 乙村商圈, 丙岭金融区, 丁港 (港口与街区).

No pack lists them and no word for lying there stands around them: what shows that one is named is the place itself.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence, sifted
from ingest.documents.boundary import is_brand_like, name_start
from ingest.documents.frame import Context
from ingest.sieve import regex
from schema.tokens import tagged

_QUARTER: Final = regex(
    r"(?:作业区|港区|商圈|步行街|酒吧街|啤酒街|美食街|金融区|金融城|商务区|会展区|旅游区|风景区)(?![\u4e00-\u9fff]?(?:路|街))(?!域|内[湖河]|(?:管理|开发|建设|投资|运营)(?:有限|集团|公司))"
)
# 青岛港, 烟台港西港区: what a port is called by is its city; 青岛港集团 is a firm, 青岛港口 a common noun.
_PORT: Final = regex(
    r"(?<=[\u4e00-\u9fff]{2})港(?=[，。；;、:的与和及至到在已将也正去今一二三上下新全完累共货集装吞开启迎签外年月日本首]|$)(?!新闻|集团|上市|发展|一卡)"
)
# A name of land or water, a road, a square: what such a quarter is called by.
_LAND: Final = re.compile(
    r"[\u4e00-\u9fff]{1,5}(?:湾|岛|口|山|河|岭|滩|路|桥|村|庄|台|广场|角|嘴|埠|塘|堡|门|古城|古镇|老城|人)$"
)
_COMMON: Final = re.compile(
    r"(?:沿海|滨海|沿江|沿河|环湾|海湾|港湾|海岛|江河|沿路|乡村|城乡|城市|主城|中央|国际|大型|老牌|各大?|核心|重点|现代|城区|社区|集装箱|油品|散货|原油|邮轮|夜间|新型|传统|特色|年轻|本地|周边|其他|市级|省级|街道|郊区|湾区)"
)
_LONGEST: Final = 8


def quarters(context: Context) -> None:
    """Zones that end as a quarter or a port does and begin with a place."""
    for sentence in sifted(context.article.sentences, _QUARTER, _PORT):
        if sentence.kind == layout.BYLINE:
            continue
        text = sentence.shadow.text
        for match in _QUARTER.finditer(text):
            start = _begin(context, sentence, name_start(text, match.start()), match.start())
            body = text[start : match.start()]
            if 2 <= len(body) <= _LONGEST and _COMMON.match(body) is None and _of_place(context, sentence, start, body):
                _put(context, sentence, start, match.end())
        for match in _PORT.finditer(text):
            city = next(
                (
                    h
                    for h in context.names.get(sentence.number, ())
                    if h.label == "Zone" and h.end == match.start() and h.surface[-1] not in "市省区县"
                ),
                None,
            )
            if city is not None and 2 <= len(city.surface) <= _CITY:
                _put(context, sentence, city.start, match.end())


_CITY: Final = 3
"""Characters of a city's short name."""


def _begin(context: Context, sentence: Sentence, start: int, ending: int) -> int:
    """市北区|台东商圈: behind the division it lies in."""
    for hit in context.names.get(sentence.number, ()):
        if hit.label == "Zone" and hit.start == start and hit.surface[-1] in "市区县镇" and ending - hit.end >= _SHORT:
            return hit.end
    return start


_SHORT: Final = 2


def _of_place(context: Context, sentence: Sentence, start: int, body: str) -> bool:
    """Whether the words before the ending are a place: known as one, or ending as land, water and roads do."""
    if _LAND.match(body):
        return True
    found = tagged(body)
    known = any(h.label == "Zone" and h.start == start for h in context.names.get(sentence.number, ()))
    return known or (bool(found) and found[0].tag == "ns" and (len(found) == 1 or is_brand_like(body)))


def _put(context: Context, sentence: Sentence, start: int, end: int) -> None:
    hits = context.names.get(sentence.number, ())
    # 新建|董家口港区: what a pack knows ends here.
    whole = any((h.start <= start and end <= h.end) or (h.end == end and h.label == "Zone") for h in hits)
    crossed = any(h.start < start < h.end or h.start < end < h.end for h in hits)
    if not whole and not crossed and context.free(sentence, start, end):
        context.put_name(sentence, start, end, "Zone", context.scope, "zone-named", "0.75", {"level": "functional"})
