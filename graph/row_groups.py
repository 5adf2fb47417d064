"""A few rows of a large Parquet file, reading only the row groups that may hold them (行组)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

T = TypeVar("T", str, int)


class RowGroups:
    """Where the values of one column of a Parquet file stand; read once, for a file that is asked again and again.

    Worth it where the file is sorted by that column. A filter of pyarrow's compares each group with each value.
    """

    def __init__(self, path: Path, column: str) -> None:
        self._path, self._column = path, column
        with pq.ParquetFile(path) as file:
            self._metadata = file.metadata
            place = file.schema_arrow.get_field_index(column)
            self._type = file.schema_arrow.field(column).type
        known = [
            self._metadata.row_group(group).column(place).statistics for group in range(self._metadata.num_row_groups)
        ]
        self._all = any(one is None or not one.has_min_max for one in known)
        """Some group does not say what it holds, so that any may hold any value."""
        self._least, self._most = ([], []) if self._all else ([one.min for one in known], [one.max for one in known])
        self._sorted = all(a <= b for ends in (self._least, self._most) for a, b in pairwise(ends))

    def _holding(self, values: Sequence[T]) -> list[int]:
        """Groups that may hold some of the values, which are in order."""
        if self._all:
            return list(range(self._metadata.num_row_groups))
        if self._sorted:
            spans = (range(bisect_left(self._most, v), bisect_right(self._least, v)) for v in values)
            return sorted({group for span in spans for group in span})

        def may_hold(least: T, most: T) -> bool:
            first = bisect_left(values, least)
            return first < len(values) and values[first] <= most

        return [group for group, ends in enumerate(zip(self._least, self._most, strict=True)) if may_hold(*ends)]

    def rows(self, wanted: Iterable[T]) -> pa.Table:
        """Rows whose column, of text or whole numbers, is one of `wanted`; in the order of the file."""
        values = sorted(set(wanted))
        with pq.ParquetFile(self._path, metadata=self._metadata) as file:
            table = file.read_row_groups(self._holding(values))
        return table.filter(pc.is_in(table.column(self._column), value_set=pa.array(values, self._type)))
