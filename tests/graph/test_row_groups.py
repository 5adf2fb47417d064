"""Reading a few rows of a Parquet file by their row groups."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.row_groups import RowGroups

WORDS = st.text("ab市é", max_size=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rows")


@settings(max_examples=60, deadline=None)
@given(held=st.lists(WORDS, max_size=30), wanted=st.lists(WORDS, max_size=8), is_sorted=st.booleans())
def test_the_rows_are_those_of_a_full_reading(
    folder: Path, held: list[str], wanted: list[str], is_sorted: bool
) -> None:
    rows = sorted(held) if is_sorted else held
    path = folder / "text.parquet"
    pq.write_table(pa.table({"place": range(len(rows)), "word": pa.array(rows, pa.string())}), path, row_group_size=4)
    expected = [(place, word) for place, word in enumerate(rows) if word in wanted]
    found = RowGroups(path, "word").rows(wanted).to_pylist()
    assert [(row["place"], row["word"]) for row in found] == expected


def test_groups_that_cannot_hold_a_value_are_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "numbers.parquet"
    pq.write_table(pa.table({"row": list(range(100))}), path, row_group_size=10)
    read: list[list[int]] = []
    whole = pq.ParquetFile.read_row_groups
    monkeypatch.setattr(
        pq.ParquetFile, "read_row_groups", lambda file, groups: read.append(groups) or whole(file, groups)
    )
    assert RowGroups(path, "row").rows([5, 71, 200]).column("row").to_pylist() == [5, 71]
    assert read == [[0, 7]]
    # Out of order each group is looked at by itself.
    pq.write_table(pa.table({"row": list(reversed(range(100)))}), path, row_group_size=10)
    assert RowGroups(path, "row").rows([5, 71, 200]).column("row").to_pylist() == [71, 5]
    assert read[1:] == [[2, 9]]


def test_one_value_over_several_groups_is_found_in_each(folder: Path) -> None:
    path = folder / "same.parquet"
    pq.write_table(pa.table({"row": [1, 2, 2, 2, 2, 2, 3]}), path, row_group_size=2)
    groups = RowGroups(path, "row")
    assert groups.rows([2]).num_rows == 5
    assert groups.rows([0, 4]).num_rows == 0


def test_a_file_without_statistics_is_read_whole(folder: Path) -> None:
    path = folder / "plain.parquet"
    pq.write_table(pa.table({"row": [3, 1, 2]}), path, row_group_size=1, write_statistics=False)
    assert RowGroups(path, "row").rows([1, 3]).column("row").to_pylist() == [3, 1]
