"""Whom a park, a zone or a plan wants to come: classes of firms, industries, links (招引对象)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.emphasis import LACKS, emphases
from ingest.documents.rules.figure_offices import place_of_office
from ingest.documents.rules.frames import subject_of
from ingest.documents.rules.link_lists import WANTED, link_lists
from ingest.documents.rules.plan_talk import city_goes_by_it, told_of_policy
from ingest.documents.rules.subjects import openers, said_of, topic
from ingest.documents.rules.told_places import park_at, told_parks
from ingest.documents.rules.wanted_rows import wanted_rows
from ingest.sieve import regex
from schema.words import longest_first

_PLACES: Final = ("Park", "Zone")
_MAKERS: Final = ("Company", "Project", "Scenario")
"""What seeks firms to buy from them or work with them, not to have them there."""
# Who invites stands before the verb of weight: 今年的招商盯紧….
_INVITER: Final = re.compile(
    r"(?:招商|招引|引资|选商|(?<!强链)补链(?!强链|行动|工程|计划)|招商团队|招商人员|招商引资)(?:工作|单子|名单|重点|小?分?队伍?，|专班，|小组，)?[^，。；;]{0,4}$"
)
_HOLDS: Final = re.compile(
    r"(?:获评|获批|获|入选|跻身|认定为|评为|列为|成为|是|晋级|晋升|已有|现有|拥有|其中|聚集了?|集聚了?|汇聚了?|新增|达到|累计|引进了|招引了|迎来了)[^，。；;、]{0,6}$"
)
_COUNTED: Final = re.compile(
    r"[”]?(?:等)?(?:企业)?(?:达|有|为|达到|共|超过|超)?(?:\d|[一二两三四五六七八九十百]+家|近\d|占|数)"
)
_PAST: Final = re.compile(
    r"(?:引进|招引|吸引|引入|引育|集聚|迎来)(?:了|过)|已(?:先后|累计|经|陆续)*(?:引进|招引|吸引|引入|集聚)|(?:去年|累计|先后)(?:引进|招引|吸引|引入)"
)
_WISH: Final = re.compile(
    r"正在|最想|将|下一步|计划|重点|未来|今后|瞄准|面向|着力|拟|加快|鼓励|大力|积极|优先|希望|盼|欢迎|期待|争取|力争|最想|最受|绣球|招商|招引对象|上门|接下来|目标|全力|精准|靶向|围绕|主动|打算|准备|留了位子|盯着|瞄着|眼下最|下半年|明年|引进|登门|敲门|邀约|邀请|招募|物色|招揽"
)
_DENIED: Final = re.compile(r"(?:不再|不|未|没有|停止|谢绝|婉拒)[^，。；;]{0,4}$")
_KEPT: Final = 6
"""Sentences of a paragraph in which the plan it tells of may have been named."""
_FIRM: Final = re.compile(r"[”]?(?:、|——|:)?$")


@cache
def _talk() -> re.Pattern[str]:
    return re.compile("|".join(longest_first("court_words")))


# 招商负责人透露，园区下一步将瞄准甲环节: who speaks says what for.
_SPEAKER: Final = re.compile(
    r"招商(?:部|中心|团队)?(?:负责人|经理|总监|部长|主任|专员|主管|人员)[^。；;]{0,8}?(?:介绍|透露|表示|说|称|给出)[^。；;]*$"
)
# 面向甲、乙企业招商.
_FOR_FIRMS: Final = regex(
    r"(?:面向|瞄准|针对|围绕|聚焦|紧盯|盯紧|锁定)(?P<list>[^，。；;:：“”]{2,40}?)(?:等)?(?:领域|方向|环节)?(?:的)?(?:上下游)?企业(?=[^，。；;]{0,16}?(?:招商|招引|引进|邀约|敲门|抛))"
)


# 引进丙企业以及甲、乙领域链上企业: trades by the firms of theirs that are wanted.
_FIELD_FIRMS = regex(
    r"(?:引进|招引|引育|吸引|招募|引入|招揽)(?!了|过)(?P<list>[^，。；;:：“”]{2,60}?)(?:等)?(?:领域|赛道|方向|产业链)(?:的)?(?:链上|上下游|配套|头部|龙头|骨干|重点|优质|链主)?(?:企业|公司|机构)"
)
# 围绕甲、乙等薄弱环节开展招商.
_SO_INVITED: Final = re.compile(
    r"(?:围绕|聚焦|面向|瞄准|针对|紧盯|盯紧|盯着|盯住|瞄着|锁定)[^，。；;:：“”]{2,40}?(?:环节|领域|方向|产业|赛道|企业|链条|缺口)(?:上)?(?:，)?(?:重点|持续|大力|全力|主动|敲门|上门|登门|外出|四处|到处|靶向|精准)*(?:(?:开展|实施|进行|推进)(?:了)?(?:精准|靶向|定向|专题|产业链|以商)*|(?:精准|靶向|定向|专题|以商|敲门|上门|登门|外出|四处|到处)+|(?:再|还|将|要|计划)*(?:推出?|举办|开展|组织|办|安排)[^，。；;]{0,14}?)(?:招商|招引)"
    # 围绕甲、乙等关键环节招引企业.
    r"|(?:围绕|聚焦|瞄准|针对|紧盯)[^，。；;:：“”]{2,40}?环节(?:招引|引进)[^，。；;]{0,6}企业"
)


_ROUND: Final = regex("围绕|聚焦|面向|瞄准|针对|紧盯|锁定")


def wanted_to_come(text: str, at: int) -> bool:
    """Whether the words beside a verb of weight say that it is about whom to invite: 招商|盯紧甲环节, 面向|甲企业招商."""
    return (
        _INVITER.search(text, max(0, at - 14), at) is not None
        or _SPEAKER.search(text, 0, at) is not None
        or _SO_INVITED.match(text, at) is not None
        or any(m.start() == at for m in _FOR_FIRMS.finditer(text))
        or any(row.only and row.at <= at < row.items[0][0] for row in wanted_rows(text))
    )


def courted(context: Context) -> None:
    """重点引进X企业, 招商盯紧甲、乙等环节: what a park, a zone or a plan wants to come."""
    for sentence, here, hops in told_parks(context):
        _classes(context, sentence, here, hops)
        _themes(context, sentence, here, hops)


def _classes(context: Context, sentence: Sentence, here: Thing | None, hops: int) -> None:
    """Classes of firms in a sentence that says that someone is wanted."""
    text = sentence.shadow.text
    wanted = context.things_of(sentence, "Qualification")
    if not wanted or not _WISH.search(text):
        return
    held = {
        key[2][1] for key in context.edges if key[3] == sentence.number and key[0] in ("CERTIFIED_AS", "DESIGNATED_AS")
    }
    firms = context.things_of(sentence, "Company")
    last = -9
    for one in wanted:
        start = after_mark(text, "。；;", one.start)
        stop = min((p for mark in "。；;" if (p := text.find(mark, one.end)) >= 0), default=len(text))
        talk = _talk().search(text, start, stop)
        comma = max(start, text.rfind("，", 0, one.start) + 1)
        told = _talk().search(text, comma, one.start) is not None and not _PAST.search(text[comma : one.start])
        follows = (
            last >= 0
            and re.fullmatch(r"[”“]?(?:、|和|与|及|以及|，也给|，以及)[“”]?", text[last : one.start]) is not None
        )
        if _BY_HAND.match(text, one.end):
            continue
        if (by := _object_of(context, sentence, one)) is not None:
            context.relate(sentence, "COURTS", by, one, "courted", "0.8")
            continue
        if talk is None or one.id in held or any(f.start - one.end in (0, 1) for f in firms):
            continue
        wanted_instead = talk.end() <= one.start and text[: one.start].endswith(("而是", "而是“"))
        if (
            not told
            and not follows
            and not wanted_instead
            and (_COUNTED.match(text, one.end) or _HOLDS.search(text[start : one.start]))
        ):
            continue
        if not follows and not wanted_instead and _DENIED.search(text[start : talk.start()]):
            continue
        at = min(talk.start(), one.start)
        subject = _wanting(context, sentence, at, park_at(context, sentence, at, here))
        if subject is not None:
            last = one.end
            context.relate(
                sentence, "COURTS", subject, one, "courted", f"0.{80 - 10 * (hops if subject is here else 0)}"
            )


# 借链主企业之手: through whom others are wanted.
_BY_HAND: Final = re.compile("(?:企业)?(?:之手|之力|牵线|搭桥|的朋友圈|的人脉|的资源|当“?红娘)")
_OBJECT: Final = re.compile(
    r"(?:[”“、和与及][^，。；;]{0,24}?)?(?:是|成为|成了|被?列为)(?=[^，。；;“”]{2,20}?的?(?:主要|重点|首要|头号|优先|第一)?(?:招商|招引|引资|引进)(?:引资)?的?(?:重点|首选|主要)?(?:对象|目标|重点))"
)


def _object_of(context: Context, sentence: Sentence, one: Thing) -> Thing | None:
    """瞪羚企业是甲园的招引对象: the place that stands behind."""
    told = _OBJECT.match(sentence.shadow.text, one.end)
    return next((t for t in context.things_of(sentence, *_PLACES) if told and t.start == told.end()), None)


def _wanting(context: Context, sentence: Sentence, at: int, here: Thing | None) -> Thing | None:
    """Who wants them: the place that the clause is about, the plan in a plan, else the park told of."""
    subject = _named_there(context, sentence, at) or subject_of(context, sentence, at, _PLACES)
    subject = subject or _supported(context, sentence, at)
    if subject is None and said_of(context, sentence, ("Park",), at) is None:
        # 甲区商务局负责人说，明年将围绕乙环节招商: the place of the office.
        subject = _saying(context, sentence, at) or place_of_office(context, sentence, at, at)
    if subject is None and context.policy is not None and context.area_at(sentence, at) is not None:
        # An item of the plan's tasks: the plan wants them.
        return Thing(0, 0, "Policy", context.policy.id)
    if subject is None:
        about = topic(context, sentence, (*_PLACES, "Policy"), at)
        told = about is not None and (about.hops == 0 or about.thing.label == "Park")
        # 《计划》提出，新招引甲企业20家: the plan that opens the sentence, of which no place is told in it.
        plan = about is not None and about.hops == 0 and about.thing.start < at
        subject = about.thing if told and about is not None and (about.thing.label != "Policy" or plan) else None
        # 该区将引进甲: the district that the clause means, wherever it was named.
        own = said_of(context, sentence, ("Zone",), at) if subject is None else None
        subject = own.thing if own is not None else subject
    if subject is None and context.kind == "plan" and context.policy is not None:
        subject = Thing(0, 0, "Policy", context.policy.id)
    if subject is None and context.policy is not None and _of_policy(context, sentence):
        subject = Thing(0, 0, "Policy", context.policy.id)
    # 《方案》明确，全市引进甲企业: of a plan for the city the plan wants them.
    city = subject is not None and subject.id == context.home
    if city and context.policy is not None and city_goes_by_it(context, sentence):
        subject = Thing(0, 0, "Policy", context.policy.id)
    return subject or here


_SAYS: Final = re.compile(
    "》?(?:(?:[^》，。；;]{0,4})》)?(?:中|里|还|也|则|将|均|明确)*(?:提出|明确|要求|规定|强调|指出|列出|写道|给出)"
)


def _saying(context: Context, sentence: Sentence, at: int) -> Thing | None:
    """甲局印发的《乙计划》提出，新招引丙企业: the plan that says so, named in any part of its clause."""
    plans = [t for t in context.things_of(sentence, "Policy") if t.end <= at]
    return plans[-1] if plans and _SAYS.match(sentence.shadow.text, plans[-1].end) else None


def _named_there(context: Context, sentence: Sentence, at: int) -> Thing | None:
    """甲区给出的办法是——未来三年，乙园将重点引进丙: behind a dash or a colon who does it is named anew."""
    text = sentence.shadow.text
    mark = max(text.rfind("——", 0, at), text.rfind(":", 0, at))
    parks = [t for t in openers(context, sentence, ("Park",)) if mark >= 0 and mark < t.start and t.end <= at]
    return parks[-1] if parks else None


_SUPPORTS: Final = re.compile(
    "(?:支持|推动|推进|加快|建好|做强|做优|提升|依托|引导|高标准建设|建设|打造)[^，。；;、]{0,4}$"
)


def _supported(context: Context, sentence: Sentence, at: int) -> Thing | None:
    """支持甲园扩容，重点引进乙: the park that the clauses before are about."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", at)
    parks = [t for t in context.things_of(sentence, "Park") if low <= t.start and t.end <= at]
    return parks[-1] if parks and _SUPPORTS.search(text, low, parks[-1].start) else None


