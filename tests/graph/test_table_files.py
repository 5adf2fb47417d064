"""Tables under way: what is held, what lies on disk, and that the bundle is the same."""

from __future__ import annotations

import errno
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.ledger import TableFiles, write_bundle
from graph.ledger import table_files as module


def part(first: int, count: int) -> pa.Table:
    return pa.table(
        {"n": pa.array(range(first, first + count)), "words": [[str(i)] for i in range(first, first + count)]}
    )


@pytest.fixture
def small_groups(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(module, "ROW_GROUP", 10)
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.mark.parametrize("sizes", [[3], [10], [4, 4, 4], [7, 20, 6], [25], [10, 10, 10]])
def test_rows_come_back_in_order_however_they_were_added(sizes: list[int], small_groups: Path, tmp_path: Path) -> None:
    files = TableFiles()
    total = 0
    for size in sizes:
        files.add("t", part(total, size))
        total += size
    files.add("empty", part(0, 0))
    assert files.rows("t") == total
    files.close()
    assert list(files) == ["t"] and len(files) == 1 and files.get("empty") is None
    assert files["t"].equals(part(0, total))
    assert [n for b in files.batches("t", ["n"]) for n in b.column(0).to_pylist()] == list(range(total))
    assert (files.path("t") is None) == (total < 10)
    written = write_bundle(tmp_path, "a" * 32, files)
    plain = write_bundle(tmp_path, "b" * 32, {"t": part(0, total)})
    assert written.tables == plain.tables == {"t": total}
    assert written.read("t").equals(plain.read("t"))  # type: ignore[union-attr]


def test_no_dictionary_is_made_of_what_hardly_repeats(small_groups: Path) -> None:
    rows = {
        "name": [f"青岛样例{i}有限公司" for i in range(20)],
        "status": ["存续"] * 20,
        "cells": [[f"{i}", f"甲{i}"] for i in range(20)],
        "words": [["制造", "研发"]] * 20,
    }
    with closing(TableFiles()) as files:
        files.add("t", pa.table(rows))
    path = files.path("t")
    assert path is not None
    group = pq.ParquetFile(path).metadata.row_group(0)
    columns = [group.column(i) for i in range(group.num_columns)]
    with_dictionary = {c.path_in_schema for c in columns if "RLE_DICTIONARY" in c.encodings}
    assert with_dictionary == {"status", "words.list.element"}
    assert files["t"].to_pydict() == rows


def test_only_the_last_group_is_held_and_files_go_with_their_tables(small_groups: Path) -> None:
    files = TableFiles()
    for first in range(0, 95, 5):
        files.add("t", part(first, 5))
    files.close()
    path = files.path("t")
    assert path is not None and pq.ParquetFile(path).metadata.num_row_groups == 10
    assert files._held["t"] == [] and list(small_groups.iterdir()) == [path.parent]
    del files
    assert list(small_groups.iterdir()) == []


def test_no_space_is_said_and_leaves_no_thread(small_groups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = TableFiles()

    def full(self: object, table: pa.Table, size: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    with pytest.raises(OSError, match="No space left"):
        for first in range(0, 100, 10):
            files.add("t", part(first, 10))
    with pytest.raises(OSError, match="No space left"):
        files.close()
    assert files._pool is None
