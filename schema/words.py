"""Word lists by which rules find where names begin and end (构名用词)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from schema.errors import SchemaError

FILE: Final = Path(__file__).with_name("words.yaml")
TALK_OF: Final = "talk_of_"
"""Lists of this name hold the words by which a sentence shows what it speaks of."""


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    read = yaml.load(FILE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    made: dict[str, tuple[str, ...]] = {}
    for name, entry in read.items():
        found = entry.get("words") if isinstance(entry, dict) else None
        if not entry.get("about") or not found or not all(isinstance(word, str) and word for word in found):
            raise SchemaError(f"{FILE.name}: {name}: needs `about` and a list `words` of texts")
        made[name] = tuple(dict.fromkeys(found))
    return made


def list_names() -> tuple[str, ...]:
    """The names of all lists in the file's order."""
    return tuple(_lists())


def words(name: str) -> tuple[str, ...]:
    """The words of one list in the file's order; raises KeyError with the names there are."""
    lists = _lists()
    if name not in lists:
        raise KeyError(f"no word list {name}; there are {', '.join(lists)}")
    return lists[name]


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of one list, to ask whether a word is one of them."""
    return frozenset(words(name))


@cache
def longest_first(name: str) -> tuple[str, ...]:
    """The words of one list for an alternation: the longest first."""
    return tuple(sorted(words(name), key=lambda word: (-len(word), word)))


@cache
def ending_in(name: str) -> re.Pattern[str]:
    """Finds whether a text ends in one of the words of a list."""
    return re.compile(f"(?:{'|'.join(longest_first(name))})$")
