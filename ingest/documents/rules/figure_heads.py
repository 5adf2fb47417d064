"""The product that a clause is about where its maker stands only in an attribute: 甲公司研发的乙，市场占有率35% (中心语主语)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_things import around, can_have, clause_start
from ingest.documents.rules.subjects import openers, said_of
from ingest.numbers import Quantity

_MADE: Final = (
    r"(?:[今去前]年|20\d\d年|最新|最近|刚刚?|自主|独家|联合|牵头|率先|成功|专门|近日|日前|首次|合作|批量)*"
    r"(?:研发|研制|生产|制造|开发|推出|打造|带来|设计|自研|量产|攻克|拿出|展出|展示|制成)(?:成功|并[^，。；;、]{2,6})?的"
)
# 甲公司自主研发的乙; 甲公司的拳头产品乙; 拿手产品是乙.
_OF_MAKER: Final = re.compile(
    rf"(?:{_MADE}|的|旗下的?)(?:(?:[^，。；;、:“”\d]{{0,8}}?(?:产品|设备|装备|系统|机型))?(?:——|—)?[“《]?|[^，。；;、:“”\d的]{{2,8}}“)"
)
_SHOWN: Final = re.compile(
    r"(?:产品|设备|装备|机型|型号|芯片)(?:就|便)?(?:是|为|叫|名为|名叫)(?:一[款种台个])?“?$|(?:拳头|主打|拿手|核心|明星|主力|旗舰|代表)产品“?$"
)
# 甲公司…，其乙占有率12%; 甲公司主营…，自研的乙已服务客户300家.
_ITS: Final = re.compile(
    r"(?:其|旗下|(?:公司|企业)?(?:自研|自主研发|自主研制|自主开发|自主设计|新研发|新研制|研发|研制|开发|推出|打造|生产|制造)的)(?:[^，。；;、:“”\d]{0,8}?(?:产品|设备|装备))?[“《]?"
)
# 乙是甲公司的主打产品，去年销量1200台.
_IS_ITS: Final = re.compile(
    r"[”》]?(?:则|就|也|便|正)?(?:是|为|系|出自)[^，。；;]{0,30}?(?:产品|机型|型号|设备|装备|之作|力作|成果)，"
)
# What a product has and its maker has too.
_SOLD: Final = re.compile(
    r"占有率|份额|出货|销量|服务(?:客户|用户|企业)|订单|装车|装机|装船|上岗|服役|飞行|架次|运行|价格|成本|压力|密度|电耗|能耗|功耗|额定|产氢|厚度|国产化率|复购率|良率|航次|下潜|里程|检测|巡检|发现|作业|人工成本|清洗|抗菌率|合格率|通过率|良品率|回弹率|阻燃|使用寿命|装上|装到|用到|打进|铺进"
)
_FIRMS_ONLY: Final = re.compile(
    r"员工|用工|人员|团队|营收|营业收入|净利|融资|估值|研发投入|研发费用|产值|专利|注册资本|持股|股权|门店|投资|采购|供货|年产能由|公司|企业(?!用户)"
)
_PLACED: Final = re.compile("(?:目前|现|还|也)?已?(?:在|向|为|对|从|由|与|供应)")
BEARERS: Final = ("Company", "Park", "Project", "Zone", "Scenario", "Platform", "Industry", "Organization")


def product_shown(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The product that stands as the head of its maker's attribute, or is shown as its product, before a figure of it."""
    text = sentence.shadow.text
    words = around(text, quantity)
    low = after_mark(text, "。；;", quantity.start)
    made = [t for t in context.things_of(sentence, "Technology") if low <= t.start and t.end <= quantity.start]
    if not made:
        return None
    thing = made[-1]
    its = _IS_ITS.match(text, thing.end) if thing in openers(context, sentence, ("Technology",)) else None
    told = thing.end if its is None else its.end()
    # 拿手产品是乙，去年用工300人，…: told of the maker again.
    fits = of_a_product(text, told, quantity) or (
        _FIRMS_ONLY.search(text[told : quantity.start] + words) is None and can_have(context, sentence, thing, words)
    )
    if not fits:
        return None
    after = [t for t in openers(context, sentence, BEARERS) if told <= t.start < quantity.start]
    # 乙已在甲场景中飞行1.2万架次: where it is used tells of nothing else.
    if any(not _PLACED.match(text, clause_start(text, t.start), t.start) for t in after):
        return None
    shown = _SHOWN.search(text, low, thing.start)
    maker = next(
        (
            t
            for t in context.things_of(sentence, "Company", "Organization")
            if low <= t.start and _OF_MAKER.fullmatch(text, t.end, thing.start)
        ),
        None,
    )
    if maker is not None and maker not in openers(context, sentence, (maker.label,)):
        return None
    return thing if shown or maker or its or _of_opener(context, sentence, thing, low) else None


