"""The parts of a Chinese company's name: place, own word, trade, legal form, unit (企业名称的构成).

The order is set by the rules on company names (企业名称登记管理规定): 行政区划 + 字号 + 行业 + 组织形式;
places may stand in brackets behind the own word, a unit's name follows the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from schema.ids import normal_name
from schema.pack_model import Packs
from schema.per_packs import per_packs
from schema.words import words

BARE_FORM: Final = "公司"
SUFFIXES: Final = "省市区县"
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
# What makes another body of the same words: a group is not its joint-stock company, nor a holding its firm.
KINDS: Final = ("集团", "控股", "股份")
_LONGEST_PLACE: Final = 12


@dataclass(frozen=True, slots=True)
class CompanyName:
    """The parts of one name in normal form; an absent part is empty.

    `places` are without 省, 市, 区, 县; `form` is the legal form as its ending; `kinds` those of `KINDS` that it has;
    `unit` is what follows a whole company's name (a branch); `body` is all before the form without
    places, brackets and kinds: own word and trade.
    """

    normal: str
    places: tuple[str, ...]
    own: str
    trade: str
    kinds: frozenset[str]
    form: str
    unit: str

    @property
    def body(self) -> str:
        """Own word (字号) and trade (行业)."""
        return self.own + self.trade

    @property
    def is_full(self) -> bool:
        """Whether it ends like a registered name; papers put a bare 公司 behind any short one."""
        return self.form not in ("", BARE_FORM)

    def variant_key(self) -> tuple[tuple[str, ...], str, frozenset[str], str, str]:
        """Equal for names that differ in brackets, width, order of place and 省 or 市 alone."""
        return tuple(sorted(self.places)), self.body, self.kinds, self.form, self.unit


class NameParts:
    """Takes names apart by the places and legal forms of packs and by the words of trades."""

    def __init__(self, packs: Packs) -> None:
        self._places, self._within = _place_words(packs)
        self._starts = frozenset(word[:2] for word in self._places)
        forms = {ending for row in packs.legal_forms if not row.is_branch for ending in row.endings}
        self._forms = tuple(sorted({normal_name(e) for e in forms} | {BARE_FORM, "总公司"}, key=lambda e: (-len(e), e)))
        whole = [e for e in self._forms if e.endswith(BARE_FORM) and e != BARE_FORM]
        self._form = re.compile(f"(?:{'|'.join(map(re.escape, self._forms))})$")
        self._unit = re.compile(f"^(.+?(?:{'|'.join(map(re.escape, whole))}))(.+)$")
        self._trades = frozenset(
            {*words("industry_tail"), *words("makers_tail"), *words("company_trades")} - set(KINDS)
        )
        self._longest_trade = max(map(len, self._trades))
        self._read = lru_cache(maxsize=1 << 15)(self._take_apart)

    def read(self, name: str, places: frozenset[str] = frozenset()) -> CompanyName:
        """The parts of `name`; `places` are words to take for places though no pack has them."""
        return self._read(normal_name(name), places)

    def is_trade(self, text: str) -> bool:
        """Whether a text is made of words of trade alone."""
        return not text or any(
            text[:length] in self._trades and self.is_trade(text[length:])
            for length in range(min(self._longest_trade, len(text)), 0, -1)
        )

    def is_place(self, word: str) -> bool:
        """Whether a word, with or without 省, 市, 区, 县, is a place of the packs."""
        return word in self._places

    def _take_apart(self, normal: str, places: frozenset[str]) -> CompanyName:
        head, unit = self._without_unit(normal)
        match = self._form.search(head)
        form = match[0] if match and match.start() else ""
        rest = head[: len(head) - len(form)]
        found: list[str] = []
        kinds = {kind for kind in KINDS if kind in form}
        for inner in _BRACKETS.findall(rest):
            if inner in KINDS:
                kinds.add(inner)
            elif inner:
                found.append(bare_place(inner))
        rest = _BRACKETS.sub("", rest).replace("(", "").replace(")", "")
        start, outer = 0, ""
        while length := self._place_at(rest, start, places, outer):
            outer = rest[start : start + length]
            found.append(bare_place(outer))
            start += length
        rest = rest[start:]
        while kind := next((k for k in KINDS if rest.endswith(k) and len(rest) > len(k) + 1), ""):
            kinds.add(kind)
            rest = rest[: -len(kind)]
        cut = self._trade_start(rest)
        return CompanyName(
            normal, tuple(dict.fromkeys(found)), rest[:cut], rest[cut:], frozenset(kinds), _plain_form(form), unit
        )

    def _without_unit(self, normal: str) -> tuple[str, str]:
        match = self._unit.match(normal)
        if match is None or match[2] in self._forms:
            return normal, ""
        tail = match[2]
        if tail.startswith("(") and tail.endswith(")") and len(tail) > 2:
            # 甲有限公司(青岛): a place out of order.
            return f"{tail}{match[1]}", ""
        return match[1], tail

    def _place_at(self, text: str, start: int, places: frozenset[str], outer: str) -> int:
        """Length of the place at `start`, 0 if there is none; `outer` is the place right before it."""
        if text[start : start + 2] not in self._starts and not places:
            return 0
        for length in range(min(_LONGEST_PLACE, len(text) - start - 2), 1, -1):
            word = text[start : start + length]
            if word in places:
                return length + (text[start + length] in "省市")
            zones = self._places.get(word)
            if zones is None:
                continue
            if word[-1] in SUFFIXES and len(word) > 2:
                return length
            # 三元, 东方 and 嘉禾 are districts somewhere and own words everywhere: a bare one stands behind its city only.
            if outer and not self._lies_in(zones, outer) and outer != "中国":
                continue
            if not outer and all(level == "district" for _, level in zones) and not self._is_town_like(zones):
                continue
            if self.is_trade(text[start + length :]) and outer:
                continue
            return length
        return 0

    @staticmethod
    def _is_town_like(zones: tuple[tuple[str, str], ...]) -> bool:
        # A city below a prefecture (昆山市) stands in front of names as cities do.
        return any(zone.endswith("市") for zone, _ in zones)

    def _lies_in(self, zones: tuple[tuple[str, str], ...], outer: str) -> bool:
        return any(bare_place(outer) in self._within.get(zone, ()) for zone, _ in zones)

    def _trade_start(self, text: str) -> int:
        """Where the words of trade at the end of a body begin; an own word keeps two characters."""
        end = len(text)
        while True:
            for length in range(min(self._longest_trade, end - 2), 1, -1):
                if text[end - length : end] in self._trades:
                    end -= length
                    break
            else:
                return end


def bare_place(word: str) -> str:
    """A place without the word for its kind.

    >>> bare_place("青岛市"), bare_place("山东"), bare_place("矿区")
    ('青岛', '山东', '矿区')
    """
    return word[:-1] if len(word) > 2 and word[-1] in SUFFIXES else word


def _plain_form(form: str) -> str:
    """The legal form without the kinds in it: 集团有限公司 is 有限公司 of a group."""
    for kind in ("集团", "控股"):
        form = form.replace(kind, "")
    return form


def _place_words(packs: Packs) -> tuple[dict[str, tuple[tuple[str, str], ...]], dict[str, frozenset[str]]]:
    """Words for provinces, cities and districts with (name, level) of the zones they mean; and what each lies in.

    Words go with and without the word for their kind; old names stand for the zone that holds their ground.
    """
    words_of: dict[str, dict[tuple[str, str], None]] = {"中国": {("中国", "country"): None}}
    within: dict[str, set[str]] = {}

    def add(word: str, name: str, level: str) -> None:
        for form in (word, bare_place(word)):
            if len(form) > 1:
                words_of.setdefault(form, {})[name, level] = None

    for zone in packs.zones.values():
        if zone.level not in ("province", "city", "district"):
            continue
        for word in (zone.name, zone.short_name, *zone.aliases):
            add(word, zone.name, zone.level)
        outer, pending = within.setdefault(zone.name, set()), list(zone.parents)
        while pending:
            parent = packs.zones[pending.pop()]
            outer |= {bare_place(parent.name), parent.short_name}
            pending += parent.parents
    for change in packs.place_changes:
        place = packs.zones[change.zone]
        if place.level in ("province", "city", "district"):
            add(change.old_name, place.name, place.level)
    return {w: tuple(z) for w, z in words_of.items()}, {name: frozenset(outer) for name, outer in within.items()}


@per_packs
def name_parts(packs: Packs) -> NameParts:
    """The reader of names for these packs."""
    return NameParts(packs)
