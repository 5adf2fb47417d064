"""Who is in a park, who runs it, who works with whom, whom places bring in and court (入驻、运营、合作、招引).

The park of a sentence is the one it names, else the one named last while the text goes on
about 产业园 or 园区: one hop more, one tenth less sure.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import ending_at, starting_at, subject_of
from ingest.documents.rules.subjects import Topic, openers, said_of, topic
from ingest.documents.rules.told_places import park_at, told_parks
from ingest.sieve import regex

_BODIES: Final = ("Company", "Organization")
_PLACES: Final = ("Park", "Zone")
_NOMINAL: Final = re.compile(r"产业园|园区|基地|该园|孵化器|产业社区|大厦")
_RUNNER: Final = regex(
    r"(?<![由将拟])负责(?:园区|日常|整体|具体|招商|统一)?(?:运营|管理运营|运营管理)的(?=[\u4e00-\u9fff]{4})|"
    r"(?:园区|产业园|基地)?(?:的)?管家(?:是|为|叫)?|(?:打理|运营|管理|经营)(?:它|园区|这里|基地)的是|"
    r"(?:运营方|运营商|运营主体|运营单位|运营管理方|管理方|运营公司|运营企业|建设运营方|管理运营方)(?:为|是|:|——|、)?"
)
_RUNS: Final = re.compile(
    r"(?:等)?(?:负责|承担|统一|投资|整体|专业|全面|牵头|共同|联合|开发|建设|打造|招商|日常|、|和|并|与|及)*(?:运营|运维|管理|招商运营|打理|托管|代管)"
)
# 由甲运营, 交给区属国企乙运营.
_BY: Final = re.compile(
    r"(?:由|委托|交给)(?:[^，。；;、“”由与和的]{0,6}(?:国企|央企|企业|公司|机构|团队|运营商|平台))?$"
)
_ENTER: Final = re.compile(
    r"(?:等)?(?:(?!共建|合建|共同建|投资的|建设的|这样的|这类|一样的|之类)[^，。；;、]){0,14}?(?:入驻|落户|进驻|落地|安(?:了|下)?家|搬来|搬进|搬入|租下|住进|开工|开业)"
)
_FUTURE: Final = re.compile(r"(?:将|拟|计划|有望|意向|预计|即将|洽谈|争取|商谈|磋商|协商|接洽|商议)[^，。；;]{0,12}$")
_DENIED: Final = re.compile(r"(?:未|没有|不再|尚未|取消|终止|退出|撤出)[^，。；;]{0,6}$")
_BRINGS: Final = regex(r"(?:引入|引进|招引|引育|吸引|引来|招来|导入)(?:了|包括|到|来)?")
# 引进了从事甲制造的|乙公司.
_WHO: Final = re.compile(
    r"(?:从事|主营|主攻|专注于?|专做|专业从事|生产|研发|深耕|总部位于|总部在|来自|扎根)[^，。；;、]{1,20}的(?=[\u4e00-\u9fffA-Za-z(])"
)
_BROUGHT: Final = re.compile(
    r"(?:等[^，。；;]{0,8})?(?:都|均|也|同|就)?(?:是|为)[^，。；;]{0,8}?(?:新?引进|新?引入|招引|引来|引育)(?:来)?的(?:[^，。；;]{0,4})?(?:企业|公司|商户|项目|租户)"
)
# 租户是甲的全资子公司乙: not 甲.
_CHILD_OF: Final = re.compile("的?(?:[\u4e00-\u9fff]{2})?(?:全资|控股)?(?:子公司|孙公司)")
_LEASE: Final = regex(
    r"(?:签订|签署|签约|达成)(?:了)?[^，。；;]{0,10}?(?:租赁|租房|租约|入驻|入园)[^，。；;]{0,4}?(?:合同|协议|合约)?"
)
_PACT: Final = re.compile(
    r"(?:正式|共同|成功|已|再次|现场|当场|[两三四]方|双方|就[^，。；;]{1,24}?|在[^，。；;]{1,24}?(?:方面|领域))?(?:(?:达成|签订|签署|签约|签下|签了|建立|开展|保持|缔结|展开|深化|结成|结为)(?:了)?(?!(?:[^，。；;]{0,8})(?:供货|供应|采购|购销|买卖|订货|收购|转让|股权|股份|资产|债务|债权|贷款|授信|借款|担保|和解|赔偿|赔付|许可)[^，。；;]{0,6}(?:协议|合同|合约|订单|备忘录))[^，。；;]{0,20}?(?:合作|伙伴|联盟|协议|备忘录)|签约|合作(?:开发|研发|研制|攻关|共建|生产|推出|打造|建设|投资|实施)|搭伙|的(?:战略)?合作协议(?:也)?(?:已)?(?:落笔|签订|签署|签下|达成)|联手(?:投建|建设|投资|攻关|研发|开发|研制|共建|打造|申报|推出|拓展|布局)|合作(?=，|以来|后，|后的|之后|多年)|联合(?:攻关|研发|开发|共建|承担|申报)|共建|携手(?:打造|共建|开发|攻关))"
)


_IS_TENANT: Final = re.compile(
    r"(?:是|作为|成为)[^，。；;]{0,12}(?:入驻|落户|进驻|在园)[^，。；;]{0,8}(?:企业|公司|机构|单位|项目)?"
)
_LISTS: Final = regex(
    r"(?:入驻|落户|进驻|在园|园内|园区)(?:的)?[^，。；;]{0,4}?(?:企业|公司|商户|机构)[^，。；;]{0,10}?，?(?:有|包括|包含|如|涵盖)$|"
    r"(?:租约|合同|入园|租户|租客)[^，。；;]{0,4}?，?(?:有|包括|是|分别是|分别为)$"
)
_TAKEN: Final = regex("把")
_HELPED: Final = regex("推动|促成|助力|促进|支持|吸引")


def tenancy(context: Context) -> None:
    """Tenants, operators, partners, firms brought in."""
    for sentence, here, hops in told_parks(context):
        chains = _chains(context, sentence)
        if chains:
            _operators(context, sentence, chains, here, hops)
            _tenants(context, sentence, chains, here, hops)
            _brought_in(context, sentence, here, hops)
            _partners(context, sentence, chains, here, hops)
        _both(context, sentence)


def _sure(base: int, hops: int) -> str:
    """Confidence in hundredths, a tenth less for each hop to the subject."""
    return f"0.{base - 10 * hops}"


def _park_for(context: Context, sentence: Sentence, at: int, here: Thing | None) -> Thing | None:
    """The park named right behind, else the sentence's."""
    return next((t for t in context.things_of(sentence, "Park") if at <= t.start <= at + 8), here)


