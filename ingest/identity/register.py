"""Names in papers and lists against the registered companies of all current bundles (名称与登记的对照)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from graph.company_index import FILE, CompanyIndex, build_company_index, index_key
from graph.ledger import Bundle
from ingest.identity.aliases import KnownAliases, defined_aliases
from ingest.identity.matching import Match, Matcher
from schema.company_name import name_parts
from schema.ids import normal_name
from schema.pack_model import Packs

OTHERS: Final = "named.db"
"""Beside the index of the register: full names that only papers and lists give."""
REGISTER_RULES: Final = "registrations."
"""How the rules are called that read rows of registers."""
_COLUMNS: Final = ("local_id", "name", "normal_name", "aliases", "rule")
_VERSION: Final = "1"


class OpenName(NamedTuple):
    """A name from a paper or list that no rule has led to a registered company."""

    id: str
    name: str


def _registered(table: pa.Table) -> pa.ChunkedArray:
    return pc.or_(
        pc.starts_with(table.column("local_id"), "cn-uscc:"), pc.starts_with(table.column("rule"), REGISTER_RULES)
    )


def open_names(bundles: Sequence[Bundle], settled: frozenset[str]) -> list[OpenName]:
    """Companies that only papers and lists name, apart from those in `settled`; sorted."""
    found: set[OpenName] = set()
    for bundle in bundles:
        table = bundle.read("nodes_Company", ("local_id", "name", "rule"))
        if table is None:
            continue
        table = table.filter(pc.invert(_registered(table)))
        for local_id, name in zip(table.column("local_id").to_pylist(), table.column("name").to_pylist(), strict=True):
            if local_id.startswith("name:") and local_id not in settled:
                found.add(OpenName(local_id, name))
    # One id may be printed in two ways; the first of them stands for it.
    first: dict[str, OpenName] = {}
    for one in sorted(found):
        first.setdefault(one.id, one)
    return list(first.values())


def names_of(bundles: Sequence[Bundle], ids: frozenset[str]) -> dict[str, str]:
    """The companies among `ids` with their names; of several the first in the order of characters."""
    found: dict[str, str] = {}
    wanted = pa.array(sorted(ids), pa.string())
    for bundle in bundles:
        table = bundle.read("nodes_Company", ("local_id", "name")) if ids else None
        if table is not None:
            for row in table.filter(pc.is_in(table.column("local_id"), value_set=wanted)).to_pylist():
                found[row["local_id"]] = min(found.get(row["local_id"], row["name"]), row["name"])
    return found


def _key(bundles: Sequence[Bundle]) -> str:
    names = sorted({bundle.name for bundle in bundles if "nodes_Company" in bundle.tables and _is_register(bundle)})
    return hashlib.sha256("\n".join([_VERSION, *names]).encode()).hexdigest()


def _is_register(bundle: Bundle) -> bool:
    table = bundle.read("nodes_Company", ("local_id", "rule"))
    return table is not None and pc.any(_registered(table)).as_py() is True


def _register_names(bundles: Sequence[Bundle]) -> tuple[list[str], list[str], list[str]]:
    """Ids, names and normal names of the registered companies, their aliases (former names) among them."""
    tables = [table for b in bundles if (table := b.read("nodes_Company", _COLUMNS)) is not None]
    companies = pa.concat_tables(tables)
    companies = companies.filter(_registered(companies))
    keys = ["local_id", "name", "normal_name"]
    distinct = companies.select(keys).group_by(keys).aggregate([]).sort_by([(key, "ascending") for key in keys])
    ids, names, normals = (distinct.column(key).to_pylist() for key in keys)
    more = companies.filter(pc.greater(pc.list_value_length(companies.column("aliases")), 0))
    former = {
        (local_id, alias)
        for local_id, aliases in zip(
            more.column("local_id").to_pylist(), more.column("aliases").to_pylist(), strict=True
        )
        for alias in aliases
    }
    for local_id, alias in sorted(former):
        ids.append(local_id)
        names.append(alias)
        normals.append(normal_name(alias))
    return ids, names, normals


class Register:
    """The registered companies of some bundles, indexed where and when a name asks for them.

    `kept` are indexes of earlier builds; one that holds the same companies is used, else one is
    written into `folder`, which must not be there yet.
    """

    def __init__(self, bundles: Sequence[Bundle], packs: Packs, folder: Path, kept: Sequence[Path] = ()) -> None:
        self._bundles = tuple(bundles)
        self._parts = name_parts(packs)
        self._curated = packs.company_aliases
        self._folder = folder
        self._kept = tuple(kept)
        self.index: Path | None = None
        """The index of the register once a name has been asked for."""

    def matches(
        self, names: Sequence[OpenName], different: Mapping[str, frozenset[str]]
    ) -> Iterator[tuple[OpenName, Match]]:
        """Each name with what it leads to; `different` holds for an id those that people said it is not."""
        if not names:
            return
        with self._matcher(names) as matcher:
            for one in names:
                yield one, matcher.match(one.name, without=different.get(one.id, frozenset()) | {one.id})

    @contextmanager
    def _matcher(self, names: Sequence[OpenName]) -> Iterator[Matcher]:
        full = [one for one in names if self._parts.read(one.name).is_full]
        self._folder.mkdir()
        others = self._folder / OTHERS
        build_company_index(
            others, [o.id for o in full], [o.name for o in full], [normal_name(o.name) for o in full], key=""
        )
        self.index = self._register_index()
        with ExitStack() as stack:
            indexes = [stack.enter_context(closing(CompanyIndex(path))) for path in (self.index, others)]
            aliases = KnownAliases(defined_aliases(self._bundles, REGISTER_RULES), self._curated, self._parts)
            yield Matcher(indexes, self._parts, aliases)

    def _register_index(self) -> Path:
        key = _key(self._bundles)
        for path in self._kept:
            if index_key(path) == key:
                return path
        path = self._folder / FILE
        build_company_index(path, *_register_names(self._bundles), key=key)
        return path
