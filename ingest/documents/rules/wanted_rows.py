"""Rows of trades or links whose firms are wanted, told without a verb of inviting: 目标客户是甲、乙企业, 向丙企业伸出橄榄枝 (招引对象列举)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context
from ingest.documents.lists import Span, after_mark, split_items, split_last
from ingest.documents.rules.chain_links import put_link
from ingest.documents.rules.emphasis import ends_as_goods, ends_as_industry
from ingest.documents.rules.industry_names import put_theme
from ingest.documents.rules.inviting_frames import INVITING, LINKS, SEEKS, callable_trade
from ingest.documents.rules.link_lists import KEPT, plain
from ingest.sieve import Regex, passing, regex
from schema.words import word_set

_FIRMS: Final = r"(?:等|这|[两二三四五六]|个|类|环节|领域|行业|方向|赛道|相关)*(?:的)?(?:上下游|龙头|头部|骨干|链上|品牌|配套)?(?:企业|厂商|品牌|商家|机构|团队|公司)"
_ROW: Final = r"(?P<list>[^，。；;:“”的]{2,30}?)"
# 最想请来的是甲、乙和丙类品牌, 目标客户是丁、戊企业.
_MOST_WANTED: Final = regex(
    r"(?:(?:想|盼|愿意?|希望|期待|渴望|急着|打算)(?:招|引|请|要|等|找|见|拿下|吸引|引进)?(?:来|进|到|进来)?的|欢迎的|目标客户|目标企业|招商对象|招引对象|意向客户)"
    rf"(?:，)?(?:还|就|正|也|主要|首先|当属|则)*(?:是|为|有|要数|当属|锁定(?:在)?|:)?{_ROW}{_FIRMS}(?=[，。；;”]|$)"
)
# 招商名单上写着甲和乙, 把招商重点放在甲和乙上.
_ON_THE_LIST: Final = regex(
    r"(?:招商|招引|引资)(?:名单|清单|单子|图谱|手册|目标|重点|重心|目光|方向|主攻方向)(?:上|里|中)?(?:，)?(?:排在(?:前面|首位|最前)的|还|主要|已经?|就|则|正)*"
    rf"(?:写着|列着|写了|列了|标着|圈出|圈定(?:了)?|锁定(?:在|了)?|放在(?:了)?|落在(?:了)?|指向(?:了)?|对准(?:了)?|是|为|包括){_ROW}(?:等)?(?:[两二三四五]个)?(?:环节|产业|领域|赛道|方向|{_FIRMS})?(?:上|身上)?(?=[，。；;”]|$)"
)
# 向甲企业伸出橄榄枝, 对乙企业敞开大门, 把一层楼留给丙和丁企业.
_HAND_OUT: Final = regex(
    rf"(?:向|对|给|为|朝){_ROW}{_FIRMS}(?:伸出|递出|抛出|(?:敞开|张开|打开)(?:了)?(?:大门|怀抱|双臂)|发出(?:了)?(?:邀|英雄帖|召集)|招手|虚位以待|留(?:着|出|了))"
    rf"|(?:优先|专门|特意)?(?:留给|预留给|腾给|让给){_ROW.replace('list', 'kept')}{_FIRMS}(?=[，。；;”]|$)"
)
# 围绕甲、乙三个薄弱环节招引机构; 锁定丙、丁两个缺口，三年招引项目40个.
_GONE_FOR: Final = regex(
    rf"(?:围绕|聚焦|瞄准|针对|面向|锁定|紧盯|盯紧|盯住|对准|补齐|填补){_ROW.replace('30', '50')}(?:等)?(?:这)?(?:[两二三四五六七八九]|\d)?个?(?:薄弱|关键|短板|紧缺|缺失|重点|核心|空白)*(?:环节|短板|缺口|空白)(?:上)?，?"
    r"(?:未来|今后|力争)?(?:[一二三四五两\d]+年(?:内)?|[今明]年|全年|年内)?(?:加大|加快|重点|着力|大力|集中|精准|靶向|定向|持续|再|计划|拟|将|要|新)*(?:招引|引进|引育|招揽|招募|引入)(?!了|过|[^，。；;]{0,24}企业)"
)
# 年内要啃下甲这块“硬骨头”，已同3家企业接洽.
_HARD: Final = regex(
    r"(?:啃下|攻下|啃掉|补上|填上|填补|补齐|拿下)(?P<list>[^，。；;:“”的]{2,12}?)(?:这[块个道一])(?:“)?(?:最?硬的?骨头|硬骨头|短板|空白|缺口|缺环|一环)(?:”)?(?=[，。；;]|$)"
)
# 目光投向甲、乙等薄弱环节，优先引进链主企业: the eye of who invites.
_EYES: Final = regex(
    rf"(?:目光|视线|招商重心|招商触角|触角)(?:将|正|也|又|已)*(?:投向|转向|落在|落到|锁定|瞄准|聚焦|对准|盯住|盯向|放在|伸向)(?:了)?{_ROW.replace('30', '50')}(?:等)?(?:这)?(?:[两二三四五六七八九]|\d)?个?(?:薄弱|短板|紧缺|缺失|空白|缺位)+的?(?:环节|领域)?(?:上)?，(?:优先|重点|着力|加快|大力|集中|精准|定向|靶向)*(?:引进|招引|引育|吸引|招揽|招募|引入)(?!了|过)"
)
# 甲、乙两个环节眼下还空着，要盯着这两处找客商; 丙环节至今空白，正四处招商.
_EMPTY: Final = regex(
    rf"(?:^|[，。；;:]|目前|眼下|只有|还有|剩下)(?:而|但|可|唯独|只是|偏偏|其中)*{_ROW.replace('30', '50')}(?:这)?(?:[两二三四五六]|\d)?个?环节(?:上)?(?:眼下|目前|至今|暂时|仍旧?|还|依然|尚|都|均|一直)*(?:空着|空缺|缺位|空白|是空白|是空档|没着落|没有着落|没有企业|无人问津|无人填补|待补|待填补|断档)"
)
_SOUGHT: Final = re.compile(
    "找客商|找企业|寻找|物色|引企|填补|补上|接洽|洽谈|对接|招商|招引|引进|登门|拜访|邀约|邀请|敲门|牵手"
)
_FRAMES: Final = (_MOST_WANTED, _ON_THE_LIST, _HAND_OUT, _GONE_FOR, _HARD, _EYES, _EMPTY, *INVITING)
_NOT: Final = re.compile("(?:不|没有|未|无|拒绝|谢绝|婉拒)[^，。；;]{0,3}$")
_NO_TRADE: Final = re.compile(
    r"企业|公司|龙头|头部|优质|外资|民营|中小|初创|创业|高新|专精特新|独角兽|瞪羚|链主|世界|全球|国内|国外|知名|更多|各类|这些|那些|有|本地|当地|上市|园|人才|资本|\d"
)


_THESE_LINKS: Final = (
    "这两类环节",
    "这两个环节",
    "这三类环节",
    "这三个环节",
    "两类环节",
    "两个环节",
    "三个环节",
    "三类环节",
)


class Wanted(NamedTuple):
    """Items at shadow spans, and where the words that want them begin."""

    at: int
    items: tuple[Span, ...]
    closed: bool
    """Whether the words behind the row say that it is of links."""
    only: bool
    """Whether the verb before the row says who is wanted and gives it no other weight: 目光投向甲环节，引进乙."""
    sure: bool
    """Whether the words leave no doubt, whatever the items end in: 面向甲、乙企业招租."""
    trades: bool
    """Whether the words behind the row say that it is of industries."""
    by: int | None
    """Where who wants them is named, if behind the row: 甲企业是|乙园的招引对象."""


@lru_cache(maxsize=KEPT)
def wanted_rows(text: str) -> tuple[Wanted, ...]:
    """Rows of those wanted in a sentence, by its words alone."""
    found: list[Wanted] = []
    for frame in passing(text, _FRAMES):
        for match in frame.re.finditer(text):
            found += _invited(text, frame, match) if frame in INVITING else _wished(text, match)
    return tuple(found)


def _wished(text: str, match: re.Match[str]) -> Iterator[Wanted]:
    """The row that a match of a frame holds whose items must end as trades or goods do."""
    group = "list" if match["list"] else "kept"
    # A gap is a wish only where the words behind it seek somebody to fill it.
    sought = match.re is not _HARD.re or _SOUGHT.search(text) is not None
    sought = sought and (match.re is not _EMPTY.re or _SOUGHT.search(text, match.end()) is not None)
    if not sought or _NOT.search(text, 0, match.start()):
        return
    items = tuple(split_last(text, split_items(text, *match.span(group))))
    if items and not any(_NO_TRADE.search(text, s, e) or not plain(text[s:e]) for s, e in items):
        # 想招的是甲、乙这两类环节的企业.
        named = "环节" in text[items[-1][1] : match.end()]
        closed = named or match.re in (_GONE_FOR.re, _HARD.re, _EYES.re, _EMPTY.re)
        yield Wanted(match.start(), items, closed, match.re is _EYES.re, False, False, None)


_SENT_OUT: Final = re.compile(
    "入驻|入园|进园|招募|征召|招徕|进驻|园区|园方|厂房|租金|载体|空间|缺链|断链|招商|招引|引进|引资|补链|强链|登门|拜访|小分队|敲门|南下|北上|落户|选商|邀|英雄帖|客商"
)
_NOUNS: Final = ("企业", "机构", "公司", "团队", "厂商", "商家")
_FOR_TRIALS: Final = re.compile("场景|(?:把|将)[^，。；;]{2,30}$")
_DONE: Final = re.compile("(?:已|去年|累计|先后|成功|曾|陆续|近年来|此前)[^，。；;]{0,10}$")


def _invited(text: str, frame: Regex, match: re.Match[str]) -> Iterator[Wanted]:
    """The row of a frame of inviting: what its items end in does not matter."""
    if (frame in SEEKS and _SENT_OUT.search(text) is None) or _NOT.search(text, 0, match.start()):
        return
    if _DONE.search(text, after_mark(text, "。；;，", match.start()), match.start()):
        return
    # 把厂房和街巷向甲企业敞开: a place to try things in.
    if match[0].endswith(("开放", "敞开", "征集")) and _FOR_TRIALS.search(text, 0, match.start()):
        return
    groups = match.groupdict()
    if groups.get("b"):
        items = [match.span("a"), match.span("b")]
    else:
        items = split_last(text, split_items(text, *match.span("list" if match["list"] else "a")))
    # 甲机构、乙机构入驻.
    items = [(s, e - 2 if text.endswith(_NOUNS, s + 3, e) else e) for s, e in items]
    if items and all(_NO_TRADE.search(text, s, e) is None and callable_trade(text[s:e]) for s, e in items):
        by = match.start("by") if groups.get("by") else None
        behind = text[items[-1][1] : match.end()]
        trades = any(word in behind for word in ("产业", "行业", "赛道"))
        yield Wanted(items[0][0], tuple(items), frame in LINKS or "环节" in behind, False, True, trades, by)


def wanted_named(context: Context) -> None:
    """Trades and links that such rows name: known, or ending as a trade or as goods do; beside one of these the others are too."""
    for sentence in sifted(context.article.body, *_FRAMES):
        for row in wanted_rows(sentence.shadow.text):
            _put(context, sentence, row)


def _put(context: Context, sentence: Sentence, row: Wanted) -> None:
    text = sentence.shadow.text
    hits = {(h.start, h.end): h.label for h in context.names.get(sentence.number, ())}
    trades = goods = 0
    for s, e in row.items:
        words = text[s:e]
        label = hits.get((s, e)) or context.parts.get(words, ("",))[0]
        trade = label == "Industry" or words in word_set("industry_heads") or ends_as_industry(words)
        trades += trade
        goods += not trade and (label == "ChainLink" or ends_as_goods(words))
    of_links = row.closed and text.startswith(_THESE_LINKS, row.items[-1][1])
    if not row.sure and not of_links and (trades + goods == 0 or 3 * (trades + goods) < len(row.items)):
        return
    links = row.closed or goods > trades or (row.sure and not row.trades and trades < len(row.items))
    for s, e in row.items:
        if links and hits.get((s, e)) != "Industry":
            put_link(context, sentence, s, e)
        else:
            put_theme(context, sentence, s, e, "Industry")
