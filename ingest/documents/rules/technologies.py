"""Technologies and products: what firms offer and supply, what scenarios and works use (技术与产品)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.boundary import name_start
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span, split_items, split_last
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.means import is_means
from ingest.documents.rules.subjects import Topic, sure, topic
from ingest.sieve import matches, regex
from schema.tokens import tagged
from schema.words import ending_in, longest_first, word_set

_OFFERS = regex(
    r"(?:主营|主要生产|专业生产|自主研发(?:了|的)?|自主研制(?:了|的)?|研发生产|主打|主要产品(?:包括|还有|有|为|是)|主导产品(?:包括|有|为|是)|产品(?:包括|包含|有|涵盖|涵括|覆盖)|专注于?|主攻|提供|供应(?!链)|推出(?:了)?|研制(?:出|了)?|生产(?!线|基地|车间|能力|工艺|工厂|总值)(?:的)?)"
    r"(?P<list>[^，。；;:：“”《》()]{2,60}?)(?:等)?(?:(?:\d{1,3}|[两三四五六七八九十])(?:大|余|多)?(?:类|款|种|个系列))?(?:核心|关键|系列|配套|全线|高端)*(?P<end>产品|设备|器件|装备|零部件|元器件|部件|技术|服务|解决方案|材料)?(?:的)?(?:研发|生产|制造|销售|研制)*(?=[，。；;]|$)"
)
_USES = regex(
    r"(?:用到(?:了)?|采用(?:了)?|应用(?:了)?|搭载(?:了)?|运用(?:了)?|使用(?:了)?|融合(?:了)?|集成(?:了)?|依托|借助|通过|以|用)(?P<list>[^，。；;:：“”《》()]{2,50}?)(?:等)?(?:先进|前沿|新|多种|数字|核心|关键)*(?:技术|系统|装备|设备|手段|产品)(?=[，。；;]|$|解锁|融合|赋能|实现|打造|对|进行|为|让|将|使|开展|提升|完成|[把给]|制作|创作|拍摄|还原|复原|再现|呈现|生成|合成|渲染|搭建)"
)
_USES_PLAIN = regex(
    r"(?:用到(?:了)?|采用(?:了)?|搭载(?:了)?|应用(?:了)?)(?P<list>[^，。；;:：“”《》()]{3,60}?)(?:等(?:技术|设备|产品|装备|系统)?)?(?=[，。；;]|$)"
)
# 该片运用甲、乙，再现丙: a row in what a work is made with.
_MADE_WITH = regex(
    r"(?:(?:运用|采用|应用|用到|用上|用的(?:就)?是|融合|借助|使用|依靠|引入)(?:了)?|(?P<into>把))"
    r"(?P<list>[\u4e00-\u9fffA-Za-z0-9\-]{3,12}?(?:[、和与及][\u4e00-\u9fffA-Za-z0-9\-]{3,12}?){1,4}?)(?:等)?(?:(?:先进|前沿|数字|新)*(?:技术|手段))?(?=[，。；;]|(?P<in>搬进|搬到|用进|用到|用在|融入|引入|装进|带进))"
)
LACKS: Final = (
    "需要|急需|亟需|急缺|最缺|还缺|尚缺|仍缺|缺少|紧缺|寻求|求购|征集|期盼|急盼|所需的?是?|(?<=[，；。:])需(?!求)"
)
"""Words of who lacks what follows."""
_SEVERAL = regex(
    r"(?:^|[，。;:])(?P<list>[^，。;:“”《》()]{3,40}?)(?:等)?(?:[两三四五六七八]|\d)(?:项|大|种)(?:关键|核心|前沿)?技术"
)
_TASKED = regex(
    r"(?:攻关|开展|突破|推广|推动|加快|支持|组织开展|布局|研发|鼓励发展|重点发展)(?P<list>[^，。；;:：“”《》()]{2,60}?)等(?:核心|关键|重点|新|共性)*(?:产品|技术|装备|器件|部件|材料|零部件)(?:的)?(?:研发|攻关|应用|推广|示范|产业化|研制|突破|迭代|$|[，。；;])"
)
# 支持企业开展甲、乙适航取证; 推广丙、丁.
_BROUGHT_ON = regex(
    r"(?:开展|推进|支持|加快|攻克|突破|实施)(?P<list>(?:(?!开展|推进|加快|攻克|突破)[^，。；;:：“”《》()的]){4,50}?)(?:适航取证|型号取证|取证|研制|试制|试飞|试航|量产|示范应用|示范运行|推广应用|产业化|中试)(?=[，。；;和、与及]|$)"
)
_SPREAD = regex(
    r"(?:推广(?:应用)?|普及|示范推广)(?:使用)?(?P<list>[^，。；;:：“”《》()的]{4,50}?)(?=[，。；;]|等|\d|$)"
)
_SUPPLIED = regex(
    r"(?P<t>[\u4e00-\u9fffA-Za-z0-9\-]{2,16}?)(?:均|全部|主要|则|都|也|大多|一直|长期)*(?P<mark>，)?由(?=[\u4e00-\u9fffA-Za-z(])"
)
_COMES_FROM = regex(
    r"(?P<t>[\u4e00-\u9fffA-Za-z0-9\-]{2,12}?)(?:则|均|主要)?(?:来自|采购自|购自)(?P<x>[\u4e00-\u9fffA-Za-z0-9()·]{2,24}?)(?=[，。；;]|$)"
)
_SERIES = regex(
    r"(?P<t>“[^“”]{2,10}”(?:系列|号)?[\u4e00-\u9fff]{2,10}?(?:机器人|滑翔机|无人机|无人船|无人艇|潜水器|(?<!体)系统(?!计)|装备|设备|芯片|模型|大模型|传感器|雷达|电池|电机|平台车|工船|网箱|机组|仪))"
)
_ITSELF = regex(r"(?<![\u4e00-\u9fffA-Za-z])(?P<t>[A-Za-z]{1,8}[\u4e00-\u9fff]{0,4}技术)")
_COMMON: Final = frozenset(
    [
        "技术",
        "产品",
        "服务",
        "设备",
        "系统",
        "装备",
        "材料",
        "平台",
        "资源",
        "人才",
        "资金",
        "能力",
        "空间",
        "场景",
        "政策",
        "支撑",
        "保障",
        "支持",
        "帮助",
        "便利",
        "岗位",
        "动力",
        "活力",
        "办公空间",
        "解决方案",
        "方案",
        "数据",
        "信息",
        "需求",
        "机会",
        "机遇",
        "要素",
        "环境",
        "模式",
        "经验",
        "样板",
        "标准",
        "样本",
        "市场",
        "产业",
        "企业",
        "项目",
        "成果",
    ]
)
_BAD = re.compile(
    r"^上新|性价比|口碑|差异化|个性化|[的了将和与及为在是]|[\d]|原料$|[^库灌]区$|高地$|能力|支撑|保障|服务|空间(?!音频|定位|计算|感知|激光|视频|建模|重建)|场景|政策|机会|机遇|岗位|资金|办公|茶园|活动|活力|发展|建设|创新|合作|优势|模式|经验|样板|方案|动能|生态|体系|理念|方式|需求|领域|方面|赛道|市场|产业|企业|人才|资源|环境|渠道|氛围|管理|治理|招商|培训|教育"
)


# 采用会员制, 应用国家标准, 采用分期付款: ways of dealing, and goods of which only praise is told.
_NO_TECHNOLOGY: Final = re.compile(
    r"制$|标准|规划|付款|优惠|补贴|贴息|施工|价格?$|合同|协议|订单|措施|手段|办法|形式|渠道|程序$|流程|做法|思路|原则|策略|路径|规则|规范$|法规|比例|贷款|融资|招标|租赁|托管|外包|轮班|抽签|摇号|投票|打分|评审|审批|报名|直播|带货|促销|计息|结算|理财|股权|债券|备忘录|意向书|许可|贵宾|业务|结果|指数|增速|销量|超过|达到|已经|一揽子|[?<>]|^(?:进行|这)|(?:主要|重要|相关|有关|整体|全部|各类)$"
    r"|^(?:先进|成熟|传统|新型?|现代|优质|绿色|同类|国产|进口|自产|自有|高端)?(?:工艺|产品|设备|装备|材料|原料|建材|零件|配件|工具|软件|系统|技术)$"
)


# What closes the list belongs to no item, nor what is done with it: 乙等国产装备, 丙三类设备, 以丁系统应榜.
_CLOSED: Final = re.compile(
    r"(?<=..)(?:等.{0,6}|(?:来|去)?(?:应榜|揭榜|应战|答题|作答|破题|交卷|参展|参赛|亮相|上岗)|[两三四五六七八九十](?:大)?(?:类|种|款|项))$"
)


def technologies(context: Context) -> None:
    """Named products and technologies with who offers, supplies or uses them."""
    looked_for = (
        _SUPPLIED,
        _COMES_FROM,
        _SERIES,
        _OFFERS,
        _SEVERAL,
        _USES_PLAIN,
        _USES,
        _TASKED,
        _ITSELF,
        _BROUGHT_ON,
        _SPREAD,
        _MADE_WITH,
    )
    for sentence in sifted(context.article.body, *looked_for):
        _supplied(context, sentence)
        for match in _SERIES.finditer(sentence.shadow.text):
            made = put_technology(context, sentence, *match.span("t"), "technology-series")
            owner = topic(context, sentence, ("Company",), match.start())
            if made is not None and owner is not None:
                offers(context, sentence, owner.thing, made, owner.hops)
        _made_with(context, sentence)
        _listed(context, sentence)
        for match in _ITSELF.finditer(sentence.shadow.text):
            made = put_technology(context, sentence, *match.span("t"), "technology-named")
            used(context, sentence, user_of(context, sentence, match.start()), made)


def _own_work(context: Context, sentence: Sentence, at: int) -> Topic | None:
    """The work that the sentence names before, whoever made it: 《甲》由乙公司制作，用上了丙和丁."""
    own = [t for t in context.things_of(sentence, "Work") if t.end <= at]
    return Topic(own[-1], 0) if own else None


def _made_with(context: Context, sentence: Sentence) -> None:
    """该片运用甲、乙, 主创把甲、乙搬进制作: both, where each reads as a technique."""
    text = sentence.shadow.text
    for match in _MADE_WITH.finditer(text):
        # 甲、乙分别用上丙和丁: which uses which is read where scenarios are told of.
        each = text[: match.start()].endswith("分别")
        if each or (match["into"] is None) != (match["in"] is None):
            continue
        about = topic(context, sentence, ("Work", "Scenario", "Company"), match.start())
        if about is None or about.thing.label == "Company" or about.hops > (about.thing.label == "Work"):
            about = _own_work(context, sentence, match.start())
        if about is None:
            continue
        items = split_last(text, split_items(text, *match.span("list")))
        for span in items if all(is_means(text[slice(*span)]) for span in items) else ():
            used(context, sentence, about, put_technology(context, sentence, *span, "technique-of-work", whole=True))


def _listed(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _OFFERS.finditer(text):
        # 甲、乙分别生产丙和丁: each firm its own.
        if text[: match.start()].endswith("分别") and len(context.things_of(sentence, "Company")) > 1:
            continue
        if match[0].startswith(("主攻", "专注")) and re.search(r"园区|产业园|基地|工场|谷|港", text[: match.start()]):
            continue
        owner = topic(context, sentence, ("Company",), match.start())
        near = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
        # 为甲供应乙: 甲 is whom it goes to.
        given = bool(near) and text[: near[-1].start].endswith(("为", "向", "给", "对", "帮"))
        if (
            near
            and not given
            and re.fullmatch(r"(?:等(?:[^，。；;]{0,8}?企业|公司)?)?", text[near[-1].end : match.start()])
        ):
            owner = owner._replace(thing=near[-1], hops=0) if owner else None
            for made in _items(context, sentence, match):
                offers(context, sentence, near[-1], made, 0)
            continue
        if owner is None or owner.hops > 1:
            continue
        for made in _items(context, sentence, match):
            offers(context, sentence, owner.thing, made, owner.hops)
    for match in matches(text, _SEVERAL, _USES_PLAIN, _USES):
        for made in _items(context, sentence, match):
            # 所需的是甲和乙两项技术: lacked, not used.
            lacked = match.re is _SEVERAL.re and re.search(LACKS, match[0]) is not None
            used(context, sentence, None if lacked else user_of(context, sentence, match.start()), made)
    for match in _TASKED.finditer(text):
        for _ in _items(context, sentence, match):
            pass
    for match in matches(text, _BROUGHT_ON, _SPREAD):
        _brought_on(context, sentence, match)


def _brought_on(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """Products that a plan has made, tested or spread: of several at least one ends as a product does, of one it does."""
    text = sentence.shadow.text
    items = split_last(text, split_items(text, *match.span("list")))
    kinds = [
        any(text.endswith(head, s, e) and e - s >= _LONG for head in longest_first("product_heads")) for s, e in items
    ]
    fit = (
        all(kinds) if match.re is _BROUGHT_ON.re else any(kinds) and (len(items) > 1 or match["list"].endswith("技术"))
    )
    for (start, end), kind in zip(items, kinds, strict=True) if fit else ():
        put_technology(context, sentence, start, end, "technology-brought-on" if kind else "technology-list")


_LONG: Final = 4
"""Characters of a product's name that its kind alone does not fill."""


