"""What is said of companies: where they sit, whom they hold, supply, belong to (企业事实)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.subjects import sure, topic
from ingest.numbers import find_quantities
from ingest.sieve import regex

_SITS = regex(
    r"(?:成立于|位于|落在|坐落于|总部设在|总部位于|落户(?:于|在)?|注册于|注册在|注册地(?:为|在)|扎根(?:于)?|诞生于|地处|选址(?:在|于)?|建在|设在|选在|落子|落地(?:于|在)?|迁至|搬至|迁入|入驻)(?:了)?"
)
_HOLDS = regex(
    r"(?:全资|合资|共同|出资|独资|控股|参股|联合|已|还|先后|又|正式)*(?P<verb>设立|成立|组建|收购|并购|参股|入股|控股|投资|增资|注资|战略投资|全资控股)(?:了|的)?(?:旗下|子公司|全资子公司|控股子公司)?"
)
_SHARE = regex(r"持股(?:比例)?(?:为|达|约)?|占股|持有[^，。；;]{0,12}?(?:股份|股权)?")
_FEEDS = regex(
    r"(?:主要|长期|稳定|独家|全部|已)*(?:供给|供应给|供货给|销售给|配套给|供应)(?:给)?(?:[\u4e00-\u9fff]{2,4}(?:本地|当地)?的)?"
)
_FOR = regex(r"为(?=[\u4e00-\u9fffA-Za-z(])")
_FUTURE: Final = re.compile(r"(?:拟|将|计划|有意|意向|正在洽谈|筹划)[^，。；;]{0,8}$")
_DENIED: Final = re.compile(r"(?:未|没有|不再|尚未|取消|终止|退出|并未)[^，。；;]{0,8}$")
_BRANCH = re.compile(r"\((?P<x>[^()]{4,40}?)(?:的)?(?:下属机构|下属企业|分支机构|子公司|下属公司|旗下企业|旗下)\)")
_BELONGS = re.compile(r"(?:是|系|隶属于|为)$")


def company_facts(context: Context) -> None:
    """Seat, holdings, supplies and parents of companies."""
    for sentence in context.article.body:
        _seats(context, sentence)
        _holdings(context, sentence)
        _funded(context, sentence)
        _supplies(context, sentence)
        _parents(context, sentence)


def _denied(text: str, at: int) -> bool:
    cut = max(text.rfind(mark, 0, at) for mark in "，。；;") + 1
    return bool(_DENIED.search(text[cut:at]) or _FUTURE.search(text[cut:at]))


def _seats(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _SITS.finditer(text):
        place = next((t for t in context.things_of(sentence, "Zone", "Park") if t.start == match.end()), None)
        if place is None or _denied(text, match.start()):
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
        firms = ending_at(context, sentence, match.start(), ("Company", "Organization"))
        hops = 0
        if not firms:
            about = topic(context, sentence, ("Company", "Park", "Project", "Organization"), match.start())
            if about is None or about.thing.label not in ("Company", "Organization") or about.hops > 1:
                continue
            firms, hops = [about.thing], about.hops
            # 设立乙，生产基地选在丙区: the firm named last is meant.
            last = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
            firms = [last[-1]] if last else firms
        for firm in firms:
            context.relate(sentence, "LOCATED_IN", firm, place, "company-seat", sure(82, hops))


def _holdings(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _HOLDS.finditer(text):
        held = starting_at(context, sentence, match.end(), ("Company",), skip=6)
        if not held or _denied(text, match.start()):
            continue
        owners = ending_at(context, sentence, match.start(), ("Company",))
        hops = 0
        if not owners:
            about = topic(context, sentence, ("Company",), match.start())
            if about is None or about.hops > 1 or about.thing in held:
                continue
            owners, hops = [about.thing], about.hops
        share = _share(text, held[-1].end)
        for owner in owners:
            for firm in held:
                context.relate(sentence, "INVESTS_IN", owner, firm, "company-holds", sure(82, hops), share)


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
        for owner in owners if held is not None and held.hops <= 1 and not _denied(text, match.start()) else ():
            if held is not None:
                context.relate(sentence, "INVESTS_IN", owner, held.thing, "company-funded", sure(80, held.hops))


def _share(text: str, at: int) -> dict[str, object] | None:
    """The percent that a following 持股比例 states, as a property."""
    found = _SHARE.search(text, at, at + 40)
    if found is None:
        return None
    shares = [q for q in find_quantities(text[found.end() : found.end() + 20]) if q.unit == "%" and q.value is not None]
    return {"share": shares[0].value} if shares else None


def _supplies(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _FEEDS.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",), skip=5)
        if not buyers or _denied(text, match.start()):
            continue
        seller = topic(context, sentence, ("Company",), match.start())
        before = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
        head = before[-1] if before else seller.thing if seller and seller.hops <= 1 else None
        for buyer in buyers if head is not None else ():
            if head is not None:
                context.relate(sentence, "SUPPLIES", head, buyer, "company-supplies", sure(78, 0))
    for match in _FOR.finditer(text):
        buyers = starting_at(context, sentence, match.end(), ("Company",))
        if not buyers or not re.match(
            r"(?:等)?[^，。；;]{0,6}?(?:配套|供货|供应|代工|提供[^，。；;]{0,12}(?:部件|零件|设备|材料|产品|芯片))",
            text[buyers[-1].end :],
        ):
            continue
        sellers = ending_at(context, sentence, match.start(), ("Company",))
        about = topic(context, sentence, ("Company",), match.start())
        for seller_ in sellers or ([about.thing] if about and about.hops <= 1 else []):
            for buyer in buyers:
                context.relate(sentence, "SUPPLIES", seller_, buyer, "company-supplies", sure(78, 0))


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
        if re.match(r"(?:的)?(?:分公司|分支机构|下属机构)", text[thing.end :]) and _BELONGS.search(text[: thing.start]):
            child = [t for t in companies if t.end <= thing.start]
            if child:
                context.relate(sentence, "BRANCH_OF", child[-1], thing, "company-branch", "0.8")
