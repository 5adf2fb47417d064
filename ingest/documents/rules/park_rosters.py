"""Tenants by where a sentence lists or places them: 甲园已有企业87家，其中就有乙; 乙去年搬入甲园; 甲园孵化的乙; 两家同在甲园 (园区名册).

A row of firms goes on over what each does (做丙的乙，也有做戊的丁), and what is said of its first is said of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.project_builders import of_project
from ingest.documents.rules.settling import put_tenant
from ingest.documents.rules.subjects import Topic, openers, sure, topic
from ingest.documents.rules.told_places import park_at, told_parks
from ingest.numbers import parse_number
from ingest.sieve import regex

_FIRMS: Final = ("Company",)
_DID: Final = r"(?:一家|其一|第一家|一个|先是)?(?:是|叫|为)?(?:[^，。；;、“”]{0,14}?的)?“?(?:(?:本地|外地|本土|龙头|链主|骨干|初创|明星)企业)?"
_IS: Final = r"(?:就|既|便|正|也|还|不仅|主要|分别|当中|里面|例如|譬如|而)*(?:有|包括了?|包含|含|涵盖|比?如|像|是|为|当数|要数|首推|当属|:)"
_NOT_THERE: Final = re.compile(
    r"未|没|不再|取消|终止|退出|撤出|离开|搬离|迁出|[拟将曾](?![有近])|(?<![设统])计划|有意|意向|洽谈|对接|考察|参观|学习|争取|希望|有望|即将|准备|预计|欢迎|邀请|推介|鼓励|支持|推动|吸引|引进|引入|招引|瞄准|服务(?!业)|走访调研|为|向|与|同|跟|对"
)
"""What makes of a firm beside a park no tenant: it left, is to come, is wanted, or deals with it."""
_NO_TENANT: Final = re.compile(
    "运营|管理方|物业|建设|施工|承建|设计单位|供应|供货|合作|客户|投资方|签约|园区外|园外|总部企业为"
)
# 甲园已有企业87家，其中就有乙; 在园企业包括乙; 甲园的老租户里有乙.
_LISTS: Final = re.compile(
    rf"[^。；;“”]{{0,40}}?(?:企业|租户|商户|公司|住户|成员|房客|邻居|厂家)(?:(?:当?中|里|之中|之间|名单)|[^。；;，“”]{{0,14}})?(?:，[^，。；;“”]{{2,14}}?)?(?:，(?:其中|这其中|当中)?，?(?:[^，。；;“”]{{2,12}}，)?)?(?:{_IS}|——){_DID}"
)
# 园内企业乙.
_ITS_FIRM: Final = re.compile("[内里中]?(?:的)?(?:[^，。；;、“”]{0,4})?(?:企业|租户|商户)(?:代表)?(?:——)?“?")
# 甲园以乙为龙头.
_HEADED: Final = re.compile("[^。；;“”]{0,24}?(?:，|已|现|主要|正)?(?:以|由)“?")
_AS_HEAD: Final = re.compile(
    "”?(?:、[^，。；;]{2,30})?(?:等(?:企业)?)?(?:为|作)(?:龙头|链主|核心|引领|主导|支撑|骨干|代表|主体)"
)
# 甲园里做丙的有乙; 甲园集聚了乙.
_HOLDS: Final = re.compile(
    rf"[里内中]?，?(?:既有[^，。；;、“”]{{2,14}}的|[^，。；;、“”]{{0,12}}的(?:就|还|也|则|便)?[是有]|[^，。；;“”]{{0,10}}?(?:集聚|聚集|汇聚|坐落|驻扎|容纳|聚拢|落户|入驻|走出|孵化|培育)(?:出|着|了|有|过)*){_DID}"
)
# 甲园孵化的乙.
_RAISED: Final = re.compile(r"(?:成功|自主|一手)?(?:孵化|孵育|起步)(?:成功|出来|出|培育|成长起来)*的")
# 甲园2号楼整栋租给了乙; 3号楼里，一层到三层归乙使用; 二楼那间办公室坐着乙.
_HOUSES: Final = re.compile(
    r"(?:的|，)?[^，。；;“”]{0,8}?(?:[\d一二三四五六七八九十A-Z东西南北整][^，。；;“”]{0,3}?(?:号楼|座|层|栋|楼|幢|单元)|车间|厂房|办公室)[^。；;“”]{0,22}?(?:租给|归|留给|交给|分给|腾给|给|坐着|住着|住进|搬进|搬来|入驻)了?"
)
_USED: Final = re.compile("使用|租用|所有|用|的|，|。|；|和|、|与|$")
# 走进甲园，记者看到乙; 在甲园，一家叫乙的企业.
_TO_SEE: Final = re.compile(r"(?:走进|走访|来到|探访|踏进|走入|步入|做客)(?:位于)?(?:[^，。；;、“”]{2,10}的)?“?$")
_SEEN: Final = re.compile(
    rf"”?(?:里|内|中)?[^，。；;“”]{{0,8}}，(?:(?:只见|记者|笔者|我们)?[^，。；;“”]{{0,6}}?(?:看到|见到|发现|遇见|见)，?)?(?:一家|一个)?(?:叫|名叫|名为)?{_DID}"
)
_IN_IT: Final = re.compile(r"(?:^|[，。；;“])在(?:位于)?(?:[^，。；;、“”]{2,8}的)?“?$")
_CALLED: Final = re.compile(
    r"”?(?:里|内|中)?，(?:有|就有|还有)?(?:一家|一个)[^，。；;“”]{0,10}?(?:叫|名叫|名为|叫作|叫做)“?"
)
_ELSEWHERE: Final = re.compile("签约|签署|签订|发布会|参观|考察|路演|仪式|洽谈|调研|培训|演练|施工")
# 乙、丙, 乙(做丁)、丙, 乙，也有做丁的丙, 一家是乙，一家是丙.
_ON: Final = re.compile(
    rf"”?(?:\([^()]{{1,20}}\))?”?(?:、|和|与|及|以及|，|；)?(?:(?:也|还|又|更|既)有|一家是|另一家是|以及|还包括)?{_DID}"
    r"|，(?:也|还)?[^，。；;、“”]{2,14}的(?:是|有|还有|就是)“?|，(?:一家|另一家|其二)(?:则?是|叫|为)(?:[^，。；;、“”]{0,14}?的)?(?:(?:本地|外地|本土|龙头|初创)企业)?“?"
    r"|(?:为|作)(?:龙头|链主|核心|引领|主导|支撑)，[^，。；;、“”]{0,4}(?:集聚|聚集|汇聚|聚拢|落户|入驻)(?:起|着|了)?(?:[^，。；;、“”]{0,14}?的)?“?"
)
_ON_MARK: Final = re.compile("[、和与及有是；为]")
# 乙去年整体搬入甲园, 乙扎根甲园.
_MOVES: Final = regex(
    r"(?:(?:落户|入驻|进驻|入住|搬进|搬入|搬到|搬至|迁入|迁到|迁至|迁进|住进|租下|租用|扎根|落脚|安家|落座|定居|落地生根)(?:了|在|到|于|至)?|开进|驶进|(?:现址|新址|厂址|厂房|办公室|办公地点?|车间)(?:就|也)?(?:在|位于|设在|选在))"
)
# 乙所在的甲园, 乙的厂房就在甲园内, 乙现址在甲园.
_SITS: Final = re.compile(
    r"(?:目前|现在|如今|现)?(?:所在|租住|租用|栖身|办公|安家|落户|入驻|扎根)的|"
    r"的?(?:主?厂房|车间|办公室|办公区|工厂|厂区|现址|新址|办公地点?|生产线|实验室)(?:目前|如今|现在)?(?:就|也|都|便)?(?:设在|位于|在|坐落于|建在|落在|选在)(?:[^，。；;、]{2,6}的)?“?|"
    r"[^。；;“”]{0,40}?，?(?:(?:[两二三四]家|二者|双方|[两三四]家企业|[两三四]家公司|它们|彼此|都|均)*(?:同[属在处]|同属于)|(?:[两三四]家(?:企业|公司)?|二者|双方)(?:都|均|同)(?:在|位于|落户|入驻|扎根|属于?)(?:在|于)?)(?:一个(?:园区|园子)|同一(?:个|座)?(?:园区|产业园|园子))?(?:——|:|，)?“?"
)
_TOGETHER: Final = re.compile("同[属在处]|[两三四]家|二者|双方")


def park_rosters(context: Context) -> None:
    """TENANT_OF from firms that a sentence lists under, places in or sees in a park."""
    if "Company" not in context.counts or "Park" not in context.counts:
        return
    for sentence, here, hops in told_parks(context):
        firms = context.things_of(sentence, *_FIRMS)
        if here is None:
            continue
        for row in _rows(sentence, firms):
            park = _park_before(context, sentence, row[0], here, hops) or _park_behind(context, sentence, row, here)
            if park is None:
                continue
            for firm in row:
                # 租户是甲的全资子公司乙: not 甲.
                if not _CHILD.match(sentence.shadow.text, firm.end):
                    _put(context, sentence, firm, park, hops)
        _told_of(context, sentence)
        if _OF_THEM.match(sentence.shadow.text):
            for firm in openers(context, sentence, _FIRMS):
                _put(context, sentence, firm, park_at(context, sentence, 0, here) or here, hops)
        for park in context.things_of(sentence, "Park"):
            _placed(context, sentence, park, firms)
            _moved(context, sentence, park)


_CHILD: Final = re.compile("的?(?:[\u4e00-\u9fff]{2})?(?:全资|控股)?(?:子公司|孙公司)")


def _rows(sentence: Sentence, firms: Sequence[Thing]) -> list[list[Thing]]:
    text = sentence.shadow.text
    rows: list[list[Thing]] = []
    for firm in firms:
        last = rows[-1][-1] if rows else None
        between = text[last.end : firm.start] if last is not None else ""
        if last is not None and _ON.fullmatch(between) and _ON_MARK.search(between) and not _NO_TENANT.search(between):
            rows[-1].append(firm)
        else:
            rows.append([firm])
    return rows


# 园里做丙的有乙: the park told of.
_NOUN: Final = regex(r"(?:园区|产业园|孵化器|基地|大厦)(?:内|里|中)?|园[里内中]|园子里|这里")


def _park_before(context: Context, sentence: Sentence, firm: Thing, here: Thing, hops: int) -> Thing | None:
    """The park in front of a row whose words say that the row's firms are in it."""
    text = sentence.shadow.text
    park = park_at(context, sentence, firm.start, here)
    ends = [p.end for p in context.things_of(sentence, "Park") if p.end <= firm.start and park and p.id == park.id]
    noun = [
        m
        for m in _NOUN.finditer(text, 0, firm.start)
        if re.search("(?:^|[，。；;“的在]|如今|目前)$", text[: m.start()])
    ]
    ends += [m.end() for m in noun[-1:]]
    between = context.things_of(sentence, "Company", "Park", "Zone", "Organization")
    for at in ends:
        start = after_mark(text, "。；;", at)
        gap = text[at : firm.start]
        if _RAISED.fullmatch(gap):
            return park
        if _NOT_THERE.search(gap) or _NO_TENANT.search(gap) or _PLANNED_FRONT.search(text, start, at):
            continue
        # 甲园(丙区)|主要企业:乙.
        if any(
            at <= t.start and t.end <= firm.start and not _IN_BRACKET.match(text, t.end)
            and not text[: t.start].endswith(("来自", "从"))
            for t in between
        ):  # fmt: skip
            continue
        if _ITS_FIRM.fullmatch(gap) or (_HEADED.fullmatch(gap) and _AS_HEAD.match(text, firm.end)):
            return park
        if _LISTS.fullmatch(gap) or _HOLDS.fullmatch(gap):
            return park
        if _HOUSES.fullmatch(gap) and _USED.match(text, firm.end):
            return park
        front = next((p for p in context.things_of(sentence, "Park") if p.end == at), None)
        told = re.split("[。；;]", text[firm.end :])[0]
        if front is None or _ELSEWHERE.search(told) or _ELSEWHERE.search(gap):
            continue
        if _TO_SEE.search(text, 0, front.start) and _SEEN.fullmatch(gap):
            return park
        if _IN_IT.search(text, 0, front.start) and _CALLED.fullmatch(gap):
            return park
    return None