def _items(context: Context, sentence: Sentence, match: re.Match[str]) -> list[Thing]:
    text = sentence.shadow.text
    made = []
    spans = [(s, s + len(_CLOSED.sub("", text[s:e]))) for s, e in split_items(text, *match.span("list"))]
    if (
        len(spans) == 1
        and match.re is _USES.re
        and (kind := re.match(r"技术|系统|装备", sentence.shadow.text[spans[0][1] :]))
    ):
        # 运用虚拟拍摄技术: of one thing the kind belongs to the name.
        spans = [(spans[0][0], spans[0][1] + kind.end())]
    for i, (s, e) in enumerate(spans):
        parts = [(s, e)]
        if i == len(spans) - 1 and (joint := re.search(r"(?<=..)(?:以及|和|及|与)(?=..)", text[s:e])):
            parts = [(s, s + joint.start()), (s + joint.end(), e)]
        for a, b in parts:
            thing = put_technology(context, sentence, a, b, "technology-list")
            if thing is not None:
                made.append(thing)
    return made


def put_technology(
    context: Context, sentence: Sentence, start: int, end: int, rule: str, *, whole: bool = False
) -> Thing | None:
    """A technology at `[start, end)` where the words look like one and nothing else stands there."""
    text = sentence.shadow.text
    known = next((t for t in context.things_of(sentence, "Technology") if (t.start, t.end) == (start, end)), None)
    if known is not None:
        return known
    name = text[start:end]
    if (
        not 2 <= len(name) <= 18
        or name in _COMMON
        or name in ("前者", "后者", "两者")
        or _NO_START.match(name)
        or _DOER.match(text, start - 2)
        # 80项以|上低碳技术: of how many at least.
        or (name[0] in "上下内" and text[start - 1 : start] == "以")
        or _SO_MANY_OF.match(name)
        or not context.free(sentence, start, end)
    ):
        return None
    if rule == "technology-list" and (_BAD.search(name) or _NO_TECHNOLOGY.search(name) or not _noun(name)):
        return None
    # What a pack knows as an industry or a place is none; a part of the name may be one.
    hits = context.names.get(sentence.number, ())
    if whole:
        # The frame shows the name's ends: a word of a pack that reaches over one of them is none here.
        if any(h.start <= start and end <= h.end and h.label != "ChainLink" for h in hits):
            return None
    elif any((h.start <= start and end <= h.end) or (h.start < start < h.end) or (h.start < end < h.end) for h in hits):
        return None
    local_id = context.put_name(sentence, start, end, "Technology", context.packs.home, rule, "0.72")
    return Thing(start, end, "Technology", local_id)


