"""The code column of a register: credit codes, old registration numbers, nothing (统一社会信用代码).

What a spreadsheet does to codes is seen: an apostrophe or ="…" around a code is
taken off and noted; a code that became a number (9.137E+17) has lost its last
digits and can't be trusted.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.tables.cells import EMPTY_LENGTH, half_width, is_empty
from schema.ids import CREDIT_CODE_ALPHABET, CREDIT_CODE_WEIGHTS, credit_code_check_character, is_credit_code

_LENGTH: Final = 18
# Registration numbers from before 2015: 15 characters, 13 before 2007; cooperatives have NA inside.
_MARKS: Final = "'\"’‘′`＇=\ufeff\u200b\u200c\u200d\u2060"
_AS_NUMBER = re.compile(r"\d(?:\.\d+)?E\+?\d{2}")
# A spreadsheet keeps 15 digits of a number; those behind become 0.
_ROUNDED = re.compile(r"\d{15}000")
_OLD = re.compile(r"\d{13}|\d{6}[0-9A-Z]{8}[0-9X]")


class CodeReading(NamedTuple):
    """`code` is a good credit code or empty, `old` an old number; `repair` says what was mended.

    `problem` is a message where the cell is no code that can be trusted, `reason` its stable code.
    """

    code: str
    old: str
    repair: str | None
    problem: str | None
    reason: str = "code_check"


_NUMBER: Final = "code_number"
# What a byte counts in a credit code; -1 for those that stand in none.
_VALUES: Final = np.full(256, -1, dtype=np.int32)
_VALUES[list(CREDIT_CODE_ALPHABET.encode())] = np.arange(len(CREDIT_CODE_ALPHABET))
_WEIGHTS: Final = np.array((*CREDIT_CODE_WEIGHTS, 1), dtype=np.int32)
_AS_TEXT: Final = "format the column as text before the codes are put in, and export again"
_NOTHING: Final = CodeReading("", "", None, None)


def plain_code(cell: str) -> str:
    """The cell without blanks and width, in upper case; empty where it says nothing."""
    if len(cell) > EMPTY_LENGTH and cell.isascii() and cell.isalnum():
        return cell.upper()  # nearly every cell, in a tenth of the time
    return "" if is_empty(cell) else half_width(cell).strip(_MARKS).upper()


def read_code(cell: str) -> CodeReading:
    """Read one cell; `problem` is a message where it is no code that can be trusted."""
    if is_empty(cell):
        return _NOTHING
    wide = half_width(cell)
    text = wide.strip(_MARKS)
    code = text.upper()
    repair = (
        "code_marks"
        if text != wide
        else "code_case"
        if code != text
        else "code_width"
        if code != cell.strip()
        else None
    )
    if is_credit_code(code):
        return CodeReading(code, "", repair, None)
    if _OLD.fullmatch(code):
        return CodeReading("", code, repair, None)
    if not code:
        return _NOTHING
    if _AS_NUMBER.fullmatch(code):
        return CodeReading(
            "", "", repair, f"credit code {code} was made a number and has lost digits; {_AS_TEXT}", _NUMBER
        )
    if _ROUNDED.fullmatch(code):
        message = f"credit code {code} ends in 000 as a number of a spreadsheet does, and its check fails; {_AS_TEXT}"
        return CodeReading("", "", repair, message, _NUMBER)
    return CodeReading("", "", repair, _what_is_wrong(code))


def clean_codes(cells: pa.StringArray) -> npt.NDArray[np.bool_]:
    """Which cells are a good credit code and nothing else: what `read_code` would give back as it stands."""
    cells = cells.fill_null("")
    offsets = np.frombuffer(cells.buffers()[1], np.int32)[cells.offset : cells.offset + len(cells) + 1]
    clean: npt.NDArray[np.bool_] = np.diff(offsets) == _LENGTH
    if clean.any():
        content = np.frombuffer(cells.buffers()[2], np.uint8)
        values = _VALUES[content[offsets[:-1][clean, None] + np.arange(_LENGTH)]]
        # C18 = (31 - sum) mod 31, so with the check character the sum is a multiple of 31.
        clean[clean] = (values >= 0).all(axis=1) & (values @ _WEIGHTS % len(CREDIT_CODE_ALPHABET) == 0)
    return clean


def _what_is_wrong(code: str) -> str:
    if len(code) != _LENGTH:
        return f"credit code {code!r} has {len(code)} characters, not {_LENGTH}; correct the code"
    for place, character in enumerate(code, 1):
        if character not in CREDIT_CODE_ALPHABET:
            return f"credit code {code}: character {place} ({character!r}) is not in the alphabet of GB 32100"
    expected = credit_code_check_character(code[:-1])
    return f"credit code {code}: the check character is {code[-1]!r}, {expected!r} expected; correct the code"
