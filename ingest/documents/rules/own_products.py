"""Products that the text says are a firm's own: its best known, those it designed, vessels with a number (自家产品)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import clause_start
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.products import DENIED, PLANNED, alias_of_brand, product_at, product_before
from ingest.documents.rules.project_builders import the_pair
from ingest.documents.rules.subjects import topic
from ingest.documents.rules.technologies import offers, put_technology
from ingest.sieve import regex
from schema.ids import name_id

_FLAGSHIP = regex(
    r"(?:拳头|看家|主打|主力|核心|明星|王牌|招牌|代表性?|当家|主营|主导|首款|旗舰)(?:产品|设备|装备|技术|药品|新药|机型)(?:之一)?(?:就是|正是|是|为|叫)|(?:的|，)王牌(?:就)?是|(?:拳头|明星|王牌|招牌|看家|当家)产品(?=[\u4e00-\u9fff]{4,16}?(?:累计|年|销|出货|远销|已|去年|今年|占|市场|为|供|卖|正|获|拿|的[^，。；;、]{1,10}(?:较|比|达|低|高|仅|降|提|突破|超)))"
)
# 养殖工船“甲6号”, “乙一号”卫星.
_NUMBERED = regex(
    r"“(?P<x>[\u4e00-\u9fffA-Za-z]{1,6}(?:[\d一二三四五六七八九十]{1,3}|)号|[\u4e00-\u9fff]{2,4}[-—]?\d{2,4}[A-Za-z]?)”"
)
_VESSEL: Final = re.compile(
    r"卫星|工船|船|艇|无人机|机器人|火箭|网箱|平台|潜水器|滑翔机|列车|动车组|系统|盾构机|飞行器|浮标|装备|整车|样机|模型"
)
_DESIGNED: Final = re.compile(
    r"(?:等)?(?:自主|独立|联合|共同|牵头|负责|全程|一手)*(?:研制|研发|设计|开发|建造|创制|自研)(?!中心)"
)

_FROM: Final = re.compile(r"(?:则|均|都|就|正|也|全部|主要|便)?(?:是)?(?:出自|来自|源自|产自|采购自|购自|出于)$")
_BY: Final = regex("由")
_BOTH: Final = regex(
    r"(?:双方|两家(?:企业|公司|单位)|校企)(?:已|还|正|近期)*(?:共同|联合|合作|携手|联手)?(?:研发|开发|研制|推出|设计|打造)(?:的|了|出)(?=[\u4e00-\u9fffA-Za-z])"
)
_ORIGIN: Final = regex("出自|来自|源自|产自|采购自|购自|出于")
_GOODS: Final = re.compile(r"，(?:所用|这些|核心|相关|主要)?(?:设备|系统|产品|装备|仪器|软件|技术|部件)$")


def own_products(context: Context) -> None:
    """拳头产品是甲, 由乙研制的甲, “甲6号”: products with their makers, named before other frames look for them."""
    for sentence in sifted(context.article.body, _NUMBERED, _FLAGSHIP, _BY, _BOTH):
        _numbered(context, sentence)
        _flagship(context, sentence)
        _designed(context, sentence)
        _of_both(context, sentence)


def _flagship(context: Context, sentence: Sentence) -> None:
    """甲的拳头产品是乙: whose it is stands before, or is what is told of."""
    text = sentence.shadow.text
    for match in _FLAGSHIP.finditer(text):
        span = product_at(text, match.end())
        about = topic(context, sentence, ("Company", "Park", "Policy"), match.start())
        firms = [t for t in context.things_of(sentence, "Company") if text[t.end : match.start()] == "的"]
        if span is None or not (firms or (about and about.hops <= 1 and about.thing.label == "Company")):
            continue
        made = put_technology(context, sentence, *span, "product-own", whole=True)
        if made is not None and firms:
            offers(context, sentence, firms[-1], made, 0)
        elif made is not None and about is not None:
            offers(context, sentence, about.thing, made, about.hops)


def _numbered(context: Context, sentence: Sentence) -> None:
    """Vessels, satellites and machines with a number of their own, wherever they stand again."""
    text = sentence.shadow.text
    for match in _NUMBERED.finditer(text):
        near = text[max(0, match.start() - 4) : match.start()] + "|" + text[match.end() : match.end() + 4]
        if _VESSEL.search(near) is None or not context.free(sentence, *match.span("x")):
            continue
        name = context.surface(sentence, *match.span("x"))
        local_id = name_id("Technology", name, context.packs.home)
        context.node(sentence, "Technology", local_id, name, "product-numbered", confidence="0.75")
        alias_of_brand(context, Thing(*match.span("x"), "Technology", local_id), match["x"], name)


def _designed(context: Context, sentence: Sentence) -> None:
    """乙由甲研制, 由甲与丙联合研制的乙: what firms are said to have designed is theirs."""
    text = sentence.shadow.text
    for match in _BY.finditer(text):
        chain = starting_at(context, sentence, match.end(), ("Company", "Organization"))
        verb = _DESIGNED.match(text, chain[-1].end) if chain else None
        if verb is None or PLANNED.search(text[: match.start()]) or DENIED.search(text[: match.start()]):
            continue
        made: Thing | None = None
        if text[verb.end() : verb.end() + 1] == "的":
            at = verb.end() + 1
            made = next((t for t in context.things_of(sentence, "Technology") if at <= t.start <= at + 1), None)
            span = product_at(text, at) if made is None else None
        else:
            low = clause_start(text, match.start())
            before = [t for t in context.things_of(sentence, "Technology") if low <= t.start and t.end <= match.start()]
            made = before[-1] if before and match.start() - before[-1].end <= 1 else None
            span = product_before(text, match.start()) if made is None else None
        if span is not None:
            made = put_technology(context, sentence, *span, "product-designed", whole=True)
        for firm in chain:
            if made is not None and firm.label == "Company":
                offers(context, sentence, firm, made, 0)


def _of_both(context: Context, sentence: Sentence) -> None:
    """甲与乙联手，双方共同开发的丙: of the firms among the two."""
    text = sentence.shadow.text
    for match in _BOTH.finditer(text):
        span = product_at(text, match.end())
        firms = the_pair(context, sentence, match.start()) if span is not None else []
        planned = PLANNED.search(text, 0, match.start()) or DENIED.search(text, 0, match.start())
        if span is None or not firms or planned:
            continue
        made = put_technology(context, sentence, *span, "product-designed", whole=True)
        if made is None:
            continue
        for firm in firms:
            offers(context, sentence, firm, made, 0)


def product_origins(context: Context) -> None:
    """乙来自甲, 用上了乙和丙，设备均出自甲: what comes from a firm is its own."""
    for sentence in sifted(context.article.body, _ORIGIN):
        _origin(context, sentence)


def _origin(context: Context, sentence: Sentence) -> None:
    """乙来自甲, 这套系统出自甲: what comes from a firm is its own."""
    text = sentence.shadow.text
    for firm in context.things_of(sentence, "Company"):
        verb = _FROM.search(text, 0, firm.start)
        if verb is None:
            continue
        span = product_before(text, verb.start())
        if span is not None:
            made = put_technology(context, sentence, *span, "product-origin", whole=True)
            if made is not None:
                offers(context, sentence, firm, made, 0)
            continue
        if re.search(r"(?:这|该)(?:套|款|台|种|项|个)?[\u4e00-\u9fff]{2,4}$", text[: verb.start()]):
            told = topic(context, sentence, ("Technology",), verb.start())
            before = _technology_before(context, sentence)
            thing = before or (told.thing if told is not None else None)
            if thing is not None:
                offers(context, sentence, firm, thing, 1)
        elif _GOODS.search(text, 0, verb.start()):
            # 用上了甲和乙，设备均出自丙.
            comma = text.rfind("，", 0, verb.start())
            named = [t for t in context.things_of(sentence, "Technology") if t.end <= comma]
            last = [t for t in named if text[t.end : comma] == ""]
            for thing in starting_at(context, sentence, _first_of(text, named, last), ("Technology",)) if last else ():
                offers(context, sentence, firm, thing, 0)


def _first_of(text: str, named: list[Thing], last: list[Thing]) -> int:
    """Where the chain of products begins that ends in the last one."""
    at = last[-1].start
    while before := next((t for t in named if text[t.end : at] in ("、", "和", "与", "及", "以及")), None):
        at = before.start
    return at


def _technology_before(context: Context, sentence: Sentence) -> Thing | None:
    """The product named last in the sentence before."""
    body = context.article.body
    at = next((i for i, s in enumerate(body) if s is sentence), 0)
    named = context.things_of(body[at - 1], "Technology") if at else []
    return named[-1] if named else None
