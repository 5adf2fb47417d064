"""What sources say about where scenarios stand, each with its day and place (来源所述的环节与层级).

Versions that a source had before count too: a list of March said what was so in March. What was withdrawn is
left out with all its versions.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.analysis.scenario_work.ladders import KINDS, LABELS, STANDS, Kind, Ladders, read_edges
from graph.ledger import Bundle, Source, Version, open_bundle
from graph.workspace import Workspace
from schema.ontology import ontology
from schema.pack_scenario_work import ScenarioWorkRules

_REGISTERS: Final = frozenset({"registrations"})
"""Kinds of sources that speak of no scenario; some have millions of rows."""
_LISTS: Final = "scenarios"
"""The kind of a source that is a list of scenarios as a whole."""
_KIND_OF: Final[dict[str, Kind]] = {STANDS[kind]: kind for kind in KINDS}


@dataclass(frozen=True)
class Saying:
    """One place that says where a scenario stands.

    `day` is None where the source gives none; `weak` ones count only where nothing else says anything. `fact` opens
    it: the edge, where it is in the graph, else the scenario.
    """

    kind: Kind
    scenario: str
    name: str
    day: dt.date | None
    basis: str
    rule: str
    stated: bool
    confidence: Decimal
    source: Source
    version: Version
    locator: str
    fact: str
    earlier: bool
    weak: bool = False
    words: str = ""


@dataclass(frozen=True)
class Sayings:
    """All of them, and the sources that name a scenario in what they say today."""

    said: tuple[Saying, ...]
    named_in: dict[str, frozenset[str]]
    unplaced: dict[str, int]


def read_sayings(workspace: Workspace, ladders: Ladders, rules: ScenarioWorkRules) -> Sayings:
    """What all sources say that count in the projection, and their earlier versions."""
    reading = _Reading(workspace, ladders, rules)
    last: dict[str, int] = {}
    counted = set()
    for key, seq, *_ in workspace.manifest["bundles"]:
        counted.add((key, seq))
        last[key] = max(seq, last.get(key, seq))
    for source in workspace.ledger.sources():
        if source.key in last and source.kind not in _REGISTERS:
            for version in source.versions:
                if version.seq <= last[source.key] and (workspace.ledger.facts / version.bundle).exists():
                    reading.version(source, version, (source.key, version.seq) not in counted)
    return reading.made()


class _Reading:
    """Reads bundles one after the other."""

    def __init__(self, workspace: Workspace, ladders: Ladders, rules: ScenarioWorkRules) -> None:
        self._workspace, self._ladders, self._rules = workspace, ladders, rules
        self._stands = {row["id"] for row in read_edges(workspace, STANDS.values())}
        decisions = workspace.ledger.decisions()
        self._rejected = {d.subject for d in decisions if d.kind == "reject"}
        self._ids: dict[str, str] = {}
        path = workspace.tables / "resolution.parquet"
        if path.exists():
            table = pq.read_table(
                path, columns=["local_id", "id"], filters=pc.starts_with(pc.field("local_id"), "name:Scenario:")
            )
            self._ids = dict(zip(*(table.column(name).to_pylist() for name in ("local_id", "id")), strict=True))
        self._said: list[Saying] = []
        self._named_in: dict[str, set[str]] = defaultdict(set)
        self._unplaced: dict[str, int] = defaultdict(int)

    def made(self) -> Sayings:
        """What was read, in one order."""
        return Sayings(
            tuple(sorted(self._said, key=lambda s: (s.scenario, s.kind, s.version.number, s.locator, s.name, s.rule))),
            {key: frozenset(sources) for key, sources in self._named_in.items()},
            dict(self._unplaced),
        )

    def version(self, source: Source, version: Version, earlier: bool) -> None:
        """What one version says."""
        bundle = open_bundle(self._workspace.ledger.facts / version.bundle)
        if "nodes_Scenario" not in bundle.tables:
            return
        published = _day(version.options.get("published_on") or version.summary.get("info", {}).get("published_on"))
        for row in self._edges(bundle):
            scenario = self._ids.get(row["head"], row["head"])
            edge = f"{row['type']}:{scenario}>{row['tail']}"
            if not self._counts(edge, row["confidence"], earlier):
                continue
            since = _day(row["since"])
            day, basis = _dated(
                ("since", since),
                ("valid_from", row["valid_from"]),
                ("as_of", row["as_of"]),
                ("published_on", published),
            )
            self._said.append(
                Saying(
                    _KIND_OF[row["type"]], scenario, row["name"], day, basis, row["rule"], row["stated"],
                    row["confidence"], source, version, row["locator"], edge if edge in self._stands else scenario, earlier,
                )
            )  # fmt: skip
        for row in self._scenarios(bundle):
            scenario = self._ids.get(row["local_id"], row["local_id"])
            if not earlier:
                self._named_in[scenario].add(source.key)
            day, basis = _dated(("as_of", row["as_of"]), ("published_on", published))
            for kind, name, rule, words, weak in self._inferred(row, source.kind):
                self._said.append(
                    Saying(
                        kind, scenario, name, day, basis, rule, False, row["confidence"], source, version,
                        row["locator"], scenario, earlier, weak, words,
                    )
                )  # fmt: skip

    def _counts(self, edge: str, confidence: Decimal, earlier: bool) -> bool:
        if not earlier:
            return edge in self._stands
        return confidence >= ontology().candidate_below and edge not in self._rejected

    def _edges(self, bundle: Bundle) -> Iterator[dict[str, Any]]:
        if "edges" not in bundle.tables:
            return
        columns = [
            "type", "head", "tail", "locator", "rule", "stated", "confidence", "valid_from", "as_of", "since",
        ]  # fmt: skip
        rows = pq.read_table(
            bundle.path("edges"), columns=columns, filters=pc.field("type").isin(list(_KIND_OF))
        ).to_pylist()
        names: dict[str, str] = {}
        for kind in KINDS if rows else ():
            table = bundle.read(f"nodes_{LABELS[kind]}", ("local_id", "name"))
            for row in table.to_pylist() if table is not None else ():
                names.setdefault(row["local_id"], row["name"])
        yield from ({**row, "name": names.get(row["tail"], row["tail"])} for row in rows)

    def _scenarios(self, bundle: Bundle) -> list[dict[str, Any]]:
        columns = ("local_id", "locator", "confidence", "rule", "as_of", "status", "list_kind")
        table = bundle.read("nodes_Scenario", columns)
        return table.to_pylist() if table is not None else []

    def _inferred(self, row: dict[str, Any], source_kind: str) -> Iterator[tuple[Kind, str, str, str, bool]]:
        """What the status printed by a list, and the list itself, say by rules of the packs."""
        status = (row["status"] or "").strip()
        rule = next((one for one in self._rules.statuses if status in one.statuses), None)
        step = next((n for n in self._ladders.first("step") if rule is not None and rule.fits(n)), None)
        if rule is not None and step is not None:
            yield "step", step, rule.id, f"{rule.text}（推定）", False
        elif status:
            self._unplaced[status] += 1
        listed = self._rules.listed
        in_list = row["list_kind"] or source_kind == _LISTS
        if listed is not None and in_list and row["list_kind"] not in listed.not_kinds:
            rung = next((name for name in self._ladders.first("tier") if listed.fits(name)), None)
            if rung is not None:
                yield "tier", rung, listed.id, f"{listed.text}（推定）", True


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _dated(*known: tuple[str, dt.date | None]) -> tuple[dt.date | None, str]:
    """The first day that is known and what it is; nothing is dated by guess."""
    return next(((day, basis) for basis, day in known if day is not None), (None, "none"))
