"""Blocks to articles with titles, sections and sentences (文章与句子)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from graph.facts import character_locator
from ingest.documents import layout
from ingest.documents.cuts import cuts
from ingest.documents.layout import Block
from ingest.documents.lists import Listing, counted_lists
from ingest.documents.shadow import Segments, Shadow, join_offsets, printed, shadow_of
from ingest.numbers import Quantity, find_quantities
from ingest.sieve import Regex, passed

# Clause marks of `layout.CLAUSE_MARKS`: 第一条 and 一、; a level below all of them.
ARTICLE: Final = 3
MAIN_CLAUSE: Final = 4
UNDER_ALL: Final = 9


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands over the sentences below it; `name` without its clause mark."""

    level: int
    name: str
    clause: bool
    sentence: int


@dataclass(frozen=True)
class Sentence:
    """One sentence, heading, by-line or caption with its place in the stored text."""

    number: int
    kind: str
    text: str
    segments: Segments
    shadow: Shadow
    headings: tuple[Heading, ...] = ()
    paragraph: int = 0
    first: bool = False
    mark: int = 0

    @cached_property
    def locator(self) -> str:
        """`c=start-end` over the whole sentence."""
        return character_locator(self.segments)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Quantities of the shadow: several rules ask for them."""
        return tuple(find_quantities(self.shadow.text))

    @cached_property
    def counted(self) -> tuple[Listing, ...]:
        """Lists of the shadow that a count closes."""
        return tuple(counted_lists(self.shadow.text))

    @cached_property
    def sieved(self) -> int:
        """Bits of the expressions that may match in the shadow."""
        return passed(self.shadow.text)


def sifted(sentences: Iterable[Sentence], *regexes: Regex) -> list[Sentence]:
    """Those sentences in which at least one of several expressions may match: a rule need not look at the others."""
    wanted = 0
    for one in regexes:
        wanted |= one.bit
    return [sentence for sentence in sentences if sentence.sieved & wanted]


@dataclass
class Article:
    """One article of a page, or the whole file."""

    title: str = ""
    subtitle: str = ""
    title_sentence: Sentence | None = None
    sentences: list[Sentence] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    _body: tuple[int, list[Sentence]] = field(default=(0, []), repr=False)
    _places: dict[int, int] = field(default_factory=dict, repr=False)

    @property
    def body(self) -> list[Sentence]:
        """Its sentences proper, clause heads included; counted anew when the article grew or shrank."""
        if self._body[0] != len(self.sentences):
            proper = [s for s in self.sentences if s.kind in (layout.BODY, layout.CLAUSE)]
            self._body = len(self.sentences), proper
            self._places = {sentence.number: place for place, sentence in enumerate(proper)}
        return self._body[1]

    def numbered(self, number: int) -> Sentence | None:
        """The sentence of this number, of whatever kind."""
        at = bisect_left(self.sentences, number, key=lambda s: s.number)
        found = self.sentences[at : at + 1]
        return found[0] if found and found[0].number == number else None

    def before(self, sentence: Sentence, most: int) -> list[Sentence]:
        """Up to `most` sentences of the body that stand before a sentence, the last first."""
        body = self.body
        place = self._places.get(sentence.number)
        if place is None:
            place = bisect_left(body, sentence.number, key=lambda s: s.number)
        return body[max(0, place - most) : place][::-1]


def clause_title(block: Block) -> str:
    """Name of a clause head: the words after its mark up to the first stop; empty for a running clause."""
    rest = block.text[block.mark :].strip()
    match = re.match(r"[^。：；，]{2,40}?(?=[。：]|$)", rest)
    if match is None:
        return ""
    return re.sub(r"\s*[(（](?:责任单位|牵头单位)[^)）]*[)）]?$", "", match[0]).strip()


class _Reader:
    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.articles: list[Article] = []
        self.stack: list[Heading] = []
        self.number = 0
        self.paragraph = 0
        self.signed = False
        self.bodied = False

    @property
    def article(self) -> Article:
        if not self.articles:
            self.articles.append(Article())
        return self.articles[-1]

    def open(self) -> None:
        if not self.articles or any(s.kind != layout.META for s in self.articles[-1].sentences):
            self.articles.append(Article())
        self.stack = []
        self.signed = self.bodied = False

    def sentence(self, kind: str, offsets: list[int], first: bool, mark: int) -> Sentence:
        self.number += 1
        made = Sentence(
            self.number, kind, printed(offsets, self.raw), join_offsets(offsets, self.raw),
            shadow_of(self.raw, offsets, headline=kind == layout.HEADING), tuple(self.stack), self.paragraph, first, mark,
        )  # fmt: skip
        self.article.sentences.append(made)
        self.bodied = self.bodied or kind in (layout.BODY, layout.CLAUSE)
        return made

    def push(self, level: int, name: str, clause: bool) -> None:
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop()
        self.stack.append(Heading(level, name, clause, self.number + 1))

    def title(self, blocks: list[Block]) -> None:
        """The title block and, where it has one, its sub-title."""
        article = self.article
        article.title = blocks[0].text
        article.title_sentence = self.sentence(layout.HEADING, blocks[0].offsets, True, 0)
        if len(blocks) > 1:
            article.subtitle = blocks[1].text
            self.sentence(layout.HEADING, blocks[1].offsets, True, 0)

    def heading(self, block: Block) -> None:
        self.push(block.level, block.text[block.mark :].strip(), False)
        self.sentence(layout.HEADING, block.offsets, True, block.mark)

    def running(self, block: Block) -> None:
        self.paragraph += 1
        if block.kind == layout.CLAUSE:
            self.push(self._level(block), clause_title(block), True)
        for i, (start, end) in enumerate(cuts(block.text)):
            text = block.text[start:end]
            kind = block.kind if i == 0 else layout.BODY
            if layout.is_byline(text):
                kind = layout.BYLINE
            made = self.sentence(kind, block.offsets[start:end], i == 0, block.mark if i == 0 else 0)
            if kind == layout.BYLINE:
                self.byline(made)

    def _level(self, block: Block) -> int:
        """Level of a clause head; 第一条 lies below 一、 where 一、 stands over it, else above."""
        if block.level == ARTICLE and any(h.level == 10 + MAIN_CLAUSE for h in self.stack):
            return 10 + UNDER_ALL
        return 10 + block.level

    def byline(self, made: Sentence) -> None:
        self.article.bylines.append(made.text)
        self.signed = self.signed or self.bodied

    def plain(self, block: Block) -> None:
        self.paragraph += 1
        for i, (start, end) in enumerate(cuts(block.text)):
            made = self.sentence(block.kind, block.offsets[start:end], i == 0, 0)
            if block.kind == layout.BYLINE:
                self.byline(made)


def _ends(blocks: list[Block], *kinds: str) -> list[int]:
    """For each block the place after the blocks of these kinds that stand directly below each other from it on."""
    ends = list(range(len(blocks) + 1))
    for at in range(len(blocks) - 1, -1, -1):
        if blocks[at].kind in kinds:
            ends[at] = ends[at + 1]
    return ends


class _Groups:
    """Blocks with the ends of what stands together, looked up once for all."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.headings = _ends(blocks, layout.HEADING)
        self._signatures = _ends(blocks, layout.CAPTION, layout.BYLINE)

    def dateline_at(self, at: int) -> bool:
        """Whether the text that begins here, captions and by-lines aside, opens with a dateline."""
        at = self._signatures[at]
        block = self.blocks[at] if at < len(self.blocks) else None
        return block is not None and block.kind == layout.BODY and bool(layout.DATELINE.match(block.text))


