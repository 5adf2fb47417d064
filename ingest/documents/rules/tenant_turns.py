"""Who sits in a park, in turned words: 把新厂建在了甲园, 推开甲园3号楼的门，乙公司的…, 甲园迎来乙 (入驻的其他说法)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.settling import put_tenant
from ingest.documents.rules.subjects import openers
from ingest.sieve import regex

_FIRMS: Final = ("Company", "Organization")
_IN_FRONT: Final = "(?:已经?|早已|如今|去年|今年|最终|毅然|果断|干脆|索性|就|便|也|正|还|则|又|率先|先后|刚刚?|日前|近日|上月|年初|\\d{1,2}月|(?:20\\d\\d|[今去前])年\\d{1,2}月)*"
# 乙公司把新厂建在了甲园; 乙公司就藏在甲园3号楼里; 乙公司选择甲园.
_SITS = regex(
    rf"{_IN_FRONT}(?:[把将][^，。；;、“”]{{1,12}}?(?:建|设|放|落|搬|安|迁)(?:在|进|到|入)|(?:藏身|藏|坐落|扎根|落脚|安家|栖身|驻扎|扎营|落子|起步)(?:在|于)|选择|相中|看中|选定)了?[“]?(?=[\u4e00-\u9fffA-Za-z])"
)
_SETTLES: Final = "挂牌|揭牌|开业|开张|安家|落户|扎根|办公|开工生产|租下|租用"
_IN_PARK: Final = regex(_SETTLES)
# 乙公司在甲园挂牌.
_OPENS_IN: Final = re.compile(rf"{_IN_FRONT}在(?:位于)?(?:[^，。；;、“”]{{2,8}}的)?[“]?")
_OPENED: Final = re.compile(
    rf"[”]?(?:[^，。；;、“”]{{0,6}}(?:楼|座|层|车间|厂房))?(?:里|内)?(?:正式|成功|同步)*(?:{_SETTLES})"
)
# 走进甲园3号楼，乙公司的车间…; 甲园里，乙公司….
_THERE: Final = re.compile(r"[”]?[^，。；;、:]{0,12}，(?:只见)?")
_WALKS: Final = re.compile(
    r"(?:推开|走进|来到|踏进|步入|走入|跨进)(?:位于[^，。；;、]{2,14}的|[^，。；;、]{0,6}(?:的|区|市|镇|街道))?[“]?$"
)
_WITHIN: Final = re.compile(r"[”]?(?:[^，。；;、:]{0,8}(?:楼|车间|厂房|大厦|座|层))?(?:里|内|中)，")
_WORKS_THERE: Final = re.compile(
    r"(?:的)?(?:[^，。；;、]{0,6})?(?:车间|工程师|技术人员|员工|工人|展厅|生产线|产线|实验室|办公室|厂房|研发人员|已经?|正在|刚刚|正|忙|总经理|负责人)"
)
_ELSEWHERE: Final = re.compile(r"签约|签署|签订|发布会|参观|考察|路演|揭牌仪式|洽谈")
# 甲园迎来乙公司; 甲园揽入乙、丙.
_WELCOMES = regex(
    r"[”]?(?:已经?|又|再|刚刚?|接连|陆续|先后|上月|本月|今年|去年|\d{1,2}月)*(?:迎来|迎进|揽入|揽下|聚起|聚拢|吸纳|留住)了?(?:首家[^，。；;、“”]{0,8}(?:——|:)|首批[^，。；;、“”]{0,6}(?:——|:))?(?=[\u4e00-\u9fffA-Za-z])"
)
_GUESTS: Final = re.compile(r"[^，。；;]{0,6}(?:考察|参观|调研|一行|代表团|负责人|高管|专家)")
_PLANNED: Final = re.compile(
    r"(?:拟|将|有望|力争|争取|即将|希望|计划|有意|洽谈|未|没有|不再|尚未|曾)[^，。；;把]{0,8}$"
)


def tenant_turns(context: Context) -> None:
    """TENANT_OF from a firm to the park that its sentence shows it in."""
    for sentence in context.article.body:
        for park in context.things_of(sentence, "Park"):
            _there(context, sentence, park)
    for sentence in sifted(context.article.body, _SITS, _WELCOMES, _IN_PARK):
        _sits(context, sentence)
        _welcomed(context, sentence)


def _sits(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for firm in openers(context, sentence, ("Company",)):
        opens = _OPENS_IN.match(text, firm.end)
        parks = starting_at(context, sentence, opens.end(), ("Park",))[:1] if opens is not None else []
        for park in parks:
            if _OPENED.match(text, park.end):
                _put(context, sentence, firm, park)
        match = _SITS.match(text, firm.end)
        for park in starting_at(context, sentence, match.end(), ("Park",))[:1] if match is not None else []:
            _put(context, sentence, firm, park)


def _there(context: Context, sentence: Sentence, park: Thing) -> None:
    text = sentence.shadow.text
    walked = _WALKS.search(text, 0, park.start) is not None
    there = (_THERE if walked else _WITHIN).match(text, park.end)
    # Where the words of one place stand before another: 在甲区的乙园里.
    if there is None or (not walked and re.search(r"(?:^|[，。；;])在?[“]?$", text[: park.start]) is None):
        return
    for firm in starting_at(context, sentence, there.end(), ("Company",))[:1]:
        stop = re.search("[。；;]", text[firm.end :])
        told = text[firm.end : firm.end + stop.start()] if stop else text[firm.end :]
        if _WORKS_THERE.match(told) and not _ELSEWHERE.search(told):
            _put(context, sentence, firm, park)


def _welcomed(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for park in openers(context, sentence, ("Park",)):
        match = _WELCOMES.match(text, park.end)
        firms = starting_at(context, sentence, match.end(), _FIRMS) if match is not None else []
        if firms and not _GUESTS.match(text, firms[-1].end):
            for firm in firms:
                _put(context, sentence, firm, park)


def _put(context: Context, sentence: Sentence, firm: Thing, park: Thing) -> None:
    if not _PLANNED.search(sentence.shadow.text, 0, max(firm.start, park.start)):
        put_tenant(context, sentence, firm, park, "park-tenant-shown", "0.78")
