"""When a name is linked to a registered company without asking anyone (自动归一的规则).

Never: a parent with its branch, a group with its joint-stock company, an own word (字号) alone,
a name with a character amiss. Two companies that fit alike are nobody's: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from graph.company_index import Named
from ingest.identity.scoring import split_kind
from schema.company_name import CompanyName, NameParts
from schema.ids import normal_name

EXACT: Final = Decimal("0.995")
VARIANT: Final = Decimal("0.970")
SHORT: Final = Decimal("0.900")
_BRACKETED: Final = re.compile(r"\(([^()]+)\)")
_LEAST_OWN: Final = 2


class NameLink(NamedTuple):
    """A company that a name stands for, by which rule, how surely, and why."""

    id: str
    name: str
    basis: str
    confidence: Decimal
    reason: str


def by_variant(name: str, same: Sequence[Named], parts: NameParts) -> NameLink | None:
    """The one company whose name differs from `name` in brackets, width, order of place, 省 and 市 at most.

    `same` are names of the same characters. The very name comes before its variants.
    """
    normal = normal_name(name)
    exact = [found for found in same if found.normal == normal]
    if exact:
        return _only(exact, "full_name", EXACT, f"全称一致：{name}")
    variants = []
    for found in same:
        other = found.normal
        # What one of them has in brackets is a place for the other as well, known or not.
        places = frozenset({*_BRACKETED.findall(normal), *_BRACKETED.findall(other)})
        asked = parts.read(normal, places)
        if asked.form and asked.variant_key() == parts.read(other, places).variant_key():
            variants.append(found)
    return _only(variants, "name_variant", VARIANT, "名称仅括号、全半角、地名位置或省市字样不同")


def _only(found: Sequence[Named], basis: str, confidence: Decimal, reason: str) -> NameLink | None:
    if len({one.id for one in found}) != 1:
        return None
    return NameLink(found[0].id, found[0].name, basis, confidence, reason)


class _Fit(NamedTuple):
    named: Named
    parts: CompanyName
    placed: bool
    whole: bool


def by_short_name(name: CompanyName, near: Sequence[Named], parts: NameParts) -> NameLink | None:
    """The one company that a short name says with its place or its trade beside its own word.

    Either the only joint-stock company that it fits, those that it fits whole first, where it fits no group beside; or the only company at
    all, where the name says all but the legal form: place, own word, trade. `near` must hold every name
    that has all its characters.
    """
    if name.is_full or name.unit:
        return None
    text, kind = split_kind(name)
    fits = [fit for found in near if (fit := _fit(text, kind, found, parts))]
    joint = {fit.named.id: fit for fit in fits if "股份" in fit.parts.kinds}
    # 青岛海尔 says all of 青岛海尔股份有限公司 and a part of 青岛海尔生物医疗股份有限公司.
    joint = {node_id: fit for node_id, fit in joint.items() if fit.whole} or joint
    group = {fit.named.id for fit in fits if fit.parts.kinds and "股份" not in fit.parts.kinds}
    if len(joint) == 1 and not group:
        (fit,) = joint.values()
        return _linked(fit, "short_name", "登记名称中唯一与此简称相合的股份公司")
    if len({fit.named.id for fit in fits}) == 1 and fits[0].placed and fits[0].whole and fits[0].parts.trade:
        return _linked(fits[0], "without_form", "省去组织形式的名称，登记名称中唯一相合")
    return None


def _linked(fit: _Fit, basis: str, reason: str) -> NameLink:
    return NameLink(fit.named.id, fit.named.name, basis, SHORT, reason)


def _fit(text: str, kind: str, found: Named, parts: NameParts) -> _Fit | None:
    """Whether a short name says place and own word, or own word and trade, of a company that is no branch."""
    if not text or any(c not in found.normal for c in text):
        return None
    other = parts.read(found.normal)
    if other.unit or not other.form or len(other.own) < _LEAST_OWN or parts.is_trade(other.own):
        return None
    if kind and kind not in other.kinds:
        return None
    rest, placed = text, False
    for place in other.places:
        if rest.startswith(place) and not other.own.startswith(place):
            rest, placed = rest[len(place) :].removeprefix("省").removeprefix("市"), True
    if not (rest.startswith(other.own) and other.body.startswith(rest)):
        return None
    if not (placed or len(rest) > len(other.own)):
        return None
    return _Fit(found, other, placed, rest == other.body)
