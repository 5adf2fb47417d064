"""A register read in blocks gives the facts of one read record by record."""

import random

import pyarrow as pa
import pytest

from ingest.registrations import TableOptions, extract_registrations
from ingest.registrations.batches import cut
from ingest.tables import Record, delimited
from ingest.tables.blocks import Block
from ingest.tables.model import Problem
from schema.ids import credit_code_check_character
from schema.pack_loader import load_packs

PACKS = load_packs()
HEAD = "企业名称,法定代表人,统一社会信用代码,注册资本,住所"


class Nowhere:
    def place(self, scope: str, name: str, stated_class: str = "") -> list:
        return []


def nowhere(packs):
    return Nowhere()


def line(number: int, name: str = "", place: str = "青岛市市南区") -> str:
    first = f"91370202MA{number:07d}"
    code = first + credit_code_check_character(first)
    return f'{name or f"示例{number}有限公司"},某人{number},{code},"1,{number:03d}(万元人民币)",{place}{number}号'


def register(chance: random.Random, count: int) -> bytes:
    lines = [line(i) for i in range(40)]
    for i in range(40, count):
        lines.append(
            chance.choice(
                [
                    *(line(i),) * 20,
                    line(chance.randrange(i)),  # the same row again
                    line(chance.randrange(i), place="城阳区"),  # the same company with other details
                    line(chance.randrange(i), name="另一有限公司"),  # one code, two names
                    line(i).lower(),
                    f"无码{i % 7}有限公司,某人,,,",
                    "合计,,,500,",
                    ",,,,",
                    '"开着,某人,,,',
                    "少,一格",
                    f"{line(i)},多一格",
                ]
            )
        )
    return "\n".join([HEAD, *lines]).encode()


@pytest.mark.parametrize("chunk", [7, 64, 8_192])
def test_blocks_and_records_give_the_same_facts(chunk, monkeypatch):
    chance = random.Random(chunk)
    for end in (60, 400, 900):
        data = register(chance, end)
        made = []
        for first, block in ((1, 600), (10**9, 600)):
            monkeypatch.setattr(delimited, "ONE_BY_ONE", first)
            monkeypatch.setattr(delimited, "BLOCK_CHARACTERS", block)
            options = TableOptions("register", "登记.csv")
            made.append(extract_registrations(data, options, PACKS, chunk_rows=chunk, placer=nowhere))
        many, one = made
        assert sorted(many.tables) == sorted(one.tables)
        assert all(many.tables[name].equals(one.tables[name]) for name in one.tables)
        assert (many.read, many.accepted, many.reasons, many.info) == (one.read, one.accepted, one.reasons, one.info)
    assert {"duplicate_row", "code_conflict", "total_row", "cell_count"} <= set(one.reasons)
    assert "某人" not in str(many.tables["rows"].to_pylist())


def test_batches_are_cut_by_rows_whatever_the_pieces():
    columns = pa.table({"0": ["丙", "丁", "戊"], "1": ["p", "p", "p"], "2": ["c", "d", "e"]})
    pieces = [
        Record(2, ["甲", "p", "a"]),
        Record(3, ["乙", "p"], Problem("cell_count", "record 3: 2 cells")),
        Block(4, columns),
        Record(7, ["己", "p", "f"]),
    ]
    batches = list(cut(pieces, [0, 2], 3, 2))
    assert [batch.column("row").to_pylist() for batch in batches] == [[2, 3], [4, 5], [6, 7]]
    cells = [["甲", "a"], [], ["丙", "c"], ["丁", "d"], ["戊", "e"], ["己", "f"]]
    assert [row for batch in batches for row in batch.column("cells").to_pylist()] == cells
    assert batches[0].column("problem").to_pylist() == [None, "cell_count"]
    assert list(cut([], [0], 1, 2)) == []
