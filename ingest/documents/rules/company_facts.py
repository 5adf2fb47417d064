"""What is said of companies: where they sit, whom they hold, supply, belong to (企业事实)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.named_scenarios import of_scenario
from ingest.documents.rules.project_builders import of_project
from ingest.documents.rules.subjects import sure, told_firm, topic
from ingest.numbers import find_quantities
from ingest.sieve import regex

_SITS = regex(
    r"(?:成立于|位于|落在|坐落于|总部在|总部设在|总部设到(?:了)?|总部迁到(?:了)?|总部放在|总部位于|设到(?:了)?|搬到(?:了)?|迁到(?:了)?|落户(?:于|在)?|注册于|注册在|注册地(?:为|在)|扎根(?:于)?|诞生于|地处|选址(?:在|于)?|建在|设在|选在|落子|落地(?:于|在)?|迁至|搬至|迁入|入驻)(?:了)?"
)
_MOVES: Final = re.compile("落户|入驻|落地|落子|扎根")
_HOLDS = regex(
    r"(?:全资|合资|共同|出资|独资|控股|参股|联合|已|还|先后|又|正式)*(?P<verb>设立|成立|组建|收购|并购|参股|入股|控股|投资|增资|注资|战略投资|全资控股)(?:了|的)?(?:旗下|子公司|全资子公司|控股子公司)?"
)
_SUBSIDIARY = regex(r"(?P<own>(?:公司|集团|其)?)(?:的|旗下|下属)*(?:全资|控股|参股)?子公司")
_SHARE = regex(r"持股(?:比例)?(?:为|达|约)?|占股|持有[^，。；;]{0,12}?(?:股份|股权)?")
_SETTLES: Final = re.compile("落户|入驻|进驻|安家|扎根|设在")
_OTHER: Final = re.compile(
    r"(?:^|[，。；;])(?:该|这个|这一|这座|此)(?:(?P<body>院|所|中心|机构|实验室|联盟)|场景|平台|工厂)[^，。；;]{0,6}$"
)
_FUTURE: Final = re.compile(
    r"(?:拟|将|计划|有意|意向|正在洽谈|筹划|打算|预计|考虑|欲|传闻|传言|据传|有望)[^，。；;]{0,8}$"
)
_DENIED: Final = re.compile(r"(?:未|没有|不再|尚未|取消|终止|退出|并未|否认|放弃|叫停|否决)[^，。；;]{0,8}$")
_BRANCH = re.compile(r"\((?P<x>[^()]{4,40}?)(?:的)?(?:下属机构|下属企业|分支机构|子公司|下属公司|旗下企业|旗下)\)")
_BELONGS = re.compile(r"(?:是|系|隶属于|为)$")


# A firm, or the place of a body, stands in every sentence that says so.
_TOLD_OF: Final = ("Company", "Zone", "Park")
_BY_WHOM: Final = regex("由")
_IS_BRANCH: Final = re.compile(r"(?:的)?(?:分公司|分支机构|下属机构)")
_GIVES: Final = regex("领投|跟投|参投|加持|注资|轮融资")


def company_facts(context: Context) -> None:
    """Seat, holdings and parents of companies."""
    for sentence in context.article.body:
        if not context.things_of(sentence, *_TOLD_OF):
            continue
        _seats(context, sentence)
        _holdings(context, sentence)
        _subsidiaries(context, sentence)
        _funded(context, sentence)
        _rounds(context, sentence)
        _held_by(context, sentence)
        _by_holder(context, sentence)
        _parents(context, sentence)
        _named_seats(context, sentence)
    _branches(context)


def denied(text: str, at: int) -> bool:
    cut = after_mark(text, "，。；;", at)
    return bool(_DENIED.search(text[cut:at]) or _FUTURE.search(text[cut:at]))


# 拿出|位于甲镇海域的网箱: what lies there is not the firm.
_OBJECT: Final = re.compile(
    "(?:拿出|腾出|让出|划出|辟出|交出|献出|开放|利用|租下|租用|盘下|买下|看中|走进|来到|探访|改造|把|将|对)(?:了)?$"
)
_GOES_ON: Final = re.compile(r"[^，。；;]")


def _seats(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _SITS.finditer(text):
        place = next((t for t in context.things_of(sentence, "Zone", "Park") if t.start == match.end()), None)
        if place is not None and _described(context, sentence, place):
            continue
        if place is None or denied(text, match.start()) or _OBJECT.search(text, 0, match.start()):
            continue
        while nxt := next(
            (
                t
                for t in context.things_of(sentence, "Zone", "Park")
                if t.start == place.end or (t.start == place.end + 1 and text[place.end] == "的")
            ),
            None,
        ):
            place = nxt
        # 该院位于甲区, 甲场景位于乙区, 由丙承建的项目选址丁园: said of no firm.
        if of_scenario(context, sentence, match.start(), place) or of_project(context, sentence, match.start(), place):
            continue
        other = _OTHER.search(text, 0, match.start())
        if other is not None:
            body = topic(context, sentence, ("Organization",), match.start()) if other["body"] else None
            if body is not None and body.hops <= 1:
                context.relate(sentence, "LOCATED_IN", body.thing, place, "company-seat", sure(80, body.hops))
            continue
        firms = ending_at(context, sentence, match.start(), ("Company", "Organization"))
        hops = 0
        if not firms:
            # 从甲局获悉，位于乙区的丙园竣工: said of the park.
            if place.label == "Park" and _GOES_ON.match(text, place.end) and text[match.start() - 1] in "，。；;:":
                continue
            about = topic(context, sentence, ("Company", "Park", "Project", "Organization"), match.start())
            if about is None or about.thing.label not in ("Company", "Organization") or about.hops > 2:
                continue
            # 市某局处长介绍，…，设在甲区: an office does not move with what it tells of.
            if about.thing.label == "Organization" and _office(context, about.thing):
                continue
            firms, hops = [about.thing], about.hops
            # 设立乙，生产基地选在丙区: the firm named last is meant.
            last = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
            firms = [last[-1]] if last else firms
        # Who settles in a park sits there as a tenant.
        if place.label == "Park" and _SETTLES.search(text, match.start(), match.end()):
            continue
        for firm in firms:
            # 落户甲园: a tenant; the park says where.
            if place.label == "Park" and firm.label == "Company" and _MOVES.match(match[0]):
                context.relate(sentence, "TENANT_OF", firm, place, "park-tenant", sure(82, hops), {"status": "in_use"})
            else:
                context.relate(sentence, "LOCATED_IN", firm, place, "company-seat", sure(82, hops))


_OFFICE: Final = re.compile("(?:局|委|委员会|办公室|厅|处|科|政府|管委会|部)$")


def _office(context: Context, body: Thing) -> bool:
    """Whether a body told of is an office of the government, by the words that name it."""
    return any(
        _OFFICE.search(sentence.shadow.text, thing.start, thing.end) is not None
        for sentence in context.article.sentences
        for thing in context.things_of(sentence, "Organization")
        if thing.id == body.id
    )


def _described(context: Context, sentence: Sentence, place: Thing) -> bool:
    """将用于设在甲省的乙分公司: it sits there already, whatever is planned with it."""
    text = sentence.shadow.text
    zones = context.things_of(sentence, "Zone")
    while nxt := next((t for t in zones if t.start == place.end), None):
        place = nxt
    firm = next((t for t in context.things_of(sentence, "Company") if t.start == place.end + 1), None)
    if firm is None or text[place.end] != "的" or place.label != "Zone":
        return False
    context.relate(sentence, "LOCATED_IN", firm, place, "company-seat", "0.8")
    return True


def _subsidiaries(context: Context, sentence: Sentence) -> None:
    """甲的全资子公司乙, 公司控股子公司乙, 其子公司乙: the firm in front holds the one behind."""
    text = sentence.shadow.text
    for match in _SUBSIDIARY.finditer(text):
        held = starting_at(context, sentence, match.end(), ("Company",))
        if not held or denied(text, match.start()):
            continue
        owners = ending_at(context, sentence, match.start(), ("Company",))
        hops = 0
        if not owners:
            about = topic(context, sentence, ("Company",), held[0].start) if match["own"] else None
            if about is None or about.thing in held:
                continue
            owners, hops = [about.thing], about.hops
        for firm in held:
            context.relate(sentence, "INVESTS_IN", owners[-1], firm, "company-holds", sure(82, hops))


def _holdings(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _HOLDS.finditer(text):
        held = starting_at(context, sentence, match.end(), ("Company",), skip=6)
        if not held or denied(text, match.start()) or _NO_HOLDING.match(text, match.end(), held[0].start):
            continue
        owners = ending_at(context, sentence, match.start(), ("Company",))
        hops = 0
        if not owners:
            about = topic(context, sentence, ("Company",), match.start())
            if about is None or about.hops > 1 or about.thing in held:
                continue
            owners, hops = [about.thing], about.hops
        share = share_said(text, held[-1].end)
        for owner in owners:
            for firm in held:
                if _BRANCH_END.search(text, firm.start, firm.end):
                    context.relate(sentence, "BRANCH_OF", firm, owner, "company-branch", sure(82, hops))
                    continue
                context.relate(sentence, "INVESTS_IN", owner, firm, "company-holds", sure(82, hops), share)


# 由甲投资、乙总承包的丙项目; 投资方为乙; 其控股股东乙: what stands behind the verb is not held.
_NO_HOLDING: Final = re.compile("(?:方|人|者|股东|主体|建设|承建|运营|打造|实施|项目)|[^，。；;]{0,6}、")
# 其控股股东乙表示: 乙 holds whom the clause is about.
_BY_HOLDER: Final = regex(
    r"(?:其|公司|企业|该公司|该企业)(?:的)?(?:控股股东|第一大股东|大股东|母公司|控股方|投资方)(?=[\u4e00-\u9fffA-Za-z(])"
)


def _by_holder(context: Context, sentence: Sentence) -> None:
    """由甲实施，其控股股东乙表示: 乙 holds 甲, the firm named last before."""
    for match in _BY_HOLDER.finditer(sentence.shadow.text):
        owner = next((t for t in context.things_of(sentence, "Company") if t.start == match.end()), None)
        held, hops = told_firm(context, sentence, match.start()) if owner is not None else (None, 0)
        if owner is not None and held is not None and not denied(sentence.shadow.text, match.start()):
            context.relate(sentence, "INVESTS_IN", owner, held, "company-holds", sure(80, hops))


_FUNDED = regex(r"(?:获得|获)(?:了)?")


def _funded(context: Context, sentence: Sentence) -> None:
    """甲获得乙5000万元投资: 乙 holds a share of 甲."""
    text = sentence.shadow.text
    for match in _FUNDED.finditer(text):
        owners = starting_at(context, sentence, match.end(), ("Company",))
        if not owners or not re.match(
            r"(?:等)?[^，。；;]{0,14}?(?:投资|注资|入股|战略投资|融资)", text[owners[-1].end :]
        ):
            continue
        held = topic(context, sentence, ("Company",), match.start())
        for owner in owners if held is not None and held.hops <= 1 and not denied(text, match.start()) else ():
            if held is not None:
                context.relate(sentence, "INVESTS_IN", owner, held.thing, "company-funded", sure(80, held.hops))


_IN_ROUND = re.compile(
    r"(?:等)?(?:联合|独家|继续|共同)*(?:领投|跟投|参投|投资|注资|加持|追加投资|领衔投资)(?=[，。；;、]|$|了|约?\d[\d.]*[万亿]*元(?:[，。；;、]|$))"
)


def _rounds(context: Context, sentence: Sentence) -> None:
    """甲完成融资，乙领投，丙跟投: 乙 and 丙 hold shares of 甲."""
    text = sentence.shadow.text
    if ("融资" not in text and "投" not in text) or _GIVES.search(text) is None:
        return
    firms = context.things_of(sentence, "Company")
    givers = [f for f in firms if _IN_ROUND.match(text, f.end)]
    chains = [starting_at(context, sentence, f.start, ("Company",)) for f in firms]
    for chain in chains:
        if chain and chain[-1] in givers:
            givers += [f for f in chain if f not in givers]
    if not givers:
        return
    own = [f for f in firms if f not in givers and f.start < givers[0].start]
    about = topic(context, sentence, ("Company",), givers[0].start)
    held = own[0] if own else about.thing if about is not None and about.hops <= 2 else None
    for giver in givers:
        if held is not None and not denied(text, giver.end):
            context.relate(sentence, "INVESTS_IN", giver, held, "company-funded", "0.82")


_BY = re.compile(
    r"(?:全资|出资|独资|投资|合资|共同出资|控股|参股|入股)(?!建设|打造|兴建|并?负责|运营|开发|的?项目)(?:成立|设立|组建|注册|创办|控股|持有)?|(?:发起|联合|共同)?(?:设立|成立|组建|创办)|(?:直接|间接|合计)?(?:持股|持有)(?:比例)?"
)
_CHILD = re.compile(
    r"(?:(?:设|建|布局|落子|设立|成立)?在[^，。；;、]{1,10}?(?:的)?)?(?:出资|独资|投资|全资)*(?:(?:设立|成立|组建|创办|注册|落子)的)?(?:的)?(?:首家|首个|第一家|又一家|唯一的?|核心)?(?:[\u4e00-\u9fff]{2})?(?:全资|控股|独资|参股)?(?:子公司|孙公司)(?=[\u4e00-\u9fffA-Za-z(]|[，。；;、]|$)"
)


_HOLDERS = regex(
    r"(?:大股东|控股股东|第一大股东|股东|大东家|东家|金主|出资人|母公司|控股方|投资方|投资人|领投方|跟投方|出资方)(?:名单|名录|名册|一栏)?(?:(?:里|中|当中|之中)(?:，)?(?:还|又|已|新)*(?:出现了?|写着|添了|多了|不乏|有了)|包括|有|为|是)"
)


def _held_by(context: Context, sentence: Sentence) -> None:
    """甲由乙全资设立, 乙的全资子公司甲, 甲是乙的控股子公司."""
    text = sentence.shadow.text
    for match in _HOLDERS.finditer(text):
        about = topic(context, sentence, ("Company",), match.start())
        for owner in starting_at(context, sentence, match.end(), ("Company",)):
            if about is not None and about.hops <= 3 and not denied(text, match.start()):
                context.relate(
                    sentence, "INVESTS_IN", owner, about.thing, "company-holds", "0.8", share_said(text, owner.end)
                )
    for match in _BY_WHOM.finditer(text):
        owners = starting_at(context, sentence, match.end(), ("Company",))
        if not owners or not _BY.match(text, owners[-1].end) or denied(text, match.start()):
            continue
        before = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
        near = [t for t in before if not re.search("[。；;]", text[t.end : match.start()])]
        about = topic(context, sentence, ("Company",), match.start())
        held = near[-1] if near else about.thing if about is not None and about.hops <= 2 else None
        for owner in owners if held is not None and held.label == "Company" else ():
            if held is not None:
                context.relate(sentence, "INVESTS_IN", owner, held, "company-holds", "0.82")
    for owner in context.things_of(sentence, "Company"):
        match_ = _CHILD.match(text, owner.end)
        if match_ is None:
            continue
        # 作为甲在乙区设立的子公司，丙…: 丙 stands behind the comma.
        at = match_.end() + (text[: owner.start].endswith("作为") and text[match_.end() : match_.end() + 1] == "，")
        child = next((t for t in context.things_of(sentence, "Company") if t.start == at), None)
        if child is None and _BELONGS.search(text[: owner.start]):
            earlier = [t for t in context.things_of(sentence, "Company") if t.end <= owner.start]
            child = earlier[-1] if earlier else None
        if child is not None:
            context.relate(sentence, "INVESTS_IN", owner, child, "company-holds", "0.82")


def _named_seats(context: Context, sentence: Sentence) -> None:
    """甲区企业乙, 来自丙市的丁: the place that stands before the firm is where it sits."""
    text = sentence.shadow.text
    for zone in context.things_of(sentence, "Zone"):
        # 甲区的乙医院, 丙公司所在的甲区.
        bodies = [t for t in context.things_of(sentence, "Organization") if text[zone.end : t.start] == "的"]
        bodies += [t for t in context.things_of(sentence, *_SEATED) if text[t.end : zone.start] in ("所在的", "所在地")]
        for body in bodies:
            context.relate(sentence, "LOCATED_IN", body, zone, "company-of-place", "0.8")
        match = _OF_PLACE.match(text, zone.end)
        if match is None or (not match["firm"] and not re.search("来自$", text[: zone.start])):
            continue
        for firm in starting_at(context, sentence, match.end(), ("Company",)):
            # 来自甲市的乙、来自丙市的丁: each its own.
            if not any(zone.end <= z.start < firm.start for z in context.things_of(sentence, "Zone")):
                context.relate(sentence, "LOCATED_IN", firm, zone, "company-of-place", "0.8")


_SEATED: Final = ("Company", "Organization", "Park")
_OF_PLACE = re.compile(
    r"(?:市|区)?(?:的)?(?P<firm>(?:另一家|另外一家|本土|本地|重点|龙头|骨干|科技|民营|制造|上市|老牌)*(?:企业|公司|厂商))?(?=[\u4e00-\u9fffA-Za-z(])"
)
_BRANCH_END = re.compile(r"(?:分公司|分行|支行|办事处|代表处)$")


def _branches(context: Context) -> None:
    """甲青岛分公司 belongs to 甲, whose name or short form begins it."""
    for branch in context.firms:
        if not _BRANCH_END.search(branch.name):
            continue
        owner_id = _by_alias(context, branch.name, branch.id)
        sentence = _first_named(context, branch.id)
        if owner_id is not None and sentence is not None:
            context.edge(
                sentence,
                "BRANCH_OF",
                ("Company", branch.id),
                ("Company", owner_id),
                "company-branch",
                confidence="0.82",
            )


def _by_alias(context: Context, name: str, own: str) -> str | None:
    """The firm whose form in the text, defined ones too, begins a branch's name."""
    best: tuple[int, str] | None = None
    for sentence in context.article.sentences:
        text = sentence.shadow.text
        for thing in context.things_of(sentence, "Company"):
            form = text[thing.start : thing.end]
            if thing.id != own and len(form) >= 2 and name.startswith(form) and (best is None or len(form) > best[0]):
                best = (len(form), thing.id)
    return best[1] if best is not None else None


