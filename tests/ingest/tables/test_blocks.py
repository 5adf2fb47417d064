"""Lines read many at once give the records that are read one by one."""

import io
import random
from collections.abc import Iterator

import pytest

from ingest.tables import DEFAULT_LIMITS, Record, TableTooLarge, delimited, read_table
from ingest.tables.blocks import Block, read_block
from ingest.tables.delimited import read_pieces, read_records
from ingest.tables.limits import TableLimits

LINES = [
    "甲公司,青岛,1",
    '"乙公司","市南区,香港中路","2"',
    '丙公司,"说""明",3',
    '丁公司,"",',
    ",,",
    "",
    ' "戊",b,c',
    'a"b,c,d',
    '己公司,"开着,3',
    '庚公司,"两\n行",3',
    '"辛"x,b,c',
    "壬公司,b",
    "癸公司,b,c,d",
    "名称,地址,数",
    "  ,b,c",
    "\ufeff子,b,c",
    "丑\u2028寅\x85,b\x0b\x0c\x1c,c",
]


def pieces(text: str, delimiter: str = ",") -> list[Record | Block]:
    return list(read_pieces(io.StringIO(text, newline=""), delimiter, "a.csv", DEFAULT_LIMITS))


def singly(found: list[Record | Block]) -> Iterator[Record]:
    for piece in found:
        yield from (piece.records() if isinstance(piece, Block) else (piece,))


@pytest.fixture(autouse=True)
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of some lines behind the 31st record."""
    monkeypatch.setattr(delimited, "ONE_BY_ONE", 1)
    monkeypatch.setattr(delimited, "BLOCK_CHARACTERS", 12)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("dirty", [0.02, 0.1, 0.5])
def test_blocks_give_the_records_that_come_one_by_one(end: str, dirty: float) -> None:
    chance = random.Random(11)
    blocks = 0
    for _ in range(60):
        lines = ["甲,乙,丙"] * 31
        lines += [chance.choice(LINES) if chance.random() < dirty else chance.choice(LINES[:4]) for _ in range(60)]
        text = end.join(lines) + end * chance.randrange(2)
        found = pieces(text)
        blocks += sum(isinstance(piece, Block) for piece in found)
        assert list(singly(found)) == list(read_records(io.StringIO(text, newline=""), ",", "a.csv", DEFAULT_LIMITS))
    assert blocks > 20


def test_first_records_come_one_by_one() -> None:
    found = pieces("甲,乙\n" * 40)
    assert [type(piece) for piece in found] == [Record] * 31 + [Block] * 3
    assert isinstance(found[31], Block) and found[31].number == 32


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_may_be_read_otherwise_is_not_read_at_once(line: str) -> None:
    columns = read_block([line + "\n", "子,丑,寅\n"], ",", 3)
    if columns is None:
        assert line not in LINES[:5]
        return
    assert line not in LINES[6:11]
    [record, _] = Block(1, columns).records()
    assert [record] == list(read_records([line], ",", "a.csv", DEFAULT_LIMITS))


@pytest.mark.parametrize("line", ["\0,b,c\n", "长" * 131_073 + ",b,c\n"])
def test_what_csv_refuses_is_not_read_at_once(line: str) -> None:
    assert read_block([line], ",", 3) is None
    assert read_block(["a,b,c\n"], "，", 3) is None


def test_blank_rows_and_headers_inside_a_block_are_seen() -> None:
    rows = ["名称,地址,数", *["甲,b,c"] * 40, ",,", *["丁,b,c"] * 9, "名称,地址,数", "乙,b,c", " ,b,c", *["丙,b,c"] * 9]
    data = "\n".join(rows).encode()
    one, many = (read_table(data, "a.csv", blocks=blocks).sheets[0] for blocks in (False, True))
    found = list(many.pieces)
    assert sum(isinstance(piece, Block) for piece in found) > 3
    assert list(singly(found)) == list(one.records)
    assert [r.problem.code for r in singly(found) if r.problem] == ["repeated_header"]


def test_rows_of_blocks_count_against_the_limit() -> None:
    data = ("名称,地址\n" + "甲,乙\n" * 50).encode()
    with pytest.raises(TableTooLarge, match="more than 45 rows"):
        list(read_table(data, "a.csv", blocks=True, limits=TableLimits(rows=45)).sheets[0].pieces)
