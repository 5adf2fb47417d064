"""What a figure is about: the thing that opens its clause, what words of its kind ask for, or what was told of before."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_again import firms_own, named_again
from ingest.documents.rules.figure_builders import built_by
from ingest.documents.rules.figure_bulletins import trade_of_bulletin
from ingest.documents.rules.figure_described import described
from ingest.documents.rules.figure_grants import FUNDS, GIVEN, GRANT, GRANTS, grants, paper_says
from ingest.documents.rules.figure_heads import acting_body, good_of_share, head_of, product_goes_on, product_shown
from ingest.documents.rules.figure_meetings import place_of_meeting
from ingest.documents.rules.figure_offices import zone_of_office
from ingest.documents.rules.figure_owners import (
    industry_again,
    industry_before,
    industry_of,
    made_of,
    part_of_whole,
    summed,
)
from ingest.documents.rules.figure_pairs import of_two, one_and_other
from ingest.documents.rules.figure_places import (
    built,
    head_of_item,
    inside,
    issued_here,
    made_at,
    made_there,
    place_of,
    zone_of_macro,
    zone_of_statistics,
)
from ingest.documents.rules.figure_presented import presented
from ingest.documents.rules.figure_products import product_meant
from ingest.documents.rules.figure_reporters import at_firm, speaker_of
from ingest.documents.rules.figure_rows import SUBJECTS, next_in_row
from ingest.documents.rules.figure_scenarios import given_up_for, scenario_asked
from ingest.documents.rules.figure_stakes import put_into
from ingest.documents.rules.figure_things import (
    around,
    body_of,
    brought_in,
    clause_start,
    firm_of,
    list_meant,
    only_does,
    spoken_from,
    told_of,
)
from ingest.documents.rules.figure_told import (
    last_work,
    main_park,
    main_zone,
    opened_with,
    park_near,
    project_told_of,
    told_before,
    told_here,
)
from ingest.documents.rules.figure_trades import industry_goes_on, industry_opening, industry_topic
from ingest.documents.rules.standing import zone_of_standing
from ingest.documents.rules.subjects import openers, place_meant, said_of, topic
from ingest.documents.rules.told_cities import zone_told_of
from ingest.numbers import Quantity
from ingest.readers.marks import SIGNS
from ingest.sieve import regex

PAST = regex(r"已|截至|目前|现有|拥有|去年|上年|达到了|完成了")


def _before_list(context: Context, sentence: Sentence, quantity: Quantity) -> int:
    """Where the words before 甲、乙等26家 end: the members of a list are not what its count is about."""
    text = sentence.shadow.text
    at = quantity.start
    things = context.things_of(sentence)
    if text[at - 1 : at] != "等":
        # 正在谋划的甲、乙2个新场景: a row that its number closes.
        last = next((t for t in things if t.end == at and text[t.start - 1 : t.start] == "、"), None)
        if last is None:
            return at
    else:
        at -= 1
    while member := next((t for t in things if t.end <= at and _JOINS.fullmatch(text, t.end, at)), None):
        at = member.start
    described = _FROM.search(text, 0, at)
    return described.start() if described else at


_JOINS: Final = re.compile(r"[”》)]?[、和与及]?(?:来自[^，。；、]{1,10}的)?[“《]?")
_FROM: Final = re.compile(r"来自[^，。；、]{1,10}的[“《]?$")


# ▲甲区：乙企业由38家增至85家: an item of a board of figures says whose they are.
_ITEM_OF_ZONE: Final = re.compile(rf"[{SIGNS}●○•][^，。；;:、]{{2,12}}:")


def _firm_said(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the clause of a figure or one before it says 该公司 of a firm named there: ●甲区：…乙公司，该公司产能…."""
    told = said_of(context, sentence, ("Company",), quantity.start)
    return told is not None and _THAT_FIRM.search(sentence.shadow.text, told.thing.end, quantity.start) is not None