def _operators(context: Context, sentence: Sentence, chains: list[list[Thing]], here: Thing | None, hops: int) -> None:
    text = sentence.shadow.text
    for match in _RUNNER.finditer(text):
        park = next((t for t in reversed(context.things_of(sentence, "Park")) if t.end <= match.start()), here)
        for body in starting_at(context, sentence, match.end(), _BODIES, skip=1):
            if park is not None:
                context.relate(sentence, "OPERATES", body, park, "park-operator", _sure(88, hops))
    for chain in chains:
        verb = _RUNS.match(text, _behind_bracket(text, chain[-1].end))
        if verb is None:
            continue
        passive = _BY.search(text, 0, chain[0].start) is not None or (
            "由" in text[max(0, chain[0].start - 40) : chain[0].start] and text[chain[0].start - 1] == "，"
        )
        after = text[verb.end() : verb.end() + 1]
        # 由甲局牵头管理的乙基金: of neither park nor platform.
        if (
            after == "的"
            and passive
            and not _RUN_THING.match(text, verb.end())
            and not _runs_named(context, sentence, verb)
        ):
            continue
        park = _park_for(context, sentence, verb.end(), None) if after in ("的", "") or not passive else None
        if after == "的" and park is None:
            # 由甲运营的乙平台.
            named = context.things_of(sentence, "Platform")
            park = next((t for t in named if verb.end() < t.start <= verb.end() + 2), None)
        if park is None and (
            passive or re.match(r"(?:该|本|的)?(?:产业园|园区|基地)", text[verb.end() : verb.end() + 5])
        ):
            park = park_at(context, sentence, chain[0].start, here)
        about = topic(context, sentence, ("Park", "Platform", "Zone"), chain[0].start)
        # 建设甲平台，由乙负责运营: what the clause before ends with.
        built = [t for t in context.things_of(sentence, "Platform", "Park") if t.end <= chain[0].start]
        told = _AND_RUN.fullmatch(text, built[-1].end, chain[0].start) if built and after != "的" else None
        about = Topic(built[-1], 0) if told is not None else about
        if about is not None and about.thing.label == "Platform" and about.hops <= 1:
            park, hops = about.thing, about.hops
        # 区里的“甲”场景试飞，由乙公司运营: said of the scenario, not of the park told of before.
        of_scenario = passive and "场景" in text[: chain[0].start] and not context.things_of(sentence, "Park")
        if park is not None and park.label == "Park" and of_scenario:
            continue
        if park is not None:
            for body in chain:
                context.relate(sentence, "OPERATES", body, park, "park-operator", _sure(85, hops))


