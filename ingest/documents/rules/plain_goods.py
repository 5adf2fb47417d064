"""Goods whatever their name ends in, where the words around leave no doubt that they are goods (不看词尾的货).

甲最拿手的是即食乙、虾丙和鱼丁; 甲把乙卖到了东南亚; 由后者再制成乙; 列出甲、乙等58项需求; 乙的试制任务被甲揽下.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context
from ingest.documents.lists import Span, split_items, split_last
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.products import DENIED, PLANNED, TO_COME
from ingest.documents.rules.subjects import openers, topic
from ingest.documents.rules.technologies import put_goods
from ingest.sieve import regex
from schema.tokens import tagged
from schema.words import ending_in, word_set

_X: Final = r"[\u4e00-\u9fffA-Za-z0-9\-]"
# 最拿手的是甲、乙和丙; 拳头产品有甲; 招牌菜是甲.
_BEST: Final = regex(
    r"(?:最?拿手的?|最?叫得响的?|卖得最好的?|最畅销的?|招牌|看家|拳头|当家|主打|明星|王牌|主要|主导|主力|爆款)(?:产品|货|菜|单品|好货|品种|品类)?(?:还|就|正|也|一直)?(?:[是为有]|包括|要数|当数)(?P<list>[^，。；;:“”《》()是有]{2,40})(?=[，。；]|$)"
)
_TURNS_OUT: Final = regex(
    r"(?<![能可])(?:量产|主产|专产|专做|批产|试产)(?:了|出|着|的是)?(?P<list>[^，。；;:“”《》()的是有]{2,40}?)(?:等[^，。；;]{0,6})?(?=[，。；]|$)"
)
# 甲把乙卖到了东南亚.
_SELLS: Final = regex(
    rf"(?:把|将)(?P<x>{_X}{{3,10}}?)(?:直接|成功|陆续|批量|都|也)*(?:卖到|卖进|卖向|卖给|卖往|销往|销到|出口到|出口至|出口给|卖出国门|销进)"
)
# 甲的乙去年卖出1.2万米; 甲造的乙进了20家工厂.
_OF_ITS: Final = re.compile(
    r"(?:的?(?:招牌|拳头产品|看家产品|王牌产品|当家产品|主打产品|明星产品|核心产品|主力产品|新品)|(?:自主|独家|自己)?(?:造|生产|研制|研发|自研|出品|制造|开发|产)?的)"
    rf"(?P<list>{_X}{{2,10}}?(?:[、和与]{_X}{{2,10}}?){{0,3}})"
    r"(?:，(?:眼下|目前|如今|现在|去年|今年|一[天年月]))?(?:早|早已|已经?|今年|去年|上半年|前三季度|一年|一[天月]|每[天月年]|陆续|先后|全部|也|还|就|能|累计|批量)*"
    r"(?:卖出|卖了|卖到|卖进|卖往|能卖|卖(?=\d)|销量|年销|月销|热销|畅销|走俏|出口|远销|销往|进了|走进|装上|装进|用在|用到|随(?=[\u4e00-\u9fff]{3,24}(?:驶|出|开|销|走|运))|发往|占了?(?:全国|全球|国内|[一二三四五六七八九半])|供不应求|下线|量产)"
)
# 再制成甲, 加工成甲.
_INTO: Final = regex(
    rf"(?:制成|加工成|炼成|提纯成|做成|熬成|酿成|提炼成|转化成|变成|变为|制取|提取)(?:了|出)?(?P<x>{_X}{{3,8}})(?=[，。；]|$|出售|销售|外销|卖|供)"
)
_LATTER: Final = re.compile("由(?P<w>后者|前者|对方|它|其|该公司)(?:再|来|负责|进一步|将其)*$")
# 列出甲、乙等58项需求.
_WANTS: Final = regex(
    r"(?:列出|开列|列了|列着|列有|开出|写着|亮出|晒出|挂出|摆出|提出|发布|抛出|张榜|征集)(?:了|的是)?(?P<list>[^，。；;:“”《》()]{5,60}?)(?:等)?(?:\d+|[一二三四五六七八九十两]+)[余多]?(?:项|条|种|类|款|个)(?:具体|配套|采购|技术|产品|部件|零部件|外协)*需求"
)
# 甲的试制任务便被乙揽下.
_TASK: Final = regex(
    rf"(?:^|[，。；、])(?:[^，。；、]{{0,4}}(?:中|里)的)?(?P<x>{_X}{{3,10}}?)的?(?:试制|研制|生产|供货|加工|制造|配套|开发)?(?:任务|订单|合同|单子|活儿|大单|需求)(?:便|就|已|已经|很快|也|则|随即|最终|当天|马上)*(?:被|由)(?=[\u4e00-\u9fffA-Za-z(])"
)
_TAKEN: Final = re.compile(
    "(?:一举|顺利|成功)*(?:揽下|接下|拿下|承接|领走|抢下|拿走|揭下|接走|认领|摘下|接单|揽走|收下)"
)
# 揭得“甲”一题.
_QUESTION: Final = regex(
    r"(?:揭得|揭下|揭榜|揭了|攻下|攻克|承接|领走|领到|拿下|中标|认领|接下|摘下)(?:了)?“(?P<x>[^“”，。；]{3,16})”(?:这)?(?:一|道|个|项)*(?:题|课题|攻关|任务|榜单|榜题|技术难题)"
)
# 推出甲、乙两款新品.
_NEW: Final = regex(
    r"(?:添了|推出|上了|上新|带来|端出|亮出|拿出|研制出|开发出|做出)(?:了)?(?P<list>[^，。；;:“”《》()的]{5,40}?)(?:等)?(?:\d+|[一二三四五六七八九十两]+)[余多]?款(?:新品|产品|新产品|单品|新菜|新款)"
)
# 生产过甲、乙.
_ONCE: Final = regex(
    r"(?:生产|制造|造|研制|做)过(?P<list>[^，。；;:“”《》()的]{3,40}?)(?:等[^，。；;]{0,6})?(?=[，。；]|$)"
)
_NO_GOOD: Final = re.compile(
    r"(?:[率额值价]|产量|销量|总量|能力|水平|规模|品牌|名气|标准|模式|方案|方式|思路|经验|做法|项目|工程|业务|产业|行业|企业|公司|集团|工厂|车间|基地|园区|市场|平台|机制|政策|资金|资源|数据|信息|场景|服务|技术|团队|人才|员工|客户|用户|订单|合同|需求|问题|短板|优势|目标|任务|成果|专利|奖项|产品|设备|装备|材料|部件|零件|配件|人员|厂房|房产|[楼房店]|资产|股权|股票|地块|部门|电商|贸易|旅游|零售|餐饮|教育|研究|研发|设计|定制|加工|经营|运营|营销|口碑|理念|学生|专家|论文|作品|影片|电影|歌曲|股份|环节|链条|领域|方向|关系|故事|名片|样板|典范|现实|可能|生意|业绩|成本|时间|距离|效率|精度|周期|负责人|经理|厂长|工程师|总监|书记|主任)$"
    r"|[的了是在把被将着过]|^(?:各类|各种|多种|各式|这|那|其|该|本|更多|相关|一|两|几|自家|自己|产品|新的)"
)
_SHORTEST: Final = 3


def plain_goods(context: Context) -> None:
    """Goods of any name by frames that only goods stand in, with the firm that has them."""
    sentences = sifted(
        context.article.body, _BEST, _TURNS_OUT, _SELLS, _INTO, _WANTS, _TASK, _QUESTION, _NEW, _ONCE, _SOLD
    )
    for sentence in sentences:
        text = sentence.shadow.text
        for pattern in (_BEST, _TURNS_OUT, _NEW):
            for match in pattern.finditer(text):
                _of_told(context, sentence, match.start(), _row(text, match))
        for match in _SELLS.finditer(text):
            _of_told(context, sentence, match.start(), [match.span("x")] if is_good(match["x"]) else [])
        for firm in context.things_of(sentence, "Company"):
            of = _OF_ITS.match(text, firm.end)
            if of is not None and not _foreseen(text, firm.end, of.end()):
                put_goods(context, sentence, [firm], _row(text, of))
        for match in _INTO.finditer(text):
            _into(context, sentence, match)
        for match in (*_WANTS.finditer(text), *_ONCE.finditer(text)):
            spans = _row(text, match)
            if any(_ends(text[slice(*span)]) for span in spans):
                put_goods(context, sentence, [], spans)
        for match in _TASK.finditer(text):
            takers = starting_at(context, sentence, match.end(), ("Company",))
            if takers and is_good(match["x"]) and _TAKEN.match(text, takers[-1].end):
                put_goods(context, sentence, takers, [match.span("x")])
        for match in _QUESTION.finditer(text):
            if "场景" not in text and (is_good(match["x"]) or _ends(match["x"])):
                put_goods(context, sentence, [], [match.span("x")])


_SOLD: Final = regex("随|卖|销|出口|走俏|进了|走进|装上|装进|用在|用到|发往|占|供不应求|下线|量产")


def _ends(name: str) -> bool:
    return ending_in("product_heads").search(name) is not None


@lru_cache(maxsize=1 << 10)
def is_good(name: str, *, row: bool = False) -> bool:
    """Whether words read as the name of a good: a noun of three characters and more, no deed, no matter of business.

    In a row of goods (`row`) stand also nouns of two characters (虾酱) and what a deed describes (即食海参).
    """
    tokens = tagged(name)
    if (
        len(name) < (2 if row and len(tokens) == 1 else _SHORTEST)
        or _NO_GOOD.search(name)
        or name in word_set("generic_heads")
    ):
        return False
    if any((t.tag[:1] in "pcurdmqye" and t.tag != "un") or t.tag in ("ns", "nt", "t") for t in tokens):
        return False
    if any(t.text in word_set("left_stops") for t in tokens if len(t.text) > 1):
        return False
    if tokens[0].tag[:1] == "v" and len(tokens[0].text) > 1 and not (row or _ends(name)):
        return False
    last = tokens[-1]
    return last.tag[:1] in ("n", "g", "x", "") and not all(t.text in word_set("product_plain") for t in tokens)


def _row(text: str, match: re.Match[str]) -> list[Span]:
    """The items of a list, all of which must read as goods."""
    start, end = match.span("list")
    items = split_items(text, start, end)
    spans = [*split_last(text, items)] if items else []
    row = len(spans) > 1
    return spans if spans and all(is_good(text[slice(*span)], row=row) for span in spans) else []


def _foreseen(text: str, start: int, end: int) -> bool:
    return TO_COME.search(text, start, end) is not None or DENIED.search(text, 0, start) is not None


def _of_told(context: Context, sentence: Sentence, at: int, spans: list[Span]) -> None:
    """Goods of the firm that the words at a place are about."""
    text = sentence.shadow.text
    if not spans or DENIED.search(text, 0, at) or PLANNED.search(text, 0, at):
        return
    about = topic(context, sentence, ("Company", "Park", "Zone", "Project", "Policy", "Organization", "Scenario"), at)
    if about is not None and about.hops <= 1 and about.thing.label == "Company":
        put_goods(context, sentence, [about.thing], spans)


def _into(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """由后者再制成乙: of the firm named last; 甲将海带加工成乙: of the firm that opens."""
    text = sentence.shadow.text
    if not is_good(match["x"]) or PLANNED.search(text, 0, match.start()) or DENIED.search(text, 0, match.start()):
        return
    named = [f for f in context.things_of(sentence, "Company") if f.end <= match.start()]
    latter = _LATTER.search(text, 0, match.start())
    if latter is not None and named:
        put_goods(context, sentence, named[:1] if latter["w"] == "前者" else named[-1:], [match.span("x")])
        return
    own = [f for f in openers(context, sentence, ("Company",)) if f.end <= match.start()]
    if len(named) == 1 and own == named:
        put_goods(context, sentence, own, [match.span("x")])
