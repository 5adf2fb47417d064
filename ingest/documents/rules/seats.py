"""Where bodies sit, said in a description of them: 入驻甲园的乙公司, 租户是丙公司, 甲园就在丁镇 (所在与租户).

A park is the one named there, else the one the text goes on about.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.subjects import openers
from ingest.documents.rules.told_places import told_parks
from ingest.sieve import regex

_BODIES: Final = ("Company", "Organization")
_ENTERED: Final = regex(r"(?:入驻|落户|进驻|扎根)(?:于|在|到)?")
_NOMINAL: Final = re.compile(r"(?:该|这座|这个)?(?:园区|产业园|园|基地)")
# 入驻该园已六年的甲, 去年入驻甲园的乙.
_SINCE: Final = re.compile(r"(?:已|有|超过|近|满)?[^，。；;、的]{0,6}的")
_NOT_YET: Final = re.compile(r"(?:拟|将|计划|有意|意向|取消|未|准备|吸引|推动|鼓励|支持)[^，。；;]{0,4}$")
_ROLE: Final = regex(
    r"(?:另一家|第一家|最大的?|最早的|首批|第一批|新|老)?(?:租户|租客|住户|入驻企业)(?:里|中)?[^，。；;、]{0,6}?(?:是|有|包括|为)"
)
# 作为首批入驻的企业，甲深耕乙.
_AS_ONE: Final = regex(
    r"作为[^，。；;]{0,10}?(?:入驻|落户|进驻|入园)(?:园区|产业园|这里)?(?:的)?[^，。；;]{0,6}?(?:企业|公司|租户|单位)(?:之一)?，(?=[\u4e00-\u9fff])"
)
# 入园企业中，甲…；乙…: each that opens what is told of.
_AMONG: Final = regex(
    r"(?:入园|入驻|在园|驻园|园内|园区|落户)(?:的)?(?:代表性?|重点|骨干|龙头|规上|主要)?(?:企业|公司|项目)(?:中|里|当中|之中)，"
)
_DESCRIBED: Final = re.compile(r"[^，。；;、]{0,16}的")
_CHILD: Final = re.compile(r"的(?:全资|控股)?(?:子公司|孙公司)")
_LIES: Final = re.compile(r"(?:[^，。；;、]{0,4}(?:就|也|正))?(?:在|建在|坐落在|坐落于|位于|地处|设在|落在)$")
_BUILT_IN: Final = re.compile(r"(?:建设|布局|动工|开工|落地|扩建|选址)")


def seats(context: Context) -> None:
    """Tenants by a description or a role, and parks by the place right behind them."""
    for sentence, here, _ in told_parks(context):
        text = sentence.shadow.text
        for match in _ENTERED.finditer(text):
            if not _NOT_YET.search(text, 0, match.start()):
                _entered(context, sentence, match.end(), here)
        for match in _AS_ONE.finditer(text) if here is not None else ():
            for firm in context.things_of(sentence, "Company"):
                if firm.start == match.end() and here is not None:
                    context.relate(sentence, "TENANT_OF", firm, here, "park-tenant", "0.78", {"status": "in_use"})
        for match in _AMONG.finditer(text) if here is not None else ():
            for firm in openers(context, sentence, _BODIES):
                if firm.start >= match.end() and here is not None:
                    context.relate(sentence, "TENANT_OF", firm, here, "park-tenant", "0.8", {"status": "in_use"})
        for match in _ROLE.finditer(text):
            body = _role(context, sentence, match.end())
            park = next((p for p in reversed(context.things_of(sentence, "Park")) if p.end <= match.start()), here)
            if body is not None and park is not None:
                context.relate(sentence, "TENANT_OF", body, park, "park-tenant", "0.78", {"status": "in_use"})
        for park in context.things_of(sentence, "Park"):
            _lies(context, sentence, park)


def _entered(context: Context, sentence: Sentence, at: int, here: Thing | None) -> None:
    """入驻甲园的乙: 乙 sits there."""
    text = sentence.shadow.text
    # 入驻甲区的乙园的丙.
    zone = next((t for t in context.things_of(sentence, "Zone") if t.start == at), None)
    at = zone.end + text.startswith("的", zone.end) if zone is not None else at
    park = next((t for t in context.things_of(sentence, "Park") if t.start == at), None)
    noun = _NOMINAL.match(text, at) if park is None else None
    end = park.end if park is not None else noun.end() if noun is not None else -1
    since = _SINCE.match(text, end) if end >= 0 else None
    where = park or here
    if since is None or where is None:
        return
    for body in context.things_of(sentence, *_BODIES):
        if body.start == since.end():
            context.relate(sentence, "TENANT_OF", body, where, "park-tenant", "0.8", {"status": "in_use"})


def _role(context: Context, sentence: Sentence, at: int) -> Thing | None:
    """The firm behind 租户是: right there, behind its description, or the child of the firm there."""
    text = sentence.shadow.text
    firms = context.things_of(sentence, "Company")
    described = _DESCRIBED.match(text, at)
    first = next((f for f in firms if f.start == at or (described is not None and f.start == described.end())), None)
    if first is None:
        return None
    child = _CHILD.match(text, first.end)
    return next((f for f in firms if child is not None and f.start == child.end()), None if child else first)


def _lies(context: Context, sentence: Sentence, park: Thing) -> None:
    """甲园就在丁镇, 支持甲园在丁区建设."""
    text = sentence.shadow.text
    zone = next((z for z in context.things_of(sentence, "Zone") if z.start >= park.end), None)
    if zone is None or not _LIES.fullmatch(text, park.end, zone.start):
        return
    plain = text[park.end : zone.start] == "在"
    if not plain or _BUILT_IN.match(text, zone.end):
        context.relate(sentence, "LOCATED_IN", park, zone, "park-located", "0.85")
