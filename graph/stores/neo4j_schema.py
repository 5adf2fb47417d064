"""Constraints and indexes of the graph in Neo4j, made from ontology.yaml (约束与索引)."""

from __future__ import annotations

from typing import Final

from schema.ontology import Ontology, ontology

STATE_LABEL: Final = "Projection"
NAME_INDEX: Final = "scenariograph_names"
"""Full-text index over names and aliases of all labels; ask it by db.index.fulltext.queryNodes."""


def constraint_statements(onto: Ontology | None = None) -> list[str]:
    """One constraint a label: its id is unique. They also serve every look-up by id."""
    labels = [*(onto or ontology()).labels, STATE_LABEL]
    return [
        f"CREATE CONSTRAINT scenariograph_{label}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in labels
    ]


def index_statements(onto: Ontology | None = None) -> list[str]:
    """Indexes that are cheaper to make after a first load than to keep during it.

    The analyzer `cjk` cuts Chinese into pairs of characters; names without blanks are found by parts.
    Only derived edges are asked for by their own id.
    """
    onto = onto or ontology()
    labels = "|".join(onto.labels)
    made = [
        f"CREATE FULLTEXT INDEX {NAME_INDEX} IF NOT EXISTS FOR (n:{labels}) ON EACH [n.name, n.aliases]"
        " OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: false}}"
    ]
    for name, relationship in onto.relationships.items():
        if relationship.derived:
            made.append(f"CREATE INDEX scenariograph_{name}_id IF NOT EXISTS FOR ()-[r:{name}]-() ON (r.id)")
    return made


def schema_statements(onto: Ontology | None = None) -> list[str]:
    """All statements; each may be run again."""
    return [*constraint_statements(onto), *index_statements(onto)]
