"""Columns by meaning: which header cell stands for which field (列的含义).

The words come from the pack. A header cell stands for a field if it equals one
of its words, or ends with one of at least three characters (a Chinese compound
names its kind last: 企业注册地址 is a 注册地址). Blanks, stars, width, remarks in
brackets and units at the end do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from schema.pack_model import ColumnWords, Packs

_EXACT: Final = 1000
# What the user says goes before every word of a pack.
_GIVEN: Final = 1_000_000
# The field of a column that the user does not want read.
NOT_READ: Final = "-"
_SUFFIX_LENGTH: Final = 3
_NOISE = re.compile(r"[\s*＊:：_\-.、]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_UNIT = re.compile(r"(?:单位[:：]?)?((?:亿|千万|百万|万|千)?(?:人民币|美|欧|日|港)?元)[)\]】]*\s*$")
# Fields about persons: cells under them are dropped before anything is kept.
PERSON_FIELDS: Final = frozenset({"person", "contact", "legal_representative", "phone", "email", "id_card"})
# A pack may forget a word; personal data must not slip in by that.
_PERSON = re.compile(
    r"法定代表|法人代表|法人姓名|^法人$|负责人|执行事务合伙人|经营者|投资人|股东|董事|监事|高管|联络员|"
    r"联系人|联系方式|联系电话|电话|手机|传真|邮箱|电子邮件|微信|身份证|证件号|跟进人|经办人|姓名"
)


def normal_header(cell: str) -> str:
    """A header cell without width, blanks, stars, brackets and unit.

    >>> normal_header(" 注册资本（万元）* ")
    '注册资本'
    """
    text = unicodedata.normalize("NFKC", cell)
    text = _NOISE.sub("", _BRACKETS.sub("", _NOISE.sub("", text)))
    stripped = _UNIT.sub("", text)
    return (stripped or text).upper()


def header_unit(cell: str) -> str:
    """The unit of money a header states, such as 万元, else empty."""
    found = _UNIT.search(_NOISE.sub("", unicodedata.normalize("NFKC", cell)))
    return found.group(1) if found else ""


@dataclass(frozen=True)
class ColumnGuess:
    """Which column is what: fields by column, columns not understood, columns about persons.

    `basis` says of each field whether it was `given` by the user, or read from `header` or `content`;
    `not_read` are the columns that the user does not want read (they stand in `unknown` too).
    """

    fields: dict[str, int] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()
    basis: dict[str, str] = field(default_factory=dict)
    not_read: frozenset[int] = frozenset()


class ColumnMatcher:
    """The words of one kind of table."""

    def __init__(self, columns: Iterable[ColumnWords], table: str) -> None:
        self.table = table
        self._fields: dict[str, str] = {}
        self._given: dict[str, str] = {}
        for row in columns:
            if row.table == table:
                into = self._given if row.given else self._fields
                for word in row.words:
                    into.setdefault(normal_header(word), row.field)
        self._suffixes = [w for w in self._fields if len(w) >= _SUFFIX_LENGTH]

    def field_of(self, cell: str) -> tuple[int, str] | None:
        """Score and field of one header cell."""
        text = normal_header(cell)
        if not text:
            return None
        given = self._given.get(text)
        if given is not None:
            return _GIVEN + len(text), given
        exact = self._fields.get(text)
        if exact is not None:
            return _EXACT + len(text), exact
        suffix = max((w for w in self._suffixes if text.endswith(w)), key=len, default=None)
        return None if suffix is None else (len(suffix), self._fields[suffix])

    def guess(self, header: Sequence[str]) -> ColumnGuess:
        """One column a field: the best word wins, then the column further left."""
        found = [(score, -i, name) for i, c in enumerate(header) for score, name in _one(self.field_of(c))]
        fields: dict[str, int] = {}
        basis: dict[str, str] = {}
        persons: set[int] = set()
        not_read: set[int] = set()
        for score, minus_index, name in sorted(found, reverse=True):
            if name == NOT_READ:
                not_read.add(-minus_index)
            elif name in PERSON_FIELDS:
                persons.add(-minus_index)
            elif name not in fields:
                fields[name] = -minus_index
                basis[name] = "given" if score > _GIVEN else "header"
        used = set(fields.values())
        for i, cell in enumerate(header):
            if i not in used and _PERSON.search(normal_header(cell)):
                persons.add(i)
        unknown = tuple(i for i in range(len(header)) if i not in used and i not in persons)
        return ColumnGuess(fields, unknown, tuple(sorted(persons)), basis, frozenset(not_read))

    def words_of(self, name: str) -> list[str]:
        """The header words of a field, for messages."""
        return [w for w, f in self._fields.items() if f == name]


def _one(found: tuple[int, str] | None) -> tuple[tuple[int, str], ...]:
    return () if found is None else (found,)


def guess_kind(table_header: Sequence[str], packs: Packs) -> str | None:
    """Which kind of table a header belongs to, such as `registrations`, or None if it can't be told.

    The kind needs its column of names (of companies, where it has none) and one more; the one that
    explains most columns wins, then the one with more exact words.
    """
    best: tuple[int, int] = (0, 0)
    kind: str | None = None
    for table in dict.fromkeys(row.table for row in packs.columns):
        matcher = ColumnMatcher(packs.columns, table)
        fields = matcher.guess(table_header).fields
        exact = [f for i in fields.values() for s, f in _one(matcher.field_of(table_header[i])) if s > _EXACT]
        key = "name" if matcher.words_of("name") else "company"
        if key in fields and len(fields) > 1 and (len(fields), len(exact)) > best:
            best, kind = (len(fields), len(exact)), table
    return kind
