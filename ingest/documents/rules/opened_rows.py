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
_SHOWN: Final = re.compile("亮相|亮出|发布|推出|开放|公布|公开|征集|释放|清单|揭开|上新|晒出|挂出|放出|面世|出炉")
# 面向企业、高校、院所开放场景: to whom.
_WHO: Final = re.compile(
    r"(?:企业|高校|院所|机构|社会|市场|公众|团队|市民|全国|全球|全省|全市|民企|人才|创客|个人|单位|部门|大学|学校|公司|青年|群众|伙伴|主体|各地|开发者|投资者|银行|客商|[省市区县镇园]|国内外|海内外|老人|游客|用户)$"
)


def opened_rows(text: str) -> Iterator[tuple[tuple[Span, ...], int]]:
    """Rows of fields, each with the place where its frame begins; audiences and places are none."""
    if "场景" not in text or "、" not in text:
        return
    for match in (m for shape in (_TOWARD, _CLASSES, _LISTED, _OF_MANY) for m in shape.finditer(text)):
        # 全市落地场景120个，覆盖甲、乙等领域: what there is, not what is opened.
        if match.re is _OF_MANY.re and _SHOWN.search(text, 0, match.start("list")) is None:
            continue
        items = split_last(text, split_items(text, *match.span("list")))
        plain = are_parts(text, items) and not any(
            _WHO.search(text[s:e]) or AREA.fullmatch(text, s, e) or text[s:e].endswith("场景") for s, e in items
        )
        if plain:
            yield tuple(items), match.start()
