"""Workbooks (.xlsx, .xls, .et) as rows of text cells."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ingest.readers.errors import ReadError
from ingest.readers.ole import stream_names
from ingest.tables.content import OLE
from ingest.tables.errors import BinaryTable, DamagedTable, TableTooLarge
from ingest.tables.limits import TableLimits

_STEP = 1 << 20
# Spreadsheets keep 15 digits of a number.
_EXACT_BELOW = 1e15
Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class WorkbookSheet:
    """One visible worksheet: rows from the sheet's first row on, merged ranges 0-based."""

    name: str
    height: int
    width: int
    rows: Iterator[list[str]]
    merges: tuple[Merge, ...]


def check_workbook(data: bytes, file_name: str, limits: TableLimits) -> None:
    """Refuse what is no workbook, asks for a password, unpacks beyond the limits or contradicts its own directory."""
    if data.startswith(OLE):
        _check_compound(data, file_name)
        return
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if "xl/workbook.xml" not in {m.filename for m in members}:
                raise BinaryTable(f"{file_name}: a ZIP file that is no .xlsx workbook; unpack it first")
            if len(members) > limits.zip_members:
                raise TableTooLarge(f"{file_name}: {len(members):,} parts, the limit is {limits.zip_members:,}")
            for member in members:
                with archive.open(member) as part:
                    while piece := part.read(_STEP):
                        total += len(piece)
                        if total > limits.workbook_bytes or (
                            total > limits.expansion_free_bytes and total > limits.expansion * len(data)
                        ):
                            raise TableTooLarge(
                                f"{file_name}: unpacks to more than {total:,} bytes; the limits are "
                                f"{limits.workbook_bytes:,} bytes and {limits.expansion} times its size"
                            )
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise DamagedTable(f"{file_name}: broken .xlsx ({error}); save it again") from error


def _check_compound(data: bytes, file_name: str) -> None:
    """The OLE container of .xls and .et: it holds a workbook that nobody locked."""
    try:
        streams = stream_names(data, file_name)
    except ReadError as error:
        raise DamagedTable(str(error)) from error
    if "encryptedpackage" in streams:
        raise BinaryTable(f"{file_name}: the workbook asks for a password; save it without one")
    if not streams & {"workbook", "book"}:
        raise BinaryTable(f"{file_name}: an Office file that is no workbook; give .xlsx, .xls, .et or .csv")


def read_sheets(data: bytes, file_name: str, limits: TableLimits) -> tuple[list[WorkbookSheet], list[str]]:
    """Visible worksheets, and a word on each sheet that was left out."""
    check_workbook(data, file_name, limits)
    sheets: list[WorkbookSheet] = []
    skipped: list[str] = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
                skipped.append(f"{meta.name}: hidden or no worksheet")
                continue
            sheet = book.get_sheet_by_name(meta.name)
            if not sheet.height:
                skipped.append(f"{meta.name}: empty")
                continue
            if sheet.total_width > limits.columns:
                raise TableTooLarge(
                    f"{file_name}, sheet {meta.name}: {sheet.total_width:,} columns, the limit is {limits.columns:,}"
                )
            merges = tuple(sheet.merged_cell_ranges or ())
            rows = _rows(sheet.iter_rows(), sheet.start)
            sheets.append(WorkbookSheet(meta.name, sheet.total_height, sheet.total_width, rows, merges))
    except CalamineError as error:
        raise DamagedTable(f"{file_name}: not readable as a workbook ({error}); save it again as .xlsx") from error
    return sheets, skipped


def _rows(rows: Iterable[Sequence[object]], start: tuple[int, int] | None) -> Iterator[list[str]]:
    """All rows from the sheet's first one on; the reader leaves out empty columns at the left."""
    left = [""] * (start[1] if start else 0)
    for row in rows:
        yield [*left, *(cell_text(cell) for cell in row)]


def cell_text(cell: object) -> str:
    """A cell as text: whole numbers without `.0`, dates as ISO, midnight cut off.

    Whole numbers of more than 15 digits stay in the form 9.137e+17: their last digits are not the author's.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT_BELOW else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return "" if cell is None else str(cell)
