"""Rows that repeat a company of the same file (重复行)."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import repeat
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.registrations.codes import clean_codes, plain_code
from ingest.registrations.options import Layout
from ingest.registrations.said import Said, text_list
from schema.ids import is_credit_code, normal_name

_LENGTH: Final = 18
_Row = tuple[int, str | None, str, int]


class Names:
    """Counts names that several rows bear; 16 bytes a row, for names are kept as numbers."""

    def __init__(self) -> None:
        self._hashes = array("q")

    def add(self, names: pa.ChunkedArray) -> None:
        """The normal names of some rows."""
        self._hashes.extend(map(hash, names.to_pylist()))

    def shared(self) -> int:
        """Rows whose name another row bears with another code: two companies, or one of the codes is wrong."""
        counts = pc.value_counts(pa.array(self._hashes, pa.int64())).field("counts")
        return int(pc.sum(counts.filter(pc.greater(counts, 1))).as_py() or 0)


class Repeats:
    """Remembers the first row of each company: its record number, sheet, name and a hash of its cells.

    Memory: about 300 bytes a row. A company is known by its credit code, else by
    its name (an old number is no key: it was given anew in 2015).
    """

    def __init__(self, home: str) -> None:
        self._home = home
        self._first: dict[str, _Row] = {}

    def marked(self, batch: pa.RecordBatch, layout: Layout) -> pa.RecordBatch:
        """The batch with reason and message where a row repeats an earlier one; rows with a problem are no rows."""
        said = Said(batch.column("cells"), layout)
        column = said.column("credit_code")
        numbers, names, codes = batch.column("row").to_pylist(), said.texts("name"), text_list(column)
        # As bytes: only their hash is wanted, and text would first be decoded.
        cells = pc.binary_join(batch.column("cells"), "\x1f").fill_null("").cast(pa.binary())
        keys = list(codes)
        for i in np.flatnonzero(~clean_codes(column)).tolist():
            code = codes[i] = plain_code(codes[i])
            keys[i] = code if len(code) == _LENGTH else "=" + normal_name(names[i])
        hashes = map(hash, cells.to_numpy(zero_copy_only=False))
        rows = list(zip(numbers, repeat(layout.sheet), names, hashes, strict=False))
        problems = batch.column("problem")
        if problems.null_count == len(problems) and "" not in names and self._all_new(keys, rows):
            return batch
        reasons, messages = problems.to_pylist(), batch.column("message").to_pylist()
        for i, (key, row, code) in enumerate(zip(keys, rows, codes, strict=True)):
            if names[i] and reasons[i] is None:
                first = self._first.setdefault(key, row)
                if first is not row:
                    reasons[i], messages[i] = self._repeat(first, row, code)
        arrays = [pa.array(column, pa.string()) for column in (reasons, messages)]
        return pa.RecordBatch.from_arrays([*batch.columns[:2], *arrays], schema=batch.schema)

    def _all_new(self, keys: Sequence[str], rows: Sequence[_Row]) -> bool:
        """Whether no row repeats another, as in nearly every batch; then all are remembered at once."""
        new = dict(zip(keys, rows, strict=True))
        if len(new) < len(keys) or not self._first.keys().isdisjoint(new.keys()):
            return False
        self._first.update(new)
        return True

    def _repeat(self, first: _Row, row: _Row, code: str) -> tuple[str | None, str | None]:
        """Reason and message; none where the code is no code that two rows could share."""
        number, _, name, cells = row
        if len(code) == _LENGTH and not is_credit_code(code):
            return None, None
        where = f"record {first[0]}" + (f" of sheet {first[1]}" if first[1] else "")
        same_name = first[2] == name or normal_name(first[2]) == normal_name(name)
        if not same_name:
            return "code_conflict", (
                f"record {number}: the credit code {code} stands at {where} with another name ({first[2]}); "
                "correct one of them"
            )
        if first[3] == cells:
            return "duplicate_row", f"record {number}: the same as {where}"
        if len(code) == _LENGTH:
            return "code_conflict", (
                f"record {number}: {name} with the credit code {code} stands at {where} with other details; "
                "keep the row that is right"
            )
        return "name_conflict", (
            f"record {number}: {name} stands at {where} with other details, and there is no credit code to "
            "tell two companies apart; add the code"
        )
