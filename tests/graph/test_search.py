"""Search: names and aliases by any part of them, with ASCII signs, in any width and case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.projection import ProjectionInputs
from graph.search import SearchIndex, build_search
from schema.ids import normal_name

NAMES = {
    "a": "青岛示例(集团)有限公司",
    "b": "示例-C++工作室 A&B",
    "c": "青岛海示例",
    "d": 'say "x" OR y',
    "e": "甲",
}
ALIASES = {"c": ["海示例"]}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    (tmp_path / "tables").mkdir()
    table = pa.table(
        {"id": list(NAMES), "name": list(NAMES.values()), "aliases": [ALIASES.get(one) for one in NAMES]},
        schema=pa.schema([("id", pa.string()), ("name", pa.string()), ("aliases", pa.list_(pa.string()))]),
    )
    pq.write_table(table, tmp_path / "tables" / "node_Company.parquet")
    inputs = ProjectionInputs((), (), {}, "", "", pa.table({}), (), "")
    build_search(tmp_path, inputs)
    opened = SearchIndex(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "words",
    ["示例", "例(集", "（集团）", "例-c", "c++", "++工", "室 a&b", "A&B", "岛海", "海示例", 'y "x"', "or", '"', "甲", "(", "没有", "C+工"],
)  # fmt: skip
def test_a_part_of_a_name_finds_just_the_names_that_hold_it(index: SearchIndex, words: str) -> None:
    wanted = {
        one
        for one, name in NAMES.items()
        if any(normal_name(words) in normal_name(form) for form in (name, *ALIASES.get(one, ())))
    }
    assert {hit.id for hit in index.names(words)} == wanted


def test_whole_names_come_first_and_ids_are_names(index: SearchIndex) -> None:
    assert [hit.id for hit in index.names("海示例")] == ["c"]
    assert [(hit.id, hit.exact) for hit in index.exact("Ｃ++") + index.exact("e")] == [("e", True)]
