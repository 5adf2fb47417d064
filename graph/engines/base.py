"""The Protocol of an engine, and a statement of the projection as both engines take it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol, runtime_checkable

import duckdb
import pyarrow as pa

EngineKind = Literal["duckdb", "spark"]

_STATEMENT: Final = re.compile(r"CREATE (TABLE|VIEW) (\w+) AS\s+(.*)", re.S)


@dataclass(frozen=True, slots=True)
class Statement:
    """`CREATE TABLE name AS query`, or a view: a name for a query whose rows nobody keeps."""

    name: str
    query: str
    is_view: bool = False


def parse_statement(text: str) -> Statement:
    """The parts of one statement of a .sql file; raises ValueError where it makes nothing."""
    match = _STATEMENT.fullmatch(text)
    if match is None:
        raise ValueError(f"not CREATE TABLE or VIEW … AS: {text[:80]}")
    return Statement(match[2], match[3], match[1] == "VIEW")


class Engine(Protocol):
    """Computes named tables from named tables by SQL that both engines read.

    Names live as long as the engine. What goes wrong inside raises one of `errors`.
    """

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """Exceptions of the engine itself."""
        ...

    def register(self, name: str, table: pa.Table) -> None:
        """Give a table in memory a name."""
        ...

    def register_parquet(self, name: str, files: Sequence[Path], schema: pa.Schema) -> None:
        """Name the rows of Parquet files with the columns of `schema`, and `bundle`: the folder that the file lies in.

        A file that lacks a column has nulls there.
        """
        ...

    def execute(self, *groups: Sequence[Statement]) -> None:
        """Make what the statements say: those of a group one after the other, groups in any order."""
        ...

    def fetch(self, query: str) -> pa.Table:
        """The rows of a query."""
        ...

    def outcome(self, names: Iterable[str]) -> duckdb.DuckDBPyConnection:
        """A connection in which these tables can be read, to be sorted, hashed and written; closed with the engine."""
        ...


@runtime_checkable
class NumberingEngine(Engine, Protocol):
    """An engine that tells rows of a file by their place: what takes over published rows needs it."""

    def register_numbered(self, name: str, file: Path) -> None:
        """Name the rows of one Parquet file, each with its `row_number` in it from 0."""
        ...
