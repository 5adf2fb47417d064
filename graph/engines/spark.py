"""Spark SQL on a cluster that is there already; what is small is made here, by DuckDB, from the same text.

A job on a cluster costs more than all the work on a small table, and of a projection's tables most
are small: zones, links, parks. So each statement runs where its sources say. Tables cross as
Parquet on the file system that all machines share. What Spark makes is written when it is
made: later steps read a file, never a chain of steps that a lost executor would run again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from graph.engines.base import Statement
from graph.engines.duckdb import DuckDBEngine
from graph.engines.spark_types import read_path, spark_nulls, spark_schema, written_path

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# What the SQL relies on, whatever the cluster's own settings say.
SETTINGS: Final = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
}
SMALL_SETTING: Final = "spark.scenariograph.small"
SMALL: Final = 32 << 20
"""Bytes of Parquet that DuckDB reads here rather than Spark: half a million rows, less than a second."""
BYTES_A_PARTITION: Final = 16 << 20
"""Parquet of the facts that one task of a shuffle gets; compressed, so about five times as much in memory."""
MOST_PARTITIONS: Final = 2000
# Tables that one later step reads: views in Spark, since writing costs more.
CHEAPER_AGAIN: Final = frozenset(
    {
        "cell", "company_link", "company_zone", "complement_pair", "known", "leader", "level_link", "level_total",
        "related_part", "subject", "zone_city", "zone_parent", "zone_total",
    }
)  # fmt: skip
_SOURCES: Final = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")


@dataclass
class _Table:
    """One name: the files or the query it stands for, and in which engines it is known."""

    weight: int
    query: str | None = None
    sources: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    here: bool = False
    there: bool = False


class SparkEngine:
    """Tables as Parquet under `folder`, which every executor sees under the same path; small ones in `con`."""

    def __init__(self, session: SparkSession, folder: Path, con: duckdb.DuckDBPyConnection) -> None:
        self._session = session
        self._folder = folder.resolve()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._con = con
        self._local = DuckDBEngine(con)
        self._names: dict[str, _Table] = {}
        self._bytes = 0
        for name, value in SETTINGS.items():
            session.conf.set(name, value)
        self._small = int(session.conf.get(SMALL_SETTING, str(SMALL)) or SMALL)

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What Spark, its gateway and DuckDB raise."""
        from graph.engines.spark_session import spark_errors

        return (*spark_errors(), *self._local.errors)

    def register(self, name: str, table: pa.Table) -> None:
        """Give a table in memory a name; Spark gets it when it is asked for."""
        self._local.register(name, table)
        self._names[name] = _Table(table.nbytes // 5, here=True)

    def register_parquet(self, name: str, files: Sequence[Path], schema: pa.Schema) -> None:
        """Name the rows of Parquet files, with the name of each file's folder as `bundle`."""
        paths = [path.resolve() for path in files]
        self._local.register_parquet(name, paths, schema)
        weight = sum(path.stat().st_size for path in paths)
        self._names[name] = _Table(weight, here=True, there=True)
        self._bytes += weight
        parts = min(MOST_PARTITIONS, max(2, -(-self._bytes // BYTES_A_PARTITION)))
        self._session.conf.set("spark.sql.shuffle.partitions", str(parts))
        rows = self._read(paths, schema)
        rows.selectExpr("*", "element_at(split(_metadata.file_path, '/'), -2) AS bundle").createOrReplaceTempView(name)

    def execute(self, *groups: Sequence[Statement]) -> None:
        """Make tables here or there, one after the other; a view is made where something reads it."""
        for made in chain.from_iterable(groups):
            sources = tuple(dict.fromkeys(n for n in _SOURCES.findall(made.query) if n in self._names))
            weight = sum(self._names[source].weight for source in sources)
            table = self._names[made.name] = _Table(weight, made.query, sources)
            if made.is_view:
                continue
            if weight <= self._small:
                self._bring_here(sources)
                self._local.execute([made])
                # From now on it is rows, not a query.
                table.here, table.query = True, None
            elif made.name not in CHEAPER_AGAIN:
                self._bring_there(sources)
                self._write(made.name, made.query)

    def fetch(self, query: str) -> pa.Table:
        """The rows of a query."""
        self._bring_here(n for n in _SOURCES.findall(query) if n in self._names)
        return self._local.fetch(query)

    def outcome(self, names: Iterable[str]) -> duckdb.DuckDBPyConnection:
        """The connection here, with views over what Spark wrote."""
        self._bring_here(names)
        return self._con

    def _bring_here(self, names: Iterable[str]) -> None:
        """Have DuckDB know these: files by a view, queries by their text."""
        for name in names:
            table = self._names[name]
            if table.here:
                continue
            if table.files:
                self._con.read_parquet([str(path) for path in table.files]).create_view(name)
            elif table.query is not None:
                self._bring_here(table.sources)
                self._local.execute([Statement(name, table.query, is_view=True)])
            table.here = True

    def _bring_there(self, names: Iterable[str]) -> None:
        """Have Spark know these: what is small by a file of its rows, other queries by their text."""
        for name in names:
            table = self._names[name]
            if table.there:
                continue
            if table.query is not None and table.weight > self._small:
                self._bring_there(table.sources)
                frame = self._session.sql(table.query)
            else:
                self._bring_here([name])
                frame = self._sent(name, self._local.fetch(f"SELECT * FROM {name}"))
            frame.createOrReplaceTempView(name)
            table.there = True

    def _sent(self, name: str, rows: pa.Table) -> DataFrame:
        if not rows.num_rows:  # Spark leaves out joins with what it knows to be empty; of a file it does not know.
            return self._session.sql(f"SELECT {spark_nulls(rows.schema)} WHERE FALSE")
        path = self._folder / f"given_{name}.parquet"
        pq.write_table(rows, path, compression="zstd")
        return self._read([path], rows.schema)

    def _write(self, name: str, query: str) -> None:
        folder = self._folder / f"made_{name}"
        frame = self._session.sql(query)
        frame.write.parquet(written_path(folder))
        table = self._names[name]
        table.files = tuple(sorted(folder.glob("*.parquet")))
        table.weight = sum(path.stat().st_size for path in table.files)
        self._session.read.schema(frame.schema).parquet(read_path(folder)).createOrReplaceTempView(name)
        table.query, table.there = None, True

    def _read(self, paths: Sequence[Path], schema: pa.Schema) -> DataFrame:
        # The schema is given, so no job looks for it.
        return self._session.read.schema(spark_schema(schema)).parquet(*[read_path(path) for path in paths])
