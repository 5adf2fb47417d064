"""From the tables of one pack to its rows as objects (分类体系各表)."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypedDict

from schema.ids import division_id
from schema.pack_crosswalk import CrosswalkRow, add_crosswalk
from schema.pack_gaps import STAGES
from schema.pack_matching import AnswerRules
from schema.pack_model import (
    ClassRow,
    ColumnWords,
    CompanyAliasRow,
    ContentRow,
    GapRule,
    IndustryRow,
    KnownNameRow,
    LegalFormRow,
    LinkEdgeRow,
    LinkRow,
    MembershipRow,
    OrganizationRow,
    OverlapRow,
    PackSource,
    ParkRow,
    PathStepRow,
    PlaceChangeRow,
    RateRow,
    SeverityPart,
    StatusRow,
    SystemRow,
    ThresholdRow,
    ZoneRow,
)
from schema.pack_registers import add_class, add_content, add_path_step, add_rate, add_status, add_threshold
from schema.pack_rows import Row, Table
from schema.pack_zones import Grounds, add_national_zone, add_zone
from schema.words import TALK_OF, list_names

QUALITIES: Final = ("standard", "official", "news", "mirror", "public_data", "general", "inferred")
BASES: Final = ("city", "general", "inferred")
INDUSTRY_KINDS: Final = ("industry", "class", "chain")
ROLES: Final = ("make", "grow", "research", "serve")
TIERS: Final = ("", "先导", "新兴", "优势", "未来", "传统")
ALIAS_KINDS: Final = ("short", "former")
OFFICE_KINDS: Final = ("office", "institute", "university", "association", "operator")
BODY_KINDS: Final = {
    "Company": (
        "bank", "telecom", "internet", "games", "cars", "energy", "state", "airline", "retail", "property", "media",
        "betting",
    ),
    "Organization": (*OFFICE_KINDS, "army", "media", "team", "league"),
}  # fmt: skip


@dataclass
class Collected(AnswerRules):
    """What has been read of a city's packs so far.

    `pending` holds references that can only be looked up once the whole pack is
    read: row, key, collections to look in, id.
    """

    sources: dict[str, PackSource] = field(default_factory=dict)
    zones: dict[str, ZoneRow] = field(default_factory=dict)
    overlaps: list[OverlapRow] = field(default_factory=list)
    place_changes: list[PlaceChangeRow] = field(default_factory=list)
    parks: dict[str, ParkRow] = field(default_factory=dict)
    organizations: dict[str, OrganizationRow] = field(default_factory=dict)
    systems: dict[str, SystemRow] = field(default_factory=dict)
    industries: dict[str, IndustryRow] = field(default_factory=dict)
    memberships: list[MembershipRow] = field(default_factory=list)
    crosswalk: list[CrosswalkRow] = field(default_factory=list)
    links: dict[str, LinkRow] = field(default_factory=dict)
    link_edges: list[LinkEdgeRow] = field(default_factory=list)
    legal_forms: list[LegalFormRow] = field(default_factory=list)
    columns: list[ColumnWords] = field(default_factory=list)
    contents: list[ContentRow] = field(default_factory=list)
    statuses: list[StatusRow] = field(default_factory=list)
    rates: list[RateRow] = field(default_factory=list)
    gap_rules: list[GapRule] = field(default_factory=list)
    gap_severity: list[SeverityPart] = field(default_factory=list)
    placement: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known_names: dict[str, KnownNameRow] = field(default_factory=dict)
    classes: dict[str, ClassRow] = field(default_factory=dict)
    company_aliases: list[CompanyAliasRow] = field(default_factory=list)
    thresholds: dict[str, ThresholdRow] = field(default_factory=dict)
    path_steps: list[PathStepRow] = field(default_factory=list)
    pending: list[tuple[Row, str, tuple[str, ...], str]] = field(default_factory=list)

    def refer(self, row: Row, key: str, *kinds: str, ids: tuple[str, ...]) -> None:
        """Note that `ids` must be known in one of the collections `kinds`."""
        for wanted in ids:
            self.pending.append((row, key, kinds, wanted))

    def check_references(self) -> None:
        """Raise `PackError` for the first noted reference that leads nowhere."""
        for row, key, kinds, wanted in self.pending:
            for kind in kinds:
                if wanted in getattr(self, kind):
                    break
            else:
                raise row.error(key, f"{wanted} is not among the pack's {' or '.join(kinds)}")
        self.pending.clear()


class Basics(TypedDict):
    """The fields every named row shares."""

    id: str
    name: str
    aliases: tuple[str, ...]
    locator: str
    source: str
    confidence: Decimal


def grounds(into: Collected, row: Row) -> Grounds:
    """Locator, source (which must be known) and confidence of a row."""
    source = row.text("source")
    if source not in into.sources:
        raise row.error("source", f"{source!r} is not in sources.csv")
    return {"locator": row.locator, "source": source, "confidence": row.confidence()}


def _basics(into: Collected, row: Row, label: str, known: Container[str]) -> Basics:
    public = row.id("slug", label)
    if public in known:
        raise row.error("slug", f"{public} is there twice")
    name, aliases = row.text("name"), row.many("aliases")
    if name in aliases:
        raise row.error("aliases", f"{name!r} is the name itself")
    return {"id": public, "name": name, "aliases": aliases, **grounds(into, row)}


def _source(into: Collected, row: Row) -> None:
    source = PackSource(
        row.text("id"),
        row.text("title"),
        row.text("publisher"),
        row.optional("published_on"),
        row.choice("quality", QUALITIES),
        row.optional("url"),
    )
    if source.id in into.sources:
        if row.table.complements:
            return  # the chains' own list may name a source again; the main list holds
        raise row.error("id", f"source {source.id!r} is there twice")
    if source.url and source.quality in ("mirror", "inferred"):
        raise row.error("url", f"a source of quality {source.quality} is no authority; leave it empty")
    into.sources[source.id] = source


def _zone(into: Collected, row: Row) -> None:
    parents = row.ids("parents", "Zone")
    add_zone(into.zones, row, parents, grounds(into, row))
    into.refer(row, "parents", "zones", ids=parents)


def _national_zone(into: Collected, row: Row) -> None:
    add_national_zone(into.zones, row, grounds(into, row))
    into.refer(row, "division", "zones", ids=(division_id(row.text("division")),))


def _overlap(into: Collected, row: Row) -> None:
    first, second = row.id("first", "Zone"), row.id("second", "Zone")
    if first == second:
        raise row.error("second", "a zone can't overlap itself")
    into.refer(row, "first", "zones", ids=(first,))
    into.refer(row, "second", "zones", ids=(second,))
    made = OverlapRow(first=first, second=second, note=row.optional("note"), **grounds(into, row))
    into.overlaps.append(made)


def _change(into: Collected, row: Row, key: str) -> None:
    zone = row.id("zone", "Zone")
    within = row.ids("within", "Zone") if "within" in row.table.columns else ()
    into.refer(row, "zone", "zones", ids=(zone,))
    into.refer(row, "within", "zones", ids=within)
    if len(within) > 1:
        raise row.error("within", "name one zone")
    into.place_changes.append(
        PlaceChangeRow(
            old_name=row.text(key),
            zone=zone,
            since=row.optional("since"),
            within=within[0] if within else "",
            **grounds(into, row),
        )
    )


def _place_change(into: Collected, row: Row) -> None:
    _change(into, row, "old_name")


def _code(into: Collected, row: Row) -> None:
    code = row.text("code")
    if not (len(code) == 6 and code.isascii() and code.isdigit()):
        raise row.error("code", f"{code!r} is not six digits")
    _change(into, row, "code")


def _park(into: Collected, row: Row) -> None:
    zones = row.ids("zones", "Zone")
    focuses = tuple(
        row.as_id("focuses", "ChainLink" if "/" in word else "Industry", word) for word in row.many("focuses")
    )
    into.refer(row, "zones", "zones", ids=zones)
    into.refer(row, "focuses", "industries", "links", ids=focuses)
    basics = _basics(into, row, "Park", into.parks)
    into.parks[basics["id"]] = ParkRow(address=row.optional("address"), zones=zones, focuses=focuses, **basics)


def _organization(into: Collected, row: Row) -> None:
    zones = row.ids("zone", "Zone")
    if len(zones) > 1:
        raise row.error("zone", "name one zone")
    into.refer(row, "zone", "zones", ids=zones)
    basics = _basics(into, row, "Organization", into.organizations)
    into.organizations[basics["id"]] = OrganizationRow(
        kind=row.choice("kind", OFFICE_KINDS), zone=zones[0] if zones else "", **basics
    )


def _known_name(into: Collected, row: Row) -> None:
    label, name = row.choice("label", tuple(BODY_KINDS)), row.text("name")
    if name in into.known_names:
        raise row.error("name", f"{name!r} is there twice")
    into.known_names[name] = KnownNameRow(
        name=name,
        label=label,
        kind=row.choice("kind", BODY_KINDS[label]),
        needs=row.choice("needs", ("", *(n.removeprefix(TALK_OF) for n in list_names() if n.startswith(TALK_OF)))),
        **grounds(into, row),
    )


def _company_alias(into: Collected, row: Row) -> None:
    alias, name = row.text("alias"), row.text("name")
    if alias == name:
        raise row.error("alias", f"{alias!r} is the name itself")
    if any((known.alias, known.name) == (alias, name) for known in into.company_aliases):
        raise row.error("alias", f"{alias!r} is there twice for {name!r}")
    kind = row.choice("kind", ALIAS_KINDS)
    into.company_aliases.append(CompanyAliasRow(alias=alias, name=name, kind=kind, **grounds(into, row)))


def _system(into: Collected, row: Row) -> None:
    start, end = row.period()
    basics = _basics(into, row, "IndustrySystem", into.systems)
    into.systems[basics["id"]] = SystemRow(summary=row.optional("summary"), valid_from=start, valid_to=end, **basics)


def _industry(into: Collected, row: Row) -> None:
    basics = _basics(into, row, "Industry", into.industries)
    into.industries[basics["id"]] = IndustryRow(
        kind=row.choice("kind", INDUSTRY_KINDS),
        summary=row.optional("summary"),
        basis=row.choice("basis", BASES),
        **basics,
    )


def _membership(into: Collected, row: Row) -> None:
    child, parent = row.id("child", "Industry"), row.id("parent", "IndustrySystem")
    if parent not in into.systems:
        parent = row.id("parent", "Industry")
    if any(m.child == child and m.parent == parent for m in into.memberships):
        raise row.error("parent", f"{child} is a member of {parent} twice")
    if child == parent:
        raise row.error("parent", "an industry can't be a member of itself")
    into.refer(row, "child", "industries", ids=(child,))
    into.refer(row, "parent", "systems", "industries", ids=(parent,))
    start, end = row.period()
    into.memberships.append(
        MembershipRow(
            child=child,
            parent=parent,
            tier=row.choice("tier", TIERS),
            group=row.optional("group"),
            order=row.integer("order"),
            valid_from=start,
            valid_to=end,
            **grounds(into, row),
        )
    )


def _link(into: Collected, row: Row) -> None:
    chain = row.id("chain", "Industry")
    if not row.text("slug").startswith(row.text("chain").rpartition("/")[2] + "/"):
        raise row.error("slug", f"{row.text('slug')!r} must begin with its chain and a slash")
    into.refer(row, "chain", "industries", ids=(chain,))
    basics = _basics(into, row, "ChainLink", into.links)
    placeable, include, roles = row.flag("placeable"), row.many("include"), row.many("roles")
    if placeable and (not roles or not set(roles) <= set(ROLES)):
        raise row.error("roles", f"a placeable link needs one or more of {', '.join(ROLES)}")
    weak, signs, not_named, classes = (
        row.many(key) if key in row.table.columns else () for key in OPTIONAL_COLUMNS["links"]
    )
    unknown = [code for code in classes if code not in into.classes]
    if unknown:
        raise row.error("classes", f"{unknown[0]!r} is no class of classes.csv")
    if signs and not weak:
        raise row.error("signs", "signs belong to weak words, and there are none")
    if placeable and not (include or weak):
        raise row.error("include", "a placeable link needs words that place a company")
    into.links[basics["id"]] = LinkRow(
        chain=chain,
        stage=row.choice("stage", STAGES),
        order=row.integer("order"),
        products=row.many("products"),
        basis=row.choice("basis", BASES),
        counts_as=row.optional("counts_as"),
        not_counted=row.optional("not_counted"),
        include=include,
        exclude=row.many("exclude"),
        placeable=placeable,
        weak=weak,
        signs=signs,
        not_named=not_named,
        roles=roles,
        classes=classes,
        **basics,
    )


def _link_edge(into: Collected, row: Row) -> None:
    upstream, downstream = row.id("upstream", "ChainLink"), row.id("downstream", "ChainLink")
    if upstream == downstream:
        raise row.error("downstream", "a link can't supply itself")
    into.refer(row, "upstream", "links", ids=(upstream,))
    into.refer(row, "downstream", "links", ids=(downstream,))
    into.link_edges.append(
        LinkEdgeRow(upstream=upstream, downstream=downstream, basis=row.choice("basis", BASES), **grounds(into, row))
    )


def _legal_form(into: Collected, row: Row) -> None:
    into.legal_forms.append(
        LegalFormRow(name=row.text("name"), endings=row.many("endings"), is_branch=row.flag("is_branch"))
    )


def _column(into: Collected, row: Row) -> None:
    table, name, words = row.text("table"), row.text("field"), row.many("words")
    if not words:
        raise row.error("words", "the cell is empty; fill it in")
    into.columns.append(ColumnWords(table=table, field=name, words=words))


_GROUNDS = "source confidence"
# In the order they are read: what others refer to comes first.
TABLES: Final[dict[str, tuple[Callable[[Collected, Row], None], str]]] = {
    "sources": (_source, "id title publisher published_on quality url"),
    "sources_chains": (_source, "id title publisher published_on quality url"),
    "zones": (_zone, f"id name aliases level code parents short_name {_GROUNDS}"),
    "national_zones": (_national_zone, f"code name class division {_GROUNDS}"),
    "overlaps": (_overlap, f"first second note {_GROUNDS}"),
    "place_changes": (_place_change, f"old_name zone since within {_GROUNDS}"),
    "codes": (_code, f"code zone since {_GROUNDS}"),
    "systems": (_system, f"slug name aliases summary valid_from valid_to {_GROUNDS}"),
    "industries": (_industry, f"slug name aliases kind summary basis {_GROUNDS}"),
    "memberships": (_membership, f"child parent tier group order valid_from valid_to {_GROUNDS}"),
    "crosswalk": (add_crosswalk, f"old new share note {_GROUNDS}"),
    "classes": (add_class, f"code name parent {_GROUNDS}"),
    "links": (
        _link,
        "slug chain name aliases stage order products basis counts_as not_counted roles include exclude placeable "
        + _GROUNDS,
    ),
    "link_edges": (_link_edge, f"upstream downstream basis {_GROUNDS}"),
    "parks": (_park, f"slug name aliases zones address focuses {_GROUNDS}"),
    "organizations": (_organization, f"slug name aliases kind zone {_GROUNDS}"),
    "known_names": (_known_name, f"name needs label kind {_GROUNDS}"),
    "company_aliases": (_company_alias, f"alias name kind {_GROUNDS}"),
    "legal_forms": (_legal_form, "name endings is_branch"),
    "columns": (_column, "table field words"),
    "contents": (add_content, "table field pattern share distinct"),
    "statuses": (add_status, "kind words ended"),
    "rates": (add_rate, f"currency day units cny {_GROUNDS}"),
    "thresholds": (add_threshold, "id value text source"),
    "path_steps": (add_path_step, "type heads tails group text source"),
}
# Columns that a file may have or not.
OPTIONAL_COLUMNS: Final = {"zones": ("same_as",), "links": ("weak", "signs", "not_named", "classes")}


def read_table(into: Collected, name: str, table: Table) -> None:
    """Add all rows of `table`, one of `TABLES`; raises `PackError`."""
    convert = TABLES[name][0]
    for row in table:
        convert(into, row)
