"""Parquet files as records, batch by batch (Parquet 表)."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.tables.errors import DamagedTable
from ingest.tables.model import Record
from ingest.tables.unpack import Content
from ingest.tables.workbook import cell_text

_BATCH: Final = 8_192


class ParquetRows:
    """A Parquet file: its columns, how many rows, and its records numbered from 1."""

    def __init__(self, content: Content, file_name: str) -> None:
        self._name = file_name
        self._content = content
        try:
            self._file = pq.ParquetFile(content.path or io.BytesIO(content.read()))
            self.header = [str(name) for name in self._file.schema_arrow.names]
            self.count = int(self._file.metadata.num_rows)
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> DamagedTable:
        return DamagedTable(f"{self._name}: not readable as Parquet ({error}); write or fetch the file again")

    def records(self) -> Iterator[Record]:
        """All records; raises DamagedTable where the file breaks off."""
        number = 0
        try:
            for batch in self._file.iter_batches(_BATCH):
                columns = [_texts(column) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    yield Record(number, list(cells))
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from error


def _texts(column: pa.Array) -> list[str]:
    """A column as text: nulls empty, nested values as JSON, all others as in a workbook."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return [value or "" for value in column.to_pylist()]
    if pa.types.is_timestamp(column.type):
        # Nanoseconds are no Python times; registers know no finer day than the second.
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return [_text(value) for value in column.to_pylist()]


def _text(value: object) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=cell_text)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        value = value.replace(tzinfo=None)
    return cell_text(value)
