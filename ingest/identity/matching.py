"""A name and the registered companies it may stand for (名称匹配)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from graph.company_index import CompanyIndex, Named
from ingest.identity.aliases import KnownAliases
from ingest.identity.rules import NameLink, by_short_name, by_variant
from ingest.identity.scoring import full_score, quick_score, reasons, split_kind
from schema.company_name import CompanyName, NameParts

OFFERED: Final = 5
"""Candidates that a person is shown."""
SHORT_LOOKED_AT: Final = 300
FULL_LOOKED_AT: Final = 50
"""Names compared for one look-up: among a million, more find hardly more. A full name shares most with the right one."""
LEAST_SHORT: Final = 0.4
LEAST_FULL: Final = 0.8
"""A candidate below this score helps nobody. A full name is only asked about where it may be misspelt: most companies
that papers name are in no register at hand, and near names of other companies would fill the queue."""


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

    def __init__(self, indexes: Sequence[CompanyIndex], parts: NameParts, aliases: KnownAliases | None = None) -> None:
        self._indexes = tuple(indexes)
        self._parts = parts
        self._aliases = aliases

    def match(self, name: str, *, without: frozenset[str] = frozenset()) -> Match:
        """Link and candidates of a name; companies in `without` (itself, or said to be others) are left out."""
        link = self._by_variant(name, without)
        if link is not None:
            return Match(link, (Candidate(link.id, link.name, 1.0, (link.reason,)),))
        known = self._known(name, without)
        if len(known) == 1 and self._aliases is not None:
            (link,) = known
            if link.basis == "curated_alias" or self._aliases.may_link(name):
                return Match(link, (Candidate(link.id, link.name, 1.0, (link.reason,)),))
        asked = self._parts.read(name)
        most = FULL_LOOKED_AT if asked.is_full else SHORT_LOOKED_AT
        near = self._each(lambda index: index.sharing(name, most), without)
        first = [Candidate(one.id, one.name, float(one.confidence), (one.reason,)) for one in known]
        scored = self._candidates(asked, self._scored(asked, near))
        candidates = {one.id: one for one in reversed([*first, *scored])}
        # A name that a document has defined for a company is that company's or a person's to decide.
        link = None if known else by_short_name(asked, near, self._parts)
        return Match(link, tuple(list(reversed(candidates.values()))[:OFFERED]))

    def _by_variant(self, name: str, without: frozenset[str]) -> NameLink | None:
        return by_variant(name, self._each(lambda index: index.same_characters(name), without), self._parts)

    def _known(self, name: str, without: frozenset[str]) -> list[NameLink]:
        """Companies whose alias a name is known to be, each once."""
        found: dict[str, NameLink] = {}
        for one in self._aliases.of(name) if self._aliases else ():
            target = self._by_variant(one.full, without) if one.id is None else None
            node_id = one.id or (target.id if target else None)
            if node_id is not None and node_id not in without:
                found.setdefault(node_id, NameLink(node_id, one.full, one.basis, one.confidence, one.reason))
        return list(found.values())

    def _each(self, look_up: Callable[[CompanyIndex], list[Named]], without: frozenset[str]) -> list[Named]:
        return [found for index in self._indexes for found in look_up(index) if found.id not in without]

    def _scored(self, asked: CompanyName, near: Sequence[Named]) -> list[tuple[float, Named]]:
        if asked.is_full:
            rated = [(full_score(asked, self._parts.read(found.normal)), found) for found in near]
        else:
            text, kind = split_kind(asked)
            if not text:
                return []
            rated = [(quick_score(text, kind, found.normal), found) for found in near]
        return sorted(rated, key=lambda one: (-one[0], len(one[1].name), one[1].name, one[1].id))

    def _candidates(self, asked: CompanyName, scored: Sequence[tuple[float, Named]]) -> list[Candidate]:
        best: dict[str, Candidate] = {}
        least = LEAST_FULL if asked.is_full else LEAST_SHORT
        for score, found in scored:
            if score < least or len(best) == OFFERED:
                break
            if found.id not in best:
                why = reasons(asked, self._parts.read(found.normal))
                best[found.id] = Candidate(found.id, found.name, round(score, 3), why)
        return list(best.values())
