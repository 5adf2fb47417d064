"""Links of chains: named in lists that 环节 closes, again elsewhere; the chain they are of; firms that work on them (链条环节)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span, split_items, split_last
from ingest.documents.rules.again import again
from ingest.documents.rules.emphasis import emphases
from ingest.documents.rules.frames import ending_at
from ingest.documents.rules.goods_names import is_thing
from ingest.documents.rules.link_lists import WANTED, LinkList, link_lists, plain
from ingest.documents.rules.plan_talk import told_of_policy
from ingest.documents.rules.subjects import sure, topic
from ingest.sieve import Regex, regex
from schema.words import ending_in, longest_first

_SHORTEST: Final = 3
"""Characters of a link's name that means the link wherever it stands; shorter ones (加工) are words."""
_DEEDS: Final = (
    "服务", "外包", "加工", "检测", "维修", "封装测试", "代工", "定制", "设计", "制备",
    # 智能制造, 装备制造 are no link, 甲研发制造 is what is done to 甲.
    "(?<!智能)(?<!高端)(?<!先进)(?<!装备)(?<!研发)(?<!设计)(?<!生产)(?<!开发)制造",
)  # fmt: skip


@cache
def _service() -> Regex:
    made = "|".join((*_DEEDS, *(word for word in longest_first("link_heads") if len(word) > 1)))
    return regex(
        r"(?:专做|专门做|专业做|专攻|专司|只做|主做|主打|主营|主攻|专营|从事|专注于?|专门从事|专业从事|深耕|专干|干的(?:就|正)?是|做的(?:就|正)?是|看家本领(?:就|正)?是|扎进|(?<![当叫看不要去来怎样])(?P<plain>做)(?![好强大优到客法工出成完]))"
        rf"(?P<x>[\u4e00-\u9fffA-Za-z0-9]{{2,12}}?(?:{made}))(?=[，。；;、]|$|的|等?业务(?:[，。；;的]|$)|这一[行环]|做了|已?有?[一二三四五六七八九十\d]+[余多]?年)"
    )


_FOR_LONG: Final = re.compile(r"做了|已?有?[一二三四五六七八九十\d]+[余多]?年")
_NOT_DONE: Final = re.compile(r"(?:未|没有|不再|停止|不|拟|将|计划|准备|打算|有意|争取)[^，。；;]{0,4}$")


@cache
def _works_on() -> re.Pattern[str]:
    verbs = sorted(
        {
            *longest_first("product_verbs"),
            "主攻",
            "主营",
            "深耕",
            "聚焦",
            "加工",
            "年产",
            "承接",
            "卡位",
            "切入",
            "专司",
        },
        key=len,
    )
    return re.compile(f"(?:{'|'.join(reversed(verbs))})(?:了|的|出|过|一批|首批)?$")


def links_named(context: Context) -> None:
    """Members of lists of links, what firms specialise in as a service, and these names wherever they stand again."""
    for sentence in context.article.body:
        for start, end in _announced(context, sentence):
            put_link(context, sentence, start, end)
        for match in _service().finditer(sentence.shadow.text):
            firm = _described(context, sentence, match.end()) or _doer(context, sentence, match.start())
            # 做甲: the firm described or one that has done so for years, not what is done once.
            long = _FOR_LONG.match(sentence.shadow.text, match.end()) is not None
            told = match["plain"] is None or long or _described(context, sentence, match.end()) is not None
            # 做某环节设计: a deed at a link that the text has named.
            told = told and not (match["plain"] and any(match["x"].startswith(name) for name in context.parts))
            if plain(match["x"]) and firm is not None and told:
                put_link(context, sentence, *match.span("x"))
        for match in _ON_CHAIN.finditer(sentence.shadow.text):
            for start, end in split_last(sentence.shadow.text, split_items(sentence.shadow.text, *match.span("list"))):
                if plain(sentence.shadow.text[start:end]):
                    put_link(context, sentence, start, end)
        for start, end, _ in worked_on(context, sentence):
            put_link(context, sentence, start, end)
        for match in WANTED.finditer(sentence.shadow.text):
            for start, end in split_items(sentence.shadow.text, *match.span("list")):
                if plain(sentence.shadow.text[start:end]):
                    put_link(context, sentence, start, end)
    again(context, "ChainLink", _SHORTEST, "link-named")


