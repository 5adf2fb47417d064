"""Platforms, mechanisms and bodies that a policy or an office sets up or brings out (平台、机制).

A name is the noun phrase between the verb and its ending; who sets it up is the clause's subject,
in news the zone told of last, in a plan the plan itself.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, SetUp, Thing
from ingest.documents.lists import COUNT, after_mark
from ingest.documents.rules.frames import ending_at
from ingest.documents.rules.lists_again import titled_batch
from ingest.documents.rules.mechanism_frames import (
    BEHIND_NOUN,
    BRING_OUT,
    ENDING,
    FRAMES,
    NAMED_BEHIND,
    QUOTED,
    SET_UP,
    TOLD_PLATFORM,
)
from ingest.documents.rules.mechanism_leaders import LEADS, leaders
from ingest.documents.rules.plan_talk import paper_speaking
from ingest.documents.rules.quoted_technologies import TECH_QUOTED, quoted_technology
from ingest.documents.rules.subjects import openers, topic
from ingest.sieve import matches, regex
from schema.tokens import tagged
from schema.words import word_set

_GENERIC: Final = re.compile(
    r"^(?:年度|月度|季度|相关|有关|各类|多元|专业|一批|新|有效|长效|良好|完善|配套|健全|公平|统一|现代|科学|灵活|多种|各|工作|协调|推进|服务|管理|创新|保障|落实|支撑|社会化|市场化|常态化|全新|新型|这一|该|本|上述|其他|重要|优质|综合|公共)*"
    rf"(?:同类|共性技术|公共技术|技术|检测|数字化|信息化|招商|交流|合作|融资|产业|科技|智能|对接|展示|金融|人才|政务|行业|综合服务|公共服务|专业)*(?:{ENDING}|平台|服务平台|创新平台|系统)$"
)
_ALSO = re.compile(
    rf"(?:、|和|与|及|以及)(?P<name>[^，。；;：:、“”《》()的]{{2,24}}?(?:{ENDING}|平台))(?=[，。；;、:)”和与及等“]|管理|{COUNT}[项个类种大]|$)"
)
_ROLE = re.compile(r"^(?:由[^，。；;]{2,20}?(?:任|担任|牵头|组成|负责)(?:组长|总召集人|召集人|负责人|主任)?的)")
_FUTURE_ONLY: Final = re.compile(r"(?:不再|取消|撤销|停止|不得|禁止|避免)[^，。；;]{0,6}$")
# Verbs of use and care: what they are said of is there already.
_NOT_NEW: Final = frozenset({"依托", "用好", "建好用好", "接入", "登录", "运营", "完善", "健全", "组织"})
_OWNERS: Final = ("Zone", "Organization", "Company", "Policy")


def mechanism_names(context: Context) -> None:
    """Mechanisms, platforms and bodies that a text sets up or brings out, and technologies in quotes."""
    for sentence in sifted(context.article.sentences, *FRAMES, TECH_QUOTED):
        if sentence.kind in (layout.BYLINE, layout.META):
            continue
        text = sentence.shadow.text
        quoted_technology(context, sentence)
        found = matches(text, *FRAMES)
        for match in sorted(found, key=lambda m: m.start("name")):
            _take(context, sentence, match)


def mechanisms(context: Context) -> None:
    """Who sets the mechanisms and platforms up, brings them out, leads them."""
    by_sentence: dict[int, list[SetUp]] = {}
    for one in context.set_up:
        by_sentence.setdefault(one.sentence.number, []).append(one)
    zone: Thing | None = None
    paragraph = -1
    wanted = {one.sentence.paragraph for one in context.set_up}
    wanted |= {
        s.paragraph
        for s in sifted(context.article.body, _SET_UP_BODY)
        if any(_SET_UP_BODY.search(s.shadow.text, 0, t.start) for t in context.things_of(s, "Organization"))
    }
    for sentence in context.article.sentences:
        if sentence.paragraph not in wanted:
            continue
        # 青岛成立甲专班；建立乙机制: the first clause's subject does it all.
        first = openers(context, sentence, ("Zone",))[:1]
        said = topic(context, sentence, ("Zone",)) if not first else None
        subject = first[0] if first else said.thing if said is not None and said.hops == 0 else None
        if sentence.paragraph != paragraph:
            paragraph, zone = sentence.paragraph, None
        zone = subject or zone
        for one in by_sentence.get(sentence.number, ()):
            _set_up(context, one, zone)
        _bodies_set_up(context, sentence, zone)


_INNER: Final = re.compile(
    r"(?:园区|基地|平台|企业|部门|[局委办区市县会院])(?:将|还|已|共同|联合|牵头|合作)*(?:搭建|建立|组建|成立|设立|推出|打造|构建)(?:了|起)?"
)


def _take(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    text = sentence.shadow.text
    start, end = match.span("name")
    role = _ROLE.match(text[start:end])
    start += role.end() if role else 0
    wide = re.match(
        r"(?:全市|全区|全省|全国|本市|本区|本地|本级|各自|[今去明]年(?:度|的)?|本年度)(?:统一)?(?:的)?", text[start:end]
    )
    start += wide.end() if wide else 0
    # 第二批甲清单 is the name of one of several.
    counted = re.match(
        r"(?:一次|第[一二三四五六七八九十\d]+批(?!.{2,}(?:清单|目录|名录|榜单)$)|新一批|一批|(?:\d{1,3}|[一二两三四五六七八九十]{1,2})(?:个|家|座|批|套))",
        text[start:end],
    )
    start += counted.end() if counted else 0
    # 建成8个以上甲平台: many.
    many = counted is not None and _MANY.match(counted[0]) is not None
    # A batch out by now is a list of its own, one to come is the next of the list.
    batch = _BATCH.match(text, start, end)
    if batch is not None and (context.kind == "plan" or _TO_COME.search(text, after_mark(text, "。；;", start), start)):
        start = batch.end()
    # 设立10亿元乙基金.
    funded = re.match(r"(?:首期|总额|规模)*[\d.]+(?:余|多)?(?:万|亿)元(?:规模)?(?:的)?", text[start:end])
    start += funded.end() if funded else 0
    # 依托园区搭建甲平台, 甲局共同建立乙制度: named behind the last verb that sets something up.
    inner = [m.end() for m in _INNER.finditer(text, start, end) if end - m.end() >= 4]
    start = inner[-1] if inner else start
    lead = text.rfind("的", start, end)
    # 市政府主要领导担任组长的市级机制, 与农户的联结机制: what stands before 的 is said of it.
    if lead > 0 and re.search(
        r"任|担任|牵头|挂帅|领衔|主抓|负责|组成|参与|规模|总额|首期|出资|认缴|^[与同和对]", text[start:lead]
    ):
        start = lead + 1
    if match.re is QUOTED.re:
        start = _with_noun(context, sentence, start)
    verb = (
        match["verb"]
        if "verb" in match.re.groupindex
        else _verb_before(text, match.start("name")) or _verb_before(text, start)
    )
    name = text[start:end]
    quoted = match.re in (BEHIND_NOUN.re, NAMED_BEHIND.re)
    if (
        (len(name) < 4 and not quoted)
        or many
        or _LEVEL.match(name)
        or (len(name) < _UPDATED and (verb or "").endswith("更新"))
        or name.startswith("的")
        or _GENERIC.match(name)
        or re.search(r"是|将|已|被", name)
        or not context.free(sentence, start, end)
        or titled_batch(context, name)
    ):
        return
    label = "Platform" if quoted else _label(name)
    local_id = context.put_name(sentence, start, end, label, context.scope, "mechanism", "0.8")
    at = match.start()
    if match.re is TOLD_PLATFORM.re and verb is not None:
        # 甲平台由乙院牵头建成: who stands before the verb.
        at = match.start("verb") - 2 * sentence.shadow.text.startswith("牵头", match.start("verb") - 2)
    before = context.set_up[-1] if context.set_up else None
    if (
        verb is None
        and before is not None
        and before.sentence is sentence
        and re.fullmatch(r"[”]?(?:、|和|与|及|以及)[“]?", text[before.thing.end : start])
    ):
        verb, at = before.verb, before.at
    elif verb is None and _COMES_OUT.match(text, end) is not None and (made := _MADE_OUT.search(text, 0, start)):
        verb, at = "发布", made.start()
    context.set_up.append(SetUp(sentence, Thing(start, end, label, local_id), at, verb))
    also = _ALSO.match(text, end)
    if also is not None:
        _take(context, sentence, also)


# 支持甲园建设国家级检测平台: of its level, not by name.
_LEVEL: Final = re.compile("(?:国家级|省级|国际级|世界级|一流)[\u4e00-\u9fff]*平台$")
_UPDATED: Final = 6
"""Characters of a list that is named where it is kept up to date; shorter ones are kinds: 机会清单."""
_MANY: Final = re.compile(r"(?!1\D)\d|[二两三四五六七八九十]")
_BATCH: Final = re.compile(r"首批|第[一二三四五六七八九十\d]+批")
_TO_COME: Final = re.compile(
    "年内|[年月季]底前|将|拟|计划|力争|下一步|下半年|明年|分批|每(?:年|季度?|月|半年)|定期|滚动|到20\\d\\d年"
)
# 由甲局编制的《乙清单》正式发布.
_MADE_OUT: Final = re.compile("(?:牵头|联合|组织)?(?:编制|制定|梳理|发布)的[《]$")
_COMES_OUT: Final = re.compile(
    "》(?:正式|对外|率先|同步|当场|现场|也|日前|近日|今日|昨日|首次)*(?:发布|公布|亮相|出炉|揭晓|揭开面纱|面世|与公众见面|挂网|上线)"
)

# 建立智能家电“双链长”会商机制: what it is for belongs to the name.
_FOR: Final = re.compile(rf"(?:{SET_UP})(?:了|起|并)?(?P<noun>[\u4e00-\u9fff]{{2,8}})$")
_NO_PURPOSE: Final = re.compile(
    "[的由与和等在为以]|^(?:全市|全区|全省|全国|我市|我区|统一|常态|首个|一批|一套|一个|新型|市级|区级|省级)"
)


def _with_noun(context: Context, sentence: Sentence, start: int) -> int:
    """Where the name begins: at the noun between the verb that sets it up and the quote."""
    text = sentence.shadow.text
    found = _FOR.search(text, 0, start)
    if found is None or _NO_PURPOSE.search(found["noun"]) or not context.free(sentence, *found.span("noun")):
        return start
    first = tagged(found["noun"])[0]
    named = first.tag in ("n", "nz", "vn", "b", "j", "l") or first.text in word_set("name_verbs")
    return found.start("noun") if named else start


def _set_up(context: Context, one: SetUp, zone: Thing | None) -> None:
    sentence, thing, text = one.sentence, one.thing, one.sentence.shadow.text
    if thing.label == "Mechanism":
        leaders(context, sentence, one)
    if one.verb is None or one.verb in _NOT_NEW or _FUTURE_ONLY.search(text[: one.at]):
        return
    for head in _owners(context, sentence, one.at, zone):
        _set_up_by(context, one, head)


def _set_up_by(context: Context, one: SetUp, head: Thing) -> None:
    sentence, thing, verb = one.sentence, one.thing, one.verb or ""
    if head.label == "Company":
        if thing.label == "Technology":
            context.relate(sentence, "OFFERS", head, thing, "set-up", "0.8")
        return
    if thing.label == "Technology":
        if head.label in ("Zone", "Organization"):
            context.relate(sentence, "RELEASES", head, thing, "set-up", "0.8")
        return
    name = sentence.shadow.text[thing.start : thing.end]
    # What is brought out is there to be read; a mechanism that is brought out is set up.
    listed = thing.label == "Mechanism" and name.endswith(("清单", "目录", "名录", "榜单", "名单", "白名单"))
    out = re.search(r"更新|发布|公布|公开|印发|释放", verb) or (
        listed and re.search("上线|推出|[挂亮晒抛捧摆放贴]出|张挂", verb)
    )
    context.edge(
        sentence, "RELEASES" if out else "ESTABLISHES", (head.label, head.id), (thing.label, thing.id), "set-up",
        confidence="0.78",
    )  # fmt: skip


# 组建由甲牵头的乙专班.
_LED_BY: Final = r"(?:由[^，。；;]{2,20}?(?:牵头|负责|主导|担任[^，。；;]{0,6})的)?"


def _verb_before(text: str, at: int) -> str | None:
    found = re.search(rf"({BRING_OUT}|{SET_UP})(?:了|起|一个|首个|全市|一套|一项|一份|一张)*{_LED_BY}$", text[:at])
    return found[1] if found else None


def _label(name: str) -> str:
    if name.endswith(("平台", "实训基地", "中试基地", "系统", "小程序", "专区", "门户", "门户网站")):
        return "Platform"
    if name.endswith(("机构", "联盟", "智库", "委员会")):
        return "Organization"
    return "Mechanism"


_CITY: Final = re.compile(
    r"(?<=[，。；;：:])(?:我市|全市|本市|市里)(?=[将还也已要会先拟建成推设组])|^(?:我市|本市|市里)"
)
_SET_UP_BODY: Final = regex(r"(?:成立|新设|增设|组建|设立|建立|筹建|发起|牵头成立|牵头组建)(?:了|起|的)?$")
_NEW_BODIES: Final = ("联盟", "委员会", "智库", "专班", "促进会", "协会", "研究院", "中心", "实验室")


def _bodies_set_up(context: Context, sentence: Sentence, zone: Thing | None) -> None:
    """成立甲联盟, 组建乙创新中心: bodies that a city, an office or the plan sets up."""
    text = sentence.shadow.text
    for body in context.things_of(sentence, "Organization"):
        verb = _SET_UP_BODY.search(text, max(0, body.start - 8), body.start)
        if verb is None or not text[: body.end].endswith(_NEW_BODIES):
            continue
        for head in _owners(context, sentence, verb.start(), zone):
            # 去年成立的甲中心: who set it up is told, else it is nobody's.
            if head.id != body.id and head.label != "Company" and not (head.label == "Policy" and verb[0][-1] == "的"):
                context.edge(
                    sentence, "ESTABLISHES", (head.label, head.id), ("Organization", body.id), "body-set-up",
                    confidence="0.78",
                )  # fmt: skip


# 对接会还公布了甲名单: who brings it out is not told.
_AT_MEETING: Final = re.compile(
    r"(?:[对发交推洽签展]\S{0,3}会|大会|论坛|峰会|活动|仪式|会议)(?:现场)?(?:还|也|上?还|同步|集中|现场|首次|正式|一并)*$"
)


def _owners(context: Context, sentence: Sentence, at: int, zone: Thing | None) -> list[Thing]:
    """Who sets up: 甲会同乙、丙建立 are three, 甲、乙联合发布 two."""
    if _AT_MEETING.search(sentence.shadow.text, 0, at) is not None:
        return []
    chain = ending_at(context, sentence, at, ("Organization",))
    text = sentence.shadow.text
    if chain and re.search(r"(?:会同|联合|携手|与|和)$", text[: chain[0].start]):
        subject = _owner(context, sentence, chain[0].start, zone)
        # A firm with an institute: what they made is told as the firm's.
        own = [subject] if subject and subject.label in ("Company", "Organization") and subject not in chain else []
        return own if own and own[0].label == "Company" else [*own, *chain]
    if chain and (len(chain) > 1 or text[: chain[0].start].endswith("由")):
        return chain
    # 这里是甲区发布的乙清单.
    near = [t for t in context.things_of(sentence, "Zone") if t.end == at]
    one = near[-1] if near and context.kind != "plan" else _owner(context, sentence, at, zone)
    if one is None or one.label != "Organization":
        return [] if one is None else [one]
    joined = [one]
    for before in reversed(context.things_of(sentence, "Organization")):
        if before.end == joined[0].start - 1 and text[before.end] in "、与和及":
            joined.insert(0, before)
    return joined


_BY_RIGHT: Final = re.compile("依据|根据|按照|依照|会同|联合|正式|面向|在")
# 由甲局牵头，每季度发布乙清单: what is done again and again is done by who leads.
_AGAIN: Final = re.compile(
    r"(?:牵头|负责|具体负责|牵头负责)(?:组织|实施|编制)?，(?:会同[^，。；;]{2,20}，)?(?:每(?:年|季度?|月|半年)|定期|按(?:季度?|年|月)|逐年|分批|动态|滚动)(?:向社会|集中)?$"
)


# 由甲局牵头组织，联合乙院|建设丙平台.
_LED_WITH: Final = re.compile(
    r"(?:总|主要|具体)?(?:牵头|负责|主导|主抓|统筹)(?:负责|组织|实施|推进|推动|落实)*，(?:并|再)?(?:会同|联合|携手|与|和)"
)


def _owner(context: Context, sentence: Sentence, at: int, zone: Thing | None) -> Thing | None:
    # 根据《方案》，青岛建立…: the opener next to the verb does it.
    # What a clause before ; says of an office (任组长, 牵头) is not said of this one.
    text = sentence.shadow.text
    low = after_mark(text, "。;；", at)
    # 甲区开会，由乙局依据《办法》，发布丙清单.
    charged = [t for t in context.things_of(sentence, "Organization") if low < t.start < at]
    by = charged and text[charged[-1].start - 1] == "由"
    if by and (
        _BY_RIGHT.match(text, charged[-1].end)
        or _AGAIN.fullmatch(text, charged[-1].end, at)
        or _LED_WITH.fullmatch(text, charged[-1].end, at)
    ):
        return charged[-1]
    # 甲局出台《乙措施》，设立丙基金; 方案着眼…，并建立丁机制: set up by the paper.
    paper = paper_speaking(context, sentence, low, at)
    if paper is not None:
        return paper
    subject = next(
        (
            t
            for t in reversed(openers(context, sentence, _OWNERS))
            if low <= t.start < at and not LEADS.match(text, t.end)
        ),
        None,
    )
    # 甲局介绍，我市将建立…: the city does it.
    city = [m.start() for m in _CITY.finditer(text, low, at)]
    if city and context.home and (subject is None or city[-1] > subject.start):
        return Thing(city[-1], city[-1] + 2, "Zone", context.home)
    if subject is not None and (subject.label != "Policy" or context.kind != "plan"):
        return subject
    if zone is not None and context.kind != "plan":
        return zone
    if context.policy is not None:
        return Thing(0, 0, "Policy", context.policy.id)
    return Thing(0, 0, "Zone", context.home) if context.kind == "news" and context.home == context.packs.home else None
