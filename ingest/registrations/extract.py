"""Registrations: a register's rows to companies, places and chain links (登记信息).

The file is read once in this process, cut into batches and worked on here or in
worker processes; the facts do not depend on how many there are or how long a
batch is.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from graph.facts import PLAIN_SCHEMAS, Extraction
from graph.ledger import TableFiles
from ingest.collector import without_collector
from ingest.registrations.batches import cut
from ingest.registrations.branches import branch_edges
from ingest.registrations.columnar import number_rows
from ingest.registrations.options import Layout, TableOptions
from ingest.registrations.pool import PlacerFactory, work_through
from ingest.registrations.repeats import Names, Repeats
from ingest.registrations.work import ChunkFacts, LinkPlacer
from ingest.tables import Sheet, Table, TableLimits, header_unit, read_table
from ingest.tables.limits import DEFAULT_LIMITS
from ingest.tables.meaning import serial_days
from schema.pack_model import Packs

TABLE: Final = "registrations"
# About 3 MB of cells a batch: small enough to keep two workers busy, large enough not to count.
CHUNK_ROWS: Final = 8_192
RowRunner = Callable[[Iterator[tuple[pa.RecordBatch, Layout]], Packs, PlacerFactory], Iterator[ChunkFacts]]
"""Does the row work of batches somewhere, and gives what each made in their order."""


def scope_placer(packs: Packs) -> LinkPlacer:
    """The placer by business scope."""
    from ingest.placement import Placer

    placer: LinkPlacer = Placer(packs)
    return placer


def extract_registrations(
    data: bytes | Path,
    options: TableOptions,
    packs: Packs,
    *,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
    chunk_rows: int = CHUNK_ROWS,
    limits: TableLimits = DEFAULT_LIMITS,
    placer: PlacerFactory = scope_placer,
    runner: RowRunner | None = None,
) -> Extraction:
    """Facts of a register as .csv, .csv.gz or .xlsx.

    `runner` does the row work elsewhere, without it `workers` processes do.
    `progress` is called with rows done and about how many there are. With more
    than one worker `placer` must be a function of a module. Raises the errors of
    `ingest.tables`; rows never raise, they are set aside with a reason.
    """
    table = read_table(
        data, options.file_name, columns=packs.columns, contents=packs.contents, table=TABLE, limits=limits, blocks=True
    )
    facts = _Facts(TableFiles())
    reading = _Reading(table, options, chunk_rows, packs.home, facts.tables)
    with without_collector(), closing(facts.tables):
        for result in (runner or partial(work_through, workers=workers, file_name=options.file_name))(
            reading.batches(), packs, placer
        ):
            facts.take(result)
            if progress is not None:
                progress(facts.read, max(facts.read, table.size_hint))
        facts.finish(options.as_of)
        return _extraction(reading, facts)


@dataclass
class _Reading:
    """Cuts the file's records into batches and remembers what the header said."""

    table: Table
    options: TableOptions
    chunk_rows: int
    home: str
    tables: TableFiles
    columns: dict[str, str] = field(default_factory=dict)
    basis: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    header: list[str] = field(default_factory=list)

    def batches(self) -> Iterator[tuple[pa.RecordBatch, Layout]]:
        repeats = Repeats(self.home)
        for sheet in self.table.sheets:
            layout, kept = self._layout(sheet)
            for batch in cut(sheet.pieces, kept, len(sheet.header), self.chunk_rows):
                self._keep(batch, layout)
                yield repeats.marked(batch, layout), layout

    def _keep(self, batch: pa.RecordBatch, layout: Layout) -> None:
        sheets = pa.repeat(pa.scalar(layout.sheet, pa.string()), batch.num_rows)
        rows = [batch.column("row"), sheets, batch.column("cells")]
        self.tables.add("rows", pa.Table.from_arrays(rows, schema=PLAIN_SCHEMAS["rows"]))

    def _layout(self, sheet: Sheet) -> tuple[Layout, list[int]]:
        guess = sheet.guess
        assert guess is not None, "a table read as one of a kind has guesses"
        kept = [i for i in range(len(sheet.header)) if i not in guess.persons]
        place = {old: new for new, old in enumerate(kept)}
        fields = {name: place[i] for name, i in guess.fields.items()}
        for name, i in guess.fields.items():
            self.columns.setdefault(sheet.header[i], name)
            self.basis.setdefault(sheet.header[i], guess.basis[name])
        self.unknown += [sheet.header[i] for i in guess.unknown if sheet.header[i] not in self.unknown]
        self.persons += [sheet.header[i] for i in guess.persons if sheet.header[i] not in self.persons]
        header = tuple(sheet.header[i] for i in kept)
        self.header = self.header or list(header)
        unit = header_unit(sheet.header[guess.fields["capital"]]) if "capital" in guess.fields else ""
        as_of = self.options.as_of
        days = [guess.fields[n] for n in ("registered_on", "ended_on") if n in guess.fields]
        serial = self.table.spreadsheet or any(serial_days(sheet, i) for i in days)
        return Layout(sheet.name, header, fields, unit, serial, as_of), kept


