"""Indexes over a table, against hand-worked numbers and against the `ecomplexity` package."""

from __future__ import annotations

import importlib
import math
import os
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.analysis.complexity_indexes import Complexity, Indexes, Undetermined

Floats = NDArray[np.float64]

# Zones A, B, C × links x, y, z. Row sums 8, 8, 4; column sums 4, 8, 8; total 20.
SMALL = np.array([[4.0, 4.0, 0.0], [0.0, 4.0, 4.0], [0.0, 0.0, 4.0]])
R5 = math.sqrt(5)


def random_table(rows: int, columns: int, seed: int) -> Floats:
    """Counts as of companies: mostly small, some large, none of the rows and columns empty."""
    random = np.random.default_rng(seed)
    table = np.floor(random.gamma(0.4, 8, (rows, columns)))
    table[:, table.sum(axis=0) == 0] = 1
    table[table.sum(axis=1) == 0] = 1
    return table


def test_a_small_table_by_hand() -> None:
    found = Indexes(SMALL)
    # A on x: (4 / 8) / (4 / 20).
    assert found.location_quotient == pytest.approx(np.array([[2.5, 1.25, 0], [0, 1.25, 1.25], [0, 0, 2.5]]))
    assert found.diversity.tolist() == [2, 2, 1]
    assert found.ubiquity.tolist() == [1, 2, 2]
    # x and y are present together in A; the larger of their ubiquities is 2.
    assert found.proximity.tolist() == [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    # A on z: only y is near (0.5), of z's 1.5 in all. C on y: z (0.5) of 2.
    assert found.density == pytest.approx(np.array([[1, 0.75, 1 / 3], [1 / 3, 0.75, 1], [0, 0.25, 2 / 3]]))
    # Without the link itself: A on y has x (0.5) of x and z (1).
    assert found.relatedness == pytest.approx(np.array([[1, 0.5, 1], [1, 0.5, 1], [0, 0.5, 0]]))


def test_complexity_of_the_small_table_by_hand() -> None:
    # M~ = [[3/4, 1/4, 0], [1/4, 1/2, 1/4], [0, 1/2, 1/2]]; 1 is an eigenvalue, the others are the roots of
    # t² - 3t/4 + 1/16, of which (3 + √5) / 8 is the second largest. Its vector is (1 + √5, 1 - √5, -4) / 4:
    # A, of two links, one of them its own, is above C, of one common link.
    rows = np.array([1 + R5, 1 - R5, -4]) / 4
    # A column is the mean of its rows over the eigenvalue: x of A alone, y of A and B, z of B and C.
    columns = np.array([rows[0], (rows[0] + rows[1]) / 2, (rows[1] + rows[2]) / 2]) * 8 / (3 + R5)
    mean = rows.sum() / 3
    deviation = math.sqrt(((rows - mean) ** 2).sum() / 3)
    made = Indexes(SMALL).complexity
    assert isinstance(made, Complexity)
    assert made.rows == pytest.approx((rows - mean) / deviation, abs=1e-12)
    assert made.columns == pytest.approx((columns - mean) / deviation, abs=1e-12)


@pytest.mark.parametrize(("rows", "columns"), [(7, 40), (40, 7), (30, 60), (12, 12)])
def test_equal_to_the_package_ecomplexity(rows: int, columns: int) -> None:
    try:
        ecomplexity = importlib.import_module("ecomplexity").ecomplexity
    except ImportError:
        if "SCENARIOGRAPH_TEST_SERVERS" in os.environ:  # .ci/run, which installs every test requirement
            raise
        pytest.skip("ecomplexity is not installed: run `make test`, which installs the test requirements")
    import pandas as pd

    table = random_table(rows, columns, seed=rows)
    records = [(2026, f"r{i:03}", f"c{j:03}", table[i, j]) for i in range(rows) for j in range(columns)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        given = ecomplexity(
            pd.DataFrame(records, columns=["year", "zone", "link", "companies"]),
            {"time": "year", "loc": "zone", "prod": "link", "val": "companies"},
            check_logsupermodularity=False,
            verbose=False,
        ).sort_values(["zone", "link"])
    expected = {name: given[name].to_numpy().reshape(rows, columns) for name in given.columns[4:]}
    found = Indexes(table)
    made = found.complexity
    assert isinstance(made, Complexity)
    assert found.outlook is not None
    for name, mine in {
        "rca": found.location_quotient,
        "mcp": found.present,
        "diversity": found.diversity[:, None],
        "ubiquity": found.ubiquity[None, :],
        "density": found.density,
        "eci": made.rows[:, None],
        "pci": made.columns[None, :],
        "coi": found.outlook[0][:, None],
        "cog": found.outlook[1],
    }.items():
        assert np.abs(expected[name] - mine).max() <= 1e-9, name


def test_proximity_is_the_smaller_of_two_conditional_shares() -> None:
    # phi[c, d] is the smaller of the two conditional shares, counted here pair by pair.
    found = Indexes(random_table(9, 14, seed=3))
    present = found.present
    for c in range(14):
        for d in range(14):
            both = sum(1 for r in range(9) if present[r, c] and present[r, d])
            assert found.proximity[c, d] == min(both / present[:, c].sum(), both / present[:, d].sum())


def test_a_row_is_the_mean_of_the_columns_present_in_it() -> None:
    found = Indexes(random_table(20, 50, seed=5))
    made = found.complexity
    assert isinstance(made, Complexity)
    for row in range(20):
        assert made.columns[found.present[row]].mean() == pytest.approx(made.rows[row], abs=1e-9)
    assert made.rows.mean() == pytest.approx(0, abs=1e-12)
    assert made.rows.std() == pytest.approx(1)
    assert np.corrcoef(made.rows, found.diversity)[0, 1] > 0


def test_double_counts_change_nothing() -> None:
    table = random_table(8, 30, seed=7)
    one, two = Indexes(table), Indexes(2 * table)
    assert np.array_equal(one.location_quotient, two.location_quotient)
    assert np.array_equal(one.density, two.density)
    assert isinstance(one.complexity, Complexity)
    assert isinstance(two.complexity, Complexity)
    assert np.array_equal(one.complexity.rows, two.complexity.rows)


def test_another_order_changes_nothing_but_the_order() -> None:
    table = random_table(8, 30, seed=8)
    random = np.random.default_rng(0)
    rows, columns = random.permutation(8), random.permutation(30)
    one, two = Indexes(table), Indexes(table[np.ix_(rows, columns)])
    assert np.array_equal(one.location_quotient[np.ix_(rows, columns)], two.location_quotient)
    assert one.density[np.ix_(rows, columns)] == pytest.approx(two.density, abs=1e-12)
    assert isinstance(one.complexity, Complexity)
    assert isinstance(two.complexity, Complexity)
    assert one.complexity.rows[rows] == pytest.approx(two.complexity.rows, abs=1e-9)
    assert one.complexity.columns[columns] == pytest.approx(two.complexity.columns, abs=1e-9)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ([[3, 1, 2]], Undetermined.too_small),
        ([[3], [1], [2]], Undetermined.too_small),
        ([[7, 7, 7], [7, 7, 7], [7, 7, 7]], Undetermined.all_alike),
        # Two zones with links of their own: no zone links the halves.
        ([[5, 5, 0, 0], [5, 1, 0, 0], [0, 0, 5, 1], [0, 0, 1, 5]], Undetermined.apart),
        # A ring: turning it by one gives the same table, so no end is the higher one.
        ([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]], Undetermined.tied),
        # Two zones that mirror each other.
        ([[4, 2, 1], [1, 2, 4]], Undetermined.no_direction),
    ],
)
def test_where_there_is_no_one_answer_it_says_why(table: list[list[float]], why: Undetermined) -> None:
    found = Indexes(np.array(table, dtype=float))
    assert found.complexity is why
    assert found.outlook is None
    assert np.isfinite(found.location_quotient).all()
    assert np.isfinite(found.density).all()


