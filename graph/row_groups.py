"""A few rows of a large Parquet file, reading only the row groups that may hold them (行组)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

T = TypeVar("T", str, int)


def rows_among(path: Path, column: str, wanted: Iterable[T]) -> pa.Table:
    """Rows of `path` whose `column`, of text or whole numbers, is one of `wanted`; in the order of the file.

    Worth it where the file is sorted by that column. A filter of pyarrow's compares each group with each value.
    """
    with pq.ParquetFile(path) as file:
        place = file.schema_arrow.get_field_index(column)
        values = sorted(set(wanted))

        def may_hold(group: int) -> bool:
            known = file.metadata.row_group(group).column(place).statistics
            if known is None or not known.has_min_max:
                return True
            first = bisect_left(values, known.min)
            return first < len(values) and values[first] <= known.max

        groups = [group for group in range(file.metadata.num_row_groups) if may_hold(group)]
        table = file.read_row_groups(groups)
    return table.filter(pc.is_in(table.column(column), value_set=pa.array(values, table.schema.field(column).type)))
