"""Whom a place has brought in, told at signings: 园区签下甲, 甲等5家企业签了入园协议, 其中甲的乙项目已落笔签约 (签约招引)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.subjects import openers, sure
from ingest.documents.rules.told_places import park_at, told_parks
from ingest.sieve import regex

_PLACES: Final = ("Park", "Zone")
# 园区签下甲(的乙项目), 抢来了甲.
_WINS: Final = regex(
    r"(?:签下|签来|签约(?!率)|敲定|拿下|抢来|抢到|抢下|揽下|揽来|锁定|招到|招来|引来|迎来|等来|谈成|谈下|收获|挖来)(?:了)?(?:来自[^，。；;、]{2,8}的)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_FROM_WHERE: Final = re.compile("从[^，。；;、]{2,6}$")
# 园区与甲签署入驻协议; 甲等5家企业签了入园协议.
_PACT: Final = re.compile(
    r"(?:等)?(?:[^，。；;、]{0,10}?(?:企业|公司|项目方|单位))?(?:正式|现场|当场|共同|同时|集中|顺利|成功|又|也|已|于?[^，。；;、]{0,8}?[日月天午]|日前|近日|昨天|今天|上月)*"
    r"(?:签(?:订|署|下|定|了|上)?(?:了)?(?:[^，。；;、]{0,6}?)?(?:入园|入驻|落户|投资|落地|招商|项目|购地|供地|租房|租赁)[^，。；;、]{0,6}?(?:协议|合同|意向书|书|合约|约)|(?:落笔|正式|成功|集中)签约|落笔(?=[，。；;]|$)|签约(?=[。；;]|$|，(?:后者|对方|该公司|这家)))"
)
_WITH: Final = re.compile(r"[与和同跟]$")
# 甲签约(落户)乙园.
_SIGNS: Final = re.compile(
    r"(?:等[^，。；;、]{0,8})?(?:正式|已|又|也|率先|日前|近日|\d+月|去年|今年|上月|最终)*签约(?:入驻|落户|落地|进驻|投资)?(?:在|到|于)?(?:了)?"
)
# 一口气签下7个项目, 敲定签约项目3个; 签约仪式.
_PROJECTS: Final = regex(
    r"(?:签下|签约|敲定|引进|拿下|招引|集中签约|落地|迎来)(?:了)?(?:[^，。；;、\d]{0,8}?)?(?:项目)?(?:\d+|[一二三四五六七八九十两]+)[余多]?个(?:[^，。；;、]{0,6}项目)?|签约仪式|集中签约|签约活动|签约(?=[。；;]|$)"
)
# 甲的乙项目, 甲投资1亿元建设的乙项目, 由甲投资…; 投资方为甲.
_ITS_PROJECT: Final = re.compile(r"(?:的|投资[^，。；;、]{0,10}?(?:建设|打造)?的?)[^，。；;、]{2,20}?项目")
_INVESTS: Final = re.compile(
    r"(?:独家|联合|共同|总)*(?:投资|出资)(?:[^，。；;]{0,14}?(?:兴建|建设|打造|建造|元)|(?=[，。；;]))"
)
_BUILDER: Final = re.compile(
    r"(?:投资方|投资人|业主|项目方|建设方|落户企业|签约方)(?:之一)?，?(?:正|就)?(?:为|是|包括)$"
)
_LISTED: Final = re.compile(r"(?:等[^，。；;]{0,8})?(?:均|都|也|赫然)?(?:名列|位列|列在|在|身在)其中")
_DONE: Final = re.compile(
    r"[^，。；;]{0,24}?项目(?:也|已|已经|均|都|就|刚刚|顺利)*(?:于[^，。；;]{2,10})?(?:落笔签约|签约|签了约|敲定|签下|落定|落地|签约落地)(?!率|仪式)"
)
_WITH_ONE: Final = re.compile(r"[与和同跟](?:[^，。；;、]{2,12}的)?$")
_COURTS: Final = re.compile("招商|招引|请来|引来|引进|招来|引育")
_NOT_YET: Final = re.compile(
    r"(?:拟|将|有望|力争|争取|即将|希望|计划|有意|意向|正在?与?|洽谈|未|没有|不再|尚未|取消|终止|终止|准备|想)[^，。；;]{0,10}$"
)


def signings(context: Context) -> None:
    """ATTRACTS of parks and zones by what was signed with firms."""
    if "Company" not in context.counts:
        return
    told: _Told = (0, None)
    for sentence, here, hops in told_parks(context):
        text = sentence.shadow.text
        firms = context.things_of(sentence, "Company")
        for match in _WINS.finditer(text) if firms else ():
            for firm in starting_at(context, sentence, match.end(), ("Company",)):
                place = _subject(context, sentence, match.start())
                if place is not None and firm.start <= match.end() + 1:
                    _put(context, sentence, place, firm, match.start(), 0)
                elif place is not None:
                    break
        for firm in firms:
            _signed(context, sentence, firm, here, hops)
        told = _row(context, sentence, here, hops, told)


_Told = tuple[int, Thing | None]


def _put(context: Context, sentence: Sentence, place: Thing, firm: Thing, at: int, hops: int) -> None:
    text = sentence.shadow.text
    low = after_mark(text, "，。；;", at)
    if _NOT_YET.search(text, low, at) is None and (place.label == "Park" or place.id != context.home):
        context.relate(sentence, "ATTRACTS", place, firm, "signed", sure(80, min(hops, 2)))


def _subject(context: Context, sentence: Sentence, at: int) -> Thing | None:
    """The park or zone that opens the words at a place; none where a firm does."""
    own = [t for t in openers(context, sentence, (*_PLACES, "Company", "Organization", "Project")) if t.end <= at]
    return own[-1] if own and own[-1].label in _PLACES else None


def _signed(context: Context, sentence: Sentence, firm: Thing, here: Thing | None, hops: int) -> None:
    text = sentence.shadow.text
    before = [p for p in context.things_of(sentence, *_PLACES) if p.end <= firm.start]
    # 乙园与甲签署入驻协议.
    last = before[-1] if before else None
    row = starting_at(context, sentence, firm.start, ("Company",))
    pact = _PACT.match(text, row[-1].end)
    with_it = last is not None and _WITH.search(text, last.end, firm.start) and firm.start - last.end == 1
    if last is not None and with_it and pact is not None:
        _put(context, sentence, last, firm, firm.start, 0)
        return
    signs = _SIGNS.match(text, firm.end)
    place = next(
        (p for p in context.things_of(sentence, *_PLACES) if signs is not None and p.start == signs.end()), None
    )
    if place is not None and signs is not None:
        # 签约落户乙区的丙园: the park.
        inner = next((p for p in context.things_of(sentence, "Park") if text[place.end : p.start] in ("", "的")), place)
        _put(context, sentence, inner if inner.start >= place.start else place, firm, firm.end, 0)
        return
    # 甲与乙园签下入驻协议.
    other = next(
        (p for p in context.things_of(sentence, *_PLACES) if text[firm.end : p.start] in ("与", "和", "同", "跟")), None
    )
    if other is not None and _PACT.match(text, other.end):
        _put(context, sentence, other, firm, firm.end, 0)
        return
    # 园里又添新邻居: 甲等5家企业签了入园协议; 其中甲的乙项目已落笔签约.
    where = park_at(context, sentence, firm.start, here)
    done = _DONE.match(text, firm.end) if text.startswith("的", firm.end) else None
    # 已签订入驻协议: a tenant, whoever brought it in.
    if (
        where is not None
        and pact is not None
        and _WITH_ONE.search(text, 0, firm.start)
        and _COURTS.search(text, 0, firm.start)
    ):
        # 园区最想请来的是某业，目前已与甲签约.
        _put(context, sentence, where, firm, firm.start, hops)
        return
    entry = pact is not None and re.search("入园|入驻|落笔$", pact[0]) and "已" not in pact[0]
    if where is not None and (entry or done) and not _with_another(text, firm.start):
        _put(context, sentence, where, firm, firm.start, hops)


def _with_another(text: str, at: int) -> bool:
    """Whether a firm is only the one that something is signed with: 与|甲签约."""
    return text[at - 1 : at] in ("与", "和", "同", "跟") and at > 0


def _row(context: Context, sentence: Sentence, here: Thing | None, hops: int, told: _Told) -> _Told:
    """乙园一口气签下7个项目，…由甲投资15亿元兴建; 丙的丁项目…: here or in the next sentence of the paragraph."""
    text = sentence.shadow.text
    found = next(iter(_PROJECTS.finditer(text)), None)
    place: Thing | None
    if found is not None:
        own = _subject(context, sentence, found.start())
        led = [t for t in context.things_of(sentence, *_PLACES) if re.match("的?$", text[t.end : found.start()])]
        place, start = own or (led[-1] if led else here if text.startswith("园区") else None), found.end()
        if place is None or _NOT_YET.search(text, after_mark(text, "，。；;", found.start()), found.start()):
            return sentence.paragraph, None
    elif told[1] is not None and told[0] == sentence.paragraph:
        place, start = told[1], 0
    else:
        return sentence.paragraph, None
    for firm in context.things_of(sentence, "Company"):
        if firm.start < start:
            continue
        invests = text[: firm.start].endswith("由") and _INVESTS.match(text, firm.end)
        row = starting_at(context, sentence, firm.start, ("Company",))
        listed = _LISTED.match(text, row[-1].end)
        signed = found is not None and "签约" in found[0] and _PACT.match(text, row[-1].end)
        its = _ITS_PROJECT.match(text, firm.end) or _BUILDER.search(text, 0, firm.start)
        if its or invests or listed or signed:
            _put(context, sentence, place, firm, firm.start, 0)
    # Only the sentence right behind goes on with the row.
    return (sentence.paragraph, place) if found is not None else (sentence.paragraph, None)
