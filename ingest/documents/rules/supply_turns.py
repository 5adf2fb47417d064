"""Who supplies whom, in turned words: 给甲做乙的丙, 作为甲的配套商，丙…, 丙的乙装上了甲的列车, 甲的乙多半来自丙 (供货的其他说法)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.subjects import openers
from ingest.sieve import regex

# 给甲做壳体的乙公司; 为甲、丙代工的乙公司.
_MAKES_FOR = regex("(?:给|为|替)(?=[\u4e00-\u9fffA-Za-z(])")
_MAKER: Final = re.compile(
    r"(?:等)?(?:企业|公司|整车厂|主机厂)?(?:长期|一直|独家|专门|批量|稳定)*(?:做|供应|生产|供|加工|代工|制造)(?:[^，。；;、的]{2,14}?(?:配套|部件)?)?的(?:是)?"
)
# 作为甲的一级配套商，乙公司…; 身为甲的供应商之一，乙公司….
_AS = regex("(?:作为|身为)(?=[\u4e00-\u9fffA-Za-z(])")
_AS_SUPPLIER: Final = re.compile(
    r"的?(?:首批|最大|核心|主要|一级|长期|独家|战略|重要|固定|多年|老|[\u4e00-\u9fff]{2,6}(?=供应商|供货商))*(?:供应商|供货商|配套商|配套企业|配套厂)(?:之一)?，"
)
# 乙的轴承装上了甲的列车; 乙的膜用在了甲的电堆里.
_FITTED = regex(
    r"(?:自主|独家|批量)*(?:生产|制造|研发|研制|开发|提供)?的[^，。；;、“”]{2,12}?[”]?，?(?:已经?|早已|如今|目前|先后|陆续|批量|全部|还|也|都|正)*(?:装上|装进|装到|装在|用在|用到|用进|用上|上了|进了|装配在|打进)了?(?=[\u4e00-\u9fffA-Za-z(])"
)
_ITS_GOODS: Final = re.compile("(?:的|等企业的|等公司的)[^，。；;、]{2,12}")
# 甲的轴承，一半来自隔壁的乙.
_COMES_FROM = regex(
    r"的(?![^，。；;、“”]{0,6}(?:人|员|客|队|资|款|单|技术|灵感|创意|收入|营收|专利|成果))[^，。；;、“”]{2,12}?，?(?:全部|一半|大半|多半|大多|多数|都|主要|就|正|均|全|大部分|六成|七成|八成|九成|[一二三四五六七八九]成)*(?:来自|出自|产自)(?:[^，。；;“”、]{0,8}的)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_PLANNED: Final = re.compile(r"(?:拟|将|有望|力争|争取|即将|希望|计划|有意|洽谈|未|没有|不再|尚未|曾)[^，。；;]{0,8}$")


def supply_turns(context: Context) -> None:
    """SUPPLIES from who sells to who buys, told the other way round."""
    for sentence in sifted(context.article.body, _MAKES_FOR, _AS, _FITTED, _COMES_FROM):
        if len(context.things_of(sentence, "Company")) > 1:
            _makes_for(context, sentence)
            _as_supplier(context, sentence)
            _fitted(context, sentence)
            _from(context, sentence)


def _makes_for(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _MAKES_FOR.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        maker = _MAKER.match(text, buyers[-1].end) if buyers else None
        if maker is not None:
            for seller in starting_at(context, sentence, maker.end(), ("Company",))[:1]:
                _put(context, sentence, seller, buyers, match.start())


def _as_supplier(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _AS.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        role = _AS_SUPPLIER.match(text, buyers[-1].end) if buyers else None
        if role is not None:
            for seller in starting_at(context, sentence, role.end(), ("Company",))[:1]:
                _put(context, sentence, seller, buyers, match.start())


def _fitted(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for seller in openers(context, sentence, ("Company",)):
        match = _FITTED.match(text, seller.end)
        buyers = starting_at(context, sentence, match.end(), ("Company",)) if match is not None else []
        if match is not None and buyers and _ITS_GOODS.match(text, buyers[-1].end):
            _put(context, sentence, seller, buyers, match.start())


def _from(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for buyer in openers(context, sentence, ("Company",)):
        match = _COMES_FROM.match(text, buyer.end)
        for seller in starting_at(context, sentence, match.end(), ("Company",)) if match is not None else []:
            _put(context, sentence, seller, [buyer], buyer.end)


def _put(context: Context, sentence: Sentence, seller: Thing, buyers: list[Thing], at: int) -> None:
    if _PLANNED.search(sentence.shadow.text, 0, at):
        return
    for buyer in buyers:
        if buyer.id != seller.id:
            context.relate(sentence, "SUPPLIES", seller, buyer, "company-supplies", "0.76")
