"""Figures of an industry, a link or a product that stands right before them: 甲产业规模突破…, 其中乙131亿元, 丙销量达… (紧邻主语)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.numbers import Quantity

_METRIC: Final = re.compile(
    r"[”》]?(?:核心)?(?:产业|行业)?(?:集群|产业链|链)?(?:(?:方面|领域|板块|这一块|一项)?[，:]|的)?(?:规模以上企业|规上企业|企业(?=共|合计|实现|完成|营业)|规模以上|规上|去年|今年|全年|上半年|前三季度|一季度|年|预计|累计|工业|就|还|共|已)*(?:完成|实现)?"
    r"(?:总产值|产值|总产出|营业收入|营收|总收入|产业规模|总规模|规模|总量|增加值|出口额|出口|税收|利润|增速|同比增长|比上年增长|增长(?=\d)|(?<=链)上?的?(?:规模以上|规上|核心|相关|上下游)?企业|[年月日]?产量|[年月日]产能力?|应用面积|(?:关键|核心)?(?:零部件|部件|设备)?本地配套率|"
    r"(?<=完成)(?:固定资产)?投资|手持订单|新接订单|(?<=产业|行业)(?:已|现|共|在[^，。；;、]{2,6})*(?:集聚|汇聚|聚集|拥有|现有|共有|吸引)了?[^，。；;、\d]{0,6}(?:企业|市场主体|经营主体|从业人员|上市公司))"
)
_LOCAL: Final = "(?:产业)?(?:关键|核心)?(?:零部件|部件|设备)?本地(?:化)?配套率"
# 甲企业已逾240家: its firms are what the clause is about; 乙区甲企业… and 乙区有甲企业… tell of the district, a plan's aims of the plan.
_COUNTED_FIRMS: Final = re.compile(
    r"[”》]?(?:产业|行业)?(?:规上|规模以上|核心|相关|链上|上下游)?企业(?:总数|数量)?(?:也|已经?|现已|目前)*(?:增至|增加[到至]|达到?(?!产|标)|超过?|突破|逾|扩大到|发展到)"
)
# What follows with a comma is more of the same industry; its firms, its size, what it spends are told so too.
_MORE: Final = (
    rf"(?:同比|环比|比上年|比去年|较上年|较去年|较20\d\d年|比20\d\d年|年均|增速|增幅|增长|(?:约|近|已)?占(?!地)|{_LOCAL}|研发(?:投入|经费)(?:强度|占比)|"
    r"(?:约|大约|相当于)?(?:是|为)(?:20\d\d年|上年|去年|[^，。；;、]{0,4}同期)|高于|低于|快于|慢于|高出|领先|"
    r"出口(?:额|占比|交货值|值)?|利润|税收|产值|营业收入|营收|增加值|带动[^，。；;、]{0,10}(?:就业|用工)|吸纳就业|从业人员|"
    r"(?:产业|总)?规模|(?:核心|相关|链上|规上|规模以上|各类|注册|上下游)+(?:产业)?(?:企业|规模)(?!园))"
)
_GROWS: Final = re.compile(rf"(?:[，、]{_MORE}[^，。；;]*)+")


def industry_of(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The industry whose output, size or growth a figure tells: 全区轨道交通装备产值突破1500亿元，年均增长8%."""
    text = sentence.shadow.text
    for thing in reversed(context.things_of(sentence, "Industry", "IndustrySystem")):
        metric = _METRIC.match(text, thing.end) if thing.end <= quantity.start else None
        if metric is None and thing.end <= quantity.start and _counts_its_firms(context, sentence, thing):
            metric = _COUNTED_FIRMS.match(text, thing.end)
        if metric is None:
            continue
        # 甲、乙、丙产业营业收入分别…: each its own.
        if _in_row(sentence, thing):
            return None
        rest = text[metric.end() : quantity.start]
        parted = re.search("[，。；;、]", rest)
        if parted is None and metric[0].endswith("产量") and quantity.unit not in ("元", "%"):
            # 乙区新能源汽车产量8.9万辆: so many things are made at a place, where one is named.
            place = next((t for t in context.things_of(sentence, "Zone") if t.end == thing.start), None)
            if place is not None:
                return place
        return thing if parted is None or _GROWS.fullmatch(rest, parted.start()) else None
    return None


def _counts_its_firms(context: Context, sentence: Sentence, thing: Thing) -> bool:
    """Whether an industry opens its clause in what is no aim, so that a number of its firms is its own."""
    text = sentence.shadow.text
    opens = _LEADS.fullmatch(text, after_mark(text, "，。；;、:", thing.start), thing.start) is not None
    return opens and context.kind != "plan" and _AIMED.search(text, 0, thing.start) is None


_AIMED: Final = re.compile(r"到?20\d\d年(?:底|末)?，|力争|目标")


