"""The aspects of an action in the words behind its name: 从A、B、C 3个方面发力; 紧扣A、B和C (方面列举)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.enumerations import COUNTABLE, enumerations
from ingest.documents.lists import COUNT, Listing, Span, after_mark, clause_start
from ingest.documents.parts import row
from ingest.documents.rules.link_lists import link_lists
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.words import ending_in, longest_first

# A count of things in which nothing is done: 两条产业链, 3家企业, 三类“卡脖子”部件.
_THINGS: Final = re.compile(
    rf"(?:等)?(?:这|共)?(?:{COUNT}[{COUNTABLE}]?|等)(?:“[^“”]{{1,8}}”)?[^，。;:、]{{0,2}}?(?:{'|'.join(longest_first('not_aspect_heads'))})"
)
_NOT_LED: Final = re.compile(
    r"支持|鼓励|引导|推动企业|允许|组织|联合|依托|会同|由|比如|例如|如|像|给|让|请|吸引|引进|培育|招引|带动"
)
# A row that a clause ends in, or one that words of few letters close: 四处入手, 合计4个方面, 一个都不落下.
_NUMBER = regex(
    rf"(?P<etc>等)?(?:这|是|共|合计|共计)?(?P<n>{COUNT})(?:[个大项类条道处样件篇种块招张](?![个大\d])|部分|方面|大类|端|环)"
)
# What a number of steps, rungs or directions counts is no list of aspects.
_ORDERED: Final = re.compile(
    rf"[^，。;:、]{{0,4}}?(?:{'|'.join(w for kind in ('step', 'tier', 'direction') for w in longest_first(f'plan_{kind}_heads'))})"
)
_PROCESS: Final = re.compile("场景|流程|步骤|依次|须|经过|走完")
_FRAME = regex(
    r"以(?P<list>[^，。;:]{2,10}、[^，。;:]{2,40}?)为(?:重点|主线|抓手|核心|主攻|突破口|切入点|主)(?=[，。;]|$)"
)
_PLAIN = regex(r"[^，。;:!?、]{2,24}(?:、[^，。;:!?、]{2,16}){1,8}(?=[，。;]|$)")


# 每个场景都要依次走完A、B、C三个环节: steps.
_IN_ORDER: Final = re.compile(
    r"(?:(?:依次|先后|逐一|按序)(?:要|须|需|得)?(?:走完|走过|经过|经历|完成|历经)?[“]?|(?:按照?|依照|遵循|沿着|经过|走完|实行|建立|形成)“)$"
)
_ONE_BY_ONE: Final = re.compile(
    "(?:[地，]|来)?(?:依次|逐一|先后|接续|环环相扣|首尾相接|一步一步|一环一环"
    "|(?:形成|构成|实现|打造|建立|构建|构筑)[^，。；;]{0,4}?(?:闭环|全流程|全周期|全过程|全链条))"
)


def one_by_one(text: str, end: int) -> bool:
    """Whether a list of steps that ends at `end` is gone through in its order or forms a loop: 按照甲、乙、丙三个环节依次推进."""
    return _ONE_BY_ONE.match(text, end) is not None


def aspects_behind(text: str, start: int, stop: int, *, plain: bool = True) -> Listing | None:
    """The list of aspects in `[start, stop)`: counted, open by 等, or with `plain` the clause that is one."""
    for one in enumerations(text):
        if "aspect" in one.kinds and start <= one.items[0][0] and one.items[-1][1] <= stop:
            if "field" in one.kinds and opens_fields(text, one.start, one.items[-1][1], one.end):
                return None
            if "step" in one.kinds and (_IN_ORDER.search(text, 0, one.items[0][0]) or one_by_one(text, one.end)):
                return None
            # 瞄准甲、乙等薄弱环节，实施丙、丁2项任务: of links, the aspects may follow.
            if of_links(text, one.items) or of_firms(text, one.items):
                continue
            if _THINGS.match(text, one.items[-1][1]):
                continue
            closed = one.count is not None or not one.etc
            if closed or not _LINKS.match(text, one.items[-1][1]):
                return Listing(one.items, one.start, one.end, one.count, "", one.etc)
    return (_counted(text, start, stop) or _framed(text, start, stop) or _plain(text, start, stop)) if plain else None


# 支持链主企业开放甲、乙等3类环节: what firms open of their own.
_FIRMS_OPEN: Final = re.compile(
    r"(?:企业|链主|龙头|公司|工厂|院所|高校|医院|园区|港口|单位)(?:率先|主动|面向[^，。;:、]{1,4}|带头|加快|有序|逐步)*(?:开放|拿出|腾出|释放|让出|敞开|共享)(?:了|出)?(?![^，。;:、]{0,6}场景)"
)


def of_firms(text: str, items: Sequence[Span]) -> bool:
    """Whether a list is of what firms open of their own."""
    return _FIRMS_OPEN.search(text, after_mark(text, "，。；;:", items[0][0]), items[0][1]) is not None


def _framed(text: str, start: int, stop: int) -> Listing | None:
    """以A、B为重点."""
    match = _FRAME.search(text, start, stop)
    items = row(text, *match.span("list")) if match else []
    return Listing(tuple(items), items[0][0], match.end(), None, "", False) if match and items else None


def _counted(text: str, start: int, stop: int) -> Listing | None:
    """A row closed by its number and any noun that is no thing: A、B、C三个口子, A、B两件实事."""
    for match in _NUMBER.finditer(text, start, stop):
        count = int(parse_number(match["n"]) or 0)
        low = max(start, clause_start(text, match.start()))
        if (
            count < 2
            or (_ORDERED.match(text, match.end()) and _PROCESS.search(text, low, match.end() + 8))
            or _THINGS.match(text, match.start())
            or _NOT_LED.match(text, low)
        ):
            continue
        items = row(text, low, match.start(), count)
        if (
            len(items) == count
            and max(e - s for s, e in items) <= 10
            and not of_links(text, items)
            and not of_firms(text, items)
        ):
            return Listing(tuple(items), items[0][0], match.end(), count, "", match["etc"] is not None)
    return None


# 壮大甲、乙、丙: what is made to grow are trades.
_OF_TRADE: Final = re.compile("(?:重点|优先|集中|大力|加快|积极|着力|培育)*(?:发展|壮大|做强|做大|攻克|突破|是|为)")


def _of_goods(text: str, items: Sequence[Span]) -> bool:
    """Whether most of a row are products: 推广甲拖拉机、乙无人机、丙一体机."""
    return 2 * sum(ending_in("product_heads").search(text[s:e]) is not None for s, e in items) > len(items)


def of_links(text: str, items: Sequence[Span]) -> bool:
    """Whether a list is of links of a chain: 甲产业链上的乙、丙等4个环节."""
    return any(links.items[0][0] < items[-1][1] and items[0][0] < links.items[-1][1] for links in link_lists(text))


_OPENING: Final = "开放|放开|推开|释放|敞开"
_OPENED_IN: Final = re.compile(rf"(?:{_OPENING})[^，。;:]{{0,4}}$")
_OPENED: Final = re.compile(
    rf"[^，。;:、]{{0,6}}?(?:(?:{_OPENING})|(?:腾出|拿出|划出|让出|留出|辟出)[^，。;:、]{{0,8}}?(?:场景|场地|空间|机会|用武之地|[试考]?[验练]?场|舞台|市场)|(?:推出|发布|征集|挖掘|策划|谋划|遴选|上新|抛出)[^，。;:、]{{0,10}}?场景)"
)


def opens_fields(text: str, start: int, last: int, end: int) -> bool:
    """Whether a list from `start` to `last`, with its count to `end`, is of fields opened to scenarios: 面向A、B等领域释放场景."""
    led = _OPENED_IN.search(text, max(0, start - 8), start) is not None
    return led or "场景" in text[last:end] or _OPENED.match(text, end) is not None


# 推动机器人进工厂、进社区、进医院: where it is to go.
_GOES: Final = re.compile("(?:走进|进入|进|下|上|入|到)(?=[\u4e00-\u9fff]{2})")


def _goes(text: str, items: Sequence[Span]) -> bool:
    """Whether all parts behind the first one say where something goes."""
    return len(items) > 1 and all(_GOES.match(text, s, e) for s, e in items[1:])


_LINKS: Final = re.compile(r"等(?:关键|重点|核心|薄弱|短板|紧缺|细分|主要)*(?:环节|行业|领域(?!应用|场景))")


def _plain(text: str, start: int, stop: int) -> Listing | None:
    """A clause that is nothing but a row: 紧扣A、B和C."""
    for match in _PLAIN.finditer(text, start, stop):
        if (
            _NOT_LED.match(text, match.start())
            or _OF_TRADE.match(text, match.start())
            or _THINGS.search(match[0])
            or re.search("等|的|了", match[0])
        ):
            continue
        items = row(text, match.start(), match.end())
        lengths = [end - begin for begin, end in items]
        if (
            len(items) >= 3
            and not _of_goods(text, items)
            and not _goes(text, items)
            and max(lengths) <= 8
            and max(lengths) <= 2 * min(lengths) + 1
        ):
            return Listing(tuple(items), items[0][0], match.end(), None, "", False)
    return None
