"""The row work: one batch of raw rows to facts, a pure function of batch, layout and packs.

It runs here in worker processes; the same function fits Spark's `mapInArrow`.
A batch has the columns of `BATCH_SCHEMA`; `problem` and `message` are set where
reading the file or looking for repeated rows has already found something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple, Protocol

import pyarrow as pa

from graph.facts import row_locator
from ingest.registrations.capital import CapitalReader, CapitalReading
from ingest.registrations.codes import read_code
from ingest.registrations.columnar import (
    ONE,
    Columns,
    company_columns,
    edge_columns,
    set_aside_columns,
)
from ingest.registrations.names import NameReader
from ingest.registrations.options import Layout
from ingest.registrations.places import PlaceFinder
from ingest.registrations.status import StatusReader
from ingest.tables.cells import EMPTY, EMPTY_LENGTH, is_total_row, read_date
from schema.ids import credit_code_id, name_id, normal_name
from schema.pack_model import Packs

BATCH_SCHEMA: Final = pa.schema(
    [
        ("row", pa.int64()),
        ("cells", pa.list_(pa.string())),
        ("problem", pa.string()),
        ("message", pa.string()),
    ]
)
RULE_ROW: Final = "registrations.row"
RULE_PLACE: Final = {
    "address": "registrations.address",
    "registry_code": "registrations.registry_code",
    "column": "registrations.column",
}
RULE_LINK: Final = {"scope": "registrations.scope", "class": "registrations.class"}


class LinkPlacement(Protocol):
    """What the placer says of one chain link."""

    @property
    def link_id(self) -> str: ...
    @property
    def words(self) -> Sequence[str]: ...
    @property
    def role(self) -> str: ...
    @property
    def main(self) -> bool: ...
    @property
    def confidence(self) -> Any: ...
    @property
    def basis(self) -> str: ...


class LinkPlacer(Protocol):
    """Business scope and name to chain links."""

    def place(self, scope: str, name: str, stated_class: str = "") -> Sequence[LinkPlacement]:
        """Links that the words of a scope, and the industry class if the register states one, speak for."""
        ...


@dataclass
class ChunkFacts:
    """What one batch gives: tables without ordinals, and its sums."""

    tables: dict[str, pa.Table]
    read: int = 0
    accepted: int = 0
    repaired: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)


class RowWork:
    """Turns batches into facts; holds only what was made from the packs."""

    def __init__(self, packs: Packs, placer: LinkPlacer) -> None:
        self._home = packs.home
        self._levels = {z.id: z.level for z in packs.zones.values()}
        self._places = PlaceFinder(packs)
        self._names = NameReader(packs.legal_forms)
        self._statuses = StatusReader(packs.statuses)
        self._rates = packs.rates
        self._placer = placer

    def run(self, batch: pa.RecordBatch, layout: Layout) -> ChunkFacts:
        """Facts of one batch; every row is accepted or set aside with a reason."""
        chunk = ChunkFacts({}, read=batch.num_rows)
        run = _Run(
            chunk,
            layout,
            CapitalReader(self._rates, layout.as_of),
            company_columns(),
            edge_columns(),
            set_aside_columns(),
        )
        numbers, raw, problems, messages = (batch.column(i).to_pylist() for i in range(4))
        for row, cells, said, problem, message in zip(
            numbers, raw, _said(raw, layout), problems, messages, strict=True
        ):
            refused = self._row(run, row, cells, said, problem, message)
            if refused is None:
                chunk.accepted += 1
                continue
            chunk.refused[refused[0]] += 1
            run.aside.add(row, layout.sheet, refused[0], refused[1], cells)
        always = {"rule": RULE_ROW, "stated": True, "confidence": ONE, "as_of": layout.as_of}
        chunk.tables["nodes_Company"] = run.nodes.table(always)
        chunk.tables["edges"] = run.edges.table({"as_of": layout.as_of})
        chunk.tables["set_aside"] = run.aside.table()
        return chunk

    def _row(
        self, run: _Run, row: int, cells: list[str], said: _Said, problem: str | None, message: str | None
    ) -> tuple[str, str] | None:
        if problem is not None and problem not in REPEATS:
            return problem, message or problem
        if not said.name or not (said.name[0].isalnum() or any(map(str.isalnum, said.name))):
            if is_total_row(cells):
                return "total_row", f"record {row}: a sum line, no company"
            return "no_name", f"record {row}: no name; fill in the company's name"
        if is_total_row((said.name,)):
            return "total_row", f"record {row}: a sum line, no company"
        reading = read_code(said.credit_code)
        if reading.problem is not None:
            return reading.reason, f"record {row}: {reading.problem}"
        if problem is not None:
            return problem, message or problem
        if reading.repair is not None:
            run.chunk.repaired += 1
            run.chunk.repairs[reading.repair] += 1
        if not reading.code:
            run.chunk.notes["code_old" if reading.old else "code_missing"] += 1
        name = said.name
        local_id = credit_code_id(reading.code) if reading.code else name_id("Company", name, self._home)
        locator = row_locator(row, run.layout.sheet)
        self._company(run, said, local_id, reading.code, locator)
        self._place(run, said, local_id, reading.code or reading.old, locator)
        self._links(run, said, local_id, locator)
        return None

    def _company(self, run: _Run, said: _Said, local_id: str, code: str, locator: str) -> None:
        reading = self._names.read(said.name, said.legal_form)
        money = _capital(run, said.capital)
        day, problem = read_date(said.registered_on, run.layout.spreadsheet)
        if problem is not None:
            run.chunk.notes[problem] += 1
        end, problem = read_date(said.ended_on, run.layout.spreadsheet)
        if problem is not None:
            run.chunk.notes[problem] += 1
        status = self._statuses.read(said.status)
        if said.status and status.kind is None:
            run.chunk.notes["status_unknown"] += 1
        ended = True if end is not None else status.ended
        run.chunk.sums["ended"] += ended is True
        run.nodes.add(
            local_id, said.name, normal_name(said.name), locator, day, code or None, reading.legal_form,
            said.capital or None, *(money or _NO_CAPITAL), day, said.status or None, status.kind, ended,
            said.address or None, said.business_scope or None, reading.is_branch, reading.parent,
            [said.former_name] if said.former_name else None, end,
        )  # fmt: skip
        if reading.is_branch:
            run.chunk.sums["branches"] += 1
            run.chunk.sums["branches_with_parent_name"] += reading.parent is not None

    def _place(self, run: _Run, said: _Said, local_id: str, code: str, locator: str) -> None:
        located = self._places.locate(said.address, code, said.province, said.city)
        if located.note is not None:
            run.chunk.notes[located.note] += 1
        if not located.found:
            run.chunk.sums["no_place"] += 1
        elif self._levels[located.found[0].zone] == "district":
            run.chunk.sums["with_district"] += 1
            run.chunk.sums[f"district_by_{located.found[0].basis}"] += 1
        for found in located.found:
            run.edges.add(
                "LOCATED_IN", local_id, found.zone, "Company", "Zone", locator, RULE_PLACE[found.basis],
                found.basis != "registry_code", found.confidence, found.basis, found.words, None, None,
            )  # fmt: skip
        for park in located.parks:
            run.chunk.sums["in_parks"] += 1
            run.edges.add(
                "LOCATED_IN", local_id, park.zone, "Company", "Park", locator, RULE_PLACE[park.basis],
                True, park.confidence, park.basis, park.words, None, None,
            )  # fmt: skip

    def _links(self, run: _Run, said: _Said, local_id: str, locator: str) -> None:
        placements = self._placer.place(said.business_scope, said.name, said.industry_class)
        if placements:
            run.chunk.sums["placed"] += 1
        for placement in placements:
            run.edges.add(
                "ENGAGES_IN", local_id, placement.link_id, "Company", "ChainLink", locator, RULE_LINK[placement.basis],
                False, _confidence(placement.confidence), placement.basis, placement.words, placement.role,
                placement.main,
            )  # fmt: skip


# Found across batches, so before the row work; a row's own defects go before them.
REPEATS: Final = frozenset({"duplicate_row", "code_conflict", "name_conflict"})


class _Said(NamedTuple):
    """One row's cells by field, without blanks around them; empty where a cell says nothing."""

    name: str
    credit_code: str
    registered_on: str
    legal_form: str
    capital: str
    business_scope: str
    province: str
    city: str
    address: str
    status: str
    ended_on: str
    former_name: str
    industry_class: str


