"""The function that `mapInArrow` runs, without Spark: it gives what a worker process gives."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyspark.errors import PySparkException

from ingest.errors import IngestError
from ingest.registrations import spark
from ingest.registrations.extract import extract_registrations, scope_placer
from ingest.registrations.options import TableOptions
from ingest.registrations.work import ChunkFacts
from schema.pack_model import Packs
from tests.registers import register, row


class Here:
    """As much of a Spark session as the row work asks for, run in this process: batches in reverse, cut in two."""

    def __init__(self) -> None:
        self.conf = self.read = self.write = self
        self.settings: dict[str, str] = {}
        self.rows: list[pa.RecordBatch] = []

    def set(self, name: str, value: str) -> None:
        self.settings[name] = value

    def schema(self, ddl: str) -> Here:
        assert ddl in (spark.spark_schema(spark.GIVEN), spark.spark_schema(spark.MADE))
        return self

    def mapInArrow(self, task: object, ddl: str) -> Here:
        assert callable(task)
        self.rows = [made for batch in self.rows for made in task(iter([batch]))]
        return self.schema(ddl)

    def parquet(self, uri: str) -> Here:
        folder = Path(uri.removeprefix("file://"))
        if folder.exists():
            paths = sorted(folder.glob("*.parquet"), reverse=True)
            self.rows = [batch for path in paths for batch in pq.read_table(path).to_batches()]
            return self
        folder.mkdir()
        half = len(self.rows) // 2
        for name, part in (("b", self.rows[:half]), ("a", self.rows[half:])):
            pq.write_table(pa.Table.from_batches(part, spark.MADE), folder / f"part-{name}.parquet")
        return self


def test_batches_give_what_worker_processes_give(qingdao: Packs, tmp_path: Path) -> None:
    rows = [row(n, scope=("drone", "none", "ship")[n % 3]) for n in range(1, 60)]
    rows[20] = "合计,,,,,"
    rows[30] = row(3, capital="500万元")
    data = register(rows).encode()
    options = TableOptions("登记", "登记.csv", as_of=dt.date(2026, 1, 2))
    here = extract_registrations(data, options, qingdao, chunk_rows=7)
    runner = spark.spark_runner(Here(), tmp_path / "spool")  # type: ignore[arg-type]
    there = extract_registrations(data, options, qingdao, chunk_rows=7, runner=runner)
    assert there == here
    assert here.set_aside == 2
    assert not (tmp_path / "spool").exists()


def test_a_register_without_rows_asks_nothing_of_spark(qingdao: Packs, tmp_path: Path) -> None:
    runner = spark.spark_runner(Here(), tmp_path / "spool")  # type: ignore[arg-type]
    assert list(runner(iter(()), qingdao, scope_placer)) == []
    assert not (tmp_path / "spool").exists()


def test_what_stops_in_spark_is_said_without_its_stack(qingdao: Packs, tmp_path: Path) -> None:
    class Stopped(Here):
        def mapInArrow(self, task: object, ddl: str) -> Here:
            raise PySparkException("no executor is left\n\tat org.apache.spark.Job")

    runner = spark.spark_runner(Stopped(), tmp_path / "spool")  # type: ignore[arg-type]
    options = TableOptions("登记", "登记.csv")
    with pytest.raises(IngestError, match=r"no executor is left\. Nothing of this file"):
        extract_registrations(register([row(1)]).encode(), options, qingdao, runner=runner)
    assert not (tmp_path / "spool").exists()


def test_sums_and_tables_come_back_as_they_were(tmp_path: Path) -> None:
    table = pa.table({"a": pa.array([1, None], pa.int64())})
    chunk = ChunkFacts({"edges": table, "set_aside": table.slice(0, 0)}, read=3, accepted=2, repaired=1)
    chunk.refused["no_name"] += 1
    pq.write_table(pa.Table.from_batches([spark._made(9, chunk)]), tmp_path / "part.parquet")
    assert list(spark._read(tmp_path)) == [chunk]
