"""Reading a file as a table: kind by content, header by meaning, records with their numbers."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from ingest.tables.blocks import Block
from ingest.tables.columns import ColumnMatcher, guess_kind, normal_header
from ingest.tables.content import PARQUET, Encoding, find_encoding, is_workbook, open_text, refuse_binary
from ingest.tables.delimited import read_pieces, read_records
from ingest.tables.errors import EmptyTable, NoNameColumn, TableError, TableTooLarge
from ingest.tables.header import find_header
from ingest.tables.json_lines import is_json_line, keys_of, read_json_lines
from ingest.tables.limits import DEFAULT_LIMITS, TableLimits
from ingest.tables.meaning import is_data_row, understand
from ingest.tables.model import Problem, Record, Sheet, Table
from ingest.tables.parquet import ParquetRows
from ingest.tables.separator import Separator, cut_alike, find_separator
from ingest.tables.unpack import Content, load
from ingest.tables.workbook import Merge, read_sheets
from schema.pack_model import ColumnWords, ContentRow, Packs

_SAMPLE_LINES: Final = 50
_MERGE_ROWS: Final = 100_000
_BLANK_RECORDS: Final = 1_000


def read_table(
    source: bytes | Path,
    file_name: str,
    *,
    columns: Sequence[ColumnWords] = (),
    contents: Sequence[ContentRow] = (),
    table: str | None = None,
    limits: TableLimits = DEFAULT_LIMITS,
    blocks: bool = False,
) -> Table:
    """Read text with any separator, JSON lines, Parquet, .xlsx, .xls or .et, packed or not, as a table.

    With `columns` the header is the row that most header words know (of the kind
    `table`, else of any kind); without them the first row of at least two cells,
    or the first row. With `contents` columns are known by what stands in them as well, and a
    table without a header has the columns 列1, 列2 … Blank records are left out, but counted.
    With `blocks` the pieces of a sheet may be blocks of many records.

    Raises the errors of `ingest.tables.errors`; `NoNameColumn` if `table` is
    given and no sheet has a column for its names.
    """
    content = load(source, file_name, limits)
    kinds = [table] if table else list(dict.fromkeys(row.table for row in columns))
    matchers = [ColumnMatcher(columns, kind) for kind in kinds]
    if is_workbook(content):
        made = _read_workbook(content, file_name, matchers, limits)
    elif content.head.startswith(PARQUET):
        made = _read_parquet(content, file_name, limits)
    else:
        made = _read_text(content, file_name, matchers, limits, blocks)
    if table:
        for sheet in made.sheets:
            _name_columns(sheet, contents, table)
            sheet.guess = understand(sheet, matchers[0], contents)
        _require_names(made, matchers[0])
    return made


def _read_text(
    content: Content, file_name: str, matchers: list[ColumnMatcher], limits: TableLimits, blocks: bool
) -> Table:
    refuse_binary(content, file_name)
    encoding = find_encoding(content, file_name)
    name = "gb18030" if encoding.name == "gb18030" else encoding.name + (" with BOM" if encoding.skip else "")
    sample = _sample(content, encoding, limits)
    first = next((line for line in sample if line.strip()), "")
    if is_json_line(first):
        sheet = _json_sheet(content, encoding, file_name, limits)
        return Table(file_name, name, "", False, encoding.lines + 1, [sheet])
    separator = find_separator(sample)
    pieces = _pieces(content, encoding, separator, file_name, limits, blocks)
    found = read_sheet(None, pieces, (), file_name, matchers, limits)
    if found is None:
        raise EmptyTable(f"{file_name}: no readable row; give a file with a header row and rows")
    return Table(file_name, name, separator.text, False, encoding.lines + 1, [found])


def _pieces(
    content: Content, encoding: Encoding, separator: Separator, file_name: str, limits: TableLimits, blocks: bool
) -> Iterator[Record | Block]:
    """The records of the text; the file is closed with the generator, also where a table is not read to its end."""
    with open_text(content, encoding) as stream:
        lines = separator.lines(stream)
        if encoding.damaged:
            yield from _mark_undecodable(read_records(lines, separator.delimiter, file_name, limits))
        else:
            read = read_pieces if blocks else read_records
            yield from read(lines, separator.delimiter, file_name, limits)


def _lines(content: Content, encoding: Encoding) -> Iterator[str]:
    """The lines of the text; the file is closed with the generator, also where a table is not read to its end."""
    with open_text(content, encoding) as lines:
        yield from lines


def _sample(content: Content, encoding: Encoding, limits: TableLimits) -> list[str]:
    with open_text(content, encoding) as lines:
        return [line[: limits.cell_characters] for line in itertools.islice(lines, _SAMPLE_LINES)]


def _json_sheet(content: Content, encoding: Encoding, file_name: str, limits: TableLimits) -> Sheet:
    with open_text(content, encoding) as lines:
        keys = keys_of(lines, file_name, limits)
    records = read_json_lines(_lines(content, encoding), keys)
    if encoding.damaged:
        records = _mark_undecodable(records)
    return Sheet(None, keys, (1,), "", _body(records, [], len(keys), None, file_name, limits))


def _read_parquet(content: Content, file_name: str, limits: TableLimits) -> Table:
    rows = ParquetRows(content, file_name)
    if len(rows.header) > limits.columns:
        raise TableTooLarge(f"{file_name}: {len(rows.header):,} columns, the limit is {limits.columns:,}")
    if not rows.count:
        raise EmptyTable(f"{file_name}: no row; give a file with rows")
    body = _body(rows.records(), [], len(rows.header), None, file_name, limits)
    return Table(file_name, "", "", False, rows.count, [Sheet(None, rows.header, (1,), "", body)])


def _read_workbook(content: Content, file_name: str, matchers: list[ColumnMatcher], limits: TableLimits) -> Table:
    if content.size > limits.workbook_bytes:
        raise TableTooLarge(
            f"{file_name}: {content.size:,} bytes, the limit of workbooks is {limits.workbook_bytes:,}; save it as .csv"
        )
    found, skipped = read_sheets(content.read(), file_name, limits)
    sheets = []
    for part in found:
        records = (Record(number, cells) for number, cells in enumerate(part.rows, 1))
        sheet = read_sheet(part.name, records, part.merges, file_name, matchers, limits)
        if sheet is not None:
            sheets.append(sheet)
    if not sheets:
        raise EmptyTable(f"{file_name}: no visible sheet with rows; give a sheet with a header row and rows")
    return Table(file_name, "", "", True, sum(part.height for part in found), sheets, skipped)


def _mark_undecodable(records: Iterator[Record]) -> Iterator[Record]:
    for record in records:
        if record.problem is None and any("\ufffd" in cell or "\0" in cell for cell in record.cells):
            message = f"record {record.number}: bytes that do not fit the encoding, or NUL bytes; fix the encoding"
            record = record._replace(problem=Problem("undecodable", message))
        yield record


def read_sheet(
    name: str | None,
    pieces: Iterator[Record | Block],
    merges: tuple[Merge, ...],
    file_name: str,
    matchers: list[ColumnMatcher],
    limits: TableLimits,
) -> Sheet | None:
    """Header, title above it and records of one sheet; `merges` count rows by record numbers from 0."""
    head = _records(pieces, limits.header_search_rows)
    if not any(any(map(str.strip, record.cells)) for record in head):
        head += [r for r in _records(pieces, _BLANK_RECORDS) if any(map(str.strip, r.cells))]
        if not head:
            return None
    header = find_header(head, merges, matchers)
    if header is None:
        return None
    if len(header.cells) > limits.columns:
        raise TableTooLarge(
            f"{file_name}: {len(header.cells):,} columns at record {head[header.start].number}, "
            f"the limit is {limits.columns:,}; check the delimiter"
        )
    above = [cell.strip() for r in head[: header.start] for cell in r.cells if cell.strip()]
    used = head[header.start : header.start + header.rows]
    rest: Iterator[Record | Block] = itertools.chain(head[header.start + header.rows :], pieces)
    if merges:
        rest = _filled(rest, merges)
    body = _body(rest, [r.cells for r in used], len(header.cells), name, file_name, limits)
    return Sheet(name, header.cells, tuple(r.number for r in used), " ".join(above), body)


def _records(pieces: Iterator[Record | Block], count: int) -> list[Record]:
    """The next pieces, where no blocks come yet."""
    return [piece for piece in itertools.islice(pieces, count) if isinstance(piece, Record)]


def _filled(records: Iterator[Record | Block], merges: tuple[Merge, ...]) -> Iterator[Record]:
    """Rows of a workbook with the text of a cell that reaches down over them; titles over several columns stay one cell."""
    reach: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in merges:
        # A merge to the end of the sheet is a format, no data.
        if bottom > top and bottom - top <= _MERGE_ROWS:
            for row in range(top + 1, bottom + 1):
                reach.setdefault(row, []).append((left, top))
    tops = {top for (top, _), (bottom, _) in merges if bottom > top}
    texts: dict[tuple[int, int], str] = {}
    for record in records:
        assert isinstance(record, Record), "workbooks are read record by record"
        row = record.number - 1
        if row in tops:
            texts.update({(i, row): c for i, c in enumerate(record.cells)})
        for column, top in reach.get(row, ()):
            text = texts.get((column, top), "")
            if text and column < len(record.cells) and not record.cells[column].strip():
                record.cells[column] = text
        yield record


def _body(
    pieces: Iterable[Record | Block],
    header_rows: list[list[str]],
    width: int,
    sheet: str | None,
    file_name: str,
    limits: TableLimits,
) -> Iterator[Record | Block]:
    """Records below the header: padded, blank ones out, those of a wrong shape with their problem."""
    again = [[c.strip() for c in row] for row in header_rows]
    firsts = {row[0] for row in again if row}
    count = 0
    for record in _fitting(pieces, width, sorted(firsts)):
        if isinstance(record, Block):
            count += record.columns.num_rows
            _limit(count, sheet, file_name, limits)
            yield record
            continue
        cells = record.cells
        if len(cells) != width or not cells[0] or cells[0][0].isspace():
            while cells and len(cells) > width and not cells[-1].strip():
                cells.pop()
            if not any(map(str.strip, cells)):
                continue
        count += 1
        _limit(count, sheet, file_name, limits)
        if record.problem is not None:
            yield record
            continue
        if len(cells) > width:
            message = f"record {record.number}: {len(cells)} cells, the header has {width}; quote the delimiter"
            yield Record(record.number, cells, Problem("cell_count", message))
            continue
        if cells and cells[0].strip() in firsts and [c.strip() for c in cells] in again:
            yield Record(record.number, cells, Problem("repeated_header", f"record {record.number}: the header again"))
            continue
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        yield record


def _fitting(pieces: Iterable[Record | Block], width: int, header_starts: Sequence[str]) -> Iterator[Record | Block]:
    """The pieces; blocks of another shape, or with what may be no record, as their records."""
    for piece in pieces:
        if isinstance(piece, Block) and not piece.fits(width, header_starts):
            yield from piece.records()
        else:
            yield piece


def _limit(count: int, sheet: str | None, file_name: str, limits: TableLimits) -> None:
    if count > limits.rows:
        where = f"{file_name}, sheet {sheet}" if sheet else file_name
        raise TableTooLarge(f"{where}: more than {limits.rows:,} rows; split the file into parts")


def _name_columns(sheet: Sheet, contents: Sequence[ContentRow], table: str) -> None:
    """Give a sheet without a header one; its first row is a record like the others."""
    if len(sheet.header_rows) == 1 and is_data_row(sheet.header, contents, table):
        first = Record(sheet.header_rows[0], sheet.header)
        sheet.header = [f"列{i}" for i in range(1, len(sheet.header) + 1)]
        sheet.header_rows = ()
        sheet.pieces = itertools.chain([first], sheet.pieces)


def _require_names(table: Table, matcher: ColumnMatcher) -> None:
    named = [s for s in table.sheets if s.guess is not None and "name" in s.guess.fields]
    if named:
        table.skipped.extend(
            f"{s.name}: no column of names in record {_header_row(s)}" for s in table.sheets if s not in named
        )
        table.sheets[:] = named
        return
    sheet = table.sheets[0]
    where = f"{table.file_name}, sheet {sheet.name}" if sheet.name else table.file_name
    seen = "、".join(normal_header(c) for c in sheet.header[:12] if c)
    raise NoNameColumn(
        f"{where}, record {_header_row(sheet)}: no column of names among {seen or '(nothing)'}; "
        f"name one of the columns {'、'.join(matcher.words_of('name')[:6])}, or say --columns FILE"
    )


def _header_row(sheet: Sheet) -> int:
    return sheet.header_rows[0] if sheet.header_rows else 1


def table_kind(source: bytes | Path, file_name: str, packs: Packs, limits: TableLimits = DEFAULT_LIMITS) -> str | None:
    """Kind of a file's first sheet that can be told, such as `registrations`; None if none can."""
    table = read_table(source, file_name, columns=packs.columns, limits=limits)
    kinds = (guess_kind(sheet.header, packs) for sheet in table.sheets)
    return next((kind for kind in kinds if kind is not None), None)


_TITLES: Final = 3
"""Lines above the header of a text table: what it is called, who made it, its unit."""


def is_text_table(path: Path, packs: Packs, limits: TableLimits = DEFAULT_LIMITS) -> bool:
    """Whether a .txt file is a register and no prose: its lines are cut alike, and the first says the columns."""
    try:
        content = load(path, path.name, limits)
        refuse_binary(content, path.name)
        sample = _sample(content, find_encoding(content, path.name), limits)
    except TableError:
        return False
    lines = [line for line in sample if line.strip()]
    matcher = ColumnMatcher(packs.columns, "registrations")
    return any(_is_headed(lines[titles:], matcher) for titles in range(min(_TITLES, len(lines) - 1) + 1))


def _is_headed(lines: Sequence[str], matcher: ColumnMatcher) -> bool:
    """Whether the first line says the columns of a register and the others are cut like it."""
    if len(lines) < 2:
        return False
    separator = find_separator(lines)
    header = next(iter(csv.reader(separator.lines(lines[:1]), delimiter=separator.delimiter)), [])
    fields = matcher.guess(header).fields
    return "name" in fields and len(fields) >= 3 and cut_alike(lines, separator) >= 0.8
