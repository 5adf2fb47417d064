"""Tables of any kind as headers and records: delimited text, JSON lines, Parquet, workbooks, packed or not (表格读取)."""

from ingest.tables.columns import ColumnGuess, ColumnMatcher, guess_kind, header_unit
from ingest.tables.errors import (
    BinaryTable,
    DamagedTable,
    EmptyTable,
    NoNameColumn,
    TableEncoding,
    TableError,
    TableTooLarge,
    UnclosedQuote,
)
from ingest.tables.limits import DEFAULT_LIMITS, TableLimits
from ingest.tables.model import Problem, Record, Sheet, Table
from ingest.tables.reader import is_text_table, read_sheet, read_table, table_kind

__all__ = [
    "DEFAULT_LIMITS",
    "BinaryTable",
    "ColumnGuess",
    "ColumnMatcher",
    "DamagedTable",
    "EmptyTable",
    "NoNameColumn",
    "Problem",
    "Record",
    "Sheet",
    "Table",
    "TableEncoding",
    "TableError",
    "TableLimits",
    "TableTooLarge",
    "UnclosedQuote",
    "guess_kind",
    "header_unit",
    "is_text_table",
    "read_sheet",
    "read_table",
    "table_kind",
]
