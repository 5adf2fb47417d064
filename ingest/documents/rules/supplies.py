"""Who supplies whom: sold, bought, delivered, under a contract (供货与采购).

The seller stands before selling words (甲为乙配套, 甲的丙供应给乙) and behind buying ones (乙向甲采购).
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.subjects import main_subject, sure, topic
from ingest.sieve import regex

_TO: Final = regex(
    r"(?:主要|长期|稳定|独家|全部|已|一直|陆续|批量|直接)*(?:供给|供应给|供货给|供往|销售给|卖给|销往|配套给|交付给|出口给|供应(?![商方链])|提供给|发往|送往|送进)(?:给)?(?:[\u4e00-\u9fff]{2,4}(?:本地|当地)?的)?"
)
_FOR: Final = regex(r"(?:为|给|向)(?=[\u4e00-\u9fffA-Za-z(])")
_SERVES: Final = re.compile(
    r"(?:等)?(?:企业|公司)?(?:的[\u4e00-\u9fff]{1,8}?|[\u4e00-\u9fff]{2,6}(?:线|车间|工厂|平台))?(?:长期|一直|独家|批量|稳定|连续|提供)*(?:配套|供货|供应|代工|供给|交付|定制|提供[^，。；;]{0,14}(?:部件|零件|设备|材料|产品|芯片|模块|模组|电机|配件|系统|服务|组件|原料|装备|机器人|整机|电芯|电池|软件|模具|靶材|试剂|面板|型材|铸件))"
)
_BUYS: Final = re.compile(
    r"(?:等)?(?:公司|企业)?(?:再次|又|一次性|一口气|追加|批量|陆续|累计|长期)*(?:采购|订购|买了|买走|买进|拿走|买下|买入|购买|购置|购入|订货|下单|下了|进货|拿货|追加|定制|租用|租下|订下)"
)
_FROM: Final = regex(r"(?:向|从|跟|找)(?=[\u4e00-\u9fffA-Za-z(])")
_CUSTOMER: Final = re.compile(
    r"(?:的)?(?:首批|首个|第一个|第一批|最大|大|老|重要|主要|核心|长期|战略)*(?:客户|用户|买家|主顾)"
)
_SUPPLIER: Final = re.compile(
    r"(?:的)?(?:首批|最大|核心|主要|一级|长期|独家|战略|重要|固定)*(?:(?<=的)(?:(?![的和与及])[\u4e00-\u9fffA-Za-z]){2,8}?)?(?:供应商|供货商|配套商|配套企业|供货方)"
)
# 甲的丙供应商，正是去年入驻的乙.
_SUPPLIERS: Final = regex(
    r"(?:供应商|供货商|配套商|供货方|供应方|配套企业)(?:之一)?(?:主要|目前)?，?(?:正好|恰好|恰恰|正|就|便|也|恰|则|还)*(?:包括|来自|[是为有]|——)(?:[^，。；;“”是]{2,24}的)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_GOODS_OF: Final = re.compile(r"(?:(?:的)?(?:首批|最大|核心|主要|一级|长期|独家|战略|重要|固定))*(?:的)?$")
_CUSTOMERS: Final = regex(
    r"(?:客户|用户|买家|主顾|下家)(?:主要)?，?(?:正|就|便)?(?:包括|有|涵盖|是|为|遍及)|(?:首批|首个|第一个|第一批|最大|主要|老)(?:客户|用户|买家)(?:是|为|——)?"
)
_DEAL: Final = re.compile(
    r"(?:正式|又|再次|去年底?|今年初?|日前|近日|\d+月)*(?:签下|签订|签署|签|达成)(?:了)?[^，。；;]{0,10}?(?P<kind>供货|供应|配套|采购|订货|购销|买卖)[^，。；;]{0,4}?(?:协议|合同|合约|订单|大单)"
)
_NOT_YET: Final = re.compile(
    r"(?:拟|将|有望|力争|争取|即将|希望|计划|打算|预计|考虑|有意|意向|正在洽谈|筹划|未|没有|不再|尚未|取消|终止|停止)[^，。；;]{0,8}$"
)


def supplies(context: Context) -> None:
    """Firms that supply other firms."""
    for sentence in context.article.body:
        if not context.things_of(sentence, "Company"):
            continue
        _sold(context, sentence)
        _served(context, sentence)
        _bought(context, sentence)
        _made_by(context, sentence)
        _roles(context, sentence)
        _of_former(context, sentence)
        _suppliers(context, sentence)
        _in_chain(context, sentence)
        _deals(context, sentence)
        _given_to(context, sentence)
        _handed_on(context, sentence)
        _ordered(context, sentence)


# 把所需储罐悉数交给了甲.
_GIVEN_TO: Final = regex(
    r"[把将](?=[^，。；;]{0,30}(?:所需|订单|单子|活儿|采购|业务|配套|供货|加工|代工))[^，。；;]{2,34}?(?:悉数|全部|都|独家|一并|放心)*(?:交给|交由|(?<![卖让捐送租借])给|托付给)(?:了)?"
)
# 甲采购乙，制成丙，再交给下一环——丁.
_HANDS_ON: Final = regex(
    r"(?:再|随后|然后|最后|最终|继而)(?:由其)?(?:交给|供给|卖给|送到|送给|送往|发往|转给|交付给?)(?:了)?(?:下一环|下一站|下一棒|下游|下家)?(?:的|——|，)?(?:[\u4e00-\u9fff]{2,8}(?:企业|厂商|公司|商))?(?=[\u4e00-\u9fffA-Za-z(])"
)
_ORDERS: Final = regex(
    r"(?:采购|订购|订|买|买下|购买|购置|下单|购入|定制|追加)(?:了|下)?(?:约|近|超|逾)?\d[\d.,]*[余多]?[百千万]*(?:台|套|辆|艘|架|件|组|吨|颗|片|支|个)(?=[\u4e00-\u9fffA-Za-z])"
)


def _handed_on(context: Context, sentence: Sentence) -> None:
    """甲采购乙，制成丙，再交给下一环——丁: 甲 supplies 丁."""
    text = sentence.shadow.text
    for match in _HANDS_ON.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        before = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
        told = topic(context, sentence, ("Company",), match.start()) if buyers else None
        seller = told.thing if told is not None and told.hops <= 1 else before[0] if before else None
        if seller is not None and not _denied(text, match.start()):
            _put(context, sentence, seller, [b for b in buyers if b.id != seller.id], 0)


def _given_to(context: Context, sentence: Sentence) -> None:
    """甲把所需的乙交给丙: 丙 supplies 甲."""
    text = sentence.shadow.text
    for match in _GIVEN_TO.finditer(text):
        sellers = starting_at(context, sentence, match.end(), ("Company",))
        buyer, hops = _doer(context, sentence, match.start()) if sellers else (None, 0)
        for seller in sellers if buyer is not None and not _denied(text, match.start()) else ():
            if buyer is not None and seller.id != buyer.id:
                _put(context, sentence, seller, [buyer], hops)


def _ordered(context: Context, sentence: Sentence) -> None:
    """甲订了1200套乙: the one firm of the article that offers 乙 supplies 甲."""
    text = sentence.shadow.text
    for match in _ORDERS.finditer(text):
        goods = next((t for t in context.things_of(sentence, "Technology") if t.start == match.end()), None)
        makers = {
            head[1] for kind, head, tail, _ in context.edges if goods and kind == "OFFERS" and tail[1] == goods.id
        }
        buyer, hops = _doer(context, sentence, match.start()) if len(makers) == 1 else (None, 0)
        if buyer is not None and buyer.id not in makers and not _denied(text, match.start()):
            _put(context, sentence, Thing(0, 0, "Company", next(iter(makers))), [buyer], hops)


def _denied(text: str, at: int) -> bool:
    cut = after_mark(text, "，。；;", at)
    return _NOT_YET.search(text[cut:at]) is not None


_LATTER: Final = re.compile("(?:后者|前者)[^，。；;]{0,6}$")


def _doer(context: Context, sentence: Sentence, at: int) -> tuple[Thing | None, int]:
    """The firm that the clause at `at` is about: right before it, else its topic."""
    near = ending_at(context, sentence, at, ("Company",))
    if near:
        return near[0], 0
    if _LATTER.search(sentence.shadow.text, 0, at) is not None:
        told = topic(context, sentence, ("Company",), at)
        return (told.thing, told.hops) if told is not None and told.hops == 0 else (None, 0)
    about = topic(context, sentence, ("Company",), at)
    if about is not None and about.hops <= 2:
        # 甲与乙合作开发的丙供应给丁: 甲 is meant.
        first = about.thing
        while before := next(
            (
                t
                for t in context.things_of(sentence, "Company")
                if not about.hops
                and sentence.shadow.text[t.end : first.start] in ("与", "和", "同", "、", "联合", "携手")
            ),
            None,
        ):
            first = before
        return first, about.hops
    return None, 0


def _put(context: Context, sentence: Sentence, seller: Thing | None, buyers: list[Thing], hops: int) -> None:
    for buyer in buyers if seller is not None else ():
        if seller is not None:
            context.relate(sentence, "SUPPLIES", seller, buyer, "company-supplies", sure(78, min(hops, 2)))


def _sold(context: Context, sentence: Sentence) -> None:
    """甲的产品供应给乙."""
    text = sentence.shadow.text
    for match in _TO.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",), skip=5)
        if not buyers or _denied(text, match.start()):
            continue
        # 向甲供应丙的乙: 乙 sells to 甲.
        if any(
            t.end == match.start() and _FOR.search(text, t.start - 1, t.start + 1)
            for t in context.things_of(sentence, "Company")
        ):
            continue
        # 为其供应丙的乙: 乙 sells to the one told of.
        if text.endswith(("为其", "给其", "向其", "为它"), 0, match.start()):
            continue
        seller, hops = _doer(context, sentence, match.start())
        _put(context, sentence, seller, buyers, hops)


def _served(context: Context, sentence: Sentence) -> None:
    """甲一直为乙供应丙, 为乙的丁配套戊."""
    text = sentence.shadow.text
    for match in _FOR.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        end = buyers[-1].end if buyers else 0
        if not buyers and text.startswith("后者", match.end()):
            named = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
            buyers, end = named[-1:], match.end() + 2
        elif not buyers and text.startswith("其", match.end()):
            # 后者多年来为其供应: the other of the two.
            named = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
            others = named[-2:-1] if len({t.id for t in named}) > 1 else _told_before(context, sentence, named)
            # 甲与乙结成伙伴，并为其供应: 乙, where 甲 is who does it.
            doer, far = _doer(context, sentence, match.start())
            if doer is not None and not far and any(t.id == doer.id for t in named):
                others = [t for t in named if t.id != doer.id][-1:] or others
            # 得益于甲的带动，为其供应丙的乙: the one named in the clause before.
            if len({t.id for t in named}) == 1 and _behind(context, sentence, match.end() + 1):
                others = named[-1:]
            buyers, end = others, match.end() + 1
        if not buyers or not _SERVES.match(text, end) or _denied(text, match.start()):
            continue
        seller, hops = _doer(context, sentence, match.start())
        if behind := _behind(context, sentence, end):
            # 是为甲供应丙的乙.
            _put(context, sentence, behind[0], [b for b in buyers if b.id != behind[0].id], 0)
            continue
        if seller is not None and seller.id == buyers[0].id:
            others = [t for t in context.things_of(sentence, "Company") if t.end <= match.start() and t.id != seller.id]
            seller = others[0] if others else None
        _put(context, sentence, seller, buyers, hops)


_DESCRIBED: Final = re.compile(r"[^，。；;]{2,30}的")


def _behind(context: Context, sentence: Sentence, at: int) -> list[Thing]:
    """为其供应丙、丁的|乙: the first firm that a description ends at which begins here."""
    text = sentence.shadow.text
    return [
        t for t in context.things_of(sentence, "Company") if t.start > at and _DESCRIBED.fullmatch(text, at, t.start)
    ][:1]


def _told_before(context: Context, sentence: Sentence, named: list[Thing]) -> list[Thing]:
    """甲为其配套: whom the article is about, else the firm named last before."""
    own = {t.id for t in named}
    main = main_subject(context, ("Company",))
    if main is not None and main.thing.id not in own:
        return [main.thing]
    for before in context.article.before(sentence, 2):
        firms = [t for t in context.things_of(before, "Company") if t.id not in own]
        if firms:
            return firms[-1:]
    return []


def _bought(context: Context, sentence: Sentence) -> None:
    """乙向甲采购丙."""
    text = sentence.shadow.text
    for match in _FROM.finditer(text):
        sellers = starting_at(context, sentence, match.end(), ("Company",))
        if not sellers or not _BUYS.match(text, sellers[-1].end) or _denied(text, match.start()):
            continue
        buyer, hops = _doer(context, sentence, match.start())
        for seller in sellers:
            _put(context, sentence, seller, [] if buyer is None else [buyer], hops)


_BY_WHOM: Final = regex("由")
_NEEDED: Final = re.compile("(?:^|[，。；;])(?:生产)?(?:所需|所用|需要)的?[^，。；;]{1,14}$")
_MADE_BY: Final = re.compile(r"(?:等)?(?:公司|企业)?(?:独家|全部|批量|长期|负责)*(?:供货|供应|配套|提供|代工|供给)")


def _made_by(context: Context, sentence: Sentence) -> None:
    """乙所需的丙由甲供货; 甲是乙的子公司，所需的丙由丁供应: what is needed is needed by whom the sentence is about."""
    text = sentence.shadow.text
    for match in _BY_WHOM.finditer(text):
        sellers = starting_at(context, sentence, match.end(), ("Company",), skip=8)
        if not sellers or not _MADE_BY.match(text, sellers[-1].end) or _denied(text, match.start()):
            continue
        about = topic(context, sentence, ("Company",), match.start())
        own = about is not None and not about.hops and _NEEDED.search(text, 0, match.start())
        before = [t for t in context.things_of(sentence, "Company") if t.end <= match.start() and not own]
        buyer = before[-1] if before else about.thing if about is not None and about.hops <= 2 else None
        for seller in sellers:
            if buyer is not None and buyer.id != sellers[0].id:
                _put(context, sentence, seller, [buyer], 0)


def _roles(context: Context, sentence: Sentence) -> None:
    """乙是甲的客户, 甲是乙的供应商, 首批客户乙, 客户包括乙、丙."""
    text = sentence.shadow.text
    firms = context.things_of(sentence, "Company")
    for firm in firms:
        if not text[: firm.start].endswith(("是", "为", "成为", "成了", "成为了")):
            continue
        before = [t for t in firms if t.end <= firm.start]
        if not before:
            continue
        if _CUSTOMER.match(text, firm.end):
            _put(context, sentence, firm, [before[-1]], 0)
        elif _SUPPLIER.match(text, firm.end):
            _put(context, sentence, before[-1], [firm], 0)
    for match in _CUSTOMERS.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        if not buyers:
            continue
        about = topic(context, sentence, ("Company",), match.start())
        if about is not None and about.hops <= 2:
            _put(context, sentence, about.thing, [b for b in buyers if b.id != about.thing.id], about.hops)


# 丙是前者的芯片供货商; 乙是后者的客户.
_FORMER: Final = regex(r"(?:是|为|成为|成了)(?P<which>前者|后者)(?=的)")


def _of_former(context: Context, sentence: Sentence) -> None:
    """丙是前者的供货商: 前者 and 后者 are the two firms named last before it, here or in the sentence before."""
    text = sentence.shadow.text
    for match in _FORMER.finditer(text):
        role = (_SUPPLIER if _SUPPLIER.match(text, match.end()) else _CUSTOMER).match(text, match.end())
        firm, hops = _doer(context, sentence, match.start()) if role is not None else (None, 0)
        if role is None or firm is None or _denied(text, match.start()):
            continue
        lines = [*context.article.before(sentence, 1), sentence]
        named = [
            t
            for one in lines
            for t in context.things_of(one, "Company")
            if one is not sentence or t.end <= match.start()
        ]
        both = list({t.id: t for t in named if t.id != firm.id}.values())[-2:]
        if len(both) == 2 or (both and match["which"] == "后者"):
            other = both[0] if match["which"] == "前者" else both[-1]
            seller, buyer = (firm, other) if role.re is _SUPPLIER else (other, firm)
            _put(context, sentence, seller, [buyer], hops)


# 为甲提供芯片的，是隔壁的|乙.
_GIVER: Final = re.compile(
    r"(?:等)?(?:长期|一直|独家|批量|稳定)*(?:提供|供应|供货|配套|供给)(?:了|着)?(?P<t>[^，。；;、]{0,14}?)的，?(?:正|就|恰恰|便)?(?:是|为)(?:[^，。；;“”是]{2,24}的)?(?=[\u4e00-\u9fffA-Za-z(])"
)


# 产品已进入甲的供应链; 公司所用的乙来自丙.
_ENTERS: Final = regex(
    r"(?:进入|打入|跻身|纳入|列入|进了|挺进|开进|挤进|登上|打进|闯进|走进|杀入|加入|入选|入围)(?:了)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_CHAIN_OF: Final = re.compile(
    r"(?:等[^，。；;、]{0,8})?的?(?:全球|核心|一级)*(?:供应链|供应商(?:名录|体系|名单|行列|目录|库)|供货(?:名单|体系|名录)|合格供方(?:名录)?|配套体系|采购(?:名录|目录|体系))"
)
_USED: Final = regex(
    r"(?:所用|所需|使用|采用|需要)的[^，。；;、]{2,14}?(?:均|都|全部|主要|大多|就|正是)*(?:来自|购自|采购自|出自|由)(?:[^，。；;、的]{2,10}的)?(?=[\u4e00-\u9fffA-Za-z(])"
)


def _in_chain(context: Context, sentence: Sentence) -> None:
    """产品已进入乙的供应链: who tells of it supplies 乙; 公司所用的丙来自丁: 丁 supplies it."""
    text = sentence.shadow.text
    for match in _ENTERS.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        if buyers and _CHAIN_OF.match(text, buyers[-1].end) and not _denied(text, match.start()):
            seller, hops = _doer(context, sentence, match.start())
            _put(context, sentence, seller, [b for b in buyers if seller is not None and b.id != seller.id], hops)
    for match in _USED.finditer(text):
        sellers = starting_at(context, sentence, match.end(), ("Company",))
        if match[0].endswith("由") or not sellers or _denied(text, match.start()):
            continue
        buyer, hops = _doer(context, sentence, match.start())
        for seller in sellers if buyer is not None else ():
            if buyer is not None and seller.id != buyer.id:
                _put(context, sentence, seller, [buyer], hops)


def _suppliers(context: Context, sentence: Sentence) -> None:
    """甲的丙供应商是乙: 乙 supplies 甲, works on the link 丙 or offers the product 丙."""
    text = sentence.shadow.text
    for match in _FOR.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        giver = _GIVER.match(text, buyers[-1].end) if buyers else None
        for seller in starting_at(context, sentence, giver.end(), ("Company",)) if giver is not None else ():
            _put(context, sentence, seller, [b for b in buyers if b.id != seller.id], 0)
    for match in _SUPPLIERS.finditer(text):
        sellers = starting_at(context, sentence, match.end(), ("Company",))
        if not sellers or _denied(text, match.start()):
            continue
        buyer, hops = _doer(context, sentence, match.start())
        if buyer is not None:
            for seller in sellers:
                _put(context, sentence, seller, [buyer] if buyer.id != seller.id else [], hops)
        led = _GOODS_OF.search(text, 0, match.start())
        for goods in context.things_of(sentence, "ChainLink", "Technology"):
            if led is not None and goods.end == led.start():
                made = ("ENGAGES_IN", "link-engaged") if goods.label == "ChainLink" else ("OFFERS", "company-offers")
                for seller in sellers:
                    context.relate(sentence, made[0], seller, goods, made[1], "0.75")


def _deals(context: Context, sentence: Sentence) -> None:
    """甲与乙签下供货协议: 甲 sells; 采购协议: 甲 buys."""
    text = sentence.shadow.text
    for other in context.things_of(sentence, "Company"):
        deal = _DEAL.match(text, other.end)
        if deal is None or not text[: other.start].endswith(("与", "同", "和", "跟")) or _denied(text, other.start - 1):
            continue
        one, hops = _doer(context, sentence, other.start - 1)
        if one is None:
            continue
        seller, buyer = (other, one) if deal["kind"] in ("采购", "订货") else (one, other)
        _put(context, sentence, seller, [buyer], hops)
