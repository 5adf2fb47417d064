"""Papers and lists on scenarios of the small city: versions of sources that can be replaced, withdrawn, restored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from graph.facts import Facts
from graph.ledger import Ledger, NewVersion, open_bundle, write_bundle
from graph.pack_facts import RELATED_RULE, related_rule_table
from graph.projection import ProjectionInputs, counted_bundles, current_coverage
from graph.publish import publish
from graph.workspace import Workspace
from ingest.resolve import resolve
from schema.pack_loader import load_packs
from tests.graph.small_city import CITY, NORTH, pack

STEPS = ("出题征集", "方案打磨", "发布对接", "落地示范", "跟踪评估")
TIERS = ("场景清单", "示范场景", "超级场景")
POLICY = "name:Policy:plan"


def plan(
    steps: tuple[str, ...] = STEPS,
    tiers: tuple[str, ...] = TIERS,
    policy: str = POLICY,
    year: int = 2026,
    title: str = "",
) -> Facts:
    """A paper that orders steps and rungs."""
    facts = Facts()
    facts.node(
        "Policy", policy, title or f"{year}年场景方案", locator="c=0-9", rule="p",
        properties={"period_from": year, "period_to": year + 2},
    )  # fmt: skip
    for label, type_name, following, names in (
        ("LifecyclePhase", "HAS_STEP", "PRECEDES", steps),
        ("ScenarioTier", "HAS_TIER", "UPGRADES_TO", tiers),
    ):
        ids = [f"name:{label}:{policy[-4:]}{n}" for n in range(len(names))]
        for order, (one, name) in enumerate(zip(ids, names, strict=True), start=1):
            facts.node(label, one, name, locator="c=10-20", rule="p")
            facts.edge(
                type_name, ("Policy", policy), (label, one), locator="c=10-20", rule="p", properties={"order": order}
            )
        for before, after in pairwise(ids):
            facts.edge(following, (label, before), (label, after), locator="c=10-20", rule="p")
    return facts


def target(
    facts: Facts, number: int, metric: str, value: int, *, comparator: str = "gte", unit: str = "个", time: str = "2028",
    sentence: str = "", raw: str = "",
) -> None:  # fmt: skip
    """A target of the paper, the `number`th row of it; `raw` is its value as the sentence has it."""
    local, place = f"name:Indicator:{number}", f"r={number}"
    said = {"metric": metric, "value": Decimal(value), "comparator": comparator, "unit": unit, "time": time}
    facts.row("rows", row=number, sheet=None, cells=[sentence])
    facts.node(
        "Indicator",
        local,
        metric,
        locator=place,
        rule="p",
        properties={**said, "kind": "target", "raw": raw or sentence},
    )
    ends = ("Policy", POLICY), ("Indicator", local)
    facts.edge("HAS_TARGET", *ends, locator=place, rule="p", properties={"order": number})


def stands(
    facts: Facts, number: int, name: str, *, step: str = "", tier: str = "", day: dt.date | None = None, row: int = 0,
    zone: str = NORTH, confidence: str = "1", **properties: object,
) -> str:  # fmt: skip
    """A scenario that a source puts at a step or on a rung; `day` is the day the source speaks of."""
    local, place = f"name:Scenario:{number}", f"r={row or number}"
    facts.node("Scenario", local, name, locator=place, rule="s", as_of=day, properties=properties or None)
    if zone:
        facts.edge("LOCATED_IN", ("Scenario", local), ("Zone", zone), locator=place, rule="s")
    for label, type_name, said in (("LifecyclePhase", "IN_PHASE", step), ("ScenarioTier", "AT_TIER", tier)):
        if said:
            facts.node(label, f"name:{label}:{said}", said, locator=place, rule="s")
            ends = (("Scenario", local), (label, f"name:{label}:{said}"))
            facts.edge(type_name, *ends, locator=place, rule="s", as_of=day, confidence=confidence)
    return local


@dataclass
class Papers:
    """A workspace that sources are put into one by one; `open` publishes what is there."""

    home: Path
    made: int = 0
    opened: Workspace | None = None

    def put(
        self, key: str, facts: Facts, *, kind: str = "scenarios", precedence: str = "official_list",
        complete: bool | None = None,
    ) -> None:  # fmt: skip
        """The next version of a source."""
        self._change(lambda ledger: self._commit(ledger, key, facts, kind, precedence, complete))

    def _commit(
        self, ledger: Ledger, key: str, facts: Facts, kind: str, precedence: str, complete: bool | None
    ) -> None:
        self.made += 1
        name = f"{self.made:032d}"
        write_bundle(ledger.facts, name, facts.tables())
        ledger.commit(
            NewVersion(key, kind, "replace", f"{self.made:064d}", 1, "", {}, {}, name, precedence),
            covers=None if complete is None else [(CITY, complete, None)],
        )

    def retract(self, key: str) -> None:
        """Withdraw a source."""
        self._change(lambda ledger: ledger.retract(key))

    def restore(self, key: str) -> None:
        """Bring it back."""
        self._change(lambda ledger: ledger.restore(key))

    def _change(self, do: Callable[[Ledger], object]) -> None:
        self.close()
        with Ledger.open(self.home) as ledger, ledger.writing():
            do(ledger)

    def open(self) -> Workspace:
        """The workspace as it is now."""
        if self.opened is not None:
            return self.opened
        with Ledger.open(self.home) as ledger, ledger.writing():
            sources = ledger.sources()
            bundles = {v.bundle: open_bundle(ledger.facts / v.bundle) for s in sources for v in s.versions}
            tables = pack().tables() | {RELATED_RULE: related_rule_table(load_packs("qingdao").related_rules)}
            counted = counted_bundles(sources, bundles)
            inputs = ProjectionInputs(
                counted,
                current_coverage(sources),
                tables,
                "p",
                CITY,
                resolve([one.bundle for one in counted], tables, ()).table,
                (),
                "1",
            )
            publish(ledger.graph, inputs, now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        self.opened = Workspace.open(self.home)
        return self.opened

    def close(self) -> None:
        """Close what was opened."""
        if self.opened is not None:
            self.opened.close()
            self.opened = None
