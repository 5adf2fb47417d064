"""Words of Chinese text (分词): jieba's dictionary and its cut without guessing, made in memory at first use.

jieba's default keeps a cache file in the folder for temporary files and writes to the log; ours
does neither. `Cutter` gives the words that `jieba.cut(HMM=False)` gives, twice as fast; where the
extra `fast` (rjieba) is installed it cuts instead, several times faster again, into the same words.
"""

from __future__ import annotations

import importlib.util
import re
import threading
import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import log
from operator import itemgetter
from typing import Any, Final, NamedTuple

from schema.pack_model import Packs

Cut = Callable[[str], list[str]]
KEPT: Final = 1 << 11
"""Stretches of text whose words are kept: rules look at the same places of an article again and again."""
_lock = threading.Lock()
_made: dict[str, Cut] = {}
_tags: dict[str, str] = {}
# jieba's own two expressions: what is cut by the dictionary, and what stands between.
_WORDS: Final = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+)")
_BLANK: Final = re.compile(r"(\r\n|\s)")
_HEAD: Final = itemgetter(slice(2))
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def tokens(text: str, packs: Packs | None = None) -> list[str]:
    """The words of `text` in order, in lower case, without blanks and punctuation.

    With `packs` the names of its zones, parks, industries and links are words of
    their own.

    >>> tokens("人工智能，AI")
    ['人工智能', 'ai']
    """
    return [w.lower() for w in _cut_of(packs)(text) if any(c.isalnum() for c in w)]


class Token(NamedTuple):
    """A word of a text at `[start, end)` with its class in jieba's dictionary (v, n, nt …), empty if unknown."""

    start: int
    end: int
    text: str
    tag: str


@lru_cache(maxsize=KEPT)
def tagged(text: str) -> tuple[Token, ...]:
    """Every piece of `text` in order, punctuation included; classes are the dictionary's, not guessed from context.

    >>> [(t.text, t.tag) for t in tagged("推动发展")]
    [('推动', 'v'), ('发展', 'vn')]
    """
    # The cutter first: as it is made, the classes are read with it.
    words = _cut_of(None)(text)
    tags = _tags or _word_tags()
    found, at = [], 0
    for word in words:
        end = at + len(word)
        found.append(Token(at, end, word, tags.get(word, "")))
        at = end
    return tuple(found)


class Cutter:
    """Cuts a text where the dictionary's words are together most frequent, from the right; of two ways alike the longer first word.

    The same words as `jieba.Tokenizer.cut(HMM=False)` by the same sums; letters and digits
    that no word joins are put together.
    """

    def __init__(self, frequencies: dict[str, int], total: int) -> None:
        """Take words with their frequencies, of which 0 says that it is none, and the sum of all."""
        self._unknown = -log(total)
        # Words by the hundred thousand have a few thousand frequencies.
        weights = {count: log(count) - log(total) if count else None for count in set(frequencies.values())}
        self._weights = dict(zip(frequencies, map(weights.__getitem__, frequencies.values()), strict=True))
        # Of words with the same two characters at their head the longest comes last, and its length stays.
        by_length = sorted(frequencies, key=len)
        self._longest = dict(zip(map(_HEAD, by_length), map(len, by_length), strict=True))

    def __call__(self, text: str) -> list[str]:
        """All pieces of `text` in order."""
        out: list[str] = []
        for part in _WORDS.split(text):
            if not part:
                continue
            if _WORDS.match(part):
                self._block(part, out)
                continue
            for piece in _BLANK.split(part):
                if _BLANK.match(piece):
                    out.append(piece)
                else:
                    out.extend(piece)
        return out

    def _block(self, text: str, out: list[str]) -> None:
        size = len(text)
        best, after = [0.0] * (size + 1), [0] * size
        get, longest = self._weights.get, self._longest.get
        for i in range(size - 1, -1, -1):
            top, to = None, i + 1
            for end in range(i + 1, min(size, i + longest(text[i : i + 2], 1)) + 1):
                weight = get(text[i:end])
                if weight is not None:
                    value = weight + best[end]
                    if top is None or value >= top:
                        top, to = value, end
            best[i] = self._unknown + best[i + 1] if top is None else top
            after[i] = to
        at, letters = 0, ""
        while at < size:
            word = text[at : after[at]]
            if word in _LETTERS:
                letters += word
            else:
                if letters:
                    out.append(letters)
                    letters = ""
                out.append(word)
            at = after[at]
        if letters:
            out.append(letters)


def dictionary_words(tag: str) -> list[str]:
    """The words of one class in jieba's dictionary, such as `nt`: names of bodies."""
    return [word for word, found in _word_tags().items() if found == tag]


def _word_tags() -> dict[str, str]:
    with _lock:
        if not _tags:
            words, _, tags = _dictionary()
            _tags.update(zip(words, tags, strict=True))
        return _tags


def _dictionary() -> tuple[list[str], list[str], list[str]]:
    """Words of jieba's dictionary with their counts and classes; read as a whole, five times as fast as by lines."""
    with _blank().get_dict_file() as file:
        read = file.read().decode("utf-8").split()
    return read[0::3], read[1::3], read[2::3]


def _cut_of(packs: Packs | None) -> Cut:
    """What cuts a text, with the names of the packs as words of their own where some are given."""
    key = "" if packs is None else packs.fingerprint
    made = _made.get(key)
    if made is not None:
        return made
    with _lock:
        if key not in _made:
            fast = _fast() if packs is None else None
            _made[key] = fast or _cutter(() if packs is None else _pack_words(packs))
        return _made[key]


def _fast() -> Cut | None:
    """rjieba's cut with the same dictionary, if the extra `fast` is installed."""
    if importlib.util.find_spec("rjieba") is None:
        return None
    import rjieba

    cut = rjieba.Jieba().cut
    return lambda text: cut(text, False)


def _blank() -> Any:
    with warnings.catch_warnings():
        # jieba 0.42.1 has regular expressions that newer Pythons warn of.
        warnings.simplefilter("ignore")
        import jieba
    return jieba.Tokenizer()


def _cutter(words: Iterable[str]) -> Cutter:
    known, counts, tags = _dictionary()
    if not _tags:
        # Read once for both.
        _tags.update(zip(known, tags, strict=True))
    numbers = list(map(int, counts))
    frequencies, total = dict(zip(known, numbers, strict=True)), sum(numbers)
    names = sorted(set(words))
    if not names:
        return Cutter(frequencies, total)
    tokenizer = _blank()
    # What initialize() does, less the cache file and the log lines: what only begins a word is there with 0.
    beginnings = (word[:size] for word in frequencies for size in range(1, len(word)))
    tokenizer.FREQ, tokenizer.total = dict.fromkeys(beginnings, 0) | frequencies, total
    tokenizer.initialized = True
    for name in names:
        tokenizer.add_word(name)
    return Cutter(tokenizer.FREQ, tokenizer.total)


def _pack_words(packs: Packs) -> Iterable[str]:
    for zone in packs.zones.values():
        if packs.home in (zone.id, *zone.parents):
            yield from (zone.name, zone.short_name, *zone.aliases)
    for rows in (packs.parks, packs.systems, packs.industries, packs.links):
        for row in rows.values():
            yield from (row.name, *row.aliases)
