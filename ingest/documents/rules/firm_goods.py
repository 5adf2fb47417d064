"""Goods that the words around a firm's name show to be its own: 以甲见长, 凭借甲跻身…, 刚下线的甲, 它的制造者乙 (企业所长).

A good is taken only where its name ends in a kind of product; whose it is, the clause or the sentence before says.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.products import DENIED, product_at, product_chain
from ingest.documents.rules.subjects import told_firm, topic
from ingest.documents.rules.technologies import offers, put_technology
from ingest.sieve import regex

# 以甲见长, 靠甲打开市场: what a firm is known or lives by.
_KNOWN_BY: Final = regex(r"(?:以|靠|凭借?|依靠)(?:其|自主?研发?的|自研的?|自产的?)?(?=[^，。；;]{4,24})")
_SO: Final = re.compile(
    r"(?:产品|等)*(?:在[^，。；;、]{2,10}?)?(?:，)?(?:见长|著称|闻名|出名|起家|擅长|为(?:主打|拳头|核心|主力|看家|当家)(?:产品)?|立足|打开(?:了)?[^，。；;]{0,6}市场|站稳(?:了)?脚跟|打响(?:了)?名气"
    r"|(?:成为|成功|胜出|中标|中选|揭榜|夺标|入围|脱颖而出|打动|赢下|敲开|撬开|吃下|闯出|跻身|入选|获评|拿下|打入|进入|占据|夺得|闯入|赢得|获得|捧回|摘得|荣获|登上|挤进|当选))"
)
# 乙公司刚下线的甲, 乙公司最新推出的甲.
_FRESH: Final = regex(
    r"(?:刚刚|刚|新近|最新|新|今年|去年|自主|首次|近日|即将)*(?:下线|推出|研制|研发|出厂|问世|上市|投产|量产|发布|获批|试制|造出|交付|亮相|开发|生产)(?:成功|完成|出来)?(?:不久)?的(?=[\u4e00-\u9fffA-Za-z“])"
)
# 其用于某处的甲今年销售额…; 其研制的“甲”无人机已经下线.
_ITS: Final = regex(
    r"(?:^|[，。；;])(?:目前|如今|眼下)?(?:其|该公司|公司|企业|该企业)(?P<what>[^，。；;、“”的]{2,16}的)(?=[\u4e00-\u9fffA-Za-z“])"
)
# 其乙已进入量产.
_ITS_LINE: Final = regex(
    r"(?:^|[，。；;])(?:目前|如今|眼下)?其(?=[\u4e00-\u9fffA-Za-z]{4,16}?(?:也|已|已经|刚|刚刚|正|即将|率先)*(?:进入|实现|开始|完成|通过)?(?:小?批量?|规模化?)?(?:量产|投产|出货|供货|上市|获批|下线|装车|交付))"
)
_TOLD: Final = re.compile(
    r"(?:今年|去年|上半年|前三季度|年|已|已经|累计|销|出口|批量|占|远销|在|进入|实现|获|通过|填补|刚|市场|订单|产量|正|将|成功|首)"
)
# 用自家的甲改造座舱, 带着自研的乙参展.
_OWN_GOODS: Final = regex(
    r"(?:用|以|凭|凭借|靠|拿|拿出|带着|带来|采用|运用|使用|部署|换上|装上)(?:了)?(?:自家|自己|自研|自产|自主研发|自主生产)的?(?=[\u4e00-\u9fffA-Za-z“])"
)
# 甲公司的乙获批上市.
_OF_FIRM: Final = re.compile("的(?=[\u4e00-\u9fffA-Za-z“])")
_FARES: Final = re.compile(
    r"(?:也|已|已经|刚|刚刚|日前|近日|今年|去年|成功|正式|首批|首次|顺利|率先|于\d+月|\d+月)*(?:获批|上市|下线|量产|投产|问世|装车|首飞|热销|畅销|出口|远销|交付|走俏|获证|通过|打入|卖到|卖进|出海)"
)
# 甲被吊入水中。它的制造者乙公司…
_MAKER: Final = regex(
    r"(?:^|[，。；;])(?:它|这台[^，。；;的]{0,6}|这款[^，。；;的]{0,6}|这套[^，。；;的]{0,6}|该(?:产品|设备|装备|系统))的(?:制造者|研制者|研发者|开发者|缔造者|生产者|制造商|生产商|研发方|研制方|制造方|生产方|开发商|生产企业|研发企业|“?娘家”?)(?:，|——|:)?(?:正?是|叫|为|来自)?"
)
_GOES: Final = regex(
    "获批|上市|下线|量产|投产|问世|装车|首飞|热销|畅销|出口|远销|交付|走俏|获证|通过|打入|卖到|卖进|出海"
)
_ONE: Final = regex(
    r"(?:一|这|那|首|第一|几|两|数)(?:台|套|艘|架|款|批|辆|件|块|枚|颗|只|座)(?:[^，。；;、“”的]{1,10}的)?"
)


def firm_goods(context: Context) -> None:
    """Goods and their makers by what a firm is known for, what is just off its line, and who is said to make them."""
    if "Company" not in context.counts:
        return
    for sentence in sifted(context.article.body, _KNOWN_BY, _FRESH, _ITS, _MAKER, _OWN_GOODS, _GOES, _ITS_LINE):
        text = sentence.shadow.text
        for match in _KNOWN_BY.finditer(text):
            spans = product_chain(text, match.end())
            if spans and _SO.match(text, spans[-1][1]):
                _put(context, sentence, match.start(), spans)
        for match in _FRESH.finditer(text):
            firm = next((f for f in context.things_of(sentence, "Company") if f.end == match.start()), None)
            span = product_at(text, match.end()) if firm is not None else None
            if firm is not None and span is not None and not match[0].startswith("即将"):
                _own(context, sentence, firm, span, 0)
        for match in _ITS.finditer(text):
            span = product_at(text, match.end())
            firm, hops = told_firm(context, sentence, match.end())
            told = span is not None and _TOLD.match(text, span[1]) and not DENIED.search(match["what"][:-1])
            if told and span is not None and firm is not None and hops <= 1:
                _own(context, sentence, firm, span, hops)
        for match in _ITS_LINE.finditer(text):
            span = product_at(text, match.end())
            firm, hops = told_firm(context, sentence, match.end())
            if span is not None and firm is not None and hops <= 1:
                _own(context, sentence, firm, span, hops)
        for match in _OWN_GOODS.finditer(text):
            if (span := product_at(text, match.end())) is not None:
                _put(context, sentence, match.start(), [span])
        for firm in context.things_of(sentence, "Company"):
            of = _OF_FIRM.match(text, firm.end)
            span = product_at(text, of.end()) if of is not None else None
            if span is not None and _FARES.match(text, span[1]):
                _own(context, sentence, firm, span, 0)
        for match in _MAKER.finditer(text):
            firm = next((f for f in context.things_of(sentence, "Company") if 0 <= f.start - match.end() <= 1), None)
            if firm is not None:
                _made_by(context, sentence, firm)


def _put(context: Context, sentence: Sentence, at: int, spans: list[tuple[int, int]]) -> None:
    """The goods as those of the firm that the words at a place are about."""
    about = topic(context, sentence, ("Company", "Park", "Zone", "Organization", "Policy", "Scenario", "Project"), at)
    # 公司所在的甲区以乙见长; places that packs know are named by later rules.
    placed = any(h.end == at and h.label in ("Zone", "Park") for h in context.names.get(sentence.number, ()))
    if placed or about is None or about.hops > 1 or about.thing.label != "Company":
        return
    for span in spans:
        _own(context, sentence, about.thing, span, about.hops)


def _own(
    context: Context, sentence: Sentence, firm: Thing, span: tuple[int, int], hops: int, named: Sentence | None = None
) -> None:
    """A good as the firm's, said here; `named` is the sentence that names it where that is another."""
    made = put_technology(context, named or sentence, *span, "product-own", whole=True)
    if made is not None:
        offers(context, sentence, firm, made, hops)


def _made_by(context: Context, sentence: Sentence, firm: Thing) -> None:
    """The good that the sentence before tells of: 一台橙黄的甲机器人被吊入水中."""
    for before in context.article.before(sentence, 1):
        named = context.things_of(before, "Technology")
        if named:
            offers(context, sentence, firm, named[0], 1)
            return
        text = before.shadow.text
        for match in _ONE.finditer(text):
            span = product_at(text, match.end())
            if span is not None:
                _own(context, sentence, firm, span, 1, named=before)
                return
