"""What is said of a scenario named in plain words: who opened it, who does it, what it uses or asks for (未加引号场景的事实)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.named_scenarios import of_pair
from ingest.documents.rules.subjects import Topic, sure, topic
from ingest.sieve import regex

_BY = re.compile(r"场景[^，。;]{0,4}?，?(?:已|现)?由(?=[\u4e00-\u9fffA-Za-z(])")
_DOES = re.compile(r"(?:负责)?(?:承建|承担|建设|打造|揭榜|实施|开发|落地|接单|揽下|中标)")
_GIVEN = re.compile(r"(?:交给|交由|托付给|委托给?)了?")
_TECHNIQUE = regex(
    r"(?P<verb>用上|采用|搭载|运用|应用|急需|亟需|需要|寻求|引入|接入)(?:了)?(?:的(?:就)?是)?(?:其|该公司|企业)?(?:自主?研发的|自研的)?"
    r"(?P<t>[\u4e00-\u9fffA-Za-z0-9]{2,14}技术)(?=[，。;]|，)"
)
_OF_TWO: Final = re.compile("(?<=[\u4e00-\u9fff]{3})[和与及](?=[\u4e00-\u9fff]{3})")
_OF_SEVERAL: Final = re.compile(r"(?:\d|[一二两三四五六七八九十])(?:项|种|类|个|大)(?:关键|核心)*技术$|^的")
_OPENS = re.compile(r"(?:还|将|已|率先|计划|拟)*(?:开放|发布|提出|推出|交出)(?:出|了|的)*$")


def plain_scenario_facts(context: Context) -> None:
    """Who opened such a scenario, who does it, and the technologies it uses or asks for."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        for scenario in context.things_of(sentence, "Scenario"):
            _owner(context, sentence, scenario)
            _doer(context, sentence, scenario)
        for match in _TECHNIQUE.finditer(text):
            _technique(context, sentence, match)


def _owner(context: Context, sentence: Sentence, scenario: Thing) -> None:
    text = sentence.shadow.text
    opened = _OPENS.search(text[: scenario.start])
    given = text[: scenario.start].endswith(("把", "将", "把“", "将“")) and _GIVEN.search(
        text, scenario.end, scenario.end + 8
    )
    if not (opened or given):
        return
    at = opened.start() if opened else scenario.start - 1
    near = [t for t in context.things_of(sentence, "Company", "Organization") if t.end <= at]
    if near and "，" not in text[near[-1].end : at]:
        context.relate(sentence, "OWNED_BY", scenario, near[-1], "scenario-opened-by", "0.8")
        return
    about = topic(context, sentence, ("Company", "Organization"), at)
    if about is not None and about.hops <= 1:
        context.relate(sentence, "OWNED_BY", scenario, about.thing, "scenario-opened-by", sure(78, about.hops))


def _doer(context: Context, sentence: Sentence, scenario: Thing) -> None:
    text = sentence.shadow.text
    for pattern in (_BY, _GIVEN):
        match = pattern.search(text, scenario.end, scenario.end + 24)
        if match is None:
            continue
        for firm in starting_at(context, sentence, match.end(), ("Company",)):
            if pattern is _GIVEN or _DOES.match(re.sub(r"^\([^()]*\)", "", text[firm.end :])):
                context.relate(sentence, "APPLIES", firm, scenario, "scenario-doer", "0.82", {"role": "serve"})


def _technique(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """The technology that a scenario uses, or asks for."""
    own = [Topic(t, 0) for t in context.things_of(sentence, "Scenario") if t.end <= match.start()]
    pair = of_pair(sentence, [one.thing for one in own], match.start()) if own else None
    told = Topic(pair, 0) if pair is not None else own[-1] if own else None
    about = told or topic(context, sentence, ("Scenario",), match.start())
    if about is None or about.hops > 1:
        return
    span = match.span("t")
    # 需要甲和乙两项技术, 需要甲机器人和乙技术: a list, which is read as one.
    if _OF_SEVERAL.search(match["t"]) or _OF_TWO.search(match["t"]):
        return
    known = next((t for t in context.things_of(sentence, "Technology") if (t.start, t.end) == span), None)
    if known is None:
        if not context.free(sentence, *span):
            return
        local_id = context.put_name(sentence, *span, "Technology", context.packs.home, "scenario-technique", "0.75")
        known = Thing(*span, "Technology", local_id)
    asks = match["verb"] in ("急需", "亟需", "需要", "寻求")
    context.relate(
        sentence, "DEMANDS" if asks else "APPLIES", about.thing, known, "scenario-technique", sure(75, about.hops)
    )