def _said(raw: list[list[str]], layout: Layout) -> Iterator[_Said]:
    """Column by column, since a call for each cell would cost more than all the reading."""
    width = len(layout.header)
    blank = [""] * width
    rows = [cells if len(cells) == width else blank for cells in raw]
    columns: list[list[str]] = []
    for name in _Said._fields:
        at = layout.column(name)
        if at < 0:
            columns.append([""] * len(rows))
            continue
        texts = [cells[at].strip() for cells in rows]
        columns.append([t if len(t) > EMPTY_LENGTH or t.upper() not in EMPTY else "" for t in texts])
    return map(_Said._make, zip(*columns, strict=True))


@dataclass
class _Run:
    chunk: ChunkFacts
    layout: Layout
    capital: CapitalReader
    nodes: Columns
    edges: Columns
    aside: Columns


_NO_CAPITAL: Final = (None, None, None, None)


def _capital(run: _Run, text: str) -> CapitalReading | None:
    if not text:
        run.chunk.notes["capital_missing"] += run.layout.column("capital") >= 0
        return None
    money = run.capital.read(text, run.layout.capital_unit)
    if money is None:
        run.chunk.notes["capital_unread"] += 1
    elif money.cny is None:
        run.chunk.notes["capital_no_rate"] += 1
    elif money.rate is not None:
        run.chunk.sums["capital_computed"] += 1
    return money


def _confidence(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))