_IN_BRACKET: Final = re.compile(r"[^()]{0,6}\)")
_PLANNED_FRONT: Final = re.compile("供应商|合作伙伴|运营|投资建设|参观|考察|走出|离开|搬离|迁出")


# 甲、乙和丙都是这里的租户; 入驻企业57家，甲、乙也在其中; 甲是第一批搬进来的.
_TENANTS: Final = re.compile(
    r"”?(?:等)?(?:[两三四五六七八九\d]+家)?(?:企业|公司)?(?:也|都|均|皆|正|就|便|则|已)*(?:(?:是|成为|成了)(?:这里|园区|园[里内中]|该园|这座园区)的?(?:[^，。；;、“”]{0,6})(?:租户|住户|房客|入驻企业|在园企业)"
    r"|(?:是|属于?|成为)(?:园区|这里)?的?(?:第[一二三]批|首批|最早|最先|头一个|第一个|第一家|首家|头一批)(?:一批)?(?:搬进来|入驻|搬进|住进来|进来|落户|进驻|搬来)的?)"
)
_AMONG: Final = re.compile("”?(?:等)?(?:企业|公司)?(?:也|都|均|皆|便|就)+(?:身|位列|名列|跻身)?(?:在其中|其中|在列)")
_COUNTED: Final = re.compile(r"(?:入驻|落户|在园|集聚|聚集|租户)[^。；;]{0,24}$")


