"""Short names of firms by a word of trade behind words that lead in a firm: 园内企业蓝桅智能, 做主轴的立方数控, 甲园孵化的乙智能 (企业简称的引入词).

A trade alone ends common nouns as well (人工智能); behind such words, with a word of its own before it, it ends a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.boundary import is_brand_like
from ingest.documents.known import cuts_word
from ingest.sieve import Regex, regex
from schema.tokens import tagged
from schema.words import longest_first, word_set

# 园内企业|甲智能; 做主轴的|甲数控; 甲园孵化的|乙智能; 邻居|甲传感; 从深圳搬来的|甲科技.
_LEADS: Final = (
    r"(?:(?:园内|园区|入园|入驻|在园|驻园|链上|本土|本地|当地|区内|辖区|龙头|链主|骨干|明星|代表性?|重点|科技型?|初创|上市|民营|外资|配套|下游|上游|头部|同园|制造|高新技术|瞪羚|独角兽|“小巨人”|本市|我市|新锐|老牌)(?:企业|公司)(?:代表)?"
    r"|(?:供应商|服务商|集成商|整机厂|主机厂|整车厂|租户|合作伙伴|合作方|客户|邻居|同行|竞争对手|创业公司|总包方|业主方?|买家|买方|卖家|卖方|开发商|运营商)(?:是|叫|有|为|包括)?"
    r"|(?:做|专做|主做|从事|生产|主营|主攻|专攻|专注|研发|制造|深耕|经营|主打)[^，。；、的“”]{1,14}的(?:是|有|就是|还有)?"
    r"|(?:孵化|培育|走出|诞生|搬来|迁来|落户|引进|招引|投资|控股|参股|领投|起家)(?:出|成功)?的"
    r"|(?:一家|一个)(?:叫|名叫|名为|叫作|叫做)(?:做)?“?)(?:“)?"
)
_OWN: Final = r"(?P<x>(?P<own>[\u4e00-\u9fff]{2,4}?)"
_JOINED: Final = re.compile(r"(?:、|和|与|及)“?")
_NO_OWN: Final = re.compile(
    "[的了在是和与及或等为被把将以从向对这该其各某每两几一二三四五六七八九十多大小新老首]|人工|具身|国产|进口|智慧|现代|传统|高端|先进|绿色"
)
_BAD_TAGS: Final = ("m", "q", "r", "p", "c", "u", "y", "d", "f", "e", "t")
_NOT_TRADES: Final = frozenset(
    {"市场", "学校", "医院", "安全", "实验", "研究", "景区", "公寓", "公路", "典当", "培训", "图书", "影院", "集团", "商城", "批发", "加油站", "产业园", "孵化器", "商贸城", "环境", "显示", "加工", "安装", "监理", "用品", "制品", "游戏", "测绘", "养殖", "快递", "石料", "模具", "工具", "容器", "玩具", "器具", "文具", "刀具"}
)  # fmt: skip
_MORE_TRADES: Final = ("智能", "数控", "传感", "机电", "精工", "激光", "海洋", "自控", "传动", "视觉", "能科", "数科", "智航", "智控", "智驾", "重装", "农机", "机床", "封测", "芯片", "微电", "材料", "新能", "环境科技", "检测", "软件", "数据")  # fmt: skip


@cache
def _trades() -> tuple[str, ...]:
    words = {*longest_first("makers_tail"), *longest_first("coined_trades"), *longest_first("company_trades")}
    return tuple(sorted({*words, *_MORE_TRADES} - _NOT_TRADES, key=lambda w: (-len(w), w)))


@cache
def _named() -> str:
    """The expression of a name: a word of its own, then words of trade."""
    return rf"{_OWN}(?:{'|'.join(map(re.escape, _trades()))})+)"


@cache
def _pattern() -> Regex:
    return regex(_LEADS + _named())


# 甲智能则带来了乙项目: what only a firm does stands behind the trade.
_ACTS: Final = r"(?=(?:则|也|还|又|同期|同时)?(?:带来|签下|拿下|接下|亮出|发来)(?:了)?)"


@cache
def _acting() -> Regex:
    return regex(rf"(?:^|(?<=[，。；;“]))(?:本报(?:\d+月)?(?:\d+日)?讯\s*)?{_named()}{_ACTS}")


@cache
def _next() -> re.Pattern[str]:
    return re.compile(_named())


def ends_in_trade(name: str) -> bool:
    """Whether a name ends in a word of trade behind two characters or more."""
    return any(name.endswith(word) and len(name) > len(word) + 1 for word in _trades())


def trade_short_names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Spans of names behind words that lead in a firm, and of those that 、 joins to them."""
    text = sentence.shadow.text
    for acting in _acting().finditer(text):
        if _is_name(text, acting):
            yield acting.span("x")
    pattern = _pattern()
    match = pattern.search(text)
    while match is not None:
        at = match.start("x")
        name = match if _is_name(text, match) else None
        if name is not None:
            at = match.end()
        while name is not None:
            yield name.span("x")
            name = _joined_to(text, name.end())
        match = pattern.search(text, at)


def _joined_to(text: str, end: int) -> re.Match[str] | None:
    """The name that 、 joins to the one that ends here."""
    joined = _JOINED.match(text, end)
    name = _next().match(text, joined.end()) if joined is not None else None
    return name if name is not None and _is_name(text, name) else None


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether the word before the trade is one of its own, and nothing goes on behind it."""
    own, (start, end) = match["own"], match.span("x")
    if _NO_OWN.search(own) or not is_brand_like(own) or cuts_word(text, start, end):
        return False
    tokens = tagged(own)
    if any(t.tag[:1] in _BAD_TAGS for t in tokens) or (tokens[0].tag.startswith("v") and len(tokens[0].text) > 1):
        return False
    if any(len(t.text) > 1 and (t.tag in ("ns", "nr") or t.text in word_set("generic_heads")) for t in tokens):
        return False
    after = tagged(text[end : end + 6])
    return not after or not after[0].text.isalnum() or after[0].tag[:1] in ("p", "c", "v", "u", "d", "t", "f", "m")
