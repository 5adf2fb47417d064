"""The rules of documents in the order they are applied (规则).

Earlier rules take spans that later ones leave alone; what the Documents work adds
(works, awards, tenants, leases …) is another function in this list.
"""

from typing import Final

from ingest.documents.frame import Rule
from ingest.documents.rules import ladders, names, parks, policy, targets, tasks

RULES: Final = (
    Rule("own-plan", policy.own_plan),
    Rule("policies", policy.policies),
    Rule("task-tree", tasks.task_tree),
    Rule("directions", ladders.directions),
    Rule("steps", ladders.steps),
    Rule("tiers", ladders.tiers),
    Rule("initiatives", targets.initiatives),
    Rule("targets", targets.targets),
    Rule("zones-supported", names.supported),
    Rule("focus", names.focus),
    Rule("park-names", parks.park_names),
    Rule("park-facts", parks.park_facts),
    Rule("park-focus", parks.park_focus),
    Rule("figures", targets.figures),
    Rule("names", names.mentions),
)

__all__ = ["RULES"]
