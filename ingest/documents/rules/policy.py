"""Policies: title, alias, number, period, issuer (政策文件)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Named, PolicyReference
from ingest.documents.rules.policy_succession import body_meant, superseded
from ingest.numbers import find_dates, find_period
from ingest.sieve import regex
from schema.ids import name_id

_KINDS: Final = (
    "实施方案", "行动方案", "工作方案", "实施意见", "指导意见", "若干措施", "若干政策", "若干举措", "政策措施", "实施细则", "行动计划",
    "实施办法", "管理办法", "方案", "办法", "意见", "规划", "措施", "细则", "条例", "规定", "纲要", "规则", "政策", "计划",
    "工作要点", "要点",
    "指引", "导则", "通知", "决定", "公告", "指南", "法",
)  # fmt: skip
# These words also end the names of films and books.
_WEAK: Final = frozenset({"要点", "计划", "指引", "通知", "决定", "公告", "指南", "规则", "政策"})
_SHORTEST_LAW: Final = 4
_TAIL = re.compile(r"\s*\((?:[^()]*)\)$")
_TITLE = regex(r"《([^《》]{2,90})》")
_ALIAS = re.compile(r"[，,]?\(?(?:以下|下文|下|文中)?(?:统一)?(?:简)?称(?:为|作)?:?[《“]([^》”]{1,30})[》”]\)?")
_TELLS = regex(r"印发|出台|发布|制定|公布|审议通过|实施|提出|解读|介绍|根据|明确")
_ISSUES = re.compile(
    r"(?:近日|日前|今日|今天|昨日|昨天|上周|本周|本月|上午|下午|联合|正式|共同|对外|公开|集中|首次|率先|向社会|面向社会|已经?|于|\d{4}年|\d{1,2}月|\d{1,2}日|(?:召开|举行|举办)(?:新闻)?(?:发布会|通气会|吹风会)|，)*(?:印发|下发|印制|制发|出台|发布|制定|公布)(?:了|实施|的)?(?=《)"
)
_OFFICE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,12}(?:委员会|人民政府(?:办公厅|办公室)?|办公厅|办公室)"
    r"|(?:(?![局厅与])[\u4e00-\u9fff]){2,8}[省市区县](?:(?![局厅与])[\u4e00-\u9fff]){2,10}(?:局|委|厅)|国务院(?:办公厅)?)$"
)
_RELAY = regex(r"(?:(?P<office>[\u4e00-\u9fff、]{2,40}?)|^)关于(?:印发|发布)《?(?P<title>[^《》]{4,90})》?的通知")


def policy_kind(title: str) -> str | None:
    """Kind (文种) of a title by its ending, None where the title is no policy's."""
    bare = _TAIL.sub("", title)
    if _ANNOUNCES.search(bare):
        return None
    for kind in _KINDS:
        if bare.endswith(kind):
            strong = kind not in _WEAK or len(bare) >= 10 or bare.startswith("关于")
            if kind == "法":
                strong = len(bare) >= _SHORTEST_LAW and not bare.endswith(
                    ("方法", "书法", "兵法", "想法", "魔法", "办法")
                )
            return kind if strong else None
    return None


# A notice that only makes a list or a result known sets no policy.
_ANNOUNCES = re.compile(r"(?:名单|结果|获奖|公示|表彰|通报|批次|清单|目录).{0,6}的?(?:通知|公告|决定|公布|函)$")


def is_policy_title(title: str) -> bool:
    """Whether a title in marks is that of a policy, a law, or a bare kind such as 方案."""
    return policy_kind(title) is not None or _generic(title)


def _generic(title: str) -> bool:
    return title in _KINDS


def _properties(title: str, kind: str) -> dict[str, object]:
    period = find_period(title)
    made: dict[str, object] = {"kind": kind}
    if period:
        made |= {"period_from": period[0], "period_to": period[1]}
    return made


def _reference(context: Context, title: str) -> PolicyReference:
    local_id = name_id("Policy", title, context.scope)
    for known in context.policies:
        if known.id == local_id:
            return known
    made = PolicyReference(local_id, title)
    context.policies.append(made)
    return made


