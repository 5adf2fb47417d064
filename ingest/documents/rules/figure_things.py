"""Figures of a thing that the sentence brings in before them: 建设甲项目，投资1亿元; 发布乙模型，误差降到1% (主语承接).

Which thing a figure can be of is told by the words around it: a project has an investment, a work is played.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.subjects import openers, said_of
from ingest.numbers import Quantity
from ingest.sieve import regex

_FITS: Final = {
    "Project": re.compile(
        r"投资|用地|占地|面积|产能|年产|日产|日处理|日供|年育|达产|满产|量产后|投产|投运|建成后|就业|岗位|可容纳|容纳|可为|设计|工期|周期|装机|减排|消纳|"
        r"年处理|年加工|税收|新增产值|库容|吞吐"
    ),
    "Scenario": re.compile(
        r"预算|投资|效率|降|提升|提高|缩短|压缩|节|减|误报|误差|漏检|准确率|差错|覆盖|日均|单日|每天|人次|投用|观看|惠及|人工|成本|用药|耗时|只要|"
        r"试用|测试|一期|首期|试点(?:范围|路段|区域)|里程|单车|每小时|单班|单程|往返|分钟|接入|清扫|装车|负荷|响应|处理|识别|巡检"
    ),
    "Technology": re.compile(
        r"接入|交付|功率|寿命|容量|扭矩|强度|厚度|待机|视场|耐压|误差|精度|准确率|识别|语料|参数|下潜|航程|航速|续航|时速|自重|载重|重(?=\d|约)|[船全总机翼型]长(?=\d|约|近|超)|型宽|型深|总[宽高重]|吃水|排水量|甲板|水体|载客|可载|翼展|扬程|流量|转速|箱位|舱容|载荷|直径|速度|效率|降|缩|减|训练|调用|分辨率|"
        r"推理|响应|最大|单次|部署|告警|报警|良品?率|保温|连续(?:作业|工作|运行|航行|飞行|下水|值守|巡检|奋战|试航|试飞|测试|上阵)|续驶|行驶|充电|应用于|在[^，。；;]{0,16}(?:应用|投用|上岗|使用|上线|部署)|(?:进入|走进)[^，。；;]{0,10}(?:家庭|医院|市场|学校|工厂|车间)"
    ),
    "Platform": re.compile(
        r"接入|服务|注册|归集|完成|转化|诉求|响应|回复|接听|回音|工单|时限|用户|设备|累计|接单|入库|汇聚|上线|发布|访问|撮合|对接|检测|办理|专利|成果|孵化|投资|投入|开通|航线|办结|上架|调度|归口|降低"
    ),
    "Work": re.compile(
        r"播放|上座率|连演|加演|巡演|[每单全这]?集(?!团|中|成|群|聚)|时长|票房|镜头|观众|观看|点击|演出|售票|海外|语言|配音|译制|制作|收视|拍摄|片中|海浪|场次|画面"
    ),
    "Mechanism": re.compile(
        r"场景|项目|企业|规模|首期|出资|认缴|总投资|总预算|预算|领域|收录|涵盖|列入|开放|共计|一共|材料|产品|需求|涉及|投入|意向|揭榜|报名|合作|对接|方案|资金"
    ),
}
_LISTED: Final = re.compile(r"(?:清单|目录|名录|名单|榜单|图谱|案例集|库)(?:[(（][^()（）]{2,12}[)）])?$")
_FUNDS: Final = ("基金", "资金池")
_OF_FUND: Final = re.compile(r"(?:总|首期|目标)?规模|首期|出资|认缴")
# What only a firm has.
OF_COMPANY: Final = re.compile(
    r"员工|研发人员|营收|营业收入|销售额|销售收入|订单|融资|注资|估值|持股|租下|整租|租用|续签|续租|租约|采购|团队|参保|门店|客户|出货|销量|售出|卖出|占有率|市占率"
)
_LEFT: Final = re.compile(r"[，,。；;：:（(]")
_NAMES: Final = ("Company", "Park", "Zone", "Policy", "Organization")
_BACK: Final = 2
_KEPT: Final = 1 << 9


def clause_start(text: str, at: int) -> int:
    """Where the words between marks begin that a figure at `at` stands in."""
    return after_mark(text, "，。；;:", at)


def around(text: str, quantity: Quantity) -> str:
    """The words that a figure stands in, up to the next mark."""
    return _around(text, quantity.start, quantity.end)


@lru_cache(maxsize=_KEPT)
def _around(text: str, start: int, end: int) -> str:
    behind = _LEFT.search(text, end)
    return text[clause_start(text, start) : behind.start() if behind else len(text)]


def brought_in(context: Context, sentence: Sentence, quantity: Quantity, at: int) -> Thing | None:
    """The project, scenario, product or work that the sentence names before `at` and that a figure there can be of.

    One that opens a clause goes before one that is only named; nothing behind it may open another.
    """
    text = sentence.shadow.text
    words = around(text, quantity)
    begins = clause_start(text, quantity.start)
    if _OTHERS.search(text, begins, quantity.start):
        return None
    found = None
    for thing in reversed(context.things_of(sentence)):
        if thing.end > at:
            continue
        if thing.label in _NAMES:
            if thing.label == "Zone" and _THERE.search(text, begins, thing.start):
                continue
            own = thing.start >= begins or thing in openers(context, sentence, (thing.label,))
            if not own or _PASSING.match(text, thing.end):
                continue
            break
        in_row = "、" in (text[thing.end : thing.end + 1], text[thing.start - 1 : thing.start])
        if in_row and thing.label != "Work":
            continue
        if thing.label == "Technology" and _made(sentence, thing):
            continue
        used = _USED.search(text[max(0, thing.start - _NEAR) : thing.start]) and not (
            _SINCE.match(text, thing.end) or _SINCE_THEN.search(text, 0, thing.start)
        )
        if used or not can_have(context, sentence, thing, words):
            continue
        found = found or thing
        if thing in openers(context, sentence, (thing.label,)):
            found = thing
            break
    if found is None:
        meant = said_of(context, sentence, _MEANT, at)
        if meant is not None and can_have(context, sentence, meant.thing, words) and _passes(context, sentence, at):
            found = meant.thing
    return None if found is None else _whole(context, sentence, found, begins)


# 去年交付电堆2600台, 达产后年产电机30万台: of who makes them.
_OBJECT: Final = re.compile(
    r"(?:交付|年产|生产|产出|销售|售出|卖出|下线|供应|供货|采购|购置|购入|投放|建造|制造|出口|加工|订购|引进|安装|部署|配备|投用|新增)(?:了|各类|各型|新型|自研)*“?$"
)


def _made(sentence: Sentence, thing: Thing) -> bool:
    """Whether a number behind a product only says how many somebody makes, buys or sells."""
    text = sentence.shadow.text
    if _OBJECT.search(text, clause_start(text, thing.start), thing.start) is None:
        return False
    counted = (q for q in sentence.quantities if thing.end <= q.start <= thing.end + 1 and q.unit != "%")
    return any(text[thing.end : q.start] in ("", "”") for q in counted)


# 已在甲区的2家医院应用: where it is.
_THERE: Final = re.compile(r"[^，。；;]+(?:在|到|进入|走进)$")
# 应用甲场景后，亩均节肥…: of the scenario.
_SINCE: Final = re.compile("[”》]?(?:场景)?(?:以来|之后|以后|后)")
# 自从用上甲场景，巡检人员由36人减至8人: it is what has brought that about.
_SINCE_THEN: Final = re.compile("(?:自从?|自打|换上|有了)[^，。；;]{0,10}“?$")
_NEAR: Final = 24
_MEANT: Final = ("Scenario", "Project", "Work", "Technology", "Platform")
# 数字文创企业营业收入, 全市…: the figure's own words say whose it is.
_OTHERS: Final = re.compile(
    r"(?:(?<!受理|服务|办理|收集)企业(?!$|诉求|需求|反映|用户|提出)|产业|行业|集群|全市|全区|全省|区内|市内|高技术)[^，。；;]{0,12}$"
)
# A clause that only tells who does it: 甲公司承建，日均….
_PASSING: Final = re.compile(
    r"”?(?:\([^()]{0,30}\))?[^，,。；;]{0,10}?(?:承建|承接|牵头|出资|投资建设|投资|建设|兴建|投建|新建|建造|兴办|运营|实施|负责|担纲|出品|制作|发行|承担|建成|打造|设计|提出|提供技术支撑|提供技术支持|提供支持)(?:和[^，,。；;]{1,8})?[，,；;。]"
    r"|”?作为[^，,。；;]{2,8}(?:企业|单位|方)[，,]"
    r"|”?提供[^，,。；;]{2,14}[，,；;]"
)
# What a scenario is made with has no figures of its own there.
_USED: Final = re.compile(r"(?:运用|采用|用上|搭载|使用|利用|凭借|借助|依靠|基于|融合|结合|应用)[^，,。；;]{0,16}$")


def _passes(context: Context, sentence: Sentence, at: int) -> bool:
    """Whether every firm, park or zone that opens a clause before `at` only does something there."""
    text = sentence.shadow.text
    return all(_PASSING.match(text, t.end) for t in openers(context, sentence, _NAMES) if t.end <= at)


def _whole(context: Context, sentence: Sentence, thing: Thing, begins: int) -> Thing:
    """The series of a part that is only listed before the figure: 《甲》由《乙》《丙》组成，播放….."""
    if thing.label != "Work" or thing.start >= begins:
        return thing
    node = (thing.label, thing.id)
    wholes = {tail[1] for kind, head, tail, _ in context.edges if kind == "PART_OF" and head == node}
    parts = {head[1] for kind, head, tail, _ in context.edges if kind == "PART_OF" and tail[1] in wholes}
    named = context.things_of(sentence, "Work")
    listed = len({t.id for t in named if t.id in parts}) > 1
    whole = next((t for t in named if t.id in wholes and t.end <= thing.start), None)
    if whole is None and listed and len(wholes) == 1:
        whole = Thing(thing.start, thing.end, "Work", next(iter(wholes)))
    return whole or thing


def can_have(context: Context, sentence: Sentence, thing: Thing, words: str) -> bool:
    """Whether a thing of its kind can have what these words around a figure tell of."""
    fits = _FITS.get(thing.label)
    if fits is None or fits.search(words) is None:
        return False
    if thing.label != "Mechanism":
        return True
    name = context.surface(sentence, thing.start, thing.end)
    return _LISTED.search(name) is not None or (name.endswith(_FUNDS) and _OF_FUND.search(words) is not None)


def only_does(sentence: Sentence, thing: Thing) -> bool:
    """Whether the clause that a firm, park or zone opens only says what it does there: 甲公司承建，…."""
    return thing.label in _NAMES and _PASSING.match(sentence.shadow.text, thing.end) is not None


_SAYING: Final = re.compile(r"(?:账|数|数字|数据|说|介绍|透露|道|答案|成绩单|表示)[:：]$")


def spoken_from(sentence: Sentence, at: int) -> int:
    """Where the words begin that somebody says before `at`: who says it is not what they are about."""
    text = sentence.shadow.text
    colon = max(text.rfind(":", 0, at), text.rfind("：", 0, at))
    return colon + 1 if colon > 0 and _SAYING.search(text, 0, colon + 1) else 0


_LIST_MEANT: Final = regex(r"(?:上述|该|这份|此|首批|这张)?(?:清单|目录|名录|榜单)(?=》?[共由已收列涵总里中首])")
_FAR: Final = 6


# 甲市发布乙清单，首批推出68项: what is brought out right before.
_BROUGHT_OUT: Final = re.compile(
    r"[》”]?，(?:首批|一次性?|共|一共|总共|首次|合计|集中|其中)*(?:推出|发布|放出|列出|列入|收录|涵盖|包含|包括|释放|纳入|梳理出?|公布)?了?(?:各类|需求|机会|场景|项目)*"
)


def list_meant(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The list told of before that 清单 before a figure of its entries or its budget stands for."""
    text = sentence.shadow.text
    for listed in context.things_of(sentence, "Mechanism"):
        named = text[listed.start : listed.end].rstrip("”》")
        if (
            named.endswith(("清单", "目录", "名录", "榜单"))
            and listed.end < quantity.start
            and quantity.unit in ("项", "个", "条", "类")
            and _BROUGHT_OUT.fullmatch(text, listed.end, quantity.start)
        ):
            return listed
    noun = _LIST_MEANT.search(text, 0, quantity.start)
    if noun is None or any(t.start <= noun.start() < t.end for t in context.things_of(sentence)):
        return None
    words = around(text, quantity)
    for before in context.article.before(sentence, _FAR):
        for thing in reversed(context.things_of(before, "Mechanism")):
            if can_have(context, before, thing, words):
                return thing
    return None


