"""Firms that sit in a park, said in other words than that they moved in (落户园区).

The park is the one the sentence names, else the one the text goes on about: a hop more.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.subjects import openers, topic
from ingest.documents.rules.told_places import park_at, told_parks
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.words import longest_first

_BODIES: Final = ("Company",)
_NOT_THERE: Final = re.compile(
    r"(?:未|没有|不再|尚未|取消|终止|退出|撤出|拟|将|计划|有意|意向|洽谈|考察|争取|希望|有望|即将|准备|预计|盛传|网传|传闻|坊间|传言|推动|吸引|促成|助力|促进|支持|招引|引进|引入|引来|鼓励|邀请)[^，。；;]{0,24}$"
)
_BESIDE: Final = re.compile(
    r"(?:隔壁|楼上|楼下|对门|对面|同楼|同层|一墙之隔|邻居|(?:入园|驻园|在园)(?:的)?(?:重点|龙头|骨干|代表|首批|老)*企业|园内|园里|园区内|园区里|产业园内|产业园里|园中|(?:同在|同处|身在|身处|扎根|落户)(?:一个|同一)?(?:园区|产业园|园内|园里))(?:单元|厂房|落户)?(?:的|是|就是|还有)?$"
)
_WELCOMED: Final = re.compile(
    r"(?:迎来|迎进|等来)(?:了)?(?:第\d+家|第一家|首家|一家|一位|又一家|新|最新)*[^，。；;]{0,8}(?:企业|租户|住户|邻居|成员|客人|公司|客户|商户|房客)(?:——|:|，|是)?$"
)
# 比甲早来半年的，还有做乙的丙公司: who came before or behind a tenant is one.
_CAME_TOO: Final = re.compile(
    r"(?:^|[，。；;])(?:比[^，。；;]{1,16}?)?(?:更?早|更?晚|先|后|同期|一道|一起|一同|前后脚|随后|紧接着|稍后)(?:搬|迁)?[来到进](?:这里|园区|园里)?[^，。；;、的]{0,6}的，?(?:还有|则?是|也?有|就有)(?:[^，。；;、]{1,14}的)?$"
)
_NEXT_OF_ROW: Final = re.compile("(?:、|和|与|及|以及)(?:[^，。；;、]{1,14}的)?")
# 目前入驻企业46家，甲便是其中之一.
_ONE_OF_THEM: Final = re.compile(r"(?:便|就|正|即|也|亦)?是其中(?:之一|的?一家|的?一员|的?佼佼者|的?代表)")
# 首批12家企业当天搬了进来，甲、乙名列其中.
_LISTED_IN: Final = re.compile(
    r"(?:等(?:企业|公司)?)?(?:均|都|也|双双|一同|赫然|就|便|正)*(?:名列|位列|列在|身在|跻身|在|列)其中"
)
_SO_MANY: Final = re.compile(r"\d[余多]?家[^，。；;]{0,12}?(?:企业|公司|机构|商户|团队)(?P<deed>[^，。；;]{2,20})，$")
_ENTERED: Final = re.compile(
    r"(?:入驻|落户|引进|集聚|聚集|进驻|在园|新增|迎来|拥有|现有|已有)(?:了|的)?[^，。；;]{0,6}(?:企业|租户|商户|住户)[^，。；;]{0,10}\d[^，。；;]{0,6}，$"
    r"|(?:入驻|落户|进驻|搬来|搬进|新增|迎来)了?\d+[余多]?家(?:企业|租户|公司|商户)，$"
)
# 集聚设计、面料企业73家，其中|甲公司.
_AMONG_THEM: Final = re.compile(
    r"(?:入驻|落户|集聚|聚集|汇聚|进驻|在园)(?:了|着|有)?[^。；;，]{0,24}(?:企业|公司|机构|商户)[^，。；;]{0,10}\d[^，。；;]{0,6}，(?:其中|这其中)(?:，)?(?:的)?$"
)
# 这家企业是园区的首批租户, 它落户甲园: the firm told of.
_STANDS: Final = regex(
    r"(?:^|(?<=[，。；;“]))(?:(?:这家[^，。；;、]{0,8}?|该)(?:企业|公司)|公司|它|后者|前者)(?=[^，。；;们])"
)
_OFFICE: Final = re.compile(
    r"(?:的)?(?:办公室|办公区|办公地|实验室|车间|厂房|总装线|生产线|研发中心|总部)(?:就|也|都|便)?(?:设在|落在|安在|建在|放在)"
)
_VISIT: Final = regex(r"(?:走进|来到|走入|踏进|走访|探访|在)(?=[^，。；;]{2,40}[，])")
_PRONOUN: Final = regex(r"后者")
# 从甲市迁来的乙: that says where from, not into which park.
_FROM: Final = re.compile(r"(?:从|由)[^，。；;、]{2,8}$")
_ENTRY_BEFORE: Final = re.compile(r"(?:了)?(?:园区|这里|此地|此|其中)?的(?:还有|是|有|首家|第一家)?$")


# 欢迎像甲这样的企业入驻: firms of its kind, not itself.
_SUCH: Final = re.compile("(?:这样|这类|一样|之类|这种)")


@cache
def _moved() -> re.Pattern[str]:
    verbs = "|".join(longest_first("tenant_words"))
    keys = r"(?:拿到|领到|接过|领取)(?:了)?[^，。；;]{0,6}钥匙"
    return re.compile(rf"(?:{keys}|{verbs})")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?:等[^，。；;、]{{0,8}})?[^，。；;“”]{{0,16}}?{_moved().pattern}")


@cache
def _role() -> re.Pattern[str]:
    roles = "|".join(longest_first("tenant_roles"))
    return re.compile(
        rf"(?:[^。；;，]{{2,16}}，也|[^，。；;]{{0,14}}?)(?:是|为|成为|成了|作为)(?:这里|此处|该园|园区|产业园|基地|园内|园里|[^，。；;]{{2,20}}?园)?(?:的|里的|内的)?(?:第一批|首批|第一家|首家|最早|最早的|最新|最新的|老|新|第一个|第一位)*(?:的)?[“]?(?:第一批|首批|老|新)?(?:{roles})"
    )


def settled(context: Context) -> None:
    """Tenants told of by keys, neighbours, visits and what they are."""
    for sentence, park, hops in told_parks(context):
        if park is None:
            continue
        text = sentence.shadow.text
        last: tuple[int, Thing | None] = 0, None
        for firm in context.things_of(sentence, *_BODIES):
            place = _place(context, sentence, firm, park_at(context, sentence, firm.start, park) or park)
            if place is None and _NEXT_OF_ROW.fullmatch(text, last[0], firm.start):
                # 园里还有甲、乙: what is said of the first is said of the row.
                place = last[1]
            last = firm.end, place
            if place is not None:
                _put(context, sentence, firm, place, hops)
        for match in _ALL_IN.finditer(text):
            _all_in(context, sentence, match, park, hops)
        for match in _STANDS.finditer(text):
            firm = Thing(match.start(), match.end(), "Company", "")
            place = _place(context, sentence, firm, park)
            about = topic(context, sentence, ("Company",), match.end()) if place is not None else None
            if place is not None and about is not None and about.hops <= 2:
                _put(context, sentence, about.thing, place, max(hops, about.hops))


# 引进甲、乙，两家企业均已入驻: as many as were named last.
_ALL_IN: Final = regex(
    r"(?<=[，。；;])(?:这|上述)?(?P<n>[两二三四五六]|\d)家(?:企业|公司|机构)?(?:目前|如今)?(?:均|都|双双|全部|悉数)(?:已)?(?:正式|顺利|陆续)*(?:入驻|落户|进驻|搬进|搬入|迁入|入园)(?!意|协议|合同)"
)


def _all_in(context: Context, sentence: Sentence, match: re.Match[str], park: Thing, hops: int) -> None:
    count = parse_number(match["n"])
    lines = [*context.article.before(sentence, 1), sentence]
    named = {
        t.id: t
        for one in lines
        for t in context.things_of(one, *_BODIES)
        if one is not sentence or t.end <= match.start()
    }
    for firm in list(named.values())[-int(count) :] if count is not None and len(named) >= count > 0 else ():
        _put(context, sentence, firm, park_at(context, sentence, match.start(), park) or park, hops)


def _runs_it(context: Context, firm: Thing, place: Thing) -> bool:
    """Whether a firm is told to run a park: it is no tenant of it by that."""
    return any(k == "OPERATES" and h[1] == firm.id and t[1] == place.id for k, h, t, _ in context.edges)


def put_tenant(context: Context, sentence: Sentence, firm: Thing, place: Thing, rule: str, confidence: str) -> None:
    """A firm as a tenant that is there, but for who runs the place."""
    if not _runs_it(context, firm, place):
        context.relate(sentence, "TENANT_OF", firm, place, rule, confidence, {"status": "in_use"})


def _put(context: Context, sentence: Sentence, firm: Thing, place: Thing, hops: int) -> None:
    put_tenant(context, sentence, firm, place, "park-settled", f"0.{82 - 10 * hops}")


def _place(context: Context, sentence: Sentence, firm: Thing, park: Thing) -> Thing | None:
    """The park that the firm sits in by this sentence."""
    text = sentence.shadow.text
    before, chain = text[: firm.start], starting_at(context, sentence, firm.start, _BODIES)
    end = chain[-1].end if chain and chain[0].start == firm.start else firm.end
    comma = after_mark(before, "，。；;", len(before))
    if _NOT_THERE.search(before[comma:]):
        return None
    after = None if _SUCH.match(text, end) else _after().match(text, end)
    if after is not None and not _NOT_THERE.search(text[end : after.end() - 1]):
        there = [t for t in context.things_of(sentence, "Park", "Zone") if after.end() <= t.start <= after.end() + 6]
        crossed = any(end < t.start < after.end() for t in context.things_of(sentence, "Company"))
        if not crossed and not any(t.label == "Zone" for t in there):
            return there[0] if there else park
    office = _OFFICE.match(text, end)
    if office is not None:
        there = [t for t in context.things_of(sentence, "Park") if t.start == office.end()]
        return there[0] if there else None
    if (
        _welcomed(context, sentence, firm)
        or _CAME_TOO.search(before) is not None
        or _role().match(text, end) is not None
        or _BESIDE.search(before) is not None
        or (
            _AMONG_THEM.search(before) is not None
            and openers(context, sentence, ("Park", "Zone", "Company"))[:1] == [park]
        )
    ):
        return park
    many = _SO_MANY.search(text, 0, firm.start) if _LISTED_IN.match(text, end) else None
    if many is not None and _moved().search(many["deed"]) and not _NOT_THERE.search(many["deed"]):
        return park
    if _ONE_OF_THEM.match(text, end) and _ENTERED.search(text, 0, firm.start):
        return park
    moved = [
        m
        for m in _moved().finditer(before)
        if _ENTRY_BEFORE.fullmatch(before[m.end() :])
        and not (before[m.end() :] == "的" and _FROM.search(before, 0, m.start()))
    ]
    if moved and not _NOT_THERE.search(before[: moved[-1].start()]):
        return park
    for match in _PRONOUN.finditer(text, end):
        others = any(end <= t.start < match.start() for t in context.things_of(sentence, "Company"))
        told = _after().match(text, match.end())
        if not others and told is not None and not _NOT_THERE.search(text[match.end() : told.end() - 1]):
            return park
    return _visited(context, sentence, firm)


def _welcomed(context: Context, sentence: Sentence, firm: Thing) -> bool:
    """迎来首家企业甲; a firm that 迎来 a customer gets no tenant."""
    came = _WELCOMED.search(sentence.shadow.text, 0, firm.start)
    return came is not None and not any(t.end <= came.start() for t in openers(context, sentence, _BODIES))


# 记者在甲园看到，|乙公司….
_SEEN: Final = re.compile(r"(?:内|里|采访时)?(?:看到|见到|发现|注意到)")


def _visited(context: Context, sentence: Sentence, firm: Thing) -> Thing | None:
    """走进甲园，乙公司的车间里…: the first firm behind the comma sits there."""
    text = sentence.shadow.text
    for match in _VISIT.finditer(text, 0, firm.start):
        comma = text.find("，", match.end(), firm.start + 1)
        parks = [t for t in context.things_of(sentence, "Park") if match.end() <= t.start and t.end <= comma]
        seen = match[0] != "在" or (bool(parks) and _SEEN.fullmatch(text, parks[-1].end, comma) is not None)
        if parks and comma == firm.start - 1 and seen:
            return parks[-1]
    return None