# 主营氢能产业链上的储运装备.
_ON_CHAIN = regex(
    r"(?:主营|主攻|专攻|专注于?|聚焦|深耕|从事|专做|布局|生产|提供|补上|瞄准)(?P<of>[\u4e00-\u9fff]{2,10}?)(?:产业)?链(?:条)?(?:上|中|里)?(?:的)?(?:上游|中游|下游)?的(?P<list>[^，。；;:“”的]{2,24}?)(?=[，。；;]|等|环节|$)"
)


def _described(context: Context, sentence: Sentence, at: int) -> Thing | None:
    """深耕甲的|乙公司: the firm described."""
    text = sentence.shadow.text
    return next((f for f in context.things_of(sentence, "Company") if text[at : f.start] == "的"), None)


# 从事甲的乙公司, 长期从事丙生产; 从丁一路做到戊; 靠己起家, unless 己 is goods by its end.
_WORK: Final = regex(
    r"(?:从事(?P<x>[\u4e00-\u9fffA-Za-z0-9、]{2,20}?)(?:等(?:业务|领域|工作)?|(?P<deed>(?:研发|生产|制造|开发|加工|销售|业务|环节|领域|工作)*))(?=的|[，。；;]|$|[近超已]?[\d二三四五六七八九十]+[多余]?年)"
    r"|从(?P<a>[\u4e00-\u9fffA-Za-z0-9]{2,8}?)(?:一路|一直|逐步)?(?:做到|延伸到|延伸至|干到|拓展到)(?P<b>[\u4e00-\u9fffA-Za-z0-9]{2,8}?)(?=[，。；;])"
    r"|以(?P<m>[\u4e00-\u9fffA-Za-z0-9、]{2,20}?)为(?:主业|主营业务|核心业务|主要业务|主打业务|主营|老本行)(?=的|[，。；;]|$)"
    r"|(?:主业|主营业务|核心业务|主要业务|老本行)(?:正|就|便|一直)?(?:是|为)(?P<n>[\u4e00-\u9fffA-Za-z0-9、]{2,20}?)(?=的(?:研发|设计|生产|制造|加工|检测)|[，。；;]|$)"
    r"|(?:靠|以)(?P<r>[\u4e00-\u9fffA-Za-z0-9]{2,8}?)起家)"
)
_FULL: Final = 4
_FIRMS_OF: Final = re.compile("的[^，。；;]{0,16}?(?:企业|公司)(?!们|家|数|有|达|超|\\d)")


def worked_on(context: Context, sentence: Sentence) -> list[tuple[int, int, Thing]]:
    """What a firm is said to work on, each with the firm; words of making belong to it where it ends in no kind of goods."""
    text = sentence.shadow.text
    found: list[tuple[int, int, Thing]] = []
    for match in _WORK.finditer(text):
        # 两家企业分别从事甲和乙: each its own.
        if _NOT_DONE.search(text, 0, match.start()) or text[: match.start()].endswith("分别"):
            continue
        if (firm := _worker(context, sentence, match)) is None:
            continue
        spans = [match.span(g) for g in ("a", "b", "r") if match[g] and not (g == "r" and is_thing(match[g]))]
        for group in ("m", "n"):
            spans += split_last(text, split_items(text, *match.span(group))) if match[group] else []
        if match["x"]:
            spans = split_items(text, *match.span("x"))
            parted = split_last(text, spans)
            # 从事甲制造和乙运营: two, where both can be a link.
            spans = parted if all(e - s >= _FULL and plain(text[s:e]) for s, e in parted) else spans
            spans[-1] = spans[-1][0], spans[-1][1] + _kept_deed(match["x"], match["deed"] or "")
        found += [(start, end, firm) for start, end in spans if plain(text[start:end])]
    return found


def _kept_deed(words: str, deed: str) -> int:
    """Characters of the deed behind the words that belong to a link's name: 晶圆|制造, 数据|加工; not 功能膜材料|生产."""
    verbs = re.match("(?:研发|生产|制造|开发|加工|销售)*", deed)
    said = verbs[0] if verbs is not None else ""
    if said in ("制造", "加工"):
        return len(said)
    return 0 if len(said) > 2 or ending_in("product_heads").search(words) else len(said)


