"""Makes a projection's Ladybug file from the one before it: the same file, and beside it a log of what changed.

Ladybug keeps changes in a log until a checkpoint brings them into its tables, and where an edge goes that rewrites
its whole table, which takes as long as loading it. So there is no checkpoint: the file is shared with the projection
before, whoever opens it reads the log too, and a log that has become long is the end of it: then all is loaded.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import ladybug

from graph.ledger.durable import fsync_file, replace_durably, share
from graph.stores.contents import Contents, Part
from graph.stores.embedded_load import HAND_OVER_MEMORY, engine_errors, quoted

LOG_SUFFIX: Final = ".wal"
MOST_CHANGES: Final = 80_000
"""Nodes and edges that are written one by one; loading so many takes no longer."""
FEW_ALIKE: Final = 100
"""Rows with the same values changed that go into a statement of their own; fewer are set with others."""
LONGEST_LOG: Final = 8 << 20
"""A log that may still grow. One of 15 MB, from 10,000 changed companies in a million, takes 1.5 s at each opening."""


@dataclass(frozen=True, slots=True)
class _Change:
    """The statement that tells Ladybug of rows that go, come or change, and how many."""

    statement: str
    rows: int


def log_of(file: Path) -> Path:
    """The log beside a Ladybug file."""
    return file.with_name(file.name + LOG_SUFFIX)


def patch(previous: Path, changes: Path, tables: Path, target: Path, *, buffer_bytes: int) -> bool:
    """Make the Ladybug file `target` of the projection in `tables` from the file `previous`; raises StoreError.

    `changes` holds the stated rows that went and came between them; the tables of `previous` lie beside it.
    False, and nothing made, where loading is quicker.
    """
    log = log_of(previous)
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        return False
    work = target.parent / "load"
    work.mkdir()
    try:
        with (
            engine_errors(target),
            Contents(tables, memory=HAND_OVER_MEMORY, spill=work) as contents,
            Contents(previous.parent / "tables", beside=contents) as before,
            Contents(changes / "new", beside=before) as new,
            Contents(changes / "gone", beside=new) as gone,
        ):
            came = [*new.nodes(), *new.stated_edges(), *contents.derived_edges()]
            went = [*gone.nodes(), *gone.stated_edges(), *before.derived_edges()]
            steps = _Differences(contents, came, went, work).steps()
            if sum(step.rows for step in steps) > MOST_CHANGES:
                return False
            patched = work / target.name
            share(previous, patched)
            if log.exists():
                shutil.copyfile(log, log_of(patched))
            _run(patched, [step.statement for step in steps], buffer_bytes)
        # The log first: without the file it is nothing.
        for file in (log_of(patched), patched):
            if file.exists():
                fsync_file(file)
                replace_durably(file, target.with_name(file.name))
    finally:
        shutil.rmtree(work)
    return True


def _run(file: Path, statements: list[str], buffer_bytes: int) -> None:
    """Write to the log of a file, in one transaction; the file itself stays as it is, as others share it."""
    database: Any = ladybug.Database(str(file), buffer_pool_size=buffer_bytes, auto_checkpoint=False)
    try:
        connection = ladybug.Connection(database)
        connection.execute("CALL force_checkpoint_on_close=false")
        connection.execute("BEGIN TRANSACTION")
        for statement in statements:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.close()
    finally:
        database.close()


class _Differences:
    """What truly differs between rows that went and rows that came: most touched rows are as they were."""

    def __init__(self, contents: Contents, came: list[Part], went: list[Part], work: Path) -> None:
        self._contents = contents
        self._work = work
        now, before = ({part.key: part for part in parts} for parts in (came, went))
        self._parts = list({**before, **now}.values())
        for part in self._parts:
            self._keep(f"came_{part.key}", part, now.get(part.key), before.get(part.key))
            self._keep(f"went_{part.key}", part, before.get(part.key), now.get(part.key))

    def _keep(self, name: str, part: Part, these: Part | None, those: Part | None) -> None:
        if these is None:
            query = f"SELECT * FROM ({part.select}) LIMIT 0"
        elif those is None:
            query = these.select
        else:
            query = f"({these.select}) EXCEPT ({those.select})"
        self._contents.execute(f'CREATE TABLE "{name}" AS {query}')

    def steps(self) -> list[_Change]:
        """Edges go before nodes and nodes come before edges."""
        nodes = [part for part in self._parts if not part.is_edge]
        edges = [part for part in self._parts if part.is_edge]
        made = [self._edges_go(part) for part in edges]
        for part in nodes:
            made += [self._nodes_go(part), self._nodes_come(part), *self._values_change(part)]
        for part in edges:
            made += [*self._values_change(part), self._edges_come(part)]
        return [step for step in made if step.rows]

    def _edges_go(self, part: Part) -> _Change:
        return self._step("gone", part, self._only("went", part), ("id", "head", "tail"), f"{_match(part)} DELETE x")

    def _nodes_go(self, part: Part) -> _Change:
        return self._step("gone", part, self._only("went", part), ("id",), f"{_match(part)} DETACH DELETE x")

    def _nodes_come(self, part: Part) -> _Change:
        names = _names(part)
        made = f"CREATE (:{part.name} {{{_values(names, ': ')}}})"
        return self._step("new", part, self._only("came", part), names, made)

    def _edges_come(self, part: Part) -> _Change:
        names = _names(part)
        carried = ", ".join(f"`new_{name}`" for name in (*names, "tail"))
        # Both ends in one MATCH are planned as all pairs of nodes, which no memory holds.
        made = (
            f"MATCH (a:{part.head} {{id: new_head}}) WITH a, {carried} MATCH (b:{part.tail} {{id: new_tail}})"
            f" CREATE (a)-[:{part.name} {{{_values(names, ': ')}}}]->(b)"
        )
        return self._step("new", part, self._only("came", part), ("head", "tail", *names), made)

    def _values_change(self, part: Part) -> list[_Change]:
        """Only values that differ are set: the log that is read at every opening stays short.

        Rows that few others are like, as coverage has them in a hundred combinations of counts, go into one statement.
        """
        names = [name for name in _names(part) if name != "id"]
        differ = " || ".join(f"""if(c."{name}" IS DISTINCT FROM w."{name}", '1', '0')""" for name in names)
        both = f'"came_{part.key}" c JOIN "went_{part.key}" w USING (id)'
        table = f'"both_{part.key}"'
        self._contents.execute(f"CREATE TABLE {table} AS SELECT c.*, {differ} AS differ FROM {both}")
        patterns = self._contents.execute(f"SELECT differ, count(*) FROM {table} GROUP BY ALL ORDER BY ALL")
        together = [[pattern] for pattern, rows in patterns if rows > FEW_ALIKE]
        if rare := [pattern for pattern, rows in patterns if rows <= FEW_ALIKE]:
            together.append(rare)
        made = []
        for number, these in enumerate(together):
            changed = tuple(name for place, name in enumerate(names) if any(marks[place] == "1" for marks in these))
            ends = ("head", "tail") if part.is_edge else ()
            listed = ", ".join(f"'{pattern}'" for pattern in these)
            rows = f"SELECT * EXCLUDE (differ) FROM {table} WHERE differ IN ({listed})"
            values = _values(changed, " = ", "x.")
            made.append(
                self._step(f"changed{number}", part, rows, ("id", *ends, *changed), f"{_match(part)} SET {values}")
            )
        return made

    def _only(self, these: str, part: Part) -> str:
        """Rows of a part that only came or only went."""
        those = "came" if these == "went" else "went"
        return f'SELECT * FROM "{these}_{part.key}" ANTI JOIN "{those}_{part.key}" USING (id)'

    def _step(self, kind: str, part: Part, rows: str, names: tuple[str, ...], clause: str) -> _Change:
        """One statement over rows written to a file, of which the columns `names` are read as `new_<name>`."""
        file = self._work / f"{kind}-{part.key}.parquet"
        ((count,),) = self._contents.execute(f"COPY ({rows}) TO ? (FORMAT parquet)", [str(file)])
        read = ", ".join(f"`{name}` AS `new_{name}`" for name in names)
        return _Change(f"LOAD FROM '{quoted(file)}' WITH {read} {clause}", count)


def _match(part: Part) -> str:
    """Finds the node or edge `x` with the id, and ends, of a row."""
    if not part.is_edge:
        return f"MATCH (x:{part.name} {{id: new_id}})"
    ends = f"(:{part.head} {{id: new_head}})-[x:{part.name}]->(:{part.tail} {{id: new_tail}})"
    return f"MATCH {ends} WHERE x.id = new_id"


def _names(part: Part) -> tuple[str, ...]:
    return tuple(name for name, _ in part.columns)


def _values(names: tuple[str, ...], between: str, before: str = "") -> str:
    return ", ".join(f"{before}`{name}`{between}`new_{name}`" for name in names)
