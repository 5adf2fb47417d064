"""Updates of a projection: the same tables as if all had been computed, whatever came, left or changed."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.engines.duckdb import duckdb_connection
from graph.errors import StoreError
from graph.facts import Facts
from graph.ledger import Bundle, write_bundle
from graph.ledger.durable import sha256_of
from graph.projection import Base, CountedBundle, Projection, ProjectionInputs, base_for, project, update
from graph.projection.inputs import NAME_CANDIDATES
from graph.search import SearchIndex, build_search, update_search
from graph.stores import EmbeddedStore, embedded_patch
from graph.stores.contents import Contents
from ingest.resolve import resolve
from tests.graph.dump import assert_equal, dump
from tests.graph.test_projection import CITY, MIDDLE, NORTH, SOUTH, UP, firm, pack

WEST = "cn-div:13"
DAYS = [dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date(2026, 1, 1)]

# (register: company → zone, link, capital, sure), (paper: company → park named by it, since)
REGISTER = st.dictionaries(
    st.integers(1, 4),
    st.tuples(
        st.sampled_from([NORTH, SOUTH, WEST]), st.sampled_from([UP, MIDDLE, None]), st.integers(1, 3), st.booleans()
    ),
    min_size=1,
)
PAPER = st.dictionaries(
    st.integers(1, 4), st.tuples(st.sampled_from("甲乙"), st.sampled_from([None, "2020"])), min_size=1
)


def _register(companies: dict[int, tuple[str, str | None, int, bool]]) -> Facts:
    facts = Facts()
    for number, (zone, link, capital, sure) in companies.items():
        local = firm(facts, number, zone, None, capital)
        if link:
            confidence = Decimal("0.9") if sure else Decimal("0.3")
            facts.edge(
                "ENGAGES_IN", ("Company", local), ("ChainLink", link), locator="r=1", rule="x", confidence=confidence
            )
    return facts


def _paper(companies: dict[int, tuple[str, str | None]]) -> Facts:
    """A company by its name, in a park that only some papers tell of: an edge to the other is left hanging."""
    facts = Facts()
    for number, (park, since) in companies.items():
        local = f"name:Company:{number}"
        facts.node("Company", local, f"企业{number}", locator=f"c={number}-9", rule="n", aliases=[park])
        if park == "甲":
            facts.node("Park", "name:Park:甲", "甲园", locator=f"c={number}-8", rule="p")
        facts.edge(
            "TENANT_OF", ("Company", local), ("Park", f"name:Park:{park}"), locator="c=1-2", rule="t",
            properties={"since": since} if since else None,
        )  # fmt: skip
    return facts


VERSION = st.integers(0, 3)
WORLD = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["replace", "snapshot", "delta"]),
        "register": st.lists(VERSION, max_size=3),
        "other": st.none() | VERSION,
        "papers": st.sets(VERSION, max_size=3),
    }
)


@dataclass
class History:
    """Writes bundles once and projects states of a small city, each whole and as an update of the one before."""

    folder: Path
    bundles: dict[str, Bundle] = field(default_factory=dict)
    runs: int = 0

    def __post_init__(self) -> None:
        (self.folder / "facts").mkdir()

    def counted(self, facts: Facts, source: str, seq: int, version: int, **more: Any) -> CountedBundle:
        name = f"{source}{version}".ljust(32, "0")
        if name not in self.bundles:
            self.bundles[name] = write_bundle(self.folder / "facts", name, facts.tables())
        values = {"update_kind": "replace", "precedence": "registration", "as_of": None, "next_as_of": None, **more}
        return CountedBundle(self.bundles[name], source, seq, seq, **values)

    def inputs(self, bundles: list[CountedBundle]) -> ProjectionInputs:
        tables = pack()
        edges = [edges for b in bundles if (edges := b.bundle.read("edges")) is not None]
        if any(WEST in table.column("tail").to_pylist() for table in edges):
            # Divisions come on demand, between the others: the places of the pack's other rows move.
            facts = Facts()
            facts.node("Zone", WEST, "西区", locator="pack:t/zones#r=9", rule="pack", properties={"level": "district"})
            facts.edge("PART_OF", ("Zone", WEST), ("Zone", CITY), locator="pack:t/zones#r=9", rule="pack")
            tables |= {name: _numbered([table, tables[name]]) for name, table in facts.tables().items()}
        return ProjectionInputs(
            bundles=tuple(bundles), coverage=(), packs=tables, packs_fingerprint="p", home=CITY,
            resolution=resolve([b.bundle for b in bundles], tables, ()).table, decisions=(), program="1",
        )  # fmt: skip

    def base(self, inputs: ProjectionInputs, before: tuple[Projection, ProjectionInputs]) -> Base | None:
        manifest = {"ground": before[1].ground(), "counted": before[1].counted(), "updates": 0}
        return base_for(before[0].folder, manifest, before[0].digests, inputs)

    @property
    def next_folder(self) -> Path:
        return self.folder / f"run{self.runs + 1}"

    def project(
        self, inputs: ProjectionInputs, before: tuple[Projection, ProjectionInputs] | None, **called: Callable[[], None]
    ) -> Projection:
        folder, self.runs = self.next_folder, self.runs + 1
        base = self.base(inputs, before) if before is not None else None
        return project(inputs, folder, base=base, **called)


def _numbered(tables: list[pa.Table]) -> pa.Table:
    whole = pa.concat_tables(tables)
    at = whole.schema.get_field_index("ordinal")
    return whole.set_column(at, whole.schema.field(at), pa.array(range(whole.num_rows), pa.int64()))


def contents(projection: Projection) -> dict[str, list[Any]]:
    """Every row of every table, in one order."""
    found = {}
    for path in sorted(projection.tables.iterdir()):
        table = duckdb.read_parquet(str(path)).to_arrow_table()
        rows = [{name: row[name] for name in sorted(row)} for row in table.to_pylist()]
        found[path.stem] = sorted(map(repr, rows))
    return found


@pytest.fixture(autouse=True)
def every_change_is_an_update(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update, "LARGEST_SHARE", 0)
    monkeypatch.setattr(update, "FEWEST_ROWS", 0)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    registers=st.lists(REGISTER, min_size=4, max_size=4),
    papers=st.lists(PAPER, min_size=4, max_size=4),
    worlds=st.lists(WORLD, min_size=2, max_size=4),
)
def test_an_update_gives_what_a_whole_build_gives(
    registers: list[Any], papers: list[Any], worlds: list[dict[str, Any]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder))
        before = None
        for world in worlds:
            bundles = []
            kind, versions = world["kind"], world["register"]
            for seq, version in enumerate(versions[-1:] if kind == "replace" else dict.fromkeys(versions), start=1):
                last = seq == len(set(versions)) or kind == "replace"
                following = None if last or kind != "snapshot" else DAYS[seq]
                bundles.append(
                    history.counted(
                        _register(registers[version]), "reg", seq, version,
                        update_kind=kind, as_of=DAYS[seq - 1], next_as_of=following,
                    )
                )  # fmt: skip
            if world["other"] is not None:
                bundles.append(history.counted(_register(registers[world["other"]]), "other", 1, world["other"]))
            for version in sorted(world["papers"]):
                bundles.append(
                    history.counted(_paper(papers[version]), f"paper{version}", 1, version, precedence="news")
                )
            inputs = history.inputs(bundles)
            whole = history.project(inputs, None)
            updated = history.project(inputs, before) if before is not None else whole
            assert before is None or (updated.folder / "changes").is_dir()
            assert contents(updated) == contents(whole)
            assert (updated.hash, updated.digests, updated.counts) == (whole.hash, whole.digests, whole.counts)
            before = (updated, inputs)


def test_only_what_is_touched_goes_and_comes(tmp_path: Path) -> None:
    history = History(tmp_path)
    many = dict.fromkeys(range(1, 5), (NORTH, UP, 1, True))
    first = history.counted(_register(many), "reg", 1, 0, update_kind="delta")
    change = history.counted(_register({2: (SOUTH, UP, 3, True)}), "reg", 2, 1, update_kind="delta")
    inputs = [history.inputs([first]), history.inputs([first, change])]
    before = history.project(inputs[0], None)
    after = history.project(inputs[1], (before, inputs[0]))
    changes = after.folder / "changes"
    assert duckdb.read_parquet(str(changes / "new" / "node_Company.parquet")).project("id").fetchall() == [
        ("cn-uscc:2",)
    ]
    gone = duckdb.read_parquet(str(changes / "gone" / "edge.parquet")).project("id").order("id").fetchall()
    assert gone == [(f"ENGAGES_IN:cn-uscc:2>{UP}",), (f"LOCATED_IN:cn-uscc:2>{NORTH}",)]


def _world(history: History, *steps: tuple[str, int, Any]) -> list[CountedBundle]:
    """Deltas of a register and papers, by (source, version, what it says)."""
    bundles = []
    for seq, (source, version, said) in enumerate(steps, start=1):
        if source == "reg":
            bundles.append(history.counted(_register(said), source, seq, version, update_kind="delta"))
        else:
            bundles.append(history.counted(_paper(said), source, 1, version, precedence="news"))
    return bundles


def _linked(names: dict[str, int]) -> pa.Table:
    """Names linked to companies of a register, and one that waits for review."""
    rows = [
        {"local_id": f"name:Company:{name}", "name": name, "place": place, "id": f"cn-uscc:{number}"}
        for name, number in names.items()
        for place in (0, 1)
    ]
    return pa.Table.from_pylist(rows, NAME_CANDIDATES)


def _searched(folder: Path) -> list[Any]:
    """What the index holds, and what some words find in it."""
    with closing(sqlite3.connect(folder / "search.db")) as connection:
        names = connection.execute("SELECT id, label, name, form, normal FROM name ORDER BY 1, 4, 3")
        held: list[Any] = names.fetchall()
        held += connection.execute("SELECT source, seq, locator, text FROM sentence ORDER BY 1, 2, 3").fetchall()
    index = SearchIndex(folder)
    for words in ("企业", "企业2", "甲", "甲园", "二厂", "西区", "登记"):
        held += [index.names(words, limit=50), index.exact(words), index.sentences(words)]
    index.close()
    return held


def _updated(history: History, inputs: ProjectionInputs, before: tuple[Projection, ProjectionInputs]) -> Projection:
    """An update whose search and store are changed as soon as it says so, while most of its tables are not there."""
    folder, base = history.next_folder, history.base(inputs, before)
    assert base is not None
    store = EmbeddedStore(folder)

    def nodes() -> None:
        assert not list((folder / "tables").iterdir())
        update_search(folder, before[0].folder, inputs, base)
        assert store.patch_nodes(before[0].folder, folder)

    def edges() -> None:
        assert not list((folder / "tables").iterdir())
        assert store.patch_edges(folder)

    def derived() -> None:
        tables = {path.stem for path in (folder / "tables").iterdir()}
        assert tables <= {"covers", "complements", "related_to"}
        assert store.patch_derived(folder)

    return history.project(inputs, before, nodes_written=nodes, edges_written=edges, graph_written=derived)


def test_store_and_search_of_an_update_hold_what_a_load_holds(tmp_path: Path) -> None:
    # A folder may be named as it likes; what it is named must be no pattern to an engine.
    folder = tmp_path / "工作区 [1] *b? {c}'d"
    folder.mkdir()
    history = History(folder)
    many = dict.fromkeys(range(1, 5), (NORTH, UP, 1, True))
    full = ("reg", 0, many)
    moved, more = (
        ("reg", 1, {2: (SOUTH, MIDDLE, 3, True)}),
        ("reg", 2, {3: (NORTH, UP, 1, False), 7: (WEST, UP, 2, True)}),
    )
    paper, other = ("news", 3, {2: ("甲", "2020"), 9: ("甲", None)}), ("talk", 4, {1: ("乙", None)})
    # What a world consists of, and the names in papers that were linked to its companies. Company 2 moves under a
    # linked name that stays, and another of its names comes and goes beside one that its own facts hold.
    worlds = [
        ((full,), {"二厂": 2}),
        ((full, moved), {"二厂": 2}),
        ((full, moved, more), {"二厂": 2, "三厂": 3}),
        ((full, moved, more, paper), {"二厂": 2, "甲": 2}),
        ((full, moved, more, other), {"甲": 2}),
        ((full, more), {}),
    ]
    before: tuple[Projection, ProjectionInputs] | None = None
    for steps, linked in worlds:
        inputs = replace(history.inputs(_world(history, *steps)), name_candidates=_linked(linked))
        whole = history.project(inputs, None)
        build_search(whole.folder, inputs)
        with closing(EmbeddedStore(whole.folder)) as loaded:
            loaded.sync(None, whole.folder)
            wanted = dump(loaded)
        if before is None:
            before, first = (whole, inputs), whole.folder
            unchanged = sha256_of(first / "graph.lbug")
            continue
        updated = _updated(history, inputs, before)
        with closing(EmbeddedStore(updated.folder)) as store:
            assert_equal(dump(store), wanted)
        assert _searched(updated.folder) == _searched(whole.folder)
        before = (updated, inputs)
        # The file is that of the first projection; all that came and went since stands in the log beside it.
        assert (updated.folder / "graph.lbug").samefile(first / "graph.lbug")
        assert sha256_of(first / "graph.lbug") == unchanged


# The last change brings one node, and more edges: with a limit of 1 the patch is given up half way.
@pytest.mark.parametrize(("limit", "value"), [("MOST_CHANGES", 0), ("MOST_CHANGES", 1), ("LONGEST_LOG", 0)])
def test_many_changes_or_a_long_log_are_loaded_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    history = History(tmp_path)
    steps = [
        ("reg", 0, {1: (NORTH, UP, 1, True)}),
        ("reg", 1, {1: (SOUTH, UP, 1, True)}),
        ("reg", 2, {2: (SOUTH, UP, 1, True)}),
    ]
    folders, before = [], None
    for count in (1, 2, 3):
        inputs = history.inputs(_world(history, *steps[:count]))
        made = history.project(inputs, before)
        with closing(EmbeddedStore(made.folder)) as store:
            if count == 3:
                monkeypatch.setattr(embedded_patch, limit, value)
            store.sync(folders[-1] if folders else None, made.folder)
            assert store.query("MATCH (c:Company) RETURN count(*) AS n") == [{"n": 2 if count == 3 else 1}]
        folders.append(made.folder)
        before = (made, inputs)
    assert [(folder / "graph.lbug.wal").exists() for folder in folders] == [False, True, False]
    assert not [folder for folder in folders if (folder / "load").exists()]


def test_a_damaged_log_is_an_error(tmp_path: Path) -> None:
    history = History(tmp_path)
    steps = [("reg", 0, {1: (NORTH, UP, 1, True)}), ("reg", 1, {1: (SOUTH, UP, 1, True)})]
    before, folder = None, None
    for count in (1, 2):
        inputs = history.inputs(_world(history, *steps[:count]))
        made = history.project(inputs, before)
        with closing(EmbeddedStore(made.folder)) as store:
            store.sync(folder, made.folder)
        folder, before = made.folder, (made, inputs)
    log = folder / "graph.lbug.wal"
    log.write_bytes(log.read_bytes()[:-7])
    with closing(EmbeddedStore(folder)) as store, pytest.raises(StoreError, match="build --anew"):
        store.query("MATCH (c:Company) RETURN count(*) AS n")


@pytest.mark.parametrize("what", ["decisions", "packs_fingerprint", "home", "program"])
def test_what_every_row_depends_on_allows_no_update(tmp_path: Path, what: str) -> None:
    from dataclasses import replace

    from graph.ledger import Decision

    history = History(tmp_path)
    inputs = history.inputs([history.counted(_register({1: (NORTH, UP, 1, True)}), "reg", 1, 0)])
    manifest = {"ground": inputs.ground(), "counted": inputs.counted(), "updates": 0}
    assert base_for(tmp_path, manifest, {}, inputs) is not None
    other = (
        (Decision(1, "reject", "cn-uscc:1", "", "", "某人", "2026-01-01", None),) if what == "decisions" else "other"
    )
    assert base_for(tmp_path, manifest, {}, replace(inputs, **{what: other})) is None
    assert base_for(tmp_path, manifest | {"updates": update.MOST_UPDATES}, {}, inputs) is None


def test_engines_draw_nothing_on_the_standard_output(tmp_path: Path) -> None:
    with duckdb_connection(tmp_path) as con, Contents(tmp_path) as contents:
        asked = "SELECT current_setting('enable_progress_bar')"
        assert con.execute(asked).fetchall() == contents.execute(asked) == [(False,)]
