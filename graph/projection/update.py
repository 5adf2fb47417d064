"""An update: only what changed facts touch is computed again, the rest is taken over as published (增量投影).

touched nodes   of facts whose bundle is new, gone or counts otherwise, and of names that resolve otherwise
touched edges   of such facts, and all edges of touched nodes

The tables are the same as if everything had been computed; the derived ones always are. Of a table x,
`was_x` is what is published, `gone_x` its touched rows, `kept_x` the others, `new_x` what is computed now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from graph.engines import NumberingEngine, Statement
from graph.projection.inputs import PACK_BUNDLE, ProjectionInputs

MOST_UPDATES: Final = 16
"""Updates on one another before all is computed and sorted again: each leaves its rows at the tables' ends."""
LARGEST_SHARE: Final = 4
"""A change of more than one row in so many is computed as a whole, which is quicker then."""
FEWEST_ROWS: Final = 20_000
"""So many rows of facts are computed as a whole in the time that an update takes to find out what it touches."""

_TOUCHED_NODE: Final = "IN (SELECT id FROM touched_node)"
_TOUCHED_EDGE: Final = "IN (SELECT id FROM touched_edge)"


@dataclass(frozen=True)
class Base:
    """The published projection that an update starts from, and which versions differ since.

    `changed` are bundles that are new or count otherwise, `left` the versions (source, seq) that no longer count so.
    """

    tables: Path
    digests: Mapping[str, str]
    changed: tuple[str, ...]
    left: tuple[tuple[str, int], ...]

    def path(self, table: str) -> Path:
        """File of a published table."""
        return self.tables / f"{table}.parquet"

    def has(self, table: str) -> bool:
        """Whether the published projection has rows of a table."""
        return self.path(table).exists()


def base_for(
    folder: Path, manifest: Mapping[str, Any], digests: Mapping[str, str], inputs: ProjectionInputs
) -> Base | None:
    """The published projection in `folder` as a base for `inputs`, or None where all must be computed."""
    if manifest.get("ground") != inputs.ground() or manifest["updates"] >= MOST_UPDATES:
        return None
    before = {tuple(item) for item in manifest["counted"]}
    now = {tuple(item) for item in inputs.counted()}
    rows, changed_rows = (sum(item[-1] for item in items) for items in (before, before ^ now))
    if rows < FEWEST_ROWS or changed_rows * LARGEST_SHARE > rows:
        return None
    changed = sorted(str(item[0]) for item in now - before)
    left = sorted((str(item[1]), int(item[2])) for item in before - now)
    return Base(folder / "tables", digests, tuple(changed), tuple(left))


def _resolved_otherwise(base: Base, inputs: ProjectionInputs) -> list[str]:
    """Local ids that resolve to another id than before, with both of these ids."""

    def pairs(table: pa.Table) -> set[tuple[str, str]]:
        return set(zip(table.column("local_id").to_pylist(), table.column("id").to_pylist(), strict=True))

    was = pairs(pq.read_table(base.path("resolution"))) if base.has("resolution") else set()
    return sorted({one for pair in was ^ pairs(inputs.resolution) for one in pair})