def _worker(context: Context, sentence: Sentence, match: re.Match[str]) -> Thing | None:
    """The firm described (从事甲的乙公司), the one that 这家从事甲的企业 stands for, else what the clause is about."""
    text = sentence.shadow.text
    described = next((f for f in context.things_of(sentence, "Company") if text[match.end() : f.start] == "的"), None)
    if described is not None:
        return described
    firms = _FIRMS_OF.match(text, match.end())
    if firms is not None:
        told = topic(context, sentence, ("Company",), firms.end())
        return told.thing if told is not None and told.hops <= 2 and text.rfind("这家", 0, match.start()) >= 0 else None
    if text.startswith("的", match.end()) and not match["n"]:
        return None
    doer = _doer(context, sentence, match.start())
    return doer[0] if doer is not None else None


# No other word closes a list of links or says how many there are.
_SAID: Final = re.compile("环节|短板|弱项|断点|卡点|空白|缺口|拆成|分成|链.*[从段节环块]|[从段节环块].*链")


def _announced(context: Context, sentence: Sentence) -> list[Span]:
    if _SAID.search(sentence.shadow.text) is None:
        return []
    spans = [span for e in emphases(context, sentence) if e.label == "ChainLink" and not e.open for span in e.items]
    spans += [span for one in link_lists(sentence.shadow.text) for span in one.items]
    return list(dict.fromkeys(spans))


def put_link(context: Context, sentence: Sentence, start: int, end: int) -> None:
    """A link at `[start, end)`: the pack's where it knows one by these words, else one of its own."""
    hits = context.names.get(sentence.number, ())
    same = next((h for h in hits if (h.start, h.end) == (start, end)), None)
    # A name of a pack that reaches over the item's end is another name.
    crossed = any(h.start < start < h.end or h.start < end < h.end for h in hits)
    if crossed or not context.free(sentence, start, end) or (same is not None and same.label != "ChainLink"):
        return
    if same is None:
        local_id = context.put_name(sentence, start, end, "ChainLink", context.packs.home, "link-named", "0.7")
    else:
        local_id = same.id
        context.mention(sentence, start, end, "ChainLink", local_id, "alias")
        context.tell(sentence, "ChainLink", local_id, "names")
    context.parts.setdefault(sentence.shadow.text[start:end], ("ChainLink", local_id))


def chain_facts(context: Context) -> None:
    """The chain that a list of links is of, and the firms that work on a link."""
    for sentence in context.article.body:
        links = context.things_of(sentence, "ChainLink")
        if not links:
            continue
        for start, end, doer in worked_on(context, sentence):
            for link in links:
                if (link.start, link.end) == (start, end):
                    context.relate(sentence, "ENGAGES_IN", doer, link, "link-worked-on", "0.75", {"basis": "document"})
        for one in link_lists(sentence.shadow.text):
            _parts(context, sentence, one, links)
        for match in _ON_CHAIN.finditer(sentence.shadow.text):
            _on_chain(context, sentence, match, links)
        _engaged(context, sentence, links)
        _at_link(context, sentence, links)


# 甲(产业链)中的|乙、丙环节; 甲由|乙、丙两个环节组成.
_OF_INDUSTRY: Final = re.compile(
    r"(?:产业|行业|领域)?(?:链条?)?(?:上下游|上游|中游|下游)?(?:(?:中|里|上|内)?的"
    r"|(?:一般|通常|主要|大致|大体|可以?|依次)*(?:由|分为|分成|划分为|细分为|拆分为|涵盖|包括|包含|囊括|覆盖|串起|贯通)(?:了)?(?:从)?)"
)
# 支持甲企业攻克|乙、丙等环节.
_BY_FIRMS: Final = re.compile(
    r"(?:产业)?(?:链上|上下游|龙头|骨干|重点|整机|零部件)*企业(?:加快|联合|着力|集中|协同|合力)*(?:攻克|突破|补齐|补强|补上|攻关|布局|深耕|聚焦|研制|打通)(?:了)?$"
)


