"""Scenarios that only their name shows: where or when, and what is done there (从名称看出的场景).

先看码头夜间理货场景: no frame stands around it; of kinds of scenarios texts speak in fewer words.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context
from ingest.documents.rules.named_scenarios import kind_of_named
from ingest.documents.rules.plain_scenarios import behind_zone, is_kind
from ingest.sieve import regex
from schema.tokens import tagged
from schema.words import longest_first, word_set

# A name that says where or when and what is done there: 码头夜间理货场景.
_ANY: Final = regex(
    r"(?P<x>[\u4e00-\u9fffA-Za-z0-9+\-]{6,20})场景(?!清单|目录|机会|需求|体系|项目|库|方向|领域|开放|创新|示范|赋能|应用|建设|培育|驱动|引领|供需|对接|落地(?:见效|计划|行动)|[\u4e00-\u9fff]{0,2}(?:平台|清单|机制|行动|方案|计划)|等|\d|[两二三四五六七八九十]+[个项]|数)"
)
_BEFORE: Final = re.compile(
    r".*(?:的|拓展|丰富|深化|完善|探索|培育|布局|推广|挖掘|新增|来自|应用|使用|采用|接入|引入|建立|成立|组建|进行|决定|承建|提出|发布|开放|依托|作为|围绕|揭榜|先看|看看|看|是|推出|落地|建设|打造|谋划|拿下|针对|对于|关于|部署|就|在|把|将|对|与|和|以|从|聚焦|瞄准|面向|进入|走进|入选|其中|比如|例如|譬如)(?=.{6})"
)
_WORDS: Final = 3
_VERB: Final = re.compile("来自|应用|使用|采用|接入|引入|建立|成立|组建|进行|决定|推动|推进|加快|打造|建设|开放")
_WANTED: Final = re.compile(
    "(?:拓展|丰富|深化|完善|探索|培育|布局|聚焦|瞄准|面向|推广|挖掘|新增|打造|建设|推动|推进|加快|围绕|各类|一批|更多)(?:了|出)?$"
)
_OPENS_NONE: Final = ("d", "p", "c", "r", "u", "m", "t")
_WIDE: Final = re.compile(
    "(?:贸易|消费|旅游|服务|生活|生产|工作|教育|健康|治理|发展|建设|管理|赋能|验证|试点|应用|制造|创新|转型|升级|融合|示范|开放|提升|运营|体验|拓展|转化)$"
)


def deed_scenarios(context: Context) -> None:
    """What no frame has shown, by its whole name, or by the words that the article knows it by."""
    if context.kind in ("plan", "regulation"):
        return
    known = {
        sentence.shadow.text[t.start : t.end]: t.id
        for sentence in context.article.body
        for t in context.things_of(sentence, "Scenario")
    }
    for sentence in sifted(context.article.body, _ANY):
        for low, end in _of_deed(sentence):
            start = behind_zone(context, sentence, low, end)
            bare = known.get(sentence.shadow.text[start : end - 2])
            if bare is not None and context.free(sentence, start, end - 2):
                context.mention(sentence, start, end - 2, "Scenario", bare)
            elif context.free(sentence, start, end) and not kind_of_named(context, sentence, start):
                context.put_name(sentence, start, end, "Scenario", context.scope, "scenario-deed", "0.7")


def _of_deed(sentence: Sentence) -> list[tuple[int, int]]:
    """Names of three words and more that end in a deed; of kinds texts speak in two."""
    text = sentence.shadow.text
    found = []
    for match in _ANY.finditer(text):
        lead = _BEFORE.match(text, match.start("x"), match.end("x"))
        start = lead.end() if lead is not None else match.start("x")
        tokens = tagged(text[start : match.end("x")])
        led = next((t.start for t in tokens if not (t.tag[:1] in _OPENS_NONE or t.text in word_set("left_stops"))), 0)
        start += led
        # 拓展道路病害智能巡检场景: a kind that is to be had.
        if _WANTED.search(text, 0, start):
            continue
        name = text[start : match.end("x")]
        if not 6 <= len(name) <= 14:
            continue
        tokens = tagged(name)
        titled = text.rfind("《", 0, start) > text.rfind("》", 0, start)
        deed = tokens[-1].tag == "vn" or name.endswith(longest_first("scenario_deeds"))
        if titled or len(tokens) < _WORDS or not deed:
            continue
        if any(t.tag[:1] in _OPENS_NONE and t.tag != "t" for t in tokens) or re.search(r"\d", name):
            continue
        if not (is_kind(name) or _WIDE.search(name) or _VERB.search(name)):
            found.append((start, match.end("x") + 2))
    return found
