"""Evidence: the sentence or row behind a node or an edge (证据).

A locator is `<version number>#c=120-180`, `<version number>#r=77` or
`pack:qingdao/links#r=12`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Final

from graph.ledger import Bundle, Version, open_bundle
from graph.row_groups import RowGroups
from graph.workspace import Workspace
from schema.ontology import ontology

_PAGE: Final = re.compile(r"\bpage=(\d+)")
_OCR: Final = "ocr=yes"
_ROW: Final = re.compile(r"(?:sheet=(?P<sheet>.*);)?r=(?P<row>\d+)$")
PLACES_KEPT: Final = 3
"""Places kept of a fact behind a finding: enough to open it, few enough to keep all of them."""
MOST_PLACES: Final = 50
"""Places given for one fact; a name said a thousand times is not shown a thousand times."""

Cells = dict[tuple[str, str, int], list[str | None]]
"""Raw cells by bundle, sheet and row."""


class EvidenceReader:
    """Opens facts of one workspace to their places."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._bundles: dict[str, Bundle] = {}
        self._sentences: dict[str, dict[str, dict[str, Any]]] = {}
        self._tables: dict[tuple[str, str], RowGroups] = {}
        self._kept: dict[str, list[dict[str, Any]]] = {}

    @classmethod
    def of(cls, workspace: Workspace) -> EvidenceReader:
        """The reader of a workspace that keeps what findings open again and again."""
        kept: EvidenceReader = workspace.kept.setdefault("evidence", cls(workspace))
        return kept

    @cached_property
    def _versions(self) -> dict[tuple[str, int], Version]:
        counted = self._workspace.manifest["bundles"]
        return {(source, seq): self._workspace.ledger.version(number) for source, seq, number, _ in counted}

    @cached_property
    def _places(self) -> RowGroups | None:
        path = self._workspace.tables / "evidence.parquet"
        return RowGroups(path, "fact") if path.exists() else None

    def _bundle(self, name: str) -> Bundle:
        if name not in self._bundles:
            self._bundles[name] = open_bundle(self._workspace.ledger.facts / name)
        return self._bundles[name]

    def _groups(self, bundle: Bundle, table: str, column: str) -> RowGroups:
        """A table of a bundle by one of its columns."""
        key = (bundle.name, table)
        if key not in self._tables:
            self._tables[key] = RowGroups(bundle.path(table), column)
        return self._tables[key]

    def for_facts(
        self, facts: Sequence[str], most: int = MOST_PLACES, *, values: bool = True
    ) -> dict[str, list[dict[str, Any]]]:
        """Evidence of nodes or edges by id, at most `most` places each; unknown ids have no entry.

        Which property values a place gives is read from its bundle, a read a place, unless `values` is off.
        """
        if not facts or self._places is None:
            return {}
        rows = self._places.rows(facts).to_pylist()
        chosen: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            if len(chosen[row["fact"]]) < most:
                chosen[row["fact"]].append(row)
        cells = self._cells(
            (self._versions[row["source"], row["seq"]].bundle, row["locator"])
            for few in chosen.values()
            for row in few
            if row["source"]
        )
        return {fact: [self._open(row, cells, values) for row in few] for fact, few in chosen.items()}

    def keep(self, facts: Sequence[str]) -> None:
        """Read evidence to be given again and again: of the facts behind findings, of which there are few."""
        if unread := [fact for fact in dict.fromkeys(facts) if fact not in self._kept]:
            found = self.for_facts(unread, PLACES_KEPT)
            self._kept.update({fact: found.get(fact, []) for fact in unread})

    def kept_for_facts(self, facts: Sequence[str], most: int) -> dict[str, list[dict[str, Any]]]:
        """What `for_facts` gives, at most PLACES_KEPT places each, read once; unknown ids have an empty entry."""
        self.keep(facts)
        return {fact: self._kept[fact][:most] for fact in facts}

    def _cells(self, places: Iterable[tuple[str, str]]) -> Cells:
        """The raw cells of all rows that locators name, read once a bundle."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for bundle_name, locator in places:
            match = _ROW.match(locator)
            if match is not None:
                wanted[bundle_name].add(int(match["row"]))
        found: Cells = {}
        for name, numbers in wanted.items():
            bundle = self._bundle(name)
            if "rows" in bundle.tables:
                for row in self._groups(bundle, "rows", "row").rows(numbers).to_pylist():
                    found[name, row["sheet"] or "", row["row"]] = row["cells"]
        return found

    def at_places(self, places: Iterable[tuple[Version, str]]) -> dict[tuple[int, str], dict[str, Any]]:
        """Places of any versions by version number and locator, those that no longer count too."""
        wanted = {(version.number, locator): version for version, locator in places}
        cells = self._cells((version.bundle, locator) for (_, locator), version in wanted.items())
        made = {}
        for (number, locator), version in wanted.items():
            segments, sentence, page, ocr = self._place(version, locator, cells)
            made[number, locator] = {
                "locator": f"{number}#{locator}",
                "document": document_of(version),
                "page": page,
                "ocr": ocr,
                "segments": segments,
                "sentence": sentence,
            }
        return made

    def for_fact(self, fact: str) -> list[dict[str, Any]]:
        """Evidence of one node or edge."""
        return self.for_facts([fact]).get(fact, [])

    def _open(self, row: dict[str, Any], cells: Cells, values: bool) -> dict[str, Any]:
        given = {
            "rule": row["rule"],
            "confidence": float(row["confidence"]),
            "stated": row["stated"],
            "values": {},
        }
        if row["source"] == "":
            return self._open_pack_row(row["locator"]) | given
        version = self._versions[row["source"], row["seq"]]
        segments, sentence, page, ocr = self._place(version, row["locator"], cells)
        return {
            "locator": f"{version.number}#{row['locator']}",
            "document": document_of(version),
            "page": page,
            "ocr": ocr,
            "segments": segments,
            "sentence": sentence,
            **given,
            "values": self._values(version, row) if values else {},
        }

    def _open_pack_row(self, locator: str) -> dict[str, Any]:
        row = self._workspace.pack_evidence.get(locator, {})
        return {
            "locator": locator,
            "document": {
                "id": locator.partition("/")[0],
                "title": row.get("place"),
                "publisher": None,
                "published_on": None,
                "sha256": None,
            },
            "page": None,
            "segments": [],
            "sentence": row.get("sentence"),
        }

    def _place(
        self, version: Version, locator: str, cells: Cells
    ) -> tuple[list[list[int]], str | None, int | None, bool]:
        """Segments, sentence, page and whether a picture was read, or the raw cells of a row."""
        bundle = self._bundle(version.bundle)
        match = _ROW.match(locator)
        if match is None:
            if bundle.name not in self._sentences:
                table = bundle.read("evidence")
                rows = table.to_pylist() if table is not None else []
                self._sentences[bundle.name] = {r["locator"]: r for r in rows}
            row = self._sentences[bundle.name].get(locator)
            if row is None:
                return [], None, None, False
            segments = [[int(part) for part in text.split("-")] for text in row["segments"]]
            return segments, row["sentence"], page_of(row["place"]), _OCR in (row["place"] or "").split()
        raw = cells.get((bundle.name, match["sheet"] or "", int(match["row"])))
        return [], " | ".join(cell or "" for cell in raw) if raw else None, None, False

    def _values(self, version: Version, row: dict[str, Any]) -> dict[str, Any]:
        """The property values of a node that are said at this place."""
        label = row["fact_kind"]
        bundle = self._bundle(version.bundle)
        if label == "edge" or f"nodes_{label}" not in bundle.tables:
            return {}
        names = ["name", "aliases", *(p.name for p in ontology().labels[label].properties)]
        found = self._groups(bundle, f"nodes_{label}", "ordinal").rows([row["ordinal"]]).select(names).to_pylist()
        return {name: value for name, value in found[0].items() if value is not None} if found else {}


def page_of(place: str | None) -> int | None:
    """The page that an evidence row's place names, such as 3 of `body page=3`."""
    found = _PAGE.search(place or "")
    return int(found[1]) if found else None


def document_of(version: Version) -> dict[str, Any]:
    """What an answer says about the source of a fact."""
    info = version.summary.get("info", {})
    return {
        "id": version.source,
        "title": info.get("title") or version.source,
        "publisher": version.options.get("publisher") or info.get("publisher"),
        "published_on": version.options.get("published_on") or info.get("published_on"),
        "sha256": version.sha256,
    }