def own_plan(context: Context) -> None:
    """The file is the policy itself: the document's title is the policy's."""
    sentence = context.article.title_sentence
    if sentence is None or context.kind != "plan":
        return
    text = sentence.shadow.text
    relay = _RELAY.search(text)
    if relay:
        start, end = relay.start("title"), relay.end("title")
    else:
        start, end = 0, len(text)
    title = context.surface(sentence, start, end)
    kind = policy_kind(text[start:end])
    if kind is None:
        return
    policy = _reference(context, title)
    policy.main = True
    issuer = relay["office"] if relay else None
    context.node(
        sentence, "Policy", policy.id, title, "policy-own-title", confidence="0.95",
        properties=_properties(text[start:end], kind) | {"issuer": issuer},
    )  # fmt: skip
    context.mention(sentence, start, end, "Policy", policy.id)
    _own_alias(context, policy)
    context.edge(
        sentence, "REPORTS", ("Document", context.document_id), ("Policy", policy.id), "policy-own-title",
        confidence="0.95",
    )  # fmt: skip
    _signature(context, policy, issuer)


_OWN_ALIAS = regex(
    r"本(?:方案|计划|意见|措施|办法|规划|条例|规定|通知|细则|纲要)\((?:以下|下)?(?:统一)?简?称(?:为)?:?[《“](?P<alias>[^》”]{1,30})[》”]\)"
)


def _own_alias(context: Context, policy: PolicyReference) -> None:
    """本方案（以下简称《X》）: the policy's own short name."""
    for sentence in context.article.sentences:
        match = _OWN_ALIAS.search(sentence.shadow.text)
        if match is not None:
            alias = context.surface(sentence, *match.span("alias"))
            policy.aliases.add(match["alias"])
            context.node(
                sentence, "Policy", policy.id, policy.title, "policy-own-alias", confidence="0.95", aliases=[alias]
            )
            return


def _signature(context: Context, policy: PolicyReference, issuer: str | None) -> None:
    """Number, issuing body and day from the lines around a plan's text."""
    metas = [s for s in context.article.sentences if s.kind == layout.META]
    for i, meta in enumerate(metas):
        text = meta.shadow.text
        number = layout.DOCUMENT_NUMBER.search(text)
        dates = [d for d in find_dates(text) if d.precision == "day"]
        signed = bool(layout.DAY_LINE.fullmatch(text)) or text.startswith(("成文日期", "发文日期"))
        properties: dict[str, object] = {}
        if number:
            properties["document_number"] = context.surface(meta, number.start(), number.end())
        if dates and signed:
            properties["issued_on"] = dt.date.fromisoformat(dates[0].iso)
        following = metas[i + 1].shadow.text if i + 1 < len(metas) else ""
        if issuer is None and _OFFICE.fullmatch(text) and layout.DAY_LINE.fullmatch(following):
            properties["issuer"] = context.surface(meta, 0, len(text))
            _issued_by(context, meta, policy, 0, len(text), "policy-signature")
        if properties:
            context.node(meta, "Policy", policy.id, policy.title, "policy-signature", properties=properties)
    _makes_it(context, policy)
    title = context.article.title_sentence
    if issuer and title is not None:
        _issued_by(context, title, policy, 0, len(issuer), "policy-own-title")


_MAKES = regex(
    r"(?:特|研究|现|经研究)*(?:制定|出台|印发|发布)(?:了)?(?:如下|以下|本|此)(?:措施|政策|办法|意见|方案|规定|细则)"
)


def _makes_it(context: Context, policy: PolicyReference) -> None:
    """甲委研究制定如下措施: the office that the policy's own text names."""
    for sentence in context.article.body[:6]:
        made = _MAKES.search(sentence.shadow.text)
        before = [
            h
            for h in context.names.get(sentence.number, ())
            if h.label == "Organization" and made and h.end == made.start()
        ]
        for hit in before:
            context.mention(sentence, hit.start, hit.end, "Organization", hit.id)
            context.edge(
                sentence,
                "ISSUED_BY",
                ("Policy", policy.id),
                ("Organization", hit.id),
                "policy-made-by",
                confidence="0.88",
            )


def _issued_by(context: Context, sentence: Sentence, policy: PolicyReference, start: int, end: int, rule: str) -> None:
    name = context.surface(sentence, start, end)
    if not _OFFICE.fullmatch(sentence.shadow.text[start:end]):
        return
    known = next(
        (
            h
            for h in context.names.get(sentence.number, ())
            if h.label == "Organization" and h.start <= start and h.end >= end
        ),
        None,
    )
    if known is not None:
        local_id = known.id
    else:
        local_id = name_id("Organization", name, context.scope)
        context.node(sentence, "Organization", local_id, name, rule, confidence="0.85", properties={"kind": "office"})
    context.mention(sentence, start, end, "Organization", local_id)
    context.edge(sentence, "ISSUED_BY", ("Policy", policy.id), ("Organization", local_id), rule, confidence="0.9")