_SO_MANY_OF: Final = re.compile(r"\d+[余多]?[项个种款类]")
# 产品可用于|甲; 供应|商名录: words of use, and who supplies.
_NO_START: Final = re.compile("可?(?:广泛|直接)?(?:用于|应用于|用在|适用于)")
_DOER: Final = re.compile("(?:供应|供货|制造|生产|服务|经销|代理|采购|集成|承包|运营)商")
_MEASURED: Final = re.compile("(?:[多双全单]|[二三四五六七八九][维轴])$")


def _noun(name: str) -> bool:
    tokens = tagged(name)
    if any(t.text in word_set("left_stops") for t in tokens if len(t.text) > 1):
        return False
    return (
        len(name) >= 3
        # 多参数监护终端, 双能CT机, 三维量体技术: of how many, not how many.
        and (tokens[0].tag not in ("m", "r", "d", "p", "c") or _MEASURED.match(tokens[0].text) is not None)
        and tokens[-1].tag not in ("v", "d", "a", "p", "r", "ns")
    )


def put_goods(
    context: Context,
    sentence: Sentence,
    firms: Sequence[Thing],
    spans: Iterable[Span],
    hops: int = 0,
    rule: str = "product-told",
) -> None:
    """Goods that a frame asks for, whatever their names end in, and that these firms have them."""
    for span in spans:
        made = put_technology(context, sentence, *span, rule, whole=True)
        if made is not None:
            for firm in firms:
                offers(context, sentence, firm, made, hops)