_RUN_THING: Final = re.compile("的(?:该|本|这座|这个)?(?:产业园|园区|园|基地|平台|载体|孵化器|[“])")
_AND_RUN: Final = re.compile(
    "[”]?(?:(?:将|已|也|预计|计划|有望|正式|全面|同步)*(?:于)?[^，。；;由]{0,10}(?:上线|启用|投用|开通|运行|亮相|发布|建成|投入使用))?，"
    "(?:并|日常|具体|整体|后续)?(?:委托|交)?由"
)


def _runs_named(context: Context, sentence: Sentence, verb: re.Match[str]) -> bool:
    """Whether a park or platform stands right behind 运营的."""
    things = context.things_of(sentence, "Park", "Platform")
    return any(verb.end() < t.start <= verb.end() + 8 for t in things)


def _behind_bracket(text: str, at: int) -> int:
    """`at`, or behind the remark in brackets that opens there: 甲公司(以下简称“甲”)|运营."""
    close = text.find(")", at) if text[at : at + 1] == "(" else -1
    return close + 1 if close >= 0 else at


def _chains(context: Context, sentence: Sentence) -> list[list[Thing]]:
    """All chains of bodies joined by 、 and 与 in a sentence."""
    chains: list[list[Thing]] = []
    for thing in context.things_of(sentence, *_BODIES):
        if not chains or thing not in chains[-1]:
            chains.append(starting_at(context, sentence, thing.start, _BODIES))
    return chains


def _tenants(context: Context, sentence: Sentence, chains: list[list[Thing]], here: Thing | None, hops: int) -> None:
    text = sentence.shadow.text
    for chain in chains:
        before, end = text[: chain[0].start], _behind_bracket(text, chain[-1].end)
        if _DENIED.search(before):
            continue
        is_tenant = _IS_TENANT.match(text, end)
        brought = _BROUGHT.match(text, end)
        enters = _ENTER.match(text, end)
        listed = _LISTS.search(text, 0, chain[0].start)
        leased = before.endswith("与") and (
            _LEASE.match(text, end)
            or (
                re.match(r"(?:等[^，。；;]{0,10})?(?:正式)?", text[end:])
                and _LEASE.search(text, end, min(len(text), end + 14))
            )
        )
        if brought and here is not None and not _DENIED.search(text[end : brought.end()]):
            # 甲、乙均为园区今年新引进的企业.
            theirs = park_at(context, sentence, chain[0].start, here) or here
            for body in chain:
                context.relate(sentence, "TENANT_OF", body, theirs, "brought-in", _sure(85, hops), {"status": "in_use"})
                if body.label == "Company":
                    context.relate(sentence, "ATTRACTS", theirs, body, "brought-in", _sure(85, hops))
            continue
        if not (is_tenant or enters or listed or leased) or (listed and _CHILD_OF.match(text, end)):
            continue
        at = enters.end() if enters else end
        told = park_at(context, sentence, chain[0].start, here)
        if enters and _DENIED.search(text[end : enters.end()]):
            continue
        # 甲公司投资3亿元的乙项目落户丙市: said of the project.
        if enters and any(end <= one.start < enters.end() for one in context.things_of(sentence, "Project")):
            continue
        zone = next((t for t in context.things_of(sentence, "Zone") if at <= t.start <= at + 3), None)
        park = _park_for(context, sentence, at, told)
        if enters and zone is not None and (park is None or park.start < at or park.start > zone.end + 2):
            planned = _FUTURE.search(text[: enters.end()])
            # 落户甲市乙镇: in the town.
            while inner := next((t for t in context.things_of(sentence, "Zone") if t.start == zone.end), None):
                zone = inner
            for body in chain:
                if not planned:
                    context.relate(sentence, "LOCATED_IN", body, zone, "settles-in-zone", _sure(80, 0))
            continue
        mover = re.search(r"(?:推动|促成|助力|促进|支持|招引|引进|引入|吸引)$", before)
        if enters and mover and park is told and subject_of(context, sentence, mover.start(), ("Zone",)):
            continue
        if park is None:
            continue
        until = enters.end() if enters else chain[0].start
        intended = _FUTURE.search(text[max(0, chain[0].start - 12) : until]) is not None
        status = "leased" if leased else "intended" if intended else "in_use"
        for body in chain:
            context.relate(sentence, "TENANT_OF", body, park, "park-tenant", _sure(88, hops), {"status": status})