def _parts(context: Context, sentence: Sentence, one: LinkList, links: Sequence[Thing]) -> None:
    """氢能产业链上的甲、乙等环节: 甲 and 乙 are links of its chain."""
    industries = context.things_of(sentence, "Industry")
    text, first = sentence.shadow.text, one.items[0][0]
    chain = None
    if one.of is not None:
        start, end = one.of
        chain = next((t for t in industries if t.start < end and start < t.end), None)
        chain = chain or _called_before(context, sentence, start, end)
    if chain is None:
        chain = next((t for t in industries if t.end < first and _OF_INDUSTRY.fullmatch(text, t.end, first)), None)
    if chain is None and (firms := _BY_FIRMS.search(text, max(0, first - 24), first)) is not None:
        chain = _called_before(context, sentence, 0, firms.start())
    if chain is None and one.owned and (told := topic(context, sentence, ("Industry",), first)) and told.hops <= 2:
        # 链条上的甲、乙两个环节: the chain told of before.
        chain = told.thing
    if chain is None and one.owned and _THIS.search(text, 0, first):
        chain = _told_just_before(context, sentence)
    if chain is None and one.owned and (before := [t for t in industries if t.end < first]):
        # 园区以甲产业为主攻方向，围绕产业链上乙、丙两大环节….
        chain = before[-1]
    if chain is None and one.owned:
        # 《方案》把链条拆成六个环节: of the one chain that the plan is for.
        chain = _of_plan(context, sentence)
    # 聚焦甲、乙等短板环节, said of a plan for one industry: inferred, no word says so.
    stated = chain is not None or one.weighed is None
    chain = chain if stated else _of_plan(context, sentence)
    for link in links:
        if chain is not None and (link.start, link.end) in one.items and link.id != chain.id:
            context.edge(
                sentence, "PART_OF", (link.label, link.id), (chain.label, chain.id), "link-of-chain",
                confidence="0.8" if stated else "0.6", stated=stated,
            )  # fmt: skip


# 这条链由甲、乙两个环节串成.
_THIS: Final = re.compile("[这该]条?(?:产业)?链|这一(?:产业)?链条")
_BACK: Final = 2


def _told_just_before(context: Context, sentence: Sentence) -> Thing | None:
    """The industry named last in the paragraph, not far above."""
    for other in reversed(context.article.body):
        if 0 < sentence.number - other.number <= _BACK and other.paragraph == sentence.paragraph:
            industries = context.things_of(other, "Industry")
            if industries:
                return industries[-1]
    return None


def _of_plan(context: Context, sentence: Sentence) -> Thing | None:
    """The one industry that the title of the plan names of which the sentence tells."""
    if context.policy is None or not told_of_policy(context, sentence):
        return None
    found: dict[str, Thing] = {}
    for other in context.article.sentences:
        for thing in context.things_of(other, "Industry"):
            words = other.shadow.text[thing.start : thing.end].removesuffix("产业")
            if len(words) >= _SHORTEST and words in context.policy.title:
                found.setdefault(thing.id, thing)
    return next(iter(found.values())) if len(found) == 1 else None


def _called_before(context: Context, sentence: Sentence, start: int, end: int) -> Thing | None:
    """The industry that the article calls by the words that end a stretch, which this sentence does not name by itself."""
    words = sentence.shadow.text[start:end]
    for other in context.article.sentences:
        for thing in context.things_of(other, "Industry"):
            name = other.shadow.text[thing.start : thing.end].removesuffix("产业")
            if name == words or (start == 0 and len(name) >= _SHORTEST and words.endswith(name)):
                return Thing(end - len(name), end, "Industry", thing.id)
    return None


def _on_chain(context: Context, sentence: Sentence, match: re.Match[str], links: Sequence[Thing]) -> None:
    """主营甲产业链上的乙: of that chain, and what the firm works on."""
    industries = context.things_of(sentence, "Industry")
    chain = next((t for t in industries if t.start == match.start("of")), None)
    doer = _doer(context, sentence, match.start())
    for link in links:
        if match.start("list") <= link.start and link.end <= match.end("list"):
            if chain is not None:
                context.relate(sentence, "PART_OF", link, chain, "link-of-chain", "0.8")
            if doer is not None:
                context.relate(
                    sentence, "ENGAGES_IN", doer[0], link, "link-engaged", sure(78, doer[1]), {"basis": "document"}
                )


# 从事甲|研发生产的|乙公司.
_MAKER: Final = re.compile("(?:研发|研制|开发|配套|供应|检测|运营|生产|制造|加工|设计|销售|服务|业务|环节|领域)*的")


# 在甲环节，|乙公司研制…; 甲企业|乙公司; 扎根甲环节.
_AT_LINK: Final = re.compile("在$")
_HERE: Final = re.compile("(?:这一|这个)?环节(?:上|中|里)?，(?:本地的?|来自[^，。；;]{2,8}的)?")
_ITS_FIRM: Final = re.compile(
    "(?:环节)?(?:的)?(?:龙头|骨干|头部|链主|代表|重点)*(?:企业|厂商|制造商|供应商|服务商|生产商)(?:代表)?(?:——)?"
)
_PLACED_AT: Final = re.compile("(?:扎根|立足|卡位|锁定|占据|切入|专注|专注于|落子|守在)(?:于|在|了)?$")


