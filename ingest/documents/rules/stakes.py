"""Who takes a stake in whom, who builds a platform and who runs it, said around the name (股权与平台).

甲出资6000万元，取得乙24%的股权; 由甲局搭建的“丙”平台将上线，日常运营交给丁公司.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context
from ingest.documents.rules.company_facts import denied, share_said
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.subjects import said_of, topic
from ingest.sieve import regex

_TAKES: Final = regex(
    r"(?:取得|获得|拿下|受让|购得|买下|收购|认购|拿到|持有|握有|拥有|手握)(?:了|着)?(?=[\u4e00-\u9fffA-Za-z(])"
)
_STAKE: Final = re.compile(r"(?:的)?(?:约|近|超)?\d[\d.]*%(?:的)?(?:股权|股份|份额)")
_NOT_YET: Final = re.compile(r"(?:拟|将|计划|有意|意向|未|没有|终止|取消|不再|洽谈)[^。；;]{0,24}$")
_SETS_UP: Final = regex(r"(?:搭建|建设|打造|开发|建成|开通|推出|建立|上线)(?:了|起|的)?[“]?$")
_RUN_BY: Final = regex(
    r"(?:日常|具体|后续|整体)?(?:运营|运维|管理)(?:工作|维护)?(?:则|将|也|已)?(?:交给|交由|委托给?|由|托付给)(?=[\u4e00-\u9fffA-Za-z(])"
)
_NEAR: Final = 1
"""Sentences behind a platform in which 日常运营 means that of it."""


def stakes(context: Context) -> None:
    """INVESTS_IN by the stake that changes hands; who ESTABLISHES a platform and who OPERATES it."""
    for sentence in sifted(context.article.body, _JOINTLY):
        _jointly(context, sentence)
    for sentence in sifted(context.article.body, _INTO):
        _into(context, sentence)
    for sentence in sifted(context.article.body, _TAKES, _RUN_BY):
        text = sentence.shadow.text
        for match in _TAKES.finditer(text):
            chain = starting_at(context, sentence, match.end(), ("Company",))
            if len(chain) != 1 or not _STAKE.match(text, chain[0].end) or _NOT_YET.search(text, 0, match.start()):
                continue
            about = topic(context, sentence, ("Company", "Organization"), match.start())
            if about is not None and about.hops <= 1 and about.thing.id != chain[0].id:
                context.relate(sentence, "INVESTS_IN", about.thing, chain[0], "company-stake", "0.82")
        for match in _RUN_BY.finditer(text):
            _run_by(context, sentence, match)
    if "Platform" not in context.counts or context.kind == "plan":
        return
    for sentence in context.article.body:
        text = sentence.shadow.text
        for platform in context.things_of(sentence, "Platform"):
            verb = _SETS_UP.re.search(text, max(0, platform.start - 8), platform.start)
            if verb is None:
                continue
            planned = _NOT_YET.search(text, 0, verb.start()) is not None
            # 甲区牵头打造的“乙”平台: in front of 的 a district sets it up as an office does.
            heads = ("Organization", "Zone") if verb[0].rstrip("“").endswith("的") else ("Organization",)
            for body in () if planned else ending_at(context, sentence, verb.start(), heads):
                # 组建甲联盟，建设乙平台: a comma between, the plan does both.
                between = text[body.end : verb.start()].strip("”》")
                if between.startswith("，") or "牵头，" in between:
                    continue
                context.relate(sentence, "ESTABLISHES", body, platform, "platform-built", "0.8")


# 同甲大学签约，由校方牵头建设乙平台; 与甲研究院共建的乙联合实验室.
_JOINTLY: Final = regex(
    r"(?:(?:牵头|联合|共同|合作|携手)+(?:共建|合建|建设|搭建|打造|设立|成立|组建|建立)|共建|合建|合办)(?:了|起|的)?(?:一个)?[“]?(?=[\u4e00-\u9fffA-Za-z])"
)
_INSTITUTE: Final = re.compile("(?:大学|学院|研究院|研究所|医院|实验室|科学院|研究中心|协会|学校)$")
_WITH: Final = re.compile("(?:与|同|和|跟|由|联合|携手|、|及)$")
_SIGNED: Final = re.compile(
    r"(?:等)?(?:(?:正式|成功|共同|分别)*(?:签订|签署|签约|签下|达成|签)[^。；;]{0,12}|，|:|则|还|由校方|由院方|由其|前者|后者|携手|合作|联合|共同)*"
)


def _jointly(context: Context, sentence: Sentence) -> None:
    """甲园与乙大学共建“丙”平台: the institute sets it up; a park or firm that has it is told elsewhere."""
    text = sentence.shadow.text
    for match in _JOINTLY.finditer(text):
        at = match.end()
        made = next(
            (t for t in context.things_of(sentence, "Platform", "Organization") if t.start in (at, at - 1)), None
        )
        bodies = [o for o in context.things_of(sentence, "Organization") if o.end <= match.start()]
        if made is None or not bodies or _SIGNED.fullmatch(text, bodies[-1].end, match.start()) is None:
            continue
        chain = ending_at(context, sentence, bodies[-1].end, ("Organization", "Company"))
        one = re.search("前者|后者", text[bodies[-1].end : match.start()])
        for body in chain if one is None else chain[:1] if one[0] == "前者" else chain[-1:]:
            whole = text[body.start : body.end]
            joined = _WITH.search(text, 0, body.start) is not None
            if body.label == "Organization" and joined and _INSTITUTE.search(whole):
                context.relate(sentence, "ESTABLISHES", body, made, "jointly-built", "0.75")


def _run_by(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """日常运营交给丁公司: of the platform named before."""
    for told in [sentence, *context.article.before(sentence, _NEAR)]:
        named = [
            t for t in context.things_of(told, "Platform", "Park") if told is not sentence or t.end <= match.start()
        ]
        if not named:
            continue
        if named[-1].label == "Platform" and told.paragraph == sentence.paragraph:
            for body in starting_at(context, sentence, match.end(), ("Company", "Organization")):
                context.relate(sentence, "OPERATES", body, named[-1], "platform-run", "0.8")
        return


# 甲现场宣布|向乙追投.
_SAYS_TO: Final = re.compile("(?:宣布|决定|承诺|再次|日前|近日|当天|现场|随后|还|又|再|已|刚)$")
# 甲向乙投资1.1亿元.
_INTO: Final = regex("[向对](?=[\u4e00-\u9fffA-Za-z(])")
_PUTS: Final = re.compile(
    r"(?:再|再次|追加|战略|累计|共|又|独家|一次性)*(?:追投|领投|投资|注资|增资|入股|注入|投了)(?=[约近超逾\d，。；;]|了|$)"
)


def _into(context: Context, sentence: Sentence) -> None:
    """甲向乙投资: 甲 holds a share of 乙."""
    text = sentence.shadow.text
    for match in _INTO.finditer(text):
        held = starting_at(context, sentence, match.end(), ("Company",))
        if not held or held[0].start != match.end() or not _PUTS.match(text, held[-1].end):
            continue
        owners = ending_at(context, sentence, match.start(), ("Company",))
        if not owners and _SAYS_TO.search(text, 0, match.start()):
            about = said_of(context, sentence, ("Company",), match.start())
            owners = [about.thing] if about is not None and about.thing.id != held[0].id else []
        for firm in held if owners and not denied(text, match.start()) else ():
            context.relate(
                sentence, "INVESTS_IN", owners[-1], firm, "company-holds", "0.82", share_said(text, held[-1].end)
            )
