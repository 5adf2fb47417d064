"""What a loaded pack is made of (分类体系数据的对象).

Every row knows its `locator` (`pack:qingdao/links#r=12`, rows counted with the
header as 1), its source and its confidence, so that facts made from it open to it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal

from schema.pack_crosswalk import CrosswalkRow
from schema.pack_matching import Matching
from schema.pack_related import RelatedRule
from schema.pack_scenario_work import ScenarioWorkRules


@dataclass(frozen=True, slots=True)
class PackSource:
    """One source that rows of a pack rest on."""

    id: str
    title: str
    publisher: str
    published_on: str
    quality: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRow:
    """What every row carries: its public id, name, aliases, place, source, confidence."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    locator: str
    source: str
    confidence: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRow(PackRow):
    """Zone (区域). `parents` are the zones it is part of; level: country, province, city, district, functional, town."""

    level: str
    code: str = ""
    short_name: str = ""
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapRow:
    """Two zones share ground."""

    first: str
    second: str
    note: str
    locator: str
    source: str
    confidence: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChangeRow:
    """An old place name and the zone that holds its ground now (地名沿革).

    `within` is the id of the zone whose addresses or codes must be at hand for
    the old name to count (an ambiguous word like 开发区), else empty.
    """

    old_name: str
    zone: str
    since: str
    within: str
    locator: str
    source: str
    confidence: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkRow(PackRow):
    """Park (园区) with the zones it lies in and the industries or links it focuses on (ids)."""

    address: str = ""
    zones: tuple[str, ...] = ()
    focuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRow(PackRow):
    """Organization (机构), mostly offices with their short names."""

    kind: str
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNameRow:
    """A word that by itself is the name of a company or organization (知名机构): 工行, 国际米兰.

    It says that the word is a name and of what kind, never who bears it: that 工行 is short
    for a certain firm is a fact, and facts come from sources. A name that is also a common
    word or a place (罗马) counts only in a sentence that speaks of `needs`, a list
    `talk_of_…` of `schema.words`.
    """

    name: str
    label: str
    kind: str
    needs: str
    locator: str
    source: str
    confidence: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyAliasRow:
    """A name by which a company is well known, or was registered before (企业别名): its present full name and the kind."""

    alias: str
    name: str
    kind: str
    locator: str
    source: str
    confidence: Decimal

    @property
    def kind_name(self) -> str:
        """The kind in Chinese."""
        return {"short": "通行简称", "former": "曾用名"}[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRow(PackRow):
    """IndustrySystem (产业体系)."""

    summary: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustryRow(PackRow):
    """Industry (产业): an industry, a class of them, or a chain that has links."""

    kind: str
    summary: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipRow:
    """Industry → IndustrySystem or Industry → Industry, with its tier (先导 …) and group."""

    child: str
    parent: str
    tier: str
    group: str
    order: int
    valid_from: dt.date | None
    valid_to: dt.date | None
    locator: str
    source: str
    confidence: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow(PackRow):
    """ChainLink (产业链环节) with the words that place a company on it.

    `include` words found in a business scope speak for the link, `exclude` words
    in the same phrase against it. `weak` words count only where a verb of making or
    growing governs them, and where the link has `signs`, only with one of those
    elsewhere in the scope or name. A company whose name holds a `not_named` word is
    at most a candidate. `roles` are the kinds of work that count: make, grow,
    research, serve. `classes` are codes of industry classes whose companies do what
    the link is about; a code stands for all below it. A link that is not `placeable` is never placed from a business scope.
    """

    chain: str
    stage: str
    order: int
    products: tuple[str, ...]
    basis: str
    counts_as: str
    not_counted: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    placeable: bool
    weak: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    not_named: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEdgeRow:
    """ChainLink → ChainLink, upstream to downstream."""

    upstream: str
    downstream: str
    basis: str
    locator: str
    source: str
    confidence: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalFormRow:
    """A legal form (企业类型) and the name endings that show it."""

    name: str
    endings: tuple[str, ...]
    is_branch: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """A kind of registration status (登记状态), the words registers print for it, and whether it means the end."""

    kind: str
    words: tuple[str, ...]
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """CNY for one unit of a currency (ISO 4217) on a day (人民币汇率中间价)."""

    currency: str
    day: dt.date
    cny: Decimal
    source: str
    confidence: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnWords:
    """Header words by which a column of a table is known: kind of table, field, words.

    `given` words are the user's own for one file; they go before the pack's.
    """

    table: str
    field: str
    words: tuple[str, ...]
    given: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRow:
    """What cells of a field look like: a pattern, the share of cells that fit, the share of different cells."""

    table: str
    field: str
    pattern: re.Pattern[str]
    share: float
    distinct: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """A class of the national classification of economic activities (国民经济行业分类), `parent` empty for sections."""

    code: str
    name: str
    parent: str
    source: str
    confidence: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRule:
    """One gap rule as data: id, kind, text for people, thresholds, source.

    `stage` is what a rule of kind short speaks of; `industry` and `link` hold a rule to one chain or link, empty
    where it speaks of all.
    """

    id: str
    kind: str
    text: str
    thresholds: dict[str, float]
    source: str
    stage: str = ""
    industry: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityPart:
    """One part by which gaps are put in order, the first part first (轻重次序)."""

    id: str
    part: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRow:
    """A number that answers are measured by: id, value, a text that says what happens there, source (阈值)."""

    id: str
    value: float
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStepRow:
    """A relationship that a path may go along, in either direction; `group` is usual, or asked for by name (路径步)."""

    type: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    group: str
    text: str
    source: str


@dataclass(frozen=True)
class Packs:
    """A city's pack together with the packs it stands on.

    Rows are keyed by id; `fingerprint` is a SHA-256 over all files, so that a
    changed pack makes its bundles stale.
    """

    city: str
    home: str
    names: tuple[str, ...]
    versions: dict[str, str]
    fingerprint: str
    sources: dict[str, PackSource]
    zones: dict[str, ZoneRow]
    overlaps: tuple[OverlapRow, ...]
    place_changes: tuple[PlaceChangeRow, ...]
    parks: dict[str, ParkRow]
    organizations: dict[str, OrganizationRow]
    systems: dict[str, SystemRow]
    industries: dict[str, IndustryRow]
    memberships: tuple[MembershipRow, ...]
    links: dict[str, LinkRow]
    link_edges: tuple[LinkEdgeRow, ...]
    legal_forms: tuple[LegalFormRow, ...]
    columns: tuple[ColumnWords, ...]
    contents: tuple[ContentRow, ...]
    statuses: tuple[StatusRow, ...]
    rates: tuple[RateRow, ...]
    gap_rules: tuple[GapRule, ...]
    placement: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known_names: dict[str, KnownNameRow] = field(default_factory=dict)
    classes: dict[str, ClassRow] = field(default_factory=dict)
    company_aliases: tuple[CompanyAliasRow, ...] = ()
    thresholds: dict[str, ThresholdRow] = field(default_factory=dict)
    gap_severity: tuple[SeverityPart, ...] = ()
    path_steps: tuple[PathStepRow, ...] = ()
    related_rules: tuple[RelatedRule, ...] = ()
    crosswalk: tuple[CrosswalkRow, ...] = ()
    matching: Matching = field(default_factory=Matching)
    scenario_work: ScenarioWorkRules = field(default_factory=ScenarioWorkRules)

    @property
    def city_name(self) -> str:
        """Name of the home city, such as 青岛市."""
        return self.zones[self.home].name