def _of_policy(context: Context, sentence: Sentence) -> bool:
    """Whether a report tells here of its plan: the plan, and no park, is named in this paragraph so far."""
    told = [s for s in context.article.before(sentence, _KEPT) if s.paragraph == sentence.paragraph]
    told.append(sentence)
    parks = any(context.things_of(one, "Park") for one in told)
    return not parks and any(context.things_of(one, "Policy") for one in told) and told_of_policy(context, sentence)


_OF_LINKS: Final = re.compile(r"(?:等)?[^，。；;、]{0,4}环节的[^，。；;]{0,14}?(?:企业|公司|厂商|项目)")


def _themes(context: Context, sentence: Sentence, here: Thing | None, hops: int) -> None:
    """Industries and links that those who invite look for, or that are said to be lacking."""
    links = context.things_of(sentence, "ChainLink", "Industry")
    if not links:
        return
    text = sentence.shadow.text
    spans = [
        (one.at, set(one.items))
        for one in emphases(context, sentence)
        if one.verb == LACKS or wanted_to_come(text, one.at)
    ]
    listed = [*_FOR_FIRMS.finditer(text), *WANTED.finditer(text)]
    for match in _FIELD_FIRMS.finditer(text):
        low = after_mark(text, "。；;，", match.start())
        if _PAST.search(text, low, match.end()) is None and not re.search(
            "已|累计|先后|去年|成功", text[low : match.start()]
        ):
            listed.append(match)
    for match in listed:
        s, e = match.span("list")
        spans.append((match.start(), {(t.start, t.end) for t in links if s <= t.start and t.end <= e}))
    rows = wanted_rows(text)
    spans += [(row.at if row.by is None else row.by, set(row.items)) for row in rows]
    named = {row.by for row in rows}
    for verb in _ROUND.finditer(text):
        # 围绕甲、乙等产业再推20场招商活动.
        if (invited := _SO_INVITED.match(text, verb.start())) is not None:
            inside = {(t.start, t.end) for t in links if verb.end() <= t.start and t.end <= invited.end()}
            spans.append((verb.start(), inside))
    # 想请的是甲、乙环节的高新技术企业.
    for told in link_lists(text):
        firms = _OF_LINKS.match(text, told.items[-1][1])
        if firms is not None and told.weighed is None and _talk().search(text, 0, told.items[0][0]):
            spans.append((told.items[0][0], set(told.items)))
    for at, items in spans:
        if (firm := said_of(context, sentence, (*_PLACES, "Policy", *_MAKERS), at)) and firm.thing.label in _MAKERS:
            continue
        own = next((t for t in context.things_of(sentence, *_PLACES) if t.start == at), None) if at in named else None
        subject = own or _wanting(context, sentence, at, park_at(context, sentence, at, here))
        for one in context.things_of(sentence, "ChainLink", "Industry"):
            if subject is not None and (one.start, one.end) in items:
                context.relate(
                    sentence, "COURTS", subject, one, "courted", f"0.{80 - 10 * (hops if subject is here else 0)}"
                )