def _park_behind(context: Context, sentence: Sentence, row: Sequence[Thing], here: Thing) -> Thing | None:
    """The park told of, where the words behind a row say that the row's firms are its tenants."""
    text = sentence.shadow.text
    among = _AMONG.match(text, row[-1].end) is not None and _COUNTED.search(text, 0, row[0].start) is not None
    if not among and _TENANTS.match(text, row[-1].end) is None:
        return None
    return park_at(context, sentence, row[0].start, here)


# 首批进驻的企业中，甲生产丙；乙从事丁: all that open a part of the sentence.
_OF_THEM: Final = re.compile(
    r"(?:在)?(?:首批|第[一二三]批|已经?|目前|这些|这批)*(?:进驻|入驻|落户|在园|入园|园内)(?:园区)?的?(?:\d+家)?企业(?:当?中|里)，"
)
# 两家企业都在甲园: the firms told of last.
_BOTH_IN: Final = regex(
    r"(?:^|[，。；;])(?:这|上述|以上)?(?P<n>[两二三])家(?:企业|公司)?(?:都|均|同|也)+(?:在|位于|落户|入驻|扎根于?|坐落于?)(?:[^，。；;、“”]{2,8}的)?[“]?"
)


def _told_of(context: Context, sentence: Sentence) -> None:
    """TENANT_OF of as many firms as the words count, those that opened a clause last before."""
    for match in _BOTH_IN.finditer(sentence.shadow.text):
        park = next((p for p in context.things_of(sentence, "Park") if p.start == match.end()), None)
        told: dict[str, Thing] = {}
        for before in context.article.before(sentence, _BACK):
            for firm in reversed(openers(context, before, _FIRMS)):
                told.setdefault(firm.id, firm)
        count = int(parse_number(match["n"]) or 0)
        if park is not None and 0 < count <= len(told):
            for firm in list(told.values())[:count]:
                _put(context, sentence, firm, park, 1)


