"""Who supplies whom, told by lists of customers, orders won and goods in use: 客户名单里有甲, 拿下乙的订单, 用上了丙的丁 (供货的其他说法)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.products import product_at
from ingest.documents.rules.subjects import sure, topic
from ingest.sieve import regex

# 客户名单里，既有甲，也有乙; 在它的客户中，甲排在前列.
_CUSTOMERS: Final = regex(
    r"(?:客户|用户|买家|采购商|主顾)(?:名单|名录|清单|列表|册|群|朋友圈|版图|行列)?(?:里|中|上|当中|之中)(?:面)?，?(?:(?:既|不仅|不光|不乏|赫然|还|便|就)?(?:包括|列着|写着|有|是)?)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_ALSO: Final = re.compile(r"[，、](?:也|还|更|又|以及|再|后来)(?:添了|加上|多了|包括|不乏|有|是)?$")
# 拿下甲的订单, 接到甲发来的200吨订单, 收获甲首单.
_WINS: Final = regex(
    r"(?:拿下|拿到|接到|接下|斩获|揽下|揽获|收获|收到|赢得|签下|敲定|获得|抢下)(?:了)?(?:来自)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_ORDER: Final = re.compile(r"(?:等[^，。；;、]{0,6})?的?[^，。；;、]{0,14}?(?:订单|首单|大单|采购单|采购合同|供货合同)")
# 卖到了甲, 首批产品发给了甲.
_TO: Final = regex(
    r"(?:卖到|卖进|发给|供到|运到|交到|送到|装进|用在|供应到|直供|专供|主供|只供|供往|供应着|供货给|既供|也供|还供|又供)(?:了)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_GOODS_BEFORE: Final = re.compile(r"产品|货|[件机膜泵阀料剂芯器材品套台批吨]|直供|专供|主供|只供|既供|也供|还供|又供")
# 把样机送到甲检测: it comes back.
_TO_TEST: Final = re.compile("(?:的[^，。；;、]{0,6})?(?:检测|测试|检验|化验|试用|验证|维修|检修|返修|评测|展示|参展)")
# 选用了甲的膜组件, 装的是甲的膜组件.
_USES: Final = regex(
    r"(?:选用|选择|采用|用上|用到|换上|装上|配备|搭载|用的(?:正|就|都|全|也)?是|装的(?:正|就|都|全|也)?是|使用的是|跑的是|采购|订购|买的是)(?:了)?(?:的(?:正|就|都|全|也)?是)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_OWN_GOODS: Final = re.compile(
    r"(?:(?:自主|最新|新近)?(?:研发|生产|制造|自研|提供|供应|研制|开发)?)?的[^，。；;、]{0,12}?(?:设备|装备|产品|组件|膜|泵|机器人|系统|软件|芯片|电池|材料|原料|配件|部件|器件|剂|车|机|阀|传感器|模组|电芯|线束|轴承|玻璃|平台|模型|方案)"
)
_ITS_GOODS: Final = re.compile("(?:自主|独家|批量)*(?:生产|制造|研发|研制|开发|提供|自研)?的[^，。；;]{2,20}")
_MAKES: Final = re.compile("(?:研发|生产|制造|自研|提供|供应|研制|开发)的")
# 向徐州的重卡厂家甲供货, 每月从楼下的甲采购.
_TOWARDS: Final = regex(r"(?:还|也|又|再|并|主要|同时|,|，)?(?P<way>向|为|给|从|跟)(?=[\u4e00-\u9fffA-Za-z(])")
_DESCRIBED: Final = re.compile(
    r"(?:[^，。；;、为向给从]{1,14}的)?(?:[^，。；;、的为向给从]{0,10}(?:厂家|企业|厂商|车企|药企|船企|公司|客户|巨头|龙头|制造商|大户|同行))?"
)
_SERVES: Final = re.compile(
    r"(?:等[^，。；;、]{0,8})?(?:长期|稳定|批量|独家|每年|每月)*(?:供货|供应|配套|供(?=[\u4e00-\u9fff]))"
)
_BUYS: Final = re.compile(r"(?:长期|稳定|批量|每年|每月)*(?:采购|订购|进货|拿货|购买|购入|买(?!卖))")
# 甲成了乙的头号买家.
_AS_BUYER: Final = regex(
    r"的(?:第)?(?:头号|第一大|头一个|首家|新|海外|本地|稳定|最大|第一|重点|关键|一大|二大|三大|铁杆)*(?:客户|用户|买家|主顾|采购方)"
)
_NOT_YET: Final = re.compile(
    r"(?:拟|将|有望|力争|争取|即将|希望|计划|有意|意向|洽谈|未|没有|不再|尚未|取消|终止|停止|准备)[^，。；;]{0,8}$"
)


def supply_frames(context: Context) -> None:
    """Firms that supply other firms, told without a verb of supplying, or of firms that are described first."""
    for sentence in sifted(context.article.body, _CUSTOMERS, _WINS, _TO, _USES, _TOWARDS, _AS_BUYER):
        firms = context.things_of(sentence, "Company")
        if firms:
            _customers(context, sentence, firms)
            _won(context, sentence)
            _brought(context, sentence)
            _used(context, sentence)
            _described(context, sentence)
            _buyer(context, sentence, firms)


def _put(context: Context, sentence: Sentence, seller: Thing, buyer: Thing, hops: int) -> None:
    if seller.id != buyer.id:
        context.relate(sentence, "SUPPLIES", seller, buyer, "company-supplies", sure(78, min(hops, 2)))


def _who(context: Context, sentence: Sentence, at: int) -> tuple[Thing | None, int]:
    """The firm that the clause at `at` is about."""
    near = ending_at(context, sentence, at, ("Company",))
    if near:
        return near[0], 0
    about = topic(context, sentence, ("Company", "Park", "Project"), at)
    if about is None or about.thing.label != "Company" or about.hops > 2:
        return None, 0
    return about.thing, about.hops


def _customers(context: Context, sentence: Sentence, firms: Sequence[Thing]) -> None:
    """公司的客户名单里，既有甲，也有乙."""
    text = sentence.shadow.text
    for match in _CUSTOMERS.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        if not buyers:
            continue
        buyers += [f for f in firms if f.start > buyers[-1].end and _ALSO.search(text, buyers[-1].end, f.start)]
        owner = next(
            (f for f in reversed(firms) if f.end <= match.start() and text[f.end : match.start()] == "的"), None
        )
        seller, hops = (owner, 0) if owner is not None else _who(context, sentence, match.start())
        for buyer in buyers if seller is not None else ():
            if seller is not None:
                _put(context, sentence, seller, buyer, hops)


def _won(context: Context, sentence: Sentence) -> None:
    """拿下甲的订单."""
    text = sentence.shadow.text
    for match in _WINS.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        if not buyers or not _ORDER.match(text, buyers[-1].end) or _NOT_YET.search(text, 0, match.start()):
            continue
        seller, hops = _who(context, sentence, match.start())
        for buyer in buyers if seller is not None else ():
            if seller is not None:
                _put(context, sentence, seller, buyer, hops)


def _brought(context: Context, sentence: Sentence) -> None:
    """甲把产品卖到了乙, 甲既供乙，也供丙."""
    text = sentence.shadow.text
    last: Thing | None = None
    for match in _TO.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        # 用在甲生产的乙上: 甲 is the maker.
        if not buyers or _NOT_YET.search(text, 0, match.start()) or _MAKES.match(text, buyers[-1].end):
            continue
        if _TO_TEST.match(text, buyers[-1].end):
            continue
        # 既供乙，|也供丙: who supplies the first.
        seller, hops = (last, 0) if last is not None else _who(context, sentence, match.start())
        if seller is None or not _GOODS_BEFORE.search(text, 0, match.end()):
            continue
        last = seller
        for buyer in buyers:
            _put(context, sentence, seller, buyer, hops)


def _their_goods(text: str, at: int) -> bool:
    """Whether goods of the firm that ends at a place follow it: 甲|自主研发的系统, 甲|的齿轮箱."""
    return _OWN_GOODS.match(text, at) is not None or (
        text.startswith("的", at) and product_at(text, at + 1) is not None
    )


def _used(context: Context, sentence: Sentence) -> None:
    """乙选用了甲的膜组件."""
    text = sentence.shadow.text
    for match in _USES.finditer(text):
        sellers = starting_at(context, sentence, match.end(), ("Company",))
        if len(sellers) != 1 or sellers[0].start != match.end() or not _their_goods(text, sellers[0].end):
            continue
        buyer, hops = _who(context, sentence, match.start())
        # 乙生产的轴承装上了甲的列车: of 乙, the thing that is put there.
        if buyer is None or hops or _ITS_GOODS.fullmatch(text, buyer.end, match.start()):
            continue
        if not _NOT_YET.search(text, 0, match.start()):
            _put(context, sentence, sellers[0], buyer, hops)


def _described(context: Context, sentence: Sentence) -> None:
    """还向徐州的重卡厂家甲供货; 每月从楼下的甲采购."""
    text = sentence.shadow.text
    for match in _TOWARDS.finditer(text):
        other = next((f for f in context.things_of(sentence, "Company") if f.start > match.end()), None)
        if other is None or _DESCRIBED.fullmatch(text, match.end(), other.start) is None:
            continue
        others = starting_at(context, sentence, other.start, ("Company",))
        if _NOT_YET.search(text, 0, match.start()):
            continue
        buys = match["way"] in "向从跟" and _BUYS.match(text, others[-1].end) is not None
        serves = match["way"] in "向为给" and _SERVES.match(text, others[-1].end) is not None
        doer, hops = _who(context, sentence, match.start()) if buys or serves else (None, 0)
        for other in others if doer is not None else ():
            if doer is not None:
                seller, buyer = (other, doer) if buys else (doer, other)
                _put(context, sentence, seller, buyer, hops)


def _buyer(context: Context, sentence: Sentence, firms: Sequence[Thing]) -> None:
    """甲成了乙的头号买家."""
    text = sentence.shadow.text
    for seller in firms:
        if text[: seller.start].endswith(("是", "成为", "成了", "成为了", "做了")) and _AS_BUYER.match(
            text, seller.end
        ):
            buyer = next((f for f in reversed(firms) if f.end <= seller.start), None)
            if buyer is not None and not _NOT_YET.search(text, 0, seller.start):
                _put(context, sentence, seller, buyer, 0)
