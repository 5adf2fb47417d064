"""The row work on Spark: the batches of the file, each as a worker process would get it, through `mapInArrow`.

A batch travels as one Arrow stream in one cell. So Spark neither takes rows apart nor cuts other
batches, and a task gives the bytes that a worker process here would give.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from graph.engines.spark_session import first_line, spark_errors
from graph.engines.spark_types import read_path, spark_schema, written_path
from ingest.errors import IngestError
from ingest.registrations.extract import RowRunner
from ingest.registrations.options import Layout
from ingest.registrations.pool import PlacerFactory
from ingest.registrations.work import ChunkFacts, RowWork
from schema.pack_model import Packs

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

GIVEN: Final = pa.schema([("number", pa.int64()), ("layout", pa.string()), ("batch", pa.binary())])
MADE: Final = pa.schema([("number", pa.int64()), ("name", pa.string()), ("content", pa.binary())])
SUMS: Final = "sums"
"""Name of the row that holds a batch's counts as JSON; the others hold a table each."""
BATCHES_AT_ONCE: Final = 4
"""Batches, of some 3 MB, that Spark hands to Python together; its default of 10,000 rows would be gigabytes."""
_COUNTERS: Final = ("refused", "repairs", "notes", "sums")
_NUMBERS: Final = ("read", "accepted", "repaired")


def spark_runner(session: SparkSession, folder: Path) -> RowRunner:
    """Row work in `session`; `folder`, which every executor sees under the same path, is made and removed again."""

    def run(
        batches: Iterator[tuple[pa.RecordBatch, Layout]], packs: Packs, placer: PlacerFactory
    ) -> Iterator[ChunkFacts]:
        try:
            given = folder.resolve() / "given"
            given.mkdir(parents=True)
            if not _write(batches, given):
                return
            made = folder.resolve() / "made"
            session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCHES_AT_ONCE))
            rows = session.read.schema(spark_schema(GIVEN)).parquet(read_path(given))
            rows.mapInArrow(_task(packs, placer), spark_schema(MADE)).write.parquet(written_path(made))
            yield from _read(made)
        except spark_errors() as error:
            raise IngestError(
                f"the row work stopped in Spark: {first_line(error)}. Nothing of this file was taken in; look at the "
                "cluster's log and run the command again, or leave out --engine spark"
            ) from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return run


def _write(batches: Iterator[tuple[pa.RecordBatch, Layout]], given: Path) -> int:
    """One file a batch, so that Spark can spread them; returns how many."""
    count = 0
    for count, (batch, layout) in enumerate(batches, start=1):
        row = {"number": [count], "layout": [_layout_text(layout)], "batch": [_stream(pa.Table.from_batches([batch]))]}
        pq.write_table(pa.table(row, schema=GIVEN), given / f"{count:08d}.parquet", compression="zstd")
    return count


def _task(packs: Packs, placer: PlacerFactory) -> Any:
    """The function that `mapInArrow` runs: (number, layout, batch) to the facts of each batch."""

    def facts(given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        work = _row_work(packs, placer)
        for batch in given:
            for number, layout, stream in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                for rows in pa.ipc.open_stream(stream):
                    yield _made(number, work.run(rows, _layout(layout)))

    return facts


_works: dict[str, RowWork] = {}


def _row_work(packs: Packs, placer: PlacerFactory) -> RowWork:
    """The row work of these packs, made once in each of Spark's Python processes."""
    if packs.fingerprint not in _works:
        _works[packs.fingerprint] = RowWork(packs, placer(packs))
    return _works[packs.fingerprint]


def _made(number: int, chunk: ChunkFacts) -> pa.RecordBatch:
    sums = {name: getattr(chunk, name) for name in (*_NUMBERS, *_COUNTERS)}
    cells = {name: _stream(table) for name, table in chunk.tables.items()} | {SUMS: json.dumps(sums).encode()}
    columns = [[number] * len(cells), list(cells), list(cells.values())]
    return pa.RecordBatch.from_arrays([pa.array(c, f.type) for c, f in zip(columns, MADE, strict=True)], schema=MADE)


def _read(made: Path) -> Iterator[ChunkFacts]:
    """What the tasks wrote, in the order of the batches."""
    cells: dict[int, dict[str, bytes]] = {}
    for path in sorted(made.glob("*.parquet")):
        for number, name, content in zip(*(c.to_pylist() for c in pq.read_table(path).columns), strict=True):
            cells.setdefault(number, {})[name] = content
    for number in sorted(cells):
        one = cells.pop(number)
        sums = json.loads(one.pop(SUMS))
        tables = {name: pa.ipc.open_stream(content).read_all() for name, content in one.items()}
        values: dict[str, Any] = {name: sums[name] for name in _NUMBERS}
        yield ChunkFacts(tables, **values | {name: Counter(sums[name]) for name in _COUNTERS})


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def _layout_text(layout: Layout) -> str:
    values = {name: getattr(layout, name) for name in Layout.__slots__}
    return json.dumps(values | {"as_of": layout.as_of.isoformat() if layout.as_of else None}, ensure_ascii=False)


def _layout(text: str) -> Layout:
    values = json.loads(text)
    as_of = dt.date.fromisoformat(values["as_of"]) if values["as_of"] else None
    return Layout(**values | {"header": tuple(values["header"]), "as_of": as_of})