def policies(context: Context) -> None:
    """Policies named in title marks, with period and alias; the one the article tells of is its subject."""
    own = context.policy
    for sentence in context.article.sentences:
        text = sentence.shadow.text
        for match in _TITLE.finditer(text):
            start, end = match.span(1)
            kind = policy_kind(match[1])
            if (whole := _shortened(context, match[1])) is not None:
                _name_short(context, sentence, whole, start, end)
                continue
            if kind is None or _generic(match[1]) or _known_alias(context, match[1]):
                continue
            title = context.surface(sentence, start, end)
            policy = _reference(context, title)
            alias = _ALIAS.match(text, match.end())
            aliases = [context.surface(sentence, *alias.span(1))] if alias else []
            policy.aliases.update(aliases)
            number = layout.DOCUMENT_NUMBER.match(text, match.end() + 1)
            properties = _properties(match[1], kind)
            if number and text[match.end()] in "(（":
                properties["document_number"] = context.surface(sentence, *number.span())
            context.node(
                sentence, "Policy", policy.id, title, "policy-title", confidence="0.97" if alias else "0.93",
                aliases=aliases, properties=properties,
            )  # fmt: skip
            context.mention(sentence, start, end, "Policy", policy.id)
            if alias:
                context.mention(sentence, *alias.span(1), "Policy", policy.id, "alias")
            headed = sentence is context.article.title_sentence
            if own is None and (alias or headed or _TELLS.search(text)) and not policy.main:
                # Named after 按照, 根据, 贯彻 with no alias of its own, a policy is the ground, not the subject.
                ground = re.search(r"(?:按照|贯彻|落实|依据|根据|遵照)(?:[^，。《]{0,20})$", text[: match.start()])
                if context.policy is None and (alias or not ground):
                    policy.main = True
            rule = "policy-reported"
            if policy.main:
                context.edge(sentence, "REPORTS", ("Document", context.document_id), ("Policy", policy.id), rule)
            else:
                context.tell(sentence, "Policy", policy.id, "policy-named")
            _issuing_office(context, sentence, policy, match.start())
            _issued_after(context, sentence, policy, match.end())
            superseded(context, sentence, policy, match.start(), match.end())
    if context.policy is None and len(context.policies) == 1:
        # 按照《甲》，到2028年…: with no other policy the text tells of the one it goes by.
        context.policies[0].main = True
    _aliases(context)


_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]$")


def _shortened(context: Context, title: str) -> PolicyReference | None:
    """The policy named before whose title ends in this one: 《倍增计划》 of 《青岛市集成电路倍增计划（2026—2030年）》."""
    if _generic(title) or not title.endswith(_KINDS) or _known_alias(context, title):
        return None
    found = [p for p in context.policies if (core := _BRACKETS.sub("", p.title)) != title and core.endswith(title)]
    return found[0] if len(found) == 1 else None


def _name_short(context: Context, sentence: Sentence, policy: PolicyReference, start: int, end: int) -> None:
    alias = context.surface(sentence, start, end)
    context.node(sentence, "Policy", policy.id, policy.title, "policy-short-title", confidence="0.9", aliases=[alias])
    context.mention(sentence, start, end, "Policy", policy.id, "alias")


def _known_alias(context: Context, name: str) -> bool:
    return any(name in p.aliases for p in context.policies)


def _issuing_office(context: Context, sentence: Sentence, policy: PolicyReference, at: int) -> None:
    """ISSUED_BY where an office stands before 印发; a city alone (我市, 青岛市) is no organisation."""
    text = sentence.shadow.text
    issue = next((m for m in _ISSUES.finditer(text[: at + 1]) if m.end() == at), None)
    if issue is None:
        return
    before = text[: issue.start()]
    for hit in context.names.get(sentence.number, ()):
        if hit.label == "Organization" and hit.end == issue.start():
            _issued_by_all(context, sentence, policy, hit)
            return
    clause = re.split(r"[，。;:、]|近日|日前|今日|\d日", before)[-1]
    office = _OFFICE.search(clause)
    if office and not re.match(r"[我本全该市省区县]", office[0]):
        start = issue.start() - len(office[0])
        _issued_by(context, sentence, policy, start, issue.start(), "policy-issued-by")


