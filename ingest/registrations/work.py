"""The row work: one batch of raw rows to facts, a pure function of batch, layout and packs.

It runs here in worker processes; the same function fits Spark's `mapInArrow`.
A batch has the columns of `BATCH_SCHEMA`; `problem` and `message` are set where
reading the file or looking for repeated rows has already found something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import compress
from typing import Any, Final, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.facts import AMOUNT, PLAIN_SCHEMAS, node_schema, row_locator
from ingest.registrations.capital import CapitalReader
from ingest.registrations.codes import CodeReading, clean_codes, read_code
from ingest.registrations.columnar import ONE, EdgeKind, Edges, table_of
from ingest.registrations.names import NameReader, normal_names
from ingest.registrations.options import Layout
from ingest.registrations.places import Located, PlaceFinder
from ingest.registrations.said import Different, Said, text_list
from ingest.registrations.status import StatusReader
from ingest.tables.cells import is_total_row, read_date
from schema.ids import credit_code_id, name_id
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
# Found across batches, so before the row work; a row's own defects go before them.
REPEATS: Final = frozenset({"duplicate_row", "code_conflict", "name_conflict"})
# A name that begins otherwise is looked at: one without a letter or digit is none.
_NAME_START: Final = r"^[\x{4e00}-\x{9fff}0-9A-Za-z]"


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


@dataclass
class _Rows:
    """The accepted rows of a batch: what they say, and for each its credit code, the number that places it, id and locator."""

    said: Said
    layout: Layout
    codes: list[str]
    place_codes: list[str]
    ids: pa.StringArray
    locators: pa.StringArray


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
        said = Said(batch.column("cells"), layout)
        codes, readings = _codes(said)
        refused = _refused(batch, said, readings)
        chunk.refused.update(code for code, _ in refused.values())
        chunk.tables["set_aside"] = _set_aside(batch, layout, refused)
        rows = self._accepted(batch, layout, said, codes, readings, refused)
        chunk.accepted = len(rows.ids)
        _count_codes(chunk, rows, {i: r for i, r in readings.items() if i not in refused})
        chunk.tables["nodes_Company"] = self._companies(rows, chunk)
        chunk.tables["edges"] = self._edges(rows, chunk)
        return chunk

    def _accepted(
        self,
        batch: pa.RecordBatch,
        layout: Layout,
        said: Said,
        codes: list[str],
        readings: dict[int, CodeReading],
        refused: dict[int, tuple[str, str]],
    ) -> _Rows:
        places = list(codes)
        for i, reading in readings.items():
            places[i] = reading.code or reading.old
        numbers = batch.column("row").to_pylist()
        if refused:
            kept = [i not in refused for i in range(batch.num_rows)]
            said.keep(pa.array(kept, pa.bool_()))
            codes, places, numbers = (list(compress(column, kept)) for column in (codes, places, numbers))
        ids = [
            credit_code_id(code) if code else name_id("Company", name, self._home)
            for code, name in zip(codes, said.texts("name"), strict=True)
        ]
        locators = [row_locator(number, layout.sheet) for number in numbers]
        return _Rows(said, layout, codes, places, pa.array(ids, pa.string()), pa.array(locators, pa.string()))

    def _companies(self, rows: _Rows, chunk: ChunkFacts) -> pa.Table:
        said = rows.said
        names = said.column("name")
        day, end = (_days(rows, field, chunk) for field in ("registered_on", "ended_on"))
        columns = {
            "local_id": rows.ids,
            "name": names,
            "normal_name": normal_names(names),
            "locator": rows.locators,
            "valid_from": day,
            "valid_to": end,
            "registered_on": day,
            "credit_code": pa.array([code or None for code in rows.codes], pa.string()),
            "capital_raw": said.column("capital"),
            "status": said.column("status"),
            "address": said.column("address"),
            "business_scope": said.column("business_scope"),
            "aliases": pa.array([[n] if n else None for n in said.texts("former_name")], pa.list_(pa.string())),
        }
        columns |= self._forms(said, chunk) | self._capital(rows, chunk) | self._status(said, end, chunk)
        always = {"rule": RULE_ROW, "stated": True, "confidence": ONE, "as_of": rows.layout.as_of}
        return table_of(node_schema("Company"), len(names), columns, always)

    def _forms(self, said: Said, chunk: ChunkFacts) -> dict[str, pa.Array]:
        """Legal form, and whose branch a name is."""
        readings = list(map(self._names.read, said.texts("name"), said.texts("legal_form")))
        branches = [reading for reading in readings if reading.is_branch]
        chunk.sums["branches"] += len(branches)
        chunk.sums["branches_with_parent_name"] += sum(reading.parent is not None for reading in branches)
        return {
            "legal_form": pa.array([r.legal_form for r in readings], pa.string()),
            "is_branch": pa.array([r.is_branch for r in readings], pa.bool_()),
            "branch_of_name": pa.array([r.parent for r in readings], pa.string()),
        }

    def _capital(self, rows: _Rows, chunk: ChunkFacts) -> dict[str, pa.Array]:
        """Amount, currency, CNY and rate."""
        column = rows.said.column("capital")
        chunk.notes["capital_missing"] += column.null_count * rows.said.has("capital")
        reader = CapitalReader(self._rates, rows.layout.as_of)
        cells = Different(column)
        readings = [reader.read(text, rows.layout.capital_unit) for text in cells.texts]
        for money, count in zip(readings, cells.rows, strict=True):
            if money is None:
                chunk.notes["capital_unread"] += count
            elif money.cny is None:
                chunk.notes["capital_no_rate"] += count
            elif money.rate is not None:
                chunk.sums["capital_computed"] += count
        return {
            "registered_capital": cells.spread([m and m.amount for m in readings], AMOUNT),
            "capital_currency": cells.spread([m and m.currency for m in readings], pa.string()),
            "capital_cny": cells.spread([m and m.cny for m in readings], AMOUNT),
            "capital_rate": cells.spread([m and m.rate for m in readings], pa.string()),
        }

    def _status(self, said: Said, end: pa.Array, chunk: ChunkFacts) -> dict[str, pa.Array]:
        """Kind of status and whether the company has ended, by its status or by a day."""
        cells = Different(said.column("status"))
        readings = [self._statuses.read(text) for text in cells.texts]
        for reading, count in zip(readings, cells.rows, strict=True):
            chunk.notes["status_unknown"] += count * (reading.kind is None)
        ended = pc.if_else(end.is_valid(), True, cells.spread([r.ended for r in readings], pa.bool_()))
        chunk.sums["ended"] += ended.true_count
        return {"status_kind": cells.spread([r.kind for r in readings], pa.string()), "ended": ended}

    def _edges(self, rows: _Rows, chunk: ChunkFacts) -> pa.Table:
        """Places and chain links, row by row."""
        said = rows.said
        where = (said.texts("address"), rows.place_codes, said.texts("province"), said.texts("city"))
        stated = (said.texts(field) for field in ("business_scope", "name", "industry_class"))
        # First all places, then all links: row by row each would push what the other needs out of the processor's cache.
        places = list(map(self._places.locate, *where))
        links = list(map(self._placer.place, *stated))
        edges = Edges()
        for row, (located, placements) in enumerate(zip(places, links, strict=True)):
            for found in located.found:
                kind = edges.kind(_place_kind, found.basis, found.confidence)
                edges.add(row, found.zone, found.words, kind)
            for park in located.parks:
                edges.add(row, park.zone, park.words, edges.kind(_park_kind, park.basis, park.confidence))
            for link in placements:
                kind = edges.kind(_link_kind, link.basis, link.role, link.main, link.confidence)
                edges.add(row, link.link_id, link.words, kind)
        self._count_places(chunk, places)
        chunk.sums["placed"] += sum(map(bool, links))
        return edges.table(rows.ids, rows.locators, rows.layout.as_of)

    def _count_places(self, chunk: ChunkFacts, places: Sequence[Located]) -> None:
        chunk.notes.update(located.note for located in places if located.note is not None)
        first = [located.found[0] for located in places if located.found]
        districts = Counter(found.basis for found in first if self._levels[found.zone] == "district")
        chunk.sums.update({f"district_by_{basis}": count for basis, count in districts.items()})
        chunk.sums["with_district"] += districts.total()
        chunk.sums["no_place"] += len(places) - len(first)
        chunk.sums["in_parks"] += sum(len(located.parks) for located in places)


def _codes(said: Said) -> tuple[list[str], dict[int, CodeReading]]:
    """The credit code of each row, empty where it has none, and the readings of the cells that were not clean."""
    column = said.column("credit_code")
    codes = text_list(column)
    clean = clean_codes(column)
    readings = {i: read_code(text) for i in np.flatnonzero(~clean).tolist() if (text := codes[i])}
    for i, reading in readings.items():
        codes[i] = reading.code
    return codes, readings


def _refused(batch: pa.RecordBatch, said: Said, readings: dict[int, CodeReading]) -> dict[int, tuple[str, str]]:
    """Rows that give no facts, by their place in the batch, with reason and message."""
    names = said.column("name")
    suspect = pc.or_(pc.invert(pc.match_substring_regex(names, _NAME_START)), pc.match_substring(names, "计"))
    suspect = pc.or_(suspect.fill_null(True), batch.column("problem").is_valid())
    places = {*pc.indices_nonzero(suspect).to_pylist(), *(i for i, r in readings.items() if r.problem is not None)}
    refused = {}
    for i in sorted(places):
        row, cells, problem, message = (column[i].as_py() for column in batch.columns)
        reason = _reason(row, cells, names[i].as_py() or "", readings.get(i), problem, message)
        if reason is not None:
            refused[i] = reason
    return refused


def _reason(
    row: int, cells: list[str], name: str, code: CodeReading | None, problem: str | None, message: str | None
) -> tuple[str, str] | None:
    """Why a row gives no facts; None where it does."""
    if problem is not None and problem not in REPEATS:
        return problem, message or problem
    nameless = not name or not any(map(str.isalnum, name))
    if is_total_row(cells if nameless else (name,)):
        return "total_row", f"record {row}: a sum line, no company"
    if nameless:
        return "no_name", f"record {row}: no name; fill in the company's name"
    if code is not None and code.problem is not None:
        return code.reason, f"record {row}: {code.problem}"
    return None if problem is None else (problem, message or problem)


def _set_aside(batch: pa.RecordBatch, layout: Layout, refused: dict[int, tuple[str, str]]) -> pa.Table:
    rows = batch.take(pa.array(refused, pa.int64()))
    columns = {
        "row": rows.column("row"),
        "cells": rows.column("cells"),
        "code": pa.array([code for code, _ in refused.values()], pa.string()),
        "message": pa.array([message for _, message in refused.values()], pa.string()),
    }
    return table_of(PLAIN_SCHEMAS["set_aside"], len(refused), columns, {"sheet": layout.sheet})


def _count_codes(chunk: ChunkFacts, rows: _Rows, readings: dict[int, CodeReading]) -> None:
    repairs = [reading.repair for reading in readings.values() if reading.repair is not None]
    chunk.repaired = len(repairs)
    chunk.repairs.update(repairs)
    old = sum(1 for reading in readings.values() if reading.old and not reading.code)
    chunk.notes["code_old"] += old
    chunk.notes["code_missing"] += rows.codes.count("") - old


def _days(rows: _Rows, field: str, chunk: ChunkFacts) -> pa.Array:
    """The days of a column."""
    cells = Different(rows.said.column(field))
    readings = [read_date(text, rows.layout.spreadsheet) for text in cells.texts]
    for (_, problem), count in zip(readings, cells.rows, strict=True):
        if problem is not None:
            chunk.notes[problem] += count
    return cells.spread([day for day, _ in readings], pa.date32())


def _place_kind(basis: str, confidence: Decimal) -> EdgeKind:
    stated = basis != "registry_code"
    return EdgeKind("LOCATED_IN", "Company", "Zone", RULE_PLACE[basis], stated, confidence, basis)


def _park_kind(basis: str, confidence: Decimal) -> EdgeKind:
    return EdgeKind("LOCATED_IN", "Company", "Park", RULE_PLACE[basis], True, confidence, basis)


def _link_kind(basis: str, role: str, main: bool, confidence: Any) -> EdgeKind:
    exact = confidence if isinstance(confidence, Decimal) else Decimal(str(confidence))
    return EdgeKind("ENGAGES_IN", "Company", "ChainLink", RULE_LINK[basis], False, exact, basis, role, main)
