"""Spark SQL on a cluster that is there already; tables are Parquet on the file system that all its machines share.

Every table is written when it is made, so that what later steps read is a file and never a chain
of steps that a lost executor would run again. `FROM` names find them as temporary views.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from graph.engines.base import Statement
from graph.engines.spark_types import spark_nulls, spark_schema

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
BYTES_A_PARTITION: Final = 16 << 20
"""Parquet of the facts that one task of a shuffle gets; compressed, so about five times as much in memory."""
MOST_PARTITIONS: Final = 2000
GROUPS_AT_ONCE: Final = 4
CHEAPER_AGAIN: Final = re.compile(
    r"known|subject|zone_parent|company_zone|company_link|leader|zone_city|cell|zone_total|level_link|level_total"
    r"|complement_pair|related_part"
)
"""Tables that one later step reads, or several of which each needs few columns: views here, since writing costs more."""


class SparkEngine:
    """Tables as Parquet under `folder`, which every executor sees under the same path."""

    def __init__(self, session: SparkSession, folder: Path, con: duckdb.DuckDBPyConnection) -> None:
        self._session = session
        self._folder = folder.resolve()
        self._con = con
        self._bytes = 0
        self._files: dict[str, list[Path]] = {}
        self._queries: dict[str, str] = {}
        for name, value in SETTINGS.items():
            session.conf.set(name, value)
        self._size(0)

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What Spark, its gateway and the reading of its tables raise."""
        from graph.engines.spark_session import spark_errors

        return (*spark_errors(), duckdb.Error)

    def _size(self, more: int) -> None:
        self._bytes += more
        parts = min(MOST_PARTITIONS, max(2, -(-self._bytes // BYTES_A_PARTITION)))
        self._session.conf.set("spark.sql.shuffle.partitions", str(parts))

    def _read(self, paths: Sequence[Path], schema: pa.Schema) -> DataFrame:
        # The schema is given, so no job looks for it.
        return self._session.read.schema(spark_schema(schema)).parquet(*[path.as_uri() for path in paths])

    def register(self, name: str, table: pa.Table) -> None:
        """Write a table beside the others and give it a name."""
        path = self._folder / f"given_{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, path, compression="zstd")
        self._files[name] = [path]
        if table.num_rows:
            frame = self._read([path], table.schema)
        else:  # Spark leaves out joins with what it knows to be empty; of a file it does not know.
            frame = self._session.sql(f"SELECT {spark_nulls(table.schema)} WHERE FALSE")
        frame.createOrReplaceTempView(name)

    def register_parquet(self, name: str, files: Sequence[Path], schema: pa.Schema) -> None:
        """Name the rows of Parquet files, with the name of each file's folder as `bundle`."""
        self._size(sum(path.stat().st_size for path in files))
        rows = self._read([path.resolve() for path in files], schema)
        rows.selectExpr("*", "element_at(split(_metadata.file_path, '/'), -2) AS bundle").createOrReplaceTempView(name)

    def execute(self, *groups: Sequence[Statement]) -> None:
        """Make tables and views, some groups at once: one group's small tables leave most of a cluster idle."""
        if len(groups) == 1:
            self._make(groups[0])
            return
        with ThreadPoolExecutor(GROUPS_AT_ONCE) as pool:
            for made in [pool.submit(self._make, group) for group in groups]:
                made.result()

    def _make(self, group: Sequence[Statement]) -> None:
        for made in group:
            self._queries[made.name] = made.query
            frame = self._session.sql(made.query)
            if not made.is_view and not CHEAPER_AGAIN.fullmatch(made.name):
                frame = self._written(made.name, frame)
            frame.createOrReplaceTempView(made.name)

    def _written(self, name: str, frame: DataFrame) -> DataFrame:
        folder = self._folder / f"made_{name}"
        frame.write.parquet(folder.as_uri())
        self._files[name] = sorted(folder.glob("*.parquet"))
        return self._session.read.schema(frame.schema).parquet(folder.as_uri())

    def fetch(self, query: str) -> pa.Table:
        """The rows of a query."""
        return self._session.sql(query).toArrow()

    def outcome(self, names: Iterable[str]) -> duckdb.DuckDBPyConnection:
        """Views over the tables' files; a view of the projection is one here too, by the same text."""
        for name, files in self._files.items():
            self._con.read_parquet([str(path) for path in files]).create_view(name)
        for name in names:
            if name not in self._files:
                self._con.execute(f"CREATE VIEW {name} AS {self._queries[name]}")
        return self._con
