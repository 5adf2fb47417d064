"""Steps of the life cycle and rungs of the results ladder, as the papers order them (环节与层级).

Every paper may have its own; nothing is added to what papers name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, Literal

import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.errors import NotFound
from graph.workspace import Workspace
from schema.ids import normal_name
from schema.pack_model import Packs
from schema.pack_scenario_work import WorkRule

Kind = Literal["step", "tier"]
KINDS: Final[tuple[Kind, ...]] = ("step", "tier")
LABELS: Final[Mapping[Kind, str]] = {"step": "LifecyclePhase", "tier": "ScenarioTier"}
STANDS: Final[Mapping[Kind, str]] = {"step": "IN_PHASE", "tier": "AT_TIER"}
ZH: Final[Mapping[Kind, str]] = {"step": "环节", "tier": "层级"}
LADDERS_SHOWN: Final = 3
"""Ladders that a warning spells out; all are in the answer's basis."""
_NAMES: Final[Mapping[Kind, str]] = {"step": "HAS_STEP", "tier": "HAS_TIER"}
_NEXT: Final[Mapping[Kind, str]] = {"step": "PRECEDES", "tier": "UPGRADES_TO"}


@lru_cache(maxsize=4096)
def same_name(name: str) -> str:
    """The normal form of the name of a step or rung: there are few, and each is compared thousands of times."""
    return normal_name(name)


@dataclass(frozen=True)
class Rung:
    """One step or rung: its name, its node and the edge that opens it."""

    name: str
    id: str
    edge: str


@dataclass(frozen=True)
class Ladder:
    """An ordered list of a paper, the first step or the lowest rung first; `owner` is empty where no policy names it."""

    kind: Kind
    owner: str
    owner_name: str
    rungs: tuple[Rung, ...]

    def place(self, name: str) -> int | None:
        """The place of a step or rung by its name, from 0."""
        return self._places.get(same_name(name))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {same_name(rung.name): n for n, rung in reversed(list(enumerate(self.rungs)))}

    def holds(self, other: Ladder) -> bool:
        """Whether it has all names of another in the same order."""
        places = [self.place(rung.name) for rung in other.rungs]
        known = [place for place in places if place is not None]
        return len(known) == len(places) and known == sorted(known)

    def after(self, name: str) -> Rung | None:
        """What follows; None at the end and for another ladder's name."""
        at = self.place(name)
        return self.rungs[at + 1] if at is not None and at + 1 < len(self.rungs) else None


def read_edges(workspace: Workspace, types: Iterable[str]) -> list[dict[str, Any]]:
    """Edges of some types in one order."""
    path = workspace.tables / "edge.parquet"
    if not path.exists():
        return []
    columns = ["id", "type", "head", "tail", "order", "head_label", "tail_label"]
    rows: list[dict[str, Any]] = pq.read_table(
        path, columns=columns, filters=pc.field("type").isin(sorted(types))
    ).to_pylist()
    return sorted(rows, key=lambda row: str(row["id"]))


def read_nodes(workspace: Workspace, label: str, columns: Sequence[str] = ()) -> dict[str, dict[str, Any]]:
    """Nodes of a label by id, with their names."""
    path = workspace.tables / f"node_{label}.parquet"
    rows = pq.read_table(path, columns=["id", "name", *columns]).to_pylist() if path.exists() else []
    return {row["id"]: row for row in rows}


class Ladders:
    """The ladders of one workspace: of plans on scenarios first, the home city's own before others, the newest first.

    With `plan`, a part of a policy's name, only the ladders of such policies; raises NotFound where there is none.
    """

    def __init__(self, workspace: Workspace, packs: Packs, plan: str | None = None) -> None:
        edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in read_edges(workspace, [*_NAMES.values(), *_NEXT.values()]):
            edges[row["type"]].append(row)
        owners = {
            key: row
            for label in ("Policy", "ActionArea", "Mechanism")
            for key, row in read_nodes(
                workspace, label, ("issued_on", "period_from") if label == "Policy" else ()
            ).items()
        }
        home = packs.zones.get(packs.home)
        first = _First(packs.scenario_work.plans, tuple(filter(None, (home.name, home.short_name) if home else ())))
        self.plans = _plans(workspace, plan) if plan is not None else None
        self.of: dict[Kind, tuple[Ladder, ...]] = {
            kind: tuple(
                ladder
                for ladder in _ladders(
                    kind, edges[_NAMES[kind]], edges[_NEXT[kind]], owners, read_nodes(workspace, LABELS[kind]), first
                )
                if self.plans is None or ladder.owner in self.plans
            )
            for kind in KINDS
        }

    def holding(self, kind: Kind, name: str) -> Ladder | None:
        """The first ladder that has a step or rung of this name."""
        return next((ladder for ladder in self.of[kind] if ladder.place(name) is not None), None)

    def names(self, kind: Kind) -> list[str]:
        """All names in order of the ladders, each once."""
        return list(dict.fromkeys(rung.name for ladder in self.of[kind] for rung in ladder.rungs))

    def first(self, kind: Kind) -> list[str]:
        """The names of the first ladder: what is inferred is inferred for it alone, others may word it otherwise."""
        return [rung.name for ladder in self.of[kind][:1] for rung in ladder.rungs]

    def find(self, text: str) -> list[tuple[Kind, str]]:
        """Steps and rungs of this name."""
        normal = same_name(text)
        return [(kind, name) for kind in KINDS for name in self.names(kind) if same_name(name) == normal]

    def named(self, kind: Kind, text: str) -> str:
        """The step or rung of this name as papers print it; raises NotFound naming those there are."""
        normal = same_name(text)
        found = next((name for name in self.names(kind) if same_name(name) == normal), None)
        if found is None:
            raise NotFound(f"{text}: no {kind} of this name; there are: {'、'.join(self.names(kind)) or 'none'}")
        return found

    def looked_at(self) -> list[dict[str, Any]]:
        """What an answer says of the ladders it rests on."""
        return [
            {
                "kind": kind,
                "policy": {"id": ladder.owner, "name": ladder.owner_name} if ladder.owner else None,
                "names": [rung.name for rung in ladder.rungs],
            }
            for kind in KINDS
            for ladder in self.of[kind]
        ]

    def warnings(self) -> list[str]:
        """What a person should know of them, in words."""
        said = []
        for kind in KINDS:
            if not self.of[kind]:
                said.append(f"已载入的文件没有列出{'全周期环节' if kind == 'step' else '成果层级'}，无从判断下一步。")
            elif len(self.of[kind]) > 1:
                shown = self.of[kind][:LADDERS_SHOWN]
                names = "；".join("—".join(rung.name for rung in ladder.rungs) for ladder in shown)
                more = " …" if len(self.of[kind]) > len(shown) else ""
                said.append(
                    f"{len(self.of[kind])}份文件各列一套{ZH[kind]}，场景按名称归到其中一套，先用的在前"
                    f"（--plan 只用一份的）：{names}{more}。"
                )
        return said


