"""Links by their place in a chain or their share of it: 上游的甲、中游的乙、下游的丙; 某产业…，其中甲10亿元、乙6亿元 (上中下游).

What stands upstream and what downstream of one sentence are links, whatever their names end in: the words for
the stages say so. The chain is the industry that the sentence names before them, else the one told of last.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from ingest.documents.articles import Sentence, sifted
from ingest.documents.boundary import name_start
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span, split_items, split_last
from ingest.documents.rules.again import again
from ingest.documents.rules.chain_links import put_link
from ingest.documents.rules.industry_names import put_industry
from ingest.documents.rules.link_lists import KEPT, plain
from ingest.documents.rules.subjects import topic
from ingest.sieve import regex
from schema.tokens import tagged
from schema.words import longest_first

_SAID: Final = r"(?:环节)?(?:则|主要|重点)?(?:(?:看|走|数|来看)(?:，)?(?:便|就|则)?(?:是|有|为|到)|的|是|为|有|以|看|靠|由|包括|包含|涵盖|覆盖|涉及|延伸到|延伸至|延伸|拓展到|拓展至|拓展|开拓|布局|聚焦|瞄准|主攻|深耕|发展|培育|壮大|突破|补齐|强化|做[强大优精]|做|集聚|集中在|走是|:)?(?:了)?"
# 中游有甲企业15家: what the firms make is the link.
_BEHIND: Final = (
    r"(?:等?(?:相关|配套|整机|规上)?企业[^，。；;、\d]{0,4}\d+[余多]?家|等(?:[^，。；;、]{0,4}环节)?|为主)?"
)
_LIST: Final = r"(?:(?![上中下]游)[^，。；;:“”]){2,36}?"
_TO: Final = "(?:[，；;、](?:而|并|再|同时)?(?:到|向|往)?|(?:再|一直|直)?[到至])"
_STAGES: Final = regex(
    rf"上游{_SAID}(?P<u>{_LIST}){_BEHIND}{_TO}"
    rf"(?:中游{_SAID}(?P<m>{_LIST}){_BEHIND}{_TO})?"
    rf"下游{_SAID}(?P<d>{_LIST}){_BEHIND}(?=[，。；;”]|$|等|在|均|都|已|[二两三四]个|首|企业|的[^，。；;]{{0,4}}链)"
)
_STAND: Final = (
    r"(?:分别|则|均|都|多|主要)*(?:居于|居|处于|处在|处|位于|位居|属于|归于|归入|归在|落在|落于|站在|排在|算是|算|为|是|在)"
    r"(?:产业|链条|产业链|整条链|该链|这条链)?(?:的|最|偏)*"
)
_NAMES: Final = r"(?:(?![上中下]游)[^，。；;:“”]){2,36}?"
_DOWN: Final = "(?:再|接着)?(?:往下|向下|其后|之后|末端|终端|最后|尾端|往后)(?:走|看|数|延伸)?(?:，)?(?:才|则|便|就|一环)?(?:是|为|有|轮到|到)"
# 甲居于上游，乙处在中游，往下才是丙; 甲、乙属于上游，丙居中，丁落在下游.
_STANDING: Final = regex(
    rf"(?:^|[，。；;:—])(?:其中，?|具体来看，)?(?P<u>{_NAMES}){_STAND}上游[，；、]"
    rf"(?:(?P<m>{_NAMES})(?:居中|{_STAND}(?:中游|中段|中间))(?:[，；、]|(?=。)))?"
    rf"(?:(?P<d>{_NAMES}){_STAND}下游|{_DOWN}(?P<t>{_NAMES}))(?=[，。；;”]|$)"
)
# 甲产业链由上到下依次是乙、丙、丁.
_IN_ORDER: Final = regex(
    r"链(?:条)?(?:上|中|里)?，?(?:由|从|自)(?:上游?|头)(?:到|至|而|往)(?:下游?|尾)，?(?:依次|分别|排列|串起)*(?:是|为|有|包括|排着|分布着|涵盖|:)?(?:了)?(?P<list>[^，。；;:“”]{5,70}?)(?:等[^，。；;]{0,6}环节|[两二三四五六七八]个?环节)?(?=[，。；;]|$)"
)
# 甲产业链上|乙居于上游: the chain told of before the first link.
_ON_IT: Final = re.compile(r".*链(?:条)?[上中里内]?，?(?=..)")
# 贯通氢能“制氢—储运—加注—用氢”全链条: as many stages of a chain, one after the other.
_DASHED: Final = regex(
    r"“?(?P<list>[\u4e00-\u9fffA-Za-z0-9]{2,10}(?:(?:—+|→|-)[\u4e00-\u9fffA-Za-z0-9]{2,10}){2,7})”?(?:的)?(?:一体化|完整|闭环|上下游|全)*(?:的)?(?:(?:产业|产业全)?链(?:条)?(?!式|长|主|上的?企业|服务|管理|监管)|(?:逐[环段节]|环环|一环一环地?)(?=补|招|强|延|打通|布局|突破|攻))"
)
_PATTERNS: Final = (_STAGES, _STANDING, _IN_ORDER, _DASHED)
_DASH: Final = re.compile("—+|→|-")
# What a paper talks of as chains, and what is done step by step and not made.
_NO_STAGE: Final = re.compile(
    "链$|^(?:研究|研发|转化|孵化|产业化|创新|成果|需求|征集|揭榜|验证|推广|评估|申报|试点|人才|资金|政策)"
)
_NUMBER: Final = r"(?:约|近|超|达|为|实现)?\d[\d.,]*(?:余|多)?(?:亿元|万元|亿|家|%)"
# 其中甲131亿元、乙64.2亿元.
_SHARES: Final = regex(
    rf"其中，?(?P<list>[\u4e00-\u9fff]{{2,10}}?(?:产值|营业收入|营收|收入|企业)?{_NUMBER}(?:[、，](?:和)?[\u4e00-\u9fff]{{2,10}}?(?:产值|营业收入|营收|收入|企业)?{_NUMBER})+)"
)
_SHARE: Final = re.compile(rf"(?P<x>[\u4e00-\u9fff]{{2,10}}?)(?:产值|营业收入|营收|收入|企业)?{_NUMBER}")
_NO_LINK: Final = re.compile(
    r"出口|进口|内销|外销|线上|线下|市区|农村|城镇|省外|境外|国内|国外|省级|市级|国家级|产值|收入|利润|税|投资|贷款|增加|减少|同比|环比|企业|项目|季度|上半年|下半年|月|高新|规上|规模以上|小巨人|瞪羚|专利|发明|其他|其余"
)
_LONGEST: Final = 12
# 一条海洋仪器产业链.
_CALLED: Final = regex(r"(?:[一1整这]条)?(?P<x>[\u4e00-\u9fff]{3,10})(?P<chain>产业链)")
_SHORTEST: Final = 3


class Stages(NamedTuple):
    """Links by stage, the upstream first, with where the words for them begin."""

    at: int
    rows: tuple[tuple[Span, ...], ...]


@lru_cache(maxsize=KEPT)
def stages(text: str) -> tuple[Stages, ...]:
    """What a sentence places upstream, midstream and downstream."""
    found = []
    for match in _STAGES.finditer(text):
        rows = [_parted(text, *match.span(group)) for group in ("u", "m", "d") if match[group]]
        if all(_link(text[s:e]) for row in rows for s, e in row):
            found.append(Stages(match.start(), tuple(rows)))
    for match in _STANDING.finditer(text):
        last = "d" if match["d"] else "t"
        spans = [match.span(group) for group in ("u", "m", last) if match[group]]
        on_it = _ON_IT.match(text, *spans[0])
        spans[0] = (on_it.end() if on_it is not None else spans[0][0], spans[0][1])
        rows = [_parted(text, *span) for span in spans]
        if all(_link(text[s:e]) for row in rows for s, e in row):
            found.append(Stages(rows[0][0][0], tuple(rows)))
    for match in _IN_ORDER.finditer(text):
        steps = split_last(text, split_items(text, *match.span("list")))
        if len(steps) > 2 and all(_link(text[s:e]) or _trade().search(text[s:e]) for s, e in steps):
            found.append(Stages(match.start("list"), tuple((step,) for step in steps)))
    for match in _DASHED.finditer(text):
        at, items = match.start("list"), []
        for mark in (*_DASH.finditer(text, *match.span("list")), None):
            end = mark.start() if mark is not None else match.end("list")
            items.append((at, end))
            at = mark.end() if mark is not None else end
        trade = sum(_trade().search(text[s:e]) is not None for s, e in items)
        if 2 * trade >= len(items) and not any(_NO_STAGE.search(text[s:e]) for s, e in items):
            # 应用 occurs in every chain and says nothing by itself.
            found.append(Stages(match.start(), tuple(((s, e),) for s, e in items if plain(text[s:e]))))
    return tuple(found)


def _parted(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The items of a row; 菌种设计与构建, 制剂与应用: a bare deed behind 与 is no link of its own."""
    items = split_items(text, start, end)
    wider = split_last(text, items)
    last = tagged(text[slice(*wider[-1])]) if wider else ()
    bare = len(wider) > len(items) and len(last) == 1 and last[0].tag in ("v", "vn") and len(last[0].text) == _BARE
    return tuple(items if bare else wider)


