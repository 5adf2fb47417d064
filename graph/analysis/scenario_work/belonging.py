"""What scenarios belong to: districts, actions of plans, directions for super scenarios, companies, technologies (归属).

Each tie says why it is there and by which facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pyarrow.parquet as pq

from graph.analysis.match_states import histories, state_of
from graph.analysis.scenario_work.ladders import read_edges, read_nodes
from graph.analysis.scenario_work.standing import Case, ScenarioWork
from graph.ledger import Decision
from graph.wording import shared_words
from schema.ids import normal_name
from schema.pack_model import Packs

SHORTEST: Final = 4
"""Characters of a name that may stand for a longer one: 海水淡化 for 海水淡化与综合利用."""
WORDS_SHOWN: Final = 5
FEWEST_WORDS: Final = 2
"""Words in common from which a scenario belongs to a direction by wording; one alone (机器人) says too little."""
_TAKES_PART: Final = ("APPLIES", "LED_BY")


@dataclass(frozen=True)
class Tie:
    """What a scenario belongs to, why, and the facts that open it; `stated` where a source says so."""

    id: str
    name: str
    why: str
    facts: tuple[str, ...]
    stated: bool


class Belonging:
    """Ties of all scenarios of one workspace."""

    def __init__(self, work: ScenarioWork, packs: Packs) -> None:
        self.work = work
        self._least = packs.thresholds["related-wording"].value if "related-wording" in packs.thresholds else 1.0
        # What scenarios belong to is the same on every day.
        self._districts: dict[str, list[str]] = {}
        self._actions_of: dict[str, list[Tie]] = {}
        self._directions_of: dict[str, list[Tie]] = {}
        self.edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
        types = ("APPLIES", "LED_BY", "OWNED_BY", "FOCUSES_ON", "PART_OF", "PROPOSES", "SUPPORTS", "HAS_DIRECTION")
        for row in read_edges(work.workspace, types):
            if row["type"] not in ("FOCUSES_ON", "PART_OF") or row["head_label"] == "ActionArea":
                self.edges[row["type"]].append(row)

    @classmethod
    def of(cls, work: ScenarioWork, packs: Packs) -> Belonging:
        """The ties of some scenario work, read once."""
        if work.belonging is None:
            work.belonging = cls(work, packs)
        made: Belonging = work.belonging
        return made

    def districts(self, case: Case) -> list[str]:
        """Districts that a scenario lies in."""
        if case.id not in self._districts:
            self._districts[case.id] = self._read_districts(case)
        return self._districts[case.id]

    def actions_of(self, case: Case) -> list[Tie]:
        """Actions by the field that a list prints; where that gives none, by a link that the scenario asks for."""
        if case.id not in self._actions_of:
            self._actions_of[case.id] = self._read_actions(case)
        return self._actions_of[case.id]

    def directions_of(self, case: Case) -> list[Tie]:
        """Directions by name: of the park or in the scenario's text; where none is, by wording."""
        if case.id not in self._directions_of:
            self._directions_of[case.id] = self._read_directions(case)
        return self._directions_of[case.id]

    def _read_districts(self, case: Case) -> list[str]:
        return sorted({zone for node in case.nodes for zone in self.work.districts(node)})

    # -- actions ----------------------------------------------------------------------

    @cached_property
    def _areas(self) -> dict[str, dict[str, Any]]:
        return read_nodes(self.work.workspace, "ActionArea", ("level",))

    @cached_property
    def _above(self) -> dict[str, tuple[str, str]]:
        """What each task is part of, and the edge."""
        return {row["head"]: (row["tail"], row["id"]) for row in reversed(self.edges["PART_OF"])}

    def _action(self, area: str) -> str:
        """The action that an aspect is part of; the task itself where it is none's."""
        seen: set[str] = set()
        current = area
        while current in self._areas and current not in seen:
            if self._areas[current]["level"] == "action":
                return current
            seen.add(current)
            current = self._above.get(current, ("", ""))[0]
        return area

    @cached_property
    def actions(self) -> dict[str, dict[str, Any]]:
        """Actions of plans by id: a task that has no task of level action above it or is one."""
        return {key: row for key, row in self._areas.items() if row["level"] == "action"}

    @cached_property
    def _subjects(self) -> list[tuple[str, str, str]]:
        """Names that stand for an action: its own, its aspects', the industries it puts weight on; action and fact."""
        found = [(normal_name(row["name"]), self._action(key), key) for key, row in self._areas.items()]
        names = {
            key: row for label in ("Industry", "ChainLink") for key, row in read_nodes(self._workspace, label).items()
        }
        found += [
            (normal_name(names[row["tail"]]["name"]), self._action(row["head"]), row["id"])
            for row in self.edges["FOCUSES_ON"]
            if row["tail"] in names
        ]
        return sorted(entry for entry in found if entry[1] in self.actions)

    @property
    def _workspace(self) -> Any:
        return self.work.workspace

    def _read_actions(self, case: Case) -> list[Tie]:
        made: dict[str, Tie] = {}
        for node in case.nodes:
            field = self.work.index.rows[node]["field"]
            wanted = normal_name(field or "")
            for name, action, fact in self._subjects if wanted else ():
                same = name == wanted
                if not same and (min(len(name), len(wanted)) < SHORTEST or not (name in wanted or wanted in name)):
                    continue
                why = f"应用领域“{field}”{'是' if same else '近于'}它的内容"
                if action not in made or (same and not made[action].stated):
                    made[action] = Tie(action, self.actions[action]["name"], why, (node, fact), same)
        for node in case.nodes if not made else ():
            for area in self.work.index.shared(node, "action"):
                action = self._action(area)
                if action in self.actions:
                    why = "它聚焦的环节是场景所需（推定）"
                    made.setdefault(action, Tie(action, self.actions[action]["name"], why, (node, area), False))
        return [made[key] for key in sorted(made)]

    # -- directions -------------------------------------------------------------------

    @cached_property
    def directions(self) -> dict[str, dict[str, Any]]:
        """Directions for super scenarios by id."""
        return {key: row for key, row in self.work.index.rows.items() if row["label"] == "ScenarioDirection"}

    @cached_property
    def _direction_names(self) -> dict[str, str]:
        return {key: normal_name(row["name"]) for key, row in self.directions.items()}

    @cached_property
    def _texts(self) -> dict[str, str]:
        path = self._workspace.tables / "node_Scenario.parquet"
        columns = ("id", "name", "area", "demand")
        rows = pq.read_table(path, columns=list(columns)).to_pylist() if path.exists() else []
        return {row["id"]: normal_name("|".join(row[name] or "" for name in columns[1:])) for row in rows}

    @cached_property
    def _alike(self) -> dict[str, dict[str, int]]:
        """Scenarios whose words are near to those of each direction."""
        wording = self.work.index.wording
        return {key: wording.like(wording.words.get(key, {}), self._least) for key in self.directions}

    def _read_directions(self, case: Case) -> list[Tie]:
        made: dict[str, Tie] = {}
        near: dict[str, Tie] = {}
        for node in case.nodes:
            parks = [self.work.index.name("Park", park) for park in self.work.index.shared(node, "park")]
            for key, row in self.directions.items():
                name = self._direction_names[key]
                if park := next((park for park in parks if name in normal_name(park)), None):
                    made[key] = Tie(key, row["name"], f"在{park}", (node, key), True)
                elif name in self._texts.get(node, ""):
                    made.setdefault(key, Tie(key, row["name"], "场景的文字点到它的名称", (node, key), True))
                elif node in self._alike[key]:
                    words = self.work.index.wording.words
                    common = shared_words(words[key], words[node])[:WORDS_SHOWN]
                    if len(common) >= FEWEST_WORDS:
                        why = f"文字相近：{'、'.join(common)}（推定）"
                        near.setdefault(key, Tie(key, row["name"], why, (node, key), False))
        chosen = made or near
        return [chosen[key] for key in sorted(chosen)]

    # -- companies, technologies, policies ---------------------------------------------

    @cached_property
    def _companies(self) -> dict[str, list[tuple[str, str, bool]]]:
        """Company, edge, whether it takes part, by scenario."""
        found: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        for kind in (*_TAKES_PART, "OWNED_BY"):
            for row in self.edges[kind]:
                if row["head_label"] == "Company" and row["tail_label"] == "Scenario":
                    found[row["tail"]].append((row["head"], row["id"], True))
                elif row["head_label"] == "Scenario" and row["tail_label"] == "Company":
                    found[row["head"]].append((row["tail"], row["id"], kind in _TAKES_PART))
        return found

    def companies_of(self, case: Case, *, demanders: bool = False) -> list[tuple[str, str]]:
        """Companies that take part, with the edge; with `demanders` those that ask too."""
        found = (one for node in case.nodes for one in self._companies.get(node, ()))
        return sorted({(company, edge) for company, edge, part in found if part or demanders})

    @cached_property
    def _technologies(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in self.edges["APPLIES"]:
            if row["head_label"] == "Scenario" and row["tail_label"] == "Technology":
                found[row["head"]].append((row["tail"], row["id"]))
        return found

    def technologies_of(self, case: Case) -> list[tuple[str, str]]:
        """Technologies that a scenario needs or applies, with the edge."""
        found = {pair for node in case.nodes for pair in self._technologies.get(node, ())}
        for node in case.nodes:
            found |= {(one, f"DEMANDS:{node}>{one}") for one in self.work.index.shared(node, "technology")}
        return sorted(found)

    def policies_of(self, case: Case) -> list[tuple[str, str]]:
        """Policies that propose or support a scenario by name, with the edge."""
        rows = (*self.edges["PROPOSES"], *self.edges["SUPPORTS"])
        return sorted({(row["head"], row["id"]) for row in rows if row["tail"] in case.nodes})

    def matches_of(self, cases: Iterable[Case]) -> dict[str, dict[str, list[Decision]]]:
        """Standing decisions on matches by scenario and company."""
        node_of = {node: case.id for case in cases for node in case.nodes}
        found: dict[str, dict[str, list[Decision]]] = defaultdict(dict)
        for (scenario, company), history in sorted(histories(self._workspace).items()):
            if scenario in node_of:
                found[node_of[scenario]][company] = history
        return found

    def is_landed(self, case: Case) -> bool:
        """Whether a scenario stands at a step at which it is on the ground."""
        rule, standing = self.work.rules.landed, case.standing.get("step")
        return rule is not None and standing is not None and rule.fits(standing.name)


def states_reached(history: Iterable[Decision]) -> set[str]:
    """All states that a match has come through."""
    return {state_of([decision]) for decision in history}