class _Facts:
    """What the batches gave so far: tables on disk, sums in memory."""

    def __init__(self, tables: TableFiles) -> None:
        self.tables = tables
        self.read = self.accepted = self.repaired = 0
        self.sums: dict[str, Counter[str]] = {kind: Counter() for kind in ("refused", "repairs", "notes", "sums")}
        self._names = Names()

    def take(self, chunk: ChunkFacts) -> None:
        """Add a batch's facts behind those before it."""
        for name in ("nodes_Company", "edges"):
            self.tables.add(name, number_rows(chunk.tables[name], self.tables.rows(name)))
        self.tables.add("set_aside", chunk.tables["set_aside"])
        self._names.add(chunk.tables["nodes_Company"]["normal_name"])
        self.read += chunk.read
        self.accepted += chunk.accepted
        self.repaired += chunk.repaired
        for kind, counts in self.sums.items():
            counts.update(+getattr(chunk, kind))  # without zeros

    def finish(self, as_of: dt.date | None) -> None:
        """What only the whole file shows: branches of companies in it, names with several codes."""
        self.tables.finish("nodes_Company")
        branches = branch_edges(self.tables, as_of)
        self.tables.add("edges", number_rows(branches, self.tables.rows("edges")))
        if shared := self._names.shared():
            self.sums["notes"]["name_shared"] = shared
        self.tables.close()


def _extraction(reading: _Reading, facts: _Facts) -> Extraction:
    sums = facts.sums
    counted = {**sums["refused"], **sums["repairs"], **sums["notes"]}
    return Extraction(
        TABLE,
        facts.tables,
        read=facts.read,
        accepted=facts.accepted,
        repaired=facts.repaired,
        set_aside=sum(sums["refused"].values()),
        reasons=dict(sorted(counted.items())),
        notes=(*reading.table.skipped, *_guessed(reading)),
        info=_info(reading, sums),
        # A second row of a company is set aside, so that every row accepted is another one.
        labels={"Company": facts.accepted} if facts.accepted else {},
    )


def _guessed(reading: _Reading) -> list[str]:
    """A word on columns that no header names, for people to look at."""
    guessed = [f"{c} = {reading.columns[c]}" for c, basis in reading.basis.items() if basis == "content"]
    return [f"columns known by their content: {', '.join(guessed)}; --columns FILE says otherwise"] if guessed else []


def _info(reading: _Reading, sums: dict[str, Counter[str]]) -> dict[str, Any]:
    """The guess of the columns, and which reason is a refusal, a repair or a remark."""
    table = reading.table
    return {
        "columns": reading.columns,
        "columns_basis": reading.basis,
        "columns_unknown": reading.unknown,
        "columns_dropped": reading.persons,
        "header": reading.header,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "sheets": [s.name for s in table.sheets if s.name],
        "set_aside_reasons": dict(sorted(sums["refused"].items())),
        "repaired_reasons": dict(sorted(sums["repairs"].items())),
        "noted_reasons": dict(sorted(sums["notes"].items())),
        "no_place": sums["sums"]["no_place"],
        **{k: v for k, v in sorted(sums["sums"].items()) if k != "no_place"},
    }
