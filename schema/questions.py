"""What can be asked in words: kinds of questions, their phrasings and slots (问句语法)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from schema.errors import SchemaError

FILE: Final = Path(__file__).with_name("questions.yaml")
SLOT_TYPES: Final = frozenset(
    (
        "zone",
        "industry",
        "link",
        "park",
        "scenario",
        "company",
        "policy",
        "programme",
        "rung",
        "system",
        "technology",
        "thing",
        "date",
    )
)
Slots = tuple[tuple[str, tuple[str, ...]], ...]
_TOKEN: Final = re.compile(r"\{(?P<slot>[a-z]+)\}|(?P<sign>[\[\]()|])|(?P<text>[^\[\](){}|]+)")
_SIGNS: Final = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


@dataclass(frozen=True)
class Question:
    """One kind of question: the query that answers it, types of its slots, what its phrasings say by themselves."""

    id: str
    says: str
    example: str
    query: str
    slots: Mapping[str, tuple[str, ...]]
    fixed: Mapping[str, str]
    phrasings: tuple[str, ...]

    def read(self, bare: str, zones: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
        """The words of each slot, for each phrasing that the whole of a bare question fits; `zones` it names."""
        for phrasing in self.phrasings:
            found = compiled(phrasing, tuple(self.slots.items()), zones).fullmatch(bare)
            if found is not None:
                yield {name: words for name, words in found.groupdict().items() if words is not None}


@dataclass(frozen=True)
class Grammar:
    """All kinds of questions in order, and the words of politeness around them."""

    politeness: tuple[str, ...]
    questions: tuple[Question, ...]

    def bare(self, text: str) -> str:
        """A question without punctuation and politeness at its ends, and without blanks."""
        bare = "".join(text.split()).strip("？?。.！!，,：:；; ")
        while (cut := self._cut(bare)) != bare:
            bare = cut
        return bare

    def _cut(self, text: str) -> str:
        """The text without the first word of politeness at one of its ends; never nothing."""
        for word in self.politeness:
            cut = text.removeprefix(word).removesuffix(word).strip("，,")
            if cut and cut != text:
                return cut
        return text


@lru_cache(maxsize=1024)
def compiled(phrasing: str, slots: Slots, zones: tuple[str, ...] = ()) -> re.Pattern[str]:
    """The expression of a phrasing; raises SchemaError where it can't be read or names an unknown slot.

    A slot that is a zone is one of `zones` if there are any: where two names stand side by side nothing else tells
    where the first one ends.
    """
    kinds = dict(slots)
    known = "|".join(re.escape(name) for name in zones)
    parts, position = [], 0
    for token in _TOKEN.finditer(phrasing):
        if token.start() != position:
            break
        position = token.end()
        slot = token["slot"]
        if slot is not None and slot not in kinds:
            raise SchemaError(f"{FILE.name}: {phrasing}: no slot is called {slot}")
        words = known if slot and known and kinds[slot] == ("zone",) else ".+?"
        parts.append(f"(?P<{slot}>{words})" if slot else _SIGNS.get(token[0]) or re.escape(token[0]))
    if position != len(phrasing):
        raise SchemaError(f"{FILE.name}: {phrasing}: can't be read from character {position}")
    try:
        return re.compile("".join(parts))
    except re.error as error:
        raise SchemaError(f"{FILE.name}: {phrasing}: {error}") from None


def _question(entry: Mapping[str, Any]) -> Question:
    missing = [key for key in ("id", "says", "example", "query", "phrasings") if not entry.get(key)]
    if missing:
        raise SchemaError(f"{FILE.name}: {entry.get('id', entry)}: lacks {', '.join(missing)}")
    slots = {
        name: (kind,) if isinstance(kind, str) else tuple(kind) for name, kind in (entry.get("slots") or {}).items()
    }
    for name, kinds in slots.items():
        if unknown := set(kinds) - SLOT_TYPES:
            raise SchemaError(f"{FILE.name}: {entry['id']}: slot {name} is of no known type: {', '.join(unknown)}")
    for text in entry["phrasings"]:
        compiled(text, tuple(slots.items()))
    fixed = dict(entry.get("fixed", {}))
    says = (entry["id"], entry["says"], entry["example"], entry["query"])
    return Question(*says, slots, fixed, tuple(entry["phrasings"]))


@cache
def grammar() -> Grammar:
    """The grammar; raises SchemaError naming what is wrong in it."""
    read = yaml.load(FILE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Grammar(tuple(read["politeness"]), tuple(_question(entry) for entry in read["questions"]))