# 产业规模突破200亿元: no other is meant than the one told of.
_BARE: Final = re.compile(
    rf"(?:到?20\d\d年(?:底|末)?[，,]?|全年|预计|力争|去年|今年|其)*(?:(?:全)?产业(?:链)?(?:总)?(?:规模|产值|营业收入|营收|增加值)|{_LOCAL})(?:将|要|力争|预计|就)*"
)
_AGAIN: Final = 2
# 已集聚甲产业链企业137家，产业规模约210亿元: whose firms are counted is told of.
_ITS_FIRMS: Final = re.compile(r"(?:产业)?链?(?:上下游|链上|核心|相关|规上|整机)?企业[^，。；;、\d]{0,6}[\d百千]")
# 增长最快的是甲产业，产值超过180亿元; 培育乙产业，到2028年产业规模达到60亿元.
_LAST_NAMED: Final = re.compile(r"[”]?(?:产业|集群|产业链|赛道|领域)?[，,:]")
_IS: Final = re.compile(r"(?:[的业]|第一|首位)(?:就|正|仍|依然|还|便)?(?:是|为|当属|要数|当数)“?$")
_FOSTERS: Final = re.compile(r"(?:培育|发展|壮大|布局|做强|做大|做大做强|打造|主攻|聚焦|突破)“?$")
_THEN: Final = r"(?:到?(?:20\d\d|今|明|去)年(?:底|末)?[，,]?|全年|预计|力争|其)*"
_SIZE: Final = re.compile(
    rf"{_THEN}(?:产业|整车)?总?(?:规模|产值|营业收入|营收|增加值|产量)[^，。；;]*(?:，{_MORE}[^，。；;]*)*"
)
_OWN_SIZE: Final = re.compile(rf"{_THEN}(?:产业|全?产业链)总?(?:规模|产值)[^，。；;]*(?:，{_MORE}[^，。；;]*)*")
_OTHERS: Final = ("Company", "Park", "Project")
# 起步最晚的甲却跑得最快，链上企业由…增加到47家: what a clause without a figure says of an industry leads on to its firms.
_SAID: Final = re.compile(r"[”]?(?:产业|行业|赛道|链)?(?![、和与等])[^，。；;、:\d的]{2,14}，")
_FIRMS: Final = re.compile(
    rf"{_THEN}(?:已|现有|集聚|汇聚)*(?:(?:产业)?[链规]上|相关|核心|规模以上|上下游)企业[^，。；;]*(?:，(?:{_THEN}(?:实现)?(?:产值|营收|营业收入)|{_MORE})[^，。；;]*)*"
)


def _leads_on(sentence: Sentence, thing: Thing, low: int, at: int) -> bool:
    """Whether an industry is what a part of a sentence is about, up to its firms or its output at `at`."""
    text = sentence.shadow.text
    if re.fullmatch("(?:[^，。；;、:“”]{2,12}的)?[“]?", text[low : thing.start]) is None:
        return False
    said = _SAID.match(text, thing.end)
    return said is not None and _FIRMS.fullmatch(text, said.end(), at) is not None


