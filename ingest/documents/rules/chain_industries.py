"""Industries by the words for their chain: 补强氢能产业链, in headings too (产业链所属产业)."""

from __future__ import annotations

from typing import Final

from ingest.documents import layout
from ingest.documents.articles import sifted
from ingest.documents.frame import Context
from ingest.documents.rules.again import again
from ingest.documents.rules.emphasis import ends_as_industry
from ingest.documents.rules.industry_names import AGAIN, put_theme, trade_start
from ingest.sieve import regex
from schema.words import word_set

_CHAIN: Final = regex(
    r"(?<=[\u4e00-\u9fff]{2})产业链(?!条式|长|主|[\u4e00-\u9fff]{0,4}(?:机制|专班|图谱|清单|行动|联盟))"
)


def industries_of_chains(context: Context) -> None:
    """What ends as an industry before 产业链 is one."""
    named = False
    for sentence in sifted(context.article.sentences, _CHAIN):
        text = sentence.shadow.text
        for match in _CHAIN.finditer(text) if sentence.kind != layout.BYLINE else ():
            start = trade_start(context, sentence, match.start())
            words = text[start : match.start()]
            if words in word_set("industry_heads") or ends_as_industry(words):
                put_theme(context, sentence, start, match.start(), "Industry")
                named = True
    if named:
        again(context, "Industry", AGAIN, "industry-named")
