"""Qualifications: the classes that companies hold and that plans and parks court (资质)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.companies import is_place
from ingest.documents.rules.frames import clause_of, ending_at, starting_at
from ingest.documents.rules.subjects import openers, sure, topic
from ingest.sieve import Regex, matches, regex
from schema.ids import name_id
from schema.words import longest_first

_LEVEL: Final = r"(?:\d{4}年度)?(?:(?:国家级|省级|市级|区级|国家|全国|省|市|[\u4e00-\u9fff]{2,3}[省市]|首批|第[一二三四五六七八九十\d]+批)(?:的)?)?"
_HOLDS = re.compile(
    r"(?:获评|获批|获得|荣获|获|入选|跻身|通过|列入|被认定为|认定为|被评为|评为|被授予|被列入|被列为|入围|新晋|成为|是|当选|取得|拿下|捧回|摘得|摘下|挂上|戴上)(?:了|为|全国|国家|山东省|青岛市|首批|第[一二三四五六七八九十\d]+批|\d{4}年度?|省|市|园区|产业园|我市|全市|全区|当地|本地|的|首家|第一家|唯一一?家|一家|家|经[^，。；;的]{0,8}(?:认定|评定|评审|备案)的)*$"
)
_DENIED = re.compile(r"(?:未|没有|不再|不予|取消|撤销|尚未|拟|申报|争创|争取|培育|力争|曾(?!$))[^，。；;]{0,8}$")
_RUMOUR: Final = re.compile(r"自媒体|网传|传言|坊间|传闻|谣传|误传|流传|网上有")
_PARK_HONOUR = regex(
    r"(?:挂上|挂起|拿下)[“]?(?P<w>[\u4e00-\u9fff]{6,24}?(?:基地|园区|示范区|孵化器|产业园))[”]?的?(?:牌子|牌匾)|(?:获授|获颁|获评|入选|被认定为|获批|挂牌|授予[^，。；;“”]{0,10})“(?P<q>[^“”]{4,24})”|(?:是|获评|获批|跻身|入选(?:[^，。；;]{2,20}?(?:公布|认定|评选|发布)的(?:首批|第[一二三四五六七八九十\d]+批|新一批)?)?|被[^，。]{2,16}?(?:认定|评定|命名|确定)为|被认定为|认定为|被评为|列入|被列为|成为)(?P<y>[\u4e00-\u9fff“”\d]{4,30}?(?:项目|基地|园区|产业园|示范区|示范园|集聚区|载体|孵化器))(?=名单|[，。；;、]|$|的(?:园区|产业园|载体|医药园区|[^，。；;]{1,6}园区))"
)
# What is only applied for is named all the same.
_APPLIED = regex(
    r"(?:申报|申请|申创|争创|创建|冲刺|竞逐)(?P<a>(?:国家|全国|[\u4e00-\u9fff]{2,3}[省市]|[省市]级)[\u4e00-\u9fff]{3,16}?(?:示范基地|示范区|示范园|孵化器|特色产业园|产业集群))"
)


@cache
def _pattern() -> Regex:
    forms = {re.escape(word.replace("（", "(").replace("）", ")")) for word in longest_first("qualifications")}
    return regex(_LEVEL + "(?:" + "|".join(sorted(forms, key=lambda f: (-len(f), f))) + ")")


def qualifications(context: Context) -> None:
    """Classes named in the text, and the companies that hold them."""
    for sentence in sifted(context.article.sentences, _pattern(), _PARK_HONOUR, _APPLIED):
        for match in _pattern().finditer(sentence.shadow.text):
            start, end = match.span()
            start += len(match[0]) - len(_bare(match[0]))
            # 龙头企业甲公司: a word of praise before its name.
            praised = match[0] in _PRAISE and any(t.start == end for t in context.things_of(sentence, "Company"))
            # 链主企业培育库 is a list of these.
            listed = _LISTED.match(sentence.shadow.text, end) is not None
            if context.free(sentence, start, end) and not praised and not listed:
                context.put_name(sentence, start, end, "Qualification", context.packs.home, "qualification", "0.9")
        _designations(context, sentence)
    for sentence in sifted(context.article.sentences, _QUOTED):
        for match in _QUOTED.finditer(sentence.shadow.text):
            if context.free(sentence, *match.span("x")):
                home = context.packs.home
                context.put_name(sentence, *match.span("x"), "Qualification", home, "qualification-quoted", "0.8")


# 去年入选甲名单的|乙公司: who stands behind 的 holds it.
_WHO_HOLDS: Final = re.compile("[”]?(?:企业)?(?:称号|认定|名单)?的[“]?")
# “链主”企业: the class stands in the quotes.
_QUOTED: Final = regex("“(?P<x>链主|小巨人|单项冠军|隐形冠军|瞪羚|独角兽|领航|雏鹰)”(?=企业)")
_PRAISE: Final = ("龙头企业", "行业龙头企业", "领军企业", "行业领军企业")

_LISTED: Final = re.compile("(?:梯度|重点|后备|储备)*(?:培育库|储备库|后备库|企业库|名录库|名录|培育名单)")


def _bare(found: str) -> str:
    """Without batch and a bare 市 or 省 in front, which belong to the sentence."""
    found = re.sub(r"^(?P<y>\d{4}年度)?(?P<z>[\u4e00-\u9fff]{2,3}[省市])", _own_place, found)
    return re.sub(r"^(?:首批|第[一二三四五六七八九十\d]+批|全国|省(?!级)|市(?!级))(?:的)?", "", found)


def _own_place(match: re.Match[str]) -> str:
    """A region in front stays where the dictionary knows it as one: 山东省 does, 评山东省 does not."""
    for start in (0, 1):
        if is_place(match["z"][start:]) and len(match["z"]) - start > 1:
            return match[0] if not start else match["z"][start:]
    return ""


# 这家由甲创办的乙, 这家去年迁来、刚刚获评丙的企业.
_THIS_FIRM: Final = re.compile(r"(?:^|[，。；;:“])(?:其中，)?(?:这家|这是一家|该公司是一家)[^。；;]{0,40}$")


def _first_of_row(context: Context, sentence: Sentence, held: Thing) -> Thing:
    """被认定为甲、乙: what is said of the first is said of both."""
    text = sentence.shadow.text
    others = context.things_of(sentence, "Qualification")
    while before := next((t for t in others if text[t.end : held.start] in ("、", "和", "与", "及", "以及")), None):
        held = before
    return held


def _named_before(context: Context, sentence: Sentence, at: int) -> bool:
    return any(t.end <= at for t in context.things_of(sentence, "Company"))


def _this_firm(context: Context, sentence: Sentence) -> Thing | None:
    """The firm that 这家 stands for: the one named last before."""
    for before in context.article.before(sentence, 3):
        firms = context.things_of(before, "Company")
        if firms:
            return (
                firms[-1]
                if len({t.id for t in firms}) == 1 or openers(context, before, ("Company",)) == []
                else firms[0]
            )
    return None


# 甲、乙等12家企业先后入选丙: said of all that are named.
_ROW_CLOSED: Final = re.compile(
    r"等[^，。；;、]{0,8}?(?:企业|公司|单位)(?:先后|陆续|分别|均|也|都|双双|成功|新|已|今年|去年|同时|一同)*$"
)


def _held(context: Context, sentence: Sentence, held: Thing) -> None:
    """甲获评乙: certified; what is denied, planned or applied for is not."""
    text = sentence.shadow.text
    first = _first_of_row(context, sentence, held).start
    start, _ = clause_of(text, first)
    before = text[start:first]
    verb = _HOLDS.search(before)
    this = _THIS_FIRM.search(text, 0, first)
    if this is not None and not _DENIED.search(before) and not _named_before(context, sentence, first):
        firm = _this_firm(context, sentence)
        if firm is not None:
            context.relate(sentence, "CERTIFIED_AS", firm, held, "company-qualified", "0.75")
        return
    after = re.match(r"[”]?(?:的)?(?:称号|资格|认定)?(?:予以|被|已)?(?:撤销|取消|收回)", text[held.end :])
    if verb is None or after or _DENIED.search(before[: verb.start()]):
        return
    at = start + verb.start()
    if _DENIED.search(text[max(start, text.rfind("，", start, at) + 1) : at]):
        return
    row = _ROW_CLOSED.search(text, 0, at)
    holders = ending_at(context, sentence, row.start() if row is not None else at, ("Company",))
    hops = 0
    behind = _WHO_HOLDS.match(text, held.end)
    if not holders and behind is not None:
        holders = starting_at(context, sentence, behind.end(), ("Company",))[:1]
    if not holders:
        about = topic(context, sentence, ("Company", "Park"), at)
        if about is None or about.hops > 2 or about.thing.label != "Company":
            return
        holders, hops = [about.thing], about.hops
    for holder in holders:
        context.edge(
            sentence, "CERTIFIED_AS", ("Company", holder.id), ("Qualification", held.id), "company-qualified",
            confidence=sure(85, hops),
        )  # fmt: skip


_GIVEN = regex(r"(?:认定|评定|确定|命名|授予|评选|公布)(?=[\u4e00-\u9fffA-Za-z(])")


def certified(context: Context) -> None:
    """Companies that hold a class: 甲获评丙, 认定甲、乙等2家企业为丙; what is denied is not; and who grants it."""
    if "Qualification" not in context.counts:
        return
    for sentence in context.article.sentences:
        for thing in context.things_of(sentence, "Qualification"):
            _held(context, sentence, thing)
        _designated(context, sentence)
    for sentence in context.article.body:
        text = sentence.shadow.text
        for match in _GIVEN.finditer(text):
            chain = starting_at(context, sentence, match.end(), ("Company", "Park"))
            if not chain or _DENIED.search(text[: match.start()]):
                continue
            bridge = re.match(
                r"(?:等)?(?:\d+|[一二三四五六七八九十百]+)?(?:家|户|个)?(?:企业|单位|公司|园区)?(?:为|的)?",
                text[chain[-1].end :],
            )
            at = chain[-1].end + (bridge.end() if bridge else 0)
            held = next((t for t in context.things_of(sentence, "Qualification") if at <= t.start <= at + 8), None)
            for holder in chain if held is not None else ():
                if held is not None:
                    relation = "CERTIFIED_AS" if holder.label == "Company" else "DESIGNATED_AS"
                    context.edge(
                        sentence, relation, (holder.label, holder.id), ("Qualification", held.id), "certified-list",
                        confidence="0.9",
                    )  # fmt: skip
        _granted(context, sentence)


def _granted(context: Context, sentence: Sentence) -> None:
    """X公布Y名单: X grants Y."""
    text = sentence.shadow.text
    for thing in context.things_of(sentence, "Qualification"):
        if not re.match(r"[”]?(?:企业)?名单", text[thing.end :]):
            continue
        verb = re.search(
            r"(?:公布|发布|印发|认定|公示|下发|揭晓)(?:了|新一批|最新一批|第[一二三四五六七八九十\d]+批|一批|首批|最新)*$",
            text[: thing.start],
        )
        if verb is None:
            continue
        for giver in ending_at(context, sentence, verb.start(), ("Organization",)) or ending_at(
            context, sentence, max(verb.start() - 2, 0), ("Organization",)
        ):
            context.edge(
                sentence, "GRANTED_BY", ("Qualification", thing.id), ("Organization", giver.id), "qualification-granted",
                confidence="0.82",
            )  # fmt: skip
        listed = re.match(r"[”]?(?:企业)?名单，", text[thing.end :])
        first = next((t for t in context.things_of(sentence, "Company") if t.start >= thing.end), None)
        chain = starting_at(context, sentence, first.start, ("Company",)) if first is not None else []
        on_it = chain and re.match(
            r"(?:\([^()]*\))?(?:等[^，。；;]{0,8})?(?:均|都|也|双双|分别)?(?:榜上有名|上榜|在列|入列|位列其中|名列其中|入选)",
            text[chain[-1].end :],
        )
        for holder in chain if listed and on_it else ():
            context.edge(
                sentence, "CERTIFIED_AS", ("Company", holder.id), ("Qualification", thing.id), "company-qualified",
                confidence="0.85",
            )  # fmt: skip


_MADE: Final = re.compile(r".*(?:认定|评定|评|列|确定|命名)为(?=[^，。；;]{4})")


def _honour(match: re.Match[str]) -> tuple[int, int]:
    """Span of what a park is made: 是全省首批被认定为|省级特色园区的园区."""
    start, end = match.span(next(g for g, found in match.groupdict().items() if found))
    made = _MADE.match(match.string, start, end)
    return (made.end() if made is not None else start), end


def _designations(context: Context, sentence: Sentence) -> None:
    """Names of official kinds of projects and bases that a park is said to be: 山东省数字经济园区."""
    text = sentence.shadow.text
    for match in matches(text, _PARK_HONOUR, _APPLIED):
        span = _honour(match)
        name = text[slice(*span)]
        official = re.search(r"国家|全国|[省市区]级|[\u4e00-\u9fff][省市区]“?|首批", name[:8])
        if official is None or re.search("规模|最大|较大|的|之一|首座", name) or not context.free(sentence, *span):
            continue
        shown = context.surface(sentence, *span)
        local_id = name_id("Qualification", shown, context.packs.home)
        context.node(sentence, "Qualification", local_id, shown, "park-designated", confidence="0.8")
        context.mention(sentence, *span, "Qualification", local_id)


def _designated(context: Context, sentence: Sentence) -> None:
    """A park that is or was made a named kind of project or base."""
    text = sentence.shadow.text
    parks = context.things_of(sentence, "Park")
    for match in _PARK_HONOUR.finditer(text):
        span = _honour(match)
        held = next((t for t in context.things_of(sentence, "Qualification") if (t.start, t.end) == span), None)
        start, _ = clause_of(text, match.start())
        if held is None or _DENIED.search(text[start : match.start()]) or _RUMOUR.search(text[start : match.start()]):
            continue
        owner = [p for p in parks if start <= p.start < match.start()]
        if not owner and (about := topic(context, sentence, ("Park",), match.start())) is not None and about.hops <= 3:
            owner = [about.thing]
        for body in context.things_of(sentence, "Organization"):
            near = match.start() <= body.start < span[0] or body.end == match.start()
            if near and re.match(r"(?:认定|评|授予|命名|确定|公布)", text[body.end :]):
                context.edge(
                    sentence, "GRANTED_BY", ("Qualification", held.id), ("Organization", body.id), "qualification-granted",
                    confidence="0.8",
                )  # fmt: skip
        for park in owner[:1]:
            context.edge(
                sentence, "DESIGNATED_AS", ("Park", park.id), ("Qualification", held.id), "park-designated",
                confidence="0.8",
            )  # fmt: skip