def offers(context: Context, sentence: Sentence, company: Thing, made: Thing, hops: int) -> None:
    """The company makes or sells it."""
    context.edge(
        sentence, "OFFERS", (company.label, company.id), ("Technology", made.id), "company-offers",
        confidence=sure(80, hops),
    )  # fmt: skip


def user_of(context: Context, sentence: Sentence, at: int) -> Topic | None:
    """The scenario or work that uses what the words at `at` name: the one told of, else the sentence's own."""
    about = topic(context, sentence, ("Scenario", "Work"), at)
    if about is not None and about.hops <= 1:
        return about
    own = context.things_of(sentence, "Work")[-1:] or context.things_of(sentence, "Scenario")
    return Topic(own[0], 0) if own else None


# 希望引入甲, 急需部署乙: asked for, not in use.
_WISHED: Final = re.compile(
    r"(?:希望|期待|盼望|急需|亟需|需要?|须|寻求|征集|计划|拟)(?:能|能够|尽快|首批)*(?:引入|采用|应用|接入|部署|使用|搭载|运用|借助|依靠|依托|通过|用上|用)(?:了|一批|\d*[台套项])?$"
)


def used(context: Context, sentence: Sentence, user: Topic | None, made: Thing | None) -> None:
    """The scenario or work uses it."""
    wished = made is not None and _WISHED.search(sentence.shadow.text, 0, made.start) is not None
    if made is not None and user is not None and not wished:
        context.edge(
            sentence, "APPLIES", (user.thing.label, user.thing.id), ("Technology", made.id), "uses-technology",
            confidence=sure(75, user.hops),
        )  # fmt: skip