_BARE: Final = 2


@cache
def _trade() -> re.Pattern[str]:
    words = {*longest_first("link_heads"), *longest_first("product_heads"), *longest_first("industry_heads"), "原料"}
    return re.compile(f"(?:{'|'.join(sorted(words, key=len, reverse=True))})$")


# “上游甲做得便宜，下游才有饭吃”: what is said of a stage.
# 前两个位于上游: which of the row before.
_SPOKEN: Final = re.compile(
    "得|才|就|怎|谁|没|^(?:前|后|中间|头|末|其余|其他|第|这|那|[前后]者)[一两二三四五]?(?:个|项|者|节|段|环|家|类|种)?$"
)


_FIRMS: Final = re.compile(r"企业.{0,4}\d+[余多]?家")


def _link(words: str) -> bool:
    if _SPOKEN.search(words):
        return False
    # 终端制剂与应用, 场景应用: where it is used is a link's name behind a thing.
    words = words.removesuffix("应用").rstrip("与和及") if len(words) > _SHORTEST else words
    return (
        2 <= len(words) <= _LONGEST
        and plain(words)
        and not _FIRMS.search(words)
        and not words.endswith(("企业", "公司", "厂", "客户", "配套"))
    )


def _shares(context: Context, sentence: Sentence) -> tuple[Thing, list[Span]] | None:
    """The industry that a sentence measures and the parts of it that it measures one by one."""
    text = sentence.shadow.text
    for match in _SHARES.finditer(text):
        items = [part.span("x") for part in _SHARE.finditer(text, *match.span("list"))]
        items = [(s + (text[s] == "和"), e) for s, e in items]
        about = topic(context, sentence, ("Industry",), match.start())
        hits = context.names.get(sentence.number, ())
        other = any(h.start < e and s < h.end and h.label != "ChainLink" for h in hits for s, e in items)
        if (
            about is not None
            and about.hops == 0
            and len(items) > 1
            and not other
            and not any(_NO_LINK.search(text, s, e) for s, e in items)
        ):
            return about.thing, items
    return None


