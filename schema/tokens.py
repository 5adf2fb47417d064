"""Words of Chinese text (分词), by a jieba tokeniser of our own.

jieba's default keeps a cache file in the folder for temporary files and writes
to the log; ours is built in memory at first use, about half a second, and does
neither.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterable
from typing import Any

from schema.pack_model import Packs

_lock = threading.Lock()
_made: dict[str, Any] = {}


def tokens(text: str, packs: Packs | None = None) -> list[str]:
    """The words of `text` in order, in lower case, without blanks and punctuation.

    With `packs` the names of its zones, parks, industries and links are words of
    their own.

    >>> tokens("人工智能，AI")
    ['人工智能', 'ai']
    """
    tokenizer = _tokenizer(packs)
    return [w.lower() for w in tokenizer.cut(text, HMM=False) if any(c.isalnum() for c in w)]


def _tokenizer(packs: Packs | None) -> Any:
    key = "" if packs is None else packs.fingerprint
    with _lock:
        if key not in _made:
            if "" not in _made:
                _made[""] = _from_dictionary()
            if packs is not None:
                _made[key] = _with_words(_made[""], _pack_words(packs))
        return _made[key]


def _blank() -> Any:
    with warnings.catch_warnings():
        # jieba 0.42.1 has regular expressions that newer Pythons warn of.
        warnings.simplefilter("ignore")
        import jieba
    return jieba.Tokenizer()


def _from_dictionary() -> Any:
    tokenizer = _blank()
    # What initialize() does, less the cache file and the log lines.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _with_words(base: Any, words: Iterable[str]) -> Any:
    tokenizer = _blank()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(base.FREQ), base.total, True
    for word in sorted(set(words)):
        tokenizer.add_word(word)
    return tokenizer


def _pack_words(packs: Packs) -> Iterable[str]:
    for zone in packs.zones.values():
        if packs.home in (zone.id, *zone.parents):
            yield from (zone.name, zone.short_name, *zone.aliases)
    for rows in (packs.parks, packs.systems, packs.industries, packs.links):
        for row in rows.values():
            yield from (row.name, *row.aliases)
