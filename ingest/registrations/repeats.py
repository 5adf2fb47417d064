"""Rows that repeat a company of the same file (重复行)."""

from __future__ import annotations

from array import array
from typing import Final

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
        codes = said.column("credit_code")
        problems, messages = batch.column("problem").to_pylist(), batch.column("message").to_pylist()
        columns = (
            batch.column("row").to_pylist(),
            said.texts("name"),
            text_list(codes),
            clean_codes(codes).tolist(),
            text_list(pc.binary_join(batch.column("cells"), "\x1f")),
        )
        for i, (number, name, code, clean, cells) in enumerate(zip(*columns, strict=True)):
            if name and problems[i] is None:
                code = code if clean else plain_code(code)
                key = code if len(code) == _LENGTH else "=" + normal_name(name)
                row = (number, layout.sheet, name, hash(cells))
                first = self._first.setdefault(key, row)
                if first is not row:
                    problems[i], messages[i] = self._repeat(first, row, code)
        arrays = [pa.array(column, pa.string()) for column in (problems, messages)]
        return pa.RecordBatch.from_arrays([*batch.columns[:2], *arrays], schema=batch.schema)

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
