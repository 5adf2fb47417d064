"""Who takes on a scenario, where it runs and which product it uses (场景落地)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.products import product_at
from ingest.documents.rules.subjects import openers, sure, topic
from ingest.documents.rules.technologies import put_technology
from ingest.sieve import regex

_TAKES: Final = regex(
    r"(?:揭了榜|揭榜|承接|承建|承揽|揽下|接下|拿下|中标|认领|摘下|承担|竞得|摘榜|接榜|应榜|主动请缨|抢到|申报|应征|竞逐|竞标)(?:了|到)?"
)
# What one bids for is named right behind.
_BIDS: Final = ("申报", "应征", "竞逐", "竞标")
_PARTY: Final = re.compile("企业|单位|方(?:则)?(?:是|为|:)")
_AS_ASKER: Final = re.compile(
    "[”]?(?:场景)?的(?:提出方|出题方|出题人|需求方|需求单位|发榜方|发布方|业主(?:方|单位)?)，"
)
_IS: Final = re.compile("[”]?(?:应用)?(?:场景)?(?:任务|项目)?的(?:企业|单位|一方)?(?:正|就|便|则)?(?:是|为)")
_EACH: Final = re.compile("分别|依次|各自")
_NOT_DONE: Final = re.compile(
    r"(?:未|没有|拟|将|计划|可|鼓励|支持|组织|引导|欢迎|争取|希望|准备|对外|社会|公开|挂牌|全球|全国)[^，。；;]{0,6}$"
)
_STANDS: Final = re.compile(r"[”]?(?:应用)?场景(?:里|中|内|下)?，")
_OF_THERE: Final = re.compile(
    r"(?:^|[，。；;:])(?:另外|此外|同时|目前|其中|，)*(?:(?P<zone>区里|该区|全区|该市|镇上|镇里|该镇)|(?:该|这[个座片])?(?:园区|街区|产业园)(?:里|内)?)(?:推出|打造|上线)?的[“]?$"
)
# 甲公司今夏在“乙”场景中换上丙: who is at work there.
_THERE: Final = re.compile(
    r"(?:日前|近日|昨日|今日|目前|眼下|[今去前]年|今[春夏秋冬]|上月|本月|\d+月|已经?|率先|首次|首先|先行|正式|成功|正|还|也|便|就|又|，)*在(?:[\u4e00-\u9fff]{2,8}的)?[“]?$"
)
_DOES_THERE: Final = re.compile(
    r"[”]?[\u4e00-\u9fff]{0,7}?(?:场景)?(?:中|里|内|上|下)?，?(?:已经?|率先|首次|首先|先行|正式|成功|全部|全面|统一|批量|陆续)*(?:换上|换用|启用|投用|部署|上线|采用|应用|用上|投放|试用|试水|试点|投入|配备|搭载|完成|跑通|承担|提供|派出|铺开|落地)"
)
# 在“乙”场景里，12台丙机器人…: so many of a product stand there.
_SO_MANY: Final = re.compile(
    r"[”]?[\u4e00-\u9fff]{0,7}?(?:应用)?场景(?:里|中|内)，(?:首批|目前|如今|已有|共有|有)?\d+[余多]?(?:台|套|架|艘|辆|列|只|条)"
)
_AT_WORK: Final = re.compile(r"[，；](?:首批|目前|如今)?\d+[余多]?(?:台|套|架|艘|辆|列|只)$")
_MARK: Final = re.compile("[，；;。]")
_ASKED: Final = re.compile(r"(?:提出|发布|开放|推出|给出|抛出|亮出)(?:了|的)?[“]?$")


def scenario_use(context: Context) -> None:
    """Firms that take on a scenario, the park where it runs, the product that stands in it."""
    for sentence in context.article.body:
        scenarios = context.things_of(sentence, "Scenario")
        if not scenarios:
            continue
        _takers(context, sentence, scenarios)
        _provided(context, sentence, scenarios)
        for scenario in scenarios:
            _place(context, sentence, scenario)
            _owner(context, sentence, scenario)
            _product(context, sentence, scenario)
            _at_work(context, sentence, scenario)


def _at_work(context: Context, sentence: Sentence, scenario: Thing) -> None:
    """甲公司率先在“乙”场景中启用丙, 由后者在该场景…: a firm that does something there serves it."""
    text = sentence.shadow.text
    lead = _THERE.search(text, 0, scenario.start)
    if lead is None or _DOES_THERE.match(text, scenario.end) is None or _NOT_DONE.search(text[: lead.start()]):
        return
    firms = [f for f in context.things_of(sentence, "Company") if f.end == lead.start()]
    pair = "后者" if text[: lead.start()].endswith("后者") else "前者" if text[: lead.start()].endswith("前者") else ""
    if pair:
        named = [f for f in context.things_of(sentence, "Company") if f.end <= lead.start()]
        firms = named[-1:] if pair == "后者" else named[-2:-1]
    for firm in firms:
        context.relate(sentence, "APPLIES", firm, scenario, "scenario-taken", "0.75", {"role": "serve"})


def _takers(context: Context, sentence: Sentence, scenarios: Sequence[Thing]) -> None:
    """甲承接了“乙”场景; 在“乙”场景里，甲揭榜上阵."""
    text = sentence.shadow.text
    for verb in _TAKES.finditer(text):
        if _NOT_DONE.search(text[: verb.start()]) or _PARTY.match(text, verb.end()):
            continue
        behind = next(
            (s for s in scenarios if s.start >= verb.end() and not _MARK.search(text, verb.end(), s.start)), None
        )
        before = [s for s in scenarios if s.end <= verb.start()]
        bids = verb[0].startswith(_BIDS)
        if bids and (behind is None or text[verb.end() : behind.start].strip("“")):
            continue
        meant = behind or (before[-1] if before else None)
        if meant is None:
            continue
        at = verb.start()
        if text[at - 1 : at] == ")" and (opens := text.rfind("(", 0, at)) > 0:
            at = opens
        # 由甲公司与乙大学联合揭榜: a firm takes it on, with whomever.
        takers = ending_at(context, sentence, at, ("Company", "Organization"))
        told = _IS.match(text, behind.end) if behind is not None and not takers else None
        if told is not None:
            # 揭榜甲场景的是乙公司.
            takers = starting_at(context, sentence, told.end(), ("Company", "Organization"))
        firms = [one for one in takers if one.label == "Company"]
        if takers and not firms:
            continue
        row = _row(text, scenarios, behind)
        if len(firms) > 1 and len(firms) == len(row) and _EACH.search(text, firms[-1].end, verb.end()):
            # 甲、乙分别申报丙场景和丁场景.
            for firm, one in zip(firms, row, strict=True):
                context.relate(sentence, "APPLIES", firm, one, "scenario-taken", "0.82", {"role": "serve"})
            continue
        hops = 0
        if not firms:
            about = topic(context, sentence, ("Company", "Organization", "Policy"), verb.start())
            if about is None or about.thing.label != "Company" or about.hops > 1:
                continue
            firms, hops = [about.thing], about.hops
        for firm in firms:
            context.relate(sentence, "APPLIES", firm, meant, "scenario-taken", sure(82, hops), {"role": "serve"})


def _row(text: str, scenarios: Sequence[Thing], first: Thing | None) -> list[Thing]:
    """The scenarios of a row, from its first on."""
    row = [first] if first is not None else []
    for one in scenarios:
        if row and one.start > row[-1].end and text[row[-1].end : one.start].strip("“”") in ("、", "和", "与", "及"):
            row.append(one)
    return row


def _place(context: Context, sentence: Sentence, scenario: Thing) -> None:
    """在甲园落地的“乙”场景, 在园区落地的“乙”场景."""
    text = sentence.shadow.text
    # 甲区的乙场景已进入…: it opens its part of the sentence.
    zone = next((z for z in context.things_of(sentence, "Zone") if z.end == scenario.start - 1), None)
    if zone is not None and text[zone.end] == "的" and zone in openers(context, sentence, ("Zone",)):
        context.relate(sentence, "LOCATED_IN", scenario, zone, "scenario-place", "0.78")
    # 区里的“乙”场景, 该园区的“乙”场景: of the zone or park told of.
    own = _OF_THERE.search(text, 0, scenario.start)
    if own is not None:
        about = topic(context, sentence, ("Zone",) if own["zone"] else ("Park",))
        if about is not None and about.hops <= 2 and about.thing.id != context.home:
            context.relate(sentence, "LOCATED_IN", scenario, about.thing, "scenario-place", sure(75, about.hops))
            return
    lead = re.search(
        r"(?:在|于)(?P<p>[^，。；;“”]{2,20}?)(?:内|里)?(?:已|率先|首次)?(?:落地|实施|运行|投用|上线|启用|试点)的[“]?$",
        text[: scenario.start],
    )
    if lead is None:
        return
    place = next((t for t in context.things_of(sentence, "Park", "Zone") if t.start == lead.start("p")), None)
    hops = 0
    if place is None and re.fullmatch(r"(?:该|这个)?(?:产业园|园区|基地|园)", lead["p"]):
        about = topic(context, sentence, ("Park",), lead.end("p"))
        before = about or topic(context, sentence, ("Park",))
        if before is not None and before.hops <= 3:
            place, hops = before.thing, min(before.hops, 2)
    if place is not None:
        context.relate(sentence, "LOCATED_IN", scenario, place, "scenario-place", sure(78, hops))


def _owner(context: Context, sentence: Sentence, scenario: Thing) -> None:
    """甲提出的乙场景: 甲 asks for it."""
    text = sentence.shadow.text
    # 作为甲场景的提出方，乙公司…
    role = _AS_ASKER.match(text, scenario.end)
    for body in starting_at(context, sentence, role.end(), ("Company", "Organization")) if role is not None else ():
        context.relate(sentence, "OWNED_BY", scenario, body, "scenario-opened-by", "0.8")
    verb = _ASKED.search(text[: scenario.start])
    if verb is None:
        return
    near = [t for t in context.things_of(sentence, "Company", "Organization") if t.end == verb.start()]
    for body in near:
        context.relate(sentence, "OWNED_BY", scenario, body, "scenario-opened-by", "0.82")


# 甲公司将为其提供乙; 甲场景由乙局牵头，…，丙公司负责提供丁.
_FOR_IT: Final = regex(
    r"(?:将|已|正|来)*(?:为|向|给)(?:其|它|该场景|这一场景|场景)(?:提供|供应|配备|配套|部署|投放|送来|带来|量身打造)(?:了)?"
    r"|(?:则|将|具体|独家|主要)*负责(?:提供|供应|供货|配备|配套|部署|投放|研制|生产)"
)


def _provided(context: Context, sentence: Sentence, scenarios: Sequence[Thing]) -> None:
    """甲场景落在乙区，丙公司将为其提供丁: who serves it, and with what."""
    text = sentence.shadow.text
    for match in _FOR_IT.finditer(text):
        firms = ending_at(context, sentence, match.start(), ("Company",))
        before = [s for s in scenarios if firms and s.end <= firms[0].start]
        if not before or _NOT_DONE.search(text[: match.start()]):
            continue
        for firm in firms:
            context.relate(sentence, "APPLIES", firm, before[-1], "scenario-taken", "0.8", {"role": "serve"})
        stop = next((m.start() for m in _MARK.finditer(text, match.end())), len(text))
        for made in context.things_of(sentence, "Technology"):
            if match.end() <= made.start and made.end <= stop:
                context.relate(sentence, "APPLIES", before[-1], made, "uses-technology", "0.75")


def _product(context: Context, sentence: Sentence, scenario: Thing) -> None:
    """在“乙”场景里，…，丙机器人每天…: the product that opens a clause behind works there."""
    text = sentence.shadow.text
    many = _SO_MANY.match(text, scenario.end)
    span = product_at(text, many.end()) if many is not None else None
    if span is not None:
        made_there = put_technology(context, sentence, *span, "scenario-goods", whole=True)
        if made_there is not None:
            context.relate(sentence, "APPLIES", scenario, made_there, "uses-technology", "0.75")
    for made in context.things_of(sentence, "Technology"):
        # …场景在甲海域落地，2台乙接下了丙.
        if made.start > scenario.end and _AT_WORK.search(text, scenario.end, made.start):
            context.relate(sentence, "APPLIES", scenario, made, "uses-technology", "0.72")
    if re.search(r"(?:在|于)[^，。；;]{0,40}$", text[: scenario.start]) is None or not _STANDS.match(
        text, scenario.end
    ):
        return
    for made in openers(context, sentence, ("Technology",)):
        if made.start > scenario.end:
            context.relate(sentence, "APPLIES", scenario, made, "uses-technology", "0.75")
            return
