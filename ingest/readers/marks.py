"""Marks that open a clause of an official paper, one list for readers and rules (条款标号)."""

from __future__ import annotations

import re
from typing import Final

_ORDINAL = r"第[一二三四五六七八九十百零〇\d]{1,5}"
CLAUSE_MARKS: Final = (
    (1, re.compile(_ORDINAL + r"[编章](?=[\s\u3000])")),
    (2, re.compile(_ORDINAL + r"节(?=[\s\u3000])")),
    (3, re.compile(_ORDINAL + r"条(?=[\s\u3000])")),
    (4, re.compile(r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]、)")),
    (5, re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）](?![、，,。])")),
    (6, re.compile(r"\d{1,2}(?:[.．](?!\d)|、)(?=\s*[^\d\s])")),
    (7, re.compile(r"[(（]\d{1,2}[)）](?=\s*[\u4e00-\u9fff])")),
    (8, re.compile(r"[①-⑳]")),
)
"""(level, mark): chapter, section, article, 一、 （一） 1. (1) ①."""
ARTICLE: Final = re.compile(_ORDINAL + r"[章节条编]")
"""An article's number with or without a blank; in running text it may also begin a wrapped line."""
ATTACHMENT: Final = re.compile(r"附\s*[件表录]\s*\d*\s*[:：]?$")
"""A line that heads an attachment."""
SIGNS: Final = "▲△◆◇■□★☆▶►➤➢"
"""Signs before an item of a page that no wrapped line begins with."""
BULLET: Final = re.compile(r"[•●■◆○▪◦➢·]")


def clause_mark(text: str) -> tuple[int, int] | None:
    """(level, length of the mark) of a line that opens a clause, else None."""
    for level, pattern in CLAUSE_MARKS:
        match = pattern.match(text)
        if match:
            return level, match.end()
    return None


def opens_paragraph(text: str) -> bool:
    """Whether a line begins with a mark that no wrapped line begins with."""
    return clause_mark(text) is not None or ATTACHMENT.match(text) is not None or BULLET.match(text) is not None
