"""Which chain links a scenario asks for: the links' own words in its name, demand and technologies (需求环节)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from schema.pack_model import Packs

_PHRASE = re.compile(r"[，,。；;、！？\s]+")
_SHORTEST: Final = 2


class NeedFinder:
    """Include words and products speak for a link; an exclude word in the same phrase against it."""

    def __init__(self, packs: Packs) -> None:
        words: dict[str, set[str]] = defaultdict(set)
        # A technology that is named like a link's product is one; inside a sentence it may be anything.
        self._products: dict[str, list[str]] = defaultdict(list)
        self._excluded: dict[str, tuple[str, ...]] = {}
        for link in packs.links.values():
            self._excluded[link.id] = tuple(word.upper() for word in link.exclude)
            for word in (*link.include, link.name):
                if len(word) >= _SHORTEST and (word != link.name or link.placeable):
                    words[word.upper()].add(link.id)
            for product in link.products:
                if len(product) >= _SHORTEST:
                    self._products[product.upper()].append(link.id)
        self._words = sorted(words)
        self._links = [sorted(words[word]) for word in self._words]
        self._scan = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, technologies: Sequence[str] = ()) -> dict[str, tuple[str, ...]]:
        """Link id → the words that led there, in order of the text, then of `technologies`."""
        found: dict[str, dict[str, None]] = {}
        for phrase in (part for t in (text, *technologies) for part in _PHRASE.split(t)):
            upper = phrase.upper()
            for index, start, end in self._scan.find_matches_as_indexes(upper):
                for link in self._links[index]:
                    if not any(word in upper for word in self._excluded[link]):
                        words = phrase[start:end] if len(phrase) == len(upper) else self._words[index]
                        found.setdefault(link, {})[words] = None
        for technology in technologies:
            for link in self._products.get(technology.upper(), ()):
                found.setdefault(link, {})[technology] = None
        return {link: tuple(words) for link, words in sorted(found.items())}
