"""Brings a Neo4j database to a projection: by loading, by difference, or by writing all anew (同步).

nothing     the database holds it already; constraints and indexes are made sure of
load        an empty database: CREATE, then the indexes
difference  the database holds `previous` whole: only what changed
rewrite     anything else: every row is written over what is there, what is left over goes

The state node says which of them is under way and which steps are done; a step that
was broken off is done again by statements that may be repeated, so an interrupted
sync ends as an undisturbed one. Nodes that Scenariograph did not write are never touched.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from graph.errors import StoreError
from graph.snapshot import read_manifest
from graph.stores import neo4j_statements as statements
from graph.stores.contents import Contents, Part
from graph.stores.difference import Difference
from graph.stores.neo4j_connection import Connection
from graph.stores.neo4j_schema import constraint_statements, index_statements
from graph.stores.neo4j_state import WRITE_STATE, State, begun, differing, whole
from schema.ontology import ontology

BATCH_ROWS: Final = 10_000
BATCH_BYTES: Final = 4 << 20
"""A batch of long texts is cut smaller: it stands in memory here as objects and there as a transaction."""
SESSIONS: Final = 2
TABLE_MEMORY: Final = "128MB"
"""What DuckDB may hold of the tables while they stream; more is spilled."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One statement over batches of rows; `key` names it in the state node."""

    key: str
    statement: str
    select: str
    rows: int


def _writes(part: Part, select: str, rows: int, *, create: bool) -> Step:
    return Step(f"write {part.key}", statements.create(part) if create else statements.upsert(part), select, rows)


