"""Scenario work over some thousands of scenarios, through the library.

    python -m benchmarks.answers_scenarios [--scenarios 5000] [--asked 20]

Takes the invented scenarios of `answers_related`, puts each at a step and every third on a rung of an invented plan
with six actions, eight directions and three targets, and times each answer: the first, which reads tables into
memory, apart from the rest. CPU seconds count all threads.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.answers_related import invented, make, row
from graph.analysis.scenario_work import Wish, assessment, library, promotion, states, staying, targets
from graph.facts import Facts
from graph.workspace import Workspace
from schema.pack_loader import load_packs
from schema.pack_model import Packs

PLAN = "name:Policy:bench"
STEPS = ("征集", "打磨", "对接", "落地", "评估")
TIERS = ("场景清单", "示范场景", "超级场景")
DAY = dt.date(2026, 9, 1)


def plan(packs: Packs) -> Facts:
    """Steps, rungs, actions, directions and targets."""
    facts, place = Facts(), "r=1"
    facts.node("Policy", PLAN, "方案", locator=place, rule="p", properties={"period_from": 2026, "period_to": 2028})
    lists = (("LifecyclePhase", "HAS_STEP", "PRECEDES", STEPS), ("ScenarioTier", "HAS_TIER", "UPGRADES_TO", TIERS))
    for label, kind, following, names in lists:
        for order, name in enumerate(names, start=1):
            facts.node(label, f"name:{label}:{name}", name, locator=place, rule="p")
            facts.edge(
                kind, ("Policy", PLAN), (label, f"name:{label}:{name}"), locator=place, rule="p",
                properties={"order": order},
            )  # fmt: skip
        for before, after in pairwise(names):
            ends = (label, f"name:{label}:{before}"), (label, f"name:{label}:{after}")
            facts.edge(following, *ends, locator=place, rule="p")
    for number in range(6):
        action = ("ActionArea", f"name:ActionArea:{number}")
        facts.node(*action, f"行动{number}", locator=place, rule="p", properties={"level": "action"})
        for part in range(3):
            aspect = ("ActionArea", f"name:ActionArea:{number}.{part}")
            named = f"领域{3 * number + part}"
            facts.node(*aspect, named, locator=place, rule="p", properties={"level": "aspect"})
            facts.edge("PART_OF", aspect, action, locator=place, rule="p")
    for link in sorted(packs.links)[:8]:
        direction = ("ScenarioDirection", f"name:ScenarioDirection:{link}")
        facts.node(*direction, packs.links[link].name, locator=place, rule="p")
        facts.edge("HAS_DIRECTION", ("Policy", PLAN), direction, locator=place, rule="p")
    for metric, unit in (("超级场景", "个"), ("新技术新产品", "项"), ("企业", "家")):
        target = ("Indicator", f"name:Indicator:{metric}")
        said = {"metric": metric, "unit": unit, "value": Decimal(100), "comparator": "gte", "kind": "target"}
        facts.node(*target, metric, locator=place, rule="p", properties=said)
        facts.edge("HAS_TARGET", ("Policy", PLAN), target, locator=place, rule="p")
    return facts


def standing(packs: Packs, scenarios: int) -> list[Facts]:
    """The lists with a step of each scenario, and a rung of every third."""
    drawn = random.Random(3)
    made = invented(packs, scenarios)
    for number in range(scenarios):
        facts, place = made[number % len(made)], f"r={number}"
        day = dt.date(2026, 1, 1) + dt.timedelta(days=drawn.randrange(240))
        said = [("LifecyclePhase", "IN_PHASE", drawn.choice(STEPS))]
        if number % 3 == 0:
            said.append(("ScenarioTier", "AT_TIER", drawn.choice(TIERS)))
        for label, kind, name in said:
            facts.node(label, f"name:{label}:{name}", name, locator=place, rule="s")
            ends = ("Scenario", f"name:Scenario:{number}"), (label, f"name:{label}:{name}")
            facts.edge(kind, *ends, locator=place, rule="s", as_of=day)
    return made


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--scenarios", type=int, default=5000)
    parser.add_argument("--asked", type=int, default=20)
    given = parser.parse_args()
    packs = load_packs("qingdao")
    questions: dict[str, Callable[[Workspace], Any]] = {
        "states, first": lambda w: states(w, packs, as_of=DAY),
        "states": lambda w: states(w, packs, as_of=DAY),
        "states of one": lambda w: states(w, packs, "name:Scenario:7", as_of=DAY),
        "late": lambda w: staying(w, packs, as_of=DAY),
        "promotion": lambda w: promotion(w, packs, as_of=DAY),
        "library": lambda w: library(w, packs, as_of=DAY),
        "library, filtered": lambda w: library(w, packs, Wish(tier="超级场景", action="行动1"), as_of=DAY),
        "targets": lambda w: targets(w, packs, as_of=DAY),
        "assessment": lambda w: assessment(w, packs, as_of=DAY),
    }
    print("| what | median, ms | p95, ms | CPU a question, ms |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make(home, packs, [*standing(packs, given.scenarios), plan(packs)])
        with Workspace.open(home) as workspace:
            for what, ask in questions.items():
                times = 1 if what.endswith("first") else given.asked
                print(row(what, [partial(ask, workspace)] * times), flush=True)


if __name__ == "__main__":
    main()
