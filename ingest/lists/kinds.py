"""Which kind of list a table is: by its columns, then by the title above it (清单种类)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.lists.titles import Title, read_title
from ingest.tables import ColumnMatcher
from ingest.tables.columns import normal_header
from schema.pack_model import Packs
from schema.per_packs import per_packs

LIST_KINDS: Final = ("parks", "capabilities", "companies", "towns", "projects", "indicators")
"""Kinds whose rows `ingest.lists` turns into facts; `scenarios` and `registrations` have their own rooms."""
_SCENARIO: Final = re.compile(r"场景|机会|需求|scenario", re.I)
_PARKS: Final = re.compile(r"园|基地|示范区|集聚区|开发区|孵化器|众创空间|优势区")
_BARE: Final = frozenset({"名称", "单位", "单位名称", "名单", "NAME"})
_VALUE: Final = re.compile(r"(?:19|20)\d{2}|目标|现状|实际|完成|基期|预期|预计")


@per_packs
def matchers_of(packs: Packs) -> dict[str, ColumnMatcher]:
    """The words of each kind of table."""
    kinds = dict.fromkeys(row.table for row in packs.columns)
    return {kind: ColumnMatcher(packs.columns, kind) for kind in kinds}


def panels_of(header: Sequence[str]) -> list[list[int]]:
    """Columns of the lists that stand side by side in one table.

    >>> panels_of(["序号", "企业名称", "序号", "企业名称"])
    [[0, 1], [2, 3]]
    """
    named = [i for i, cell in enumerate(header) if normal_header(cell)]
    texts = [normal_header(header[i]) for i in named]
    for width in range(1, len(texts) // 2 + 1):
        if len(texts) % width == 0 and all(t == texts[i % width] for i, t in enumerate(texts)):
            return [named[i : i + width] for i in range(0, len(named), width)]
    return [list(range(len(header)))]


def list_kind(header: Sequence[str], title: str, packs: Packs) -> str | None:
    """Kind of a table with this header below this title: a table of the pack's columns, or None.

    A list of companies with a column or a title that names a qualification is `companies`, one of a
    register's columns `registrations`; projects are no scenarios unless header or title says so.
    """
    cells = [header[i] for i in panels_of(header)[0]]
    said = read_title(title)
    best: tuple[int, int] = (0, 0)
    kind: str | None = None
    for table, matcher in matchers_of(packs).items():
        score = _score(matcher, cells, title, said)
        if score is not None and score > best:
            best, kind = score, table
    # Companies with a place or a product are a list, whatever it is for.
    fields = matchers_of(packs)["companies"].guess(cells).fields
    plain = kind is None and len(fields) > 1 and "name" in fields
    return "companies" if plain and normal_header(cells[fields["name"]]) not in _BARE else kind


def may_head(cells: Sequence[str], packs: Packs) -> bool:
    """Whether a line of words is the header of a table: the words of one kind know two of them, the names among these."""
    for matcher in matchers_of(packs).values():
        fields = matcher.guess(cells).fields
        if len(fields) > 1 and ("name" if matcher.words_of("name") else "company") in fields:
            return True
    return False


def is_telling(header: Sequence[str], kind: str, packs: Packs) -> bool:
    """Whether a header shows a list by itself, where no title says so: three fields, a Chinese word for the names."""
    cells = [header[i] for i in panels_of(header)[0]]
    matcher = matchers_of(packs)[kind]
    fields = matcher.guess(cells).fields
    name = normal_header(cells[fields["name" if matcher.words_of("name") else "company"]])
    return len(fields) > 2 and name not in _BARE and not name.isascii()


def _score(matcher: ColumnMatcher, cells: Sequence[str], title: str, said: Title) -> tuple[int, int] | None:
    fields = matcher.guess(cells).fields
    key = "name" if matcher.words_of("name") else "company"
    if key not in fields:
        return None
    name = normal_header(cells[fields[key]])
    exact = sum((found := matcher.field_of(cells[i])) is not None and found[0] > 1000 for i in fields.values())
    titled = said.qualification is not None
    values = sum(1 for cell in cells if _VALUE.search(normal_header(cell)))
    if len(fields) + (values if matcher.table == "indicators" else 0) < 2 and not (titled and name not in _BARE):
        return None
    match matcher.table:
        case "scenarios" if not (_SCENARIO.search(name) or _SCENARIO.search(title)):
            # 项目名称 and 名称 may head anything; the first column of names of a scenario list says 场景.
            return (len(fields) - 2, exact) if name not in ("项目名称", *_BARE) else None
        case "companies" if not (titled or fields.keys() & {"qualification", "batch"}):
            return None
        case "capabilities" if not fields.keys() & {"capability", "technology", "applies_to", "profile"}:
            return None
        case "companies" if name in _BARE and said.qualification and _PARKS.search(said.qualification):
            return None
        case "parks" if name in _BARE and not (said.qualification and _PARKS.search(said.qualification)):
            return None
        case "indicators":
            if not values and "value" not in fields:
                return None
            return len(fields) + values, exact
    return len(fields), exact