def product_goes_on(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The product that the sentence before is about behind its maker's attribute, where a sentence names nothing itself."""
    text = sentence.shadow.text
    if context.kind == "plan":
        return None
    for before in context.article.before(sentence, 1):
        words = before.shadow.text
        made = context.things_of(before, "Technology") if before.paragraph == sentence.paragraph else ()
        if not made or said_of(context, sentence, (*BEARERS, "Technology"), quantity.start) is not None:
            return None
        for maker in openers(context, before, ("Company", "Organization")):
            thing = next((t for t in made if _OF_MAKER.fullmatch(words, maker.end, t.start)), None)
            has = thing is not None and can_have(context, before, thing, around(text, quantity))
            if thing is not None and (has or of_a_product(text, 0, quantity)):
                return None if _FIRMS_ONLY.search(text, 0, quantity.start) else thing
    return None


def _of_opener(context: Context, sentence: Sentence, thing: Thing, low: int) -> bool:
    """Whether a product opens its clause as that of the one firm which the part of the sentence before is about."""
    text = sentence.shadow.text
    begins = clause_start(text, thing.start)
    if _THAT_FIRMS.fullmatch(text, begins, thing.start) is not None:
        return True
    if _ITS.fullmatch(text, begins, thing.start) is None:
        return False
    told = {t.id for t in openers(context, sentence, ("Company", "Organization")) if low <= t.start < thing.start}
    return len(told) == 1


# 这家去年迁来的企业自研的乙，价格便宜三成.
_THAT_FIRMS: Final = re.compile(
    rf"(?:这家|该|这个)[^，。；;、:“”]{{0,24}}?(?:公司|企业|团队|研究院|研究所|实验室){_MADE}(?:[^，。；;、:“”\d]{{0,8}}?(?:产品|设备|装备))?[“《]?"
)


def of_a_product(text: str, told: int, quantity: Quantity) -> bool:
    """Whether the words around a figure tell of what a product has or how it sells; none since `told` are of its maker."""
    words = around(text, quantity)
    return _FIRMS_ONLY.search(text[told : quantity.start] + words) is None and _SOLD.search(words) is not None


# 甲公司投资8亿元建设的乙项目; 甲研究院建立的乙中心.
_RUNS: Final = re.compile(
    r"(?:[^，。；;:“”、]{0,14}?)(?:建设|投资|投建|运营|打造|开发|管理|承建|组建|建立|设立|搭建|发起|发布|推出|提出)(?:并[^，。；;、]{2,6})?的[“《]?"
)
_RUN: Final = ("Project", "Platform", "Scenario", "Park", "Mechanism", "Organization")


def head_of(context: Context, sentence: Sentence, maker: Thing, quantity: Quantity) -> Thing | None:
    """What the attribute with its maker stands before, where a clause behind a comma goes on about it."""
    text = sentence.shadow.text
    if maker.label not in ("Company", "Organization", "Zone") or _FIRMS_OWN.search(around(text, quantity)):
        return None
    for thing in context.things_of(sentence, *_RUN):
        if maker.end < thing.start and thing.end <= quantity.start and _RUNS.fullmatch(text, maker.end, thing.start):
            return thing
    return None


# 乙研究院今年完成检测1.2万件: a body that does something itself; 甲中心统计 only says it.
_BODY: Final = re.compile("(?:中心|研究院|研究所|联盟|实验室|学院|医院|协会|学会|检测院|检验院|设计院)$")
_ACTS: Final = re.compile(
    r"[”》]?(?:(?:[今去]年|20\d\d年|上半年|前[三\d]个?(?:季度|月)|全年|目前|累计|已经?|共|还|现|现有|每年|年均|日均|每天|\d{1,2}月)(?:以来|份)?)*"
    r"(?:开行|开出|服务|检测|检验|完成|拥有|接诊|接待|孵化|培训|承接|承担|转化|派出|吸纳|引进|培育|发出|交付|运送|吞吐|办理|走访|举办|对接|出具|接单|签约|集聚|建成)"
)


def acting_body(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The centre, institute or hospital that opens the clause of a figure and does what it counts."""
    if context.kind == "plan":
        return None
    text = sentence.shadow.text
    begins = clause_start(text, quantity.start)
    for thing in openers(context, sentence, ("Organization",)):
        if begins <= thing.start and thing.end <= quantity.start:
            acts = _BODY.search(text, 0, thing.end) and _ACTS.match(text, thing.end)
            named = context.things_of(sentence, *_RUN, "Company", "Technology")
            return thing if acts and not any(thing.end <= t.start < quantity.start for t in named) else None
    return None


# 能量回收装置眼下只有甲公司在做样机，国产化率不足20%: how much of a good or link is made here is its own, whoever makes it.
_SHARE: Final = re.compile("国产化率|国产率|自给率|本地(?:化)?(?:配套|供应|采购)率|对外依存度|进口依赖度")
_GOODS: Final = ("ChainLink", "Technology", "Industry")


def good_of_share(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The good or link that opens the part of a sentence in which a clause of its own says how much of it is made here."""
    text = sentence.shadow.text
    begins = clause_start(text, quantity.start)
    if context.kind == "plan" or _SHARE.match(text, begins, quantity.start) is None:
        return None
    low = after_mark(text, "。；;", quantity.start)
    told = [t for t in context.things_of(sentence, *_GOODS, "Park", "Zone") if low <= t.start < begins]
    opening = openers(context, sentence, _GOODS)
    return told[0] if len(told) == 1 and told[0] in opening else None


_FIRMS_OWN: Final = re.compile(
    r"员工|用工|营收|营业收入|净利|融资|估值|研发投入|研发费用|注册资本|持股|股权|专利|采购|供货"
)
