"""A mapping file: the user says which column is which field (列对应表).

A CSV file with the columns `column` and `field` (列名, 字段): the header text of the
table, and the field's name as in the pack's columns.csv; `-` for a column that is
not to be read. What it says goes before every guess.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingest.errors import WrongUse
from ingest.tables.columns import NOT_READ, normal_header
from schema.pack_model import ColumnWords, Packs

Mapping = tuple[tuple[str, str], ...]
_HEADERS: Final = ({"column", "field"}, {"列名", "字段"})
# A table of 1,000 columns is the limit; its mapping is no larger.
_LARGEST: Final = 1 << 20


def read_mapping(path: Path, packs: Packs, kind: str) -> Mapping:
    """The pairs of a mapping file; raises WrongUse naming file, row and what to write."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"--columns {path}: can't be read as UTF-8 text ({error})") from error
    rows = [[c.strip() for c in row] for row in csv.reader(io.StringIO(text, newline=""))]
    if not rows or set(rows[0]) not in _HEADERS:
        raise WrongUse(f"--columns {path}: row 1 must be column,field (or 列名,字段)")
    at = 0 if rows[0][0] in ("column", "列名") else 1
    known = sorted({c.field for c in packs.columns if c.table == kind})
    pairs: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        if len(row) != 2 or not row[at]:
            raise WrongUse(f"--columns {path}: row {number}: write the header's text and a field")
        column, name = row[at], row[1 - at] or NOT_READ
        if name not in (*known, NOT_READ):
            raise WrongUse(
                f"--columns {path}: row {number}: {name} is no field of {kind}; known: {', '.join(known)}, -"
            )
        if column in pairs:
            raise WrongUse(f"--columns {path}: row {number}: {column} stands there twice")
        if name != NOT_READ and name != "person" and name in pairs.values():
            raise WrongUse(f"--columns {path}: row {number}: {name} is given to two columns")
        pairs[column] = name
    if not pairs:
        raise WrongUse(f"--columns {path}: no row; name at least one column")
    return tuple(sorted(pairs.items()))


def with_mapping(packs: Packs, kind: str, mapping: Sequence[tuple[str, str]]) -> Packs:
    """The packs with the user's words before their own; the same packs where there are none."""
    if not mapping:
        return packs
    given = tuple(
        ColumnWords(table=kind, field=name, words=(column,), given=True)
        for column, name in mapping
        if normal_header(column)
    )
    digest = hashlib.sha256(repr((kind, tuple(mapping))).encode()).hexdigest()
    return replace(packs, columns=(*given, *packs.columns), fingerprint=f"{packs.fingerprint}+{digest}")