@dataclass(frozen=True)
class _First:
    """Which plans go first, by their titles."""

    rule: WorkRule | None
    city: tuple[str, ...]

    def rank(self, title: str) -> int:
        if self.rule is None or not self.rule.fits(title):
            return 2
        return 0 if any(name in title for name in self.city) else 1


def _plans(workspace: Workspace, text: str) -> frozenset[str]:
    """Ids of the policies whose name holds a text."""
    known = read_nodes(workspace, "Policy", ("aliases",))
    wanted = normal_name(text)
    found = [
        key
        for key, row in known.items()
        if key == text or any(wanted in normal_name(name) for name in (row["name"], *(row["aliases"] or ())))
    ]
    if not found:
        offered = "、".join(sorted(row["name"] for row in known.values())[:8])
        raise NotFound(f"--plan {text}: no policy has this in its name; there are: {offered or 'none'}")
    return frozenset(found)


def _ladders(
    kind: Kind,
    named: list[dict[str, Any]],
    following: list[dict[str, Any]],
    owners: Mapping[str, Mapping[str, Any]],
    nodes: Mapping[str, Mapping[str, Any]],
    first: _First,
) -> tuple[Ladder, ...]:
    lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in named:
        lists[row["head"]].append(row)
    found: list[Ladder] = []
    for owner, rows in lists.items():
        rows.sort(key=lambda row: (row["order"] is None, row["order"] or 0, row["id"]))
        rungs = tuple(Rung(nodes[row["tail"]]["name"], row["tail"], row["id"]) for row in rows if row["tail"] in nodes)
        found.append(Ladder(kind, owner, str(owners.get(owner, {}).get("name") or owner), rungs))
    owned = {row["tail"] for row in named}
    found += _unowned(kind, [row for row in following if not {row["head"], row["tail"]} & owned], nodes)

    def newest(ladder: Ladder) -> tuple[bool, int, int, int, str]:
        row = owners.get(ladder.owner, {})
        issued, since = row.get("issued_on"), row.get("period_from")
        # Issued 2026-03-02 for 2026 to 2028: the day says more; a ladder without a policy comes last.
        year = issued.year if issued is not None else since or 0
        day = -issued.toordinal() if issued is not None else 0
        return not ladder.owner, first.rank(ladder.owner_name), -year, day, ladder.owner

    different: dict[tuple[str, ...], Ladder] = {}
    for ladder in sorted(found, key=newest):
        # 已从甲升级为乙 of a news page is a part of the ladder that a plan has, not another one.
        part = not ladder.owner and any(whole.holds(ladder) for whole in different.values())
        if ladder.rungs and not part:
            different.setdefault(tuple(same_name(rung.name) for rung in ladder.rungs), ladder)
    return tuple(different.values())


def _unowned(kind: Kind, following: list[dict[str, Any]], nodes: Mapping[str, Mapping[str, Any]]) -> list[Ladder]:
    """Lists that no policy owns, from what follows what; where a circle leads nowhere, it ends."""
    onward = {row["head"]: row for row in reversed(following)}
    targets = {row["tail"] for row in following}
    made = []
    for start in sorted(onward.keys() - targets):
        rungs, seen, edge = [Rung(str(nodes[start]["name"]), start, onward[start]["id"])], {start}, onward.get(start)
        while edge is not None and edge["tail"] not in seen and edge["tail"] in nodes:
            seen.add(edge["tail"])
            rungs.append(Rung(str(nodes[edge["tail"]]["name"]), edge["tail"], edge["id"]))
            edge = onward.get(edge["tail"])
        made.append(Ladder(kind, "", "", tuple(rungs)))
    return made