@pytest.mark.parametrize("size", [1, 3, 7, 10, 49])
def test_equal_shares_are_present_everywhere(size: int) -> None:
    # Rows in proportion to each other: every quotient is 1 in theory, and must be so in floating point.
    table = np.outer(np.arange(1, size + 1), np.arange(3, 3 + 61 - size)).astype(float)
    found = Indexes(table)
    assert found.present.all()
    assert found.location_quotient.min() == found.location_quotient.max() == 1


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 6).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 9), min_size=columns, max_size=columns).filter(any), min_size=1, max_size=6
        )
    )
)
def test_no_table_of_counts_gives_a_number_that_is_none(counts: list[list[int]]) -> None:
    table = np.array(counts, dtype=float)
    table = table[:, table.sum(axis=0) > 0]
    with np.errstate(all="raise"):
        found = Indexes(table)
        assert found.diversity.min() >= 1
        assert found.ubiquity.min() >= 1
        for values in (found.location_quotient, found.density, found.proximity):
            assert np.isfinite(values).all()
        if isinstance(found.complexity, Complexity):
            assert np.isfinite(found.complexity.rows).all()
            assert np.isfinite(found.complexity.columns).all()
            assert found.outlook is not None
            assert all(np.isfinite(values).all() for values in found.outlook)
