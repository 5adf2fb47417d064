"""Rows of fields that are opened to scenarios without a count of 领域: 面向甲、乙开放应用场景, 开放丙、丁三类场景 (开放领域列举)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.documents.lists import COUNT, Span, split_items, split_last
from ingest.documents.parts import AREA, are_parts
from ingest.sieve import regex

_ITEM: Final = "[^，。；;:、“”（）()《》的了和与及等]{2,10}"
_ROW: Final = rf"(?P<list>{_ITEM}(?:、{_ITEM})*(?:、|和|与|以及|及){_ITEM}?)"
_SCENES: Final = "(?:一批|更多|首批|多个|若干|各类|全部|典型|应用|特色|专项|试点)*场景"
_OPENS: Final = "(?:有序|优先|率先|主动|分批|集中|逐步|加快|首批|向社会|向企业|面向社会|全面|常态化|持续)*(?:开放|放开|释放|敞开|推开)(?:了|出)?"
# 面向甲、乙、丙(等)开放应用场景.
_TOWARD: Final = regex(
    rf"(?:面向|针对|围绕|聚焦|瞄准|在|从|就)(?:着)?{_ROW}(?:等|中|里|上|方面)*，?{_OPENS}(?:[^，。；;、]{{0,6}}?){_SCENES}"
)
# 再开放甲、乙、丙三类场景.
_CLASSES: Final = regex(rf"{_OPENS}{_ROW}等?这?{COUNT}(?:类|大类|种|个类别|个门类)[^，。；;、]{{0,4}}?场景")
# …场景机会清单，首批推出68项，涉及甲、乙、丙三类.
_LISTED: Final = regex(
    rf"场景[^，。；;]{{0,6}}?清单[^。；;]{{0,30}}?(?:涉及|涵盖|覆盖|包括|分布在|集中在|分为|聚焦){_ROW}等?这?{COUNT}(?:类|大类|个类别|个门类|个板块|大板块)(?=[，。；;]|$)"
)
# 64个场景已经亮相，…，覆盖甲、乙等8大领域; 清单公布：57个场景，分属丙、丁2大领域.
_OF_MANY: Final = regex(
    rf"\d[余多]?个(?:[^，。；;、\d]{{0,6}})?场景[^。；;“”]{{0,50}}?(?:分属|分别属于|分布在|覆盖|涵盖|涉及|横跨|来自|遍布|集中在|囊括)(?:了)?{_ROW}(?:等)?这?(?:{COUNT})?(?:大|个)?(?:重点|热门|关键)*领域(?=[，。；;]|$)"
)
# 第三批场景共10个，投向甲、乙、丙三个领域; 拿出6个场景，落在甲、乙2个领域; 首批场景从甲、乙两个领域中选出.
_SPREAD: Final = regex(
    rf"场景[^。；;“”]{{0,30}}?(?:(?:投向|投放[到在]|分布[在于]|散布在|落[在到]|落子|集中[在于]|来自|出自|取自|面向|指向|瞄准|锁定|布局在|布点在|铺向|撒向|归入|分为|分成)(?:了)?|从)"
    rf"{_ROW}(?:等)?这?{COUNT}(?:大|个)?(?:重点|热门|关键|民生|产业)*(?:领域|行业)(?:中|里)?(?=[，。；;]|$|[挑选遴产]|脱颖)"
)
# 在甲、乙、丙三个领域腾出一批用武之地; 优先在甲、乙两个领域为新技术让出“练兵场”.
_ROOM: Final = regex(
    rf"(?:在|从|就|围绕|面向){_ROW}(?:等)?这?{COUNT}(?:大|个)?(?:重点|关键)*(?:领域|行业)[^，。；;“”]{{0,10}}?(?:腾出|让出|拿出|划出|辟出|开辟|打开|亮出|留出|搭起)(?:了|一批|一块|更多|若干|一片)*“?"
    r"(?:[^，。；;“”]{0,4}?)(?:用武之地|用武空间|应用机会|应用空间|应用场景|试验场|试验田|练兵场|演武场|考场|考题|赛场|擂台)"
)
# 第三批场景…，届时将增设丙领域; 把场景开放延伸到甲、乙两个领域.
_ADDED: Final = regex(
    rf"场景[^。；;“”]{{0,60}}?(?:增设|新增|增开|加开|增加|增补|添上|扩大[到至]|扩展[到至]|扩围[到至]|拓展[到至]|拓宽[到至]|延伸[到至]|伸向)(?:了)?"
    rf"(?P<list>{_ITEM}?(?:[、和与及]{_ITEM}?){{0,5}}?)(?:等)?(?:这?{COUNT})?(?:大|个)?(?:重点|新)*(?:领域|行业)(?=[，。；;]|$)"
)
_BATCH: Final = re.compile(r"(?:首|第[一二三四五六七八九十\d]{1,2}|新一|下一|上一|头一|本|这)批")
# 公司把业务延伸到丙领域: not what scenarios are opened in.
_OTHERS: Final = re.compile("公司|企业|业务|产品|产业|技术|订单|集团")
_TAKEN_OUT: Final = re.compile("拿出|挑出|选出|亮出|报名|揭榜|应考|开放|腾出")
_SHOWN: Final = re.compile("亮相|亮出|发布|推出|开放|公布|公开|征集|释放|清单|揭开|上新|晒出|挂出|放出|面世|出炉")
# 面向企业、高校、院所开放场景: to whom.
_WHO: Final = re.compile(
    r"(?:企业|高校|院所|机构|社会|市场|公众|团队|市民|全国|全球|全省|全市|民企|人才|创客|个人|单位|部门|大学|学校|公司|青年|群众|伙伴|主体|各地|开发者|投资者|银行|客商|(?:[省市县镇园]|(?<!社)区)|国内外|海内外|老人|游客|用户)$"
)


def opened_rows(text: str) -> Iterator[tuple[tuple[Span, ...], int]]:
    """Rows of fields, each with the place where its frame begins; audiences and places are none."""
    if "场景" not in text and "领域" not in text and "行业" not in text:
        return
    yield from _added(text)
    if "、" not in text:
        return
    shapes = (_TOWARD, _CLASSES, _LISTED, _OF_MANY, _SPREAD, _ROOM)
    for match in (m for shape in shapes for m in shape.finditer(text)):
        # 全市落地场景120个，覆盖甲、乙等领域: what there is, not what is opened.
        if match.re is _OF_MANY.re and _SHOWN.search(text, 0, match.start("list")) is None:
            continue
        if match.re is _SPREAD.re and not _brought_out(text, match):
            continue
        items = split_last(text, split_items(text, *match.span("list")))
        plain = are_parts(text, items) and not any(
            _WHO.search(text[s:e]) or AREA.fullmatch(text, s, e) or text[s:e].endswith("场景") for s, e in items
        )
        if plain:
            yield tuple(items), match.start()


def _brought_out(text: str, match: re.Match[str]) -> bool:
    """Whether the scenarios whose fields a row tells are a batch or are being shown, and not merely there."""
    start = match.start("list")
    return any(shown.search(text, 0, start) is not None for shown in (_BATCH, _SHOWN, _TAKEN_OUT))


def _added(text: str) -> Iterator[tuple[tuple[Span, ...], int]]:
    """Fields, also one alone, that the scenarios opened so far are to be widened by."""
    for match in _ADDED.finditer(text):
        lead = text[match.start() : match.start("list")]
        if _OTHERS.search(lead) is not None or not (_BATCH.search(text) or "开放" in text):
            continue
        items = split_last(text, split_items(text, *match.span("list")))
        if not any(_WHO.search(text[s:e]) or AREA.fullmatch(text, s, e) or not 2 <= e - s <= 10 for s, e in items):
            yield tuple(items), match.start()
