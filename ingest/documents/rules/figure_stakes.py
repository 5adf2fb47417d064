"""Money that goes into a firm: 向甲公司追投1500万元, 给甲公司注资 (投向企业的资金)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.numbers import Quantity

# 向甲公司追投, 对甲公司追加投资, 给甲公司注入资金; 入股甲公司 is told of who buys.
_INTO: Final = re.compile(
    r"”?(?:[(（][^()（）]{0,30}[)）])?(?:再|又|已|曾|先后|累计|共|首次|各)*(?:追投|追加投资|追加|注资|增资|注入|投了|跟投|领投)(?:了|资金|共计|共|总计|合计|约|近|超|逾)*"
)
_TO: Final = ("向", "向“", "给", "给“", "对", "对“", "为", "为“")


def put_into(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The firm that a sum is put into: 乙基金上月向甲公司注资2000万元."""
    if quantity.unit != "元":
        return None
    text = sentence.shadow.text
    for firm in context.things_of(sentence, "Company"):
        if firm.end <= quantity.start and text[: firm.start].endswith(_TO):
            into = _INTO.fullmatch(text, firm.end, quantity.start)
            if into is not None:
                return firm
    return None
