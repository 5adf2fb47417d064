"""What is read over a whole column is what is read cell by cell."""

import random

import pyarrow as pa

from ingest.registrations.codes import clean_codes, read_code
from ingest.registrations.names import normal_names
from ingest.registrations.options import Layout
from ingest.registrations.said import Different, Said
from ingest.tables.cells import EMPTY, is_empty
from schema.ids import CREDIT_CODE_ALPHABET, credit_code_check_character, normal_name

# All planes that hold letters, signs or blanks.
CHARACTERS = [c for c in map(chr, range(0x30000)) if not "\ud800" <= c <= "\udfff"]


def said(rows: list[list[str]], width: int) -> Said:
    layout = Layout(None, tuple("ab"[:width]), {"name": 0, "status": width - 1}, "", False, None)
    return Said(pa.array(rows, pa.list_(pa.string())), layout)


def test_blanks_are_those_of_python() -> None:
    column = said([[f"{c}厂{c}"] for c in CHARACTERS], 1).texts("name")
    assert [c for c, text in zip(CHARACTERS, column, strict=True) if text != f"{c}厂{c}".strip()] == []


def test_a_cell_that_says_nothing_is_null_in_any_case_of_its_letters() -> None:
    cells = [c for word in sorted(EMPTY) for c in (word, word.lower(), word.title(), f" {word}\u3000", word + "公司")]
    column = said([[c] for c in [*cells, *CHARACTERS]], 1).column("name")
    expected = [not is_empty(c) for c in [*cells, *CHARACTERS]]
    assert column.is_valid().to_pylist() == expected
    assert False in expected and True in expected


def test_a_row_of_another_width_says_nothing_and_others_stay_in_place() -> None:
    fields = said([["甲", "存续"], ["乙"], ["丙", "x", "y"], ["丁", ""]], 2)
    assert fields.texts("name") == ["甲", "", "", "丁"]
    assert fields.column("status").to_pylist() == ["存续", None, None, None]
    assert fields.texts("city") == [""] * 4
    fields.keep(pa.array([False, True, False, True]))
    assert fields.texts("name") == ["", "丁"]
    assert fields.texts("status") == ["", ""]


def test_different_cells_are_looked_at_once() -> None:
    cells = Different(pa.array(["万", None, "元", "万"]))
    assert (cells.texts, cells.rows) == (["万", "元"], [2, 1])
    assert cells.spread([4, None], pa.int64()).to_pylist() == [4, None, None, 4]


def test_clean_codes_are_those_that_are_read_as_they_stand() -> None:
    chance = random.Random(7)
    cells: list[str | None] = [None, "", "91", "厂" * 6, "９" * 18, "'91370200MA3C00000X"]
    for _ in range(300):
        code = "".join(chance.choices(CREDIT_CODE_ALPHABET, k=17))
        code += credit_code_check_character(code)
        at = chance.randrange(18)
        broken = code[:at] + chance.choice("0IOSVZa-\x00厂") + code[at + 1 :]
        cells += [code, broken, code.lower(), code + " ", code[:17] + chance.choice(CREDIT_CODE_ALPHABET)]
    for column in (pa.array(cells, pa.string()), pa.array(["x", *cells], pa.string())[1:]):
        readings = [read_code(cell or "") for cell in cells]
        expected = [r.code == c and r.repair is None and r.code != "" for r, c in zip(readings, cells, strict=True)]
        assert clean_codes(column).tolist() == expected
    assert sum(expected) > 300
    assert clean_codes(pa.array([None, "x"], pa.string())).tolist() == [False, False]


def test_normal_names_of_a_column() -> None:
    names = ["青岛 示例（集团）有限公司", "ABC厂", "abc厂", "", *(f"甲{c}(乙" for c in CHARACTERS)]
    assert normal_names(pa.array(names)).to_pylist() == [normal_name(name) for name in names]
