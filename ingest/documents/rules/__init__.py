"""The rules of documents in the order they are applied (规则).

Earlier rules take spans that later ones leave alone: names of things come first, then what is said of them.
"""

from typing import Final

from ingest.documents.frame import Rule
from ingest.documents.rules import (
    companies,
    company_facts,
    company_frames,
    counts,
    defined,
    duties,
    fields,
    focus,
    ladders,
    mechanisms,
    named_scenarios,
    names,
    organizations,
    parks,
    plain_scenarios,
    policy,
    projects,
    qualifications,
    targets,
    tasks,
    technologies,
    tenancy,
    works,
    zones,
)

RULES: Final = (
    Rule("own-plan", policy.own_plan),
    Rule("policies", policy.policies),
    Rule("work-names", works.work_names),
    Rule("task-tree", tasks.task_tree),
    Rule("directions", ladders.directions),
    Rule("steps", ladders.steps),
    Rule("tiers", ladders.tiers),
    Rule("initiatives", targets.initiatives),
    Rule("targets", targets.targets),
    Rule("park-names", parks.park_names),
    Rule("company-names", companies.company_names),
    Rule("defined-names", defined.defined),
    Rule("organizations", organizations.organizations),
    Rule("defined-bodies", defined.defined),
    Rule("company-frames", company_frames.company_frames),
    Rule("works", works.works),
    Rule("scenario-names", named_scenarios.named_scenarios),
    Rule("plain-scenarios", plain_scenarios.plain_scenarios),
    Rule("qualifications", qualifications.qualifications),
    Rule("projects", projects.projects),
    Rule("mechanism-names", mechanisms.mechanism_names),
    Rule("zones-named", zones.zones_named),
    Rule("technologies", technologies.technologies),
    Rule("industries-named", focus.industries_named),
    Rule("names", names.mentions),
    Rule("zones-within", zones.zones_within),
    Rule("mechanisms", mechanisms.mechanisms),
    Rule("zones-supported", names.supported),
    Rule("focus", focus.focus),
    Rule("park-facts", parks.park_facts),
    Rule("fields", fields.fields),
    Rule("certified", qualifications.certified),
    Rule("tenancy", tenancy.tenancy),
    Rule("company-facts", company_facts.company_facts),
    Rule("project-facts", projects.project_facts),
    Rule("scenario-facts", named_scenarios.scenario_facts),
    Rule("plain-scenario-facts", plain_scenarios.plain_scenario_facts),
    Rule("duties", duties.duties),
    Rule("list-counts", counts.counts),
    Rule("figures", targets.figures),
)

__all__ = ["RULES"]