def _brought_in(context: Context, sentence: Sentence, here: Thing | None, hops: int) -> None:
    """甲区引进乙、丙; 推动乙落户: the place that brings them in; a park's own are its tenants as well."""
    text = sentence.shadow.text
    for match in _BRINGS.finditer(text):
        described = _WHO.match(text, match.end())
        chain = starting_at(context, sentence, described.end() if described else match.end(), _BODIES, skip=4)
        chain = chain or _row_of(context, sentence, match.end())
        if not chain or _DENIED.search(text[: match.start()]):
            continue
        place = _bringer(context, sentence, match.start(), park_at(context, sentence, match.start(), here))
        if place is None:
            continue
        planned = bool(_FUTURE.search(text[: match.start()]))
        for body in _children(context, sentence, chain):
            if planned:
                continue
            if body.label == "Company":
                context.relate(sentence, "ATTRACTS", place, body, "brought-in", _sure(85, hops if place == here else 0))
    for match in _TAKEN.finditer(text):
        chain = starting_at(context, sentence, match.end(), _BODIES)
        if chain and re.match(
            r"(?:等)?[^，。；;]{0,10}?(?:引到|引入|引来|引进|招到|请到|请进|吸引到|招来)", text[chain[-1].end :]
        ):
            place = _bringer(context, sentence, match.start(), here)
            for body in chain if place is not None else ():
                if body.label == "Company" and place is not None:
                    context.relate(sentence, "ATTRACTS", place, body, "brought-in", _sure(82, 0))
    for match in _HELPED.finditer(text):
        chain = starting_at(context, sentence, match.end(), _BODIES, skip=1)
        if chain and re.match(r"(?:等)?[^，。；;]{0,10}?(?:落户|落地|入驻|进驻|集聚)", text[chain[-1].end :]):
            place = _bringer(context, sentence, match.start(), here)
            for body in chain if place is not None else ():
                if body.label == "Company" and place is not None:
                    context.relate(sentence, "ATTRACTS", place, body, "brought-in", _sure(85, 0))


def _children(context: Context, sentence: Sentence, chain: list[Thing]) -> list[Thing]:
    """引进甲、乙的青岛子公司丙: 甲 and 丙."""
    came: list[Thing] = []
    for body in chain:
        kin = _CHILD_OF.match(sentence.shadow.text, body.end)
        child = next((t for t in context.things_of(sentence, "Company") if kin and t.start == kin.end()), None)
        came.append(child or body)
    return came


def _row_of(context: Context, sentence: Sentence, start: int) -> list[Thing]:
    """Firms of a row behind a verb whose first name is not known to be one."""
    text = sentence.shadow.text
    stop = re.compile("[，。；;]|$").search(text, start)
    end = stop.start() if stop else len(text)
    return [
        t
        for t in context.things_of(sentence, "Company")
        if start < t.start < end and text[t.start - 1] in "、和与" and "的" not in text[start : t.start]
    ]


def _bringer(context: Context, sentence: Sentence, at: int, here: Thing | None) -> Thing | None:
    """The place that the clause is about: its subject, else the park the text goes on about."""
    subject = subject_of(context, sentence, at, _PLACES)
    if subject is not None:
        # 甲区的乙园迎来丙: the park brings them in.
        park = subject_of(context, sentence, at, ("Park",))
        return park if park is not None and sentence.shadow.text[subject.end : park.start].endswith("的") else subject
    said = said_of(context, sentence, _PLACES, at)
    if said is not None:
        return said.thing
    for before in context.article.before(sentence, 2):
        # 全区拥有乙企业百家。全年招引丙: the place that the paragraph has come to.
        told = said_of(context, before, ("Zone",), len(before.shadow.text))
        if before.paragraph == sentence.paragraph and told is not None and not openers(context, before, ("Park",)):
            return told.thing
    return here


_BOTH: Final = regex(
    r"(?:两家|双方|二者|两家企业|两家公司)(?:企业|公司)?[^，。；;]{0,6}?(?=签|达成|结成|携手|共建|合作)"
)