class Update:
    """Makes a projection's tables from a base; one engine, one use.

    `made` is everywhere the statements of node.sql or edge.sql: facts, ids with several, all rows, and two results.
    """

    def __init__(self, base: Base, engine: NumberingEngine, inputs: ProjectionInputs, labels: Sequence[str]) -> None:
        self._base = base
        self._engine = engine
        self._labels = labels
        self._resolved = _resolved_otherwise(base, inputs)
        texts = {"changed_bundle": ("bundle", base.changed), "resolved_otherwise": ("id", self._resolved)}
        for name, (column, values) in texts.items():
            engine.register(name, pa.table({column: pa.array(values, pa.string())}))
        left = {
            "source": pa.array([s for s, _ in base.left], pa.string()),
            "seq": pa.array([n for _, n in base.left], pa.int64()),
        }
        engine.register("left_version", pa.table(left))
        self._columns: dict[str, str] = {}
        self._results: set[str] = set()
        for table in (
            "evidence",
            "edge",
            "candidate_edge",
            *(f"{k}_{label}" for label in labels for k in ("node", "candidate")),
        ):
            if base.has(table):
                schema = pq.read_schema(base.path(table))
                engine.register_numbered(f"was_{table}", base.path(table))
                self._columns[table] = ", ".join(f'"{name}"' for name in schema.names)

    def made(self, table: str) -> bool:
        """Whether `table` was made of touched rows, `new_`, and what is kept."""
        return table in self._results

    def splits(self, table: str) -> bool:
        """Whether `table` was published, so that there are `kept_` and `gone_` rows of it."""
        return table in self._columns

    def vanished(self) -> list[Path]:
        """Published tables of nodes under labels of which no facts are left."""
        return [path for path in self._base.tables.glob("node_*.parquet") if path.stem not in self._results]

    def nodes(self, made: Mapping[str, Sequence[Statement]]) -> None:
        """Node tables of every label, and `known`: every node's label and whether it stands."""
        self._engine.execute([replace(some[0], name=f"stated_{label}") for label, some in made.items()])
        self._engine.execute([self._touched_nodes()])
        for label, (_, several, every, *results) in made.items():
            self._engine.execute([*self._told(label, _TOUCHED_NODE), several, every])
            self._engine.execute(self._merged(results, f"id {_TOUCHED_NODE}"))

    def known(self, fresh: Statement) -> Statement:
        """`known` of all nodes from that of the touched ones."""
        parts = [fresh.query]
        for label in self._labels:
            for kind, stands in (("node", "TRUE"), ("candidate", "FALSE")):
                if self.splits(f"{kind}_{label}"):
                    parts.append(f"SELECT id, '{label}' AS label, {stands} AS stands FROM kept_{kind}_{label}")
        return replace(fresh, query=" UNION ALL ".join(parts))

    def edges(self, made: Sequence[Statement]) -> None:
        """The edge tables."""
        stated, several, every, *results = made
        self._engine.execute([replace(stated, name="stated_edge"), self._touched_edges()])
        self._engine.execute([*self._told("edge", _TOUCHED_EDGE), several, every])
        self._engine.execute(self._merged(results, f"id {_TOUCHED_EDGE}"))

    def evidence(self, made: Sequence[Statement]) -> list[Statement]:
        """Statements of the evidence; a pack's is always new, since its places in the pack's tables may have moved."""
        gone = "source = '' OR fact IN (SELECT id FROM touched_node UNION ALL SELECT id FROM touched_edge)"
        return self._merged(made, gone)

    def _told(self, name: str, touched: str) -> list[Statement]:
        """The facts that are computed with, held as a table since all facts are looked through for them."""
        return [
            Statement(f"told_{name}", f"SELECT * FROM stated_{name} WHERE bundle = '{PACK_BUNDLE}' OR id {touched}"),
            Statement(f"chosen_{name}", f"SELECT * FROM told_{name} WHERE id {touched}", is_view=True),
        ]

    def _merged(self, made: Sequence[Statement], gone: str) -> list[Statement]:
        """Each result as what is kept and what is new; `gone` says which published rows are not kept."""
        told = []
        for result in made:
            name = result.name
            self._results.add(name)
            told.append(replace(result, name=f"new_{name}"))
            if not self.splits(name):
                told.append(Statement(name, f"SELECT * FROM new_{name}", is_view=True))
                continue
            columns = self._columns[name]
            rest = f"row_number NOT IN (SELECT row_number FROM gone_row_{name})"
            told += [
                Statement(f"gone_row_{name}", f"SELECT * FROM was_{name} WHERE {gone}"),
                Statement(f"gone_{name}", f"SELECT {columns} FROM gone_row_{name}", is_view=True),
                # Looked through by some thirty statements: a row's number is told from others sooner than its id.
                Statement(f"kept_{name}", f"SELECT {columns} FROM was_{name} WHERE {rest}", is_view=True),
                Statement(
                    name, f"SELECT {columns} FROM kept_{name} UNION ALL SELECT {columns} FROM new_{name}", is_view=True
                ),
            ]
        return told

    # -- what is touched ---------------------------------------------------------

    def _touched_nodes(self) -> Statement:
        stated = [f"stated_{label}" for label in self._labels]
        parts = [f"SELECT id FROM {view} WHERE bundle IN (SELECT bundle FROM changed_bundle)" for view in stated]
        parts += ["SELECT id FROM resolved_otherwise", *self._from_evidence("<>", stated)]
        return Statement("touched_node", " UNION ".join(parts))

    def _touched_edges(self) -> Statement:
        at = f"head_id {_TOUCHED_NODE} OR tail_id {_TOUCHED_NODE}"
        parts = [f"SELECT id FROM stated_edge WHERE bundle IN (SELECT bundle FROM changed_bundle) OR {at}"]
        for table in ("edge", "candidate_edge"):
            if self.splits(table):
                parts.append(f"SELECT id FROM was_{table} WHERE head {_TOUCHED_NODE} OR tail {_TOUCHED_NODE}")
        parts += self._from_evidence("=", ["stated_edge"])
        if self._resolved and self.splits("evidence"):
            # An edge that never stood, since an end was unknown, may bear another id now.
            parts.append(
                "SELECT fact FROM was_evidence WHERE fact_kind = 'edge' AND fact NOT IN (SELECT id FROM stated_edge)"
            )
        return Statement("touched_edge", " UNION ".join(parts))

    def _from_evidence(self, kind: str, stated: Sequence[str]) -> list[str]:
        """Facts of versions that have left, and facts of packs that are there only before or only now."""
        now = " UNION ".join(f"SELECT id FROM {view} WHERE bundle = '{PACK_BUNDLE}'" for view in stated)
        if not self.splits("evidence"):
            return [now]
        was = f"SELECT fact AS id FROM was_evidence WHERE source = '' AND fact_kind {kind} 'edge'"
        return [
            "SELECT e.fact FROM was_evidence e JOIN left_version l ON l.source = e.source AND l.seq = e.seq"
            f" WHERE e.fact_kind {kind} 'edge'",
            f"SELECT id FROM ({now}) now_told WHERE id NOT IN ({was})",
            f"SELECT id FROM ({was}) was_told WHERE id NOT IN ({now})",
        ]
