"""Reading a business scope into phrases and the verbs that govern them (经营范围的短语与动词).

Forms that real scopes use: `生产、销售：A、B` (a heading), `批发A、B` (a verb ahead of a
list), `A、B的制造、销售` (verbs after a list), `（不含…）` and cut-off ends (`...`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

LISTS: Final = (
    "make_words",
    "grow_words",
    "research_words",
    "serve_words",
    "trade_words",
    "other_words",
)
_KINDS: Final = dict(zip(LISTS, ("make", "grow", "research", "serve", "trade", "other"), strict=True))
_ORDER: Final = ("make", "grow", "research", "serve", "other", "trade")
_BREAKS: Final = "；;。，,、：: 　\n\r（(【[）)】]"
_JOINERS: Final = "及和与并兼或/的"
_BRACKET = re.compile(r"[（(\[【{〔]([^（()）\[\]【】{}〔〕]*)[）)\]】}〕]")
_CUT_END = re.compile(r"[^；;。，,、]*(?:\.{2,}|…+)\s*$")
_CLAUSE = re.compile(r"[^；;。\n\r]+")
_ITEM = re.compile(r"[^，,、\s：:]+|[，,、\s：:]")
MAIN_PHRASES: Final = 2  # phrases from the start of the scope that count as the main business
REMEMBERED: Final = 60_000  # phrases kept with their verbs, some 25 MB a process
_COMMAS: Final = frozenset("，,") | {chr(i) for i in range(0x3001) if chr(i).isspace()}
_NEVER = "(?!)"

Verbs = tuple[str, ...]
Match = tuple[int, int, int]


@dataclass(slots=True)
class Phrase:
    """One item of a scope; `verbs` govern it, `lead_end` and `tail_start` bound its own verbs."""

    text: str
    start: int
    main: bool
    verbs: Verbs = ()
    lead: Verbs = ()
    lead_end: int = 0
    tail: Verbs = ()
    tail_start: int = 0
    owner: bool = False  # 机床 of `机床、工程机械用零部件`: names whose parts they are

    def verbs_at(self, start: int) -> Verbs:
        """Verbs that govern a word at `start`; a word that begins within the verb is not led by it."""
        if self.lead and start < self.lead_end:
            return self.tail
        return self.verbs


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) or _NEVER


class ScopeReader:
    """Splits scopes by the word lists of a pack (`placement.yaml`); lists that are missing are empty."""

    def __init__(self, lists: dict[str, tuple[str, ...]]) -> None:
        self._kind_by_verb = {verb: _KINDS[name] for name in LISTS for verb in lists.get(name, ())}
        verbs = _any_of(list(self._kind_by_verb))
        lead = _any_of(lists.get("neutral_leads", ()))
        tail = _any_of(lists.get("neutral_tails", ()))
        self._verb = re.compile(verbs)
        scanned = sorted(self._kind_by_verb)
        self._scan = AhoCorasick(scanned, matchkind=MatchKind.LeftmostLongest)
        self._sells = [self._kind_by_verb[verb] == "trade" for verb in scanned]
        self._lead = re.compile(rf"(?:{lead})*((?:(?:{verbs})[{_JOINERS}]*)+)")
        self._tail = re.compile(rf"[{_JOINERS}]*((?:(?:{verbs})[{_JOINERS}]*)+)(?:{tail})*$")
        self._last = re.compile(rf"(?:{verbs})$")
        self._object = re.compile(_any_of(lists.get("object_words", ())))
        self._cut = re.compile(_any_of(lists.get("negation_cut_words", ())))
        self._drop = re.compile(_any_of([*lists.get("negation_drop_words", ()), *lists.get("boilerplate_words", ())]))
        limits = _any_of(lists.get("bracket_drop_words", ()))
        self._in_bracket = re.compile(limits)
        self._open = re.compile(rf"[（(](?=[^；;。]*(?:{limits}))[^；;。]*")
        self._liaison = re.compile(_any_of(lists.get("liaison_words", ())))
        ends = _any_of(lists.get("product_tails", ()))
        self._product_end = re.compile(rf"(?:{ends}|[{_JOINERS}]|{verbs}|$)")
        self._of_parts = re.compile(rf"[的用].{{0,4}}(?:{_any_of(lists.get('part_words', ()))})")
        # phrases and verbs repeat from company to company: reading each once is a third of the time
        self._own = lru_cache(maxsize=REMEMBERED)(self._own_verbs)
        self._kind_of = lru_cache(maxsize=REMEMBERED)(self._strongest)
        self._header = re.compile(rf"(?:{_any_of(lists.get('header_words', ()))})\s*[:：]")

    def last_verb(self, word: str) -> str:
        """The verb that a word ends in, else empty (服装加工 → 加工)."""
        match = self._last.search(word)
        return match.group() if match is not None else ""

    def kind(self, verb: str) -> str:
        """Kind of one verb: make, grow, research, serve, trade or other."""
        return self._kind_by_verb[verb]

    def joins(self, verb: str) -> bool:
        """Whether the verb may stand apart from its product; growing may not (海水养殖 is not 海水)."""
        return self._kind_by_verb[verb] in ("make", "research")

    def kind_of(self, verbs: Verbs) -> str:
        """The strongest kind among verbs, empty where there is none; bare 服务 beside trade is trade."""
        return self._kind_of(verbs) if verbs else ""

    def _strongest(self, verbs: Verbs) -> str:
        kinds = {self._kind_by_verb[verb] for verb in verbs}
        if "trade" in kinds and kinds <= {"trade", "other", "serve"} and set(verbs) & {"服务"}:
            return "trade"
        return next((kind for kind in _ORDER if kind in kinds), "")

    def governs(self, verbs: Verbs, verb: str) -> bool:
        """Whether a verb of the same kind governs."""
        kind = self._kind_by_verb[verb]
        return any(self._kind_by_verb[v] == kind for v in verbs)

    def names_object(self, text: str, end: int) -> bool:
        """Whether the text after `end` turns the word into the name of another thing (冰箱配件)."""
        return self._object.match(text, end) is not None

    def ends_product(self, text: str, end: int) -> bool:
        """Whether the name of a product is complete at `end` (服装 is, 汽车 of 汽车制动器 is not)."""
        return self._product_end.match(text, end) is not None

    def clean(self, scope: str) -> str:
        """The scope without limits in brackets, formulas of the licence and a cut-off last phrase."""
        # Each pattern is tried only where a character it needs is there: most scopes hold none of them.
        if ".." in scope or "…" in scope:
            scope = _CUT_END.sub("", scope)
        for _ in range(3):
            if not _BRACKET.search(scope):
                break
            scope = _BRACKET.sub(self._bracket, scope)
        if "（" in scope or "(" in scope:
            scope = self._open.sub("", scope)
        if "：" in scope or ":" in scope:
            scope = self._header.sub("；", scope)
        return scope

    def _bracket(self, match: re.Match[str]) -> str:
        """What a bracket leaves: nothing of limits or behind a word, else what stands in it."""
        inside = match.group(1)
        before = match.string[match.start() - 1 : match.start()]
        return "" if before not in _BREAKS or self._in_bracket.search(inside) else inside

    def phrases(self, text: str, matches: Sequence[Match]) -> Iterator[tuple[Phrase, list[Match]]]:
        """Phrases of cleaned text that hold a match, with the matches inside them."""
        waiting = sorted(matches, key=lambda m: (m[1], m[2]))
        count, position = len(waiting), 0
        first = True
        trade: Verbs = ()
        headed = "：" in text or ":" in text
        verbs = self._scan.find_matches_as_indexes(text)
        verb = 0
        for clause in _CLAUSE.finditer(text):
            begin, end = clause.span()
            passed = position
            while position < count and waiting[position][1] < end:
                position += 1
            if position > passed:
                sells = works = False
                while verb < len(verbs) and verbs[verb][1] < end:
                    if verbs[verb][1] >= begin:
                        if self._sells[verbs[verb][0]]:
                            sells = True
                        else:
                            works = True
                    verb += 1
                words = clause.group()
                # A clause that only sells places nothing: most of a shop's scope need not be taken apart.
                if (works or not sells) and not self._liaison.search(words):
                    for phrase in self._clause(words, begin, first):
                        if passed == position:
                            break
                        stop = phrase.start + len(phrase.text)
                        here = []
                        while passed < position and waiting[passed][1] < stop:
                            if phrase.start <= waiting[passed][1] and waiting[passed][2] <= stop:
                                here.append(waiting[passed])
                            passed += 1
                        if here and not phrase.owner:
                            if not phrase.verbs:
                                phrase.verbs = trade
                            yield phrase, here
                if position == count:
                    return
            first = False
            if headed:
                trade = self._trade_heading(clause.group(), trade)

    def _trade_heading(self, clause: str, before: Verbs) -> Verbs:
        """A heading of trade goes on past `；` for phrases without any verb of their own."""
        colon = max(clause.rfind("："), clause.rfind(":"))
        if colon < 0:
            return before
        verbs = tuple(self._verb.findall(clause[max(0, colon - 12) : colon]))
        return verbs if self.kind_of(verbs) == "trade" else ()

    def _clause(self, clause: str, offset: int, first: bool) -> list[Phrase]:
        """Phrases of one clause with the verbs that govern each."""
        made: list[Phrase] = []
        run: list[Phrase] = []  # phrases joined by 、
        header: Verbs = ()
        pending: Verbs = ()  # verbs standing alone, of which it is not yet known what they govern
        ahead: Verbs = ()  # the verb ahead of a list
        stale = False  # whether a comma came after the pending verbs
        plain = not (self._drop.search(clause) or self._cut.search(clause))
        position = offset
        for text in _ITEM.findall(clause):  # every character is of an item
            start = position
            position += len(text)
            if text == "、":
                continue
            if text in "：:":
                header = pending or (run[-1].verbs if run else ())
                pending, ahead, run, stale = (), (), [], False
                continue
            if text in _COMMAS:
                if pending and run:
                    self._close(run, pending, header)
                    pending = ()
                ahead = self._carried(ahead)
                run, stale = [], True
                continue
            if not plain:
                text = self._kept(text)
                if not text:
                    continue
            lead, lead_end, tail, tail_start = self._own(text)
            if lead_end == len(text):
                if run and not run[-1].lead and not ahead:
                    self._close(run, lead, header)
                else:
                    pending, stale = pending + lead, False
                continue
            if stale and not lead:
                pending = ()  # 广告设计、制作，服装: the verbs before the comma are done
            own = pending + lead
            if own:
                if run and not pending and self.names_object(text, lead_end):
                    own = () if ahead else own  # 销售…、保养用品、服装: 保养 belongs to the name of goods
                elif ahead or not run or pending:
                    ahead = own
            pending = ()
            # Own verbs first, then the verb ahead of the list, then the heading.
            if tail:
                verbs = tail + lead
                if not lead and not own and not ahead:
                    self._close(run, tail, header)
            else:
                verbs = own or ahead or header
            if run and ("用" in text or "的" in text) and self._of_parts.search(text):
                for before in run:
                    before.owner = True
            phrase = Phrase(text, start, first and len(made) < MAIN_PHRASES, verbs, lead, lead_end, tail, tail_start)
            run.append(phrase)
            made.append(phrase)
        if pending and run and not ahead:
            self._close(run, pending, header)
        self._sell_the_rest(made)
        return made

    def _sell_the_rest(self, phrases: list[Phrase]) -> None:
        """Phrases without verbs before a closing verb of trade are sold, commas or not."""
        sold: Verbs = ()
        for phrase in reversed(phrases):
            if not phrase.verbs:
                phrase.verbs = sold
            elif self.kind_of(phrase.verbs) == "trade":
                sold = phrase.verbs
            else:
                sold = ()

    def _kept(self, text: str) -> str:
        """What a phrase keeps beside limits and formulas of the licence; nothing where it is negated."""
        return "" if self._drop.search(text) else self._cut.split(text, 1)[0]

    def _own_verbs(self, text: str) -> tuple[Verbs, int, Verbs, int]:
        """Verbs a phrase begins with and where they end, verbs it ends with and where they start."""
        if not self._scan.find_matches_as_indexes(text):  # what most goods of a list are
            return (), 0, (), len(text) + 1
        verbs: Verbs = ()
        end = 0
        lead = self._lead.match(text)
        if lead is not None:
            verbs, end = tuple(self._verb.findall(lead.group(1))), lead.end()
        tail = self._tail.search(text, end)
        if tail is None:
            return verbs, end, (), len(text) + 1
        return verbs, end, tuple(self._verb.findall(tail.group(1))), tail.start(1)

    def _close(self, run: list[Phrase], verbs: Verbs, header: Verbs) -> None:
        """Verbs after a list govern the phrases before them that have none, and add to the last."""
        if not run:
            return
        last = run[-1].verbs
        for phrase in run:
            if not phrase.verbs:
                phrase.verbs = () if header else verbs
            elif phrase.verbs == last and last is not header:  # A、B的设计、制造: both are made too
                phrase.verbs = last + verbs

    def _carried(self, lead: Verbs) -> Verbs:
        """A verb of trade ahead carries on past a comma, others do not: trade never places by doubt."""
        return lead if lead and self.kind_of(lead) == "trade" else ()