def _both(context: Context, sentence: Sentence) -> None:
    """甲搬来，邻居乙也在，两家签了合作协议: the two firms named last."""
    text = sentence.shadow.text
    for match in _BOTH.finditer(text):
        if re.search("没|未|不|将|拟|计划", match[0]):
            continue
        named = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
        if len({t.id for t in named}) < 2:
            index = next((i for i, s in enumerate(context.article.body) if s is sentence), 0)
            named = [*context.things_of(context.article.body[index - 1], "Company"), *named] if index else named
        last = list(dict.fromkeys(t.id for t in named))[-2:]
        pact = _PACT.match(text, match.end())
        if len(last) == 2 and pact is not None and not _LEASE.search(pact[0]):
            one, other = (next(t for t in named if t.id == i) for i in last)
            context.relate(sentence, "COOPERATES_WITH", one, other, "partners", "0.75")


# 与同在园区的甲结成伙伴.
_WITH_ONE: Final = re.compile(
    r"[与同跟和](?:来自|同在|同处|位于|同样|身处|专?做|从事|研发|生产|提供|供应|主营|主攻|研制|隔壁|一墙之隔)[^，。；;、]{0,16}的$|[与同跟和](?:本地|当地|同城|隔壁|园内|邻近)的$|[与同跟和](?:[^，。；;、的]{0,8}(?:运营方|运营商|业主方?|主机厂|整车厂|龙头企业|链主企业|同行|邻居|老客户|供应商))$"
)


_THAT_FIRM: Final = re.compile("(?:该|这家|本)(?:公司|企业)$")
_ANEW: Final = re.compile("，(?:又|还|并|也|同时|此外)")
# 推动甲与乙共建丙: no cooperation yet, unless it is signed or set up.
_URGED: Final = re.compile(r"(?:支持|鼓励|引导|组织|推动|协调|引荐|号召)$")
_CLOSED: Final = re.compile("签|达成|结成|落笔|了")


def _who_signs(context: Context, sentence: Sentence, at: int, here: Thing | None) -> list[Thing]:
    """Of whom a clause tells that names no partner before 与乙: 鼓励该公司与乙联合攻关 is of a firm, whichever office was named last."""
    if _THAT_FIRM.search(sentence.shadow.text, 0, at) is not None:
        named = [t for t in context.things_of(sentence, "Company") if t.end <= at][-1:]
        firm = None if named else topic(context, sentence, ("Company",), at)
        return [firm.thing] if firm is not None and firm.hops <= 3 else named
    about = topic(context, sentence, ("Company", "Organization", "Park"), at)
    return [about.thing] if about and about.hops <= 3 else [here] if here is not None else []


def _partners(context: Context, sentence: Sentence, chains: list[list[Thing]], here: Thing | None, hops: int) -> None:
    text = sentence.shadow.text
    for chain in chains:
        pact = _PACT.match(text, chain[-1].end)
        if pact is None or _LEASE.search(pact[0]) or _FUTURE.search(text[max(0, chain[0].start - 8) : chain[0].start]):
            continue
        if _URGED.search(text, 0, chain[0].start) and not _CLOSED.search(pact[0]):
            continue
        described = _WITH_ONE.search(text, 0, chain[0].start)
        if described is not None or text[: chain[0].start].endswith(("与", "同", "和", "跟")):
            at = described.start() if described is not None else chain[0].start - 1
            at -= 1 if text[:at].endswith("还") else 0
            heads = ending_at(context, sentence, at, ("Company", "Organization", "Park"))
            # 甲区与乙公司签约: a zone is no partner, nor is who was told of before.
            if any(z.end == at for z in context.things_of(sentence, "Zone")):
                continue
            # 甲入股乙，又与丙合作: of 甲.
            if heads and _ANEW.match(text, heads[-1].end, at + 1):
                heads = []
            if not heads and re.search(r"(?:产业园|园区|基地)[^，。；;]{0,6}$", text[:at]) and here is not None:
                heads = [here]
            # 由该公司与乙大学联合研发: who made a thing, no pact of firms.
            if not heads and _THAT_FIRM.search(text, 0, at) and chain[0].label != "Company":
                continue
            heads = heads or _who_signs(context, sentence, at, here)
            tails = chain
        else:
            heads, tails = chain[:1], chain[1:]
        for head in heads:
            for tail in tails:
                one, other = (tail, head) if (head.label, tail.label) == ("Company", "Organization") else (head, tail)
                context.relate(
                    sentence, "COOPERATES_WITH", one, other, "partners", _sure(82, hops if head == here else 0)
                )