def _at_link(context: Context, sentence: Sentence, links: Sequence[Thing]) -> None:
    """在甲环节，乙公司研制…; 甲企业乙公司: the firm that a link's own words bring in; the link is of what the item is about."""
    text = sentence.shadow.text
    for link in links:
        here = _HERE.match(text, link.end) if _AT_LINK.search(text, 0, link.start) else None
        lead = here or _ITS_FIRM.match(text, link.end)
        firm = None
        if lead is not None:
            firm = next((f for f in context.things_of(sentence, "Company") if f.start == lead.end()), None)
        if here is not None and firm is not None and (chain := _of_item(context, sentence)) is not None:
            context.relate(sentence, "PART_OF", link, chain, "link-of-chain", "0.75")
        if firm is None and text.startswith("环节", link.end) and (put := _PLACED_AT.search(text, 0, link.start)):
            doer = None if _NOT_DONE.search(text, 0, put.start()) else _doer(context, sentence, put.start())
            firm = doer[0] if doer is not None else None
        if firm is not None:
            context.relate(sentence, "ENGAGES_IN", firm, link, "link-engaged", "0.75", {"basis": "document"})


def _of_item(context: Context, sentence: Sentence) -> Thing | None:
    """The industry that the paragraph of a sentence opens with: ——甲产业。… 在乙环节，…."""
    for before in (sentence, *context.article.before(sentence, _ITEM_LONGEST)):
        if before.paragraph != sentence.paragraph:
            return None
        if before.first:
            named = context.things_of(before, "Industry")
            return named[0] if named and _ITEM_MARK.fullmatch(before.shadow.text, 0, named[0].start) else None
    return None


_ITEM_LONGEST: Final = 6
_ITEM_MARK: Final = re.compile(r"[—\-●▲◆■·□○★\d.、()一二三四五六七八九十 “]*")


_OWNED: Final = re.compile(r"(?:产业)?(?:链条?)?(?:上游|中游|下游)?[上中里]?的$")


# 以甲|见长.
_BY_IT: Final = re.compile("(?:以|凭)$")
_KNOWN_FOR: Final = re.compile("(?:技术|业务|服务|产品)?(?:见长|著称|闻名|起家|出名)")


def _engaged(context: Context, sentence: Sentence, links: Sequence[Thing]) -> None:
    """甲主攻乙, 生产乙的甲公司, 甲带来了乙项目."""
    text = sentence.shadow.text
    industries = context.things_of(sentence, "Industry")
    for link in links:
        at = link.start
        while before := next((o for o in links if o.end == at - 1 and text[o.end] in "、和与及"), None):
            at = before.start
        # 主攻甲产业链上的|乙环节.
        owned = _OWNED.search(text, 0, at)
        of = next((t.start for t in industries if owned is not None and t.end == owned.start()), at)
        verb = _works_on().search(text, max(0, of - 10), of)
        verb = verb or (_BY_IT.search(text, 0, at) if _KNOWN_FOR.match(text, link.end) else None)
        if verb is None or _NOT_DONE.search(text, 0, verb.start()):
            continue
        owner = next(
            (f for f in context.things_of(sentence, "Company") if _MAKER.fullmatch(text, link.end, f.start)), None
        )
        doer = (owner, 0) if owner is not None else _doer(context, sentence, verb.start())
        if doer is not None:
            context.relate(
                sentence, "ENGAGES_IN", doer[0], link, "link-engaged", sure(78, doer[1]), {"basis": "document"}
            )


def _doer(context: Context, sentence: Sentence, at: int) -> tuple[Thing, int] | None:
    """The firm that does what the verb at a place says: the one right before it, else what the clause is about."""
    near = ending_at(context, sentence, at, ("Company",))
    if near and not sentence.shadow.text[: near[0].start].endswith(("为", "向", "给", "与", "同", "和")):
        return near[-1], 0
    about = topic(context, sentence, ("Company", "Park", "Zone", "Organization", "Policy"), at)
    return (
        (about.thing, about.hops) if about is not None and about.thing.label == "Company" and about.hops <= 1 else None
    )
