"""Products by the kinds that end their names, in what firms make, bring and supply (产品名).

A kind alone (系统, 机器人) names nothing. A name is taken where a frame asks for one: a verb of
making before it, a maker behind it, a brand in quotes, a list that a class of goods closes.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.boundary import name_start
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import clause_start
from ingest.documents.rules.again import said_again
from ingest.documents.rules.frames import ending_at
from ingest.documents.rules.subjects import openers, told_firm, topic
from ingest.documents.rules.technologies import offers, put_technology, used, user_of
from ingest.sieve import Regex, regex
from schema.ids import name_id
from schema.tokens import tagged
from schema.words import ending_in, longest_first, word_set

LONGEST: Final = 18
_SHORTEST: Final = 3
_RUN: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”·+\-]{2,30}")
_CUT: Final = re.compile(
    r"[的了等为对将把被让给从是也都已还并其则]|(?<![自理])由|[两三四五六七八九十]类|在(?!线)|(?<!转)向|以及|[同均都]属|属于|就(?=[是由在能可])|可以|能够|可(?=[减提节])|[和与及](?=..)"
)
COUNTED: Final = r"(?:(?:[一两三几多数\d]+|首|这|新一|第[一二三四五六七八九十百千万]+|第\d+|最新一)(?:批|套|款|台|种|架|艘|座|列|辆|颗|枚|只|部|组|项|代|个|片|张|根|块|系列)(?:次)?)"
_LEAD: Final = re.compile(
    rf"(?:了|出|过|的|着|起|到|为|是|包括|还有|有|于|产品|{COUNTED}|新型|新一代|最新|自主(?!水下|移动|导航|航行|巡航|巡检|驾驶|飞行|作业|泊)|国产|自产的|自家|自己的?|该公司的?|企业的?|所[用需]的?(?!技术)|"
    r"(?:国内|全国|全球|全省|省内|行业|业内)?首(?:个|款|台|套|创)|国际领先的|“[^“”]{1,6}”——)*"
)
_RUNS_ON: Final = re.compile(
    r"(?:研发|生产|制造|应用|检测|测试|销售|设计|加工|产业化|维修|推广|示范|试验|展示|训练|运营|服务|创新|集成|改造|开发|租赁|控制|安全|数据)*"
    r"[\u4e00-\u9fff]{0,3}(?:中心|基地|平台|项目|企业|产业|公司|团队|人才|能力|市场|领域|环节|生产线|产线|车间|实验室|工厂|园|集群|大会|赛|联盟|协会|行业|展|工程|公共服务|场景|专利|方案|业务|体系)"
)
_BAD: Final = re.compile(
    r"[，。；]|未|(?:商|时|契|危|动|良|转|生|司|先|开|关|手|上|下|登|接)机$|(?:利|神|法|容)器$|能力|支撑|保障|空间|政策|机会|机遇|岗位|资金|活动|活力|优势|模式|经验|样板|动能|生态|体系|理念|方式|需求|领域|方面|赛道|市场|产业|企业|公司|人才|资源|环境|渠道|氛围|治理(?!(?:大模型|机器人|装备|设备|系统|平台|软件|船|车|仪|机)$)|招商|培训|教育|行动|计划|政府|全市|我市"
)
_JOINT: Final = re.compile(r"(?:、|以及|和|与|及)")
_TOGETHER: Final = re.compile(r"(?:共同|联合|携手|联手|合力|一起|协同)(?:来)?$")
DENIED: Final = re.compile(r"(?:未|没有|不再|停止|暂停|尚未|无法|不能|不)[^，。；;]{0,4}$")
PLANNED: Final = re.compile(
    r"(?:正在|在研|尚在)$|(?:拟|将|计划|准备|打算|商定|约定|说好|力争|争取|鼓励|支持|引导|推动|加快|重点|用于|围绕|能够|可)[^，。；;]{0,6}$"
)
TO_COME: Final = re.compile(
    r"将|拟|计划|预计|达产|建成后|投产后|投用后|全部建成|完工后|力争|争取|目标|有望|可实现|明年|后年|届时|项目|基地|二期|三期"
)
"""What stands behind it in a sentence is yet to be made."""
GOAL: Final = re.compile(r"(?:到|至)20\d\d年[^。；;]{0,12}$")
"""By such a year it is to be so."""
_USED_BY: Final = regex(
    r"(?:采用|搭载|用上|应用|运用|依靠|依托|凭借|凭|借助|引入|使用|装上|配备|部署)(?:了|的)?(?:自研的?|自主研发的?|其|该公司的?)?"
)


@cache
def _verbs() -> Regex:
    # 不做, 当做, 做好: another 做; 供应商, 制造者: who does it.
    verbs = "|".join(
        w if w != "做" else "(?<![当叫看不要去来怎样])做(?![好强大优到客法工出成])"
        for w in longest_first("product_verbs")
    )
    return regex(f"(?:{verbs})(?![商者])")


_RESEARCH: Final = frozenset({"自主研发", "自主研制", "自主开发", "自研", "研发", "研制", "创制", "发明", "研究开发"})
_GIVES: Final = re.compile(r"(?:提供|供应|交付|部署|投放|展示|带来|配备|选用|采用|推出|派出|投入)(?:了|其)?$")
_ON_THE_LINE: Final = frozenset({"赶制", "调试", "总装", "生产", "制造", "批产", "量产", "交付"})
# What may follow a name without a mark between.
_AFTER: Final = ("v", "d", "p", "t", "r", "c", "u", "m")
_MEASURED: Final = re.compile(
    r"最[大高低小长]|平均|累计|单[台次机]|每[天年台次]|样机|[\u4e00-\u9fff]{1,3}率|产量|销量|容量|重量|寿命|精度|速度|性能|能耗|成本|价格|续航|误差|出货|贡献|占比|市场份额|市占|收入|营收|订单|年[产销]|日产|月产|产销|供不应求|供需两旺|[畅热俏旺脱]销|走俏|抢手|一举|[备广深颇]受|获批|上市|斩获|填补|打破|起家|见长|胜出|中标"
)
# 大容积储罐500台: how many of it.
_MANY: Final = re.compile(
    r"\d[\d.,]*[余多]?[百千万亿]*(?:台|套|辆|艘|架|只|件|块|片|颗|枚|支|瓶|吨|米|个|批|盒|双|根|条|副|部|座|组|头份|千瓦|立方米|平方米)"
)


# 甲机器人产品, 乙膜样品: what it is besides.
_CLASS: Final = re.compile(r"(?:系列)?(?:产品|样品|样机|成品)(?![\u4e00-\u9fff]{0,3}(?:园|中心|基地|平台|线|展))")
_OWN_NAME: Final = re.compile(r"“(?P<b>[^“”，。；、]{2,8})”(?=[，。；;、)]|的(?!问题|难题)|$)")


def product_at(text: str, start: int, stop: int | None = None) -> tuple[int, int] | None:
    """Span of the product that begins at `start`, behind words that only count or praise it; None where none does."""
    lead = _LEAD.match(text, start)
    at = lead.end() if lead else start
    run = _RUN.match(text, at, len(text) if stop is None else stop)
    if run is None:
        return None
    words = run[0]
    cut = _CUT.search(words, 1)
    words = words[: cut.start()] if cut else words
    tokens = tagged(words)
    for i in range(len(tokens), 0, -1):
        end = tokens[i - 1].end
        rest = text[at + end : at + len(words)]
        # 防腐涂料“甲一号”: a name of its own behind the kind.
        goes_on = (
            rest
            and _OWN_NAME.match(text, at + end) is None
            and tokens[i].tag[:1] not in _AFTER
            and tokens[i].tag != "ad"
            and _MEASURED.match(rest) is None
            and _MANY.match(text, at + end) is None
            and _CLASS.match(rest) is None
        )
        if goes_on or (rest and _RUNS_ON.match(rest)):
            continue
        if _is_name(words[:end]):
            # 防腐涂料“甲一号”: what it is called itself, where that is all that follows.
            own = _OWN_NAME.match(text, at + end) if rest else None
            return own.span("b") if own is not None else (at, at + end)
    return None


def _is_name(name: str) -> bool:
    """Whether words end in a kind of product and say which one."""
    head = ending_in("product_heads").search(name)
    # A model is known by its brand alone: “甲”大模型.
    if (
        head is None
        or (name.startswith("“") and name.endswith("模型"))
        or len(name) > LONGEST
        or _BAD.search(name)
        or name.count("“") != name.count("”")
    ):
        return False
    if re.match(r"\d{3}", name):
        return False
    if name in word_set("product_names"):
        return True
    before = name[: head.start()]
    if not before:
        return False
    tokens = [t for t in tagged(before) if t.text.strip()]
    if all(t.text in word_set("product_plain") for t in tokens) or len(name) < 4:
        return False
    opens = tokens[0].tag not in ("d", "p", "c", "r", "u", "q") or tokens[0].text in ("低速", "高速")
    return opens and not any(t.text in word_set("left_stops") for t in tokens if len(t.text) > 1)


def products(context: Context) -> None:
    """Products that firms make, bring, supply and use, brands with their kind, and lists that a class of goods closes."""
    for sentence in sifted(context.article.body, _BRAND, _verbs(), _closing(), _OWN, _USED_BY):
        _branded(context, sentence)
        _made(context, sentence)
        _lists(context, sentence)
        _own(context, sentence)
        _uses(context, sentence)
    products_again(context)


_BRAND = regex(r"“(?P<b>[^“”，。；、]{2,10})”(?:系列|号)?(?P<k>[\u4e00-\u9fffA-Za-z0-9]{2,14})")


def _branded(context: Context, sentence: Sentence) -> None:
    """“甲”某某机器人: the brand with its kind; the brand alone is short for it."""
    text = sentence.shadow.text
    for match in _BRAND.finditer(text):
        if text[match.start() - 1 : match.start()] in ("”", "、"):
            continue
        span = product_at(text, match.start())
        if span is None or span[0] != match.start() or span[1] <= match.start("k"):
            continue
        made = put_technology(context, sentence, *span, "product-branded", whole=True)
        if made is None:
            continue
        owner = topic(context, sentence, ("Company",), match.start())
        if (
            owner is not None
            and owner.hops <= 1
            and re.search(r"(?:研发|研制|推出|自研|开发|打造|发布|名片|记住它的)[^，。；]{0,8}$", text[: match.start()])
        ):
            offers(context, sentence, owner.thing, made, owner.hops)
        alias_of_brand(context, made, match["b"], context.surface(sentence, *span))


def alias_of_brand(context: Context, made: Thing, brand: str, name: str) -> None:
    """A brand in quotes, wherever it stands alone, is short for its product."""
    for sentence in context.article.sentences:
        for place in re.finditer(f"“{re.escape(brand)}”", sentence.shadow.text):
            start, end = place.start() + 1, place.end() - 1
            if context.free(sentence, start, end):
                context.node(
                    sentence, "Technology", made.id, name, "product-brand", confidence="0.8",
                    aliases=[context.surface(sentence, start, end)],
                )  # fmt: skip
                context.mention(sentence, start, end, "Technology", made.id, "alias")


def product_chain(text: str, start: int) -> list[tuple[int, int]]:
    """Products joined by 、 and 和 from `start` on."""
    spans: list[tuple[int, int]] = []
    at = start
    while (span := product_at(text, at)) is not None:
        spans.append(span)
        joint = _JOINT.match(text, span[1])
        if joint is None:
            break
        at = joint.end()
    return spans


def _made(context: Context, sentence: Sentence) -> None:
    """甲研制的乙机器人, 生产丙元件的丁公司."""
    text = sentence.shadow.text
    for verb in _verbs().finditer(text):
        spans = product_chain(text, verb.end())
        if not spans or DENIED.search(text[: verb.start()]):
            continue
        if text[: verb.start()].endswith("分别") and len(context.things_of(sentence, "Company")) > 1:
            _each_its_own(context, sentence, verb.start(), spans)
            continue
        firm, hops = _maker(context, sentence, verb, spans[-1][1])
        before = text[: verb.start()]
        # 正在赶制甲: what is on the line is there already, what is 正在研发 is not.
        under_way = verb[0] in _ON_THE_LINE and before.endswith("正在")
        # 将为其提供自主研发的甲: what is planned is that it gets there.
        own = verb[0] in _RESEARCH and text.startswith("的", verb.end()) and _GIVES.search(before) is not None
        planned = PLANNED.search(before) is not None and not under_way and not own
        # 甲项目明年投产，年产乙2000套: what is to be made.
        planned = planned or (verb[0] in ("年产", "下线") and TO_COME.search(before) is not None)
        # Without a maker told of, only what was found out counts: a classification 生产s everything.
        together = _TOGETHER.search(text[: verb.start()]) is not None
        # 甲与乙合作开发的丙 is there; 正与乙合作开发丙 is not yet.
        shared = text[: verb.start()].endswith("合作")
        if shared and (text[verb.end() : verb.end() + 1] != "的" or re.search("正|将|拟|计划", text[: verb.start()])):
            continue
        # 双方将共同开发丙: named, though nobody has it yet.
        if firm is None and ((planned and not together) or not (together or shared or verb[0] in _RESEARCH)):
            continue
        for span in spans:
            made = put_technology(context, sentence, *span, "product-made", whole=True)
            if made is not None and firm is not None and not planned:
                offers(context, sentence, firm, made, hops)


# 做乙的丁材: a maker of whom no full name is given.
_OTHER_MAKER: Final = re.compile("的[\u4e00-\u9fff]{3,6}(?<!企业|公司|厂家)[、。；]")
_THE_FIRM: Final = re.compile("(?:该|这家)(?:公司|企业)(?:自主|独立|新近|最新)*$")


def _each_its_own(context: Context, sentence: Sentence, at: int, spans: list[tuple[int, int]]) -> None:
    """甲、乙(两家企业)分别生产丙和丁: the products of as many firms named last before, in their order."""
    firms = list({t.id: t for t in context.things_of(sentence, "Company") if t.end <= at}.values())[-len(spans) :]
    if len(spans) < 2 or len(firms) != len(spans) or PLANNED.search(sentence.shadow.text[:at]):
        return
    for firm, span in zip(firms, spans, strict=True):
        made = put_technology(context, sentence, *span, "product-made", whole=True)
        if made is not None:
            offers(context, sentence, firm, made, 0)


_SAID_OF_IT: Final = re.compile("(?:起家|出身|发家|见长|闻名|著称)?的")
_BY_IT: Final = re.compile("由(?:其|它|该公司|该企业|公司|企业)(?:独家|长期|批量|自主)*$")


def _maker(context: Context, sentence: Sentence, verb: re.Match[str], end: int) -> tuple[Thing | None, int]:
    """Who makes it: the firm described (做乙的丙公司), the one before the verb, the one told of; none where several do."""
    text = sentence.shadow.text
    firms = context.things_of(sentence, "Company")
    if _BY_IT.search(text, 0, verb.start()):
        # 由其供应乙的丙公司: of the firm told of.
        return told_firm(context, sentence, verb.start())
    named = [t for t in firms if t.end < verb.start()]
    if named and _THE_FIRM.search(text, 0, verb.start()):
        # 由甲公司揭榜的场景，应用该公司研制的乙.
        return named[-1], 0
    # 做甲的|乙公司, 做甲起家的|乙公司.
    said = _SAID_OF_IT.match(text, end)
    if said is not None:
        owner = next((t for t in firms if 0 <= t.start - said.end() <= 2), None)
        if owner is not None:
            return owner, 0
        if _OTHER_MAKER.match(text, end):
            return None, 0
    if _TOGETHER.search(text[: verb.start()]):
        return None, 0
    if text[: verb.start()].endswith("合作"):
        return next(
            ((t, 0) for t in reversed(openers(context, sentence, ("Company",))) if t.end < verb.start()), (None, 0)
        )
    near = ending_at(context, sentence, verb.start(), ("Company",))
    if near and not text[: near[0].start].endswith(("向", "为", "给", "对")):
        return near[0], 0
    about = topic(context, sentence, ("Company", "Organization", "Policy", "Zone", "Park"), verb.start())
    if about is None or about.hops > 1 or about.thing.label != "Company":
        return None, 0
    return about.thing, about.hops


@cache
def _closing() -> Regex:
    classes = "|".join(longest_first("product_classes"))
    return regex(
        rf"等?(?:(?:等)|(?:[两三四五六七八九十\d]+(?:大)?(?:类|种|款|项)))(?:核心|关键|重点|先进|前沿|新型|国产|高端|主要|共性|成套|自主|新)*(?:{classes})(?![\u4e00-\u9fff]{{0,2}}(?:公司|企业|产业))"
    )


# 码头试用甲、乙等装备: the verb stands between its subject and the list.
_HANDLING: Final = re.compile(
    r".*(?:试用|选用|先用|使用|首用|购置|更新|推广|应用|研发|研制|攻关|开发|发展|生产|布局|突破|拿出|试验|验证)(?=..)"
)


def _lists(context: Context, sentence: Sentence) -> None:
    """A、B等先进材料, A、B两类设备: of such a list one item at least must end in a kind of product."""
    text = sentence.shadow.text
    for match in _closing().finditer(text):
        low = clause_start(text, match.start())
        first = text.find("、", low, match.start())
        if first < 0:
            continue
        start = name_start(text, first, low)
        if first - start < _SHORTEST and product_at(text, low, first) == (low, first):
            # 质子交换膜: what stands in the name is a verb elsewhere.
            start = low if tagged(text[low:first])[0].tag[:1] == "n" else start
        lead = _HANDLING.match(text, start, first)
        start = lead.end() if lead is not None else start
        if start >= first:
            continue
        marks = [start - 1, *(i for i in range(start, match.start()) if text[i] == "、"), match.start()]
        spans = [(a + 1, b) for a, b in pairwise(marks)]
        if not any(e - s >= _SHORTEST and ending_in("product_heads").search(text[s:e]) for s, e in spans):
            continue
        for s, e in spans:
            if _SHORTEST <= e - s <= 14 and not _BAD.search(text[s:e]) and not _CUT.search(text[s:e]):
                put_technology(context, sentence, s, e, "product-list", whole=True)


_OWN = regex(
    r"(?:^|[，。；;—])(?:其(?![余中他它实间次后时所])|(?:它|后者|前者)的|旗下的?|该公司的|公司的|企业的|(?:公司|企业|主要|新)?产品(?!由|的))(?=[\u4e00-\u9fffA-Za-z“])"
)


def _own(context: Context, sentence: Sentence) -> None:
    """其某某电芯良品率达九成: what is told of a firm's own product."""
    text = sentence.shadow.text
    for match in _OWN.finditer(text):
        span = product_at(text, match.end())
        about = topic(context, sentence, ("Company", "Park", "Policy"), match.start())
        if span is None or about is None or about.hops > 1 or about.thing.label != "Company":
            continue
        made = put_technology(context, sentence, *span, "product-own", whole=True)
        if made is not None:
            offers(context, sentence, about.thing, made, about.hops)