def industry_before(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The industry that the clause before a figure of size ends with: 增长最快的是甲产业，产值超过180亿元."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    for thing in reversed(context.things_of(sentence, "Industry")):
        if low <= thing.start < quantity.start and _leads_on(sentence, thing, low, quantity.start):
            return thing
        last = _LAST_NAMED.match(text, thing.end) if low <= thing.start < quantity.start else None
        if last is None or _in_row(sentence, thing):
            continue
        shown = _IS.search(text, low, thing.start) and _SIZE.fullmatch(text, last.end(), quantity.start)
        fostered = _FOSTERS.search(text, low, thing.start) and _OWN_SIZE.fullmatch(text, last.end(), quantity.start)
        return thing if shown or fostered else None
    return None


# 其中，甲领域年产能达到1万台、配套率提高到65%；乙领域推出…: what a clause of aims is about.
_FIELD: Final = re.compile("[”]?(?:领域|赛道|方向|板块)(?!的?企业|等|和|与|、)")
_OPENS: Final = re.compile("(?:其中|同时|此外|到20\\d\\d年(?:底|末)?|在)?[，,:]?“?")


def field_of(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The industry whose field a clause of aims opens with."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    for thing in context.things_of(sentence, "Industry"):
        if low <= thing.start < thing.end <= quantity.start and _FIELD.match(text, thing.end):
            return thing if _OPENS.fullmatch(text, low, thing.start) else None
    return None


def industry_again(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The industry whose size the paragraph told of, where only 产业规模 stands before another figure of it."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    bare = next((m for m in _BARE.finditer(text, low, quantity.start) if m.start() in (low, _clause(text, m))), None)
    if bare is None:
        return None
    rest = text[bare.end() : quantity.start]
    comma = rest.find("，")
    if "，" in rest and _GROWS.fullmatch(rest, comma) is None:
        return None
    led = field_of(context, sentence, quantity)
    if led is not None:
        return led
    for before in [sentence, *context.article.before(sentence, _AGAIN)]:
        if before.paragraph != sentence.paragraph:
            break
        for thing in reversed(context.things_of(before, "Industry")):
            if before is sentence and thing.end >= bare.start():
                continue
            words = before.shadow.text
            firms = _ITS_FIRMS.match(words, thing.end) is not None
            if not firms and _METRIC.match(words, thing.end) is None:
                continue
            # 集聚甲企业180家，本地配套率45%: right behind; 乙公司…，本地配套率68% is of what was named last.
            near = before is sentence and re.fullmatch("[^，。；;]*，", text[thing.end : bare.start()]) is not None
            if (firms or "产业" not in bare[0]) and not near:
                return None
            since = thing.end if before is sentence else 0
            others = context.things_of(sentence, *_OTHERS)
            return None if any(since <= t.start < bare.start() for t in others) else thing
    return None


def _clause(text: str, match: re.Match[str]) -> int:
    return after_mark(text, "，。；;:", match.end())


def _in_row(sentence: Sentence, thing: Thing) -> bool:
    """Whether a name is one of several that share what is told: 甲、乙产值; but 甲300亿元、乙产值 are two statements."""
    at = thing.start - 1
    return sentence.shadow.text[max(at, 0) : thing.start] in ("、", "和", "与") and not any(
        q.end == at for q in sentence.quantities
    )


# 其中甲131亿元、乙64亿元; 其中甲收入2亿元: nothing but what is measured stands between a part and its figure.
_PART: Final = re.compile(
    r"[”》]?(?:产业|环节|领域|板块|业务|产品|系统)?(?:的)?(?:年|全年|分别|合计|累计|已|就|又|仅|也|还|首次|再|占比|占|比重|贡献了?|实现|完成|达到?|为|"
    r"收入|营业收入|营收|产值|规模|销售额|出口额?|增加值|投资额?|同比|比上年|增长|下降|提高|增速)*"
)
_LEADS: Final = re.compile(r"(?:其中|包括|分别是|分别为)?[，,:]?(?:上游|中游|下游|仅|以及|和)?[“《]?")
_PARTS: Final = ("Industry", "ChainLink", "Technology")


def part_of_whole(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The part of a whole that a figure is of: 产值173亿元，其中甲96亿元、乙52亿元."""
    text = sentence.shadow.text
    begins = after_mark(text, "，。；;、:", quantity.start)
    if "其中" not in text[after_mark(text, "。；;", quantity.start) : quantity.start]:
        return None
    named = [t for t in context.things_of(sentence, *_PARTS) if begins <= t.start and t.end <= quantity.start]
    if len(named) != 1 or _PART.fullmatch(text, named[0].end, quantity.start) is None:
        return None
    if _LEADS.fullmatch(text, begins, named[0].start) is None:
        return None
    # 其中 opens the row here, or a part with its figure stands right before.
    first = text.startswith("其中", begins) or text[max(begins - 3, 0) : begins] == "其中，"
    return named[0] if first or any(q.end == begins - 1 for q in sentence.quantities) else None


# 家用洗衣机受海外订单拖累，产量下滑4.8%: nothing but how it fared stands before its clause.
_FARED: Final = re.compile(r"(?:则|却|也)?(?:受|因|由于|得益于|随着|在)[^，。；;\d]{2,24}，")
# 甲膜年产能达到2.7万吨, 乙芯片年销量1.6亿颗: of the product right before.
_MADE: Final = re.compile(
    r"”?(?:的)?(?:今年|去年|全年|上半年|前[三\d]个?(?:季度|月)|累计|单[月日]|[年月日]|已|就|共|也|全球|国内|全国|全市|市场|预计)*"
    r"(?:产能|产量|销量|出货量|交付量|装机量|保有量|产销量|市场份额|市场占有率|市占率|占有率|份额|单价|售价|出货|交付|上岗|卖出)[^，。；;、\d]{0,8}"
)


def made_of(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The product whose output, sales or share stands between its name and the figure."""
    text = sentence.shadow.text
    made = [t for t in context.things_of(sentence, "Technology") if t.end <= quantity.start]
    if not made or _in_row(sentence, made[-1]):
        return None
    fared = _FARED.match(text, made[-1].end)
    begins = fared.end() if fared is not None else made[-1].end
    soon = made[-1].end == quantity.start and quantity.unit in ("天", "小时", "分钟", "秒", "个小时", "个工作日")
    return made[-1] if soon or _MADE.fullmatch(text, begins, quantity.start) else None


_SUMMED: Final = re.compile(r"合计|合起来|加起来|总和|[两二三四五六]个|[两二三四五六](?:条|大)(?:产业)?链?")


def summed(sentence: Sentence, thing: Thing, quantity: Quantity) -> bool:
    """Whether a figure is the sum over a row of which a name is one: 甲和乙两条链合计产值612亿元."""
    text = sentence.shadow.text
    row = _in_row(sentence, thing) or text[thing.end : thing.end + 1] in ("、", "和", "与")
    return row and _SUMMED.search(text, thing.end, quantity.start) is not None
