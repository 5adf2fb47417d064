"""Runs the projection's SQL in an engine and writes its tables (投影).

The engine makes the tables; sorting, hashing and writing them is DuckDB's work whichever it was.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import duckdb
import pyarrow as pa

from graph.engines import Engine, NumberingEngine, Statement
from graph.engines.duckdb import DuckDBEngine, duckdb_connection
from graph.errors import LedgerError
from graph.facts import edge_schema, node_schema, table_schema
from graph.ledger import canonical_json
from graph.pack_facts import RELATED_RULE, RELATED_RULE_SCHEMA
from graph.projection.digest import overall_digest
from graph.projection.inputs import PACK_BUNDLE, ProjectionInputs
from graph.projection.templates import edge_statements, evidence_statements, node_statements, sql_text, statements
from graph.projection.update import Base, Update
from graph.projection.writing import Tables
from graph.snapshot import CHANGES
from schema.ontology import Ontology, ontology

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ALWAYS_MADE: Final = ("Zone", "Company", "Scenario")
"""Labels that the derived tables name; of the others only those that hold facts are made."""


COUNTED: Final = ("covers", "chain_covers", "ended_covers", "complements", "crossing")
"""Files of derived tables over zones, made once it is known which zone lies in which."""
STORED: Final = ("covers", "complements", "related_to")
"""Derived tables that are edges of the graph."""


@dataclass(frozen=True)
class Projection:
    """A projection on disk."""

    folder: Path
    hash: str
    digests: dict[str, str]
    counts: dict[str, dict[str, int]]

    @property
    def tables(self) -> Path:
        """Folder of its Parquet tables."""
        return self.folder / "tables"


def _register_facts(engine: Engine, inputs: ProjectionInputs, name: str, schema: pa.Schema) -> int:
    """Make `fact_<name>` over all bundles and packs; returns how many inputs hold such facts."""
    table = "edges" if name == "edge" else f"nodes_{name}"
    columns = ", ".join(f'"{field.name}"' for field in schema)
    parts = []
    # Versions of one source may share a bundle.
    files = list(dict.fromkeys(b.bundle.path(table) for b in inputs.bundles if table in b.bundle.tables))
    if files:
        engine.register_parquet(f"read_{name}", files, schema)
        parts.append(f"SELECT bundle, {columns} FROM read_{name}")
    if table in inputs.packs:
        engine.register(f"pack_{name}", inputs.packs[table].select(schema.names))
        parts.append(f"SELECT '{PACK_BUNDLE}' AS bundle, {columns} FROM pack_{name}")
    if not parts:
        engine.register(f"empty_{name}", schema.empty_table())
        parts.append(f"SELECT '' AS bundle, {columns} FROM empty_{name}")
    engine.execute([Statement(f"fact_{name}", " UNION ALL ".join(parts), is_view=True)])
    return len(files) + (table in inputs.packs)


def _register_inputs(engine: Engine, inputs: ProjectionInputs, onto: Ontology) -> None:
    ranks = {name: place for place, name in enumerate(onto.precedence)}
    rows: list[dict[str, Any]] = [
        {
            "bundle": b.bundle.name,
            "source": b.source,
            "seq": b.seq,
            "update_kind": b.update_kind,
            "precedence": ranks[b.precedence],
            "as_of": b.as_of,
            "next_as_of": b.next_as_of,
        }
        for b in inputs.bundles
    ]
    rows.append({"bundle": PACK_BUNDLE, "source": "", "seq": 0, "update_kind": "replace", "precedence": ranks["pack"]})
    schema = pa.schema(
        [
            ("bundle", pa.string()),
            ("source", pa.string()),
            ("seq", pa.int64()),
            ("update_kind", pa.string()),
            ("precedence", pa.int32()),
            ("as_of", pa.date32()),
            ("next_as_of", pa.date32()),
        ]
    )
    engine.register("input", pa.Table.from_pylist(rows, schema=schema))
    engine.register("resolution", inputs.resolution)
    for kind in ("accept", "reject"):
        facts = sorted({d.subject for d in inputs.decisions if d.kind == kind})
        engine.register(kind, pa.table({"fact": pa.array(facts, pa.string())}))
    rules = inputs.packs.get(RELATED_RULE, RELATED_RULE_SCHEMA.empty_table())
    engine.register("rule_weight", rules.select(RELATED_RULE_SCHEMA.names))


_SUPERSEDED: Final = pa.schema(
    [("bundle", pa.string()), ("local_id", pa.string()), ("dropped", pa.bool_()), ("lapsed_on", pa.date32())]
)


def _make_superseded(engine: Engine, inputs: ProjectionInputs, labels: list[str]) -> None:
    versions = Counter(b.source for b in inputs.bundles)
    several = {b.bundle.name for b in inputs.bundles if versions[b.source] > 1}
    if not several:
        engine.register("superseded", _SUPERSEDED.empty_table())
        return
    engine.register("several", pa.table({"bundle": sorted(several)}))
    subjects = " UNION ".join(
        f"SELECT bundle, local_id FROM fact_{label} WHERE bundle IN (SELECT bundle FROM several)" for label in labels
    )
    engine.execute([Statement("subject", subjects), *statements(sql_text("superseded"))])


@dataclass(frozen=True)
class _Computing:
    """Makes the tables of a projection, step by step; `held` are the labels whose tables are made."""

    engine: Engine
    onto: Ontology
    held: list[str]
    update: Update | None

    def nodes(self) -> None:
        """Tables of nodes, and `known`."""
        made = {label: node_statements(label, self.onto) for label in self.held}
        stands = f"(confidence >= {self.onto.candidate_below} OR id IN (SELECT fact FROM accept)) AS stands"
        union = " UNION ALL ".join(f"SELECT id, '{label}' AS label, {stands} FROM all_{label}" for label in self.held)
        known = Statement("known", union)
        if self.update is None:
            self.engine.execute(*made.values(), [known])
        else:
            self.update.nodes(made)
            self.engine.execute([self.update.known(known)])

    def edges(self) -> None:
        """Tables of edges."""
        made = edge_statements(self.onto)
        if self.update is None:
            self.engine.execute(made)
        else:
            self.update.edges(made)

    def derived(self) -> None:
        """Tables derived from nodes and edges."""
        self.engine.execute(statements(sql_text("zone_within")))
        derived = [s for name in COUNTED for s in statements(sql_text(name))]
        self.engine.execute(derived, statements(sql_text("related_to")))

    def evidence(self) -> None:
        """Which place of which source speaks for what."""
        if self.update is None:
            self.engine.execute(evidence_statements(self.held))
        else:
            self.engine.execute(self.update.evidence(evidence_statements(self.held, "told")))


def _computing(engine: Engine, inputs: ProjectionInputs, base: Base | None) -> _Computing:
    """Give the engine the inputs."""
    onto = ontology()
    _register_inputs(engine, inputs, onto)
    held = [
        label
        for label in onto.labels
        if _register_facts(engine, inputs, label, node_schema(label, onto)) or label in ALWAYS_MADE
    ]
    _register_facts(engine, inputs, "edge", edge_schema(onto))
    _make_superseded(engine, inputs, held)
    # Nothing is taken over on a cluster, which is asked for where all is to be computed.
    update = Update(base, engine, inputs, held) if base is not None and isinstance(engine, NumberingEngine) else None
    return _Computing(engine, onto, held, update)


# Tables of a projection, how each is sorted, and whether it is part of the content hash.
_PLAIN_TABLES: Final = {
    "edge": "type, head, tail, id",
    "candidate_edge": "type, head, tail, id",
    "evidence": "fact, source, seq, ordinal",
    "covers": "head, tail",
    "chain_covers": "zone, chain",
    "park_covers": "park, link",
    "ended_covers": "scope, link",
    "crossing": "from_zone, to_zone, via, directed, chain",
    "scenario_zone": "scenario, side, zone",
    "overheld": "company",
    "complements": "chain, head, tail",
    "trait": "scenario, reason, shared",
    "related_to": "head, tail",
    "zone_within": "zone, outer_zone",
    "coverage": "zone, source",
    "resolution": "local_id",
    "pack_evidence": "locator",
    "name_candidate": "local_id, place",
}

_EDGE_TABLES: Final = ("edge", "candidate_edge")


def _coverage(inputs: ProjectionInputs) -> pa.Table:
    rows = [{"source": c.source, "zone": c.zone, "complete": c.complete, "as_of": c.as_of} for c in inputs.coverage]
    schema = pa.schema(
        [("source", pa.string()), ("zone", pa.string()), ("complete", pa.bool_()), ("as_of", pa.string())]
    )
    return pa.Table.from_pylist(rows, schema=schema)


@contextmanager
def _engine_errors(folder: Path, errors: tuple[type[Exception], ...]) -> Iterator[None]:
    try:
        yield
    except errors as error:
        raise LedgerError(
            f"{folder}: the graph's tables could not be computed: {str(error)[:1000]}. The facts are safe and the published "
            "graph stays; free disk space or memory and run `scenariograph build`."
        ) from error


def project(
    inputs: ProjectionInputs,
    folder: Path,
    *,
    threads: int | None = None,
    spark: SparkSession | None = None,
    base: Base | None = None,
    progress: Callable[[str], None] = lambda step: None,
    nodes_written: Callable[[], None] = lambda: None,
    edges_written: Callable[[], None] = lambda: None,
    graph_written: Callable[[], None] = lambda: None,
) -> Projection:
    """Compute all tables into `folder`/tables, in `spark` if given; returns their digests and counts.

    A pure function of `inputs`: engine, thread count, order of inputs and `base`, from which what nothing
    touched is taken over, play no part in what the tables hold. With a base the rows that went and came
    stand in `folder`/changes. `nodes_written` is called once nodes and names are there and `edges_written` once edges
    are (with a base those that changed), `graph_written` once the derived tables that the graph holds are there too.
    """
    (folder / "tables").mkdir(parents=True)
    for kind in ("gone", "new") if base is not None else ():
        (folder / CHANGES / kind).mkdir(parents=True)
    with duckdb_connection(folder / "spill", threads) as con:
        engine = _engine(con, folder, spark)
        with _engine_errors(folder, engine.errors):
            progress("tables")
            return _project(engine, inputs, folder, base, nodes_written, edges_written, graph_written)


def _engine(con: duckdb.DuckDBPyConnection, folder: Path, spark: SparkSession | None) -> Engine:
    if spark is None:
        return DuckDBEngine(con)
    from graph.engines.spark import SparkEngine

    return SparkEngine(spark, folder / "spill", con)


def _project(
    engine: Engine,
    inputs: ProjectionInputs,
    folder: Path,
    base: Base | None,
    nodes_written: Callable[[], None],
    edges_written: Callable[[], None],
    graph_written: Callable[[], None],
) -> Projection:
    computing = _computing(engine, inputs, base)
    held, update = computing.held, computing.update
    about_nodes = {f"{kind}_{label}": "id" for label in held for kind in ("node", "candidate")}
    given = {
        "name_candidate": inputs.name_candidates,
        "coverage": _coverage(inputs),
        "resolution": inputs.resolution,
        "pack_evidence": inputs.packs.get("evidence", table_schema("evidence").empty_table()),
    }
    computing.nodes()
    con = engine.outcome(about_nodes)
    for name, table in given.items():
        con.register(name, table)
    tables = Tables(con, folder, update, base)
    about_nodes["name_candidate"] = _PLAIN_TABLES["name_candidate"]
    # An update is told of what changed first, so that search and store are changed while the tables are written.
    for name in about_nodes:
        tables.write_changes(name)
    if update is None:
        tables.write(about_nodes)
    else:
        for path in update.vanished():
            shutil.copyfile(path, folder / CHANGES / "gone" / path.name)
    nodes_written()
    computing.edges()
    engine.outcome(_EDGE_TABLES)
    for name in _EDGE_TABLES:
        tables.write_changes(name)
    if update is None:
        tables.write({"edge": _PLAIN_TABLES["edge"]})
    edges_written()
    computing.derived()
    engine.outcome(_PLAIN_TABLES.keys() - given.keys() - {"evidence", *_EDGE_TABLES})
    tables.write({name: _PLAIN_TABLES[name] for name in STORED})
    graph_written()
    computing.evidence()
    engine.outcome(["evidence"])
    tables.write_changes("evidence")
    tables.write({**about_nodes, **_PLAIN_TABLES})
    rows = {name: int(digest.partition(":")[0]) for name, digest in tables.digests.items()}
    digests = {name: digest for name, digest in tables.digests.items() if rows[name]}
    edges = con.execute("SELECT type, count(*) FROM edge GROUP BY type ORDER BY type").fetchall()
    open_names = con.execute("SELECT count(DISTINCT local_id) FROM name_candidate WHERE place > 0").fetchone()
    counts = {
        "nodes": {label: rows[f"node_{label}"] for label in held if rows[f"node_{label}"]},
        "edges": dict(edges) | {t.upper(): rows[t] for t in STORED if rows[t]},
        "candidates": {
            name.removeprefix("candidate_"): n for name, n in rows.items() if name.startswith("candidate_") and n
        }
        | ({"name": int(open_names[0])} if open_names and open_names[0] else {}),
    }
    (folder / "digests.json").write_text(canonical_json(digests), encoding="utf-8")
    return Projection(folder, overall_digest(digests), digests, counts)
