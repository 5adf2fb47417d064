"""Running text to sentences: where one ends, and where a stop is none (断句).

A stop inside brackets or title marks ends nothing; behind a quotation it ends nothing where
the words go on: with who says it (“…。”某某说。), or as a part of the sentence (“…？”的答案).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from schema.words import longest_first

LONGEST: Final = 2_000
"""Characters of a sentence; the longest of official papers, lists with semicolons, have about 1,000."""
_CLOSERS: Final = "”’\"'」』)）】》"
# A half-width mark in front of a letter or figure stands in an address: sj?id=3.
_END: Final = re.compile(rf"(?:[。！？]|[!?](?![A-Za-z0-9=&/_%]))[。！？!?]*[{_CLOSERS}]*|…{{2,}}[”’」』]*(?=$)")
# Where an end may stand, or a bracket opens or closes.
_TURN: Final = re.compile(r"[。！？!?…(（《)）》“]")
_OPEN, _SHUT = "(（《", ")）》"
_GOES_ON: Final = re.compile(r"[的、，,；;：:和与及等]|(?:是(?!的)|成了|成为|变成|这(?:一|样|个|句))")
_CIRCUMSTANCE: Final = r"(?:(?:谈到|谈及|谈起|说起|说到|提起|提到|聊起|回忆起|面对|看着|指着|望着|站在|走在|坐在|拿着|在)[^，,。；;：:“”]{1,24}[，,])?"


@cache
def _said() -> re.Pattern[str]:
    verbs = "|".join(longest_first("quote_verbs"))
    return re.compile(rf"{_CIRCUMSTANCE}[^，,。；;：:！？“”]{{0,30}}?(?:{verbs})(?:[着道了]|起来)?(?=[，,。！!]|$)")


def told_behind(words: str) -> bool:
    """Whether words behind a quotation tell who says it."""
    return _said().match(words) is not None


def cuts(text: str) -> list[tuple[int, int]]:
    """Sentence spans of a running text, at most `LONGEST` characters each."""
    spans, start = [], 0
    for stop in _stops(text):
        spans.append((start, stop))
        start = stop
    if start < len(text):
        spans.append((start, len(text)))
    return [_trim(text, s, e) for span in spans for s, e in _bounded(text, *span) if text[s:e].strip()]


def _stops(text: str) -> Iterator[int]:
    """Places where a sentence ends."""
    ends = {m.start(): m.end() for m in _END.finditer(text)}
    start, depth, quote, bracket = 0, 0, -1, -1
    for turn in _TURN.finditer(text):
        at = turn.start()
        if at < start:
            continue
        if turn[0] == "“":
            quote = at
            continue
        if turn[0] in _OPEN:
            bracket = at if depth == 0 else bracket
            depth += 1
        elif turn[0] in _SHUT:
            depth = max(0, depth - 1)
            # (全文见附件。) as a sentence of its own ends with its bracket.
            if depth == 0 and text[at - 1] in "。！？" and not text[start:bracket].strip() and bracket >= start:
                start = at + 1
                yield start
                continue
        stop = ends.get(at)
        if stop is None or (depth > 0 and stop < len(text)) or _quoted_on(text, at, stop, quote):
            continue
        start = stop
        yield stop


def _quoted_on(text: str, at: int, stop: int, quote: int) -> bool:
    """Whether a quotation ends here, but not the sentence that it is a part of."""
    if "”" not in text[at:stop] or stop >= len(text):
        return False
    if _GOES_ON.match(text, stop):
        return True
    # 他说：“…。” has told already who says it.
    told = quote > 0 and text[quote - 1] in "：:"
    return not told and _said().match(text, stop) is not None


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span without end in pieces of at most `LONGEST`, each up to its last stop: what rules do grows with the square."""
    while end - start > LONGEST:
        cut = max(text.rfind(stop, start + LONGEST // 2, start + LONGEST) for stop in "；;，,、 \n") + 1
        cut = cut or start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
