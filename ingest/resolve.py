"""Which names are the same thing: one table `resolution`, made anew at each build (归一).

Bundles hold local ids; nothing here is written back into them, so the order of
arrival plays no part and retracting a register takes back what it had resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from graph.ledger import Bundle, Decision
from graph.projection import NAME_CANDIDATES
from ingest.identity import Candidate, Match, OpenName, Register, names_of, open_names
from schema.ids import normal_name

SCHEMA: Final = pa.schema(
    [
        ("local_id", pa.string()),
        ("id", pa.string()),
        ("basis", pa.string()),
        ("confidence", pa.decimal128(4, 3)),
        ("reasons", pa.string()),
    ]
)
# Labels whose short names, defined in one document, may stand alone in another.
ALIAS_LABELS: Final = ("Park", "Organization", "Policy", "Platform", "Initiative")
FULL_NAME: Final = Decimal("0.995")
OTHER_SPAN: Final = Decimal("0.980")
ALIAS: Final = Decimal("0.900")

Link = tuple[str, str, str, Decimal, str]


def _rank(node_id: str) -> tuple[int, str]:
    """Which of two ids of the same thing lives on: the code, then the pack's, then the name's."""
    if node_id.startswith("cn-uscc:"):
        return 0, node_id
    if node_id.startswith("cn-div:"):
        return 1, node_id
    return (3 if node_id.startswith("name:") else 2), node_id


def _full_names(bundles: Sequence[Bundle]) -> Iterable[Link]:
    """A company known by its full legal name is the registered one, if just one bears that name.

    Where none does, another span of the same words may: 材料商甲有限公司 is 甲有限公司 if that is registered.
    """
    columns = ("local_id", "name", "normal_name")
    tables = [table for b in bundles if (table := b.read("nodes_Company", columns))]
    if not tables:
        return
    companies = pa.concat_tables(tables)
    by_name = pc.starts_with(companies.column("local_id"), "name:")
    unregistered = companies.filter(by_name)
    if unregistered.num_rows == 0:
        return
    spans = _other_spans(bundles)
    names = [*unregistered.column("normal_name").to_pylist(), *(normal for found in spans.values() for normal in found)]
    wanted = pa.array(sorted(set(names)), pa.string())
    registered = companies.filter(
        pc.and_(
            pc.starts_with(companies.column("local_id"), "cn-uscc:"),
            pc.is_in(companies.column("normal_name"), value_set=wanted),
        )
    )
    codes: dict[str, set[str]] = defaultdict(set)
    for node_id, normal in zip(
        registered.column("local_id").to_pylist(), registered.column("normal_name").to_pylist(), strict=True
    ):
        codes[normal].add(node_id)
    for local_id, name, normal in sorted(set(zip(*unregistered.to_pydict().values(), strict=True))):
        found = codes.get(normal, set())
        if len(found) == 1:
            yield local_id, next(iter(found)), "full_name", FULL_NAME, f"全称一致：{name}"
            continue
        others = [other for other in spans.get(local_id, ()) if codes.get(other)]
        if not found and others:
            # The longest registered name in the words is meant: all others are parts of it.
            other = max(others, key=lambda one: (len(one), one))
            if len(codes[other]) == 1:
                yield local_id, next(iter(codes[other])), "other_span", OTHER_SPAN, f"登记名称为原文的另一断法：{other}"


def _other_spans(bundles: Sequence[Bundle]) -> dict[str, set[str]]:
    """Other names, in normal form, that the words of a company's mentions may be."""
    spans: dict[str, set[str]] = defaultdict(set)
    for bundle in bundles:
        table = bundle.read("other_spans")
        if table is not None:
            for row in table.to_pylist():
                if row["label"] == "Company":
                    spans[row["local_id"]].add(row["normal_name"])
    return spans


def _aliases(bundles: Sequence[Bundle], packs: Mapping[str, pa.Table]) -> Iterable[Link]:
    """A name that is elsewhere the alias of exactly one other node of its label is that node."""
    for label in ALIAS_LABELS:
        tables = [table for b in bundles if (table := b.read(f"nodes_{label}"))]
        named: dict[str, tuple[str, str]] = {}
        owners: dict[str, set[str]] = defaultdict(set)
        for table in [*tables, *([packs[f"nodes_{label}"]] if f"nodes_{label}" in packs else [])]:
            columns = (table.column(c).to_pylist() for c in ("local_id", "name", "normal_name", "aliases"))
            for local_id, name, normal, aliases in zip(*columns, strict=True):
                if local_id.startswith("name:"):
                    named[local_id] = (name, normal)
                else:
                    owners[normal].add(local_id)
                for alias in aliases or ():
                    owners[normal_name(alias)].add(local_id)
        for local_id, (name, normal) in sorted(named.items()):
            found = owners.get(normal, set()) - {local_id}
            if len(found) == 1:
                yield local_id, next(iter(found)), "alias", ALIAS, f"别名：{name}"


