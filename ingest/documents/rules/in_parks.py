"""Who sits in a park and where the park lies, as descriptions say it: 它所在的甲园, 同在园区的乙, 丙区依托甲园 (园区所在).

The park is the one named there, else the one the text goes on about.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.project_builders import of_project
from ingest.documents.rules.subjects import openers, sure, topic
from ingest.documents.rules.told_places import park_at, told_parks
from ingest.sieve import regex

_OF_IT: Final = regex(
    r"(?:(?<=[，。；;:“])|^)(?P<it>它|其|公司|企业|该公司|该企业|这家企业|这家公司|我们)?(?:如今|现在)?(?:所在|所处|落户|入驻|扎根|栖身)的(?=[\u4e00-\u9fffA-Za-z])"
)
_BESIDE: Final = regex(
    r"(?:同一个?|同)(?:园区|产业园)(?=的)|(?:同在|同处|身在|身处|同样(?:入驻|落户|扎根于?|位于|落在)|同为入驻|也(?:入驻|落户)|入驻|落户)(?:在|于)?(?:这个|该|同一|同一个|一个)?(?:园区|产业园|园内|园里|载体|(?<=[该一个])园)(?:内|里)?"
)
# 同在园区、与之一墙之隔的，是为甲供应丙的乙公司.
_LEADS: Final = re.compile(
    r"(?:的|，)?(?:(?:、|，)[^，。；;]{0,14}?的)?，?(?:是|就是|还有|有)?(?:[^，。；;]{2,40}?的)?"
)
# 在甲园拥有两座工厂.
_HAS_THERE: Final = re.compile(
    r"(?:里|内)?(?:还|已|又|先后|目前|如今|现)*(?:拥有|建有|设有|租下|租用|租了|布局|建成|建起|建了|有)(?:了)?[^，。；;]{0,14}?(?:工厂|厂房|车间|基地|总部|产线|生产线|实验室|研发中心|厂区|办公楼)"
)
_NOT_YET: Final = re.compile(r"(?:拟|将|计划|有意|意向|取消|未|准备|吸引|推动|鼓励|支持|不再|退出)[^，。；;]{0,6}$")
# 丙区:依托甲园; 丁区瞄准某业，以甲园为载体.
_BASED_ON: Final = re.compile(
    r"(?:：|:|，|则|主要|还|正|[^，。；;]{2,16}，)?(?:依托|以|立足|用好)$"
    r"|(?:——|:)[^。]{2,40}[，；;](?:主要|核心)?(?:承载|承接)?(?:载体|园区)(?:为|是|:)"
)
_WITHIN: Final = re.compile(r"(?:[区市县镇境]|辖区)内的$")
# 丙区拥有甲研究院.
_HAS: Final = re.compile(r"(?:拥有|坐拥|建有|现有|布局有|集聚了?|聚集了?|汇聚了?)")
_AS_CARRIER: Final = re.compile(r"(?:等)?(?:园区)?为(?:主要|核心|重要)?(?:载体|依托|平台|核心|龙头|抓手|主阵地|支点)")


def in_parks(context: Context) -> None:
    """Tenants by what is said of their park, parks by the zone that builds on them."""
    for sentence, here, hops in told_parks(context):
        text = sentence.shadow.text
        for park in context.things_of(sentence, "Park"):
            _based(context, sentence, park)
            _inside(context, sentence, park)
            _has_there(context, sentence, park)
            _in_front(context, sentence, park)
            _in_the_same(context, sentence, park)
            _as_tenant(context, sentence, park)
            _this_one(context, sentence, park)
            _then_settled(context, sentence, park)
        for zone in context.things_of(sentence, "Zone"):
            if zone.id != context.home:
                _in_front(context, sentence, zone)
        for body in context.things_of(sentence, "Organization"):
            for zone in context.things_of(sentence, "Zone"):
                has = zone.end < body.start and _HAS.fullmatch(text, zone.end, body.start) is not None
                if has and zone.id != context.home:
                    context.relate(sentence, "LOCATED_IN", body, zone, "company-of-place", "0.78")
        for match in _SET_UP_HERE.finditer(text) if here is not None else ():
            _set_up_here(context, sentence, match, here, hops)
        for match in _OF_IT.finditer(text):
            _of_it(context, sentence, match)
        for match in _BESIDE.finditer(text) if here is not None else ():
            firm = _beside(context, sentence, match.end())
            if firm is None or here is None or _NOT_YET.search(text, 0, match.start()):
                continue
            here = park_at(context, sentence, match.start(), here) or here
            _tenant(context, sentence, firm, here, hops)
            # 甲与同在园区的乙: both.
            about = topic(context, sentence, ("Company",), match.start())
            with_it = text[: match.start()].endswith(("与", "和", "同", "跟"))
            if with_it and about is not None and about.hops <= 1 and "同" in match[0]:
                _tenant(context, sentence, about.thing, here, max(hops, about.hops))


# 甲区在园区设立的乙研究院.
_SET_UP_HERE: Final = regex(
    r"在(?:该|这个)?(?:园区|产业园|园内|园里)(?:内|里)?(?:出资|投资|独资|注册)?(?:设立|成立|组建|建立|创办|共建|注册|开设)(?:(?:了|的)?(?:全资|控股|合资|独资)?(?:子公司|孙公司|分公司)|了|的)(?=[\u4e00-\u9fff])"
)


def _set_up_here(context: Context, sentence: Sentence, match: re.Match[str], here: Thing | None, hops: int) -> None:
    text = sentence.shadow.text
    firm = next((f for f in context.things_of(sentence, "Company") if f.start == match.end()), None)
    if firm is not None and here is not None and not _NOT_YET.search(text, 0, match.start()):
        _tenant(context, sentence, firm, here, hops)
    body = next((b for b in context.things_of(sentence, "Organization") if b.start == match.end()), None)
    if body is None or here is None or _NOT_YET.search(text, 0, match.start()):
        return
    context.relate(sentence, "LOCATED_IN", body, here, "company-seat", sure(80, hops))
    founder = next((z for z in context.things_of(sentence, "Zone") if z.end == match.start()), None)
    if founder is not None:
        context.relate(sentence, "ESTABLISHES", founder, body, "body-set-up", "0.8")


def _tenant(context: Context, sentence: Sentence, firm: Thing, park: Thing, hops: int) -> None:
    context.relate(sentence, "TENANT_OF", firm, park, "park-tenant", sure(80, hops), {"status": "in_use"})


# 这家落户甲园的公司: the firm told of.
_THIS_ONE: Final = re.compile(
    r"(?:这家|该|那家)(?:[^，。；;、]{0,6}?)(?:入驻|落户|进驻|扎根|搬进|坐落|位于)(?:在|于)?$"
)
_FIRM_OF: Final = re.compile(r"(?:内|里)?的[^，。；;]{0,16}?(?:企业|公司)")


def _this_one(context: Context, sentence: Sentence, park: Thing) -> None:
    text = sentence.shadow.text
    this = _THIS_ONE.search(text, 0, park.start) if _FIRM_OF.match(text, park.end) else None
    about = topic(context, sentence, ("Company",), this.start()) if this is not None else None
    if about is not None and about.hops <= 2:
        _tenant(context, sentence, about.thing, park, about.hops)


# 丙设立乙公司，专做丁，|落户甲园.
_THEN: Final = re.compile(
    r"[，；;](?:并|又|随后|当年|去年|今年|现已|已|目前|如今|正式|\d+月)*(?:落户|入驻|进驻|扎根|搬进|搬入|迁入|租下)(?:于|在|了|到)?$"
)


def _then_settled(context: Context, sentence: Sentence, park: Thing) -> None:
    text = sentence.shadow.text
    then = _THEN.search(text, 0, park.start)
    # 丁项目由乙投资，落户甲园: said of the project.
    then = None if then is not None and of_project(context, sentence, then.end(), park) else then
    about = topic(context, sentence, ("Company", "Project", "Organization"), then.start()) if then is not None else None
    if about is not None and about.thing.label == "Company" and about.hops == 0:
        _tenant(context, sentence, about.thing, park, 0)


# 作为首批签约入驻甲园的企业，|乙公司….
_AS_TENANT: Final = re.compile(
    r"(?:^|[，。；;“])(?:作为|身为)[^，。；;、]{0,12}(?:入驻|落户|进驻|扎根|搬进|签约)(?:在|于|到)?$"
)
_THE_TENANT: Final = re.compile(r"(?:内|里)?的[^，。；;]{0,10}?(?:企业|公司|租户|项目方|商户|机构)(?:之一)?，")


def _as_tenant(context: Context, sentence: Sentence, park: Thing) -> None:
    """作为首批入驻甲园的企业，乙…."""
    text = sentence.shadow.text
    role = _THE_TENANT.match(text, park.end) if _AS_TENANT.search(text, 0, park.start) else None
    firm = next((f for f in context.things_of(sentence, "Company") if role is not None and f.start == role.end()), None)
    if firm is not None:
        _tenant(context, sentence, firm, park, 0)


# 同在甲园办公的|乙公司.
_SAME: Final = re.compile(r"(?:同在|同处|同样在|同样位于|同样落户|同样扎根|一起在|就在|身处)$")
_WHO_THERE: Final = re.compile(
    r"(?:内|里)?(?:办公|生产|经营|落户|入驻|扎根|创业|安家|建厂|的)*的(?=[\u4e00-\u9fffA-Za-z(])"
)


def _in_the_same(context: Context, sentence: Sentence, park: Thing) -> None:
    """同在甲园办公的乙: 乙 sits there, and whom the text went on about."""
    text = sentence.shadow.text
    same = _SAME.search(text, 0, park.start)
    who = _WHO_THERE.match(text, park.end) if same is not None else None
    firm = next((f for f in context.things_of(sentence, "Company") if who is not None and f.start == who.end()), None)
    if firm is None or same is None:
        return
    _tenant(context, sentence, firm, park, 0)
    about = topic(context, sentence, ("Company",), same.start()) if same[0].startswith("同") else None
    if about is not None and about.hops <= 1 and about.thing.id != firm.id:
        _tenant(context, sentence, about.thing, park, about.hops)


def _of_it(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """它所在的甲园, 公司落户的甲园: the firm told of sits there."""
    park = next((p for p in context.things_of(sentence, "Park") if p.start == match.end()), None)
    about = topic(context, sentence, ("Company",), match.start()) if park is not None and match["it"] else None
    if park is not None and about is not None and about.hops <= 3:
        _tenant(context, sentence, about.thing, park, about.hops)


def _beside(context: Context, sentence: Sentence, at: int) -> Thing | None:
    """The firm that a description ends at which begins with the park."""
    text = sentence.shadow.text
    for firm in context.things_of(sentence, "Company"):
        said = firm.start >= at and _LEADS.fullmatch(text, at, firm.start) is not None
        # 是为甲供应丙的乙: 甲 stands within what is said of 乙.
        if said and not text[: firm.start].endswith(("为", "向", "给", "与", "同", "对", "和")):
            return firm
    return None


def _has_there(context: Context, sentence: Sentence, park: Thing) -> None:
    """公司在甲园拥有两座工厂."""
    text = sentence.shadow.text
    if not text[: park.start].endswith("在") or not _HAS_THERE.match(text, park.end):
        return
    about = topic(context, sentence, ("Company", "Zone", "Organization", "Policy"), park.start)
    there = about is not None and about.thing.label == "Company" and about.hops <= 2
    if about is not None and there and not _NOT_YET.search(text, 0, park.start - 1):
        _tenant(context, sentence, about.thing, park, about.hops)


# 在(甲区的)乙园，|丙公司….
_THERE: Final = re.compile(r"(?:^|[，。；;:“])(?:眼下|如今|目前|日前|近日)?在(?:[^，。；;、]{2,14}(?:的)?)?[“]?$")
_COMMA: Final = re.compile(r"[”]?(?:内|里)?，(?:记者看到，)?")


def _led_in(text: str, at: int) -> bool:
    """Whether a clause begins at a place."""
    return at == 0 or text[at - 1] in "，。；;:“"


def _in_front(context: Context, sentence: Sentence, park: Thing) -> None:
    """在甲园，丙公司投产两年: it lies there; that it is a tenant no word says."""
    text = sentence.shadow.text
    comma = _COMMA.match(text, park.end)
    # 甲园里，丙公司的车间….
    inside = text.startswith(("里", "内"), park.end) and _led_in(text, park.start)
    if comma is None or not (inside or _THERE.search(text, 0, park.start)):
        return
    firm = next((t for t in context.things_of(sentence, "Company") if t.start == comma.end()), None)
    known = firm is not None and any(
        kind in ("TENANT_OF", "OPERATES") and head[1] == firm.id and tail[1] == park.id
        for kind, head, tail, _ in context.edges
    )
    if firm is not None and not known:
        context.relate(sentence, "LOCATED_IN", firm, park, "firm-in-park", "0.75")


def _based(context: Context, sentence: Sentence, park: Thing) -> None:
    """丙区依托甲园: the zone that builds on a park has it."""
    text = sentence.shadow.text
    zone = next((z for z in reversed(openers(context, sentence, ("Zone",))) if z.end < park.start), None)
    # 丙区…，区内的甲园.
    within = _WITHIN.search(text, 0, park.start)
    if within is not None and zone is not None and zone.id != context.home:
        context.relate(sentence, "LOCATED_IN", park, zone, "park-of-zone", "0.78")
        return
    if zone is None or zone.id == context.home:
        return
    based = _BASED_ON.fullmatch(text, zone.end, park.start)
    if based is not None and (not based[0].endswith("以") or _AS_CARRIER.match(text, park.end)):
        context.relate(sentence, "LOCATED_IN", park, zone, "park-of-zone", "0.78")


# 甲区主攻某业，依托辖区内的乙园; 甲区聚焦某业，规划建设乙园.
_OF_ZONE: Final = re.compile(
    r"(?:依托|发挥|利用|借助|用好|支持|推动|位于|建好|做强|提升|加快)?(?:该区|全区|本区|区|辖区|市|县|境|辖)(?:域)?内(?:的)?$"
    r"|(?:规划建设|新建|谋划建设|选址建设|高标准建设|启动建设|在建|建有|坐拥|布局建设)(?:了|的)?$"
)


_HERE: Final = re.compile(
    r"(?:(?:位于|坐落于|地处|坐落在)(?:该区|该市|该县|全区|区内|辖区)|(?:^|[，。；;])(?:该区|区内|辖区内|全区|该市|市内|县内))(?:的)?$"
)


def _inside(context: Context, sentence: Sentence, park: Thing) -> None:
    """The zone that opens the sentence has the park that it builds or that lies within it."""
    text = sentence.shadow.text
    zones = [z for z in openers(context, sentence, ("Zone", "Park")) if z.end < park.start]
    if not zones and _HERE.search(text, 0, park.start):
        # 位于该区的甲园, 区内的甲园: the district told of before.
        about = topic(context, sentence, ("Zone",), park.start)
        if about is not None and about.hops <= 2 and about.thing.id != context.home:
            context.relate(sentence, "LOCATED_IN", park, about.thing, "park-of-zone", sure(78, about.hops))
        return
    if not zones or zones[-1].label != "Zone" or zones[-1].id == context.home:
        return
    if _OF_ZONE.search(text, zones[-1].end, park.start):
        context.relate(sentence, "LOCATED_IN", park, zones[-1], "park-of-zone", "0.78")
