"""A name and the registered companies it may stand for (名称匹配)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.company_index import CompanyIndex, Named
from ingest.identity.rules import NameLink, by_short_name, by_variant
from ingest.identity.scoring import full_score, quick_score, reasons, split_kind
from schema.company_name import CompanyName, NameParts
from schema.ids import normal_name

OFFERED: Final = 5
"""Candidates that a person is shown."""
LOOKED_AT: Final = 300
"""Names compared for one look-up: on listed companies' short names among a million more find hardly more."""
LEAST: Final = 0.4
"""A candidate below this score helps nobody."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A company that a name may stand for, with score from 0 to 1 and reasons."""

    id: str
    name: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a name leads to: a link where the rules say so, and the best candidates, best first."""

    link: NameLink | None
    candidates: tuple[Candidate, ...]


class Matcher:
    """Matches names against one or more indexes of companies; what they hold together counts."""

    def __init__(self, indexes: Sequence[CompanyIndex], parts: NameParts) -> None:
        self._indexes = tuple(indexes)
        self._parts = parts

    def exact(self, name: str) -> NameLink | None:
        """The one company of this very name or a variant of it."""
        same = [found for index in self._indexes for found in index.same_characters(name)]
        return by_variant(name, same, self._parts)

    def match(self, name: str, *, without: frozenset[str] = frozenset()) -> Match:
        """Link and candidates of a name; companies in `without` (said to be others) are left out."""
        link = self.exact(name)
        if link is not None and link.id not in without:
            return Match(link, (Candidate(link.id, link.name, 1.0, (link.reason,)),))
        asked = self._parts.read(name)
        near = [found for index in self._indexes for found in index.sharing(name, LOOKED_AT) if found.id not in without]
        scored = self._scored(asked, near)
        return Match(by_short_name(asked, near, self._parts), tuple(self._candidates(asked, scored)))

    def _scored(self, asked: CompanyName, near: Sequence[Named]) -> list[tuple[float, Named]]:
        if asked.is_full:
            rated = [(full_score(asked, self._parts.read(found.name)), found) for found in near]
        else:
            text, kind = split_kind(asked)
            rated = [(quick_score(text, kind, normal_name(found.name)), found) for found in near]
        return sorted(rated, key=lambda one: (-one[0], len(one[1].name), one[1].name, one[1].id))

    def _candidates(self, asked: CompanyName, scored: Sequence[tuple[float, Named]]) -> list[Candidate]:
        best: dict[str, Candidate] = {}
        for score, found in scored:
            if score < LEAST or len(best) == OFFERED:
                break
            if found.id not in best:
                why = reasons(asked, self._parts.read(found.name))
                best[found.id] = Candidate(found.id, found.name, round(score, 3), why)
        return list(best.values())
