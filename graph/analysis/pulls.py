"""Who pulls on a link: scenarios, policies, zones and parks that put weight on it, leaders of its chain (牵引)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from graph.analysis.reference import Chain, Link, Reference
from graph.analysis.scope import Scope
from graph.queries import ask
from schema.words import words

VIA: Final = {"link": "环节", "chain": "产业链", "industry": "上级产业", "system": "产业体系"}
"""At which step above a link a weight lies; a system holds a dozen industries and pulls on no link by itself."""


@dataclass(frozen=True)
class Pull:
    """A policy, task, zone or park that puts weight on a link, its chain, its industry or a system."""

    label: str
    id: str
    name: str
    edge: str
    via: str
    target: str
    target_name: str


@dataclass(frozen=True)
class Leader:
    """A company that leads a chain, on one of its links (链主)."""

    company: str
    link: str
    basis: str
    why: str
    edge: str
    inside: bool


class Pulls:
    """What pulls on links, each kind asked of the store once."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    @classmethod
    def of(cls, reference: Reference) -> Pulls:
        """The pulls of a workspace, made once as long as its projection is open."""
        kept: Pulls = reference.workspace.kept.setdefault("pulls", cls(reference))
        return kept

    @cached_property
    def scenarios(self) -> dict[str, list[dict[str, Any]]]:
        """Scenarios that ask for a link's supply or for a technology of it, by link; each once a link."""
        found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        for query in ("link_demand", "link_demand_by_technology"):
            for row in ask(self._reference.workspace.store, query):
                found[row["link_id"]].setdefault(row["scenario_id"], {"technology": None, **row})
        return {link: list(rows.values()) for link, rows in found.items()}

    @cached_property
    def _by_target(self) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        found: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        for label, query in (
            ("Policy", "policy_pulls"),
            ("ActionArea", "task_pulls"),
            ("Zone", "zone_pulls"),
            ("Park", "park_pulls"),
        ):
            for row in ask(self._reference.workspace.store, query):
                found[row["target"]].append((label, row))
        return dict(found)

    @cached_property
    def _above(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """(id, step) of what each chain belongs to: industries, then systems."""
        parents: dict[str, list[str]] = defaultdict(list)
        for row in ask(self._reference.workspace.store, "industry_parents"):
            parents[row["child"]].append(row["parent"])
        systems: dict[str, list[str]] = defaultdict(list)
        for row in ask(self._reference.workspace.store, "system_industries"):
            systems[row["industry"]].append(row["system"])
        return {chain: tuple(_climb(chain, parents, systems)) for chain in self._reference.chains}

    def edges(self) -> list[str]:
        """Ids of all edges by which anything pulls on a link."""
        asked = [row["edge"] for rows in self.scenarios.values() for row in rows]
        weights = [row["edge"] for rows in self._by_target.values() for _, row in rows]
        return [*asked, *weights, *(row["edge"] for rows in self._qualified.values() for row in rows)]

    def on_link(self, chain: Chain, link: Link) -> list[Pull]:
        """Everything that puts weight on a link, the nearest first."""
        steps = [(link.id, "link"), (chain.id, "chain"), *self._above.get(chain.id, ())]
        return [
            Pull(label, row["id"], row["name"], row["edge"], via, target, row["target_name"])
            for target, via in steps
            for label, row in self._by_target.get(target, ())
        ]

    def policies(self, scope: Scope, chain: Chain, link: Link) -> list[Pull]:
        """Policies, tasks and the zones of a scope that put weight on a link; no parks."""
        return [
            pull
            for pull in self.on_link(chain, link)
            if pull.label in ("Policy", "ActionArea") or (pull.label == "Zone" and scope.touches(pull.id))
        ]

    def parks(self, scope: Scope, chain: Chain, link: Link) -> list[tuple[Pull, bool]]:
        """Parks of the city whose focus fits a link, with whether they lie in the scope; those first."""
        found = []
        for pull in self.on_link(chain, link):
            zones = self._reference.parks[pull.id].zones if pull.label == "Park" else ()
            if any(scope.city in self._reference.within(zone) for zone in zones):
                found.append((pull, pull.id == scope.id or any(scope.holds(zone) for zone in zones)))
        return sorted(found, key=lambda entry: (not entry[1], list(VIA).index(entry[0].via), entry[0].id))

    @cached_property
    def _qualified(self) -> dict[str, list[dict[str, Any]]]:
        """Companies certified as leaders of a chain, by link."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for word in words("chain_leaders"):
            for row in ask(self._reference.workspace.store, "qualified_companies", {"word": word}):
                found[row["link_id"]].append(row)
        return dict(found)

    def leaders(self, scope: Scope, links: Iterable[str]) -> list[Leader]:
        """Leaders that stand on some links: certified ones of the city, and the largest by capital in the scope."""
        made: dict[tuple[str, str], Leader] = {}
        for link in links:
            for row in self._qualified.get(link, ()):
                zone = row["zone_id"]
                if zone is None or scope.city not in self._reference.within(zone):
                    continue
                stage = "（公示中）" if row["status"] == "proposed" else ""
                why = f"认定为“{row['qualification']}”{stage}"
                leader = Leader(row["company_id"], link, "qualification", why, row["edge"], scope.touches(zone))
                before = made.get((leader.company, link))
                if before is None or (leader.inside and not before.inside):
                    made[leader.company, link] = leader
            largest = scope.cell(link).leaders[:1]
            if scope.cell(link).capital_known:
                for company in largest:
                    edge = f"ENGAGES_IN:{company}>{link}"
                    why = "该环节注册资本最大的企业，未见链主认定"
                    made.setdefault((company, link), Leader(company, link, "capital", why, edge, True))
        return sorted(
            made.values(), key=lambda one: (one.basis != "qualification", not one.inside, one.company, one.link)
        )


def _climb(chain: str, parents: dict[str, list[str]], systems: dict[str, list[str]]) -> list[tuple[str, str]]:
    """What a chain belongs to, each once, also where industries stand in a circle."""
    industries: list[str] = []
    waiting = [chain]
    while waiting:
        current = waiting.pop(0)
        for parent in sorted(parents.get(current, ())):
            if parent != chain and parent not in industries:
                industries.append(parent)
                waiting.append(parent)
    above = sorted({system for one in (chain, *industries) for system in systems.get(one, ())})
    return [*((one, "industry") for one in industries), *((one, "system") for one in above)]