def _first_named(context: Context, local_id: str) -> Sentence | None:
    for sentence in context.article.body:
        if any(t.id == local_id for t in context.things_of(sentence, "Company")):
            return sentence
    return None


def share_said(text: str, at: int) -> dict[str, object] | None:
    """The percent that a following 持股比例 states, as a property."""
    found = _SHARE.search(text, at, at + 40)
    if found is None:
        return None
    shares = [q for q in find_quantities(text[found.end() : found.end() + 20]) if q.unit == "%" and q.value is not None]
    return {"share": shares[0].value} if shares else None


def _parents(context: Context, sentence: Sentence) -> None:
    """甲支行（乙银行下属机构）, 甲是乙的分公司."""
    text = sentence.shadow.text
    companies = context.things_of(sentence, "Company")
    for thing in companies:
        bracket = _BRANCH.match(text, thing.end)
        if bracket is not None:
            parent = next((t for t in companies if t.start == bracket.start("x")), None)
            if parent is not None:
                context.relate(sentence, "BRANCH_OF", thing, parent, "company-branch", "0.85")
        if _IS_BRANCH.match(text, thing.end) and _BELONGS.search(text[: thing.start]):
            child = [t for t in companies if t.end <= thing.start]
            if child:
                context.relate(sentence, "BRANCH_OF", child[-1], thing, "company-branch", "0.8")
