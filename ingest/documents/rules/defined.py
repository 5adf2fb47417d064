"""Short names that the text itself defines: 甲（以下简称“乙”）, wherever 乙 stands in the article (简称).

An alias holds only inside its document.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Park, Thing
from ingest.sieve import regex

RULE: Final = "alias-defined"
_DEFINED = re.compile(
    r"[”》]?\((?:以下|下文|下)?(?:统一|统)?(?:简)?称(?:之)?(?:为|作)?:?[“‘《]?(?P<alias>[^()“”‘’《》，。]{2,24})[”’》]?(?:[，,；;][^()]{0,20})?\)"
)
_CALLED = re.compile(
    r"[”》]?(?:\(|，)?被?(?:当地人|业内|人们|大家|大伙儿?|市民|网友|习惯|又|也|俗)?(?:习惯|亲切地?)?(?:称作?|喊作?|叫作?|唤作|昵称|叫它|简称|称其为)(?:为|它|作)?[“](?P<alias>[^“”]{2,12})[”]\)?"
)
_STOCK = re.compile(r"[”》]?\((?:证券|股票)?简称(?:为)?:?[“]?(?P<alias>[^()“”，。；;]{2,12})")
_BRACKET = re.compile(r"\([“]?(?P<alias>[\u4e00-\u9fffA-Za-z0-9]{2,8})[”]?\)")
# One of these stands in whatever the four match.
_SAID: Final = regex(r"[称叫唤喊昵(]")
_NOT_DEFINED: Final = ("Zone", "Industry", "ChainLink", "IndustrySystem", "Policy")


_SET_UP: Final = ("Mechanism", "Platform")


def defined(context: Context) -> None:
    """Defined short names of companies, bodies, parks, works and projects."""
    _read(context, None)


def defined_lists(context: Context) -> None:
    """Defined short names of lists, mechanisms and platforms, which are named after all others."""
    if any(label in context.counts for label in _SET_UP):
        _read(context, _SET_UP)


def _read(context: Context, labels: tuple[str, ...] | None) -> None:
    for sentence in sifted(context.article.sentences, _SAID):
        if sentence.kind == layout.BYLINE:
            continue
        text = sentence.shadow.text
        for thing in context.things_of(sentence, *(labels or ())):
            if thing.label in _NOT_DEFINED:
                continue
            match = _DEFINED.match(text, thing.end) or _STOCK.match(text, thing.end) or _CALLED.match(text, thing.end)
            short = _BRACKET.match(text, thing.end) if match is None and thing.label == "Company" else None
            if short is not None and _subsequence(short["alias"], text[thing.start : thing.end]):
                match = short
            if match is not None:
                titled = labels is not None and text[match.start("alias") - 1] == "《"
                name = context.surface(sentence, thing.start, thing.end) if labels else text[thing.start : thing.end]
                _everywhere(context, thing, name, match["alias"], titled)


def _subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(c in rest for c in short)


def _everywhere(context: Context, thing: Thing, name: str, alias: str, titled: bool) -> None:
    # 以下简称《清单》: 清单 alone may be any.
    pattern = re.compile(f"(?<=《){re.escape(alias)}(?=》)" if titled else re.escape(alias))
    for sentence in context.article.sentences:
        if sentence.kind == layout.BYLINE:
            continue
        for place in pattern.finditer(sentence.shadow.text):
            if context.free(sentence, *place.span()):
                _put(context, sentence, thing, name, *place.span())
    for i, park in enumerate(context.parks):
        if park.id == thing.id and alias not in park.forms:
            context.parks[i] = Park(park.id, park.name, (*park.forms, alias), park.known)


def _put(context: Context, sentence: Sentence, thing: Thing, name: str, start: int, end: int) -> None:
    shown = context.surface(sentence, start, end)
    context.node(sentence, thing.label, thing.id, name, RULE, confidence="0.95", aliases=[shown])
    context.mention(sentence, start, end, thing.label, thing.id, "alias")
