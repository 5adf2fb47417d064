"""Names of the packs in an article: which hits of the scanner stand for what they name (词典名称)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Article
from ingest.documents.frame import Named
from ingest.documents.known import cuts_two_words
from ingest.sieve import regex
from schema.pack_model import Packs
from schema.per_packs import per_packs
from schema.scanner import Hit, Scanner, scanner_for
from schema.words import word_set

LABELS: Final = ("Zone", "Park", "Organization", "IndustrySystem", "Industry", "ChainLink")
# A place name that runs on into one of these is part of a longer name (市北建投集团).
_LONGER: Final = re.compile(
    r"[\u4e00-\u9fffA-Za-z()]{0,10}?(?:集团|公司|银行|大学|学院|医院|研究院|研究所|协会|商会|联合会|事务所|报社|控股|晚报|日报|早报|发电厂|热电厂|电厂|钢铁厂|造船厂|炼油厂|卷烟厂)"
)
_CROSSING: Final = re.compile(
    r"[的了在是与和及将为从对]|企业(?!联合|家|协会|管理|服务|发展|集团|总部)|有(?!限)|设立|成立|入驻|落户|签约|引进|获得|来自|拥有|建成|新建|注册|全资|控股|参股|联合"
)
# A place that begins an item of a list and runs on (A市B、C等) is part of a short name.
_LISTED: Final = re.compile(r"[\u4e00-\u9fff]{2,4}(?=[、等])")
_STREET: Final = re.compile(
    r"[东西南北中]?(?:路|街(?!道)|大街|大道|支路|横路|[一二三四五六七八九十]路)|[东西南北]?(?:火车)?站(?![在上点位稳到起])|湾(?!区)|啤酒"
)
# 青岛|某业行动计划出炉: the short name of a plan; 青岛|印发某业行动计划 is the city.
_PLAN: Final = re.compile(
    r"市?(?:(?!印发|出台|发布|公布|推出|制定|实施|启动|编制|发力|落实|推进|开启|推动|按照|根据|[的了是在与将为从对已正拟把])[\u4e00-\u9fff“”\d+]){2,16}?(?:行动计划|行动方案|工作方案|实施方案|实施意见|升级方案|提升方案|焕新方案|培育方案|发展规划|年规划|若干措施)"
    r"(?=(?:正式|今日|昨日|日前|近日|已|将|即将)?(?:出炉|发布|出台|印发|公布|亮相|落地|实施|来了|解读|上线|，|。|$))"
)
# 掌上青岛: a paper's own channel.
_IN_PAPERS: Final = ("掌上", "掌上爱")
# 沿大沽河|北上: a river and where one goes.
_ALONG: Final = re.compile("河北上|河南下")
# A link's name is often a common word (关键零部件, 传感器): it counts where the text speaks of links.
_LINK_TALK: Final = regex(r"环节|产业链|上下游|链条|供应链|聚焦|主攻|围绕|主营|赛道|补链|强链|延链")
# 海洋装备|共享试验场, 人工智能|大会: the name of a ground or a meeting.
_GROUND: Final = re.compile(
    "(?:产业|应用|场景|创新|发展|技术|供需|产销|企业|人才|项目|专题|成果)*(?:共享|公共|综合|国际|联合|全球|中国)?(?:试验场|测试场|试车场|训练场|大会|博览会|展览会|论坛|峰会|大赛|推介会|对接会|交流会|洽谈会|招商会|博览会)"
)
# 关键零部件本地配套率: what a rate is of, in whatever chain.
_RATE: Final = re.compile("(?:的)?(?:本地|就近|国内|省内|市内)?(?:化|配套|自给|国产化|保障)率")
# 市南 and 市北 are districts unless they end 城市 or begin 南部.
_SHORT_DISTRICT: Final = regex(r"(?<![城都全本我各该省县大中小超老新古一二三城])市[南北](?![部方郊面侧门京海])(?!区)")


@per_packs
def _scanner(packs: Packs) -> Scanner:
    return scanner_for(packs, LABELS)


@per_packs
def _districts(packs: Packs) -> dict[str, str]:
    """Short names of the home city's districts and their ids."""
    own = (zone for zone in packs.zones.values() if packs.home in zone.parents and zone.level == "district")
    return {zone.short_name: zone.id for zone in own}


def other_city(text: str, packs: Packs) -> str | None:
    """Id of the city that a text is about, if the home city is not named in it and another one is."""
    home = packs.zones[packs.home]
    if any(form and form in text for form in (home.name, home.short_name)):
        return None
    own = {z.name for z in packs.zones.values() if packs.home in z.parents}
    if any(name in text for name in own if len(name) > 2):
        return None
    counts = {
        z.id: text.count(z.name) + text.count(z.short_name or z.name)
        for z in packs.zones.values()
        if z.level == "city" and z.id != packs.home
    }
    best = max(counts, key=lambda zone: (counts[zone], zone), default=None)
    return best if best is not None and counts[best] else None


