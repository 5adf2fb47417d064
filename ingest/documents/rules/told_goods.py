"""Goods that a firm is told by: what it is good at, turns out by the year, has on its line, sends out (企业的货).

甲最拿手的是乙; 乙是甲的招牌; 甲每年产出乙8000吨; 甲的车间里，一台台乙正在打包; 乙和丙，均由甲提供.
A good is taken where its name ends in a kind of product, and whatever it is called where a number of tonnes or pieces
stands behind it.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span, after_mark
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.products import (
    COUNTED,
    DENIED,
    TO_COME,
    product_at,
    product_before,
    product_chain,
    products_again,
)
from ingest.documents.rules.subjects import topic
from ingest.documents.rules.technologies import offers, put_goods, put_technology
from ingest.sieve import regex
from schema.tokens import tagged
from schema.words import word_set

# 最拿手的是甲, 卖得最好的是甲, 看家本领是造甲.
_BEST: Final = regex(
    r"(?:拿手的?|拿得出手的?|卖得最(?:好|多|火|俏)的?|最畅销的?|最抢手的?|最(?:出名|有名|知名|得意|叫得响|叫座)的?|主打的?|主推的?|主营的?|专攻的|生产的|制造的|做的|造的|卖的|压箱底的?|打头阵的?|撑门面的?|招牌|看家本领|看家活儿?|拳头|绝活|主业|杀手锏|底牌|立身之本)"
    r"(?:产品)?(?:还|就|正|也|则)?(?:[是为叫]|要数|当数|当属)(?:做|造|生产|研制|制造)?(?=[\u4e00-\u9fffA-Za-z“])"
)
# 甲是乙公司的招牌.
_IS_ITS: Final = re.compile(r"(?:正|就|便|一直)?(?:是|成为|成了|作为)$")
_OWN_BEST: Final = re.compile(
    r"的(?:一[款张块件]|又一|首款|最新|第一)?(?:拳头|招牌|看家|主打|主力|核心|明星|王牌|当家|拿手|代表|自研|自主|独家|新|专利|爆款|热销|畅销|主营|主导|得意)+(?:产品|之作|作品|好戏|本领|货|装备|设备|机型|菜|业务)?(?=[，。；;、]|$)"
)
# 每年产出甲8000吨, 年可下线乙2000套.
_YEARLY: Final = regex(
    r"(?:年|月|日)(?:可|能|约)?(?:产出|产|下线|生产|出产|加工出?|提取|提炼|出货|交付)(?:能力?为)?(?:成套|各类)?(?=[\u4e00-\u9fffA-Za-z])"
)
_NAME: Final = re.compile(
    r"(?P<x>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9\-]{2,11}?)(?:已经?|现已|可)?(?:稳定|保持|维持)?(?:[在到至])?(?:达到?|超过?|约|近|逾|共)?(?P<n>\d[\d.,]*[余多]?[百千万亿]*(?:台套|台|套|辆|艘|架|颗|枚|列|组|件|片|支|块|吨|只|瓶|盒|米|平方米|支))"
)
_NO_GOOD: Final = re.compile(
    r"(?:能力?|产值|产量|总值|产品|零部件|配件|部件|设备|货物|标准|规模|各类|各种|多种|等)$|^(?:各类|各种|多种|能|值|量|达|超|近|约|总|出|第)"
)
# 甲的车间里，一台台乙正在打包; 甲的展台上，乙引来围观.
_ON_LINE: Final = re.compile(
    r"(?:(?:的)?[\u4e00-\u9fff\d]{0,6}?(?:车间|生产线|产线|流水线|厂房|工厂|展台|展位|展区|展厅|实验室|码头|船台|总装线|成品区|仓库|厂区)(?:里|内|上|中)?，?(?:记者看到，|只见|看到)?|，)"
    r"(?P<do>(?:工人|师傅|技术员|工程师)们?[^，。；;、“”]{0,6}?(?:正在|正|忙着|赶着|在)(?:装配|组装|打包|调试|赶制|总装|生产|检测|测试))?"
    r"(?P<n>(?:[一几两三]|数十|几十|上百)(?:台台?|批批?|架架?|辆辆?|艘艘?|套套?|块块?|片片?|排排?|摞摞?|件件?|只只?|枚枚?|款款?)(?:崭新的?|成品|刚下线的?|[^，。；;、的]{1,6}的)?)?"
)
# 甲和乙，均由丙提供; 甲则出自丙.
_FROM: Final = re.compile(
    r"(?:，)?(?:则|均|都|全部|全都?|同样|也|就|正|便|主要)*(?:是)?(?P<by>由|出自|来自|产自|源自)(?:[^，。；;“”、]{0,8}的)?$"
)
_GIVES: Final = re.compile(
    r"(?:自主|独家|联合|一手|全程|负责)*(?:提供|供应|供货|研发|开发|研制|生产|制造|打造|建造|配套|承制|设计)(?!的)(?:[，。；;、并和]|$|制造|生产|完成|而成)"
)
_CALLED: Final = re.compile(
    r"(?:名为|名叫|叫作|叫做|叫|称为|代号)“(?P<x>[^“”，。；、]{2,12})”的(?:[^，。；;、的]{1,8}的)?$"
)
_ORIGIN: Final = regex("由|出自|来自|产自|源自")
# 前一句的设备: 两样设备都出自甲.
_ALL_OF_THEM: Final = regex(
    r"(?:这)?(?P<n>两|三|四|几|些)?(?:样|种|款|套|项|台|件|类)?(?:设备|产品|技术|系统|装备|装置|新品|宝贝|家伙|东西|仪器)?(?:，)?(?:则|均|都|全都?|全部)(?:是)?(?P<by>由|出自|来自|产自)(?:[^，。；;“”、]{0,8}的)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_IN_USE: Final = re.compile(r"(?:装上|用上|换上|配上|引入|引进|启用|添置|购入|购置|安装|采用|配备|部署|装|用)(?:了)?")
_COUNTS: Final = {"两": 2, "三": 3, "四": 4}
_BATCH: Final = regex(rf"(?:给|将|把|对|为|展示|带来|交付)(?P<n>{COUNTED})")
# 带着甲参展, 携甲亮相.
_BRINGS: Final = regex(
    r"(?:带着|携带?|拿着|携手带来|带上|背着|捧着)(?:自家的?|自研的?|自己的?)?(?=[\u4e00-\u9fffA-Za-z“])"
)
_COMES: Final = re.compile(
    r"(?:产品|等)*(?:前来|参展|参加|亮相|应标|竞标|参赛|到场|登场|上门|出海|赴会|走进|闯|来|赴|现身)"
)
# 靠着甲打进某厂, 凭甲站稳脚跟, 把甲开进车间.
_MEANS: Final = regex(
    r"(?:靠着?|凭着?|凭借着?|依靠|仰仗|把|将)(?:这|那)?(?:一[款套台种批])?(?:自家的?|自研的?|自己的?|小小的?)?(?=[\u4e00-\u9fffA-Za-z“])"
)
_GETS: Final = re.compile(
    r"(?:成功|顺利|一举|先后|陆续|就|便|才|硬是)*(?:打进|打入|打开|敲开|挤进|挤入|闯进|闯入|跻身|拿下|赢得|站稳|立足|叩开|撬开|撬动|开进|开到|开上|送进|送上|装进|装上|铺进|卖进|卖到|卖向|推向|搬进|用进|搬上)"
)
# 把机械臂装进车间: what it uses itself.
_OWN_USE: Final = re.compile("了?[^，。；;、]{0,6}?(?:自家|自己|本厂|车间|产线|生产线|流水线|厂区|厂房|工地|仓库)")
# 做甲起家的乙公司.
_BEGAN: Final = regex(r"(?:做|造|卖|生产|靠)(?=[\u4e00-\u9fffA-Za-z])")
_AS_IT_DID: Final = re.compile("(?:起家|出身|发家)的")
# 做甲做了15年, 乙在国内的份额接近12%: a clause that a good opens, of the firm that the sentence is about.
_OPENS: Final = regex(r"(?:^|[，；;。])(?:其中|目前|如今|眼下)?(?=[\u4e00-\u9fffA-Za-z])")
_FARES: Final = re.compile(
    r"(?:在[^，。；;、]{2,8}?的?)?(?:市场份额|市场占有率|占有率|市占率|销量|出货量|产销量|出口量)"
    r"|(?:也|已|已经|还|先后|陆续|每[天周月年]|一年|全部|批量|远|直接)*(?:发货|出货|装上|装进|用在了?|用到了?|卖到|卖进|卖往|销往|远销|出口到|出口至?|打进|打入|送进|送到|送上|走进|进入|供应|供货|供给|畅销|热销|占了?[^，。；;]{0,8}份额|占据|占到)"
)
_SAID: Final = regex(
    "份额|占有率|市占率|量|货|装|用|卖|销|出口|打|送|进|供|占|拳头|招牌|看家|主打|主力|核心|明星|王牌|当家|拿手|代表|自研|自主|独家|车间|产线|生产线|流水线|厂|展|实验室|码头|船台|仓库|工人"
)


def told_goods(context: Context) -> None:
    """Goods by what a firm is good at, turns out, has on its line or sends out."""
    if "Company" not in context.counts:
        return
    for sentence in sifted(context.article.body, _BEST, _YEARLY, _ORIGIN, _BRINGS, _BATCH, _SAID, _MEANS, _BEGAN):
        text = sentence.shadow.text
        for match in _BEST.finditer(text):
            _of_told(context, sentence, match.start(), product_chain(text, match.end()))
        for match in _YEARLY.finditer(text):
            _yearly(context, sentence, match)
        _handled(context, sentence)
        for match in _BRINGS.finditer(text):
            spans = product_chain(text, match.end())
            if spans and _COMES.match(text, spans[-1][1]):
                _of_told(context, sentence, match.start(), spans)
        for firm in context.things_of(sentence, "Company"):
            _its_best(context, sentence, firm)
            _of_firm(context, sentence, firm)
            _on_line(context, sentence, firm)
            _from(context, sentence, firm)
        for match in _MEANS.finditer(text):
            spans = product_chain(text, match.end())
            gets = _GETS.match(text, spans[-1][1]) if spans else None
            if gets is not None and not (match[0][0] in "把将" and _OWN_USE.match(text, gets.end())):
                _of_told(context, sentence, match.start(), spans)
        for match in _BEGAN.finditer(text):
            _began(context, sentence, match.end())
        for match in _OPENS.finditer(text):
            _opens(context, sentence, match.end())
    products_again(context)


def goods_named_before(context: Context) -> None:
    """两样设备都出自甲: the goods that the clause or the sentence before names."""
    for sentence in sifted(context.article.body, _ALL_OF_THEM) if "Company" in context.counts else ():
        for match in _ALL_OF_THEM.finditer(sentence.shadow.text):
            _all_of_them(context, sentence, match)


def _of_told(context: Context, sentence: Sentence, at: int, spans: list[Span]) -> None:
    """Goods of the firm that the words at a place are about."""
    text = sentence.shadow.text
    if not spans or DENIED.search(text, 0, at) or text.startswith("的", spans[-1][1]):
        return
    about = topic(context, sentence, ("Company", "Park", "Zone", "Project", "Policy", "Organization"), at)
    if about is not None and about.hops <= 1 and about.thing.label == "Company":
        put_goods(context, sentence, [about.thing], spans, about.hops)


def _began(context: Context, sentence: Sentence, at: int) -> None:
    """做甲起家的乙公司: of the firm behind 的."""
    spans = product_chain(sentence.shadow.text, at)
    did = _AS_IT_DID.match(sentence.shadow.text, spans[-1][1]) if spans else None
    if did is not None:
        for firm in context.things_of(sentence, "Company"):
            if firm.start == did.end():
                put_goods(context, sentence, [firm], spans)


def _yearly(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """每年产出甲8000吨, said of a firm and not of what a project is to bring."""
    text = sentence.shadow.text
    span = product_at(text, match.end())
    if span is None and (name := _NAME.match(text, match.end())) is not None and _plain_good(name["x"]):
        span = name.span("x")
    if (
        span is None
        or not re.match(r"[^\d，。；、]{0,8}\d", text[span[1] : span[1] + 9])
        or TO_COME.search(text, 0, match.start())
    ):
        return
    _of_told(context, sentence, match.start(), [span])


def _plain_good(name: str) -> bool:
    """Whether words that a number of pieces follows say which goods are meant."""
    tokens = tagged(name)
    return (
        _NO_GOOD.search(name) is None
        and all(t.text not in word_set("left_stops") for t in tokens if len(t.text) > 1)
        and tokens[0].tag[:1] not in ("m", "r", "d", "p", "c", "u")
        and tokens[-1].tag[:1] in ("n", "g", "")
        and not all(t.text in word_set("product_plain") for t in tokens)
    )


def _its_best(context: Context, sentence: Sentence, firm: Thing) -> None:
    """甲是乙公司的招牌."""
    text = sentence.shadow.text
    verb = _IS_ITS.search(text, 0, firm.start) if _OWN_BEST.match(text, firm.end) else None
    span = product_before(text, verb.start()) if verb is not None else None
    if span is not None:
        put_goods(context, sentence, [firm], [span])


def _handled(context: Context, sentence: Sentence) -> None:
    """甲的工人给一批乙做探伤: goods that a firm has in hand."""
    text = sentence.shadow.text
    for match in _BATCH.finditer(text):
        span = product_at(text, match.end())
        about = topic(context, sentence, ("Company", "Organization", "Policy"), match.start())
        if span is None or about is None or about.hops or about.thing.label != "Company":
            continue
        made = put_technology(context, sentence, *span, "product-handled", whole=True)
        if made is not None:
            offers(context, sentence, about.thing, made, 0)


def _of_firm(context: Context, sentence: Sentence, firm: Thing) -> None:
    """甲的乙在国内的份额接近12%."""
    text = sentence.shadow.text
    span = product_at(text, firm.end + 1) if text.startswith("的", firm.end) else None
    fares = _FARES.match(text, span[1]) if span is not None else None
    if span is not None and fares is not None and not TO_COME.search(text, firm.end, fares.start()):
        put_goods(context, sentence, [firm], [span])


def _on_line(context: Context, sentence: Sentence, firm: Thing) -> None:
    """甲的车间里，一台台乙正在打包."""
    text = sentence.shadow.text
    line = _ON_LINE.match(text, firm.end)
    told = line is not None and (line["do"] or (line["n"] and line[0][0] != "，"))
    span = product_at(text, line.end()) if line is not None and told else None
    if span is not None:
        put_goods(context, sentence, [firm], [span])


def _from(context: Context, sentence: Sentence, firm: Thing) -> None:
    """甲和乙，均由丙提供; 名为“甲”的系统，由丙开发."""
    text = sentence.shadow.text
    verb = _FROM.search(text, 0, firm.start)
    chain = starting_at(context, sentence, firm.start, ("Company",)) if verb is not None else []
    if verb is None or not chain or (verb["by"] == "由" and not _GIVES.match(text, chain[-1].end)):
        return
    low = after_mark(text, "，。；;", verb.start() - 1) if verb.start() else 0
    if DENIED.search(text, low, verb.start()) or TO_COME.search(text, low, verb.start()):
        return
    goods = [t for t in context.things_of(sentence, "Technology") if low <= t.start and t.end <= verb.start()]
    near = [t for t in goods if verb.start() - t.end <= 1 or (t.end < verb.start() and text[t.end] == "”")]
    spans = [(t.start, t.end) for t in near[-1:]]
    if not spans and (span := product_before(text, verb.start())) is not None:
        spans = [span]
    if spans and (named := _CALLED.search(text, 0, spans[0][0])) is not None:
        # 名为“甲”的系统，由丙开发: its own name.
        spans = [named.span("x")]
    at = spans[0][0] if spans else 0
    # 甲、乙和|丙，均由丁提供.
    while at and text[at - 1] in "、和与及" and (span := product_before(text, at - 1)) is not None:
        spans.insert(0, span)
        at = span[0]
    for one in chain:
        put_goods(context, sentence, [one], spans)


def _all_of_them(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """两样设备都出自甲: the goods named last in the sentence before, as many as are counted."""
    text = sentence.shadow.text
    if match.start() and text[match.start() - 1] not in "，。；;":
        return
    chain = starting_at(context, sentence, match.end(), ("Company",))
    if not chain or (match["by"] == "由" and not _GIVES.match(text, chain[-1].end)):
        return
    named = [t for t in context.things_of(sentence, "Technology") if t.end <= match.start()]
    for before in context.article.before(sentence, 1) if not named else ():
        for verb in _IN_USE.finditer(before.shadow.text):
            for span in product_chain(before.shadow.text, verb.end()):
                put_technology(context, before, *span, "product-told", whole=True)
        named = list(context.things_of(before, "Technology"))
    last = list({t.id: t for t in named}.values())
    last = last[-_COUNTS.get(match["n"] or "", len(last)) :]
    for firm in chain if len(last) >= _COUNTS.get(match["n"] or "", 1) else ():
        for thing in last:
            offers(context, sentence, firm, thing, 1)


def _opens(context: Context, sentence: Sentence, at: int) -> None:
    """甲公司做乙做了15年，|丙在国内的份额接近12%."""
    text = sentence.shadow.text
    spans = product_chain(text, at)
    if not spans or spans[0][0] != at or not _FARES.match(text, spans[-1][1]) or TO_COME.search(text, 0, at):
        return
    firms = {f.id: f for f in context.things_of(sentence, "Company") if f.end <= at}
    if len(firms) == 1 and topic(context, sentence, ("Company", "Project", "Park", "Scenario"), at) is None:
        # 某环节主要靠甲撑着，乙每周发货两次: the one firm that the sentence has named.
        put_goods(context, sentence, list(firms.values()), spans)
        return
    _of_told(context, sentence, at, spans)
