"""Expressions that look at a text only where words they need stand in it (字面筛选).

Some two hundred expressions look at every sentence of a document, and in most sentences hardly one
of them can match: the verb, ending or mark that each needs is not there. `needed` reads from the
parse tree of an expression a set of literals one of which stands in whatever it matches. One pass of
an automaton over a text finds the literals of all expressions together, and those without any are
not tried on that text. RE2 does so for many expressions at once (`FilteredRE2`).

What is found is what `re` finds: an expression whose literals cannot be told is always tried.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final, Protocol

from ahocorasick_rs import AhoCorasick, Implementation

Texts = frozenset[str]
MOST: Final = 600
"""Literals of one expression; so many hardly keep it from any text."""
WIDEST: Final = 24
"""Characters of a class that are taken one by one, such as numerals and marks."""
KEPT: Final = 1 << 11
"""Sentences whose expressions are kept: all rules look at those of one article, which seldom has as many."""


def needed(pattern: str) -> Texts | None:
    """Literals one of which stands in every match of `pattern`; None where none can be told.

    >>> sorted(needed("(?:位于|坐落于?)[^，]{2,9}(?:路|大街)"))
    ['位于', '坐落']
    """
    tree = _parser.parse(pattern)
    if tree.state.flags & re.IGNORECASE:
        return None
    best = _better(*_sequence(tree))
    # What holds another literal says nothing more.
    return best and frozenset(s for s in best if not any(part in best for part in _parts(s)))


def _parts(text: str) -> Iterator[str]:
    """All that stands in a text, but the whole."""
    return (text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1) if j - i < len(text))


def _better(one: Texts | None, other: Texts | None) -> Texts | None:
    """The set that says more: the longer its shortest literal, then the fewer it has."""
    told = [texts for texts in (one, other) if texts and "" not in texts]
    return min(told, key=lambda texts: (-min(map(len, texts)), len(texts)), default=None)


def _sequence(parts: Iterable[tuple[Any, Any]]) -> tuple[Texts | None, Texts | None]:
    """Of parts that follow each other: everything they match, if that can be listed, and the best set of literals."""
    whole: Texts | None = frozenset({""})
    run: Texts | None = whole
    needs: Texts | None = None
    for code, value in parts:
        listed, inner = _part(code, value)
        if run is None or listed is None or len(run) * len(listed) > MOST:
            whole, run = None, listed
        else:
            run = frozenset(before + after for before, after in product(run, listed))
            whole = whole and run
        needs = _better(_better(needs, inner), run)
    return whole, needs


def _part(code: Any, value: Any) -> tuple[Texts | None, Texts | None]:
    """The same of one part of a parse tree."""
    if code is op.LITERAL:
        return frozenset({chr(value)}), None
    if code is op.IN:
        return _class(value), None
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return frozenset({""}), None
    if code is op.SUBPATTERN:
        _, flags, _, parts = value
        return (None, None) if flags & re.IGNORECASE else _sequence(parts)
    if code is op.ATOMIC_GROUP:
        return _sequence(value)
    if code is op.BRANCH:
        ways = [_sequence(way) for way in value[1]]
        return _all(listed for listed, _ in ways), _all(_better(*way) for way in ways)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, parts = value
        listed, needs = _sequence(parts)
        if least == 0:
            return (listed | {""} if listed is not None and most == 1 else None), None
        return (listed, needs) if most == 1 else (None, _better(listed, needs))
    return None, None


def _class(parts: Iterable[tuple[Any, Any]]) -> Texts | None:
    """The characters of a class, if they are few."""
    found: set[str] = set()
    for code, value in parts:
        if code is op.LITERAL:
            found.add(chr(value))
        elif code is op.RANGE and value[1] - value[0] < WIDEST:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= WIDEST else None


def _all(sets: Iterable[Texts | None]) -> Texts | None:
    """The sets together; None where one is unknown or they are too many."""
    joined: set[str] = set()
    for texts in sets:
        if texts is None:
            return None
        joined |= texts
    return frozenset(joined) if len(joined) <= MOST else None


class _Sieve:
    """Expressions by number, and for a text those that may match in it."""

    def __init__(self) -> None:
        self._patterns: list[str] = []
        self._lock = threading.Lock()
        self._built = 0
        # The bits of expressions that are always tried: at first all there will ever be.
        self._always = -1
        self._literals: dict[str, int] = {}
        self._find: Callable[[str, bool], list[tuple[int, int, int]]] = lambda text, overlapping: []
        self._bits: list[int] = []
        self.passed = lru_cache(maxsize=KEPT)(self._passed)

    def add(self, pattern: str) -> int:
        """The bit of one more expression."""
        with self._lock:
            self._patterns.append(pattern)
            return 1 << len(self._patterns) - 1

    def _passed(self, text: str) -> int:
        """The bits of the expressions that may match in a text."""
        if self._built < len(self._patterns):
            self._build()
        made, bits = self._always, self._bits
        for number, _, _ in self._find(text, True):
            made |= bits[number]
        return made

    def _build(self) -> None:
        """The automaton at first use and after modules loaded later: texts passed before hold all later expressions."""
        with self._lock:
            for number in range(self._built, len(self._patterns)):
                literals = needed(self._patterns[number])
                if literals is not None:
                    self._always &= ~(1 << number)
                for literal in literals or ():
                    self._literals[literal] = self._literals.get(literal, 0) | 1 << number
            self._bits = list(self._literals.values())
            self._find = AhoCorasick(list(self._literals), implementation=Implementation.DFA).find_matches_as_indexes
            self._built = len(self._patterns)


_sieve: Final = _Sieve()


class _Finditer(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]: ...


class _Search(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None: ...


class Regex:
    """An expression whose `finditer` and `search` leave out texts that it cannot match.

    Give them whole sentences, the stretch to look at as `start` and `end`: what stands in a
    sentence is found once for all expressions. The other methods are those of `re.Pattern`.
    It is compiled when it is first tried: a page needs half of all there are.
    """

    __slots__ = ("_pattern", "bit", "finditer", "fullmatch", "match", "re", "search", "split", "sub")
    re: re.Pattern[str]
    match: _Search
    fullmatch: _Search
    sub: Callable[[str, str], str]
    split: Callable[[str], list[str | Any]]

    def __init__(self, pattern: str) -> None:
        self._pattern: Final = pattern
        self.bit: Final = _sieve.add(pattern)
        self.finditer: Final[_Finditer] = _sifted(self, "finditer", iter(()))
        self.search: Final[_Search] = _sifted(self, "search", None)

    def __getattr__(self, name: str) -> Any:
        """What only the compiled expression has, at the first look; a slot that is filled is never asked here."""
        if name not in _COMPILED:
            raise AttributeError(name)
        made = re.compile(self._pattern)
        self.re = made
        for method in _COMPILED[1:]:
            setattr(self, method, getattr(made, method))
        return getattr(self, name)


_COMPILED: Final = ("re", "match", "fullmatch", "sub", "split")


def _sifted(of: Regex, method: str, nothing: Any) -> Any:
    """A method of the compiled expression that gives `nothing` for a text that the expression cannot match.

    A function over a few cells: a method costs twice as much, and a sentence is asked a hundred times.
    """
    bit, passed = of.bit, _sieve.passed
    find: Callable[..., Any] | None = None

    def ask(text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        nonlocal find
        if not passed(text) & bit:
            return nothing
        if find is None:
            find = getattr(of.re, method)
        return find(text, start, end)

    return ask


def passed(text: str) -> int:
    """The bits of the expressions that may match in a text."""
    return _sieve.passed(text)


def regex(pattern: str) -> Regex:
    """An expression that takes part in the pass over sentences."""
    return Regex(pattern)


def passing(text: str, regexes: Iterable[Regex]) -> list[Regex]:
    """Those of several expressions that may match in a text, in their order: one question instead of one each."""
    passed = _sieve.passed(text)
    return [one for one in regexes if passed & one.bit]


def matches(text: str, *regexes: Regex) -> Iterator[re.Match[str]]:
    """All matches of several expressions in a text, of one expression after the other."""
    for one in passing(text, regexes):
        yield from one.re.finditer(text)
