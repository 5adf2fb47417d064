"""Lists inside a document of any format: its tables and its lines of names (文档中的清单)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from graph.facts import Facts, character_locator, segment_texts
from ingest.lists.context import ListRow, ListSource, Writer
from ingest.lists.dates import document_day, validity
from ingest.lists.entities import ROWS
from ingest.lists.grid import Grid, grids_of, text_grids
from ingest.lists.kinds import is_telling, list_kind, matchers_of, may_head
from ingest.lists.names import Shape
from ingest.lists.rows import ListRow as SheetRow
from ingest.lists.running import Item, RunningList, RunningLists, bare_title, lines_of
from ingest.lists.sheets import Outcome, column_notes, read_list
from ingest.lists.titles import is_list_title, read_title
from ingest.registrations.options import TableOptions
from ingest.scenarios import ScenarioReading
from ingest.tables import read_sheet
from ingest.tables.limits import DEFAULT_LIMITS
from schema.pack_model import Packs

if TYPE_CHECKING:
    # The documents call the lists; for them the lists need types only.
    from ingest.documents.decode import DecodedText
    from ingest.documents.frame import DocumentOptions

_KIND_OF: Final = {Shape.COMPANY: "companies", Shape.PARK: "parks", Shape.TOWN: "towns"}
_UNIT: Final = re.compile(r"单位\s*[:：]\s*((?:亿|千万|百万|万|千)?(?:人民币|美|欧|日|港)?元)")
_NEAR: Final = 4
"""Lines above a table among which its title stands: title, a second line of it, unit, a group's heading."""
_COUNT: Final = re.compile(r"(?:共\s*)?(\d{1,5})\s*(?:家|个|名|项|户)\s*[)）]?\s*$")


@dataclass
class ListFindings:
    """What the lists of one document gave. `regions` are the characters that no other rule need read."""

    regions: tuple[tuple[int, int], ...] = ()
    read: int = 0
    accepted: int = 0
    set_aside: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def covers(self, segments: Sequence[tuple[int, int]]) -> bool:
        """Whether any of these characters stand in a list."""
        return any(s < end and start < e for s, e in self.regions for start, end in segments)


def list_facts(
    facts: Facts,
    decoded: DecodedText,
    options: DocumentOptions,
    packs: Packs,
    *,
    title: str,
    document_id: str,
    written: Collection[str] = (),
) -> ListFindings:
    """Put the facts of all lists of a document into `facts`, with evidence and mentions.

    `title` is the document's title, `document_id` its node's local id, `written` the locators whose
    evidence stands in `facts` already.
    """
    return _Lists(facts, decoded, options, packs, title, document_id, set(written)).read()


