"""Who supplies whom, told by neighbours, carriers and shares of what is made (供货的路上与邻里).

甲的送货车每天往乙跑; 乙一家就要走其中的三成; 甲的两位大客户——做丙的乙和做丁的戊; 甲的丙随乙的列车出海; 把浓海水送到隔壁的乙.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.products import product_at
from ingest.documents.rules.subjects import openers, sure, told_firm, topic
from ingest.documents.rules.technologies import put_goods
from ingest.sieve import regex

_FIRM: Final = r"(?=[\u4e00-\u9fffA-Za-z(])"
_PART: Final = r"(?:[一二三四五六七八九]成[半多]?|[一大过多]半|一多半|全部|多数|大部分|近半|\d[\d.]*%|三分之[一二])"
# 甲的送货车每天都要往|乙跑上几趟; 每个月给|乙送四车丙.
_TOWARDS: Final = regex("(?:给|往|向|为|朝|去)" + _FIRM)
_CARRIES: Final = re.compile(
    r"(?:等[^，。；;]{0,6})?(?:每?[天日周月]|一[天周年])?(?:都|要|得)*(?:跑|送|拉|运|发|捎|供|输)(?:上|去|了|过去|来)?(?P<what>[^，。；;]{0,10})"
)
_LOAD: Final = re.compile(r"[趟车货批吨件套台箱船]|产品|原料|材料|配件|部件")
_CARRIER: Final = re.compile(r"(?:送货|运货|配送|拉货|货车|卡车|罐车|管道|传送带|专线|物流)[^，。；;]{0,12}$")
# 乙一家就要走其中的三成.
_EATS: Final = regex(
    rf"(?:一家)?(?:就|便|又|也)?(?:要|能|可)?(?:走|吃下|吃掉|包下|包揽|拿走|拿去|买走|买下|消化|承包|用掉|拉走|订走|收走|要)(?:了|掉)?(?P<of>其中|其|它们?|这里|全部|[^，。；;]{{0,6}}?产[能品量])?的?{_PART}"
)
# 乙一家就吃下了|甲七成的订单.
_EATS_OF: Final = regex(
    "(?:一家)?(?:就|便|又|也)?(?:要|能|可)?(?:吃下|吃掉|包下|包揽|拿走|买走|买下|消化|承包|用掉|拉走|订走|贡献|带来|撑起)(?:了|走了)?"
    + _FIRM
)
_ITS_PART: Final = re.compile(
    rf"(?:的)?(?:近|超|约|过)?{_PART}以?上?的?(?:产能|产品|产量|订单|货|销量|营收|销售额|出货量)"
)
# 甲一半的产能都留给了乙; 蒸汽送给隔壁的乙; 由甲送到隔壁的乙.
_GIVEN: Final = regex(
    r"(?:留给|送给|送到|送往|输给|输往|输送到|输送给|通到|接到|运给|运到|让给|转给|供到|引到|排给|交给|直送)(?:了)?(?:[^，。；;、“”]{0,8}的)?"
    + _FIRM
)
_STUFF: Final = re.compile(
    r"产[能品量]|货|[料汽水气液热渣酸碱油盐件材板膜粉浆](?:[^，。；;]{0,24}|[^。；;]{0,24}，(?:而是|再|又|直接|并|也|都|便|就)*[^，。；;]{0,6})$"
)
_TO_USE: Final = re.compile(r"(?:[，。；;]|$|(?:来|去|继续|再|作|当|做|用|加工|深加工|制成|生产)(?!检|测|试))")
# 甲的两位大客户——做丙的|乙和做丁的|戊.
_CUSTOMERS: Final = regex(
    r"的?(?:[两三四五几]?[位家个大])?(?:最大|大|老|新|主要|固定|头号|长期|本地|海外)*(?:客户|主顾|买家|用户|下家)(?:——|:|，也就是|，即)"
)
_DOES: Final = re.compile(r"(?:[^，。；;、“”]{1,16}的)?")
_AND: Final = re.compile(r"(?:和|与|以及|及|、)(?:[^，。；;、“”]{1,16}的)?")
# 甲的第一单，来自乙.
_FIRST: Final = regex(
    r"的?(?:第一[单笔个](?:订单|生意|合同|大单)?|首[单笔](?:订单|生意)?|头一单|开张第一单|最大一单)，?(?:就|便|正|也|则)?(?:来自|出自|给了|是)(?:[^，。；;、“”]{1,10}的)?"
    + _FIRM
)
# 在乙的采购单上，甲….
_ON_LIST: Final = regex(
    r"(?:的)?(?:采购单|采购清单|采购名单|供应商名[录单册]|供货名[录单]|合格供方名?录?|配套名[录单])(?:上|里|中)，(?:[^，。；;、“”]{1,10}的)?"
    + _FIRM
)
# 乙的丙从隔壁|甲运来.
_ITS: Final = re.compile("的[^，。；;、“”从]{2,12}")
_OUT_OF: Final = regex(r"(?:就|都|直接|全|大多|主要)*从(?:[^，。；;、“”]{0,8}?)(?=[\u4e00-\u9fffA-Za-z(])")
_FETCHED: Final = re.compile(
    r"(?:那里|那边|家)?(?:运来|拉来|送来|采购|进货|拿货|买来|订购|调来|取货|购入|提货|运过来|送过来)"
)
# 甲的丙，已随|乙的列车驶往东南亚.
_WITH_IT: Final = regex("(?:跟随|跟着|搭着|搭乘|乘着|伴着|伴随|装在|随|藉由|借着)" + _FIRM)
_SAILS: Final = re.compile(
    r"(?:的[^，。；;、]{1,12}?)?(?:一起|一同|一道)?(?:驶往|驶向|出口|出海|开往|走出|上路|远销|下水|卖到|卖往|漂洋过海|走向|销往|走进|跑遍|跑进|飞往|飞向|运往)"
)
_ITS_GOODS: Final = re.compile(
    r"(?:生产|自研|研制|制造)?的(?!送货|货车|员工|工人|团队|负责|总|董|技术员|工程师)[^，。；;、“”]{2,14}，?(?:眼下|目前|如今|现在|去年|今年|早|已|已经|也|还|就|先后|\d+月)*$"
)
# …就进了|后者的总装线.
_LATTER: Final = regex(
    r"(?:进了?|上了?|送进|送上|装上|装进|运进|搬进|直抵|直达|直通|进入|送到|抵达|通到|接到)(?:后者|对方|邻居|对门)的?(?:总装|车间|产线|生产线|装配线|厂房|流水线|列车|整车|仓库|反应釜|装置|管网)"
)
# 给机器人装“眼睛”的，正是甲: the maker of what was told of right before.
_GIVES_IT: Final = regex(
    r"(?:给|为|替)(?:这[些款台批种套]|那[些款台批种套])?(?P<x>[\u4e00-\u9fff]{2,8}?)(?:装|配|提供|供应|造|做|打造|供|送)(?:上|去|来)?(?:了)?“?[\u4e00-\u9fff]{1,8}”?的，?(?:正|就|也|便|恰)?(?:是|有)(?:[^，。；;、“”]{1,12}的)?"
    + _FIRM
)
_NOT_YET: Final = re.compile(
    r"(?:拟|将|有望|力争|争取|即将|希望|计划|有意|洽谈|未|没有|不再|尚未|取消|终止|停止|准备|想)[^，。；;]{0,8}$"
)


def supply_ways(context: Context) -> None:
    """SUPPLIES by what is carried to whom, who takes which share, and whose goods travel with whose."""
    if "Company" not in context.counts:
        return
    sentences = sifted(
        context.article.body,
        _TOWARDS,
        _EATS,
        _EATS_OF,
        _GIVEN,
        _CUSTOMERS,
        _FIRST,
        _ON_LIST,
        _OUT_OF,
        _WITH_IT,
        _LATTER,
        _GIVES_IT,
    )
    for sentence in sentences:
        if context.things_of(sentence, "Company"):
            _carried(context, sentence)
            _shared(context, sentence)
            _given(context, sentence)
            for firm in context.things_of(sentence, "Company"):
                _behind(context, sentence, firm)
            _travels(context, sentence)
            _into_it(context, sentence)


def _put(
    context: Context, sentence: Sentence, seller: Thing | None, buyers: list[Thing], at: int, hops: int = 0
) -> None:
    text = sentence.shadow.text
    if seller is None or _NOT_YET.search(text, after_mark(text, "，。；;", at), at):
        return
    for buyer in buyers:
        if buyer.id != seller.id:
            context.relate(sentence, "SUPPLIES", seller, buyer, "company-supplies", sure(75, min(hops, 2)))


def _teller(context: Context, sentence: Sentence, at: int) -> tuple[Thing | None, int]:
    """The firm that the words at a place are about: before them, behind 由, else the one told of."""
    near = ending_at(context, sentence, at, ("Company",))
    if near:
        return near[-1], 0
    about = topic(context, sentence, ("Company", "Project", "Park", "Zone", "Organization"), at)
    if about is not None and about.thing.label == "Project":
        return told_firm(context, sentence, at)
    if about is None or about.thing.label != "Company" or about.hops > 2:
        return None, 0
    return about.thing, about.hops


def _carried(context: Context, sentence: Sentence) -> None:
    """甲的送货车每天都要往乙跑上几趟; 甲每个月给乙送四车丙."""
    text = sentence.shadow.text
    for match in _TOWARDS.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        carries = _CARRIES.match(text, buyers[-1].end) if buyers and buyers[0].start == match.end() else None
        if carries is None or not _LOAD.search(carries["what"]):
            continue
        own = [f for f in openers(context, sentence, ("Company",)) if f.end <= match.start()]
        carrier = _CARRIER.search(text, 0, match.start()) is not None
        if own and (carrier or not text.startswith("的", own[-1].end)):
            _put(context, sentence, own[-1], buyers, match.start())


def _shared(context: Context, sentence: Sentence) -> None:
    """甲年产丙1.2万吨，乙一家就要走其中的三成; 乙一家就吃下了甲七成的订单."""
    text = sentence.shadow.text
    for firm in context.things_of(sentence, "Company"):
        of = _EATS_OF.match(text, firm.end)
        for seller in starting_at(context, sentence, of.end(), ("Company",))[:1] if of is not None else ():
            if _ITS_PART.match(text, seller.end):
                _put(context, sentence, seller, [firm], firm.start)
        eats = _EATS.match(text, firm.end)
        # 乙占了全国的三成: only of what somebody named before makes.
        if eats is None or text[firm.start - 1 : firm.start] not in ("，", "；", ""):
            continue
        before = [f for f in openers(context, sentence, ("Company",)) if f.end <= firm.start]
        if before:
            _put(context, sentence, before[-1], [firm], firm.start)
        elif eats["of"]:
            told, hops = told_firm(context, sentence, firm.start)
            _put(context, sentence, told, [firm], firm.start, hops)


def _given(context: Context, sentence: Sentence) -> None:
    """甲一半的产能都留给了乙; 剩下的浓海水送到隔壁的乙."""
    text = sentence.shadow.text
    for match in _GIVEN.finditer(text):
        buyers = [f for f in context.things_of(sentence, "Company") if f.start == match.end()]
        if not buyers or not _STUFF.search(text, 0, match.start()) or not _TO_USE.match(text, buyers[0].end):
            continue
        seller, hops = _teller(context, sentence, match.start())
        _put(context, sentence, seller, buyers, match.start(), hops)
    for match in _LATTER.finditer(text):
        pair = list({f.id: f for f in context.things_of(sentence, "Company") if f.end <= match.start()}.values())
        if len(pair) == 2:
            _put(context, sentence, pair[0], pair[1:], match.start())


def _behind(context: Context, sentence: Sentence, firm: Thing) -> None:
    """What stands right behind a firm: 甲的大客户——乙, 甲的第一单，来自乙, 乙的采购单上，甲…, 乙的丙从隔壁甲运来."""
    text = sentence.shadow.text
    customers = _CUSTOMERS.match(text, firm.end)
    if customers is not None:
        at = customers.end()
        join = _DOES
        while (lead := join.match(text, at)) is not None:
            buyer = next((f for f in context.things_of(sentence, "Company") if f.start in (at, lead.end())), None)
            if buyer is None:
                break
            _put(context, sentence, firm, [buyer], firm.start)
            at, join = buyer.end, _AND
    first = _FIRST.match(text, firm.end)
    if first is not None:
        _put(context, sentence, firm, starting_at(context, sentence, first.end(), ("Company",)), firm.start)
    listed = _ON_LIST.match(text, firm.end)
    for seller in starting_at(context, sentence, listed.end(), ("Company",)) if listed is not None else ():
        _put(context, sentence, seller, [firm], firm.start)
    goods = _ITS.match(text, firm.end)
    if goods is not None and _OUT_OF.match(text, goods.end()):
        for seller in context.things_of(sentence, "Company"):
            if 1 <= seller.start - goods.end() <= 14 and _FETCHED.match(text, seller.end):
                _put(context, sentence, seller, [firm], firm.start)


def _travels(context: Context, sentence: Sentence) -> None:
    """甲的丙，已随乙的列车驶往东南亚."""
    text = sentence.shadow.text
    for match in _WITH_IT.finditer(text):
        buyer = next((f for f in context.things_of(sentence, "Company") if f.start == match.end()), None)
        if buyer is None or not _SAILS.match(text, buyer.end):
            continue
        for seller in openers(context, sentence, ("Company",)):
            if seller.end <= match.start() and _ITS_GOODS.fullmatch(text, seller.end, match.start()):
                _put(context, sentence, seller, [buyer], match.start())
                # 乙的列车驶往东南亚: what travels is 乙's own.
                span = product_at(text, buyer.end + 1) if text.startswith("的", buyer.end) else None
                put_goods(context, sentence, [buyer], [span] if span else [])


def _into_it(context: Context, sentence: Sentence) -> None:
    """甲把巡检机器人开进车库。给机器人装“眼睛”的，正是乙: 乙 supplies the one firm that offers the robot."""
    text = sentence.shadow.text
    for match in _GIVES_IT.finditer(text):
        sellers = starting_at(context, sentence, match.end(), ("Company",))
        for told in [sentence, *context.article.before(sentence, 2)] if sellers else ():
            goods = [
                t
                for t in context.things_of(told, "Technology")
                if told.shadow.text[t.start : t.end].endswith(match["x"])
                and (told is not sentence or t.end <= match.start())
            ]
            makers = {
                head[1]: head
                for kind, head, tail, _ in context.edges
                if kind == "OFFERS" and head[0] == "Company" and goods and tail[1] == goods[-1].id
            }
            if goods and len(makers) == 1:
                buyer = Thing(0, 0, "Company", next(iter(makers)))
                for seller in sellers[:1]:
                    _put(context, sentence, seller, [buyer], match.start(), 1)
            if goods:
                break
