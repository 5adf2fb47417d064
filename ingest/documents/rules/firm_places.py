"""Where a firm is, told beside its name or of a part of it: 甲区的乙公司, 把二厂建到了甲区, 总部就在甲区 (企业所在)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.subjects import sure, topic
from ingest.sieve import regex

_PART: Final = (
    r"(?:(?:公司|企业|集团|自己|自家)的?)?(?:第[一二三四]|新的?|全国|全球|北方|华北|山东|区域|运营|主要|整个|核心)*"
    r"(?:总部|研发(?:力量|中心|团队|部门|总部|基地)?|[一二三四新老]厂|工厂|新工厂|厂子|厂房|生产(?:基地|线|车间)?|制造(?:基地|环节)?|基地|产线|生产线|车间|家|根|研究院|实验室|销售(?:中心|总部)|结算中心|运营中心|注册地|厂区|大本营|办公室)"
)
# 把二厂建到了甲区, 将研发中心放在甲区.
_PUTS: Final = regex(
    rf"[把将]{_PART}(?:也|都|一并|直接|整体|全部)*(?:从[^，。；;]{{2,12}})?(?:搬|迁|移|放|建|安|设|落|扎|布局|选|定|挪|铺|开|转)(?:进|到|入|至|在|往)(?:了)?(?:隔壁的?|附近的?|相邻的?)?(?=[\u4e00-\u9fffA-Za-z“])"
)
# 公司总部就在甲区, 生产基地位于乙市, 注册地为丙区.
_LIES: Final = re.compile(
    rf"(?:的)?(?:，)?{_PART}(?:所在地|所在|地址|地)?(?:目前|如今|现在|仍|依旧|也|就|则|正|便)*(?:在|位于|坐落于|坐落在|地处|设在|设于|建在|落在|是|为)(?:了)?"
)
# 乙公司就在甲区, 坐标甲区, 来自甲区.
_IS_AT: Final = re.compile(
    r"(?:目前|如今|现在|仍|也|就|正|恰好)*(?:就在|坐标|地处|家住|来自|坐落于|坐落在|扎根在?|植根于?)(?:于)?"
)
# 甲公司和乙公司，一家在丙镇，一家就在丁园; 前者在丙镇，后者在戊市.
_EACH_AT: Final = regex(
    r"(?:，|——|；)(?P<a>一家|前者|一个)(?:[^，。；;、]{0,4}?)?(?:就|则|还|便|正)?(?:在|位于|坐落于|坐落在|落在|扎根|家住|来自)(?=[\u4e00-\u9fffA-Za-z])"
)
_OTHER_AT: Final = re.compile(
    r"(?:的)?[^，。；;、]{0,6}，(?:另一家|一家|后者|另一个|一个)(?:就|则|还|便|正|也)?(?:在|位于|坐落于|坐落在|落在|扎根|家住|来自)(?P<same>同一(?:个)?园区(?:里|内)?)?"
)
_WHOLE: Final = re.compile(r"[，。；;、)]|$")
# 乙公司是甲区的一家老企业, 乙公司是甲区土生土长的企业.
_IS_ONE: Final = re.compile(r"(?:是|作为|为)")
_FIRM_OF: Final = re.compile(
    r"(?:的)?(?:(?:一|首|这|第一|较早的?一)家)?(?:[\u4e00-\u9fff]{0,6}的)?(?:本土|本地|土生土长|老牌|骨干|龙头|民营|重点|知名|科技型?|制造|高新技术|[\u4e00-\u9fff]{2,4}(?=企业|公司))*的?(?:企业|公司)(?:之一)?(?=[，。；;、)]|$)"
)
# 甲区一家名叫乙公司的企业.
_CALLED: Final = re.compile(
    r"(?:的|有)?一家[\u4e00-\u9fff]{0,8}?(?:名为|名叫|叫作|叫做|叫|名字叫)“?(?=[\u4e00-\u9fffA-Za-z(])"
)
# 甲区的乙公司: what may lead to it, so that the place is no object of the verb before (看好|甲区).
_LED: Final = re.compile(
    r"(?:^|[，。；;:：、“(——]|[与和同跟及向给由从为对找是有让被把将在到给及]|还有|包括|以及|来自|身处|身在|扎根|根在|家住|坐标|落户|地处|位于|坐落于|坐落在|走进|来到|走访|探访|采访|联合|携手|牵手|联手|收购|参股|入股|供给|卖给|销往|送往|发往|交给|运往|供往|运抵|选择|选中|委托|看中|连着|对接|拜访|引来|迎来|引进|吸引|例如|比如|像|例)了?(?:同在|同处|同为|隔壁|邻近的?|不远处的?)?$"
)
_NOT_YET: Final = re.compile(
    r"(?:拟|将|(?<![主重需])要|计划|有意|意向|打算|准备|争取|力争|考虑|希望|未|没有|不再|并未|取消|曾|原本|原来|原|想|传)[^，。；;]{0,6}$"
)


def firm_places(context: Context) -> None:
    """Seats of firms by the place beside their names, and by where they put a part of themselves."""
    if "Company" not in context.counts:
        return
    for sentence in context.article.body:
        zones, firms = context.things_of(sentence, "Zone"), context.things_of(sentence, "Company")
        for zone in zones:
            _beside(context, sentence, zone, firms)
        for firm in firms if zones else ():
            _told(context, sentence, firm, zones)
    for sentence in sifted(context.article.body, _EACH_AT):
        for match in _EACH_AT.finditer(sentence.shadow.text):
            _each_at(context, sentence, match)
    for sentence in sifted(context.article.body, _PUTS):
        for match in _PUTS.finditer(sentence.shadow.text):
            _put(context, sentence, match)


def _innermost(zones: Sequence[Thing], at: int) -> Thing | None:
    """The zone that begins at a place, or the one within it that is named right behind: 甲市|乙镇."""
    zone = next((z for z in zones if z.start == at), None)
    while zone is not None and (inner := next((z for z in zones if z.start == zone.end), None)):
        zone = inner
    return zone


def _denied(text: str, at: int) -> bool:
    return _NOT_YET.search(text, after_mark(text, "，。；;", at), at) is not None


def _beside(context: Context, sentence: Sentence, zone: Thing, firms: Sequence[Thing]) -> None:
    """甲区的乙公司; 甲区一家名叫乙公司的企业."""
    text = sentence.shadow.text
    called = _CALLED.match(text, zone.end)
    at = called.end() if called is not None else zone.end + 1 if text.startswith("的", zone.end) else -1
    firm = next((f for f in firms if f.start == at), None)
    if firm is None:
        return
    start = zone.start
    while outer := next((z for z in context.things_of(sentence, "Zone") if z.end == start), None):
        start = outer.start
    if called is not None or _LED.search(text, 0, start):
        context.relate(sentence, "LOCATED_IN", firm, zone, "firm-place", "0.8")


def _told(context: Context, sentence: Sentence, firm: Thing, zones: Sequence[Thing]) -> None:
    """乙公司总部就在甲区, 乙公司来自甲区, 乙公司是甲区的老企业."""
    text = sentence.shadow.text
    for pattern in (_LIES, _IS_AT, _IS_ONE):
        said = pattern.match(text, firm.end)
        zone = _innermost(zones, said.end()) if said is not None else None
        if zone is None:
            continue
        closed = _WHOLE if pattern is _IS_AT else _FIRM_OF if pattern is _IS_ONE else None
        if closed is None or closed.match(text, zone.end):
            context.relate(sentence, "LOCATED_IN", firm, zone, "firm-place", "0.8")
            return


def _each_at(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """甲公司和乙公司，一家在丙镇，一家就在丁园: of two firms joined in front, in their order."""
    text = sentence.shadow.text
    firms = [f for f in context.things_of(sentence, "Company") if f.end <= match.start()]
    low = after_mark(text, "。；;", match.start())
    pair = list({f.id: f for f in firms if f.start >= low}.values())[-2:]
    first, end = _place_at(context, sentence, match.end())
    other = _OTHER_AT.match(text, end) if first is not None else None
    # Between the two stands only what describes the second: 做甲的乙和做丙的丁.
    if len(pair) < 2 or first is None or other is None or not _AND.fullmatch(text, pair[0].end, pair[1].start):
        return
    second, _ = _place_at(context, sentence, other.end())
    if other["same"]:
        told = topic(context, sentence, ("Park",), other.end())
        earlier = (p for one in context.article.before(sentence, 4) for p in context.things_of(one, "Park")[-1:])
        second = told.thing if told is not None else next(earlier, None)
    for firm, place in zip(pair, (first, second), strict=True):
        if place is not None:
            context.relate(sentence, "LOCATED_IN", firm, place, "firm-place", "0.78")


_AND: Final = re.compile("(?:和|与|、|及)(?:[^，。；;、]{1,16}的)?")


def _place_at(context: Context, sentence: Sentence, at: int) -> tuple[Thing | None, int]:
    """The zone or park that begins at a place and where its name ends."""
    zone = _innermost(context.things_of(sentence, "Zone"), at)
    place = next((p for p in context.things_of(sentence, "Park") if p.start == at), zone)
    return place, place.end if place is not None else at


def _put(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """把二厂建到了甲区: the firm told of has a part there."""
    text = sentence.shadow.text
    place = _innermost(context.things_of(sentence, "Zone"), match.end())
    place = place or next((p for p in context.things_of(sentence, "Park") if p.start == match.end()), None)
    if place is None or _denied(text, match.start()):
        return
    about = topic(context, sentence, ("Company", "Organization", "Zone", "Park", "Project"), match.start())
    if about is None or about.hops > 1 or about.thing.label != "Company":
        return
    there = any(
        kind in ("TENANT_OF", "OPERATES") and head[1] == about.thing.id and tail[1] == place.id
        for kind, head, tail, _ in context.edges
    )
    if not there:
        context.relate(sentence, "LOCATED_IN", about.thing, place, "firm-place", sure(80, about.hops))
