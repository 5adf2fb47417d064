"""How the command line writes answers: tables for people, JSON, JSON lines, CSV, XLSX.

Cells of csv and xlsx that begin with = + - @ are neutralised: a spreadsheet would run them.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from api.errors import UsageError
from graph.cells import safe_text

Item = Mapping[str, Any]
Row = Callable[[Any], Item | list[Item]]
"""The row, or the rows, that people read of an item."""
WIDEST_CELL = 48


class Format(StrEnum):
    """Formats of a list."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    xlsx = "xlsx"


LONG_JSON: Final = 1 << 16
"""Characters from which an answer is indented by pydantic's writer: json indents in Python, a second for 20 MB."""


@dataclass(frozen=True)
class Output:
    """Where and how one command writes."""

    format: Format = Format.table
    path: Path | None = None


def plain(value: Any) -> Any:
    """A value as JSON can hold it; amounts as numbers, dates as ISO text."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")


def as_json(answer: Any, *, indent: int | None = 2) -> str:
    """An answer as JSON text; a number that is none is refused rather than written as NaN."""
    text = json.dumps(answer, ensure_ascii=False, default=plain, allow_nan=False)
    if indent is None:
        return text
    if len(text) < LONG_JSON:
        return json.dumps(answer, ensure_ascii=False, indent=indent, default=plain)
    from pydantic_core import from_json, to_json

    return to_json(from_json(text), indent=indent).decode()


def cell_text(value: Any) -> str:
    """A value as one cell of text: names of things, lists joined."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    if isinstance(value, Mapping):
        return cell_text(value.get("name", value.get("id", "")))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "；".join(cell_text(part) for part in value).replace("。；", "；")
    return str(value)


def _raw(value: Any) -> Any:
    """A value for csv and xlsx: numbers stay numbers, text that looks like a formula is neutralised."""
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, Decimal):
        return float(value)
    return safe_text(cell_text(value))


def _csv(items: Sequence[Item], columns: Sequence[str]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_raw(item.get(column)) for column in columns] for item in items)
    return buffer.getvalue()


def _xlsx(items: Sequence[Item], columns: Sequence[str]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.append(list(columns))
    for item in items:
        sheet.append([_raw(item.get(column)) for column in columns])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def width(text: str) -> int:
    """Columns a text takes on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shorten(text: str, most: int = WIDEST_CELL) -> str:
    """A text cut to `most` columns, with … where something is missing."""
    text = " ".join(text.split())
    if width(text) <= most:
        return text
    while width(text) > most - 1:
        text = text[:-1]
    return f"{text}…"


def text_table(items: Sequence[Item], columns: Mapping[str, str]) -> str:
    """Items as an aligned table with Chinese headings; `columns` maps key to heading."""
    rows = [list(columns.values())]
    rows += [[shorten(cell_text(item.get(key))) for key in columns] for item in items]
    widths = [max(width(row[i]) for row in rows) for i in range(len(columns))]
    lines = ["  ".join(c + " " * (w - width(c)) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * w for w in widths))
    return "\n".join(lines)


def write(content: str | bytes, path: Path | None) -> None:
    """Write to a file, or to standard output."""
    if path is not None:
        try:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        except OSError as error:
            raise UsageError(f"--output {path}: can't be written: {error.strerror or error}") from error
        sys.stderr.write(f"已写入 {path}\n")
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content if content.endswith("\n") else f"{content}\n")


def emit(
    answer: Mapping[str, Any], output: Output, columns: Mapping[str, str], *, before: str = "", after: str = ""
) -> None:
    """Write a list answer (`items`, `basis`) in the format the user asked for; `before` and `after` frame the table."""
    items: Sequence[Item] = answer["items"]
    if output.format is Format.json:
        write(as_json(answer), output.path)
    elif output.format is Format.jsonl:
        write("".join(as_json(item, indent=None) + "\n" for item in items), output.path)
    elif output.format is Format.csv:
        write(_csv(items, list(columns)), output.path)
    elif output.format is Format.xlsx:
        write(_xlsx(items, list(columns)), output.path)
    else:
        table = text_table(items, columns) if items else "（没有结果）"
        total = answer.get("total", len(items))
        more = f"\n（共 {total} 条，显示 {len(items)} 条）" if total > len(items) else ""
        notes = "".join(f"\n注意：{warning}" for warning in answer.get("basis", {}).get("warnings", ()))
        write(f"{before}{table}{more}{notes}{after}", output.path)


def emit_rows(
    answer: Mapping[str, Any],
    output: Output,
    columns: Mapping[str, str],
    row: Row,
    *,
    before: str = "",
    after: str = "",
) -> None:
    """Write a list answer whose items people read as flat rows in words; JSON and JSON lines hold the items themselves."""
    if output.format not in (Format.json, Format.jsonl):
        rows: list[Item] = []
        for item in answer["items"]:
            made = row(item)
            rows += made if isinstance(made, list) else [made]
        left_out = answer.get("total", len(answer["items"])) - len(answer["items"])
        answer = {**answer, "items": rows, "total": len(rows) + left_out}
    emit(answer, output, columns, before=before, after=after)