def _closure(links: Sequence[Link], different: set[frozenset[str]]) -> list[Link]:
    """Follow links to their end; every member of a group goes to the id that lives on.

    A link that would bring together two ids said to be different, be it by way of others, is left out.
    """
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.get(node, node) != node:
            node = parent[node]
        return node

    said: dict[str, Link] = {}
    for link in links:
        first, second = sorted((root(link[0]), root(link[1])), key=_rank)
        if any({root(one) for one in pair} == {first, second} for pair in different):
            continue
        said.setdefault(link[0], link)
        said.setdefault(link[1], link)
        if first != second:
            parent[second] = first
    made = []
    for node in sorted(parent):
        target = root(node)
        if target != node:
            _, _, basis, confidence, reasons = said[node]
            made.append((node, target, basis, confidence, reasons))
    return made


class Resolved(NamedTuple):
    """`table`: resolution(local_id, id, basis, confidence, reasons), without ids that stay; and what waits for a person."""

    table: pa.Table
    candidates: pa.Table


Asked = tuple[OpenName, tuple[Candidate, ...], bool]
"""A name, the companies it may stand for, and whether a rule has linked it to the only one given."""


def _matched(names: Iterable[tuple[OpenName, Match]]) -> tuple[list[Link], list[Asked]]:
    """Links that the rules give; and for people all names that led anywhere."""
    links: list[Link] = []
    asked: list[Asked] = []
    for one, match in names:
        link = match.link
        if link is not None:
            links.append((one.id, link.id, link.basis, link.confidence, f"{link.reason}：{link.name}"))
            asked.append((one, (Candidate(link.id, link.name, float(link.confidence), (link.reason,)),), True))
        elif match.candidates:
            asked.append((one, match.candidates, False))
    return links, asked


def _decided_names(bundles: Sequence[Bundle], decided: Sequence[Link]) -> list[Asked]:
    """The names that people have said to be a company, as if a rule had linked them."""
    names = names_of(bundles, frozenset(node_id for link in decided for node_id in link[:2]))
    return [
        (OpenName(first, names[first]), (Candidate(second, names[second], 1.0, (reason,)),), True)
        for first, second, _, _, reason in decided
        if first in names and second in names
    ]


def _said_different(decisions: Sequence[Decision]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        if decision.kind == "different":
            found[decision.subject].add(decision.object)
            found[decision.object].add(decision.subject)
    return {node_id: frozenset(others) for node_id, others in found.items()}


def _in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions on who is who; of two on one pair the later holds, and "different" from nothing ends what was the same."""
    held: dict[frozenset[str], Decision] = {}
    for decision in sorted(decisions, key=lambda d: d.number):
        if decision.kind not in ("same", "different"):
            continue
        if decision.kind == "different" and not decision.object:
            held = {k: d for k, d in held.items() if not (d.kind == "same" and d.subject == decision.subject)}
        held[frozenset((decision.subject, decision.object))] = decision
    return list(held.values())


def resolve(
    bundles: Sequence[Bundle],
    packs: Mapping[str, pa.Table],
    decisions: Sequence[Decision],
    register: Register | None = None,
) -> Resolved:
    """Which ids are the same thing; names that no full name settles are looked up in `register` if given.

    A decision "different" from nothing keeps a name apart from all companies.
    """
    decisions = _in_force(decisions)
    different = _said_different(decisions)
    decided: list[Link] = [
        (d.subject, d.object, "decision", Decimal(1), f"人工决定：{d.who}") for d in decisions if d.kind == "same"
    ]
    links = [*decided, *_full_names(bundles), *_aliases(bundles, packs)]
    asked: list[Asked] = []
    if register is not None:
        apart = {node_id for node_id, others in different.items() if "" in others}
        settled = frozenset({link[0] for link in links} | apart)
        more, asked = _matched(register.matches(open_names(bundles, settled), different))
        links += more
        asked += _decided_names(bundles, decided)
    pairs = {frozenset((d.subject, d.object)) for d in decisions if d.kind == "different" and d.object}
    rows = _closure(sorted(links, key=lambda link: (link[2] != "decision", link[:3])), pairs)
    table = pa.Table.from_pylist([dict(zip(SCHEMA.names, row, strict=True)) for row in rows], schema=SCHEMA)
    return Resolved(table, _candidate_table(asked, {row[0]: row[1] for row in rows}))


def _candidate_table(asked: Sequence[Asked], living: Mapping[str, str]) -> pa.Table:
    """The names with their candidates under the ids that live on, at places from 1; at place 0 what a rule or a person linked."""
    rows = []
    for one, candidates, linked in asked:
        # A name that became another's by way of a third is settled, and a link that a decision forbids is none.
        if linked != (one.id in living):
            continue
        best: dict[str, Candidate] = {}
        for candidate in candidates:
            best.setdefault(living.get(candidate.id, candidate.id), candidate)
        for place, (node_id, candidate) in enumerate(best.items(), 0 if linked else 1):
            score = Decimal(str(candidate.score)).quantize(Decimal("0.001"))
            values = (one.id, one.name, place, node_id, candidate.name, score, "；".join(candidate.reasons))
            rows.append(dict(zip(NAME_CANDIDATES.names, values, strict=True)))
    return pa.Table.from_pylist(rows, schema=NAME_CANDIDATES)
