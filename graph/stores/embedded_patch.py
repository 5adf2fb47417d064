"""Makes a projection's Ladybug file from the one before it: the same file, and beside it a log of what changed.

Ladybug keeps changes in a log until a checkpoint brings them into its tables, and where an edge goes that rewrites
its whole table, which takes as long as loading it. So there is no checkpoint: the file is shared with the projection
before, whoever opens it reads the log too, and a log that has become long is the end of it: then all is loaded.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
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


class Patch:
    """The Ladybug file of a projection, made from that of the one before: its nodes, edges, then derived edges.

    All three are one transaction, open between them, so that nodes are written while edges are still computed.
    Use it in one thread, and `close` it. Where a part says False loading is quicker, and nothing is made.
    """

    def __init__(self, previous: Path, changes: Path, tables: Path, target: Path, *, buffer_bytes: int) -> None:
        self._previous, self._changes, self._tables, self._target = previous, changes, tables, target
        self._buffer_bytes = buffer_bytes
        self._work = target.parent / "load"
        self._patched = self._work / target.name
        self._held = ExitStack()
        self._rows = 0

    def nodes(self) -> bool:
        """Begin with the nodes that went, came and changed, which are written to the folder of changes; raises StoreError."""
        log = log_of(self._previous)
        if log.exists() and log.stat().st_size > LONGEST_LOG:
            return False
        self._work.mkdir()
        self._held.callback(shutil.rmtree, self._work)
        with engine_errors(self._target):
            enter = self._held.enter_context
            self._contents = enter(Contents(self._tables, memory=HAND_OVER_MEMORY, spill=self._work))
            self._before = enter(Contents(self._previous.parent / "tables", beside=self._contents))
            self._new = enter(Contents(self._changes / "new", beside=self._before))
            self._gone = enter(Contents(self._changes / "gone", beside=self._new))
            steps = _Differences(self._contents, self._new.nodes(), self._gone.nodes(), self._work).of_nodes()
            if not self._few(steps):
                return False
            share(self._previous, self._patched)
            if log.exists():
                shutil.copyfile(log, log_of(self._patched))
            self._connection = self._opened()
            self._run(steps)
        return True

    def edges(self) -> bool:
        """Go on with the stated edges that went and came, which the folder of changes holds too; raises StoreError."""
        with engine_errors(self._target):
            return self._edges(self._new.stated_edges(), self._gone.stated_edges())

    def derived(self) -> bool:
        """Go on with the derived edges, to the end; raises StoreError."""
        with engine_errors(self._target):
            if not self._edges(self._contents.derived_edges(), self._before.derived_edges()):
                return False
            self._connection.execute("COMMIT")
            self._closing.close()
        # The log first: without the file it is nothing.
        for file in (log_of(self._patched), self._patched):
            if file.exists():
                fsync_file(file)
                replace_durably(file, self._target.with_name(file.name))
        return True

    def close(self) -> None:
        """Give up what is not at its end, and leave nothing beside the file."""
        self._held.close()

    def _edges(self, came: list[Part], went: list[Part]) -> bool:
        steps = _Differences(self._contents, came, went, self._work).of_edges()
        if not self._few(steps):
            return False
        self._run(steps)
        return True

    def _few(self, steps: list[_Change]) -> bool:
        self._rows += sum(step.rows for step in steps)
        return self._rows <= MOST_CHANGES

    def _opened(self) -> Any:
        """A connection with an open transaction; what it writes goes to the log, as others share the file."""
        self._closing = self._held.enter_context(ExitStack())
        database: Any = ladybug.Database(str(self._patched), buffer_pool_size=self._buffer_bytes, auto_checkpoint=False)
        self._closing.callback(database.close)
        connection = ladybug.Connection(database)
        self._closing.callback(connection.close)
        connection.execute("CALL force_checkpoint_on_close=false")
        connection.execute("BEGIN TRANSACTION")
        return connection

    def _run(self, steps: list[_Change]) -> None:
        for step in steps:
            self._connection.execute(step.statement)


class _Differences:
    """What truly differs between rows that went and rows that came: most touched rows are as they were."""

    def __init__(self, contents: Contents, came: list[Part], went: list[Part], work: Path) -> None:
        self._contents = contents
        self._work = work
        now, before = ({part.key: part for part in parts} for parts in (came, went))
        self._parts = list({**before, **now}.values())
        for part in self._parts:
            for name, these in (("came", now.get(part.key)), ("went", before.get(part.key))):
                rows = these.select if these is not None else f"SELECT * FROM ({part.select}) LIMIT 0"
                self._contents.execute(f'CREATE VIEW "{name}_{part.key}" AS {rows}')

    def of_nodes(self) -> list[_Change]:
        """What nodes need; their edges go with them."""
        made: list[_Change] = []
        for part in self._parts:
            made += [self._nodes_go(part), self._nodes_come(part), *self._values_change(part)]
        return [step for step in made if step.rows]

    def of_edges(self) -> list[_Change]:
        """What edges need, whose nodes are there."""
        made = [self._edges_go(part) for part in self._parts]
        for part in self._parts:
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
        self._contents.execute(
            f"CREATE TABLE {table} AS SELECT * FROM (SELECT c.*, {differ} AS differ FROM {both}) WHERE contains(differ, '1')"
        )
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
