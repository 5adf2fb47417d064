"""Lists, mechanisms and platforms named once more by the same words, and a list by its batch (清单的再次提及)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.again import said_again
from ingest.sieve import regex

_SHORTEST: Final = 6
_LABELS: Final = ("Mechanism", "Platform")
_LISTS: Final = r"(?:清单|目录|榜单|名录)"
# 首批清单, 第二批场景清单, where the page names 首批甲场景清单 and 《2026年第二批场景机会清单》.
_BY_BATCH: Final = regex(
    rf"(?P<batch>首批|第[一二三四五六七八九十]+批)(?P<what>[\u4e00-\u9fff]{{0,8}}?)(?P<noun>{_LISTS})"
)
_TITLED: Final = regex(rf"《(?P<name>[^《》]{{4,40}}{_LISTS})》")


def titled_batch(context: Context, words: str) -> bool:
    """Whether words are short for a list that the page names by its title: 第二批场景清单 for 《…第二批场景机会清单》."""
    short = _BY_BATCH.fullmatch(words)
    return short is not None and any(
        _means(short, match["name"])
        for sentence in sifted(context.article.sentences, _TITLED)
        for match in _TITLED.finditer(sentence.shadow.text)
    )


def _means(short: re.Match[str], name: str) -> bool:
    batch, what, noun = short.group("batch", "what", "noun")
    behind = name.partition(batch)[2]
    return what in behind and behind.endswith(noun)


def lists_again(context: Context) -> None:
    """Mentions of what the page has named as a list, a mechanism or a platform."""
    if not any(label in context.counts for label in _LABELS):
        return
    named: dict[str, Thing] = {}
    for sentence in context.article.sentences:
        for thing in context.things_of(sentence, *_LABELS):
            named.setdefault(sentence.shadow.text[thing.start : thing.end], thing)
    for sentence, match in said_again(context, {name for name in named if len(name) >= _SHORTEST}):
        thing = named[match[0]]
        context.mention(sentence, *match.span(), thing.label, thing.id)
        context.tell(sentence, thing.label, thing.id, "lists-again")
    for sentence in sifted(context.article.sentences, _BY_BATCH):
        for match in _BY_BATCH.finditer(sentence.shadow.text):
            meant = {t.id for name, t in named.items() if match["batch"] in name and _means(match, name)}
            if len(meant) == 1 and context.free(sentence, *match.span()):
                local_id = meant.pop()
                context.mention(sentence, *match.span(), "Mechanism", local_id, "alias")
                context.tell(sentence, "Mechanism", local_id, "lists-again")
