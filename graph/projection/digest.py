"""Content hash of tables: order-free, the same on every engine (内容摘要).

A table's digest is the count of its rows and two sums over 60-bit parts of the
MD5 of each row as canonical text; amounts as decimal text, no doubles (their last
bit differs between runs), no version numbers. MD5 tells changes apart here; it
guards against nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import duckdb

NOT_HASHED = frozenset({"seq"})


def _canonical(name: str, type_name: str) -> str:
    quoted = f'"{name}"'
    # A list's elements are joined by a character that no text file holds.
    text = f"array_to_string({quoted}, chr(30))" if type_name.endswith("[]") else f"CAST({quoted} AS VARCHAR)"
    return f"coalesce({text}, chr(0))"


def table_digest(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """Digest of one table of the connection as `count:sum:sum` in decimal."""
    columns = sorted(
        (row[0], row[1])
        for row in connection.execute(f'DESCRIBE "{table}"').fetchall()
        if row[1] not in ("DOUBLE", "FLOAT") and row[0] not in NOT_HASHED
    )
    row_text = "concat_ws(chr(31), " + ", ".join(_canonical(name, kind) for name, kind in columns) + ")"
    # All rows are fetched: a result that is not read to its end stands in the way of the connection's next reader.
    ((count, first, second),) = connection.execute(
        f"SELECT count(*), coalesce(sum(CAST('0x' || substr(h, 1, 15) AS BIGINT)), 0),"
        f" coalesce(sum(CAST('0x' || substr(h, 16, 15) AS BIGINT)), 0)"
        f' FROM (SELECT md5({row_text}) AS h FROM "{table}") hashed'
    ).fetchall()
    return f"{count}:{first}:{second}"


def changed_digest(before: str, gone: str, new: str) -> str:
    """Digest of a table from which rows went and to which others came, from those of all three."""
    counts = zip(*(map(int, digest.split(":")) for digest in (before, gone, new)), strict=True)
    return ":".join(str(was - out + now) for was, out, now in counts)


def overall_digest(digests: Mapping[str, str]) -> str:
    """One hash over the digests of all tables that hold rows."""
    text = "\n".join(f"{name}={value}" for name, value in sorted(digests.items()) if not value.startswith("0:"))
    return hashlib.sha256(text.encode()).hexdigest()