_ISSUED_AFTER = re.compile(
    r"》?(?:\([^()]*\))?(?:，?[^，。;]{0,16}称[^，。;]{2,12})?，?(?:日前|近日|昨日|今日|\d+日)?(?:正式)?由"
)


_JOINS: Final = ("、", "和", "与", "会同", "联合", "联手", "携手")
"""What stands between offices that issue a paper together."""


def _issued_by_all(context: Context, sentence: Sentence, policy: PolicyReference, last: Named) -> None:
    """The office at `last` and those joined to it by 、 or 和."""
    text = sentence.shadow.text
    offices = [h for h in context.names.get(sentence.number, ()) if h.label == "Organization" and h.end <= last.end]
    joined = [last]
    for office in reversed(offices):
        if office.end < joined[0].start and text[office.end : joined[0].start] in _JOINS:
            joined.insert(0, office)
    if (meant := body_meant(context, sentence, joined[0].start)) is not None:
        context.edge(sentence, "ISSUED_BY", ("Policy", policy.id), meant, "policy-issued-by", confidence="0.88")
    for office in joined:
        context.mention(sentence, office.start, office.end, "Organization", office.id)
        context.edge(
            sentence, "ISSUED_BY", ("Policy", policy.id), ("Organization", office.id), "policy-issued-by",
            confidence="0.92",
        )  # fmt: skip


def _issued_after(context: Context, sentence: Sentence, policy: PolicyReference, at: int) -> None:
    """《甲》由乙局、丙局联合发布."""
    text = sentence.shadow.text
    by = _ISSUED_AFTER.match(text, at)
    offices = [h for h in context.names.get(sentence.number, ()) if h.label == "Organization"]
    chain = [h for h in offices if by is not None and h.start >= by.end()]
    end = by.end() if by is not None else -1
    last = None
    for office in chain:
        if office.start == end or text[end : office.start] in _JOINS:
            last, end = office, office.end
    if last is not None and re.match(r"(?:等)?(?:联合|共同)?(?:发布|印发|出台|制定|公布)", text[last.end :]):
        _issued_by_all(context, sentence, policy, last)


_YEARS: Final = re.compile(r"(?:\([^()]*\)|（[^（）]*）)+$")


def _unmarked(context: Context, sentence: Sentence) -> None:
    """出台样本行动计划: the title without its marks, its city or district and its years; with them it is the title itself."""
    main = context.policy
    if main is None:
        return
    core = _YEARS.sub("", main.title)
    short = core.removeprefix(context.packs.city_name).removeprefix("市")
    text = sentence.shadow.text
    for words in dict.fromkeys((core, short, _DISTRICT.sub("", core))):
        at = text.find(words) if len(words) >= _SHORTEST_TITLE else -1
        if at < 0:
            continue
        end = at + len(words)
        years = _IN_BRACKETS.match(text, end) if words == core != main.title else None
        if years is not None:
            end = years.end()
        if context.free(sentence, at, end):
            whole = context.surface(sentence, at, end) == main.title
            context.mention(sentence, at, end, "Policy", main.id, "name" if whole else "alias")
            context.used.add(sentence.number)


_IN_BRACKETS: Final = re.compile(r"\([^()]{4,16}\)")
_DISTRICT: Final = re.compile(r"^[\u4e00-\u9fff]{2,10}?(?:新区|示范区|[市区县])")
_SHORTEST_TITLE: Final = 8


def _aliases(context: Context) -> None:
    """Later 《方案》, and a bare kind such as 《行动方案》 while one policy alone is the subject."""
    main = context.policy
    for sentence in context.article.sentences:
        for match in _TITLE.finditer(sentence.shadow.text):
            owner = next((p for p in context.policies if match[1] in p.aliases or match[1] == p.title), None)
            if owner is None and _generic(match[1]):
                owner = main
            if owner is not None:
                context.mention(sentence, *match.span(1), "Policy", owner.id, "alias")
                context.used.add(sentence.number)
        _unmarked(context, sentence)
        for owner in context.policies:
            # “康养方案” may go on without its marks; 方案 and 行动计划 alone are common nouns.
            for alias in (a for a in owner.aliases if len(a) >= _SHORTEST_LAW and not _generic(a)):
                for place in re.finditer(re.escape(alias), sentence.shadow.text):
                    if context.free(sentence, *place.span()):
                        context.mention(sentence, *place.span(), "Policy", owner.id, "alias")
