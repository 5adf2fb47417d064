"""Indexes over a table of rows × columns, such as zones × chain links (复杂度指标).

For a table X of counts or amounts, with row sums, column sums and a total:

location quotient 区位商   LQ = (X[r,c] / row[r]) / (column[c] / total)
    Balassa, B. (1965). Trade liberalisation and "revealed" comparative advantage. The Manchester School 33(2).
presence 有比较优势       M[r,c] = 1 where LQ >= 1
diversity 多样性, ubiquity 普遍性   row and column sums of M
    Hidalgo, C. A., & Hausmann, R. (2009). The building blocks of economic complexity. PNAS 106(26).
proximity 邻近度          phi[c,d] = (rows present in both) / max(ubiquity[c], ubiquity[d])
density 密度              (sum over d of M[r,d] phi[c,d]) / (sum over d of phi[c,d])
    Hidalgo, C. A., Klinger, B., Barabási, A.-L., & Hausmann, R. (2007). The product space conditions the
    development of nations. Science 317(5837). The column itself is among the d, at proximity 1.
relatedness 关联度        as density, without the column itself: what the rest of the row says of it
    Boschma, R., Balland, P.-A., & Kogler, D. F. (2015). Relatedness and technological change in cities.
    Industrial and Corporate Change 24(1).
complexity 复杂度指数      the eigenvector of the second largest eigenvalue of M~ (rows) and its image (columns)
    M~[r,s] = sum over c of M[r,c] M[s,c] / (diversity[r] ubiquity[c])
    Hausmann, R., Hidalgo, C. A., et al. (2014). The Atlas of Economic Complexity. MIT Press.
outlook 前景指数和前景增益  what a row could still get, and what a column would add to that (the same Atlas)

Sign: rows of more diversity score higher (the correlation of index and diversity is positive); where
diversity does not tell, columns of less ubiquity score higher. Normalisation: the row index has mean 0 and
population standard deviation 1; the column index is shifted and scaled with the same two numbers, so that a
row's index is the mean of those of the columns present in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NEAR: Final = 1e-6
"""Eigenvalues nearer than this leave their vectors undetermined at the accuracy that is promised (1e-9)."""


class Undetermined(StrEnum):
    """Why a table has no complexity indexes."""

    too_small = "too_small"
    all_alike = "all_alike"
    apart = "apart"
    tied = "tied"
    no_direction = "no_direction"


@dataclass(frozen=True)
class Complexity:
    """Complexity of rows and columns; `raw` are the same before normalisation, which outlooks start from."""

    rows: Floats
    columns: Floats
    raw_columns: Floats
    deviation: float


def location_quotients(table: Floats) -> Floats:
    """Location quotients of a table whose row and column sums are all above zero."""
    rows, columns = table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True)
    quotients: Floats = (table / rows) / (columns / columns.sum())
    return quotients


@dataclass(frozen=True)
class Indexes:
    """All indexes of one table of whole numbers; its row and column sums must be above zero.

    >>> found = Indexes(np.array([[8.0, 2.0], [2.0, 8.0]]))
    >>> found.location_quotient.tolist()
    [[1.6, 0.4], [0.4, 1.6]]
    """

    table: Floats

    @cached_property
    def location_quotient(self) -> Floats:
        """Rows × columns."""
        return location_quotients(self.table)

    @cached_property
    def present(self) -> NDArray[np.bool_]:
        """Rows × columns. No row or column is empty: the quotients' weighted mean along each is 1.

        Two equal shares of whole numbers are the same fraction rounded once, so a quotient of 1 is just 1.
        """
        return self.location_quotient >= 1

    @cached_property
    def diversity(self) -> NDArray[np.int64]:
        """Columns present, by row."""
        counted: NDArray[np.int64] = np.count_nonzero(self.present, axis=1)
        return counted

    @cached_property
    def ubiquity(self) -> NDArray[np.int64]:
        """Rows present, by column."""
        counted: NDArray[np.int64] = np.count_nonzero(self.present, axis=0)
        return counted

    @cached_property
    def together(self) -> Floats:
        """Columns × columns: rows in which both are present. Whole numbers, so single precision is exact."""
        single = self.present.astype(np.float32)
        return (single.T @ single).astype(np.float64)

    @cached_property
    def proximity(self) -> Floats:
        """Columns × columns, symmetric, 1 on the diagonal."""
        ubiquity = self.ubiquity.astype(np.float64)
        return self.together / np.maximum(ubiquity[:, None], ubiquity[None, :])

    @cached_property
    def _near(self) -> tuple[Floats, Floats]:
        """Proximity to what is present, by row and column; all proximity, by column."""
        return self.present.astype(np.float64) @ self.proximity, self.proximity.sum(axis=0)

    @cached_property
    def density(self) -> Floats:
        """Rows × columns, from 0 to 1."""
        near, every = self._near
        return near / every[None, :]

    @cached_property
    def relatedness(self) -> Floats:
        """Rows × columns, from 0 to 1; NaN in columns that are near to no other."""
        near, every = self._near
        others = np.where(every > 1, every - 1, np.nan)
        related: Floats = (near - self.present) / others[None, :]
        return related

    @cached_property
    def complexity(self) -> Complexity | Undetermined:
        """Complexity of rows and columns, or why there is none."""
        if min(self.table.shape) < 2:
            return Undetermined.too_small
        found = _second_vector(self.present.astype(np.float64), self.diversity, self.ubiquity)
        if isinstance(found, Undetermined):
            return found
        rows, columns = found
        sign = _direction(rows, self.diversity) or -_direction(columns, self.ubiquity)
        if sign == 0:
            return Undetermined.no_direction
        rows, columns = sign * rows, sign * columns
        mean, deviation = float(rows.mean()), float(rows.std())
        return Complexity((rows - mean) / deviation, (columns - mean) / deviation, columns, deviation)

    @cached_property
    def outlook(self) -> tuple[Floats, Floats] | None:
        """Outlook index by row (mean 0, deviation 1) and outlook gain by row and column; None without complexity."""
        made = self.complexity
        if isinstance(made, Undetermined):
            return None
        absent = 1.0 - self.present
        worth = (self.density * absent) @ made.raw_columns
        spread = float(worth.std())
        index = (worth - worth.mean()) / spread if spread > NEAR * made.deviation else np.zeros_like(worth)
        gain = absent * ((absent * (made.raw_columns / self.proximity.sum(axis=1))) @ self.proximity)
        return index, gain / made.deviation


def _second_vector(
    present: Floats, diversity: NDArray[np.int64], ubiquity: NDArray[np.int64]
) -> tuple[Floats, Floats] | Undetermined:
    """Scores of rows and columns, before sign and scale.

    M~ has the eigenvalues of the symmetric matrix A A' with A = M / sqrt(diversity × ubiquity), which is solved
    on the shorter side; an eigenvector of one side gives that of the other by A.
    """
    balanced = present / np.sqrt(np.outer(diversity, ubiquity))
    short = balanced if balanced.shape[0] <= balanced.shape[1] else balanced.T
    values, vectors = np.linalg.eigh(short @ short.T)
    second = float(values[-2])
    third = float(values[-3]) if len(values) > 2 else 0.0
    if second < NEAR:
        return Undetermined.all_alike
    if second > 1 - NEAR:
        return Undetermined.apart
    if second - third < NEAR:
        return Undetermined.tied
    own = vectors[:, -2]
    other = short.T @ own
    rows, columns = (own, other) if short is balanced else (other, own)
    rows = rows / np.sqrt(diversity)
    columns = columns / np.sqrt(ubiquity)
    # The columns' scale is the one at which a row's score is the mean of its columns' scores.
    mean_of_columns = (present @ columns) / diversity
    most = int(np.argmax(np.abs(rows)))
    return rows, columns * (rows[most] / mean_of_columns[most])


def _direction(scores: Floats, sums: NDArray[np.int64]) -> int:
    """Sign of the correlation of scores with row or column sums; 0 where it does not tell."""
    apart, around = scores - scores.mean(), sums - sums.mean()
    length = float(np.sqrt((apart @ apart) * (around @ around)))
    correlation = float(apart @ around) / length if length > 0 else 0.0
    return 0 if abs(correlation) < NEAR else 1 if correlation > 0 else -1
