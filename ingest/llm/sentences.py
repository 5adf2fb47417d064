"""Sentences of an extraction, with the place of every character, in chunks for the model (句子分组)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.facts import Extraction
from ingest.documents import layout
from ingest.documents.shadow import Segments, Shadow, join_offsets, shadow_of

CHUNK_CHARACTERS: Final = 1500
"""About 1,000 tokens in and 2,000 to 5,000 out: the answer stays below ANSWER_TOKENS."""
LONGEST_SENTENCE: Final = 3000
"""A longer one is a table or a broken text; alone in its chunk its answer would be cut off."""
MOST_CHUNKS: Final = 400
"""600,000 characters, a book: what it may cost has an end."""
READ_KINDS: Final = frozenset({layout.HEADING, layout.CLAUSE, layout.BODY, layout.CAPTION})
"""By-lines and source lines hold persons and no facts."""


@dataclass(frozen=True)
class Line:
    """One sentence; `offsets[i]` is the place of `text[i]` in the stored text `raw`."""

    raw: str
    locator: str
    offsets: tuple[int, ...]

    @cached_property
    def text(self) -> str:
        """Its characters as stored."""
        return "".join(self.raw[o] for o in self.offsets)

    @cached_property
    def shadow(self) -> Shadow:
        """Its folded form."""
        return shadow_of(self.raw, self.offsets)

    @property
    def shown(self) -> str:
        """The sentence on one line, as the model sees it."""
        return " ".join(self.text.split())

    def segments(self, offsets: Sequence[int]) -> Segments:
        """Segments over some of its characters."""
        return join_offsets(offsets, self.raw)

    def printed(self, offsets: Sequence[int]) -> str:
        """The characters at `offsets` without the blanks that mean nothing."""
        return "".join(self.raw[o] for o in shadow_of(self.raw, offsets).index)

    def places(self, text: str) -> list[tuple[int, ...]]:
        """Every place of `text` in the sentence: as stored, else in the folded form; never nearly."""
        found = [self.offsets[at : at + len(text)] for at in _all(self.text, text)]
        if found:
            return found
        folded = shadow_of(text, range(len(text))).text
        return [self.shadow.index[at : at + len(folded)] for at in _all(self.shadow.text, folded)]


def _all(text: str, part: str) -> list[int]:
    found: list[int] = []
    at = text.find(part) if part else -1
    while at >= 0:
        found.append(at)
        at = text.find(part, at + len(part))
    return found


def parse_segments(texts: Sequence[str]) -> Segments:
    """Segments from the text form that bundles hold."""
    return tuple((int(start), int(end)) for start, _, end in (text.partition("-") for text in texts))


def _evidence(extraction: Extraction) -> list[tuple[str, Line]]:
    if "text" not in extraction.tables or "evidence" not in extraction.tables:
        return []
    raw = extraction.tables["text"].column("text")[0].as_py()
    made = []
    for row in extraction.tables["evidence"].to_pylist():
        offsets = tuple(o for start, end in parse_segments(row["segments"]) for o in range(start, end))
        kind = (row["place"] or "").partition(" ")[0]
        made.append((kind, Line(raw, row["locator"], offsets)))
    return made


def lines_of(extraction: Extraction) -> list[Line]:
    """The sentences that the model reads, in the order of the text."""
    return [line for kind, line in _evidence(extraction) if kind in READ_KINDS and line.text.strip()]


def bylines_of(extraction: Extraction) -> str:
    """All by-lines together: a short name that stands there is a person's."""
    return "\n".join(line.shadow.text for kind, line in _evidence(extraction) if kind == layout.BYLINE)


def chunks_of(lines: Sequence[Line]) -> tuple[list[tuple[Line, ...]], int]:
    """Lines in chunks of at most CHUNK_CHARACTERS, and how many lines the limits leave out."""
    chunks: list[tuple[Line, ...]] = []
    open_: list[Line] = []
    size = left_out = 0
    for line in lines:
        length = len(line.text)
        if length > LONGEST_SENTENCE:
            left_out += 1
            continue
        if open_ and size + length > CHUNK_CHARACTERS:
            chunks.append(tuple(open_))
            open_, size = [], 0
        open_.append(line)
        size += length
    if open_:
        chunks.append(tuple(open_))
    left_out += sum(len(chunk) for chunk in chunks[MOST_CHUNKS:])
    return chunks[:MOST_CHUNKS], left_out