_THAT_FIRM: Final = re.compile("[，；](?:该|这家|公司(?!数|总数|们))")
# Only these are carried from sentence to sentence; an industry named in passing is not what the next one tells of.
_CARRIED: Final = ("Park", "Company", "Project", "Scenario", "Work", "Zone", "Platform", "Technology")
# 明年营收奔着18亿元去: no project or product has these.
_OF_FIRM: Final = re.compile("研发投入|研发费用|净利润|融资额?")
_NO_TURNOVER: Final = frozenset({"Project", "Scenario", "Technology", "Work", "Platform"})
_TURNOVER: Final = re.compile("营收|营业收入|净利润|销售收入|员工|融资|订单")
_OF_PARK = re.compile(r"入驻|租户|出租率|入驻率|去化率|占地|建筑面积|厂房|签约企业|在园|园区|租金|意向")
_OF_WORK = re.compile(r"评分|集(?!团|中|成|群|聚)|播放量|时长|全剧|票房|点击量|全片|影片|话剧|演出")
# 手游《甲》，注册用户突破600万人.
_PLAYED: Final = re.compile("(?:累计|全球|海外|目前|上线以来)*(?:注册用户|下载量|活跃用户|[日月]活|玩家|预约用户)")
_STRONG_PARK = re.compile(
    r"入驻率|租户(?:数|总数|由此|也|已|增|达|超|突破|\d)|出租率|去化率|入驻(?:企业|单位)|占地|建筑面积|在园企业|地上|地下|厂房|楼层|栋"
)
_A_TENANT: Final = re.compile(
    r"(?:入驻|在园)(?:企业|单位)(?:之一|中的[^，]{1,4})?，(?=[^，。；;]{0,14}\d)(?![^，。；;]{0,14}家)"
)
# 公司计划扩建厂房，投资3亿元: the firm's, 项目规划用地…，新建厂房…: the project's, though parks have such buildings too.
_FIRM_BUILDS: Final = re.compile(
    "“?(?:该|本|目前，|眼下，)?(?:公司|企业)(?:还|正|已)?(?:计划|拟|将|准备|打算|投资|新建|扩建|拥有|现有|租用|自建)"
    "|(?:该|本)?项目(?:还|正|已|将)?(?:总|规划|计划|占地|用地|投资|新建|扩建|建设)"
)
_COUNTED_LIST = re.compile(r"(?:一共|共计|共|合计|总预算|包含|涵盖|收录|列入)[^，。;]{0,14}$")


