"""A sheet's records cut into batches for the row work (分批)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from ingest.registrations.work import BATCH_SCHEMA
from ingest.tables import Record
from ingest.tables.blocks import Block


def cut(pieces: Iterable[Record | Block], kept: Sequence[int], width: int, chunk_rows: int) -> Iterator[pa.RecordBatch]:
    """Batches of `chunk_rows` rows, the last of fewer, with the columns of `BATCH_SCHEMA`.

    `kept` are the columns of the `width` ones that are kept, in their order.
    """
    parts: list[pa.RecordBatch] = []
    records: list[Record] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, Record):
            records.append(piece)
            size += 1
        else:
            parts += [_of_records(records, kept, width), _of_block(piece, kept)]
            records = []
            size += piece.columns.num_rows
        if size >= chunk_rows:
            whole = pa.concat_batches([*parts, _of_records(records, kept, width)])
            while size >= chunk_rows:
                yield whole[:chunk_rows]
                whole = whole[chunk_rows:]
                size -= chunk_rows
            parts, records = [whole], []
    if size:
        yield pa.concat_batches([*parts, _of_records(records, kept, width)])


def _of_records(records: Sequence[Record], kept: Sequence[int], width: int) -> pa.RecordBatch:
    whole = len(kept) == width
    rows = [
        # The cells of a record with a problem may have shifted: where the table has columns about persons none is kept.
        (r.number, r.cells if whole else [r.cells[i] for i in kept], None, None)
        if r.problem is None
        else (r.number, r.cells if whole else [], r.problem.code, r.problem.message)
        for r in records
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(BATCH_SCHEMA)
    arrays = [pa.array(column, type=kind.type) for column, kind in zip(columns, BATCH_SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=BATCH_SCHEMA)


def _of_block(block: Block, kept: Sequence[int]) -> pa.RecordBatch:
    columns = [block.columns.column(i).combine_chunks() for i in kept]
    rows, width = block.columns.num_rows, len(kept)
    # Cells stand column by column and are wanted row by row.
    places = np.arange(rows)[:, None] + np.arange(width) * rows
    cells = pa.concat_arrays(columns).take(pa.array(places.ravel()))
    starts = pa.array(np.arange(rows + 1, dtype=np.int32) * width, pa.int32())
    arrays = [
        pa.arange(block.number, block.number + rows),
        pa.ListArray.from_arrays(starts, cells),
        pa.nulls(rows, pa.string()),
        pa.nulls(rows, pa.string()),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=BATCH_SCHEMA)
