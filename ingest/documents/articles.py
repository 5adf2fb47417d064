"""Blocks to articles with titles, sections and sentences (文章与句子)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.facts import character_locator
from ingest.documents import layout
from ingest.documents.layout import Block
from ingest.documents.shadow import Segments, Shadow, join_offsets, shadow_of

_END = re.compile(r"[。！？!?]+[”’\"'」』)）】]*|…{2,}[”’」』]*(?=$)")


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

    @property
    def locator(self) -> str:
        """`c=start-end` over the whole sentence."""
        return character_locator(self.segments)


@dataclass
class Article:
    """One article of a page, or the whole file."""

    title: str = ""
    subtitle: str = ""
    title_sentence: Sentence | None = None
    sentences: list[Sentence] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)

    @property
    def body(self) -> list[Sentence]:
        """Its sentences proper, clause heads included."""
        return [s for s in self.sentences if s.kind in (layout.BODY, layout.CLAUSE)]


def _cuts(text: str) -> list[tuple[int, int]]:
    """Sentence spans of a running text; an end inside brackets does not count."""
    spans, start, depth = [], 0, 0
    ends = {m.start(): m.end() for m in _END.finditer(text)}
    at = 0
    while at < len(text):
        c = text[at]
        depth = max(0, depth + (c in "(（《") - (c in ")）》"))
        stop = ends.get(at)
        if stop is not None and (depth == 0 or stop == len(text)):
            spans.append((start, stop))
            start = at = stop
            continue
        at += 1
    if start < len(text):
        spans.append((start, len(text)))
    return [_trim(text, s, e) for s, e in spans if text[s:e].strip()]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


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

    @property
    def article(self) -> Article:
        if not self.articles:
            self.articles.append(Article())
        return self.articles[-1]

    def open(self) -> None:
        if not self.articles or any(s.kind != layout.META for s in self.articles[-1].sentences):
            self.articles.append(Article())
        self.stack = []
        self.signed = False

    def sentence(self, kind: str, offsets: list[int], first: bool, mark: int) -> Sentence:
        self.number += 1
        made = Sentence(
            self.number, kind, "".join(self.raw[o] for o in offsets), join_offsets(offsets, self.raw),
            shadow_of(self.raw, offsets), tuple(self.stack), self.paragraph, first, mark,
        )  # fmt: skip
        self.article.sentences.append(made)
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
            self.push(10 + block.level, clause_title(block), True)
        for i, (start, end) in enumerate(_cuts(block.text)):
            text = block.text[start:end]
            kind = block.kind if i == 0 else layout.BODY
            if layout.is_byline(text):
                kind = layout.BYLINE
            made = self.sentence(kind, block.offsets[start:end], i == 0, block.mark if i == 0 else 0)
            if kind == layout.BYLINE:
                self.byline(made)

    def byline(self, made: Sentence) -> None:
        self.article.bylines.append(made.text)
        if self.article.body:
            self.signed = True

    def plain(self, block: Block) -> None:
        self.paragraph += 1
        for i, (start, end) in enumerate(_cuts(block.text)):
            made = self.sentence(block.kind, block.offsets[start:end], i == 0, 0)
            if block.kind == layout.BYLINE:
                self.byline(made)


def _group(blocks: list[Block], at: int) -> list[Block]:
    """Headings that stand directly below each other."""
    end = at
    while end < len(blocks) and blocks[end].kind == layout.HEADING:
        end += 1
    return blocks[at:end]


def _dateline_next(blocks: list[Block], at: int) -> bool:
    while at < len(blocks) and blocks[at].kind in (layout.CAPTION, layout.BYLINE):
        at += 1
    return at < len(blocks) and blocks[at].kind == layout.BODY and bool(layout.DATELINE.match(blocks[at].text))


def _subtitled(group: list[Block], rest: list[Block]) -> bool:
    """Whether the second heading of a group is a sub-title: no clause mark, no sibling before the next title."""
    if len(group) < 2 or group[1].mark or layout.clause_mark(group[1].text):
        return False
    if not group[1].marked:
        return True
    if len(group) > 2 and group[2].level == group[1].level:
        return False
    for i, block in enumerate(rest):
        if block.kind != layout.HEADING:
            continue
        if block.level < group[1].level or block.level == group[0].level:
            return True
        if block.level == group[1].level:
            # The same level again: a section, unless it opens another article.
            return _dateline_next(rest, i + len(_group(rest, i)))
    return True


def read_articles(raw: str, blocks: list[Block]) -> list[Article]:
    """Articles of a page in its order, each with sentences numbered through the file.

    A new article opens at a heading that follows a signed end (by-line), at headings
    followed by a dateline, and at a further heading of the first level.
    """
    reader = _Reader(raw)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.kind != layout.HEADING:
            (reader.running if block.kind in (layout.BODY, layout.CLAUSE) else reader.plain)(block)
            at += 1
            continue
        group = _group(blocks, at)
        fresh = not reader.articles or all(s.kind == layout.META for s in reader.article.sentences)
        again = bool(group[0].level == 1 and group[0].marked and reader.article.title and not group[0].mark)
        if fresh or reader.signed or again or _dateline_next(blocks, at + len(group)):
            reader.open()
            size = 2 if _subtitled(group, blocks[at + len(group) :]) else 1
            reader.title(group[:size])
            at += size
        else:
            reader.heading(block)
            at += 1
    return reader.articles