def subject_of_figure(
    context: Context, sentence: Sentence, quantity: Quantity, planned: bool
) -> tuple[str, str] | None:
    """What a figure is about: the last thing that opens a clause before it, else the article's subject."""
    text = sentence.shadow.text
    at = _before_list(context, sentence, quantity)
    low = after_mark(text, "。；;", quantity.start)
    listed = [t for t in context.things_of(sentence, "Mechanism") if t.end <= quantity.start]
    if listed and (
        _COUNTED_LIST.search(text[: quantity.number_start]) or re.search(r"比[^，。;]{1,6}多", text[: quantity.start])
    ):
        return "Mechanism", listed[-1].id
    granted = listed and GIVEN.search(text, max(listed[-1].end, low), quantity.start) is not None
    if granted and listed[-1].end > low and GRANTS.search(text, 0, listed[-1].end):
        return "Mechanism", listed[-1].id
    rung = _rung(context, sentence, quantity)
    gives = rung is None and context.policy is not None and grants(text, quantity)
    if gives and context.policy is not None and (context.kind == "plan" or paper_says(context, sentence, quantity)):
        return "Policy", context.policy.id
    rung = rung or part_of_whole(context, sentence, quantity)
    rung = rung or zone_of_standing(context, sentence, quantity) or trade_of_bulletin(context, sentence, quantity)
    rung = rung or place_of_meeting(context, sentence, quantity) or next_in_row(context, sentence, quantity)
    rung = rung or made_at(context, sentence, quantity)
    rung = rung or made_of(context, sentence, quantity) or place_of(context, sentence, quantity)
    if rung is not None:
        return rung.label, rung.id
    thing = described(context, sentence, quantity)
    if thing is not None:
        return thing.label, thing.id
    item = _ITEM_OF_ZONE.match(text)
    zone = next((t for t in context.things_of(sentence, "Zone") if item and t.end == item.end() - 1), None)
    if zone is not None and not _firm_said(context, sentence, quantity):
        return "Zone", zone.id
    whole = zone_of_statistics(context, sentence, quantity) or scenario_asked(context, sentence, quantity)
    whole = whole or given_up_for(context, sentence, quantity)
    if whole is not None:
        return whole.label, whole.id
    firm = put_into(context, sentence, quantity) or built_by(context, sentence, quantity)
    firm = firm or of_two(context, sentence, quantity)
    firm = firm or one_and_other(context, sentence, quantity)
    firm = firm or product_shown(context, sentence, quantity)
    firm = firm or product_meant(context, sentence, quantity) or product_goes_on(context, sentence, quantity)
    firm = firm or acting_body(context, sentence, quantity) or good_of_share(context, sentence, quantity)
    firm = firm or industry_of(context, sentence, quantity)
    firm = firm or industry_before(context, sentence, quantity) or industry_again(context, sentence, quantity)
    firm = firm or industry_opening(context, sentence, quantity) or industry_goes_on(context, sentence, quantity)
    firm = firm or industry_topic(context, sentence, quantity)
    firm = firm or firms_own(context, sentence, quantity) or named_again(context, sentence, quantity)
    firm = firm or presented(context, sentence, quantity) or firm_of(context, sentence, quantity)
    if firm is not None:
        return firm.label, firm.id
    if context.kind == "plan":
        thing = built(context, sentence, quantity)
    else:
        thing = made_there(context, sentence, quantity) or inside(context, sentence, quantity, "Scenario")
        thing = thing or brought_in(context, sentence, quantity, at) or list_meant(context, sentence, quantity)
    if thing is not None:
        return thing.label, thing.id
    headed = _HEADED.match(text)
    zones = context.things_of(sentence, "Zone")
    if headed is not None and zones and zones[0].end == headed.end() - 1 and zones[0].start <= 2:
        own = said_of(context, sentence, ("Park", "Company", "Project", "Scenario", "Work"), at)
        if own is None or own.hops or own.thing.start < headed.end():
            return "Zone", zones[0].id
    body = body_of(context, sentence, quantity)
    if body is not None:
        return body.label, body.id
    near = text[max(0, quantity.start - 14) : quantity.end + 2]
    # 甲公司是首批入驻企业，去年实现产值…: what it is says nothing of whose figure that is.
    near = near if (tenant := _A_TENANT.search(near)) is None else near[tenant.end() :]
    park = park_near(context, sentence, quantity) or main_park(context)
    other_builds = _FIRM_BUILDS.match(text) and not context.things_of(sentence, "Park")
    if (
        park is not None
        and not other_builds
        and not _of_district(context, sentence, quantity)
        and (_STRONG_PARK.search(near) or _IN_PARK.search(around(text, quantity)))
    ):
        return "Park", park
    if _OF_WORK.search(near) and (work := last_work(context, sentence)) is not None:
        return "Work", work
    played = [t for t in context.things_of(sentence, "Work") if t.end <= quantity.start]
    if played and _PLAYED.match(text, clause_start(text, quantity.start)):
        return "Work", played[-1].id
    if _OF_PROJECT.search(text[max(0, quantity.start - 16) : quantity.end]) and (
        project := project_told_of(context, sentence, quantity.start)
    ):
        return "Project", project
    there = head_of_item(context, sentence, quantity) or inside(context, sentence, quantity)
    if there is not None:
        return there.label, there.id
    about = said_of(context, sentence, SUBJECTS, at)
    if about is not None and about.hops == 0 and (head := head_of(context, sentence, about.thing, quantity)):
        return head.label, head.id
    if about is not None and about.hops == 0 and _worked_on(sentence, about.thing):
        about = said_of(context, sentence, [label for label in SUBJECTS if label not in _GOODS], at)
    if about is not None and about.thing.label in _NO_TURNOVER and _OF_FIRM.search(around(text, quantity)):
        about = topic(context, sentence, ("Company",), at) or about
    if about is not None and about.thing.label == "Industry" and about.hops == 0:
        # 甲产业规模…;建成乙300个: the next item of a list is of something else.
        next_item = re.search("[;；◆●]", text[about.thing.end : quantity.start])
        about = None if next_item or summed(sentence, about.thing, quantity) else about
    if about is not None and about.thing.label == "ChainLink" and summed(sentence, about.thing, quantity):
        # 甲区航空物流、航空维修两个环节的企业合计214家: of the place that has both.
        about = said_of(context, sentence, ("Zone", "Park"), about.thing.start)
    if about is not None and about.thing.label == "Industry" and about.hops == 0 and quantity.unit == "家":
        # 全市备案大模型32个，甲企业总数1800家: firms are counted by place.
        place = next(iter(_ALL_OF.finditer(text, low, about.thing.start)), None)
        meant = place_meant(context, sentence, place.start()) if place and _FIRMS.match(text, about.thing.end) else None
        if meant is not None:
            return meant.label, meant.id
    if about is not None and about.thing.label == "Industry":
        # 莱西市的生物制品产业去年实现产值…, 甲园的集成电路企业将超过30家: of the zone or the park that has it.
        holders = [t for t in openers(context, sentence, ("Zone", "Park")) if t.end <= about.thing.start]
        counts = quantity.unit in _COUNTS and bool(holders) and holders[-1].label == "Zone"
        if holders and (counts or text[holders[-1].end : about.thing.start] in ("的", "内的", "里的")):
            return holders[-1].label, holders[-1].id
    if about is not None and context.kind != "plan":
        spoken = spoken_from(sentence, quantity.start)
        if only_does(sentence, about.thing) or (spoken > 0 and about.thing.start < spoken):
            other = told_of(context, sentence, quantity, "Scenario", "Project")
            if other is not None:
                return other.label, other.id
            about = None if spoken else about
    if about is not None:
        organisation_only = context.kind == "plan" and about.thing.label == "Organization"
        if not organisation_only:
            return about.thing.label, about.thing.id
    there = zone_of_macro(context, sentence, quantity)
    if there is not None:
        return there.label, there.id
    if issued_here(context, sentence, quantity) and context.policy is not None:
        return "Policy", context.policy.id
    there = zone_of_office(context, sentence, quantity) if about is None else None
    there = there or (at_firm(context, sentence, quantity) if about is None else None)
    if there is not None:
        return there.label, there.id
    thing = told_of(context, sentence, quantity, "Technology") if about is None and text.startswith("“") else None
    if thing is not None and _OF_DEVICE.search(around(text, quantity)):
        return thing.label, thing.id
    speaker = speaker_of(context, sentence, quantity) if about is None else None
    if speaker is not None:
        return speaker
    if context.kind == "plan" and context.policy is not None:
        return "Policy", context.policy.id
    if FUNDS.search(around(text, quantity)) and context.policy is not None and PAST.search(text) is None:
        return "Policy", context.policy.id
    thing = told_of(context, sentence, quantity, "Scenario", "Work", "Project", "Mechanism")
    if thing is not None:
        return thing.label, thing.id
    grant = GRANT.search(text[max(0, quantity.start - 16) : quantity.end + 8])
    if grant is not None and context.policy is not None and PAST.search(text[: quantity.start]) is None:
        return "Policy", context.policy.id
    if park is not None and _OF_PARK.search(text[max(0, quantity.start - 14) : quantity.end + 6]):
        return "Park", park
    if _OF_ALL.search(text, max(0, quantity.start - 30), quantity.start) and context.home:
        return "Zone", main_zone(context, sentence) or context.home
    words = around(text, quantity)
    if context.kind != "plan" and quantity.unit in ("家", "户") and _OF_AREA.search(words):
        told = topic(context, sentence, ("Park", "Zone"), at)
        area = main_zone(context, sentence)
        if told is None or told.hops > _NEAR_TOPIC:
            return ("Zone", area) if area else None
        return told.thing.label, told.thing.id
    about = topic(context, sentence, _CARRIED, at)
    if about is not None and (
        _OF_FIRM.search(words) or (about.thing.label in _NO_TURNOVER and _TURNOVER.search(words))
    ):
        about = topic(context, sentence, ("Company",), at) or about
    if about is not None and about.hops > _NEAR_TOPIC and about.thing.label == "Company":
        # 每天，18万吨淡水从甲区的岸边流向工厂: what the article names most is far, the zone is here.
        places = {t.id for t in context.things_of(sentence, "Zone")}
        if len(places) == 1 and not context.things_of(sentence, "Company", "Park", "Project"):
            return "Zone", places.pop()
    if about is not None and about.thing.label == "Zone":
        opened = opened_with(context, sentence)
        return "Zone", opened or main_zone(context, sentence) or about.thing.id
    if about is not None and told_here(context, sentence, about.thing.id):
        return about.thing.label, about.thing.id
    if park is not None and len(context.parks) == 1 and told_before(context, sentence, park):
        return "Park", park
    past = PAST.search(text) is not None or re.search(r"去年|增长|恢复到|实现", text)
    if planned and not past and context.policy is not None:
        return "Policy", context.policy.id
    # A report on the city's plan tells the city's figures.
    home = context.counts.get("Zone", {}).get(context.home, 0)
    if context.policy is not None and home:
        # …but on that of a district the district's.
        district = zone_told_of(context)
        return "Zone", district.id if district is not None else context.home
    # “我们手里有1.2万个井盖。”在甲区举行的发布会上…: where the sentence says that it is told, else whose paper it is.
    title = context.article.title_sentence
    for where in (sentence, title):
        zones = context.things_of(where, "Zone") if where is not None else []
        if zones:
            return ("Zone", zones[0].id) if len({z.id for z in zones}) == 1 else None
    return None