def row_batches(reader: Iterator[pa.RecordBatch]) -> Iterator[list[dict[str, Any]]]:
    """Rows as objects, batches cut where their texts are long."""
    for batch in reader:
        parts = max(1, -(-batch.nbytes // BATCH_BYTES))
        size = max(1, -(-batch.num_rows // parts))
        for start in range(0, batch.num_rows, size):
            yield batch.slice(start, size).to_pylist()


class Synchronizer:
    """One sync of one database."""

    def __init__(self, connection: Connection, workspace: str, *, replace: bool = False, progress: Progress) -> None:
        self._connection = connection
        self._workspace = workspace
        self._replace = replace
        self._progress = progress
        self._written = 0
        self._total = 0

    def run(self, previous: Path | None, following: Path) -> int:
        """Make the database hold `following`; returns the revision it then has. Raises StoreError."""
        manifest = read_manifest(following)
        state = self._connection.state()
        self._check(state)
        mode, resumed = self._mode(state, previous, manifest)
        if mode != "nothing" and not resumed:
            self._set(begun(manifest, self._workspace, mode, dt.datetime.now(dt.UTC).isoformat(timespec="seconds")))
        self._connection.change_schema(constraint_statements())
        with tempfile.TemporaryDirectory(prefix="scenariograph-") as spill:
            if mode == "difference" and previous is not None:
                self._difference(previous / "tables", following / "tables", Path(spill), state if resumed else None)
            elif mode != "nothing":
                self._all(following / "tables", Path(spill), state if resumed else None, sweep=mode == "rewrite")
        self._connection.change_schema(index_statements())
        self._compare(manifest)
        if mode == "nothing" and state is not None:
            return state.revision
        return self._set(whole(manifest, self._workspace))

    # -- what to do --------------------------------------------------------------

    def _check(self, state: State | None) -> None:
        place = self._connection.settings.place
        if state is None:
            found, _ = self._counts()
            if found:
                names = ", ".join(f"{n} {label}" for label, n in sorted(found.items()))
                raise StoreError(
                    f"{place}: the database already holds nodes under Scenariograph's labels ({names}) that it did not "
                    "write; set NEO4J_DATABASE to another database, or give those nodes other labels"
                )
            return
        if state.ontology_version > ontology().version:
            raise StoreError(
                f"{place}: the graph there was written by a newer Scenariograph (ontology {state.ontology_version}, "
                f"this one has {ontology().version}); use that program, or set NEO4J_DATABASE to another database"
            )
        if state.workspace != self._workspace and not self._replace:
            raise StoreError(
                f"{place}: the database holds the graph of another workspace ({state.workspace}, this one is "
                f"{self._workspace}); set NEO4J_DATABASE to another database, or say --replace to overwrite that graph"
            )

    def _mode(self, state: State | None, previous: Path | None, manifest: Mapping[str, Any]) -> tuple[str, bool]:
        """How to bring the database there, and whether that is going on with what was broken off."""
        if state is None:
            return "load", False
        same = state.workspace == self._workspace and state.ontology_version == ontology().version
        base = same and previous is not None and read_manifest(previous)["hash"] == state.hash
        if state.ready and base and (state.hash, state.version) == (manifest["hash"], manifest["version"]):
            return "nothing", False
        if state.ready:
            return ("difference" if base else "rewrite"), False
        if same and state.target == manifest["hash"] and state.mode in ("load", "rewrite"):
            return state.mode, True
        if state.target == manifest["hash"] and state.mode == "difference" and base:
            return state.mode, True
        return "rewrite", False

    # -- doing it ----------------------------------------------------------------

    def _difference(self, previous: Path, following: Path, spill: Path, resumed: State | None) -> None:
        with Difference(previous, following, memory=TABLE_MEMORY, spill=spill) as difference:
            steps = [
                Step(f"remove {c.part.key}", statements.remove(c.part), c.select, c.rows) for c in difference.gone()
            ]
            steps += [_writes(c.part, c.select, c.rows, create=False) for c in difference.written()]
            self._run(steps, difference.following, resumed)

    def _all(self, tables: Path, spill: Path, resumed: State | None, *, sweep: bool) -> None:
        with Contents(tables, memory=TABLE_MEMORY, spill=spill) as contents:
            if sweep:
                self._sweep(contents)
            # A load that was broken off may have left a part of one step, which must not be created twice.
            broken = resumed.doing if resumed else None
            steps = [
                _writes(part, part.select, part.rows, create=not sweep and f"write {part.key}" != broken)
                for part in contents.parts()
            ]
            self._run(steps, contents, resumed)

    def _sweep(self, contents: Contents) -> None:
        """Take away what we wrote once and the projection does not hold; repeated as a whole when broken off."""
        nodes_there, edges_there = self._counts()
        for edges, there, parts in ((True, edges_there, contents.edges()), (False, nodes_there, contents.nodes())):
            for name in there:
                contents.execute("CREATE OR REPLACE TABLE held (id VARCHAR, element VARCHAR)")
                for rows in self._connection.stream(statements.list_ours(name, edges=edges)):
                    contents.append("held", pa.Table.from_pylist(rows, schema=statements.HELD_SCHEMA))
                wanted = [f"SELECT id FROM ({part.select})" for part in parts if part.name == name]
                left = " ".join(f"ANTI JOIN ({select}) w{number} USING (id)" for number, select in enumerate(wanted))
                for batch in contents.batches(f"SELECT id, element FROM held {left}", BATCH_ROWS):
                    self._connection.write(statements.remove_elements(edges=edges), {"rows": batch.to_pylist()})

    def _run(self, steps: list[Step], contents: Contents, resumed: State | None) -> None:
        done = list(resumed.done) if resumed else []
        self._total = sum(step.rows for step in steps)
        with ThreadPoolExecutor(SESSIONS, thread_name_prefix="neo4j") as pool:
            for step in steps:
                if step.key in done:
                    self._written += step.rows
                    continue
                self._set({"doing": step.key, "done": done})
                self._write(pool, step, contents)
                done.append(step.key)
        self._set({"doing": None, "done": done})

    def _write(self, pool: ThreadPoolExecutor, step: Step, contents: Contents) -> None:
        """Send a step's batches by two sessions; one more is made ready meanwhile."""
        waiting: dict[Future[Any], int] = {}
        try:
            for rows in row_batches(contents.batches(step.select, BATCH_ROWS)):
                if len(waiting) > SESSIONS:
                    self._collect(waiting, FIRST_COMPLETED)
                waiting[pool.submit(self._connection.write, step.statement, {"rows": rows})] = len(rows)
            while waiting:
                self._collect(waiting, FIRST_COMPLETED)
        finally:
            for future in waiting:
                future.cancel()

    def _collect(self, waiting: dict[Future[Any], int], until: str) -> None:
        for future in wait(waiting, return_when=until).done:
            count = waiting.pop(future)
            future.result()
            self._written += count
            self._progress("neo4j", self._written, self._total)

    def _set(self, properties: Mapping[str, Any]) -> int:
        return int(self._connection.write(WRITE_STATE, {"properties": dict(properties)})[0]["revision"])

    def _counts(self) -> tuple[dict[str, int], dict[str, int]]:
        return statements.counts(lambda text: self._connection.read(text)[0])

    def _compare(self, manifest: Mapping[str, Any]) -> None:
        """The database's counts must be the projection's; raises StoreError naming what differs."""
        for name, there, wanted in differing(self._counts(), manifest):
            raise StoreError(
                f"{self._connection.settings.place}: after the sync there are {there} {name}, the projection "
                f"has {wanted}. If nodes or relationships of your own bear this name, give them another: they "
                "would change the answers. Otherwise run `scenariograph build --store neo4j --anew`"
            )
