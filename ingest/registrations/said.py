"""What the rows of a batch say, field by field (行内各字段).

Whole columns in Arrow, since a call for each cell would cost more than all the reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.registrations.options import Layout
from ingest.tables.cells import EMPTY

# A cell says nothing in any case of its letters.
_EMPTY: Final = pa.array(
    sorted({"".join(letters) for word in EMPTY for letters in product(*((c.lower(), c) for c in word))}), pa.string()
)


class Said:
    """Fields of the rows of a batch, without blanks around them; null or empty where a cell says nothing.

    A row with more or fewer cells than the header says nothing at all.
    """

    def __init__(self, cells: pa.ListArray, layout: Layout) -> None:
        self._layout = layout
        self._width = len(layout.header)
        self._whole = pc.equal(pc.list_value_length(cells), self._width).to_numpy(zero_copy_only=False)
        self._cells = cells.flatten() if self._whole.all() else cells.filter(pa.array(self._whole)).flatten()
        self._columns: dict[str, pa.StringArray] = {}
        self._kept: pa.Array | None = None

    def has(self, field: str) -> bool:
        """Whether the table has a column for the field."""
        return self._layout.column(field) >= 0

    def column(self, field: str) -> pa.StringArray:
        """The field in every row; null where nothing is said."""
        if field not in self._columns:
            column = self._read(self._layout.column(field))
            self._columns[field] = column if self._kept is None else column.filter(self._kept)
        return self._columns[field]

    def texts(self, field: str) -> list[str]:
        """The field in every row; empty where nothing is said."""
        return text_list(self.column(field))

    def keep(self, rows: pa.BooleanArray) -> None:
        """From now on only these rows."""
        self._kept = rows
        self._columns = {field: column.filter(rows) for field, column in self._columns.items()}

    def _read(self, at: int) -> pa.StringArray:
        if at < 0:
            return pa.nulls(len(self._whole), pa.string())
        column = self._cells.take(pa.array(np.arange(at, len(self._cells), self._width)))
        column = pc.utf8_trim_whitespace(column)
        column = pc.if_else(pc.is_in(column, _EMPTY), pa.scalar(None, pa.string()), column)
        if self._whole.all():
            return column
        places = np.where(self._whole, np.cumsum(self._whole) - 1, -1)
        return column.take(pa.array(places, mask=~self._whole))


class Different:
    """A column of text whose different cells are looked at once each.

    `texts` are the different cells, `rows` in how many rows each stands.
    """

    def __init__(self, column: pa.StringArray) -> None:
        encoded = column.dictionary_encode()
        self._places = encoded.indices
        self.texts: list[str] = encoded.dictionary.to_pylist()
        said = encoded.indices.drop_null().to_numpy()
        self.rows: list[int] = np.bincount(said, minlength=len(self.texts)).tolist()

    def spread(self, values: Sequence[Any], kind: pa.DataType) -> pa.Array:
        """One value for each of `texts` as a column over all rows; null where the cell says nothing."""
        return pa.array(values, kind).take(self._places)


def text_list(column: pa.StringArray) -> list[str]:
    """A column as a list; empty text for null."""
    texts: list[str] = column.fill_null("").to_numpy(zero_copy_only=False).tolist()
    return texts
