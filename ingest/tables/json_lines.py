"""JSON lines: one object a line, its keys the columns (JSON 行)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ingest.tables.errors import TableTooLarge
from ingest.tables.limits import TableLimits
from ingest.tables.model import Problem, Record
from ingest.tables.workbook import cell_text

_BEGINS: Final = ("{", "\ufeff{")


def is_json_line(line: str) -> bool:
    """Whether a line is one JSON object."""
    return line.lstrip().startswith(_BEGINS) and isinstance(_read(line), dict)


def keys_of(lines: Iterable[str], file_name: str, limits: TableLimits) -> list[str]:
    """Every key of the file in the order in which it comes first; the lines are read once for this."""
    keys: dict[str, None] = {}
    for line in lines:
        value = _read(line)
        if isinstance(value, dict):
            keys |= dict.fromkeys(map(str, value))
            if len(keys) > limits.columns:
                raise TableTooLarge(f"{file_name}: more than {limits.columns:,} keys; these are no columns of a table")
    return list(keys)


def read_json_lines(lines: Iterable[str], keys: list[str]) -> Iterator[Record]:
    """Records numbered by lines from 1; a line that is no object is a record with its problem."""
    empty = dict.fromkeys(keys)
    for number, line in enumerate(lines, 1):
        value = _read(line)
        if isinstance(value, dict):
            yield Record(number, [_text(cell) for cell in {**empty, **value}.values()])
        elif line.strip():
            message = f"line {number}: not one JSON object; write each record as one object on one line"
            yield Record(number, [line.rstrip("\r\n")], Problem("not_json", message))


def _read(line: str) -> Any:
    try:
        return json.loads(line, parse_float=_plain, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None


def _plain(number: str) -> str:
    return number.removesuffix(".0")


def _text(value: object) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return cell_text(value)
