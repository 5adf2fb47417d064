"""Figures of a zone or a park that the sentence only says where: 在全区14个园区中, 在甲园里…, 规模以上工业… (所在地主语)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_things import around, can_have, clause_start
from ingest.documents.rules.figure_told import main_zone
from ingest.documents.rules.subjects import place_meant, said_of, topic
from ingest.numbers import Quantity

# 位居全区12个园区之首: how many there are is told of the place.
_AMONG: Final = re.compile(r"(?:在|居|列|占|为|是)(?P<place>[全我][市区县镇])(?:现有|已有|已建成|已认定)?的?$")
_INSIDE: Final = re.compile(r"[”》]?(?:园区|场景)?(?:里|内|中)(?![部心])")
_RIGHT_BEHIND: Final = re.compile(r"[”》]?(?:园区|场景)?(?:里|内|中)，(?:[约近超逾共]|已有|累计|目前)*")
# What only a place has.
_LEAD_IN: Final = 16
_MACRO: Final = re.compile(
    r"规模以上|规上工业|战略性新兴产业|高新技术产业产值|高技术制造业|生产总值|工业增加值|工业投资|固定资产投资|预算收入|社会消费品|进出口|限额以上|常住人口|市场主体|经营主体"
)


_WHOLE: Final = re.compile("占(?:全|我)市")


def place_of(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The zone among whose things a figure counts: 在全区14个重点园区中名列前茅."""
    # 占全市的29.7% is a share that something else has; what several make up together is told of the whole.
    if quantity.unit == "%" and "合计" not in around(sentence.shadow.text, quantity):
        return None
    among = _AMONG.search(sentence.shadow.text, max(0, quantity.number_start - _LEAD_IN), quantity.number_start)
    return None if among is None else place_meant(context, sentence, among.start("place"))


def inside(context: Context, sentence: Sentence, quantity: Quantity, *labels: str) -> Thing | None:
    """The park or scenario in which something is said to be: 一条产业链在甲园里首尾相接，本地配套率升至61%."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    for thing in reversed(context.things_of(sentence, *(labels or ("Park", "Scenario")))):
        if not low <= thing.start < thing.end <= quantity.start or _INSIDE.match(text, thing.end) is None:
            continue
        led = text[low : thing.start]
        if thing.label == "Park":
            return thing if re.search(r"在[^，。；;]{0,4}$", led) else None
        # 在甲场景里，56台集卡穿梭: right behind.
        if led.endswith(("在", "在“")) and _RIGHT_BEHIND.fullmatch(text, thing.end, quantity.start):
            return thing
        # 在甲场景中，乙机器人把漏检率降到1%: brought about there.
        brought = re.search("[把将使让]", text[thing.end : quantity.start]) and re.search(
            r"在[^，。；;]{0,24}[“《]?$", led
        )
        return thing if brought and can_have(context, sentence, thing, around(text, quantity)) else None
    return None


# 建成后将形成甲园，可提供载体14万平方米; 形成甲园约15万平方米载体.
_FORMS: Final = re.compile(r"(?:形成|打造成?|建成|成为|建起|建设成?|规划建设)(?:了|一座|一个)?[“《]?$")
_ROOM: Final = re.compile(r"载体|厂房|建筑面积|可容纳|可提供|可吸纳|可入驻|楼宇")


def made_there(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The park that the clause of a figure of room, or the one before it, says is to be formed."""
    text = sentence.shadow.text
    begins = clause_start(text, quantity.start)
    if _ROOM.search(text, begins, quantity.end + _BEHIND) is None:
        return None
    low = clause_start(text, max(begins - 1, 0))
    named = [t for t in context.things_of(sentence, "Park") if low <= t.start and t.end <= quantity.start]
    if not named or _FORMS.search(text, low, named[-1].start) is None:
        return None
    return named[-1] if not re.search("[、和与]", text[named[-1].end : begins]) else None


_ITEM: Final = re.compile(r"[^，。；;:、]{0,6}")
_ITEM_END: Final = re.compile(r"[”》]?(?:场景|项目|产业|产业链|产业集群|行业|领域|板块)?[。:：；;]?$")
_ITEMS: Final = ("Scenario", "Project", "Platform", "Industry")
# What is told of an industry that heads an item: 全年产值…，增长…；产业链上企业260余家.
_OF_INDUSTRY: Final = re.compile(
    r"(?:[今去]年|20\d\d年|上半年|全年|前[三\d]季度|截至[^，]{2,8}|目前|[，,])*(?:全市|全区|我市|我区)?(?:现有|已有|拥有|集聚|汇聚|共有|实现|完成|累计|预计|力争|达到)*(?:产业链?|全链|链)?(?:上下游|[链规]上|规模以上|核心|相关|骨干)?"
    r"(?:企业|总?规模|工业|总?产值|营业收入|营收|增加值|出口|利润|税收|增长|增速|同比|产量|从业|占(?!地)|(?:关键|核心)?(?:零部件|部件)?本地(?:化)?配套率|国产化率)"
)


