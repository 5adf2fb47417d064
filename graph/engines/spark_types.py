"""Arrow schemas of the facts as Spark's, written the way its DDL names types."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pyarrow as pa

_NAMES: Final = {
    pa.string(): "STRING",
    pa.int32(): "INT",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.binary(): "BINARY",
}


def spark_type(kind: pa.DataType) -> str:
    """The DDL name of a type; raises KeyError for one that no fact has."""
    if pa.types.is_decimal(kind):
        return f"DECIMAL({kind.precision},{kind.scale})"
    if pa.types.is_list(kind):
        return f"ARRAY<{spark_type(kind.value_type)}>"
    return _NAMES[kind]


def spark_schema(schema: pa.Schema) -> str:
    """The DDL of a schema's columns."""
    return ", ".join(f"`{field.name}` {spark_type(field.type)}" for field in schema)


def spark_nulls(schema: pa.Schema) -> str:
    """A null for each column, with its name and type, as a list of a SELECT."""
    return ", ".join(f'CAST(NULL AS {spark_type(field.type)}) AS "{field.name}"' for field in schema)


def written_path(path: Path) -> str:
    """An absolute path as Spark writes to it: with its scheme, and not encoded as a URI would be."""
    return f"file://{path.as_posix()}"


def read_path(path: Path) -> str:
    """The same for reading, where Spark takes brackets, stars and the like for patterns."""
    return written_path(Path(re.sub(r"([\[\]{}*?\\])", r"\\\1", path.as_posix())))
