"""Who founded, bought or joined whom and who brought whom in, told in other words (企业之间的股权与合作).

由甲出资35%设立的乙; 甲被乙收入囊中; 甲找上乙，两家商定合伙开发丙; 甲经丁区招引落户戊园.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.company_facts import denied, share_said
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.subjects import said_of, sure, topic
from ingest.numbers import find_quantities
from ingest.sieve import regex

_FOUNDS: Final = "(?:设立|成立|组建|创办|注册|办起|合办|合组|发起|创立|建起|搭起|投资设立)"
_MONEY: Final = r"(?:拿出|出资|投资|斥资|掏出|投入|砸下|控股|参股|持股|占股|入股|注资)"
# 由甲出资35%设立的|乙, 甲和丙共同创办的|乙.
_FOUNDED_OF: Final = regex(
    rf"(?:{_MONEY}[^，。；;的]{{0,16}}?)?(?:全资|独资|合资|联合|共同|一手|新|牵头|参与)*(?:{_FOUNDS}(?:起来|出来|成立)?)的(?:[^，。；;、“”]{{0,8}}?(?:企业|公司))?(?=[\u4e00-\u9fffA-Za-z(])"
)
_ALONE: Final = re.compile(
    "(?:等(?:[^，。；;]{0,8}))?(?:联合|共同|一起|携手|一手|全资|独资|合资|牵头|参与|去年|今年|\\d+年)*"
)
# 甲拿出3000万元，和丙合办了乙; 甲与丙各占六成和四成，组建乙.
_FOUNDED: Final = regex(
    rf"(?:共同|联合|合资|合伙|一起|联手|携手|各自)*(?:出资)?{_FOUNDS}(?:了|起|起了)?(?:[^，。；;、“”]{{0,6}}?(?:企业|公司))?(?=[\u4e00-\u9fffA-Za-z(])"
)
_JOINED: Final = re.compile("(?:^|[，；;])(?:又|并|还|便|就|随后)?[和与同跟]$")
_EACH: Final = re.compile(
    r"(?:各占|各出|各持|各拿|分别(?:出资|持股|占|拿出|持有)|按[^，。；;]{2,14}(?:比例|出资)|共同出资|合资|一起出资)[^。；;，]{0,24}，$"
)
# 甲被乙收入囊中, 甲去年被乙全资收购.
_BOUGHT_BY: Final = regex("(?:被|让|由)(?=[\u4e00-\u9fffA-Za-z(])")
_BUYS_IT: Final = re.compile(
    r"(?:等)?(?:以?[^，。；;]{0,12}?元)?(?:全资|整体|成功|正式|一举|全盘)*(?:收购|并购|收入囊中|揽入怀中|纳入麾下|收归旗下|收至麾下|买下|买走|吃下|兼并|收编|控股)(?=[，。；;了]|$)"
)
# 拿到甲领投的5000万元融资.
_GETS: Final = regex(
    "(?:拿到|获得|获|迎来|等来|完成|收到|敲定|引入|落袋|斩获)(?:了)?(?:由|来自)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_LED_BY: Final = re.compile("(?:等[^，。；;]{0,6})?(?:联合|独家|共同)*(?:领投|跟投|参投|投资|注资|领衔)的")
# 甲领投了乙的A轮.
_PUTS_IN: Final = regex("(?:领投|跟投|参投|参与|独家投资|投资|押注|入局|加码|追投)(?:了|过)?(?=[\u4e00-\u9fffA-Za-z(])")
_ROUND: Final = re.compile(r"的?(?:首|天使|种子|战略|新一|上一|最新一|本|[Pp]re-?[A-C]|[A-E]\d?\+?)轮")
# 甲背后站着乙和丙两家股东.
_BEHIND: Final = regex("背后(?:站着|立着|是|有)(?:的是)?(?=[\u4e00-\u9fffA-Za-z(])")
_AS_HOLDERS: Final = re.compile(
    "(?:等)?(?:这)?(?:[两三四五几]家|[两三四五]大|这[家个])?(?:股东|出资人|出资方|金主|东家|投资方|投资人)"
)
# 买下乙六成股权; 甲持有乙一半股份.
_TAKES: Final = regex(
    r"(?:取得|获得|拿下|受让|购得|买下|收购|认购|拿到|持有|握有|拥有|手握|买走|接手|出让|吃下|占有|占|换来|换得)(?:了|着)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_PART: Final = re.compile(
    "(?:的)?(?:约|近|超过?|逾|全部|多数|过半|大部分|控股|部分)?(?:[一二三四五六七八九]成[半多]?|一半|[二三四五]分之[一二三四]|全部|多数|过半|大部分|控股|部分)?(?:的)?(?:股权|股份|份额)"
)
_WHOLLY: Final = re.compile("(?:的)?(?:股权|股份|份额)")

# 甲找上乙，两家商定合伙开发丙; 双方约定共同研制丙.
_TOGETHER: Final = regex(
    r"(?:两家|双方|二者|两家企业|两家公司|两个邻居|三家|三方)(?:企业|公司)?(?:随即|很快|就|便|当场|最终|已经?|去年|今年|随后|又|还|正|正在|如今|现在|眼下|当即)*(?:商定|约定|决定|说好|谈妥|敲定|讲定|开始|着手|签约)?(?:要|将|由|在[^，。；;]{2,12}?上)?(?:合伙|联手|合作|共同|一起|携手|结伴|搭伙|抱团|并肩|联合)(?:来)?(?:开发|研发|研制|攻关|攻克|做|造|生产|推出|打造|设计|开拓|闯|建设|承接|探索|突破|[，。；;]|$)"
)
# 双方将在某事上携手, behind 签署协议.
_IN_FUTURE: Final = regex(r"(?:两家|双方|二者)(?:企业|公司)?将在[^，。；;]{2,16}(?:携手|合作|联手|协作|发力)")
# 甲牵手乙, 甲与乙一拍即合.
_HAND: Final = regex(r"(?:牵手|联手|携手|结盟|搭档|联姻|结伴)(?:了|起)?(?=[\u4e00-\u9fffA-Za-z(])")
# 它还联手乙共建丙: who is meant was told before.
_IT: Final = re.compile(
    r"(?:^|[，。；;])(?:该公司|这家公司|这家企业|该企业|公司|企业|它|其)(?:还|又|也|已|则|正|同时|随后|去年|今年|此前|目前|日前|近日|一并)*$"
)
_WHAT: Final = re.compile(
    r"[，。；;]|$|(?:一起|共同|联合|合伙|来)?(?:共建|合建|共办|筹建|建立|搭建|承建|打磨|做|开发|研发|研制|推出|打造|攻关|生产|造|闯|设计|建设|攻克)"
)
_CLICK: Final = regex(
    "(?:很快|当场|随即|终于|也|就|便|去年|今年)*(?:一拍即合|不谋而合|联起手来|结成对子|结了对子|结为对子|结对子|成了搭档|结为搭档|成为搭档|搭起了?伙|搭伙|合伙(?=[做开研攻])|抱团(?=[做开研攻])|联手(?=攻|研|开|做)|组[成建]联合体|结成(?:联合体|联盟))"
)
_NOT_YET: Final = re.compile(
    "(?:拟|有意|有望|希望|计划|洽谈|接洽|打算|想|推动|鼓励|支持|引导|未能?|没有?|不再|终止|取消|撮合|建议)[^。；;]{0,20}$"
)
# 甲经乙区招引落户丙园.
_BY_PLACE: Final = regex("(?:经|经由|被|受|由|应)(?=[\u4e00-\u9fffA-Za-z])")
_BROUGHT: Final = re.compile(
    "(?:[^，。；;、]{0,8}?)?(?:招引|引进|引入|招商|招来|引来|请来|挖来|邀请|邀约|招到)(?:而来|来青|过来|进来|入区)?，?(?:(?:正式|最终|整体)*(?P<in>落户|入驻|进驻|搬进|安家|迁入|搬到|落地)(?:在|到|于)?(?:了)?)?"
)


def firm_ties(context: Context) -> None:
    """INVESTS_IN, COOPERATES_WITH and ATTRACTS of firms in words other than the plain ones."""
    if "Company" not in context.counts:
        return
    for sentence in sifted(context.article.body, _FOUNDED_OF, _FOUNDED, _BOUGHT_BY, _GETS, _TAKES, _BEHIND, _PUTS_IN):
        if context.things_of(sentence, "Company"):
            _founded(context, sentence)
            _bought(context, sentence)
            _funded(context, sentence)
    for sentence in sifted(context.article.body, _TOGETHER, _IN_FUTURE, _HAND, _CLICK):
        if context.things_of(sentence, "Company"):
            _joined(context, sentence)
    for sentence in sifted(context.article.body, _BY_PLACE):
        if context.things_of(sentence, "Zone"):
            _brought(context, sentence)


def _hold(context: Context, sentence: Sentence, owners: Iterable[Thing], held: Thing, at: int, hops: int = 0) -> None:
    text = sentence.shadow.text
    for owner in owners if not denied(text, at) else ():
        if owner.id != held.id:
            context.relate(
                sentence, "INVESTS_IN", owner, held, "company-holds", sure(80, hops), share_said(text, held.end)
            )


def _founded(context: Context, sentence: Sentence) -> None:
    """由甲出资35%设立的乙; 甲拿出3000万元，和丙合办了乙."""
    text = sentence.shadow.text
    for match in _FOUNDED_OF.finditer(text):
        held = next((f for f in context.things_of(sentence, "Company") if f.start == match.end()), None)
        owners = [f for f in context.things_of(sentence, "Company") if f.end <= match.start()]
        if held is None or not owners or not _ALONE.fullmatch(text, owners[-1].end, match.start()):
            continue
        row = ending_at(context, sentence, owners[-1].end, ("Company",))
        share = [q for q in find_quantities(match[0]) if q.unit == "%" and q.value is not None]
        for owner in row if not denied(text, owners[0].start) and owner_behind(text, row) else ():
            told = {"share": share[0].value} if share and len(row) == 1 else None
            context.relate(sentence, "INVESTS_IN", owner, held, "company-holds", "0.82", told)
    for match in _FOUNDED.finditer(text):
        held = next((f for f in context.things_of(sentence, "Company") if f.start == match.end()), None)
        near = ending_at(context, sentence, match.start(), ("Company",)) if held is not None else []
        if held is None:
            continue
        if near and _JOINED.search(text, 0, near[0].start):
            # 甲拿出3000万元，和丙合办了乙: 甲 as well.
            about = topic(context, sentence, ("Company",), near[0].start - 1)
            owners = [*near, *([about.thing] if about is not None and not about.hops else [])]
            _hold(context, sentence, owners, held, match.start())
        elif not near:
            named = [f for f in context.things_of(sentence, "Company") if f.end <= match.start()]
            if len(named) > 1 and _EACH.fullmatch(text, named[-1].end, match.start()):
                row = ending_at(context, sentence, named[-1].end, ("Company",))
                _hold(context, sentence, row, held, match.start())


def owner_behind(text: str, row: list[Thing]) -> bool:
    """Whether a row of firms stands where who does something stands: at the start of a clause or behind 由."""
    before = text[: row[0].start] if row else ""
    return before == "" or before.endswith(("，", "。", "；", "由", "是", ":", "“", "系", "，而", "和", "与"))


def _bought(context: Context, sentence: Sentence) -> None:
    """甲被乙收入囊中; 丙买下甲六成股权."""
    text = sentence.shadow.text
    for match in _BOUGHT_BY.finditer(text):
        owners = starting_at(context, sentence, match.end(), ("Company",))
        if not owners or not _BUYS_IT.match(text, owners[-1].end):
            continue
        near = ending_at(context, sentence, match.start(), ("Company",))
        about = topic(context, sentence, ("Company",), match.start())
        held = near[-1] if near else about.thing if about is not None and about.hops <= 1 else None
        if held is not None:
            _hold(context, sentence, owners, held, match.start(), 0 if near or about is None else about.hops)
    for match in _TAKES.finditer(text):
        chain = starting_at(context, sentence, match.end(), ("Company",))
        part = _PART.match(text, chain[0].end) if len(chain) == 1 else None
        if part is None or _WHOLLY.fullmatch(part[0]) or _NOT_YET.search(text, 0, match.start()):
            continue
        about = topic(context, sentence, ("Company", "Organization"), match.start())
        if about is not None and about.hops <= 1 and about.thing.label == "Company":
            _hold(context, sentence, [about.thing], chain[0], match.start(), about.hops)


def _funded(context: Context, sentence: Sentence) -> None:
    """甲拿到乙领投的5000万元融资, 甲背后站着乙和丙两家股东."""
    text = sentence.shadow.text
    for match in (*_GETS.finditer(text), *_BEHIND.finditer(text)):
        givers = starting_at(context, sentence, match.end(), ("Company",))
        told = _LED_BY if match.re is _GETS.re else _AS_HOLDERS
        if not givers or not told.match(text, givers[-1].end):
            continue
        about = topic(context, sentence, ("Company",), match.start())
        if about is not None and about.hops <= 1:
            _hold(context, sentence, givers, about.thing, match.start(), about.hops)
    for match in _PUTS_IN.finditer(text):
        held = starting_at(context, sentence, match.end(), ("Company",))
        if len(held) != 1 or not _ROUND.match(text, held[0].end) or _NOT_YET.search(text, 0, match.start()):
            continue
        givers = ending_at(context, sentence, match.start(), ("Company",))
        about = topic(context, sentence, ("Company",), match.start()) if not givers else None
        if about is not None and about.hops <= 1:
            givers = [about.thing]
        _hold(context, sentence, givers, held[0], match.start(), 0 if about is None else about.hops)


def _joined(context: Context, sentence: Sentence) -> None:
    """甲找上乙，两家商定合伙开发丙; 甲牵手乙，一起做丙; 甲和乙一拍即合."""
    text = sentence.shadow.text
    firms = context.things_of(sentence, "Company")
    for match in (*_TOGETHER.finditer(text), *_IN_FUTURE.finditer(text)):
        low = after_mark(text, "。；;", match.start())
        before = list({f.id: f for f in firms if low <= f.start and f.end <= match.start()}.values())
        # Of three nobody knows which two are meant.
        signed = match.re is _TOGETHER.re or re.search(
            "签|达成|结成", text[before[-1].end : match.start()] if before else ""
        )
        if len(before) == 2 and signed and not _NOT_YET.search(text, 0, match.start()):
            _with(context, sentence, before)
    for match in _HAND.finditer(text):
        others = starting_at(context, sentence, match.end(), ("Company",))
        own = ending_at(context, sentence, match.start(), ("Company",))
        if not own and _IT.search(text, 0, match.start()):
            about = topic(context, sentence, ("Company",), match.start())
            own = [about.thing] if about is not None and about.hops <= 1 else []
        if (
            len(others) == 1
            and own
            and _WHAT.match(text, others[0].end)
            and not _NOT_YET.search(text, 0, match.start())
        ):
            _with(context, sentence, [own[-1], others[0]])
    for match in _CLICK.finditer(text):
        row = _pair_before(context, sentence, match.start())
        if len(row) == 2 and not _NOT_YET.search(text, 0, match.start()):
            _with(context, sentence, row)


# 甲与|本地的|乙组成联合体.
_FROM: Final = re.compile(r"[”]?[与和同跟](?:来自)?(?:[^，。；;、“”]{2,8}的)?[“]?")


def _pair_before(context: Context, sentence: Sentence, at: int) -> list[Thing]:
    """The firms whose row ends at a place, also where one is told by where it comes from."""
    row = ending_at(context, sentence, at, ("Company",))
    if len(row) != 1:
        return row
    text = sentence.shadow.text
    before = [f for f in context.things_of(sentence, "Company") if f.end < row[0].start]
    return [before[-1], row[0]] if before and _FROM.fullmatch(text, before[-1].end, row[0].start) else row


def _with(context: Context, sentence: Sentence, pair: list[Thing]) -> None:
    if pair[0].id != pair[1].id:
        context.relate(sentence, "COOPERATES_WITH", pair[0], pair[1], "partners", "0.78")


def _brought(context: Context, sentence: Sentence) -> None:
    """甲经乙区招引落户丙园: 乙 attracts it, 丙 has it."""
    text = sentence.shadow.text
    for match in _BY_PLACE.finditer(text):
        zone = next((z for z in context.things_of(sentence, "Zone") if z.start == match.end()), None)
        brought = _BROUGHT.match(text, zone.end) if zone is not None else None
        about = said_of(context, sentence, ("Company",), match.start()) if brought is not None else None
        if zone is None or brought is None or about is None or denied(text, match.start()) or zone.id == context.home:
            continue
        context.relate(sentence, "ATTRACTS", zone, about.thing, "brought-in", sure(80, about.hops))
        park = next((p for p in context.things_of(sentence, "Park") if p.start == brought.end()), None)
        if park is not None and brought["in"]:
            tenant = {"status": "in_use"}
            context.relate(sentence, "TENANT_OF", about.thing, park, "park-tenant", sure(82, about.hops), tenant)
