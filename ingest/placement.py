"""Placement of companies on chain links by their business scope (经营范围 → 产业链环节).

A word alone says little: 轮胎 stands in the scope of the shop and of the works.
What places is a link's word together with the verb that governs it; a phrase
that only verbs of trade govern never places (销售 alone never places).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.industry_classes import ClassReader
from ingest.scope_phrases import Phrase, ScopeReader
from schema.pack_model import LinkRow, Packs

Role = Literal["make", "serve", "trade", "research"]

# Confidence is the share that was right among rows labelled by hand (`benchmarks.registrations_labels`).
MAKE: Final = Decimal("0.90")  # the scope says that it makes or grows what the link is about
WORK: Final = Decimal("0.80")  # research or a service that the link counts
NAMED: Final = Decimal("0.75")  # goods without a verb, or a longer name, and the company is named for them
BARE: Final = Decimal("0.70")  # no verb, on a link that counts services: the word is the work itself
BY_CLASS: Final = Decimal("0.75")  # the register's own class; not measured, as no labelled register states one
UNSURE: Final = Decimal("0.20")  # goods without a verb, work the link does not count, a name alone: for people
SERVES_GOODS: Final = Decimal("0.15")  # repairs or installs what the link makes: not on the link
BARE_IN_SHOP: Final = Decimal("0.10")  # no verb, and the company's name speaks of trade
NAME_AGREES: Final = Decimal("0.05")  # name and scope say the same, written at different times
MORE_WORDS: Final = Decimal("0.03")  # a second, different word of the same link
MOST: Final = Decimal("0.98")  # reading a scope is never certain
ACCEPTED: Final = Decimal("0.50")  # below is a candidate

_EMBEDDED_LENGTH: Final = 2  # shortest product left when an include word loses its verb (服装加工 → 服装)


@dataclass(frozen=True, slots=True)
class Placement:
    """A company on a link: the words that led there, its role, main business or not, confidence.

    `basis` is `scope` (name and scope) or `class` (the class that the register states).
    """

    link_id: str
    words: tuple[str, ...]
    role: Role
    main: bool
    confidence: Decimal
    basis: str = "scope"


@dataclass(frozen=True, slots=True)
class _Target:
    """What a scanned word means for one link.

    `verb` is the activity a word ends in; `bare` marks the product part of such
    a word (服装 of 服装加工), which needs that verb from elsewhere in the phrase,
    and `weak` a word that needs a verb of making or growing and, where its link has
    signs, one of them.
    """

    link: int
    word: str
    verb: str
    bare: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """A word that counts, where it stands; `named_lifts` where a name that agrees decides for it."""

    start: int
    end: int
    word: str
    role: Role
    main: bool
    confidence: Decimal
    named_lifts: bool


def _holds(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - `any` with a generator takes three times as long
        if word in text:
            return True
    return False


def _upper(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.upper() for word in words)


class Placer:
    """Places companies on the placeable links of a pack; safe to pickle and to build in workers.

    >>> Placer(packs).place("船舶制造；船舶配件销售", "青岛示例造船有限公司")  # doctest: +SKIP
    [Placement(link_id='qingdao:ChainLink/marine-equipment/shipbuilding', words=('船舶制造',), ...)]
    """

    def __init__(self, packs: Packs) -> None:
        links = [row for row in packs.links.values() if row.placeable]
        self._setup(links, packs.placement, ClassReader(packs.classes, links))

    def __getstate__(self) -> tuple[list[LinkRow], dict[str, tuple[str, ...]], ClassReader]:
        return self._links, self._lists, self._classes

    def __setstate__(self, state: tuple[list[LinkRow], dict[str, tuple[str, ...]], ClassReader]) -> None:
        self._setup(*state)

    def _setup(self, links: list[LinkRow], lists: dict[str, tuple[str, ...]], classes: ClassReader) -> None:
        self._classes = classes
        self._links = links
        self._lists = lists
        self._reader = ScopeReader(lists)
        targets: dict[str, list[_Target]] = {}
        for number, link in enumerate(links):
            for raw in link.include:
                word = raw.upper()
                verb = self._reader.last_verb(word)
                targets.setdefault(word, []).append(_Target(number, word, verb))
                product = word[: len(word) - len(verb)]
                if verb and len(product) >= _EMBEDDED_LENGTH and self._reader.joins(verb):
                    targets.setdefault(product, []).append(_Target(number, word, verb, bare=True))
            for raw in link.weak:
                word = raw.upper()
                targets.setdefault(word, []).append(_Target(number, word, "", weak=True))
        self._roles = [frozenset(link.roles) for link in links]
        self._excluded = [_upper(link.exclude) for link in links]
        self._signs = [_upper(link.signs) for link in links]
        self._not_named = [_upper(link.not_named) for link in links]
        words = sorted(targets)
        self._targets = [tuple(targets[word]) for word in words]
        self._automaton = AhoCorasick(words, matchkind=MatchKind.Standard)
        self._trade_names = tuple(lists.get("trade_name_words", ()))
        self._outlet_names = tuple(lists.get("outlet_name_words", ()))
        self._activities = frozenset(lists.get("activity_words", ()))

    def place(self, scope: str, name: str, stated_class: str = "") -> list[Placement]:
        """Links that the scope and name speak for, best first, then by link id.

        `stated_class` is the industry class that the register states, by code or
        name. Confidence under 0.5 is a candidate. A company is on a link once.
        """
        made = self._by_words(scope, name)
        words, links = self._classes.links_of(stated_class) if stated_class else ("", ())
        if links:
            made = self._with_class(made, words, links)
        made.sort(key=lambda p: (-p.confidence, p.link_id))
        return made

    def _with_class(self, made: list[Placement], words: str, links: tuple[int, ...]) -> list[Placement]:
        """A stated class is the main business: it places by itself, and lifts what the words say too."""
        by_link = {p.link_id: p for p in made}
        for number in links:
            link = self._links[number].id
            said = by_link.get(link)
            if said is not None and said.confidence >= ACCEPTED:
                lifted = min(said.confidence + NAME_AGREES, MOST)
                by_link[link] = replace(said, words=(*said.words, words), main=True, confidence=lifted)
            else:
                role: Role = "make" if self._roles[number] & {"make", "grow"} else "serve"
                by_link[link] = Placement(link, (words,), role, True, BY_CLASS, "class")
        return list(by_link.values())

    def _by_words(self, scope: str, name: str) -> list[Placement]:
        scope = scope.upper()
        name = name.upper()
        find = self._automaton.find_matches_as_indexes
        in_name = find(name, overlapping=True)
        matches = find(scope, overlapping=True)
        if not in_name and not matches:
            return []
        shop = _holds(name, self._trade_names)
        found: dict[int, list[_Hit]] = {}
        text = self._reader.clean(scope)
        if text != scope:
            matches = find(text, overlapping=True)
        if matches:
            for phrase, inside in self._reader.phrases(text, matches):
                for index, start, end in inside:
                    for target in self._targets[index]:
                        hit = self._judge(target, phrase, start, end, shop)
                        if hit is not None and target.weak and not self._signed(target.link, text, name):
                            hit = replace(hit, confidence=min(hit.confidence, UNSURE), named_lifts=False)
                        if hit is not None:
                            found.setdefault(target.link, []).append(hit)
        named = self._named(in_name, name) if in_name else {}
        if not (found or named):
            return []
        outlet = _holds(name, self._outlet_names)
        made = [self._sum_up(link, hits, link in named, name, outlet) for link, hits in found.items()]
        below = BARE_IN_SHOP if shop else UNSURE
        for link, (word, role) in named.items():
            if link not in found and role is not None:
                made.append(Placement(self._links[link].id, (word,), role, False, below))
        return made

    def _signed(self, link: int, text: str, name: str) -> bool:
        """Whether a weak word of the link may count: a sign stands in scope or name, or none is asked for."""
        signs = self._signs[link]
        return not signs or _holds(text, signs) or _holds(name, signs)

    def _judge(self, target: _Target, phrase: Phrase, start: int, end: int, shop: bool) -> _Hit | None:
        """One word in one phrase: its role and confidence, or None where it does not count."""
        text = phrase.text
        start -= phrase.start
        end -= phrase.start
        if _holds(text, self._excluded[target.link]):
            return None
        if self._reader.names_object(text, end):
            return None
        verbs = phrase.verbs_at(start)
        if target.bare:
            if not (self._reader.governs(verbs, target.verb) and self._reader.ends_product(text, end)):
                return None
            word, kind = text[start:end], self._reader.kind(target.verb)
        else:
            word, kind = text[start:end], self._reader.kind_of(verbs)
            own = self._reader.kind(target.verb) if target.verb else ""
            if own and (not verbs or end >= phrase.tail_start):
                # the word brings its own verb: 批发：化工产品，船舶维修 is no trade in ship repair
                kind = "serve" if own in ("trade", "other") else own
            elif not kind and target.word in self._activities:
                kind = "make"
        roles = self._roles[target.link]
        if target.weak and kind not in roles:
            return None
        role, confidence = self._weigh(kind, roles, shop)
        if role is None:
            return None
        if not ("serve" in roles or target.verb or self._reader.ends_product(text, end)):
            confidence = min(confidence, UNSURE)
        return _Hit(start + phrase.start, end + phrase.start, word, role, phrase.main, confidence, role == "make")

    @staticmethod
    def _weigh(kind: str, roles: frozenset[str], shop: bool) -> tuple[Role | None, Decimal]:
        if kind in ("make", "grow"):
            return ("make", MAKE) if kind in roles else (None, Decimal(0))
        if kind == "research":
            return "research", WORK if "research" in roles else UNSURE
        if kind == "serve":
            return "serve", WORK if "serve" in roles else SERVES_GOODS
        if kind == "":
            if shop:
                return "trade", BARE_IN_SHOP
            if "serve" in roles:
                return "serve", BARE
            return "make", UNSURE
        return None, Decimal(0)

    def _named(self, matches: Sequence[tuple[int, int, int]], name: str) -> dict[int, tuple[str, Role | None]]:
        """Links whose words stand in the name; without a role where only a product part does."""
        named: dict[int, tuple[str, Role | None]] = {}
        for index, start, end in matches:
            for target in self._targets[index]:
                link = target.link
                if _holds(name, self._excluded[link]) or self._reader.names_object(name, end):
                    continue
                role: Role | None = None
                if not (target.bare or target.weak):
                    role = "serve" if "serve" in self._roles[link] else "make"
                if link not in named or (named[link][1] is None and role is not None):
                    named[link] = (name[start:end], role)
        return named

    def _sum_up(self, link: int, hits: list[_Hit], named: bool, name: str, outlet: bool) -> Placement:
        best = max(hits, key=lambda h: (h.confidence, h.main, -h.start))
        words: dict[str, None] = {}
        for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
            inside = any(o.start <= hit.start and hit.end <= o.end and o.word != hit.word for o in hits)
            if not inside:
                words.setdefault(hit.word)
        confidence = best.confidence
        if named and confidence >= ACCEPTED:
            confidence += NAME_AGREES
        elif named and best.named_lifts:
            confidence = NAMED
        if confidence >= ACCEPTED and len(words) > 1:
            confidence += MORE_WORDS
        if outlet or _holds(name, self._not_named[link]):
            confidence = min(confidence, UNSURE)
        main = any(hit.main for hit in hits if hit.confidence >= ACCEPTED) or best.main
        return Placement(self._links[link].id, tuple(words), best.role, main, min(confidence, MOST))