def _subtitled(groups: _Groups, at: int) -> bool:
    """Whether the second heading of the group at `at` is a sub-title: no mark, no sibling before the next title."""
    blocks, end = groups.blocks, groups.headings[at]
    group = blocks[at : min(end, at + 3)]
    if len(group) < 2 or group[1].mark or layout.clause_mark(group[1].text):
        return False
    if not group[1].marked:
        return True
    if len(group) > 2 and group[2].level == group[1].level:
        return False
    for i in range(end, len(blocks)):
        block = blocks[i]
        if block.kind != layout.HEADING:
            continue
        if block.level < group[1].level or block.level == group[0].level:
            return True
        if block.level == group[1].level:
            # The same level again: a section, unless it opens another article.
            return groups.dateline_at(groups.headings[i])
    return True


def read_articles(raw: str, blocks: list[Block]) -> list[Article]:
    """Articles of a page in its order, each with sentences numbered through the file.

    A new article opens at a heading that follows a signed end (by-line), at headings
    followed by a dateline, and at a further heading of the first level.
    """
    reader, groups = _Reader(raw), _Groups(blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.kind != layout.HEADING:
            (reader.running if block.kind in (layout.BODY, layout.CLAUSE) else reader.plain)(block)
            at += 1
            continue
        fresh = not reader.articles or all(s.kind == layout.META for s in reader.article.sentences)
        again = bool(block.level == 1 and block.marked and reader.article.title and not block.mark)
        if fresh or reader.signed or again or groups.dateline_at(groups.headings[at]):
            reader.open()
            size = 2 if _subtitled(groups, at) else 1
            reader.title(blocks[at : at + size])
            at += size
        else:
            reader.heading(block)
            at += 1
    return reader.articles
