"""Which chain links a scenario asks for: the links' own words in its name, demand and technologies (需求环节)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from schema.pack_model import Packs

_PHRASE = re.compile(r"[，,。；;、！？\s]+")
_SHORTEST: Final = 2


class NeedFinder:
    """Include words speak for a link; an exclude word in the same phrase against it."""

    def __init__(self, packs: Packs) -> None:
        words: dict[str, set[str]] = defaultdict(set)
        self._excluded: dict[str, tuple[str, ...]] = {}
        for link in packs.links.values():
            self._excluded[link.id] = tuple(word.upper() for word in link.exclude)
            for word in (*link.include, link.name):
                if len(word) >= _SHORTEST and (word != link.name or link.placeable):
                    words[word.upper()].add(link.id)
        self._words = sorted(words)
        self._links = [sorted(words[word]) for word in self._words]
        self._scan = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> dict[str, tuple[str, ...]]:
        """Link id → the words that led there, in order of the text."""
        found: dict[str, dict[str, None]] = {}
        for phrase in _PHRASE.split(text.upper()):
            for index, _start, _end in self._scan.find_matches_as_indexes(phrase):
                for link in self._links[index]:
                    if not any(word in phrase for word in self._excluded[link]):
                        found.setdefault(link, {})[self._words[index]] = None
        return {link: tuple(words) for link, words in sorted(found.items())}
