"""Bodies that only their founding shows, and departments by their short names: 共建的甲联合实验室, 甲区乙部 … 乙部 (新设机构).

A centre or laboratory is a body where a text says who sets it up; without that it is as often a building.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import sifted
from ingest.documents.frame import Context
from ingest.documents.rules.again import said_again
from ingest.documents.rules.organizations import BODY, RULE
from ingest.sieve import matches, regex
from schema.tokens import tagged
from schema.words import word_set

_WORD: Final = r"[\u4e00-\u9fffA-Za-z0-9]"
_BODY: Final = r"(?:(?:创新|验证|测试|检测|研究|促进|推广|转化|孵化|实训|培训|评价|评估|试验|研发|服务|保障|协同|交流|指导|体验)中心|实验室|研究院|研究所|工作站)"
# 由甲建立的乙验证中心, 与甲共建的乙联合实验室.
_SET_UP_BODY: Final = regex(
    rf"(?:建立|设立|成立|组建|筹建|共建|合建|创建)(?:了)?的(?P<name>(?![一二两三四五六七八九十多首各该本\d]){_WORD}{{2,18}}?{_BODY})(?!{_WORD}{{0,2}}(?:[里内]|项目|工程))"
)
# 筹建青岛甲推广中心: behind the verb a place shows that a name begins.
_PLACED: Final = regex(
    rf"(?:设立|成立|组建|筹建|创立)(?:了)?(?P<name>{_WORD}{{4,22}}?中心)(?!{_WORD}{{0,2}}(?:[里内]|项目|工程))"
)
# 组建场景创新促进中心: founded, a body whatever it is called by.
_FOUNDED: Final = regex(
    rf"(?:组建|成立|筹建)(?:了|起)?(?P<name>(?![一二两三四五六七八九十多首各该本新\d]){_WORD}{{3,18}}?{_BODY})(?=[，。；;、和与]|$)"
)
# 青岛甲联合实验室揭牌成立.
_UNVEILED: Final = regex(
    rf"(?P<name>{_WORD}{{6,22}}?{_BODY})(?=(?:正式|同步|日前|近日|昨日|今日|在[^，。；;]{{2,8}})*(?:揭牌|挂牌|成立(?!于|的|以来)|投用))"
)
# 联合实验室, 重点实验室, 技术创新中心: said of its kind alone.
_KIND: Final = re.compile(
    r"(?:联合|重点|工程|技术|产业|企业|国家级?|省级?|市级?|公共|区域|海外|博士后|院士|专家|创新|科研|科技|高水平|新型|产学研|校企)*"
    + f"{_BODY}$"
)
_OFFICES_NAME: Final = re.compile(rf"(?P<zone>.{{2,12}}?[区城港谷园县市])(?P<own>{_WORD}{{2,8}}部)")
_ASKED: Final = re.compile(r"(?:^|[^\u4e00-\u9fffA-Za-z0-9]|[由经向报与和及将给归交])$")


def founded_bodies(context: Context) -> None:
    """Centres and laboratories that a text says are set up, and departments called by their own words alone."""
    for sentence in sifted(context.article.body, _SET_UP_BODY, _PLACED, _FOUNDED, _UNVEILED):
        text = sentence.shadow.text
        for match in matches(text, _SET_UP_BODY, _PLACED, _FOUNDED, _UNVEILED):
            start, end = match.span("name")
            named = match.re not in (_PLACED.re, _UNVEILED.re) or tagged(match["name"])[0].tag == "ns"
            if named and _one_name(match["name"]) and context.free(sentence, start, end):
                context.put_name(
                    sentence, start, end, "Organization", context.scope, RULE, BODY, {"kind": "institute"}
                )  # fmt: skip
    _departments(context)


def _one_name(name: str) -> bool:
    """Whether words are the name of one body: no kind alone, none of the words that end a name."""
    own = _KIND.sub("", name)
    return len(own) > 1 and not any(t.text in word_set("left_stops") for t in tagged(own))


def _departments(context: Context) -> None:
    """经甲区科技创新部评审 … 科技创新部验收: a department of the one zone that has it."""
    called: dict[str, set[str]] = {}
    for sentence in context.article.sentences:
        for thing in context.things_of(sentence, "Organization"):
            whole = _OFFICES_NAME.fullmatch(sentence.shadow.text, thing.start, thing.end)
            if whole is not None:
                called.setdefault(whole["own"], set()).add(thing.id)
    names = {name: ids.pop() for name, ids in called.items() if len(ids) == 1}
    for sentence, match in said_again(context, names):
        if _ASKED.search(sentence.shadow.text, 0, match.start()):
            context.mention(sentence, *match.span(), "Organization", names[match[0]], "alias")
