"""Which quantities of a sentence may be figures: no spans of time, classes, sizes in a name, no idioms (是否指标)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.rules.figure_ranks import ranks
from ingest.numbers import Quantity

# Units that only count the parts of a list or name a span of time.
_NO_FIGURE: Final = frozenset(
    {"年", "月", "日", "大", "届", "期", "点", "号", "楼", "岁", "次方", "步", "季", "站", "节", "个月", "个季度", "周", "轮"}
)  # fmt: skip
# A span of time is a figure where the text measures it.
_TIMES: Final = frozenset({"天", "个小时", "小时", "分钟", "秒"})
_WORKDAYS: Final = "个工作日"
_MEASURED = re.compile(
    r"周期|寿命|时间|时长|用时|耗时|续航|航时|保温|保鲜|连续|待机|提前|缩短|测试|运行|提速|不超过|不到|只要|仅需|压缩|控制在|平均|每集|最快|以内|之内|要(?=约|近|\d)|需(?=约|近|\d|要)|花(?=约|近|\d)"
    r"|(?:[仅只才][用花]?了?|历时|[用花]了)(?=约|近|\d)"
)
# 45天就能交货, 3分钟即可完成; 能在3秒内告警: within a time that it keeps to.
_SOON: Final = re.compile("(?:之?内)?(?:就|便|即)?(?:可以?|能)(?!能)")
_ABLE: Final = re.compile("(?:(?<!不)能够?|可(?:以)?|就|便)在?$")
_WITHIN: Final = re.compile("之?内")
# 诉求24小时内响应, 三天之内办结: a time that somebody keeps to.
_KEPT: Final = re.compile(
    r"之?内(?:必须|必|即|就|便|均|都|全部|予以|给予|须|要|会|能|可|一次)*(?:有)?(?:响应|办结|办好|办成|办完|回复|回音|回应|答复|反馈|接听|接通|上门|到场|到达|抵达|送达|送到|处置|处理|解决|受理|发货|到货|交付|交货|出结果|出具|审结|审批|拨付|兑付|兑现|告警|预警|完成|装好|组装)"
)
# 只用了9个月, 研发周期由18个月压缩到11个月, 建设周期两年: a span of months or years that something takes.
_SPANS: Final = frozenset({"年", "个月", "周", "个季度"})
_TOOK: Final = re.compile(
    r"(?:(?:只|仅|才|前后|总共|一共|共|先后)(?:用|花)了?|(?:用|花)了|历时|耗时|费时)(?:约|近|不到|不足)?$"
    r"|(?:周期|工期|时限|用时|耗时)(?:约|为|也|仅|只|才|就|由|从|原来|此前|过去|以往|的|有|需|要|长达|控制在|压缩[到至]|缩短[到至为]|延长[到至]|不超过|超过?|近|不到|达|是)*$"
    r"|[由从](?:原来|此前|过去|以往|平均|最初|原先|通常)?的?(?:约|近)?$"
    r"|(?:缩短|压缩|压减|缩减|缩|减|降)(?:到|至|为)(?:了)?(?:约|近|不到|不足)?$"
)
_METRIC: Final = re.compile("周期|工期|时限|用时|耗时")
_SHRINKS: Final = re.compile(r"(?:一举|大幅|直接|普遍|已|进一步)*(?:缩短|压缩|压减|缩减|缩|减|降|延长)(?:到|至|为)")
# 使用寿命25年 is a figure, 三年 a stretch of time.
_LIFE: Final = re.compile("寿命|质保|保质|使用年限|设计年限")
# 40万吨级矿船 is a kind of ship, 相距300米 tells where a thing lies: no figures.
_OF_CLASS = re.compile(r"[等]?级(?!别)")
# 投资10亿元以上的项目6个, 过亿元企业30家: from what size on something is counted, and not a figure of its own.
_SIZES: Final = re.compile(
    r"(?:及)?(?:的)?(?:[^，。；;、:\d的]{0,8}(?:项目|企业|单品|产品|大单|订单|园区|平台|产业|集群|品牌|主体|客户|镇街|村))?"
    r"(?:(?:达到?|有|共有?|共计|累计|已有?|增至|增加到|新增|约|近|仅|只|才|不过|超过?|突破|分别为?)*\d+(?:余|多)?(?:个|家|项|条|户|款|笔|宗|种)|(?<=[目业品单区台业群牌体户街村])占(?:比)?)"
)
_APART = re.compile(r"(?:隔着|相隔|相距|间隔|距离|仅隔|距)[^，。；;]{0,8}$")
_FROM_ON: Final = frozenset({"gt", "gte"})
_LENGTHS: Final = frozenset({"米", "公里", "千米", "里", "海里"})
_DEGREES: Final = frozenset({"%", "家", "户", "项"})
# 8英寸碳化硅外延片, 28纳米工艺: what such a length stands before is made in that size.
_SIZES_OF_GOODS: Final = frozenset({"英寸", "纳米", "微米"})
_GOODS: Final = re.compile(r"(?!以|左右|上下|的|高|宽|长|厚|提|扩|缩|增|降|升|到|至|和|与|或|及)[\u4e00-\u9fff]")
# 时间过半, 工程建设过半: how far it has come, as one says.
_HALF_WAY: Final = re.compile(
    r"(?:时间|任务|赛程|行程|征程|工程|建设|施工|工期|进度|进程|项目|学期|年)(?:已|也|都|均|双双)*$"
)


def figures_of(sentence: Sentence) -> list[Quantity]:
    """The quantities that may be figures, ranks among them, in the order of the text."""
    text = sentence.shadow.text
    placed = ranks(text)
    figures = [
        _bounded(text, q)
        for q in sentence.quantities
        if (
            q.unit not in _NO_FIGURE
            or (q.unit == "年" and _LIFE.search(text[max(0, q.start - 10) : q.start]))
            or _takes(text, q)
        )
        and q.value is not None
        and (q.unit not in _TIMES or _measured(text, q))
        and not (q.unit == "条" and text[q.number_start - 1 : q.number_start] == "第")
        and not (q.unit and q.unit not in _DEGREES and _OF_CLASS.match(text, q.end))
        and not (q.unit in _LENGTHS and _APART.search(text[: q.start]))
        and not (q.unit in _SIZES_OF_GOODS and _GOODS.match(text, q.end))
        and not (q.raw.endswith("过半") and _HALF_WAY.search(text, 0, q.start))
        and not ((q.unit == "元" or q.raw.endswith("亿")) and q.comparator in _FROM_ON and _SIZES.match(text, q.end))
    ]
    return sorted([*figures, *placed], key=lambda q: q.start) if placed else figures


def _measured(text: str, quantity: Quantity) -> bool:
    """Whether the words around a span of time measure something by it."""
    return (
        _MEASURED.search(text[max(0, quantity.start - 12) : quantity.end]) is not None
        or _SOON.match(text, quantity.end) is not None
        or _KEPT.match(text, quantity.end) is not None
        or _able(text, quantity)
    )


def _takes(text: str, quantity: Quantity) -> bool:
    """Whether a span of months or years is what something takes."""
    if quantity.unit not in _SPANS:
        return False
    took = _TOOK.search(text, max(0, quantity.number_start - _BEFORE), quantity.number_start)
    if took is None:
        return False
    # 磨了一剑，用了7年 is a story; 研发周期7年 is measured.
    if quantity.unit == "年" and _METRIC.search(took[0]) is None:
        return False
    # 从3个月的经验看: a way from one span to another only where the other follows.
    return took[0][0] not in "由从" or _SHRINKS.match(text, quantity.end) is not None


_BEFORE: Final = 16


def told(text: str, quantity: Quantity) -> bool:
    """Digits, or a numeral that only a figure has: 三成, 近百家, 超千万, 不少于两批, 每周两次, 工期两年."""
    big = quantity.value is not None and quantity.value >= _BIG
    return (
        quantity.digits
        or (quantity.value != 1 and _COME.search(text, 0, quantity.number_start) is not None)
        or quantity.unit in ("%", "倍", _WORKDAYS)
        or quantity.unit in _SPANS
        or (big and quantity.comparator != "eq")
        or _often(text, quantity)
    )


# 前来测试的有两家; 接题的共三家; 腾出两条产线: how many there are is what the clause says.
_COME: Final = re.compile(
    r"(?:^|[，。；;“])[^，。；;:“”\d]{2,12}的(?:一共|目前|暂|总共|共|已|仅|只)?有$|(?:腾出|让出|辟出|拿出|空出)了?(?:[^，。；;:“”\d]{1,12}的)?$"
)
_BIG: Final = 100
_TURNS: Final = frozenset({"次", "批", "场", "趟", "班", "期"})
# 每周发货两次, 每年发布不少于两批.
_EVERY: Final = re.compile(r"每(?:半年|季度|个月|星期|学期|[周月年季天日])[^，。；;\d]{0,12}$")


def _often(text: str, quantity: Quantity) -> bool:
    """Whether a numeral says how often, more than once, something is done in a span of time."""
    if quantity.unit not in _TURNS or quantity.value == 1:
        return False
    return _EVERY.search(text, 0, quantity.number_start) is not None


def _able(text: str, quantity: Quantity) -> bool:
    return _WITHIN.match(text, quantity.end) is not None and _ABLE.search(text, 0, quantity.start) is not None


_CAPPED: Final = re.compile("(?:封顶|(?<!达)上限)(?:为|是|至|在)?$")
# 产值破千亿, 增加值过百亿: what is told of is money.
_OF_MONEY: Final = re.compile(
    r"(?:产值|规模|增加值|营业?收入?|营收|总额|投资额?|税收|利润|销售额|交易额|存款|余额|市值|生产总值|GDP|收入)(?:就|便|已|将|有望|首次|首|历史性|一举|正|力争|要|能|双双|均|达到?|于?20\d\d年|年内|今年)*$"
)


def _bounded(text: str, quantity: Quantity) -> Quantity:
    """A time that is kept to is a bound: 能在3秒内告警, 七个工作日内回复; a sum that is only 破千亿 is of yuan."""
    keeps = quantity.unit in _TIMES and (_able(text, quantity) or _KEPT.match(text, quantity.end) is not None)
    keeps = keeps or (quantity.unit == _WORKDAYS and _WITHIN.match(text, quantity.end) is not None)
    if keeps and quantity.comparator == "eq":
        return replace(quantity, comparator="lte")
    # 单个项目封顶200万元.
    if quantity.comparator == "eq" and quantity.unit == "元" and _CAPPED.search(text, 0, quantity.start):
        return replace(quantity, comparator="lte")
    if not quantity.unit and quantity.raw.endswith("亿") and _OF_MONEY.search(text, 0, quantity.start):
        return replace(quantity, unit="元")
    return quantity
