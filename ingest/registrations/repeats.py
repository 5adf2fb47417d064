"""Rows that repeat a company of the same file (重复行)."""

from __future__ import annotations

from array import array

import pyarrow as pa
import pyarrow.compute as pc

from ingest.registrations.codes import plain_code
from ingest.registrations.options import Layout
from ingest.tables.cells import is_empty
from schema.ids import is_credit_code, normal_name


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
        self._first: dict[str, tuple[int, str | None, str, int]] = {}

    def look(self, number: int, cells: list[str], layout: Layout) -> tuple[str | None, str | None]:
        """Reason and message if the row repeats an earlier one, else (None, None) and it is remembered."""
        name_at, code_at = layout.fields["name"], layout.column("credit_code")
        name = cells[name_at].strip()
        if is_empty(name):
            return None, None
        code = plain_code(cells[code_at]) if code_at >= 0 else ""
        key = code if len(code) == 18 else "=" + normal_name(name)
        first = self._first.get(key)
        if first is None:
            self._first[key] = (number, layout.sheet, name, hash(tuple(cells)))
            return None, None
        if len(code) == 18 and not is_credit_code(code):
            return None, None
        where = f"record {first[0]}" + (f" of sheet {first[1]}" if first[1] else "")
        same_name = first[2] == name or normal_name(first[2]) == normal_name(name)
        if not same_name:
            return "code_conflict", (
                f"record {number}: the credit code {code} stands at {where} with another name ({first[2]}); "
                "correct one of them"
            )
        if first[3] == hash(tuple(cells)):
            return "duplicate_row", f"record {number}: the same as {where}"
        if len(code) == 18:
            return "code_conflict", (
                f"record {number}: {name} with the credit code {code} stands at {where} with other details; "
                "keep the row that is right"
            )
        return "name_conflict", (
            f"record {number}: {name} stands at {where} with other details, and there is no credit code to "
            "tell two companies apart; add the code"
        )
