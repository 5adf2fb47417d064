"""Who supplies whom, told by where orders come from and goods go: 八成订单来自甲, 乙名录里的还有丙, 直接进入甲的总装车间 (供货的去向)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.subjects import sure, told_firm, topic
from ingest.sieve import regex

_FIRM: Final = r"(?=[\u4e00-\u9fffA-Za-z(])"
_DESCRIBED: Final = re.compile(r"[^，。；;、“”]{2,10}的")
# 八成的订单来自甲, 一半营收靠甲.
_ORDERS_FROM: Final = regex(
    r"(?:订单|单子|营收|收入|销售额|销量|业务量?|活儿|生意)(?:中|里)?，?(?:有)?(?:[一二三四五六七八九两近超约过]+成[多半]?|一半|大半|多半|大多|多数|大部分|全部|都|主要|\d[\d.]*%|近半|绝大多数|就|均)*(?:以上)?(?:是)?(?:来自|出自|源自|源于|靠的是|靠)"
    + _FIRM
)
# 同在甲供应商名录里的，还有乙.
_IN_LIST: Final = regex(
    r"(?:同在|同列|同处|同样在|也在|身在|列在|出现在|写进|排在|列入|进入|挤进|走进|围着|围绕着?|簇拥着|跟着)" + _FIRM
)
_OF_LIST: Final = re.compile(
    r"(?:等)?(?:公司|企业)?(?:的)?(?:(?:本地|核心|一级|合格|主要)*(?:供应商|供货商|配套商|供货|配套|供方|采购)(?:名录|名单|名册|目录|体系|清单|朋友圈|队伍|圈子?|阵营|行列)(?:里|中|上|之中|当中)?的?|(?:转|配套|吃饭|干活|供货)的?)[^，。；;]{0,6}?，?(?:还|就|便|正|也)?(?:有|是|包括)"
    + _FIRM
)
# 直接进入甲的总装车间; 下一站是甲的总装线.
_GOES: Final = regex(
    r"(?:进入|送进|送入|开进|运进|运到|进了|流进|装进|驶入|拉进|发到|发进|送到|送抵|直达|直奔|下一站(?:就|便|正|将)?是|归宿(?:就|便|正)?是|去向(?:就|便|正)?是|去处(?:就|便|正)?是)(?:了)?"
    + _FIRM
)
_ITS_PLACE: Final = re.compile(
    r"(?:的)?(?:[\u4e00-\u9fff]{0,4})(?:车间|总装线|生产线|产线|装配线|流水线|仓库|工厂|厂区|厂房|船台|库房|物料区|物料库)"
)
_GOODS: Final = re.compile(
    r"产品|货|部件|零件|[\u4e00-\u9fff](?:器|机|膜|泵|箱|阀|盘|件|料|芯片|电池|电机|装置|设备|模块|系统|轴承|材料|车身|壳体)"
)
_NO_GOODS: Final = re.compile(r"(?:记者|参观|走访|调研|考察|实习|人才|员工|学生|技术员|专家|代表团)[^。；;]{0,20}$")
# 甲所用的乙，产自丙.
_USED: Final = re.compile(
    r"(?:所|正在|一直)?(?:用|使用|采用|选用|装|搭载|需要?)的[^，。；;、]{2,14}?，?(?:均|都|全部|主要|大多|多半|就|正|则|也|[一二三四五六七八九]成|一半)*(?:来自|产自|出自|购自|采购自|是)"
    + r"(?=[\u4e00-\u9fffA-Za-z(])"
)
# 一半产品被甲买走.
_BY: Final = regex(r"被" + _FIRM)
_BOUGHT: Final = re.compile(
    r"(?:等)?(?:公司|企业)?(?:一家|悉数|全部|一口气|提前|直接|整批|都|长期)*(?:买走|买下|买去|包下|包圆|包销|订走|订下|抢走|收走|采购|预订一空|拉走|提走|订购)"
)
# 甲的订单，被乙接了下来.
_ORDER_OF: Final = re.compile(
    r"的[^，。；;、]{0,8}?(?:订单|单子|大单|首单|采购单|活儿)，?(?:最终|也|就|便|都|全部|悉数)*(?:被|由|让)"
    + r"(?=[\u4e00-\u9fffA-Za-z(])"
)
_TAKEN: Final = re.compile(r"(?:一举|顺利|成功|一口气|悉数)*(?:接|拿|揽|抢|承接|承揽|收入囊中|收下|吃下)")
# 甲的上游，站着乙; 乙的下游是甲.
_SIDE: Final = re.compile(
    r"(?:的)?(?P<side>上游|下游)(?:企业|厂商|客户|供应商)?，?(?:就|便|正|还)?(?:是|有|站着|连着|接着|紧挨着|聚着|对着)"
    + r"(?=[\u4e00-\u9fffA-Za-z(])"
)
_TOLD: Final = regex("上游|下游|订单|单子|大单|首单|采购单|活儿|(?:用|装|搭载|需|需要)的")
# 由其供应乙的丙公司.
_BY_IT: Final = regex(
    r"由(?:其|它|该公司|该企业|公司|企业)(?:独家|长期|批量|全部)*(?:供应|供货|提供|配套|供给)(?P<t>[^，。；;、]{2,16}?)的(?=[\u4e00-\u9fffA-Za-z(])"
)
_NOT_YET: Final = re.compile(
    r"(?:拟|将|有望|力争|争取|即将|希望|计划|有意|意向|洽谈|未|没有|不再|尚未|取消|终止|停止|准备|想)[^，。；;]{0,8}$"
)


def supply_deals(context: Context) -> None:
    """SUPPLIES by where orders come from, whose list a firm is in, where its goods go."""
    if "Company" not in context.counts:
        return
    for sentence in sifted(context.article.body, _ORDERS_FROM, _IN_LIST, _GOES, _BY, _BY_IT, _TOLD):
        text = sentence.shadow.text
        firms = context.things_of(sentence, "Company")
        if not firms:
            continue
        for pattern in (_ORDERS_FROM, _GOES, _BY):
            for match in pattern.finditer(text):
                _to(context, sentence, match)
        _by_it(context, sentence)
        for match in _IN_LIST.finditer(text):
            _listed(context, sentence, match)
        for firm in firms:
            _of(context, sentence, firm)


def _put(context: Context, sentence: Sentence, seller: Thing, buyer: Thing, hops: int) -> None:
    if seller.id != buyer.id:
        context.relate(sentence, "SUPPLIES", seller, buyer, "company-supplies", sure(76, min(hops, 2)))


def _denied(text: str, at: int) -> bool:
    return _NOT_YET.search(text, after_mark(text, "，。；;", at), at) is not None


def _firms_at(context: Context, sentence: Sentence, at: int) -> list[Thing]:
    """The firms named at a place, or behind what describes the first: 来自|隔壁的|甲."""
    named = starting_at(context, sentence, at, ("Company",))
    if named and named[0].start <= at + 1:
        return named
    described = _DESCRIBED.match(sentence.shadow.text, at)
    return starting_at(context, sentence, described.end(), ("Company",)) if described is not None else []


def _to(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """八成订单来自乙; 直接进入乙的总装车间; 一半产品被乙买走: of the firm told of, to 乙."""
    text = sentence.shadow.text
    buyers = _firms_at(context, sentence, match.end())
    if not buyers or _denied(text, match.start()):
        return
    behind = {_GOES: _ITS_PLACE, _BY: _BOUGHT}.get(next(p for p in (_GOES, _BY, _ORDERS_FROM) if p.re is match.re))
    if behind is not None and not behind.match(text, buyers[-1].end):
        return
    if match.re is _GOES.re and (not _GOODS.search(text, 0, match.end()) or _NO_GOODS.search(text, 0, match.start())):
        return
    about = topic(context, sentence, ("Company", "Project", "Park", "Zone"), match.start())
    if about is None or about.thing.label != "Company" or about.hops > 1:
        named = {f.id: f for f in context.things_of(sentence, "Company") if f.end <= match.start()}
        if len(named) != 1 or about is not None:
            return
        seller, hops = next(iter(named.values())), 0
    else:
        seller, hops = about.thing, about.hops
    for buyer in buyers:
        _put(context, sentence, seller, buyer, hops)


def _by_it(context: Context, sentence: Sentence) -> None:
    """由其供应乙的丙公司: the firm told of supplies 丙 and offers 乙."""
    text = sentence.shadow.text
    for match in _BY_IT.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        seller, hops = told_firm(context, sentence, match.start())
        for buyer in buyers if seller is not None and not _denied(text, match.start()) else ():
            if seller is not None:
                _put(context, sentence, seller, buyer, hops)


def _listed(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """同在甲供应商名录里的，还有乙; 围着甲转的，有乙、丙."""
    text = sentence.shadow.text
    buyer = next((f for f in context.things_of(sentence, "Company") if f.start == match.end()), None)
    of = _OF_LIST.match(text, buyer.end) if buyer is not None else None
    for seller in _firms_at(context, sentence, of.end()) if of is not None else ():
        if buyer is not None and not _denied(text, match.start()):
            _put(context, sentence, seller, buyer, 0)


def _of(context: Context, sentence: Sentence, firm: Thing) -> None:
    """甲所用的丙，产自乙; 甲的订单，被乙接了下来; 甲的上游，站着乙."""
    text = sentence.shadow.text
    used = _USED.match(text, firm.end)
    for seller in _firms_at(context, sentence, used.end()) if used is not None else ():
        # 甲所用的丙是乙的: not 甲所需的丙是乙公司主席提的.
        if used is not None and (not used[0].endswith("是") or re.match("的|生产|制造|造|研", text[seller.end :])):
            _put(context, sentence, seller, firm, 0)
    order = _ORDER_OF.match(text, firm.end)
    for seller in _firms_at(context, sentence, order.end()) if order is not None else ():
        if _TAKEN.match(text, seller.end):
            _put(context, sentence, seller, firm, 0)
    side = _SIDE.match(text, firm.end)
    for other in _firms_at(context, sentence, side.end()) if side is not None else ():
        pair = (other, firm) if side is not None and side["side"] == "上游" else (firm, other)
        _put(context, sentence, *pair, 0)