def product_before(text: str, end: int) -> tuple[int, int] | None:
    """The product that ends before `end`: from where a name begins, else from the last word that only joins."""
    low = clause_start(text, end)
    last = max((m.end() for m in _CUT.finditer(text, low, end)), default=low)
    for begin in (name_start(text, end, low), last):
        span = product_at(text, begin, end) if begin < end else None
        if span is not None and span[1] == end:
            return span
    return None


_NUMBER: Final = re.compile(r"(?:了|超|近|约)?\d")


def _uses(context: Context, sentence: Sentence) -> None:
    """场景采用乙系统."""
    text = sentence.shadow.text
    for match in _USED_BY.finditer(text):
        user = user_of(context, sentence, match.start())
        if user is None or _NUMBER.match(text, match.end()):
            continue
        # 甲、乙分别用上丙和丁: which uses which is read where scenarios are told of.
        one = None if text[: match.start()].endswith("分别") else user
        for span in product_chain(text, match.end()):
            used(context, sentence, one, put_technology(context, sentence, *span, "product-used", whole=True))


def products_again(context: Context) -> None:
    """A product named once is the same wherever its name stands in the article."""
    names = {
        sentence.shadow.text[t.start : t.end]
        for sentence in context.article.sentences
        for t in context.things_of(sentence, "Technology")
        if t.end - t.start >= 4
    }
    for sentence, match in said_again(context, names):
        if not _RUNS_ON.match(sentence.shadow.text, match.end()):
            shown = context.surface(sentence, *match.span())
            local_id = name_id("Technology", shown, context.packs.home)
            context.mention(sentence, *match.span(), "Technology", local_id)
