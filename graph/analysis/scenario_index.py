"""Scenarios of one projection with what they share, held in memory: some thousands, not millions (场景索引)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple

import pyarrow.parquet as pq

from graph.analysis.reference import Reference
from graph.evidence import EvidenceReader
from graph.queries import ask
from graph.wording import SCENARIO_LABELS, Wording
from graph.workspace import Workspace

PLACES_SHOWN: Final = 2
_DETAILS: Final = ("field", "status", "demander", "demand", "budget", "deadline", "list_kind")


class Trait(NamedTuple):
    """Something that things share: for which reason, its id and label."""

    reason: str
    shared: str
    label: str


class ScenarioIndex:
    """Scenarios and directions for super scenarios of one workspace, each table read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._names: dict[tuple[str, str], str] = {}

    @classmethod
    def of(cls, workspace: Workspace) -> ScenarioIndex:
        """The index of a workspace, made once as long as its projection is open."""
        kept: ScenarioIndex = workspace.kept.setdefault("scenario_index", cls(workspace))
        return kept

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Label, name and details of each by id; a direction has no details."""
        found: dict[str, dict[str, Any]] = {}
        for label in SCENARIO_LABELS:
            path = self.workspace.tables / f"node_{label}.parquet"
            columns = ["id", "name", *(_DETAILS if label == "Scenario" else ())]
            for row in pq.read_table(path, columns=columns).to_pylist() if path.exists() else ():
                found[row["id"]] = {**dict.fromkeys(_DETAILS), **row, "label": label}
        return found

    @cached_property
    def traits(self) -> dict[str, list[Trait]]:
        """What each shares with others, in one order."""
        path = self.workspace.tables / "trait.parquet"
        found: dict[str, list[Trait]] = defaultdict(list)
        for row in pq.read_table(path).to_pylist() if path.exists() else ():
            found[row["scenario"]].append(Trait(row["reason"], row["shared"], row["shared_label"]))
        return {key: sorted(traits) for key, traits in found.items()}

    @cached_property
    def holders(self) -> Mapping[tuple[str, str], list[str]]:
        """Who has a trait, by reason and shared thing."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, traits in sorted(self.traits.items()):
            for trait in traits:
                found[trait.reason, trait.shared].append(key)
        return dict(found)

    def shared(self, scenario: str, reason: str) -> list[str]:
        """Ids of what a scenario has for one reason."""
        return [trait.shared for trait in self.traits.get(scenario, ()) if trait.reason == reason]

    @cached_property
    def wording(self) -> Wording:
        """Words of their texts."""
        return Wording.read(self.workspace.folder, SCENARIO_LABELS)

    @cached_property
    def zones(self) -> dict[str, list[str]]:
        """Zones a scenario lies in as its source says, or those of its park."""
        reference = Reference.of(self.workspace)
        found: dict[str, set[str]] = defaultdict(set)
        for row in ask(self.workspace.store, "scenario_zones"):
            found[row["scenario_id"]].add(row["place_id"])
        for row in ask(self.workspace.store, "scenario_parks"):
            park = reference.parks.get(row["place_id"])
            if park is not None:
                found[row["scenario_id"]].update(park.zones)
        return {key: sorted(zones) for key, zones in found.items()}

    @cached_property
    def evidence(self) -> dict[str, list[dict[str, Any]]]:
        """Where each stands; all at once, since opening them one by one takes longer than an answer may."""
        return EvidenceReader.of(self.workspace).for_facts(list(self.rows), PLACES_SHOWN, values=False)

    @cached_property
    def batches(self) -> dict[str, frozenset[tuple[str, str]]]:
        """The list or document each came with, and who asks."""
        made = {}
        for key, row in self.rows.items():
            sources = {("source", place["document"]["id"]) for place in self.evidence.get(key, ())}
            askers = {("demander", one) for one in self.shared(key, "demander")}
            if not askers and row["demander"]:
                askers = {("demander", row["demander"])}
            made[key] = frozenset(sources | askers)
        return made

    def name(self, label: str, node: str) -> str:
        """The name of a shared thing, or its id where it has none."""
        if (label, node) not in self._names:
            hits = self.workspace.search.exact(node, label) if label != "text" else []
            self._names[label, node] = hits[0].name if hits else node
        return self._names[label, node]