def head_of_item(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The scenario, project or industry that heads the item of a list which a figure stands in.

    1. 甲场景。地点：乙。…，预算480万元; ——丙产业。全年产值936亿元. A heading with nothing but its name is such a head.
    """
    heads = [s for s in context.article.before(sentence, _LONGEST_ITEM) if s.paragraph == sentence.paragraph]
    first = min(heads, key=lambda s: s.number) if heads else None
    if first is None and sentence.headings:
        first = context.article.numbered(sentence.headings[-1].sentence)
    named = context.things_of(first, *_ITEMS) if first is not None else ()
    if first is None or len(named) != 1:
        return None
    text = first.shadow.text
    if not _ITEM.fullmatch(text, 0, named[0].start) or not _ITEM_END.match(text, named[0].end):
        return None
    if named[0].label != "Industry":
        return named[0] if can_have(context, first, named[0], around(sentence.shadow.text, quantity)) else None
    told = _OF_INDUSTRY.match(sentence.shadow.text, clause_start(sentence.shadow.text, quantity.start))
    return named[0] if told and said_of(context, sentence, _OTHERS, quantity.start) is None else None


_OTHERS: Final = ("Company", "Park", "Project", "Technology", "Zone", "Organization", "Policy")
_LONGEST_ITEM: Final = 6


def zone_of_macro(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The zone named before what only a place has: 翻开甲区的账本：规模以上工业产值…."""
    text = sentence.shadow.text
    begins = clause_start(text, quantity.start)
    # 规模以上工业企业中，亏损面仍有15%.
    among = text[begins - 2 : begins] == "中，" and _MACRO.search(text, clause_start(text, begins - 1), begins)
    if not among and _MACRO.search(around(text, quantity)) is None:
        return None
    zones = [t for t in context.things_of(sentence, "Zone") if t.end <= quantity.start]
    if zones:
        return zones[-1]
    told = topic(context, sentence, ("Zone", "Park"))
    if told is not None and told.thing.label == "Zone" and among:
        return told.thing
    # 规模以上工业企业研发投入占2.9%: in a report of a district, of the district.
    placed = told is None or told.thing.label == "Zone" or told.hops > 1
    area = main_zone(context, sentence) if placed and (among or _MACRO.search(text, begins, quantity.start)) else None
    if area is not None:
        return Thing(0, 0, "Zone", area)
    # 海洋生产总值占全市的比重: of the whole that it is a share of.
    whole = _WHOLE.search(around(sentence.shadow.text, quantity))
    return Thing(0, 0, "Zone", context.home) if whole is not None and context.home else None


# What statistics tell of a whole place and of nothing within it.
_OF_PLACES: Final = re.compile(
    r"生产总值|GDP|第[一二三]产业|三次产业|规(?:模以)?上工业(?:增加值|总产值)|工业增加值|固定资产投资|房地产开发投资|民间投资|工业投资|技改投资|"
    r"社会消费品|零售总额|公共预算|财政收入|税收占比|外贸进出口|进出口总额|可支配收入|存款余额|贷款余额|存贷款|城镇新增就业|民生支出|常住人口|户籍人口|"
    r"用电量|使用外资|到账外资|利用外资|大类行业|行业大类|行业门类|重点(?:建设)?项目(?:累计|已)?(?:完成)?投资"
)
# 152个重点项目完成投资261亿元.
_PROJECTS: Final = re.compile(
    "(?:[省市区]级|[省市区])?重点(?:建设|产业|工业)?项目(?:累计|共|已|年内)?(?:完成|开工|投资)"
)
_HAVE_OWN: Final = ("Company", "Park", "Project", "Industry", "Organization", "ChainLink", "Technology")


def zone_of_statistics(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The zone of what is told of whole places alone: that of the clause, else that of the section or the article."""
    text = sentence.shadow.text
    begins = clause_start(text, quantity.start)
    told_of_place = _OF_PLACES.search(text, begins, quantity.end) or _PROJECTS.match(text, quantity.end)
    if context.kind == "plan" or told_of_place is None:
        return None
    told = said_of(context, sentence, (*_HAVE_OWN, "Zone"), quantity.start)
    if told is None or told.hops:
        return _page_zone(context, sentence)
    if told.thing.label == "Zone":
        return told.thing
    # 甲公司营收3亿元；固定资产投资增长1.9%: the next part is of the place again.
    return _page_zone(context, sentence) if re.search("[；;]", text[told.thing.end : begins]) else None


# 分产品看，工业机器人产量8600套，增长三成.
_BY_PRODUCT: Final = re.compile(r"(?:[^，。；;]{0,12}，)?(?:分|从|按)(?:主要)?产品(?:产量)?(?:来)?看，[^。]*?产量")


def made_at(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The zone of which a sentence tells, product by product, how much is made there."""
    if context.kind == "plan" or not _BY_PRODUCT.match(sentence.shadow.text, 0, quantity.start):
        return None
    named = [t for t in context.things_of(sentence, "Zone") if t.end <= quantity.start]
    return named[-1] if named else _page_zone(context, sentence)


def _page_zone(context: Context, sentence: Sentence) -> Thing | None:
    area = main_zone(context, sentence)
    return Thing(0, 0, "Zone", area) if area is not None else None


# 支持甲园扩容，新增厂房30万平方米; 建设乙场景，开通航线6条.
_BUILT: Final = re.compile(
    r"(?:建设|打造|搭建|建成|推进|支持|推动|启动|加快|落地|实施|扩容|提升|开放|率先|运营好?|谋划|上线|设立|组建|发布(?:一次)?)[^，。；;]{0,10}[“《]?$"
)
_ITS: Final = {
    "Park": re.compile(r"厂房|载体|入驻|入园|园区|面积|标准化|孵化"),
    "Scenario": re.compile(
        r"用工|减少|降低|压缩|缩短|航线|线路|点位|投放|覆盖|开通|接入|时限|用时|效率|试点|床位|车辆|用户|里程"
    ),
    "Mechanism": re.compile(r"(?:纳入|收录|列入|首批|首期)[^，。；;]{0,60}$"),
    "Platform": re.compile(r"接入|覆盖率|注册|用户|时限|用时|办结|办理|服务企业|汇聚|上架|入库|归集|调用|响应"),
    "Project": re.compile(r"投资|产能|年产|厂房|建筑面积|投产|用地"),
}


def built(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The park, scenario, platform or project that a plan builds in the clause before a target of it."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    named = [t for t in context.things_of(sentence, *_ITS) if low <= t.start and t.end <= quantity.start]
    if not named:
        return None
    thing = named[-1]
    clause = after_mark(text, "，。；;:", quantity.start)
    # 支持甲园、乙园扩容: of both together.
    row = any(text[at : at + 1] in ("、", "和", "与") for at in (thing.start - 1, thing.end))
    listed = thing.label == "Mechanism"
    # 设立甲基金，首期规模20亿元: what a plan puts into a fund is the plan's aim.
    if listed and quantity.unit == "元":
        return None
    end = quantity.start if listed else quantity.end + _BEHIND
    if row or thing.start >= clause or _ITS[thing.label].search(text, clause, end) is None:
        return None
    led = text[after_mark(text, "，。；;", thing.start) : thing.start]
    # 依托甲服务平台归集需求，实现诉求24小时内响应: what it serves with is the platform's.
    serves = thing.label == "Platform" and _LEANS.search(led) and _SERVES.search(text, clause, end)
    return thing if serves or _BUILT.search(led) else None


_LEANS: Final = re.compile(r"(?:依托|借助|通过|用好|发挥|运用|升级|完善|优化|推广|使用)[“《]?$")
_SERVES: Final = re.compile("响应|办结|回复|答复|诉求|时限|用时|注册|接听|工单|归集")


_BEHIND: Final = 6


_ISSUES: Final = re.compile(r"(?:出台|印发|发布|公布|制定|推出|颁布|下发|实施)(?:了|的|并实施)?[《“]?$")
_SAYS: Final = re.compile(
    r"^(?:(?:还|并|同时)?(?:提出|明确|围绕|面向|聚焦|从|对|针对|部署|安排|推出|设立|建立|将|拟|计划|按|分|共|列出|划定|首批|支持|规定|要求))"
)


def issued_here(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a clause behind the issuing of the policy says what it holds: 某局公布《方案》，面向3个领域首批开放26个场景."""
    policy = context.policy
    if policy is None:
        return False
    text = sentence.shadow.text
    for named in context.things_of(sentence, "Policy"):
        if named.id != policy.id or named.end > quantity.start or _ISSUES.search(text[: named.start]) is None:
            continue
        for clause in re.split("[，；;。]", text[named.end : quantity.start])[1:]:
            if _SAYS.match(clause.strip()):
                return True
    return False
