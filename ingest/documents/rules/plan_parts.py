"""Parts of a plan before their place in its tree is known (方案的组成部分)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context

APART: Final = 3
"""Paragraphs from one part to the next; what lies farther off is told of something else."""


@dataclass
class Part:
    """A part before its place in the tree is known."""

    sentence: Sentence
    start: int
    end: int
    headed: bool
    clause: bool
    again: list[Part] = field(default_factory=list)
    earlier: str = ""

    @property
    def name(self) -> str:
        return self.sentence.shadow.text[self.start : self.end]


def runs(parts: list[Part], apart: int = APART) -> Iterator[list[Part]]:
    """Parts that lie no more than a few paragraphs apart, the longest run first."""
    runs: list[list[Part]] = []
    for part in parts:
        if not runs or part.sentence.paragraph - runs[-1][-1].sentence.paragraph > apart:
            runs.append([])
        runs[-1].append(part)
    yield from sorted((run for run in runs if len(run) >= 2), key=len, reverse=True)


def find_again(context: Context, part: Part, noun: str = "行动") -> None:
    """Later mentions of a part in its paragraph and the next one."""
    for sentence in context.article.body:
        if 0 <= sentence.paragraph - part.sentence.paragraph <= 1 and sentence.number >= part.sentence.number:
            low = part.end if sentence is part.sentence else 0
            # 实施甲、乙、丙三项行动: told of as 甲行动.
            for match in re.finditer(f"{re.escape(part.name)}(?:{noun})?", sentence.shadow.text):
                if match.start() >= low:
                    part.again.append(Part(sentence, *match.span(), False, False))