_GOODS: Final = re.compile("[料件品材货芯粉浆布纱酒]$")


def _supplied(context: Context, sentence: Sentence) -> None:
    """T由甲供应, T来自甲: 甲 offers T and supplies the company that the text tells of."""
    text = sentence.shadow.text
    for match in _SUPPLIED.finditer(text):
        chain = starting_at(context, sentence, match.end(), ("Company",))
        if match["t"].endswith(("前者", "后者")):
            continue
        # 所用的甲，由乙供应: behind a comma only what ends as goods do.
        if match["mark"] and not ending_in("product_heads").search(match["t"]):
            continue
        if not chain or not re.match(
            r"(?:独家|负责|配套)?(?:供应|提供|供货|配套|生产|制造|代工)", text[chain[-1].end :]
        ):
            continue
        start = name_start(text, match.end("t"), match.start("t"))
        start = start if start < match.end("t") else match.start("t")
        made = put_technology(context, sentence, start, match.end("t"), "technology-supplied")
        for firm in chain:
            if made is not None:
                offers(context, sentence, firm, made, 0)
            supplies_told(context, sentence, firm, match.start())
    for match in _COMES_FROM.finditer(text):
        firm_ = next((t for t in context.things_of(sentence, "Company") if t.start == match.start("x")), None)
        # 甲的客人来自乙, 八成订单来自乙: no goods.
        if firm_ is not None and (_GOODS.search(match["t"]) or ending_in("product_heads").search(match["t"])):
            supplies_told(context, sentence, firm_, match.start())


def supplies_told(context: Context, sentence: Sentence, firm: Thing, at: int) -> None:
    """The firm supplies the one that the words at a place are about."""
    buyer = topic(context, sentence, ("Company",), at)
    if buyer is not None and buyer.thing.id != firm.id and buyer.hops <= 2:
        context.edge(
            sentence, "SUPPLIES", ("Company", firm.id), ("Company", buyer.thing.id), "company-supplies",
            confidence=sure(75, buyer.hops),
        )  # fmt: skip