# 新增专精特新企业7家，累计44家: how many firms of a class there are is told of a place.
_OF_AREA: Final = re.compile(
    r"专精特新|小巨人|高新技术企业|瞪羚|独角兽|单项冠军|规上|规模以上|科技型中小|市场主体|经营主体"
)
_NEAR_TOPIC: Final = 2


# 全区累计盘活老旧厂房52万平方米; 甲区力争…，园区平均入驻率不低于85%: of the district, whose parks are meant.
_WHOLE: Final = re.compile(r"(?:[今去]年|前[三\d]季度|上半年|截至[^，]{2,8}|目前|累计|，)*(?:全|我|该)[市区县]")
_PARKS: Final = re.compile(r"园区(?:平均|总数|数量|已有|达到|达)|各园区|平均入驻率")


def _of_district(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the clause of a figure of rooms or firms says that a district has them."""
    text = sentence.shadow.text
    begins = clause_start(text, quantity.start)
    if _WHOLE.match(text, begins) is not None:
        return True
    zones = openers(context, sentence, ("Zone",))
    return bool(zones) and zones[0].end <= begins and _PARKS.search(text, begins, quantity.start) is not None


_COUNTS: Final = ("家", "户", "个")
_ALL_OF: Final = re.compile("[全我][市区]")
_FIRMS: Final = re.compile("”?企业(?:总数|数量|总量)?")
_GOODS: Final = ("ChainLink", "Technology", "Industry")
# 聚焦甲、乙等薄弱环节，攻关技术40项: what is worked on does nothing itself.
_WORKS_ON: Final = re.compile(
    r"聚焦|围绕|面向|针对|瞄准|主攻|布局|重点|突破|攻关|补齐|招引|引进|发展|培育|壮大|做[强优大]|支持|推动|推进|加快|促进|对接|深耕|从事|依托"
)
_CLASS: Final = re.compile(
    r"[”》]?(?:、[^，。；;]{2,30}?)?等?[^，。；;、\d]{0,6}(?:环节|领域|方向|产业|赛道|行业|产品|技术)"
)


def _worked_on(sentence: Sentence, thing: Thing) -> bool:
    """Whether goods or trades that open a clause are what somebody works on there."""
    text = sentence.shadow.text
    if thing.label not in _GOODS or _CLASS.match(text, thing.end) is None:
        return False
    return _WORKS_ON.search(text, clause_start(text, thing.start), thing.start) is not None


# 获评“甲级”的场景最高奖补80万元: what a rung is granted.
_RUNG: Final = re.compile(
    r"”?(?:的，|的?[^，。；;]{0,8}?)(?:一次性)?(?:最高|给予|可获|奖补|奖励|补助|资助)[^，。；;]{0,10}$"
)


def _rung(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    text = sentence.shadow.text[: quantity.number_start]
    rungs = [t for t in context.things_of(sentence, "ScenarioTier") if t.end <= quantity.start]
    return rungs[-1] if rungs and _RUNG.fullmatch(text, rungs[-1].end) else None


# “同样是这个块头，下潜深度提高到6000米”: of the device told of, whoever says it.
_OF_DEVICE: Final = re.compile(
    r"下潜|航程|续航|航速|载重|精度|误差|作业时间|作业半径|功率|分辨率|识别|准确率|寿命|能耗|续驶|探测|重量|自重|时速"
)
_IN_PARK: Final = re.compile(r"园区(?:年|内|总|企业|的|里)|平方米的?(?:空间|楼宇|办公|载体|老?厂房|孵化)")
_HEADED: Final = re.compile(r"[^，。；;:：]{2,12}[:：]")
_OF_ALL: Final = re.compile(r"(?:全市|我市)[^。；;]*$")


_OF_PROJECT: Final = re.compile(
    r"总投资|总投入|投资约|达产|投产后|建成后|扩建后|产能|建设周期|用地|建成投产|拿地|(?:签约|立项|洽谈|落地)到|到(?:开工|投产|封顶|签约)"
)
