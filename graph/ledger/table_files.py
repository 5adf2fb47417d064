"""Tables of a bundle under way: what is more than one row group lies on disk (写到一半的事实包).

A register's facts come batch by batch. Only the last row group of each table is
held; those before it are written as the bundle will have them, beside the
extraction, so that memory does not grow with the file.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

ROW_GROUP: Final = 50_000
_LOOKED_UP: Final = {"rows": 1_000}
"""Tables of which single rows are opened, as evidence: a row group is read whole for one of its rows."""
COMPRESSION: Final = "zstd"
_SAMPLE: Final = 20_000
"""Rows that show whether the values of a column repeat."""
# Row groups that wait for being compressed; reading is never quicker by more than these.
_WAITING: Final = 2


def row_group(name: str) -> int:
    """Rows of a row group of a bundle's table; `ROW_GROUP` is a multiple of it."""
    return _LOOKED_UP.get(name, ROW_GROUP)


class TableFiles(Mapping[str, pa.Table]):
    """Tables by name, added to in pieces; after `finish` they can be read, whole or in batches.

    Reading a table as a whole (`[name]`) takes the memory that it needs; `path` and
    `batches` do not. The files go with this object.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._held: dict[str, list[pa.Table]] = {}
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._rows: Counter[str] = Counter()
        self._writing: list[Future[None]] = []
        self._pool: ThreadPoolExecutor | None = None

    def add(self, name: str, table: pa.Table) -> None:
        """Append rows; raises OSError where there is no space."""
        if not table.num_rows:
            return
        held = self._held.setdefault(name, [])
        held.append(table)
        self._rows[name] += table.num_rows
        if sum(part.num_rows for part in held) >= ROW_GROUP:
            self._write(name, ROW_GROUP)

    def rows(self, name: str) -> int:
        """How many rows a table has so far."""
        return self._rows[name]

    def _write(self, name: str, least: int) -> None:
        """Hand whole row groups (with `least` 1 also the rest) to the writing thread."""
        table = pa.concat_tables(self._held[name])
        writer = self._writer(name, table)
        whole = table.num_rows - table.num_rows % ROW_GROUP if least > 1 else table.num_rows
        self._held[name] = [table.slice(whole)] if whole < table.num_rows else []
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1)
        # One thread: row groups keep their order, and compressing goes on beside the reading.
        part = table.slice(0, whole).combine_chunks()
        self._writing.append(self._pool.submit(writer.write_table, part, row_group(name)))
        while len(self._writing) > _WAITING:
            self._writing.pop(0).result()

    def _writer(self, name: str, first: pa.Table) -> pq.ParquetWriter:
        if name not in self._writers:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="scenariograph-"))
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            self._writers[name] = pq.ParquetWriter(
                self._folder / f"{name}.parquet",
                first.schema,
                compression=COMPRESSION,
                use_dictionary=_repeating(first.slice(0, _SAMPLE)),
            )
        return self._writers[name]

    def finish(self, name: str) -> None:
        """No more rows come: what is on disk becomes readable."""
        writer = self._writers.get(name)
        if writer is None or not writer.is_open:
            return
        if self._held.get(name):
            self._write(name, 1)
        self._settle()
        writer.close()

    def _settle(self) -> None:
        while self._writing:
            self._writing.pop(0).result()

    def close(self) -> None:
        """Finish all tables and end the writing thread; also where an error has ended the work."""
        try:
            for name in list(self._writers):
                self.finish(name)
        finally:
            if self._pool is not None:
                self._pool.shutdown()
                self._pool = None
            for writer in self._writers.values():
                if writer.is_open:
                    writer.close()

    def path(self, name: str) -> Path | None:
        """The file of a finished table, None where it is held in memory."""
        return self._folder / f"{name}.parquet" if self._folder is not None and name in self._writers else None

    def batches(self, name: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Some columns of a finished table, one row group at a time at most."""
        path = self.path(name)
        if path is None:
            if name in self:
                yield from self[name].select(list(columns)).to_batches()
            return
        with pq.ParquetFile(path) as file:
            yield from file.iter_batches(ROW_GROUP, columns=list(columns))

    def __getitem__(self, name: str) -> pa.Table:
        if not self._rows[name]:
            raise KeyError(name)
        path = self.path(name)
        return pa.concat_tables(self._held[name]).combine_chunks() if path is None else pq.read_table(path)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(name for name, count in self._rows.items() if count))

    def __len__(self) -> int:
        return sum(1 for count in self._rows.values() if count)


def _repeating(sample: pa.Table) -> list[str]:
    """The columns whose values repeat: a dictionary of names and addresses is built for nothing, and makes the file larger."""
    found = []
    for column in sample.schema:
        values = sample.column(column.name)
        name = column.name
        if pa.types.is_list(column.type):
            values, name = pc.list_flatten(values), f"{name}.list.element"  # as Parquet names it
        if not pa.types.is_string(values.type) or pc.count_distinct(values).as_py() * 2 < len(values):
            found.append(name)
    return found
