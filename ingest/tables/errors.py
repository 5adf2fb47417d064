"""Errors of reading tables; each has a stable `code` and says what, where and what to do.

IngestError
└── TableError
    ├── EmptyTable       empty           no bytes, or no row at all
    ├── BinaryTable      binary          not a table: picture, document …
    ├── DamagedTable     damaged         broken gzip or workbook
    ├── TableEncoding    encoding        neither UTF-8, UTF-16 with a BOM nor GB18030
    ├── UnclosedQuote    unclosed_quote  too many lines with an unclosed quote
    ├── NoNameColumn     no_name_column  no header row with a column of names
    └── TableTooLarge    too_large       over a limit of `TableLimits`
"""

from __future__ import annotations

from ingest.errors import IngestError


class TableError(IngestError):
    """A file could not be read as a table."""

    code = "table"


class EmptyTable(TableError):
    """There is nothing in the file."""

    code = "empty"


class BinaryTable(TableError):
    """The bytes are not a table."""

    code = "binary"


class DamagedTable(TableError):
    """A compressed file is cut off or broken."""

    code = "damaged"


class TableEncoding(TableError):
    """The bytes are in no known encoding."""

    code = "encoding"


class UnclosedQuote(TableError):
    """So many lines leave a quote open that the quotes of the file can't be trusted."""

    code = "unclosed_quote"


class NoNameColumn(TableError):
    """No header row with a column of names was found."""

    code = "no_name_column"


class TableTooLarge(TableError):
    """The file is over a limit."""

    code = "too_large"