def stage_links(context: Context) -> None:
    """Names of links that the words for a stage show, in an article that tells of a chain."""
    told = [
        (sentence, one) for sentence in sifted(context.article.body, *_PATTERNS) for one in stages(sentence.shadow.text)
    ]
    for sentence, one in told:
        for start, end in (span for row in one.rows for span in row):
            put_link(context, sentence, start, end)
    if told:
        again(context, "ChainLink", _SHORTEST, "link-named")


def share_links(context: Context) -> None:
    """Names of links whose share of an industry is told, and that they are of it."""
    for sentence in sifted(context.article.body, _SHARES):
        found = _shares(context, sentence)
        if found is None:
            continue
        for start, end in found[1]:
            put_link(context, sentence, start, end)
        for link in context.things_of(sentence, "ChainLink"):
            if (link.start, link.end) in found[1]:
                context.relate(sentence, "PART_OF", link, found[0], "link-of-chain", "0.78")


def stage_facts(context: Context) -> None:
    """What lies upstream of what, and of which chain they are."""
    for sentence in sifted(context.article.body, *_PATTERNS):
        links = {(t.start, t.end): t for t in context.things_of(sentence, "ChainLink")}
        for one in stages(sentence.shadow.text):
            rows = [[links[span] for span in row if span in links] for row in one.rows]
            chain = _chain(context, sentence, one.at)
            if chain is not None:
                for link in (link for row in rows for link in row if link.id != chain.id):
                    context.relate(sentence, "PART_OF", link, chain, "link-of-chain", "0.8")
            for above, below in pairwise(rows):
                for upper in above:
                    for lower in below:
                        context.relate(sentence, "UPSTREAM_OF", upper, lower, "link-upstream", "0.82")


def _chain(context: Context, sentence: Sentence, at: int) -> Thing | None:
    named = [t for t in context.things_of(sentence, "Industry") if t.end <= at]
    if named:
        return named[-1]
    text = sentence.shadow.text
    # 贯通氢能“制氢—储运—加注”全链条: a short name of the article's, right before the chain.
    before = text[:at].removesuffix("“").removesuffix("的").removesuffix("产业")
    names = (n for n, part in context.parts.items() if part[0] == "Industry" and before.endswith(n))
    if name := max(names, key=len, default=None):
        return Thing(at, at, "Industry", context.parts[name][1])
    called = _CALLED.search(text, 0, at)
    start = name_start(text, called.start("chain"), called.start("x")) if called is not None else 0
    if called is not None and called.start("chain") - start >= _SHORTEST and plain(text[start : called.start("chain")]):
        return put_industry(context, sentence, start, called.start("chain"))
    told = topic(context, sentence, ("Industry",), at)
    return told.thing if told is not None and told.hops <= 1 else None