_BACK: Final = 6


def _placed(context: Context, sentence: Sentence, park: Thing, firms: Sequence[Thing]) -> None:
    """乙所在的甲园, 乙的厂房就在甲园内, 乙和丙同在甲园."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", park.start)
    before = [f for f in firms if low <= f.start and f.end <= park.start]
    if not before:
        return
    said = _SITS.fullmatch(text, before[-1].end, park.start)
    if said is None or re.search("未|没|[拟将曾]|不再|计划|有意|原", said[0]):
        return
    together = _TOGETHER.search(said[0]) is not None
    for firm in {f.id: f for f in (before[-3:] if together else before[-1:])}.values():
        _put(context, sentence, firm, park, 0)


# 云图|原先在老厂房里，去年|整体搬入甲园: of whom the clause tells.
_BARRED: Final = re.compile(
    r"(?:未|没有?|不再|尚未|拟|将|曾|计划|有意|意向|打算|准备|争取|力争|考虑|希望|有望|即将|预计|原定|推动|吸引|促成|助力|支持|招引|引进|引入|鼓励|邀请|引导|欢迎|帮助|协助|是否|取消|放弃|陪同|组织|从)[^，。；;]{0,18}$"
)
_WHO: Final = ("Company", "Project", "Organization", "Zone", "Scenario", "Platform")


def _moved(context: Context, sentence: Sentence, park: Thing) -> None:
    text = sentence.shadow.text
    for match in _MOVES.finditer(text, max(0, park.start - 14), park.start):
        between = text[match.end() : park.start]
        zones = [z for z in context.things_of(sentence, "Zone") if match.end() <= z.start and z.end <= park.start]
        lead = zones[-1].end if zones else match.end()
        if (between and not zones and between != "“") or text[lead : park.start] not in ("", "的", "“", "的“"):
            continue
        low = after_mark(text, "，。；;", match.start())
        if _BARRED.search(text, low, match.start()) or text.startswith(("的", "里的", "内的"), park.end):
            return
        about = topic(context, sentence, _WHO, match.start())
        # 乙的丙项目落户甲园: of the project.
        named = [
            f
            for f in context.things_of(sentence, *_FIRMS)
            if f.end < low and text[: f.start].endswith(("叫", "名为", "叫作", "叫做"))
        ]
        # 这家企业叫乙，去年搬进甲园.
        if named and (about is None or about.hops or about.thing.start < named[-1].start):
            about = Topic(named[-1], 0)
        thing = about.thing if about is not None and about.hops <= 1 else None
        made = any(
            low <= t.start and t.end <= match.start() for t in context.things_of(sentence, "Project", "Organization")
        )
        made = made or of_project(context, sentence, match.start(), park)
        if thing is not None and thing.label == "Company" and not made and about is not None:
            _put(context, sentence, thing, park, about.hops)
        return


def _put(context: Context, sentence: Sentence, firm: Thing, park: Thing, hops: int) -> None:
    put_tenant(context, sentence, firm, park, "park-roster", sure(78, hops))