def pack_names(article: Article, packs: Packs, home: str) -> dict[int, Sequence[Named]]:
    """Names of the packs by sentence; of several things with one name none is taken.

    In a text about another city (`home` is not the packs') the own city's names stay out.
    """
    scanner = _scanner(packs)
    shorts = _districts(packs)
    found: dict[int, Sequence[Named]] = {}
    for sentence in article.sentences:
        text = sentence.shadow.text
        hits = scanner.scan(text)
        for match in _SHORT_DISTRICT.finditer(text):
            if match[0] in shorts and not any(h.start < match.end() and match.start() < h.end for h in hits):
                hits.append(Hit(match.start(), match.end(), match[0], "Zone", shorts[match[0]]))
        places: dict[tuple[int, int], int] = {}
        for hit in hits:
            places[hit.start, hit.end] = places.get((hit.start, hit.end), 0) + 1
        links = _LINK_TALK.search(text) is not None
        persons = sentence.kind == layout.BYLINE  # 陆昭 通讯员: no town 昭通
        kept = [
            hit
            for hit in hits
            if places[hit.start, hit.end] == 1
            and not (hit.label in ("Zone", "Park") and _inside_longer_name(text, hit.end))
            and not (hit.label == "Zone" and (_is_common(text, hit, packs, home) or _of_event(text, hit)))
            and not (hit.label == "Zone" and _STREET.match(text, hit.end))
            and not (hit.label == "Zone" and (_PLAN.match(text, hit.end) or text.endswith(_IN_PAPERS, 0, hit.start)))
            and not (hit.label == "Zone" and _ALONG.fullmatch(text, hit.start, hit.end + 1))
            and not (hit.label == "Zone" and hit.id != packs.home and _begins_listed_name(text, hit))
            and not (hit.label == "Zone" and persons and hit.id != packs.home)
            and not (hit.label in ("Industry", "ChainLink") and _GROUND.match(text, hit.end))
            and not (hit.label == "ChainLink" and (not links or _RATE.match(text, hit.end)))
            and not (home != packs.home and hit.label in ("Zone", "Park", "Organization") and _of_home(hit, packs))
            and not (hit.label == "Zone" and len(hit.surface) == 2 and cuts_two_words(text, hit.start, hit.end))
        ]
        if kept:
            found[sentence.number] = sorted((_with_trade(text, hit) for hit in kept), key=lambda hit: hit.start)
    return _of_told_chains(found, packs)


def _of_told_chains(found: dict[int, Sequence[Named]], packs: Packs) -> dict[int, Sequence[Named]]:
    """Without links of a plain name whose chain the article does not tell of: 整机制造 of home appliances is no headset."""
    told = {hit.id for hits in found.values() for hit in hits if hit.label == "Industry"}
    plain = word_set("link_plain")
    return {
        number: [h for h in hits if h.surface not in plain or h.label != "ChainLink" or packs.links[h.id].chain in told]
        for number, hits in found.items()
    }


# 海水淡化与综合利用|业: the word for a trade belongs to the name; 低空经济|产业链: the chain is the industry's.
_TRADE: Final = re.compile("(?<![业链])业(?![务绩主态者内界园余])")
_CHAIN: Final = "产业链"


def _with_trade(text: str, hit: Hit) -> Hit:
    if hit.label != "Industry":
        return hit
    if hit.surface.endswith(_CHAIN):
        return hit._replace(end=hit.end - len(_CHAIN), surface=hit.surface.removesuffix(_CHAIN))
    if _TRADE.match(text, hit.end) is None:
        return hit
    return hit._replace(end=hit.end + 1, surface=hit.surface + "业")


def _inside_longer_name(text: str, end: int) -> bool:
    match = _LONGER.match(text, end)
    return match is not None and not _CROSSING.search(match[0])


def _begins_listed_name(text: str, hit: Named) -> bool:
    return (
        text[hit.start - 1 : hit.start] == "、"
        and _LISTED.match(text, hit.end) is not None
        and hit.surface[-1] not in "市省区县"
    )


# 2026年青岛|场景创新供需对接会: a place inside the name of a meeting.
_EVENT: Final = re.compile(
    r"(?:市|国际)?(?:(?![的了在将举召开办])[\u4e00-\u9fff“”]){2,14}?(?:对接会|大会|论坛|峰会|博览会|展览会|推介会|洽谈会|招商会|大赛|文化节|电影节|展示周|活动周)"
)
_YEAR: Final = re.compile(r"20\d\d年?(?:度)?(?:首届|第[一二三四五六七八九十\d]+届)?$")


def _of_event(text: str, hit: Named) -> bool:
    return _YEAR.search(text, 0, hit.start) is not None and _EVENT.match(text, hit.end) is not None


def _is_common(text: str, hit: Named, packs: Packs, home: str) -> bool:
    """Whether a district's name is the common word here: 一座老城区, 园区东区; of its own city it is the district."""
    if hit.surface not in word_set("zone_commons"):
        return False
    zone = packs.zones.get(hit.id)
    return text[hit.start - 1 : hit.start] not in ("市", "省") and (zone is None or home not in zone.parents)


def _of_home(hit: Named, packs: Packs) -> bool:
    zone = packs.zones.get(hit.id)
    return zone is None or zone.id == packs.home or packs.home in zone.parents or hit.id.startswith(f"{packs.city}:")
