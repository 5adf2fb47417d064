"""One sheet of a list to facts, whichever file or document it comes from (清单表格)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ingest.lists.context import ListRow, ListSource, Writer
from ingest.lists.entities import ROWS
from ingest.lists.kinds import LIST_KINDS, matchers_of
from ingest.lists.measures import indicators, value_columns
from ingest.lists.names import place_of
from ingest.lists.rows import Aside, Columns, read_rows
from ingest.lists.rows import ListRow as SheetRow
from ingest.scenarios import ScenarioReading, scenario_list_kind
from ingest.tables import Sheet, header_unit

MONEY: Final = ("investment", "budget")
"""Fields whose header may state the unit of bare numbers."""


@dataclass
class Outcome:
    """Sums of one sheet or list: rows read and why some were set aside, columns by what became of them."""

    read: int = 0
    accepted: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    columns: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    asides: list[tuple[str | None, Aside]] = field(default_factory=list)
    rows: list[tuple[int, str | None, list[str]]] = field(default_factory=list)

    def aside(self, sheet: str | None, aside: Aside) -> None:
        """A row that gives no fact."""
        self.reasons[aside.code] += 1
        self.asides.append((sheet, aside))


Told = Callable[[SheetRow, list[tuple[str, str, str]]], None]
"""Called with a row that gave facts and what it is about: (label, id, name)."""


def read_list(
    sheet: Sheet,
    kind: str,
    writer: Writer,
    source: ListSource,
    scenarios: Callable[[], ScenarioReading],
    locate: Callable[[int, str | None], str],
    told: Told,
    *,
    merged_lost: bool,
    file_name: str,
    unit: str = "",
) -> Outcome:
    """Facts of one sheet whose kind is known; `unit` is the unit of money stated above the table."""
    table = kind if kind in LIST_KINDS or kind == "scenarios" else "companies"
    columns = Columns.of(sheet.header, matchers_of(writer.packs)[table])
    outcome = Outcome(persons=columns.persons, columns={columns.header[i]: n for n, i in columns.guess.fields.items()})
    headers = {name: columns.header[i] for name, i in columns.guess.fields.items()}
    source = replace(source, headers=headers, units={n: header_unit(headers[n]) or unit for n in MONEY if n in headers})
    values = _value_columns(columns) if table == "indicators" else []
    outcome.unknown = [h for h in columns.unknown if h not in {columns.header[i] for i, _ in values}]
    list_kind = scenario_list_kind(sheet, file_name, columns.guess.fields) if table == "scenarios" else None
    seen: dict[tuple[str, ...], int] = {}
    for row in read_rows(sheet, columns, writer.shapes, merged_lost=merged_lost):
        outcome.read += 1
        # Where columns about persons shifted nothing is kept.
        broken = isinstance(row, Aside) and row.code not in ("group_row", "total_row", "no_name", "continued_row")
        outcome.rows.append((row.number, sheet.name, [] if broken and columns.persons else row.cells))
        if isinstance(row, Aside):
            outcome.aside(sheet.name, row)
            continue
        locator = locate(row.number, sheet.name)
        if table == "scenarios":
            refused = _scenario(scenarios(), row, list_kind, source.units.get("budget", ""), locator)
            names = []
        else:
            refused = _repeated(row, seen)
            made = ListRow(row.said, row.groups, locator)
            if refused is None and values:
                cells = [(columns.header[i], row.cells[j]) for i, j in values if j < len(row.cells)]
                names = indicators(writer, source, made, cells)
                refused = None if names else ("no_value", f"row {row.number}: no number in a column of values")
            elif refused is None:
                names = ROWS[table](writer, source, made)
        if refused is not None:
            outcome.aside(sheet.name, Aside(row.number, refused[0], refused[1], row.cells))
            continue
        outcome.accepted += 1
        told(row, names)
    return outcome


def _value_columns(columns: Columns) -> list[tuple[int, int]]:
    """(place in the header, place among the kept cells) of columns that hold values."""
    known = [i for n, i in columns.guess.fields.items() if n != "value"] + list(columns.guess.persons)
    kept = [i for i in range(len(columns.header)) if i not in columns.guess.persons]
    found = value_columns(columns.header, known)
    if "value" in columns.guess.fields and columns.guess.fields["value"] not in found:
        found.append(columns.guess.fields["value"])
    return [(i, kept.index(i)) for i in sorted(found)]


def _scenario(
    scenarios: ScenarioReading, row: SheetRow, kind: str | None, unit: str, locator: str
) -> tuple[str, str] | None:
    said = dict(row.said)
    if "field" not in said and row.groups:
        said["field"] = place_of(row.groups[-1])
    return scenarios.add(row.number, said, row.cells, kind, unit, locator)


def _repeated(row: SheetRow, seen: dict[tuple[str, ...], int]) -> tuple[str, str] | None:
    key = (*row.groups, *row.cells)
    first = seen.setdefault(key, row.number)
    if first == row.number:
        return None
    return "duplicate_row", f"row {row.number}: the same as row {first}"


def column_notes(outcomes: Sequence[tuple[str, Outcome]]) -> list[str]:
    """A note for each list with columns that are not understood; `outcomes` are (name of the list, outcome)."""
    return [
        f"{name}: columns not understood, kept as text: {', '.join(outcome.unknown)}"
        for name, outcome in outcomes
        if outcome.unknown
    ]
