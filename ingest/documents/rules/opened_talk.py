"""Rows of fields in sentences that tell of opening scenarios, whatever stands between (开放场景的话里列举的领域).

`opened_rows` knows whole frames. Here two things are looked for apart from each other: that the sentence, or the one
before it, tells of scenarios being opened (放出17个应用场景; 拿出三个领域供企业试验; 纳入开放范围), and a row that a class noun
closes (甲、乙等领域), that words of reach lead to (围绕甲、乙，), that is counted (甲领域12个、乙领域9个) or shared out
(有的在甲，有的在乙). Opening that is denied, asked for or only weighed gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.documents.lists import COUNT, Span, after_mark, split_items, split_last
from ingest.documents.parts import AREA, are_parts, part_start
from ingest.sieve import matches, regex
from schema.words import longest_first

_GIVE: Final = "开放|放开|放出|释放|敞开|敞向|推出|发布|公布|亮出|拿出|晒出|挂出|征集|上新|张榜|开门|打开|腾出|再放|放了|抛出|列出|派出|端出|晾出|摆出"
# 放出17个应用场景; 场景向企业敞开; 场景开放; 场景清单; 场景…由企业申请试用.
_TELLS: Final = re.compile(
    rf"(?:{_GIVE})[^。；;]{{0,40}}?(?:场景|机会清单|能力清单|需求清单)|(?:发榜|揭榜|榜单|“榜”)[^。；;]场景|(?:场景|机会清单|能力清单)[^。；;]{{0,40}}?(?:{_GIVE}|申请试用|报名|揭榜|试验|试用|测试)|"
    r"场景(?:机会|能力|需求|应用|创新)*(?:开放)?清单|清单[^。；;]{0,30}?场景|开放(?:的)?(?:场景|领域|范围)|(?:清单)[^。；;]{0,24}?\d+个场景|"
    # 面向社会开放甲、乙等领域的飞行机会.
    r"(?:开放|放开|释放|推出|拿出)[^。；;]{0,60}?(?:领域|方面|行业)[^，。；;]{0,3}?(?:试|测|验证|飞行|应用|实测|首用)[^，。；;、]{0,3}机会"
)
# 拿出甲、乙三大领域供企业试验新技术; 甲、乙等领域都成了新技术的试验场; 把这些领域都开放出来，请企业来试.
_TRIED: Final = re.compile(
    r"(?:供|让|请|给|邀|邀请|欢迎|等着?|允许)[^，。；;]{0,10}?(?:企业|团队|新技术|新产品)[^，。；;]{0,6}?(?:试|验证|测|练手|练兵|施展|揭榜|打擂|一展身手)|新(?:技术|产品|设备)[^，。；;]{0,4}(?:的)?(?:试验[场田]|练兵场|考场|演武场|试用地|首试地)"
)
_NOT: Final = re.compile(
    r"(?:尚未|未|没有|没|不再|暂不|暂停|停止|取消|呼吁|建议|希望|期待|盼望?着?|请求|要求|是否|能否|可否|研究|讨论|考虑|酝酿|论证|不(?:予|会|能|宜|得|准备|打算))[^，。；;]{0,24}?(?:开放|放开|敞开|放出|释放|纳入)"
)
# 上述清单涵盖甲、乙: who opened it the page told far above.
_ABOVE: Final = re.compile(r"上述(?:[\u4e00-\u9fff]{0,6})清单")
_WORLD: Final = re.compile(
    r"(?:对外|扩大|制度型|高水平|改革|双向|服务业|金融)开放|开放型|开放经济|吸引外资|投资\d|立项|课题|对接会$"
)
_ITEM: Final = "[^，。；;:、“”（）()《》【】的了等]{2,10}"
_ROW: Final = rf"(?P<list>[^，。；;:、“”（）()《》【】的了]{{2,22}}(?:、{_ITEM})*?(?:(?:、|和|与|以及|及){_ITEM}?))"
_CLASS: Final = "(?:大|个|类)?(?:重点|热门|关键|民生|场景|开放|应用|城市运行|社会治理|典型|优势|特色|主要|公共服务|产业)*(?:领域|方向|行业|板块)"
# 甲、乙等领域(的场景).
_CLASSED = regex(
    rf"{_ROW}(?:等)?(?:这|这些|上述)?(?:{COUNT})?{_CLASS}(?!的?(?:相关|重点|骨干|优势)?(?:企业|人才|专家|产业|高地))"
)
_REACH: Final = r"(?:围绕|聚焦|面向|针对|瞄准|涉及|覆盖|涵盖|横跨|分布[在于]|集中[在于]|投向|落在|包括|包含|扩[大展]到|扩至|延伸到|延伸至|拓展到|添上|增添|增加|新增|增设|新开放|再开放|(?<!场景)开放|放出|纳入|是)了?"
# 围绕甲、乙，放出17个应用场景.
_LED = regex(rf"(?P<lead>{_REACH}){_ROW}(?:等)?(?=[，。；;]|$)")
_AIM: Final = re.compile("围绕|聚焦|面向|针对|瞄准|是|包括|包含")
# 甲、乙也相继纳入开放范围; 甲、乙均在其列; 将甲、乙纳入场景开放范围.
_TAKEN_IN = regex(
    rf"{_ROW}(?:等)?(?:这)?(?:{COUNT})?{_CLASS}?(?:也|都|均|已|相继|陆续|先后|首次|一并|同时|全部|率先|将)*(?:纳入|列入|列为|进入|加入|作为|被纳入|被列入|被列为|在其列|在列|在内)(?P<what>[^，。；;]{{0,10}})"
)
# 把甲、乙的场景一并开放给团队.
_OF_SCENES = regex(
    rf"{_ROW}(?:等)?的(?:应用|重点|部分|更多|典型)*场景(?=[^，。；;]{{0,12}}?(?:开放|放开|敞开|放出|拿出|释放|发布|推出|交给|公布))"
)
_INTO: Final = re.compile("开放|场景|首批|清单|其列|在列|在内|^$")
# 楼宇节能领域12个、港区改造领域9个; 智慧文旅11项，海洋大气5项.
_TALLY = regex(
    r"(?<![\u4e00-\u9fff])(?:其中|包括|分别是|包含)?(?P<x>[\u4e00-\u9fff]{2,10}?)(?:领域|方面|方向|板块|类)?(?:有|共|占|:)?\d{1,3}[个项](?=[、，。；;]|和|$)"
)
_BY_FIELD: Final = re.compile(r"领域分布|按领域|分领域|(?:领域|方面|方向|板块)(?:有|共|占|:)?\d{1,3}[个项]")
# 有的在养老陪护，有的在法律咨询.
_SOME = regex(
    r"(?:有的|有些|一些|一部分|另一些)(?:则|都|也)*(?:在|是|属于|来自|出自|落在|面向|瞄准|涉及|集中在|用在)(?P<x>[^，。；;、“”的]{2,10}?)(?:领域|方面|一类|上|里)?(?=[，。；;]|$)"
)
_WHO: Final = re.compile(
    r"(?:企业|高校|院所|机构|社会|^市场|公众|团队|市民|全国|全球|全省|全市|民企|人才|创客|个人|单位|部门|大学|学校|公司|青年|群众|伙伴|主体|各地|开发者|投资者|银行|客商|(?:[省市县镇园局委办]|(?<!社)区)|国内外|海内外|老人|游客|用户|清单|场景|项目|政策|平台|技术|产品|设备|产业|方向|领域|方面|环节)$|^(?:全|第|本|共|累计|公开|其中|落地|签约|已)"
)
_MADE: Final = tuple(w for w in longest_first("product_heads") if len(w) > 1)
# 凡是|甲, 这次|甲, 比如|甲: what stands before the first of a row.
_BEFORE: Final = re.compile(
    r".*(?:凡是|凡|比如|例如|包括|其中|在|从|到|把|将|由|对|以|为|是|有|开放|放开|拿出|放出|释放|推出|涉及|覆盖|涵盖|集中|围绕|聚焦|面向|针对|瞄准|纳入|选取|选择|选定|扩大到|增加|添上|新增|最初|首批|区县)(?=..)"
)


# 李沧区|城市管理, but 老旧小区改造.
_ZONE: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}?(?:(?<![小社园景校厂港矿牧林灾片街库辖])区|(?<![城超都])市(?!场)|县)|[全我该本][市区县])(?=[\u4e00-\u9fff]{2})"
)


def behind_zone(text: str, start: int, end: int) -> int:
    """Where the first field of a row begins when its district stands right before it."""
    zone = _ZONE.match(text, start, end)
    return zone.end() if zone is not None and end - zone.end() >= 2 else start


_NUMBER: Final = re.compile(r"\d|[二三四五六七八九十几多]个|^[一二三四五六七八九十]+[个大]?$")


def opened_talk(text: str, before: str) -> Iterator[tuple[tuple[Span, ...], int]]:
    """Rows of fields in a sentence that opens scenarios, each with its place; `before` is the sentence before it."""
    if not _opens(text, before):
        return
    for match in matches(text, _CLASSED, _TAKEN_IN, _OF_SCENES):
        if match.re is _TAKEN_IN.re and _INTO.search(match["what"]) is None:
            continue
        # 届时将瞄准甲、乙两个方向: of what, only 场景 says.
        if text[: match.end()].endswith("方向") and "场景" not in text[after_mark(text, "，。；;", match.start()) :]:
            continue
        yield from _row(text, match, bare=match.re is _TAKEN_IN.re)
    for match in _LED.finditer(text):
        # 市区将瞄准甲、乙。behind talk of scenarios: what is aimed at is not what is opened.
        if _AIM.match(match["lead"]) and not _tells(text):
            continue
        yield from _row(text, match, bare=True)
    for shape in (_TALLY, _SOME):
        found = [m.span("x") for m in shape.finditer(text)]
        if shape is _TALLY and not _BY_FIELD.search(text):
            continue
        if len(found) > 1 and all(_plain(text, *span) for span in found):
            yield tuple(found), found[0][0]


def opening_denied(text: str) -> bool:
    """Whether a sentence says that nothing is opened yet: 尚未开放, 建议企业开放, 正在研究是否开放."""
    return _NOT.search(text) is not None


# No sentence that opens any is without one of these, and few sentences hold one.
_WORDS: Final = ("场景", "清单", "开放", "领域")


def _opens(text: str, before: str) -> bool:
    """Whether scenarios or fields for them are opened here; 对外开放 opens none."""
    if not any(word in text for word in _WORDS):
        return False
    if opening_denied(text) or _WORLD.search(text) is not None or _ABOVE.search(text) is not None:
        return False
    if _tells(text):
        return True
    told = _TELLS.search(before) is not None and not opening_denied(before)
    return told and ("清单" in text or "场景" in text or "开放" in text)


def _tells(text: str) -> bool:
    return _TELLS.search(text) is not None or ("领域" in text and _TRIED.search(text) is not None)


def _row(text: str, match: re.Match[str], *, bare: bool) -> Iterator[tuple[tuple[Span, ...], int]]:
    start, end = match.span("list")
    items = split_last(text, split_items(text, start, end))
    if len(items) < 2:
        return
    longest = max(e - s for s, e in items[1:])
    first, close = items[0]
    lead = _BEFORE.match(text[first:close])
    first += lead.end() if lead is not None else 0
    first = behind_zone(text, first, close)
    first = part_start(text, first, close, longest, min(e - s for s, e in items[1:]))
    spans = [(first, close), *items[1:]]
    if not are_parts(text, spans) or not all(_plain(text, *span) for span in spans):
        return
    if bare and any(text.endswith(_MADE, s, e) for s, e in spans):
        return
    yield tuple(spans), start


def _plain(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    return 2 <= len(name) <= 10 and not _WHO.search(name) and not AREA.fullmatch(name) and not _NUMBER.search(name)
