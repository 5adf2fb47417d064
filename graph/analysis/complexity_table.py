"""The table that complexity is computed from: zones × chain links or cities × industries (复杂度的底表)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from graph.analysis.complexity_indexes import Indexes
from graph.analysis.reference import Reference

Measure = Literal["companies", "capital"]
Level = Literal["district", "functional", "city"]
Of = Literal["link", "industry"]

LEVEL_WORDS: Final = {"district": "区市", "functional": "功能区", "city": "城市"}


@dataclass(frozen=True)
class Named:
    """A row or column: its id, its name and for a link the industry it belongs to."""

    id: str
    name: str
    industry: str = ""


@dataclass(frozen=True)
class Counted:
    """Companies and known capital (CNY) of one cell; None where no capital is known."""

    companies: int
    capital: float | None


@dataclass(frozen=True)
class Table:
    """Rows and columns in order of id, with what each cell counts; absent cells count nobody.

    `kept_rows` and `kept_columns` are those that count anything: the others have no indexes.
    """

    rows: tuple[Named, ...]
    columns: tuple[Named, ...]
    cells: dict[tuple[str, str], Counted]
    measure: Measure

    def counted(self, row: str, column: str) -> Counted:
        """What a cell counts."""
        return self.cells.get((row, column), Counted(0, None))

    @cached_property
    def _values(self) -> NDArray[np.float64]:
        values = np.zeros((len(self.rows), len(self.columns)))
        places = {named.id: place for place, named in enumerate(self.columns)}
        for place, row in enumerate(self.rows):
            for column, number in places.items():
                cell = self.cells.get((row.id, column))
                if cell is not None:
                    # Amounts in fen are whole numbers, whose sums are exact: equal shares stay equal.
                    amount = round((cell.capital or 0.0) * 100)
                    values[place, number] = cell.companies if self.measure == "companies" else amount
        return values

    @cached_property
    def kept_rows(self) -> tuple[Named, ...]:
        """Rows that count anything."""
        return tuple(r for r, kept in zip(self.rows, self._values.sum(axis=1) > 0, strict=True) if kept)

    @cached_property
    def kept_columns(self) -> tuple[Named, ...]:
        """Columns that count anything."""
        return tuple(c for c, kept in zip(self.columns, self._values.sum(axis=0) > 0, strict=True) if kept)

    @cached_property
    def indexes(self) -> Indexes | None:
        """Indexes over the kept rows and columns; None where nothing is counted."""
        values = self._values
        rows, columns = values.sum(axis=1) > 0, values.sum(axis=0) > 0
        return Indexes(values[np.ix_(rows, columns)]) if rows.any() else None


def _zones(reference: Reference, level: Level) -> tuple[Named, ...]:
    home = reference.workspace.home_zone
    if level == "city":
        chosen = [z for z in reference.zones.values() if z.level == "city"]
    else:
        chosen = [z for z in reference.zones.values() if z.level == level and home in reference.within(z.id)]
    return tuple(Named(z.id, z.name) for z in sorted(chosen, key=lambda z: z.id))


def _chain_cells(reference: Reference) -> dict[tuple[str, str], Counted]:
    """Zone × chain from the projection's derived table: a company counts once a chain."""
    path = reference.workspace.tables / "chain_covers.parquet"
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist() if path.exists() else []
    return {
        (r["zone"], r["chain"]): Counted(r["companies"], None if r["capital"] is None else float(r["capital"]))
        for r in rows
    }


def complexity_table(
    reference: Reference, *, level: Level = "district", of: Of = "link", measure: Measure = "companies"
) -> Table:
    """The zones of a level (of the home city; cities are all that were loaded) × links or industries."""
    rows = _zones(reference, level)
    if of == "industry":
        columns = [Named(chain.id, chain.name) for chain in reference.chains.values()]
        cells = _chain_cells(reference)
    else:
        columns = [Named(k.id, k.name, reference.chains[k.chain].name) for k in reference.links.values() if k.placeable]
        cells = {key: Counted(cell.companies, cell.capital) for key, cell in reference.cells.items()}
    columns.sort(key=lambda column: column.id)
    return Table(rows, tuple(columns), cells, measure)
