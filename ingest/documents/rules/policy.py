"""Policies: title, alias, number, period, issuer (政策文件)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, PolicyReference
from ingest.numbers import find_dates, find_period
from schema.ids import name_id

_KINDS: Final = (
    "实施方案", "行动方案", "工作方案", "实施意见", "指导意见", "若干措施", "若干政策", "政策措施", "实施细则", "行动计划",
    "实施办法", "管理办法", "方案", "办法", "意见", "规划", "措施", "细则", "条例", "规定", "纲要", "规则", "政策", "计划",
    "指引", "导则", "通知", "决定", "公告", "指南",
)  # fmt: skip
# These words also end the names of films and books.
_WEAK: Final = frozenset({"计划", "指引", "通知", "决定", "公告", "指南", "规则", "政策"})
_TAIL = re.compile(r"\s*\((?:[^()]*)\)$")
_TITLE = re.compile(r"《([^《》]{2,90})》")
_ALIAS = re.compile(r"\((?:以下|下)?简?称(?:为)?:?[《“]([^》”]{1,30})[》”]\)")
_TELLS = re.compile(r"印发|出台|发布|制定|公布|审议通过|实施|提出|解读|介绍|根据|明确")
_ISSUES = re.compile(
    r"(?:近日|日前|今日|联合|正式|共同|已|\d{1,2}日|，)*(?:印发|出台|发布|制定|公布)(?:了|实施)?(?=《)"
)
_OFFICE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,12}(?:委员会|人民政府(?:办公厅|办公室)?|办公厅|办公室)"
    r"|[\u4e00-\u9fff]{2,8}[省市区县][\u4e00-\u9fff]{2,10}(?:局|委|厅)|国务院(?:办公厅)?)$"
)
_RELAY = re.compile(r"(?P<office>[\u4e00-\u9fff、]{2,40}?)关于(?:印发|发布)《(?P<title>[^《》]{4,90})》的通知")


def policy_kind(title: str) -> str | None:
    """Kind (文种) of a title by its ending, None where the title is no policy's."""
    bare = _TAIL.sub("", title)
    for kind in _KINDS:
        if bare.endswith(kind):
            strong = kind not in _WEAK or len(bare) >= 10 or bare.startswith("关于")
            return kind if strong else None
    return None


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
    context.edge(
        sentence, "REPORTS", ("Document", context.document_id), ("Policy", policy.id), "policy-own-title",
        confidence="0.95",
    )  # fmt: skip
    _signature(context, policy, issuer)


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
    title = context.article.title_sentence
    if issuer and title is not None:
        _issued_by(context, title, policy, 0, len(issuer), "policy-own-title")


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
            if own is None and (alias or _TELLS.search(text)) and not policy.main:
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
    _aliases(context)


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
            context.mention(sentence, hit.start, hit.end, "Organization", hit.id)
            context.edge(
                sentence, "ISSUED_BY", ("Policy", policy.id), ("Organization", hit.id), "policy-issued-by",
                confidence="0.92",
            )  # fmt: skip
            return
    clause = re.split(r"[，。;:、]|近日|日前|今日|\d日", before)[-1]
    office = _OFFICE.search(clause)
    if office and not re.match(r"[我本全该市省区县]", office[0]):
        start = issue.start() - len(office[0])
        _issued_by(context, sentence, policy, start, issue.start(), "policy-issued-by")


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
