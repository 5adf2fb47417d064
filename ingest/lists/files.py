"""Lists as table files: .csv, .xlsx, .xls, .et of parks, companies, towns, capabilities, projects, indicators (清单文件)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

from graph.facts import Extraction, Facts, row_locator
from ingest.lists.context import ListSource, Writer
from ingest.lists.kinds import LIST_KINDS, list_kind, matchers_of
from ingest.lists.rows import Columns
from ingest.lists.sheets import Outcome, column_notes, read_list
from ingest.lists.titles import Title, is_list_title, read_title
from ingest.registrations.options import TableOptions
from ingest.scenarios import ScenarioReading
from ingest.tables import NoNameColumn, Sheet, read_table
from ingest.tables.limits import DEFAULT_LIMITS, TableLimits
from schema.pack_model import Packs

_UNIT: Final = re.compile(r"单位\s*[:：]\s*((?:亿|千万|百万|万|千)?(?:人民币|美|欧|日|港)?元)")
_SUFFIX: Final = re.compile(r"\.(?:csv|tsv|txt|jsonl|ndjson|parquet|xlsx|xls|et)(?:\.(?:gz|xz|zst))?$", re.I)


def sheet_title(sheet: Sheet, file_name: str) -> str:
    """The text above the header if it is a title, else the sheet's name, else the file's."""
    bare = _SUFFIX.sub("", file_name)
    for text in (*sheet.title.split("  "), sheet.title, sheet.name or "", bare):
        if is_list_title(text) or read_title(text).qualification:
            return text
    return sheet.title or bare


def extract_list(
    data: bytes | Path, options: TableOptions, kind: str, packs: Packs, *, limits: TableLimits = DEFAULT_LIMITS
) -> Extraction:
    """Facts of a list of one kind as a table file; raises the errors of `ingest.tables`.

    Sheets of another kind are left out with a note. Rows never raise, they are set aside with a reason.
    """
    table = read_table(data, options.file_name, columns=packs.columns, limits=limits)
    facts = Facts()
    writer = Writer(facts, packs, options.source_key)
    outcomes: list[tuple[str, Outcome]] = []
    notes = list(table.skipped)
    for sheet in table.sheets:
        name = sheet.name or options.file_name
        title = sheet_title(sheet, options.file_name)
        found = list_kind(sheet.header, title, packs)
        if not _fits(sheet, kind, packs) or (found in LIST_KINDS and found != kind and len(table.sheets) > 1):
            notes.append(f"{name}: no list of {kind} in record {sheet.header_rows[0]}; left out")
            continue
        source = ListSource(read_title(title), options.published_on, options.as_of)
        if source.title.year is None:
            source = replace(source, title=_with_year(source.title, options.file_name))
        unit = _UNIT.search(sheet.title)
        outcomes.append(
            (name, read_list(
                sheet, kind, writer, source, lambda: ScenarioReading(options, packs, facts), row_locator, lambda row, names: None,
                merged_lost=False, file_name=options.file_name, unit=unit[1] if unit else "",
            ))
        )  # fmt: skip
    if not outcomes:
        seen = "、".join(c for c in table.sheets[0].header[:12] if c)
        raise NoNameColumn(
            f"{options.file_name}: no list of {kind} among the columns {seen or '(nothing)'}; name the columns in the "
            "first row, or say another --kind"
        )
    return _extraction(kind, facts, outcomes, notes, writer, table.encoding)


def _fits(sheet: Sheet, kind: str, packs: Packs) -> bool:
    columns = Columns.of(sheet.header, matchers_of(packs)[kind])
    return columns.key in columns.guess.fields


def _with_year(title: Title, file_name: str) -> Title:
    said = read_title(_SUFFIX.sub("", file_name))
    return replace(title, year=said.year, qualification=title.qualification or said.qualification)


def _extraction(
    kind: str, facts: Facts, outcomes: list[tuple[str, Outcome]], notes: list[str], writer: Writer, encoding: str
) -> Extraction:
    reasons: Counter[str] = Counter()
    columns: dict[str, str] = {}
    for _, outcome in outcomes:
        reasons += outcome.reasons
        columns |= outcome.columns
        for number, sheet, cells in outcome.rows:
            facts.row("rows", row=number, sheet=sheet, cells=cells)
        for sheet, aside in outcome.asides:
            facts.row(
                "set_aside", row=aside.number, sheet=sheet, code=aside.code, message=aside.message, cells=aside.cells
            )
    noted = Counter(writer.notes)
    return Extraction(
        kind,
        facts.tables(),
        read=sum(o.read for _, o in outcomes),
        accepted=sum(o.accepted for _, o in outcomes),
        set_aside=sum(reasons.values()),
        reasons=dict(sorted({**reasons, **noted}.items())),
        notes=(*notes, *column_notes(outcomes)),
        info={
            "columns": columns,
            "columns_unknown": [h for _, o in outcomes for h in o.unknown],
            "columns_dropped": [h for _, o in outcomes for h in o.persons],
            "set_aside_reasons": dict(sorted(reasons.items())),
            "noted_reasons": dict(sorted(noted.items())),
            "encoding": encoding,
        },
    )