def told_of(context: Context, sentence: Sentence, quantity: Quantity, *labels: str) -> Thing | None:
    """What the paragraph told of last, up to two sentences back, that a figure without a subject can be of."""
    words = around(sentence.shadow.text, quantity)
    for before in context.article.before(sentence, _BACK):
        if before.number < sentence.number - _BACK:
            break
        # A page about a work tells of it over its paragraphs.
        there = labels if before.paragraph == sentence.paragraph else ("Work",)
        for thing in reversed(context.things_of(before, *there)):
            if can_have(context, before, thing, words):
                return _whole(context, before, thing, len(before.shadow.text))
    return None


# What an alliance or an institute has.
_OF_BODY: Final = re.compile(r"成员单位|会员|理事单位|科研人员|科研团队|博士|研究人员")


def body_of(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The alliance, society or institute that a figure of its members or staff is of."""
    if _OF_BODY.search(around(sentence.shadow.text, quantity)) is None:
        return None
    here = [t for t in context.things_of(sentence, "Organization", "Platform") if t.end <= quantity.start]
    if not here and re.search(
        "(?:该|这家[^，。；]{0,10})(?:院|所|联盟|协会|中心|学会|机构|研究院|研究所)",
        sentence.shadow.text[: quantity.start],
    ):
        here = [t for s in context.article.before(sentence, 1) for t in context.things_of(s, "Organization")][:1]
    return here[-1] if here else None


_ITS_OWN: Final = re.compile(
    r"”?的[^，。；;、]{0,10}(?:供应商|客户|子公司|股东|伙伴|经销商|服务商|配套商|用户|兄弟企业)[，,]"
)
_BY: Final = re.compile(r"由(?:[^，。；;、]{2,16}的)?(?:[^，。；;、]{2,24}[、和与及])?$")
# 甲公司的乙项目3月投产，全年销售收入有望突破7亿元: what a project brings once it runs.
_RUNS: Final = re.compile("(?:达产|投产|建成|满产)(?![的前])")
_BROUGHT: Final = re.compile("营收|营业收入|销售收入|销售额|产值|税收")
_WANTED: Final = re.compile("预计|有望|可|将|力争|达产|投产后|建成后")


def _in_production(context: Context, sentence: Sentence, quantity: Quantity, near: str, floor: int) -> Thing | None:
    """The project whose turnover, once it runs, a figure is: no firm opens a clause behind it."""
    if _BROUGHT.search(near) is None or _WANTED.search(near) is None:
        return None
    text = sentence.shadow.text
    projects = [t for t in openers(context, sentence, ("Project",)) if floor <= t.start and t.end <= quantity.start]
    if not projects or _RUNS.search(text, projects[-1].end, quantity.start) is None:
        return None
    firms = openers(context, sentence, ("Company", "Park"))
    return None if any(projects[-1].end <= t.start < quantity.start for t in firms) else projects[-1]


_ONCE_BUILT: Final = re.compile("(?:全部|项目)?(?:建成|投产|达产|投用|完工|交付)(?:投产|投用|使用)?后")
_COMING: Final = re.compile("(?:将|拟|预计|计划|建成|投产|达产|投用|可)")


def firm_of(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The firm that a figure of staff, orders or rent is of: who opens a clause before it, else who is named last."""
    text = sentence.shadow.text
    near = text[max(clause_start(text, quantity.start), quantity.start - 16) : quantity.end + 8]
    # 一期投资5.2亿元，拟租用厂房2万平方米: the clause behind has words of its own.
    parted = _LEFT.search(near, len(near) - min(8, len(text) - quantity.end))
    near = near[: parted.start()] if parted is not None else near
    if OF_COMPANY.search(near) is None:
        return None
    floor = after_mark(text, "。；;", quantity.start)
    project = _in_production(context, sentence, quantity, near, floor)
    if project is not None:
        return project
    named = [
        t
        for t in context.things_of(sentence, "Company")
        # 它也是甲公司的供应商，去年营收…: not of that firm.
        if floor <= t.start
        and t.end <= quantity.start
        and not _ITS_OWN.match(text, t.end)
        # 园区由甲公司运营，去年营收23亿元: who only does something for it.
        and not (_BY.search(text, floor, t.start) and _PASSING.match(text, t.end))
    ]
    if not named:
        return None
    begins = clause_start(text, quantity.start)
    # 与甲公司签约乙项目，将组建200人的团队: what is to come is the project's.
    coming = [t for t in context.things_of(sentence, "Project") if named[-1].end <= t.start and t.end <= begins]
    if coming and _COMING.match(text, begins):
        return coming[-1]
    # 项目由甲公司投资，建成后可容纳研发人员260名: what it holds once it is built.
    built = said_of(context, sentence, ("Project",), quantity.start) if _ONCE_BUILT.match(text, begins) else None
    if built is not None and _BY.search(text, floor, named[-1].start) is not None:
        return built.thing
    own = [t for t in openers(context, sentence, ("Company",)) if floor <= t.start < quantity.start]
    inside = [t for t in named if t.start >= begins]
    if not (own or inside) and _OTHERS.search(text, begins, quantity.start):
        return None
    return (own or inside or named)[-1]
