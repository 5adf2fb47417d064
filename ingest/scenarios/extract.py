"""Scenario lists: rows to scenarios, what they ask for, where, by whom (场景清单)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from graph.facts import Extraction, Facts, row_locator
from ingest.registrations.options import TableOptions
from ingest.registrations.places import PlaceFinder
from ingest.scenarios.bodies import BodyFinder
from ingest.scenarios.needs import NeedFinder
from ingest.tables import ColumnMatcher, Record, Sheet, Table, header_unit, read_table
from ingest.tables.cells import half_width, is_empty, is_total_row, read_amount, read_date
from ingest.tables.limits import DEFAULT_LIMITS, TableLimits
from schema.ids import name_id
from schema.pack_model import Packs
from schema.scanner import scanner_for

TABLE: Final = "scenarios"
RULE_ROW: Final = "scenarios.row"
RULE_WORDS: Final = "scenarios.link_words"
RULE_AREA: Final = "scenarios.area"
# A word of a link in a demand says what it is about, seldom exactly what is wanted.
WORDS: Final = Decimal("0.600")
AREA: Final = Decimal("0.950")
_LIST_KINDS: Final = (
    ("responsibility", "责任"),
    ("capability", "能力"),
    ("reserve", "储备"),
    ("opportunity", "机会"),
    ("demand", "需求"),
)
_SPLIT = re.compile(r"[、，,；;\n]+")
_WHOLE_CITY = re.compile(r"全市|市域|各区市|各区\(市\)")
_SINGLE: Final = ("field", "demand", "demander", "area", "status")


def extract_scenarios(
    data: bytes | Path, options: TableOptions, packs: Packs, *, limits: TableLimits = DEFAULT_LIMITS
) -> Extraction:
    """Facts of a scenario list as .csv, .csv.gz or .xlsx; raises the errors of `ingest.tables`."""
    table = read_table(data, options.file_name, columns=packs.columns, table=TABLE, limits=limits)
    reading = ScenarioReading(options, packs, Facts(), table.spreadsheet)
    for sheet in table.sheets:
        reading.sheet(sheet)
    return reading.extraction(table)


class ScenarioReading:
    """Rows of scenario lists as facts in `facts`; the rows may come from a table file or from a document."""

    def __init__(self, options: TableOptions, packs: Packs, facts: Facts, spreadsheet: bool = False) -> None:
        self.options = options
        self.packs = packs
        self.facts = facts
        self.spreadsheet = spreadsheet
        self.matcher = ColumnMatcher(packs.columns, TABLE)
        self.needs = NeedFinder(packs)
        self.bodies = BodyFinder(packs)
        self.places = PlaceFinder(packs)
        self.scanner = scanner_for(packs, ("Park",))
        self.refused: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()
        self.read = self.accepted = self.no_place = 0
        self.seen: dict[str, tuple[str, list[str]]] = {}
        self.nodes: set[str] = set()
        self.columns: dict[str, str] = {}
        self.unknown: list[str] = []
        self.persons: list[str] = []

    def sheet(self, sheet: Sheet) -> None:
        """All rows of one sheet."""
        guess = self.matcher.guess(sheet.header)
        kept = [i for i in range(len(sheet.header)) if i not in guess.persons]
        self.columns.update({sheet.header[i]: name for name, i in guess.fields.items()})
        self.unknown += [sheet.header[i] for i in guess.unknown]
        self.persons += [sheet.header[i] for i in guess.persons]
        unit = header_unit(sheet.header[guess.fields["budget"]]) if "budget" in guess.fields else ""
        kind = scenario_list_kind(sheet, self.options.file_name, guess.fields)
        for record in sheet.records:
            self.read += 1
            shifted = record.problem is not None and bool(guess.persons)
            cells = [] if shifted else [c for i, c in enumerate(record.cells) if i in kept or i >= len(sheet.header)]
            self.facts.row("rows", row=record.number, sheet=sheet.name, cells=cells)
            said = {n: _said(record.cells[i]) for n, i in guess.fields.items() if i < len(record.cells)}
            refused = self._row(record, said, kind, unit, sheet)
            if refused is None:
                self.accepted += 1
                continue
            self.refused[refused[0]] += 1
            code, message = refused
            self.facts.row("set_aside", row=record.number, sheet=sheet.name, code=code, message=message, cells=cells)

    def _row(
        self, record: Record, said: dict[str, str], kind: str | None, unit: str, sheet: Sheet
    ) -> tuple[str, str] | None:
        number = record.number
        if record.problem is not None:
            return record.problem
        if is_total_row(record.cells) or is_total_row((said.get("name", ""),)):
            return "total_row", f"record {number}: a sum line, no scenario"
        if not said.get("name") and sum(1 for c in record.cells if c.strip()) == 1:
            return "group_row", f"record {number}: the title of a group of rows, no scenario"
        return self.add(number, said, record.cells, kind, unit, row_locator(number, sheet.name))

    def add(
        self, number: int, said: dict[str, str], cells: list[str], kind: str | None, unit: str, locator: str
    ) -> tuple[str, str] | None:
        """One row by its fields; returns code and message where it is no new scenario."""
        name = said.get("name", "")
        if not name:
            return "no_name", f"record {number}: no scenario name; fill it in"
        scope = f"{self.options.source_key}|{said.get('serial') or name}"
        scenario = name_id("Scenario", name, scope)
        first = self.seen.setdefault(scenario, (locator, cells))
        if first[0] != locator:
            same = [c.strip() for c in first[1]] == [c.strip() for c in cells]
            if same:
                return "duplicate_row", f"record {number}: the same as {first[0]}"
            return "name_conflict", f"record {number}: {name} stands at {first[0]} with other details; number the rows"
        self._scenario(scenario, said, kind, unit, locator)
        return None

    def _scenario(self, scenario: str, said: dict[str, str], kind: str | None, unit: str, locator: str) -> None:
        technologies = [t for t in map(str.strip, _SPLIT.split(said.get("technologies", ""))) if not is_empty(t)]
        budget = read_amount(said["budget"], unit) if said.get("budget") else None
        if said.get("budget") and (budget is None or budget[1] != "CNY"):
            self.notes["budget_unread"] += 1
            budget = None
        deadline, problem = read_date(said.get("deadline", ""), self.spreadsheet)
        if problem is not None:
            self.notes[problem] += 1
        properties: dict[str, object] = {n: said[n] for n in _SINGLE if said.get(n)}
        properties |= {
            "list_kind": _kind_of(said.get("list_kind", "")) or kind,
            "technologies": technologies or None,
            "budget": budget[0] if budget else None,
            "deadline": deadline,
        }
        self.facts.node(
            "Scenario", scenario, said["name"], locator=locator, rule=RULE_ROW, as_of=self.options.as_of,
            properties={k: v for k, v in properties.items() if v is not None},
        )  # fmt: skip
        self._located(scenario, said.get("area", ""), locator)
        self._demands(scenario, said, technologies, locator)
        for label, body, name, known in self.bodies.find(said.get("demander", "")):
            self._other(label, body, name, locator, known)
            self._edge("OWNED_BY", scenario, (label, body), locator)
        for label, body, name, known in self.bodies.find(said.get("lead", "")):
            self._other(label, body, name, locator, known)
            self._edge("LED_BY", scenario, (label, body), locator)
        for field, label, relation in (("tier", "ScenarioTier", "AT_TIER"), ("phase", "LifecyclePhase", "IN_PHASE")):
            if said.get(field):
                other = name_id(label, said[field], self.packs.home)
                self._other(label, other, said[field], locator)
                self._edge(relation, scenario, (label, other), locator)

    def _located(self, scenario: str, area: str, locator: str) -> None:
        """Zones and parks that the area names; the most specific, a city only where nothing else is named."""
        found: dict[tuple[str, str], str] = {}
        for zone, words in self._zones(area):
            found.setdefault(("Zone", zone), words)
        for hit in self.scanner.scan(area):
            found.setdefault((hit.label, hit.id), hit.surface)
        if not found and (_WHOLE_CITY.search(half_width(area)) or self.packs.city_name in area):
            found[("Zone", self.packs.home)] = area.strip()
        self.no_place += not found
        for (label, place), words in found.items():
            self.facts.edge(
                "LOCATED_IN", ("Scenario", scenario), (label, place), locator=locator, rule=RULE_AREA,
                confidence=AREA, as_of=self.options.as_of, properties={"basis": "area", "words": [words]},
            )  # fmt: skip

    def _zones(self, area: str) -> Iterator[tuple[str, str]]:
        for part in filter(None, map(str.strip, _SPLIT.split(area))):
            named = [(f.zone, f.words[0]) for f in self.places.locate(part, "").found if f.zone != self.packs.home]
            yield from named or self.places.named(part)

    def _demands(self, scenario: str, said: dict[str, str], technologies: list[str], locator: str) -> None:
        text = f"{said['name']}。{said.get('demand', '')}"
        for link, words in self.needs.find(text, technologies).items():
            self.facts.edge(
                "DEMANDS", ("Scenario", scenario), ("ChainLink", link), locator=locator, rule=RULE_WORDS,
                stated=False, confidence=WORDS, as_of=self.options.as_of, properties={"words": list(words)},
            )  # fmt: skip
        for technology in dict.fromkeys(technologies):
            other = name_id("Technology", technology, self.packs.home)
            self._other("Technology", other, technology, locator)
            self._edge("DEMANDS", scenario, ("Technology", other), locator)

    def _other(self, label: str, local_id: str, name: str, locator: str, known: bool = False) -> None:
        """A node this row names; what the pack has needs no second node."""
        if not known:
            self.facts.node(label, local_id, name, locator=locator, rule=RULE_ROW, as_of=self.options.as_of)

    def _edge(self, relation: str, scenario: str, tail: tuple[str, str], locator: str) -> None:
        self.facts.edge(
            relation, ("Scenario", scenario), tail, locator=locator, rule=RULE_ROW, as_of=self.options.as_of
        )

    def extraction(self, table: Table) -> Extraction:
        """Tables, sums and the guess of the columns."""
        set_aside = sum(self.refused.values())
        return Extraction(
            TABLE,
            self.facts.tables(),
            read=self.read,
            accepted=self.accepted,
            set_aside=set_aside,
            reasons=dict(sorted({**self.refused, **self.notes}.items())),
            notes=tuple(table.skipped),
            info={
                "columns": self.columns,
                "columns_unknown": self.unknown,
                "columns_dropped": self.persons,
                "set_aside_reasons": dict(sorted(self.refused.items())),
                "noted_reasons": dict(sorted(self.notes.items())),
                "no_place": self.no_place,
                "encoding": table.encoding,
            },
        )


def _said(cell: str) -> str:
    text = cell.strip()
    return "" if is_empty(text) else text


def scenario_list_kind(sheet: Sheet, file_name: str, fields: dict[str, int]) -> str | None:
    """Which list it is, from the title above the header, the sheet's name, the name column's header, the file's name."""
    column = sheet.header[fields["name"]] if "name" in fields else ""
    return next((k for k in map(_kind_of, (sheet.title, sheet.name or "", column, file_name)) if k), None)


def _kind_of(text: str) -> str | None:
    return next((kind for kind, word in _LIST_KINDS if word in text), None)