class _Lists:
    def __init__(
        self, facts: Facts, decoded: DecodedText, options: DocumentOptions, packs: Packs,
        title: str, document_id: str, written: set[str],
    ) -> None:  # fmt: skip
        self.facts = facts
        self.decoded = decoded
        self.options = options
        self.packs = packs
        self.title = title
        self.document_id = document_id
        self.written = written
        self.writer = Writer(facts, packs, options.source_key)
        self.lines = lines_of(decoded.text, ())
        self.valid = validity(decoded.text)
        self.regions: list[tuple[int, int]] = []
        self.outcomes: list[tuple[str, Outcome]] = []
        self.told: set[tuple[str, str]] = set()
        self.notes: list[str] = []
        self.unread: list[tuple[tuple[int, int], str]] = []

    @cached_property
    def scenarios(self) -> ScenarioReading:
        """Made where a list of scenarios is found."""
        options = TableOptions(self.options.source_key, self.options.file_name, self.options.publisher)
        return ScenarioReading(options, self.packs, self.facts)

    def read(self) -> ListFindings:
        grids = grids_of(self.decoded)
        if not grids:
            grids = text_grids(self.lines, lambda header: may_head(header, self.packs))
        number, above = 1, ""
        for grid in grids:
            above = self._above(grid) or (above if len(grid.above.strip()) < 200 else "")
            self._table(grid, number, above)
            number += len(grid.rows)
        lines = lines_of(self.decoded.text, self.regions)
        for found in RunningLists(self.writer.shapes, self.title).find(lines):
            self._running(found)
        reasons = sum((o.reasons for _, o in self.outcomes), Counter(self.writer.notes))
        findings = ListFindings(
            tuple(sorted(self.regions)), sum(o.read for _, o in self.outcomes),
            sum(o.accepted for _, o in self.outcomes), sum(sum(o.reasons.values()) for _, o in self.outcomes), reasons,
        )  # fmt: skip
        for name, outcome in self.outcomes:
            codes = ", ".join(f"{n} {code}" for code, n in sorted(outcome.reasons.items()))
            aside = f", {sum(outcome.reasons.values())} set aside ({codes})" if codes else ""
            findings.notes.append(f"{name}: {outcome.read} rows, {outcome.accepted} accepted{aside}")
        findings.notes += column_notes(self.outcomes) + self.notes
        # A table without a header may have been read as lines.
        findings.notes += [
            note for (start, end), note in self.unread if not any(s < end and start < e for s, e in self.regions)
        ]
        return findings

    # -- tables

    def _above(self, grid: Grid) -> str:
        """The title nearest above a table, two lines of it joined; empty where none stands there."""
        near = [line.strip() for line in grid.above.splitlines() if line.strip()][-_NEAR:]
        for i in range(len(near) - 1, -1, -1):
            if is_list_title(near[i]):
                before = near[i - 1] if i else ""
                return before + near[i] if before.endswith("的") else near[i]
        return ""

    def _table(self, grid: Grid, first: int, above: str) -> None:
        matchers = list(matchers_of(self.packs).values())
        sheet = read_sheet(
            None, grid.records(first), grid.merges(first), self.options.file_name, matchers, DEFAULT_LIMITS
        )
        if sheet is None:
            return
        inside = sheet.title if is_list_title(sheet.title) or read_title(sheet.title).qualification else ""
        title = inside or above or self.title
        kind = list_kind(sheet.header, title, self.packs)
        if kind is None:
            # Two columns of names and values (发文机关：…) are the document's own data, no list.
            if (
                (above or inside)
                and len(grid.rows) > 2
                and not any(cell.endswith((":", "：")) for cell in sheet.header)
            ):
                said = "、".join(cell for cell in sheet.header if cell)[:80]
                self.unread.append((grid.region, f"{title[:60]!r}: no list read, columns not understood: {said}"))
            return
        if not (above or inside or is_list_title(bare_title(self.title)) or is_telling(sheet.header, kind, self.packs)):
            return
        sheet.title = f"{title} {sheet.title}".strip()
        start, end = grid.region
        unit = _UNIT.search(grid.above[-200:]) or _UNIT.search(sheet.title)
        outcome = read_list(
            sheet, kind, self.writer, self._source(title, start), lambda: self.scenarios,
            lambda number, _: self._row_locator(grid, number - first), lambda row, names: self._told(grid, first, row, names),
            merged_lost=not self.decoded.spans, file_name=self.options.file_name, unit=unit[1] if unit else "",
        )  # fmt: skip
        if not outcome.accepted:
            return
        self.regions.append((start, end))
        self.outcomes.append((f"list {title[:60]!r}", outcome))

    def _row_locator(self, grid: Grid, row: int) -> str:
        start, end = grid.rows[row].span
        return self._evidence(start, end)

    def _evidence(self, start: int, end: int) -> str:
        locator = character_locator([(start, end)])
        if locator not in self.written:
            self.written.add(locator)
            self.facts.row(
                "evidence", locator=locator, segments=segment_texts([(start, end)]),
                sentence=self.decoded.text[start:end], place=f"row {self.decoded.place_at(start)}".rstrip(),
            )  # fmt: skip
        return locator

    def _told(self, grid: Grid, first: int, row: SheetRow, names: Sequence[tuple[str, str, str]]) -> None:
        start, end = grid.rows[row.number - first].span
        for label, local_id, name in names:
            pattern = r"\s*".join(map(re.escape, "".join(name.split())))
            match = re.compile(pattern).search(self.decoded.text, start, end)
            span = (match.start(), match.end()) if match else None
            self._mention(label, local_id, span, character_locator([(start, end)]))

    def _mention(self, label: str, local_id: str, span: tuple[int, int] | None, locator: str) -> None:
        if span is not None and label != "Indicator":
            self.facts.row(
                "mentions", local_id=local_id, label=label, text=self.decoded.text[span[0] : span[1]], form="name",
                segments=segment_texts([span]), locator=locator,
            )  # fmt: skip
        if (label, local_id) not in self.told:
            self.told.add((label, local_id))
            self.facts.edge(
                "MENTIONS", ("Document", self.document_id), (label, local_id), locator=locator, rule="list.mention"
            )

    # -- lines

    def _source(self, title: str, start: int) -> ListSource:
        """What is known of a list: its own title first, then what the document's title adds."""
        said, whole = read_title(title), read_title(self.title)
        if said.qualification is None:
            said = replace(said, qualification=whole.qualification, refused=said.refused or whole.refused)
        if said.qualification == whole.qualification:
            said = replace(
                said, batch=said.batch or whole.batch, year=said.year or whole.year,
                proposed=said.proposed or whole.proposed,
            )  # fmt: skip
        day = document_day(self.lines, start) or self.options.published_on
        return ListSource(said, day, None, self.valid)

    def _running(self, found: RunningList) -> None:
        kind = _KIND_OF.get(found.kind)
        if kind is None:
            return
        source = self._source(found.title, found.start)
        outcome = Outcome()
        seen: dict[tuple[str, tuple[str, ...]], Item] = {}
        for item in found.items:
            outcome.read += 1
            if (item.name, item.groups) in seen:
                outcome.reasons["duplicate_row"] += 1
                continue
            seen[item.name, item.groups] = item
            locator = self._evidence(item.line.start, item.line.end)
            said = {"name": item.name} | ({"serial": str(item.index)} if item.index is not None else {})
            names = ROWS[kind](self.writer, source, ListRow(said, item.groups, locator))
            for label, local_id, _ in names:
                self._mention(label, local_id, (item.start, item.end), locator)
            outcome.accepted += 1
        self._check_counts(found)
        self.regions.append((found.start, found.end))
        self.outcomes.append((f"list {found.title[:60]!r}", outcome))

    def _check_counts(self, found: RunningList) -> None:
        """A heading that counts its group (12家) must agree with what was read."""
        members = Counter(group for item in found.items for group in item.groups)
        for group, number in members.items():
            said = _COUNT.search(group)
            if said and int(said[1]) != number:
                self.notes.append(f"{group}: the heading says {said[1]}, {number} names were read")
